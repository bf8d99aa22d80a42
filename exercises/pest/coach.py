"""What the coach says about a PEST sheet: PE1 to PE7, then the general rules.

Conditions only; the words stand in the tool's file and meet their rule by id. Lists of words that
a rule looks for stand there too, so that a company can put its own competitors and departments in.
"""

from collections.abc import Iterable
from datetime import date

from course.content.words import ToolWords
from exercises.coaching import Advice, advise, praise
from exercises.evidence import sourced, stated
from exercises.exercise import NOWHERE, Position
from exercises.general import ENOUGH, Entry, general_advice
from exercises.pest.sheet import (
    DIMENSIONS,
    Factor,
    PestSheet,
    is_written,
    ranking,
    score,
    swot_candidates,
)
from exercises.subjects import is_own_action


def coach(
    sheet: PestSheet, words: ToolWords, today: date, position: Position = NOWHERE
) -> list[Advice]:
    """Everything there is to say about the sheet, rule by rule. Nothing about an empty one."""
    rows = [row for row in sheet.ordered if row.factor]
    if not any(is_written(row) for row in sheet.rows):
        return []
    return [
        *_missing_dimension(sheet, words),
        *_own_action(rows, words, position),
        *_no_implication(rows, words),
        *_nobody_affected(rows, words, position),
        *_far_and_certain(rows, words),
        *_only_opportunities(rows, words),
        *_competitor(sheet, rows, words),
        *general_advice(words, _entries(rows), _columns(rows), today),
    ]


def _missing_dimension(sheet: PestSheet, words: ToolWords) -> list[Advice]:
    filled = {row.dim for row in sheet.rows if is_written(row)}
    empty = [dim for dim in DIMENSIONS if dim not in filled]
    if empty:
        return [
            advise(
                words,
                "PE1",
                dims="、".join(words.choices["dim"][dim] for dim in empty),
                look_in="；".join(words.choices["dim_look_in"][dim] for dim in empty),
            )
        ]
    if len({row.dim for row in sheet.rows if sourced(row.evidence)}) >= 2:
        return [praise(words, "PE1")]
    return []


def _own_action(rows: list[Factor], words: ToolWords, position: Position) -> list[Advice]:
    own = [row for row in rows if is_own_action(row.factor, words, position)]
    if len(rows) >= ENOUGH and not own:
        return [praise(words, "PE2", n=len(rows))]
    return [advise(words, "PE2", row.id, factor=row.factor) for row in own]


def _no_implication(rows: list[Factor], words: ToolWords) -> list[Advice]:
    bare = [row for row in rows if not row.implication]
    if len(rows) >= ENOUGH and not bare:
        return [praise(words, "PE3")]
    return [advise(words, "PE3", row.id, factor=row.factor) for row in bare]


def _nobody_affected(rows: list[Factor], words: ToolWords, position: Position) -> list[Advice]:
    named = {row.id for row in rows if names_somebody(row.implication, words, position)}
    said = [row.id for row in rows if row.implication]
    told = [advise(words, "PE4", row) for row in said if row not in named]
    if len(named) >= 3:
        told.append(praise(words, "PE4", n=len(named)))
    return told


def names_somebody(text: str, words: ToolWords, position: Position) -> bool:
    """Whether the text says on whom or on which money it falls: a person, a part, a budget."""
    for word in sorted(words.word_lists.get("vague_objects", ()), key=len, reverse=True):
        text = text.replace(word, "，")
    customer = filter(None, [position.names.get("customer")])
    return any(word in text for word in (*words.word_lists.get("objects", ()), *customer))


def _far_and_certain(rows: Iterable[Factor], words: ToolWords) -> list[Advice]:
    told = []
    for row in rows:
        if row.horizon != "gt3" or row.likelihood is None:
            continue
        if row.likelihood == 5 and not stated(row.evidence):
            told.append(advise(words, "PE5", row.id))
        elif row.likelihood >= 4 and len(stated(row.evidence)) >= 2:
            told.append(praise(words, "PE5", row.id))
    return told


def _only_opportunities(rows: list[Factor], words: ToolWords) -> list[Advice]:
    directions = [row.direction for row in rows if row.direction]
    if len(directions) >= 3 and "T" not in directions:
        return [advise(words, "PE6", n=len(directions))]
    heaviest = ranking(rows)[:3]
    if len(heaviest) == 3 and any(row.direction == "T" for row in heaviest):
        return [praise(words, "PE6")]
    return []


def _competitor(sheet: PestSheet, rows: Iterable[Factor], words: ToolWords) -> list[Advice]:
    names = words.word_lists.get("competitors", ())
    found = ((row, next((name for name in names if name in row.factor), None)) for row in rows)
    told = [advise(words, "PE7", row.id, competitor=name) for row, name in found if name]
    if not told and any(kept.to == "five-forces" for kept in sheet.aside):
        told.append(praise(words, "PE7"))
    return told


def _entries(rows: list[Factor]) -> list[Entry]:
    carried = {row.id for row in swot_candidates(rows)}
    effects = {"O": 1, "T": -1, None: 0}
    return [
        Entry(
            row=row.id,
            text=row.factor,
            consequence=row.implication,
            effect=effects[row.direction],
            evidence=row.evidence,
            confidence=row.confidence,
            carried=row.id in carried,
        )
        for row in rows
    ]


def _columns(rows: Iterable[Factor]) -> dict[str, list[int]]:
    scored = [row for row in rows if score(row) is not None]
    return {
        "impact": [row.impact for row in scored if row.impact],
        "likelihood": [row.likelihood for row in scored if row.likelihood],
    }
