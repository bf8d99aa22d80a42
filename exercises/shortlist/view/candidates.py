"""The customers on the list: one open for editing, the others read like print."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from course.language import _
from exercises import view
from exercises.chain import ChainLine, offered, origin_of
from exercises.coaching import Advice
from exercises.exercise import Desk
from exercises.marks import hint, label
from exercises.rows import without_row
from exercises.shortlist.coach import coach
from exercises.shortlist.lines import condition_label, row_line
from exercises.shortlist.sheet import (
    LET_GO,
    Candidate,
    ShortlistSheet,
    add_row,
    change_row,
)
from exercises.shortlist.view.parts import ROW, SHEET

ALONE = {"how", "asked", "reason", "condition", "until", "back"}
"""Fields that only the open row shows; sums and figures do not depend on them."""


def candidates(desk: Desk, advice: Sequence[Advice]) -> None:
    """All customers in the order they were added, and what can be taken over."""
    sheet: ShortlistSheet = desk.sheet
    st.header(desk.words.texts["rows_head"], anchor=False)
    told: dict[str | None, list[Advice]] = {}
    for one in advice:
        told.setdefault(one.row, []).append(one)
    with st.container(gap=None):
        for row in sheet.rows:
            _row(desk, row, told.get(row.id, []))
    view.add_button(desk, _("加一家"), partial(_add, desk))
    with st.container():
        _offered(desk)


def _row(desk: Desk, row: Candidate, advice: list[Advice]) -> None:
    if row.id == desk.open.row:
        _edit(desk, row.id)
        return
    view.closed_row(desk, SHEET, row.id, row_line(desk.words, desk.sheet, row), advice)


def _add(desk: Desk) -> None:
    sheet, row_id = add_row(desk.sheet)
    view.keep_and_turn(desk, SHEET, sheet, row_id)


def _offered(desk: Desk) -> None:
    """Customers of the concentration sheet that are not on this list yet."""
    taken = {(origin.tool, origin.row) for row in desk.sheet.rows for origin in row.origins}
    names = {row.name for row in desk.sheet.rows}
    waiting = [
        (tool, line)
        for tool, line in offered("shortlist", desk.upstream)
        if (tool, line.row) not in taken and line.text not in names
    ]
    if not waiting:
        return
    texts = desk.words.texts
    st.html(f'<h3 class="part">{texts["offered"]}</h3>{hint(texts["offered_hint"])}')
    with st.container(horizontal=True, gap="small"):
        for tool, line in waiting:
            st.button(
                label(line.text),
                key=f"{desk.key}-offered-{line.row}",
                icon=":material/add:",
                on_click=partial(_take_over, desk, tool, line),
            )


def _take_over(desk: Desk, tool: str, line: ChainLine) -> None:
    if any((tool, line.row) == (o.tool, o.row) for row in desk.sheet.rows for o in row.origins):
        desk.redraw(SHEET)
    sheet, _row_id = add_row(desk.sheet, name=line.text, origins=(origin_of(tool, line),))
    desk.save(sheet)
    desk.redraw(SHEET)


@st.fragment(key=ROW)
def _edit(desk: Desk, row_id: str) -> None:
    """The open customer: three answers, the decision, the way out; the coach beside."""
    row = desk.sheet.row(row_id)
    left, right = view.open_row(desk, row_id)
    with left:
        _facts(desk, row)
        _decision(desk, row)
        rows = [other.id for other in desk.sheet.rows]
        view.row_buttons(desk, SHEET, row_id, rows, partial(_delete, desk, row_id))
    with right:
        mine = [told for told in view.advice_of(desk, coach) if told.row == row_id]
        view.show_advice(desk, mine, "row")
        view.show_question(desk, row_id, "name", row.name)
        accept = partial(view.accept_origins, desk, SHEET, row_id, change_row)
        view.show_origins(desk, row_id, row.origins, accept)


def _facts(desk: Desk, row: Candidate) -> None:
    keep = partial(_keep, desk, row.id)
    words = desk.words.fields
    view.text(desk, row.id, "name", row.name, keep)
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        with st.container(width=170):
            view.number(desk, row.id, "potential", row.potential, keep, least=0, most=1e12)
        view.text(desk, row.id, "how", row.how, keep)
    st.html(hint(f"{words['how'].label}：{words['how'].hint}"))
    view.choice(desk, row.id, "willing", row.willing, keep)
    st.html(hint(words["willing"].hint or ""))
    view.text(desk, row.id, "asked", row.asked, keep)
    with st.container(horizontal=True, vertical_alignment="top", gap="medium"):
        view.choice(desk, row.id, "fit", row.fit, keep)
        view.number(desk, row.id, "hours_row", row.hours, keep, least=0, most=1e9, width=180)


def _decision(desk: Desk, row: Candidate) -> None:
    keep = partial(_keep, desk, row.id)
    view.choice(desk, row.id, "decision", row.decision, keep)
    if row.decision:
        st.html(hint(desk.words.choices["decision_means"][row.decision]))
    view.text(desk, row.id, "reason", row.reason, keep, help_below=True)
    # The same field whatever was decided; its label says what is asked for.
    asked = condition_label(desk.words, row.decision)
    view.text(desk, row.id, "condition", row.condition, keep, help_below=True, label=asked)
    with st.container():
        if row.decision in LET_GO or row.decision == "keep" or row.until or row.back:
            with st.container(horizontal=True, gap="small"):
                view.text(desk, row.id, "until", row.until, keep)
                view.text(desk, row.id, "back", row.back, keep)


def _keep(desk: Desk, row_id: str, name: str, value: Any) -> None:
    view.require_row(desk, SHEET, row_id)
    name = "hours" if name == "hours_row" else name
    changed = change_row(desk.sheet, row_id, **{name: value})
    view.keep_sheet(desk, SHEET, changed, ROW if name in ALONE else SHEET)


def _delete(desk: Desk, row_id: str) -> None:
    name = view.require_row(desk, SHEET, row_id).name or _("（空行）")
    said = _("已删除“{name}”。").format(name=name)
    view.keep_and_turn(desk, SHEET, without_row(desk.sheet, row_id), None, said)
