"""The PEST form. One row is open for editing, the others read like print.

Three fragments: the whole sheet, and inside it the goal and the open row, so that typing draws only
the part it is typed in.
"""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from course.language import _
from exercises import view
from exercises.coaching import Advice, worst_first
from exercises.exercise import Desk, Exercise
from exercises.marks import coach_card, hint, typed
from exercises.pest.coach import coach
from exercises.pest.figure import bars, bubbles, describe, table
from exercises.pest.lines import (
    aside_line,
    backing,
    dimension_head,
    row_line,
    standpoint,
    totals,
)
from exercises.pest.sheet import (
    DIMENSIONS,
    Destination,
    Dimension,
    Factor,
    PestSheet,
    add_row,
    bring_back,
    change_row,
    entries,
    from_example,
    lines,
    move_row,
    ranking,
    remove_row,
    set_aside,
    split_row,
)

SHEET, GOAL, ROW = "pest-sheet", "pest-goal", "pest-row"
"""Keys of the three fragments."""

TEXTS = {"factor", "implication", "note", "evidence"}
"""Fields that only the open row shows in full; sums and figures do not depend on them."""


def show(desk: Desk) -> None:
    """The sheet on this desk, to be filled in or, with `read_only`, to be read."""
    if desk.read_only:
        _read(desk)
    else:
        _sheet(desk)


def _read(desk: Desk) -> None:
    sheet: PestSheet = desk.sheet
    if sheet.goal:
        label = desk.words.fields["goal"].label
        st.html(f'<p><span class="soft">{label}：</span>{typed(sheet.goal)}</p>')
    for dim in DIMENSIONS:
        st.html(dimension_head(desk.words, dim))
        for row in sheet.of(dim):
            with st.container(key=f"pair-{desk.key}-{row.id}"):
                left, right = st.columns([7, 4], gap="medium")
            left.html(row_line(desk.words, row) + backing(desk.words, row))
            note = desk.row_notes.get(row.id, row.note)
            if note:
                right.html(f'<p class="small row-note">{typed(note)}</p>')
    _results(desk)


@st.fragment(key=SHEET)
def _sheet(desk: Desk) -> None:
    sheet: PestSheet = desk.sheet
    advice = worst_first(coach(sheet, desk.words, desk.today, desk.position))
    whole = [told for told in advice if told.row is None]
    _goal(desk)
    # Containers for what comes and goes: were they left out, the open field would lose its focus.
    with st.container():
        view.show_undo(desk, SHEET)
    with st.container():
        if not sheet.rows:
            _nothing_yet(desk)
        view.show_advice(desk, [told for told in whole if told.level != "good"], "whole")
    for dim in DIMENSIONS:
        with st.container(gap="xsmall"):
            st.html(dimension_head(desk.words, dim))
            with st.container(gap=None):
                for row in sheet.of(dim):
                    _row(desk, row, [told for told in advice if told.row == row.id])
            st.button(
                _("加一条"),
                key=f"{desk.key}-add-{dim}",
                icon=":material/add:",
                type="tertiary",
                on_click=partial(_add, desk, dim),
            )
    _aside(desk)
    with st.container():
        view.show_advice(desk, [told for told in whole if told.level == "good"], "good")
    _results(desk)


@st.fragment(key=GOAL)
def _goal(desk: Desk) -> None:
    view.text(
        desk, "sheet", "goal", desk.sheet.goal, partial(_keep_goal, desk), not desk.sheet.goal
    )
    position = desk.position
    st.html(standpoint(desk.words, desk.subject, position.side, position.owner))


def _keep_goal(desk: Desk, name: str, value: str) -> None:
    part = GOAL if desk.open.undo is None else SHEET
    desk.save(desk.sheet.model_copy(update={name: value}))
    desk.redraw(part)


def _nothing_yet(desk: Desk) -> None:
    text = desk.words.texts["empty" if desk.subject == "case" else "blank"]
    with st.container(key=f"empty-{desk.key}"):
        st.html(f"<p>{typed(text)}</p>")


def _row(desk: Desk, row: Factor, advice: list[Advice]) -> None:
    if row.id == desk.open.row:
        _edit(desk, row.id)
        return
    with st.container(key=f"pair-{desk.key}-{row.id}"):
        left, right = st.columns([7, 4], gap="medium")
    with left:
        opening = partial(_open, desk, row.id)
        line = row_line(desk.words, row, desk.used_in.get(row.id, ()))
        desk.tap(f"{desk.key}-{row.id}", line, _("编辑"), on_click=opening)
    if advice:
        right.html(coach_card(advice[0], brief=True))


def _open(desk: Desk, row_id: str | None) -> None:
    desk.open.turn_to(row_id)
    desk.redraw(SHEET)


def _add(desk: Desk, dim: Dimension) -> None:
    sheet, row_id = add_row(desk.sheet, dim)
    desk.save(sheet)
    _open(desk, row_id)


@st.fragment(key=ROW)
def _edit(desk: Desk, row_id: str) -> None:
    """The open row: its fields on the left, what the coach says of it on the right."""
    row = desk.sheet.row(row_id)
    with st.container(key=f"pair-{desk.key}-{row_id}"):
        left, right = st.columns([7, 4], gap="medium")
    with left, st.container(key=f"open-{desk.key}-{row_id}", gap="small"):
        _fields(desk, row)
        _buttons(desk, row)
    advice = worst_first(coach(desk.sheet, desk.words, desk.today, desk.position))
    with right:
        mine = [told for told in advice if told.row == row_id]
        moves = {
            "PE2": view.Move(_("移到战略导出"), partial(_set_aside, desk, row_id, "strategy")),
            "PE7": view.Move(_("移到五要素"), partial(_set_aside, desk, row_id, "five-forces")),
        }
        view.show_advice(desk, mine, "row", moves)
        view.show_used(desk, row_id)
        view.show_question(desk, row_id, "factor", row.factor)


def _fields(desk: Desk, row: Factor) -> None:
    keep = partial(_keep, desk, row.id)
    words = desk.words.fields
    view.text(desk, row.id, "factor", row.factor, keep, help_below=True)
    view.text(desk, row.id, "implication", row.implication, keep, help_below=True)
    with st.container(gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            view.choice(desk, row.id, "direction", row.direction, keep, {"O": "▲ ", "T": "▼ "})
            st.button(
                words["direction"].notes["split"],
                key=desk.widget(row.id, "split"),
                type="tertiary",
                icon=":material/call_split:",
                on_click=partial(_split, desk, row.id),
            )
        st.html(hint(desk.words.texts["split_hint"]))
    with st.container(horizontal=True, gap="medium"):
        with st.container(width=250):
            theirs = desk.position.side == "customer"
            notes = words["impact"].notes
            help_text = notes["customer"] if theirs else None
            view.scale(desk, row.id, "impact", row.impact, keep, help_text)
        with st.container(width=250):
            view.scale(desk, row.id, "likelihood", row.likelihood, keep)
    view.choice(desk, row.id, "horizon", row.horizon, keep)
    view.evidence(desk, row.id, row.evidence, keep)
    view.scale(desk, row.id, "confidence", row.confidence, keep)
    view.text(desk, row.id, "note", row.note, keep)


def _buttons(desk: Desk, row: Factor) -> None:
    def between() -> None:
        with st.popover(_("换一格"), type="tertiary", key=desk.widget(row.id, "other-dim")):
            _choose_dimension(desk, row)

    view.row_buttons(
        desk,
        row.id,
        [other.id for other in desk.sheet.ordered],
        partial(_open, desk),
        partial(_delete, desk, row.id),
        between,
    )


def _choose_dimension(desk: Desk, row: Factor) -> None:
    words = desk.words.fields["dim"]
    key = desk.widget(row.id, "dim")
    with st.container(gap="xxsmall"):
        st.radio(
            words.label,
            DIMENSIONS,
            index=DIMENSIONS.index(row.dim),
            format_func=desk.words.choices["dim"].__getitem__,
            key=key,
            on_change=_move,
            args=(desk, row.id, key),
        )
        st.html(hint(words.hint or ""))


def _keep(desk: Desk, row_id: str, name: str, value: Any) -> None:
    """One field of a row."""
    _require(desk, row_id)
    gone_piece = name == "evidence" and len(value) < len(desk.sheet.row(row_id).evidence)
    part = ROW if name in TEXTS and desk.open.undo is None else SHEET
    desk.save(change_row(desk.sheet, row_id, **{name: value}))
    if gone_piece:
        desk.open.turn_to(row_id)
    desk.redraw(part)


def _require(desk: Desk, row_id: str) -> None:
    """A button pressed twice, or a text left late, may speak of a row that is gone: only redraw."""
    if all(row.id != row_id for row in desk.sheet.rows):
        desk.redraw(SHEET)


def _split(desk: Desk, row_id: str) -> None:
    _require(desk, row_id)
    sheet, other = split_row(desk.sheet, row_id)
    said = _("已把 {row} 拆成 {row} 与 {other}，方向相反。").format(row=row_id, other=other)
    desk.save(sheet, undo=said)
    _open(desk, other)


def _move(desk: Desk, row_id: str, key: str) -> None:
    _require(desk, row_id)
    sheet, moved = move_row(desk.sheet, row_id, st.session_state[key])
    desk.save(sheet, undo=_("{row} 换了一格，现在是 {moved}。").format(row=row_id, moved=moved))
    _open(desk, moved)


def _delete(desk: Desk, row_id: str) -> None:
    _require(desk, row_id)
    row = desk.sheet.row(row_id)
    said = _("已删除 {row}“{factor}”。").format(row=row_id, factor=row.factor or _("（空行）"))
    desk.save(remove_row(desk.sheet, row_id), undo=said)
    _open(desk, None)


def _set_aside(desk: Desk, row_id: str, to: Destination) -> None:
    _require(desk, row_id)
    said = _("{row} 已移出这张表，一个字没丢，在下面「移出去的」里。").format(row=row_id)
    desk.save(set_aside(desk.sheet, row_id, to), undo=said)
    _open(desk, None)


def _aside(desk: Desk) -> None:
    """Rows that wait for another sheet."""
    if not desk.sheet.aside:
        return
    names = desk.words.choices["aside"]
    with st.container(gap=None):
        st.html(f'<h3 class="part">{_("移出去的")}</h3>')
        for kept in desk.sheet.aside:
            back = partial(_bring_back, desk, kept.row.id)
            line = aside_line(kept.row, "、".join(desk.used_in.get(kept.row.id, (names[kept.to],))))
            desk.tap(f"{desk.key}-aside-{kept.row.id}", line, _("移回来"), on_click=back)


def _bring_back(desk: Desk, row_id: str) -> None:
    if all(kept.row.id != row_id for kept in desk.sheet.aside):
        desk.redraw(SHEET)
    desk.save(bring_back(desk.sheet, row_id))
    _open(desk, row_id)


def _results(desk: Desk) -> None:
    rows = tuple(ranking(desk.sheet.ordered))
    if not rows:
        return
    st.header(_("合计"), anchor=False)
    st.html(totals(desk.words, desk.sheet))
    under = _("气泡图：横轴概率，纵轴影响，虚线以上进 SWOT。同样的数字在「表」里。")
    pictures = [
        view.Picture(_("图：分数高低"), _drawn(bars, rows, desk.dark), describe(desk.sheet)),
        view.Picture(_("图：影响与概率"), _drawn(bubbles, rows, desk.dark), under),
    ]
    view.show_pictures(desk, pictures, table(desk.sheet, desk.words))


@lru_cache(maxsize=64)
def _drawn(
    draw: Callable[[PestSheet, bool], go.Figure], rows: tuple[Factor, ...], dark: bool
) -> go.Figure:
    """A figure, built once for the same rows: building takes longer than all else on the page."""
    return draw(PestSheet(rows=rows), dark)


EXERCISE = Exercise(
    sheet=PestSheet,
    show=show,
    coach=coach,
    figures=(bars, bubbles),
    table=table,
    from_example=from_example,
    entries=entries,
    lines=lines,
)
