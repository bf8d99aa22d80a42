"""Whatever the address asks for and whatever lies beside a sheet: every tool draws its page."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from course.store.sheets import CASE, OWN, SheetKey, open_sheet, save_sheet
from exercises import exercises
from modules.services import course
from tests.modules.conftest import Visitor, today, words

TOOLS = sorted(exercises())
READERS = [tool for tool in TOOLS if exercises()[tool].reads]
UNREADABLE = {"rows": [{"nonsense": 1}]}


def address(tool: str) -> dict[str, str]:
    subject = OWN if exercises()[tool].about == "person" else CASE
    return {"tool": tool, "subject": subject, "side": "us"}


def keep(learner: Visitor, tool: str, data: dict[str, Any]) -> None:
    key = SheetKey(tool, address(tool)["subject"], "us")
    with learner.store.writing() as db:
        base = open_sheet(db, learner.actor, key).revision
        save_sheet(db, learner.actor, key, data, base, datetime.now(UTC))


def full(tool: str) -> dict[str, Any]:
    example = course().tools[tool].examples["full"]
    return exercises()[tool].from_example(example, today()).model_dump(mode="json")


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("row", ["ZZ9", "<i>" * 999])
def test_a_row_that_is_not_there_opens_nothing(learner: Visitor, tool: str, row: str) -> None:
    keep(learner, tool, full(tool))

    assert not learner.open("tool", {**address(tool), "row": row}).exception


@pytest.mark.parametrize("tool", READERS)
@pytest.mark.parametrize("before", ["missing", "unreadable", "empty"])
def test_what_a_row_came_from_may_be_gone(learner: Visitor, tool: str, before: str) -> None:
    keep(learner, tool, full(tool))
    for source in exercises()[tool].reads if before != "missing" else ():
        empty = exercises()[source].sheet().model_dump(mode="json")
        keep(learner, source, UNREADABLE if before == "unreadable" else empty)

    rows = [row["id"] for row in full(tool)["rows"][:1]]
    for parameters in ({}, *({"row": row} for row in rows)):
        assert not learner.open("tool", {**address(tool), **parameters}).exception
    assert not learner.open("chain", {"subject": CASE, "side": "us"}).exception


@pytest.mark.parametrize("tool", TOOLS)
def test_a_sheet_that_cannot_be_read_has_a_page_and_a_history(learner: Visitor, tool: str) -> None:
    keep(learner, tool, full(tool))
    keep(learner, tool, UNREADABLE)

    assert not learner.open("tool", address(tool)).exception
    for revision in ("1", "2"):
        assert not learner.open("history", {**address(tool), "at": revision}).exception


@pytest.mark.parametrize("tool", READERS)
@pytest.mark.parametrize("shown", ["full", "half"])
def test_an_example_agrees_with_the_examples_it_draws_from(
    learner: Visitor, tool: str, shown: str
) -> None:
    page = learner.open("tool", {**address(tool), "sheet": shown})
    told = words(page)

    assert "需复核" not in told
    assert re.findall(r"·[a-z]{3,}", told) == []


SIDED = [tool for tool in TOOLS if exercises()[tool].sided and tool != "confrontation"]
"""The matrix says in so many words who its 「我们」 are on the customer's side."""


@pytest.mark.parametrize("tool", SIDED)
def test_what_is_said_on_both_sides_calls_neither_of_them_us(tool: str) -> None:
    words = course().tools[tool]
    said = [
        sentence
        for field in words.fields.values()
        for sentence in (field.label, field.hint, *field.notes.values())
    ]
    said += [label for labels in words.choices.values() for label in labels.values()]

    assert [one for one in said if one and ("我们" in one or "我方" in one)] == []
