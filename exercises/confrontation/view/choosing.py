"""Which line of the matrix is open, and which facts of the SWOT come into it at all."""

from collections.abc import Sequence
from functools import partial

import streamlit as st
from pydantic import BaseModel

from course.language import _
from exercises.coaching import Advice
from exercises.confrontation.matrix import Matrix, completion, facts, line_cells
from exercises.confrontation.sheet import leave_out
from exercises.confrontation.view.line import SHEET, offered_line, turn
from exercises.exercise import Desk
from exercises.marks import hint
from exercises.marks import label as as_label
from exercises.plot import short
from exercises.swot.sheet import SwotSheet

MANY = 36
"""More cells than six by six are told to be many."""


def open_line(desk: Desk, shown: Matrix) -> str | None:
    """The line open for scoring: the one chosen, else the first column with something left."""
    known = [item.id for item in shown.items]
    for line in (desk.open.row, offered_line(desk)):
        if line in known:
            return line
    columns = (item.id for item in shown.outside)
    return next((one for one in columns if not completion(line_cells(shown, one)).all), None)


def choose_line(desk: Desk, shown: Matrix, line: str | None, advice: Sequence[Advice]) -> None:
    """Columns and rows to choose from; what is finished has a tick. Where there are remarks."""
    fields = desk.words.fields
    with st.container(gap="xxsmall"):
        with st.container(horizontal=True, gap="medium"):
            for name, items in (("by_column", shown.outside), ("by_row", shown.inside)):
                ids = [item.id for item in items]
                key = f"{desk.key}-{name}"
                st.session_state[key] = line if line in ids else None
                st.segmented_control(
                    fields[name].label,
                    ids,
                    format_func=partial(_ticked, shown),
                    key=key,
                    wrap=True,
                    on_change=_choose,
                    args=(desk, key),
                )
        where = _remarked(shown, advice)
        told = desk.words.texts["line_remarks"].format(lines="、".join(where)) if where else ""
        st.html(hint(desk.words.texts["line_hint"] + told))


def _remarked(shown: Matrix, advice: Sequence[Advice]) -> list[str]:
    """The lines of which there is something to say: a remark on a cell stands in its column."""
    about = {told.row.split("×")[-1] for told in advice if told.row and told.level != "good"}
    return [item.id for item in (*shown.outside, *shown.inside) if item.id in about]


def _ticked(shown: Matrix, item_id: str) -> str:
    done = completion(line_cells(shown, item_id))
    return f"{item_id} ✓" if done.all else item_id


def _choose(desk: Desk, key: str) -> None:
    chosen = st.session_state[key]
    if chosen is None:  # pressed again: it stays open
        desk.redraw(SHEET)
    turn(desk, chosen)


def choose_facts(desk: Desk, swot: BaseModel | None) -> None:
    """Which facts come into the matrix. Only where there is a SWOT to choose from."""
    if not isinstance(swot, SwotSheet):
        return
    words, given = desk.words, [item for item in facts(swot) if item.text]
    inside = sum(item.id[0] in "SW" for item in given)
    cells = inside * (len(given) - inside)
    texts = {item.id: item.text for item in given}
    key = desk.widget("facts", "chosen")
    with st.popover(_("选条目"), type="tertiary", key=f"{desk.key}-facts"):
        if cells > MANY:
            counted = {"inside": inside, "outside": len(given) - inside, "cells": cells}
            st.html(hint(words.texts["many"].format(**counted)))
        st.pills(
            words.fields["chosen"].label,
            list(texts),
            selection_mode="multi",
            default=[one for one in texts if one not in desk.sheet.left_out],
            format_func=lambda one: as_label(f"{one} {short(texts[one], 18)}"),
            key=key,
            wrap=True,
            on_change=_choose_facts,
            args=(desk, key, tuple(texts)),
        )
        st.html(hint(words.texts["choose_hint"]))


def _choose_facts(desk: Desk, key: str, ids: tuple[str, ...]) -> None:
    chosen = st.session_state[key] or []
    desk.save(leave_out(desk.sheet, [one for one in ids if one not in chosen]))
    desk.redraw(SHEET)
