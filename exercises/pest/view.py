"""The PEST form. One row is open for editing, the others read like print.

Three fragments: the whole sheet, and inside it the goal and the open row, so that typing draws only
the part it is typed in.
"""

from functools import partial
from typing import Any

import streamlit as st

from course.language import _
from exercises import view
from exercises.coaching import Advice
from exercises.exercise import Desk, Exercise
from exercises.marks import hint, typed
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
            html = row_line(desk.words, row) + backing(desk.words, row)
            view.read_row(desk, row.id, html, row.note)
    _results(desk)


@st.fragment(key=SHEET)
def _sheet(desk: Desk) -> None:
    sheet: PestSheet = desk.sheet
    advice = view.advice_of(desk, coach)
    whole = [told for told in advice if told.row is None]
    _goal(desk)
    view.show_top(desk, SHEET, whole, not sheet.rows)
    for dim in DIMENSIONS:
        with st.container(gap="xsmall"):
            st.html(dimension_head(desk.words, dim))
            with st.container(gap=None):
                for row in sheet.of(dim):
                    _row(desk, row, [told for told in advice if told.row == row.id])
            view.add_button(desk, _("加一条"), partial(_add, desk, dim), dim)
    _aside(desk)
    view.show_praise(desk, whole)
    _results(desk)


@st.fragment(key=GOAL)
def _goal(desk: Desk) -> None:
    keep = partial(view.keep_own, desk, SHEET, GOAL)
    view.text(desk, "sheet", "goal", desk.sheet.goal, keep, not desk.sheet.goal)
    position = desk.position
    st.html(standpoint(desk.words, desk.subject, position.side, position.owner))


def _row(desk: Desk, row: Factor, advice: list[Advice]) -> None:
    if row.id == desk.open.row:
        _edit(desk, row.id)
        return
    line = row_line(desk.words, row, desk.used_in.get(row.id, ()))
    view.closed_row(desk, SHEET, row.id, line, advice)


def _add(desk: Desk, dim: Dimension) -> None:
    sheet, row_id = add_row(desk.sheet, dim)
    view.keep_and_turn(desk, SHEET, sheet, row_id)


@st.fragment(key=ROW)
def _edit(desk: Desk, row_id: str) -> None:
    """The open row: its fields on the left, what the coach says of it on the right."""
    row = desk.sheet.row(row_id)
    left, right = view.open_row(desk, row_id)
    with left:
        _fields(desk, row)
        _buttons(desk, row)
    with right:
        mine = [told for told in view.advice_of(desk, coach) if told.row == row_id]
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
    move = partial(_move, desk, row.id)
    view.row_buttons(
        desk,
        SHEET,
        row.id,
        [other.id for other in desk.sheet.ordered],
        partial(_delete, desk, row.id),
        partial(view.choose_place, desk, row.id, "dim", DIMENSIONS, row.dim, move),
    )


def _keep(desk: Desk, row_id: str, name: str, value: Any) -> None:
    """One field of a row."""
    view.require_row(desk, SHEET, row_id)
    changed = change_row(desk.sheet, row_id, **{name: value})
    view.keep_sheet(desk, SHEET, changed, ROW if name in TEXTS else SHEET)


def _split(desk: Desk, row_id: str) -> None:
    view.require_row(desk, SHEET, row_id)
    sheet, other = split_row(desk.sheet, row_id)
    said = _("已把 {row} 拆成 {row} 与 {other}，方向相反。").format(row=row_id, other=other)
    view.keep_and_turn(desk, SHEET, sheet, other, said)


def _move(desk: Desk, row_id: str, dim: Dimension) -> None:
    view.require_row(desk, SHEET, row_id)
    sheet, moved = move_row(desk.sheet, row_id, dim)
    said = _("{row} 换了一格，现在是 {moved}。").format(row=row_id, moved=moved)
    view.keep_and_turn(desk, SHEET, sheet, moved, said)


def _delete(desk: Desk, row_id: str) -> None:
    row = view.require_row(desk, SHEET, row_id)
    said = _("已删除 {row}“{factor}”。").format(row=row_id, factor=row.factor or _("（空行）"))
    view.keep_and_turn(desk, SHEET, remove_row(desk.sheet, row_id), None, said)


def _set_aside(desk: Desk, row_id: str, to: Destination) -> None:
    view.require_row(desk, SHEET, row_id)
    said = _("{row} 已移出这张表，一个字没丢，在下面「移出去的」里。").format(row=row_id)
    view.keep_and_turn(desk, SHEET, set_aside(desk.sheet, row_id, to), None, said)


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
    view.require_row(desk, SHEET, row_id, (kept.row for kept in desk.sheet.aside))
    view.keep_and_turn(desk, SHEET, bring_back(desk.sheet, row_id), row_id)


def _results(desk: Desk) -> None:
    sheet: PestSheet = desk.sheet
    if not any(ranking(sheet.ordered)):
        return
    st.header(_("合计"), anchor=False)
    st.html(totals(desk.words, sheet))
    under = _("气泡图：横轴概率，纵轴影响，虚线以上进 SWOT。同样的数字在「表」里。")
    pictures = [
        view.Picture(_("图：分数高低"), view.drawn(desk, bars, {"rows"}), describe(sheet)),
        view.Picture(_("图：影响与概率"), view.drawn(desk, bubbles, {"rows"}), under),
    ]
    view.show_pictures(desk, pictures, table(sheet, desk.words))


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
