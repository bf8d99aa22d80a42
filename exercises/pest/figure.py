"""Two figures of a PEST sheet and their table twin. Pure: a sheet in, a figure or HTML out."""

from collections import defaultdict

import plotly.graph_objects as go

from course.content.words import ToolWords
from course.language import _
from exercises.marks import effect, number, signed, typed
from exercises.pest.sheet import THRESHOLD, Factor, PestSheet, exposure, ranking, score
from exercises.plot import paper, short, sign_colours, template

LABEL = 24
"""So many characters of a row's name fit above its bar on a phone 390 px wide."""


def bars(sheet: PestSheet, dark: bool = False, big: bool = False) -> go.Figure:
    """Diverging bars of all scored rows, from the best opportunity to the worst threat.

    Sign, number, colour and hatching all tell a threat from an opportunity. Each name stands above
    its bar and not beside it, so that a phone shows both whole.
    """
    rows = sorted(ranking(sheet.ordered), key=lambda row: -_points(row))
    points = [_points(row) for row in rows]
    plus, minus = sign_colours(dark)
    good = [value > 0 for value in points]
    figure = go.Figure(layout={"template": template(dark, big)})
    figure.add_bar(
        x=points,
        y=[row.id for row in rows],
        orientation="h",
        width=0.42,
        offset=0.02,
        marker={
            "color": [plus if up else minus for up in good],
            "pattern": {
                "shape": ["" if up else "/" for up in good],
                "fillmode": "replace",
                "solidity": 0.45,
            },
            "line": {"color": [plus if up else minus for up in good], "width": 1},
        },
        text=[f"{'▲' if value > 0 else '▼'} {signed(value)}" for value in points],
        textposition="outside",
        cliponaxis=False,
        hoverinfo="skip",
    )
    low, high = min([0, *points]), max([0, *points])
    room = (high - low or 25) * (0.32 if big else 0.24)
    for place, row in enumerate(rows):
        figure.add_annotation(
            text=f"{row.id} {typed(short(row.factor, LABEL))}",
            xref="paper",
            x=0,
            xanchor="left",
            y=place - 0.29 if big else place - 0.24,
            yanchor="middle",
            showarrow=False,
            bgcolor=paper(dark),
            font={} if big else {"size": 13},
        )
    figure.update_layout(
        height=540 if big else 24 + 58 * max(len(rows), 1),
        yaxis={"range": [len(rows) - 0.4, -0.6], "showticklabels": False, "showgrid": False},
        xaxis={
            "range": [low - room * (low < 0), (high or 25 * (low == 0)) + room * (high > 0)],
            "showticklabels": False,
            "showgrid": False,
        },
    )
    return figure


def bubbles(sheet: PestSheet, dark: bool = False, big: bool = False) -> go.Figure:
    """Impact over likelihood: up and to the right is what cannot wait. Dotted: the threshold.

    Rows on the same spot stand side by side. Opportunities are full discs, threats hollow squares.
    """
    plus, minus = sign_colours(dark)
    figure = go.Figure(layout={"template": template(dark, big)})
    steps = [THRESHOLD / 5 + (5.5 - THRESHOLD / 5) * i / 40 for i in range(41)]
    figure.add_scatter(
        x=steps,
        y=[THRESHOLD / step for step in steps],
        mode="lines",
        line={"dash": "dot", "width": 1.5, "color": template(dark).layout.font.color},
        hoverinfo="skip",
    )
    figure.add_annotation(
        x=5.5,
        y=THRESHOLD / 5.5,
        text=_("{n} 分").format(n=THRESHOLD),
        showarrow=False,
        xanchor="right",
        yanchor="top",
    )
    ground = paper(dark)
    size = 62 if big else 34
    for direction, colour in (("O", plus), ("T", minus)):
        spots = [spot for spot in _spread(sheet) if spot[0].direction == direction]
        figure.add_scatter(
            x=[x for _row, x, _y in spots],
            y=[y for _row, _x, y in spots],
            mode="markers+text",
            text=[row.id for row, _x, _y in spots],
            textfont={"color": ground if direction == "O" else colour},
            marker={
                "size": size,
                "symbol": "circle" if direction == "O" else "square",
                "color": colour if direction == "O" else ground,
                "line": {"color": colour, "width": 2},
            },
            customdata=[[typed(row.factor), signed(_points(row))] for row, _x, _y in spots],
            hovertemplate="%{customdata[0]}<br>%{customdata[1]}<extra></extra>",
        )
    axis = {"range": [0.4, 5.6], "tickvals": [1, 2, 3, 4, 5], "zeroline": False}
    figure.update_layout(
        height=540 if big else 420,
        xaxis={**axis, "title": {"text": _("概率")}},
        yaxis={**axis, "title": {"text": _("影响")}},
    )
    return figure


def describe(sheet: PestSheet) -> str:
    """What the bars show, in one sentence, for those who do not see them."""
    rows = ranking(sheet.ordered)
    if not rows:
        return _("还没有打完分的行")
    total = exposure(rows)
    return _(
        "条形图：机会合计 {o}，威胁合计 {t}；分数最高的是 {row}“{factor}”，{points} 分"
    ).format(
        o=total.opportunity,
        t=total.threat,
        row=rows[0].id,
        factor=rows[0].factor,
        points=signed(_points(rows[0])),
    )


def table(sheet: PestSheet, words: ToolWords) -> str:
    """All rows as an HTML table, heaviest first, those without a score last."""
    scored = ranking(sheet.ordered)
    open_rows = [row for row in sheet.ordered if row not in scored and row.factor]
    head = "".join(
        f'<th scope="col"{attributes}>{label}</th>'
        for label, attributes in (
            (_("行"), ""),
            (words.fields["factor"].label, ""),
            (words.fields["implication"].label, ""),
            (_("影响×概率"), ' class="num"'),
            (_("分"), ' class="num"'),
            (words.fields["horizon"].label, ""),
        )
    )
    total = exposure(scored)
    body = "".join(_table_row(row, words) for row in (*scored, *open_rows))
    return (
        f'<table class="book stack"><caption>{_("全部各行，分数高的在前")}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
        f'<tfoot><tr><th scope="row" colspan="6">{totals_line(total.opportunity, total.threat)}'
        "</th></tr></tfoot></table>"
    )


def totals_line(opportunity: int, threat: int) -> str:
    """Both sums with their signs, never one number."""
    up = f'<span class="plus nowrap"><span class="sg sg-up" aria-hidden="true"></span> {_("机会")} '
    down = (
        f'<span class="minus nowrap"><span class="sg sg-down" aria-hidden="true"></span> '
        f"{_('威胁')} "
    )
    return f"{up}<b>{number(opportunity)}</b></span>　{down}<b>{number(threat)}</b></span>"


def weight_of(words: ToolWords, row: Factor) -> str:
    """Impact and likelihood: 5×4, or the one that is given under its name, or nothing."""
    if row.impact and row.likelihood:
        return f"{row.impact}×{row.likelihood}"
    given = (("impact", row.impact), ("likelihood", row.likelihood))
    return "".join(f"{words.fields[name].label} {points}" for name, points in given if points)


def _table_row(row: Factor, words: ToolWords) -> str:
    points = score(row)
    horizon = words.choices["horizon"][row.horizon] if row.horizon else "—"
    weight = weight_of(words, row) or "—"
    return (
        f'<tr><th scope="row">{row.id}</th><td>{typed(row.factor)}</td>'
        f'<td data-l="{words.fields["implication"].label}">{typed(row.implication) or "—"}</td>'
        f'<td class="num" data-l="{_("影响×概率")}">{weight}</td>'
        f'<td class="num" data-l="{_("分")}">{effect(points) if points else "—"}</td>'
        f'<td data-l="{words.fields["horizon"].label}">{horizon}</td></tr>'
    )


def _points(row: Factor) -> int:
    return score(row) or 0


def _spread(sheet: PestSheet) -> list[tuple[Factor, float, float]]:
    """Scored rows with x and y; those that share a spot stand around it, two beside each other."""
    spots: dict[tuple[int, int], list[Factor]] = defaultdict(list)
    for row in ranking(sheet.ordered):
        spots[row.likelihood or 0, row.impact or 0].append(row)
    placed = []
    for (likelihood, impact), rows in spots.items():
        lines = (len(rows) + 1) // 2
        for place, row in enumerate(rows):
            alone = place == len(rows) - 1 and place % 2 == 0
            beside = 0.0 if alone else (place % 2 - 0.5) * 0.78
            above = ((lines - 1) / 2 - place // 2) * 0.45
            placed.append((row, likelihood + beside, impact + above))
    return placed
