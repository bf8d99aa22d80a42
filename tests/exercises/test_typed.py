"""What people type stays text, in the figures and tables of every tool."""

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from exercises import exercises
from tests.exercises.transfer.conftest import TODAY, TOOLS, all_words

LINK = '<a href="https://elsewhere.example/">这里</a>'
_NOT_TYPED = ("id", "row", "tool", "date")


def hostile(sheet: BaseModel) -> Any:
    """The sheet with a link in every text that a person can type."""
    data = sheet.model_dump(mode="json")
    for inside, name in list(_texts(data)):
        before = inside[name]
        inside[name] = LINK
        try:
            type(sheet).model_validate(data)
        except ValidationError:
            inside[name] = before
    return type(sheet).model_validate(data)


def _texts(part: Any) -> Any:
    """Every text in a sheet's data: what holds it, and where."""
    for name, value in part.items() if isinstance(part, dict) else enumerate(part):
        if isinstance(value, str) and name not in _NOT_TYPED:
            yield part, name
        elif isinstance(value, dict | list):
            yield from _texts(value)


@pytest.mark.parametrize("tool", TOOLS)
def test_a_link_that_was_typed_is_no_link(tool: str) -> None:
    exercise, words = exercises()[tool], all_words()[tool]
    sheet = hostile(exercise.from_example(words.examples["full"], TODAY))

    drawn = [figure(sheet, False, True).to_json() for figure in exercise.figures]
    assert LINK in str(sheet.model_dump())
    assert "<a" not in exercise.table(sheet, words)
    assert not [one for one in drawn if "\\u003ca" in one]
