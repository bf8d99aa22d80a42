"""The form of the five forces. One driver is open for editing, the others read like print.

Four fragments: the whole sheet, and inside it the head, the open driver and the responses, so that
typing draws only the part it is typed in.
"""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from course.language import _
from exercises import view
from exercises.coaching import Advice
from exercises.exercise import Desk, Exercise
from exercises.forces.coach import coach
from exercises.forces.figure import boxes, radar, table
from exercises.forces.lines import backing, force_head, response_line, row_line, standpoint
from exercises.forces.sheet import (
    FORCES,
    ForceId,
    ForcesSheet,
    entries,
    from_example,
    lines,
    pressures,
)
from exercises.forces.view.drivers import add, show_row
from exercises.forces.view.offered import show_offered
from exercises.forces.view.parts import HEAD, SHEET
from exercises.forces.view.whole import show_responses, show_results, show_weights, with_response
from exercises.marks import coach_card, typed

BESIDE = {"FF1", "FF6", "FF8"}
"""Rules that speak beside the part of the form they are about, not on top."""


def show(desk: Desk) -> None:
    """The sheet on this desk, to be filled in or, with `read_only`, to be read."""
    if desk.read_only:
        _read(desk)
    else:
        _sheet(desk)


def _read(desk: Desk) -> None:
    sheet: ForcesSheet = desk.sheet
    fields = desk.words.fields
    for name in ("boundary", "buyer"):
        said = getattr(sheet, name) or _("（空）")
        st.html(f'<p><span class="soft">{fields[name].label}：</span>{typed(said)}</p>')
    for force in FORCES:
        st.html(force_head(desk.words, sheet, force))
        for row in sheet.of(force):
            html = row_line(desk.words, row) + backing(desk.words, row)
            view.read_row(desk, row.id, html, row.note)
    show_results(desk)
    shown = with_response(sheet)
    if shown:
        st.header(fields["response"].label, anchor=False)
        st.html("".join(response_line(desk.words, sheet, force) for force in shown))


@st.fragment(key=SHEET)
def _sheet(desk: Desk) -> None:
    sheet: ForcesSheet = desk.sheet
    advice = view.advice_of(desk, coach)
    whole = [one for one in advice if one.row is None and one.rule not in BESIDE]
    _head(desk)
    view.show_top(desk, SHEET, whole, not sheet.rows)
    with st.container():
        show_offered(desk)
    for force in FORCES:
        with st.container(gap="xsmall"):
            _force(desk, force, [one for one in advice if one.row == force])
            with st.container(gap=None):
                for row in sheet.of(force):
                    show_row(desk, row, [one for one in advice if one.row == row.id])
            view.add_button(desk, _("加一个驱动"), partial(add, desk, force), force)
    with st.container():
        if pressures(sheet):
            show_weights(desk, [one for one in advice if one.rule == "FF8"])
            show_results(desk)
            show_responses(desk)
    view.show_praise(desk, whole)


@st.fragment(key=HEAD)
def _head(desk: Desk) -> None:
    """What the industry is and who buys, before anything else."""
    sheet: ForcesSheet = desk.sheet
    left, right = view.pair(desk, "head")
    keep = partial(view.keep_own, desk, SHEET, HEAD)
    with left:
        view.text(desk, "sheet", "boundary", sheet.boundary, keep, help_below=True)
        view.text(desk, "sheet", "buyer", sheet.buyer, keep, help_below=True)
        st.html(standpoint(desk.words, desk.position.side, desk.position.owner))
    with right:
        mine = [one for one in view.advice_of(desk, coach) if one.rule == "FF1"]
        view.show_advice(desk, mine, "head")


def _force(desk: Desk, force: ForceId, advice: Sequence[Advice]) -> None:
    mine = [one for one in advice if one.rule not in BESIDE]
    head = force_head(desk.words, desk.sheet, force)
    with st.container():
        if not (mine and desk.sheet.of(force)):
            st.html(head)
            return
        left, right = st.columns([7, 4], gap="medium", vertical_alignment="bottom")
        left.html(head)
        right.html(coach_card(mine[0], brief=True))


EXERCISE = Exercise(
    sheet=ForcesSheet,
    show=show,
    coach=coach,
    figures=(radar, boxes),
    table=table,
    from_example=from_example,
    entries=entries,
    lines=lines,
    reads=("pest",),
)
