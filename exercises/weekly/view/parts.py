"""Names of the form's fragments, and what its parts share. Knows no widget."""

from exercises.coaching import Advice, worst_first
from exercises.exercise import Desk
from exercises.weekly.coach import coach

SHEET, ROW = "weekly-sheet", "weekly-row"
LEANING, SPENDING = "weekly-lean", "weekly-hours"
"""Keys of the fragments."""


def advice_of(desk: Desk) -> list[Advice]:
    """What the coach says now, worst first."""
    return worst_first(coach(desk.sheet, desk.words, desk.today, desk.position))
