"""What other sheets offer to the SWOT, to be taken over with one press, and an item's sources."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

import streamlit as st

from course.language import _
from exercises.chain import Origin
from exercises.exercise import Desk, reference
from exercises.marks import hint, label, typed
from exercises.swot.lines import offer_line
from exercises.swot.offers import Offer, open_offers, possible_sources, take
from exercises.swot.sheet import OUTSIDE, Quad, SwotItem, SwotSheet, add_origin


class Taken(Protocol):
    """Keeps the sheet in which something was taken over, and opens the item that has it."""

    def __call__(self, sheet: SwotSheet, row_id: str, said: str | None = None) -> None:
        """`said` is the sentence of undo, where something was changed that was there before."""


def show_offers(desk: Desk, taken: Taken) -> None:
    """Rows of PEST and of the five forces that ought to be here and are not yet."""
    offers = open_offers(desk.sheet, desk.upstream)
    if not offers:
        return
    texts = desk.words.texts
    with st.container(gap=None):
        st.html(
            f'<h3 class="part">{texts["offered"]}</h3>'
            f'<p class="soft small">{typed(texts["offered_hint"])}</p>'
        )
        for offer in offers:
            _offer(desk, offer, taken)
        if any(offer.tool == "forces" for offer in offers):
            st.html(f'<p class="soft small">{typed(texts["offered_force"])}</p>')


def _offer(desk: Desk, offer: Offer, taken: Taken) -> None:
    key, texts = f"{desk.key}-{offer.tool}-{offer.line.row}", desk.words.texts
    with st.container(
        key=f"offer-{key}", horizontal=True, vertical_alignment="center", gap="small"
    ):
        st.html(offer_line(_name(desk, offer), offer.line), width="stretch")
        with st.container(horizontal=True, width="content", gap="small"):
            st.button(
                texts["take"],
                key=f"{key}-take",
                icon=":material/add:",
                on_click=partial(_take, desk, offer, offer.quad, taken),
            )
            if offer.tool == "forces":
                st.button(
                    texts["take_other"],
                    key=f"{key}-other",
                    type="tertiary",
                    on_click=partial(_take, desk, offer, "O", taken),
                )
            outside = [row for row in desk.sheet.ordered if row.quad in OUTSIDE and row.text]
            if outside:
                with st.popover(texts["take_into"], type="tertiary", key=f"{key}-into"):
                    st.html(hint(texts["taken_into"]))
                    for row in outside:
                        st.button(
                            label(f"{row.id} {row.text}"),
                            key=f"{key}-into-{row.id}",
                            type="tertiary",
                            on_click=partial(_add_to, desk, offer, row.id, taken),
                        )


def _take(desk: Desk, offer: Offer, quad: Quad, taken: Taken) -> None:
    sheet = desk.sheet
    if offer not in open_offers(sheet, desk.upstream):  # pressed twice
        row = next(r for r in sheet.rows if _has(r, offer))
        taken(sheet, row.id)
        return
    taken(*take(sheet, offer, quad, desk.others))


def _add_to(desk: Desk, offer: Offer, row_id: str, taken: Taken) -> None:
    if any(row.id == row_id for row in desk.sheet.rows):
        said = _("{row} 多了一个出处：{name}。").format(row=row_id, name=_name(desk, offer))
        taken(add_origin(desk.sheet, row_id, offer.origin), row_id, said)


def _has(row: SwotItem, offer: Offer) -> bool:
    return any((o.tool, o.row) == (offer.tool, offer.line.row) for o in row.origins)


def _name(desk: Desk, offer: Offer) -> str:
    return reference(desk.shorts.get(offer.tool, offer.tool), offer.line)


def show_sources(desk: Desk, row: SwotItem, keep: Callable[[tuple[Origin, ...]], None]) -> None:
    """The sources of the open item: each can be dropped, others of the sheets it reads added."""
    words = desk.words.fields["origins"]
    with st.container(gap="xxsmall"):
        st.html(f'<p class="label">{words.label}</p>')
        if not row.origins:
            st.html(hint(desk.words.texts["no_origin"]))
        for origin in row.origins:
            rest = tuple(one for one in row.origins if one is not origin)
            name = desk.name_of(origin)
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.html(f"<p><b>{typed(name)}</b> {typed(origin.text)}</p>")
                st.button(
                    _("去掉"),
                    key=desk.widget(row.id, f"drop-{origin.tool}-{origin.row}"),
                    type="tertiary",
                    help=_("只去掉“{name}”这个出处，这一条的字不变。").format(name=label(name)),
                    on_click=keep,
                    args=(rest,),
                )
        _add_source(desk, row, keep)
        st.html(hint(words.hint or ""))


def _add_source(desk: Desk, row: SwotItem, keep: Callable[[tuple[Origin, ...]], None]) -> None:
    sources = possible_sources(row, desk.upstream)
    if not sources:
        return
    words, key = desk.words.fields["origins"], desk.widget(row.id, "add-origin")

    def add() -> None:
        chosen: Offer | None = st.session_state[key]
        if chosen is not None:
            keep((*row.origins, chosen.origin))

    st.selectbox(
        words.label,
        sources,
        index=None,
        format_func=lambda offer: f"{_name(desk, offer)} {offer.line.text}",
        key=key,
        placeholder=words.placeholder or _("选一行"),
        label_visibility="collapsed",
        filter_mode=None,
        on_change=add,
    )
