"""The sheet of five forces and what can be calculated from it. Pure; pressure is 1 to 5.

One direction throughout: a high score is bad for the sheet's owner. Missing parts never count as
0: a mean is taken over what is scored, weights over what is weighted.
"""

from collections.abc import Iterable
from datetime import date
from math import isclose
from typing import Annotated, Any, Literal, NamedTuple, Self, cast

from pydantic import Field, model_validator

from course.content.words import Example, ToolWords
from exercises.chain import ChainLine, Origin
from exercises.evidence import Confidence, Evidence, Line, SheetPart, dated, stated
from exercises.rows import (
    Given,
    ids_are_unique,
    next_id,
    numbers_kept,
    row_of,
    with_row,
    without_row,
)

ForceId = Literal["entry", "suppliers", "buyers", "substitutes", "rivalry"]
FORCES: tuple[ForceId, ...] = ("entry", "suppliers", "buyers", "substitutes", "rivalry")
"""In teaching order."""

LETTERS: dict[ForceId, str] = {
    "entry": "X",
    "suppliers": "G",
    "buyers": "M",
    "substitutes": "D",
    "rivalry": "J",
}
"""What a driver's id begins with: the initial of the Chinese name; PEST and SWOT have others."""

Trend = Literal["up", "flat", "down"]
TRENDS: tuple[Trend, ...] = ("up", "flat", "down")
ARROWS: dict[Trend, str] = {"up": "↑", "flat": "→", "down": "↓"}

TOLERANCE = 0.001
"""So far the sum of the weights may be from 1."""

_ROUNDED = 3e-4
"""So far five weights of four decimals may miss their sum through rounding alone."""

INDUSTRY = "industry"
"""The row that speaks of all forces together, for the chain."""

FEWEST = 2
"""Drivers that a force needs before its mean says something."""

MIDDLE = 3
"""Pressure that is neither little nor much."""

SAID = 3
"""So many drivers stand for a force outside of its sheet."""

Points = Annotated[int, Field(ge=1, le=5, strict=True)]
Weight = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Driver(SheetPart):
    """One reason why a force presses, 1 (hardly) to 5 (very hard), and what shows it.

    `id` is the force's letter and a number; other sheets refer to it, so it stays.
    """

    id: Annotated[str, Field(pattern=r"^[XGMDJ][1-9][0-9]{0,5}$")]
    name: Line = ""
    score: Points | None = None
    evidence: tuple[Evidence, ...] = ()
    confidence: Confidence | None = None
    note: Line = ""
    origin: Origin | None = None

    @property
    def force(self) -> ForceId:
        """The force whose letter the id bears."""
        return next(force for force in FORCES if LETTERS[force] == self.id[0])

    @property
    def number(self) -> int:
        """The number in the id."""
        return int(self.id[1:])


class Force(SheetPart):
    """What is said of a force as a whole: its weight, where it goes in two years, the response."""

    id: ForceId
    weight: Weight | None = None
    trend: Trend | None = None
    response: Line = ""
    owner: Line = ""


class ForcesSheet(SheetPart):
    """The industry, the drivers in the order in which they were added, and the five forces.

    `last_numbers` is by letter the highest number ever given, so that the number of a deleted
    driver does not come back and mean something else.
    """

    boundary: Line = ""
    buyer: Line = ""
    rows: tuple[Driver, ...] = ()
    forces: tuple[Force, ...] = tuple(Force(id=force) for force in FORCES)
    last_numbers: dict[str, Given] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        ids_are_unique(self.rows)
        return self

    @model_validator(mode="after")
    def _all_five_in_order(self) -> Self:
        if tuple(force.id for force in self.forces) != FORCES:
            raise ValueError(f"the forces must be {', '.join(FORCES)}, in this order")
        return self

    def row(self, row_id: str) -> Driver:
        """The driver with this id. Raises KeyError when it is not there."""
        return cast(Driver, row_of(self, row_id))

    def force(self, force: ForceId) -> Force:
        """What is said of this force."""
        return self.forces[FORCES.index(force)]

    def of(self, force: ForceId) -> tuple[Driver, ...]:
        """The drivers of one force, in the order of their numbers."""
        return tuple(sorted((r for r in self.rows if r.force == force), key=lambda r: r.number))

    @property
    def ordered(self) -> tuple[Driver, ...]:
        """All drivers, force by force in teaching order."""
        return tuple(row for force in FORCES for row in self.of(force))


def is_written(row: Driver) -> bool:
    """Whether anything was said in this row."""
    return bool(row.name or row.note or stated(row.evidence))


def entries(sheet: ForcesSheet) -> int:
    """How many drivers say something."""
    return sum(is_written(row) for row in sheet.rows)


def force_pressure(sheet: ForcesSheet, force: ForceId) -> float | None:
    """The mean of a force's scored drivers, 1 to 5; None while none is scored."""
    scores = [row.score for row in sheet.of(force) if row.score is not None]
    return sum(scores) / len(scores) if scores else None


def pressures(sheet: ForcesSheet) -> dict[ForceId, float]:
    """The pressure of every force that has one, in teaching order."""
    given = {force: force_pressure(sheet, force) for force in FORCES}
    return {force: value for force, value in given.items() if value is not None}


def weights(sheet: ForcesSheet) -> dict[ForceId, float]:
    """The weights given. Empty: all forces weigh the same."""
    return {force.id: force.weight for force in sheet.forces if force.weight is not None}


def shares(sheet: ForcesSheet) -> dict[ForceId, float]:
    """How much every counted force counts; the shares sum to 1, or there are none.

    Counted are forces with a pressure and, once any weight is given, with a weight.
    """
    given, scored = weights(sheet), pressures(sheet)
    counted = {f: given.get(f, 0.0) if given else 1.0 for f in scored if not given or f in given}
    total = sum(counted.values())
    return {force: weight / total for force, weight in counted.items()} if total > 0 else {}


def pressure(sheet: ForcesSheet) -> float | None:
    """The industry's pressure, Σ share x pressure, 1 to 5; None while nothing can be counted."""
    scored, counted = pressures(sheet), shares(sheet)
    return sum(share * scored[f] for f, share in counted.items()) if counted else None


def attractiveness(sheet: ForcesSheet) -> float | None:
    """6 − the industry's pressure, 1 to 5: what the matrix of nine boxes takes from here."""
    value = pressure(sheet)
    return None if value is None else 6 - value


def weight_sum(sheet: ForcesSheet) -> float | None:
    """The sum of the weights given; None where none is."""
    given = weights(sheet)
    return sum(given.values()) if given else None


def weights_hold(sheet: ForcesSheet) -> bool:
    """Whether no weight is given, or all five and their sum is 1."""
    given = weights(sheet)
    total = sum(given.values())
    return not given or (len(given) == len(FORCES) and abs(total - 1) <= TOLERANCE + 1e-9)


def normalised(sheet: ForcesSheet) -> ForcesSheet:
    """Every weight given divided by their sum, to four decimals; nothing changes where that is 0.

    Their ratios stay; weights not given stay so.
    """
    total = weight_sum(sheet)
    if not total or isclose(total, 1, abs_tol=_ROUNDED):
        return sheet
    changed = tuple(
        force
        if force.weight is None
        else force.model_copy(update={"weight": round(force.weight / total, 4)})
        for force in sheet.forces
    )
    return _with(sheet, forces=changed)


class Completion(NamedTuple):
    """How far the sheet is: what stands in sums, and what there is."""

    scored: int
    drivers: int
    forces: int

    @property
    def all(self) -> bool:
        """Whether all five forces and every driver written are in the sums."""
        return self.forces == len(FORCES) and self.scored == self.drivers


def completion(sheet: ForcesSheet) -> Completion:
    """Scored drivers, written drivers, and forces that count in the industry's pressure."""
    drivers = [row for row in sheet.rows if is_written(row) or row.score is not None]
    scored = sum(row.score is not None for row in drivers)
    return Completion(scored, len(drivers), len(shares(sheet)))


def ranking(sheet: ForcesSheet) -> list[ForceId]:
    """Forces with a pressure, strongest first; of equals the rising one, then the heavier one."""
    scored, given = pressures(sheet), weights(sheet)

    def order(force: ForceId) -> tuple[float, int, float]:
        trend = sheet.force(force).trend
        rising = TRENDS.index(trend) if trend else 1
        return (-scored[force], rising, -given.get(force, 0.0))

    return sorted(scored, key=order)


def strongest(sheet: ForcesSheet) -> list[ForceId]:
    """The two strongest forces; empty until all five have a pressure."""
    ranked = ranking(sheet)
    return ranked[:2] if len(ranked) == len(FORCES) else []


def lines(sheet: ForcesSheet, words: ToolWords) -> list[ChainLine]:
    """The forces with their pressure, for the chain, the drivers behind them, and the industry.

    The two strongest, where they press more than the middle of the scale, go to SWOT. The
    industry's figure is its attractiveness, which the matrix of nine boxes compares with.
    """
    top = strongest(sheet)
    told = []
    for force, value in pressures(sheet).items():
        name = words.fields[force].label
        behind = sorted(sheet.of(force), key=lambda row: -(row.score or 0))
        said = "、".join(row.name for row in behind[:SAID] if row.name)
        strong = force in top and value > MIDDLE
        told.append(
            ChainLine(
                force,
                f"{name}：{said}" if said else name,
                value=f"{value:.1f}",
                label=name,
                offered_to=("swot",) if strong else (),
                summed=True,
            )
        )
    told += [
        ChainLine(
            row.id,
            row.name,
            value=f"{row.score or ''}",
            origins=(row.origin,) if row.origin else (),
        )
        for row in sheet.ordered
        if row.name
    ]
    total = attractiveness(sheet)
    if total is not None:
        whole = words.texts["industry"]
        name = words.texts["whole"]
        told.append(ChainLine(INDUSTRY, whole, value=f"{total:.2f}", label=name, summed=True))
    return told


def add_row(
    sheet: ForcesSheet, force: ForceId, origin: Origin | None = None, **fields: Any
) -> tuple[ForcesSheet, str]:
    """A driver at the end of a force; returns its id too. A new one has a piece of evidence ready.

    Raises ValidationError for a wrong value.
    """
    ready = {"evidence": (Evidence(type="data"),), **fields}
    row = Driver.model_validate({**ready, "id": next_id(sheet, LETTERS[force]), "origin": origin})
    return with_row(sheet, row), row.id


def change_row(sheet: ForcesSheet, row_id: str, **fields: Any) -> ForcesSheet:
    """The driver with other values. Raises KeyError, or ValidationError for a wrong value."""
    row = sheet.row(row_id)
    return with_row(sheet, Driver.model_validate({**dict(row), **fields, "id": row.id}))


def remove_row(sheet: ForcesSheet, row_id: str) -> ForcesSheet:
    """The sheet without the driver; its number stays used. Raises KeyError."""
    return without_row(sheet, row_id)


def move_row(sheet: ForcesSheet, row_id: str, force: ForceId) -> tuple[ForcesSheet, str]:
    """The driver under another force, with that force's next number; returns its new id.

    Raises KeyError.
    """
    row = sheet.row(row_id)
    if row.force == force:
        return sheet, row_id
    moved = row.model_copy(update={"id": next_id(sheet, LETTERS[force])})
    rows = tuple(moved if r is row else r for r in sheet.rows)
    return _with(sheet, rows=rows, last_numbers=numbers_kept(sheet, row_id)), moved.id


def change_force(sheet: ForcesSheet, force: ForceId, **fields: Any) -> ForcesSheet:
    """Other values for a force as a whole. Raises ValidationError for a wrong value."""
    changed = Force.model_validate({**dict(sheet.force(force)), **fields, "id": force})
    return _with(sheet, forces=tuple(changed if f.id == force else f for f in sheet.forces))


def taken(sheet: ForcesSheet, tool: str) -> set[str]:
    """The ids of another tool's rows that drivers were taken from."""
    return {row.origin.row for row in sheet.rows if row.origin and row.origin.tool == tool}


def from_example(example: Example, today: date) -> ForcesSheet:
    """An author's sheet. Evidence says `months_ago`, so that an example never grows old.

    Raises ValidationError where the author made a mistake.
    """
    rows: Iterable[dict[str, Any]] = example.sheet.get("rows", ())
    return ForcesSheet.model_validate({**example.sheet, "rows": [dated(r, today) for r in rows]})


def _with(sheet: ForcesSheet, **parts: Any) -> ForcesSheet:
    return sheet.model_copy(update=parts)
