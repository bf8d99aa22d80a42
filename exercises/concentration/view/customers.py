"""The customers: one open for editing, the others read like print; a whole list can be pasted."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from course.language import _
from exercises import view
from exercises.coaching import Advice
from exercises.concentration.coach import coach
from exercises.concentration.lines import row_line
from exercises.concentration.paste import paste
from exercises.concentration.sheet import ConcentrationSheet, Customer, add_row, change_row
from exercises.concentration.view.parts import ROW, SHEET
from exercises.exercise import Desk
from exercises.marks import hint
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
        view.add_button(desk, _("加一家"), partial(_add, desk))
        # Another window for another edition: when the lines are read in, it is shut again.
        key = desk.widget("sheet", "paste-window")
        with st.popover(desk.words.fields["paste"].label, type="tertiary", key=key):
            _paste(desk)


def _row(desk: Desk, row: Customer, place: int, advice: list[Advice]) -> None:
    if row.id == desk.open.row:
        _edit(desk, row.id)
        return
    line = row_line(desk.words, desk.sheet, row, place)
    view.closed_row(desk, SHEET, row.id, line, advice)


def _add(desk: Desk) -> None:
    sheet, row_id = add_row(desk.sheet)
    view.keep_and_turn(desk, SHEET, sheet, row_id)


@st.fragment(key=ROW)
def _edit(desk: Desk, row_id: str) -> None:
    """The open customer: its numbers on the left, what the coach says of it on the right."""
    row = desk.sheet.row(row_id)
    left, right = view.open_row(desk, row_id)
    keep = partial(_keep, desk, row_id)
    with left:
        view.text(desk, row_id, "name", row.name, keep, help_below=True)
        with st.container(horizontal=True, gap="small"):
            view.number(desk, row_id, "revenue", row.revenue, keep, least=0, most=1e12, width=130)
            view.number(desk, row_id, "gross", row.gross, keep, least=-1e12, most=1e12, width=130)
            view.number(desk, row_id, "service", row.service, keep, least=0, most=1e12, width=130)
        fields = desk.words.fields
        st.html(hint(f"{fields['gross'].label}：{fields['gross'].hint}"))
        st.html(hint(f"{fields['service'].label}：{fields['service'].hint}"))
        rows = [other.id for other in desk.sheet.ranked]
        view.row_buttons(desk, SHEET, row_id, rows, partial(_delete, desk, row_id))
    with right:
        mine = [told for told in view.advice_of(desk, coach) if told.row == row_id]
        view.show_advice(desk, mine, "row")
        view.show_question(desk, row_id, "name", row.name)
        view.show_used(desk, row_id)


def _keep(desk: Desk, row_id: str, name: str, value: Any) -> None:
    view.require_row(desk, SHEET, row_id)
    changed = change_row(desk.sheet, row_id, **{name: value})
    view.keep_sheet(desk, SHEET, changed, ROW if name == "name" else SHEET)


def _delete(desk: Desk, row_id: str) -> None:
    name = view.require_row(desk, SHEET, row_id).name or _("（空行）")
    said = _("已删除“{name}”。").format(name=name)
    view.keep_and_turn(desk, SHEET, without_row(desk.sheet, row_id), None, said)


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
    view.keep_and_turn(desk, SHEET, found.sheet, None, said)
