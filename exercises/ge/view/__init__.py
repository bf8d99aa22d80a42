"""The form of the nine boxes: first two axes, then units, then where these lie.

One axis or one unit is open for editing, everything else reads like print. Fragments: the whole
sheet, and inside it its head, the open axis, the open unit's name, and what is written of that unit
below its scores.
"""

import streamlit as st

from course.language import _
from exercises import view
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

PLACED = {
    "factors": {"__all__": {"id", "weight"}},
    "rows": {
        "__all__": {
            "id",
            "name",
            "market",
            "revenue",
            "scores",
            "attractiveness_trend",
            "strength_trend",
        }
    },
}
"""What the figure shows of the sheet."""


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
        html = row_line(desk.words, sheet, unit) + unit_facts(desk.words, sheet, unit)
        view.read_row(desk, unit.id, html, unit.note)
    _results(desk)


@st.fragment(key=SHEET)
def _sheet(desk: Desk) -> None:
    advice = view.advice_of(desk, coach)
    whole = [told for told in advice if told.row is None]
    show_head(desk)
    view.show_top(desk, SHEET, whole, not desk.sheet.factors and not desk.sheet.rows)
    show_axes(desk, advice)
    show_units(desk, advice)
    view.show_praise(desk, whole)
    _results(desk)


def _results(desk: Desk) -> None:
    sheet: GeSheet = desk.sheet
    if not placed(sheet):
        return
    st.header(_("合起来看"), anchor=False)
    st.html(totals(desk.words, sheet))
    picture = view.Picture(_("图：九格"), view.drawn(desk, matrix, PLACED), describe(sheet))
    view.show_pictures(desk, [picture], table(sheet, desk.words))
    st.html(reading(desk.words, sheet))


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
