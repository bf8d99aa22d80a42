"""What the author of the half-filled example asks about its rows."""

import streamlit as st

from course.language import _
from exercises.exercise import Desk
from exercises.marks import typed


def show_question(desk: Desk, row: str, field: str, said: str) -> None:
    """The question about this row, while its `field` still says what the example said there."""
    example = desk.words.examples.get("half")
    if example is None or f"{desk.subject}-{desk.position.side}" != example.subject:
        return
    given = {one["id"]: one.get(field) for one in example.sheet.get("rows", ())}
    question = example.notes.get(row)
    if question and given.get(row) == said:
        think = f"<b>{_('想一想')}</b>"
        st.html(f'<p class="small row-note">{think} {typed(question)}</p>')
