"""The PEST sheet and everything that can be calculated from it. Pure; scores are points 1 to 25."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple, Self, cast

from pydantic import Field, model_validator

from course.content.words import Example, ToolWords
from exercises.chain import ChainLine
from exercises.evidence import Confidence, Evidence, Line, SheetPart, dated
from exercises.rows import Given, ids_are_unique, row_of, with_row

Dimension = Literal["P", "E", "S", "T"]
DIMENSIONS: tuple[Dimension, ...] = ("P", "E", "S", "T")
Direction = Literal["O", "T"]
Horizon = Literal["le1", "y1to3", "gt3"]
Destination = Literal["five-forces", "strategy"]
HORIZONS: tuple[Horizon, ...] = ("le1", "y1to3", "gt3")

THRESHOLD = 12
"""Rows of at least this many points, good or bad, go into the SWOT."""

Points = Annotated[int, Field(ge=1, le=5, strict=True)]


class Factor(SheetPart):
    """One change outside, what follows from it, and how sure and how heavy that is.

    `id` is the dimension's letter and a number; other sheets refer to it, so it stays. Impact 1 to
    5 and likelihood 1 to 5 have the anchors of the tool's words.
    """

    id: Annotated[str, Field(pattern=r"^[PEST][1-9][0-9]{0,5}$")]
    dim: Dimension
    factor: Line = ""
    implication: Line = ""
    direction: Direction | None = None
    impact: Points | None = None
    likelihood: Points | None = None
    horizon: Horizon | None = None
    confidence: Confidence | None = None
    evidence: tuple[Evidence, ...] = ()
    note: Line = ""

    @model_validator(mode="after")
    def _letter_names_dimension(self) -> Self:
        if self.id[0] != self.dim:
            raise ValueError(f"row {self.id} does not belong to dimension {self.dim}")
        return self

    @property
    def number(self) -> int:
        """The number in the id."""
        return int(self.id[1:])


class Aside(SheetPart):
    """A row that belongs into another sheet, kept word for word until that sheet takes it."""

    to: Destination
    row: Factor


class PestSheet(SheetPart):
    """All rows, in the order in which they were added, and those set aside for other sheets.

    `last_numbers` is the highest number that each dimension ever gave, so that the number of a
    deleted row does not come back and mean something else.
    """

    goal: Line = ""
    rows: tuple[Factor, ...] = ()
    aside: tuple[Aside, ...] = ()
    last_numbers: dict[Dimension, Given] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        ids_are_unique((*self.rows, *(kept.row for kept in self.aside)))
        return self

    def row(self, row_id: str) -> Factor:
        """The row with this id. Raises KeyError when it is not there."""
        return cast(Factor, row_of(self, row_id))

    def of(self, dim: Dimension) -> tuple[Factor, ...]:
        """The rows of one dimension, in the order of their numbers."""
        return tuple(sorted((r for r in self.rows if r.dim == dim), key=lambda r: r.number))

    @property
    def ordered(self) -> tuple[Factor, ...]:
        """All rows, dimension by dimension in teaching order."""
        return tuple(row for dim in DIMENSIONS for row in self.of(dim))


class Exposure(NamedTuple):
    """Points for and against, both at least 0. Their difference alone would hide large threats."""

    opportunity: int
    threat: int

    @property
    def net(self) -> int:
        """Opportunity less threat. Never shown without the two."""
        return self.opportunity - self.threat


def score(row: Factor) -> int | None:
    """Impact x likelihood, positive for an opportunity, negative for a threat, in points.

    None until direction, impact and likelihood are all given.
    """
    if row.direction is None or row.impact is None or row.likelihood is None:
        return None
    points = row.impact * row.likelihood
    return points if row.direction == "O" else -points


def exposure(rows: Iterable[Factor]) -> Exposure:
    """Points of all scored rows, opportunities and threats apart."""
    scores = [score(row) or 0 for row in rows]
    return Exposure(sum(s for s in scores if s > 0), -sum(s for s in scores if s < 0))


def by_dimension(sheet: PestSheet) -> dict[Dimension, Exposure]:
    """Points of every dimension, in teaching order."""
    return {dim: exposure(sheet.of(dim)) for dim in DIMENSIONS}


def ranking(rows: Iterable[Factor]) -> list[Factor]:
    """The scored rows, heaviest first; of equals the sooner, then the one of higher impact."""

    def weight(row: Factor) -> tuple[int, int, int]:
        soon = HORIZONS.index(row.horizon) if row.horizon else len(HORIZONS)
        return (-abs(score(row) or 0), soon, -(row.impact or 0))

    return sorted((row for row in rows if score(row) is not None), key=weight)


def swot_candidates(rows: Iterable[Factor]) -> list[Factor]:
    """The rows that go into the SWOT, heaviest first."""
    return [row for row in ranking(rows) if abs(score(row) or 0) >= THRESHOLD]


_TOOLS: dict[Destination, str] = {"five-forces": "forces", "strategy": "strategy"}
"""The tool of every destination."""


def lines(sheet: PestSheet, _words: ToolWords) -> list[ChainLine]:
    """All rows that say something, for the chain: heavy ones are offered to SWOT."""
    heavy = {row.id for row in swot_candidates(sheet.rows)}
    kept = [
        ChainLine(
            row.id,
            row.factor,
            value="" if (points := score(row)) is None else f"{points:+d}".replace("-", "−"),
            offered_to=("swot",) if row.id in heavy else (),
        )
        for row in sheet.ordered
        if row.factor
    ]
    moved = [
        ChainLine(aside.row.id, aside.row.factor, offered_to=(_TOOLS[aside.to],))
        for aside in sheet.aside
    ]
    return [*kept, *moved]


def is_written(row: Factor) -> bool:
    """Whether anything was said in this row: a change outside, or a note that there is none."""
    return bool(row.factor or row.note)


def add_row(sheet: PestSheet, dim: Dimension) -> tuple[PestSheet, str]:
    """An empty row at the end of a dimension; returns its id too."""
    row = Factor(id=_next_id(sheet, dim), dim=dim)
    return _with(sheet, rows=(*sheet.rows, row)), row.id


def change_row(sheet: PestSheet, row_id: str, **fields: Any) -> PestSheet:
    """The row with other field values. Raises KeyError, or ValidationError for a wrong value."""
    row = sheet.row(row_id)
    changed = Factor.model_validate({**dict(row), **fields, "id": row.id, "dim": row.dim})
    return with_row(sheet, changed)


def remove_row(sheet: PestSheet, row_id: str) -> PestSheet:
    """The sheet without the row; its number stays used. Raises KeyError."""
    row = sheet.row(row_id)
    numbers = {**sheet.last_numbers, row.dim: _last_number(sheet, row.dim)}
    rows = tuple(r for r in sheet.rows if r.id != row_id)
    return _with(sheet, rows=rows, last_numbers=numbers)


def move_row(sheet: PestSheet, row_id: str, dim: Dimension) -> tuple[PestSheet, str]:
    """The row in another dimension, with that dimension's next number, in its old position.

    The letter of an id names the dimension, so the id changes; returned as second value.
    Raises KeyError.
    """
    row = sheet.row(row_id)
    if row.dim == dim:
        return sheet, row_id
    moved = row.model_copy(update={"id": _next_id(sheet, dim), "dim": dim})
    numbers = {**sheet.last_numbers, row.dim: _last_number(sheet, row.dim)}
    rows = tuple(moved if r.id == row_id else r for r in sheet.rows)
    return _with(sheet, rows=rows, last_numbers=numbers), moved.id


def split_row(sheet: PestSheet, row_id: str) -> tuple[PestSheet, str]:
    """One change with two faces as two rows: the old one keeps its words, the new one its own.

    The rows take opposite directions (opportunity first where none was chosen). What speaks of the
    change itself is copied: its words, likelihood, horizon, confidence and evidence. Implication
    and impact of the new face are to be written. Returns the new row's id too. Raises KeyError.
    """
    row = sheet.row(row_id)
    here: Direction = row.direction or "O"
    there: Direction = "T" if here == "O" else "O"
    first = row.model_copy(update={"direction": here})
    second = row.model_copy(
        update={
            "id": _next_id(sheet, row.dim),
            "direction": there,
            "implication": "",
            "impact": None,
            "note": "",
        }
    )
    rows = tuple(part for r in sheet.rows for part in ((first, second) if r is row else (r,)))
    return _with(sheet, rows=rows), second.id


def set_aside(sheet: PestSheet, row_id: str, to: Destination) -> PestSheet:
    """The row taken out for another sheet, not a word lost. Raises KeyError."""
    kept = Aside(to=to, row=sheet.row(row_id))
    return _with(remove_row(sheet, row_id), aside=(*sheet.aside, kept))


def bring_back(sheet: PestSheet, row_id: str) -> PestSheet:
    """A row that was set aside, back under its old id. Raises KeyError."""
    for kept in sheet.aside:
        if kept.row.id == row_id:
            aside = tuple(other for other in sheet.aside if other is not kept)
            return _with(sheet, rows=(*sheet.rows, kept.row), aside=aside)
    raise KeyError(row_id)


def _with(sheet: PestSheet, **parts: Any) -> PestSheet:
    return sheet.model_copy(update=parts)


def _last_number(sheet: PestSheet, dim: Dimension) -> int:
    rows = (*sheet.rows, *(kept.row for kept in sheet.aside))
    used = [row.number for row in rows if row.dim == dim]
    return max([sheet.last_numbers.get(dim, 0), *used])


def _next_id(sheet: PestSheet, dim: Dimension) -> str:
    return f"{dim}{_last_number(sheet, dim) + 1}"


def from_example(example: Example, today: date) -> PestSheet:
    """An author's sheet. Evidence says `months_ago`, so that an example never grows old.

    Raises ValidationError where the author made a mistake.
    """
    rows = example.sheet.get("rows", ())
    return PestSheet.model_validate({**example.sheet, "rows": [dated(row, today) for row in rows]})


def entries(sheet: PestSheet) -> int:
    """How many rows say something."""
    return sum(is_written(row) for row in sheet.rows)
