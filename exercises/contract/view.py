"""The form of the learning contract. One commitment is open for editing, the others read as print.

Four fragments: the whole sheet, and inside it the head, the open commitment and the frame, so that
typing draws only the part it is typed in.
"""

from datetime import date
from functools import lru_cache, partial
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from course.language import _
from exercises import view
from exercises.chain import ChainLine, accepted, offered, origin_of, taken
from exercises.coaching import Advice, worst_first
from exercises.contract.coach import coach
from exercises.contract.figure import describe, table, timeline
from exercises.contract.lines import (
    frame_line,
    offered_line,
    outcome_line,
    period_head,
    row_line,
    tally_line,
)
from exercises.contract.sheet import (
    PERIODS,
    Commitment,
    ContractSheet,
    Period,
    add_row,
    change_row,
    entries,
    from_example,
    is_waiting,
    is_written,
    lines,
    remove_row,
    take_over,
)
from exercises.exercise import Desk, Exercise, reference
from exercises.marks import coach_card, hint, typed

SHEET, HEAD, ROW, FRAME = "contract-sheet", "contract-head", "contract-row", "contract-frame"
"""Keys of the four fragments."""

TEXTS = {"what", "whom", "result", "where", "said"}
"""Fields that only the open row shows in full."""

BESIDE = {"LC1": HEAD, "LC9": FRAME, "LC10": FRAME, "LC11": FRAME}
"""Rules that speak of the whole beside the part of the form they are about, not on top."""

SIGNS = {"kept": "✓ ", "changed": "↻ ", "missed": "✕ "}


def show(desk: Desk) -> None:
    """The contract on this desk, to be filled in or, with `read_only`, to be read."""
    if desk.read_only:
        _read(desk)
    else:
        _sheet(desk)


def _read(desk: Desk) -> None:
    sheet: ContractSheet = desk.sheet
    st.html("".join(frame_line(desk.words, sheet, name) for name in ("account", "question")))
    for period in PERIODS:
        st.html(period_head(desk.words, sheet, period))
        for row in sheet.of(period):
            with st.container(key=f"pair-{desk.key}-{row.id}"):
                left, right = st.columns([7, 4], gap="medium")
            line = row_line(desk.words, row, desk.today)
            left.html(line + outcome_line(desk.words, row))
            note = desk.row_notes.get(row.id)
            if note:
                right.html(f'<p class="small row-note">{typed(note)}</p>')
    st.header(desk.words.texts["frame"], anchor=False)
    names = ("reminder", "stop", "not_promised")
    st.html("".join(frame_line(desk.words, sheet, name) for name in names))
    _results(desk)


def _advice(desk: Desk) -> list[Advice]:
    return worst_first(coach(desk.sheet, desk.words, desk.today, desk.position))


def _beside(desk: Desk, part: str) -> list[Advice]:
    return [a for a in _advice(desk) if a.row is None and BESIDE.get(a.rule) == part]


@st.fragment(key=SHEET)
def _sheet(desk: Desk) -> None:
    sheet: ContractSheet = desk.sheet
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
        _offered(desk)
    for period in PERIODS:
        with st.container(gap="xsmall"):
            st.html(period_head(desk.words, sheet, period))
            with st.container(gap=None):
                for row in sheet.of(period):
                    _row(desk, row, [told for told in advice if told.row == row.id])
            st.button(
                _("加一条承诺"),
                key=f"{desk.key}-add-{period}",
                icon=":material/add:",
                type="tertiary",
                on_click=partial(_add, desk, period),
            )
    with st.container():
        if any(map(is_written, sheet.rows)):
            _frame(desk)
            _results(desk)
    with st.container():
        view.show_advice(desk, [told for told in whole if told.level == "good"], "good")


@st.fragment(key=HEAD)
def _head(desk: Desk) -> None:
    """For whom one learns, and the question; before anything else."""
    sheet: ContractSheet = desk.sheet
    with st.container(key=f"pair-{desk.key}-head"):
        left, right = st.columns([7, 4], gap="medium")
    keep = partial(_keep_whole, desk, HEAD)
    with left:
        view.text(desk, "sheet", "account", sheet.account, keep, help_below=True)
        view.text(desk, "sheet", "question", sheet.question, keep, help_below=True)
        with st.container(gap="xxsmall"):
            view.day(desk, "sheet", "start", sheet.start, keep, width=170)
            st.html(hint(desk.words.fields["start"].hint or ""))
    with right:
        view.show_advice(desk, _beside(desk, HEAD), "head")
        if not sheet.rows:
            st.html(f'<p class="small row-note">{typed(desk.words.texts["first"])}</p>')


def _keep_whole(desk: Desk, part: str, name: str, value: Any) -> None:
    """One field of the contract as a whole; its beginning moves every period."""
    part = SHEET if desk.open.undo or name == "start" else part
    desk.save(desk.sheet.model_copy(update={name: value}))
    desk.redraw(part)


def _nothing_yet(desk: Desk) -> None:
    with st.container(key=f"empty-{desk.key}"):
        st.html(f"<p>{typed(desk.words.texts['empty'])}</p>")


def _offered(desk: Desk) -> None:
    """What the self-assessment chose to practise and no commitment was made from yet."""
    known = taken(lines(desk.sheet, desk.words))
    found = offered("contract", desk.upstream)
    waiting = [(tool, line) for tool, line in found if (tool, line.row) not in known]
    if not waiting:
        return
    texts = desk.words.texts
    with st.container(gap=None):
        st.html(f'<h3 class="part">{texts["offered"]}</h3>')
        st.html(f'<p class="soft small">{typed(texts["offered_hint"])}</p>')
        for tool, line in waiting:
            shown = offered_line(reference(desk.shorts.get(tool, tool), line), line)
            take = partial(_take_over, desk, tool, line)
            desk.tap(f"{desk.key}-offered-{line.row}", shown, _("接过来"), on_click=take)


def _take_over(desk: Desk, tool: str, line: ChainLine) -> None:
    if (tool, line.row) in taken(lines(desk.sheet, desk.words)):
        desk.redraw(SHEET)
    sheet, row_id = take_over(desk.sheet, origin_of(tool, line), desk.today)
    _begin(desk, sheet, row_id)


def _add(desk: Desk, period: Period) -> None:
    sheet, row_id = add_row(desk.sheet, period, desk.today)
    _begin(desk, sheet, row_id)


def _begin(desk: Desk, sheet: ContractSheet, row_id: str) -> None:
    """Open a new commitment. The first one sets the beginning, which the head must show: `_open`
    makes its widgets forget what they had."""
    desk.save(sheet)
    _open(desk, row_id)


def _open(desk: Desk, row_id: str | None) -> None:
    desk.open.turn_to(row_id)
    desk.redraw(SHEET)


def _row(desk: Desk, row: Commitment, advice: list[Advice]) -> None:
    if row.id == desk.open.row:
        _edit(desk, row.id)
        return
    with st.container(key=f"pair-{desk.key}-{row.id}"):
        left, right = st.columns([7, 4], gap="medium")
    with left:
        line = row_line(desk.words, row, desk.today)
        button = _("记结果") if is_waiting(row, desk.today) else _("编辑")
        opening = partial(_open, desk, row.id)
        desk.tap(f"{desk.key}-{row.id}", line, button, on_click=opening)
    if advice:
        right.html(coach_card(advice[0], brief=True))


@st.fragment(key=ROW)
def _edit(desk: Desk, row_id: str) -> None:
    """The open commitment: its fields on the left, what the coach says of it on the right."""
    row: Commitment = desk.sheet.row(row_id)
    with st.container(key=f"pair-{desk.key}-{row_id}"):
        left, right = st.columns([7, 4], gap="medium")
    with left, st.container(key=f"open-{desk.key}-{row_id}", gap="small"):
        _fields(desk, row)
        _buttons(desk, row)
    with right:
        mine = [told for told in _advice(desk) if told.row == row_id]
        view.show_advice(desk, mine, "row")
        view.show_origins(desk, row_id, row.origins, partial(_accept, desk, row_id))
        view.show_used(desk, row_id)


def _fields(desk: Desk, row: Commitment) -> None:
    keep = partial(_keep, desk, row.id)
    for name in ("what", "whom", "result", "where"):
        view.text(desk, row.id, name, getattr(row, name), keep, help_below=True)
    view.day(desk, row.id, "due", row.due, keep, width=170)
    with st.container(gap="small"):
        if row.due is not None or row.state is not None:
            _outcome(desk, row)


def _outcome(desk: Desk, row: Commitment) -> None:
    """What became of it; asked for once the day has come, and open to who is done earlier."""
    if row.due and row.due > desk.today and row.state is None:
        later = desk.words.texts["outcome_later"].format(day=row.due.isoformat())
        with st.popover(_("提前记结果"), type="tertiary", key=desk.widget(row.id, "early")):
            st.html(hint(later))
            _state(desk, row)
        return
    _state(desk, row)
    view.text(desk, row.id, "said", row.said, partial(_keep, desk, row.id), help_below=True)


def _state(desk: Desk, row: Commitment) -> None:
    view.choice(desk, row.id, "state", row.state, partial(_keep, desk, row.id), SIGNS)


def _buttons(desk: Desk, row: Commitment) -> None:
    def between() -> None:
        with st.popover(_("换一段"), type="tertiary", key=desk.widget(row.id, "other-period")):
            _choose_period(desk, row)

    view.row_buttons(
        desk,
        row.id,
        [other.id for other in desk.sheet.ordered],
        partial(_open, desk),
        partial(_delete, desk, row.id),
        between,
    )


def _choose_period(desk: Desk, row: Commitment) -> None:
    words = desk.words.fields["period"]
    key = desk.widget(row.id, "period")
    with st.container(gap="xxsmall"):
        st.radio(
            words.label,
            PERIODS,
            index=PERIODS.index(row.period),
            format_func=lambda period: desk.words.texts["period"].format(n=period),
            key=key,
            on_change=_move,
            args=(desk, row.id, key),
        )
        st.html(hint(words.hint or ""))


def _require(desk: Desk, row_id: str) -> None:
    """A button pressed twice, or a text left late, may speak of a row that is gone: only redraw."""
    if all(row.id != row_id for row in desk.sheet.rows):
        desk.redraw(SHEET)


def _keep(desk: Desk, row_id: str, name: str, value: Any) -> None:
    """One field of a commitment; its first words call up the frame, a day may move its place."""
    _require(desk, row_id)
    before = is_written(desk.sheet.row(row_id))
    desk.save(change_row(desk.sheet, row_id, **{name: value}))
    same_page = name in TEXTS and before == is_written(desk.sheet.row(row_id))
    desk.redraw(ROW if same_page and desk.open.undo is None else SHEET)


def _move(desk: Desk, row_id: str, key: str) -> None:
    _require(desk, row_id)
    period = st.session_state[key]
    said = _("{row} 换到了 {n} 天这一段。").format(row=row_id, n=period)
    desk.save(change_row(desk.sheet, row_id, period=period), undo=said)
    _open(desk, row_id)


def _delete(desk: Desk, row_id: str) -> None:
    _require(desk, row_id)
    row = desk.sheet.row(row_id)
    said = _("已删除 {row}“{what}”。").format(row=row_id, what=row.what or _("（空行）"))
    desk.save(remove_row(desk.sheet, row_id), undo=said)
    _open(desk, None)


def _accept(desk: Desk, row_id: str) -> None:
    """Note what the self-assessment says now, or that it no longer speaks of it."""
    _require(desk, row_id)
    known = accepted(desk.sheet.row(row_id).origins, desk.upstream)
    desk.save(change_row(desk.sheet, row_id, origins=known))
    desk.redraw(SHEET)


@st.fragment(key=FRAME)
def _frame(desk: Desk) -> None:
    """Who asks, what stops, what is not promised."""
    sheet: ContractSheet = desk.sheet
    st.header(desk.words.texts["frame"], anchor=False)
    with st.container(key=f"pair-{desk.key}-frame"):
        left, right = st.columns([7, 4], gap="medium")
    keep = partial(_keep_whole, desk, FRAME)
    with left:
        for name in ("reminder", "stop", "not_promised"):
            view.text(desk, "sheet", name, getattr(sheet, name), keep, help_below=True)
    with right:
        view.show_advice(desk, _beside(desk, FRAME), "frame")


def _results(desk: Desk) -> None:
    sheet: ContractSheet = desk.sheet
    st.header(_("九十天里"), anchor=False)
    st.html(tally_line(desk.words, sheet, desk.today))
    figure = _drawn(sheet.rows, sheet.start, desk.dark, desk.today)
    picture = view.Picture(_("图：哪一天"), figure, describe(sheet))
    view.show_pictures(desk, [picture], table(sheet, desk.words))


@lru_cache(maxsize=64)
def _drawn(rows: tuple[Commitment, ...], start: date | None, dark: bool, today: date) -> go.Figure:
    """The figure, built once for the same rows: building takes longer than all else on the page."""
    return timeline(ContractSheet(rows=rows, start=start), dark, today=today)


EXERCISE = Exercise(
    sheet=ContractSheet,
    show=show,
    coach=coach,
    figures=(timeline,),
    table=table,
    from_example=from_example,
    entries=entries,
    lines=lines,
    reads=("competence",),
    about="person",
    sided=False,
)
