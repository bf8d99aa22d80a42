"""The fragments of the form, and what its parts share."""

from functools import partial
from typing import NoReturn

import streamlit as st

from exercises.exercise import Desk
from exercises.forces.sheet import ForcesSheet
from exercises.ge.sheet import Factor

SHEET, HEAD, AXIS, UNIT = "ge-sheet", "ge-head", "ge-axis", "ge-unit"
"""Keys of the four fragments."""


def turn_to(desk: Desk, row: str | None) -> NoReturn:
    """Open this axis or unit for editing, or none."""
    desk.open.turn_to(row)
    desk.redraw(SHEET)


def turning(desk: Desk, row: str | None) -> partial[NoReturn]:
    """`turn_to` as a callback."""
    return partial(turn_to, desk, row)


def forces_of(desk: Desk) -> ForcesSheet | None:
    """This learner's sheet of five forces about the same; None where there is none."""
    found = desk.others.get("forces")
    return found if isinstance(found, ForcesSheet) else None


def is_rivalry(desk: Desk, factor: Factor) -> bool:
    """Whether the five forces say something about this factor."""
    looked_for = desk.words.word_lists.get("rivalry", ())
    return factor.axis == "attractiveness" and any(word in factor.name for word in looked_for)


def two_columns(key: str) -> tuple[st.delta_generator.DeltaGenerator, ...]:
    """A part of the form on the left, what the coach says of it on the right."""
    with st.container(key=f"pair-{key}"):
        return tuple(st.columns([7, 4], gap="medium"))
