"""What differs between two versions, in words: no tool leaves a name of the program in it."""

import re

import pytest

from course.merge import ABSENT, Difference, differences, with_numbers_of
from exercises import exercises
from modules.held_sheet import plain
from modules.in_words import changes_table, names_of, say_place, say_value
from modules.services import course
from tests.modules.conftest import today

TODAY = today()
CODE = re.compile(r"(?<![A-Za-z])[a-z][a-z_]{2,}(?![A-Za-z])")


def versions(tool: str):
    """A worked example's data, nothing, and its rows without what is in them."""
    exercise, examples = exercises()[tool], course().tools[tool].examples
    full = plain(exercise.from_example(next(iter(examples.values())), TODAY))
    bare = {
        name: [{"id": row["id"]} for row in part]
        if isinstance(part, list) and part and isinstance(part[0], dict) and "id" in part[0]
        else part
        for name, part in full.items()
    }
    return full, plain(exercise.sheet()), bare


@pytest.mark.parametrize("tool", sorted(exercises()))
def test_places_and_values_of_every_tool_are_said_in_chinese(tool: str) -> None:
    words = course().tools[tool]
    if not words.examples:
        pytest.skip("no example")
    full, nothing, bare = versions(tool)

    for one in (*differences(nothing, full), *differences(bare, full)):
        place = say_place(words, one.path, names_of(full))
        assert not CODE.search(place), (one.path, place)
        value = say_value(words, one.path, one.after)
        assert not CODE.search(value), (one.path, value)


@pytest.mark.parametrize("tool", sorted(exercises()))
def test_an_earlier_version_of_every_tool_counts_on(tool: str) -> None:
    if not course().tools[tool].examples:
        pytest.skip("no example")
    full, nothing, _bare = versions(tool)

    data = with_numbers_of(nothing, full)

    exercises()[tool].sheet.model_validate(data)
    assert data.keys() == nothing.keys()


def test_forces_and_rows_are_called_as_the_form_calls_them() -> None:
    forces, ge = course().tools["forces"], course().tools["ge"]

    assert say_place(forces, ("forces", "entry", "weight")) == "力量 新进入者 权重"
    assert say_place(forces, ("rows", "X1", "score")) == "X1 压力"
    names = {"U1": "锂电", "A4": "竞争弱"}
    assert say_place(ge, ("rows", "U1", "scores", "A4"), names) == "U1 锂电 分 A4 竞争弱"
    assert say_place(ge, ("factors", "A4", "weight"), names) == "因素 A4 竞争弱 权重"


def test_values_are_said_as_the_form_shows_them() -> None:
    ge = course().tools["ge"]

    assert say_value(ge, ("rows", "U1", "action"), "harvest") == "收获"
    assert say_value(ge, ("factors", "A1", "reverse"), True) == "是"
    assert say_value(ge, ("rows", "U1", "plan"), "") == "（空）"
    assert say_value(ge, ("rows", "U1"), ABSENT) == "（没有）"
    row = {"id": "U1", "name": "锂电", "action": "choose", "note": ""}
    assert say_value(ge, ("rows", "U1"), row) == "锂电，选择"
    evidence = [{"type": "data", "text": "占 3.0%", "source": "", "date": "2026-09-01"}]
    assert say_value(ge, ("rows", "U1", "evidence"), evidence) == "占 3.0%，2026-09"


def test_a_table_of_changes_escapes_what_was_typed() -> None:
    one = Difference(("rows", "U1", "name"), "<b>x", "y")

    html = changes_table(course().tools["ge"], [one], ("那时", "现在"), {"U1": "<i>"})

    assert "<b>x" not in html
    assert "<i>" not in html
    assert "那时" in html
