"""The candidates: offered by one press from cells and issues, one open as a sentence in parts."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from course.language import _
from exercises import view
from exercises.chain import ChainLine, Origin, accepted, offered, origin_of, reviews, stands
from exercises.coaching import Advice
from exercises.confrontation.sheet import ConfrontationSheet
from exercises.exercise import Desk, reference
from exercises.marks import label as as_label
from exercises.marks import typed
from exercises.strategy.coach import coach
from exercises.strategy.lines import Names, offered_line, row_line, sentence
from exercises.strategy.sheet import (
    Strategy,
    StrategySheet,
    add_row,
    change_row,
    remove_row,
    take_over,
)
from exercises.strategy.view.opening import ROW, SHEET

CELLS = "confrontation"


def show_candidates(desk: Desk, advice: Sequence[Advice]) -> None:
    """All candidates, one of them open."""
    sheet: StrategySheet = desk.sheet
    st.header(desk.words.fields["rows"].label, anchor=False)
    with st.container(gap=None):
        for row in sheet.rows:
            _row(desk, row, [told for told in advice if told.row == row.id])
    view.add_button(desk, _("写一条候选"), partial(_add, desk, (), {}))


def _row(desk: Desk, row: Strategy, advice: Sequence[Advice]) -> None:
    if row.id == desk.open.row:
        _edit(desk, row.id)
        return
    stale = bool(reviews(row.origins, desk.upstream))
    used = desk.used_in.get(row.id, ())
    line = row_line(desk.words, desk.sheet, row, names_of(desk), stale, used)
    view.closed_row(desk, SHEET, row.id, line, advice)


def names_of(desk: Desk) -> Names:
    """What the sources of the candidates are called: cells by their ids, others as elsewhere."""
    origins = [one for row in desk.sheet.rows for one in row.origins if one.tool != CELLS]
    return tuple((one, desk.name_of(one)) for one in origins)


def show_offered(desk: Desk) -> None:
    """Issues and strong cells that no candidate was made from yet."""
    texts = desk.words.texts
    used = {(one.tool, one.row) for row in desk.sheet.rows for one in row.origins}
    waiting = offered("strategy", desk.upstream)
    free = [(tool, line) for tool, line in waiting if (tool, line.row) not in used]
    if not free:
        return
    st.html(f'<h3 class="part">{texts["offered"]}</h3>')
    st.html(f'<p class="soft small">{typed(texts["offered_hint"])}</p>')
    lines = {line.row: line for tool, line in free if tool == CELLS}
    with st.container(gap=None):
        for name, cells in _issues(desk, lines):
            said = "　".join(f"{line.row} {line.value}" for line in cells)
            _offer(desk, f"issue-{cells[0].row}", offered_line(_("议题"), name, said), cells, name)
        grouped = {line.row for _name, cells in _issues(desk, lines) for line in cells}
        for tool, line in free:
            if tool == CELLS and line.row in grouped:
                continue
            head = (
                f"{line.row} {line.value}"
                if tool == CELLS
                else reference(desk.shorts.get(tool, tool), line)
            )
            _offer(desk, f"{tool}-{line.row}", offered_line(head, line.text, ""), [line], "", tool)


def _offer(
    desk: Desk,
    key: str,
    html: str,
    lines: Sequence[ChainLine],
    name: str,
    tool: str = CELLS,
) -> None:
    origins = tuple(origin_of(tool, line) for line in lines)
    fields = _prepared(desk, lines, name) if tool == CELLS else {"name": lines[0].text}
    take = partial(_add, desk, origins, fields)
    desk.tap(f"{desk.key}-offered-{key}", html, _("写成候选"), on_click=take)


def _issues(desk: Desk, free: dict[str, ChainLine]) -> list[tuple[str, list[ChainLine]]]:
    """The issues of the matrix with those of their cells that are still free."""
    matrix = desk.others.get(CELLS)
    if not isinstance(matrix, ConfrontationSheet):
        return []
    found = [(i.name, [free[c] for c in i.cells if c in free]) for i in matrix.issues]
    return [(name, lines) for name, lines in found if name and lines]


def _prepared(desk: Desk, lines: Sequence[ChainLine], name: str) -> dict[str, Any]:
    """What the cells say by themselves: a strength is used, a weakness mended, and which fact."""
    inside, outside = lines[0].row.split("×")
    facts = desk.upstream.get("swot", {})

    def said(fact: str) -> str:
        line = facts.get(fact)
        return f"{line.text[:190]}（{fact}）" if line else fact

    return {
        "name": name.split("：")[0],
        "lever": "use" if inside[0] == "S" else "mend",
        "with_what": said(inside),
        "aim": "seize" if outside[0] == "O" else "ward",
        "at_what": said(outside),
    }


def _add(desk: Desk, origins: tuple[Origin, ...], fields: dict[str, Any]) -> None:
    used = {(one.tool, one.row) for row in desk.sheet.rows for one in row.origins}
    if origins and all((one.tool, one.row) in used for one in origins):  # pressed twice
        desk.redraw(SHEET)
    sheet, row_id = add_row(desk.sheet, origins, **fields)
    view.keep_and_turn(desk, SHEET, sheet, row_id)


@st.fragment(key=ROW)
def _edit(desk: Desk, row_id: str) -> None:
    """The open candidate: its sentence, its parts on the left, the coach on the right."""
    row: Strategy = desk.sheet.row(row_id)
    left, right = view.open_row(desk, row_id)
    with left:
        st.html(f'<p class="ask">{row.letter} {typed(sentence(desk.words, row))}</p>')
        _fields(desk, row)
        rows = [other.id for other in desk.sheet.rows]
        view.row_buttons(desk, SHEET, row_id, rows, partial(_delete, desk, row_id))
    with right:
        mine = [told for told in view.advice_of(desk, coach) if told.row == row_id]
        view.show_advice(desk, mine, "row")
        view.show_used(desk, row_id)


def _fields(desk: Desk, row: Strategy) -> None:
    keep = partial(_keep, desk, row.id)

    def line(name: str, help_below: bool = False) -> None:
        view.text(desk, row.id, name, getattr(row, name), keep, help_below)

    line("name")
    _cells(desk, row)
    for choice, text in (("lever", "with_what"), ("aim", "at_what")):
        with st.container(horizontal=True, vertical_alignment="top", gap="small"):
            view.choice(desk, row.id, choice, getattr(row, choice), keep)
            line(text)
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        line("for_whom")
        line("owner")
    line("metric", help_below=True)
    view.day(desk, row.id, "due", row.due, keep, width=170)
    line("first_step")
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        line("step_owner")
        view.day(desk, row.id, "step_day", row.step_day, keep, width=170)
    line("not_doing", help_below=True)
    line("precondition", help_below=True)
    _after(desk, row)
    view.choice(desk, row.id, "undo", row.undo, keep)
    line("note", help_below=True)


def _cells(desk: Desk, row: Strategy) -> None:
    """The cells that the candidate is made from, and what they say by now."""
    words = desk.words.fields["cells"]
    cells = desk.upstream.get(CELLS, {}).values()
    lines = {one.row: one for one in cells if one.offered_to and stands(one, desk.upstream)}
    mine = {one.row: one for one in row.origins if one.tool == CELLS}
    options = list(dict.fromkeys([*lines, *mine]))
    with st.container(gap="xsmall"):
        if options:
            key = desk.widget(row.id, "cells")
            signs = {r: o.value for r, o in mine.items()} | {r: x.value for r, x in lines.items()}
            st.pills(
                words.label,
                options,
                selection_mode="multi",
                default=list(mine),
                format_func=lambda one: as_label(f"{one} {signs[one]}".strip()),
                key=key,
                wrap=True,
                on_change=partial(_keep_cells, desk, row.id, key),
            )
        view.show_origins(desk, row.id, row.origins, partial(_accept, desk, row.id))


def _keep_cells(desk: Desk, row_id: str, key: str) -> None:
    row = view.require_row(desk, SHEET, row_id)
    chosen, lines = st.session_state[key] or [], desk.upstream.get(CELLS, {})
    kept = [one for one in row.origins if one.tool != CELLS or one.row in chosen]
    known = {one.row for one in kept if one.tool == CELLS}
    new = [origin_of(CELLS, lines[one]) for one in chosen if one in lines and one not in known]
    desk.save(take_over(desk.sheet, row_id, [*kept, *new]))
    desk.redraw(SHEET)


def _accept(desk: Desk, row_id: str) -> None:
    origins = accepted(view.require_row(desk, SHEET, row_id).origins, desk.upstream)
    view.keep_and_turn(desk, SHEET, change_row(desk.sheet, row_id, origins=origins), row_id)


def _after(desk: Desk, row: Strategy) -> None:
    others = {one.id: one for one in desk.sheet.written if one.id != row.id}
    if not others:
        return
    key = desk.widget(row.id, "after")
    st.segmented_control(
        desk.words.fields["after"].label,
        list(others),
        default=row.after if row.after in others else None,
        format_func=lambda one: as_label(f"{others[one].letter} {others[one].name[:8]}".strip()),
        key=key,
        wrap=True,
        on_change=lambda: _keep(desk, row.id, "after", st.session_state[key]),
    )


def _keep(desk: Desk, row_id: str, name: str, value: Any) -> None:
    """One field of a candidate."""
    view.require_row(desk, SHEET, row_id)
    changed = change_row(desk.sheet, row_id, **{name: value})
    view.keep_sheet(desk, SHEET, changed, SHEET if name == "after" else ROW)


def _delete(desk: Desk, row_id: str) -> None:
    row = view.require_row(desk, SHEET, row_id)
    said = _("已删除 {letter}“{name}”。").format(letter=row.letter, name=row.name or _("（空行）"))
    view.keep_and_turn(desk, SHEET, remove_row(desk.sheet, row_id), None, said)
