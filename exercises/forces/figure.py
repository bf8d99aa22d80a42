"""Two figures of the five forces and their table twin. Pure: a sheet in, a figure or HTML out."""

import plotly.graph_objects as go

from course.content.words import ToolWords
from course.language import _
from exercises.forces.sheet import (
    ARROWS,
    FORCES,
    ForceId,
    ForcesSheet,
    attractiveness,
    force_pressure,
    pressure,
    pressures,
    ranking,
    shares,
)
from exercises.plot import inks, sign_colours, template, tint


def names() -> dict[ForceId, str]:
    """The forces' names as figures bear them."""
    return {
        "entry": _("新进入者"),
        "suppliers": _("供方"),
        "buyers": _("买方"),
        "substitutes": _("替代品"),
        "rivalry": _("同业竞争"),
    }


def value_of(value: float | None, digits: int = 1) -> str:
    """A pressure as it is shown: 4.2, or a dash where there is none."""
    return "—" if value is None else f"{value:.{digits}f}"


def arrow(sheet: ForcesSheet, force: ForceId) -> str:
    """↑ → ↓, or nothing where no trend was given."""
    trend = sheet.force(force).trend
    return ARROWS[trend] if trend else ""


def radar(sheet: ForcesSheet, dark: bool = False, big: bool = False) -> go.Figure:
    """Five axes from 0 to 5 and the industry's pressure in the middle; further out is worse.

    A force without a score has no point; the line is then open and nothing is filled.
    """
    given, called = pressures(sheet), names()
    _plus, minus = sign_colours(dark)
    ink, soft, rule = inks(dark)
    size = 28 if big else 15
    shown = [force for force in FORCES if force in given]
    whole = len(shown) == len(FORCES)
    around = [*shown, shown[0]] if whole else shown
    figure = go.Figure(layout={"template": template(dark, big)})
    figure.add_scatterpolar(
        r=[given[force] for force in around],
        theta=[called[force] for force in around],
        mode="lines+markers" if whole else "markers",
        fill="toself" if whole else "none",
        fillcolor=tint(minus, 0.22),
        line={"color": minus, "width": 3 if big else 2},
        marker={"color": minus, "size": 14 if big else 9},
        hovertemplate="%{theta} %{r:.1f}<extra></extra>",
    )
    labels = [f"{called[f]}<br>{value_of(given.get(f))} {arrow(sheet, f)}".rstrip() for f in FORCES]
    figure.update_layout(
        height=540 if big else 400,
        margin={"l": 70, "r": 70, "t": 60 if big else 44, "b": 60 if big else 40},
        polar={
            "bgcolor": "rgba(0,0,0,0)",
            "radialaxis": {
                "range": [0, 5],
                "angle": 90,
                "tickvals": [1, 2, 3, 4, 5],
                "showticklabels": False,
                "gridcolor": rule,
                "linecolor": rule,
                "ticks": "",
            },
            "angularaxis": {
                "categoryorder": "array",
                "categoryarray": [called[force] for force in FORCES],
                "tickmode": "array",
                "tickvals": [called[force] for force in FORCES],
                "ticktext": labels,
                "tickfont": {"color": ink, "size": size},
                "direction": "clockwise",
                "rotation": 90,
                "gridcolor": rule,
                "linecolor": soft,
                "ticks": "",
            },
        },
    )
    figure.add_annotation(
        x=0.5,
        y=0.5,
        xref="paper",
        yref="paper",
        text=f"<b>{value_of(pressure(sheet), 2)}</b><br>{_('行业压力')}",
        showarrow=False,
        font={"color": ink, "size": size},
        bgcolor="#15181b" if dark else "#fdfcfa",
        bordercolor=soft,
        borderwidth=1,
        borderpad=6,
    )
    return figure


_PLACES: dict[ForceId, tuple[float, float]] = {
    "entry": (0, 1),
    "suppliers": (-1, 0),
    "rivalry": (0, 0),
    "buyers": (1, 0),
    "substitutes": (0, -1),
}
_HALF_WIDTH, _HALF_HEIGHT = 0.42, 0.33


def boxes(sheet: ForcesSheet, dark: bool = False, big: bool = False) -> go.Figure:
    """The classic five boxes: rivals in the middle, the others pressing on them. Darker is worse.

    Every box says its pressure too; one without a score is empty and dashed.
    """
    given, called = pressures(sheet), names()
    _plus, minus = sign_colours(dark)
    ink, soft, _rule = inks(dark)
    figure = go.Figure(layout={"template": template(dark, big)})
    for force, (x, y) in _PLACES.items():
        value = given.get(force)
        figure.add_shape(
            type="rect",
            x0=x - _HALF_WIDTH,
            x1=x + _HALF_WIDTH,
            y0=y - _HALF_HEIGHT,
            y1=y + _HALF_HEIGHT,
            fillcolor="rgba(0,0,0,0)" if value is None else tint(minus, (value - 1) / 4 * 0.42),
            line={"color": soft, "width": 1.5, "dash": "dash" if value is None else "solid"},
        )
        figure.add_annotation(
            x=x,
            y=y,
            text=f"{called[force]}<br><b>{value_of(value)}</b> {arrow(sheet, force)}".rstrip(),
            showarrow=False,
            font={"color": ink, "size": 28 if big else 15},
        )
        if force != "rivalry":
            figure.add_annotation(
                x=x * (_HALF_WIDTH + 0.02),
                y=y * (_HALF_HEIGHT + 0.02),
                ax=x * (1 - _HALF_WIDTH - 0.02),
                ay=y * (1 - _HALF_HEIGHT - 0.02),
                xref="x",
                yref="y",
                axref="x",
                ayref="y",
                text="",
                arrowhead=2,
                arrowcolor=ink,
                arrowwidth=2,
            )
    axis = {"visible": False, "range": [-1.5, 1.5], "fixedrange": True}
    figure.update_layout(height=540 if big else 360, xaxis=axis, yaxis=axis)
    return figure


def describe(sheet: ForcesSheet) -> str:
    """What the radar shows, in one sentence, for those who do not see it."""
    ranked, given, called = ranking(sheet), pressures(sheet), names()
    total = pressure(sheet)
    if not ranked or total is None:
        return _("还没有打完分的力量")
    said = "，".join(f"{called[force]} {value_of(given[force])}" for force in ranked)
    return _("雷达图：从强到弱是 {forces}；行业压力 {total}").format(
        forces=said, total=value_of(total, 2)
    )


def table(sheet: ForcesSheet, words: ToolWords) -> str:
    """The forces as an HTML table: scores, mean, weight, share of the sum, trend."""
    counted = shares(sheet)
    head = "".join(
        f'<th scope="col"{attributes}>{label}</th>'
        for label, attributes in (
            (words.fields["forces"].label, ""),
            (_("驱动的分"), ""),
            (_("平均"), ' class="num"'),
            (words.fields["weight"].label, ' class="num"'),
            (_("权重×平均"), ' class="num"'),
            (words.fields["trend"].label, ""),
        )
    )
    body = "".join(_table_row(sheet, words, force, counted) for force in FORCES)
    return (
        f'<table class="book stack"><caption>{_("五种力量，分高对我方不利")}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
        f'<tfoot><tr><th scope="row" colspan="6">{sum_line(sheet, words)}</th></tr></tfoot></table>'
    )


def sum_line(sheet: ForcesSheet, words: ToolWords) -> str:
    """Pressure and attractiveness, named: 行业压力 3.44　吸引力 2.56."""
    parts = (
        (words.texts["pressure"], pressure(sheet)),
        (words.texts["attractiveness"], attractiveness(sheet)),
    )
    return "　".join(
        f'<span class="nowrap">{label} <b>{value_of(value, 2)}</b></span>' for label, value in parts
    )


def _table_row(
    sheet: ForcesSheet, words: ToolWords, force: ForceId, counted: dict[ForceId, float]
) -> str:
    scores = ",".join(str(row.score) for row in sheet.of(force) if row.score is not None)
    value, share = force_pressure(sheet, force), counted.get(force)
    product = "—" if value is None or share is None else f"{share * value:.2f}"
    trend = sheet.force(force).trend
    went = f"{ARROWS[trend]} {words.choices['trend'][trend]}" if trend else "—"
    return (
        f'<tr><th scope="row">{names()[force]}</th>'
        f'<td data-l="{_("驱动的分")}">{scores or "—"}</td>'
        f'<td class="num" data-l="{_("平均")}">{value_of(value)}</td>'
        f'<td class="num" data-l="{words.fields["weight"].label}">{value_of(share, 2)}</td>'
        f'<td class="num" data-l="{_("权重×平均")}">{product}</td>'
        f'<td data-l="{words.fields["trend"].label}">{went}</td></tr>'
    )
