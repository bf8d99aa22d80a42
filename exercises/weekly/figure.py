"""The figures of the weekly pages, and their table twin. Pure: a sheet in, a figure or HTML out."""

from datetime import date

import plotly.graph_objects as go

from course.content.words import ToolWords
from course.language import _
from exercises.plot import sign_colours, template
from exercises.weekly.sheet import KINDS, Kind, Week, WeeklySheet, done

SHOWN = 8
"""So many weeks stand side by side."""


_LEGEND = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"}


def day_of(day: date) -> str:
    """A day as the page says it: 11 月 23 日."""
    return _("{m} 月 {d} 日").format(m=day.month, d=day.day)


def span_of(week: Week) -> str:
    """A week as the page says it: 11 月 23 日–29 日."""
    first, last = week.monday, week.sunday
    if first.month == last.month:
        return _("{m} 月 {a}–{b} 日").format(m=first.month, a=first.day, b=last.day)
    return f"{day_of(first)}–{day_of(last)}"


def planned_weeks(sheet: WeeklySheet) -> list[Week]:
    """The last weeks with lines in them, oldest first."""
    weeks = [week for week in reversed(sheet.ordered) if done(sheet, week).planned]
    return weeks[-SHOWN:]


def progress(sheet: WeeklySheet, dark: bool = False, big: bool = False) -> go.Figure:
    """Week by week how many lines were done, not done, or left open; above them the done share."""
    weeks = planned_weeks(sheet)
    counts = [done(sheet, week) for week in weeks]
    plus, minus = sign_colours(dark)
    soft = template(dark).layout.xaxis.gridcolor
    figure = go.Figure(layout={"template": template(dark, big)})
    places = list(range(len(weeks)))
    size = 28 if big else 13
    for label, values, colour, pattern in (
        (_("做完"), [count.done for count in counts], plus, ""),
        (_("没做成"), [count.missed for count in counts], minus, "/"),
        (_("还没说"), [count.open for count in counts], soft, ""),
    ):
        figure.add_bar(
            x=places,
            y=values,
            name=label,
            width=0.55,
            marker={
                "color": colour,
                "pattern": {"shape": pattern, "fillmode": "replace", "solidity": 0.4},
                "line": {"color": colour, "width": 1},
            },
            hoverinfo="skip",
        )
    for place, count in enumerate(counts):
        figure.add_annotation(
            x=place,
            y=count.planned,
            yanchor="bottom",
            text=_("{done}/{planned}").format(done=count.done, planned=count.planned),
            showarrow=False,
            font={"size": 28 if big else 15},
        )
    high = max([count.planned for count in counts] + [3])
    figure.update_layout(
        height=540 if big else 320,
        barmode="stack",
        showlegend=True,
        legend=_LEGEND | {"font": {"size": size}},
        margin={"t": 70 if big else 40},
        yaxis={"range": [0, high * 1.18], "showticklabels": False, "showgrid": False},
        xaxis={
            "tickmode": "array",
            "tickvals": places,
            "ticktext": [f"{week.monday.month}/{week.monday.day}" for week in weeks],
            "tickangle": 0,
            "showgrid": False,
            "range": [-0.6, max(len(weeks), 3) - 0.4],
            "title": {"text": _("周一的日期")},
        },
    )
    return figure


def by_kind(sheet: WeeklySheet, dark: bool = False, big: bool = False) -> go.Figure:
    """For each of the three kinds how many lines were planned in all weeks, and how many done."""
    counts = {kind: _of_kind(sheet, kind) for kind in KINDS}
    plus, _minus = sign_colours(dark)
    soft = template(dark).layout.xaxis.gridcolor
    names = kind_names()
    figure = go.Figure(layout={"template": template(dark, big)})
    places = list(range(len(KINDS)))
    for label, values, colour in (
        (_("做完"), [counts[kind][1] for kind in KINDS], plus),
        (_("其余"), [counts[kind][0] - counts[kind][1] for kind in KINDS], soft),
    ):
        figure.add_bar(
            x=values,
            y=places,
            name=label,
            orientation="h",
            width=0.5,
            marker={"color": colour},
            hoverinfo="skip",
        )
    high = max([counts[kind][0] for kind in KINDS] + [3])
    for place, kind in enumerate(KINDS):
        planned, finished = counts[kind]
        figure.add_annotation(
            x=planned,
            y=place,
            xanchor="left",
            text=f" {finished}/{planned}",
            showarrow=False,
            font={"size": 28 if big else 15},
        )
    figure.update_layout(
        height=540 if big else 240,
        barmode="stack",
        showlegend=True,
        legend=_LEGEND,
        margin={"t": 70 if big else 40},
        yaxis={
            "tickmode": "array",
            "tickvals": places,
            "ticktext": [names[kind] for kind in KINDS],
            "range": [len(KINDS) - 0.5, -0.5],
            "showgrid": False,
        },
        xaxis={"range": [0, high * 1.15], "showticklabels": False, "showgrid": False},
    )
    return figure


def kind_names() -> dict[Kind, str]:
    """The three kinds as figures bear them."""
    return {"info": _("情报"), "cover": _("关系"), "chance": _("机会")}


def _of_kind(sheet: WeeklySheet, kind: Kind) -> tuple[int, int]:
    """Lines of a kind over all weeks: planned, done. What was taken over counts in each week."""
    counts = [done(sheet, week, kind) for week in sheet.weeks]
    return sum(count.planned for count in counts), sum(count.done for count in counts)


def describe(sheet: WeeklySheet) -> str:
    """What the weekly bars show, in one sentence, for those who do not see them."""
    weeks = planned_weeks(sheet)
    if not weeks:
        return _("还没有写过的周")
    said = "；".join(
        _("{week} 做完 {done}/{planned}").format(
            week=span_of(week), done=done(sheet, week).done, planned=done(sheet, week).planned
        )
        for week in weeks
    )
    return _("条形图，每周做完几条：{weeks}").format(weeks=said)


def table(sheet: WeeklySheet, words: ToolWords) -> str:
    """Every week with what was planned and done, by kind, as an HTML table."""
    heads = [_("周"), *(words.fields[kind].label for kind in KINDS), _("合计"), _("做完的比例")]
    head = "".join(
        f'<th scope="col"{_num(place)}>{label}</th>' for place, label in enumerate(heads)
    )
    body = "".join(_table_row(sheet, week, heads) for week in sheet.ordered)
    return (
        f'<table class="book stack"><caption>{_("做完几条／写了几条")}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _num(place: int) -> str:
    return ' class="num"' if place else ""


def _table_row(sheet: WeeklySheet, week: Week, heads: list[str]) -> str:
    counts = [done(sheet, week, kind) for kind in KINDS]
    whole = done(sheet, week)
    cells = [*(f"{count.done}/{count.planned}" for count in (*counts, whole))]
    cells.append("—" if whole.share is None else f"{whole.share:.0%}")
    tds = "".join(
        f'<td class="num" data-l="{label}">{cell}</td>'
        for label, cell in zip(heads[1:], cells, strict=True)
    )
    return f'<tr><th scope="row">{span_of(week)}</th>{tds}</tr>'
