"""The units: scores factor by factor, where they lead, and what is meant with them."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from course.language import _
from exercises import view
from exercises.coaching import Advice
from exercises.exercise import Desk
from exercises.ge.boxes import departs, edges
from exercises.ge.coach import coach
from exercises.ge.lines import (
    place_line,
    reference_line,
    row_line,
    share_line,
    shift_lines,
    weight_of,
)
from exercises.ge.sheet import (
    AXES,
    LEAST,
    MOST,
    Axis,
    Factor,
    GeSheet,
    Unit,
    add_row,
    change_row,
    remove_row,
    set_score,
)
from exercises.ge.table import ARROWS
from exercises.ge.view.parts import (
    NAME,
    SHEET,
    UNIT,
    forces_of,
    is_rivalry,
)
from exercises.marks import hint
from exercises.marks import label as as_label

DRAWN = {"name": (NAME, UNIT)} | dict.fromkeys(
    ("plan", "reason", "check", "note", "evidence"), (UNIT,)
)
"""What is drawn anew for a text that only the open unit shows; no score or figure depends on it."""


def show_units(desk: Desk, advice: Sequence[Advice]) -> None:
    """Every unit, one of them open for editing."""
    sheet: GeSheet = desk.sheet
    st.header(
        _("再给每个{kind}打分").format(kind=desk.words.choices["kind"][sheet.kind]), anchor=False
    )
    with st.container():
        if not sheet.rows:
            key = "no_units" if sheet.factors else "factors_first"
            st.html(hint(desk.words.texts[key]))
    with st.container(gap=None):
        for unit in sheet.rows:
            _row(desk, unit, [told for told in advice if told.row == unit.id])
    view.add_button(desk, _("加一个"), partial(_add, desk))


def _add(desk: Desk) -> None:
    sheet, row_id = add_row(desk.sheet)
    view.keep_and_turn(desk, SHEET, sheet, row_id)


def _row(desk: Desk, unit: Unit, advice: list[Advice]) -> None:
    if unit.id == desk.open.row:
        _edit(desk, unit)
        return
    view.closed_row(desk, SHEET, unit.id, row_line(desk.words, desk.sheet, unit), advice)


def _edit(desk: Desk, unit: Unit) -> None:
    """The open unit: its fields on the left, what the coach says of it on the right."""
    left, right = view.open_row(desk, unit.id)
    with left:
        _name(desk, unit.id)
        _scored(desk, unit)
        _written(desk, unit.id, right)


@st.fragment(key=NAME)
def _name(desk: Desk, row_id: str) -> None:
    name = desk.sheet.row(row_id).name
    view.text(desk, row_id, "name", name, partial(_keep, desk, row_id), help_below=not name)


def _scored(desk: Desk, unit: Unit) -> None:
    keep, row = partial(_keep, desk, unit.id), unit.id
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        for name, unit_of in (("market", _("亿元")), ("revenue", _("万元"))):
            value = getattr(unit, name)
            view.number(desk, row, name, value, keep, unit=unit_of, least=0, most=1e9, width=190)
    with st.container():
        share = share_line(desk.words, unit)
        st.html(share or hint(desk.words.fields["revenue" if unit.market else "market"].hint or ""))
    with st.container(horizontal=True, gap="medium"):
        for axis in AXES:
            with st.container(width=272, gap="xsmall"):
                _scores(desk, unit, axis)
    st.html(place_line(desk.words, desk.sheet, unit) + shift_lines(desk.words, desk.sheet, unit))
    with st.container(horizontal=True, gap="medium"):
        for axis in AXES:
            name = f"{axis}_trend"
            signs: dict[str, str] = {trend: f"{arrow} " for trend, arrow in ARROWS.items()}
            view.choice(desk, row, name, unit.trend(axis), keep, signs)
    with st.container(gap="xxsmall"):
        view.choice(desk, row, "action", unit.action, keep)
        st.html(hint(desk.words.fields["action"].hint or ""))


@st.fragment(key=UNIT)
def _written(desk: Desk, row: str, right: DeltaGenerator) -> None:
    """What is written of the open unit, with its buttons; and on the right what is said of it.

    The scores above stand outside of it: they are many, and nothing typed here changes them.
    """
    unit: Unit = desk.sheet.row(row)
    keep = partial(_keep, desk, row)
    view.text(desk, row, "plan", unit.plan, keep)
    with st.container():
        if unit.reason or departs(desk.sheet, unit):
            view.text(desk, row, "reason", unit.reason, keep, help_below=True)
    with st.container():
        if unit.check or edges(desk.sheet, unit):
            view.text(desk, row, "check", unit.check, keep, help_below=True)
    view.evidence(desk, row, unit.evidence, keep)
    view.scale(desk, row, "confidence", unit.confidence, keep)
    view.text(desk, row, "note", unit.note, keep)
    rows = [other.id for other in desk.sheet.rows]
    view.row_buttons(desk, SHEET, row, rows, partial(_delete, desk, row))
    with right:
        mine = [told for told in view.advice_of(desk, coach) if told.row == row]
        view.show_advice(desk, mine, "row")
        view.show_question(desk, row, "name", unit.name)
        view.show_used(desk, row)


def _scores(desk: Desk, unit: Unit, axis: Axis) -> None:
    field = desk.words.fields[axis]
    st.html(f'<p class="label"><b>{field.label}</b></p>{hint(field.hint or "")}')
    if not desk.sheet.of(axis):
        st.html(hint(desk.words.texts["factors_first"]))
    for factor in desk.sheet.of(axis):
        _score(desk, unit, factor)


def _score(desk: Desk, unit: Unit, factor: Factor) -> None:
    key = desk.widget(unit.id, factor.id)
    texts = desk.words.texts
    name = factor.name or factor.id
    weight = "" if factor.weight is None else f" · {weight_of(factor.weight)}"
    mark = f"（{texts['reversed']}）" if factor.reverse else ""
    with st.container(gap="xxsmall"):
        st.segmented_control(
            as_label(f"{name}{mark}{weight}"),
            list(range(LEAST, MOST + 1)),
            default=unit.scores.get(factor.id),
            key=key,
            on_change=lambda: _set(desk, unit.id, factor.id, st.session_state[key]),
        )
        if factor.five:
            five = texts["five"].format(five=factor.five)
            st.html(hint(five))
        if is_rivalry(desk, factor):
            st.html(reference_line(desk.words, forces_of(desk)))


def _set(desk: Desk, row_id: str, factor_id: str, points: int | None) -> None:
    view.require_row(desk, SHEET, row_id)
    desk.save(set_score(desk.sheet, row_id, factor_id, points))
    desk.redraw(SHEET)


def _keep(desk: Desk, row_id: str, name: str, value: Any) -> None:
    """One field of a unit."""
    view.require_row(desk, SHEET, row_id)
    changed = change_row(desk.sheet, row_id, **{name: value})
    view.keep_sheet(desk, SHEET, changed, *DRAWN.get(name, (SHEET,)))


def _delete(desk: Desk, row_id: str) -> None:
    unit = view.require_row(desk, SHEET, row_id)
    said = _("已删除 {row}“{name}”。").format(row=row_id, name=unit.name or _("（空行）"))
    view.keep_and_turn(desk, SHEET, remove_row(desk.sheet, row_id), None, said)
