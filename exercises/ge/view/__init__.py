"""The form of the nine boxes: first two axes, then units, then where these lie.

One axis or one unit is open for editing, everything else reads like print. Fragments: the whole
sheet, and inside it its head, the open axis and the open unit.
"""

from functools import lru_cache

import plotly.graph_objects as go
import streamlit as st

from course.language import _
from exercises import view
from exercises.coaching import worst_first
from exercises.exercise import Desk, Exercise
from exercises.ge.boxes import placed
from exercises.ge.coach import coach
from exercises.ge.figure import matrix
from exercises.ge.lines import chain_lines, factor_table, reading, row_line, totals, unit_facts
from exercises.ge.sheet import AXES, GeSheet, entries, from_example
from exercises.ge.table import describe, table
from exercises.ge.view.axes import show_axes
from exercises.ge.view.head import show_head
from exercises.ge.view.parts import SHEET
from exercises.ge.view.units import show_units
from exercises.marks import typed


def show(desk: Desk) -> None:
    """The sheet on this desk, to be filled in or, with `read_only`, to be read."""
    if desk.read_only:
        _read(desk)
    else:
        _sheet(desk)


def _read(desk: Desk) -> None:
    sheet: GeSheet = desk.sheet
    label = desk.words.fields["decision"].label
    st.html(f'<p><span class="soft">{label}：</span>{typed(sheet.decision) or _("（空）")}</p>')
    for axis in AXES:
        st.html(factor_table(desk.words, sheet, axis))
    for unit in sheet.rows:
        with st.container(key=f"pair-{desk.key}-{unit.id}"):
            left, right = st.columns([7, 4], gap="medium")
        left.html(row_line(desk.words, sheet, unit) + unit_facts(desk.words, sheet, unit))
        note = desk.row_notes.get(unit.id, unit.note)
        if note:
            right.html(f'<p class="small row-note">{typed(note)}</p>')
    _results(desk)


@st.fragment(key=SHEET)
def _sheet(desk: Desk) -> None:
    advice = worst_first(coach(desk.sheet, desk.words, desk.today, desk.position))
    whole = [told for told in advice if told.row is None]
    show_head(desk)
    # Containers for what comes and goes: were they left out, the open field would lose its focus.
    with st.container():
        view.show_undo(desk, SHEET)
    with st.container():
        if not desk.sheet.factors and not desk.sheet.rows:
            with st.container(key=f"empty-{desk.key}"):
                st.html(f"<p>{typed(desk.words.texts['empty'])}</p>")
        view.show_advice(desk, [told for told in whole if told.level != "good"], "whole")
    show_axes(desk, advice)
    show_units(desk, advice)
    with st.container():
        view.show_advice(desk, [told for told in whole if told.level == "good"], "good")
    _results(desk)


def _results(desk: Desk) -> None:
    sheet: GeSheet = desk.sheet
    if not placed(sheet):
        return
    st.header(_("合起来看"), anchor=False)
    st.html(totals(desk.words, sheet))
    picture = view.Picture(_("图：九格"), _drawn(_drawable(sheet), desk.dark), describe(sheet))
    view.show_pictures(desk, [picture], table(sheet, desk.words))
    st.html(reading(desk.words, sheet))


def _drawable(sheet: GeSheet) -> str:
    """What the figure shows of the sheet, as JSON: the same for two sheets that look alike."""
    shown = {"id", "name", "market", "revenue", "scores", "attractiveness_trend", "strength_trend"}
    parts = {"factors": {"__all__": {"id", "weight"}}, "rows": {"__all__": shown}}
    return sheet.model_dump_json(include=parts)


@lru_cache(maxsize=64)
def _drawn(sheet: str, dark: bool) -> go.Figure:
    """The figure, built once for the same scores: building takes longest on the page."""
    return matrix(GeSheet.model_validate_json(sheet), dark)


EXERCISE = Exercise(
    sheet=GeSheet,
    show=show,
    coach=coach,
    figures=(matrix,),
    table=table,
    from_example=from_example,
    entries=entries,
    reads=("forces",),
    lines=chain_lines,
)
