"""What is said of the forces as a whole: weights, trends, the answer to the strongest, figures."""

from functools import partial

import streamlit as st

from course.language import _
from exercises import view
from exercises.coaching import Advice
from exercises.exercise import Desk
from exercises.forces.coach import coach
from exercises.forces.figure import boxes, describe, radar, table
from exercises.forces.lines import totals, weights_line
from exercises.forces.sheet import (
    ARROWS,
    Force,
    ForceId,
    ForcesSheet,
    change_force,
    normalised,
    pressures,
    strongest,
    weight_sum,
)
from exercises.forces.view.parts import RESPONSES, SHEET
from exercises.marks import hint

SCORED = {"rows": {"__all__": {"id", "score"}}, "forces": {"__all__": {"id", "weight", "trend"}}}
"""What the figures show of the sheet."""


def show_weights(desk: Desk, advice: list[Advice]) -> None:
    """How much each force counts and where it goes, for all five beside each other."""
    texts, fields = desk.words.texts, desk.words.fields
    st.header(_("权重与走向"), anchor=False)
    left, right = view.pair(desk, "weights")
    with left:
        st.html(hint(texts["weights_hint"]))
        for force in desk.sheet.forces:
            with st.container(horizontal=True, vertical_alignment="top", gap="small"):
                _weight(desk, force, fields[force.id].label)
                _trend(desk, force, fields[force.id].label)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(weights_line(desk.words, desk.sheet), width="content")
            if normalised(desk.sheet) != desk.sheet:
                st.button(
                    _("归一化"),
                    key=f"{desk.key}-normalise",
                    icon=":material/percent:",
                    on_click=partial(_normalise, desk),
                )
    with right:
        view.show_advice(desk, [one for one in advice if one.level != "good"], "trend")


def _weight(desk: Desk, force: Force, name: str) -> None:
    key = desk.widget(force.id, "weight")
    # Only a number field that began empty can be emptied again.
    st.session_state.setdefault(key, force.weight)
    st.number_input(
        _("{force}的权重").format(force=name),
        min_value=0.0,
        max_value=1.0,
        value=None,
        step=0.05,
        format="%g",
        placeholder="0.2",
        key=key,
        width=190,
        on_change=_keep_force,
        args=(desk, force.id, "weight", key),
    )


def _trend(desk: Desk, force: Force, name: str) -> None:
    key = desk.widget(force.id, "trend")
    labels = desk.words.choices["trend"]
    st.segmented_control(
        _("{force}未来两年").format(force=name),
        list(ARROWS),
        default=force.trend,
        format_func=lambda trend: f"{ARROWS[trend]} {labels[trend]}",
        key=key,
        on_change=_keep_force,
        args=(desk, force.id, "trend", key),
    )


def _keep_force(desk: Desk, force: ForceId, name: str, key: str) -> None:
    desk.save(change_force(desk.sheet, force, **{name: st.session_state[key]}))
    desk.redraw(SHEET)


def _normalise(desk: Desk) -> None:
    said = _("权重已按比例折算，原来合计 {sum}。").format(sum=f"{weight_sum(desk.sheet) or 0:g}")
    desk.save(normalised(desk.sheet), undo=said)
    desk.open.turn_to(desk.open.row)
    desk.redraw(SHEET)


def with_response(sheet: ForcesSheet) -> list[ForceId]:
    """The two strongest, and every other force of which something was said."""
    top = strongest(sheet)
    said = [f.id for f in sheet.forces if (f.response or f.owner) and f.id not in top]
    return [*top, *said]


@st.fragment(key=RESPONSES)
def show_responses(desk: Desk) -> None:
    """What to do about the two strongest, beside what the coach says of it."""
    sheet: ForcesSheet = desk.sheet
    st.header(_("最强两种的应对"), anchor=False)
    if not strongest(sheet):
        st.html(hint(desk.words.texts["strongest_open"]))
    advice = [one for one in view.advice_of(desk, coach) if one.rule == "FF6"]
    for force in with_response(sheet):
        left, right = view.pair(desk, force)
        with left:
            st.html(f'<p class="label">{desk.words.fields[force].label}</p>')
            keep = partial(_keep_response, desk, force)
            view.text(desk, force, "response", sheet.force(force).response, keep)
            view.text(desk, force, "owner", sheet.force(force).owner, keep)
        with right:
            mine = [one for one in advice if one.row == force]
            view.show_advice(desk, mine, f"response-{force}")
    with st.container():
        good = [one for one in advice if one.level == "good"]
        view.show_advice(desk, good, "response-good")


def _keep_response(desk: Desk, force: ForceId, name: str, value: str) -> None:
    view.keep_sheet(desk, SHEET, change_force(desk.sheet, force, **{name: value}), RESPONSES)


def show_results(desk: Desk) -> None:
    """The sums and both figures; nothing before a force is scored."""
    sheet: ForcesSheet = desk.sheet
    if not pressures(sheet):
        return
    st.header(_("合起来看"), anchor=False)
    st.html(totals(desk.words, sheet))
    under = _("五个方框：颜色越深，压力越大。同样的数字在「表」里。")
    pictures = [
        view.Picture(_("图：五角"), view.drawn(desk, radar, SCORED), describe(sheet)),
        view.Picture(_("图：五个方框"), view.drawn(desk, boxes, SCORED), under),
    ]
    view.show_pictures(desk, pictures, table(sheet, desk.words))
