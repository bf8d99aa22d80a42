"""The coach's remarks beside the form, and undo."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from course.content.words import ToolWords
from course.language import _
from exercises.coaching import Advice, worst_first
from exercises.exercise import Desk, Position
from exercises.marks import coach_card, typed

FULL_CARDS = 2
"""So many remarks are told with their reasons at once; more would be read by nobody."""

PRAISE = 4
"""So many things done well stand in sight."""


def advice_of(
    desk: Desk, coach: Callable[[Any, ToolWords, date, Position], list[Advice]]
) -> list[Advice]:
    """What the tool's coach has to say of the sheet now, the worst first."""
    return worst_first(coach(desk.sheet, desk.words, desk.today, desk.position))


@dataclass(frozen=True)
class Move:
    """Something a form can do about a remark of the coach: a button's label and what it does."""

    label: str
    do: Callable[[], None]


def show_advice(
    desk: Desk, advice: Sequence[Advice], name: str, moves: Mapping[str, Move] | None = None
) -> None:
    """The coach's cards; under those that point to one place in a lesson, the way there.

    The first two remarks stand in full, the others as headlines until they come first; of much
    praise the rest is folded away. `moves` are by rule what the form can do about a remark. `name`
    tells this group from others of the sheet.
    """
    by_lesson: dict[str, list[Advice]] = {}
    for told in advice:
        by_lesson.setdefault("" if told.level == "good" else told.lesson, []).append(told)
    for lesson, cards in by_lesson.items():
        with st.container(gap=None):
            drawn = [coach_card(card, brief=card not in advice[:FULL_CARDS]) for card in cards]
            st.html("".join(drawn) if lesson else _folded(drawn))
            if lesson:
                _ways_on(desk, cards, lesson, name, moves or {})


def _folded(cards: Sequence[str]) -> str:
    if len(cards) <= PRAISE + 1:
        return "".join(cards)
    rest = _("还有 {n} 处做得好").format(n=len(cards) - PRAISE)
    return (
        f"{''.join(cards[:PRAISE])}<details><summary>{rest}</summary>"
        f"{''.join(cards[PRAISE:])}</details>"
    )


def _ways_on(
    desk: Desk, cards: Sequence[Advice], lesson: str, name: str, moves: Mapping[str, Move]
) -> None:
    with st.container(horizontal=True, gap="small"):
        for move in (moves[card.rule] for card in cards if card.rule in moves):
            st.button(move.label, key=f"{desk.key}-{name}-{move.label}", on_click=move.do)
        if st.button(
            _("课文里怎么说"),
            key=f"{desk.key}-{name}-{lesson}",
            type="tertiary",
            icon=":material/menu_book:",
        ):
            desk.open_lesson(lesson)


def show_undo(desk: Desk, part: str) -> None:
    """What the last change took away, and the way back. Stays until the next change."""
    if desk.open.undo is None:
        return
    with st.container(
        key=f"undo-{desk.key}", horizontal=True, vertical_alignment="center", gap="small"
    ):
        st.html(f'<p role="status">{typed(desk.open.undo.said)}</p>', width="content")
        st.button(
            _("撤销"),
            key=f"{desk.key}-undo",
            icon=":material/undo:",
            type="tertiary",
            on_click=_take_back,
            args=(desk, part),
        )


def _take_back(desk: Desk, part: str) -> None:
    desk.take_back()
    desk.redraw(part)
