"""The form of the strategies: candidates, their comparison, the decision, where we stand.

Two fragments: the whole sheet, and inside it what is open, which is all that typing draws anew.
"""

from collections.abc import Callable
from functools import lru_cache

import plotly.graph_objects as go
import streamlit as st

from course.language import _
from exercises import view
from exercises.coaching import worst_first
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
from exercises.strategy.view.candidates import show_candidates, show_offered
from exercises.strategy.view.comparing import show_comparison
from exercises.strategy.view.deciding import show_decision, show_posture
from exercises.strategy.view.opening import SHEET


def show(desk: Desk) -> None:
    """The sheet on this desk, to be filled in or, with `read_only`, to be read."""
    if desk.read_only:
        _read(desk)
    else:
        _sheet(desk)


def _read(desk: Desk) -> None:
    sheet: StrategySheet = desk.sheet
    for row in sheet.rows:
        with st.container(key=f"pair-{desk.key}-{row.id}"):
            left, right = st.columns([7, 4], gap="medium")
        left.html(row_line(desk.words, sheet, row) + details(desk.words, row))
        note = desk.row_notes.get(row.id, row.note)
        if note:
            right.html(f'<p class="small row-note">{typed(note)}</p>')
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
    advice = worst_first(coach(sheet, desk.words, desk.today, desk.position))
    whole = [told for told in advice if told.row is None]
    if desk.position.side == "customer":
        st.html(hint(desk.words.texts["customer_side"].format(name=desk.position.owner)))
    # Containers for what comes and goes: were they left out, the open field would lose its focus.
    with st.container():
        view.show_undo(desk, SHEET)
    with st.container():
        if not sheet.rows:
            _nothing_yet(desk)
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
    with st.container():
        view.show_advice(desk, [told for told in whole if told.level == "good"], "good")


def _nothing_yet(desk: Desk) -> None:
    waiting = desk.upstream.get("confrontation")
    with st.container(key=f"empty-{desk.key}"):
        st.html(f"<p>{typed(desk.words.texts['start' if waiting else 'empty'])}</p>")


def _results(desk: Desk) -> None:
    sheet: StrategySheet = desk.sheet
    if not any(row.origins for row in sheet.written):
        return
    pictures = [view.Picture(_("图：来自哪几格"), _drawn(flows, desk), describe_flows(sheet))]
    done = completion(sheet)
    whole = len(totals(sheet)) > 1 and done.counted == done.chosen
    if whole:
        st.html(reading(desk.words, sheet))
    if totals(sheet):
        pictures.insert(0, view.Picture(_("图：分从哪里来"), _drawn(stacks, desk), describe(sheet)))
    view.show_pictures(desk, pictures, table(sheet, desk.words))
    if whole:
        st.html(robust_lines(desk.words, sheet) + hint(desk.words.texts["robust_hint"]))


def _drawn(draw: Callable[[StrategySheet, bool], go.Figure], desk: Desk) -> go.Figure:
    """A figure, built once for the same content: building takes longer than all else here."""
    shown = {"rows": {"__all__": {"id", "name", "with_what", "origins"}}, "factors": True}
    return _drawn_once(draw, desk.sheet.model_dump_json(include=shown), desk.dark)


@lru_cache(maxsize=64)
def _drawn_once(
    draw: Callable[[StrategySheet, bool], go.Figure], plain: str, dark: bool
) -> go.Figure:
    return draw(StrategySheet.model_validate_json(plain), dark)


EXERCISE = Exercise(
    sheet=StrategySheet,
    show=show,
    coach=coach,
    figures=(stacks, flows),
    table=table,
    from_example=from_example,
    entries=entries,
    reads=("confrontation", "swot", "ge", "pest"),
    lines=chain_lines,
)
