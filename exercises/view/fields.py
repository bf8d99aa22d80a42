"""Fields that save when they are left: texts, numbers, days, choices, scales.

Every widget keeps its value through a callback: that runs before anything is drawn, so a value
typed and left is in the database before the run it started ends.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from course.language import _
from exercises.evidence import LONGEST, read_day, read_month, write_date
from exercises.exercise import Desk
from exercises.marks import hint, sign, typed
from exercises.numbers import read_number, write_number

Keep = Callable[[str, Any], None]
"""Stores the new value of the named field of the open row, and redraws."""

PAUSE = "0.8s"
"""So long after the last key a text is kept without being left; the coach answers then."""

ALWAYS_FITS = 8
"""So many Chinese characters have room in the narrowest field for texts."""


def text(
    desk: Desk,
    row: str,
    name: str,
    value: str,
    keep: Keep,
    help_below: bool = False,
    label: str = "",
) -> None:
    """One line of text. `help_below` shows the field's help under it.

    `label` stands in place of the field's own, where it is drawn several times.
    """
    words = desk.words.fields[name]
    key = desk.widget(row, name)
    # By the key's beginning the look knows what takes a phone's whole width.
    with st.container(key=f"words-{key}", gap="xxsmall"):
        st.text_input(
            label or words.label,
            value,
            key=key,
            max_chars=LONGEST,
            live=PAUSE,
            placeholder=words.placeholder or "",
            on_change=keep_typed,
            args=(key, name, keep),
        )
        below = whole(value) + (hint(words.hint) if help_below and words.hint else "")
        if below:
            st.html(below)


def beside_a_field(key: str) -> st.delta_generator.DeltaGenerator:
    """A place for a button beside fields that are aligned at their labels. `key` is the button's.

    At the bottom it would sink as soon as a field says below it what it cuts off.
    """
    return st.container(key=f"level-{key}", width="content")


def whole(value: str) -> str:
    """All of a text, seen only while the one-line field above it is too narrow for it.

    A one-line field is the only one that Streamlit lets save while one types. How wide it is, the
    look alone knows; it is told how many Chinese characters wide the text is. Empty where the text
    fits everywhere.
    """
    length = sum(0.6 if ord(letter) < 0x2000 else 1 for letter in value)
    if length <= ALWAYS_FITS:
        return ""
    return (
        f'<div class="fit"><p class="small whole" style="--n:{length:.1f}" aria-hidden="true">'
        f"{typed(value)}</p></div>"
    )


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
        on_change=keep_chosen,
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
            on_change=keep_chosen,
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


def number(
    desk: Desk,
    row: str,
    name: str,
    value: float | None,
    keep: Keep,
    *,
    unit: str = "",
    least: float | None = None,
    most: float | None = None,
    whole: bool = False,
    width: int | None = None,
    label: str = "",
) -> None:
    """A number as people write it (1,720 or １７２０), kept as float, or int with `whole`.

    What is no number within the bounds stays in the field with a sentence about it; the value
    saved before stays saved. An emptied field keeps None. `unit` stands in the label; `label` in
    place of the field's own, where it is drawn several times.
    """
    words = desk.words.fields[name]
    key = desk.widget(row, name)
    label = label or words.label
    if unit:
        label = _("{label}（{unit}）").format(label=label, unit=unit)

    def read(said: str) -> float | None:
        return read_number(said, least=least, most=most, whole=whole)

    with st.container(gap="xxsmall"):
        st.text_input(
            label,
            write_number(value),
            key=key,
            max_chars=30,
            live=PAUSE,
            placeholder=words.placeholder or "",
            width=width or "stretch",
            on_change=_keep_read,
            args=(key, name, read, keep),
        )
        wrong(_why_not(key, read))


def day(
    desk: Desk,
    row: str,
    name: str,
    value: date | None,
    keep: Keep,
    width: int | None = None,
    month: bool = False,
) -> None:
    """A day, written 2026-12-15. What is none stays in the field with a sentence about it.

    How it is written the field says in words: an example would lie in the past one day.
    With `month` the month alone will do, as for what is past: 2026-09 is kept as its first day.
    """
    read = read_month if month else read_day
    shown = write_date(value) if month else value.isoformat() if value else ""
    words = desk.words.fields[name]
    key = desk.widget(row, name)
    with st.container(gap="xxsmall", width=width or "stretch"):
        st.text_input(
            words.label,
            shown,
            key=key,
            max_chars=20,
            live=PAUSE,
            placeholder=_("年-月") if month else _("年-月-日"),
            width=width or "stretch",
            on_change=_keep_read,
            args=(key, name, read, keep),
        )
        wrong(_why_not(key, read))


def wrong(said: str) -> None:
    """A sentence under a field whose content could not be kept; nothing where there is none."""
    if said:
        line = f'<p class="small wrong-value" role="alert">{sign("bang")} {typed(said)}</p>'
        st.html(line)


def keep_typed(key: str, name: str, keep: Keep) -> None:
    """The callback of a text."""
    keep(name, (st.session_state[key] or "").strip())


def keep_chosen(key: str, name: str, keep: Keep) -> None:
    """The callback of a choice."""
    keep(name, st.session_state[key])


def _keep_read(key: str, name: str, read: Callable[[str], Any], keep: Keep) -> None:
    if not _why_not(key, read):
        keep(name, read(st.session_state[key] or ""))


def _why_not(key: str, read: Callable[[str], Any]) -> str:
    """Why what stands in the field cannot be kept; empty where it can."""
    try:
        read(st.session_state.get(key) or "")
    except ValueError as error:
        return str(error)
    return ""
