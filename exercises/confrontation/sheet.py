"""The confrontation sheet: which inside fact helps or hinders against which outside fact.

A cell keeps the words of both facts as they were when it was scored; what the facts say today
stands in the SWOT sheet. What follows from the scores is in matrix.py. Pure.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from course.content.words import Example
from course.pasted import visible
from exercises.chain import Origin
from exercises.evidence import Line, SheetPart
from exercises.rows import Given

ItemId = Annotated[str, Field(pattern=r"^[SWOT][1-9][0-9]{0,5}$")]
CellId = Annotated[str, Field(pattern=r"^[SW][1-9][0-9]{0,5}×[OT][1-9][0-9]{0,5}$")]
Score = Annotated[int, Field(ge=-2, le=2, strict=True)]
Vote = Annotated[int, Field(ge=-3, le=3, strict=True)]
"""What one person of a group gives, on a finer scale than what the group settles on."""

STRONG = 2
"""A cell of this size wants a reason and becomes a topic."""

MEMBERS = 12
"""So many people may vote; beyond that a group is asked to split."""

SCORES = (-2, -1, 0, 1, 2)
VOTES = (-3, -2, -1, 0, 1, 2, 3)


class Cell(SheetPart):
    """How much one inside fact helps (+) or hinders (−) against one outside fact, and why.

    `id` is inside×outside, such as S2×O1. `origins` are the two facts as they were when the cell
    was scored. `votes` are by member; `discussed` says that a group talked about its spread.
    """

    id: CellId
    score: Score | None = None
    reason: Line = ""
    origins: tuple[Origin, ...] = ()
    votes: dict[str, Vote] = Field(default_factory=dict)
    discussed: bool = False

    @property
    def inside(self) -> str:
        """The id of the inside fact, S… or W…."""
        return self.id.split("×")[0]

    @property
    def outside(self) -> str:
        """The id of the outside fact, O… or T…."""
        return self.id.split("×")[1]

    @property
    def strong(self) -> bool:
        """Whether it is ++ or −−."""
        return self.score is not None and abs(self.score) == STRONG


class Issue(SheetPart):
    """What several strong cells say together, to be answered by a strategy."""

    id: Annotated[str, Field(pattern=r"^I[1-9][0-9]{0,5}$")]
    name: Line = ""
    cells: tuple[CellId, ...] = ()


class Member(SheetPart):
    """A person, or a seat, whose scores are kept apart."""

    id: Annotated[str, Field(pattern=r"^M[1-9][0-9]{0,5}$")]
    name: Line = ""


class ConfrontationSheet(SheetPart):
    """All cells that were scored, what was concluded, and who voted.

    `left_out` are facts of the SWOT that do not come into the matrix; their cells are kept.
    `ranks` are the SWOT's importance x certainty by fact, as last seen: they settle which of two
    topics comes first where the SWOT itself is not at hand. `last_numbers` is by letter the highest
    number that an issue or a member ever had.
    """

    rows: tuple[Cell, ...] = ()
    issues: tuple[Issue, ...] = ()
    members: Annotated[tuple[Member, ...], Field(max_length=MEMBERS)] = ()
    left_out: tuple[ItemId, ...] = ()
    ranks: dict[str, int] = Field(default_factory=dict)
    last_numbers: dict[str, Given] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        for rows in (self.rows, self.issues, self.members):
            ids = [row.id for row in rows]
            if len(ids) != len(set(ids)):
                raise ValueError("two rows have the same id")
        return self

    def cell(self, cell_id: str) -> Cell:
        """The cell with this id, an empty one where nothing was said of it yet."""
        return next((cell for cell in self.rows if cell.id == cell_id), Cell(id=cell_id))


def cell_id(inside: str, outside: str) -> str:
    """The id of the cell in this row and this column."""
    return f"{inside}×{outside}"


def is_said(cell: Cell) -> bool:
    """Whether anything was said in this cell."""
    return cell.score is not None or bool(cell.reason or cell.votes)


def entries(sheet: ConfrontationSheet) -> int:
    """How many cells say something."""
    return sum(map(is_said, sheet.rows))


def change_cell(
    sheet: ConfrontationSheet,
    wanted: str,
    facts: Mapping[str, Origin] | None = None,
    **fields: Any,
) -> ConfrontationSheet:
    """The cell with other values. With `facts`, by id, it keeps their words from now on.

    A cell of which nothing is said any more goes. Raises ValidationError for a wrong value.
    """
    before = sheet.cell(wanted)
    after = Cell.model_validate({**dict(before), **fields, "id": wanted})
    if facts is not None:
        kept = {origin.row: origin for origin in before.origins}
        both = [facts.get(item, kept.get(item)) for item in (after.inside, after.outside)]
        after = after.model_copy(update={"origins": tuple(one for one in both if one)})
    return _put(sheet, after)


def _put(sheet: ConfrontationSheet, after: Cell) -> ConfrontationSheet:
    known = any(cell.id == after.id for cell in sheet.rows)
    rows = tuple(after if cell.id == after.id else cell for cell in sheet.rows)
    rows = rows if known else (*rows, after)
    return _with(sheet, rows=tuple(cell for cell in rows if is_said(cell)))


def clear_cells(sheet: ConfrontationSheet, ids: Sequence[str]) -> ConfrontationSheet:
    """The sheet without these cells."""
    return _with(sheet, rows=tuple(cell for cell in sheet.rows if cell.id not in ids))


def accept_fact(sheet: ConfrontationSheet, fact: Origin) -> ConfrontationSheet:
    """Every cell of this fact with the words that it has now; the scores stay."""

    def seen(cell: Cell) -> Cell:
        if fact.row not in (cell.inside, cell.outside):
            return cell
        origins = tuple(fact if one.row == fact.row else one for one in cell.origins)
        return cell.model_copy(update={"origins": origins})

    return _with(sheet, rows=tuple(map(seen, sheet.rows)))


def note_ranks(sheet: ConfrontationSheet, ranks: Mapping[str, int]) -> ConfrontationSheet:
    """The sheet with these ranks as last seen, beside those of facts that are gone."""
    return _with(sheet, ranks={**sheet.ranks, **ranks})


def leave_out(sheet: ConfrontationSheet, ids: Sequence[str]) -> ConfrontationSheet:
    """The sheet with exactly these facts left out of the matrix."""
    return ConfrontationSheet.model_validate({**dict(sheet), "left_out": tuple(ids)})


def add_issue(
    sheet: ConfrontationSheet, name: str = "", cells: Sequence[str] = ()
) -> tuple[ConfrontationSheet, str]:
    """One more issue; returns its id too."""
    issue = Issue(id=_next_id(sheet, "I", sheet.issues), name=name, cells=tuple(cells))
    numbers = {**sheet.last_numbers, "I": int(issue.id[1:])}
    return _with(sheet, issues=(*sheet.issues, issue), last_numbers=numbers), issue.id


def change_issue(sheet: ConfrontationSheet, issue_id: str, **fields: Any) -> ConfrontationSheet:
    """The issue with other values; nothing where it is gone. Raises ValidationError."""
    issues = tuple(
        Issue.model_validate({**dict(one), **fields, "id": one.id}) if one.id == issue_id else one
        for one in sheet.issues
    )
    return _with(sheet, issues=issues)


def remove_issue(sheet: ConfrontationSheet, issue_id: str) -> ConfrontationSheet:
    """The sheet without this issue; its number stays used."""
    return _with(sheet, issues=tuple(one for one in sheet.issues if one.id != issue_id))


NAMES = re.compile(r"[、，,;；\n\t]+")


def read_names(text: str) -> list[str]:
    """Names as people list them, without doubles, at most `MEMBERS`."""
    names = [name.strip()[:20] for name in NAMES.split(visible(text))]
    return list(dict.fromkeys(name for name in names if name))[:MEMBERS]


def name_members(sheet: ConfrontationSheet, names: Sequence[str]) -> ConfrontationSheet:
    """The group with these names, in this order. Who stays keeps the votes.

    Where one name in the list is new and one is gone, it is the same person written otherwise. The
    votes of those who left go.
    """
    known = {member.name: member for member in sheet.members}
    gone = [member for member in sheet.members if member.name not in names]
    new = [name for name in names if name not in known]
    if len(gone) == len(new) == 1:
        known[new[0]] = gone[0].model_copy(update={"name": new[0]})
    members, numbers = [], dict(sheet.last_numbers)
    for name in names:
        if name not in known:
            used = [int(member.id[1:]) for member in sheet.members]
            numbers["M"] = max([numbers.get("M", 0), *used]) + 1
            known[name] = Member(id=f"M{numbers['M']}", name=name)
        members.append(known[name])
    ids = {member.id for member in members}
    rows = [
        cell.model_copy(update={"votes": {m: v for m, v in cell.votes.items() if m in ids}})
        for cell in sheet.rows
    ]
    rows = [cell for cell in rows if is_said(cell)]
    return _with(sheet, members=tuple(members), rows=tuple(rows), last_numbers=numbers)


def _with(sheet: ConfrontationSheet, **parts: Any) -> ConfrontationSheet:
    return sheet.model_copy(update=parts)


def _next_id(sheet: ConfrontationSheet, letter: str, rows: Sequence[Issue | Member]) -> str:
    used = [int(row.id[1:]) for row in rows]
    return f"{letter}{max([sheet.last_numbers.get(letter, 0), *used]) + 1}"


def from_example(example: Example, _today: date) -> ConfrontationSheet:
    """An author's matrix, written as a table: `facts` by id, `scores` as a list per inside fact.

    A score may be empty (not scored yet). `reasons` and `votes` are by cell, `issues` as they are.
    Nothing in it is dated. Raises ValidationError where the author made a mistake.
    """
    written = Written.model_validate(example.sheet)
    outside = [item for item in written.facts if item[0] in "OT"]
    rows = [
        {
            "id": cell_id(inside, item),
            "score": score,
            "reason": written.reasons.get(cell_id(inside, item), ""),
            "origins": [_fact(written.facts, one) for one in (inside, item)],
            "votes": written.votes.get(cell_id(inside, item), {}),
        }
        for inside, line in written.scores.items()
        for item, score in zip(outside, line, strict=True)
    ]
    return ConfrontationSheet.model_validate(
        {
            "rows": [row for row in rows if row["score"] is not None or row["votes"]],
            "issues": written.issues,
            "members": written.members,
            "ranks": {item: fact.rank for item, fact in written.facts.items()},
        }
    )


class Fact(SheetPart):
    """A fact of the SWOT as an author writes it into the example."""

    text: Line
    rank: Annotated[int, Field(ge=1, le=15)]


class Written(SheetPart):
    """An example as its author writes it; every inside fact has a score for every outside one."""

    facts: dict[ItemId, Fact]
    scores: dict[ItemId, tuple[Score | None, ...]]
    reasons: dict[CellId, Line] = Field(default_factory=dict)
    votes: dict[CellId, dict[str, Vote]] = Field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    members: tuple[Member, ...] = ()

    @model_validator(mode="after")
    def _is_a_table(self) -> Self:
        columns = [item for item in self.facts if item[0] in "OT"]
        cells = {cell_id(inside, outside) for inside in self.scores for outside in columns}
        for inside, line in self.scores.items():
            if inside not in self.facts or inside[0] not in "SW" or len(line) != len(columns):
                raise ValueError(f"row {inside} is not a row of the table")
        unknown = {*self.reasons, *self.votes} - cells
        if unknown:
            raise ValueError(f"no such cell: {'、'.join(sorted(unknown))}")
        return self


def _fact(facts: Mapping[str, Fact], item: str) -> Origin:
    return Origin(tool="swot", row=item, text=facts[item].text)
