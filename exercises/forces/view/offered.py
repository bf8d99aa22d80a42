"""Rows that PEST set aside for this sheet, to be taken over."""

from functools import partial

from exercises import view
from exercises.chain import Origin
from exercises.exercise import Desk
from exercises.forces.lines import offered_line
from exercises.forces.sheet import add_row, taken
from exercises.forces.view.parts import SHEET
from exercises.pest.sheet import Factor, PestSheet


def show_offered(desk: Desk) -> None:
    """Rows that PEST set aside for this sheet and that no driver was taken from yet."""
    known = taken(desk.sheet, "pest")
    waiting = [row for row in _set_aside(desk) if row.id not in known]
    view.show_offered(desk, [_waiting(desk, row) for row in waiting])


def _waiting(desk: Desk, row: Factor) -> view.Waiting:
    line = offered_line(row.id, row.factor, row.implication)
    return view.Waiting(row.id, line, partial(_take_over, desk, row))


def _set_aside(desk: Desk) -> tuple[Factor, ...]:
    pest = desk.others.get("pest")
    if not isinstance(pest, PestSheet):
        return ()
    return tuple(kept.row for kept in pest.aside if kept.to == "five-forces")


def _take_over(desk: Desk, row: Factor) -> None:
    if row.id in taken(desk.sheet, "pest"):
        desk.redraw(SHEET)
    origin = Origin(tool="pest", row=row.id, text=row.factor)
    sheet, row_id = add_row(
        desk.sheet,
        "rivalry",
        origin,
        name=row.factor,
        evidence=row.evidence,
        confidence=row.confidence,
        note=row.note,
    )
    view.keep_and_turn(desk, SHEET, sheet, row_id)
