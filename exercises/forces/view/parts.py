"""What the parts of the form share: the keys of its fragments, the coach's remarks, turning."""

from exercises.coaching import Advice, worst_first
from exercises.exercise import Desk
from exercises.forces.coach import coach

SHEET, HEAD, ROW, RESPONSES = "forces-sheet", "forces-head", "forces-row", "forces-responses"
"""Keys of the four fragments."""

BESIDE = {"FF1", "FF6", "FF8"}
"""Rules that speak beside the part of the form they are about, not on top."""


def told(desk: Desk) -> list[Advice]:
    """What the coach has to say of the sheet now, the worst first."""
    return worst_first(coach(desk.sheet, desk.words, desk.today, desk.position))


def turn(desk: Desk, row_id: str | None) -> None:
    """Open this driver for editing, or none."""
    desk.open.turn_to(row_id)
    desk.redraw(SHEET)
