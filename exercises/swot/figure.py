"""The grid of a SWOT as a figure, and its table twin. Pure: a sheet in, a figure or HTML out."""

import re

import plotly.graph_objects as go

from course.content.words import ToolWords
from course.language import _
from exercises.marks import typed
from exercises.plot import inks, sign_colours, template, tint
from exercises.swot.sheet import (
    HIGHEST,
    QUADS,
    Quad,
    SwotItem,
    SwotSheet,
    is_written,
    items_of,
    rank,
)

GOOD: tuple[Quad, ...] = ("S", "O")
DEEPEST = 0.42
"""How strong the colour of the highest rank is; text stays readable on it in both themes."""

LINE, LINES = 11.5, 2
"""Width of a line in Chinese characters, and lines: two cards side by side fit on 390 px."""

BIG_LINE = 18.0
"""Width of a card's only line when projected."""

_PIECE = re.compile(r"[0-9A-Za-z.,%+/-]+|\s+|.", re.DOTALL)
_NEVER_FIRST = "，。；：、！？）》”…"


def names() -> dict[Quad, str]:
    """The quadrants as figures call them."""
    return {"S": _("S 优势"), "W": _("W 劣势"), "O": _("O 机会"), "T": _("T 威胁")}


def depth(item: SwotItem) -> float:
    """How strong a card's colour is, 0 to `DEEPEST`; 0 without a rank."""
    return (rank(item) or 0) / HIGHEST * DEEPEST


def cards(sheet: SwotSheet, dark: bool = False, big: bool = False) -> go.Figure:
    """Two by two quadrants of cards, the heaviest on top. Deeper colour is a higher rank.

    Every card says its rank too; one without a rank is empty and dashed.
    """
    plus, minus = sign_colours(dark)
    ink, soft, _rule = inks(dark)
    figure = go.Figure(layout={"template": template(dark, big)})
    top = 0.0
    for pair in (QUADS[:2], QUADS[2:]):
        columns = [[i for i in items_of(sheet, quad) if is_written(i)] for quad in pair]
        for x, (quad, items) in enumerate(zip(pair, columns, strict=True)):
            mark = "▲" if quad in GOOD else "▼"
            _write(figure, x + 0.02, top + 0.25, f"<b>{mark} {names()[quad]}</b>", ink, big)
            for place, item in enumerate(items):
                ranked = rank(item) is not None
                upper = top + 0.5 + place * (0.62 if big else 1)
                figure.add_shape(
                    type="rect",
                    x0=x + 0.01,
                    x1=x + 0.985,
                    y0=upper + 0.03,
                    y1=upper + (0.59 if big else 0.95),
                    fillcolor=tint(plus if quad in GOOD else minus, depth(item)),
                    line={"color": soft, "width": 1, "dash": "solid" if ranked else "dash"},
                )
                middle = upper + (0.31 if big else 0.49)
                _write(figure, x + 0.035, middle, _card(item, big), ink, big)
        rows = max(1, *(len(items) for items in columns))
        top += 0.6 + rows * (0.62 if big else 1)
    figure.update_layout(
        height=max(540, int(top * 74)) if big else int(top * 72) + 8,
        xaxis={"visible": False, "range": [0, 2], "fixedrange": True},
        yaxis={"visible": False, "range": [top, 0], "fixedrange": True},
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
    )
    return figure


def _write(figure: go.Figure, x: float, y: float, text: str, ink: str, big: bool) -> None:
    figure.add_annotation(
        x=x,
        y=y,
        text=text,
        showarrow=False,
        xanchor="left",
        yanchor="middle",
        align="left",
        font={"color": ink, "size": 28 if big else 13},
    )


def _card(item: SwotItem, big: bool) -> str:
    points = rank(item)
    mark = _("{n} 分").format(n=points) if points else "—"
    if big:
        text = typed("".join(wrapped(item.text, BIG_LINE, 1)))
        return f"<b>{item.id}</b> {text} <b>{points or '—'}</b>"
    return "<br>".join((f"<b>{item.id}</b>　{mark}", *map(typed, wrapped(item.text, LINE, LINES))))


def wrapped(text: str, width: float, at_most: int) -> list[str]:
    """The text in at most so many lines, cut with an ellipsis where it is longer.

    `width` is counted in Chinese characters, others take about half. Numbers and words stay whole,
    and no line begins with a closing mark.
    """
    lines, used = [""], 0.0
    for piece in _PIECE.findall(text):
        wide = _width(piece)
        if used + wide > width and lines[-1] and piece not in _NEVER_FIRST:
            if len(lines) == at_most:
                lines[-1] = f"{lines[-1].rstrip(_NEVER_FIRST + ' ')}…"
                return lines
            lines.append("")
            used = 0.0
        lines[-1] += "" if not lines[-1] and piece.isspace() else piece
        used += wide
    return lines


def _width(text: str) -> float:
    return sum(0.55 if sign.isascii() else 1 for sign in text)


def table(sheet: SwotSheet, words: ToolWords) -> str:
    """All items as an HTML table, quadrant by quadrant, the heaviest first."""
    fields = words.fields
    head = "".join(
        f'<th scope="col"{attributes}>{label}</th>'
        for label, attributes in (
            (_("编号"), ""),
            (fields["text"].label, ""),
            (fields["against"].label, ""),
            (_("重要度×把握"), ' class="num"'),
            (fields["rank"].label, ' class="num"'),
        )
    )
    body = "".join(_table_row(item, words) for item in sheet.ordered if is_written(item))
    return (
        f'<table class="book stack wordy"><caption>{_("四格，每格排序分高的在前")}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _table_row(item: SwotItem, words: ToolWords) -> str:
    fields, points = words.fields, rank(item)
    return (
        f'<tr><th scope="row">{item.id}</th>'
        f'<td data-l="{fields["text"].label}">{typed(item.text) or "—"}</td>'
        f'<td data-l="{fields["against"].label}">{typed(item.against) or "—"}</td>'
        f'<td class="num" data-l="{_("重要度×把握")}">{weight_of(item) or "—"}</td>'
        f'<td class="num" data-l="{fields["rank"].label}">{points or "—"}</td></tr>'
    )


def weight_of(item: SwotItem) -> str:
    """Importance and certainty: 5×3, with a dash for the one that is missing; or nothing."""
    if item.importance is None and item.certainty is None:
        return ""
    return f"{item.importance or '—'}×{item.certainty or '—'}"
