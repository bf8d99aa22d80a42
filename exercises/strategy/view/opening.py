"""What is open in the form: a candidate, a factor, or the posture. One at a time."""

from typing import NoReturn

from exercises.exercise import Desk

SHEET, ROW = "strategy-sheet", "strategy-row"
"""Keys of the two fragments."""

POSTURE = "IE"
"""Open under this name: the ratings."""


def turn(desk: Desk, row: str | None) -> NoReturn:
    """Open something else, or nothing."""
    desk.open.turn_to(row)
    desk.redraw(SHEET)
