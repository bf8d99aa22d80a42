"""A unit's state and the way on, for every way of having read and answered."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.content.course import Course, Lesson, Section, Unit
from course.content.items import Bloom, Item, Pool, TrueFalse
from course.content.schema import CourseFile, LessonHeader, OutlineItem, UnitFile
from course.progress import (
    has_anything,
    lesson_state,
    lessons_read,
    next_step,
    unit_state,
    what_follows,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Read:
    section: str = "start"
    finished_at: datetime | None = None


@dataclass(frozen=True)
class Scored:
    best: float | None = None
    passed_at: datetime | None = None


@dataclass(frozen=True)
class Left:
    page: str
    parameters: dict[str, str] = field(default_factory=dict)


FINISHED = Read("end", NOW)
PASSED = Scored(0.9, NOW)
FAILED = Scored(0.5)


def a_lesson(unit: str, name: str, tool: str | None = None) -> Lesson:
    sections = tuple(Section(anchor, anchor, (), "") for anchor in ("start", "middle", "end"))
    header = LessonHeader(id=name, title=name, minutes=5, tool=tool)
    return Lesson(header, unit, sections, f"units/01-{unit}/lessons/01-{name}.md")


def an_item(unit: str, pool: Pool) -> Item:
    question = TrueFalse(
        id=f"{unit}-{pool}",
        bloom=Bloom.APPLY,
        difficulty=0.5,
        stem="?",
        type="truefalse",
        answer=True,
        feedback={"true": "对", "false": "错"},
    )
    return Item(unit, "a", "start", "a", pool, question, "hash")


def a_unit(number: int, slug: str, lessons: tuple[Lesson, ...], *pools: Pool) -> Unit:
    outline = (OutlineItem(id="line", title="一", objective="做到"),)
    file = UnitFile(
        slug=slug, title=slug, short=slug, purpose="为何", promise="得到", outline=outline
    )
    return Unit(number, file, lessons, tuple(an_item(slug, pool) for pool in pools))


ONE = a_unit(1, "one", (a_lesson("one", "a", "pest"), a_lesson("one", "b")), Pool.ASSESSMENT)
TWO = a_unit(2, "two", (a_lesson("two", "c"),), Pool.PRACTICE)
BARE = a_unit(3, "bare", ())


@pytest.fixture
def course() -> Course:
    file = CourseFile(title="课", subtitle="程", pass_mark=0.8, quiz_length=10)
    return Course(file, "v", (ONE, TWO, BARE), {}, {}, {})


def test_a_unit_untouched_is_not_begun():
    assert unit_state(ONE, {}, None) == "todo"


def test_one_section_read_begins_a_unit():
    assert unit_state(ONE, {"a": Read()}, None) == "now"


def test_all_lessons_read_do_not_finish_a_unit_with_an_assessment():
    assert unit_state(ONE, {"a": FINISHED, "b": FINISHED}, None) == "now"


def test_all_lessons_read_and_the_assessment_passed_finish_a_unit():
    assert unit_state(ONE, {"a": FINISHED, "b": FINISHED}, PASSED) == "done"


def test_a_unit_without_an_assessment_is_finished_by_reading():
    assert unit_state(TWO, {"c": FINISHED}, None) == "done"


def test_an_assessment_tried_and_not_passed_shows():
    assert unit_state(ONE, {"a": FINISHED}, FAILED) == "bad"


def test_a_pass_is_kept_when_a_later_attempt_is_worse():
    assert unit_state(ONE, {"a": FINISHED, "b": FINISHED}, Scored(0.9, NOW)) == "done"


def test_a_unit_without_content_is_never_finished():
    assert unit_state(BARE, {}, None) == "todo"
    assert not has_anything(BARE)


def test_a_result_without_an_attempt_is_neither_passed_nor_failed():
    assert unit_state(ONE, {"a": Read()}, Scored()) == "now"


def test_the_first_step_is_the_first_lesson(course):
    step = next_step(course, {}, {}, None)

    assert step is not None
    assert (step.why, step.page) == ("start", "lesson")
    assert step.parameters == {"lesson": "a", "section": "start"}


def test_the_next_step_is_the_place_left_last(course):
    left = Left("lesson", {"lesson": "c", "section": "middle"})
    step = next_step(course, {"c": Read("middle")}, {}, left)

    assert step is not None
    assert (step.why, step.unit, step.section) == ("resume", TWO, 1)


def test_a_section_that_is_gone_resumes_at_the_start_of_its_lesson(course):
    step = next_step(course, {"c": Read()}, {}, Left("lesson", {"lesson": "c", "section": "gone"}))

    assert step is not None
    assert step.parameters == {"lesson": "c", "section": "start"}


@pytest.mark.parametrize(
    "left",
    [
        Left("lesson", {"lesson": "gone"}),
        Left("tool", {"tool": "gone"}),
        Left("quiz", {"unit": "gone"}),
        Left("quiz", {"unit": "one", "mode": "assessment", "attempt": "7"}),
        Left("nonsense"),
    ],
)
def test_a_place_that_is_gone_gives_way_to_what_is_not_finished(course, left):
    step = next_step(course, {"a": FINISHED, "b": Read("middle")}, {}, left)

    assert step is not None
    assert step.why == "next"
    assert step.parameters == {"lesson": "b", "section": "middle"}


def test_a_quiz_begun_is_a_place_to_come_back_to(course):
    step = next_step(course, {}, {}, Left("quiz", {"unit": "one", "mode": "practice"}))

    assert step is not None
    assert (step.page, dict(step.parameters)) == ("quiz", {"unit": "one", "mode": "practice"})


def test_the_assessment_comes_after_the_lessons_of_its_unit(course):
    step = next_step(course, {"a": FINISHED, "b": FINISHED}, {"one": FAILED}, None)

    assert step is not None
    assert step.page == "quiz"
    assert step.parameters == {"unit": "one", "mode": "assessment"}


def test_there_is_no_next_step_when_everything_is_finished(course):
    readings = dict.fromkeys("abc", FINISHED)

    assert next_step(course, readings, {"one": PASSED}, Left("lesson", {"lesson": "a"})) is None


def test_a_lesson_with_a_tool_leads_to_the_tool(course):
    step = what_follows(course, ONE.lessons[0])

    assert step is not None
    assert step.parameters == {"tool": "pest", "subject": "case", "side": "us"}


def test_the_last_lesson_leads_to_the_assessment(course):
    step = what_follows(course, ONE.lessons[1])

    assert step is not None
    assert step.page == "quiz"


def test_after_the_last_lesson_of_a_unit_without_an_assessment_nothing_follows(course):
    assert what_follows(course, TWO.lessons[0]) is None


readings_of_all = st.dictionaries(
    st.sampled_from("abc"),
    st.builds(Read, st.sampled_from(["start", "end"]), st.none() | st.just(NOW)),
)
results_of_all = st.dictionaries(
    st.sampled_from(["one", "two"]), st.sampled_from([Scored(), FAILED, PASSED])
)


@given(readings_of_all, results_of_all)
def test_there_is_a_next_step_exactly_while_a_unit_with_content_is_unfinished(readings, results):
    file = CourseFile(title="课", subtitle="程", pass_mark=0.8, quiz_length=10)
    all_of_it = Course(file, "v", (ONE, BARE), {}, {}, {})
    step = next_step(all_of_it, readings, results, None)
    state = unit_state(ONE, readings, results.get("one"))

    assert (step is None) == (state == "done")


@given(readings_of_all, results_of_all)
def test_reading_on_never_undoes_progress(readings, results):
    before = lessons_read(ONE, readings)
    after = lessons_read(ONE, readings | {"a": FINISHED})

    assert before <= after <= len(ONE.lessons)
    assert lesson_state(ONE.lessons[0], readings | {"a": FINISHED}) == "done"
