"""What the coach says about a sheet of five forces: FF1 to FF9, then the general rules.

Conditions only; the words, and the words that a rule looks for, stand in the tool's file. FF1 to
FF8 are those of the course's plan; FF9 tells a list of names from a reason, as the lesson does.
"""

import re
from collections.abc import Iterable
from datetime import date

from course.content.words import ToolWords
from exercises.coaching import Advice, advise, praise
from exercises.evidence import sourced, stated
from exercises.exercise import NOWHERE, Position
from exercises.forces.sheet import (
    FEWEST,
    FORCES,
    Driver,
    ForceId,
    ForcesSheet,
    is_written,
    pressures,
    strongest,
)
from exercises.general import Entry, general_advice


def coach(
    sheet: ForcesSheet, words: ToolWords, today: date, position: Position = NOWHERE
) -> list[Advice]:
    """Everything there is to say about the sheet. Nothing about one without drivers.

    A remark on a force has the force's id as its row.
    """
    rows = [row for row in sheet.ordered if row.name or stated(row.evidence)]
    if not rows:
        return []
    all_even = _all_even(sheet, words)
    general = general_advice(words, _entries(sheet, rows), _columns(rows), today)
    even = any(told.level != "good" for told in all_even)
    return [
        *_no_boundary(sheet, words),
        *_few_drivers(sheet, words),
        *_evidence_against_score(rows, words),
        *all_even,
        *_customer_as_rival(sheet, words, position),
        *_no_response(sheet, words),
        *_macro(rows, words),
        *_no_trend(sheet, words),
        *_only_names(rows, words),
        *(told for told in general if _is_news(told, sheet, words, even)),
    ]


def name_of(words: ToolWords, force: ForceId) -> str:
    """A force's name as the form calls it."""
    return words.fields[force].label


def _no_boundary(sheet: ForcesSheet, words: ToolWords) -> list[Advice]:
    missing = [name for name in ("boundary", "buyer") if not getattr(sheet, name)]
    if missing:
        labels = "、".join(f"“{words.fields[name].label}”" for name in missing)
        return [advise(words, "FF1", fields=labels)]
    return [praise(words, "FF1")]


def _few_drivers(sheet: ForcesSheet, words: ToolWords) -> list[Advice]:
    counts = {force: sum(map(is_written, sheet.of(force))) for force in FORCES}
    few = {force: n for force, n in counts.items() if n < FEWEST}
    if not few:
        return [praise(words, "FF2", n=sum(counts.values()))]
    return [advise(words, "FF2", f, force=name_of(words, f), n=n) for f, n in few.items()]


def _evidence_against_score(rows: Iterable[Driver], words: ToolWords) -> list[Advice]:
    told = []
    for row in rows:
        found = against(row, words)
        if found:
            told.append(advise(words, "FF3", row.id, found=found, score=row.score))
    if not told and sum(row.score in (1, 2) and bool(sourced(row.evidence)) for row in rows) >= 2:
        told.append(praise(words, "FF3"))
    return told


def against(row: Driver, words: ToolWords) -> str | None:
    """Words of the evidence that speak for much pressure under a low score, or the reverse.

    What speaks for pressure depends on the force: two suppliers in all press hard, two rivals do
    not. Evidence that has words of both kinds is not judged.
    """
    if row.score is None or row.score == 3:
        return None
    said = "，".join(piece.text for piece in row.evidence)
    high = _first(said, words.word_lists.get(f"high_{row.force}", ()))
    low = _first(said, words.word_lists.get(f"low_{row.force}", ()))
    if high and low:
        return None
    return high if row.score <= 2 else low


def _first(text: str, looked_for: Iterable[str]) -> str | None:
    return next((word for word in looked_for if word in text), None)


def _all_even(sheet: ForcesSheet, words: ToolWords) -> list[Advice]:
    values = [round(value, 1) for value in pressures(sheet).values()]
    if len(values) < len(FORCES):
        return []
    if set(values) == {3.0}:
        return [advise(words, "FF4")]
    if max(values) - min(values) >= 1:
        return [praise(words, "FF4", high=f"{max(values):.1f}", low=f"{min(values):.1f}")]
    return []


def _customer_as_rival(sheet: ForcesSheet, words: ToolWords, position: Position) -> list[Advice]:
    names = [*words.word_lists.get("buyers", ())]
    if position.side == "us" and "customer" in position.names:
        names.append(position.names["customer"])
    told = []
    for row in sheet.of("rivalry"):
        found = _first(row.name, names) or _first(row.name, words.word_lists.get("buyer_acts", ()))
        if found:
            told.append(advise(words, "FF5", row.id, name=row.name, found=found))
    named = any(_first(row.name, names) is None for row in sheet.of("buyers") if row.name)
    if not told and len(sheet.of("rivalry")) >= FEWEST and named:
        told.append(praise(words, "FF5"))
    return told


def _no_response(sheet: ForcesSheet, words: ToolWords) -> list[Advice]:
    top = strongest(sheet)
    bare = [force for force in top if not sheet.force(force).response]
    if top and not bare and all(sheet.force(force).owner for force in top):
        return [praise(words, "FF6", forces="、".join(name_of(words, f) for f in top))]
    return [advise(words, "FF6", force, force=name_of(words, force)) for force in bare]


def _macro(rows: Iterable[Driver], words: ToolWords) -> list[Advice]:
    looked_for = words.word_lists.get("macro", ())
    found = ((row, _first(row.name, looked_for)) for row in rows)
    told = [advise(words, "FF7", row.id, name=row.name, found=word) for row, word in found if word]
    if not told and any(row.origin for row in rows):
        told.append(praise(words, "FF7"))
    return told


def _no_trend(sheet: ForcesSheet, words: ToolWords) -> list[Advice]:
    without = [f for f in pressures(sheet) if sheet.force(f).trend is None]
    if without:
        return [advise(words, "FF8", forces="、".join(name_of(words, f) for f in without))]
    if len(pressures(sheet)) == len(FORCES):
        rising = [name_of(words, f.id) for f in sheet.forces if f.trend == "up"]
        if rising and len(rising) < len(FORCES):
            return [praise(words, "FF8", forces="、".join(rising))]
    return []


_JOINTS = re.compile(r"[，、。；：,;:/（）()“”\s]+|[和与及等]|都?很?强(?:大|势)?|厉害|\d+家")


def is_only_names(text: str, words: ToolWords) -> bool:
    """Whether nothing is left of the text without the names of companies."""
    rest, found = text, False
    for name in sorted(words.word_lists.get("companies", ()), key=len, reverse=True):
        found = found or name in rest
        rest = rest.replace(name, "")
    return found and len(_JOINTS.sub("", rest)) < 2


def _only_names(rows: list[Driver], words: ToolWords) -> list[Advice]:
    told = [
        advise(words, "FF9", row.id, name=row.name)
        for row in rows
        if is_only_names(row.name, words)
    ]
    if not told and sum(row.force == "rivalry" for row in rows) >= 3:
        told.append(praise(words, "FF9"))
    return told


def _entries(sheet: ForcesSheet, rows: Iterable[Driver]) -> list[Entry]:
    top = strongest(sheet)
    return [
        Entry(
            row=row.id,
            text="，".join(filter(None, (row.name, *(piece.text for piece in row.evidence)))),
            evidence=row.evidence,
            confidence=row.confidence,
            carried=row.force in top,
        )
        for row in rows
    ]


def _columns(rows: Iterable[Driver]) -> dict[str, list[int]]:
    return {"score": [row.score for row in rows if row.score is not None]}


def _is_news(told: Advice, sheet: ForcesSheet, words: ToolWords, even: bool) -> bool:
    """Whether a general remark says what FF4 and G1 have not said yet.

    All threes is FF4's matter. A name from our own list is short; what it lacks is evidence.
    """
    if told.level == "good":
        return True
    if told.rule == "G5":
        return not even
    if told.rule == "G6" and told.row is not None:
        row = sheet.row(told.row)
        offered = words.choices.get(f"drivers_{row.force}", {}).values()
        return bool(stated(row.evidence)) or row.name not in offered
    return True
