"""What the Chinese course promises about itself: outline, figures, questions."""

import re
from pathlib import Path

from course.content.course import CheckSlot, Course, FigureSlot, Html
from course.content.items import Pool
from course.content.lint import lint

ROOT = Path(__file__).parents[2] / "content" / "zh"


def test_the_outline_has_its_29_topics_and_the_seven_of_the_essays(course: Course) -> None:
    lines = [line for unit in course.units for line in unit.file.outline]
    assert [len(unit.file.outline) for unit in course.units] == [3, 7, 6, 4, 6, 3, 7]
    assert sum(line.essay for line in lines) == 7
    assert len({line.id for line in lines}) == 36


def test_every_objective_says_what_one_can_do_then(course: Course) -> None:
    for objective in course.objective_by_id.values():
        facets = [facet.id for facet in objective.can]
        assert 2 <= len(facets) <= 4, objective.id
        assert len(set(facets)) == len(facets), objective.id


def test_every_facet_of_a_lesson_is_tested_in_the_assessment(course: Course) -> None:
    for lesson in course.lesson_by_id.values():
        unit = course.unit_by_slug[lesson.unit]
        tested = {
            item.question.facet for item in unit.pool(Pool.ASSESSMENT) if item.lesson == lesson.id
        }
        assert {facet.id for facet in course.objective_by_id[lesson.id].can} <= tested, lesson.id


def test_a_unit_with_lessons_fills_a_whole_quiz(course: Course) -> None:
    for unit in course.units:
        if unit.lessons:
            assert len(unit.pool(Pool.ASSESSMENT)) >= course.file.quiz_length, unit.slug


def test_a_lesson_embeds_practice_questions_only(course: Course) -> None:
    for lesson in course.lesson_by_id.values():
        for section in lesson.sections:
            for block in section.blocks:
                if isinstance(block, CheckSlot):
                    assert course.item_by_id[block.item_id].pool == Pool.PRACTICE, block.item_id


def test_the_questions_keep_the_rules_of_item_writing(course: Course) -> None:
    assert lint(course) == []


def test_the_pest_lesson_shows_the_scores_of_the_worked_example(course: Course) -> None:
    rows = course.tools["pest"].examples["full"].sheet["rows"]
    points = {
        row["id"]: row["impact"] * row["likelihood"] * (1 if row["direction"] == "O" else -1)
        for row in rows
    }
    assert sum(p for p in points.values() if p > 0) == 54
    assert sum(p for p in points.values() if p < 0) == -27
    table = next(
        block.table_html
        for section in course.lesson_by_id["pest"].sections
        for block in section.blocks
        if isinstance(block, FigureSlot)
    )
    text = re.sub(r"<[^>]+>", " ", table)
    for row, score in points.items():
        shown = f"{score:+d}".replace("-", "−")
        assert re.search(rf"\b{row}\b[^+−]*{re.escape(shown)}", text), row


def test_nothing_of_the_case_is_dated_by_the_calendar(course: Course) -> None:
    """The case would grow old; the year in which a company was founded does not."""
    texts = {
        path.name: path.read_text(encoding="utf-8")
        for path in (ROOT / "case").rglob("*")
        if path.suffix in (".yaml", ".md", ".csv")
    }
    texts |= {id_: item.case or "" for id_, item in course.item_by_id.items()}
    for lesson in course.lesson_by_id.values():
        blocks = [b.html for s in lesson.sections for b in s.blocks if isinstance(b, Html)]
        told = re.findall(r'<aside class="callout case">.*?</aside>', "".join(blocks), re.S)
        texts[lesson.id] = "".join(told)
    dated = re.compile(r"(?<!\d)(?:19|20)\d\d(?: ?年(?! ?成立)|[-/]\d)")
    assert not [name for name, text in texts.items() if dated.search(text)]


def test_every_tool_has_a_worked_and_a_half_filled_example(course: Course) -> None:
    lacking = {
        id_: {"full", "half"} - set(tool.examples)
        for id_, tool in course.tools.items()
        if not {"full", "half"} <= set(tool.examples)
    }
    assert lacking == {}
    assert course.tools
