"""Every number that a lesson prints is computed from the case, a fact of it, or said to be set."""

from dataclasses import replace
from pathlib import Path

import pytest

from course.content.case import Case
from tests.content.accepted import ACCEPTED, ANSWERS, USES
from tests.content.figures.groups import GROUPS
from tests.content.known import Known
from tests.content.printed import Printed, numbers_in, numbers_of

ROOT = Path(__file__).parents[2] / "content" / "zh"


def lessons_of(unit: Path) -> list[str]:
    return [header(path) for path in sorted(unit.glob("lessons/*.md"))]


def header(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("\n")[1].removeprefix("id: ")


@pytest.fixture(scope="module")
def known(case: Case) -> Known:
    units = {
        unit.name: tuple({name for lesson in lessons_of(unit) for name in USES.get(lesson, ())})
        for unit in ROOT.glob("units/*")
    }
    return Known(case, ROOT / "exercises", {**USES, **units})


@pytest.fixture(scope="module")
def numbers() -> list[Printed]:
    return [
        number for path in sorted(ROOT.glob("units/*/lessons/*.md")) for number in numbers_of(path)
    ]


@pytest.fixture(scope="module")
def unaccounted(known: Known, numbers: list[Printed]) -> list[Printed]:
    return [number for number, way in known.ways(numbers) if way is None]


def test_every_number_of_a_lesson_is_accounted_for(unaccounted: list[Printed]) -> None:
    accepted = {(lesson, one.text) for lesson, list_ in ACCEPTED.items() for one in list_}
    left = [
        f"{number.lesson}:{number.line} {number.text}"
        for number in unaccounted
        if (number.lesson, number.text) not in accepted
    ]
    assert left == []


def test_every_number_of_a_summary_is_accounted_for_in_its_unit(known: Known) -> None:
    accepted = {one.text for list_ in ACCEPTED.values() for one in list_}
    left = [
        f"{path.parent.name}:{number.line} {number.text}"
        for path in sorted(ROOT.glob("units/*/summary.md"))
        for number in numbers_of(path)
        if known.way(replace(number, lesson=path.parent.name)) is None
    ]
    assert [one for one in left if one.split(" ", 1)[1] not in accepted | {"4.8"}] == []


def test_every_number_of_the_trainers_answers_is_accounted_for(case: Case) -> None:
    everything = Known(case, ROOT / "exercises", {"answers": tuple(GROUPS)})
    numbers = list(numbers_of(ROOT / "case" / "answers.md"))
    left = [number.text for number, way in everything.ways(numbers) if way is None]
    assert len(numbers) > 100
    assert left == ANSWERS


def test_no_accepted_number_is_stale(unaccounted: list[Printed]) -> None:
    needed = {(number.lesson, number.text) for number in unaccounted}
    accepted = {(lesson, one.text) for lesson, list_ in ACCEPTED.items() for one in list_}
    assert accepted - needed == set()
    assert all(one.why for list_ in ACCEPTED.values() for one in list_)


def test_every_group_of_figures_is_printed_where_it_is_said_to_be(
    known: Known, numbers: list[Printed]
) -> None:
    printed: dict[str, set[str]] = {}
    for number in numbers:
        printed.setdefault(number.lesson, set()).update(
            known.groups(number, USES.get(number.lesson, ()))
        )
    unused = {lesson: set(groups) - printed.get(lesson, set()) for lesson, groups in USES.items()}
    assert {lesson: groups for lesson, groups in unused.items() if groups} == {}
    assert set().union(*USES.values()) == set(GROUPS)


def test_a_slip_in_the_last_digit_is_noticed_three_times_out_of_four(
    known: Known, numbers: list[Printed]
) -> None:
    slips = [
        replace(number, value=number.value + 10**-number.decimals, in_sum=False)
        for number in numbers
        if not number.in_sum  # A slip in a sum is found by working the sum out.
    ]
    noticed = sum(known.way(slip) is None for slip in slips)
    assert noticed / len(slips) >= 0.75


def test_notes_footnotes_years_and_ids_are_no_numbers_of_the_lesson() -> None:
    source = """---
id: x
---

2025 年，S1 与 P2 在 T+12 打 15 分，见 [^12]。

::: notes
板书 3,480。
:::

[^12]: 第 701 页。
"""
    assert list(numbers_in(source)) == []


@pytest.mark.parametrize(
    ("text", "value", "unit", "signed"),
    [
        ("收入 1,720 万元", 1720, "万", False),
        ("权重（.30）", 0.3, "", False),
        ("合计 **−3.6**", -3.6, "", True),
        ("影响 **+20**", 20, "", True),
        ("少压 60 来万", 60, "万", False),
        ("年降 6%", 6, "%", False),
    ],
)
def test_a_number_is_read_with_its_unit_and_sign(
    text: str, value: float, unit: str, signed: bool
) -> None:
    (number,) = numbers_in(f"---\nid: x\n---\n\n{text}\n")
    assert (number.value, number.unit, number.signed) == (value, unit, signed)
    assert number.line == 5


def test_the_first_number_of_a_difference_has_no_sign() -> None:
    values = [n.value for n in numbers_in("---\nid: x\n---\n\n2,450−330＝2,120 万元\n")]
    assert values == [2450, 330, 2120]


def test_a_number_beside_set_or_estimated_is_marked() -> None:
    found = numbers_in("---\nid: x\n---\n\n当期 4.8 分（设定）。客户评估 61.9 分。\n")
    assert [number.marked for number in found] == [True, False]
