"""What the coach says about a weekly page: WK1 to WK17.

It speaks of the newest week; the others are past and are not judged line by line. Conditions only;
the words, and the words that a rule looks for, stand in the tool's file.
"""

import re
from collections.abc import Iterable
from datetime import date

from course.content.words import ToolWords
from exercises.coaching import Advice, advise, praise
from exercises.exercise import NOWHERE, Position
from exercises.general import ENOUGH, verifiable
from exercises.weekly.sheet import (
    KINDS,
    MOST,
    Kind,
    Task,
    Week,
    WeeklySheet,
    done,
    is_written,
    outside_share,
)

MUCH = 0.3
"""From this part of the hours on, what belongs to none of the three is spoken of."""

GOOD_SHARE = 0.7
POOR_SHARE = 1 / 3
"""Of a finished week's lines: enough done to praise, too few to be a plan."""

HOURS, LEAN = {"WK13"}, {"WK16"}
"""Rules about last week's hours and about the way a week leans; they speak beside those fields."""


def coach(
    sheet: WeeklySheet, words: ToolWords, today: date, _position: Position = NOWHERE
) -> list[Advice]:
    """Everything there is to say about the newest week. Nothing where no line was written."""
    week = sheet.newest
    if week is None:
        return []
    rows = [row for row in sheet.of(week) if is_written(row)]
    if not rows:
        return _outside(week, words)
    return [
        *_nobody(rows, words),
        *_no_day(rows, words),
        *_another_week(week, rows, words),
        *_leaves_nothing(rows, words),
        *_cannot_be_done(rows, words),
        *_only_a_visit(rows, words),
        *_kind_missing(sheet, week, words),
        *_one_for_all(rows, words),
        *_third_week(rows, words),
        *_no_result(rows, words),
        *_private(rows, words),
        *_chore(rows, words),
        *_outside(week, words),
        *_too_much_planned(sheet, week, today, words),
        *_lean_without_lines(sheet, week, words),
        *_too_many(sheet, week, words),
    ]


def _called(row: Task) -> str:
    return row.text or row.leaves or row.id


def _nobody(rows: list[Task], words: ToolWords) -> list[Advice]:
    told = [advise(words, "WK1", row.id, text=_called(row)) for row in rows if not row.owner]
    if len(rows) >= ENOUGH and not told and all(row.day for row in rows):
        told.append(praise(words, "WK1", n=len(rows)))
    return told


def _no_day(rows: Iterable[Task], words: ToolWords) -> list[Advice]:
    return [advise(words, "WK2", row.id, text=_called(row)) for row in rows if row.day is None]


def _another_week(week: Week, rows: Iterable[Task], words: ToolWords) -> list[Advice]:
    return [
        advise(words, "WK3", row.id, text=_called(row), day=row.day.isoformat())
        for row in rows
        if row.day and not week.monday <= row.day <= week.sunday
    ]


def _leaves_nothing(rows: list[Task], words: ToolWords) -> list[Advice]:
    told = [
        advise(words, "WK4", row.id, text=row.text) for row in rows if row.text and not row.leaves
    ]
    if len(rows) >= ENOUGH and not told:
        told.append(praise(words, "WK4", n=len(rows)))
    return told


def _cannot_be_done(rows: Iterable[Task], words: ToolWords) -> list[Advice]:
    return [
        advise(words, "WK5", row.id, text=row.text, found=found)
        for row in rows
        if (found := endless(row, words))
    ]


def endless(row: Task, words: ToolWords) -> str | None:
    """The word that makes a line one of which nobody can say when it is done; None if it is fine.

    A number, a document or a time in the line, or in what it leaves, makes up for the word.
    """
    found = _first(row.text, words.word_lists.get("endless", ()))
    return None if found is None or verifiable(row.text + row.leaves, words) else found


def _only_a_visit(rows: Iterable[Task], words: ToolWords) -> list[Advice]:
    return [
        advise(words, "WK6", row.id, leaves=row.leaves or row.text)
        for row in rows
        if counts_visits(row, words)
    ]


_GOING = "拜访|走访|见面|电话|沟通|联系|会议"
_MANY = "[0-9０-９一二三四五六七八九十两]+"
_COUNTED = re.compile(
    rf"(?:{_GOING})[^，。；]{{0,6}}?\s*{_MANY}\s*[次通场遍]"
    rf"|{_MANY}\s*(?:[次通场遍]\s*(?:{_GOING})|个电话)"
)


def counts_visits(row: Task, words: ToolWords) -> bool:
    """Whether the line counts visits, or what it leaves is nothing but having been there."""
    if _COUNTED.search(row.text) and not row.leaves:
        return True
    bare = re.sub(r"[\s，。；、一次个]+", "", row.leaves)
    return bool(_COUNTED.search(row.leaves)) or bare in words.word_lists.get("presence", ())


def _kind_missing(sheet: WeeklySheet, week: Week, words: ToolWords) -> list[Advice]:
    counts = {kind: done(sheet, week, kind).planned for kind in KINDS}
    missing = [words.fields[kind].label for kind in KINDS if not counts[kind]]
    if missing:
        return [advise(words, "WK7", kinds="、".join(missing))]
    if all(counts[kind] >= 2 for kind in KINDS):
        return [praise(words, "WK7", n=sum(counts.values()))]
    return []


def _one_for_all(rows: list[Task], words: ToolWords) -> list[Advice]:
    owners = {row.owner for row in rows if row.owner}
    owned = sum(bool(row.owner) for row in rows)
    if owned >= ENOUGH and len(owners) == 1:
        return [advise(words, "WK8", n=owned, owner=next(iter(owners)))]
    if owned >= ENOUGH and len(owners) >= 3:
        return [praise(words, "WK8", n=len(owners))]
    return []


def _third_week(rows: Iterable[Task], words: ToolWords) -> list[Advice]:
    return [
        advise(words, "WK9", row.id, text=_called(row), n=row.weeks)
        for row in rows
        if row.weeks >= 3 and row.state != "done"
    ]


def _no_result(rows: list[Task], words: ToolWords) -> list[Advice]:
    told = []
    for row in rows:
        if row.state and not row.result:
            what = words.choices["result_is"][row.state]
            told.append(advise(words, "WK10", row.id, text=_called(row), what=what))
    ended = [row for row in rows if row.state]
    if len(ended) >= 3 and not told:
        told.append(praise(words, "WK10", n=len(ended)))
    return told


def _private(rows: Iterable[Task], words: ToolWords) -> list[Advice]:
    told = []
    for row in rows:
        said = "，".join((row.text, row.leaves, row.result))
        found = _first(said, words.word_lists.get("private", ()))
        if found:
            told.append(advise(words, "WK11", row.id, text=_called(row), found=found))
    return told


def _chore(rows: Iterable[Task], words: ToolWords) -> list[Advice]:
    told = []
    for row in rows:
        found = _first(row.text, words.word_lists.get("chores", ()))
        if found:
            told.append(advise(words, "WK12", row.id, text=row.text, found=found))
    return told


def _outside(week: Week, words: ToolWords) -> list[Advice]:
    part = outside_share(week.hours)
    if part is None:
        return []
    facts = {"hours": f"{week.hours.get('outside', 0):g}", "share": f"{part:.0%}"}
    if part >= MUCH:
        return [advise(words, "WK13", **facts)]
    return [praise(words, "WK13", **facts)]


def _too_much_planned(
    sheet: WeeklySheet, week: Week, today: date, words: ToolWords
) -> list[Advice]:
    over = [one for one in sheet.ordered if one.sunday < today and done(sheet, one).planned >= 3]
    if not over:
        return []
    count = done(sheet, over[0])
    if count.open:
        return [advise(words, "WK14", n=count.open)] if over[0] == week else []
    if count.done < count.planned * POOR_SHARE:
        return [advise(words, "WK15", done=count.done, planned=count.planned)]
    if count.done >= count.planned * GOOD_SHARE:
        return [praise(words, "WK15", done=count.done, planned=count.planned)]
    return []


def _lean_without_lines(sheet: WeeklySheet, week: Week, words: ToolWords) -> list[Advice]:
    if week.lean is None:
        return []
    counts = {kind: done(sheet, week, kind).planned for kind in KINDS}
    lean: Kind = week.lean
    if counts[lean] < max(counts.values()):
        return [advise(words, "WK16", kind=words.fields[lean].label, n=counts[lean])]
    if week.why and counts[lean] > min(counts.values()):
        return [praise(words, "WK16", kind=words.fields[lean].label, n=counts[lean])]
    return []


def _too_many(sheet: WeeklySheet, week: Week, words: ToolWords) -> list[Advice]:
    return [
        advise(words, "WK17", kind=words.fields[kind].label, n=done(sheet, week, kind).planned)
        for kind in KINDS
        if done(sheet, week, kind).planned > MOST
    ]


def _first(text: str, looked_for: Iterable[str]) -> str | None:
    return next((word for word in looked_for if word in text), None)
