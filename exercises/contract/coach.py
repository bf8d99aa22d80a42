"""What the coach says about a learning contract: LC1 to LC16, then rule G4.

Conditions only; the words, and the words that a rule looks for, stand in the tool's file. The
rules follow the lesson's four marks of a change that can be checked: in one's own power, a
beginning, an end with a day, and a place to look it up.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from course.content.words import ToolWords
from exercises.coaching import Advice, advise, praise
from exercises.contract.sheet import (
    MOST,
    PERIODS,
    Commitment,
    ContractSheet,
    day_number,
    fits,
    is_waiting,
    is_written,
)
from exercises.exercise import NOWHERE, Position
from exercises.general import Entry, general_advice, verifiable
from exercises.marks import number

SOME = 3
"""Fewer commitments are not praised as a whole: with one everything is easy."""


def coach(
    sheet: ContractSheet, words: ToolWords, today: date, _position: Position = NOWHERE
) -> list[Advice]:
    """Everything there is to say about the contract. Nothing about one without commitments."""
    rows = [row for row in sheet.ordered if is_written(row)]
    if not rows:
        return []
    return [
        *_no_frame(sheet, words),
        *_without_day(sheet, rows, words),
        *_vague_verb(rows, words),
        *_nothing_to_check(rows, words),
        *_in_another_period(sheet, rows, words),
        *_only_at_the_desk(rows, words),
        *_how_many(sheet, words),
        *_nobody_asks(sheet, words),
        *_nothing_stops(sheet, words),
        *_in_others_power(sheet, rows, words),
        *_incomplete(rows, words),
        *_not_told(rows, words, today),
        *_without_reason(rows, words),
        *_no_beginning(rows, words),
        *_gifts(rows, words),
        *general_advice(words, [Entry(row.id, row.what) for row in rows if row.what], {}, today),
    ]


def _found(text: str, looked_for: Iterable[str]) -> str | None:
    return next((word for word in looked_for if word in text), None)


def _no_frame(sheet: ContractSheet, words: ToolWords) -> list[Advice]:
    missing = [name for name in ("account", "question") if not getattr(sheet, name)]
    if missing:
        labels = "和".join(f"“{words.fields[name].label}”" for name in missing)
        return [advise(words, "LC1", fields=labels)]
    return [praise(words, "LC1")] if is_question(sheet.question) else []


_QUESTION = re.compile(r"[？?]|谁|什么|哪|几|多少|怎|为何|是否|能不能|会不会|吗")


def is_question(text: str) -> bool:
    """Whether the text asks something."""
    return bool(_QUESTION.search(text))


def _without_day(
    sheet: ContractSheet, rows: Sequence[Commitment], words: ToolWords
) -> list[Advice]:
    told = [advise(words, "LC2", row.id) for row in rows if row.due is None]
    if not told and len(rows) >= SOME and all(fits(sheet, row) for row in rows):
        told.append(praise(words, "LC2", n=len(rows)))
    return told


def _vague_verb(rows: Iterable[Commitment], words: ToolWords) -> list[Advice]:
    told = []
    for row in rows:
        found = _found(row.what, words.word_lists.get("vague_verbs", ()))
        if found and not verifiable(row.what, words) and not is_act(row.what, words):
            told.append(advise(words, "LC3", row.id, what=row.what, found=found))
    return told


def is_act(text: str, words: ToolWords) -> bool:
    """Whether the text names something that a customer can see one do."""
    for word in words.word_lists.get("not_acts", ()):
        text = text.replace(word, "")
    return _found(text, words.word_lists.get("acts", ())) is not None


def _nothing_to_check(rows: Iterable[Commitment], words: ToolWords) -> list[Advice]:
    told, sound = [], 0
    for row in rows:
        if verifiable(row.result, words):
            sound += 1
            continue
        text = words.texts["result_vague" if row.result else "result_none"]
        told.append(advise(words, "LC4", row.id, problem=text.format(result=row.result)))
    if not told and sound >= SOME:
        told.append(praise(words, "LC4", n=sound))
    return told


def _in_another_period(
    sheet: ContractSheet, rows: Iterable[Commitment], words: ToolWords
) -> list[Advice]:
    told = []
    for row in rows:
        day = day_number(sheet, row.due)
        if row.due and day is not None and not fits(sheet, row):
            facts = {"period": row.period, "due": row.due.isoformat(), "n": number(day)}
            told.append(advise(words, "LC5", row.id, **facts))
    return told


def _only_at_the_desk(rows: Sequence[Commitment], words: ToolWords) -> list[Advice]:
    said = [row for row in rows if row.what]
    acts = [row for row in said if is_act(row.what, words)]
    if len(said) >= 2 and not acts:
        return [advise(words, "LC6", n=len(said))]
    if len(acts) >= 2 and {row.period for row in acts} == {row.period for row in rows}:
        return [praise(words, "LC6")]
    return []


def _how_many(sheet: ContractSheet, words: ToolWords) -> list[Advice]:
    counts = {period: sum(map(is_written, sheet.of(period))) for period in PERIODS}
    told = [advise(words, "LC7", period=period, n=n) for period, n in counts.items() if n > MOST]
    empty = "、".join(str(period) for period, n in counts.items() if n == 0)
    if empty and sum(counts.values()) >= 2:
        told.append(advise(words, "LC8", periods=empty))
    if not told and not empty:
        told.append(praise(words, "LC7"))
    return told


def _nobody_asks(sheet: ContractSheet, words: ToolWords) -> list[Advice]:
    if not sheet.reminder:
        return [advise(words, "LC9", problem=words.texts["reminder_none"])]
    found = _found(sheet.reminder, words.word_lists.get("myself", ()))
    if found:
        return [advise(words, "LC9", problem=words.texts["reminder_self"].format(found=found))]
    return [praise(words, "LC9")]


def _nothing_stops(sheet: ContractSheet, words: ToolWords) -> list[Advice]:
    if not sheet.stop:
        return [advise(words, "LC10")]
    return [praise(words, "LC10")] if verifiable(sheet.stop, words) else []


def _in_others_power(
    sheet: ContractSheet, rows: Iterable[Commitment], words: ToolWords
) -> list[Advice]:
    outcomes = words.word_lists.get("outcomes", ())
    found = ((row, _found(row.result, outcomes)) for row in rows)
    told = [advise(words, "LC11", row.id, found=word) for row, word in found if word]
    if not told and sheet.not_promised:
        told.append(praise(words, "LC11"))
    return told


def _incomplete(rows: Iterable[Commitment], words: ToolWords) -> list[Advice]:
    told = []
    for row in rows:
        missing = [name for name in ("what", "whom", "where") if not getattr(row, name)]
        if missing:
            labels = "".join(f"“{words.fields[name].label}”" for name in missing)
            told.append(advise(words, "LC12", row.id, missing=labels))
    return told


def _not_told(rows: Sequence[Commitment], words: ToolWords, today: date) -> list[Advice]:
    told = [
        advise(words, "LC13", row.id, due=row.due.isoformat())
        for row in rows
        if row.due and is_waiting(row, today)
    ]
    come = [row for row in rows if row.state and row.due and row.due <= today]
    if not told and len(come) >= 2:
        told.append(praise(words, "LC13", n=len(come)))
    return told


def _without_reason(rows: Iterable[Commitment], words: ToolWords) -> list[Advice]:
    told = []
    for row in rows:
        if row.state in ("changed", "missed"):
            say = praise if row.said else advise
            told.append(say(words, "LC14", row.id, state=words.choices["state"][row.state]))
    return told


_DIGIT = re.compile(r"[0-9０-９]")
_FROM_TO = re.compile(r"[由从原现目上].*[到降升改变减增至→]")


def has_beginning(text: str) -> bool:
    """Whether the text says from what to what."""
    return bool(_FROM_TO.search(text))


def _no_beginning(rows: Sequence[Commitment], words: ToolWords) -> list[Advice]:
    told = [
        advise(words, "LC15", row.id, result=row.result)
        for row in rows
        if _DIGIT.search(row.result) and not has_beginning(row.result)
    ]
    both = sum(has_beginning(row.result) for row in rows)
    if not told and both >= 2:
        told.append(praise(words, "LC15", n=both))
    return told


def _gifts(rows: Iterable[Commitment], words: ToolWords) -> list[Advice]:
    looked_for = words.word_lists.get("gifts", ())
    found = ((row, _found(f"{row.what}，{row.result}", looked_for)) for row in rows)
    return [advise(words, "LC16", row.id, found=word) for row, word in found if word]
