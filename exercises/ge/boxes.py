"""What follows from a sheet of nine boxes: scores, boxes, edges, and what one point changes. Pure.

Missing parts never count as 0: a score is taken over what is scored (see exercises.weights).
"""

from typing import Literal, NamedTuple, get_args

from exercises.ge.sheet import (
    AXES,
    LEAST,
    MOST,
    Action,
    Axis,
    Factor,
    GeSheet,
    Unit,
    is_written,
    weights,
)
from exercises.weights import shares

Level = Literal["low", "middle", "high"]
LEVELS: tuple[Level, ...] = get_args(Level)

CUTS = (2.333, 3.667)
"""The scale in three; a score on a cut belongs to the upper level (domain.md §3.3)."""

EDGE = 0.10
"""Nearer to a cut than this, one point decides the box."""


class Box(NamedTuple):
    """One of the nine boxes."""

    attractiveness: Level
    strength: Level


def score(sheet: GeSheet, unit: Unit, axis: Axis) -> float | None:
    """Σ weight x score over what is scored, 1 to 5; None while nothing counts."""
    counted = shares(weights(sheet, axis), unit.scores)
    if not counted:
        return None
    # Rounded, so that a score that is a cut on paper is one here too.
    return round(sum(share * unit.scores[f] for f, share in counted.items()), 9)


def missing(sheet: GeSheet, unit: Unit, axis: Axis) -> tuple[Factor, ...]:
    """The factors of the axis that this unit has no score for."""
    return tuple(factor for factor in sheet.of(axis) if factor.id not in unit.scores)


def level_of(value: float) -> Level:
    """Low, middle or high. A score on a cut is in the upper level."""
    return LEVELS[sum(value >= cut for cut in CUTS)]


def box_of(sheet: GeSheet, unit: Unit) -> Box | None:
    """The box of a unit, from what is scored so far; None while an axis has no score."""
    values = [score(sheet, unit, axis) for axis in AXES]
    if any(value is None for value in values):
        return None
    up, right = (level_of(value) for value in values if value is not None)
    return Box(up, right)


def action_of_box(box: Box) -> Action:
    """What a box says by default: three invest (upper right), three harvest (lower left)."""
    far = LEVELS.index(box.attractiveness) + LEVELS.index(box.strength)
    return "invest" if far > 2 else "choose" if far == 2 else "harvest"


def from_edge(value: float) -> float:
    """How far a score is from the nearer cut."""
    return min(abs(value - cut) for cut in CUTS)


def on_edge(value: float) -> bool:
    """Whether a score is so near to a cut that the box is not settled."""
    return round(from_edge(value), 9) < EDGE


def edges(sheet: GeSheet, unit: Unit) -> tuple[Axis, ...]:
    """The axes on which this unit lies on an edge."""
    values = {axis: score(sheet, unit, axis) for axis in AXES}
    return tuple(axis for axis, value in values.items() if value is not None and on_edge(value))


class Shift(NamedTuple):
    """One point more or less for one factor of a unit, and where that leads."""

    factor: str
    points: int
    value: float
    box: Box


def sensitivity(sheet: GeSheet, unit: Unit) -> list[Shift]:
    """One point up and down for the heaviest scored factors of each axis; empty without a box.

    Of several equally heavy factors each one; nothing leaves the scale of 1 to 5.
    """
    if box_of(sheet, unit) is None:
        return []
    found = []
    for axis in AXES:
        counted = shares(weights(sheet, axis), unit.scores)
        heaviest = max(counted.values())
        for factor in (f for f, share in counted.items() if share >= heaviest - 1e-9):
            for points in (1, -1):
                if LEAST <= unit.scores[factor] + points <= MOST:
                    found.append(_shift(sheet, unit, factor, points))
    return found


def _shift(sheet: GeSheet, unit: Unit, factor: str, points: int) -> Shift:
    scores = {**unit.scores, factor: unit.scores[factor] + points}
    moved = unit.model_copy(update={"scores": scores})
    value, box = score(sheet, moved, sheet.factor(factor).axis), box_of(sheet, moved)
    assert value is not None
    assert box is not None
    return Shift(factor, points, value, box)


def turning(sheet: GeSheet, unit: Unit) -> list[Shift]:
    """The shifts of one point that lead into another box."""
    box = box_of(sheet, unit)
    return [shift for shift in sensitivity(sheet, unit) if shift.box != box]


def share_of_market(unit: Unit) -> float | None:
    """Our part of the market, 0 to 1 and above where the figures do not fit; None if unknown."""
    if unit.revenue is None or not unit.market:
        return None
    return unit.revenue / (unit.market * 10_000)


def departs(sheet: GeSheet, unit: Unit) -> bool:
    """Whether the action meant is another one than the box's."""
    box = box_of(sheet, unit)
    return box is not None and unit.action is not None and unit.action != action_of_box(box)


def placed(sheet: GeSheet) -> dict[str, Box]:
    """The boxes of all units that have one, by id."""
    boxes = {unit.id: box_of(sheet, unit) for unit in sheet.rows}
    return {row: box for row, box in boxes.items() if box is not None}


class Completion(NamedTuple):
    """How far the sheet is: scores given, scores there could be, units, units in a box."""

    given: int
    possible: int
    units: int
    placed: int

    @property
    def all(self) -> bool:
        """Whether every unit has a score for every factor."""
        return self.given == self.possible and self.units == self.placed


def completion(sheet: GeSheet) -> Completion:
    """Scores of factors that are there, of units that say something or are scored."""
    units = [unit for unit in sheet.rows if is_written(unit) or unit.scores]
    known = {factor.id for factor in sheet.factors}
    given = sum(len(known & unit.scores.keys()) for unit in units)
    return Completion(given, len(known) * len(units), len(units), len(placed(sheet)))
