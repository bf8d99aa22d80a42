"""A tool: one page around any exercise. Which sheet is shown stands in the address."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import NoReturn

import streamlit as st
from pydantic import BaseModel

from course.content.words import Example, ToolWords
from course.language import _
from course.merge import with_numbers_of
from course.people.rights import Actor
from course.store.reading import PlaceState, place_of, record_place
from course.store.sheets import CASE, OWN, AccountRow, SheetKey, accounts_of
from exercises import exercises
from exercises.exercise import Desk, Exercise, OpenSheet, Position, Side, Undo
from exercises.marks import typed
from modules.asked import Asked, asked_for, choose_sheet, go_to, party_names
from modules.beside import Beside, beside, beside_example, labels, shorts
from modules.files import StoredFile
from modules.held_sheet import HeldSheet, UnreadableError, hold, plain
from modules.identity import current_actor
from modules.look import is_dark, notice, tap, tell, title, today
from modules.pages import NUMERALS, open_lesson, page_of, unit_entry
from modules.services import course, store
from modules.sheet_file import show_files
from modules.sheet_state import NOTICE, STATE, settled, show_notice, show_state, state_line
from modules.state import tab
from modules.unreadable import show_unreadable


def show_tool() -> None:
    """Draw the tool that the address names, on the sheet that it names."""
    actor = current_actor()
    tool = st.query_params.get("tool", "")
    words, exercise = course().tools.get(tool), exercises().get(tool)
    with st.container(key="work"):
        if words is None or exercise is None:
            tell("bad", "tool", _("没有这个工具。"), _("从单元页里的「工具」进来，就不会错。"))
            return
        with store().reading() as db:
            accounts, last = accounts_of(db, actor), place_of(db, actor)
        asked = asked_for(tool, words, exercise, accounts)
        _remember_place(actor, asked, last)
        if asked.shown == "own":
            _show_own(actor, asked, words, exercise, accounts)
        else:
            _show_example(actor, asked, words, exercise, words.examples[asked.shown])


def _remember_place(actor: Actor, asked: Asked, last: PlaceState | None) -> None:
    """So that 「继续学习」 leads here. Written when the place changes, not in every run."""
    place = asked.place
    if last is not None and (last.page, last.parameters) == ("tool", place):
        return
    with store().writing() as db:
        record_place(db, actor, "tool", place, datetime.now(UTC))


def _show_own(
    actor: Actor,
    asked: Asked,
    words: ToolWords,
    exercise: Exercise,
    accounts: Sequence[AccountRow],
) -> None:
    spot = _head(words)
    choose_sheet(asked, words, exercise, accounts)
    try:
        held = hold(asked.key, exercise.sheet, actor, tab().sheets.get(asked.key))
    except UnreadableError as error:
        show_unreadable(error, exercise.sheet, actor)
        return
    tab().sheets[asked.key] = held
    _open_row(held)
    show_state(held, spot)
    show_notice(held, words, _redraw_page)
    near = beside(actor, asked, exercise)
    exercise.show(_desk(asked, words, held, near))
    before = exercise.begins_at
    if before and before not in near.others and not exercise.entries(held.open.sheet):
        _show_first(before)
    _show_next(asked, exercise)
    put = partial(_put, held, subject=asked.subject, side=asked.side)
    show_files(asked, words, exercise, held, accounts, put)
    if held.revision or exercise.entries(held.open.sheet):
        _offer_blank(held, exercise, asked)


def _offer_blank(held: HeldSheet, exercise: Exercise, asked: Asked) -> None:
    """Begin anew, after asking. The sheet of the next edition has a question of its own, shut."""
    with st.popover(
        _("清空这张表，从空白开始"),
        type="tertiary",
        icon=":material/delete_sweep:",
        key=f"clearing-{held.open.edition}",
    ):
        # No count: rows are saved without drawing the page, and it would tell an old one.
        st.html(f"<p>{_('你在这张表里写的都会清掉。清空以后还可以撤销。')}</p>")
        st.button(_("清空"), key="start-blank", on_click=partial(_clear, held, exercise, asked))


def _clear(held: HeldSheet, exercise: Exercise, asked: Asked) -> None:
    """An empty sheet whose rows count on: S1 in another sheet must not come to mean a new row."""
    data = with_numbers_of(plain(exercise.sheet()), plain(held.open.sheet))
    blank = exercise.sheet.model_validate(data)
    _put(held, blank, _("已清空这张表。"), asked.subject, asked.side)


def _show_first(tool: str) -> None:
    """The way to the sheet that has to be written before this one."""
    st.button(
        _("先写：{tool}").format(tool=course().tools[tool].title),
        key="first-sheet",
        type="primary",
        icon=":material/arrow_back:",
        on_click=partial(go_to, tool=tool),
    )


def _show_next(asked: Asked, exercise: Exercise) -> None:
    """Where one goes on: the unit's next tool on the same subject and side, else the unit."""
    unit = next((one for one in course().units if asked.tool in one.file.tools), None)
    if unit is None:
        return
    order = [tool for tool in unit.file.tools if tool in exercises()]
    after = order[order.index(asked.tool) + 1 :]
    if not after:
        st.page_link(
            page_of(unit_entry(unit)),
            label=_("回到第{number}单元").format(number=NUMERALS[unit.number]),
            icon=":material/arrow_back:",
        )
        return
    tool = after[0]
    subject = asked.subject if exercises()[tool].about == exercise.about else CASE
    # No link: one to the page that is open draws it anew, but leaves the browser's address as it is
    st.button(
        _("下一张：{tool}").format(tool=course().tools[tool].title),
        key="next-sheet",
        icon=":material/arrow_forward:",
        icon_position="right",
        on_click=partial(go_to, tool=tool, subject=subject),
    )


def _open_row(held: HeldSheet) -> None:
    """The row that the address names, once: from then on the person opens and shuts rows."""
    row = st.query_params.pop("row", None)
    if row is not None and row != held.open.row:
        held.open.turn_to(row)


def _head(words: ToolWords) -> st.delta_generator.DeltaGenerator:
    """Title and purpose; returns the place beside the title where the state of saving stands."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container():
            title(words.title, f"tool-{words.id}")
        spot = st.container(width="content")
    spot.empty()  # a fragment may draw only where the page has drawn before
    st.html(f'<p class="soft">{typed(words.purpose)}</p>')
    return spot


def _desk(asked: Asked, words: ToolWords, held: HeldSheet, near: Beside) -> Desk:
    return Desk(
        key=f"{asked.tool}-{asked.subject}-{asked.side}",
        subject=asked.subject,
        words=words,
        open=held.open,
        position=Position(asked.side, asked.names, near.others, near.opposite),
        today=today(),
        dark=is_dark(),
        keep=lambda sheet: held.keep(sheet, current_actor),
        redraw=partial(_redraw, held),
        say_saved=partial(_say_saved, held),
        settled=partial(settled, held),
        open_lesson=open_lesson,
        tap=tap,
        upstream=near.upstream,
        used_in=near.used_in,
        shorts=shorts(),
        labels=labels(),
        case=course().case,
        files=StoredFile(asked.tool, asked.subject),
    )


def _say_saved(held: HeldSheet) -> None:
    st.html(state_line(held), width="content")


def _redraw(held: HeldSheet, *parts: str) -> NoReturn:
    st.rerun(parts if settled(held) else (STATE, NOTICE, *parts))


def _redraw_page() -> None:
    """A callback that returns redraws the page, if it does so outside of a fragment."""
    st.rerun()


def _show_example(
    actor: Actor, asked: Asked, words: ToolWords, exercise: Exercise, example: Example
) -> None:
    _head(words)
    side: Side = "customer" if example.subject == "case-customer" else "us"
    subject = OWN if exercise.about == "person" else CASE
    sheet = exercise.from_example(example, today())
    near = beside_example(asked.tool, example, today())
    with notice("ok", "example"):
        st.html(f"<p><b>{_('这是范例，改不动。你自己的表没有变。')}</b> {typed(example.intro)}</p>")
        with st.container(horizontal=True, gap="small"):
            st.button(_("回到我的表"), type="primary", key="back-to-own", on_click=go_to)
            if asked.shown == "half":
                _offer_copy(actor, exercise, SheetKey(asked.tool, subject, side), sheet)
    exercise.show(
        Desk(
            key=f"{asked.tool}-{asked.shown}",
            subject=subject,
            words=words,
            open=OpenSheet(sheet),
            position=Position(side, party_names(None)),
            today=today(),
            dark=is_dark(),
            keep=lambda _sheet: None,
            redraw=lambda *parts: st.rerun(parts),
            say_saved=lambda: None,
            settled=lambda: True,
            open_lesson=open_lesson,
            tap=tap,
            upstream=near.upstream,
            used_in=near.used_in,
            shorts=shorts(),
            labels=labels(),
            case=course().case,
            read_only=True,
            row_notes=example.notes,
        )
    )
    if example.outro:
        st.html(f'<p class="ask">{typed(example.outro)}</p>')


def _offer_copy(actor: Actor, exercise: Exercise, key: SheetKey, sheet: BaseModel) -> None:
    """Begin with a half-filled sheet; where something is already, only after asking."""
    try:
        held = hold(key, exercise.sheet, actor, tab().sheets.get(key))
    except UnreadableError:
        return
    tab().sheets[key] = held
    filled = exercise.entries(held.open.sheet)
    copy = partial(_put, held, sheet, _("已换成半填的表。"), key.subject, key.side)
    if not filled:
        st.button(_("从半填开始"), key="start-half", on_click=copy)
        return
    with st.popover(_("从半填开始")):
        st.html(
            f"<p>{_('这张表里你已经写了 {n} 条。换成半填的以后还可以撤销。').format(n=filled)}</p>"
        )
        st.button(_("换成半填的"), key="start-half", on_click=copy)


def _put(held: HeldSheet, sheet: BaseModel, said: str, subject: str, side: Side) -> None:
    """Put another sheet in the place of one's own, with the way back, and open it."""
    before = held.open.sheet
    held.open.turn_to(None)
    if sheet != before:  # a second press at once must not take the way back away
        held.open.replace(sheet)
        held.open.undo = Undo(said, before) if before != type(sheet)() else None
    held.keep(sheet, current_actor)
    go_to(subject=subject, side=side)
