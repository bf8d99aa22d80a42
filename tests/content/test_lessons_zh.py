"""Every lesson of the Chinese course keeps the plan of a lesson."""

import re
from pathlib import Path

import pytest

from course.content.course import CheckSlot, Course, Html, Lesson, OpeningSlot

ROOT = Path(__file__).parents[2] / "content" / "zh"


def html_of(lesson: Lesson) -> str:
    return "\n".join(
        block.html
        for section in lesson.sections
        for block in section.blocks
        if isinstance(block, Html)
    )


def characters(html: str) -> int:
    """Chinese characters that a learner reads, footnotes and definitions left out."""
    html = re.sub(r'<div class="notes">.*?</div>|<div popover.*?</div>', "", html, flags=re.S)
    return len(re.findall(r"[\u4e00-\u9fff]", re.sub(r"<[^>]+>", "", html)))


def test_every_outline_item_has_its_lesson(course: Course) -> None:
    assert set(course.objective_by_id) == set(course.lesson_by_id)


def test_every_lesson_explains_in_900_to_1800_characters(course: Course) -> None:
    lengths = {lesson.id: characters(html_of(lesson)) for lesson in course.lesson_by_id.values()}
    assert {id_: n for id_, n in lengths.items() if not 900 <= n <= 1800} == {}


def test_every_lesson_opens_with_a_question_of_the_learners_own(course: Course) -> None:
    for lesson in course.lesson_by_id.values():
        first = lesson.sections[0].blocks
        assert any(isinstance(block, OpeningSlot) for block in first), lesson.id


def test_every_lesson_says_at_once_whose_side_the_reader_is_on(course: Course) -> None:
    """A lesson may be read alone: 我们 is whom its opening names."""
    silent = [
        lesson.id
        for lesson in course.lesson_by_id.values()
        if not any(
            isinstance(block, OpeningSlot) and re.search("周然|澄湃", block.html)
            for block in lesson.sections[0].blocks
        )
    ]
    assert silent == []


def test_every_lesson_has_two_or_three_checks_between_its_sections(course: Course) -> None:
    for lesson in course.lesson_by_id.values():
        checks = [b for s in lesson.sections for b in s.blocks if isinstance(b, CheckSlot)]
        assert 2 <= len(checks) <= 3, (lesson.id, len(checks))


@pytest.mark.parametrize(
    ("part", "mark"),
    [
        ("a worked example from the case", 'class="callout case"'),
        ("a wrong example", 'class="callout wrong"'),
        ("key points", 'class="callout key"'),
        ("what to do now with one's own customer", 'class="callout apply"'),
        ("a table or figure", "<table"),
        ("sources", 'class="notes"'),
    ],
)
def test_every_lesson_has(course: Course, part: str, mark: str) -> None:
    for lesson in course.lesson_by_id.values():
        figures = "".join(
            getattr(block, "table_html", "") for s in lesson.sections for block in s.blocks
        )
        assert mark in html_of(lesson) + figures, (lesson.id, part)


def test_every_lesson_keeps_three_to_five_key_points(course: Course) -> None:
    for lesson in course.lesson_by_id.values():
        (key,) = re.findall(r'<aside class="callout key">(.*?)</aside>', html_of(lesson), re.S)[-1:]
        assert 3 <= key.count("<li>") <= 5, lesson.id


def test_every_page_of_a_lesson_has_notes_for_the_trainer(course: Course) -> None:
    for lesson in course.lesson_by_id.values():
        with_notes = sum(bool(section.notes_html) for section in lesson.sections)
        assert with_notes >= len(lesson.sections) / 2, (lesson.id, with_notes)


def test_every_lesson_says_that_its_case_is_made_up(course: Course) -> None:
    silent = [id_ for id_, lesson in course.lesson_by_id.items() if "虚构" not in html_of(lesson)]
    assert silent == []
