"""Every tool with the sheets of its examples, and such sheets changed at random."""

import copy
from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from course.content.loader import load_course
from course.content.words import ToolWords
from course.settings import ROOT
from exercises import exercises
from exercises.transfer.files import unfit_parts
from exercises.transfer.shape import Leaf, Many, Record, shape_of

TODAY = date(2026, 11, 23)


@cache
def all_words() -> dict[str, ToolWords]:
    return dict(load_course(ROOT / "content" / "zh").tools)


TOOLS = sorted(exercises())


@cache
def sheets_of(tool: str) -> list[BaseModel]:
    """An empty sheet and those of the examples."""
    exercise, words = exercises()[tool], all_words()[tool]
    examples = [exercise.from_example(one, TODAY) for one in words.examples.values()]
    return [exercise.sheet(), *examples]


STRANGE = [
    "=SUM(A1)", "007", "+8", "-", "@x", "'a", "json:1", "json:", "_x0041_", "a\nb", "a\tb", "a\rb",
    "\x00", "\x1b", "\u2028", "\ufeff", "é", "1e5", "TRUE", "是", "，。", "<b>&",
    "2026-09-30", "#N/A", "😀", "　", "http://a.b", "C:\\new\\table", '"', "S1/2",
]  # fmt: skip
texts = st.one_of(st.sampled_from(STRANGE), st.text(max_size=30))


@st.composite
def changed(draw, tool: str) -> BaseModel:
    """A sheet of an example in which texts and numbers are others, wherever the sheet allows it."""
    sheet = draw(st.sampled_from(sheets_of(tool)))
    model = type(sheet)
    data = sheet.model_dump(mode="json")
    for place, leaf in places(shape_of(model), data):
        if draw(st.booleans()):
            data = _tried(model, data, place, draw(_value(leaf)))
    return model.model_validate(data)


def _value(leaf: Leaf) -> st.SearchStrategy[Any]:
    values: dict[str, st.SearchStrategy[Any]] = {
        "text": st.sampled_from(leaf.options) if leaf.options else texts,
        "day": st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(date.isoformat),
        "int": st.integers(0, 5),
        "number": st.one_of(st.floats(0, 1), st.floats(allow_nan=False, allow_infinity=False)),
        "bool": st.booleans(),
        "any": st.none(),
    }
    value = values[leaf.kind]
    return st.one_of(st.none(), value) if leaf.nullable else value


def places(record: Record, data: dict[str, Any], above: tuple = ()) -> list[tuple[tuple, Leaf]]:
    """Where the values of a sheet are. Closed kinds and ids are left out: they hold it together."""
    found: list[tuple[tuple, Leaf]] = []
    for name, node in record.fields.items():
        value, place = data[name], (*above, name)
        if isinstance(node, Leaf):
            if name != "id" and node.kind != "any":
                found.append((place, node))
        elif isinstance(node, Record):
            if value is not None:
                found += places(node, value, place)
        elif isinstance(node, Many):
            pairs = value.items() if node.keyed else enumerate(value)
            for key, one in pairs:
                if isinstance(node.item, Record):
                    found += places(node.item, one, (*place, key))
                elif node.item.kind != "any":
                    found.append(((*place, key), node.item))
    return found


def _tried(model: type[BaseModel], data: dict[str, Any], place: tuple, value: Any) -> Any:
    """The data with another value there, if a sheet and a file of it can have it."""
    new = copy.deepcopy(data)
    inside = new
    for part in place[:-1]:
        inside = inside[part]
    inside[place[-1]] = value
    try:
        taken = model.model_validate(new).model_dump(mode="json")
    except ValidationError:
        return data
    return data if list(unfit_parts(taken)) else taken
