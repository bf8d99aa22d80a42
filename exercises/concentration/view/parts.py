"""Names of the form's fragments, and the callbacks that its parts share. Knows no widget."""

from typing import Any

from exercises.coaching import Advice, worst_first
from exercises.concentration.coach import coach
from exercises.concentration.sheet import change
from exercises.exercise import Desk

SHEET, ROW = "concentration-sheet", "concentration-row"
LOSING, WINNING, SAYING = "concentration-loss", "concentration-order", "concentration-said"
"""Keys of the fragments."""


def advice_of(desk: Desk) -> list[Advice]:
    """What the coach says now, worst first."""
    return worst_first(coach(desk.sheet, desk.words, desk.today, desk.position))


def keep_value(desk: Desk, part: str, name: str, value: Any) -> None:
    """One of the sheet's own values; a part alone is redrawn where nothing else depends on it."""
    part = part if desk.open.undo is None else SHEET
    desk.save(change(desk.sheet, **{name: value}))
    desk.redraw(part)
