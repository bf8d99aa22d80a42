"""公司与数字: what both companies are, and the figures that everything else is computed from."""

from datetime import date
from html import escape

from course.content.case import Case
from course.content.case.book import Site
from course.content.case.clock import dated, written
from course.language import _
from modules.tables import book_table

_KINDS = {
    "supplier": _("供应商，你在这一边"),
    "customer": _("客户"),
    "rival": _("对手"),
    "institute": _("设计单位"),
    "agent": _("代理商"),
}


def numbers_html(case: Case, today: date) -> str:
    """The chapter."""
    return "".join(
        (
            _companies(case, today),
            _supplier(case, today),
            _customer(case, today),
            _sites(case, today),
            _project(case, today),
        )
    )


def figure(value: float) -> str:
    """A number as it is printed: 12,000; 0.68; 1.5."""
    return f"{value:,.10g}"


def percent(fraction: float) -> str:
    """A fraction as 14%; halves are kept: 14.5%."""
    return f"{fraction * 100:.3g}%"


def money(amount: float) -> str:
    """万元, with its unit."""
    return _("{n} 万元").format(n=figure(amount))


def notes(lines: tuple[str, ...], today: date) -> str:
    """Sentences as a list."""
    if not lines:
        return ""
    return (
        '<div class="prose"><ul>'
        + "".join(f"<li>{escape(dated(line, today))}</li>" for line in lines)
        + "</ul></div>"
    )


def _heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _companies(case: Case, today: date) -> str:
    rows = [
        (c.short, _KINDS[c.kind], dated(c.about, today), dated(c.known_for, today))
        for c in case.file.companies
    ]
    heads = (_("公司"), _("是谁"), _("做什么"), _("出名在哪里"))
    return book_table(_("案例里的公司"), heads, rows, fold="words")


def _supplier(case: Case, today: date) -> str:
    us = case.file.supplier
    short = case.company_by_id[case.person_by_id[case.file.you].company].short
    rows = [
        (_("收入"), money(us.revenue)),
        (_("毛利率"), percent(us.gross_margin)),
        (_("净利"), money(us.net_profit)),
        (_("员工"), _("{n} 人").format(n=us.staff)),
        (
            _("其中"),
            _("销售 {sales} 人，服务工程师 {service} 人").format(
                sales=us.sales_people, service=us.service_engineers
            ),
        ),
        (_("客户"), _("{n} 家").format(n=us.customers)),
        (_("前 10 大客户的收入"), "、".join(map(figure, us.top_ten)) + _(" 万元")),
        (_("服务工时成本"), _("每小时 {n} 元").format(n=figure(us.service_hour_cost * 10_000))),
        (_("按效果付费的自有资金上限"), money(us.emc_cap)),
        (_("交期"), _("{n} 周").format(n=us.delivery_weeks)),
        (_("无油机最大单机"), _("{n} kW").format(n=us.oil_free_max_kw)),
        (
            _("能管平台实测节电"),
            _("{n} 个站平均 {cut}").format(n=us.measured_stations, cut=percent(us.measured_saving)),
        ),
    ]
    heads = (_("项目"), _("近 12 个月"))
    table = book_table(_("{company}的数").format(company=short), heads, rows, caption=False)
    products = [(product.name, product.about) for product in case.file.products]
    lines = book_table(_("产品线"), (_("产品线"), _("说明")), products)
    return f"{_heading(short)}{table}{notes(us.notes, today)}{lines}"


def _customer(case: Case, today: date) -> str:
    them, stop = case.file.customer, case.file.stop
    short = next(c.short for c in case.file.companies if c.kind == "customer")
    us = case.company_by_id[case.person_by_id[case.file.you].company].short
    target = them.energy_target
    rows = [
        (_("年收入"), _("{n} 亿元").format(n=figure(them.revenue_yi))),
        (_("一年的空气系统支出，不含电费"), money(them.wallet)),
        (_("这笔支出的三年复合增长"), percent(them.wallet_growth_3y)),
        (_("{us}占其中").format(us=us), percent(them.our_share)),
        (
            _("空压供应商"),
            _("{before} 家减到 {after} 家").format(
                before=them.supplier_list.before, after=them.supplier_list.after
            ),
        ),
        (
            _("单位电耗目标"),
            _("{months} 个月内降 {cut}，{when}公布").format(
                months=target.months,
                cut=percent(target.cut),
                when=written(target.announced, today),
            ),
        ),
        (_("采购年度降本指标"), percent(them.price_cut_target)),
        (_("首席运营官的批准权限"), money(them.coo_limit)),
        (_("平均回款"), _("{n} 天").format(n=them.days_outstanding)),
        (
            _("停线一小时的损失"),
            _("{loss}（{source}）").format(loss=money(stop.loss_per_hour), source=stop.loss_source),
        ),
    ]
    heads = (_("项目"), _("数"))
    table = book_table(_("{company}的数").format(company=short), heads, rows, caption=False)
    return f"{_heading(short)}{table}{notes(them.notes, today)}{_spend(case)}"


def _spend(case: Case) -> str:
    sites = [s for s in case.file.sites if any(x.site == s.id for x in case.file.customer.spend)]
    amount = {(x.site, x.product): x.wallet for x in case.file.customer.spend}
    rows = [
        (p.name, *(figure(amount[s.id, p.id]) if (s.id, p.id) in amount else "—" for s in sites))
        for p in case.file.products
    ]
    heads = (_("产品线"), *(site.short for site in sites))
    label = _("一年的空气系统支出，万元")
    return book_table(label, heads, rows, numbers=range(1, len(heads)))


def _sites(case: Case, today: date) -> str:
    sites = case.file.sites
    rows = [
        (_("状态"), *(s.state for s in sites)),
        (_("产能，GWh"), *(str(s.capacity_gwh) for s in sites)),
        (_("功率，kW"), *(figure(s.energy.power_kw) for s in sites)),
        (_("负载率"), *(percent(s.energy.load) for s in sites)),
        (_("一年运行，小时"), *(figure(s.energy.hours) for s in sites)),
        (_("电价，元"), *(f"{s.energy.price:.2f}" for s in sites)),
        (_("比功率，kWh/m³"), *(f"{s.specific_energy:.3f}" for s in sites)),
        (_("泄漏率"), *(_leak(s) for s in sites)),
    ]
    heads = (_("项目"), *(site.short for site in sites))
    table = book_table(_("三个基地的设备与用电"), heads, rows, caption=False)
    said = "".join(
        f"<p><b>{escape(site.short)}</b></p>{notes(_site_notes(site), today)}" for site in sites
    )
    return f"{_heading(_('基地'))}{table}{said}"


def _leak(site: Site) -> str:
    return percent(site.leak.rate) if site.leak else _("没有测过")


def _site_notes(site: Site) -> tuple[str, ...]:
    stations = _("空压站：{stations}。").format(stations=site.stations)
    if site.leak is None:
        return (stations, *site.notes)
    how = _("泄漏率的测法：{how}。好的站在 {rate} 左右。").format(
        how=site.leak.how, rate=percent(site.leak.benchmark)
    )
    return (stations, *site.notes, how)


def _project(case: Case, today: date) -> str:
    project, quotes = case.file.project, case.file.quotes
    site = next(s for s in case.file.sites if s.id == project.site)
    budget = [(line.name, figure(line.amount)) for line in project.lines]
    budget.append((_("合计"), figure(project.budget)))
    lines = book_table(
        _("{site}空压预算，万元").format(site=site.short),
        (_("包"), _("预算")),
        budget,
        numbers={1},
    )
    rows = [
        (
            case.company_by_id[row.company].short,
            figure(row.list_price),
            figure(row.price),
            row.note,
        )
        for row in quotes.rows
    ]
    heads = (_("公司"), _("报价"), _("折后"), _("方案"))
    offers = book_table(
        _("{item}的三家报价，万元").format(item=quotes.item),
        heads,
        rows,
        numbers={1, 2},
        fold="words",
    )
    source = _("出处：{source}。").format(source=dated(quotes.source, today))
    return (
        f"{_heading(_('{site}项目').format(site=site.short))}{lines}{offers}"
        f'<p class="soft small">{escape(source)}</p>{notes(quotes.saving_why, today)}'
    )
