"""The form of the SWOT. One item is open for editing, the others read like print.

Three fragments: the whole sheet, and inside it the subject and the open item, so that typing draws
only the part it is typed in. What other sheets offer stands in sources.py.
"""

from functools import partial
from typing import Any

import streamlit as st

from course.language import _
from exercises import view
from exercises.chain import Origin, reviews
from exercises.coaching import Advice
from exercises.exercise import Desk, Exercise
from exercises.marks import hint, named, typed
from exercises.swot.coach import coach
from exercises.swot.figure import cards, table
from exercises.swot.lines import (
    backing,
    grid,
    quad_head,
    row_line,
    standpoint,
    summary,
    way_line,
)
from exercises.swot.sheet import (
    INSIDE,
    OUTSIDE,
    QUADS,
    Quad,
    SwotItem,
    SwotSheet,
    add_row,
    change_row,
    entries,
    from_example,
    is_written,
    items_of,
    lines,
    move_row,
    remove_row,
)
from exercises.swot.view.sources import show_offers, show_sources

SHEET, HEAD, ROW = "swot-sheet", "swot-head", "swot-row"
"""Keys of the three fragments."""

TEXTS = {"text", "against", "note", "evidence"}
"""Fields that only the open row shows in full; ranks and the grid follow when it is closed."""

BESIDE = {"SW10"}
"""Rules that speak beside the part of the form they are about, not on top."""


def show(desk: Desk) -> None:
    """The sheet on this desk, to be filled in or, with `read_only`, to be read."""
    if desk.read_only:
        _read(desk)
    else:
        _sheet(desk)


def _read(desk: Desk) -> None:
    sheet: SwotSheet = desk.sheet
    label = desk.words.fields["subject"].label
    said = sheet.subject or _("（空）")
    st.html(f'<p><span class="soft">{label}：</span>{typed(said)}</p>')
    for quad in QUADS:
        st.html(quad_head(desk.words, quad))
        for row in items_of(sheet, quad):
            html = row_line(row, _way(desk, row)) + backing(desk.words, row)
            view.read_row(desk, row.id, html, row.note)
    _results(desk)


@st.fragment(key=SHEET)
def _sheet(desk: Desk) -> None:
    sheet: SwotSheet = desk.sheet
    advice = view.advice_of(desk, coach)
    whole = [told for told in advice if told.row is None and told.rule not in BESIDE]
    _head(desk)
    view.show_top(desk, SHEET, whole, not sheet.rows)
    with st.container():
        show_offers(desk, partial(_taken, desk))
    for quad in QUADS:
        with st.container(gap="xsmall"):
            st.html(quad_head(desk.words, quad))
            with st.container(gap=None):
                for row in _in_order(desk, quad):
                    _row(desk, row, [told for told in advice if told.row == row.id])
            view.add_button(desk, _("加一条"), partial(_add, desk, quad), quad)
    view.show_praise(desk, whole)
    with st.container():
        _results(desk)


def _in_order(desk: Desk, quad: Quad) -> list[SwotItem]:
    """The items of a quadrant, heaviest first, as they were ranked when a row was opened or closed.

    Were they ordered anew with every score, the open row would move away while it is scored.
    """
    key = f"{desk.key}-order"
    if st.session_state.get(key, (None, ()))[0] != desk.open.edition:
        st.session_state[key] = (desk.open.edition, tuple(r.id for r in desk.sheet.ordered))
    order = st.session_state[key][1]
    known = {row_id: place for place, row_id in enumerate(order)}
    return sorted(items_of(desk.sheet, quad), key=lambda row: known.get(row.id, len(known)))


@st.fragment(key=HEAD)
def _head(desk: Desk) -> None:
    """What the analysis is for, before anything else."""
    left, right = view.pair(desk, "head")
    with left:
        keep = partial(view.keep_own, desk, SHEET, HEAD)
        view.text(desk, "sheet", "subject", desk.sheet.subject, keep, help_below=True)
        st.html(standpoint(desk.words, desk.position.side, desk.position.owner))
    with right:
        mine = [told for told in view.advice_of(desk, coach) if told.rule in BESIDE]
        view.show_advice(desk, mine, "head")


def _taken(desk: Desk, sheet: SwotSheet, row_id: str, said: str | None = None) -> None:
    """A sheet in which a row of another one was taken over; the item that has it now is opened."""
    view.keep_and_turn(desk, SHEET, sheet, row_id, said)


def _row(desk: Desk, row: SwotItem, advice: list[Advice]) -> None:
    if row.id == desk.open.row:
        _edit(desk, row.id)
        return
    view.closed_row(desk, SHEET, row.id, row_line(row, _way(desk, row)), advice)


def _way(desk: Desk, row: SwotItem) -> str:
    came = "、".join(desk.name_of(origin) for origin in row.origins)
    went = named(desk.used_in.get(row.id, ()))
    return way_line(came, went, bool(reviews(row.origins, desk.upstream)))


def _add(desk: Desk, quad: Quad) -> None:
    sheet, row_id = add_row(desk.sheet, quad)
    view.keep_and_turn(desk, SHEET, sheet, row_id)


@st.fragment(key=ROW)
def _edit(desk: Desk, row_id: str) -> None:
    """The open item: its fields on the left, what the coach says of it on the right."""
    row = desk.sheet.row(row_id)
    left, right = view.open_row(desk, row_id)
    with left:
        _fields(desk, row)
        _buttons(desk, row)
    with right:
        mine = [told for told in view.advice_of(desk, coach) if told.row == row_id]
        view.show_advice(desk, mine, "row")
        stale = [found.origin for found in reviews(row.origins, desk.upstream)]
        accept = partial(view.accept_origins, desk, SHEET, row_id, change_row)
        view.show_origins(desk, row_id, stale, accept)
        view.show_used(desk, row_id)
        view.show_question(desk, row_id, "text", row.text)


def _fields(desk: Desk, row: SwotItem) -> None:
    keep = partial(_keep, desk, row.id)
    with st.container(gap="xxsmall"):
        view.text(desk, row.id, "text", row.text, keep)
        st.html(hint(desk.words.fields["text"].notes[row.quad]))
    if row.quad in INSIDE or row.against:
        view.text(desk, row.id, "against", row.against, keep, help_below=True)
    with st.container(horizontal=True, gap="medium"):
        with st.container(width=250):
            view.scale(desk, row.id, "importance", row.importance, keep)
        with st.container(width=250):
            view.scale(desk, row.id, "certainty", row.certainty, keep)
    if row.quad in OUTSIDE or row.origins:
        show_sources(desk, row, partial(_keep_origins, desk, row.id))
    view.evidence(desk, row.id, row.evidence, keep)
    view.text(desk, row.id, "note", row.note, keep)


def _keep_origins(desk: Desk, row_id: str, origins: tuple[Origin, ...]) -> None:
    view.require_row(desk, SHEET, row_id)
    view.keep_and_turn(desk, SHEET, change_row(desk.sheet, row_id, origins=origins), row_id)


def _buttons(desk: Desk, row: SwotItem) -> None:
    move = partial(_move, desk, row.id)
    view.row_buttons(
        desk,
        SHEET,
        row.id,
        [other.id for quad in QUADS for other in _in_order(desk, quad)],
        partial(_delete, desk, row.id),
        partial(view.choose_place, desk, row.id, "quad", QUADS, row.quad, move),
    )


def _keep(desk: Desk, row_id: str, name: str, value: Any) -> None:
    """One field of an item."""
    view.require_row(desk, SHEET, row_id)
    changed = change_row(desk.sheet, row_id, **{name: value})
    view.keep_sheet(desk, SHEET, changed, ROW if name in TEXTS else SHEET)


def _move(desk: Desk, row_id: str, quad: Quad) -> None:
    view.require_row(desk, SHEET, row_id)
    sheet, moved = move_row(desk.sheet, row_id, quad)
    said = _("{row} 换了一格，现在是 {moved}。").format(row=row_id, moved=moved)
    view.keep_and_turn(desk, SHEET, sheet, moved, said)


def _delete(desk: Desk, row_id: str) -> None:
    text = view.require_row(desk, SHEET, row_id).text or _("（空行）")
    said = _("已删除 {row}“{text}”。").format(row=row_id, text=text)
    view.keep_and_turn(desk, SHEET, remove_row(desk.sheet, row_id), None, said)


def _results(desk: Desk) -> None:
    sheet: SwotSheet = desk.sheet
    if not any(is_written(row) for row in sheet.rows):
        return
    st.header(_("四格合起来看"), anchor=False)
    st.html(summary(desk.words, sheet))
    picture, numbers = st.tabs([_("图：四格"), _("表")])
    picture.html(grid(desk.words, sheet))
    numbers.html(table(sheet, desk.words))


EXERCISE = Exercise(
    sheet=SwotSheet,
    show=show,
    coach=coach,
    figures=(cards,),
    table=table,
    from_example=from_example,
    entries=entries,
    lines=lines,
    reads=("pest", "forces"),
)
