"""A tool: one page around any exercise. Which sheet is shown stands in the address."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Literal, NoReturn, cast

import streamlit as st
from pydantic import BaseModel

from course.content.words import Example, ToolWords
from course.language import _
from course.people.rights import Actor
from course.store.reading import PlaceState, place_of, record_place
from course.store.sheets import CASE, AccountRow, SheetKey, accounts_of, open_sheet
from exercises import exercises
from exercises.exercise import Desk, Exercise, OpenSheet, Position, Side, Undo
from exercises.marks import label as as_label
from exercises.marks import typed
from modules.accounts import manage_accounts
from modules.held_sheet import HeldSheet, UnreadableError, hold, read_sheet
from modules.identity import current_actor
from modules.look import is_dark, local, notice, tap, tell, title
from modules.pages import open_lesson
from modules.services import course, store
from modules.sheet_state import NOTICE, STATE, show_notice, show_state, state_line
from modules.state import tab
from modules.unreadable import show_unreadable

Shown = Literal["own", "full", "half"]
SEGMENTS = 3
"""So many subjects stand side by side; more become a list to choose from."""


@dataclass(frozen=True)
class Asked:
    """What the address asks for, with what it leaves out filled in."""

    tool: str
    subject: str
    side: Side
    shown: Shown
    account: AccountRow | None

    @property
    def key(self) -> SheetKey:
        """The sheet of one's own that belongs to it."""
        return SheetKey(self.tool, self.subject, self.side)

    @property
    def position(self) -> Position:
        """Whose side, and what the two parties are called."""
        return Position(self.side, _names(self.account))


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
        asked = _asked(tool, words, accounts)
        _remember_place(actor, asked, last)
        if asked.shown == "own":
            _show_own(actor, asked, words, exercise, accounts)
        else:
            _show_example(actor, asked, words, exercise, words.examples[asked.shown])


def _asked(tool: str, words: ToolWords, accounts: Sequence[AccountRow]) -> Asked:
    """The address, read with care: people shorten and guess addresses."""
    wanted = st.query_params.to_dict()
    subject, shown = wanted.get("subject", CASE), wanted.get("sheet", "own")
    account = next((a for a in accounts if str(a.id) == subject and not a.archived), None)
    if account is None and subject != CASE:
        tell("bad", "subject", _("没有这个客户。"), _("可能已经归档。先打开案例的表。"))
        subject = CASE
    return Asked(
        tool=tool,
        subject=subject,
        side="customer" if wanted.get("side") == "customer" else "us",
        shown=cast(Shown, shown) if shown in words.examples else "own",
        account=account,
    )


def _names(account: AccountRow | None) -> dict[Side, str]:
    if account is not None:
        return {"us": _("我方"), "customer": account.name}
    parties = course().file.parties
    if parties is None:
        return {"us": _("我方"), "customer": _("客户")}
    return {"us": parties.us, "customer": parties.customer}


def _remember_place(actor: Actor, asked: Asked, last: PlaceState | None) -> None:
    """So that 「继续学习」 leads here. Written when the place changes, not in every run."""
    place = {"tool": asked.tool, "subject": asked.subject, "side": asked.side}
    if asked.shown != "own":
        place["sheet"] = asked.shown
    if last is not None and (last.page, last.parameters) == ("tool", place):
        return
    with store().writing() as db:
        record_place(db, actor, "tool", place, datetime.now(UTC))


def _go(**parameters: str) -> None:
    """Another sheet on this page. `sheet` is dropped unless it is named."""
    st.query_params.pop("sheet", None)
    st.query_params.update(parameters)


def _show_own(
    actor: Actor,
    asked: Asked,
    words: ToolWords,
    exercise: Exercise,
    accounts: Sequence[AccountRow],
) -> None:
    spot = _head(words)
    _choose_sheet(asked, words, accounts)
    try:
        held = hold(asked.key, exercise.sheet, actor, tab().sheets.get(asked.key))
    except UnreadableError as error:
        show_unreadable(error, exercise.sheet, actor)
        return
    tab().sheets[asked.key] = held
    show_state(held, spot)
    show_notice(held, words, _redraw_page)
    exercise.show(_desk(asked, words, held, _others(actor, asked, exercise)))
    if held.revision or exercise.entries(held.open.sheet):
        st.button(
            _("清空这张表，从空白开始"),
            key="start-blank",
            type="tertiary",
            icon=":material/delete_sweep:",
            on_click=partial(
                _put, held, exercise.sheet(), _("已清空这张表。"), asked.subject, asked.side
            ),
        )


def _head(words: ToolWords) -> st.delta_generator.DeltaGenerator:
    """Title and purpose; returns the place beside the title where the state of saving stands."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container():
            title(words.title, f"tool-{words.id}")
        spot = st.container(width="content")
    spot.empty()  # a fragment may draw only where the page has drawn before
    st.html(f'<p class="soft">{typed(words.purpose)}</p>')
    return spot


def _choose_sheet(asked: Asked, words: ToolWords, accounts: Sequence[AccountRow]) -> None:
    labels = {CASE: _("案例：{name}").format(name=_names(None)["customer"])} | {
        str(account.id): account.name for account in accounts if not account.archived
    }
    names = asked.position.names
    sides = {
        "us": _side_label(_("我方"), names["us"]),
        "customer": _side_label(_("客户"), names["customer"]),
    }
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        _choose("subject", _("练习对象"), labels, asked.subject)
        _choose("side", _("站在谁的位置"), sides, asked.side)
        with st.container(horizontal=True, width="content", gap="small"):
            manage_accounts(accounts, lambda subject: _go(subject=subject))
            for shown, label, icon in (
                ("full", _("查看范例"), "menu_book"),
                ("half", _("半填的范例"), "edit_note"),
            ):
                if shown in words.examples:
                    st.button(
                        label,
                        key=f"show-{shown}",
                        type="tertiary",
                        icon=f":material/{icon}:",
                        on_click=partial(_go, sheet=shown),
                    )


def _side_label(label: str, name: str) -> str:
    return label if name == label else _("{label}（{name}）").format(label=label, name=name)


def _choose(name: str, label: str, options: dict[str, str], chosen: str) -> None:
    """One of the address's parameters as a control. The address decides, the control follows."""
    key = f"choose-{name}"
    st.session_state[key] = chosen
    if len(options) <= SEGMENTS:
        st.segmented_control(
            label,
            list(options),
            required=True,
            format_func=lambda option: as_label(options[option]),
            key=key,
            on_change=lambda: _go(**{name: st.session_state[key]}),
        )
    else:
        st.selectbox(
            label,
            list(options),
            format_func=options.__getitem__,
            key=key,
            placeholder=_("选一项"),
            filter_mode=None,
            width=260,
            on_change=lambda: _go(**{name: st.session_state[key]}),
        )


def _others(actor: Actor, asked: Asked, exercise: Exercise) -> dict[str, BaseModel]:
    """The sheets that this tool draws from; one that cannot be read waits for its own page."""
    found = {}
    for tool in exercise.reads:
        with store().reading() as db:
            state = open_sheet(db, actor, SheetKey(tool, asked.subject, asked.side))
        if state.data is not None:
            with suppress(UnreadableError):
                found[tool] = read_sheet(exercises()[tool].sheet, state)
    return found


def _desk(asked: Asked, words: ToolWords, held: HeldSheet, others: Mapping[str, BaseModel]) -> Desk:
    return Desk(
        key=f"{asked.tool}-{asked.subject}-{asked.side}",
        subject=asked.subject,
        words=words,
        open=held.open,
        position=asked.position,
        today=_today(),
        dark=is_dark(),
        keep=lambda sheet: held.keep(sheet, current_actor),
        redraw=_redraw,
        say_saved=partial(_say_saved, held),
        open_lesson=open_lesson,
        tap=tap,
        others=others,
    )


def _say_saved(held: HeldSheet) -> None:
    st.html(state_line(held), width="content")


def _today() -> date:
    return local(datetime.now(UTC)).date()


def _redraw(part: str) -> NoReturn:
    st.rerun([STATE, NOTICE, part])


def _redraw_page() -> None:
    """A callback that returns redraws the page, if it does so outside of a fragment."""
    st.rerun()


def _show_example(
    actor: Actor, asked: Asked, words: ToolWords, exercise: Exercise, example: Example
) -> None:
    _head(words)
    side: Side = "customer" if example.subject == "case-customer" else "us"
    sheet = exercise.from_example(example, _today())
    with notice("ok", "example"):
        st.html(f"<p><b>{_('这是范例，改不动。你自己的表没有变。')}</b> {typed(example.intro)}</p>")
        with st.container(horizontal=True, gap="small"):
            st.button(_("回到我的表"), type="primary", key="back-to-own", on_click=_go)
            if asked.shown == "half":
                _offer_copy(actor, exercise, SheetKey(asked.tool, CASE, side), sheet)
    exercise.show(
        Desk(
            key=f"{asked.tool}-{asked.shown}",
            subject=CASE,
            words=words,
            open=OpenSheet(sheet),
            position=Position(side, _names(None)),
            today=_today(),
            dark=is_dark(),
            keep=lambda _sheet: None,
            redraw=_redraw,
            say_saved=lambda: None,
            open_lesson=open_lesson,
            tap=tap,
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
    held.open.replace(sheet)
    held.open.undo = Undo(said, before) if before != type(sheet)() else None
    held.keep(sheet, current_actor)
    _go(subject=subject, side=side)
