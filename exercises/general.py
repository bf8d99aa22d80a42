"""Rules G1 to G6, which hold for every tool. A tool shows its rows as `Entry` and asks them all.

The conditions stand here, the words in the tool's file. A tool whose words lack one of these rules
is not asked it.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations

from course.content.words import ToolWords
from exercises.coaching import Advice, advise, praise
from exercises.evidence import Evidence, at_latest, months_before, sourced, stated, write_date

SHORTEST = 8
"""Fewer characters than this cannot be verified (G6)."""

ENOUGH = 4
"""A sheet with fewer rows is not praised as a whole: with one row everything is easy."""

ALIKE = 0.8
"""Two texts more alike than this say the same thing (G4)."""


@dataclass(frozen=True)
class Entry:
    """A row that says something, as the general rules see it.

    `consequence` is what follows from `text`. `effect` is +1 for good, −1 for bad, 0 for not
    judged. `carried` says that the row goes into another sheet.
    """

    row: str
    text: str
    consequence: str = ""
    effect: int = 0
    evidence: tuple[Evidence, ...] = ()
    confidence: int | None = None
    carried: bool = False


def general_advice(
    words: ToolWords, entries: Sequence[Entry], columns: Mapping[str, Sequence[int]], today: date
) -> list[Advice]:
    """What G1 to G6 have to say. `columns` are the scores given, by the name of their field."""
    rules: dict[str, Callable[[], list[Advice]]] = {
        "G1": lambda: _without_evidence(words, entries),
        "G2": lambda: _old_evidence(words, entries, today),
        "G3": lambda: _only_guesses(words, entries),
        "G4": lambda: _twice_the_same(words, entries),
        "G5": lambda: _all_the_same_score(words, columns),
        "G6": lambda: _too_vague(words, entries),
    }
    return [advice for rule, ask in rules.items() if rule in words.coach for advice in ask()]


def _without_evidence(words: ToolWords, entries: Sequence[Entry]) -> list[Advice]:
    told = [advise(words, "G1", e.row) for e in entries if not stated(e.evidence)]
    carried = [entry for entry in entries if entry.carried]
    if carried and all(sourced(entry.evidence) for entry in carried):
        told.append(praise(words, "G1"))
    return told


def _old_evidence(words: ToolWords, entries: Sequence[Entry], today: date) -> list[Advice]:
    dates = {e.row: [p.date for p in stated(e.evidence) if p.date] for e in entries}
    told = [
        advise(words, "G2", row, date=write_date(min(days)))
        for row, days in dates.items()
        if days and at_latest(min(days)) < months_before(today, 12)
    ]
    backed = [stated(entry.evidence) for entry in entries if stated(entry.evidence)]
    fresh = months_before(today, 6)
    if len(backed) >= ENOUGH and all(
        p.date and at_latest(p.date) >= fresh for e in backed for p in e
    ):
        told.append(praise(words, "G2"))
    return told


def _only_guesses(words: ToolWords, entries: Sequence[Entry]) -> list[Advice]:
    given = [entry.confidence for entry in entries]
    if len(given) >= 2 and all(confidence == 1 for confidence in given):
        return [advise(words, "G3")]
    if len(given) >= ENOUGH and 2 * sum(confidence in (2, 3) for confidence in given) >= len(given):
        return [praise(words, "G3")]
    return []


def _twice_the_same(words: ToolWords, entries: Sequence[Entry]) -> list[Advice]:
    told: dict[str, Advice] = {}
    two_sides = False
    for one, other in combinations(entries, 2):
        if likeness(one.text, other.text) <= ALIKE:
            continue
        if one.effect * other.effect < 0 and not _same_consequence(one, other):
            two_sides = two_sides or bool(one.consequence and other.consequence)
        elif other.row not in told:
            told[other.row] = advise(words, "G4", other.row, other=one.row)
    if two_sides and not told:
        return [praise(words, "G4")]
    return list(told.values())


def _same_consequence(one: Entry, other: Entry) -> bool:
    return likeness(one.consequence, other.consequence) > ALIKE


def _all_the_same_score(words: ToolWords, columns: Mapping[str, Sequence[int]]) -> list[Advice]:
    told = [
        advise(words, "G5", column=words.fields[name].label, value=scores[0])
        for name, scores in columns.items()
        if len(scores) >= 3 and len(set(scores)) == 1
    ]
    if columns and all(len(s) >= ENOUGH and len(set(s)) >= 3 for s in columns.values()):
        told.append(praise(words, "G5"))
    return told


def _too_vague(words: ToolWords, entries: Sequence[Entry]) -> list[Advice]:
    vague = words.word_lists.get("vague", ())
    told = [
        advise(words, "G6", entry.row, text=entry.text)
        for entry in entries
        if len(_bare(entry.text)) < SHORTEST
        or (any(word in entry.text for word in vague) and not verifiable(entry.text, words))
    ]
    concrete = sum(verifiable(entry.text, words) for entry in entries)
    if concrete >= 3 and not told:
        told.append(praise(words, "G6", n=concrete))
    return told


_NUMBER = re.compile(r"[0-9０-９]|[一二三四五六七八九十百千万亿两半][年月日成倍元吨台家个条]|《")


def verifiable(text: str, words: ToolWords) -> bool:
    """Whether the text names a document, a number or a time that can be looked up."""
    if _NUMBER.search(text):
        return True
    return any(word in text for word in words.word_lists.get("concrete", ()))


def likeness(one: str, other: str) -> float:
    """How alike two texts are, in [0, 1]: Jaccard index of their two-character sequences.

    Punctuation, blanks, width and case do not count. Texts without such a sequence are unlike.
    """
    a, b = _pairs(one), _pairs(other)
    return len(a & b) / len(a | b) if a and b else 0.0


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    bare = _bare(text)
    return frozenset(bare[i : i + 2] for i in range(len(bare) - 1))


def _bare(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum())
