from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from course.content.case.loading import load_case
from course.settings import ROOT
from exercises.competence.sheet import (
    COMPETENCES,
    CompetenceSheet,
    Mark,
    Rating,
    borne,
    borne_scores,
    candidates,
    change,
    change_mark,
    change_rating,
    entries,
    from_example,
    newest,
    scores,
    stage,
)
from tests.exercises.competence.conftest import (
    TODAY,
    competence_words,
    competences,
    mark,
    marks,
    points,
    scored,
    sheet,
    sheets,
)


def claimed() -> CompetenceSheet:
    """What 周然 scored himself in the case, with the one deed that he could find."""
    team = load_case(ROOT / "content" / "zh" / "case").team
    given = {one.id: Mark(score=one.score) for one in team.competencies}
    given["value"] = Mark(score=given["value"].score, deed="三份书面测算")
    return sheet(**{one: {"before": given[one]} for one in COMPETENCES})


def test_the_case_scores_22_and_its_deeds_bear_17() -> None:
    about = claimed()

    assert list(scores(about, "before").values()) == [3, 2, 2, 3, 2, 4, 3, 3]
    assert sum(scores(about, "before").values()) == 22
    assert list(borne_scores(about, "before").values()) == [2, 2, 2, 2, 2, 3, 2, 2]
    assert sum(borne_scores(about, "before").values()) == 17


def test_the_worked_example_begins_with_what_the_lesson_found(full: CompetenceSheet) -> None:
    assert scores(full, "before") == borne_scores(claimed(), "before")
    assert sum(scores(full, "before").values()) == 17
    assert sum(scores(full, "after").values()) == 23
    assert borne_scores(full, "after") == scores(full, "after")


def test_the_example_works_on_what_the_lesson_chose(full: CompetenceSheet) -> None:
    assert [rating.id for rating in full.chosen] == ["network", "objection"]


def test_the_anchors_of_1_3_and_5_are_those_of_the_lesson() -> None:
    lesson = (ROOT / "content/zh/units/01-start/lessons/02-competence.md").read_text("utf-8")
    words = competence_words()
    for one in COMPETENCES:
        anchors = words.anchors[one]
        assert list(anchors) == [1, 2, 3, 4, 5]
        row = f"| {words.fields[one].label} | {anchors[1]} | {anchors[3]} | {anchors[5]} |"
        assert row in lesson
        assert f"| {words.fields[one].label} | {words.fields[one].hint} |" in lesson


@pytest.mark.parametrize(
    ("given_mark", "held"),
    [
        (Mark(), None),
        (Mark(score=1), 1),
        (Mark(score=2), 2),
        (Mark(score=3), 2),
        (Mark(score=5), 2),
        (mark(3), 3),
        (mark(4), 3),
        (mark(5), 3),
        (mark(4, effect="同事用过"), 4),
        (mark(5, effect="客户拿去汇报"), 5),
        (mark(5, deed="", effect="客户拿去汇报"), 2),
    ],
)
def test_a_deed_bears_so_much_of_a_score(given_mark: Mark, held: int | None) -> None:
    assert borne(given_mark) == held


@given(marks)
def test_a_deed_never_bears_more_than_was_scored(one: Mark) -> None:
    held = borne(one)
    assert (held is None) == (one.score is None)
    if held is not None and one.score is not None:
        assert 1 <= held <= one.score


def test_nothing_moved_while_one_of_the_two_scores_is_missing() -> None:
    assert change(Rating(id="needs", before=Mark(score=3))) is None
    assert change(Rating(id="needs", after=Mark(score=3))) is None
    assert change(Rating(id="needs", before=Mark(score=3), after=Mark(score=2))) == -1


def test_the_second_round_begins_with_its_first_score() -> None:
    assert stage(scored([2] * 8)) == "before"
    assert stage(change_mark(scored([2] * 8), "team", "after", score=2)) == "after"
    assert newest(Rating(id="needs", before=Mark(score=3))) == "before"
    assert newest(Rating(id="needs", before=Mark(score=3), after=Mark(score=3))) == "after"


def test_worth_choosing_is_what_is_borne_below_3() -> None:
    about = sheet(
        business={"before": Mark(score=4)},
        needs={"before": mark(3)},
        value={"before": Mark(score=1)},
        team={"before": mark(3), "after": Mark(score=2)},
    )

    assert candidates(about) == ["business", "value", "team"]


def test_an_unknown_competency_or_a_missing_one_is_refused() -> None:
    with pytest.raises(KeyError):
        CompetenceSheet().rating("golf")
    with pytest.raises(ValidationError):
        CompetenceSheet(ratings=tuple(Rating(id=one) for one in COMPETENCES[1:]))
    with pytest.raises(ValidationError):
        CompetenceSheet(ratings=tuple(Rating(id=one) for one in reversed(COMPETENCES)))


@given(st.integers().filter(lambda n: not 1 <= n <= 5))
def test_a_score_outside_1_to_5_is_refused(score: int) -> None:
    with pytest.raises(ValidationError):
        change_mark(CompetenceSheet(), "needs", "before", score=score)


@given(sheets(), competences, st.sampled_from(["before", "after"]), points)
def test_one_change_changes_only_that(about, competence, when, score) -> None:
    changed = change_mark(about, competence, when, score=score)

    assert changed.rating(competence).mark(when).score == score
    assert changed.rating(competence).mark(when).deed == about.rating(competence).mark(when).deed
    others = [rating for rating in changed.ratings if rating.id != competence]
    assert others == [rating for rating in about.ratings if rating.id != competence]


@given(sheets())
def test_a_saved_sheet_is_read_back_as_it_was(about: CompetenceSheet) -> None:
    assert CompetenceSheet.model_validate_json(about.model_dump_json()) == about


def test_what_was_filled_in_is_counted() -> None:
    assert entries(CompetenceSheet()) == 0
    about = change_rating(CompetenceSheet(), "team", chosen=True)
    assert entries(change_mark(about, "needs", "before", score=2)) == 2


def test_the_example_never_grows_old() -> None:
    later = date(2031, 2, 28)
    about = from_example(competence_words().examples["full"], later)

    assert about.rating("value").before.date == date(2030, 9, 1)
    assert about.rating("network").after.date == date(2031, 2, 1)
    assert (later - about.rating("network").day).days == 65
    assert from_example(competence_words().examples["full"], TODAY) != about
