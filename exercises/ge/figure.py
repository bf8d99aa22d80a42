"""The nine boxes as a figure, and its table twin. Pure: a sheet in, a figure or HTML out."""

from collections.abc import Sequence
from itertools import pairwise, product
from math import cos, pi, sin, sqrt

import plotly.graph_objects as go

from course.content.words import ToolWords
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
    Axis,
    GeSheet,
    Trend,
    Unit,
)
from exercises.marks import typed
from exercises.plot import short, sign_colours, template

ARROWS: dict[Trend, str] = {"up": "↑", "flat": "→", "down": "↓"}

ON_EDGE = "◇"
"""Beside the name of a unit on an edge; explained under the figure."""

WIDEST = 58
"""Pixels across the circle of the largest market; twice as much where it is projected."""

UNKNOWN = 16
"""Pixels across the empty circle of a unit whose market is not known."""

_REACH = 0.36
"""Points on the axis that an arrow is long: a direction, no forecast."""

_BOUNDS = (LEAST, *CUTS, MOST)


def _words(axis: Axis) -> tuple[str, str, str]:
    if axis == "attractiveness":
        return _("低"), _("中"), _("高")
    return _("弱"), _("中"), _("强")


def _bands() -> dict[Action, str]:
    return {"invest": _("投资"), "choose": _("选择"), "harvest": _("收获")}


def box_words(box: Box) -> str:
    """A box as it is called: 中·强 (attractiveness first)."""
    return "·".join(
        _words(axis)[LEVELS.index(level)] for axis, level in zip(AXES, box, strict=True)
    )


def value_of(value: float | None) -> str:
    """A score as it is shown: 3.45, or a dash where there is none."""
    return "—" if value is None else f"{value:.2f}"


def across(sheet: GeSheet, unit: Unit, widest: float = WIDEST) -> float:
    """Pixels across the unit's circle: its area is in proportion to its market."""
    markets = [one.market for one in sheet.rows if one.market and one.id in placed(sheet)]
    if not unit.market or not markets:
        return UNKNOWN
    return widest * sqrt(unit.market / max(markets))


def matrix(sheet: GeSheet, dark: bool = False, big: bool = False) -> go.Figure:
    """Nine boxes in three bands; strength grows to the right, attractiveness upwards.

    A circle's area is the market, its dark sector our share, its arrow where it goes in two years.
    """
    figure = go.Figure(layout={"template": template(dark, big)})
    layout = template(dark).layout
    ink, soft, rule = layout.font.color, layout.xaxis.tickfont.color, layout.xaxis.gridcolor
    size = 28 if big else 15
    _boxes(figure, dark, soft, rule, size)
    units = [unit for unit in sheet.rows if unit.id in placed(sheet)]
    places = {unit.id: _place(sheet, unit) for unit in units}
    accent = layout.colorway[2]
    widths = {unit.id: across(sheet, unit, WIDEST * (2 if big else 1)) for unit in units}
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
    for unit in units:
        _sector(figure, unit, places[unit.id], widths[unit.id] / 2, accent)
        _arrow(figure, unit, places[unit.id], widths[unit.id] / 2, ink)
    _axes(figure, size)
    figure.update_layout(height=760 if big else 540, margin={"l": 8, "r": 20, "t": 16, "b": 8})
    return figure


def _boxes(figure: go.Figure, dark: bool, soft: str, rule: str, size: int) -> None:
    plus, minus = sign_colours(dark)
    tints = {"invest": _tint(plus, 0.14), "choose": "rgba(0,0,0,0)", "harvest": _tint(minus, 0.14)}
    for up, right in product(range(3), range(3)):
        action = action_of_box(Box(LEVELS[up], LEVELS[right]))
        figure.add_shape(
            type="rect",
            x0=_BOUNDS[right],
            x1=_BOUNDS[right + 1],
            y0=_BOUNDS[up],
            y1=_BOUNDS[up + 1],
            fillcolor=tints[action],
            line={"color": rule, "width": 1.5},
            layer="below",
        )
        figure.add_annotation(
            x=_BOUNDS[right],
            y=_BOUNDS[up],
            text=_bands()[action],
            showarrow=False,
            xanchor="left",
            yanchor="bottom",
            font={"color": soft, "size": size},
        )


def _axes(figure: go.Figure, size: int) -> None:
    centres = [(low + high) / 2 for low, high in pairwise(_BOUNDS)]
    names = {"attractiveness": _("行业吸引力"), "strength": _("竞争实力（左弱右强）")}
    for axis in AXES:
        update = figure.update_yaxes if axis == "attractiveness" else figure.update_xaxes
        marks = {float(bound): f"{bound:g}" for bound in _BOUNDS}
        marks |= dict(zip(centres, (f"<b>{word}</b>" for word in _words(axis)), strict=True))
        update(
            range=[LEAST - 0.04, MOST + 0.04],
            tickvals=sorted(marks),
            ticktext=[marks[at] for at in sorted(marks)],
            title={"text": names[axis], "font": {"size": size}},
            showgrid=False,
            zeroline=False,
            fixedrange=True,
        )


def _place(sheet: GeSheet, unit: Unit) -> tuple[float, float]:
    """Strength and attractiveness of a unit that has both."""
    up, right = (score(sheet, unit, axis) or 0.0 for axis in AXES)
    return right, up


def _label(sheet: GeSheet, unit: Unit) -> str:
    name = typed(short(unit.name or unit.id, 8))
    return f"{name} {ON_EDGE}" if edges(sheet, unit) else name


def _sides(units: Sequence[Unit], places: dict[str, tuple[float, float]]) -> list[str]:
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
        f"<b>{typed(unit.name or unit.id)}</b> {box_words(placed(sheet)[unit.id])}",
        _("吸引力 {a}，实力 {b}").format(
            a=value_of(score(sheet, unit, "attractiveness")),
            b=value_of(score(sheet, unit, "strength")),
        ),
        _("市场 {n:g} 亿元").format(n=unit.market) if unit.market else _("没写市场规模"),
    ]
    if share is not None:
        lines.append(_("份额 {n:.1f}%").format(n=share * 100))
    return "<br>".join(lines)


def _sector(
    figure: go.Figure, unit: Unit, at: tuple[float, float], radius: float, colour: str
) -> None:
    """Our share of the market as a sector of the circle, from the top clockwise."""
    share = share_of_market(unit)
    if not share:
        return
    whole = 2 * pi * min(share, 1)
    steps = max(2, round(48 * min(share, 1)) + 1)
    rim = [(radius * sin(whole * i / steps), radius * cos(whole * i / steps)) for i in range(steps)]
    rim.append((radius * sin(whole), radius * cos(whole)))
    path = "M 0,0 " + " ".join(f"L {x:.2f},{y:.2f}" for x, y in rim) + " Z"
    figure.add_shape(
        type="path",
        path=path,
        xref="x",
        yref="y",
        xsizemode="pixel",
        ysizemode="pixel",
        xanchor=at[0],
        yanchor=at[1],
        fillcolor=colour,
        line={"width": 0},
        layer="above",
    )


def _arrow(
    figure: go.Figure, unit: Unit, at: tuple[float, float], radius: float, colour: str
) -> None:
    """Where the unit goes in two years; nothing where it stays or nobody has said."""
    up, right = (STEPS[unit.trend(axis) or "flat"] for axis in AXES)
    if not (up or right):
        return
    figure.add_annotation(
        x=min(MOST, max(LEAST, at[0] + right * _REACH)),
        y=min(MOST, max(LEAST, at[1] + up * _REACH)),
        ax=at[0],
        ay=at[1],
        xref="x",
        yref="y",
        axref="x",
        ayref="y",
        text="",
        showarrow=True,
        arrowhead=2,
        arrowcolor=colour,
        arrowwidth=2,
        startstandoff=min(radius, 10),
    )


def describe(sheet: GeSheet) -> str:
    """What the figure shows, in one sentence, for those who do not see it."""
    boxes = placed(sheet)
    if not boxes:
        return _("还没有放进格的单位")
    said = "，".join(
        f"{unit.name} {box_words(boxes[unit.id])}" for unit in sheet.rows if unit.id in boxes
    )
    return _("九格图，横轴实力左弱右强，纵轴吸引力：{units}").format(units=said)


def table(sheet: GeSheet, words: ToolWords) -> str:
    """The units as an HTML table: scores, box, action, market, share, where they go."""
    heads = (
        (words.choices["kind"][sheet.kind], ""),
        (words.fields["attractiveness"].label, ' class="num"'),
        (words.fields["strength"].label, ' class="num"'),
        (_("格"), ""),
        (words.fields["action"].label, ""),
        (_("市场（亿元）"), ' class="num"'),
        (_("份额"), ' class="num"'),
        (_("两年后"), ""),
    )
    head = "".join(f'<th scope="col"{attributes}>{label}</th>' for label, attributes in heads)
    body = "".join(_table_row(sheet, words, unit) for unit in sheet.rows)
    caption = _("各单位的分、格和动作；切点 2.333 与 3.667，踩线算高")
    return (
        f'<table class="book stack kept"><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _table_row(sheet: GeSheet, words: ToolWords, unit: Unit) -> str:
    box, share = placed(sheet).get(unit.id), share_of_market(unit)
    near = edges(sheet, unit)
    place = "—" if box is None else box_words(box)
    if near:
        place += _("（边界）")
    means = words.choices["action"][unit.action] if unit.action else "—"
    goes = "　".join(
        f"{label} {ARROWS[trend]}"
        for label, trend in (
            (_("吸引力"), unit.attractiveness_trend),
            (_("实力"), unit.strength_trend),
        )
        if trend
    )
    market = "—" if unit.market is None else f"{unit.market:g}"
    part = "—" if share is None else f"{share * 100:.1f}%"
    scores = [value_of(score(sheet, unit, axis)) for axis in AXES]
    cells = (
        (words.fields["attractiveness"].label, scores[0], True),
        (words.fields["strength"].label, scores[1], True),
        (_("格"), place, False),
        (words.fields["action"].label, means, False),
        (_("市场（亿元）"), market, True),
        (_("份额"), part, True),
        (_("两年后"), goes or "—", False),
    )
    shown = "".join(
        f'<td{" class=num" if number else ""} data-l="{label}">{text}</td>'
        for label, text, number in cells
    )
    return f'<tr><th scope="row">{typed(unit.name or unit.id)}</th>{shown}</tr>'


def _tint(colour: str, strength: float) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{strength:.3f})"
