"""Twelve months of records agree with the accounts, and each analysis finds something."""

from collections import defaultdict
from itertools import pairwise
from statistics import mean, pstdev

import pytest

from course.content.case import Case, Transaction
from course.content.case.book import month_offset
from tests.course.content.case.sums import (
    revenue,
    rows,
    site,
)


def test_the_orders_of_each_account_add_up_to_its_revenue(case: Case):
    for account in case.accounts.accounts:
        assert revenue(rows(case, account.id)) == pytest.approx(account.revenue[-1]), account.id


def test_contribution_margins_follow_from_orders_and_service_hours(case: Case):
    rate = case.file.supplier.service_hour_cost
    for account in case.accounts.accounts:
        orders = rows(case, account.id)
        gross = revenue(orders) - sum(row.cost or 0 for row in orders)
        service = sum(row.hours or 0 for row in rows(case, account.id, "服务")) * rate
        margin = (gross - service) / revenue(orders) * 100
        assert margin == pytest.approx(account.raw["A3"], abs=0.005), account.id


def test_hengyus_29_percent_lose_10_to_service(case: Case):
    orders = rows(case, "hengyu")
    gross = revenue(orders) - sum(row.cost or 0 for row in orders)
    assert gross == pytest.approx(498.8)
    assert gross / revenue(orders) == pytest.approx(case.file.supplier.gross_margin)
    assert sum(row.hours or 0 for row in rows(case, "hengyu", "服务")) == 6880


def test_shares_of_wallet_and_sla_are_the_raw_values_of_the_scorecard(case: Case):
    for account in case.accounts.accounts:
        share = (account.revenue[-1] or 0) / float(account.raw["A1"]) * 100
        assert round(share) == account.raw["B1"], account.id
        calls = [row.response for row in rows(case, account.id, "服务") if row.response]
        kept = sum(hours <= 4 for hours in calls) / len(calls) * 100
        assert round(kept) == account.raw["B4"], account.id


def test_days_and_months_of_the_transactions_agree(case: Case):
    assert {row.month for row in case.transactions} == set(range(-12, 0))
    for row in case.transactions:
        assert row.month == -((-row.day - 1) // 30 + 1), row.id
    assert len({row.id for row in case.transactions}) == len(case.transactions)


def half(case: Case, first: int, last: int, **wanted: str) -> float:
    orders = rows(case, "hengyu", **wanted)
    return revenue([row for row in orders if first <= row.month <= last])


def test_development_rises_by_the_year_and_falls_by_the_half_year(case: Case):
    account = case.account_by_id["hengyu"]
    assert account.revenue[1:] == (980, 1720)
    spans = case.file.customer.half_years
    halves = [half(case, span.first, span.last) for span in spans]
    assert halves == [pytest.approx(1060), pytest.approx(660)]
    shares = [sales / span.wallet for sales, span in zip(halves, spans, strict=True)]
    assert shares == [pytest.approx(0.247, abs=0.0005), pytest.approx(0.153, abs=0.0005)]
    assert [half(case, s.first, s.last, site="宜宾") for s in spans] == [
        pytest.approx(380),
        pytest.approx(160),
    ]


def test_value_hides_a_base_that_earns_7_8_percent(case: Case):
    found = {}
    for base in ("常州", "宜宾"):
        orders = rows(case, "hengyu", site=base)
        hours = sum(row.hours or 0 for row in rows(case, "hengyu", "服务", site=base))
        cost = sum(row.cost or 0 for row in orders)
        service = hours * case.file.supplier.service_hour_cost
        found[base] = revenue(orders) - cost - service
        if base == "宜宾":
            assert found[base] / revenue(orders) == pytest.approx(0.078, abs=0.0005)
            assert hours > 6880 / 2
    assert found == {"常州": pytest.approx(284.6, abs=0.05), "宜宾": pytest.approx(42.2, abs=0.05)}


def test_dongjin_takes_5_6_hours_for_10000_yuan_and_puhe_2(case: Case):
    per = {
        id_: sum(row.hours or 0 for row in rows(case, id_, "服务")) / revenue(rows(case, id_))
        for id_ in ("dongjin", "puhe")
    }
    assert per == {"dongjin": pytest.approx(5.6), "puhe": pytest.approx(2.0)}


def gaps(lines: list[Transaction]) -> list[int]:
    days = sorted({row.day for row in lines})
    return [later - sooner for sooner, later in pairwise(days)]


def test_behaviour_shows_in_the_intervals_between_orders(case: Case):
    cv = {
        id_: pstdev(g) / mean(g) for id_ in ("shengchi", "ganyuan") if (g := gaps(rows(case, id_)))
    }
    assert cv == {
        "shengchi": pytest.approx(0.09, abs=0.005),
        "ganyuan": pytest.approx(1.55, abs=0.005),
    }
    spares = gaps(rows(case, "hengyu", site="宜宾", product="备件维保"))
    assert spares[-4:] == [26, 42, 48, 58]
    assert (min(spares[:-4]), max(spares[:-4])) == (19, 42)
    assert max(row.day for row in rows(case, "yaoxin")) == -141


def test_one_agent_sells_much_and_brings_little(case: Case):
    sold: dict[str, float] = defaultdict(float)
    brought: dict[str, float] = defaultdict(float)
    clashes: dict[str, int] = defaultdict(int)
    for row in case.transactions:
        if row.agent:
            sold[row.agent] += row.amount or 0
            brought[row.agent] += (row.amount or 0) * (row.brought == "是")
            clashes[row.agent] += row.clash == "是"
    assert sold == {"锦川机电": pytest.approx(150), "淮桥设备": pytest.approx(110)}
    assert brought == {"锦川机电": pytest.approx(12), "淮桥设备": pytest.approx(74)}
    assert clashes == {"锦川机电": 2, "淮桥设备": 0}
    assert brought["淮桥设备"] / sold["淮桥设备"] == pytest.approx(0.673, abs=0.0005)


def nps(scores: list[int]) -> float:
    return 100 * (sum(s >= 9 for s in scores) - sum(s <= 6 for s in scores)) / len(scores)


def test_satisfaction_of_zero_is_one_base_for_us_and_one_against(case: Case):
    scores = {
        base: [
            row.score for row in rows(case, "hengyu", "回访", site=base) if row.score is not None
        ]
        for base in ("常州", "宜宾")
    }
    assert {base: nps(given) for base, given in scores.items()} == {"常州": 60, "宜宾": -60}
    assert nps(scores["常州"] + scores["宜宾"]) == 0
    dongjin = [row.score for row in rows(case, "dongjin", "回访") if row.score is not None]
    assert nps(dongjin) == 60


def test_response_is_kept_27_of_28_times_in_changzhou_and_17_of_22_in_yibin(case: Case):
    kept = {}
    for base in ("常州", "宜宾"):
        calls = [row.response for row in rows(case, "hengyu", "服务", site=base) if row.response]
        kept[base] = (sum(hours <= 4 for hours in calls), len(calls))
    assert kept == {"常州": (27, 28), "宜宾": (17, 22)}


def test_the_stop_is_in_the_records_with_its_23_days(case: Case):
    stop = case.file.stop
    assert [row.closing for row in rows(case, "hengyu", "投诉")] == [23, 8, 3, 9]
    first = rows(case, "hengyu", "投诉")[0]
    assert (first.month, first.closing, first.site) == (
        month_offset(stop.month),
        stop.complaint_days,
        site(case, stop.site).short,
    )


def test_the_largest_white_spaces_are_machines_and_drying_in_yibin(case: Case):
    names = {product.id: product.name for product in case.file.products}
    space = {
        (cell.site, cell.product): cell.wallet
        - revenue(
            rows(case, "hengyu", site=site(case, cell.site).short, product=names[cell.product])
        )
        for cell in case.file.customer.spend
    }
    first, second = sorted(space, key=lambda key: -space[key])[:2]
    assert (first, second) == (("yibin", "machine"), ("yibin", "drying"))
    assert space[first] == pytest.approx(2120)
    assert space[second] == pytest.approx(1600)
    assert space["changzhou", "drying"] == pytest.approx(720)


def test_customer_lifetime_value_of_the_worked_example_is_1020():
    margin, kept, discount = 300, 0.85, 0.10
    assert margin * kept / (1 + discount - kept) == pytest.approx(1020)
