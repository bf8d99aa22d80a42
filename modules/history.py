"""A sheet's history: what was changed in which sitting, any two versions compared, one taken back.

Every save is kept. Here they stand by sitting, and the minutes of a sitting on demand.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import streamlit as st
from pydantic import BaseModel

from course.content.words import ToolWords
from course.language import _
from course.merge import differences, with_numbers_of
from course.people.rights import Actor
from course.sittings import Save, Sitting, sittings
from course.store.sheets import SheetKey, accounts_of, sheet_revisions, sheet_saves
from exercises import exercises
from exercises.exercise import Undo
from exercises.marks import label as as_label
from exercises.marks import sign, typed
from modules.asked import Asked, asked_for
from modules.held_sheet import UnreadableError, hold, plain, read_sheet, save_instead
from modules.identity import current_actor
from modules.in_words import changes_table, names_of
from modules.look import empty, local, tap, tell, title, today
from modules.pages import link_to, open_page
from modules.services import course, store
from modules.state import tab

AT_ONCE = 12
"""So many sittings are listed before one asks for more."""

MOST_CHANGES = 80
"""So many differences are told one by one."""


@dataclass(frozen=True)
class Versions:
    """The versions of one sheet that this run needs, as today's model reads them.

    `unreadable` are those that it does not understand; they stay in the database.
    """

    model: type[BaseModel]
    data: Mapping[int, dict[str, Any]]
    unreadable: frozenset[int]

    def changes(self, before: int | None, after: int) -> int:
        """How many values differ between two revisions; None stands for the empty sheet."""
        old = plain(self.model()) if before is None else self.data[before]
        return len(differences(old, self.data[after]))

    def has(self, *revisions: int | None) -> bool:
        """Whether all of them can be read."""
        return all(one is None or one in self.data for one in revisions)


def show_history() -> None:
    """Draw the history of the sheet that the address names."""
    actor = current_actor()
    tool = st.query_params.get("tool", "")
    words, exercise = course().tools.get(tool), exercises().get(tool)
    with st.container(key="work"):
        if words is None or exercise is None:
            tell("bad", "tool", _("没有这个工具。"), _("从单元页里的「工具」进来，就不会错。"))
            return
        with store().reading() as db:
            asked = asked_for(tool, words, exercise, accounts_of(db, actor))
            saves = sheet_saves(db, actor, asked.key)
        title(_("历史"), f"history-{tool}", typed(words.title))
        said = _("每一次保存都留着，一版没删。坐下来写一次归成一行；打开看改了什么，也可以取回来。")
        st.html(f'<p class="soft">{said}</p>')
        whose = as_label("，".join(filter(None, (_whose(asked), _side(asked, exercise.sided)))))
        st.page_link(
            link_to("tool"),
            label=_("回到这张表（{whose}）").format(whose=whose) if whose else _("回到这张表"),
            icon=":material/arrow_back:",
            query_params=asked.place,
        )
        if saves:
            _show_sittings(actor, asked, words, exercise.sheet, sittings(saves))
        else:
            with empty("history"):
                st.html(f"<p>{_('这张表还没有存过。写下第一个字，历史就从那里开始。')}</p>")


def _whose(asked: Asked) -> str:
    return asked.names["customer"] if asked.account or asked.subject == "case" else ""


def _side(asked: Asked, sided: bool) -> str:
    if not sided:
        return ""
    return _("站在我方") if asked.side == "us" else _("站在客户")


def _show_sittings(
    actor: Actor,
    asked: Asked,
    words: ToolWords,
    model: type[BaseModel],
    found: Sequence[Sitting],
) -> None:
    shown = min(len(found), _number("upto") or AT_ONCE)
    opened = _number("at")
    ends = {one.last.revision for one in found[: shown + 1]}
    versions = _read(actor, asked.key, model, ends)
    with st.container(gap=None):
        for number, sitting in enumerate(found[:shown]):
            before = found[number + 1].last.revision if number + 1 < len(found) else None
            is_open = opened == sitting.last.revision
            _line(versions, sitting, before, now=number == 0, is_open=is_open)
            if is_open:
                with st.container(key=f"open-history-{opened}", gap="small"):
                    _show_open(actor, asked, words, model, found, number)
    if shown < len(found):
        st.button(
            _("更早的"),
            key="history-more",
            icon=":material/expand_more:",
            on_click=lambda: st.query_params.update(upto=str(shown + AT_ONCE)),
        )


def _number(name: str) -> int | None:
    """A number in the address; None where there is none that makes sense."""
    said = st.query_params.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None


def _read(
    actor: Actor, key: SheetKey, model: type[BaseModel], revisions: Collection[int]
) -> Versions:
    with store().reading() as db:
        states = sheet_revisions(db, actor, key, revisions)
    data, unreadable = {}, set()
    for revision, state in states.items():
        try:
            data[revision] = plain(read_sheet(model, state))
        except UnreadableError:
            unreadable.add(revision)
    return Versions(model, data, frozenset(unreadable))


def _line(
    versions: Versions, sitting: Sitting, before: int | None, *, now: bool, is_open: bool
) -> None:
    last = sitting.last.revision
    if not versions.has(before, last):
        what = _("现在的程序读不懂，原文还在")
    else:
        n = versions.changes(before, last)
        what = _("改了 {n} 处").format(n=n) if n else _("改了又改回来")
    saves = _("{n} 次保存").format(n=len(sitting.saves))
    mark = f" <b>{sign('tick')} {_('现在的样子')}</b>" if now else ""
    html = (
        '<div class="line" style="--cols:minmax(0,1fr)">'
        f'<div><p class="t">{_span(sitting)}{mark}</p>'
        f'<p class="soft small">{what}　{saves}</p></div></div>'
    )
    target = "" if is_open else str(last)
    tap(
        f"history-{last}",
        html,
        _("收起") if is_open else _("打开"),
        on_click=lambda: st.query_params.update(at=target),
    )


def _show_open(
    actor: Actor,
    asked: Asked,
    words: ToolWords,
    model: type[BaseModel],
    found: Sequence[Sitting],
    number: int,
) -> None:
    """One sitting: choose its moment and what to compare with; take it back."""
    sitting, newest = found[number], found[0].last
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = _choose_moment(sitting)
        other = _choose_other(found, number, chosen)
    if other is None:
        st.html(f'<p class="soft small">{_("只存过这一版。")}</p>')
        return
    versions = _read(actor, asked.key, model, {chosen.revision, other.revision, newest.revision})
    if not versions.has(chosen.revision, other.revision):
        tell("bad", "history", _("其中一版现在的程序读不懂。"), _("没有丢，原文还在数据库里。"))
        return
    early, late = sorted((chosen, other))
    _show_changes(words, versions, early, late, newest)
    if versions.has(newest.revision) and not versions.changes(newest.revision, chosen.revision):
        st.html(f'<p class="soft small">{_("这一版和现在的一样。")}</p>')
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        at = _moment(chosen)
        if st.button(
            _("取回 {at} 的这一版").format(at=at), key="history-take-back", type="primary"
        ):
            take_back(asked.key, model, versions.data[chosen.revision], at)
            open_page("tool", asked.place)
        st.html(f'<p class="soft small">{_("现在的也留着，取回以后还可以撤销。")}</p>')


def _choose_moment(sitting: Sitting) -> Save:
    """The end of the sitting, or one of its minutes."""
    minutes = sitting.minutes
    if len(minutes) == 1:
        return sitting.last
    chosen = st.selectbox(
        _("哪一刻的样子"),
        minutes,
        format_func={one: _moment(one) for one in minutes}.__getitem__,
        key=f"history-moment-{sitting.last.revision}",
        filter_mode=None,
        width=230,
    )
    return chosen or sitting.last


def _choose_other(found: Sequence[Sitting], number: int, chosen: Save) -> Save | None:
    """What to compare with: at first the sitting before; in the first one its own beginning, or,
    where that was chosen, today's version."""
    newest, begun = found[0].last, found[number].first
    ends = [*(one.last for one in found), begun]
    others = [one for one in dict.fromkeys(ends) if one != chosen]
    if not others:
        return None
    if number + 1 < len(found):
        before = found[number + 1].last
    else:
        before = begun if chosen == newest else others[0]
    labels = {one: _moment(one) for one in others}
    if begun != found[number].last:
        labels |= {begun: _("{at}，刚动笔时").format(at=_moment(begun))}
    labels |= {newest: _("现在的样子")}
    return st.selectbox(
        _("和哪一版比"),
        others,
        index=others.index(before),
        format_func=labels.__getitem__,
        key=f"history-other-{chosen.revision}",
        filter_mode=None,
        width=230,
    )


def _show_changes(
    words: ToolWords, versions: Versions, early: Save, late: Save, newest: Save
) -> None:
    old, new = versions.data[early.revision], versions.data[late.revision]
    changes = differences(old, new)
    heads = (_moment(early), _("现在") if late == newest else _moment(late))
    if not changes:
        st.html(f"<p>{_('这两版一个字不差。')}</p>")
        return
    said = _("从 {early} 到 {late}，有 {n} 处不同。")
    said = said.format(early=heads[0], late=heads[1], n=len(changes))
    table = changes_table(words, changes[:MOST_CHANGES], heads, names_of(new, old))
    st.html(f"<p>{said}</p>{table}")
    if len(changes) > MOST_CHANGES:
        left = _("还有 {n} 处没有列出来。").format(n=len(changes) - MOST_CHANGES)
        st.html(f'<p class="soft small">{left}</p>')


def take_back(key: SheetKey, model: type[BaseModel], data: dict[str, Any], at: str) -> None:
    """Save an earlier version as the newest one, with the way back. Nothing is lost by it.

    Numbers given since then stay given. Where saving fails the tool's page says so.
    """
    try:
        held = hold(key, model, current_actor(), tab().sheets.get(key))
    except UnreadableError as error:  # what nobody can read here cannot be shown for an undo either
        save_instead(error.state, data, current_actor())
        return
    tab().sheets[key] = held
    before = held.open.sheet
    sheet = model.model_validate(with_numbers_of(data, plain(before)))
    held.open.turn_to(None)
    held.open.replace(sheet)
    held.open.undo = Undo(_("已取回 {at} 的那一版。").format(at=at), before)
    held.keep(sheet, current_actor)


def _span(sitting: Sitting) -> str:
    first, last = (local(one.saved_at) for one in (sitting.first, sitting.last))
    if f"{first:%H:%M}" == f"{last:%H:%M}":
        return _day(last) + f" {last:%H:%M}"
    return _day(last) + f" {first:%H:%M}–{last:%H:%M}"


def _moment(save: Save) -> str:
    at = local(save.saved_at)
    return f"{_day(at)} {at:%H:%M}"


def _day(at: datetime) -> str:
    """「今天」, 「昨天」, or the date."""
    days = (today() - at.date()).days
    return {0: _("今天"), 1: _("昨天")}.get(days, f"{at:%Y-%m-%d}")
