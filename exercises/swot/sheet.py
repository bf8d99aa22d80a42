"""The SWOT sheet and everything that can be calculated from it. Pure; ranks are points 1 to 15."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal, Self, cast

from pydantic import Field, model_validator

from course.content.words import Example, ToolWords
from exercises.chain import ChainLine, Origin
from exercises.evidence import Evidence, Line, SheetPart, dated, stated
from exercises.rows import (
    Given,
    ids_are_unique,
    next_id,
    numbers_kept,
    row_of,
    with_row,
    without_row,
)

Quad = Literal["S", "W", "O", "T"]
QUADS: tuple[Quad, ...] = ("S", "W", "O", "T")
INSIDE: tuple[Quad, ...] = ("S", "W")
OUTSIDE: tuple[Quad, ...] = ("O", "T")

MOST = 5
"""Items that a quadrant may have. More are told, never refused: nothing typed is lost."""

HIGHEST = 15
"""The highest rank: importance 5, certainty 3."""

Importance = Annotated[int, Field(ge=1, le=5, strict=True)]
Certainty = Annotated[int, Field(ge=1, le=3, strict=True)]
"""1 a guess, 2 has a source and may still change, 3 is settled."""


class SwotItem(SheetPart):
    """One fact of a quadrant, compared with whom, why one may say so, how much it weighs.

    `id` is the quadrant's letter and a number; other sheets refer to it, so it stays. `against` is
    asked of strengths and weaknesses, `origins` of opportunities and threats.
    """

    id: Annotated[str, Field(pattern=r"^[SWOT][1-9][0-9]{0,5}$")]
    text: Line = ""
    against: Line = ""
    evidence: tuple[Evidence, ...] = ()
    importance: Importance | None = None
    certainty: Certainty | None = None
    origins: tuple[Origin, ...] = ()
    note: Line = ""

    @model_validator(mode="after")
    def _every_source_once(self) -> Self:
        if len({(o.tool, o.row) for o in self.origins}) != len(self.origins):
            raise ValueError(f"item {self.id} names a source twice")
        return self

    @property
    def quad(self) -> Quad:
        """The quadrant whose letter the id bears."""
        return next(quad for quad in QUADS if quad == self.id[0])

    @property
    def number(self) -> int:
        """The number in the id."""
        return int(self.id[1:])


class SwotSheet(SheetPart):
    """What the analysis is for, and all items in the order in which they were added.

    `last_numbers` is the highest number that each quadrant ever gave, so that the number of a
    deleted item does not come back and mean something else.
    """

    subject: Line = ""
    rows: tuple[SwotItem, ...] = ()
    last_numbers: dict[Quad, Given] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        ids_are_unique(self.rows)
        return self

    def row(self, row_id: str) -> SwotItem:
        """The item with this id. Raises KeyError when it is not there."""
        return cast(SwotItem, row_of(self, row_id))

    @property
    def ordered(self) -> tuple[SwotItem, ...]:
        """All items, quadrant by quadrant, the heaviest of each first."""
        return tuple(row for quad in QUADS for row in items_of(self, quad))


def rank(item: SwotItem) -> int | None:
    """Importance x certainty, 1 to 15; None until both are given."""
    if item.importance is None or item.certainty is None:
        return None
    return item.importance * item.certainty


def items_of(sheet: SwotSheet, quad: Quad) -> tuple[SwotItem, ...]:
    """The items of one quadrant, heaviest first; of equals the more important, then the older.

    Those without a rank stand last. Ids never change with the order.
    """

    def weight(item: SwotItem) -> tuple[int, int, int]:
        return (-(rank(item) or 0), -(item.importance or 0), item.number)

    return tuple(sorted((row for row in sheet.rows if row.quad == quad), key=weight))


def is_written(item: SwotItem) -> bool:
    """Whether anything was said in this item."""
    return bool(item.text or item.note or stated(item.evidence))


def entries(sheet: SwotSheet) -> int:
    """How many items say something."""
    return sum(is_written(row) for row in sheet.rows)


def too_many(sheet: SwotSheet) -> dict[Quad, tuple[SwotItem, ...]]:
    """By quadrant with more than five written items, those that stand behind the fifth."""
    written = {quad: [i for i in items_of(sheet, quad) if is_written(i)] for quad in QUADS}
    return {quad: tuple(rows[MOST:]) for quad, rows in written.items() if len(rows) > MOST}


def used(sheet: SwotSheet) -> set[tuple[str, str]]:
    """Tool and row of everything that an item was made from."""
    return {(origin.tool, origin.row) for row in sheet.rows for origin in row.origins}


def lines(sheet: SwotSheet, _words: ToolWords) -> list[ChainLine]:
    """All items that say something, for the chain; all of them are offered to the matrix."""
    return [
        ChainLine(
            item.id,
            item.text,
            value=str(rank(item) or ""),
            origins=item.origins,
            offered_to=("confrontation",),
        )
        for item in sheet.ordered
        if item.text
    ]


def add_row(
    sheet: SwotSheet, quad: Quad, origins: Iterable[Origin] = (), **fields: Any
) -> tuple[SwotSheet, str]:
    """An item at the end of a quadrant; returns its id too. Raises ValidationError."""
    given = {**fields, "id": next_id(sheet, quad), "origins": tuple(origins)}
    row = SwotItem.model_validate(given)
    return with_row(sheet, row), row.id


def change_row(sheet: SwotSheet, row_id: str, **fields: Any) -> SwotSheet:
    """The item with other values. Raises KeyError, or ValidationError for a wrong value."""
    row = sheet.row(row_id)
    return with_row(sheet, SwotItem.model_validate({**dict(row), **fields, "id": row.id}))


def remove_row(sheet: SwotSheet, row_id: str) -> SwotSheet:
    """The sheet without the item; its number stays used. Raises KeyError."""
    return without_row(sheet, row_id)


def move_row(sheet: SwotSheet, row_id: str, quad: Quad) -> tuple[SwotSheet, str]:
    """The item in another quadrant, with that quadrant's next number; returns its new id.

    The letter of an id names the quadrant, so the id changes. Raises KeyError.
    """
    row = sheet.row(row_id)
    if row.quad == quad:
        return sheet, row_id
    moved = row.model_copy(update={"id": next_id(sheet, quad)})
    rows = tuple(moved if r is row else r for r in sheet.rows)
    parts = {"rows": rows, "last_numbers": numbers_kept(sheet, row_id)}
    return sheet.model_copy(update=parts), moved.id


def add_origin(sheet: SwotSheet, row_id: str, origin: Origin) -> SwotSheet:
    """The item with one more source; one that it has already is written anew. Raises KeyError."""
    kept = sheet.row(row_id).origins
    place = (origin.tool, origin.row)
    if any((one.tool, one.row) == place for one in kept):
        new = tuple(origin if (one.tool, one.row) == place else one for one in kept)
    else:
        new = (*kept, origin)
    return change_row(sheet, row_id, origins=new)


def drop_origin(sheet: SwotSheet, row_id: str, tool: str, source: str) -> SwotSheet:
    """The item without this source. Raises KeyError when there is no such item."""
    kept = sheet.row(row_id).origins
    rest = tuple(one for one in kept if (one.tool, one.row) != (tool, source))
    return change_row(sheet, row_id, origins=rest)


def from_example(example: Example, today: date) -> SwotSheet:
    """An author's sheet. Evidence says `months_ago`, so that an example never grows old.

    Raises ValidationError where the author made a mistake.
    """
    rows = example.sheet.get("rows", ())
    return SwotSheet.model_validate({**example.sheet, "rows": [dated(row, today) for row in rows]})
