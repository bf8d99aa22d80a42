"""How a sheet of nine boxes reads in print: factors, units, what one point does. No Streamlit."""

from collections.abc import Sequence

from course.content.words import ToolWords
from course.language import _
from exercises.chain import ChainLine
from exercises.forces.sheet import ForcesSheet, attractiveness, pressure
from exercises.ge.boxes import (
    Shift,
    action_of_box,
    box_of,
    completion,
    departs,
    edges,
    missing,
    placed,
    score,
    sensitivity,
    share_of_market,
    turning,
)
from exercises.ge.coach import axis_name, box_name, edge_line, weights_state
from exercises.ge.sheet import ACTIONS, AXES, Axis, Factor, GeSheet, Unit, is_written
from exercises.ge.table import value_of
from exercises.marks import sign, typed


def chain_lines(sheet: GeSheet, words: ToolWords) -> Sequence[ChainLine]:
    """Every unit with its box and what is meant with it: 「锂电：选择」, 「中·中」.

    Of the factors only those that were made from a row elsewhere.
    """
    found = []
    for unit in (one for one in sheet.rows if is_written(one)):
        box = box_of(sheet, unit)
        means = words.choices["action"][unit.action] if unit.action else ""
        text = _("{name}：{action}").format(name=unit.name, action=means) if means else unit.name
        value = "" if box is None else box_name(words, box)
        found.append(ChainLine(unit.id, text, value, unit.name))
    found += [
        ChainLine(
            factor.id, factor.name, label=factor.name, origins=factor.origins, opens=factor.axis
        )
        for factor in sheet.factors
        if factor.origins
    ]
    return found


def axis_line(words: ToolWords, sheet: GeSheet, axis: Axis) -> str:
    """An axis at rest: its question, its factors with their weights, whether these add up."""
    field, factors = words.fields[axis], sheet.of(axis)
    said = "，".join(_factor(words, factor) for factor in factors) or words.texts["axis_empty"]
    return (
        '<div class="line" style="--cols:minmax(0,1fr)"><div>'
        f'<p class="t">{field.label} <span class="soft small">{field.hint}</span></p>'
        f'<p class="small">{said}</p>{weights_line(words, sheet, axis)}</div></div>'
    )


def weight_of(weight: float | None) -> str:
    """A weight as it is shown: 0.20, or 0.1333 where two decimals do not hold it."""
    if weight is None:
        return "—"
    return f"{weight:.2f}" if round(weight, 2) == weight else f"{weight:g}"


def _factor(words: ToolWords, factor: Factor) -> str:
    name = typed(factor.name or factor.id)
    mark = f"（{words.texts['reversed']}）" if factor.reverse else ""
    weight = "" if factor.weight is None else f" <b>{weight_of(factor.weight)}</b>"
    return f'<span class="nowrap">{name}{mark}{weight}</span>'


def weights_line(words: ToolWords, sheet: GeSheet, axis: Axis) -> str:
    """Whether the weights of an axis add up."""
    if not sheet.of(axis):
        return ""
    wrong = weights_state(sheet, words, axis)
    if wrong:
        return f'<p class="small soft">{sign("bang")} {wrong}</p>'
    return f'<p class="small soft">{sign("tick")} {words.texts["weights_good"]}</p>'


def factor_table(words: ToolWords, sheet: GeSheet, axis: Axis) -> str:
    """The factors of an axis to be read, with what earns 5 points."""
    rows = "".join(
        f'<tr><th scope="row">{typed(factor.name)}</th>'
        f'<td class="num" data-l="{words.fields["weight"].label}">'
        f"{weight_of(factor.weight)}</td>"
        f'<td data-l="{words.fields["five"].label}">{five_line(words, factor)}</td></tr>'
        for factor in sheet.of(axis)
    )
    return (
        f'<table class="book stack"><caption>{axis_name(words, axis)}</caption><thead><tr>'
        f'<th scope="col">{words.fields["factors"].label}</th>'
        f'<th scope="col" class="num">{words.fields["weight"].label}</th>'
        f'<th scope="col">{words.fields["five"].label}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def five_line(words: ToolWords, factor: Factor) -> str:
    """What earns 5 points, and that the factor was turned round."""
    if factor.reverse and factor.five:
        return typed(words.texts["reversed_five"].format(five=factor.five))
    return typed(factor.five or (words.texts["reversed"] if factor.reverse else "")) or "—"


def row_line(words: ToolWords, sheet: GeSheet, unit: Unit) -> str:
    """A unit at rest: what is meant with it, its two scores, its box."""
    name = typed(unit.name) or f'<span class="soft">{_("（还没有写）")}</span>'
    means = words.choices["action"][unit.action] if unit.action else ""
    plan = " · ".join(filter(None, (means, unit.plan)))
    under = typed(plan or "，".join(p.text for p in unit.evidence if p.text))
    return (
        '<div class="line row" style="--cols:2rem minmax(0,1fr) 8.6rem">'
        f'<p class="soft">{unit.id}</p>'
        f'<div><p class="t">{name}</p>'
        f'<p class="soft small">{under or _("（还没有写打算怎么做）")}</p></div>'
        f"<div>{_marks(words, sheet, unit)}</div></div>"
    )


def _marks(words: ToolWords, sheet: GeSheet, unit: Unit) -> str:
    box = box_of(sheet, unit)
    scores = " / ".join(value_of(score(sheet, unit, axis)) for axis in AXES)
    if box is None:
        left = sum(len(missing(sheet, unit, axis)) for axis in AXES)
        return f'<p class="soft">{_("还差 {n} 项").format(n=left)}</p>'
    place = f"<b>{box_name(words, box)}</b>"
    if edges(sheet, unit):
        place += f' <span class="nowrap">{sign("bang")} {words.texts["edge"]}</span>'
    return f'<p>{place}</p><p class="soft small nowrap">{scores}</p>'


def place_line(words: ToolWords, sheet: GeSheet, unit: Unit) -> str:
    """The open unit's two scores, its box and its default action, what is still missing."""
    box = box_of(sheet, unit)
    parts = [
        f'<span class="nowrap">{axis_name(words, axis)} '
        f"<b>{value_of(score(sheet, unit, axis))}</b></span>"
        for axis in AXES
    ]
    if box is not None:
        default = words.choices["action"][action_of_box(box)]
        said = words.texts["box"].format(box=f"<b>{box_name(words, box)}</b>", action=default)
        parts.append(f'<span class="nowrap">{said}</span>')
    left = sum(len(missing(sheet, unit, axis)) for axis in AXES)
    lines = [f'<p class="flat">{"　".join(parts)}</p>']
    if left:
        lines.append(f'<p class="soft small">{words.texts["partial"].format(n=left)}</p>')
    return "".join(lines)


def shift_lines(words: ToolWords, sheet: GeSheet, unit: Unit) -> str:
    """Near which cut the unit lies, and which single point would move it to another box."""
    if box_of(sheet, unit) is None:
        return ""
    said = [
        f"<b>{sign('bang')} {words.texts['edge']}</b> {edge_line(sheet, words, unit, axis)}"
        for axis in edges(sheet, unit)
    ]
    said += [typed(turning_line(words, sheet, unit, one)) for one in turning(sheet, unit)]
    if not turning(sheet, unit) and sensitivity(sheet, unit):
        said.append(words.texts["steady"])
    items = "".join(f"<li>{line}</li>" for line in said)
    head = words.texts["shifts"]
    return f'<p class="label">{head}</p><ul class="backing shifts soft small">{items}</ul>'


def turning_line(words: ToolWords, sheet: GeSheet, unit: Unit, shift: Shift) -> str:
    """One point that leads into another box: 份额 3→4：竞争实力变成 3.85，换到中·强."""
    factor = sheet.factor(shift.factor)
    now = unit.scores[shift.factor]
    return words.texts["turning"].format(
        **{"factor": factor.name or factor.id, "from": now, "to": now + shift.points},
        axis=axis_name(words, factor.axis),
        value=value_of(shift.value),
        box=box_name(words, shift.box),
    )


def share_line(words: ToolWords, unit: Unit) -> str:
    """Our share as it follows from market and revenue."""
    share = share_of_market(unit)
    if share is None:
        return ""
    if share > 1:
        return f'<p class="small">{sign("bang")} {words.texts["share_over"]}</p>'
    said = words.texts["share"].format(share=f"{share * 100:.1f}")
    return f'<p class="soft small">{said}</p>'


def totals(words: ToolWords, sheet: GeSheet) -> str:
    """Which units lie in which band, what is not scored yet, which actions depart."""
    texts, done, boxes = words.texts, completion(sheet), placed(sheet)
    called = {unit.id: unit.name or unit.id for unit in sheet.rows}
    bands = {
        action: "、".join(called[row] for row, box in boxes.items() if action_of_box(box) == action)
        for action in ACTIONS
    }
    key = "complete" if done.all else "incomplete"
    said = [
        texts["bands"].format(**{name: rows or texts["nobody"] for name, rows in bands.items()}),
        texts[key].format(**done._asdict()),
    ]
    away = [called[unit.id] for unit in sheet.rows if departs(sheet, unit)]
    if away:
        said.append(texts["departing"].format(names="、".join(away)))
    return "".join(f"<p>{typed(text)}</p>" for text in said)


def reading(words: ToolWords, sheet: GeSheet) -> str:
    """How to read the figure: above all, in which direction its axes run."""
    said = words.texts["reading"]
    boxes = placed(sheet)
    if any(not unit.market for unit in sheet.rows if unit.id in boxes):
        said += words.texts["no_market"]
    return f'<p class="soft small">{typed(said)}</p>'


def reference_line(words: ToolWords, forces: ForcesSheet | None) -> str:
    """The industry's attractiveness from the five forces, to compare a unit's rivalry with."""
    hard, value = (None, None) if forces is None else (pressure(forces), attractiveness(forces))
    if hard is None or value is None:
        return f'<p class="soft small help">{words.texts["no_forces"]}</p>'
    facts = {"pressure": f"{hard:.2f}", "value": f"{value:.2f}"}
    said = words.texts["reference"].format(**facts) + words.texts["reference_use"].format(**facts)
    return f'<p class="soft small help">{typed(said)}</p>'


def standpoint(words: ToolWords, side: str, owner: str) -> str:
    """From whose side the scores are given."""
    text = words.texts["us_side" if side == "us" else "customer_side"]
    return f'<p class="soft small">{typed(text.format(name=owner))}</p>'


def unit_facts(words: ToolWords, sheet: GeSheet, unit: Unit) -> str:
    """A unit to be read: scores, reason, what to check, what stands behind it."""
    said = []
    for axis in AXES:
        points = "，".join(f"{typed(f.name)} {unit.scores.get(f.id, '—')}" for f in sheet.of(axis))
        said.append(f"{axis_name(words, axis)}：{points}")
    for name in ("reason", "check"):
        if getattr(unit, name):
            said.append(f"{words.fields[name].label}：{typed(getattr(unit, name))}")
    for piece in unit.evidence:
        kind = words.choices["evidence_type"][piece.type]
        month = f"{piece.date:%Y-%m}" if piece.date else ""
        said.append(typed(f"{kind}：{'，'.join(filter(None, (piece.text, piece.source, month)))}"))
    items = "".join(f"<li>{line}</li>" for line in said)
    return f'<ul class="backing shifts soft small">{items}</ul>'
