"""The form of the SWOT. One item is open for editing, the others read like print.

Three fragments: the whole sheet, and inside it the subject and the open item, so that typing draws
only the part it is typed in. What other sheets offer stands in sources.py.
"""

from functools import partial
from typing import Any

import streamlit as st

from course.language import _
from exercises import view
from exercises.chain import Origin, accepted, reviews
from exercises.coaching import Advice, worst_first
from exercises.exercise import Desk, Exercise
from exercises.marks import coach_card, hint, named, typed
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
            with st.container(key=f"pair-{desk.key}-{row.id}"):
                left, right = st.columns([7, 4], gap="medium")
            left.html(row_line(row, _way(desk, row)) + backing(desk.words, row))
            note = desk.row_notes.get(row.id, row.note)
            if note:
                right.html(f'<p class="small row-note">{typed(note)}</p>')
    _results(desk)


def _advice(desk: Desk) -> list[Advice]:
    return worst_first(coach(desk.sheet, desk.words, desk.today, desk.position))


@st.fragment(key=SHEET)
def _sheet(desk: Desk) -> None:
    sheet: SwotSheet = desk.sheet
    advice = _advice(desk)
    whole = [told for told in advice if told.row is None and told.rule not in BESIDE]
    _head(desk)
    # Containers for what comes and goes: were they left out, the open field would lose its focus.
    with st.container():
        view.show_undo(desk, SHEET)
    with st.container():
        if not sheet.rows:
            _nothing_yet(desk)
        view.show_advice(desk, [told for told in whole if told.level != "good"], "whole")
    with st.container():
        show_offers(desk, partial(_taken, desk))
    for quad in QUADS:
        with st.container(gap="xsmall"):
            st.html(quad_head(desk.words, quad))
            with st.container(gap=None):
                for row in _in_order(desk, quad):
                    _row(desk, row, [told for told in advice if told.row == row.id])
            st.button(
                _("加一条"),
                key=f"{desk.key}-add-{quad}",
                icon=":material/add:",
                type="tertiary",
                on_click=partial(_add, desk, quad),
            )
    with st.container():
        view.show_advice(desk, [told for told in whole if told.level == "good"], "good")
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
    with st.container(key=f"pair-{desk.key}-head"):
        left, right = st.columns([7, 4], gap="medium")
    with left:
        keep = partial(_keep_head, desk)
        view.text(desk, "sheet", "subject", desk.sheet.subject, keep, help_below=True)
        st.html(standpoint(desk.words, desk.position.side, desk.position.owner))
    with right:
        view.show_advice(desk, [told for told in _advice(desk) if told.rule in BESIDE], "head")


def _keep_head(desk: Desk, name: str, value: str) -> None:
    part = HEAD if desk.open.undo is None else SHEET
    desk.save(desk.sheet.model_copy(update={name: value}))
    desk.redraw(part)


def _nothing_yet(desk: Desk) -> None:
    text = desk.words.texts["empty" if desk.subject == "case" else "blank"]
    with st.container(key=f"empty-{desk.key}"):
        st.html(f"<p>{typed(text)}</p>")


def _taken(desk: Desk, sheet: SwotSheet, row_id: str, said: str | None = None) -> None:
    """A sheet in which a row of another one was taken over; the item that has it now is opened."""
    desk.save(sheet, undo=said)
    _open(desk, row_id)


def _row(desk: Desk, row: SwotItem, advice: list[Advice]) -> None:
    if row.id == desk.open.row:
        _edit(desk, row.id)
        return
    with st.container(key=f"pair-{desk.key}-{row.id}"):
        left, right = st.columns([7, 4], gap="medium")
    with left:
        line = row_line(row, _way(desk, row))
        opening = partial(_open, desk, row.id)
        desk.tap(f"{desk.key}-{row.id}", line, _("编辑"), on_click=opening)
    if advice:
        right.html(coach_card(advice[0], brief=True))


def _way(desk: Desk, row: SwotItem) -> str:
    came = "、".join(desk.name_of(origin) for origin in row.origins)
    went = named(desk.used_in.get(row.id, ()))
    return way_line(came, went, bool(reviews(row.origins, desk.upstream)))


def _open(desk: Desk, row_id: str | None) -> None:
    desk.open.turn_to(row_id)
    desk.redraw(SHEET)


def _add(desk: Desk, quad: Quad) -> None:
    sheet, row_id = add_row(desk.sheet, quad)
    desk.save(sheet)
    _open(desk, row_id)


@st.fragment(key=ROW)
def _edit(desk: Desk, row_id: str) -> None:
    """The open item: its fields on the left, what the coach says of it on the right."""
    row = desk.sheet.row(row_id)
    with st.container(key=f"pair-{desk.key}-{row_id}"):
        left, right = st.columns([7, 4], gap="medium")
    with left, st.container(key=f"open-{desk.key}-{row_id}", gap="small"):
        _fields(desk, row)
        _buttons(desk, row)
    with right:
        view.show_advice(desk, [told for told in _advice(desk) if told.row == row_id], "row")
        stale = [found.origin for found in reviews(row.origins, desk.upstream)]
        view.show_origins(desk, row_id, stale, partial(_accept, desk, row_id))
        view.show_used(desk, row_id)
        view.show_question(desk, row_id, "text", row.text)


def _accept(desk: Desk, row_id: str) -> None:
    """Note what the rows elsewhere say now, and drop those that are gone there."""
    _require(desk, row_id)
    known = accepted(desk.sheet.row(row_id).origins, desk.upstream)
    desk.save(change_row(desk.sheet, row_id, origins=known))
    desk.redraw(SHEET)


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
    _require(desk, row_id)
    desk.save(change_row(desk.sheet, row_id, origins=origins))
    desk.open.turn_to(row_id)
    desk.redraw(SHEET)


def _buttons(desk: Desk, row: SwotItem) -> None:
    def between() -> None:
        with st.popover(_("换一格"), type="tertiary", key=desk.widget(row.id, "other-quad")):
            _choose_quad(desk, row)

    view.row_buttons(
        desk,
        row.id,
        [other.id for quad in QUADS for other in _in_order(desk, quad)],
        partial(_open, desk),
        partial(_delete, desk, row.id),
        between,
    )


def _choose_quad(desk: Desk, row: SwotItem) -> None:
    words = desk.words.fields["quad"]
    key = desk.widget(row.id, "quad")
    with st.container(gap="xxsmall"):
        st.radio(
            words.label,
            QUADS,
            index=QUADS.index(row.quad),
            format_func=desk.words.choices["quad"].__getitem__,
            key=key,
            on_change=_move,
            args=(desk, row.id, key),
        )
        st.html(hint(words.hint or ""))


def _keep(desk: Desk, row_id: str, name: str, value: Any) -> None:
    """One field of an item."""
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


def _move(desk: Desk, row_id: str, key: str) -> None:
    _require(desk, row_id)
    sheet, moved = move_row(desk.sheet, row_id, st.session_state[key])
    desk.save(sheet, undo=_("{row} 换了一格，现在是 {moved}。").format(row=row_id, moved=moved))
    _open(desk, moved)


def _delete(desk: Desk, row_id: str) -> None:
    _require(desk, row_id)
    text = desk.sheet.row(row_id).text or _("（空行）")
    said = _("已删除 {row}“{text}”。").format(row=row_id, text=text)
    desk.save(remove_row(desk.sheet, row_id), undo=said)
    _open(desk, None)


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
