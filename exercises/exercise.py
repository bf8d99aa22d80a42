"""What every tool offers the course, and what the course hands to a tool's form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, Protocol

import plotly.graph_objects as go
from pydantic import BaseModel

from course.content.words import Example, ToolWords
from exercises.coaching import Advice

Side = Literal["us", "customer"]
"""Whose position the sheet takes: our own company's, or the customer's."""


class Tap(Protocol):
    """A row that can be pressed anywhere: HTML on the left, one real button on the right."""

    def __call__(self, key: str, html: str, button: str, icon: str | None = None) -> bool:
        """Draw the row; True in the run in which it was pressed. `html` is escaped already."""


@dataclass(frozen=True)
class Desk:
    """Everything a tool's form gets from the page around it.

    `sheet` is the newest saved state. `save` stores a changed sheet at once (None is returned; a
    conflict with a newer revision is shown by the page, and nothing is lost). With `read_only` the
    form shows the sheet without editing, as for a worked example. `names` are the two parties, us
    and the customer, as this learner calls them.
    """

    words: ToolWords
    sheet: BaseModel
    subject: str
    side: Side
    names: Mapping[Side, str]
    today: date
    dark: bool
    save: Callable[[BaseModel], None]
    open_lesson: Callable[[str], None]
    tap: Tap
    read_only: bool = False
    row_notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Exercise:
    """A tool: the sheet's model, the form, the coach, and figures of a filled sheet.

    `from_example` turns an author's example into a sheet (dates relative to `today`) and raises
    pydantic's ValidationError where the author made a mistake. `entries` counts what was filled in,
    shown as 「6 条」. Every figure takes (sheet, dark, big) and has a table twin in HTML; the first
    one is the lesson's figure.
    """

    sheet: type[BaseModel]
    show: Callable[[Desk], None]
    coach: Callable[[Any, ToolWords, date], list[Advice]]
    figures: tuple[Callable[..., go.Figure], ...]
    table: Callable[[Any, ToolWords], str]
    from_example: Callable[[Example, date], Any]
    entries: Callable[[Any], int]
