"""The figures of concentration and loss, and their table twin. Pure: a sheet in, a figure out."""

from math import isfinite
from typing import NamedTuple

import plotly.graph_objects as go

from course.content.words import ToolWords
from course.language import _
from exercises.concentration.sheet import (
    ConcentrationSheet,
    Customer,
    Loss,
    dependence,
    loss,
    of_profit,
    share,
    top,
)
from exercises.marks import typed
from exercises.numbers import write_number
from exercises.plot import sign_colours, template

SHOWN = 12
"""So many customers fit side by side on a phone."""


def amount(value: float | None) -> str:
    """An amount with at most one decimal: 1,720 or 326.8 or −27.6; a dash where there is none."""
    if value is None or not isfinite(value):
        return "—"
    return write_number(round(value, 1) + 0.0)


def percent(value: float | None) -> str:
    """A share with at most one decimal: 14.3% or 46%; a dash where there is none."""
    said = amount(None if value is None else value * 100)
    return said if said == "—" else f"{said}%"


def pareto(sheet: ConcentrationSheet, dark: bool = False, big: bool = False) -> go.Figure:
    """The largest customers' shares as bars, and added up as a line, in per cent of all revenue."""
    rows = [row for row in sheet.ranked if share(sheet, row) is not None][:SHOWN]
    parts = [100 * (share(sheet, row) or 0) for row in rows]
    sums = [sum(parts[: place + 1]) for place in range(len(parts))]
    plus, minus = sign_colours(dark)
    figure = go.Figure(layout={"template": template(dark, big)})
    places = list(range(len(rows)))
    figure.add_bar(
        x=places,
        y=parts,
        marker={"color": plus},
        text=[f"{part:.0f}%" for part in parts] if big else [f"{part:.0f}" for part in parts],
        textfont={"size": 28 if big else 13},
        constraintext="none",
        # The line begins on top of the first bar, so that bar's number stands inside.
        textposition=["outside" if place else "inside" for place in places],
        insidetextanchor="end",
        textangle=0,
        cliponaxis=False,
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=places,
        y=sums,
        mode="lines+markers+text",
        line={"color": minus, "width": 3 if big else 2, "dash": "dot"},
        marker={"color": minus, "size": 14 if big else 8, "symbol": "diamond"},
        text=[f"{sums[-1]:.1f}%" if place == len(rows) - 1 else "" for place in places],
        textposition="top center",
        cliponaxis=False,
        hoverinfo="skip",
    )
    high = max([*sums, 1])
    figure.update_layout(
        height=540 if big else 380,
        margin={"t": 34 if not big else 60, "r": 24},
        # No labels on the axis: on a phone the bars need the width, and all numbers are written.
        yaxis={"range": [0, high * 1.12], "showticklabels": False, "showgrid": False},
        xaxis={
            "tickmode": "array",
            "tickvals": places,
            "ticktext": [_stacked(row.name or row.id, 3 if big else 2) for row in rows],
            "tickangle": 0,
            "showgrid": False,
            "tickfont": {"size": 28 if big else 12},
            "range": [-0.6, max(len(rows) - 0.4, 0.6)],
        },
    )
    return figure


def _stacked(name: str, wide: int) -> str:
    """A name in at most three short lines, so that twelve stand side by side on a phone."""
    lines = [name[i : i + wide] for i in range(0, len(name), wide)]
    if len(lines) > 3:
        lines = [*lines[:2], lines[2][: wide - 1] + "…"]
    return "<br>".join(map(typed, lines))


def waterfall(sheet: ConcentrationSheet, dark: bool = False, big: bool = False) -> go.Figure:
    """From net profit down by the gross profit that goes, up by the service that is freed."""
    figure = go.Figure(layout={"template": template(dark, big)})
    lost = loss(sheet)
    if lost is None:
        return figure
    plus, minus = sign_colours(dark)
    ink = template(dark).layout.font.color
    steps = steps_of(sheet, lost)
    figure.add_waterfall(
        x=[step.label for step in steps],
        y=[step.value for step in steps],
        measure=[step.kind for step in steps],
        text=[amount(step.value) for step in steps],
        textposition="outside",
        textfont={"size": 28 if big else 15, "color": ink},
        cliponaxis=False,
        increasing={"marker": {"color": plus}},
        decreasing={"marker": {"color": minus}},
        totals={"marker": {"color": template(dark).layout.xaxis.tickfont.color}},
        connector={"line": {"color": ink, "width": 1, "dash": "dot"}},
        hoverinfo="skip",
    )
    levels = [0.0]
    for step in steps:
        levels.append(step.value + (levels[-1] if step.kind == "relative" else 0))
    low, high = min(levels), max(levels)
    room = (high - low or 1) * 0.16
    figure.update_layout(
        height=540 if big else 360,
        margin={"t": 20},
        yaxis={
            "range": [low - room * (low < 0), high + room],
            "showticklabels": False,
            "showgrid": False,
        },
        xaxis={"tickangle": 0, "showgrid": False, "tickfont": {"size": 28 if big else 13}},
    )
    return figure


class Step(NamedTuple):
    """One bar of the waterfall; `kind` is plotly's measure. A total's value is where it ends."""

    label: str
    value: float
    kind: str


def steps_of(sheet: ConcentrationSheet, lost: Loss) -> list[Step]:
    """From net profit to what is left in the first year; without a net profit, the loss alone."""
    freed = lost.gross - lost.first_year
    between = [
        Step(_("少毛利"), -lost.gross, "relative"),
        Step(_("省下的<br>服务成本"), freed, "relative"),
    ]
    if sheet.net_profit is None:
        return [*between, Step(_("合计"), -lost.first_year, "total")]
    left = sheet.net_profit - lost.first_year
    first = Step(_("公司净利"), sheet.net_profit, "absolute")
    return [first, *between, Step(_("还剩净利"), left, "total")]


def shares(sheet: ConcentrationSheet, dark: bool = False, big: bool = False) -> go.Figure:
    """One customer's share of the revenue: today, in the year of the order, the year after."""
    figure = go.Figure(layout={"template": template(dark, big)})
    bars = share_steps(sheet)
    if not bars:
        return figure
    _plus, minus = sign_colours(dark)
    figure.add_bar(
        x=[label for label, _value in bars],
        y=[100 * value for _label, value in bars],
        width=0.45,
        marker={"color": minus},
        text=[percent(value) for _label, value in bars],
        textposition="outside",
        textfont={"size": 28 if big else 15},
        cliponaxis=False,
        hoverinfo="skip",
    )
    figure.update_layout(
        height=540 if big else 300,
        margin={"t": 20},
        yaxis={
            "range": [0, max(100 * value for _label, value in bars) * 1.16 + 1],
            "showticklabels": False,
            "showgrid": False,
        },
        xaxis={"tickangle": 0, "showgrid": False},
    )
    return figure


def share_steps(sheet: ConcentrationSheet) -> list[tuple[str, float]]:
    """The bars of `shares` with their values in [0, 1]; those not known are left out."""
    found = dependence(sheet)
    if found is None or found.ordered is None:
        return []
    steps = [(_("现在"), found.now), (_("接下大单那年"), found.ordered)]
    return [*steps, (_("第二年"), found.after)] if found.after is not None else steps


def describe(sheet: ConcentrationSheet) -> str:
    """What the Pareto curve shows, in one sentence, for those who do not see it."""
    first, largest = top(sheet), sheet.largest
    if first.share is None or largest is None:
        return _("还没有可以画的占比")
    return _("条形与累计线：最大的是{name}，占 {one}；前 {n} 家合计占 {all}").format(
        name=largest.name or largest.id,
        one=percent(share(sheet, largest)),
        n=first.number,
        all=percent(first.share),
    )


def describe_loss(sheet: ConcentrationSheet) -> str:
    """What the waterfall shows, in one sentence."""
    lost = loss(sheet)
    if lost is None:
        return _("还算不出流失的后果")
    said = "，".join(
        f"{step.label.replace('<br>', '')} {amount(step.value)}" for step in steps_of(sheet, lost)
    )
    return _("瀑布图，单位万元：{steps}").format(steps=said)


def table(sheet: ConcentrationSheet, words: ToolWords) -> str:
    """All customers with their shares, then the two scenarios, as HTML tables."""
    fields = words.fields
    heads = (
        (_("名次"), ""),
        (fields["name"].label, ""),
        (fields["revenue"].label, ' class="num"'),
        (_("占收入"), ' class="num"'),
        (_("累计"), ' class="num"'),
        (fields["contribution"].label, ' class="num"'),
        (_("贡献毛利率"), ' class="num"'),
        (_("相当于净利"), ' class="num"'),
    )
    head = "".join(f'<th scope="col"{attributes}>{label}</th>' for label, attributes in heads)
    labels = [label for label, _attributes in heads]
    body, added = [], 0.0
    for place, row in enumerate(sheet.ranked, 1):
        part = share(sheet, row)
        added += part or 0
        total = added if part is not None else None
        body.append(_table_row(sheet, row, labels, place, total))
    caption = _("按收入从大到小，金额单位万元")
    return (
        f'<table class="book stack"><caption>{caption}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table>{_scenarios(sheet)}"
    )


def _table_row(
    sheet: ConcentrationSheet, row: Customer, labels: list[str], place: int, total: float | None
) -> str:
    left = row.contribution
    of_net = of_profit(sheet, left) if left is not None else None
    cells = (
        amount(row.revenue),
        percent(share(sheet, row)),
        percent(total),
        amount(left),
        percent(row.rate),
        percent(of_net),
    )
    numbers = "".join(
        f'<td class="num" data-l="{label}">{cell}</td>'
        for label, cell in zip(labels[2:], cells, strict=True)
    )
    name = typed(row.name) or row.id
    return f'<tr><td data-l="{labels[0]}">{place}</td><th scope="row">{name}</th>{numbers}</tr>'


def _scenarios(sheet: ConcentrationSheet) -> str:
    lines = []
    lost = loss(sheet)
    if lost is not None:
        lines += [
            (step.label.replace("<br>", ""), amount(step.value)) for step in steps_of(sheet, lost)
        ]
    lines += [(label, percent(value)) for label, value in share_steps(sheet)]
    if not lines:
        return ""
    body = "".join(
        f'<tr><th scope="row">{label}</th><td class="num">{value}</td></tr>'
        for label, value in lines
    )
    return (
        f'<table class="book"><caption>{_("两种情景：金额单位万元，百分比是占公司收入")}</caption>'
        f"<tbody>{body}</tbody></table>"
    )
