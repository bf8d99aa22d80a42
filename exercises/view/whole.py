"""What is said of a sheet as a whole, above its rows and below them."""

from collections.abc import Sequence

import streamlit as st

from exercises.coaching import Advice
from exercises.exercise import Desk
from exercises.marks import typed
from exercises.view.advice import show_advice, show_undo


def show_top(desk: Desk, whole: str, advice: Sequence[Advice], blank: bool) -> None:
    """Undo, how to begin where the sheet is `blank`, and what ought to change in all of it.

    `whole` is the key of the fragment that draws all of the sheet. What is done well stands below
    the rows: `show_praise`.
    """
    # Containers for what comes and goes: were they left out, the open field would lose its focus.
    with st.container():
        show_undo(desk, whole)
    with st.container():
        if blank:
            nothing_yet(desk)
        show_advice(desk, [told for told in advice if told.level != "good"], "whole")


def show_praise(desk: Desk, advice: Sequence[Advice]) -> None:
    """What is done well in the sheet as a whole."""
    with st.container():
        show_advice(desk, [told for told in advice if told.level == "good"], "good")


def nothing_yet(desk: Desk, text: str | None = None) -> None:
    """How to begin: `text`, else the tool's words `empty`, or `blank` on one's own subject."""
    texts = desk.words.texts
    if text is None:
        text = texts["blank" if desk.subject != "case" and "blank" in texts else "empty"]
    with st.container(key=f"empty-{desk.key}"):
        st.html(f"<p>{typed(text)}</p>")
