"""The contract's ninety days as a figure, and its table twin. Pure."""

from datetime import date, timedelta

import plotly.graph_objects as go

from course.content.words import ToolWords
from course.language import _
from exercises.contract.sheet import (
    PERIODS,
    Commitment,
    ContractSheet,
    State,
    day_number,
    is_written,
)
from exercises.marks import typed
from exercises.plot import paper, short, template

LABEL = 22
"""So many characters of a commitment fit above its line on a phone 390 px wide."""

SYMBOLS: dict[State | None, str] = {
    "kept": "circle",
    "changed": "diamond",
    "missed": "x",
    None: "circle-open",
}


def state_names() -> dict[State | None, str]:
    """What became of a commitment, as figures and tables call it."""
    return {
        "kept": _("守住"),
        "changed": _("改了"),
        "missed": _("没做到"),
        None: _("还没记"),
    }


def on_the_line(sheet: ContractSheet) -> list[tuple[int, Commitment]]:
    """The commitments that can be drawn, with their day's number, in the order of their days."""
    found = ((day_number(sheet, row.due), row) for row in sheet.ordered if is_written(row))
    placed = [(day, row) for day, row in found if day is not None]
    return sorted(placed, key=lambda one: (one[0], one[1].number))


def timeline(
    sheet: ContractSheet, dark: bool = False, big: bool = False, today: date | None = None
) -> go.Figure:
    """Every commitment on its day of the ninety; the sign and a word tell what became of it.

    A dotted line is today, where that is given and falls into the figure. A day outside of the
    ninety stands at the edge, with its true date beside it.
    """
    placed = on_the_line(sheet)
    layout = template(dark, big).layout
    ink, soft, rule = layout.font.color, layout.xaxis.tickfont.color, layout.xaxis.gridcolor
    accent = layout.colorway[2]
    size = 28 if big else 13
    last = PERIODS[-1]
    names = state_names()
    figure = go.Figure(layout={"template": template(dark, big)})
    for place, (day, row) in enumerate(placed):
        at = min(max(day, 0), last)
        figure.add_shape(
            type="line",
            x0=0,
            x1=at,
            y0=place,
            y1=place,
            line={"color": soft, "width": 1.5},
            layer="below",
        )
        figure.add_annotation(
            text=f"{row.id} {typed(short(row.what or row.result, LABEL))}",
            xref="x",
            x=0,
            xanchor="left",
            y=place - 0.36,
            yanchor="middle",
            showarrow=False,
            bgcolor=paper(dark),
            font={"size": size, "color": ink},
        )
        right = at <= last * 0.62
        figure.add_annotation(
            text=f"{names[row.state]} {_short_day(row.due)}",
            x=at,
            xanchor="left" if right else "right",
            xshift=(1 if right else -1) * (22 if big else 12),
            y=place,
            yanchor="middle",
            showarrow=False,
            bgcolor=paper(dark),
            font={"size": size, "color": soft},
        )
    figure.add_scatter(
        x=[min(max(day, 0), last) for day, _row in placed],
        y=list(range(len(placed))),
        mode="markers",
        marker={
            "symbol": [SYMBOLS[row.state] for _day, row in placed],
            "color": [ink if row.state == "missed" else accent for _day, row in placed],
            "size": 24 if big else 13,
            "line": {"width": 2, "color": accent},
        },
        hoverinfo="skip",
        cliponaxis=False,
    )
    for period in PERIODS:
        figure.add_vline(x=period, line={"color": rule, "width": 1}, layer="below")
    now = None if today is None else day_number(sheet, today)
    if now is not None and 0 <= now <= last:
        figure.add_vline(x=now, line={"color": ink, "width": 1.5, "dash": "dot"})
        figure.add_annotation(
            text=_("今天"),
            x=now,
            y=-0.95,
            showarrow=False,
            font={"size": size, "color": ink},
            bgcolor=paper(dark),
        )
    figure.update_layout(
        height=540 if big else 110 + 58 * max(len(placed), 1),
        margin={"l": 12, "r": 44, "t": 8, "b": 8},
        yaxis={
            "range": [len(placed) - 0.4, -1.15],
            "showticklabels": False,
            "showgrid": False,
            "zeroline": False,
        },
        xaxis={
            "range": [-1, last],
            "tickvals": [0, *PERIODS],
            "ticktext": [_tick(sheet, day) for day in (0, *PERIODS)],
            "tickfont": {"size": size, "color": soft},
            "showgrid": False,
            "zeroline": False,
        },
    )
    return figure


def _tick(sheet: ContractSheet, day: int) -> str:
    if sheet.start is None:
        return _("{n} 天").format(n=day)
    label = _("开始") if day == 0 else _("{n} 天").format(n=day)
    return f"{label}<br>{_short_day(sheet.start + timedelta(days=day))}"


def _short_day(day: date | None) -> str:
    return "" if day is None else f"{day.month}–{day.day}".replace("–", "-")


def describe(sheet: ContractSheet) -> str:
    """What the figure shows, in words, for those who do not see it."""
    names = state_names()
    said = [
        _("第 {n} 天 {row} {state}").format(n=day, row=row.id, state=names[row.state])
        for day, row in on_the_line(sheet)
    ]
    if not said:
        return _("还没有写了日子的承诺")
    return _("时间线：{days}").format(days="；".join(said))


def table(sheet: ContractSheet, words: ToolWords) -> str:
    """All commitments as an HTML table: what, for whom, result, day, what became of it."""
    names = ("what", "whom", "result", "due", "state")
    fields = words.fields
    head = "".join(f'<th scope="col">{fields[name].label}</th>' for name in names)
    body = "".join(_row(row, words) for row in sheet.ordered if is_written(row))
    return (
        f'<table class="book stack"><caption>{_("承诺，按日子")}</caption><thead><tr>'
        f'<th scope="col">{fields["rows"].label}</th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _row(row: Commitment, words: ToolWords) -> str:
    fields = words.fields
    became = words.choices["state"][row.state] if row.state else _("还没记")
    cells = (
        ("what", typed(row.what) or "—"),
        ("whom", typed(row.whom) or "—"),
        ("result", typed(row.result) or "—"),
        ("due", f'<span class="nowrap">{row.due.isoformat() if row.due else "—"}</span>'),
        ("state", f"{became}：{typed(row.said)}" if row.said else became),
    )
    tds = "".join(f'<td data-l="{fields[name].label}">{value}</td>' for name, value in cells)
    return f'<tr><th scope="row">{row.id}</th>{tds}</tr>'
