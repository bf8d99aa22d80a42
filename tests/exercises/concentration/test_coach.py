"""For each rule one sheet of which it speaks and one of which it does not, and its praise."""

import pytest
from hypothesis import given

from exercises.concentration.coach import coach, group_of
from exercises.concentration.sheet import (
    ConcentrationSheet,
    Customer,
    add_row,
    change,
    change_row,
    from_example,
)
from tests.exercises.concentration.conftest import TODAY, customers, sheets, tool_words

WORDS = tool_words()


def speaks(rule: str, about: ConcentrationSheet) -> list[str | None]:
    """The rows of which the rule has something to say that is not praise."""
    told = coach(about, WORDS, TODAY)
    return [one.row for one in told if one.rule == rule and one.level != "good"]


def praises(rule: str, about: ConcentrationSheet) -> bool:
    return any(a.rule == rule and a.level == "good" for a in coach(about, WORDS, TODAY))


def test_nothing_is_said_of_an_empty_sheet() -> None:
    assert coach(ConcentrationSheet(), WORDS, TODAY) == []
    assert coach(ConcentrationSheet(rows=(Customer(id="K1"),)), WORDS, TODAY) == []


def test_of_the_worked_example_only_the_poor_customer_is_named(full: ConcentrationSheet) -> None:
    told = [(one.rule, one.row) for one in coach(full, WORDS, TODAY) if one.level != "good"]

    assert told == [("CT15", "K10")]


def test_the_half_filled_example_is_told_what_is_left_to_fill_in() -> None:
    half = from_example(WORDS.examples["half"], TODAY)

    assert {a.rule for a in coach(half, WORDS, TODAY) if a.level != "good"} == {
        "CT7",
        "CT8",
        "CT15",
    }


def test_ct1_asks_for_revenue_and_profit(full: ConcentrationSheet) -> None:
    assert speaks("CT1", change(full, net_profit=None)) == [None]
    assert speaks("CT1", full) == []


def test_ct2_sees_more_customers_than_revenue(full: ConcentrationSheet) -> None:
    assert speaks("CT2", change(full, company_revenue=5000)) == [None]
    assert speaks("CT2", change(full, company_revenue=5520)) == []


def test_ct3_asks_for_the_period(full: ConcentrationSheet) -> None:
    assert speaks("CT3", change(full, period="")) == [None]
    assert speaks("CT3", full) == []
    assert praises("CT3", full)


def test_ct4_counts_the_ten_largest(full: ConcentrationSheet) -> None:
    nine = change(full, rows=full.rows[:9])
    assert speaks("CT4", nine) == [None]
    assert speaks("CT4", change(nine, customers=9)) == []
    assert praises("CT4", full)


def test_ct5_sees_two_sites_of_one_group(full: ConcentrationSheet) -> None:
    sheet, _row = add_row(full, name="恒屿新能源宜宾基地", revenue=1)

    assert speaks("CT5", sheet) == ["K11"]
    assert speaks("CT5", full) == []


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("恒屿新能源（常州）有限公司", "恒屿新能源"),
        ("恒屿新能源 宜宾基地", "恒屿新能源"),
        ("苏州分公司", ""),
        ("润禾食品", "润禾食品"),
    ],
)
def test_a_group_is_the_name_without_its_places(name: str, group: str) -> None:
    assert group_of(name, WORDS) == group


def test_ct6_asks_for_what_the_loss_needs(full: ConcentrationSheet) -> None:
    assert speaks("CT6", change_row(full, "K1", service=None)) == ["K1"]
    assert speaks("CT6", change(full, lost="K4")) == ["K4"]
    assert speaks("CT6", full) == []
    assert praises("CT6", full)


def test_ct7_asks_where_the_people_go(full: ConcentrationSheet) -> None:
    assert speaks("CT7", change(full, plan="")) == [None]
    assert speaks("CT7", change(full, months=None)) == [None]
    assert speaks("CT7", change_row(full, "K1", service=0)) == []
    assert praises("CT7", full)


def test_ct8_asks_to_weigh_a_large_share(full: ConcentrationSheet) -> None:
    assert speaks("CT8", change(full, leanings={})) == [None]
    assert speaks("CT8", change(full, verdict="")) == [None]
    small = change(full, leanings={}, winner="K2", order=None)
    assert speaks("CT8", small) == []


def test_ct9_asks_for_the_second_year(full: ConcentrationSheet) -> None:
    assert speaks("CT9", change(full, recurring=None)) == [None]
    assert speaks("CT9", change(full, recurring=None, order=None)) == []
    assert praises("CT9", full)


def test_ct10_doubts_four_chances(full: ConcentrationSheet) -> None:
    rosy = dict.fromkeys(("wallet", "shape", "exit", "retreat"), "chance")
    assert speaks("CT10", change(full, leanings=rosy)) == [None]
    assert speaks("CT10", full) == []
    assert praises("CT10", full)


@pytest.mark.parametrize("said", ["20/80 定律告诉我们", "二八原则", "80% 的收入来自他们"])
def test_ct11_refuses_borrowed_numbers(full: ConcentrationSheet, said: str) -> None:
    assert speaks("CT11", change(full, sentences={"weight": said})) == [None]
    assert speaks("CT11", full) == []


def test_ct12_refuses_promises(full: ConcentrationSheet) -> None:
    assert speaks("CT12", change(full, sentences={"use": "多花 50 万，保证收入涨一成"})) == [None]
    assert speaks("CT12", full) == []


def test_ct13_wants_a_number_in_each_sentence(full: ConcentrationSheet) -> None:
    bare = {**full.sentences, "check": "定期看看"}
    assert speaks("CT13", change(full, sentences=bare)) == [None]
    assert speaks("CT13", change(full, sentences={"weight": "占 46%"})) == [None]
    assert speaks("CT13", change(full, sentences={})) == []
    assert praises("CT13", full)


def test_ct14_sees_gross_above_revenue(full: ConcentrationSheet) -> None:
    assert speaks("CT14", change_row(full, "K2", gross=800)) == ["K2"]
    assert speaks("CT14", full) == []


def test_ct15_names_who_leaves_less_than_half_the_usual(full: ConcentrationSheet) -> None:
    assert speaks("CT15", full) == ["K10"]
    assert speaks("CT15", change_row(full, "K10", service=0)) == []
    even = ConcentrationSheet(company_revenue=1000, rows=customers(100, 90, 80))
    assert speaks("CT15", even) == []


@given(sheets())
def test_every_remark_has_its_words(about: ConcentrationSheet) -> None:
    for told in coach(about, WORDS, TODAY):
        assert told.say
        assert told.row is None or about.row(told.row)


def test_every_rule_of_the_words_is_known() -> None:
    assert list(WORDS.coach) == [f"CT{n}" for n in range(1, 16)]
