"""The numbers that count, each with the formula it comes from, filled in. Plain text."""

from collections.abc import Callable

from course.language import _
from exercises.analysis.analyses import Results
from exercises.analysis.book import Basis, Focus
from exercises.analysis.cleaning import YUAN
from exercises.analysis.conduct import Rhythm
from exercises.analysis.sheet import AnalysisId
from exercises.analysis.tables import change_of, few_of, money, number_of, percent, plain, points
from exercises.analysis.worth import Worth


def formulas(
    analysis: AnalysisId, results: Results, basis: Basis, focus: Focus
) -> list[tuple[str, str]]:
    """The numbers that count, each with the formula it comes from, filled in."""
    made = _FORMULAS[analysis](results, basis, focus)
    return [(said, formula) for said, formula in made if said]


def _of_development(results: Results, basis: Basis, focus: Focus) -> list[tuple[str, str]]:
    found = results.development
    told = []
    if found.growth is not None:
        first, last, years = found.years[0], found.years[-1], len(found.years) - 1
        if years == 1:
            said = _("比上一年 {n}").format(n=change_of(found.growth))
            told.append((said, f"{money(last)} ÷ {money(first)} − 1"))
        else:
            said = _("{years} 年复合增长，每年 {n}").format(years=years, n=change_of(found.growth))
            told.append((said, f"({money(last)} ÷ {money(first)})^(1/{years}) − 1"))
    if found.halves and found.change is not None:
        one, two = (half.revenue for half in found.halves)
        said = _("后半段比前半段 {n}").format(n=change_of(found.change))
        told.append((said, f"{money(two)} ÷ {money(one)} − 1"))
    wallet = basis.wallet(focus.customer).now if focus.customer else None
    if found.share is not None and found.halves and found.halves[1].share is not None:
        before = "" if found.share_before is None else f"{percent(found.share_before)} → "
        one_share, two_share = (percent(half.share) for half in found.halves)
        told.append(
            (
                _("钱包份额 {before}{now}，两个半年 {one} → {two}").format(
                    before=before, now=percent(found.share), one=one_share, two=two_share
                ),
                _("收入 ÷ 钱包 = {n} ÷ {wallet}").format(
                    n=money(found.years[-1]), wallet=money(wallet)
                ),
            )
        )
    return told


def _of_value(results: Results, basis: Basis, _focus: Focus) -> list[tuple[str, str]]:
    whole, told = results.value.whole, []
    if whole.contribution is not None:
        said = _("贡献毛利 {n} 万元，是收入的 {rate}").format(
            n=money(whole.contribution), rate=percent(whole.rate)
        )
        told.append((said, _contribution(results, basis)))
    elif whole.gross is not None:
        told.append(_of_gross(whole))
    if results.value.lifetime is not None:
        said = _("客户终身价值 {n} 万元").format(n=money(results.value.lifetime))
        m, r, d = money(whole.contribution), f"{basis.kept:g}", f"{basis.discount:g}"
        told.append((said, f"m·r ÷ (1 + d − r) = {m} × {r} ÷ (1 + {d} − {r})"))
    return told


def _of_gross(worth: Worth) -> tuple[str, str]:
    """Gross profit, where service cannot be taken off."""
    return (
        _("毛利 {n} 万元，还没有扣服务").format(n=money(worth.gross)),
        "",
    )


def _contribution(results: Results, basis: Basis) -> str:
    whole = results.value.whole
    return _("毛利 − 工时 × 一小时的成本 = {gross} − {hours} × {cost} 元").format(
        gross=money(whole.gross),
        hours=plain(number_of(whole.hours)),
        cost=plain(f"{(basis.hour_cost or 0) * YUAN:,.1f}"),
    )


def _of_behaviour(results: Results, _basis: Basis, _focus: Focus) -> list[tuple[str, str]]:
    one: Rhythm = results.behaviour.focus
    told = []
    if one.ago is not None:
        told.append((_("{n} 天前下过单，共 {orders} 单").format(n=one.ago, orders=one.orders), ""))
    if one.variation is not None:
        said = _("间隔的变异系数 {n}").format(n=f"{one.variation:.2f}")
        told.append((said, f"σ ÷ μ = {number_of(one.spread)} ÷ {number_of(one.gap)}"))
    if results.behaviour.response is not None:
        told.append(
            (
                _("响应的中位数 {n} 小时").format(n=f"{results.behaviour.response:.1f}"),
                _("{n} 次有时间的报修，排在正中间的那一次").format(n=results.behaviour.calls),
            )
        )
    return told


def _of_agents(results: Results, _basis: Basis, _focus: Focus) -> list[tuple[str, str]]:
    return [
        (
            _("{name}：新增占 {share}").format(name=agent.name, share=percent(agent.share)),
            _("独立新增 ÷ 经手 = {new} ÷ {all}").format(
                new=money(agent.brought), all=money(agent.handled)
            ),
        )
        for agent in results.agents[:4]
        if agent.share is not None
    ]


def _of_satisfaction(results: Results, basis: Basis, _focus: Focus) -> list[tuple[str, str]]:
    whole, told = results.satisfaction.whole, []
    if whole.promoters is not None:
        for_us = sum(score >= 9 for score in whole.scores)
        against = sum(score <= 6 for score in whole.scores)
        told.append(
            (
                _("净推荐值 {n}").format(n=points(whole.promoters)),
                _("（9–10 分 {plus} 份 − 0–6 分 {minus} 份）÷ {n} 份").format(
                    plus=for_us, minus=against, n=len(whole.scores)
                ),
            )
        )
    if whole.kept_share is not None:
        said = _("{hours} 小时到场 {n}").format(
            hours=f"{basis.sla_hours:g}", n=percent(whole.kept_share, 0)
        )
        told.append((said, f"{whole.kept} ÷ {whole.calls}"))
    if whole.closings:
        mean = sum(whole.closings) / len(whole.closings)
        told.append(
            (
                _("投诉闭环平均 {n} 天").format(n=f"{mean:.1f}"),
                _("{n} 次：{days}").format(n=len(whole.closings), days=few_of(whole.closings)),
            )
        )
    return told


def _of_one(results: Results, _basis: Basis, _focus: Focus) -> list[tuple[str, str]]:
    found, told = results.one, []
    if found.worth.contribution is not None:
        worth = found.worth
        said = _("这个客户留下 {n} 万元").format(n=money(worth.contribution))
        formula = _("毛利 − 服务 = {a} − {b}").format(a=money(worth.gross), b=money(worth.service))
        told.append((said, formula))
    elif found.worth.gross is not None:
        told.append(_of_gross(found.worth))
    if found.gaps:
        top = found.gaps[0]
        said = _("最大的空白 {site}{product} {n} 万元").format(
            site=top.site, product=top.product, n=money(top.gap)
        )
        told.append(
            (said, _("他花 − 我方 = {a} − {b}").format(a=money(top.spend), b=money(top.ours)))
        )
    return told


_FORMULAS: dict[AnalysisId, Callable[[Results, Basis, Focus], list[tuple[str, str]]]] = {
    "development": _of_development,
    "value": _of_value,
    "behaviour": _of_behaviour,
    "agents": _of_agents,
    "satisfaction": _of_satisfaction,
    "one": _of_one,
}
