"""The open line: one fact, and beside each fact of the other edge the five scores to choose from.

In a group, what one person gives (−3 to +3) is entered in the same place.
"""

from functools import partial
from typing import Any, NoReturn

import streamlit as st

from course.language import _
from exercises import view
from exercises.confrontation.coach import coach, sign_of
from exercises.confrontation.lines import fact, votes_line
from exercises.confrontation.matrix import (
    Matrix,
    completion,
    line_cells,
    matrix,
    origins_now,
    ranks_now,
)
from exercises.confrontation.sheet import SCORES, VOTES, Cell, change_cell, note_ranks
from exercises.exercise import Desk
from exercises.marks import hint, signed
from exercises.marks import label as as_label

SHEET, LINE, TOPICS = "confrontation-sheet", "confrontation-line", "confrontation-topics"
"""Keys of fragments: all of it; the open line; the strong cells with their reasons."""

AGREED = ""
"""Chosen as a voter: the score that the group settles on, or that of somebody working alone."""


def offered_line(desk: Desk) -> str | None:
    """The line that was open without having been chosen when something was scored in it."""
    return st.session_state.get(f"{desk.key}-offered-line")


def turn(desk: Desk, line: str | None) -> NoReturn:
    """Open another line, or none of one's own choice."""
    st.session_state.pop(f"{desk.key}-offered-line", None)
    view.turn_to(desk, SHEET, line)


@st.fragment(key=LINE)
def edit(desk: Desk, line: str) -> None:
    """The cells of one row or column, and beside them what the coach says of them."""
    shown = matrix(desk.sheet, desk.others.get("swot"))
    cells = line_cells(shown, line)
    left, right = view.pair(desk, "line")
    # The keyboard goes into a line that was chosen; one that is merely offered lets it be.
    frame = "open" if desk.open.row == line else "offer"
    with left, st.container(key=f"{frame}-{desk.key}-{line}", gap="small"):
        st.html(fact(shown.item(line)) + hint(_question(desk, line)))
        voter = _choose_voter(desk)
        for cell in cells:
            _cell(desk, shown, line, cell, voter)
        _buttons(desk, shown, line)
    about = {line, *(cell.id for cell in cells)}
    with right:
        mine = [told for told in view.advice_of(desk, coach) if told.row in about]
        view.show_advice(desk, mine, "line")


def _question(desk: Desk, line: str) -> str:
    name = f"question_{line[0]}" if line[0] in "OT" else "question_inside"
    return desk.words.texts[name]


def _choose_voter(desk: Desk) -> str:
    """Whose scores are entered: in a group one person after the other, then what was agreed."""
    names = {AGREED: _("商定的分"), **{one.id: one.name for one in desk.sheet.members}}
    if len(names) == 1:
        return AGREED
    key = f"{desk.key}-voter"
    chosen = st.session_state.get(key)
    if chosen not in names:
        st.session_state[key] = AGREED
    chosen = st.segmented_control(
        desk.words.fields["voter"].label,
        list(names),
        required=True,
        format_func=lambda one: as_label(names[one]),
        key=key,
        wrap=True,
        on_change=desk.redraw,
        args=(LINE,),
    )
    return chosen or AGREED


def _cell(desk: Desk, shown: Matrix, line: str, cell: Cell, voter: str) -> None:
    other = shown.item(cell.outside if line == cell.inside else cell.inside)
    with st.container(key=f"cell-{desk.key}-{other.id}", gap=None):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(fact(other))
            if voter == AGREED:
                _score(desk, line, cell)
            else:
                _vote(desk, line, cell, voter)
        with st.container():
            # Who scores apart must not see first what the others gave.
            votes = votes_line(desk.words, shown, cell) if voter == AGREED else ""
            if votes:
                st.html(votes)
        with st.container():
            if cell.strong and voter == AGREED:
                view.text(desk, cell.id, "reason", cell.reason, partial(_keep, desk, cell.id))


def _score(desk: Desk, line: str, cell: Cell) -> None:
    key = desk.widget(cell.id, "score")
    st.segmented_control(
        _("{cell} 的分").format(cell=cell.id),
        SCORES,
        default=cell.score,
        format_func=sign_of,
        key=key,
        label_visibility="collapsed",
        on_change=_keep_score,
        args=(desk, line, cell.id, key),
    )


def _vote(desk: Desk, line: str, cell: Cell, voter: str) -> None:
    key = desk.widget(cell.id, f"vote-{voter}")
    st.segmented_control(
        _("{cell} 的分").format(cell=cell.id),
        VOTES,
        default=cell.votes.get(voter),
        format_func=signed,
        key=key,
        label_visibility="collapsed",
        wrap=True,
        on_change=_keep_vote,
        args=(desk, line, cell.id, voter, key),
    )


def _keep_score(desk: Desk, line: str, cell: str, key: str) -> None:
    """A score, with the words that both facts have now."""
    _save(desk, line, cell, score=st.session_state[key])


def _keep_vote(desk: Desk, line: str, cell: str, voter: str, key: str) -> None:
    votes = dict(desk.sheet.cell(cell).votes)
    votes.pop(voter, None)
    if st.session_state[key] is not None:
        votes[voter] = st.session_state[key]
    _save(desk, line, cell, votes=votes)


def _save(desk: Desk, line: str, cell: str, **fields: Any) -> NoReturn:
    shown = matrix(desk.sheet, desk.others.get("swot"))
    sheet = change_cell(desk.sheet, cell, origins_now(shown), **fields)
    desk.save(note_ranks(sheet, ranks_now(shown)))
    if desk.open.row != line:  # it stays open when its last cell was scored
        st.session_state[f"{desk.key}-offered-line"] = line
    desk.redraw(SHEET)


def _keep(desk: Desk, cell: str, name: str, value: Any) -> None:
    """A reason. The words of the facts stay as they were when the score was given."""
    parts = (LINE, TOPICS) if desk.open.undo is None else (SHEET,)
    desk.save(change_cell(desk.sheet, cell, **{name: value}))
    desk.redraw(*parts)


def _buttons(desk: Desk, shown: Matrix, line: str) -> None:
    column = line[0] in "OT"
    ids = [item.id for item in (shown.outside if column else shown.inside)]
    place = ids.index(line) + 1
    rest = [*ids[place:], *ids[: place - 1]]
    following = next((one for one in rest if not completion(line_cells(shown, one)).all), None)
    label = _("下一列") if column else _("下一行")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            label if following else _("收起"),
            key=desk.widget(line, "next"),
            shortcut="Ctrl+Enter",
            on_click=partial(turn, desk, following),
        )
        desk.say_saved()
