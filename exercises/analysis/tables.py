"""The figures' twins: the six analyses as tables, and how their numbers are written. Pure HTML.

Names come from a person's file and are escaped here.
"""

from collections.abc import Callable, Iterable, Sequence

from course.language import _
from exercises.analysis.analyses import Results
from exercises.analysis.book import Book
from exercises.analysis.sheet import AnalysisId
from exercises.marks import typed

SHOWN = 12
"""So many bars a figure shows; the table has more."""

ROWS = 60
"""So many rows a table shows; who has more customers chooses one."""


def money(value: float | None) -> str:
    """万元 with one decimal where it has one: 1,720 or 326.8, — where unknown. Below 1 with up to
    three, so that a formula that is shown can be done again with what it shows."""
    if value is None:
        return "—"
    return plain(f"{value:,.1f}" if abs(value) >= 1 else f"{round(value, 3) + 0:g}")


def percent(value: float | None, digits: int = 1) -> str:
    """A fraction as 24.7%, — where unknown."""
    return "—" if value is None else f"{value:.{digits}%}".replace("-", "−")


def points(value: float | None) -> str:
    """Net promoters as +60, −60, 0; — where unknown."""
    if value is None:
        return "—"
    rounded = round(value)
    return f"{rounded:+d}".replace("-", "−") if rounded else "0"


def plain(text: str) -> str:
    """A written number without an empty decimal, with a real minus sign."""
    return text.removesuffix(".0").replace("-", "−")


def change_of(value: float | None) -> str:
    """A change as +75.5% or −37.7%, — where unknown."""
    return "—" if value is None else f"{value:+.1%}".replace("-", "−")


def number_of(value: float | None, digits: int = 1) -> str:
    """A number with so many decimals, — where unknown."""
    return "—" if value is None else f"{value:,.{digits}f}".replace("-", "−")


def _table(label: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first column is words and whose others are numbers."""
    shown = list(rows)
    more = len(shown) - ROWS
    head = "".join(
        f'<th scope="col"{" class=num" if n else ""}>{text}</th>' for n, text in enumerate(heads)
    )
    body = "".join(
        f'<tr><th scope="row">{typed(first) or _("没写")}</th>'
        + "".join(
            f'<td class="num" data-l="{heads[n]}">{typed(cell)}</td>'
            for n, cell in enumerate(rest, 1)
        )
        + "</tr>"
        for first, *rest in shown[:ROWS]
    )
    rest = _("另有 {n} 行没有列出，选一个客户再看。").format(n=more) if more > 0 else ""
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="book kept compared"><caption>{label}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        + (f'<p class="soft small">{rest}</p>' if rest else "")
    )


def table(analysis: AnalysisId, results: Results, book: Book) -> str:
    """The numbers behind the figure."""
    return _TABLES[analysis](results, book)


def _development(results: Results, book: Book) -> str:
    found = results.development
    made = ""
    if found.halves:
        one, two = found.halves
        heads = [
            _("部分"),
            f"{book.month_name(one.first)} {_('至')} {book.month_name(one.last)}",
            f"{book.month_name(two.first)} {_('至')} {book.month_name(two.last)}",
            _("变化"),
        ]
        rows = [[p.name, money(p.first), money(p.second), change_of(p.change)] for p in found.parts]
        rows.append([_("合计"), money(one.revenue), money(two.revenue), change_of(found.change)])
        rows.append([_("钱包份额"), percent(one.share), percent(two.share), ""])
        rows.append([_("产品线数"), str(one.products), str(two.products), ""])
        rows.append([_("基地数"), str(one.sites), str(two.sites), ""])
        made += _table(_("两个半年（万元）"), heads, rows)
        if found.standing != found.parts:
            made += _table(
                _("拿掉一台一台买的（万元）"),
                heads,
                (
                    [p.name, money(p.first), money(p.second), change_of(p.change)]
                    for p in found.standing
                ),
            )
    months = ([book.month_name(month), money(value)] for month, value in found.months)
    return made + _table(_("每个月的收入（万元）"), [_("月"), _("收入")], months)


def _value(results: Results, _book: Book) -> str:
    found = results.value
    heads = [_("部分"), _("收入"), _("毛利"), _("工时"), _("服务成本"), _("贡献毛利"), _("贡献率")]
    rows = [
        [
            worth.name,
            money(worth.revenue),
            money(worth.gross),
            plain(number_of(worth.hours)),
            money(worth.service),
            money(worth.contribution),
            percent(worth.rate),
        ]
        for worth in (*found.parts, found.whole)
    ]
    rows[-1][0] = _("合计")
    return _table(_("谁留下多少（万元）"), heads, rows)


def _behaviour(results: Results, book: Book) -> str:
    found = results.behaviour
    heads = [
        *(_("客户"), _("几天前"), _("单数"), _("收入（万元）"), _("平均间隔"), _("变异系数")),
        *("R", "F", "M"),
    ]
    rows = [
        [
            one.name,
            "—" if one.ago is None else str(one.ago),
            str(one.orders),
            money(one.revenue),
            number_of(one.gap),
            number_of(one.variation, 2),
            str(one.recency),
            str(one.frequency),
            str(one.money),
        ]
        for one in found.customers
    ]
    gaps = ([book.day_name(day), str(gap)] for day, gap in found.gaps[-24:])
    made = _table(_("一次一次的间隔（天）"), [_("下单"), _("隔了几天")], gaps) if found.gaps else ""
    return _table(_("全部客户：最近、次数、金额，5 最好"), heads, rows) + made


def _agents(results: Results, _book: Book) -> str:
    heads = [
        *(_("代理商"), _("单数"), _("经手（万元）"), _("毛利（万元）")),
        *(_("独立新增（万元）"), _("新增占比"), _("撞单")),
    ]
    rows = [
        [
            agent.name,
            str(agent.orders),
            money(agent.handled),
            money(agent.gross),
            money(agent.brought),
            percent(agent.share),
            "—" if agent.clashes is None else _("{n} 次").format(n=agent.clashes),
        ]
        for agent in results.agents
    ]
    return _table(_("代理商经手与带来的"), heads, rows)


def _satisfaction(results: Results, _book: Book) -> str:
    found = results.satisfaction
    heads = [
        *(_("部分"), _("净推荐值"), _("份数"), _("准时到场")),
        *(_("达标率"), _("闭环天数"), _("推荐分")),
    ]
    rows = [
        [
            mood.name,
            points(mood.promoters),
            str(len(mood.scores)),
            f"{mood.kept}/{mood.calls}" if mood.calls else "—",
            percent(mood.kept_share, 0),
            few_of(mood.closings),
            few_of(sorted(mood.scores, reverse=True)),
        ]
        for mood in (*found.parts, found.whole)
    ]
    rows[-1][0] = _("合计")
    return _table(_("回访、到场、投诉"), heads, rows)


def few_of(values: Sequence[float]) -> str:
    """The first values, one after the other; — where there are none."""
    said = "、".join(f"{value:g}" for value in values[:12])
    return (said + ("……" if len(values) > 12 else "")) or "—"


def _one(results: Results, _book: Book) -> str:
    found, worth = results.one, results.one.worth
    lines = [
        [_("收入"), money(worth.revenue)],
        [_("毛利"), money(worth.gross)],
        [_("服务成本"), money(worth.service)],
        [_("贡献毛利"), money(worth.contribution)],
        [_("贡献率"), percent(worth.rate)],
    ]
    cells = [
        [
            f"{cell.product or _('没写')}·{cell.site or _('没写')}",
            money(cell.spend),
            money(cell.ours),
            money(cell.gap),
        ]
        for cell in (*found.gaps, *(c for c in found.cells if c.gap is None))
    ]
    made = _table(_("客户损益表（万元）"), [_("项目"), _("十二个月")], lines)
    heads = [_("产品线·基地"), _("他花"), _("我方"), _("空白")]
    return made + _table(_("空白点矩阵（万元）"), heads, cells)


_TABLES: dict[AnalysisId, Callable[[Results, Book], str]] = {
    "development": _development,
    "value": _value,
    "behaviour": _behaviour,
    "agents": _agents,
    "satisfaction": _satisfaction,
    "one": _one,
}
