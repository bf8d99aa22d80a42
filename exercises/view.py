"""What the forms of all tools share: fields that save on leaving, scales, evidence, the coach.

Beside the tools' own view.py this is the only file here that knows Streamlit. Every widget keeps
its value through a callback: that runs before anything is drawn, so a value typed and left is in
the database before the run it started ends.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from course.language import _
from exercises.coaching import Advice
from exercises.evidence import LONGEST, Evidence, read_date, write_date
from exercises.exercise import Desk
from exercises.marks import coach_card, hint, sign, typed

Keep = Callable[[str, Any], None]
"""Stores the new value of the named field of the open row, and redraws."""

FULL_CARDS = 2
"""So many remarks are told with their reasons at once; more would be read by nobody."""


@dataclass(frozen=True)
class Move:
    """Something a form can do about a remark of the coach: a button's label and what it does."""

    label: str
    do: Callable[[], None]


PAUSE = "0.8s"
"""So long after the last key a text is kept without being left; the coach answers then."""


def text(desk: Desk, row: str, name: str, value: str, keep: Keep, help_below: bool = False) -> None:
    """One line of text. `help_below` shows the field's help under it."""
    words = desk.words.fields[name]
    key = desk.widget(row, name)
    with st.container(gap="xxsmall"):
        st.text_input(
            words.label,
            value,
            key=key,
            max_chars=LONGEST,
            live=PAUSE,
            placeholder=words.placeholder or "",
            on_change=_typed,
            args=(key, name, keep),
        )
        if help_below and words.hint:
            st.html(hint(words.hint))


def choice(
    desk: Desk,
    row: str,
    name: str,
    value: str | None,
    keep: Keep,
    signs: dict[str, str] | None = None,
) -> None:
    """One of a few words, all in sight; pressing the chosen one again takes it back.

    `signs` are characters to stand before the words.
    """
    key = desk.widget(row, name)
    labels = desk.words.choices[name]
    st.segmented_control(
        desk.words.fields[name].label,
        list(labels),
        default=value,
        format_func=lambda option: f"{(signs or {}).get(option, '')}{labels[option]}",
        key=key,
        on_change=_chosen,
        args=(key, name, keep),
    )


def scale(
    desk: Desk, row: str, name: str, value: int | None, keep: Keep, help_text: str | None = None
) -> None:
    """A scale of points with its anchors in words: the chosen point and its neighbours."""
    words = desk.words.fields[name]
    anchors = desk.words.anchors[name]
    key = desk.widget(row, name)
    with st.container(gap="xxsmall"):
        st.segmented_control(
            words.label,
            list(anchors),
            default=value,
            key=key,
            on_change=_chosen,
            args=(key, name, keep),
        )
        st.html(_anchors(anchors, value) + hint(help_text or words.hint or ""))


def _anchors(anchors: dict[int, str], value: int | None) -> str:
    """The anchors around the chosen point; the ends and the middle where none is chosen."""
    points = sorted(anchors)
    if value is None:
        near = [points[0], points[len(points) // 2], points[-1]]
    else:
        near = [point for point in points if abs(point - value) <= 1]
    lines = "".join(
        f'<span class="{"on" if point == value else ""}"><b>{point}</b> '
        f"{typed(anchors[point])}</span>"
        for point in near
    )
    return f'<p class="anchors small">{lines}</p>'


def evidence(desk: Desk, row: str, pieces: Sequence[Evidence], keep: Keep) -> None:
    """The evidence of a row: several pieces, each with type, words, source and date."""
    words = desk.words.fields["evidence"]
    with st.container(gap="xsmall"):
        st.html(f'<p class="label">{words.label}</p>' + hint(words.hint or ""))
        for place, piece in enumerate(pieces):
            with st.container(key=f"piece-{desk.key}-{row}-{place}", gap="xsmall"):
                drawn = _Drawn(place, piece, len(pieces))
                _piece(desk, row, place, piece, partial(_keep_piece, desk, row, drawn, keep))
        st.button(
            words.notes["add"],
            key=desk.widget(row, "evidence-add"),
            icon=":material/add:",
            type="tertiary",
            on_click=_add_piece,
            args=(desk, row, keep),
        )
        st.html(hint(words.notes["compliance"]))


def _piece(desk: Desk, row: str, place: int, piece: Evidence, keep: Keep) -> None:
    fields, types = desk.words.fields, desk.words.choices["evidence_type"]

    def key(name: str) -> str:
        return desk.widget(row, f"evidence-{place}-{name}")

    def line(name: str, value: str) -> None:
        label = fields[f"evidence_{name}"]
        st.text_input(
            label.label,
            value,
            key=key(name),
            max_chars=LONGEST,
            live=PAUSE,
            placeholder=label.placeholder or "",
            on_change=_typed,
            args=(key(name), name, keep),
        )

    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(
            fields["evidence_type"].label,
            list(types),
            index=list(types).index(piece.type),
            format_func=types.__getitem__,
            key=key("type"),
            placeholder=_("选一项"),
            filter_mode=None,
            width=110,
            on_change=_chosen,
            args=(key("type"), "type", keep),
        )
        line("text", piece.text)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        line("source", piece.source)
        st.text_input(
            fields["evidence_date"].label,
            write_date(piece.date),
            key=key("date"),
            max_chars=20,
            placeholder="2026-09",
            width=130,
            live=PAUSE,
            on_change=_dated,
            args=(key("date"), keep),
        )
        st.button(
            _("删除这条证据"),
            key=key("delete"),
            type="tertiary",
            on_click=keep,
            args=("delete", None),
        )
    if not _is_date(st.session_state.get(key("date"), "")):
        st.html(
            f'<p class="small wrong-value" role="alert">{sign("bang")} '
            f"{_('看不懂这个日期，还没有存。写成 2026-09 或 2026-09-30。')}</p>"
        )


@dataclass(frozen=True)
class _Drawn:
    """A piece of evidence as it was drawn: at which place, and of how many."""

    place: int
    piece: Evidence
    count: int


def _now(desk: Desk, row: str) -> tuple[Evidence, ...]:
    """The row's evidence as it is now. Two fields left at once change it one after the other."""
    return next((one.evidence for one in desk.sheet.rows if one.id == row), ())


def _add_piece(desk: Desk, row: str, keep: Keep) -> None:
    keep("evidence", (*_now(desk, row), Evidence()))


def _keep_piece(desk: Desk, row: str, drawn: _Drawn, keep: Keep, name: str, value: Any) -> None:
    pieces = list(_now(desk, row))
    place = drawn.place
    if len(pieces) < drawn.count:  # one of them was deleted in this very run
        place = pieces.index(drawn.piece) if drawn.piece in pieces else len(pieces)
    if name == "delete":
        del pieces[place : place + 1]
    elif place < len(pieces):
        pieces[place] = Evidence.model_validate({**dict(pieces[place]), name: value})
    keep("evidence", tuple(pieces))


def _typed(key: str, name: str, keep: Keep) -> None:
    keep(name, (st.session_state[key] or "").strip())


def _chosen(key: str, name: str, keep: Keep) -> None:
    keep(name, st.session_state[key])


def _dated(key: str, keep: Keep) -> None:
    if _is_date(st.session_state[key]):
        keep("date", read_date(st.session_state[key]))


def _is_date(text: str | None) -> bool:
    try:
        read_date(text or "")
    except ValueError:
        return False
    return True


def show_advice(
    desk: Desk, advice: Sequence[Advice], name: str, moves: Mapping[str, Move] | None = None
) -> None:
    """The coach's cards; under those that point to one place in a lesson, the way there.

    The first two remarks stand in full, the others as headlines until they come first. `moves` are
    by rule what the form can do about a remark. `name` tells this group from others of the sheet.
    """
    by_lesson: dict[str, list[Advice]] = {}
    for told in advice:
        by_lesson.setdefault("" if told.level == "good" else told.lesson, []).append(told)
    for lesson, cards in by_lesson.items():
        with st.container(gap=None):
            st.html("".join(coach_card(c, brief=c not in advice[:FULL_CARDS]) for c in cards))
            if lesson:
                _ways_on(desk, cards, lesson, name, moves or {})


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


@dataclass(frozen=True)
class Picture:
    """A figure under the name of its tab, and in words for those who do not see it."""

    label: str
    figure: go.Figure
    alt: str


def show_pictures(desk: Desk, pictures: Sequence[Picture], table: str) -> None:
    """Figures side by side in tabs, and last their table twin."""
    *places, numbers = st.tabs([*(picture.label for picture in pictures), _("表")])
    for place, (number, picture) in zip(places, enumerate(pictures), strict=True):
        # theme=None: Streamlit must not repaint it. No toolbar: the table leads to the numbers.
        place.plotly_chart(
            picture.figure,
            theme=None,
            key=f"{desk.key}-picture-{number}",
            alt=picture.alt,
            config={"displayModeBar": False, "scrollZoom": False},
        )
    numbers.html(table)


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
