"""For each rule one sheet of which it speaks and one of which it does not, and its praise."""

from datetime import timedelta

from hypothesis import given, settings
from pydantic import BaseModel

from exercises.coaching import Advice
from exercises.confrontation import sheet as matrix
from exercises.exercise import Position
from exercises.ge import sheet as ge
from exercises.strategy.coach import coach
from exercises.strategy.sheet import (
    StrategySheet,
    add_row,
    change_row,
    from_example,
    remove_row,
)
from exercises.swot import sheet as swot
from tests.exercises.strategy.conftest import TODAY, sheets, words_of

WORDS = words_of("strategy")
MATRIX = matrix.from_example(words_of("confrontation").examples["full"], TODAY)
SWOT = swot.from_example(words_of("swot").examples["full"], TODAY)
BOXES = ge.from_example(words_of("ge").examples["full"], TODAY)


def said(
    sheet: StrategySheet,
    opposite: BaseModel | None = None,
    side: str = "us",
    **others: BaseModel,
) -> list[Advice]:
    position = Position(side, others=others, opposite=opposite)
    return coach(sheet, WORDS, TODAY, position)


def speaks(rule: str, sheet: StrategySheet, **around: object) -> list[str | None]:
    """The rows of which the rule has something to say that is not praise."""
    return [a.row for a in said(sheet, **around) if a.rule == rule and a.level != "good"]


def praises(rule: str, sheet: StrategySheet, **around: object) -> bool:
    return any(a.rule == rule and a.level == "good" for a in said(sheet, **around))


def test_nothing_is_said_of_an_empty_sheet() -> None:
    assert said(StrategySheet(), confrontation=MATRIX) == []


def test_of_the_worked_example_there_is_only_good_to_say(full: StrategySheet) -> None:
    told = said(full, opposite=full, confrontation=MATRIX, ge=BOXES)

    assert [(a.rule, a.say) for a in told if a.level != "good"] == []


def test_the_half_filled_example_is_told_what_its_author_left_out() -> None:
    half = from_example(WORDS.examples["half"], TODAY)

    told = {(a.rule, a.row) for a in said(half, confrontation=MATRIX) if a.level != "good"}
    assert told == {("SD2", "X1"), ("SD7", "X2"), ("SD8", None)}


def test_sd1_speaks_of_a_candidate_without_a_cell(full: StrategySheet) -> None:
    assert speaks("SD1", change_row(full, "X3", origins=())) == ["X3"]
    assert speaks("SD1", full) == []
    assert praises("SD1", full)


def test_sd2_speaks_of_a_slogan_without_a_number(full: StrategySheet) -> None:
    slogan = change_row(full, "X1", name="全面提升能效", metric="更省电")
    assert speaks("SD2", slogan) == ["X1"]
    assert speaks("SD2", change_row(slogan, "X1", metric="每立方气用电降 8%")) == []
    assert praises("SD2", full)
    assert not praises("SD2", change_row(full, "X1", due=None))


def test_sd3_speaks_of_more_than_three_main_strategies(full: StrategySheet) -> None:
    three = change_row(full, "X2", fate="main")
    assert speaks("SD3", three) == []
    assert speaks("SD3", change_row(three, "X4", fate="main")) == [None]
    assert praises("SD3", full)
    assert not praises("SD3", change_row(full, "X4", fate=None))


def test_sd4_speaks_of_a_main_strategy_that_gives_nothing_up(full: StrategySheet) -> None:
    assert speaks("SD4", change_row(full, "X3", not_doing="")) == ["X3"]
    assert speaks("SD4", change_row(full, "X2", not_doing="")) == []
    assert praises("SD4", full)


def test_sd5_speaks_of_a_candidate_against_the_nine_boxes(full: StrategySheet) -> None:
    against = change_row(full, "X4", at_what="纺织厂全国铺开")

    assert speaks("SD5", against, ge=BOXES) == ["X4"]
    assert speaks("SD5", against) == []
    assert speaks("SD5", change_row(against, "X4", note="只清库存，不派人"), ge=BOXES) == []
    assert speaks("SD5", full, ge=BOXES) == []


def test_sd5_takes_the_box_where_no_action_was_decided(full: StrategySheet) -> None:
    against = change_row(full, "X4", at_what="纺织厂全国铺开")
    open_ = tuple(unit.model_copy(update={"action": None}) for unit in BOXES.rows)
    undecided = BOXES.model_copy(update={"rows": open_})
    half = tuple(unit.model_copy(update={"scores": {"A1": 1, "B1": 1}}) for unit in open_)

    assert speaks("SD5", against, ge=undecided) == ["X4"]
    assert speaks("SD5", full, ge=undecided) == []
    assert speaks("SD5", against, ge=undecided.model_copy(update={"rows": half})) == []


def test_sd6_speaks_of_one_side_only(full: StrategySheet) -> None:
    assert speaks("SD6", full) == [None]
    assert speaks("SD6", full, opposite=StrategySheet()) == [None]
    assert speaks("SD6", full, opposite=full) == []
    assert praises("SD6", full, opposite=full)


def test_sd7_speaks_of_a_first_step_without_person_or_day(full: StrategySheet) -> None:
    assert speaks("SD7", change_row(full, "X3", step_owner="")) == ["X3"]
    assert speaks("SD7", change_row(full, "X3", step_day=None)) == ["X3"]
    assert speaks("SD7", change_row(full, "X3", first_step="")) == ["X3"]
    assert speaks("SD7", change_row(full, "X2", first_step="")) == []
    assert praises("SD7", full)


def test_sd8_speaks_of_a_weakness_under_threat_that_nobody_takes_on(full: StrategySheet) -> None:
    without = remove_row(full, "X2")

    told = [a for a in said(without, confrontation=MATRIX) if a.rule == "SD8"]
    assert ["W1×T1" in a.say for a in told] == [True]
    assert speaks("SD8", without) == []
    assert praises("SD8", full, confrontation=MATRIX)


def test_sd8_is_silent_on_a_threat_that_is_no_longer_in_the_swot(full: StrategySheet) -> None:
    without = remove_row(full, "X2")

    assert speaks("SD8", without, confrontation=MATRIX, swot=SWOT) == [None]
    fewer = swot.remove_row(SWOT, "T1")
    assert speaks("SD8", without, confrontation=MATRIX, swot=fewer) == []


def test_sd9_speaks_of_a_first_step_far_away(full: StrategySheet) -> None:
    late = change_row(full, "X3", step_day=TODAY + timedelta(days=91))
    assert speaks("SD9", late) == ["X3"]
    assert speaks("SD9", change_row(late, "X3", step_day=TODAY + timedelta(days=90))) == []


def test_sd10_asks_what_becomes_of_the_cells_of_what_was_dropped(full: StrategySheet) -> None:
    bare = change_row(full, "X2", carry="")

    assert speaks("SD10", bare) == ["X2"]
    assert "W1×T1" in next(a.say for a in said(bare) if a.rule == "SD10" and a.level != "good")
    assert speaks("SD10", change_row(full, "X4", carry="")) == []  # its only cell is ++
    taken = change_row(bare, "X3", origins=(*bare.row("X3").origins, *bare.row("X2").origins))
    assert speaks("SD10", taken) == []
    assert praises("SD10", full)


def test_sd11_speaks_of_a_choice_between_too_few(full: StrategySheet) -> None:
    two = remove_row(remove_row(full, "X2"), "X4")
    assert speaks("SD11", two) == [None]
    assert speaks("SD11", remove_row(full, "X4")) == []
    assert praises("SD11", full)


def test_sd12_asks_what_settles_a_tie(full: StrategySheet) -> None:
    assert speaks("SD12", full.model_copy(update={"why": ""})) == [None]
    bare = change_row(change_row(full, "X1", after=None, undo=None), "X3", undo=None)
    assert speaks("SD12", bare) == [None]
    assert speaks("SD12", change_row(full, "X1", fate="dropped")) == []
    assert praises("SD12", full)


def test_sd13_speaks_of_those_who_wait_for_each_other(full: StrategySheet) -> None:
    assert speaks("SD13", change_row(full, "X3", after="X1")) == ["X1", "X3"]
    assert speaks("SD13", full) == []


def test_sd14_speaks_of_a_precondition_that_was_dropped(full: StrategySheet) -> None:
    assert speaks("SD14", change_row(full, "X3", fate="dropped")) == ["X1"]
    assert speaks("SD14", full) == []


def test_the_customers_strategies_are_asked_for_their_source_only(full: StrategySheet) -> None:
    theirs, row = add_row(
        StrategySheet(), name="能碳目标", metric="24 个月内单位电耗降 10%", fate="main"
    )

    told = {a.rule for a in said(theirs, side="customer") if a.level != "good"}
    assert told == {"SD15", "SD6"}
    sourced = change_row(theirs, row, note="官网公告，七月")
    assert speaks("SD15", sourced, side="customer") == []
    assert praises("SD15", sourced, side="customer")


def test_g4_speaks_of_two_candidates_that_say_the_same(full: StrategySheet) -> None:
    same = full.row("X3")
    double, row = add_row(
        full,
        same.origins,
        **{name: getattr(same, name) for name in ("with_what", "at_what", "metric", "first_step")},
    )
    assert speaks("G4", double) == [row]
    assert speaks("G4", full) == []


def test_g5_speaks_of_a_comparison_that_tells_nothing_apart(full: StrategySheet) -> None:
    flat = {
        fact: factor.model_copy(update={"scores": dict.fromkeys(factor.scores, 3)})
        for fact, factor in full.factors.items()
    }
    assert speaks("G5", full.model_copy(update={"factors": flat})) == [None]
    assert speaks("G5", full) == []
    assert praises("G5", full)


@settings(deadline=None)
@given(sheets())
def test_every_rule_finds_its_words(sheet: StrategySheet) -> None:
    for advice in said(sheet, confrontation=MATRIX, ge=BOXES):
        assert advice.say
