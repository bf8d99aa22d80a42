"""The form of the analysis desk: rows, what is looked at, one of six analyses, one's conclusion.

Three fragments: the whole desk, the open analysis' conclusion, and the page's own state.
"""

from functools import partial

import streamlit as st

from course.language import _
from exercises import view
from exercises.analysis.coach import coach
from exercises.analysis.desktop import Desktop, desktop
from exercises.analysis.lines import finding_line, table_of
from exercises.analysis.sheet import (
    ANALYSES,
    AnalysisId,
    AnalysisSheet,
    change,
    entries,
    from_example,
)
from exercises.analysis.view.conclusion import ask_decision, show_conclusion, told
from exercises.analysis.view.data import show_data
from exercises.analysis.view.parts import SHEET, open_analysis
from exercises.analysis.view.results import show_results
from exercises.exercise import Desk, Exercise
from exercises.marks import hint


def show(desk: Desk) -> None:
    """The desk, to be worked at or, with `read_only`, to be read."""
    if desk.read_only:
        _read(desk)
    else:
        _sheet(desk)


def _read(desk: Desk) -> None:
    sheet: AnalysisSheet = desk.sheet
    for finding in sheet.ordered:
        view.read_row(desk, finding.id, finding_line(desk.words, finding, whole=True))


@st.fragment(key=SHEET)
def _sheet(desk: Desk) -> None:
    with st.container():
        view.show_undo(desk, SHEET)
    top = desktop(desk)
    show_data(desk, top)
    with st.container():
        if top is None or not top.book.records:
            return
        _choose_focus(desk, top)
        analysis = _choose_analysis(desk)
        ask_decision(desk, analysis)
        show_results(desk, top, analysis)
        show_conclusion(desk, analysis)
        _others(desk, analysis)
    with st.container():
        whole = [one for one in told(desk, top) if one.row is None]
        view.show_advice(desk, whole, "whole")


def _choose_focus(desk: Desk, top: Desktop) -> None:
    """Customer, site and product; each only offers what the one before has."""
    focus, fields = top.focus, desk.words.fields
    customers = {"": _("全部客户")} | {name: name for name in top.book.customers}
    whole = type(focus)(focus.customer)
    sites = {"": _("全部基地")} | {name: name for name in top.book.names("site", whole)}
    there = type(focus)(focus.customer, focus.site)
    products = {"": _("全部产品线")} | {n: n for n in top.book.names("product", there)}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        for name, options in (("customer", customers), ("site", sites), ("product", products)):
            key = f"{desk.key}-focus-{name}"
            st.session_state[key] = getattr(focus, name)
            st.selectbox(
                fields[name].label,
                list(options),
                format_func=options.__getitem__,
                key=key,
                placeholder=_("选一项"),
                filter_mode=None,
                width=250 if name == "customer" else 165,
                on_change=_look_at,
                args=(desk, name, key),
            )


def _look_at(desk: Desk, name: str, key: str) -> None:
    values = {name: st.session_state[key]}
    if name == "customer":
        values |= {"site": "", "product": ""}
    desk.save(change(desk.sheet, **values))
    desk.redraw(SHEET)


def _choose_analysis(desk: Desk) -> AnalysisId:
    words, sheet = desk.words, desk.sheet
    chosen = open_analysis(desk)
    key = f"{desk.key}-analysis"
    st.session_state[key] = chosen
    labels = {
        one: words.choices["analysis"][one] + (" ✓" if sheet.finding(one).conclusion else "")
        for one in ANALYSES
    }
    st.segmented_control(
        words.fields["analysis"].label,
        list(ANALYSES),
        required=True,
        format_func=labels.__getitem__,
        key=key,
        on_change=lambda: _open(desk, st.session_state[key]),
    )
    question, look = words.choices["question"][chosen], words.choices["look"][chosen]
    st.html(f'<h2 class="part">{question}</h2>' + hint(look))
    return chosen


def _open(desk: Desk, analysis: AnalysisId) -> None:
    view.turn_to(desk, SHEET, analysis)


def _others(desk: Desk, analysis: AnalysisId) -> None:
    """What was written for the other analyses; each line leads to its own."""
    others = [one for one in desk.sheet.ordered if one.id != analysis]
    if not others:
        return
    st.html(f'<h3 class="part">{desk.words.texts["others_title"]}</h3>')
    with st.container(gap=None):
        for one in others:
            line = finding_line(desk.words, one)
            desk.tap(f"{desk.key}-{one.id}", line, _("打开"), on_click=partial(_open, desk, one.id))


EXERCISE = Exercise(
    sheet=AnalysisSheet,
    show=show,
    coach=coach,
    figures=(),
    table=table_of,
    from_example=from_example,
    entries=entries,
    about="company",
    sided=False,
)
