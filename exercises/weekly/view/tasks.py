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
from exercises.marks import coach_card, hint
from exercises.rows import without_row
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
from exercises.weekly.view.parts import ROW, SHEET, advice_of

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
                    st.button(
                        _("加一条"),
                        key=f"{desk.key}-add-{kind}",
                        icon=":material/add:",
                        type="tertiary",
                        on_click=partial(_add, desk, week.id, kind),
                    )
                else:
                    st.html(hint(desk.words.texts["full"]))


def _row(desk: Desk, row: Task, advice: list[Advice]) -> None:
    if row.id == desk.open.row:
        _edit(desk, row.id)
        return
    with st.container(key=f"pair-{desk.key}-{row.id}"):
        left, right = st.columns([7, 4], gap="medium")
    with left:
        opening = partial(_open, desk, row.id)
        desk.tap(f"{desk.key}-{row.id}", row_line(desk.words, row), _("编辑"), on_click=opening)
    if advice:
        right.html(coach_card(advice[0], brief=True))


def _open(desk: Desk, row_id: str | None) -> None:
    desk.open.turn_to(row_id)
    desk.redraw(SHEET)


def _add(desk: Desk, week_id: str, kind: Kind) -> None:
    sheet: WeeklySheet = desk.sheet
    week = sheet.week(week_id)
    if len(sheet.of(week, kind)) >= MOST:
        desk.redraw(SHEET)
    sheet, row_id = add_row(sheet, week, kind)
    desk.save(sheet)
    _open(desk, row_id)


@st.fragment(key=ROW)
def _edit(desk: Desk, row_id: str) -> None:
    """The open line: four things about it, and how it ended; the coach beside."""
    sheet: WeeklySheet = desk.sheet
    row = sheet.row(row_id)
    with st.container(key=f"pair-{desk.key}-{row_id}"):
        left, right = st.columns([7, 4], gap="medium")
    keep = partial(_keep, desk, row_id)
    with left, st.container(key=f"open-{desk.key}-{row_id}", gap="small"):
        view.text(desk, row_id, "text", row.text, keep, help_below=True)
        view.text(desk, row_id, "leaves", row.leaves, keep, help_below=True)
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            with st.container(width=170):
                view.text(desk, row_id, "owner", row.owner, keep)
            _weekday(desk, row)
        view.choice(desk, row_id, "state", row.state, keep)
        view.text(desk, row_id, "result", row.result, keep)
        week = next(week for week in sheet.weeks if week.monday == row.week)
        view.row_buttons(
            desk,
            row_id,
            [other.id for other in sheet.of(week)],
            partial(_open, desk),
            partial(_delete, desk, row_id),
            partial(_other_kind, desk, row),
        )
    with right:
        view.show_advice(desk, [told for told in advice_of(desk) if told.row == row_id], "row")
        if row.since is not None:
            st.html(f'<p class="small row-note">{since_line(desk.words, row)}</p>')
        view.show_question(desk, row_id, "text", row.text)


def _weekday(desk: Desk, row: Task) -> None:
    """The day as a day of this week: nobody has to type a date."""
    key = desk.widget(row.id, "day")
    place = (row.day - row.week).days if row.day else None
    st.pills(  # narrower than segments, of which a phone shows six of the seven days
        desk.words.fields["day"].label,
        range(len(DAYS)),
        default=place if place is not None and 0 <= place < len(DAYS) else None,
        format_func=DAYS.__getitem__,
        key=key,
        on_change=_keep_day,
        args=(desk, row.id, key),
    )


def _keep_day(desk: Desk, row_id: str, key: str) -> None:
    _require(desk, row_id)
    place = st.session_state[key]
    day = None if place is None else desk.sheet.row(row_id).week + timedelta(days=place)
    _keep(desk, row_id, "day", day)


def _other_kind(desk: Desk, row: Task) -> None:
    with st.popover(_("换一项"), type="tertiary", key=desk.widget(row.id, "other-kind")):
        field, labels = desk.words.fields["kind"], desk.words.choices["kind"]
        key = desk.widget(row.id, "kind")
        st.radio(
            field.label,
            _with_room(desk, row),
            index=_with_room(desk, row).index(row.kind),
            format_func=labels.__getitem__,
            key=key,
            on_change=_move,
            args=(desk, row.id, key),
        )
        st.html(hint(field.hint or ""))


def _with_room(desk: Desk, row: Task) -> list[Kind]:
    """The kinds this line can go to: its own, and those that are not full."""
    sheet: WeeklySheet = desk.sheet
    week = next(week for week in sheet.weeks if week.monday == row.week)
    return [k for k in KINDS if k == row.kind or len(sheet.of(week, k)) < MOST]


def _move(desk: Desk, row_id: str, key: str) -> None:
    _require(desk, row_id)
    desk.save(change_row(desk.sheet, row_id, kind=st.session_state[key]))
    _open(desk, row_id)


def _keep(desk: Desk, row_id: str, name: str, value: Any) -> None:
    _require(desk, row_id)
    part = ROW if name in ALONE and desk.open.undo is None else SHEET
    desk.save(change_row(desk.sheet, row_id, **{name: value}))
    desk.redraw(part)


def _require(desk: Desk, row_id: str) -> None:
    """A button pressed twice, or a text left late, may speak of a row that is gone: only redraw."""
    if all(row.id != row_id for row in desk.sheet.rows):
        desk.redraw(SHEET)


def _delete(desk: Desk, row_id: str) -> None:
    _require(desk, row_id)
    row = desk.sheet.row(row_id)
    said = _("已删除“{text}”。").format(text=row.text or _("（空行）"))
    desk.save(without_row(desk.sheet, row_id), undo=said)
    _open(desk, None)
