"""What a tool computes from its worked example is what its lesson prints."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from course.content.course import Course
from exercises.concentration import sheet as concentration
from exercises.confrontation import matrix as confrontation
from exercises.confrontation import sheet as confrontation_sheet
from exercises.forces import sheet as forces
from exercises.ge import boxes
from exercises.ge import sheet as ge
from exercises.ge.sheet import AXES
from exercises.pest import sheet as pest
from exercises.strategy import compare, posture
from exercises.strategy import sheet as strategy
from exercises.strategy.sheet import SIDES
from exercises.swot import sheet as swot
from tests.content.test_tables_zh import ROOT

TODAY = date(2026, 11, 23)


def of_pest(course: Course) -> list[str]:
    sheet = pest.from_example(course.tools["pest"].examples["full"], TODAY)
    exposure = pest.exposure(sheet.rows)
    return [f"机会 {exposure.opportunity}", f"威胁 {exposure.threat}"]


def of_forces(course: Course) -> list[str]:
    sheet = forces.from_example(course.tools["forces"].examples["full"], TODAY)
    each = [f"{value:.1f}" for value in forces.pressures(sheet).values()]
    both = (forces.pressure(sheet), forces.attractiveness(sheet))
    return each + [f"{value:.2f}" for value in both if value is not None]


def of_ge(course: Course) -> list[str]:
    sheet = ge.from_example(course.tools["ge"].examples["full"], TODAY)
    scores = [boxes.score(sheet, unit, axis) for unit in sheet.rows for axis in AXES]
    return [f"{score:.2f}" for score in scores if score is not None]


def of_confrontation(course: Course) -> list[str]:
    sheet = confrontation_sheet.from_example(course.tools["confrontation"].examples["full"], TODAY)
    facts = swot.from_example(course.tools["swot"].examples["full"], TODAY)
    table = confrontation.matrix(sheet, facts)
    fields = {name: confrontation.quadrant(table, name) for name in confrontation.QUADRANTS}
    return [
        f"{name} | {field.sum} | {field.share:.2f}".replace("-", "−")
        for name, field in fields.items()
    ]


def of_strategy(course: Course) -> list[str]:
    sheet = strategy.from_example(course.tools["strategy"].examples["full"], TODAY)
    totals = compare.totals(sheet)
    printed = [totals[id_] for id_ in ("X1", "X2", "X3")]  # X4 is the example's alone
    rated = [posture.evaluation(sheet, side) for side in SIDES]
    return [f"{value:.2f}" for value in (*printed, *rated) if value is not None]


def of_concentration(course: Course) -> list[str]:
    sheet = concentration.from_example(course.tools["concentration"].examples["full"], TODAY)
    lost = concentration.loss(sheet)
    assert lost is not None
    depends = concentration.dependence(sheet)
    assert depends is not None
    parts = (
        concentration.of_profit(sheet, lost.contribution),
        concentration.of_profit(sheet, lost.gross),
        depends.now,
        depends.ordered,
    )
    top = concentration.top(sheet).share
    return [
        f"{lost.contribution:.1f}",
        f"{lost.gross:.1f}",
        *(f"{value:.1%}" for value in parts if value is not None),
        f"{top:.0%}",
    ]


@pytest.mark.parametrize(
    ("lesson", "figures", "how_many"),
    [
        ("pest", of_pest, 2),
        ("five-forces", of_forces, 7),
        ("ge-matrix", of_ge, 10),
        ("confrontation", of_confrontation, 4),
        ("strategy", of_strategy, 5),
        ("account-work", of_concentration, 7),
    ],
)
def test_the_lesson_prints_what_the_tool_computes(
    course: Course, lesson: str, figures: Callable[[Course], list[str]], how_many: int
) -> None:
    text = (ROOT / course.lesson_by_id[lesson].path).read_text(encoding="utf-8").replace("**", "")
    computed = figures(course)
    assert len(computed) == how_many
    missing = [one for one in computed if not re.search(rf"(?<![\d.]){re.escape(one)}(?!\d)", text)]
    assert missing == []


def test_no_example_in_a_field_ages(course: Course) -> None:
    """How a day is written stands in the fields of all tools alike, in words."""
    years = re.compile(r"(?<![\d,.])20\d\d(?![\d,])")
    aged = [
        f"{tool}.{name}: {field.placeholder}"
        for tool, words in course.tools.items()
        for name, field in words.fields.items()
        if years.search(field.placeholder or "")
    ]

    assert not aged
