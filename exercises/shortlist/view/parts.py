"""Names of the form's fragments, and the callbacks that its parts share. Knows no widget."""

from typing import Any

from exercises.coaching import Advice, worst_first
from exercises.exercise import Desk
from exercises.shortlist.coach import coach
from exercises.shortlist.sheet import change

SHEET, ROW, MOVES_PART = "shortlist-sheet", "shortlist-row", "shortlist-moves"
"""Keys of the fragments."""


def advice_of(desk: Desk) -> list[Advice]:
    """What the coach says now, worst first."""
    return worst_first(coach(desk.sheet, desk.words, desk.today, desk.position))


def keep_value(desk: Desk, name: str, value: Any) -> None:
    """One of the sheet's own values."""
    desk.save(change(desk.sheet, **{name: value}))
    desk.redraw(SHEET)
