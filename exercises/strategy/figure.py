"""Two pictures of the strategies and their table twin. Pure: a sheet in, a figure or HTML out."""

from itertools import chain

import plotly.graph_objects as go

from course.content.words import ToolWords
from course.language import _
from exercises.marks import typed
from exercises.plot import paper, short, sign_colours, template, tint
from exercises.strategy.compare import counted_weights, groups, parts, totals
from exercises.strategy.lines import Names, called, comparison, name_of, sources_of, value_of
from exercises.strategy.sheet import StrategySheet, side_of

LABEL = 16
"""So many characters of a candidate's name fit above its bar on a phone 390 px wide."""

NARROW = 0.3
"""A part of a bar smaller than this has no room for its factor's id."""


def stacks(sheet: StrategySheet, dark: bool = False, big: bool = False) -> go.Figure:
    """What every candidate's total is made of, the best on top; outside green, inside grey."""
    given, sums, weights = parts(sheet), totals(sheet), counted_weights(sheet)
    layout = template(dark, big).layout
    ink, ground = layout.font.color, paper(dark)
    accent = layout.colorway[2]
    ids = list(sums)
    figure = go.Figure(layout={"template": template(dark, big)})
    for fact in weights:
        inside = side_of(fact) == "inside"
        values = [given[one][fact] for one in ids]
        figure.add_bar(
            x=values,
            y=list(range(len(ids))),
            orientation="h",
            width=0.4,
            offset=0.05,
            marker={
                "color": tint(ink if inside else accent, 0.16 if inside else 0.36),
                "line": {"color": ground, "width": 2},
            },
            text=[fact if value >= NARROW else "" for value in values],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": ink},
            hovertemplate=f"{fact} %{{x:.2f}}<extra></extra>",
        )
    for place, one in enumerate(ids):
        figure.add_annotation(
            text=f"<b>{value_of(sums[one])}</b>",
            x=sums[one],
            y=place + 0.25,
            xanchor="left",
            xshift=6,
            showarrow=False,
            font={"color": ink},
        )
        figure.add_annotation(
            text=typed(short(name_of(sheet.row(one)), LABEL)),
            xref="paper",
            x=0,
            xanchor="left",
            y=place - 0.18,
            showarrow=False,
            font={"color": ink} if big else {"color": ink, "size": 14},
        )
    figure.update_layout(
        barmode="stack",
        uniformtext={"minsize": 24 if big else 12, "mode": "hide"},
        height=540 if big else 40 + 76 * max(len(ids), 1),
        xaxis={"range": [0, max([*sums.values(), 1]) * 1.16], "visible": False},
        yaxis={"range": [len(ids) - 0.4, -0.5], "visible": False},
    )
    return figure


def flows(
    sheet: StrategySheet, dark: bool = False, big: bool = False, names: Names = ()
) -> go.Figure:
    """Which cell became which candidate: cells on the left, candidates on the right."""
    rows = [row for row in sheet.written if row.origins]
    plus, minus = sign_colours(dark)
    layout = template(dark, big).layout
    ink = layout.font.color
    sources = [sources_of(row, names) for row in rows]
    values = [one.value for row in rows for one in row.origins]
    cells = dict(zip(chain.from_iterable(sources), values, strict=True))
    place = {cell: n for n, cell in enumerate(cells)}
    figure = go.Figure(layout={"template": template(dark, big)})
    links = [(place[cell], len(cells) + n) for n, mine in enumerate(sources) for cell in mine]
    colours = [minus if value.startswith("−") else plus for value in cells.values()]
    figure.add_sankey(
        arrangement="snap",
        textfont={"color": ink, "size": 28 if big else 14, "shadow": "none"},
        node={
            "label": [
                *(typed(cell) for cell in cells),
                *(typed(short(name_of(row), 10)) for row in rows),
            ],
            "color": [*colours, *([ink] * len(rows))],
            "pad": 16,
            "thickness": 12,
            "line": {"width": 0},
        },
        link={
            "source": [start for start, _end in links],
            "target": [end for _start, end in links],
            "value": [1] * len(links),
            "color": [tint(colours[start], 0.3) for start, _end in links],
        },
        hoverinfo="skip",
    )
    figure.update_layout(height=540 if big else max(220, 46 * len(cells)))
    return figure


def describe(sheet: StrategySheet) -> str:
    """What the bars show, in one sentence, for those who do not see them."""
    sums = totals(sheet)
    if not sums:
        return _("还没有比出来")
    said = "，".join(f"{name_of(sheet.row(one))} {value_of(sums[one])}" for one in sums)
    equal = [sheet.row(one).letter for one in groups(sheet)[0]]
    tie = _("；{names} 按同分看").format(names="、".join(equal)) if len(equal) > 1 else ""
    return _("条形图：{said}{tie}").format(said=said, tie=tie)


def describe_flows(sheet: StrategySheet, names: Names = ()) -> str:
    """Which candidate comes from which cells, in words."""
    said = "；".join(
        f"{name_of(row)}：{'、'.join(called(one, names) for one in row.origins)}"
        for row in sheet.written
        if row.origins
    )
    return _("连线图：{said}").format(said=said or _("还没有来自格的候选"))


def table(sheet: StrategySheet, words: ToolWords, names: Names = ()) -> str:
    """The comparison, and below it every candidate with the cells that it comes from."""
    body = "".join(
        f'<tr><th scope="row">{typed(name_of(row))}</th>'
        f'<td data-l="{words.fields["cells"].label}">'
        f"{typed('　'.join(sources_of(row, names))) or '—'}</td>"
        f'<td data-l="{words.fields["fate"].label}">'
        f"{words.choices['fate'][row.fate] if row.fate else '—'}</td></tr>"
        for row in sheet.written
    )
    heads = (words.fields["rows"], words.fields["cells"], words.fields["fate"])
    head = "".join(f'<th scope="col">{one.label}</th>' for one in heads)
    return (
        f"{comparison(words, sheet)}"
        f'<table class="book stack"><caption>{_("候选与格")}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
