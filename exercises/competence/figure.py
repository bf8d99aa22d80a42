"""The radar of the self-assessment and its table twin. Pure: a sheet in, a figure or HTML out.

The figure says on itself that it is a self-assessment: cut out of the page it must not pass for a
proof of ability.
"""

import plotly.graph_objects as go

from course.content.words import ToolWords
from course.language import _
from exercises.competence.sheet import (
    COMPETENCES,
    WHEN,
    CompetenceId,
    CompetenceSheet,
    Rating,
    When,
    borne,
    borne_scores,
    change,
    scores,
)
from exercises.marks import signed, typed
from exercises.plot import template


def names() -> dict[CompetenceId, str]:
    """The competencies' names as the figure bears them; in two lines what is long or at a side."""
    return {
        "business": _("商业洞察"),
        "strategy": _("战略分析"),
        "choose": _("客户<br>甄选"),
        "needs": _("需求挖掘"),
        "network": _("决策网络"),
        "value": _("价值沟通"),
        "objection": _("异议<br>处理"),
        "team": _("团队协同<br>与合规"),
    }


def radar(sheet: CompetenceSheet, dark: bool = False, big: bool = False) -> go.Figure:
    """Both rounds of scores on one radar from 0 to 5: before dashed, after drawn through.

    A score that no deed bears is a hollow point. A round that is not complete has points only.
    """
    layout = template(dark, big).layout
    ink, soft, rule = layout.font.color, layout.xaxis.tickfont.color, layout.xaxis.gridcolor
    size = 28 if big else 15
    figure = go.Figure(layout={"template": template(dark, big)})
    styles: dict[When, tuple[str, str, str, str]] = {
        "before": (_("课前"), soft, "dash", "circle"),
        "after": (_("课后"), layout.colorway[2], "solid", "diamond"),
    }
    for when in WHEN:
        if scores(sheet, when):
            _round(figure, sheet, when, styles[when], big)
    figure.update_layout(
        height=600 if big else 430,
        # At the sides as narrow as two letters allow: a phone has no width to spare.
        margin={
            "l": 84 if big else 44,
            "r": 84 if big else 44,
            "t": 70 if big else 44,
            "b": 150 if big else 110,
        },
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0.5,
            "xanchor": "center",
            "y": -0.14,
            "yanchor": "top",
            "font": {"color": ink, "size": size},
        },
        polar={
            "bgcolor": "rgba(0,0,0,0)",
            "radialaxis": {
                "range": [0, 5],
                "angle": 67.5,
                "tickangle": 67.5,
                "tickvals": [1, 2, 3, 4, 5],
                "tickfont": {"color": soft, "size": size if big else 12},
                "gridcolor": rule,
                "linecolor": rule,
                "ticks": "",
            },
            "angularaxis": {
                "categoryorder": "array",
                "categoryarray": list(names().values()),
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
        y=0,
        yshift=-100 if big else -68,
        yanchor="top",
        xref="paper",
        yref="paper",
        text=not_proof(),
        showarrow=False,
        font={"color": soft, "size": size if big else 13},
    )
    return figure


def not_proof() -> str:
    """What the figure says of itself."""
    return _("自评，只用来定先练什么。空心的点，产出还没跟上。")


def _round(
    figure: go.Figure,
    sheet: CompetenceSheet,
    when: When,
    style: tuple[str, str, str, str],
    big: bool,
) -> None:
    name, colour, dash, symbol = style
    given, called = scores(sheet, when), names()
    whole = len(given) == len(COMPETENCES)
    around = [*given, next(iter(given))] if whole else list(given)
    held = borne_scores(sheet, when)
    figure.add_scatterpolar(
        name=name,
        r=[given[one] for one in around],
        theta=[called[one] for one in around],
        mode="lines+markers" if whole else "markers",
        line={"color": colour, "width": 4 if big else 2.5, "dash": dash},
        marker={
            "color": colour,
            "size": 16 if big else 10,
            "symbol": [symbol if held[one] == given[one] else f"{symbol}-open" for one in around],
            "line": {"color": colour, "width": 2},
        },
        customdata=[held[one] for one in around],
        hovertemplate=f"{name} %{{theta}} %{{r}}，{_('核后')} %{{customdata}}<extra></extra>",
    )


def describe(sheet: CompetenceSheet) -> str:
    """What the radar shows, in words, for those who do not see it."""
    called = {one: name.replace("<br>", "") for one, name in names().items()}
    rounds: dict[When, str] = {"before": _("课前"), "after": _("课后")}
    said = [
        _("{when}：{scores}").format(
            when=label,
            scores="，".join(f"{called[one]} {n}" for one, n in scores(sheet, when).items()),
        )
        for when, label in rounds.items()
        if scores(sheet, when)
    ]
    if not said:
        return _("还没有打分的能力")
    return f"{_('雷达图。')}{'；'.join(said)}。{not_proof()}"


def table(sheet: CompetenceSheet, words: ToolWords) -> str:
    """All eight as an HTML table: both scores, what bears them, how they moved, the deed."""
    fields = words.fields
    head = "".join(
        f'<th scope="col"{attributes}>{label}</th>'
        for label, attributes in (
            (fields["ratings"].label, ""),
            (fields["before"].label, ' class="num"'),
            (fields["after"].label, ' class="num"'),
            (fields["change"].label, ' class="num"'),
            (fields["deed"].label, ""),
        )
    )
    body = "".join(_row(rating, words) for rating in sheet.ratings)
    sums = "".join(f'<td class="num">{_sum(sheet, when)}</td>' for when in WHEN)
    return (
        f'<table class="book stack"><caption>{_("分数后面括号里，是照产出核后的分")}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
        f'<tfoot><tr><th scope="row">{_("合计")}</th>{sums}<td></td><td></td></tr></tfoot></table>'
        f'<p class="soft small">{typed(words.texts["not_proof"])}</p>'
    )


def _row(rating: Rating, words: ToolWords) -> str:
    fields, moved = words.fields, change(rating)
    marks = "".join(
        f'<td class="num" data-l="{fields[when].label}">{_score(rating, when)}</td>'
        for when in WHEN
    )
    deeds = [rating.mark(when).deed for when in WHEN]
    deed = typed(deeds[1] or deeds[0]) or "—"
    return (
        f'<tr><th scope="row">{fields[rating.id].label}</th>{marks}'
        f'<td class="num" data-l="{fields["change"].label}">'
        f"{'—' if moved is None else signed(moved)}</td>"
        f'<td data-l="{fields["deed"].label}">{deed}</td></tr>'
    )


def _score(rating: Rating, when: When) -> str:
    mark = rating.mark(when)
    if mark.score is None:
        return "—"
    held = borne(mark)
    return f"{mark.score}" if held == mark.score else f"{mark.score}（{held}）"


def _sum(sheet: CompetenceSheet, when: When) -> str:
    given, held = scores(sheet, when), borne_scores(sheet, when)
    if not given:
        return "—"
    total, bearing = sum(given.values()), sum(held.values())
    return f"{total}" if total == bearing else f"{total}（{bearing}）"
