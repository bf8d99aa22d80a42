"""What the coach says about a self-assessment: CP1 to CP15, written for this course.

Conditions only; the words, and the words that a rule looks for, stand in the tool's file. Rules on
a score speak of the newest one: before the course of the first, afterwards of the second.
"""

import re
from collections.abc import Iterable
from datetime import date
from itertools import combinations

from course.content.words import ToolWords
from exercises.coaching import Advice, advise, praise
from exercises.competence.sheet import (
    COMPETENCES,
    HORIZON,
    NEEDS_DEED,
    NEEDS_EFFECT,
    TO_WORK_ON,
    CompetenceSheet,
    Mark,
    Rating,
    borne,
    change,
    newest,
    scores,
    stage,
)
from exercises.evidence import write_date
from exercises.exercise import NOWHERE, Position
from exercises.general import ALIKE, likeness

SPREAD = 2
"""Scores this far apart tell where to begin."""


def coach(
    sheet: CompetenceSheet, words: ToolWords, today: date, _position: Position = NOWHERE
) -> list[Advice]:
    """Everything there is to say about the sheet. Nothing about one without scores.

    A remark on a competency has its id as its row.
    """
    if not (scores(sheet, "before") or scores(sheet, "after")):
        return []
    scored = [(rating, rating.mark(newest(rating))) for rating in sheet.ratings]
    scored = [(rating, mark) for rating, mark in scored if mark.score is not None]
    return [
        *_all_even(sheet, words),
        *_without_deed(scored, words),
        *_without_effect(scored, words),
        *_hard_to_find(scored, words),
        *_standing_for_deed(scored, words),
        *_all_high(sheet, words),
        *_chosen(sheet, words, today),
        *_lower(sheet, words),
        *_higher(sheet, words),
        *_all_higher(sheet, words),
        *_ahead_of_time(scored, words, today),
        *_one_deed_twice(scored, words),
    ]


Scored = list[tuple[Rating, Mark]]


def _name(words: ToolWords, competence: str) -> str:
    return words.fields[competence].label


def _all_even(sheet: CompetenceSheet, words: ToolWords) -> list[Advice]:
    when = stage(sheet)
    given = scores(sheet, when).values()
    if len(given) < len(COMPETENCES):
        return []
    low, high, label = min(given), max(given), words.fields[when].label
    if low == high:
        return [advise(words, "CP1", when=label, score=low)]
    return [praise(words, "CP1", when=label, low=low, high=high)] if high - low >= SPREAD else []


def _without_deed(scored: Scored, words: ToolWords) -> list[Advice]:
    high = [(rating, mark) for rating, mark in scored if (mark.score or 0) >= NEEDS_DEED]
    bare = [(rating, mark) for rating, mark in high if not mark.deed]
    if high and all(mark.deed and mark.place and mark.date for _rating, mark in high):
        return [praise(words, "CP2", n=len(high))]
    return [
        advise(words, "CP2", rating.id, name=_name(words, rating.id), score=mark.score)
        for rating, mark in bare
    ]


def _without_effect(scored: Scored, words: ToolWords) -> list[Advice]:
    told = []
    for rating, mark in scored:
        if (mark.score or 0) < NEEDS_EFFECT or not mark.deed:
            continue
        say = praise if mark.effect else advise
        told.append(say(words, "CP3", rating.id, name=_name(words, rating.id), score=mark.score))
    return told


def _hard_to_find(scored: Scored, words: ToolWords) -> list[Advice]:
    told = []
    for rating, mark in scored:
        missing = [name for name in ("place", "date") if not getattr(mark, name)]
        if (mark.score or 0) >= NEEDS_DEED and mark.deed and missing:
            labels = "和".join(f"“{words.fields[name].label}”" for name in missing)
            name = _name(words, rating.id)
            told.append(advise(words, "CP4", rating.id, name=name, deed=mark.deed, missing=labels))
    return told


_YEARS = re.compile(r"[0-9０-９一二两三四五六七八九十几多]+ ?年(?![0-9０-９年月度报的])")


def standing(deed: str, words: ToolWords) -> str | None:
    """The words of a deed that tell of years or renown, where it names nothing to look at."""
    if any(thing in deed for thing in words.word_lists.get("things", ())):
        return None
    years = _YEARS.search(deed)
    if years:
        return years.group()
    return next((word for word in words.word_lists.get("standing", ()) if word in deed), None)


def _standing_for_deed(scored: Scored, words: ToolWords) -> list[Advice]:
    found = ((rating, mark.deed, standing(mark.deed, words)) for rating, mark in scored)
    return [
        advise(words, "CP5", rating.id, name=_name(words, rating.id), deed=deed, found=said)
        for rating, deed, said in found
        if said
    ]


def _all_high(sheet: CompetenceSheet, words: ToolWords) -> list[Advice]:
    when = stage(sheet)
    given = scores(sheet, when).values()
    if len(given) == len(COMPETENCES) and min(given) >= NEEDS_EFFECT:
        return [advise(words, "CP6", when=words.fields[when].label)]
    return []


def _chosen(sheet: CompetenceSheet, words: ToolWords, today: date) -> list[Advice]:
    """What is said of the choice while it is still ahead: CP7 to CP10."""
    if stage(sheet) == "after":
        return []
    chosen = sheet.chosen
    told = [one for rating in chosen for one in _one_chosen(rating, words, today)]
    if len(chosen) != TO_WORK_ON:
        if len(scores(sheet, "before")) == len(COMPETENCES) or len(chosen) > TO_WORK_ON:
            told.insert(0, advise(words, "CP7", n=len(chosen)))
    elif not told and all(rating.before.score for rating in chosen):
        names = "和".join(f"“{_name(words, rating.id)}”" for rating in chosen)
        told.append(praise(words, "CP7", names=names))
    return told


def _one_chosen(rating: Rating, words: ToolWords, today: date) -> Iterable[Advice]:
    name, score = _name(words, rating.id), borne(rating.before)
    if score is not None and score >= NEEDS_DEED:
        yield advise(words, "CP8", rating.id, name=name, score=score)
    missing = [field for field in ("day", "leaves") if not getattr(rating, field)]
    if missing:
        labels = "和".join(f"“{words.fields[field].label}”" for field in missing)
        yield advise(words, "CP9", rating.id, name=name, missing=labels)
    if rating.day and not today <= rating.day <= today + HORIZON:
        yield advise(words, "CP10", rating.id, name=name, day=rating.day.isoformat())


def _lower(sheet: CompetenceSheet, words: ToolWords) -> list[Advice]:
    told = []
    for rating in sheet.ratings:
        moved = change(rating)
        if moved is not None and moved < 0:
            say = praise if rating.reason else advise
            told.append(say(words, "CP11", rating.id, name=_name(words, rating.id), n=-moved))
    return told


def with_new_deed(rating: Rating) -> bool:
    """Whether the second score names a deed that the first did not."""
    deed = rating.after.deed
    return bool(deed) and likeness(deed, rating.before.deed) <= ALIKE


def _higher(sheet: CompetenceSheet, words: ToolWords) -> list[Advice]:
    told = []
    for rating in sheet.ratings:
        moved = change(rating)
        if moved is None or moved <= 0 or not rating.after.deed:
            continue
        say = praise if with_new_deed(rating) else advise
        name, deed = _name(words, rating.id), rating.after.deed
        told.append(say(words, "CP12", rating.id, name=name, n=moved, deed=deed))
    return told


def _all_higher(sheet: CompetenceSheet, words: ToolWords) -> list[Advice]:
    moves = [change(rating) for rating in sheet.ratings]
    up = [rating for rating, moved in zip(sheet.ratings, moves, strict=True) if (moved or 0) > 0]
    if None in moves:
        return []
    if len(up) == len(COMPETENCES):
        return [advise(words, "CP13")]
    return [praise(words, "CP13")] if up and all(map(with_new_deed, up)) else []


def _ahead_of_time(scored: Scored, words: ToolWords, today: date) -> list[Advice]:
    return [
        advise(words, "CP14", rating.id, name=_name(words, rating.id), date=write_date(mark.date))
        for rating, mark in scored
        if mark.deed and mark.date and mark.date > today
    ]


def _one_deed_twice(scored: Scored, words: ToolWords) -> list[Advice]:
    told: dict[str, Advice] = {}
    for (one, mark), (other, another) in combinations(scored, 2):
        if other.id not in told and likeness(mark.deed, another.deed) > ALIKE:
            name, former = _name(words, other.id), _name(words, one.id)
            told[other.id] = advise(words, "CP15", other.id, name=name, other=former)
    return list(told.values())
