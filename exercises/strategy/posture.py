"""Where we stand: external and internal evaluation, and the box of the IE matrix. Pure.

Both totals go from 1 to 4; cuts at 2 and 3, a cut belongs to the upper box.
"""

from typing import Literal, NamedTuple

from exercises.strategy.sheet import Side, StrategySheet, rating_weights, side_of
from exercises.weights import shares

CUTS = (2.0, 3.0)
Stance = Literal["grow", "hold", "shrink"]

_BOXES = (("VII", "VIII", "IX"), ("IV", "V", "VI"), ("I", "II", "III"))
"""By external level from low to high, then internal from high to low."""

_STANCES: dict[str, Stance] = {
    **dict.fromkeys(("I", "II", "IV"), "grow"),
    **dict.fromkeys(("III", "V", "VII"), "hold"),
    **dict.fromkeys(("VI", "VIII", "IX"), "shrink"),
}


class Posture(NamedTuple):
    """A box of the matrix and the stance that goes with it."""

    box: str
    stance: Stance


def evaluation(sheet: StrategySheet, side: Side) -> float | None:
    """The weighted mean of the ratings of one side, 1 to 4; None where nothing is rated."""
    rated = {f: one.rating for f, one in sheet.ratings.items() if one.rating is not None}
    given = shares(rating_weights(sheet, side), [f for f in rated if side_of(f) == side])
    return sum(share * rated[fact] for fact, share in given.items()) if given else None


def level(value: float) -> int:
    """0 low, 1 middle, 2 high."""
    return sum(value >= cut - 1e-9 for cut in CUTS)


def box_of(outside: float, inside: float) -> Posture:
    """The box for two totals."""
    box = _BOXES[level(outside)][2 - level(inside)]
    return Posture(box, _STANCES[box])


def posture(sheet: StrategySheet) -> Posture | None:
    """The box of this sheet; None until both sides have something rated."""
    outside, inside = evaluation(sheet, "outside"), evaluation(sheet, "inside")
    return None if outside is None or inside is None else box_of(outside, inside)
