"""How a sheet of five forces reads in print: drivers, evidence, sums, as HTML. No Streamlit."""

from course.content.words import ToolWords
from course.language import _
from exercises.forces.figure import arrow, sum_line, value_of
from exercises.forces.sheet import (
    ARROWS,
    FORCES,
    Driver,
    ForceId,
    ForcesSheet,
    completion,
    force_pressure,
    pressures,
    strongest,
    weight_sum,
    weights,
    weights_hold,
)
from exercises.marks import sign, typed


def force_head(words: ToolWords, sheet: ForcesSheet, force: ForceId) -> str:
    """A force's name, its pressure, and the question that opens it."""
    field, value = words.fields[force], force_pressure(sheet, force)
    mark = "" if value is None else f" {value_of(value)} {arrow(sheet, force)}"
    return f'<h3 class="part">{field.label}{mark} <span class="soft small">{field.hint}</span></h3>'


def row_line(words: ToolWords, row: Driver) -> str:
    """A driver at rest, like a line of a printed table."""
    name = typed(row.name) or f'<span class="soft">{_("（还没有写）")}</span>'
    said = "；".join(piece.text for piece in row.evidence if piece.text)
    proof = typed(said or row.note) or _("（还没有证据）")
    if row.score is None:
        mark = f'<p class="soft">{_("还没打分")}</p>'
    else:
        anchor = words.anchors["score"][row.score]
        mark = f'<p><b>{row.score}</b> {_("分")}</p><p class="soft small">{anchor}</p>'
    return (
        '<div class="line row" style="--cols:2rem minmax(0,1fr) 6.8rem">'
        f'<p class="soft">{row.id}</p>'
        f'<div><p class="t">{name}</p><p class="soft small">{proof}</p></div>'
        f"<div>{mark}</div></div>"
    )


def offered_line(row_id: str, text: str, consequence: str) -> str:
    """A row of another sheet that can be taken over."""
    return (
        '<div class="line" style="--cols:5rem minmax(0,1fr)">'
        f'<p class="soft nowrap">PEST·{row_id}</p><div><p>{typed(text)}</p>'
        f'<p class="soft small">{typed(consequence)}</p></div></div>'
    )


def backing(words: ToolWords, row: Driver) -> str:
    """What stands behind a score: where the evidence is from, and how sure one is of it."""
    lines = []
    for piece in row.evidence:
        kind = words.choices["evidence_type"][piece.type]
        month = f"{piece.date:%Y-%m}" if piece.date else ""
        said = [part for part in (piece.source, month) if part]
        if said:
            lines.append(typed(f"{kind}：{'，'.join(said)}"))
    if row.confidence:
        label = words.fields["confidence"].label
        lines.append(f"{label} {row.confidence}：{words.anchors['confidence'][row.confidence]}")
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f'<ul class="backing soft small">{items}</ul>' if items else ""


def weights_line(words: ToolWords, sheet: ForcesSheet) -> str:
    """Whether the weights add up, or that there are none yet."""
    texts, total = words.texts, weight_sum(sheet)
    if total is None:
        return f'<p class="soft small">{texts["weights_even"]}</p>'
    if weights_hold(sheet):
        return f'<p class="small">{sign("tick")} {texts["weights_good"]}</p>'
    said = []
    if len(weights(sheet)) < len(FORCES):
        said.append(texts["weights_part"].format(n=len(FORCES) - len(weights(sheet))))
    if abs(total - 1) > 0.001:
        said.append(texts["weights_off"].format(sum=f"{total:.3f}".rstrip("0").rstrip(".")))
    return f'<p class="small">{sign("bang")} {"".join(said)}</p>'


def totals(words: ToolWords, sheet: ForcesSheet) -> str:
    """Pressure and attractiveness, what stands in them, the two strongest, what to watch."""
    texts, done, given = words.texts, completion(sheet), pressures(sheet)
    said = [
        texts["complete" if done.all else "incomplete"].format(
            forces=done.forces, scored=done.scored, drivers=done.drivers
        )
    ]
    top = strongest(sheet)
    if top:
        one, two = top
        said.append(
            texts["strongest"].format(
                one=words.fields[one].label,
                one_value=value_of(given[one]),
                two=words.fields[two].label,
                two_value=value_of(given[two]),
            )
        )
        rising = [f for f in FORCES if f not in top and sheet.force(f).trend == "up"]
        if rising:
            named = "、".join(words.fields[force].label for force in rising)
            said.append(texts["signal"].format(forces=named))
    said.append(texts["formula"])
    lines = "".join(f"<p>{typed(text)}</p>" for text in said)
    return f'<p class="totals">{sum_line(sheet, words)}</p>{lines}'


def response_line(words: ToolWords, sheet: ForcesSheet, force: ForceId) -> str:
    """A force with its response and who moves first, to be read."""
    said, label = sheet.force(force), words.fields[force].label
    value = value_of(force_pressure(sheet, force))
    mover = f"{words.fields['owner'].label}：{said.owner}" if said.owner else ""
    trend = ARROWS[said.trend] if said.trend else ""
    return (
        '<div class="line" style="--cols:7rem minmax(0,1fr)">'
        f"<p><b>{label} {value}</b> {trend}</p>"
        f"<div><p>{typed(said.response) or _('（还没有写应对）')}</p>"
        f'<p class="soft small">{typed(mover)}</p></div></div>'
    )


def standpoint(words: ToolWords, side: str, owner: str) -> str:
    """From whose side the scores are given."""
    text = words.texts["us_side" if side == "us" else "customer_side"]
    return f'<p class="soft small">{typed(text.format(name=owner))}</p>'
