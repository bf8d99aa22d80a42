"""The customers: one open for editing, the others read like print; a whole list can be pasted."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from course.language import _
from exercises import view
from exercises.coaching import Advice
from exercises.concentration.lines import row_line
from exercises.concentration.paste import paste
from exercises.concentration.sheet import ConcentrationSheet, Customer, add_row, change_row
from exercises.concentration.view.parts import ROW, SHEET, advice_of
from exercises.exercise import Desk
from exercises.marks import coach_card, hint
from exercises.rows import without_row


def customers(desk: Desk, advice: Sequence[Advice]) -> None:
    """All customers by revenue, and the two ways to add some."""
    sheet: ConcentrationSheet = desk.sheet
    st.header(desk.words.texts["rows_head"], anchor=False)
    st.html(hint(desk.words.texts["rows_hint"]))
    with st.container(gap=None):
        for place, row in enumerate(sheet.ranked, 1):
            _row(desk, row, place, [told for told in advice if told.row == row.id])
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("加一家"),
            key=f"{desk.key}-add",
            icon=":material/add:",
            type="tertiary",
            on_click=partial(_add, desk),
        )
        # Another window for another edition: when the lines are read in, it is shut again.
        key = desk.widget("sheet", "paste-window")
        with st.popover(desk.words.fields["paste"].label, type="tertiary", key=key):
            _paste(desk)


def _row(desk: Desk, row: Customer, place: int, advice: list[Advice]) -> None:
    if row.id == desk.open.row:
        _edit(desk, row.id)
        return
    with st.container(key=f"pair-{desk.key}-{row.id}"):
        left, right = st.columns([7, 4], gap="medium")
    with left:
        line = row_line(desk.words, desk.sheet, row, place)
        desk.tap(f"{desk.key}-{row.id}", line, _("编辑"), on_click=partial(_open, desk, row.id))
    if advice:
        right.html(coach_card(advice[0], brief=True))


def _open(desk: Desk, row_id: str | None) -> None:
    desk.open.turn_to(row_id)
    desk.redraw(SHEET)


def _add(desk: Desk) -> None:
    sheet, row_id = add_row(desk.sheet)
    desk.save(sheet)
    _open(desk, row_id)


@st.fragment(key=ROW)
def _edit(desk: Desk, row_id: str) -> None:
    """The open customer: its numbers on the left, what the coach says of it on the right."""
    row = desk.sheet.row(row_id)
    with st.container(key=f"pair-{desk.key}-{row_id}"):
        left, right = st.columns([7, 4], gap="medium")
    keep = partial(_keep, desk, row_id)
    with left, st.container(key=f"open-{desk.key}-{row_id}", gap="small"):
        view.text(desk, row_id, "name", row.name, keep, help_below=True)
        with st.container(horizontal=True, gap="small"):
            view.number(desk, row_id, "revenue", row.revenue, keep, least=0, most=1e12, width=130)
            view.number(desk, row_id, "gross", row.gross, keep, least=-1e12, most=1e12, width=130)
            view.number(desk, row_id, "service", row.service, keep, least=0, most=1e12, width=130)
        fields = desk.words.fields
        st.html(hint(f"{fields['gross'].label}：{fields['gross'].hint}"))
        st.html(hint(f"{fields['service'].label}：{fields['service'].hint}"))
        view.row_buttons(
            desk,
            row_id,
            [other.id for other in desk.sheet.ranked],
            partial(_open, desk),
            partial(_delete, desk, row_id),
        )
    with right:
        view.show_advice(desk, [told for told in advice_of(desk) if told.row == row_id], "row")
        view.show_question(desk, row_id, "name", row.name)
        view.show_used(desk, row_id)


def _keep(desk: Desk, row_id: str, name: str, value: Any) -> None:
    _require(desk, row_id)
    part = ROW if name == "name" and desk.open.undo is None else SHEET
    desk.save(change_row(desk.sheet, row_id, **{name: value}))
    desk.redraw(part)


def _require(desk: Desk, row_id: str) -> None:
    """A button pressed twice, or a text left late, may speak of a row that is gone: only redraw."""
    if all(row.id != row_id for row in desk.sheet.rows):
        desk.redraw(SHEET)


def _delete(desk: Desk, row_id: str) -> None:
    _require(desk, row_id)
    name = desk.sheet.row(row_id).name or _("（空行）")
    desk.save(without_row(desk.sheet, row_id), undo=_("已删除“{name}”。").format(name=name))
    _open(desk, None)


def _paste(desk: Desk) -> None:
    key = desk.widget("sheet", "paste")
    st.html(hint(desk.words.texts["pasted_hint"]))
    st.text_area(
        desk.words.fields["paste"].label,
        key=key,
        height=160,
        max_chars=40_000,
        placeholder=desk.words.fields["paste"].placeholder,
        label_visibility="collapsed",
    )
    st.button(_("读进来"), key=f"{desk.key}-read", on_click=partial(_take_pasted, desk, key))


def _take_pasted(desk: Desk, key: str) -> None:
    found = paste(desk.sheet, st.session_state[key] or "")
    said = "".join([_("读进 {n} 家。").format(n=found.taken), *found.wrong])
    desk.save(found.sheet, undo=said)
    _open(desk, None)
