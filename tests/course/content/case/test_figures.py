"""What the case is built on: the two companies, the sites, the project, the prices."""

import pytest

from course.content.case import Case
from tests.course.content.case.sums import (
    rows,
    site,
)


def test_the_first_customer_is_a_seventh_of_revenue_and_the_ten_first_are_46_percent(case: Case):
    ours = case.file.supplier
    assert ours.top_ten[0] / ours.revenue == pytest.approx(0.143, abs=0.0005)
    assert sum(ours.top_ten) == 5520
    assert sum(ours.top_ten) / ours.revenue == pytest.approx(0.46)
    assert list(ours.top_ten) == sorted(ours.top_ten, reverse=True)


def test_net_profit_is_6_1_percent_of_revenue(case: Case):
    ours = case.file.supplier
    assert ours.net_profit / ours.revenue == pytest.approx(0.061)


def test_losing_hengyu_costs_44_6_percent_of_net_profit(case: Case):
    lost = case.file.supplier.top_ten[0] * 0.19
    assert lost == pytest.approx(326.8)
    assert lost / case.file.supplier.net_profit == pytest.approx(0.446, abs=0.0005)


def test_winning_all_of_chuzhou_makes_hengyu_38_8_percent_of_revenue(case: Case):
    first, project = case.file.supplier.top_ten[0], case.file.project.budget
    share = (first + project) / (case.file.supplier.revenue + project)
    assert share == pytest.approx(0.388, abs=0.0005)


def test_the_budget_lines_of_chuzhou_add_up_to_4800_within_the_coos_limit(case: Case):
    project = case.file.project
    assert sum(line.amount for line in project.lines) == project.budget == 4800
    assert project.budget < case.file.customer.coo_limit
    assert project.start == "T+8"


def test_the_spending_by_site_and_product_adds_up_to_the_wallet_and_our_fifth(case: Case):
    customer = case.file.customer
    assert sum(cell.wallet for cell in customer.spend) == customer.wallet == 8600
    assert sum(half.wallet for half in customer.half_years) == customer.wallet
    assert case.file.supplier.top_ten[0] / customer.wallet == pytest.approx(customer.our_share)
    assert 0.06 * case.file.supplier.top_ten[0] == pytest.approx(103.2)


def test_a_years_electricity_of_changzhou_is_1566_7_and_its_leak_costs_125_3(case: Case):
    changzhou = site(case, "changzhou")
    assert changzhou.energy.cost == pytest.approx(1566.7, abs=0.05)
    assert changzhou.leak is not None
    wasted = changzhou.energy.cost * (changzhou.leak.rate - changzhou.leak.benchmark)
    assert wasted == pytest.approx(125.3, abs=0.05)
    assert wasted / 12 == pytest.approx(10.4, abs=0.05)
    assert changzhou.energy.cost * case.file.customer.energy_target.cut == pytest.approx(
        156.7, abs=0.05
    )


def test_the_new_station_uses_816_a_year_and_pays_back_in_3_53_or_2_21_years(case: Case):
    station = site(case, "chuzhou").energy.cost
    assert station == pytest.approx(816)
    quotes = {row.company: row for row in case.file.quotes.rows}
    base = quotes[case.file.quotes.base].price
    extra = quotes["chengpai"].price - base
    assert extra == pytest.approx(144) == pytest.approx(0.12 * base)
    saved = [station * points for points in case.file.quotes.saving_points]
    assert saved == [pytest.approx(40.8), pytest.approx(65.28)]
    assert [extra / year for year in saved] == [
        pytest.approx(3.53, abs=0.005),
        pytest.approx(2.21, abs=0.005),
    ]


def test_the_rivals_price_is_its_list_price_less_8_percent(case: Case):
    rival = next(row for row in case.file.quotes.rows if row.company == "nuoweike")
    assert rival.price == pytest.approx(rival.list_price * 0.92)


def test_cutting_prices_by_a_tenth_leaves_a_margin_of_21_1_percent(case: Case):
    cost = 1 - case.file.supplier.gross_margin
    left = 1 - case.file.price_cut.cut
    assert (left - cost) / left == pytest.approx(0.211, abs=0.0005)
    sales = case.file.supplier.top_ten[0]
    gross = sales * left - sales * cost
    service = sum(row.hours or 0 for row in rows(case, "hengyu", "服务"))
    contribution = gross - service * case.file.supplier.service_hour_cost
    assert sales * left == pytest.approx(1548)
    assert gross == pytest.approx(326.8)
    assert contribution == pytest.approx(154.8)


def test_six_hours_of_standstill_cost_252_by_the_plants_own_figure(case: Case):
    stop = case.file.stop
    assert stop.hours * stop.loss_per_hour == 252
    assert stop.complaint_days == 23
