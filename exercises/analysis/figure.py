"""A figure for each of the six analyses. Pure: numbers in, Plotly out; tables.py has the twins.

Colour never stands alone: halves, parts and signs are also written beside the bars.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import chain, count

import plotly.graph_objects as go

from course.language import _
from exercises.analysis.analyses import Results
from exercises.analysis.book import Book
from exercises.analysis.sheet import AnalysisId
from exercises.analysis.tables import SHOWN, money, percent, points
from exercises.marks import typed
from exercises.plot import paper, short, sign_colours, template

NAME = 9
"""Characters of a name beside a bar."""


def draw(
    analysis: AnalysisId, results: Results, book: Book, dark: bool = False, big: bool = False
) -> go.Figure | None:
    """The figure of one analysis; None where there is nothing to draw."""
    return _DRAWN[analysis](results, book, dark, big)


def _figure(dark: bool, big: bool, rows: int = 6) -> go.Figure:
    height = (110 + 62 * rows) if big else (70 + 38 * rows)
    return go.Figure(layout={"template": template(dark, big), "height": max(height, 260)})


def _names(names: Iterable[str]) -> list[str]:
    """Names from a file, short and harmless, each another one: bars of one name would be one bar.

    Where the beginnings are alike, beginning and end are shown.
    """
    whole = [name or _("没写") for name in names]
    begun = Counter(short(name, NAME) for name in whole)
    found: list[str] = []
    for name in whole:
        said = short(name, NAME)
        if begun[said] > 1 and said != name:
            half = NAME // 2
            said = f"{name[:half]}…{name[-half:]}"
        again = (f"{said} {n}" for n in count(2))
        found.append(next(one for one in chain([said], again) if one not in found))
    return [typed(name) for name in found]


def _soft(dark: bool) -> str:
    return "#5f6a75" if dark else "#c9c4b9"


def _development(results: Results, book: Book, dark: bool, big: bool) -> go.Figure | None:
    found = results.development
    if not any(value for _month, value in found.months):
        return None
    plus, _minus = sign_colours(dark)
    figure = _figure(dark, big, 7)
    last = found.halves[1].first if found.halves else found.months[0][0]
    names = [book.month_name(month) for month, _value in found.months]
    values = [value for _month, value in found.months]
    figure.add_bar(
        x=names,
        y=values,
        marker={"color": [plus if m >= last else _soft(dark) for m, _v in found.months]},
        hovertemplate="%{x}：%{y:,.1f}<extra></extra>",
    )
    for half, word in zip(found.halves or (), (_("前半段"), _("后半段")), strict=False):
        inside = [n for n, (m, _v) in enumerate(found.months) if half.first <= m <= half.last]
        mean = half.revenue / len(inside)
        figure.add_shape(
            type="line",
            x0=inside[0] - 0.45,
            x1=inside[-1] + 0.45,
            y0=mean,
            y1=mean,
            line={"dash": "dash", "width": 2, "color": "#e6e4df" if dark else "#22262b"},
        )
        figure.add_annotation(
            x=(inside[0] + inside[-1]) / 2,
            y=max(values) * 1.12,
            text=_("{word} {n}").format(word=word, n=money(half.revenue)),
            showarrow=False,
        )
    figure.update_yaxes(title_text=_("收入（万元）"), range=[min(0, *values), max(values) * 1.22])
    figure.update_xaxes(type="category")
    return figure


def _value(results: Results, _book: Book, dark: bool, big: bool) -> go.Figure | None:
    parts = [p for p in results.value.parts if p.contribution is not None][:SHOWN]
    if not parts:
        return None
    plus, minus = sign_colours(dark)
    figure = _figure(dark, big, len(parts) + 1)
    names = _names(p.name for p in parts)
    figure.add_bar(
        y=names,
        x=[p.revenue for p in parts],
        orientation="h",
        marker={"color": _soft(dark)},
        hovertemplate=_("收入") + " %{x:,.1f}<extra></extra>",
    )
    figure.add_bar(
        y=names,
        x=[p.contribution for p in parts],
        orientation="h",
        width=0.36,
        marker={"color": [plus if (p.contribution or 0) >= 0 else minus for p in parts]},
        hovertemplate=_("贡献") + " %{x:,.1f}<extra></extra>",
    )
    widest = max(p.revenue for p in parts) or 1
    for name, part in zip(names, parts, strict=True):
        figure.add_annotation(
            x=max(part.revenue, 0),
            y=name,
            xanchor="left",
            xshift=6,
            text=_("{n}（{rate}）").format(n=money(part.contribution), rate=percent(part.rate, 0)),
            showarrow=False,
        )
    least = min(0.0, *(p.contribution or 0 for p in parts))
    figure.update_layout(barmode="overlay")
    figure.update_xaxes(title_text=_("宽条是收入，窄条是贡献（万元）"), range=[least, widest * 1.7])
    figure.update_yaxes(autorange="reversed")
    return figure


def _behaviour(results: Results, book: Book, dark: bool, big: bool) -> go.Figure | None:
    gaps = results.behaviour.gaps[-24:]
    if len(gaps) < 2:
        return None
    plus, _minus = sign_colours(dark)
    figure = _figure(dark, big, 6)
    values = [gap for _day, gap in gaps]
    few = len(gaps) <= 12
    figure.add_scatter(
        x=list(range(1, len(gaps) + 1)),
        y=values,
        mode="lines+markers+text" if few else "lines+markers",
        text=[str(value) for value in values],
        textposition="top center",
        cliponaxis=False,
        line={"color": plus, "width": 2},
        marker={"size": 12 if big else 8, "color": plus},
        customdata=[book.day_name(day) for day, _gap in gaps],
        hovertemplate=_("隔 %{y} 天，%{customdata}") + "<extra></extra>",
    )
    mean = results.behaviour.focus.gap or 0
    figure.add_hline(
        y=mean,
        line={"dash": "dash", "width": 1.5, "color": "#a9aeb4" if dark else "#585d64"},
        annotation={
            "text": _("平均 {n} 天").format(n=f"{mean:.1f}"),
            "bgcolor": paper(dark),
            "xanchor": "right",
        },
    )
    figure.update_xaxes(title_text=_("一次一次，从早到晚"), dtick=1 if few else None)
    figure.update_yaxes(title_text=_("隔了几天"), range=[0, max(values) * 1.2])
    return figure


def _agents(results: Results, _book: Book, dark: bool, big: bool) -> go.Figure | None:
    found = [agent for agent in results.agents if agent.handled > 0][:SHOWN]
    if not found:
        return None
    plus, _minus = sign_colours(dark)
    figure = _figure(dark, big, len(found) + 2)
    names = _names(agent.name for agent in found)
    brought = [agent.brought or 0 for agent in found]
    figure.add_bar(
        y=names,
        x=brought,
        orientation="h",
        marker={"color": plus},
        hovertemplate=_("独立新增") + " %{x:,.1f}<extra></extra>",
    )
    figure.add_bar(
        y=names,
        x=[agent.handled - new for agent, new in zip(found, brought, strict=True)],
        orientation="h",
        marker={"color": _soft(dark)},
        hovertemplate=_("其余") + " %{x:,.1f}<extra></extra>",
    )
    for name, agent in zip(names, found, strict=True):
        said = (
            money(agent.handled)
            if agent.share is None
            else _("新增 {share}").format(share=percent(agent.share))
        )
        figure.add_annotation(
            x=agent.handled, y=name, xanchor="left", xshift=6, text=said, showarrow=False
        )
    figure.update_layout(barmode="stack")
    widest = max(agent.handled for agent in found)
    figure.update_xaxes(title_text=_("深色是独立新增，浅色是其余（万元）"), range=[0, widest * 1.5])
    figure.update_yaxes(autorange="reversed")
    return figure


def _satisfaction(results: Results, _book: Book, dark: bool, big: bool) -> go.Figure | None:
    parts = [p for p in results.satisfaction.parts if p.promoters is not None][:SHOWN]
    if not parts:
        return None
    plus, minus = sign_colours(dark)
    figure = _figure(dark, big, len(parts) + 2)
    names = [
        _("{name}，{n} 份").format(name=name, n=len(p.scores))
        for name, p in zip(_names(p.name for p in parts), parts, strict=True)
    ]
    values = [p.promoters or 0 for p in parts]
    figure.add_bar(
        y=names,
        x=values,
        orientation="h",
        marker={"color": [plus if value >= 0 else minus for value in values]},
        text=[points(value) for value in values],
        textposition="outside",
        cliponaxis=False,
        hovertemplate="%{y}：%{x:+.0f}<extra></extra>",
    )
    figure.update_xaxes(
        title_text=_("净推荐值"), range=[-125, 125], tickvals=[-100, -50, 0, 50, 100]
    )
    figure.update_yaxes(autorange="reversed")
    return figure


def _one(results: Results, _book: Book, dark: bool, big: bool) -> go.Figure | None:
    found = results.one
    if not found.cells or len(found.products) * len(found.sites) > SHOWN * SHOWN:
        return None
    plus, minus = sign_colours(dark)
    # What the customer spends elsewhere; where nobody knows it, what we have.
    known = bool(found.gaps)
    deep = ("#7d4a1c" if dark else minus) if known else ("#2b4a6b" if dark else plus)
    values, texts = [], []
    for product in found.products:
        cells = [found.cell(product, site) for site in found.sites]
        values.append([max(0.0, (cell.gap or 0) if known else cell.ours) for cell in cells])
        texts.append([_cell_text(cell.ours, cell.gap) for cell in cells])
    figure = _figure(dark, big, len(found.products) + 2)
    figure.add_heatmap(
        z=values,
        x=_names(found.sites),
        y=_names(found.products),
        text=texts,
        texttemplate="%{text}",
        textfont={"color": "#e6e4df" if dark else "#22262b"},
        colorscale=[[0, paper(dark)], [1, deep]],
        zmin=0,
        zmax=max(1.0, *(value for row in values for value in row)) * (1.0 if dark else 1.9),
        showscale=False,
        xgap=4,
        ygap=4,
        hovertemplate="%{y}·%{x}<br>%{text}<extra></extra>",
    )
    figure.update_xaxes(side="top", type="category")
    figure.update_yaxes(autorange="reversed", type="category")
    return figure


def _cell_text(ours: float, gap: float | None) -> str:
    if gap is None:
        return _("我方 {n}").format(n=money(ours)) if ours else "—"
    return _("空白 {gap}<br>我方 {n}").format(gap=money(gap), n=money(ours))


_DRAWN: dict[AnalysisId, Callable[[Results, Book, bool, bool], go.Figure | None]] = {
    "development": _development,
    "value": _value,
    "behaviour": _behaviour,
    "agents": _agents,
    "satisfaction": _satisfaction,
    "one": _one,
}
