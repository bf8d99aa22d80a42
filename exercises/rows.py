"""Rows with ids that stay. Other sheets refer to a row by its id, so a number never comes back.

For sheets that have `rows` (each with an id of one letter and a number: S1, W12) and
`last_numbers`, by letter the highest number ever given.
"""

from typing import Annotated, Any, Protocol, TypeVar

from pydantic import BaseModel, Field

Given = Annotated[int, Field(ge=0, le=999_999)]
"""The highest number ever given under a letter; ids have no more digits."""


class Numbered(Protocol):
    """A row: its id is a letter and a number."""

    @property
    def id(self) -> str:
        """Such as S1."""
        ...


class Rows(Protocol):
    """A sheet of such rows."""

    @property
    def rows(self) -> tuple[Any, ...]:
        """The rows in the order in which they were added."""
        ...

    @property
    def last_numbers(self) -> dict[Any, int]:
        """By letter, the highest number ever given."""
        ...


S = TypeVar("S", bound=BaseModel)


def next_id(sheet: Rows, letter: str) -> str:
    """The id of a new row under `letter`."""
    return f"{letter}{_last_number(sheet, letter) + 1}"


def row_of(sheet: Rows, row_id: str) -> Any:
    """The row with this id. Raises KeyError when it is not there."""
    for row in sheet.rows:
        if row.id == row_id:
            return row
    raise KeyError(row_id)


def with_row(sheet: S, row: Numbered) -> S:
    """The sheet with `row` at the end, or in the place of the row with the same id."""
    rows: tuple[Numbered, ...] = sheet.rows  # type: ignore[attr-defined]
    if any(one.id == row.id for one in rows):
        rows = tuple(row if one.id == row.id else one for one in rows)
    else:
        rows = (*rows, row)
    return sheet.model_copy(update={"rows": rows})


def without_row(sheet: S, row_id: str) -> S:
    """The sheet without the row; its number stays used. Raises KeyError."""
    row = row_of(sheet, row_id)  # type: ignore[arg-type]
    rows = tuple(one for one in sheet.rows if one is not row)  # type: ignore[attr-defined]
    return sheet.model_copy(update={"rows": rows, "last_numbers": numbers_kept(sheet, row_id)})  # type: ignore[arg-type]


def numbers_kept(sheet: Rows, row_id: str) -> dict[str, int]:
    """`last_numbers` for a sheet that loses this row."""
    return {**sheet.last_numbers, row_id[0]: _last_number(sheet, row_id[0])}


def ids_are_unique(rows: tuple[Numbered, ...]) -> tuple[Numbered, ...]:
    """The rows as they are. Raises ValueError where two have the same id."""
    ids = [row.id for row in rows]
    if len(ids) != len(set(ids)):
        raise ValueError("two rows have the same id")
    return rows


def _last_number(sheet: Rows, letter: str) -> int:
    used = [int(row.id[1:]) for row in sheet.rows if row.id[0] == letter]
    return max([sheet.last_numbers.get(letter, 0), *used])
