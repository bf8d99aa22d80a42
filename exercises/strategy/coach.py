"""What the coach says about the strategies: SD1 to SD14, then the general rules.

Conditions only; the words stand in the tool's file. SD1 to SD8 are those of the course's plan, the
others come from the lesson: ninety days, what is dropped, a choice worth the name, ties.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from course.content.words import ToolWords
from exercises.coaching import Advice, advise, praise
from exercises.confrontation.sheet import ConfrontationSheet
from exercises.exercise import NOWHERE, Position
from exercises.ge.boxes import action_of_box, box_of, missing
from exercises.ge.sheet import AXES, GeSheet, Unit
from exercises.general import Entry, general_advice, verifiable
from exercises.strategy.compare import completion, groups, waits_in_circles
from exercises.strategy.sheet import (
    ENOUGH,
    FEW,
    FIRST_STEP,
    MAIN,
    PARTS,
    Strategy,
    StrategySheet,
    attractions,
)
from exercises.swot.sheet import SwotSheet


def coach(
    sheet: StrategySheet, words: ToolWords, today: date, position: Position = NOWHERE
) -> list[Advice]:
    """Everything there is to say. Nothing about a sheet without candidates.

    A remark on a candidate has its id as its row. The customer's strategies are told from outside:
    nobody there can be asked for a first step, but for where it was read.
    """
    rows = sheet.written
    if not rows:
        return []
    boxes = position.others.get("ge")
    if position.side == "customer":
        return [
            *_without_source(rows, words),
            *_slogans(rows, words),
            *_too_many_main(sheet, words),
            *_one_side_only(sheet, words, position),
            *_general(sheet, rows, words, today),
        ]
    return [
        *_without_cells(rows, words),
        *_slogans(rows, words),
        *_too_many_main(sheet, words),
        *_nothing_given_up(sheet, words),
        *(_against_the_boxes(rows, boxes, words) if isinstance(boxes, GeSheet) else ()),
        *_one_side_only(sheet, words, position),
        *_first_steps(sheet, words),
        *_open_dangers(rows, position, words),
        *_late(rows, words, today),
        *_dropped_cells(sheet, words),
        *_few(sheet, words),
        *_ties(sheet, words),
        *_circles(sheet, words),
        *_needs_what_was_dropped(sheet, words),
        *_general(sheet, rows, words, today),
    ]


def letters(sheet: StrategySheet, ids: Iterable[str]) -> str:
    """Candidates by their letters: A、C."""
    return "、".join(sheet.row(one).letter for one in ids)


def _without_cells(rows: Sequence[Strategy], words: ToolWords) -> list[Advice]:
    told = [
        advise(words, "SD1", row.id, letter=row.letter, name=row.name)
        for row in rows
        if not row.origins
    ]
    if len(rows) >= 2 and not told:
        told.append(praise(words, "SD1", n=len(rows)))
    return told


def _without_source(rows: Sequence[Strategy], words: ToolWords) -> list[Advice]:
    """Of the customer's: neither made from a cell nor with a note of where it was read."""
    told = [
        advise(words, "SD15", row.id, letter=row.letter, name=row.name)
        for row in rows
        if not (row.origins or row.note)
    ]
    return told or [praise(words, "SD15", n=len(rows))]


def _slogans(rows: Sequence[Strategy], words: ToolWords) -> list[Advice]:
    told = []
    for row in rows:
        said = "，".join([row.name, *(getattr(row, part) for part in PARTS)])
        found = next((one for one in words.word_lists["slogans"] if one in said), None)
        if found and not verifiable(row.metric, words):
            told.append(advise(words, "SD2", row.id, letter=row.letter, found=found))
    measured = [row for row in rows if row.due and verifiable(row.metric, words)]
    if len(rows) >= 2 and len(measured) == len(rows):
        told.append(praise(words, "SD2"))
    return told


def _too_many_main(sheet: StrategySheet, words: ToolWords) -> list[Advice]:
    main = sheet.main
    if len(main) > MAIN:
        return [advise(words, "SD3", n=len(main))]
    decided = all(row.fate for row in sheet.written)
    return [praise(words, "SD3", n=len(main))] if main and decided else []


def _nothing_given_up(sheet: StrategySheet, words: ToolWords) -> list[Advice]:
    told = [
        advise(words, "SD4", row.id, letter=row.letter, name=row.name)
        for row in sheet.main
        if not row.not_doing
    ]
    return told or ([praise(words, "SD4")] if sheet.main else [])


def _against_the_boxes(rows: Sequence[Strategy], boxes: GeSheet, words: ToolWords) -> list[Advice]:
    """A candidate that names a unit and grows where the nine boxes harvest, or the reverse."""
    told = []
    lists = {"harvest": words.word_lists["growing"], "invest": words.word_lists["shrinking"]}
    for row in (row for row in rows if not row.note):
        said = "，".join([row.name, *(getattr(row, part) for part in PARTS)])
        for unit in boxes.rows:
            meant = _action(boxes, unit)
            against = lists.get(meant, ())
            found = next((one for one in against if one in said), None)
            if unit.name and unit.name in said and found:
                action = words.choices["boxes"][meant]
                facts = {"unit": unit.name, "found": found, "action": action}
                told.append(advise(words, "SD5", row.id, letter=row.letter, **facts))
    return told


def _action(boxes: GeSheet, unit: Unit) -> str:
    """What was decided for a unit; until then what its box says, once all of it is scored."""
    box = box_of(boxes, unit)
    if unit.action or box is None or any(missing(boxes, unit, axis) for axis in AXES):
        return unit.action or ""
    return action_of_box(box)


def _one_side_only(sheet: StrategySheet, words: ToolWords, position: Position) -> list[Advice]:
    if not sheet.main:
        return []
    other = position.opposite
    if isinstance(other, StrategySheet) and other.main:
        return [praise(words, "SD6")]
    return [advise(words, "SD6")]


def _first_steps(sheet: StrategySheet, words: ToolWords) -> list[Advice]:
    told = []
    for row in sheet.written:
        missing = [
            words.fields[name].label
            for name in ("step_owner", "step_day")
            if not getattr(row, name)
        ]
        if row.first_step and missing:
            told.append(advise(words, "SD7", row.id, letter=row.letter, missing=_listed(missing)))
        elif row.fate == "main" and not row.first_step:
            label = words.fields["first_step"].label
            told.append(advise(words, "SD7", row.id, letter=row.letter, missing=_listed([label])))
    return told or ([praise(words, "SD7")] if sheet.main else [])


def _listed(labels: Sequence[str]) -> str:
    return "、".join(f"“{label}”" for label in labels)


def dangers(matrix: object, swot: object = None) -> list[str]:
    """The cells of the matrix in which a weakness meets a threat badly: −−.

    What is no longer in the SWOT does not count, as it does not in the matrix.
    """
    if not isinstance(matrix, ConfrontationSheet):
        return []
    left = {row.id for row in swot.rows} if isinstance(swot, SwotSheet) else set()
    return [
        cell.id
        for cell in matrix.rows
        if cell.score == -2 and cell.inside[0] == "W" and cell.outside[0] == "T"
        if not left or {cell.inside, cell.outside} <= left
    ]


def _open_dangers(rows: Sequence[Strategy], position: Position, words: ToolWords) -> list[Advice]:
    taken = {one.row for row in rows for one in row.origins if one.tool == "confrontation"}
    found = dangers(position.others.get("confrontation"), position.others.get("swot"))
    told = [advise(words, "SD8", cell=cell) for cell in found if cell not in taken]
    return told or ([praise(words, "SD8", n=len(found))] if found else [])


def _late(rows: Sequence[Strategy], words: ToolWords, today: date) -> list[Advice]:
    last = today + timedelta(days=FIRST_STEP)
    return [
        advise(words, "SD9", row.id, letter=row.letter, day=f"{row.step_day:%Y-%m-%d}")
        for row in rows
        if row.step_day and row.step_day > last
    ]


def _dropped_cells(sheet: StrategySheet, words: ToolWords) -> list[Advice]:
    """Cells with −− of a candidate that was dropped, which no main strategy has taken over."""
    held = {one.row for row in sheet.main for one in row.origins}
    told, carried = [], False
    for row in (row for row in sheet.written if row.fate == "dropped"):
        left = [one.row for one in row.origins if one.value == "−−" and one.row not in held]
        if left and not row.carry:
            facts = {"letter": row.letter, "name": row.name, "cells": "、".join(left)}
            told.append(advise(words, "SD10", row.id, **facts))
        carried = carried or bool(left and row.carry)
    return told or ([praise(words, "SD10")] if carried else [])


def _few(sheet: StrategySheet, words: ToolWords) -> list[Advice]:
    count = len(sheet.written)
    chosen = any(row.fate for row in sheet.rows) or completion(sheet).counted
    if count >= ENOUGH:
        return [praise(words, "SD11", n=count)]
    return [advise(words, "SD11", n=count)] if chosen and count < FEW else []


def _ties(sheet: StrategySheet, words: ToolWords) -> list[Advice]:
    """Main strategies that count as equal want a reason for their order."""
    told, reasoned = [], False
    main = {row.id for row in sheet.main}
    for group in groups(sheet):
        equal = [sheet.row(one) for one in group if one in main]
        if len(equal) < 2:
            continue
        ids = [row.id for row in equal]
        linked = any(row.after in ids for row in equal) or all(row.undo for row in equal)
        if linked and sheet.why:
            reasoned = True
        else:
            told.append(advise(words, "SD12", names=letters(sheet, ids)))
    return told or ([praise(words, "SD12")] if reasoned else [])


def _circles(sheet: StrategySheet, words: ToolWords) -> list[Advice]:
    return [
        advise(words, "SD13", row.id, letter=row.letter)
        for row in sheet.written
        if waits_in_circles(sheet, row)
    ]


def _needs_what_was_dropped(sheet: StrategySheet, words: ToolWords) -> list[Advice]:
    dropped = {row.id: row for row in sheet.rows if row.fate == "dropped"}
    return [
        advise(words, "SD14", row.id, letter=row.letter, other=dropped[row.after].letter)
        for row in sheet.main
        if row.after in dropped
    ]


def _general(
    sheet: StrategySheet, rows: Sequence[Strategy], words: ToolWords, today: date
) -> list[Advice]:
    entries = [Entry(row.id, "，".join(getattr(row, part) for part in PARTS)) for row in rows]
    return general_advice(words, entries, {"scores": attractions(sheet)}, today)
