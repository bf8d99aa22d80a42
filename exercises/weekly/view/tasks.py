"""The lines of the open week: one open for editing, the others read like print."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any

import streamlit as st

from course.language import _
from exercises import view
from exercises.coaching import Advice
from exercises.exercise import Desk
from exercises.marks import hint
from exercises.rows import without_row
from exercises.weekly.coach import coach
from exercises.weekly.lines import DAYS, kind_head, row_line, since_line
from exercises.weekly.sheet import (
    KINDS,
    MOST,
    Kind,
    Task,
    Week,
    WeeklySheet,
    add_row,
    change_row,
)
from exercises.weekly.view.parts import ROW, SHEET

ALONE = {"text", "leaves", "owner", "result"}
"""Texts; counts and figures do not depend on them once a line is written."""


def tasks(desk: Desk, week: Week, advice: Sequence[Advice]) -> None:
    """The three kinds with their lines; none offers a fourth."""
    sheet: WeeklySheet = desk.sheet
    for kind in KINDS:
        rows = sheet.of(week, kind)
        with st.container(gap="xsmall"):
            st.html(kind_head(desk.words, sheet, week, kind))
            with st.container(gap=None):
                for row in rows:
                    _row(desk, row, [told for told in advice if told.row == row.id])
            with st.container():
                if len(rows) < MOST:
                    add = partial(_add, desk, week.id, kind)
                    view.add_button(desk, _("加一条"), add, kind)
                else:
                    st.html(hint(desk.words.texts["full"]))


def _row(desk: Desk, row: Task, advice: list[Advice]) -> None:
    if row.id == desk.open.row:
        _edit(desk, row.id)
        return
    view.closed_row(desk, SHEET, row.id, row_line(desk.words, row), advice)


def _add(desk: Desk, week_id: str, kind: Kind) -> None:
    sheet: WeeklySheet = desk.sheet
    week = sheet.week(week_id)
    if len(sheet.of(week, kind)) >= MOST:
        desk.redraw(SHEET)
    sheet, row_id = add_row(sheet, week, kind)
    view.keep_and_turn(desk, SHEET, sheet, row_id)


@st.fragment(key=ROW)
def _edit(desk: Desk, row_id: str) -> None:
    """The open line: four things about it, and how it ended; the coach beside."""
    sheet: WeeklySheet = desk.sheet
    row = sheet.row(row_id)
    left, right = view.open_row(desk, row_id)
    keep = partial(_keep, desk, row_id)
    with left:
        view.text(desk, row_id, "text", row.text, keep, help_below=True)
        view.text(desk, row_id, "leaves", row.leaves, keep, help_below=True)
        with st.container(horizontal=True, vertical_alignment="top", gap="small"):
            with st.container(width=170):
                view.text(desk, row_id, "owner", row.owner, keep)
            _weekday(desk, row)
        view.choice(desk, row_id, "state", row.state, keep)
        view.text(desk, row_id, "result", row.result, keep)
        week = next(week for week in sheet.weeks if week.monday == row.week)
        view.row_buttons(
            desk,
            SHEET,
            row_id,
            [other.id for other in sheet.of(week)],
            partial(_delete, desk, row_id),
            partial(_other_kind, desk, row),
        )
    with right:
        mine = [told for told in view.advice_of(desk, coach) if told.row == row_id]
        view.show_advice(desk, mine, "row")
        if row.since is not None:
            st.html(f'<p class="small row-note">{since_line(desk.words, row)}</p>')
        view.show_question(desk, row_id, "text", row.text)


def _weekday(desk: Desk, row: Task) -> None:
    """The day as a day of this week: nobody has to type a date."""
    key = desk.widget(row.id, "day")
    place = (row.day - row.week).days if row.day else None
    st.pills(  # they wrap, where a phone shows six of seven segments
        desk.words.fields["day"].label,
        range(len(DAYS)),
        default=place if place is not None and 0 <= place < len(DAYS) else None,
        format_func=DAYS.__getitem__,
        key=key,
        wrap=True,
        on_change=_keep_day,
        args=(desk, row.id, key),
    )


def _keep_day(desk: Desk, row_id: str, key: str) -> None:
    row = view.require_row(desk, SHEET, row_id)
    place = st.session_state[key]
    day = None if place is None else row.week + timedelta(days=place)
    _keep(desk, row_id, "day", day)


def _other_kind(desk: Desk, row: Task) -> None:
    places, move = _with_room(desk, row), partial(_move, desk, row.id)
    view.choose_place(desk, row.id, "kind", places, row.kind, move, button=_("换一项"))


def _with_room(desk: Desk, row: Task) -> list[Kind]:
    """The kinds this line can go to: its own, and those that are not full."""
    sheet: WeeklySheet = desk.sheet
    week = next(week for week in sheet.weeks if week.monday == row.week)
    return [k for k in KINDS if k == row.kind or len(sheet.of(week, k)) < MOST]


def _move(desk: Desk, row_id: str, kind: Kind) -> None:
    view.require_row(desk, SHEET, row_id)
    view.keep_and_turn(desk, SHEET, change_row(desk.sheet, row_id, kind=kind), row_id)


def _keep(desk: Desk, row_id: str, name: str, value: Any) -> None:
    view.require_row(desk, SHEET, row_id)
    changed = change_row(desk.sheet, row_id, **{name: value})
    view.keep_sheet(desk, SHEET, changed, ROW if name in ALONE else SHEET)


def _delete(desk: Desk, row_id: str) -> None:
    row = view.require_row(desk, SHEET, row_id)
    said = _("已删除“{text}”。").format(text=row.text or _("（空行）"))
    view.keep_and_turn(desk, SHEET, without_row(desk.sheet, row_id), None, said)
