"""What the two companies' own figures yield: concentration, loss, energy, payback, concessions."""

from collections.abc import Iterator

from course.content.case import Case
from tests.content.figures.figure import Figure, each, share
from tests.course.content.case.sums import revenue, rows, site


def concentration(case: Case) -> Iterator[Figure]:
    """How much hangs on few customers, now and with all of the project."""
    ours, budget = case.file.supplier, case.file.project.budget
    first = ours.top_ten[0]
    yield Figure("top ten", sum(ours.top_ten))
    yield share("top ten of revenue", sum(ours.top_ten) / ours.revenue)
    yield share("ten of all customers", 10 / ours.customers)
    yield share("first of revenue", first / ours.revenue)
    yield share("first with the project", (first + budget) / (ours.revenue + budget))
    yield share("net profit of revenue", ours.net_profit / ours.revenue)
    fifth = round(ours.customers * 0.2)
    needed = 0.8 * ours.revenue - sum(ours.top_ten)
    yield Figure("what 20/80 asks of the others in the first fifth", needed)
    yield Figure("what it asks of each", needed / (fifth - 10))
    yield Figure("gross profit", ours.revenue * ours.gross_margin)
    yield Figure("a tenth of gross profit", ours.revenue * ours.gross_margin / 10)
    yield Figure("revenue in 亿", ours.revenue / 10_000)


def loss(case: Case) -> Iterator[Figure]:
    """What goes with the largest customer."""
    ours = case.file.supplier
    first = ours.top_ten[0]
    hours = sum(row.hours or 0 for row in rows(case, "hengyu", "服务"))
    gross, service = first * ours.gross_margin, hours * ours.service_hour_cost
    yield Figure("gross profit of the first", gross)
    yield Figure("cost of goods of the first", first - gross)
    yield Figure("hours of the first", hours)
    yield Figure("service of the first", service)
    yield share("service of its revenue", service / first)
    yield Figure("contribution of the first", gross - service)
    yield Figure("its loss", service - gross)
    yield share("contribution of the first of its revenue", (gross - service) / first)
    yield share("of net profit", (gross - service) / ours.net_profit)
    yield share("of net profit when service stays", gross / ours.net_profit)
    yield share("of revenue that is goods", 1 - ours.gross_margin)
    yield Figure("a twentieth of net profit", ours.net_profit / 20)


def energy(case: Case) -> Iterator[Figure]:
    """Electricity of the sites, and what leaks."""
    changzhou = site(case, "changzhou")
    cost, leak = changzhou.energy.cost, changzhou.leak
    assert leak is not None
    wasted = cost * (leak.rate - leak.benchmark)
    tenth = cost * case.file.customer.energy_target.cut
    yield Figure("a year's electricity of Changzhou", cost)
    yield Figure("its leak above the benchmark", wasted)
    yield Figure("the leak in a month", wasted / 12)
    yield share("points of leak above the benchmark", leak.rate - leak.benchmark)
    yield Figure("a tenth of the electricity", tenth)
    yield share("the leak of that tenth", wasted / tenth, whole=True)
    yield Figure("a year's electricity of both bases", cost + site(case, "yibin").energy.cost)
    yield Figure("a year's electricity of the new station", site(case, "chuzhou").energy.cost)


def payback(case: Case) -> Iterator[Figure]:
    """Dearer by how much, and back after how many years."""
    quotes = {row.company: row.price for row in case.file.quotes.rows}
    base = quotes[case.file.quotes.base]
    extra = quotes["chengpai"] - base
    yield Figure("dearer by", extra)
    yield share("dearer by", extra / base)
    for points in case.file.quotes.saving_points:
        saved = points * site(case, "chuzhou").energy.cost
        yield Figure(f"saved in a year by {points}", saved)
        yield Figure(f"years to pay back at {points}", extra / saved)
    yield share("air that four of five machines give", 4 / 5)


def concessions(case: Case) -> Iterator[Figure]:
    """What a lower price, a cut of 3, 6, 8 or 10 percent, leaves."""
    ours = case.file.supplier
    first, goods = ours.top_ten[0], 1 - ours.gross_margin
    gross = first * ours.gross_margin
    hours = sum(row.hours or 0 for row in rows(case, "hengyu", "服务"))
    contribution = gross - hours * ours.service_hour_cost
    for cut in (0.03, case.file.customer.price_cut_target, 0.08, case.file.price_cut.cut):
        given = first * cut
        yield Figure(f"{cut} of the first", given)
        yield share(f"{cut} of its contribution", given / contribution)
        yield Figure(f"revenue after {cut}", first - given)
        yield Figure(f"gross profit after {cut}", gross - given)
        yield share(f"gross margin after {cut}", 1 - goods / (1 - cut))
        yield Figure(f"contribution after {cut}", contribution - given)
    # 60 万元 of spare parts at 6 percent a year, and four hours of accounts a month.
    yield Figure("parts in their store", 60 * 0.06 + 4 * 12 * ours.service_hour_cost)
    yield Figure("two people, eight hours, four times", 2 * 8 * 4 * ours.service_hour_cost)


def stop(case: Case) -> Iterator[Figure]:
    """What the stop cost, and what forty minutes would, by the plant's own figure."""
    per_hour = case.file.stop.loss_per_hour
    yield Figure("the stop", case.file.stop.hours * per_hour)
    yield Figure("forty minutes", per_hour * 40 / 60)


def efforts(case: Case) -> Iterator[Figure]:
    """Hours of the log, by task."""
    hours = dict.fromkeys(("information", "coverage", "value", None), 0.0)
    for entry in case.team.log:
        hours[entry.task] += entry.hours
    useful = sum(hours.values()) - hours[None]
    yield from each("hours of a task in the log", hours.values())
    yield share("hours without a result", hours[None] / sum(hours.values()))
    yield share("hours for people, of the useful", hours["coverage"] / useful, whole=True)


def service_hours(case: Case) -> Iterator[Figure]:
    """Hours of the service people, and what half of them costs."""
    yibin = sum(row.hours or 0 for row in rows(case, "hengyu", "服务", site="宜宾"))
    yield Figure("hours in Yibin", yibin)
    yield Figure("hours in Yibin of each of two", yibin / 2)
    ours = case.file.supplier
    yield Figure("yuan of an hour of service", ours.service_hour_cost * 10_000)
    for id_ in ("dongjin", "wanduan"):
        spent = sum(row.hours or 0 for row in rows(case, id_, "服务"))
        yield from each(f"hours of {id_}, all and half", (spent, spent / 2))
        yield Figure(f"half the service of {id_}", spent / 2 * ours.service_hour_cost)
    sales = revenue(rows(case, "dongjin"))
    yield Figure("15 percent of Dongjin", 0.15 * sales)
