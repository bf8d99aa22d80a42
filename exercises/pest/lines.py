"""How a PEST sheet reads in print: rows, evidence, sums, as HTML. Pure strings, no Streamlit."""

from collections.abc import Sequence

from course.content.words import ToolWords
from course.language import _
from exercises.marks import effect, typed, went
from exercises.pest.figure import totals_line, weight_of
from exercises.pest.sheet import (
    Dimension,
    Factor,
    PestSheet,
    entries,
    exposure,
    ranking,
    score,
    swot_candidates,
)


def dimension_head(words: ToolWords, dim: Dimension) -> str:
    """A dimension's name and the question that opens it."""
    return (
        f'<h3 class="part">{words.choices["dim"][dim]}'
        f' <span class="soft small">{words.choices["dim_ask"][dim]}</span></h3>'
    )


def row_line(words: ToolWords, row: Factor, used: Sequence[str] = ()) -> str:
    """A row at rest, like a line of a printed table; `used` are the rows made from it."""
    points = score(row)
    horizon = words.choices["horizon"][row.horizon] if row.horizon else ""
    weight = " · ".join(filter(None, (weight_of(words, row), horizon)))
    mark = effect(points) if points else f'<span class="soft">{_("还没打完分")}</span>'
    factor = typed(row.factor) or f'<span class="soft">{_("（还没有写）")}</span>'
    implication = typed(row.implication) or _("（还没有写对谁、改变什么）")
    if row.note and not row.factor:
        factor, implication = typed(row.note), ""
    return (
        '<div class="line row" style="--cols:2rem minmax(0,1fr) 6.8rem">'
        f'<p class="soft">{row.id}</p>'
        f'<div><p class="t">{factor}</p><p class="soft small">{implication}</p>{went(used)}</div>'
        f'<div><p>{mark}</p><p class="soft small">{weight}</p></div></div>'
    )


def aside_line(row: Factor, to: str) -> str:
    """A row that waits for another sheet."""
    return (
        '<div class="line row" style="--cols:2rem minmax(0,1fr) 6.8rem">'
        f'<p class="soft">{row.id}</p><div><p>{typed(row.factor)}</p>'
        f'<p class="soft small">{typed(row.implication)}</p></div>'
        f'<p class="soft small">{to}</p></div>'
    )


def backing(words: ToolWords, row: Factor) -> str:
    """What stands behind a row: its evidence and how sure one is of it."""
    lines = []
    for piece in row.evidence:
        kind = words.choices["evidence_type"][piece.type]
        month = f"{piece.date:%Y-%m}" if piece.date else ""
        said = [part for part in (piece.text, piece.source, month) if part]
        lines.append(typed(f"{kind}：{'，'.join(said)}"))
    if row.confidence:
        label = words.fields["confidence"].label
        lines.append(f"{label} {row.confidence}：{words.anchors['confidence'][row.confidence]}")
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f'<ul class="backing soft small">{items}</ul>' if items else ""


def totals(words: ToolWords, sheet: PestSheet) -> str:
    """Both sums apart, the worst threat by name, and what goes into the SWOT."""
    texts, rows = words.texts, ranking(sheet.ordered)
    total, carried = exposure(rows), swot_candidates(rows)
    unscored = entries(sheet) - len(rows)
    worst = next((row for row in rows if row.direction == "T"), None)
    said = [texts["totals_note"]]
    if worst:
        points = abs(score(worst) or 0)
        said.append(texts["top_threat"].format(factor=worst.factor, score=points))
    if unscored > 0:
        said.append(texts["unscored"].format(n=unscored))
    to_swot = texts["to_swot"].format(n=len(carried)) if carried else texts["to_swot_none"]
    lines = "".join(f"<p>{typed(text)}</p>" for text in (*said, to_swot))
    return f'<p class="totals">{totals_line(total.opportunity, total.threat)}</p>{lines}'


def standpoint(words: ToolWords, subject: str, side: str, owner: str) -> str:
    """From whose side directions are judged, and the ruler for the impact scale."""
    texts = words.texts
    ruler = texts[f"ruler_{side}" if subject == "case" else f"ruler_my_{side}"]
    view = texts["us_side" if side == "us" else "customer_side"].format(name=owner)
    return f'<p class="soft small">{typed(view)}<br>{typed(ruler)}</p>'
