"""Where freed hours go: lines with a giver and a taker."""

from functools import partial
from typing import Any

import streamlit as st

from course.language import _
from exercises import view
from exercises.exercise import Desk
from exercises.marks import hint
from exercises.shortlist.coach import MOVES, coach
from exercises.shortlist.lines import freed_line
from exercises.shortlist.sheet import (
    Move,
    ShortlistSheet,
    add_move,
    change_move,
    remove_move,
)
from exercises.shortlist.view.parts import MOVES_PART, SHEET


@st.fragment(key=MOVES_PART)
def moves(desk: Desk) -> None:
    """All lines of tilting, open for editing; there are few of them."""
    sheet: ShortlistSheet = desk.sheet
    texts = desk.words.texts
    st.header(texts["moves_head"], anchor=False)
    left, right = view.pair(desk, "moves")
    with left:
        st.html(hint(texts["moves_hint"]))
        for move in sheet.moves:
            with st.container(key=f"piece-{desk.key}-{move.id}", gap="xsmall"):
                _move(desk, move)
        with st.container():
            if sheet.moves:
                st.html(freed_line(desk.words, sheet))
        view.add_button(desk, _("加一行"), partial(_add, desk), "move")
    with right:
        told = [one for one in view.advice_of(desk, coach) if one.rule in MOVES]
        view.show_advice(desk, told, "moves")


def _move(desk: Desk, move: Move) -> None:
    keep = partial(_keep, desk, move.id)
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        view.text(desk, move.id, "move_source", move.source, keep)
        view.number(desk, move.id, "move_hours", move.hours, keep, least=0, most=1e6, width=120)
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        view.text(desk, move.id, "move_to", move.to, keep)
        view.text(desk, move.id, "move_what", move.what, keep)
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        view.text(desk, move.id, "move_decider", move.decider, keep)
        view.day(desk, move.id, "move_since", move.since, keep, width=140)
        delete = desk.widget(move.id, "delete")
        with view.beside_a_field(delete):
            st.button(
                _("删除这一行"),
                key=delete,
                type="tertiary",
                icon=":material/delete:",
                on_click=partial(_delete, desk, move.id),
            )


def _keep(desk: Desk, move_id: str, name: str, value: Any) -> None:
    changed = change_move(desk.sheet, move_id, **{name.removeprefix("move_"): value})
    view.keep_sheet(desk, SHEET, changed, MOVES_PART)


def _add(desk: Desk) -> None:
    sheet, _move_id = add_move(desk.sheet)
    desk.save(sheet)
    desk.redraw(SHEET)


def _delete(desk: Desk, move_id: str) -> None:
    said = _("已删除一行倾斜。")
    desk.save(remove_move(desk.sheet, move_id), undo=said)
    desk.redraw(SHEET)
