"""The evidence of a row: several pieces, each with type, words, source and date."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from course.language import _
from exercises.evidence import LONGEST, Evidence, read_month, write_date
from exercises.exercise import Desk
from exercises.marks import hint
from exercises.view.fields import (
    PAUSE,
    Keep,
    beside_a_field,
    keep_chosen,
    keep_typed,
    whole,
    wrong,
)


def evidence(desk: Desk, row: str, pieces: Sequence[Evidence], keep: Keep) -> None:
    """The evidence of a row: several pieces, each with type, words, source and date."""
    words = desk.words.fields["evidence"]
    with st.container(gap="xsmall"):
        st.html(f'<p class="label">{words.label}</p>' + hint(words.hint or ""))
        for place, piece in enumerate(pieces):
            with st.container(key=f"piece-{desk.key}-{row}-{place}", gap="xsmall"):
                drawn = _Drawn(place, piece, len(pieces))
                _piece(desk, row, place, piece, partial(_keep_piece, desk, row, drawn, keep))
        st.button(
            words.notes["add"],
            key=desk.widget(row, "evidence-add"),
            icon=":material/add:",
            type="tertiary",
            on_click=_add_piece,
            args=(desk, row, keep),
        )
        st.html(hint(words.notes["compliance"]))


def _piece(desk: Desk, row: str, place: int, piece: Evidence, keep: Keep) -> None:
    fields, types = desk.words.fields, desk.words.choices["evidence_type"]

    def key(name: str) -> str:
        return desk.widget(row, f"evidence-{place}-{name}")

    def line(name: str, value: str) -> None:
        label = fields[f"evidence_{name}"]
        with st.container(key=f"words-{key(name)}", gap="xxsmall"):
            st.text_input(
                label.label,
                value,
                key=key(name),
                max_chars=LONGEST,
                live=PAUSE,
                placeholder=label.placeholder or "",
                on_change=keep_typed,
                args=(key(name), name, keep),
            )
            if all_of_it := whole(value):
                st.html(all_of_it)

    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        st.selectbox(
            fields["evidence_type"].label,
            list(types),
            index=list(types).index(piece.type),
            format_func=types.__getitem__,
            key=key("type"),
            placeholder=_("选一项"),
            filter_mode=None,
            width=110,
            on_change=keep_chosen,
            args=(key("type"), "type", keep),
        )
        line("text", piece.text)
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        line("source", piece.source)
        st.text_input(
            fields["evidence_date"].label,
            write_date(piece.date),
            key=key("date"),
            max_chars=20,
            placeholder=_("年-月"),
            width=130,
            live=PAUSE,
            on_change=_dated,
            args=(key("date"), keep),
        )
        with beside_a_field(key("delete")):
            st.button(
                _("删除这条证据"),
                key=key("delete"),
                type="tertiary",
                on_click=keep,
                args=("delete", None),
            )
    wrong(_why_no_date(st.session_state.get(key("date"), "")))


@dataclass(frozen=True)
class _Drawn:
    """A piece of evidence as it was drawn: at which place, and of how many."""

    place: int
    piece: Evidence
    count: int


def _now(desk: Desk, row: str) -> tuple[Evidence, ...]:
    """The row's evidence as it is now. Two fields left at once change it one after the other."""
    return next((one.evidence for one in desk.sheet.rows if one.id == row), ())


def _add_piece(desk: Desk, row: str, keep: Keep) -> None:
    keep("evidence", (*_now(desk, row), Evidence()))


def _keep_piece(desk: Desk, row: str, drawn: _Drawn, keep: Keep, name: str, value: Any) -> None:
    pieces = list(_now(desk, row))
    place = drawn.place
    if len(pieces) < drawn.count:  # one of them was deleted in this very run
        place = pieces.index(drawn.piece) if drawn.piece in pieces else len(pieces)
    if name == "delete":
        del pieces[place : place + 1]
        # The fields of those behind it must forget what they show.
        desk.open.turn_to(desk.open.row)
    elif place < len(pieces):
        pieces[place] = Evidence.model_validate({**dict(pieces[place]), name: value})
    keep("evidence", tuple(pieces))


def _dated(key: str, keep: Keep) -> None:
    if not _why_no_date(st.session_state[key]):
        keep("date", read_month(st.session_state[key] or ""))


def _why_no_date(text: str | None) -> str:
    try:
        read_month(text or "")
    except ValueError as error:
        return str(error)
    return ""
