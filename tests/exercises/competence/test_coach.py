"""For each rule one sheet of which it speaks and one of which it does not, and its praise."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from exercises.competence.coach import coach, standing
from exercises.competence.sheet import (
    COMPETENCES,
    CompetenceSheet,
    Mark,
    borne_scores,
    change_mark,
    change_rating,
    from_example,
    scores,
)
from tests.exercises.competence.conftest import (
    TODAY,
    competence_words,
    mark,
    scored,
    sheet,
    sheets,
)

WORDS = competence_words()
MIXED = [2, 2, 1, 3, 2, 2, 2, 4]
"""Scores that nothing can be said against."""


def said(about: CompetenceSheet):
    return coach(about, WORDS, TODAY)


def speaks(rule: str, about: CompetenceSheet) -> list[str | None]:
    """The rows of which the rule has something to say that is not praise."""
    return [a.row for a in said(about) if a.rule == rule and a.level != "good"]


def praises(rule: str, about: CompetenceSheet) -> list[str | None]:
    return [a.row for a in said(about) if a.rule == rule and a.level == "good"]


def with_two(about: CompetenceSheet, **fields) -> CompetenceSheet:
    """Two chosen; `fields` change how the first of them is practised."""
    soon = {"chosen": True, "leaves": "一份记录", "day": TODAY + timedelta(days=20)}
    return change_rating(change_rating(about, "network", **{**soon, **fields}), "objection", **soon)


def test_nothing_is_said_of_an_empty_sheet() -> None:
    assert said(CompetenceSheet()) == []
    assert said(sheet(needs={"chosen": True})) == []


def test_of_the_worked_example_there_is_only_good_to_say(full: CompetenceSheet) -> None:
    assert {(a.rule, a.say) for a in said(full) if a.level != "good"} == set()
    assert {"CP2", "CP3", "CP11", "CP12", "CP13"} <= {a.rule for a in said(full)}


def test_the_half_filled_example_is_told_what_is_left_to_fill_in() -> None:
    half = from_example(WORDS.examples["half"], TODAY)

    assert {a.rule for a in said(half) if a.level != "good"} == {"CP2", "CP3", "CP4", "CP7", "CP9"}
    assert sum(scores(half, "before").values()) == 22
    assert sum(borne_scores(half, "before").values()) == 19


def test_cp1_speaks_of_eight_equal_scores() -> None:
    assert speaks("CP1", scored([2] * 8)) == [None]
    assert speaks("CP1", scored([2] * 7 + [None])) == []
    assert speaks("CP1", scored(MIXED)) == []
    assert praises("CP1", scored(MIXED)) == [None]


def test_cp1_after_the_course_speaks_of_the_second_scores() -> None:
    assert speaks("CP1", scored([2] * 8, MIXED)) == []
    assert speaks("CP1", scored(MIXED, [3] * 8)) == [None]


def test_cp2_speaks_of_a_3_without_a_deed() -> None:
    assert speaks("CP2", sheet(needs={"before": Mark(score=3)})) == ["needs"]
    assert speaks("CP2", sheet(needs={"before": Mark(score=5)})) == ["needs"]
    assert speaks("CP2", sheet(needs={"before": Mark(score=2)})) == []
    assert speaks("CP2", sheet(needs={"before": mark(3)})) == []
    assert praises("CP2", sheet(needs={"before": mark(3)})) == [None]
    assert praises("CP2", sheet(needs={"before": mark(3, place="")})) == []


def test_cp2_does_not_ask_for_old_deeds_once_the_second_score_is_given() -> None:
    about = sheet(needs={"before": Mark(score=3), "after": Mark(score=2)})

    assert speaks("CP2", about) == []
    assert speaks("CP2", change_mark(about, "needs", "after", score=3)) == ["needs"]


def test_cp3_speaks_of_a_4_that_nobody_used() -> None:
    assert speaks("CP3", sheet(needs={"before": mark(4)})) == ["needs"]
    assert speaks("CP3", sheet(needs={"before": mark(3)})) == []
    used = sheet(needs={"before": mark(4, effect="许峰写进了方案")})
    assert speaks("CP3", used) == []
    assert praises("CP3", used) == ["needs"]


def test_cp4_speaks_of_a_deed_that_cannot_be_found() -> None:
    about = sheet(needs={"before": mark(3, place="", date=None)})

    assert speaks("CP4", about) == ["needs"]
    advice = next(a for a in said(about) if a.rule == "CP4")
    assert "放在哪里" in advice.say
    assert "哪一天" in advice.say
    assert speaks("CP4", sheet(needs={"before": mark(3)})) == []


@pytest.mark.parametrize(
    ("deed", "found"),
    [
        ("干了十二年大客户", "十二年"),
        ("10 年销售", "10 年"),
        ("领导认可", "领导认可"),
        ("我对这个很熟", "很熟"),
        ("十年前做的关系图", None),
        ("2026 年度报告", None),
        ("恒屿的访谈记录", None),
        ("多年积累的测算表", None),
        ("", None),
    ],
)
def test_cp5_tells_years_and_renown_from_deeds(deed: str, found: str | None) -> None:
    assert standing(deed, WORDS) == found
    about = sheet(needs={"before": mark(3, deed)})
    assert speaks("CP5", about) == (["needs"] if found else [])


def test_cp6_speaks_when_all_eight_are_4_or_5() -> None:
    assert speaks("CP6", scored([4, 4, 5, 4, 4, 4, 4, 4])) == [None]
    assert speaks("CP6", scored([4, 4, 5, 4, 4, 4, 4, 3])) == []


def test_cp7_speaks_of_any_number_but_two() -> None:
    assert speaks("CP7", scored(MIXED)) == [None]
    assert speaks("CP7", scored([2] * 7 + [None])) == []
    two = with_two(scored(MIXED))
    assert speaks("CP7", two) == []
    assert praises("CP7", two) == [None]
    assert speaks("CP7", change_rating(two, "choose", chosen=True)) == [None]


def test_cp7_asks_for_no_choice_after_the_course() -> None:
    assert speaks("CP7", scored(MIXED, MIXED)) == []


def test_cp8_speaks_of_a_choice_that_is_borne_already() -> None:
    about = with_two(change_mark(scored(MIXED), "network", "before", **dict(mark(3))))

    assert speaks("CP8", about) == ["network"]
    assert praises("CP7", about) == []
    assert speaks("CP8", with_two(scored(MIXED))) == []


def test_cp9_speaks_of_a_choice_without_a_day_or_a_deed() -> None:
    assert speaks("CP9", with_two(scored(MIXED), day=None)) == ["network"]
    assert speaks("CP9", with_two(scored(MIXED), leaves="")) == ["network"]
    assert speaks("CP9", with_two(scored(MIXED))) == []


def test_cp10_speaks_of_a_day_outside_of_the_next_90() -> None:
    for days, speaking in ((-1, True), (0, False), (90, False), (91, True)):
        about = with_two(scored(MIXED), day=TODAY + timedelta(days=days))
        assert speaks("CP10", about) == (["network"] if speaking else [])


def test_cp11_asks_a_lower_score_for_its_reason_and_praises_one_that_has_it() -> None:
    lower = sheet(value={"before": mark(3), "after": Mark(score=2)})
    told = change_rating(lower, "value", reason="锚要的是客户的数")

    assert speaks("CP11", lower) == ["value"]
    assert "敢往下打是好事" in next(a.say for a in said(lower) if a.rule == "CP11")
    assert speaks("CP11", told) == []
    assert praises("CP11", told) == ["value"]
    assert speaks("CP11", sheet(value={"before": mark(3), "after": mark(3)})) == []


def test_cp12_speaks_of_a_higher_score_on_the_old_deed() -> None:
    deed = "恒屿的访谈记录，原话标了等级"
    same = sheet(needs={"before": mark(3, deed), "after": mark(4, deed, effect="用过")})
    other = change_mark(same, "needs", "after", deed="浦和乳业的需求表，两条到了 P2")

    assert speaks("CP12", same) == ["needs"]
    assert praises("CP12", same) == []
    assert speaks("CP12", other) == []
    assert praises("CP12", other) == ["needs"]
    assert speaks("CP12", sheet(needs={"before": Mark(score=1), "after": Mark(score=2)})) == []


def test_cp13_speaks_when_all_eight_went_up() -> None:
    assert speaks("CP13", scored([2] * 8, [3] * 8)) == [None]
    assert speaks("CP13", scored([2] * 8, [3] * 7 + [2])) == []
    assert praises("CP13", scored([2] * 8, [3] * 7 + [2])) == [None]
    assert praises("CP13", scored([2] * 8, [2] * 8)) == []


def test_cp14_speaks_of_a_deed_that_is_still_to_come() -> None:
    assert speaks("CP14", sheet(needs={"before": mark(3, date=date(2026, 12, 1))})) == ["needs"]
    assert speaks("CP14", sheet(needs={"before": mark(3, date=TODAY)})) == []


def test_cp15_speaks_of_one_deed_for_two_scores() -> None:
    twice = sheet(needs={"before": mark(3)}, value={"before": mark(3)})

    assert speaks("CP15", twice) == ["value"]
    assert speaks("CP15", change_mark(twice, "value", "before", deed="电费测算一页")) == []


@given(sheets())
def test_of_no_sheet_the_coach_breaks_or_speaks_of_a_row_that_is_not_there(about) -> None:
    for advice in said(about):
        assert advice.row is None or advice.row in COMPETENCES
        assert advice.say


def test_every_rule_that_has_words_can_speak() -> None:
    spoken: set[str] = set()
    soon = TODAY + timedelta(days=300)
    for about in (
        scored([2] * 8),
        scored([5] * 8),
        scored([2] * 8, [3] * 8),
        with_two(change_mark(scored(MIXED), "network", "before", **dict(mark(3))), day=soon),
        with_two(scored(MIXED), day=None),
        sheet(needs={"before": Mark(score=3)}, value={"before": mark(4, "干了十年")}),
        sheet(needs={"before": mark(3, date=soon)}, value={"before": mark(3, place="")}),
        sheet(needs={"before": mark(3), "after": Mark(score=2)}),
        sheet(needs={"before": mark(3), "after": mark(4)}),
    ):
        spoken |= {advice.rule for advice in said(about) if advice.level != "good"}
    assert spoken == set(WORDS.coach)
