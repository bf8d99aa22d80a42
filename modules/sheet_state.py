"""Above a sheet: whether all of it is saved, and what to do where it is not."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from course.content.words import ToolWords
from course.errors import CourseError
from course.language import _
from course.merge import ABSENT, Difference
from exercises.marks import sign, typed
from modules.held_sheet import HeldSheet
from modules.identity import current_actor
from modules.in_words import say_place, say_value
from modules.look import local, notice

STATE, NOTICE = "sheet-state", "sheet-notice"
"""Keys of the two fragments that speak of saving."""


def state_line(held: HeldSheet) -> str:
    """「已保存 10:32」, or that something is not saved. Announced to screen readers."""
    if held.unsaved:
        return f'<p class="saved unsaved" role="status">{sign("bang")} {_("有改动还没存上")}</p>'
    if held.saved_at is None:
        return f'<p class="saved" role="status">{_("写下的会自动保存")}</p>'
    at = f"{local(held.saved_at):%H:%M}"
    return f'<p class="saved" role="status">{sign("tick")} {_("已保存")} {at}</p>'


@st.fragment(key=STATE)
def show_state(held: HeldSheet, spot: Any) -> None:
    """Draw the state line into `spot`, a container of the page's head."""
    held.said = state_line(held)
    spot.html(held.said, width="content")


def settled(held: HeldSheet) -> bool:
    """Whether what the page says of saving is still so: mostly, within one minute."""
    return held.said == state_line(held) and not held.noticed and not _to_notice(held)


def _to_notice(held: HeldSheet) -> bool:
    return held.newer is not None or held.unsaved or held.put_together is not None


@st.fragment(key=NOTICE)
def show_notice(held: HeldSheet, words: ToolWords, redraw: Callable[[], None]) -> None:
    """What stands between this tab and the database, with the ways on. Nothing when all is well."""
    held.noticed = _to_notice(held)
    if held.newer is not None:
        _show_conflict(held, words, redraw)
    elif held.unsaved:
        with notice("bad", "unsaved"):
            what = _("刚才这一次没有存上。")
            then = _("你写的字还在这一页里，没有丢。先别关这一页，过一会儿再试。")
            st.html(f"<p><b>{sign('bang')} {what}</b>{then}</p>")
            st.button(_("现在重试"), on_click=partial(_retry, held, redraw))
    elif held.put_together is not None:
        _show_put_together(held, words)


def _show_conflict(held: HeldSheet, words: ToolWords, redraw: Callable[[], None]) -> None:
    assert held.newer is not None
    at = held.newer.saved_at
    when = _("（{at} 保存的）").format(at=f"{local(at):%H:%M}") if at else ""
    with notice("plain", "conflict"):
        what = _("这张表在另一处有更新的版本{when}。").format(when=when)
        then = _("你这里的 {n} 处改动没有覆盖它，也没有丢。请选一种做法。").format(
            n=len(held.my_changes())
        )
        st.html(f"<p><b>{sign('bang')} {what}</b><br>{then}</p>")
        with st.container(horizontal=True, gap="small"):
            st.button(
                _("收起比较") if held.comparing else _("比较两处改动"),
                on_click=partial(_compare, held, redraw),
            )
            st.button(_("改用新的版本"), on_click=partial(_choose, held.take_newer, redraw))
            st.button(
                _("把我的改动加上去"),
                type="primary",
                on_click=partial(_choose, partial(held.add_mine, current_actor), redraw),
            )
        if held.comparing:
            st.html(comparison(words, held.my_changes(), held.their_changes()))


def _show_put_together(held: HeldSheet, words: ToolWords) -> None:
    clashes = held.put_together or ()
    with notice("ok", "together"):
        said = _("两边的改动都在了。")
        if clashes:
            said += _("有 {n} 处两边都改过，现在用的是你这里写的：").format(n=len(clashes))
        st.html(f"<p><b>{sign('tick')} {said}</b></p>")
        if clashes:
            st.html(
                comparison(
                    words,
                    [Difference(c.path, ABSENT, c.after) for c in clashes],
                    [Difference(c.path, ABSENT, c.before) for c in clashes],
                    before=False,
                )
            )


def _retry(held: HeldSheet, redraw: Callable[[], None]) -> None:
    held.keep(held.open.sheet, current_actor)
    redraw()


def _compare(held: HeldSheet, redraw: Callable[[], None]) -> None:
    held.comparing = not held.comparing
    redraw()


def _choose(way: Callable[[], None], redraw: Callable[[], None]) -> None:
    try:
        way()
    except CourseError:
        st.toast(_("那一边的版本这里读不出来，两边都没有动。"))
    redraw()


def comparison(
    words: ToolWords, mine: list[Difference], theirs: list[Difference], before: bool = True
) -> str:
    """A table of what differs, place by place: as it was, here, and there."""
    here, there = ({d.path: d for d in side} for side in (mine, theirs))
    heads = [_("在哪里"), *([_("原来")] if before else []), _("你这里"), _("另一处")]
    body = ""
    for path in dict.fromkeys([*here, *there]):
        one = here.get(path) or there[path]
        cells = [one.before] if before else []
        cells += [side[path].after if path in side else one.before for side in (here, there)]
        shown = "".join(
            f'<td data-l="{label}">{typed(say_value(words, path, value))}</td>'
            for label, value in zip(heads[1:], cells, strict=True)
        )
        body += f'<tr><th scope="row">{typed(say_place(words, path))}</th>{shown}</tr>'
    head = "".join(f'<th scope="col">{label}</th>' for label in heads)
    return f'<table class="book stack"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
