"""The content we ship: one case per file, so that a failure names the file."""

from pathlib import Path

import pytest

from course.content.course import CheckSlot, Course, FigureSlot
from course.content.loader import load_course
from course.content.sources import content_files
from course.errors import ContentError

ROOT = Path(__file__).parents[3] / "content" / "zh"
FILES = [path.relative_to(ROOT).as_posix() for path in content_files(ROOT)]


@pytest.fixture(scope="module")
def loaded() -> Course | ContentError:
    try:
        return load_course(ROOT)
    except ContentError as error:
        return error


@pytest.fixture
def problems(loaded) -> list[str]:
    return [] if isinstance(loaded, Course) else [str(problem) for problem in loaded.problems]


@pytest.fixture
def course(loaded) -> Course:
    assert isinstance(loaded, Course)
    return loaded


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_wrong_in(name, problems):
    assert [problem for problem in problems if f"/{name}:" in problem] == []


def test_nothing_is_wrong_anywhere_else(problems):
    assert problems == []


def test_the_course_has_its_seven_units_in_order(course):
    slugs = ["start", "significance", "opportunity", "definition", "needs", "decision", "team"]
    assert [unit.slug for unit in course.units] == slugs
    assert [unit.number for unit in course.units] == [1, 2, 3, 4, 5, 6, 7]


def test_the_pest_lesson_asks_in_between_and_shows_the_case(course):
    lesson = course.lesson_by_id["pest"]
    blocks = [block for section in lesson.sections for block in section.blocks]
    assert sum(isinstance(block, CheckSlot) for block in blocks) >= 3
    assert [b.tool for b in blocks if isinstance(b, FigureSlot)] == ["pest"]
    assert sum(bool(section.notes_html) for section in lesson.sections) >= 5
