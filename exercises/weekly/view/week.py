"""What is said of a week as a whole: which way it leans, and where last week's hours went."""

from functools import partial
from typing import Any

import streamlit as st

from exercises import view
from exercises.exercise import Desk
from exercises.marks import hint
from exercises.weekly.coach import HOURS, LEAN, coach
from exercises.weekly.lines import hours_line
from exercises.weekly.sheet import SPENT, Spent, WeeklySheet, change_week
from exercises.weekly.view.parts import LEANING, SHEET, SPENDING


@st.fragment(key=LEANING)
def lean(desk: Desk, week_id: str) -> None:
    """Which of the three this week leans to, and why."""
    week = desk.sheet.week(week_id)
    keep = partial(_keep, desk, week_id)
    left, right = view.pair(desk, "lean")
    with left:
        with st.container(horizontal=True, vertical_alignment="top", gap="medium"):
            view.choice(desk, week_id, "lean", week.lean, keep)
            view.text(desk, week_id, "why", week.why, keep)
        st.html(hint(desk.words.fields["lean"].hint or ""))
    with right:
        _beside(desk, week_id, LEAN, "lean")


@st.fragment(key=SPENDING)
def hours(desk: Desk, week_id: str) -> None:
    """Four numbers: last week's hours on this customer."""
    week = desk.sheet.week(week_id)
    texts = desk.words.texts
    st.header(texts["hours_head"], anchor=False)
    left, right = view.pair(desk, "hours")
    with left:
        st.html(hint(texts["hours_hint"]))
        with st.container(horizontal=True, gap="small"):
            for name in SPENT:
                keep = partial(_keep_hours, desk, week_id, name)
                view.number(
                    desk,
                    week_id,
                    f"{name}_hours",
                    week.hours.get(name),
                    keep,
                    least=0,
                    most=168,
                    width=96,
                )
        with st.container():
            said = hours_line(desk.words, week)
            if said:
                st.html(said)
    with right:
        _beside(desk, week_id, HOURS, "hours")


def _beside(desk: Desk, week_id: str, rules: set[str], name: str) -> None:
    sheet: WeeklySheet = desk.sheet
    if sheet.newest is not None and sheet.newest.id == week_id:
        told = [one for one in view.advice_of(desk, coach) if one.rule in rules]
        view.show_advice(desk, told, name)


def _keep(desk: Desk, week_id: str, name: str, value: Any) -> None:
    view.require_row(desk, SHEET, week_id, desk.sheet.weeks)
    view.keep_sheet(desk, SHEET, change_week(desk.sheet, week_id, **{name: value}), LEANING)


def _keep_hours(desk: Desk, week_id: str, name: Spent, _field: str, value: float | None) -> None:
    week = view.require_row(desk, SHEET, week_id, desk.sheet.weeks)
    given = {one: spent for one, spent in week.hours.items() if one != name}
    if value is not None:
        given[name] = value
    view.keep_sheet(desk, SHEET, change_week(desk.sheet, week_id, hours=given), SPENDING)
