"""The nine boxes as a figure. Pure: a sheet in, a figure out; the table twin is in table.py."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from math import cos, dist, pi, sin, sqrt
from typing import Any

import plotly.graph_objects as go

from course.language import _
from exercises.ge.boxes import (
    CUTS,
    LEVELS,
    Box,
    action_of_box,
    edges,
    placed,
    score,
    share_of_market,
)
from exercises.ge.sheet import (
    AXES,
    LEAST,
    MOST,
    STEPS,
    Action,
    GeSheet,
    Unit,
)
from exercises.ge.table import axis_words, place_words, value_of
from exercises.marks import typed
from exercises.plot import short, sign_colours, template

ON_EDGE = "◇"
"""Beside the name of a unit on an edge; explained under the figure."""

WIDEST = 46
"""Pixels across the circle of the largest market; twice as much where it is projected.

No more, or neighbours of the case touch on a phone."""

UNKNOWN = 16
"""Pixels across the empty circle of a unit whose market is not known."""

_REACH = 0.36
"""Points on the axis that an arrow is long: a direction, no forecast."""

_ROOM = 0.8
"""Points on the axes that a circle with its name takes up around its place."""

_BOUNDS = (LEAST, *CUTS, MOST)

Place = tuple[float, float]
"""Strength and attractiveness."""


def _bands() -> dict[Action, str]:
    return {"invest": _("投资"), "choose": _("选择"), "harvest": _("收获")}


def across(units: Sequence[Unit], widest: float = WIDEST) -> dict[str, float]:
    """Pixels across each unit's circle: its area is in proportion to its market."""
    largest = max((unit.market or 0.0 for unit in units), default=0.0)
    return {
        unit.id: widest * sqrt(unit.market / largest) if unit.market else UNKNOWN for unit in units
    }


def matrix(sheet: GeSheet, dark: bool = False, big: bool = False) -> go.Figure:
    """Nine boxes in three bands; strength grows to the right, attractiveness upwards.

    A circle's area is the market, its dark sector our share, its arrow where it goes in two years.
    """
    figure = go.Figure(layout={"template": template(dark, big)})
    layout = template(dark).layout
    ink, soft, rule = layout.font.color, layout.xaxis.tickfont.color, layout.xaxis.gridcolor
    size = 28 if big else 15
    boxes = placed(sheet)
    units = [unit for unit in sheet.rows if unit.id in boxes]
    places = {unit.id: _place(sheet, unit) for unit in units}
    accent = layout.colorway[2]
    widths = across(units, WIDEST * (2 if big else 1))
    figure.add_scatter(
        x=[places[unit.id][0] for unit in units],
        y=[places[unit.id][1] for unit in units],
        mode="markers+text",
        marker={
            "size": [widths[unit.id] for unit in units],
            "color": [_tint(accent, 0.35 if unit.market else 0) for unit in units],
            "line": {"color": accent, "width": 3 if big else 1.5},
            "opacity": 1,
        },
        text=[_label(sheet, unit) for unit in units],
        textposition=_sides(units, places),
        textfont={"color": ink, "size": size},
        cliponaxis=False,
        hovertext=[_told(sheet, unit) for unit in units],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    half = {row: width / 2 for row, width in widths.items()}
    sectors = [_sector(unit, places[unit.id], half[unit.id], accent) for unit in units]
    arrows = [_arrow(unit, places[unit.id], half[unit.id], ink) for unit in units]
    _axes(figure, size)
    # All at once: adding one after the other takes ten times as long.
    figure.update_layout(
        shapes=[*_boxes(dark, rule), *filter(None, sectors)],
        annotations=[*_box_names(list(places.values()), soft, size), *filter(None, arrows)],
        height=760 if big else 540,
        margin={"l": 8, "r": 8, "t": 16, "b": 8},
    )
    return figure


def _nine() -> Iterator[tuple[int, int, Action]]:
    """Every box: how far up, how far to the right, and what it says by default."""
    for up, right in product(range(3), range(3)):
        yield up, right, action_of_box(Box(LEVELS[up], LEVELS[right]))


def _boxes(dark: bool, rule: str) -> list[dict[str, Any]]:
    plus, minus = sign_colours(dark)
    tints = {"invest": _tint(plus, 0.14), "choose": "rgba(0,0,0,0)", "harvest": _tint(minus, 0.14)}
    return [
        {
            "type": "rect",
            "x0": _BOUNDS[right],
            "x1": _BOUNDS[right + 1],
            "y0": _BOUNDS[up],
            "y1": _BOUNDS[up + 1],
            "fillcolor": tints[action],
            "line": {"color": rule, "width": 1.5},
            "layer": "below",
        }
        for up, right, action in _nine()
    ]


def _box_names(taken: Sequence[Place], soft: str, size: int) -> list[dict[str, Any]]:
    names = []
    for up, right, action in _nine():
        x, y = _free_corner(up, right, taken)
        names.append(
            {
                "x": x,
                "y": y,
                "text": _bands()[action],
                "showarrow": False,
                "xanchor": "left" if x == _BOUNDS[right] else "right",
                "yanchor": "bottom" if y == _BOUNDS[up] else "top",
                "font": {"color": soft, "size": size},
            }
        )
    return names


def _free_corner(up: int, right: int, taken: Sequence[Place]) -> Place:
    """The corner of a box that no circle comes near; the lower left one where several are free."""
    corners = product(_BOUNDS[right : right + 2], _BOUNDS[up : up + 2])
    return max(corners, key=lambda one: min([_ROOM, *(dist(one, place) for place in taken)]))


def _axes(figure: go.Figure, size: int) -> None:
    centres = [(low + high) / 2 for low, high in pairwise(_BOUNDS)]
    names = {"attractiveness": _("行业吸引力"), "strength": _("竞争实力（左弱右强）")}
    for axis in AXES:
        update = figure.update_yaxes if axis == "attractiveness" else figure.update_xaxes
        marks = {float(bound): f"{bound:g}" for bound in _BOUNDS}
        marks |= dict(zip(centres, (f"<b>{word}</b>" for word in axis_words(axis)), strict=True))
        update(
            range=[LEAST - 0.04, MOST + 0.04],
            tickvals=sorted(marks),
            ticktext=[marks[at] for at in sorted(marks)],
            title={"text": names[axis], "font": {"size": size}},
            showgrid=False,
            zeroline=False,
            fixedrange=True,
        )


def _place(sheet: GeSheet, unit: Unit) -> Place:
    """Where a unit with both scores stands."""
    up, right = (score(sheet, unit, axis) or 0.0 for axis in AXES)
    return right, up


def _label(sheet: GeSheet, unit: Unit) -> str:
    name = typed(short(unit.name or unit.id, 8))
    return f"{name} {ON_EDGE}" if edges(sheet, unit) else name


def _sides(units: Sequence[Unit], places: dict[str, Place]) -> list[str]:
    """Labels stand where no arrow goes: over their circles, or under."""
    under: dict[str, bool] = {}
    for unit in sorted(units, key=lambda one: (one.attractiveness_trend or "flat") == "flat"):
        x, y = places[unit.id]
        beside = [
            under[other]
            for other, (a, b) in places.items()
            if other in under and abs(a - x) < 1 and abs(b - y) < 0.4
        ]
        if unit.attractiveness_trend in ("up", "down"):
            under[unit.id] = unit.attractiveness_trend == "up"
        else:
            under[unit.id] = y > MOST - 0.5 or (y > LEAST + 0.5 and beside.count(False) > 0)
    return ["bottom center" if under[unit.id] else "top center" for unit in units]


def _told(sheet: GeSheet, unit: Unit) -> str:
    share = share_of_market(unit)
    lines = [
        f"<b>{typed(unit.name or unit.id)}</b> {place_words(sheet, unit)}",
        _("吸引力 {a}，实力 {b}").format(
            a=value_of(score(sheet, unit, "attractiveness")),
            b=value_of(score(sheet, unit, "strength")),
        ),
        _("市场 {n:g} 亿元").format(n=unit.market) if unit.market else _("没写市场规模"),
    ]
    if share is not None:
        lines.append(_("份额 {n:.1f}%").format(n=share * 100))
    return "<br>".join(lines)


def _sector(unit: Unit, at: Place, radius: float, colour: str) -> dict[str, Any] | None:
    """Our share of the market as a sector of the circle, from the top clockwise."""
    share = share_of_market(unit)
    if not share:
        return None
    whole = 2 * pi * min(share, 1)
    steps = max(2, round(48 * min(share, 1)) + 1)
    angles = [whole * step / steps for step in range(steps + 1)]
    rim = " ".join(f"L {radius * sin(one):.2f},{radius * cos(one):.2f}" for one in angles)
    return {
        "type": "path",
        "path": f"M 0,0 {rim} Z",
        "xref": "x",
        "yref": "y",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": at[0],
        "yanchor": at[1],
        "fillcolor": colour,
        "line": {"width": 0},
        "layer": "above",
    }


def _arrow(unit: Unit, at: Place, radius: float, colour: str) -> dict[str, Any] | None:
    """Where the unit goes in two years; nothing where it stays or nobody has said."""
    up, right = (STEPS[unit.trend(axis) or "flat"] for axis in AXES)
    if not (up or right):
        return None
    return {
        "x": min(MOST, max(LEAST, at[0] + right * _REACH)),
        "y": min(MOST, max(LEAST, at[1] + up * _REACH)),
        "ax": at[0],
        "ay": at[1],
        "xref": "x",
        "yref": "y",
        "axref": "x",
        "ayref": "y",
        "text": "",
        "showarrow": True,
        "arrowhead": 2,
        "arrowcolor": colour,
        "arrowwidth": 2,
        "startstandoff": min(radius, 10),
    }


def _tint(colour: str, strength: float) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{strength:.3f})"
