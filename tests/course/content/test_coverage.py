"""Every line of the original outline is taught, and docs/coverage.md says where."""

from pathlib import Path

import pytest

from course.content.course import Course
from course.content.coverage import coverage_page, untaught
from course.content.loader import load_course

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course(ROOT / "content" / "zh")


def test_every_line_of_the_original_outline_has_a_lesson(course):
    assert untaught(course) == []


def test_every_lesson_comes_from_a_line_of_the_original_outline(course):
    links = {
        link.partition("#")[0]
        for part in course.original
        for row in (part, *part.lines)
        for link in row.taught
    }
    assert {line.id for unit in course.units for line in unit.file.outline} <= links


def test_the_page_is_up_to_date(course):
    page = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    assert page == coverage_page(course), "python -m course coverage > docs/coverage.md"


def test_a_line_without_a_lesson_is_told_and_has_no_link(written):
    written.edit("outline.yaml", "taught: [pest#score]", "taught: [swot]")
    course = load_course(written.root)

    assert untaught(course) == ["机会", "1 PEST宏观环境分析"]
    assert "| 机会 | 3.2 SWOT（课文尚未收录） |" in coverage_page(course)


def test_a_link_leads_to_the_lessons_file_and_names_the_section(written):
    line = coverage_page(load_course(written.root)).splitlines()[-1]

    assert "[3.1 PEST](../content/zh/units/03-opportunity/lessons/01-pest.md)：打分" in line


def test_words_of_the_outline_cannot_become_marks(written):
    written.edit("outline.yaml", "1 PEST宏观", "你的** | <b>宏观")

    assert r"| 你的\*\* \| \<b\>宏观环境分析 |" in coverage_page(load_course(written.root))
