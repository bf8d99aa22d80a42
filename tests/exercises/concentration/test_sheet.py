import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from course.content.case.loading import load_case
from course.settings import ROOT
from exercises.concentration.sheet import (
    ConcentrationSheet,
    Customer,
    add_row,
    break_even,
    change,
    change_row,
    dependence,
    entries,
    hhi,
    lines,
    listed,
    loss,
    lost_row,
    of_profit,
    share,
    top,
    winner_row,
)
from exercises.rows import without_row
from tests.exercises.concentration.conftest import customers, sheets, tool_words


def test_the_ten_largest_customers_of_the_case_are_46_per_cent(full: ConcentrationSheet) -> None:
    first = top(full)

    assert (first.number, first.revenue) == (10, 5520)
    assert first.share == pytest.approx(0.46)
    assert share(full, full.rows[0]) == pytest.approx(0.1433, abs=5e-5)


def test_losing_hengyu_takes_326_8_which_is_44_6_per_cent_of_net_profit(
    full: ConcentrationSheet,
) -> None:
    lost = loss(full)

    assert lost is not None
    assert lost.customer.name == "恒屿新能源"
    assert lost.contribution == pytest.approx(326.8)
    assert of_profit(full, lost.contribution) == pytest.approx(0.446, abs=5e-4)
    assert of_profit(full, lost.gross) == pytest.approx(0.681, abs=5e-4)


@pytest.mark.parametrize(
    ("months", "missing"), [(0, 326.8), (6, 412.8), (12, 498.8), (None, 326.8)]
)
def test_the_first_year_costs_the_service_of_the_months_until_people_move(
    full: ConcentrationSheet, months: int | None, missing: float
) -> None:
    lost = loss(change(full, months=months))

    assert lost is not None
    assert lost.first_year == pytest.approx(missing)


def test_with_chuzhou_alone_hengyu_would_be_38_8_per_cent(full: ConcentrationSheet) -> None:
    found = dependence(full)

    assert found is not None
    assert found.now == pytest.approx(1720 / 12000)
    assert found.ordered == pytest.approx(0.388, abs=5e-4)
    assert found.after == pytest.approx((1720 + 93) / (12000 + 93))


def test_50_more_a_year_pay_from_15_3_points_on(full: ConcentrationSheet) -> None:
    found = break_even(full)

    assert found is not None
    assert found == (pytest.approx(0.153, abs=5e-4), pytest.approx(0.1002, abs=5e-5))


def test_the_example_holds_the_numbers_of_the_case(full: ConcentrationSheet) -> None:
    case = load_case(ROOT / "content" / "zh" / "case")
    supplier = case.file.supplier

    assert full.company_revenue == supplier.revenue
    assert full.net_profit == supplier.net_profit
    assert full.customers == supplier.customers
    assert [row.revenue for row in full.ranked] == list(supplier.top_ten)


def test_the_rates_of_the_named_customers_are_those_of_the_case(full: ConcentrationSheet) -> None:
    rates = {row.name: row.rate for row in full.rows if row.rate is not None}

    assert {name: round(100 * rate, 1) for name, rate in rates.items()} == {
        "恒屿新能源": 19,
        "润禾食品": 27,
        "晟驰汽零": 16,
        "东锦纺织": 8,
    }


def test_a_missing_number_is_never_a_0() -> None:
    row = Customer(id="K1", revenue=100, gross=20)
    about = ConcentrationSheet(company_revenue=1000, net_profit=50, rows=(row,))

    assert row.contribution is None
    assert row.rate is None
    assert loss(about) is None
    assert dependence(about) == (row, 0.1, None, None)
    assert share(ConcentrationSheet(rows=(row,)), row) is None
    assert top(ConcentrationSheet(rows=(row,))).share is None


def test_without_a_profit_there_is_no_share_of_it() -> None:
    about = ConcentrationSheet(company_revenue=1000, net_profit=-5, rows=customers(100))

    assert of_profit(about, 10) is None
    assert of_profit(change(about, net_profit=None), 10) is None
    assert loss(about) is not None


def test_a_scenario_without_a_choice_is_about_the_largest() -> None:
    about = ConcentrationSheet(rows=customers(100, 300, None))

    assert lost_row(about) == winner_row(about) == about.rows[1]
    assert lost_row(change(about, lost="K1")) == about.rows[0]
    assert lost_row(change(about, lost="K9")) == about.rows[1]
    assert lost_row(ConcentrationSheet()) is None


def test_the_index_of_ten_alike_is_1000_and_of_one_alone_10000() -> None:
    alike = ConcentrationSheet(company_revenue=1000, rows=customers(*[100] * 10))
    alone = ConcentrationSheet(company_revenue=1000, rows=customers(1000))

    assert hhi(alike) == (pytest.approx(1000), pytest.approx(1000))
    assert hhi(alone) == (pytest.approx(10_000), pytest.approx(10_000))
    assert hhi(ConcentrationSheet(company_revenue=10, rows=customers(20))) is None


@given(st.lists(st.floats(1, 1e5), min_size=2, max_size=30), st.data())
def test_the_index_of_all_customers_lies_between_the_bounds_that_the_largest_give(
    revenues: list[float], data: st.DataObject
) -> None:
    revenues = sorted(revenues, reverse=True)
    known = data.draw(st.integers(1, len(revenues)))
    total = sum(revenues)
    exact = sum((revenue / total) ** 2 for revenue in revenues) * 10_000

    bounds = hhi(
        ConcentrationSheet(
            company_revenue=total, customers=len(revenues), rows=customers(*revenues[:known])
        )
    )

    assert bounds is not None
    assert bounds[0] <= exact * (1 + 1e-6)
    assert exact <= bounds[1] * (1 + 1e-6)


@given(sheets())
def test_shares_fall_with_the_ranking_and_the_top_is_their_sum(about: ConcentrationSheet) -> None:
    parts = [part for row in about.ranked if (part := share(about, row)) is not None]

    assert parts == sorted(parts, reverse=True)
    if about.company_revenue:
        assert top(about).share == pytest.approx(sum(parts[:10]))
    assert sorted(row.id for row in about.ranked) == sorted(row.id for row in about.rows)
    assert listed(about) >= 0


@given(sheets())
def test_the_first_year_lies_between_contribution_and_gross(about: ConcentrationSheet) -> None:
    lost = loss(about)
    if lost is not None:
        assert lost.contribution <= lost.first_year + 1e-6
        assert lost.first_year <= lost.gross + 1e-6


@given(sheets())
def test_more_from_one_customer_never_lowers_the_dependence(about: ConcentrationSheet) -> None:
    found = dependence(about)
    if found is not None and found.ordered is not None and found.now <= 1:
        assert found.now <= found.ordered + 1e-9
        assert found.ordered <= 1 + 1e-9


@given(sheets())
def test_a_sheet_comes_back_from_its_data_as_it_was(about: ConcentrationSheet) -> None:
    assert ConcentrationSheet.model_validate(about.model_dump(mode="json")) == about


def test_the_number_of_a_deleted_customer_does_not_come_back() -> None:
    sheet, first = add_row(ConcentrationSheet(), name="恒屿")
    sheet, second = add_row(without_row(sheet, first))

    assert (first, second) == ("K1", "K2")


def test_a_row_is_changed_in_place_and_a_wrong_value_refused() -> None:
    sheet, row_id = add_row(ConcentrationSheet())

    assert change_row(sheet, row_id, revenue=5).row(row_id).revenue == 5
    with pytest.raises(ValidationError):
        change_row(sheet, row_id, revenue=-1)
    with pytest.raises(ValidationError):
        change(sheet, months=13)
    with pytest.raises(ValidationError):
        ConcentrationSheet(rows=(*sheet.rows, *sheet.rows))


def test_customers_are_offered_to_the_shortlist_by_name(full: ConcentrationSheet) -> None:
    told = lines(full, tool_words())

    assert [(line.row, line.text, line.value) for line in told[:2]] == [
        ("K1", "恒屿新能源", "1,720"),
        ("K2", "润禾食品", "780"),
    ]
    assert {line.offered_to for line in told} == {("shortlist",)}
    assert entries(full) == len(told)
