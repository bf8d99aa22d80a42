"""The form of the weekly page: one week open, three kinds of work, up to three lines each.

The whole sheet is one fragment; the open line and what is said of the week are fragments of their
own, so that typing draws only what it is typed in.
"""

from datetime import date
from functools import partial

import streamlit as st

from course.language import _
from exercises import view
from exercises.exercise import Desk, Exercise
from exercises.marks import hint
from exercises.weekly.coach import HOURS, LEAN, coach
from exercises.weekly.figure import by_kind, describe, planned_weeks, progress, span_of, table
from exercises.weekly.lines import (
    hours_line,
    kind_head,
    lean_line,
    past_head,
    past_line,
    row_line,
    week_line,
)
from exercises.weekly.sheet import (
    KINDS,
    Week,
    WeeklySheet,
    begin_week,
    done,
    entries,
    from_example,
    is_written,
    monday_of,
    next_monday,
)
from exercises.weekly.view.parts import SHEET
from exercises.weekly.view.tasks import tasks
from exercises.weekly.view.week import hours, lean

BESIDE = HOURS | LEAN
"""Rules that speak beside the part of the form they are about, not on top."""

COUNTED = {
    "rows": {"__all__": {"id", "week", "kind", "text", "leaves", "owner", "state"}},
    "weeks": {"__all__": {"id"}},
}
"""What the figures show of the sheet."""


def show(desk: Desk) -> None:
    """The pages on this desk, to be filled in or, with `read_only`, to be read."""
    if desk.read_only:
        _read(desk)
    else:
        _sheet(desk)


def _read(desk: Desk) -> None:
    sheet: WeeklySheet = desk.sheet
    words = desk.words
    for week in reversed(sheet.ordered):
        st.header(span_of(week), anchor=False)
        said = lean_line(words, week) + week_line(words, sheet, week)
        if said:
            st.html(said)
        for kind in KINDS:
            rows = sheet.of(week, kind)
            if not rows:
                continue
            st.html(kind_head(words, sheet, week, kind))
            for row in rows:
                view.read_row(desk, row.id, row_line(words, row))
        spent = hours_line(words, week)
        if spent:
            st.html(spent)
    _results(desk)


@st.fragment(key=SHEET)
def _sheet(desk: Desk) -> None:
    sheet: WeeklySheet = desk.sheet
    advice = view.advice_of(desk, coach)
    whole = [told for told in advice if told.row is None and told.rule not in BESIDE]
    week = _choose_week(desk)
    # Containers for what comes and goes: were they left out, the open field would lose its focus.
    with st.container():
        view.show_undo(desk, SHEET)
    with st.container():
        if week is None:
            view.nothing_yet(desk)
            return
    newest = week == sheet.newest
    with st.container():
        if newest:
            told = [one for one in whole if one.level != "good"]
            view.show_advice(desk, told, "whole")
    lean(desk, week.id)
    tasks(desk, week, advice)
    with st.container():
        if newest:
            view.show_advice(desk, [one for one in whole if one.level == "good"], "good")
    hours(desk, week.id)
    with st.container():
        _results(desk)
    with st.container():
        _past(desk, week)


def _choose_week(desk: Desk) -> Week | None:
    """Which week is open, and the way into the next one."""
    sheet: WeeklySheet = desk.sheet
    key = f"{desk.key}-week"
    known = {week.id: week for week in sheet.ordered}
    if st.session_state.get(key) not in known:
        st.session_state.pop(key, None)
    chosen = sheet.newest
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        if len(known) > 1:
            picked = st.selectbox(
                desk.words.fields["week"].label,
                list(known),
                format_func=lambda week: span_of(known[week]),
                key=key,
                placeholder=_("选一项"),
                filter_mode=None,
                width=240,
                on_change=partial(view.turn_to, desk, SHEET, None),
            )
            chosen = known.get(picked or "", chosen)
        elif chosen is not None:
            st.html(f'<p class="totals">{span_of(chosen)}</p>', width="content")
        _offer_week(desk)
    with st.container():
        said = week_line(desk.words, sheet, chosen) if chosen is not None else ""
        if said:
            st.html(said)
    return chosen


def _offer_week(desk: Desk) -> None:
    """The button for a new week; the main thing to do only where this week has none yet."""
    sheet: WeeklySheet = desk.sheet
    monday = next_monday(sheet, desk.today)
    if monday is None:
        return
    texts = desk.words.texts
    due = monday == monday_of(desk.today)
    newest = sheet.newest
    left = done(sheet, newest) if newest else None
    carried = left.planned - left.done if left else 0
    if due and carried:
        st.html(hint(texts["carry"].format(n=carried)), width="content")
    st.button(
        texts["begin" if due else "begin_next"],
        key=f"{desk.key}-begin",
        type="primary" if due else "tertiary",
        icon=":material/calendar_add_on:",
        on_click=partial(_begin, desk, monday),
    )


def _begin(desk: Desk, monday: date) -> None:
    if any(week.monday == monday for week in desk.sheet.weeks):
        desk.redraw(SHEET)
    sheet = begin_week(desk.sheet, monday)
    week = sheet.week(monday.isoformat())
    carried = len(sheet.of(week))
    text = desk.words.texts["begun" if carried else "begun_empty"]
    st.session_state[f"{desk.key}-week"] = week.id
    said = text.format(week=span_of(week), n=carried)
    view.keep_and_turn(desk, SHEET, sheet, None, said)


def _past(desk: Desk, shown: Week) -> None:
    """The other weeks, to be read; a week is opened for editing with the list on top."""
    sheet: WeeklySheet = desk.sheet
    others = [week for week in sheet.ordered if week != shown and sheet.of(week)]
    if not others:
        return
    with st.expander(desk.words.texts["past"]):
        for week in others:
            rows = "".join(past_line(desk.words, row) for row in sheet.of(week) if is_written(row))
            st.html(past_head(week) + week_line(desk.words, sheet, week) + rows)


def _results(desk: Desk) -> None:
    sheet: WeeklySheet = desk.sheet
    if not planned_weeks(sheet):
        return
    st.header(_("一周一周看"), anchor=False)
    under = _("条形图：三项各写了几条、做完几条。同样的数字在「表」里。")
    pictures = [
        view.Picture(_("图：每周做完几条"), view.drawn(desk, progress, COUNTED), describe(sheet)),
        view.Picture(_("图：三项各几条"), view.drawn(desk, by_kind, COUNTED), under),
    ]
    view.show_pictures(desk, pictures, table(sheet, desk.words))


EXERCISE = Exercise(
    sheet=WeeklySheet,
    show=show,
    coach=coach,
    figures=(progress, by_kind),
    table=table,
    from_example=from_example,
    entries=entries,
    about="account",
    sided=False,
)
