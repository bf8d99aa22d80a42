"""The decision: what is kept, what is dropped and how its cells are borne; and where we stand."""

from functools import partial
from typing import Any

import streamlit as st

from course.language import _
from exercises import view
from exercises.exercise import Desk
from exercises.marks import hint, typed
from exercises.strategy.coach import coach
from exercises.strategy.compare import totals
from exercises.strategy.lines import (
    name_of,
    other_side,
    posture_line,
    sequence_line,
    value_of,
    weights_lines,
)
from exercises.strategy.sheet import (
    SIDES,
    Rating,
    Strategy,
    StrategySheet,
    change_row,
    normalise_ratings,
    rate,
    rating_weights,
    side_of,
)
from exercises.strategy.view.comparing import facts_at_hand
from exercises.strategy.view.opening import POSTURE, ROW, SHEET

DECISION = "strategy-decision"
"""Key of the fragment that typing a reason draws anew."""

ABOUT_FATE = {"SD4", "SD7", "SD10", "SD13", "SD14"}
"""Rules on a candidate that matter once it is chosen or dropped."""

ABOUT_ORDER = {"SD12"}
"""Rules that speak beside the reason for the order, not on top."""


@st.fragment(key=DECISION)
def show_decision(desk: Desk) -> None:
    """Every candidate with its fate, the order of those kept, and why."""
    sheet: StrategySheet = desk.sheet
    advice = view.advice_of(desk, coach)
    st.header(_("主战略"), anchor=False)
    st.html(hint(desk.words.texts["main_hint"]))
    sums = totals(sheet)
    ranked = sorted(sheet.written, key=lambda row: -sums.get(row.id, 0.0))
    for row in ranked:
        left, right = view.pair(desk, f"fate-{row.id}")
        with left:
            _fate(desk, row, sums.get(row.id))
        with right:
            mine = [told for told in advice if told.row == row.id and told.rule in ABOUT_FATE]
            view.show_advice(desk, mine[:1], f"fate-{row.id}")
    st.html(sequence_line(desk.words, sheet))
    if sheet.main:
        left, right = view.pair(desk, "why")
        with left:
            keep = partial(view.keep_own, desk, SHEET, DECISION)
            view.text(desk, "sheet", "why", sheet.why, keep)
        with right:
            view.show_advice(desk, [told for told in advice if told.rule in ABOUT_ORDER], "why")
    opposite = desk.position.opposite
    st.html(other_side(desk.words, opposite if isinstance(opposite, StrategySheet) else None))


def _fate(desk: Desk, row: Strategy, total: float | None) -> None:
    key = desk.widget(row.id, "fate")
    labels = desk.words.choices["fate"]
    mark = "" if total is None else f" <b>{value_of(total)}</b>"
    with st.container(
        key=f"cell-{desk.key}-fate-{row.id}", horizontal=True, vertical_alignment="center"
    ):
        st.html(f'<p class="fact">{typed(name_of(row))}{mark}</p>')
        st.segmented_control(
            _("{name}：决定").format(name=row.letter),
            list(labels),
            default=row.fate,
            format_func=labels.__getitem__,
            key=key,
            label_visibility="collapsed",
            on_change=lambda: _keep(desk, row.id, "fate", st.session_state[key]),
        )
    with st.container():
        if row.fate == "dropped":
            view.text(desk, row.id, "carry", row.carry, partial(_keep, desk, row.id))


def _keep(desk: Desk, row_id: str, name: str, value: Any) -> None:
    view.require_row(desk, SHEET, row_id)
    changed = change_row(desk.sheet, row_id, **{name: value})
    view.keep_sheet(desk, SHEET, changed, SHEET if name == "fate" else DECISION)


def show_posture(desk: Desk) -> None:
    """Both totals and the box; pressing opens the ratings."""
    words, sheet = desk.words, desk.sheet
    st.header(words.fields["ratings"].label, anchor=False)
    st.html(hint(words.texts["posture_hint"]))
    if desk.open.row == POSTURE:
        _rate_all(desk)
        return
    rated = sum(one.rating is not None for one in sheet.ratings.values())
    said = words.texts["posture_line"].format(n=rated)
    html = f'{posture_line(words, sheet)}<p class="soft small">{said}</p>'
    desk.tap(
        f"{desk.key}-posture", html, _("编辑"), on_click=partial(view.turn_to, desk, SHEET, POSTURE)
    )


@st.fragment(key=ROW)
def _rate_all(desk: Desk) -> None:
    sheet, words = desk.sheet, desk.words
    with st.container(key=f"open-{desk.key}-{POSTURE}", gap="small"):
        st.html(posture_line(words, sheet))
        for side in SIDES:
            st.html(f'<p class="label">{words.choices["side"][side]}</p>')
            for fact, origin in facts_at_hand(desk).items():
                if side_of(fact) == side:
                    _rating(desk, fact, origin.text, sheet.ratings.get(fact, Rating()))
        state = weights_lines(words, {side: rating_weights(sheet, side) for side in SIDES})
        with st.container():
            if state:
                st.html(state)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(
                _("打完了"),
                key=desk.widget(POSTURE, "close"),
                shortcut="Ctrl+Enter",
                on_click=partial(view.turn_to, desk, SHEET, None),
            )
            if normalise_ratings(sheet) != sheet:
                st.button(
                    _("归一化"),
                    key=desk.widget(POSTURE, "normalise"),
                    icon=":material/percent:",
                    on_click=partial(_normalise, desk),
                )
            desk.say_saved()


def _rating(desk: Desk, fact: str, text: str, given: Rating) -> None:
    keep = partial(_keep_rating, desk, fact)
    with st.container(
        key=f"cell-{desk.key}-{fact}", horizontal=True, vertical_alignment="bottom", gap="small"
    ):
        st.html(f'<p class="fact"><b>{fact}</b> {typed(text)}</p>')
        view.number(desk, fact, "weight", given.weight, keep, least=0, most=1, width=90)
        key = desk.widget(fact, "rating")
        st.segmented_control(
            desk.words.fields["rating"].label,
            list(desk.words.anchors["rating"]),
            default=given.rating,
            key=key,
            on_change=lambda: keep("rating", st.session_state[key]),
        )


def _keep_rating(desk: Desk, fact: str, name: str, value: Any) -> None:
    view.keep_sheet(desk, SHEET, rate(desk.sheet, fact, **{name: value}), ROW)


def _normalise(desk: Desk) -> None:
    said = _("权重已按比例折算，外部、内部各合计 1。")
    view.keep_and_turn(desk, SHEET, normalise_ratings(desk.sheet), POSTURE, said)
