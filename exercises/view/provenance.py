"""Where a row came from, what changed there since, and where the row went."""

from collections.abc import Callable, Iterable

import streamlit as st

from course.language import _
from exercises.chain import Origin, Review, reviews
from exercises.exercise import Desk
from exercises.marks import sign, typed, went


def show_origins(
    desk: Desk, row: str, origins: Iterable[Origin], accept: Callable[[], None] | None
) -> None:
    """The rows that `row` was made from; where one changed, old and new words and one button.

    `accept` is the button's callback: it notes what the sources say now (`chain.accepted`). None
    only shows.
    """
    origins = tuple(origins)
    if not origins:
        return
    stale = {(r.origin.tool, r.origin.row): r for r in reviews(origins, desk.upstream)}
    lines = [_origin(desk, one, stale.get((one.tool, one.row))) for one in origins]
    st.html(f'<div class="origins small">{"".join(lines)}</div>')
    if stale and accept is not None:
        st.button(
            _("看过了，照现在的记"),
            key=desk.widget(row, "accept"),
            icon=":material/task_alt:",
            help=_("你这一行的字不会变；只记下来源现在的说法，不再提醒。"),
            on_click=accept,
        )


def _origin(desk: Desk, origin: Origin, found: Review | None) -> str:
    name = typed(desk.name_of(origin))
    said = typed(" ".join(filter(None, (origin.text, origin.value))))
    if found is None:
        return f'<p class="soft">{_("来自")} <b>{name}</b> {said}</p>'
    head = f'<p class="review"><b>{sign("stale")} {_("需复核")} {name}</b></p>'
    then = f"<p>{_('当时：')}<s>{said}</s></p>"
    if found.now is None:
        return f"{head}{then}<p>{_('现在：那张表里已经没有这一行。')}</p>"
    now = typed(" ".join(filter(None, (found.now.text, found.now.value))))
    return f"{head}{then}<p>{_('现在：')}{now}</p>"


def show_used(desk: Desk, row: str) -> None:
    """Where the row went: the rows of other sheets that were made from it."""
    used = desk.used_in.get(row, ())
    if used:
        st.html(went(used))
