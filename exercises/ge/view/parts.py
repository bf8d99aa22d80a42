"""The fragments of the form, and what its parts share."""

from exercises.exercise import Desk
from exercises.forces.sheet import ForcesSheet
from exercises.ge.sheet import Factor

SHEET, HEAD, AXIS, NAME, UNIT = "ge-sheet", "ge-head", "ge-axis", "ge-unit-name", "ge-unit"
"""Keys of the five fragments."""


def forces_of(desk: Desk) -> ForcesSheet | None:
    """This learner's sheet of five forces about the same; None where there is none."""
    found = desk.others.get("forces")
    return found if isinstance(found, ForcesSheet) else None


def is_rivalry(desk: Desk, factor: Factor) -> bool:
    """Whether the five forces say something about this factor."""
    looked_for = desk.words.word_lists.get("rivalry", ())
    return factor.axis == "attractiveness" and any(word in factor.name for word in looked_for)
