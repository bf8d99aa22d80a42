"""For each rule one sheet of which it speaks and one of which it does not, and its praise."""

from hypothesis import given, settings

from exercises.coaching import Advice
from exercises.confrontation.coach import coach
from exercises.confrontation.sheet import (
    ConfrontationSheet,
    add_issue,
    change_cell,
    from_example,
    name_members,
)
from exercises.exercise import Position
from exercises.swot.sheet import SwotSheet
from tests.exercises.confrontation.conftest import (
    OUTSIDE,
    TODAY,
    case_swot,
    cm_words,
    filled,
    sheets,
    swots,
)

WORDS = cm_words()


def said(sheet: ConfrontationSheet, swot: SwotSheet | None = None) -> list[Advice]:
    others = {} if swot is None else {"swot": swot}
    return coach(sheet, WORDS, TODAY, Position(others=others))


def speaks(rule: str, sheet: ConfrontationSheet) -> list[str | None]:
    """The rows of which the rule has something to say that is not praise."""
    return [a.row for a in said(sheet) if a.rule == rule and a.level != "good"]


def praises(rule: str, sheet: ConfrontationSheet) -> bool:
    return any(a.rule == rule and a.level == "good" for a in said(sheet))


def test_nothing_is_said_of_an_empty_matrix() -> None:
    assert said(ConfrontationSheet(), case_swot()) == []


def test_of_the_worked_example_there_is_only_good_to_say(full: ConfrontationSheet) -> None:
    assert [(a.rule, a.row) for a in said(full, case_swot()) if a.level != "good"] == []


def test_the_half_filled_example_is_told_what_its_author_put_in() -> None:
    half = from_example(WORDS.examples["half"], TODAY)

    told = {(a.rule, a.row) for a in said(half, case_swot()) if a.level != "good"}
    assert {("CM9", "W1×T1"), ("CM9", "W2×T1"), ("G6", "W2×O3"), ("CM3", "S1×O3")} <= told


def test_cm1_speaks_of_rows_copied_and_not_thought(full: ConfrontationSheet) -> None:
    copied = filled({"S1": [1] * 6, "S2": [1] * 6, "W1": [-1] * 6})

    assert speaks("CM1", copied) == [None]
    assert speaks("CM1", change_cell(copied, "S1×O1", score=0)) == []
    assert speaks("CM1", filled({"S1": [1] * 6, "S2": [1] * 6})) == []
    assert praises("CM1", full)


def test_cm1_waits_until_three_times_three_are_scored() -> None:
    assert speaks("CM1", filled({"S1": [1, 1], "W1": [-1, -1]})) == []


def test_cm2_speaks_of_too_many_zeros_and_of_too_many_strong_ones(full: ConfrontationSheet) -> None:
    zeros = filled({"S1": [0, 0, 0, 0, 1], "W1": [-1, -1, -1, 1, 1]})  # 4 of 10
    assert speaks("CM2", zeros) == []
    assert speaks("CM2", change_cell(zeros, "W1×O1", score=0)) == [None]

    strong = filled({"S1": [2, 2, 2, 1, 1], "W1": [-2, -2, -2, 1, 1]})  # 6 of 10
    assert speaks("CM2", strong) == []
    assert speaks("CM2", change_cell(strong, "S1×T1", score=2)) == [None]
    assert praises("CM2", full)


def test_cm3_speaks_of_a_strong_cell_without_a_reason(full: ConfrontationSheet) -> None:
    bare = change_cell(full, "W2×T1", reason="")

    assert speaks("CM3", bare) == ["W2×T1"]
    advice = next(a for a in said(bare) if a.rule == "CM3")
    assert "−−" in advice.say
    assert "退成 −" in advice.do
    assert speaks("CM3", change_cell(bare, "W2×T1", score=-1)) == []
    assert praises("CM3", full)
    assert not praises("CM3", bare)


def test_cm4_asks_how_a_strength_became_a_burden(full: ConfrontationSheet) -> None:
    burden = change_cell(full, "S1×T3", score=-2)

    assert speaks("CM4", burden) == ["S1×T3"]
    assert speaks("CM3", burden) == []
    told = change_cell(burden, "S1×T3", reason="客户只要轻托管，28 人的成本压在我们身上")
    assert speaks("CM4", told) == []
    assert praises("CM4", told)


def test_cm5_speaks_of_an_outside_fact_that_nothing_meets(full: ConfrontationSheet) -> None:
    unmet = full
    for inside in ("S1", "S2", "S3", "W1", "W2", "W3"):
        unmet = change_cell(unmet, f"{inside}×T3", score=0)

    assert speaks("CM5", unmet) == ["T3"]
    assert speaks("CM5", full) == []


def test_cm6_speaks_of_a_row_passed_over(full: ConfrontationSheet) -> None:
    empty = full
    for outside in OUTSIDE:
        empty = change_cell(empty, f"W3×{outside}", score=None)

    advice = [a for a in said(empty, case_swot()) if a.rule == "CM6"]
    assert [a.row for a in advice] == ["W3"]
    assert speaks("CM6", full) == []


def test_cm6_says_nothing_to_those_who_go_column_by_column() -> None:
    first = filled({"S1": [1], "S2": [1]})

    assert [a for a in said(first, case_swot()) if a.rule == "CM6"] == []


def voted(discussed: bool) -> ConfrontationSheet:
    sheet = name_members(filled({"S1": [1]}), ["周然", "樊军"])
    return change_cell(sheet, "S1×O1", votes={"M1": 3, "M2": -1}, discussed=discussed)


def test_cm7_speaks_of_a_wide_spread_that_nobody_talked_about() -> None:
    assert speaks("CM7", voted(discussed=False)) == ["S1×O1"]
    assert speaks("CM7", voted(discussed=True)) == []
    assert praises("CM7", voted(discussed=True))
    close = change_cell(voted(discussed=False), "S1×O1", votes={"M1": 1, "M2": 0})
    assert speaks("CM7", close) == []


def test_cm8_speaks_of_an_issue_without_a_strong_cell(full: ConfrontationSheet) -> None:
    bare, issue = add_issue(full, "形象", ["S1×O1"])

    assert speaks("CM8", bare) == [issue]
    assert speaks("CM8", full) == []
    assert praises("CM8", full)


def test_cm9_speaks_of_a_weakness_that_fends_off_a_threat(full: ConfrontationSheet) -> None:
    assert speaks("CM9", change_cell(full, "W3×T2", score=1)) == ["W3×T2"]
    reasoned = change_cell(full, "W3×T2", score=1, reason="资金紧，反而没有跟着降价")
    assert speaks("CM9", reasoned) == []
    assert speaks("CM9", full) == []


def test_cm10_speaks_of_strong_cells_that_went_nowhere(full: ConfrontationSheet) -> None:
    assert speaks("CM10", full.model_copy(update={"issues": ()})) == [None]
    assert speaks("CM10", full) == []
    part = full.model_copy(update={"issues": (), "rows": full.rows[:-1]})
    assert [a for a in said(part, case_swot()) if a.rule == "CM10"] == []


def test_g4_and_g6_look_at_the_reasons(full: ConfrontationSheet) -> None:
    same = change_cell(full, "S1×O3", reason=full.cell("S2×O3").reason)
    assert speaks("G4", same) == ["S1×O3"] or speaks("G4", same) == ["S2×O3"]
    assert speaks("G6", change_cell(full, "S1×O3", reason="很重要")) == ["S1×O3"]
    assert speaks("G4", full) == speaks("G6", full) == []
    assert praises("G6", full)


@settings(deadline=None)
@given(sheets(), swots())
def test_every_rule_finds_its_words(sheet: ConfrontationSheet, swot: SwotSheet | None) -> None:
    for advice in said(sheet, swot):
        assert advice.say
        assert "{item}" not in advice.say
