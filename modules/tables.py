"""Tables set like a book, from plain words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from course.language import _

Fold = Literal["none", "words", "scroll"]
"""What a table does on a phone: nothing; one card of sentences per row; or it keeps its rows, which
are to be compared, and scrolls beside its first column."""

_KINDS: dict[Fold, str] = {"none": "", "words": " stack wordy", "scroll": " compared"}

_SLIM = 3
"""A table of numbers with so few columns is not drawn out over the whole width."""


@dataclass(frozen=True)
class Slot:
    """A place left empty for a pen: `wide` for words, narrow for a mark. `before` stands before."""

    before: str = ""
    wide: bool = False

    @property
    def html(self) -> str:
        """The slot, heard as 「待填」."""
        kind = "slot wide" if self.wide else "slot"
        return (
            f'{escape(self.before)}<span class="{kind}" role="img" aria-label="{_("待填")}"></span>'
        )


Cell = str | Slot


def book_table(
    label: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    numbers: Collection[int] = (),
    fold: Fold = "none",
    caption: bool = True,
    asks: Mapping[int, str] | None = None,
) -> str:
    """A table as HTML; the first cell of a row is its heading.

    Args:
        label: what the table shows; its caption, or with `caption` off heard only.
        heads: the columns' headings, plain words.
        rows: plain words, as many per row as there are headings.
        numbers: columns set right, counted from 0.
        fold: what becomes of it on a phone.
        asks: a question below a row, by the row counted from 0.
    """
    slim = " slim" if numbers and len(heads) <= _SLIM else ""
    head = "".join(
        f'<th scope="col"{_right(n, numbers)}>{escape(text)}</th>' for n, text in enumerate(heads)
    )
    body = "".join(
        f"<tr>{_cells(row, heads, numbers)}</tr>\n{_asked((asks or {}).get(n), len(heads))}"
        for n, row in enumerate(rows)
    )
    said = f"<caption>{escape(label)}</caption>" if caption else ""
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(label)}">'
        f'<table class="book kept{_KINDS[fold]}{slim}">{said}<thead><tr>{head}</tr></thead>'
        f"<tbody>\n{body}</tbody></table></div>\n"
    )


def shown(cell: Cell) -> str:
    """A cell as HTML."""
    return cell.html if isinstance(cell, Slot) else escape(cell)


def _cells(row: Sequence[Cell], heads: Sequence[str], numbers: Collection[int]) -> str:
    first, *rest = row
    cells = "".join(
        f'<td data-l="{escape(heads[n])}"{_right(n, numbers)}>{shown(cell)}</td>'
        for n, cell in enumerate(rest, 1)
    )
    return f'<th scope="row"{_right(0, numbers)}>{shown(first)}</th>{cells}'


def _asked(ask: str | None, columns: int) -> str:
    return f'<tr class="asked"><td colspan="{columns}">{escape(ask)}</td></tr>\n' if ask else ""


def _right(column: int, numbers: Collection[int]) -> str:
    return ' class="num"' if column in numbers else ""
