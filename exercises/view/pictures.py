"""Figures side by side in tabs, last their table twin."""

from collections.abc import Callable, Hashable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from pydantic import BaseModel

from course.language import _
from exercises.exercise import Desk


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


def drawn(
    desk: Desk,
    draw: Callable[..., go.Figure],
    shown: Set[str] | Mapping[str, Any] | None = None,
    **more: Hashable,
) -> go.Figure:
    """A figure of the sheet, built once for the same content: nothing on a page takes longer.

    `shown` names the fields that the figure shows, as for pydantic's `include`. Where only others
    change, the figure stays; it is drawn from a sheet in which they have their defaults. `draw`
    takes the sheet, whether the page is dark, and `more`.
    """
    model: type[BaseModel] = type(desk.sheet)
    return _drawn(draw, model, desk.sheet.model_dump_json(include=shown), desk.dark, **more)


@lru_cache(maxsize=512)
def _drawn(
    draw: Callable[..., go.Figure],
    model: type[BaseModel],
    content: str,
    dark: bool,
    **more: Hashable,
) -> go.Figure:
    return draw(model.model_validate_json(content), dark, **more)
