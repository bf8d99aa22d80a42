"""A worked sheet on its way to the page: whole, or with slots where its author left blanks."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from course.content.case.clock import dated
from course.content.case.half import WorkedSheet
from modules.tables import Cell, Slot, shown


class Filling:
    """What of `sheet` is shown. What is left blank never gets into the HTML."""

    def __init__(self, sheet: WorkedSheet, today: date, *, half: bool) -> None:
        self._today = today
        self._blanks = {blank.row: blank for blank in sheet.half.rows} if half else {}

    def words(self, row: str, field: str, text: str | None) -> Cell:
        """A sentence with its months written out, or a slot for one. A dash where there is none."""
        if self._is_blank(row, field):
            return Slot(wide=True)
        return dated(text, self._today) if text else "—"

    def mark(self, row: str, field: str, text: str, *, before: str = "") -> Cell:
        """A score or a word out of a list, or a slot for it. `before` stands there in any case."""
        return Slot(before) if self._is_blank(row, field) else before + text

    def ask(self, row: str) -> str:
        """The question beside a row; empty where nothing is left blank."""
        return self._blanks[row].ask if row in self._blanks else ""

    def asks(self, rows: Iterable[str]) -> dict[int, str]:
        """The questions of a table's rows, by the row's number."""
        return {n: self.ask(row) for n, row in enumerate(rows) if self.ask(row)}

    def _is_blank(self, row: str, field: str) -> bool:
        return row in self._blanks and field in self._blanks[row].blank


def card(head: str, lines: Sequence[tuple[str, Cell]], ask: str) -> str:
    """A row of many sentences: its head as HTML, its fields one below the other, its question."""
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{shown(cell)}</dd>" for name, cell in lines)
    return (
        f'<section class="objection">{head}<dl class="facts">{listed}</dl>{asked(ask)}</section>\n'
    )


def asked(ask: str, of: str = "") -> str:
    """A question in a line of its own. `of` names the row where that is not beside it."""
    name = f"<b>{escape(of)}</b> " if of else ""
    return f'<p class="asked">{name}{escape(ask)}</p>' if ask else ""


def legend(*lines: str) -> str:
    """What the marks of a sheet mean."""
    return f'<p class="soft small">{escape(" ".join(lines))}</p>'


def signed(value: int) -> str:
    """+1, 0, −2."""
    return f"{value:+d}".replace("-", "−") if value else "0"
