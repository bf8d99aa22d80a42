"""What is decided with the picture, and what kind of unit is in it."""

from functools import partial

import streamlit as st

from exercises import view
from exercises.exercise import Desk
from exercises.ge.lines import standpoint
from exercises.ge.view.parts import HEAD, SHEET
from exercises.marks import hint


@st.fragment(key=HEAD)
def show_head(desk: Desk) -> None:
    """The decision, the kind of unit, and from whose side the scores are given."""
    keep = partial(view.keep_own, desk, SHEET)
    decision = desk.sheet.decision
    view.text(desk, "sheet", "decision", decision, partial(keep, HEAD), help_below=True)
    words = desk.words.fields["kind"]
    key = desk.widget("sheet", "kind")
    with st.container(gap="xxsmall"):
        st.segmented_control(
            words.label,
            list(desk.words.choices["kind"]),
            default=desk.sheet.kind,
            required=True,
            format_func=desk.words.choices["kind"].__getitem__,
            key=key,
            on_change=lambda: keep(SHEET, "kind", st.session_state[key]),
        )
        st.html(hint(words.hint or ""))
    st.html(standpoint(desk.words, desk.position.side, desk.position.owner))
