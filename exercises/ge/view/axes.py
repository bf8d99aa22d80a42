"""The two axes: which factors, how heavy, and what earns 5 points."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from course.language import _
from exercises import view
from exercises.chain import origin_of
from exercises.coaching import Advice
from exercises.exercise import Desk
from exercises.forces.sheet import INDUSTRY
from exercises.ge.coach import coach
from exercises.ge.lines import axis_line, reference_line, weights_line
from exercises.ge.sheet import (
    AXES,
    Axis,
    Factor,
    GeSheet,
    add_factor,
    change_factor,
    normalise,
    remove_factor,
    weights,
)
from exercises.ge.view.parts import (
    AXIS,
    SHEET,
    forces_of,
    is_rivalry,
)
from exercises.marks import coach_card, hint, typed
from exercises.weights import normalised

TEXTS = {"name", "five"}
"""Fields that only the open axis shows in full."""


def show_axes(desk: Desk, advice: Sequence[Advice]) -> None:
    """Both axes, each open for editing or at rest."""
    st.header(_("先定两根轴"), anchor=False)
    with st.container():
        if any(unit.scores for unit in desk.sheet.rows) and desk.open.row in AXES:
            st.html(hint(desk.words.texts["scored_already"]))
    for axis in AXES:
        if desk.open.row == axis:
            _edit(desk, axis)
        else:
            _at_rest(desk, axis, _of(axis, advice))


def _of(axis: Axis, advice: Sequence[Advice]) -> list[Advice]:
    """What there is to say of this axis and its factors."""
    letter = "A" if axis == "attractiveness" else "B"
    return [told for told in advice if told.row == axis or (told.row or "").startswith(letter)]


def _at_rest(desk: Desk, axis: Axis, advice: Sequence[Advice]) -> None:
    left, right = view.pair(desk, axis)
    with left:
        line = axis_line(desk.words, desk.sheet, axis)
        opening = partial(view.turn_to, desk, SHEET, axis)
        desk.tap(f"{desk.key}-{axis}", line, _("编辑"), on_click=opening)
        with st.container():
            if not desk.sheet.of(axis):
                _offered(desk, axis)
    if advice:
        right.html(coach_card(advice[0], brief=True))


def _offered(desk: Desk, axis: Axis) -> None:
    """Factors that are often used; one press adds one."""
    used = {factor.name for factor in desk.sheet.factors}
    offered = desk.words.choices[f"offered_{axis}"]
    free = [label for label in offered.values() if label not in used]
    key = desk.widget(axis, "offered")
    if free:
        label = desk.words.fields["offered"].label
        st.pills(label, free, key=key, on_change=_take, args=(desk, axis, key))


def _take(desk: Desk, axis: Axis, key: str) -> None:
    label = st.session_state[key]
    choices = desk.words.choices
    name = next((one for one, said in choices[f"offered_{axis}"].items() if said == label), None)
    if name is not None:
        five = choices.get(f"five_{axis}", {}).get(name, "")
        reverse = name in choices.get(f"reversed_{axis}", {})
        sheet, _id = add_factor(desk.sheet, axis, name=label, five=five, reverse=reverse)
        desk.save(sheet)
    view.turn_to(desk, SHEET, axis)


@st.fragment(key=AXIS)
def _edit(desk: Desk, axis: Axis) -> None:
    """The open axis: its factors on the left, what the coach says of them on the right."""
    left, right = view.open_row(desk, axis)
    with left:
        field = desk.words.fields[axis]
        st.html(f'<p class="label"><b>{field.label}</b></p>{hint(field.hint or "")}')
        for factor in desk.sheet.of(axis):
            _factor(desk, factor)
        _offered(desk, axis)
        st.button(
            _("写一个别的因素"),
            key=desk.widget(axis, "add"),
            icon=":material/add:",
            type="tertiary",
            on_click=partial(_add, desk, axis),
        )
        _buttons(desk, axis)
    with right:
        advice = _of(axis, view.advice_of(desk, coach))
        mine = [told for told in advice if told.level != "good"]
        view.show_advice(desk, mine, axis)


def _add(desk: Desk, axis: Axis) -> None:
    sheet, _id = add_factor(desk.sheet, axis)
    view.keep_and_turn(desk, SHEET, sheet, axis)


def _factor(desk: Desk, factor: Factor) -> None:
    keep, row = partial(_keep, desk, factor.id), factor.id
    fields = desk.words.fields
    with st.container(key=f"piece-{desk.key}-{row}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            label = f"{row} {fields['factor_name'].label}"
            view.text(desk, row, "factor_name", factor.name, keep, label=label)
            with st.container(width=110):
                label = f"{row} {fields['weight'].label}"
                view.number(desk, row, "weight", factor.weight, keep, least=0, most=1, label=label)
            _reverse(desk, factor)
            st.button(
                _("删除 {row}").format(row=row),
                key=desk.widget(row, "delete"),
                type="tertiary",
                on_click=partial(_delete, desk, row),
            )
        five = f"{row} {fields['five'].label}"
        view.text(desk, row, "five", factor.five, keep, label=five)
        with st.container():
            if factor.reverse:
                st.html(hint(fields["reverse"].hint or ""))
            if is_rivalry(desk, factor):
                _reference(desk, factor)


def _reverse(desk: Desk, factor: Factor) -> None:
    key = desk.widget(factor.id, "reverse")
    label = desk.words.fields["reverse"].label
    st.checkbox(
        f"{factor.id} {label}",
        factor.reverse,
        key=key,
        on_change=lambda: _keep(desk, factor.id, "reverse", st.session_state[key]),
    )


def _reference(desk: Desk, factor: Factor) -> None:
    """What the five forces say of the whole industry, and where that was noted from."""
    st.html(reference_line(desk.words, forces_of(desk)))
    now = desk.upstream.get("forces", {}).get(INDUSTRY)
    if factor.origins:
        accept = partial(view.accept_origins, desk, SHEET, factor.id, change_factor)
        factors = desk.sheet.factors
        view.show_origins(desk, factor.id, factor.origins, partial(accept, rows=factors))
    elif now is not None:
        st.button(
            desk.words.texts["reference_note"],
            key=desk.widget(factor.id, "reference"),
            type="tertiary",
            icon=":material/link:",
            on_click=partial(_note, desk, factor.id),
        )


def _note(desk: Desk, factor_id: str) -> None:
    now = desk.upstream.get("forces", {}).get(INDUSTRY)
    if now is not None:
        _keep(desk, factor_id, "origins", (origin_of("forces", now),))
    desk.redraw(SHEET)


def _buttons(desk: Desk, axis: Axis) -> None:
    sheet: GeSheet = desk.sheet
    following: Axis | None = "strength" if axis == "attractiveness" else None
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if sheet.of(axis):
            st.html(weights_line(desk.words, sheet, axis), width="content")
        if normalised(weights(sheet, axis)) != weights(sheet, axis):
            st.button(
                _("归一化"),
                key=desk.widget(axis, "normalise"),
                icon=":material/percent:",
                on_click=partial(_normalise, desk, axis),
            )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            _("下一根轴") if following else _("定好了"),
            key=desk.widget(axis, "next"),
            shortcut="Ctrl+Enter",
            on_click=partial(view.turn_to, desk, SHEET, following),
        )
        if following:
            st.button(
                _("收起"),
                key=desk.widget(axis, "close"),
                type="tertiary",
                on_click=partial(view.turn_to, desk, SHEET, None),
            )
        desk.say_saved()


def _keep(desk: Desk, factor_id: str, name: str, value: Any) -> None:
    """One field of a factor."""
    view.require_row(desk, SHEET, factor_id, desk.sheet.factors)
    name = "name" if name == "factor_name" else name
    changed = change_factor(desk.sheet, factor_id, **{name: value})
    view.keep_sheet(desk, SHEET, changed, AXIS if name in TEXTS else SHEET)


def _delete(desk: Desk, factor_id: str) -> None:
    factor = view.require_row(desk, SHEET, factor_id, desk.sheet.factors)
    name = factor.name or _("（空行）")
    said = _("已删除 {row}“{name}”，连同它打过的分。").format(row=factor_id, name=name)
    view.keep_and_turn(desk, SHEET, remove_factor(desk.sheet, factor_id), factor.axis, said)


def _normalise(desk: Desk, axis: Axis) -> None:
    said = _("{axis}的权重已按比例折算。").format(axis=typed(desk.words.fields[axis].label))
    view.keep_and_turn(desk, SHEET, normalise(desk.sheet, axis), axis, said)
