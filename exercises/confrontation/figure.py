"""The matrix as a picture and as a table twin. Pure: a sheet in, a figure or HTML out."""

import plotly.graph_objects as go

from course.content.words import ToolWords
from course.language import _
from exercises.confrontation.coach import sign_of
from exercises.confrontation.matrix import (
    QUADRANTS,
    Matrix,
    completion,
    extremes,
    line_sum,
    matrix,
    quadrant,
    total,
)
from exercises.confrontation.sheet import ConfrontationSheet, cell_id
from exercises.marks import signed, typed
from exercises.plot import paper, short, sign_colours, template, tint

TINT = 0.24
"""How much of the full colour a + or − shows; the sign in the cell says the rest."""


def heat(sheet: ConfrontationSheet, dark: bool = False, big: bool = False) -> go.Figure:
    """The cells coloured from −− to ++ with their signs, bars of the sums at both edges.

    Drawn from what the sheet itself keeps, so that an example has a picture too.
    """
    return heat_of(matrix(sheet, None), dark, big)


def heat_of(table: Matrix, dark: bool = False, big: bool = False) -> go.Figure:
    """The same over a table at hand."""
    plus, minus = sign_colours(dark)
    ground, ink = paper(dark), template(dark).layout.font.color
    columns, rows = len(table.outside), len(table.inside)
    figure = go.Figure(layout={"template": template(dark, big)})
    size = 28 if big else 15
    for y, inside in enumerate(table.inside):
        for x, outside in enumerate(table.outside):
            score = table.by_id[cell_id(inside.id, outside.id)].score
            colour = plus if (score or 0) > 0 else minus
            strong = score is not None and abs(score) == 2
            figure.add_shape(
                type="rect",
                x0=x,
                x1=x + 1,
                y0=y,
                y1=y + 1,
                fillcolor=colour if strong else tint(colour, TINT) if score else ground,
                line={"color": ground, "width": 2},
                layer="below",
            )
            if score is not None:
                figure.add_annotation(
                    x=x + 0.5,
                    y=y + 0.5,
                    text=f"<b>{sign_of(score)}</b>" if score else "0",
                    showarrow=False,
                    font={"color": ground if strong else ink, "size": size + 2},
                )
    _bars(figure, table, dark, size)
    strengths = sum(item.id[0] == "S" for item in table.inside)
    chances = sum(item.id[0] == "O" for item in table.outside)
    frames = (
        (0, chances, 0, strengths),
        (chances, columns, 0, strengths),
        (0, chances, strengths, rows),
        (chances, columns, strengths, rows),
    )
    for x0, x1, y0, y1 in frames:
        if x1 > x0 and y1 > y0:
            line = {"color": ink, "width": 3 if big else 2}
            figure.add_shape(type="rect", x0=x0, x1=x1, y0=y0, y1=y1, line=line)
    names = [f"<b>{item.id}</b>" for item in table.outside]
    sides = [
        f"<b>{item.id}</b> {typed(short(item.text, 7))}" if not big else f"<b>{item.id}</b>"
        for item in table.inside
    ]
    figure.update_layout(
        height=540 if big else 90 + 46 * (rows + 1),
        margin={"l": 8, "r": 8, "t": 44 if big else 30, "b": 8},
        xaxis={
            "range": [0, columns + 1.7],
            "tickvals": [x + 0.5 for x in range(columns)],
            "ticktext": names,
            "tickfont": {"color": ink, "size": size},
            "side": "top",
            "showgrid": False,
            "zeroline": False,
            "showline": False,
        },
        yaxis={
            "range": [rows + 1.3, 0],
            "tickvals": [y + 0.5 for y in range(rows)],
            "ticktext": sides,
            "tickfont": {"color": ink, "size": size if big else 13},
            "showgrid": False,
            "zeroline": False,
            "showline": False,
        },
    )
    return figure


def _bars(figure: go.Figure, table: Matrix, dark: bool, size: int) -> None:
    """The sums of rows on the right and of columns below: a bar as long as the sum, and the sum."""
    widest = max([abs(line_sum(table, item.id) or 0) for item in table.items], default=0) or 1
    columns, rows = len(table.outside), len(table.inside)
    plus, minus = sign_colours(dark)
    for place, item in enumerate(table.inside):
        value = line_sum(table, item.id)
        if value is None:
            continue
        figure.add_shape(
            type="rect",
            x0=columns + 0.15,
            x1=columns + 0.15 + 0.65 * abs(value) / widest,
            y0=place + 0.3,
            y1=place + 0.7,
            fillcolor=plus if value > 0 else minus,
            line={"width": 0},
        )
        figure.add_annotation(
            x=columns + 1.65,
            y=place + 0.5,
            xanchor="right",
            text=f"<b>{signed(value)}</b>",
            showarrow=False,
            font={"size": size},
        )
    for place, item in enumerate(table.outside):
        value = line_sum(table, item.id)
        if value is None:
            continue
        figure.add_shape(
            type="rect",
            x0=place + 0.3,
            x1=place + 0.7,
            y0=rows + 0.12,
            y1=rows + 0.12 + 0.55 * abs(value) / widest,
            fillcolor=plus if value > 0 else minus,
            line={"width": 0},
        )
        figure.add_annotation(
            x=place + 0.5,
            y=rows + 1.0,
            text=f"<b>{signed(value)}</b>",
            showarrow=False,
            font={"size": size},
        )
    whole = total(table.cells)
    if whole is not None:
        figure.add_annotation(
            x=columns + 1.65,
            y=rows + 1.0,
            xanchor="right",
            text=f"<b>{signed(whole)}</b>",
            showarrow=False,
            font={"size": size},
        )


def describe(table: Matrix) -> str:
    """What the picture shows, in one sentence, for those who do not see it."""
    done = completion(table.cells)
    if not done.scored:
        return _("还没有打分的格")
    sums = "，".join(f"{name} {signed(quadrant(table, name).sum)}" for name in QUADRANTS)
    best, worst, _threats = extremes(table)
    said = [_("热图：{sums}").format(sums=sums)]
    if best:
        said.append(_("最有用的是 {items}").format(items="、".join(best)))
    if worst:
        said.append(_("最痛的短板是 {items}").format(items="、".join(worst)))
    return "；".join(said)


def table(sheet: ConfrontationSheet, words: ToolWords) -> str:
    """The matrix as an HTML table, with what is said in every strong cell."""
    return twin(matrix(sheet, None), words)


def twin(shown: Matrix, words: ToolWords) -> str:
    """The same over a table at hand: every score as a number, so that the sums can be checked."""
    edge = words.choices["edge"]
    head = "".join(f'<th scope="col" class="num">{item.id}</th>' for item in shown.outside)
    body = ""
    for item in shown.inside:
        cells = "".join(_number(shown, cell_id(item.id, o.id)) for o in shown.outside)
        body += (
            f'<tr><th scope="row">{item.id} {typed(item.text)}</th>{cells}'
            f'<td class="num"><b>{_value(line_sum(shown, item.id))}</b></td></tr>'
        )
    sums = "".join(
        f'<td class="num">{_value(line_sum(shown, item.id))}</td>' for item in shown.outside
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{_("每一格的分")}">'
        f'<table class="book kept"><caption>{_("每一格的分")}</caption>'
        f'<thead><tr><td></td>{head}<th scope="col" class="num">{edge["rows"]}</th></tr></thead>'
        f'<tbody>{body}</tbody><tfoot><tr><th scope="row">{edge["columns"]}</th>{sums}'
        f'<td class="num">{_value(total(shown.cells))}</td></tr></tfoot></table></div>'
    )


def _number(shown: Matrix, wanted: str) -> str:
    return f'<td class="num">{_value(shown.by_id[wanted].score)}</td>'


def _value(value: int | None) -> str:
    return "—" if value is None else signed(value).replace("+", "")
