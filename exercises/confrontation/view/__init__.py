"""The form of the confrontation matrix: the table on top, one line of it open for scoring below.

Fragments: the whole sheet, and inside it the open line and the strong cells, which is all that
typing a reason draws anew.
"""

import streamlit as st

from course.language import _
from exercises import view
from exercises.confrontation.coach import coach
from exercises.confrontation.figure import heat, table
from exercises.confrontation.lines import (
    Marked,
    chain_lines,
    fact_note,
    heat_map,
    issue_line,
    progress,
    quadrants,
    standing,
    topic_line,
)
from exercises.confrontation.matrix import Matrix, completion, matrix, stale, stale_cells, topics
from exercises.confrontation.sheet import ConfrontationSheet, entries, from_example
from exercises.confrontation.view.choosing import choose_facts, choose_line, open_line
from exercises.confrontation.view.group import show_group
from exercises.confrontation.view.line import SHEET, edit
from exercises.confrontation.view.outcome import show_issues, show_stale, show_topics
from exercises.exercise import Desk, Exercise
from exercises.marks import hint


def show(desk: Desk) -> None:
    """The matrix on this desk, to be filled in or, with `read_only`, to be read."""
    if desk.read_only:
        _read(desk)
    else:
        _sheet(desk)


def _read(desk: Desk) -> None:
    words, shown = desk.words, matrix(desk.sheet, None)
    _question(desk)
    st.html(heat_map(words, shown))
    for item in shown.inside:
        view.read_row(desk, item.id, fact_note(shown, item))
    _results(desk, shown)
    st.header(_("打得中要害的格"), anchor=False)
    strong = "".join(topic_line(words, shown, cell) for cell in topics(shown))
    st.html(strong or hint(words.texts["topics_none"]))
    if shown.sheet.issues:
        st.header(words.fields["issues"].label, anchor=False)
        st.html("".join(issue_line(shown, issue) for issue in shown.sheet.issues))


@st.fragment(key=SHEET)
def _sheet(desk: Desk) -> None:
    words, swot = desk.words, desk.others.get("swot")
    shown, old = matrix(desk.sheet, swot), stale(desk.sheet, swot)
    advice = view.advice_of(desk, coach)
    whole = [told for told in advice if told.row is None]
    _question(desk)
    # Containers for what comes and goes: were they left out, the open field would lose its focus.
    with st.container():
        view.show_undo(desk, SHEET)
    if not (shown.inside and shown.outside):
        view.nothing_yet(desk, words.texts["few_swot" if shown.items else "no_swot"])
        show_stale(desk, old)
        return
    line = open_line(desk, shown)
    st.html(heat_map(words, shown, Marked(line, stale_cells(desk.sheet, swot))))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(progress(words, shown), width="content")
        choose_facts(desk, swot)
    with st.container():
        if swot is None:
            st.html(hint(words.texts["from_kept"]))
        show_stale(desk, old)
    choose_line(desk, shown, line, advice)
    with st.container():
        if line is not None:
            edit(desk, line)
    with st.container():
        view.show_advice(desk, [told for told in whole if told.level != "good"], "whole")
    show_group(desk, shown, advice)
    if completion(shown.cells).scored:
        _results(desk, shown)
        show_topics(desk)
        show_issues(desk)
    view.show_praise(desk, whole)


def _question(desk: Desk) -> None:
    st.html(f"<p><b>{desk.words.texts['question']}</b></p>")
    if desk.position.side == "customer":
        said = desk.words.texts["customer_side"].format(name=desk.position.owner)
        st.html(hint(said))


def _results(desk: Desk, shown: Matrix) -> None:
    st.header(_("读出来"), anchor=False)
    st.html(standing(desk.words, shown) + quadrants(desk.words, shown))
    st.html(hint(desk.words.texts["quads_hint"]))


EXERCISE = Exercise(
    sheet=ConfrontationSheet,
    show=show,
    coach=coach,
    figures=(heat,),
    table=table,
    from_example=from_example,
    entries=entries,
    reads=("swot",),
    begins_at="swot",
    lines=chain_lines,
)
