"""The rows of a sheet: one open for editing with its buttons, the others to be read.

`whole` is everywhere the key of the fragment that draws all of the sheet.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from course.language import _
from exercises.coaching import Advice
from exercises.exercise import Desk
from exercises.marks import coach_card, hint, typed
from exercises.view.changing import turn_to

Place = TypeVar("Place", bound=str | int)


def pair(desk: Desk, name: str) -> tuple[DeltaGenerator, DeltaGenerator]:
    """A part of the form on the left, what is said of it on the right; on a phone below it."""
    with st.container(key=f"pair-{desk.key}-{name}"):
        left, right = st.columns([7, 4], gap="medium")
    return left, right


def read_row(desk: Desk, row_id: str, html: str, note: str = "") -> None:
    """A row that nobody can change, with its note beside it: the author's, else its own."""
    left, right = pair(desk, row_id)
    left.html(html)
    said = desk.row_notes.get(row_id, note)
    if said:
        right.html(f'<p class="small row-note">{typed(said)}</p>')


def closed_row(
    desk: Desk,
    whole: str,
    row_id: str,
    html: str,
    advice: Sequence[Advice],
    button: str | None = None,
) -> None:
    """A row like print; pressing it opens it. Beside it the headline of what there is to say."""
    left, right = pair(desk, row_id)
    with left:
        opening = partial(turn_to, desk, whole, row_id)
        desk.tap(f"{desk.key}-{row_id}", html, button or _("编辑"), on_click=opening)
    if advice:
        right.html(coach_card(advice[0], brief=True))


def open_row(desk: Desk, row_id: str) -> tuple[DeltaGenerator, DeltaGenerator]:
    """The frame for the fields of the open row, and the place for the coach beside it."""
    left, right = pair(desk, row_id)
    return left.container(key=f"open-{desk.key}-{row_id}", gap="small"), right


def add_button(desk: Desk, label: str, add: Callable[[], None], place: str | int = "") -> None:
    """Begins a new row; where a sheet has several such buttons, `place` tells them apart."""
    st.button(
        label,
        key=f"{desk.key}-add-{place}" if place else f"{desk.key}-add",
        icon=":material/add:",
        type="tertiary",
        on_click=add,
    )


def choose_place(
    desk: Desk,
    row_id: str,
    name: str,
    places: Sequence[Place],
    now: Place,
    move: Callable[[Place], None],
    *,
    button: str | None = None,
    label: Callable[[Place], str] | None = None,
) -> None:
    """A button whose window has the places of the sheet to choose from, for a row in the wrong one.

    `name` is the field that says where the row stands; `move` takes the row there. Without `label`
    the places are called what the field's choices are.
    """
    words, key = desk.words.fields[name], desk.widget(row_id, name)

    def moved() -> None:
        move(st.session_state[key])

    with (
        st.popover(
            button or _("换一格"), type="tertiary", key=desk.widget(row_id, f"other-{name}")
        ),
        st.container(gap="xxsmall"),
    ):
        st.radio(
            words.label,
            places,
            index=places.index(now),
            format_func=label or (lambda place: desk.words.choices[name][str(place)]),
            key=key,
            on_change=moved,
        )
        st.html(hint(words.hint or ""))


def row_buttons(
    desk: Desk,
    whole: str,
    row: str,
    rows: Sequence[str],
    delete: Callable[[], None] | None,
    between: Callable[[], None] | None = None,
) -> None:
    """On to the next row of `rows`, shut, delete; beside them the state of saving.

    `between` draws what a tool has of its own before 「删除」, which is left out where a row cannot
    be deleted.
    """
    later = rows[rows.index(row) + 1 :]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            _("下一条") if later else _("写好了"),
            key=desk.widget(row, "next"),
            shortcut="Ctrl+Enter",
            on_click=partial(turn_to, desk, whole, later[0] if later else None),
        )
        if later:
            st.button(
                _("收起"),
                key=desk.widget(row, "close"),
                type="tertiary",
                on_click=partial(turn_to, desk, whole, None),
            )
        if between is not None:
            between()
        if delete is not None:
            st.button(
                _("删除这一行"),
                key=desk.widget(row, "delete"),
                type="tertiary",
                icon=":material/delete:",
                on_click=delete,
            )
        desk.say_saved()
