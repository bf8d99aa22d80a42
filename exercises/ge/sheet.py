"""The sheet of the nine boxes: factors of two axes, units, their scores. Pure.

Scores are 1 to 5 and a high one is good on both axes: a factor of which more is worse is turned
round before it is scored, and marked so. What follows from the scores stands in boxes.py.
"""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import Field, model_validator

from course.content.words import Example
from exercises.chain import Origin
from exercises.evidence import Confidence, Evidence, Line, SheetPart, dated, stated
from exercises.rows import Given, ids_are_unique, next_id, row_of, with_row, without_row
from exercises.weights import Weight, normalised

Axis = Literal["attractiveness", "strength"]
AXES: tuple[Axis, ...] = get_args(Axis)
"""Up the figure: what is out there. To the right: what we have."""

LETTERS: dict[Axis, str] = {"attractiveness": "A", "strength": "B"}
"""What a factor's id begins with, as in the tables of customers. A unit's begins with U."""

Kind = Literal["segment", "product", "group"]
Action = Literal["invest", "choose", "harvest"]
ACTIONS: tuple[Action, ...] = get_args(Action)
Trend = Literal["up", "flat", "down"]
STEPS: dict[Trend, int] = {"up": 1, "flat": 0, "down": -1}

LEAST, MOST = 1, 5

Points = Annotated[int, Field(ge=LEAST, le=MOST, strict=True)]
Amount = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]


class Factor(SheetPart):
    """What an axis is made of. `five` says what earns 5 points.

    `reverse` marks a factor whose raw figure is bad when high: it is scored the other way round.
    `origins` are what the scores are compared with: the industry's attractiveness.
    """

    id: Annotated[str, Field(pattern=r"^[AB][1-9][0-9]{0,5}$")]
    name: Line = ""
    weight: Weight | None = None
    reverse: bool = False
    five: Line = ""
    origins: tuple[Origin, ...] = ()

    @property
    def axis(self) -> Axis:
        """The axis whose letter the id bears."""
        return "attractiveness" if self.id[0] == "A" else "strength"


class Unit(SheetPart):
    """A segment, product or group of customers.

    `market` is what there is to be had in a year in 亿元, `revenue` our part of it in 万元.
    `scores` are by factor id. The two trends are where the scores go in two years. `action` is
    what the learner means to do, `plan` how, `reason` why not what the box says, `check` which
    point decides the box where it lies on an edge.
    """

    id: Annotated[str, Field(pattern=r"^U[1-9][0-9]{0,5}$")]
    name: Line = ""
    market: Amount | None = None
    revenue: Amount | None = None
    scores: dict[str, Points] = Field(default_factory=dict)
    attractiveness_trend: Trend | None = None
    strength_trend: Trend | None = None
    action: Action | None = None
    plan: Line = ""
    reason: Line = ""
    check: Line = ""
    evidence: tuple[Evidence, ...] = ()
    confidence: Confidence | None = None
    note: Line = ""

    @property
    def number(self) -> int:
        """The number in the id."""
        return int(self.id[1:])

    def trend(self, axis: Axis) -> Trend | None:
        """Where the score on this axis goes."""
        return self.attractiveness_trend if axis == "attractiveness" else self.strength_trend


class GeSheet(SheetPart):
    """What is decided with the picture, its factors and its units, in the order they were added.

    `last_numbers` is by letter the highest number ever given: a deleted id does not come back.
    """

    decision: Line = ""
    kind: Kind = "segment"
    factors: tuple[Factor, ...] = ()
    rows: tuple[Unit, ...] = ()
    last_numbers: dict[str, Given] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        ids_are_unique(self.rows)
        ids_are_unique(self.factors)
        return self

    def row(self, row_id: str) -> Unit:
        """The unit with this id. Raises KeyError when it is not there."""
        unit: Unit = row_of(self, row_id)
        return unit

    def factor(self, factor_id: str) -> Factor:
        """The factor with this id. Raises KeyError when it is not there."""
        for factor in self.factors:
            if factor.id == factor_id:
                return factor
        raise KeyError(factor_id)

    def of(self, axis: Axis) -> tuple[Factor, ...]:
        """The factors of one axis."""
        return tuple(factor for factor in self.factors if factor.axis == axis)


def is_written(unit: Unit) -> bool:
    """Whether anything was said in this row."""
    said = unit.name or unit.plan or unit.reason or unit.note or stated(unit.evidence)
    return bool(said) or unit.market is not None


def entries(sheet: GeSheet) -> int:
    """How many units say something; the factors where there is none yet."""
    units = sum(is_written(unit) for unit in sheet.rows)
    return units or sum(bool(factor.name) for factor in sheet.factors)


def add_factor(sheet: GeSheet, axis: Axis, **fields: Any) -> tuple[GeSheet, str]:
    """A factor at the end of an axis; returns its id too. Raises ValidationError."""
    number = 1 + max([_highest(sheet, LETTERS[axis]), *(int(f.id[1:]) for f in sheet.of(axis))])
    factor = Factor.model_validate({**fields, "id": f"{LETTERS[axis]}{number}"})
    return _with(sheet, factors=(*sheet.factors, factor)), factor.id


def change_factor(sheet: GeSheet, factor_id: str, **fields: Any) -> GeSheet:
    """The factor with other values. Raises KeyError, or ValidationError for a wrong value."""
    old = sheet.factor(factor_id)
    new = Factor.model_validate({**dict(old), **fields, "id": factor_id})
    return _with(sheet, factors=tuple(new if f is old else f for f in sheet.factors))


def remove_factor(sheet: GeSheet, factor_id: str) -> GeSheet:
    """The sheet without the factor and its scores; its number stays used. Raises KeyError."""
    gone = sheet.factor(factor_id)
    letter = factor_id[0]
    highest = max(_highest(sheet, letter), *(int(f.id[1:]) for f in sheet.of(gone.axis)))
    units = tuple(
        unit.model_copy(update={"scores": {f: s for f, s in unit.scores.items() if f != gone.id}})
        for unit in sheet.rows
    )
    factors = tuple(factor for factor in sheet.factors if factor is not gone)
    numbers = {**sheet.last_numbers, letter: highest}
    return _with(sheet, factors=factors, rows=units, last_numbers=numbers)


def weights(sheet: GeSheet, axis: Axis) -> dict[str, float | None]:
    """The weights of one axis by factor id; None where not given."""
    return {factor.id: factor.weight for factor in sheet.of(axis)}


def normalise(sheet: GeSheet, axis: Axis) -> GeSheet:
    """The weights of one axis divided by their sum (`exercises.weights.normalised`)."""
    new = normalised(weights(sheet, axis))
    factors = tuple(
        f.model_copy(update={"weight": new[f.id]}) if f.axis == axis else f for f in sheet.factors
    )
    return _with(sheet, factors=factors)


def add_row(sheet: GeSheet, **fields: Any) -> tuple[GeSheet, str]:
    """A unit at the end, with a piece of evidence ready; returns its id too."""
    ready = {"evidence": (Evidence(type="data"),), **fields}
    unit = Unit.model_validate({**ready, "id": next_id(sheet, "U")})
    return with_row(sheet, unit), unit.id


def change_row(sheet: GeSheet, row_id: str, **fields: Any) -> GeSheet:
    """The unit with other values. Raises KeyError, or ValidationError for a wrong value."""
    unit = sheet.row(row_id)
    return with_row(sheet, Unit.model_validate({**dict(unit), **fields, "id": row_id}))


def set_score(sheet: GeSheet, row_id: str, factor_id: str, points: int | None) -> GeSheet:
    """The unit with this score, or without one. Raises KeyError, ValidationError."""
    scores = {f: s for f, s in sheet.row(row_id).scores.items() if f != factor_id}
    if points is not None:
        scores[factor_id] = points
    return change_row(sheet, row_id, scores=scores)


def remove_row(sheet: GeSheet, row_id: str) -> GeSheet:
    """The sheet without the unit; its number stays used. Raises KeyError."""
    return without_row(sheet, row_id)


def from_example(example: Example, today: date) -> GeSheet:
    """An author's sheet; evidence says `months_ago`. Raises ValidationError for a mistake."""
    rows: Iterable[dict[str, Any]] = example.sheet.get("rows", ())
    return GeSheet.model_validate({**example.sheet, "rows": [dated(r, today) for r in rows]})


def _highest(sheet: GeSheet, letter: str) -> int:
    return sheet.last_numbers.get(letter, 0)


def _with(sheet: GeSheet, **parts: Any) -> GeSheet:
    return sheet.model_copy(update=parts)
