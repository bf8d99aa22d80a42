"""The form of the shortlist: how many can be served, the customers, where freed hours go.

The whole sheet is one fragment; the open customer and the lines of tilting are fragments of their
own, so that typing draws only what it is typed in.
"""

from functools import partial

import streamlit as st

from course.language import _
from exercises import view
from exercises.exercise import Desk, Exercise
from exercises.marks import hint, typed
from exercises.shortlist.coach import HEAD, MOVES, coach
from exercises.shortlist.figure import describe, funnel, potentials, table
from exercises.shortlist.lines import (
    backing,
    capacity_line,
    freed_line,
    move_line,
    row_line,
    totals,
)
from exercises.shortlist.sheet import ShortlistSheet, entries, from_example, lines
from exercises.shortlist.view.candidates import candidates
from exercises.shortlist.view.moves import moves
from exercises.shortlist.view.parts import SHEET

BESIDE = HEAD | MOVES
"""Rules that speak beside the part of the form they are about, not on top."""

DECIDED = {
    **dict.fromkeys(("managers", "per_manager", "hours", "listed", "line"), True),
    "rows": {
        "__all__": {"id", "name", "potential", "willing", "fit", "hours", "decision", "reason"}
    },
}
"""What the figures show of the sheet."""


def show(desk: Desk) -> None:
    """The sheet on this desk, to be filled in or, with `read_only`, to be read."""
    if desk.read_only:
        _read(desk)
    else:
        _sheet(desk)


def _read(desk: Desk) -> None:
    sheet: ShortlistSheet = desk.sheet
    words = desk.words
    st.html(capacity_line(words, sheet))
    if sheet.strategy:
        label = words.fields["strategy"].label
        st.html(f'<p><span class="soft">{label}：</span>{typed(sheet.strategy)}</p>')
    for row in sheet.rows:
        view.read_row(desk, row.id, row_line(words, sheet, row) + backing(words, row))
    _results(desk)
    if sheet.moves:
        st.header(words.texts["moves_head"], anchor=False)
        st.html("".join(map(move_line, sheet.moves)) + freed_line(words, sheet))


@st.fragment(key=SHEET)
def _sheet(desk: Desk) -> None:
    sheet: ShortlistSheet = desk.sheet
    advice = view.advice_of(desk, coach)
    whole = [told for told in advice if told.row is None and told.rule not in BESIDE]
    _head(desk)
    view.show_top(desk, SHEET, whole, not sheet.rows)
    candidates(desk, advice)
    view.show_praise(desk, whole)
    with st.container():
        _results(desk)
    with st.container():
        if entries(sheet):
            moves(desk)


def _head(desk: Desk) -> None:
    """How many can be served, before any name."""
    sheet: ShortlistSheet = desk.sheet
    left, right = view.pair(desk, "head")
    keep = partial(view.keep_own, desk, SHEET, SHEET)
    with left:
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            for name, most in (("managers", 1e4), ("per_manager", 1e3), ("listed", 1e5)):
                value = getattr(sheet, name)
                view.number(
                    desk, "sheet", name, value, keep, least=0, most=most, whole=True, width=140
                )
            view.number(desk, "sheet", "hours", sheet.hours, keep, least=0, most=168, width=240)
        st.html(capacity_line(desk.words, sheet))
        view.number(desk, "sheet", "line", sheet.line, keep, least=0, most=1e12, width=240)
        st.html(hint(desk.words.fields["line"].hint or ""))
        view.text(desk, "sheet", "strategy", sheet.strategy, keep, help_below=True)
    with right:
        mine = [told for told in view.advice_of(desk, coach) if told.rule in HEAD]
        view.show_advice(desk, mine, "head")


def _results(desk: Desk) -> None:
    sheet: ShortlistSheet = desk.sheet
    if not entries(sheet):
        return
    st.header(_("去留合起来看"), anchor=False)
    st.html(totals(desk.words, sheet))
    pictures = [view.Picture(_("图：从前到后"), view.drawn(desk, funnel, DECIDED), describe(sheet))]
    if any(row.potential is not None for row in sheet.rows):
        under = _("条形图：各家三年潜力和去留。同样的数字在「表」里。")
        figure = view.drawn(desk, potentials, DECIDED)
        pictures.append(view.Picture(_("图：三年潜力"), figure, under))
    view.show_pictures(desk, pictures, table(sheet, desk.words))


EXERCISE = Exercise(
    sheet=ShortlistSheet,
    show=show,
    coach=coach,
    figures=(funnel, potentials),
    table=table,
    from_example=from_example,
    entries=entries,
    lines=lines,
    reads=("concentration",),
    about="company",
    sided=False,
)
