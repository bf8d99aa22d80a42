"""What the coach says about conclusions: AN1 to AN10, then G4 and G6.

Conditions only; the words stand in the tool's file. The rules are this course's, made from its
lesson on the six analyses. A rule about what the numbers stand on asks the finding's `seen`.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from course.content.words import ToolWords
from exercises.analysis.sheet import AnalysisSheet, Finding
from exercises.coaching import Advice, advise, praise
from exercises.exercise import NOWHERE, Position
from exercises.general import Entry, general_advice

FEW_MONTHS = 6
"""Fewer months than this are no trend."""

FEW_ANSWERS = 10
"""Fewer answers than this are a hint, not a net promoter score (course's own setting)."""

FEW_ORDERS = 6
"""Fewer orders than this have a rhythm that can be computed and not be read."""

SHORTEST_STEP = 8

_NUMBER = re.compile(r"\d|[一二两三四五六七八九十百千]+(?:成|倍|次|天|单|份|万|个百分点)")


def coach(
    sheet: AnalysisSheet,
    words: ToolWords,
    today: date,
    position: Position = NOWHERE,  # noqa: ARG001
) -> list[Advice]:
    """Everything there is to say. A remark on one analysis has the analysis' id as its row."""
    rows = list(sheet.ordered)
    if not rows:
        return []
    concluded = [row for row in rows if row.conclusion]
    general = general_advice(words, [Entry(row.id, row.conclusion) for row in concluded], {}, today)
    return [
        *_other_data(sheet, concluded, words),
        *_no_number(concluded, words),
        *_short_time(concluded, words),
        *_hidden_parts(concluded, words),
        *_few_answers(concluded, words),
        *_few_orders(concluded, words),
        *_revenue_only(concluded, words),
        *_no_step(concluded, words),
        *_no_decision(concluded, words),
        *_causes(concluded, words),
        *general,
    ]


def name_of(words: ToolWords, row: Finding) -> str:
    """The analysis as the form calls it."""
    return words.choices["analysis"][row.id]


def _first(text: str, looked_for: Iterable[str]) -> str | None:
    return next((word for word in looked_for if word in text), None)


def _each(rows: Iterable[Finding], words: ToolWords, rule: str, **facts: object) -> list[Advice]:
    return [advise(words, rule, row.id, name=name_of(words, row), **facts) for row in rows]


def _no_number(rows: Sequence[Finding], words: ToolWords) -> list[Advice]:
    bare = [row for row in rows if not _NUMBER.search(row.conclusion)]
    if not bare and len(rows) >= 3:
        return [praise(words, "AN1", n=len(rows))]
    return _each(bare, words, "AN1")


def _short_time(rows: Sequence[Finding], words: ToolWords) -> list[Advice]:
    told = []
    for row in rows:
        trend = _first(row.conclusion, words.word_lists["trend"])
        short = row.seen is not None and 0 < row.seen.months < FEW_MONTHS
        if trend and (short or _first(row.conclusion, words.word_lists["one_month"])):
            told.append(advise(words, "AN2", row.id, name=name_of(words, row), found=trend))
    return told


def says_part(conclusion: str, part: str) -> bool:
    """Whether the conclusion names the part, if only by the first two characters of its name."""
    return bool(part) and (part in conclusion or part[:2] in conclusion)


def _hidden_parts(rows: Sequence[Finding], words: ToolWords) -> list[Advice]:
    split = [row for row in rows if row.seen is not None and row.seen.apart]
    hidden = [
        row
        for row in split
        if row.seen and not any(says_part(row.conclusion, part) for part in row.seen.apart)
    ]
    if not hidden and len(split) >= 2:
        return [praise(words, "AN3", n=len(split))]
    return _each(hidden, words, "AN3")


def _few_answers(rows: Iterable[Finding], words: ToolWords) -> list[Advice]:
    return [
        advise(words, "AN4", row.id, n=row.seen.sample)
        for row in rows
        if row.id == "satisfaction"
        and row.seen is not None
        and row.seen.sample is not None
        and 0 < row.seen.sample < FEW_ANSWERS
        and _first(row.conclusion, words.word_lists["promoters"])
        and not _first(row.conclusion, words.word_lists["careful"])
    ]


def _few_orders(rows: Iterable[Finding], words: ToolWords) -> list[Advice]:
    return [
        advise(words, "AN5", row.id, n=row.seen.sample)
        for row in rows
        if row.id == "behaviour"
        and row.seen is not None
        and row.seen.sample is not None
        and row.seen.sample < FEW_ORDERS
        and _first(row.conclusion, words.word_lists["rhythm"])
        and not _first(row.conclusion, words.word_lists["careful"])
    ]


def _revenue_only(rows: Iterable[Finding], words: ToolWords) -> list[Advice]:
    told = []
    for row in rows:
        if row.id not in ("value", "one"):
            continue
        if _first(row.conclusion, words.word_lists["left"]):
            told.append(praise(words, "AN6", row.id))
        elif found := _first(row.conclusion, words.word_lists["revenue"]):
            told.append(advise(words, "AN6", row.id, found=found))
    return told


def _no_step(rows: Sequence[Finding], words: ToolWords) -> list[Advice]:
    told = []
    for row in rows:
        slogan = _first(row.next_step, words.word_lists["slogans"])
        if slogan or len(row.next_step) < SHORTEST_STEP:
            facts = {"name": name_of(words, row), "found": slogan or row.next_step}
            told.append(advise(words, "AN7", row.id, **facts))
    if not told and len(rows) >= 3 and all(row.owner and row.due for row in rows):
        return [praise(words, "AN7", n=len(rows))]
    return told


def _no_decision(rows: Sequence[Finding], words: ToolWords) -> list[Advice]:
    bare = [row for row in rows if not row.decision]
    if not bare and len(rows) >= 3:
        return [praise(words, "AN8")]
    return _each(bare, words, "AN8")


def _causes(rows: Iterable[Finding], words: ToolWords) -> list[Advice]:
    told = []
    for row in rows:
        found = _first(row.conclusion, words.word_lists["causes"])
        if found:
            told.append(advise(words, "AN9", row.id, found=found))
    return told


def _other_data(sheet: AnalysisSheet, rows: Iterable[Finding], words: ToolWords) -> list[Advice]:
    old = [r for r in rows if r.seen and r.seen.data and sheet.data and r.seen.data != sheet.data]
    return _each(old, words, "AN10")
