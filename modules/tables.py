"""Tables set like a book, from plain words."""

from collections.abc import Collection, Iterable, Sequence
from html import escape
from typing import Literal

Fold = Literal["none", "words", "scroll"]
"""What a table does on a phone: nothing; one card of sentences per row; or it keeps its rows, which
are to be compared, and scrolls beside its first column."""

_KINDS: dict[Fold, str] = {"none": "", "words": " stack wordy", "scroll": " compared"}

_SLIM = 3
"""A table of numbers with so few columns is not drawn out over the whole width."""


def book_table(
    label: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    numbers: Collection[int] = (),
    fold: Fold = "none",
    caption: bool = True,
) -> str:
    """A table as HTML; the first cell of a row is its heading.

    Args:
        label: what the table shows; its caption, or with `caption` off heard only.
        heads: the columns' headings, plain words.
        rows: plain words, as many per row as there are headings.
        numbers: columns set right, counted from 0.
        fold: what becomes of it on a phone.
    """
    slim = " slim" if numbers and len(heads) <= _SLIM else ""
    head = "".join(
        f'<th scope="col"{_right(n, numbers)}>{escape(text)}</th>' for n, text in enumerate(heads)
    )
    body = "".join(f"<tr>{_cells(row, heads, numbers)}</tr>\n" for row in rows)
    said = f"<caption>{escape(label)}</caption>" if caption else ""
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(label)}">'
        f'<table class="book kept{_KINDS[fold]}{slim}">{said}<thead><tr>{head}</tr></thead>'
        f"<tbody>\n{body}</tbody></table></div>\n"
    )


def _cells(row: Sequence[str], heads: Sequence[str], numbers: Collection[int]) -> str:
    first, *rest = row
    cells = "".join(
        f'<td data-l="{escape(heads[n])}"{_right(n, numbers)}>{escape(text)}</td>'
        for n, text in enumerate(rest, 1)
    )
    return f'<th scope="row"{_right(0, numbers)}>{escape(first)}</th>{cells}'


def _right(column: int, numbers: Collection[int]) -> str:
    return ' class="num"' if column in numbers else ""
