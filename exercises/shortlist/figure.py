"""The figures of a shortlist, and their table twin. Pure: a sheet in, a figure or HTML out."""

from typing import NamedTuple

import plotly.graph_objects as go

from course.content.words import ToolWords
from course.language import _
from exercises.marks import typed
from exercises.numbers import write_number
from exercises.plot import paper, short, sign_colours, template
from exercises.shortlist.sheet import (
    DECISIONS,
    Candidate,
    Decision,
    ShortlistSheet,
    by_potential,
    is_written,
    sieved,
)

SHOWN = 40
"""So many customers are drawn; the table has all."""

LABEL = 20
"""So many characters of a name fit above its bar on a phone."""


class Step(NamedTuple):
    """One bar from the long list to the short one; `taken` is what this step takes away."""

    label: str
    left: int
    taken: int = 0


def steps(sheet: ShortlistSheet) -> list[Step]:
    """The list before, what each sieve leaves, and what was decided to stay."""
    found = sieved(sheet)
    if not found.rows:
        return []
    left, out = found.rows, [Step(_("写进来的"), found.rows)]
    for label, taken in (
        (_("过了三年潜力"), found.potential),
        (_("过了对方意愿"), found.willing),
        (_("过了战略匹配"), found.fit),
        (_("有名额的"), found.waiting),
    ):
        left -= taken
        out.append(Step(label, left, taken))
    return [*out, Step(_("你决定留下的"), len(sheet.decided("keep")))]


def funnel(sheet: ShortlistSheet, dark: bool = False, big: bool = False) -> go.Figure:
    """The list before, after each sieve, and as decided; dotted: how many can be served.

    Rows of which an answer is missing have not been stopped and stand in the bars; hatching tells
    the decision, which is a person's, from the sieves.
    """
    bars = steps(sheet)
    plus, _minus = sign_colours(dark)
    ink = template(dark).layout.font.color
    figure = go.Figure(layout={"template": template(dark, big)})
    last = len(bars) - 1
    figure.add_bar(
        x=[step.left for step in bars],
        y=list(range(len(bars))),
        orientation="h",
        width=0.42,
        offset=0.02,
        marker={
            "color": plus,
            "pattern": {
                "shape": ["/" if place == last else "" for place in range(len(bars))],
                "fillmode": "replace",
                "solidity": 0.45,
            },
            "line": {"color": plus, "width": 1},
        },
        text=[f"{step.left}" + (f"（−{step.taken}）" if step.taken else "") for step in bars],
        textposition="outside",
        cliponaxis=False,
        hoverinfo="skip",
    )
    high = max([step.left for step in bars] + [sheet.places or 0, 1])
    for place, step in enumerate(bars):
        figure.add_annotation(
            text=step.label,
            xref="paper",
            x=0,
            xanchor="left",
            y=place - 0.22,
            yanchor="middle",
            showarrow=False,
            bgcolor=paper(dark),
            font={} if big else {"size": 13},
        )
    if sheet.places:
        figure.add_vline(x=sheet.places, line={"color": ink, "dash": "dot", "width": 1.5})
        figure.add_annotation(
            text=_("管得过来 {n} 家").format(n=sheet.places),
            x=sheet.places,
            y=1,
            yref="paper",
            yanchor="bottom",
            xanchor="right" if sheet.places > high / 2 else "left",
            showarrow=False,
            font={} if big else {"size": 13},
        )
    figure.update_layout(
        height=540 if big else 60 + 54 * max(len(bars), 1),
        margin={"t": 44 if big else 26},
        yaxis={"range": [len(bars) - 0.4, -0.6], "showticklabels": False, "showgrid": False},
        xaxis={"range": [0, high * 1.2], "showticklabels": False, "showgrid": False},
    )
    return figure


_PATTERNS: dict[Decision | None, str] = {
    "keep": "",
    "develop": "/",
    "serve": ".",
    "release": "x",
    None: "-",
}


def potentials(sheet: ShortlistSheet, dark: bool = False, big: bool = False) -> go.Figure:
    """Potential by customer, highest first; full bars stay, the pattern tells what was decided."""
    rows = by_potential(row for row in sheet.rows if is_written(row))[:SHOWN]
    plus, minus = sign_colours(dark)
    ink = template(dark).layout.font.color
    figure = go.Figure(layout={"template": template(dark, big)})
    high = max([row.potential or 0 for row in rows] + [sheet.line or 0, 1])
    labels = decision_labels()
    for decision in (*DECISIONS, None):
        mine = [(place, row) for place, row in enumerate(rows) if row.decision == decision]
        if not mine:
            continue
        colour = plus if decision in ("keep", "develop") else minus
        figure.add_bar(
            x=[row.potential for _place, row in mine],
            y=[place for place, _row in mine],
            name=labels[decision],
            orientation="h",
            width=0.42,
            offset=0.02,
            marker={
                "color": colour,
                "pattern": {
                    "shape": _PATTERNS[decision],
                    "fillmode": "replace",
                    "solidity": 0.4,
                },
                "line": {"color": colour, "width": 1},
            },
            text=[f"{write_number(row.potential)} {labels[decision]}" for _place, row in mine],
            textposition="outside",
            cliponaxis=False,
            hoverinfo="skip",
        )
    for place, row in enumerate(rows):
        figure.add_annotation(
            text=typed(short(row.name or row.id, LABEL)),
            xref="paper",
            x=0,
            xanchor="left",
            y=place - 0.22,
            yanchor="middle",
            showarrow=False,
            bgcolor=paper(dark),
            font={} if big else {"size": 13},
        )
    if sheet.line:
        figure.add_vline(x=sheet.line, line={"color": ink, "dash": "dot", "width": 1.5})
        figure.add_annotation(
            text=_("线 {n}").format(n=write_number(sheet.line)),
            x=sheet.line,
            y=1,
            yref="paper",
            yanchor="bottom",
            xanchor="left",
            showarrow=False,
            font={} if big else {"size": 13},
        )
    figure.update_layout(
        height=540 if big else 60 + 50 * max(len(rows), 1),
        margin={"t": 44 if big else 26},
        yaxis={"range": [len(rows) - 0.4, -0.6], "showticklabels": False, "showgrid": False},
        xaxis={"range": [0, high * 1.42], "showticklabels": False, "showgrid": False},
    )
    return figure


def decision_labels() -> dict[Decision | None, str]:
    """Decisions as figures bear them."""
    return {
        "keep": _("留下"),
        "develop": _("候补"),
        "serve": _("降级"),
        "release": _("转走或停"),
        None: _("未定"),
    }


def describe(sheet: ShortlistSheet) -> str:
    """What the bars show, in one sentence, for those who do not see them."""
    bars = steps(sheet)
    if not bars:
        return _("还没有客户")
    said = "，".join(f"{step.label} {step.left}" for step in bars)
    if sheet.places:
        said += "；" + _("管得过来 {n} 家").format(n=sheet.places)
    return _("条形图，单位家：{steps}").format(steps=said)


def table(sheet: ShortlistSheet, words: ToolWords) -> str:
    """The steps, and every customer with its decision and reason, as HTML tables."""
    fields = words.fields
    labels = (
        fields["name"].label,
        fields["potential"].label,
        fields["willing"].label,
        fields["fit"].label,
        fields["decision"].label,
        fields["reason"].label,
    )
    numeric = {1}
    head = "".join(
        f'<th scope="col"{_num(place in numeric)}>{label}</th>'
        for place, label in enumerate(labels)
    )
    known = by_potential(sheet.rows)
    rest = [row for row in sheet.rows if row not in known]
    body = "".join(_table_row(words, labels, row) for row in (*known, *rest) if is_written(row))
    before = "".join(
        f'<tr><th scope="row">{step.label}</th><td class="num">{step.left}</td>'
        f'<td class="num">{f"−{step.taken}" if step.taken else ""}</td></tr>'
        for step in steps(sheet)
    )
    if sheet.places:
        places = f'<td class="num">{sheet.places}</td><td></td>'
        before += f'<tr><th scope="row">{_("管得过来的")}</th>{places}</tr>'
    caption = _("每一家，按三年潜力从高到低（万元）")
    if sheet.line is not None:
        caption += _("，线 {n}").format(n=write_number(sheet.line))
    return (
        f'<table class="book"><caption>{_("名单，从前到后（家）")}</caption>'
        f"<tbody>{before}</tbody></table>"
        f'<table class="book stack"><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _num(numeric: bool) -> str:
    return ' class="num"' if numeric else ""


def _table_row(words: ToolWords, labels: tuple[str, ...], row: Candidate) -> str:
    choices = words.choices
    cells = (
        write_number(row.potential) or "—",
        choices["willing"][row.willing] if row.willing else "—",
        choices["fit"][row.fit] if row.fit else "—",
        choices["decision"][row.decision] if row.decision else "—",
        typed(row.reason) or "—",
    )
    tds = "".join(
        f'<td{_num(place == 1)} data-l="{label}">{cell}</td>'
        for place, (label, cell) in enumerate(zip(labels[1:], cells, strict=True), 1)
    )
    return f'<tr><th scope="row">{typed(row.name) or row.id}</th>{tds}</tr>'
