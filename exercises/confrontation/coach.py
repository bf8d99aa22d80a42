"""What the coach says about a confrontation matrix: CM1 to CM10, then the general rules.

Conditions only; the words stand in the tool's file. CM1 to CM8 are those of the course's plan. CM9
looks for threats scored the wrong way round, CM10 for strong cells that went into no issue.
"""

from collections.abc import Sequence
from datetime import date

from course.content.words import ToolWords
from exercises.coaching import Advice, advise, praise
from exercises.confrontation.matrix import Matrix, apart, completion, line_cells, matrix, spread
from exercises.confrontation.sheet import Cell, ConfrontationSheet
from exercises.exercise import NOWHERE, Position
from exercises.general import Entry, general_advice

FEWEST = 9
"""With fewer scored cells nothing is said of the whole: three by three is where it begins."""

MANY_ZEROS, MANY_STRONG = 0.4, 0.6
"""More than this share of 0, or of ±2, is told (CM2)."""


def coach(
    sheet: ConfrontationSheet, words: ToolWords, today: date, position: Position = NOWHERE
) -> list[Advice]:
    """Everything there is to say. Nothing about a matrix in which nothing is scored.

    A remark on a cell has its id as its row, one on a line the fact's id, one on an issue its id.
    """
    table = matrix(sheet, position.others.get("swot"))
    scored = [cell for cell in table.cells if cell.score is not None]
    voted = [cell for cell in table.cells if cell.votes]
    if not (scored or voted):
        return []
    return [
        *_copied_lines(table, scored, words),
        *_shares(table, scored, words),
        *_without_reason(scored, words),
        *_zero_columns(table, words),
        *_empty_rows(table, words),
        *_not_discussed(voted, words),
        *_issues(table, words),
        *_wrong_way_round(table, scored, words),
        *_reasons(scored, words, today),
    ]


def sign_of(score: int) -> str:
    """A score as it stands in its cell: ++ + 0 − −−."""
    return {2: "++", 1: "+", 0: "0", -1: "−", -2: "−−"}[score]


def _copied_lines(table: Matrix, scored: Sequence[Cell], words: ToolWords) -> list[Advice]:
    plus = [cell.score or 0 for cell in scored if cell.inside[0] == "S"]
    minus = [cell.score or 0 for cell in scored if cell.inside[0] == "W"]
    if len(scored) < FEWEST or not plus or not minus:
        return []
    if min(plus) > 0 > max(minus) and len({abs(one) for one in (*plus, *minus)}) == 1:
        return [advise(words, "CM1", plus=sign_of(plus[0]), minus=sign_of(minus[0]))]
    if not completion(table.cells).all:
        return []
    lines = [[cell.score for cell in line_cells(table, item.id)] for item in table.inside]
    return [praise(words, "CM1")] if all(len(set(line)) > 1 for line in lines) else []


def _shares(table: Matrix, scored: Sequence[Cell], words: ToolWords) -> list[Advice]:
    if len(scored) < FEWEST:
        return []
    zeros = sum(cell.score == 0 for cell in scored)
    strong = sum(cell.strong for cell in scored)
    told = []
    for count, most, what in ((zeros, MANY_ZEROS, "0"), (strong, MANY_STRONG, "±2")):
        if count > most * len(scored):
            share = f"{count / len(scored):.0%}"
            told.append(advise(words, "CM2", n=len(scored), share=share, what=what))
    if not told and strong and completion(table.cells).all:
        told.append(praise(words, "CM2", zeros=zeros, strong=strong))
    return told


def _without_reason(scored: Sequence[Cell], words: ToolWords) -> list[Advice]:
    told = []
    for cell in (cell for cell in scored if cell.strong and not cell.reason):
        if is_burden(cell):
            told.append(advise(words, "CM4", cell.id))
        else:
            score = cell.score or 0
            facts = {
                "score": sign_of(score),
                "weaker": sign_of(score // 2),
                "inside": cell.inside,
                "outside": cell.outside,
            }
            told.append(advise(words, "CM3", cell.id, **facts))
    strong = [cell for cell in scored if cell.strong]
    if len(strong) >= 3 and not told:
        told.append(praise(words, "CM3", n=len(strong)))
    told += [praise(words, "CM4", cell.id) for cell in strong if is_burden(cell) and cell.reason]
    return told


def is_burden(cell: Cell) -> bool:
    """Whether a strength is said to hinder much: right at times, and then worth a reason."""
    return cell.inside[0] == "S" and cell.score == -2


def _zero_columns(table: Matrix, words: ToolWords) -> list[Advice]:
    told = []
    for item in table.outside:
        cells = line_cells(table, item.id)
        if len(cells) >= 2 and all(cell.score == 0 for cell in cells):
            told.append(advise(words, "CM5", item.id, item=item.id))
    return told


def _empty_rows(table: Matrix, words: ToolWords) -> list[Advice]:
    """Rows passed over: silent until some row is finished, as one may go column by column."""
    done = [completion(line_cells(table, item.id)) for item in table.inside]
    if not any(one.all for one in done):
        return []
    return [
        advise(words, "CM6", item.id, item=item.id)
        for item, one in zip(table.inside, done, strict=True)
        if one.scored == 0
    ]


def _not_discussed(voted: Sequence[Cell], words: ToolWords) -> list[Advice]:
    wide = apart(voted)
    told = []
    for cell in wide:
        found = spread(cell)
        if found and not cell.discussed:
            told.append(advise(words, "CM7", cell.id, sd=f"{found.deviation:.1f}"))
    if wide and not told:
        told.append(praise(words, "CM7"))
    return told


def _issues(table: Matrix, words: ToolWords) -> list[Advice]:
    strong = {cell.id for cell in table.cells if cell.strong}
    issues = [issue for issue in table.sheet.issues if issue.name or issue.cells]
    bare = [issue for issue in issues if not strong & set(issue.cells)]
    told = [advise(words, "CM8", one.id, name=one.name or one.id) for one in bare]
    if len(issues) >= 2 and not bare:
        told.append(praise(words, "CM8", n=len(issues)))
    if not issues and strong and completion(table.cells).all:
        told.append(advise(words, "CM10", strong=len(strong)))
    return told


def _wrong_way_round(table: Matrix, scored: Sequence[Cell], words: ToolWords) -> list[Advice]:
    """Weaknesses said to fend off a threat: mostly the threat's own size, written as a score."""
    told = []
    for cell in scored:
        weak_on_threat = cell.inside[0] == "W" and cell.outside[0] == "T"
        if weak_on_threat and (cell.score or 0) > 0 and not cell.reason:
            facts = {
                "score": sign_of(cell.score or 0),
                "inside": table.item(cell.inside).text,
                "outside": table.item(cell.outside).text,
            }
            told.append(advise(words, "CM9", cell.id, **facts))
    return told


def _reasons(scored: Sequence[Cell], words: ToolWords, today: date) -> list[Advice]:
    """The general rules over what was given as a reason."""
    given = [Entry(cell.id, cell.reason) for cell in scored if cell.reason]
    return general_advice(words, given, {}, today)
