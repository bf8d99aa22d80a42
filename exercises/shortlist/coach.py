"""What the coach says about a shortlist: SL1 to SL18.

Conditions only; the words, and the words that a rule looks for, stand in the tool's file.
"""

from collections.abc import Iterable
from datetime import date
from itertools import combinations

from course.content.words import ToolWords
from exercises.coaching import Advice, advise, praise
from exercises.exercise import NOWHERE, Position
from exercises.general import ALIKE, ENOUGH, SHORTEST, likeness, verifiable
from exercises.numbers import write_number
from exercises.shortlist.sheet import (
    COMPANY_MOST,
    LET_GO,
    MANAGER_MOST,
    Candidate,
    ShortlistSheet,
    by_potential,
    entries,
    is_written,
    stopped_by,
)

HEAD = {"SL1", "SL2", "SL3"}
"""Rules about how many can be served; they speak beside those fields."""

MOVES = {"SL14", "SL15", "SL16"}
"""Rules about where freed hours go."""


def coach(
    sheet: ShortlistSheet, words: ToolWords, _today: date, _position: Position = NOWHERE
) -> list[Advice]:
    """Everything there is to say about the list. Nothing about an empty one."""
    if not entries(sheet):
        return []
    rows = [row for row in sheet.rows if is_written(row)]
    return [
        *_no_limit(sheet, words),
        *_too_many(sheet, words),
        *_beyond_experience(sheet, words),
        *_nobody_goes(rows, words),
        *_no_reason(rows, words),
        *_empty_reason(rows, words),
        *_no_potential(rows, words),
        *_potential_from_nowhere(rows, words),
        *_not_asked(rows, words),
        *_kept_against_a_sieve(sheet, rows, words),
        *_no_way_out(rows, words),
        *_no_signal(rows, words),
        *_elastic_condition(rows, words),
        *_freed_for_nothing(sheet, words),
        *_only_plus(sheet, words),
        *_nobody_decides(sheet, words),
        *_first_has_no_exit(rows, words),
        *_copied_reason(rows, words),
    ]


def name_of(row: Candidate) -> str:
    """The customer's name, or its id while it has none."""
    return row.name or row.id


def _no_limit(sheet: ShortlistSheet, words: ToolWords) -> list[Advice]:
    return [advise(words, "SL1", n=sheet.length)] if not sheet.places else []


def _too_many(sheet: ShortlistSheet, words: ToolWords) -> list[Advice]:
    kept, places = len(sheet.decided("keep")), sheet.places
    if not places:
        return []
    if kept > places:
        return [advise(words, "SL2", kept=kept, places=places, more=kept - places)]
    decided = sum(row.decision is not None for row in sheet.rows)
    if kept and decided >= ENOUGH and len(sheet.decided(*LET_GO)):
        return [praise(words, "SL2", kept=kept, places=places)]
    return []


def _beyond_experience(sheet: ShortlistSheet, words: ToolWords) -> list[Advice]:
    told = []
    if sheet.per_manager is not None and sheet.per_manager > MANAGER_MOST:
        most, unit = words.texts["manager_most"], words.texts["of_manager"]
        told.append(advise(words, "SL3", most=most, unit=unit, n=sheet.per_manager))
    if sheet.places is not None and sheet.places > COMPANY_MOST:
        most, unit = words.texts["company_most"], words.texts["of_company"]
        told.append(advise(words, "SL3", most=most, unit=unit, n=sheet.places))
    return told[:1]


def _nobody_goes(rows: list[Candidate], words: ToolWords) -> list[Advice]:
    decided = [row for row in rows if row.decision]
    gone = [row for row in decided if row.decision in LET_GO]
    if len(decided) >= ENOUGH and not gone:
        return [advise(words, "SL4", n=len(decided))]
    if len(decided) >= ENOUGH and all(row.reason for row in gone):
        return [praise(words, "SL4", n=len(gone))]
    return []


def _no_reason(rows: list[Candidate], words: ToolWords) -> list[Advice]:
    return [
        advise(
            words,
            "SL5",
            row.id,
            name=name_of(row),
            decision=words.choices["decision"][row.decision],
        )
        for row in rows
        if row.decision and not row.reason
    ]


def _empty_reason(rows: list[Candidate], words: ToolWords) -> list[Advice]:
    told = [
        advise(words, "SL6", row.id, name=name_of(row), reason=row.reason)
        for row in rows
        if row.reason and is_empty_reason(row.reason, words)
    ]
    sound = sum(bool(row.reason) and verifiable(row.reason, words) for row in rows)
    if not told and sound >= 3:
        told.append(praise(words, "SL6", n=sound))
    return told


def is_empty_reason(text: str, words: ToolWords) -> bool:
    """Whether the reason would fit any customer: too short, or "strategic" without a fact."""
    if verifiable(text, words):
        return False
    vague = any(word in text for word in words.word_lists.get("vague", ()))
    return vague or len(text) < SHORTEST


def _no_potential(rows: Iterable[Candidate], words: ToolWords) -> list[Advice]:
    return [
        advise(words, "SL7", row.id, name=name_of(row))
        for row in rows
        if row.decision in ("keep", "develop") and row.potential is None
    ]


def _potential_from_nowhere(rows: list[Candidate], words: ToolWords) -> list[Advice]:
    given = [row for row in rows if row.potential is not None]
    bare = [row for row in given if not row.how]
    if len(given) >= 3 and not bare:
        return [praise(words, "SL8", n=len(given))]
    return [
        advise(words, "SL8", row.id, name=name_of(row), potential=write_number(row.potential))
        for row in bare
    ]


def _not_asked(rows: Iterable[Candidate], words: ToolWords) -> list[Advice]:
    kept = [row for row in rows if row.decision == "keep"]
    told = [
        advise(words, "SL9", row.id, name=name_of(row))
        for row in kept
        if row.willing in (None, "unasked") or not row.asked
    ]
    if len(kept) >= 2 and not told:
        told.append(praise(words, "SL9", n=len(kept)))
    return told


def _kept_against_a_sieve(
    sheet: ShortlistSheet, rows: Iterable[Candidate], words: ToolWords
) -> list[Advice]:
    sieves = words.choices["sieve"]
    told = []
    for row in rows:
        stop = stopped_by(sheet, row)
        if row.decision == "keep" and stop:
            told.append(advise(words, "SL10", row.id, name=name_of(row), sieve=sieves[stop]))
    return told


def _no_way_out(rows: list[Candidate], words: ToolWords) -> list[Advice]:
    gone = [row for row in rows if row.decision in LET_GO]
    told = []
    for row in gone:
        missing = [name for name in ("condition", "until", "back") if not getattr(row, name)]
        if missing:
            labels = "、".join(words.fields[name].label for name in missing)
            told.append(advise(words, "SL11", row.id, name=name_of(row), fields=labels))
    if gone and not told:
        told.append(praise(words, "SL11", names="、".join(map(name_of, gone))))
    return told


def _no_signal(rows: Iterable[Candidate], words: ToolWords) -> list[Advice]:
    waiting = [row for row in rows if row.decision == "develop"]
    told = [advise(words, "SL12", r.id, name=name_of(r)) for r in waiting if not r.condition]
    if waiting and not told:
        told.append(praise(words, "SL12", n=len(waiting)))
    return told


def _elastic_condition(rows: Iterable[Candidate], words: ToolWords) -> list[Advice]:
    told = []
    for row in rows:
        said = "，".join((row.condition, row.until, row.back))
        found = next((word for word in words.word_lists.get("elastic", ()) if word in said), None)
        if found:
            told.append(advise(words, "SL13", row.id, name=name_of(row), found=found))
    return told


def _freed_for_nothing(sheet: ShortlistSheet, words: ToolWords) -> list[Advice]:
    gone = sheet.decided(*LET_GO)
    if gone and not sheet.moves:
        return [advise(words, "SL14", names="、".join(map(name_of, gone)))]
    return []


def _only_plus(sheet: ShortlistSheet, words: ToolWords) -> list[Advice]:
    written = [move for move in sheet.moves if move.to or move.what or move.source]
    told = [
        advise(words, "SL15", move.id, to=move.to or "—")
        for move in written
        if not move.source or move.hours is None
    ]
    if written and not told:
        hours = write_number(sum(move.hours or 0 for move in written))
        told.append(praise(words, "SL15", n=len(written), hours=hours))
    return told


def _nobody_decides(sheet: ShortlistSheet, words: ToolWords) -> list[Advice]:
    return [
        advise(words, "SL16", move.id, source=move.source)
        for move in sheet.moves
        if move.source and not (move.decider and move.since)
    ]


def _first_has_no_exit(rows: list[Candidate], words: ToolWords) -> list[Advice]:
    kept = by_potential(row for row in rows if row.decision == "keep")
    if len(kept) < 2:
        return []
    if kept[0].condition:
        return [praise(words, "SL17", name=name_of(kept[0]))]
    return [advise(words, "SL17", kept[0].id, name=name_of(kept[0]))]


def _copied_reason(rows: Iterable[Candidate], words: ToolWords) -> list[Advice]:
    told = {}
    for one, other in combinations([row for row in rows if row.reason], 2):
        same = one.reason == other.reason or likeness(one.reason, other.reason) > ALIKE
        if same and other.id not in told:
            facts = {"name": name_of(other), "other": name_of(one)}
            told[other.id] = advise(words, "SL18", other.id, **facts)
    return list(told.values())
