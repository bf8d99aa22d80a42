"""The buttons under the open row."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from course.language import _
from exercises.exercise import Desk


def row_buttons(
    desk: Desk,
    row: str,
    rows: Sequence[str],
    turn: Callable[[str | None], None],
    delete: Callable[[], None] | None,
    between: Callable[[], None] | None = None,
) -> None:
    """On to the next row of `rows`, shut, delete; beside them the state of saving.

    `turn` opens another row, or none; `between` draws what a tool has of its own before 「删除」,
    which is left out where a row cannot be deleted.
    """
    later = rows[rows.index(row) + 1 :]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            _("下一条") if later else _("写好了"),
            key=desk.widget(row, "next"),
            shortcut="Ctrl+Enter",
            on_click=partial(turn, later[0] if later else None),
        )
        if later:
            st.button(
                _("收起"),
                key=desk.widget(row, "close"),
                type="tertiary",
                on_click=partial(turn, None),
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
