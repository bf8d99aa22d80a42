"""What the twelve months of records yield: the six analyses, and a table by customer."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from statistics import mean, pstdev

from course.content.case import Case, Transaction
from course.content.case.book import HalfYear
from tests.content.figures.figure import Figure, each, share
from tests.course.content.case.sums import revenue, rows, site

STANDING = ("备件维保", "能管", "节能服务")
"""Product lines that are bought all the year; the others are single machines."""


def customers(case: Case) -> Iterator[Figure]:
    """How many lines there are, and all customers, each where it is spoken of."""
    yield Figure("lines", len(case.transactions))
    margins = [float(account.raw["A3"]) for account in case.accounts.accounts]
    yield share("least contribution", min(margins) / 100)
    yield share("most contribution", max(margins) / 100)
    for account in case.accounts.accounts:
        for figure in customer(case, account.id):
            yield replace(figure, about=account.short)


def customer(case: Case, id_: str) -> Iterator[Figure]:
    """Orders, gross profit, hours, contribution, and its weight against net profit."""
    orders = rows(case, id_)
    sales = revenue(orders)
    gross = sales - sum(row.cost or 0 for row in orders)
    hours = sum(row.hours or 0 for row in rows(case, id_, "服务"))
    service = hours * case.file.supplier.service_hour_cost
    yield from each(
        f"orders, sales, gross, hours, service, contribution of {id_}",
        (len(orders), sales, gross, hours, service, gross - service),
    )
    yield share(f"contribution of {id_}", (gross - service) / sales)
    yield share(f"{id_} against net profit", (gross - service) / case.file.supplier.net_profit)
    yield Figure(f"hours for 万元 of {id_}", hours / sales)
    calls = [row.response for row in rows(case, id_, "服务") if row.response]
    yield share(f"calls kept, {id_}", sum(h <= 4 for h in calls) / len(calls), whole=True)


def development(case: Case) -> Iterator[Figure]:
    """Growth from year to year, and the first customer's share a year ago.

    The wallet of a year ago is today's, less the yearly growth of three years.
    """
    ours = case.file.customer
    sales = case.account_by_id["hengyu"].revenue[1] or 0
    yield share("share a year ago", sales * (1 + ours.wallet_growth_3y) / ours.wallet)
    for account in case.accounts.accounts:
        first, before, last = account.revenue
        if before and last:
            yield share(f"growth of {account.id}", last / before - 1)
        if first and last:
            yield Figure(f"two years of {account.id}", last / first)
            yield Figure(f"a year of {account.id}", (last / first) ** 0.5)
            yield share(f"a year's growth of {account.id}", (last / first) ** 0.5 - 1)


def three_largest(case: Case) -> Iterator[Figure]:
    """How the sales of the three large customers divide."""
    sales = [case.account_by_id[id_].revenue[-1] or 0 for id_ in ("hengyu", "runhe", "shengchi")]
    for one in sales:
        yield share("of the three", one / sum(sales), whole=True)


def half_years(case: Case) -> Iterator[Figure]:
    """Both halves of the last twelve months, and how far the contribution fell.

    Its fall is worked out from both as printed, to a tenth: 35.5 %; unrounded it is 35.56 %.
    """
    left = []
    for half in case.file.customer.half_years:
        yield from half_year(case, half)
        lines = [r for r in case.transactions if half.first <= r.month <= half.last]
        ours = [r for r in lines if r.account == case.account_by_id["hengyu"].name]
        gross = sum((r.amount or 0) - (r.cost or 0) for r in ours if r.kind == "订单")
        hours = sum(r.hours or 0 for r in ours if r.kind == "服务")
        left.append(round(gross - hours * case.file.supplier.service_hour_cost, 1))
    yield share("fall of the contribution", 1 - left[1] / left[0])


def half_year(case: Case, half: HalfYear) -> Iterator[Figure]:
    """Sales, share of the wallet, contribution and standing sales of a half year, by base."""

    def lines(kind: str = "订单", **wanted: str) -> list[Transaction]:
        return [
            r for r in rows(case, "hengyu", kind, **wanted) if half.first <= r.month <= half.last
        ]

    name = half.span
    yield Figure(f"sales, {name}", revenue(lines()))
    yield share(f"share, {name}", revenue(lines()) / half.wallet)
    machines = sum(r.amount or 0 for r in lines() if r.product not in STANDING)
    yield Figure(f"machines, {name}", machines)
    for where in ({}, {"site": "宜宾"}, {"site": "常州"}):
        orders = lines(**where)
        hours = sum(r.hours or 0 for r in lines("服务", **where))
        gross = revenue(orders) - sum(r.cost or 0 for r in orders)
        service = hours * case.file.supplier.service_hour_cost
        standing = sum(r.amount or 0 for r in orders if r.product in STANDING)
        yield from each(
            f"sales, gross, hours, service, contribution, standing, {name} {where}",
            (revenue(orders), gross, hours, service, gross - service, standing),
        )


def bases(case: Case) -> Iterator[Figure]:
    """Contribution of each base."""
    for base in ("常州", "宜宾"):
        orders = rows(case, "hengyu", site=base)
        hours = sum(row.hours or 0 for row in rows(case, "hengyu", "服务", site=base))
        service = hours * case.file.supplier.service_hour_cost
        left = revenue(orders) - sum(row.cost or 0 for row in orders) - service
        yield Figure(f"contribution of {base}", left)
        yield share(f"contribution of {base}", left / revenue(orders))


def behaviour(case: Case) -> Iterator[Figure]:
    """Evenness of intervals, and the days since the last order."""
    for account in case.accounts.accounts:
        days = sorted({row.day for row in rows(case, account.id)})
        gaps = [later - sooner for sooner, later in pairwise(days)]
        yield Figure(f"evenness of {account.id}", pstdev(gaps) / mean(gaps))
        yield Figure(f"days since the last order of {account.id}", -days[-1])
    spares = rows(case, "hengyu", site="宜宾", product="备件维保")
    yield Figure("last order of spares", max(spares, key=lambda row: row.day).amount or 0)


def agents(case: Case) -> Iterator[Figure]:
    """What each agent sold, and what of it was new."""
    sold: dict[str, float] = defaultdict(float)
    brought: dict[str, float] = defaultdict(float)
    for row in case.transactions:
        if row.agent:
            sold[row.agent] += row.amount or 0
            brought[row.agent] += (row.amount or 0) * (row.brought == "是")
    for agent in sold:
        yield from each(agent, (sold[agent], brought[agent]))
        yield share(agent, brought[agent] / sold[agent])


def satisfaction(case: Case) -> Iterator[Figure]:
    """Calls kept in each base, and net promoters."""
    for base in ("常州", "宜宾"):
        calls = [r.response for r in rows(case, "hengyu", "服务", site=base) if r.response]
        kept = sum(hours <= 4 for hours in calls) / len(calls)
        yield share(f"kept in {base}", kept, whole=True)
        scores = [r.score for r in rows(case, "hengyu", "回访", site=base) if r.score is not None]
        yield Figure(f"net promoters in {base}", nps(scores))


def nps(scores: list[int]) -> float:
    """Net promoters, −100 to 100."""
    return 100 * (sum(s >= 9 for s in scores) - sum(s <= 6 for s in scores)) / len(scores)


def white_spaces(case: Case) -> Iterator[Figure]:
    """What the customer spends elsewhere, and what with us, by base and product line."""
    names = {product.id: product.name for product in case.file.products}
    for cell in case.file.customer.spend:
        place = site(case, cell.site).short
        ours = revenue(rows(case, "hengyu", site=place, product=names[cell.product]))
        yield from each(f"{place} {cell.product}", (ours, cell.wallet - ours))


def singles(case: Case) -> Iterator[Figure]:
    """Puhe's machines of this year, and the rest."""
    orders = rows(case, "puhe")
    standing = sum(row.amount or 0 for row in orders if row.product in STANDING)
    yield from each("Puhe, machines and standing", (revenue(orders) - standing, standing))


def lifetime(_: Case) -> Iterator[Figure]:
    """The worked example: 300 a year, kept with 0.85 or 0.75, discounted by 0.10."""
    for kept in (0.85, 0.75):
        yield from each("kept, and lifetime value", (kept, 300 * kept / (1 + 0.10 - kept)))
