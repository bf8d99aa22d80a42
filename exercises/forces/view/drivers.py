"""The drivers: one is open for editing, the others read like print."""

from functools import partial
from typing import Any

import streamlit as st

from course.language import _
from exercises import view
from exercises.chain import accepted
from exercises.coaching import Advice
from exercises.exercise import Desk
from exercises.forces.coach import coach
from exercises.forces.lines import row_line
from exercises.forces.sheet import (
    FORCES,
    Driver,
    ForceId,
    add_row,
    change_row,
    move_row,
    remove_row,
)
from exercises.forces.view.parts import ROW, SHEET

TEXTS = {"name", "note", "evidence"}
"""Fields that only the open row shows in full; sums and figures do not depend on them."""


def show_row(desk: Desk, row: Driver, advice: list[Advice]) -> None:
    """A driver as a line, or the open one as fields."""
    if row.id == desk.open.row:
        _edit(desk, row.id)
        return
    view.closed_row(desk, SHEET, row.id, row_line(desk.words, row), advice)


def add(desk: Desk, force: ForceId) -> None:
    """Begin a new driver of this force."""
    sheet, row_id = add_row(desk.sheet, force)
    view.keep_and_turn(desk, SHEET, sheet, row_id)


@st.fragment(key=ROW)
def _edit(desk: Desk, row_id: str) -> None:
    """The open driver: its fields on the left, what the coach says of it on the right."""
    row = desk.sheet.row(row_id)
    left, right = view.open_row(desk, row_id)
    with left:
        _fields(desk, row)
        _buttons(desk, row)
    with right:
        mine = [one for one in view.advice_of(desk, coach) if one.row == row_id]
        view.show_advice(desk, mine, "row")
        view.show_question(desk, row_id, "name", row.name)
        if row.origin:
            view.show_origins(desk, row_id, (row.origin,), partial(_accept, desk, row_id))
        view.show_used(desk, row_id)


def _accept(desk: Desk, row_id: str) -> None:
    """Note what the row in PEST says now, or that it is gone there."""
    row = view.require_row(desk, SHEET, row_id)
    known = accepted((row.origin,), desk.upstream)
    desk.save(change_row(desk.sheet, row_id, origin=known[0] if known else None))
    desk.redraw(SHEET)


def _fields(desk: Desk, row: Driver) -> None:
    keep = partial(_keep, desk, row.id)
    view.text(desk, row.id, "name", row.name, keep, help_below=True)
    offered = desk.words.choices[f"drivers_{row.force}"]
    # In a container that stays: the list goes with the first letter of a name of one's own.
    with st.container():
        if not row.name:
            _offer_names(desk, row, offered)
    known = next((key for key, label in offered.items() if label == row.name), None)
    at_five = desk.words.choices[f"high_{row.force}"].get(known or "")
    help_text = _("打 5 分是：{what}。").format(what=at_five) if at_five else None
    view.scale(desk, row.id, "score", row.score, keep, help_text)
    view.evidence(desk, row.id, row.evidence, keep)
    view.scale(desk, row.id, "confidence", row.confidence, keep)
    view.text(desk, row.id, "note", row.note, keep)


def _offer_names(desk: Desk, row: Driver, offered: dict[str, str]) -> None:
    used = {other.name for other in desk.sheet.of(row.force)}
    free = [label for label in offered.values() if label not in used]
    key = desk.widget(row.id, "offered")
    if free:
        st.pills(
            desk.words.fields["offered"].label,
            free,
            key=key,
            on_change=_name,
            args=(desk, row.id, key),
        )


def _name(desk: Desk, row_id: str, key: str) -> None:
    """An offered name: written into the field, which has to forget what it shows."""
    view.require_row(desk, SHEET, row_id)
    changed = change_row(desk.sheet, row_id, name=st.session_state[key] or "")
    view.keep_and_turn(desk, SHEET, changed, row_id)


def _buttons(desk: Desk, row: Driver) -> None:
    def between() -> None:
        move, fields = partial(_move, desk, row.id), desk.words.fields
        view.choose_place(
            desk, row.id, "force", FORCES, row.force, move, label=lambda one: fields[one].label
        )

    view.row_buttons(
        desk,
        SHEET,
        row.id,
        [other.id for other in desk.sheet.ordered],
        partial(_delete, desk, row.id),
        between,
    )


def _keep(desk: Desk, row_id: str, name: str, value: Any) -> None:
    """One field of a driver."""
    view.require_row(desk, SHEET, row_id)
    changed = change_row(desk.sheet, row_id, **{name: value})
    view.keep_sheet(desk, SHEET, changed, ROW if name in TEXTS else SHEET)


def _move(desk: Desk, row_id: str, force: ForceId) -> None:
    view.require_row(desk, SHEET, row_id)
    sheet, moved = move_row(desk.sheet, row_id, force)
    said = _("{row} 换了一格，现在是 {moved}。").format(row=row_id, moved=moved)
    view.keep_and_turn(desk, SHEET, sheet, moved, said)


def _delete(desk: Desk, row_id: str) -> None:
    row = view.require_row(desk, SHEET, row_id)
    said = _("已删除 {row}“{name}”。").format(row=row_id, name=row.name or _("（空行）"))
    view.keep_and_turn(desk, SHEET, remove_row(desk.sheet, row_id), None, said)
