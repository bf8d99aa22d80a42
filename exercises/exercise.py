"""What every tool offers the course, and what the course hands to a tool's form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NoReturn, Protocol

import plotly.graph_objects as go
from pydantic import BaseModel

from course.content.case import Case
from course.content.words import Example, ToolWords
from exercises.chain import ChainLine, Origin, Upstream
from exercises.coaching import Advice

Side = Literal["us", "customer"]
"""Whose position the sheet takes: our own company's, or the customer's."""

About = Literal["account", "company", "person"]
"""What there is one sheet of: a customer (the case, or one's own), a company (the case's, or one's
own), or the learner."""


@dataclass(frozen=True)
class Position:
    """Whose side the sheet takes, what the two parties are called, and what lies beside the sheet.

    `others` are this learner's sheets of the tools that the exercise `reads`, on the same subject
    and side, as they were when the page was drawn; a tool whose sheet is empty or unreadable is
    left out. `opposite` is this tool's sheet from the other side; None where nothing is in it.
    """

    side: Side = "us"
    names: Mapping[Side, str] = field(default_factory=dict)
    others: Mapping[str, BaseModel] = field(default_factory=dict)
    opposite: BaseModel | None = None

    @property
    def owner(self) -> str:
        """The name of the party whose sheet it is; empty where it is not known."""
        return self.names.get(self.side, "")


NOWHERE = Position()
"""Our side, no names: what a rule assumes when it is not told."""


class Tap(Protocol):
    """A row that can be pressed anywhere: HTML on the left, one real button on the right."""

    def __call__(
        self,
        key: str,
        html: str,
        button: str,
        icon: str | None = None,
        on_click: Callable[[], None] | None = None,
    ) -> bool:
        """Draw the row; True in the run in which it was pressed. `html` is escaped already."""


@dataclass(frozen=True)
class FileNote:
    """What is kept of a learner's own file; `key` names exactly this content."""

    name: str
    key: str
    rows: int


class Files(Protocol):
    """The one file of the learner's own that belongs to a sheet. Its content is the tool's."""

    def about(self) -> FileNote | None:
        """What is kept now; None where nothing is."""

    def load(self, key: str) -> bytes | None:
        """The content that `key` names; None where there is another by now, or none."""

    def keep(self, note: FileNote, content: bytes) -> None:
        """Keep this instead. Raises CourseError, with what to do, where it cannot be kept."""

    def forget(self) -> None:
        """Delete it for good."""


@dataclass(frozen=True)
class Undo:
    """What the last change took away: a sentence about it and the sheet as it was before."""

    said: str
    sheet: BaseModel


@dataclass
class OpenSheet:
    """What one tab has of one sheet. The only thing about a sheet that changes in place.

    `row` is the row open for editing. `edition` grows whenever a widget must forget what it shows:
    when a row is opened, and when the content was replaced from outside. It is part of the key of
    every widget, because a widget with a known key ignores the value it is given.
    """

    sheet: BaseModel
    row: str | None = None
    undo: Undo | None = None
    edition: int = 0

    def turn_to(self, row: str | None) -> None:
        """Open this row for editing, or none."""
        self.row = row
        self.edition += 1

    def replace(self, sheet: BaseModel) -> None:
        """Show other content, which did not come from this tab's widgets."""
        self.sheet = sheet
        self.edition += 1


@dataclass(frozen=True)
class Desk:
    """Everything a tool's form gets from the page around it.

    `open` is what this tab has of the sheet. A form reads `sheet` anew in every run: a fragment
    gets the desk of the last full run. `keep` stores a changed sheet at once; where it cannot (a
    newer revision, a broken connection) the page says so and nothing is lost. `redraw` ends a
    widget's callback: it draws the named fragments and the page's own state line, not the page.
    `say_saved` draws that state once more, beside a form that may be far from the page's top;
    `settled` is whether what the page says of saving is still so.

    `upstream` are the rows of the sheets that the exercise `reads`; `used_in` says by row of this
    sheet which rows elsewhere were made from it (「SWOT·O1」). Both are as old as
    `position.others`. `shorts` are the short names of the tools, and `labels` by tool what
    its fields are called, for a row that is a field there and whose sheet is not at hand.

    `case` is the running case, for a tool that works on its records. `files` keeps the learner's
    own rows for a tool that takes a file; None where nothing can be kept, as for an example.

    With `read_only` the form shows the sheet without editing, as for a worked example, with
    `row_notes` beside the rows.
    """

    key: str
    subject: str
    words: ToolWords
    open: OpenSheet
    position: Position
    today: date
    dark: bool
    keep: Callable[[BaseModel], None]
    redraw: Callable[..., NoReturn]
    say_saved: Callable[[], None]
    settled: Callable[[], bool]
    open_lesson: Callable[[str], None]
    tap: Tap
    read_only: bool = False
    row_notes: Mapping[str, str] = field(default_factory=dict)
    upstream: Upstream = field(default_factory=dict)
    used_in: Mapping[str, Sequence[str]] = field(default_factory=dict)
    shorts: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    case: Case | None = None
    files: Files | None = None

    @property
    def sheet(self) -> Any:
        """The newest state of the sheet in this tab."""
        return self.open.sheet

    @property
    def others(self) -> Mapping[str, BaseModel]:
        """This learner's sheets of the tools that the exercise reads."""
        return self.position.others

    def name_of(self, origin: Origin) -> str:
        """How a row of another sheet is called here: 「PEST·P1」."""
        line = self.upstream.get(origin.tool, {}).get(origin.row)
        name = line or self.labels.get(origin.tool, {}).get(origin.row, origin.row)
        return reference(self.shorts.get(origin.tool, origin.tool), name)

    def save(self, sheet: BaseModel, undo: str | None = None) -> None:
        """Keep the changed sheet. `undo` says what was taken away and can be had back."""
        before = self.open.sheet
        if sheet == before:
            return
        self.open.undo = Undo(undo, before) if undo else None
        self.open.sheet = sheet
        self.keep(sheet)

    def take_back(self) -> None:
        """Undo the change that `open.undo` speaks of."""
        if self.open.undo is None:
            return
        before = self.open.undo.sheet
        self.open.undo = None
        self.open.replace(before)
        self.keep(before)

    def widget(self, row: str, name: str) -> str:
        """The key of the widget for one field of one row of this edition of this sheet."""
        return f"{self.key}-{self.open.edition}-{row}-{name}"


def reference(short: str, line: ChainLine | str) -> str:
    """A row as it is called outside of its sheet; `short` is its table's short name."""
    return f"{short}·{line if isinstance(line, str) else line.name}"


def _no_lines(_sheet: Any, _words: ToolWords) -> Sequence[ChainLine]:
    return ()


@dataclass(frozen=True)
class Exercise:
    """A tool: the sheet's model, the form, the coach, and figures of a filled sheet.

    `from_example` turns an author's example into a sheet (dates relative to `today`) and raises
    pydantic's ValidationError where the author made a mistake. `entries` counts what was filled in,
    shown as 「6 条」. Every figure takes (sheet, dark, big) and has a table twin in HTML; the first
    one is the lesson's figure. `reads` names the tools whose sheets this form draws from,
    `begins_at` the one of these that has to be written before; `lines` tells the sheet's rows to
    the chain. With `sided` there is a sheet for us and one for the customer.
    """

    sheet: type[BaseModel]
    show: Callable[[Desk], None]
    coach: Callable[[Any, ToolWords, date, Position], list[Advice]]
    figures: tuple[Callable[..., go.Figure], ...]
    table: Callable[[Any, ToolWords], str]
    from_example: Callable[[Example, date], Any]
    entries: Callable[[Any], int]
    reads: tuple[str, ...] = ()
    begins_at: str = ""
    lines: Callable[[Any, ToolWords], Sequence[ChainLine]] = _no_lines
    about: About = "account"
    sided: bool = True
