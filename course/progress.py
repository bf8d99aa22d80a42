"""How far a learner is, and where to go on. Pure rules on what the store has read.

A unit is finished when each of its lessons is read to its last section and its assessment is
passed, where it has lessons and an assessment. Lines of the outline without a lesson do not count,
so a unit that gains a lesson is open again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from course.content.course import Course, Lesson, Unit
from course.content.items import Pool

State = Literal["todo", "now", "done", "bad"]


class Reading(Protocol):
    """How far one lesson was read."""

    @property
    def section(self) -> str:
        """Anchor of the section shown last."""

    @property
    def finished_at(self) -> datetime | None:
        """When the last section was reached first; None before."""


class Result(Protocol):
    """Where one learner stands in one unit's assessment."""

    @property
    def best(self) -> float | None:
        """Best fraction so far; None without an attempt."""

    @property
    def passed_at(self) -> datetime | None:
        """When it was passed first; None before."""


class Place(Protocol):
    """The page a learner was on last."""

    @property
    def page(self) -> str:
        """The page's name."""

    @property
    def parameters(self) -> Mapping[str, str]:
        """Its query parameters."""


@dataclass(frozen=True)
class Step:
    """Where to go on: a page with its parameters.

    `why` is "start" where nothing was done yet, "resume" for the place left last, "next" for the
    next thing not yet finished. `lesson` is set where the step leads to a lesson, `section` then
    counts from 0.
    """

    why: Literal["start", "resume", "next"]
    page: Literal["lesson", "tool", "quiz"]
    parameters: Mapping[str, str]
    unit: Unit
    lesson: Lesson | None = None
    section: int = 0


def has_anything(unit: Unit) -> bool:
    """Whether the unit has a lesson or an assessment yet."""
    return bool(unit.lessons or unit.pool(Pool.ASSESSMENT))


def lessons_read(unit: Unit, readings: Mapping[str, Reading]) -> int:
    """How many of the unit's lessons are read to the end."""
    return sum(lesson_state(lesson, readings) == "done" for lesson in unit.lessons)


def lesson_state(lesson: Lesson, readings: Mapping[str, Reading]) -> State:
    """todo, now or done."""
    reading = readings.get(lesson.id)
    if reading is None:
        return "todo"
    return "done" if reading.finished_at else "now"


def unit_state(unit: Unit, readings: Mapping[str, Reading], result: Result | None) -> State:
    """todo, now, done, or bad for an assessment tried and not passed."""
    passed = result is not None and result.passed_at is not None
    if result is not None and result.best is not None and not passed:
        return "bad"
    all_read = lessons_read(unit, readings) == len(unit.lessons)
    if has_anything(unit) and all_read and (passed or not unit.pool(Pool.ASSESSMENT)):
        return "done"
    begun = passed or any(lesson.id in readings for lesson in unit.lessons)
    return "now" if begun else "todo"


def next_step(
    course: Course,
    readings: Mapping[str, Reading],
    results: Mapping[str, Result],
    place: Place | None,
) -> Step | None:
    """Where 「继续学习」 leads; None when everything there is has been finished.

    The place left last, as long as the course still has it; else the first thing not finished.
    """
    ahead = next(_unfinished(course, readings, results), None)
    if ahead is None:
        return None
    left = _as_step(course, place) if place is not None else None
    return left or ahead


def _unfinished(
    course: Course, readings: Mapping[str, Reading], results: Mapping[str, Result]
) -> Iterator[Step]:
    why: Literal["start", "next"] = "next" if readings or results else "start"
    for unit in course.units:
        for lesson in unit.lessons:
            if lesson_state(lesson, readings) != "done":
                reading = readings.get(lesson.id)
                index = lesson.index(reading.section) if reading else 0
                yield lesson_step(why, unit, lesson, index)
        result = results.get(unit.slug)
        if unit.pool(Pool.ASSESSMENT) and (result is None or result.passed_at is None):
            yield _assessment(why, unit)


def lesson_step(
    why: Literal["start", "resume", "next"], unit: Unit, lesson: Lesson, index: int = 0
) -> Step:
    """A step to one section of a lesson."""
    parameters = {"lesson": lesson.id, "section": lesson.sections[index].anchor}
    return Step(why, "lesson", parameters, unit, lesson, index)


def _as_step(course: Course, place: Place) -> Step | None:
    """The place as a step; None when the course no longer has it."""
    asked = dict(place.parameters)
    if place.page == "lesson":
        lesson = course.lesson_by_id.get(asked.get("lesson", ""))
        if lesson is None:
            return None
        index = lesson.index(asked.get("section", ""))
        return lesson_step("resume", course.unit_by_slug[lesson.unit], lesson, index)
    if place.page == "tool":
        unit = course.unit_of_tool.get(asked.get("tool", ""))
        return Step("resume", "tool", asked, unit) if unit else None
    if place.page == "quiz":
        unit = course.unit_by_slug.get(asked.get("unit", ""))
        # The result of a paper handed in is a place to look at, not one to go on from.
        return Step("resume", "quiz", asked, unit) if unit and "attempt" not in asked else None
    return None


def what_follows(course: Course, lesson: Lesson) -> Step | None:
    """What to do after a lesson's last section: its tool, else the next lesson, else the quiz.

    None after the last lesson of a unit without an assessment.
    """
    unit = course.unit_by_slug[lesson.unit]
    if lesson.header.tool is not None:
        tool = {"tool": lesson.header.tool, "subject": "case", "side": "us"}
        return Step("next", "tool", tool, unit)
    later = unit.lessons[unit.lessons.index(lesson) + 1 :]
    if later:
        return lesson_step("next", unit, later[0])
    if unit.pool(Pool.ASSESSMENT):
        return _assessment("next", unit)
    return None


def _assessment(why: Literal["start", "next"], unit: Unit) -> Step:
    return Step(why, "quiz", {"unit": unit.slug, "mode": "assessment"}, unit)
