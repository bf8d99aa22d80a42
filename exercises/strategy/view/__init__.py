"""The form of the strategies: candidates, their comparison, the decision, where we stand.

Two fragments: the whole sheet, and inside it what is open, which is all that typing draws anew.
"""

import streamlit as st

from course.language import _
from exercises import view
from exercises.exercise import Desk, Exercise
from exercises.marks import hint, typed
from exercises.strategy.coach import coach
from exercises.strategy.compare import completion, totals
from exercises.strategy.figure import describe, describe_flows, flows, stacks, table
from exercises.strategy.lines import (
    chain_lines,
    comparison,
    details,
    posture_line,
    reading,
    robust_lines,
    row_line,
    sequence_line,
)
from exercises.strategy.sheet import StrategySheet, entries, from_example
from exercises.strategy.view.candidates import names_of, show_candidates, show_offered
from exercises.strategy.view.comparing import show_comparison
from exercises.strategy.view.deciding import ABOUT_ORDER, show_decision, show_posture
from exercises.strategy.view.opening import SHEET

COMPARED = {"rows": {"__all__": {"id", "name", "with_what", "origins"}}, "factors": True}
"""What the figures show of the sheet."""


def show(desk: Desk) -> None:
    """The sheet on this desk, to be filled in or, with `read_only`, to be read."""
    if desk.read_only:
        _read(desk)
    else:
        _sheet(desk)


def _read(desk: Desk) -> None:
    sheet: StrategySheet = desk.sheet
    for row in sheet.rows:
        html = row_line(desk.words, sheet, row, names_of(desk)) + details(desk.words, row)
        view.read_row(desk, row.id, html, row.note)
    if sheet.factors:
        st.header(_("比一比"), anchor=False)
        st.html(comparison(desk.words, sheet))
    _results(desk)
    if sheet.main:
        st.header(_("主战略"), anchor=False)
        st.html(sequence_line(desk.words, sheet) + f"<p>{typed(sheet.why)}</p>")
    if sheet.ratings:
        st.header(desk.words.fields["ratings"].label, anchor=False)
        st.html(posture_line(desk.words, sheet) + hint(desk.words.texts["posture_hint"]))


@st.fragment(key=SHEET)
def _sheet(desk: Desk) -> None:
    sheet: StrategySheet = desk.sheet
    advice = view.advice_of(desk, coach)
    whole = [told for told in advice if told.row is None and told.rule not in ABOUT_ORDER]
    if desk.position.side == "customer":
        st.html(hint(desk.words.texts["customer_side"].format(name=desk.position.owner)))
    # Containers for what comes and goes: were they left out, the open field would lose its focus.
    with st.container():
        view.show_undo(desk, SHEET)
    with st.container():
        if not sheet.rows:
            waiting = desk.upstream.get("confrontation")
            view.nothing_yet(desk, desk.words.texts["start" if waiting else "empty"])
    with st.container():
        view.show_advice(desk, [told for told in whole if told.level != "good"], "whole")
    show_candidates(desk, advice)
    with st.container():
        show_offered(desk)
    if sheet.written:
        show_comparison(desk)
        _results(desk)
        show_decision(desk)
        show_posture(desk)
    view.show_praise(desk, whole)


def _results(desk: Desk) -> None:
    sheet: StrategySheet = desk.sheet
    if not any(row.origins for row in sheet.written):
        return
    names = names_of(desk)
    drawn = view.drawn(desk, flows, COMPARED, names=names)
    pictures = [view.Picture(_("图：来自哪几格"), drawn, describe_flows(sheet, names))]
    done = completion(sheet)
    whole = len(totals(sheet)) > 1 and done.counted == done.chosen
    if whole:
        st.html(reading(desk.words, sheet))
    if totals(sheet):
        pictures.insert(
            0,
            view.Picture(_("图：分从哪里来"), view.drawn(desk, stacks, COMPARED), describe(sheet)),
        )
    view.show_pictures(desk, pictures, table(sheet, desk.words, names))
    if whole:
        st.html(robust_lines(desk.words, sheet) + hint(desk.words.texts["robust_hint"]))


EXERCISE = Exercise(
    sheet=StrategySheet,
    show=show,
    coach=coach,
    figures=(stacks, flows),
    table=table,
    from_example=from_example,
    entries=entries,
    reads=("confrontation", "swot", "ge", "pest"),
    begins_at="confrontation",
    lines=chain_lines,
)
