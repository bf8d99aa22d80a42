"""Where a row came from, what changed there since, where it went, and what waits to be taken."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, NoReturn

import streamlit as st
from pydantic import BaseModel

from course.language import _
from exercises.chain import Origin, Review, accepted, reviews
from exercises.exercise import Desk
from exercises.marks import sign, typed, went
from exercises.view.changing import require_row


def show_origins(
    desk: Desk, row: str, origins: Iterable[Origin], accept: Callable[[], None] | None
) -> None:
    """The rows that `row` was made from; where one changed, old and new words and one button.

    `accept` is the button's callback: `accept_origins`, or what notes in another way what the
    sources say now. None only shows.
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


def accept_origins(
    desk: Desk,
    whole: str,
    row_id: str,
    change: Callable[..., BaseModel],
    rows: Iterable[Any] | None = None,
) -> NoReturn:
    """Note what the sources of the row say now; one that is gone there is left out.

    `change` makes the sheet with other values of a row: `change_row`. The row is looked for among
    `rows`, or all rows of the sheet.
    """
    origins = accepted(require_row(desk, whole, row_id, rows).origins, desk.upstream)
    desk.save(change(desk.sheet, row_id, origins=origins))
    desk.redraw(whole)


class Waiting(NamedTuple):
    """A row of another sheet that waits to be taken over: its id, its HTML, what takes it."""

    row: str
    html: str
    take: Callable[[], None]


def show_offered(desk: Desk, waiting: Sequence[Waiting]) -> None:
    """What other sheets offer, each taken over with one press; nothing where nothing waits."""
    if not waiting:
        return
    texts = desk.words.texts
    with st.container(gap=None):
        st.html(f'<h3 class="part">{texts["offered"]}</h3>')
        st.html(f'<p class="soft small">{typed(texts["offered_hint"])}</p>')
        for one in waiting:
            key = f"{desk.key}-offered-{one.row}"
            desk.tap(key, one.html, _("接过来"), on_click=one.take)
