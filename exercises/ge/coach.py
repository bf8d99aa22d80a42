"""What the coach says about a sheet of nine boxes: IM1 to IM10, then the general rules.

Conditions only; the words, and the words that a rule looks for, stand in the tool's file. IM1 to
IM7 are those of the course's plan; IM8 to IM10 ask for what the lesson asks for beside them.
"""

from collections.abc import Iterable
from datetime import date

from course.content.words import ToolWords
from exercises.coaching import Advice, advise, praise
from exercises.evidence import stated
from exercises.exercise import NOWHERE, Position
from exercises.ge.boxes import (
    CUTS,
    Box,
    action_of_box,
    box_of,
    departs,
    edges,
    from_edge,
    missing,
    placed,
    score,
)
from exercises.ge.sheet import AXES, Axis, Factor, GeSheet, Unit, is_written, weights
from exercises.general import ENOUGH, Entry, general_advice, likeness
from exercises.weights import weight_sum, weights_hold

FEWEST = 3
"""So many factors make an axis, so many units a comparison."""

ALIKE = 0.6
"""Two factors more alike than this say the same thing (IM2)."""


def coach(
    sheet: GeSheet, words: ToolWords, today: date, position: Position = NOWHERE
) -> list[Advice]:
    """Everything there is to say about the sheet. Nothing about an empty one.

    A remark on an axis has the axis as its row, one on a factor or a unit the id.
    """
    units = [unit for unit in sheet.rows if is_written(unit) or unit.scores]
    factors = [factor for factor in sheet.factors if factor.name]
    return [
        *_weights(sheet, words),
        *_twice_on_the_axes(factors, words),
        *_against(factors, words),
        *_results(sheet, factors, words),
        *_all_good(sheet, words),
        *_no_market(units, words),
        *_mixed(sheet, units, words, position),
        *_departing(sheet, units, words),
        *_on_edge(sheet, units, words),
        *_no_action(sheet, units, words),
        *_no_difference(sheet, units, words),
        *_general(sheet, units, words, today),
    ]


def box_name(words: ToolWords, box: Box) -> str:
    """A box as it is called: 中·强 (attractiveness first)."""
    up = words.choices["attractiveness"][box.attractiveness]
    return f"{up}·{words.choices['strength'][box.strength]}"


def axis_name(words: ToolWords, axis: Axis) -> str:
    """An axis as the form calls it."""
    return words.fields[axis].label


def weights_state(sheet: GeSheet, words: ToolWords, axis: Axis) -> str:
    """What is wrong with the weights of an axis; empty where nothing is."""
    given = weights(sheet, axis)
    total = weight_sum(given)
    if not given or weights_hold(given):
        return ""
    if total is None:
        return words.texts["weights_none"]
    said = []
    without = sum(weight is None for weight in given.values())
    if without:
        said.append(words.texts["weights_part"].format(n=without))
    if not weights_hold({name: weight or 0.0 for name, weight in given.items()}):
        said.append(words.texts["weights_off"].format(sum=f"{total:.3f}".rstrip("0").rstrip(".")))
    return "；".join(said)


def edge_line(sheet: GeSheet, words: ToolWords, unit: Unit, axis: Axis) -> str:
    """Which score lies near which cut: 实力 3.60，离切点 3.667 只有 0.07."""
    value = score(sheet, unit, axis)
    assert value is not None
    cut = min(CUTS, key=lambda one: abs(value - one))
    return words.texts["edge_line"].format(
        axis=axis_name(words, axis),
        value=f"{value:.2f}",
        cut=f"{cut:g}",
        distance=f"{from_edge(value):.2f}",
    )


def _first(text: str, looked_for: Iterable[str]) -> str | None:
    return next((word for word in looked_for if word in text), None)


def _names(units: Iterable[Unit]) -> str:
    return "、".join(unit.name or unit.id for unit in units)


def _weights(sheet: GeSheet, words: ToolWords) -> list[Advice]:
    states = {axis: weights_state(sheet, words, axis) for axis in AXES if len(sheet.of(axis)) > 1}
    told = [
        advise(words, "IM1", axis, axis=axis_name(words, axis), what=state)
        for axis, state in states.items()
        if state
    ]
    if not told and len(states) == len(AXES):
        told.append(praise(words, "IM1"))
    return told


def _twice_on_the_axes(factors: list[Factor], words: ToolWords) -> list[Advice]:
    told: dict[str, Advice] = {}
    lists: dict[Axis, str] = {"attractiveness": "ours", "strength": "outside"}
    for factor in factors:
        found = _first(factor.name, words.word_lists.get(lists[factor.axis], ()))
        if found:
            told[factor.id] = _wrong_axis(words, factor, found, "")
    for one in (factor for factor in factors if factor.axis == "attractiveness"):
        for other in (factor for factor in factors if factor.axis == "strength"):
            same = one.name == other.name or likeness(one.name, other.name) > ALIKE
            if same and not {one.id, other.id} & told.keys():
                told[other.id] = _wrong_axis(words, other, one.name, f"（{one.id}）")
    counts = [sum(factor.axis == axis for factor in factors) for axis in AXES]
    if not told and min(counts) >= FEWEST:
        return [praise(words, "IM2")]
    return list(told.values())


def _wrong_axis(words: ToolWords, factor: Factor, found: str, where: str) -> Advice:
    axis = axis_name(words, factor.axis)
    return advise(words, "IM2", factor.id, name=factor.name, axis=axis, found=found, where=where)


def _against(factors: list[Factor], words: ToolWords) -> list[Advice]:
    told = []
    for factor in factors:
        bad_when_high = _first(factor.name, words.word_lists.get("against", ())) is not None
        if bad_when_high and not factor.reverse:
            what = words.texts["not_reversed"]
        elif factor.reverse and not factor.five:
            what = words.texts["reversed_no_five"]
        else:
            continue
        told.append(advise(words, "IM3", factor.id, name=factor.name, what=what))
    marked = [factor.name for factor in factors if factor.reverse]
    if marked and not told:
        return [praise(words, "IM3", name="、".join(marked))]
    return told


def _results(sheet: GeSheet, factors: list[Factor], words: ToolWords) -> list[Advice]:
    told = [
        advise(words, "IM9", factor.id, name=factor.name)
        for factor in factors
        if _first(factor.name, words.word_lists.get("results", ()))
    ]
    if not told and all(len(sheet.of(axis)) >= FEWEST for axis in AXES):
        told.append(praise(words, "IM9"))
    return told


def _all_good(sheet: GeSheet, words: ToolWords) -> list[Advice]:
    boxes = placed(sheet)
    actions = [action_of_box(boxes[unit.id]) for unit in sheet.rows if _is_whole(sheet, unit)]
    if len(actions) < FEWEST:
        return []
    if set(actions) == {"invest"}:
        return [advise(words, "IM4", n=len(actions))]
    if len(set(actions)) > 1:
        return [praise(words, "IM4", n=len(actions), bands=len(set(actions)))]
    return []


def _no_market(units: list[Unit], words: ToolWords) -> list[Advice]:
    told = [
        advise(words, "IM5", unit.id, name=unit.name)
        for unit in units
        if unit.name and not unit.market
    ]
    if not told and sum(bool(unit.market) for unit in units) >= FEWEST:
        told.append(praise(words, "IM5"))
    return told


def _mixed(sheet: GeSheet, units: list[Unit], words: ToolWords, position: Position) -> list[Advice]:
    named = [unit for unit in units if unit.name]
    customers = [*words.word_lists.get("customers", ()), *position.names.values()]
    looks = {"group": customers, "product": words.word_lists.get("products", ())}
    kinds = words.choices["kind"]
    told = []
    for unit in named:
        for kind, looked_for in looks.items():
            if kind != sheet.kind and _first(unit.name, looked_for):
                facts = {"name": unit.name, "kind": kinds[sheet.kind]}
                found = words.texts[f"looks_like_{kind}"]
                told.append(advise(words, "IM7", unit.id, found=found, **facts))
                break
    if not told and len(named) >= FEWEST:
        told.append(praise(words, "IM7", n=len(named), kind=kinds[sheet.kind]))
    return told


def _departing(sheet: GeSheet, units: list[Unit], words: ToolWords) -> list[Advice]:
    away = [unit for unit in units if departs(sheet, unit)]
    boxes, actions = placed(sheet), words.choices["action"]
    told = [
        advise(
            words,
            "IM6",
            unit.id,
            box=box_name(words, boxes[unit.id]),
            default=actions[action_of_box(boxes[unit.id])],
            action=actions[unit.action or ""],
        )
        for unit in away
        if not unit.reason
    ]
    if away and not told:
        return [praise(words, "IM6", names=_names(away))]
    return told


def _on_edge(sheet: GeSheet, units: list[Unit], words: ToolWords) -> list[Advice]:
    near = [unit for unit in units if _is_whole(sheet, unit) and edges(sheet, unit)]
    told = []
    for unit in near:
        if not unit.check:
            lines = [edge_line(sheet, words, unit, axis) for axis in edges(sheet, unit)]
            told.append(advise(words, "IM8", unit.id, edge="、".join(lines)))
    if near and not told:
        return [praise(words, "IM8", names=_names(near))]
    return told


def _no_action(sheet: GeSheet, units: list[Unit], words: ToolWords) -> list[Advice]:
    whole = [unit for unit in units if _is_whole(sheet, unit)]
    told = [advise(words, "IM10", unit.id) for unit in whole if unit.action is None]
    if len(whole) >= FEWEST and all(unit.action and unit.plan for unit in whole):
        told.append(praise(words, "IM10"))
    return told


def _is_whole(sheet: GeSheet, unit: Unit) -> bool:
    """Whether the unit has its box, and every score there is to give."""
    return bool(box_of(sheet, unit)) and not any(missing(sheet, unit, axis) for axis in AXES)


def _no_difference(sheet: GeSheet, units: list[Unit], words: ToolWords) -> list[Advice]:
    columns = {
        factor: [unit.scores[factor.id] for unit in units if factor.id in unit.scores]
        for factor in sheet.factors
    }
    told = [
        advise(words, "G5", factor.id, column=factor.name or factor.id, value=scores[0])
        for factor, scores in columns.items()
        if len(scores) >= FEWEST and len(set(scores)) == 1
    ]
    if columns and all(len(s) >= ENOUGH and len(set(s)) >= 3 for s in columns.values()):
        told.append(praise(words, "G5"))
    return told


def _general(sheet: GeSheet, units: list[Unit], words: ToolWords, today: date) -> list[Advice]:
    """What every tool is told. A name alone is short; what it lacks is evidence, which is G1."""
    bare = {unit.id for unit in units if not stated(unit.evidence)}
    told = general_advice(words, _entries(sheet, units), {}, today)
    return [one for one in told if not (one.rule == "G6" and one.row in bare)]


def _entries(sheet: GeSheet, units: Iterable[Unit]) -> list[Entry]:
    boxes = placed(sheet)
    return [
        Entry(
            row=unit.id,
            text="，".join(filter(None, (unit.name, *(p.text for p in stated(unit.evidence))))),
            evidence=unit.evidence,
            confidence=unit.confidence,
            carried=unit.id in boxes,
        )
        for unit in units
    ]
