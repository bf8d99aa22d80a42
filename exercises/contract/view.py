"""The form of the learning contract. One commitment is open for editing, the others read as print.

Four fragments: the whole sheet, and inside it the head, the open commitment and the frame, so that
typing draws only the part it is typed in.
"""

from functools import partial
from typing import Any

import streamlit as st

from course.language import _
from exercises import view
from exercises.chain import ChainLine, offered, origin_of, taken
from exercises.coaching import Advice
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
from exercises.marks import hint, typed

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
            line = row_line(desk.words, row, desk.today)
            view.read_row(desk, row.id, line + outcome_line(desk.words, row))
    st.header(desk.words.texts["frame"], anchor=False)
    names = ("reminder", "stop", "not_promised")
    st.html("".join(frame_line(desk.words, sheet, name) for name in names))
    _results(desk)


def _beside(desk: Desk, part: str) -> list[Advice]:
    advice = view.advice_of(desk, coach)
    return [a for a in advice if a.row is None and BESIDE.get(a.rule) == part]


@st.fragment(key=SHEET)
def _sheet(desk: Desk) -> None:
    sheet: ContractSheet = desk.sheet
    advice = view.advice_of(desk, coach)
    whole = [told for told in advice if told.row is None and told.rule not in BESIDE]
    _head(desk)
    view.show_top(desk, SHEET, whole, not sheet.rows)
    with st.container():
        _offered(desk)
    for period in PERIODS:
        with st.container(gap="xsmall"):
            st.html(period_head(desk.words, sheet, period))
            with st.container(gap=None):
                for row in sheet.of(period):
                    _row(desk, row, [told for told in advice if told.row == row.id])
            view.add_button(desk, _("加一条承诺"), partial(_add, desk, period), period)
    with st.container():
        if any(map(is_written, sheet.rows)):
            _frame(desk)
            _results(desk)
    view.show_praise(desk, whole)


@st.fragment(key=HEAD)
def _head(desk: Desk) -> None:
    """For whom one learns, and the question; before anything else."""
    sheet: ContractSheet = desk.sheet
    left, right = view.pair(desk, "head")
    keep = partial(view.keep_own, desk, SHEET, HEAD)
    with left:
        view.text(desk, "sheet", "account", sheet.account, keep, help_below=True)
        view.text(desk, "sheet", "question", sheet.question, keep, help_below=True)
        with st.container(gap="xxsmall"):
            # The beginning moves every period.
            begin = partial(view.keep_own, desk, SHEET, SHEET)
            view.day(desk, "sheet", "start", sheet.start, begin, width=170)
            st.html(hint(desk.words.fields["start"].hint or ""))
    with right:
        view.show_advice(desk, _beside(desk, HEAD), "head")
        if not sheet.rows:
            st.html(f'<p class="small row-note">{typed(desk.words.texts["first"])}</p>')


def _offered(desk: Desk) -> None:
    """What the self-assessment chose to practise and no commitment was made from yet."""
    known = taken(lines(desk.sheet, desk.words))
    found = offered("contract", desk.upstream)
    waiting = [(tool, line) for tool, line in found if (tool, line.row) not in known]
    view.show_offered(desk, [_waiting(desk, tool, line) for tool, line in waiting])


def _waiting(desk: Desk, tool: str, line: ChainLine) -> view.Waiting:
    shown = offered_line(reference(desk.shorts.get(tool, tool), line), line)
    return view.Waiting(line.row, shown, partial(_take_over, desk, tool, line))


def _take_over(desk: Desk, tool: str, line: ChainLine) -> None:
    if (tool, line.row) in taken(lines(desk.sheet, desk.words)):
        desk.redraw(SHEET)
    sheet, row_id = take_over(desk.sheet, origin_of(tool, line), desk.today)
    view.keep_and_turn(desk, SHEET, sheet, row_id)


def _add(desk: Desk, period: Period) -> None:
    # The first one sets the beginning; the head shows it, since opening a row makes fields forget.
    sheet, row_id = add_row(desk.sheet, period, desk.today)
    view.keep_and_turn(desk, SHEET, sheet, row_id)


def _row(desk: Desk, row: Commitment, advice: list[Advice]) -> None:
    if row.id == desk.open.row:
        _edit(desk, row.id)
        return
    button = _("记结果") if is_waiting(row, desk.today) else None
    line = row_line(desk.words, row, desk.today)
    view.closed_row(desk, SHEET, row.id, line, advice, button)


@st.fragment(key=ROW)
def _edit(desk: Desk, row_id: str) -> None:
    """The open commitment: its fields on the left, what the coach says of it on the right."""
    row: Commitment = desk.sheet.row(row_id)
    left, right = view.open_row(desk, row_id)
    with left:
        _fields(desk, row)
        _buttons(desk, row)
    with right:
        mine = [told for told in view.advice_of(desk, coach) if told.row == row_id]
        view.show_advice(desk, mine, "row")
        accept = partial(view.accept_origins, desk, SHEET, row_id, change_row)
        view.show_origins(desk, row_id, row.origins, accept)
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
        view.choose_place(
            desk,
            row.id,
            "period",
            PERIODS,
            row.period,
            partial(_move, desk, row.id),
            button=_("换一段"),
            label=lambda period: desk.words.texts["period"].format(n=period),
        )

    view.row_buttons(
        desk,
        SHEET,
        row.id,
        [other.id for other in desk.sheet.ordered],
        partial(_delete, desk, row.id),
        between,
    )


def _keep(desk: Desk, row_id: str, name: str, value: Any) -> None:
    """One field of a commitment; its first words call up the frame, a day may move its place."""
    before = view.require_row(desk, SHEET, row_id)
    changed = change_row(desk.sheet, row_id, **{name: value})
    same_page = name in TEXTS and is_written(before) == is_written(changed.row(row_id))
    view.keep_sheet(desk, SHEET, changed, ROW if same_page else SHEET)


def _move(desk: Desk, row_id: str, period: Period) -> None:
    view.require_row(desk, SHEET, row_id)
    said = _("{row} 换到了 {n} 天这一段。").format(row=row_id, n=period)
    changed = change_row(desk.sheet, row_id, period=period)
    view.keep_and_turn(desk, SHEET, changed, row_id, said)


def _delete(desk: Desk, row_id: str) -> None:
    row = view.require_row(desk, SHEET, row_id)
    said = _("已删除 {row}“{what}”。").format(row=row_id, what=row.what or _("（空行）"))
    view.keep_and_turn(desk, SHEET, remove_row(desk.sheet, row_id), None, said)


@st.fragment(key=FRAME)
def _frame(desk: Desk) -> None:
    """Who asks, what stops, what is not promised."""
    sheet: ContractSheet = desk.sheet
    st.header(desk.words.texts["frame"], anchor=False)
    left, right = view.pair(desk, "frame")
    keep = partial(view.keep_own, desk, SHEET, FRAME)
    with left:
        for name in ("reminder", "stop", "not_promised"):
            view.text(desk, "sheet", name, getattr(sheet, name), keep, help_below=True)
    with right:
        view.show_advice(desk, _beside(desk, FRAME), "frame")


def _results(desk: Desk) -> None:
    sheet: ContractSheet = desk.sheet
    st.header(_("九十天里"), anchor=False)
    st.html(tally_line(desk.words, sheet, desk.today))
    figure = view.drawn(desk, timeline, {"rows", "start"}, today=desk.today)
    picture = view.Picture(_("图：哪一天"), figure, describe(sheet))
    view.show_pictures(desk, [picture], table(sheet, desk.words))


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
