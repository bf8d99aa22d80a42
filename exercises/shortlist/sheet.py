"""The sheet of the shortlist, and everything calculated from it. Pure.

Amounts are in 万元 a year, hours are hours. What was not filled in is None, never 0. The three
sieves, their order and the numbers of places are those of the lesson `overall-thinking`.
"""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from course.content.words import Example, ToolWords
from exercises.chain import ChainLine, Origin
from exercises.evidence import Line, SheetPart
from exercises.rows import Given, ids_are_unique, next_id, row_of, with_row

Amount = Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0, le=100_000)]

Decision = Literal["keep", "develop", "serve", "release"]
DECISIONS: tuple[Decision, ...] = ("keep", "develop", "serve", "release")
"""Stays on the list · candidate with a signal · standard service · handed over or ended."""

LET_GO: tuple[Decision, ...] = ("serve", "release")
"""Decisions that take a customer off the list and free somebody's time."""

Willing = Literal["yes", "no", "unasked"]
Fit = Literal["yes", "no"]
Sieve = Literal["potential", "willing", "fit"]
SIEVES: tuple[Sieve, ...] = ("potential", "willing", "fit")

MANAGER_MOST = 4
"""A manager of key accounts has fewer than five of them (kam.org)."""

COMPANY_MOST = 35
"""15 to 35 key accounts suit a company; from 50 on it is too many (Selling Power, 2010)."""


class Candidate(SheetPart):
    """A customer on the long list: what speaks for it, the decision, and the way out and back.

    `potential` is the contribution it can give in a year within three years, `how` the three
    numbers that make it; `hours` is what serving it takes in a year. `condition`, `until` and
    `back` are the way out (for candidates: the signal that lets them in).
    """

    id: Annotated[str, Field(pattern=r"^L[1-9][0-9]{0,5}$")]
    name: Line = ""
    potential: Amount | None = None
    how: Line = ""
    willing: Willing | None = None
    asked: Line = ""
    fit: Fit | None = None
    hours: Amount | None = None
    decision: Decision | None = None
    reason: Line = ""
    condition: Line = ""
    until: Line = ""
    back: Line = ""
    origins: tuple[Origin, ...] = ()


class Move(SheetPart):
    """One line of tilting: whose hours are taken, who gets them, for what, and who decides."""

    id: Annotated[str, Field(pattern=r"^M[1-9][0-9]{0,5}$")]
    source: Line = ""
    hours: Amount | None = None
    to: Line = ""
    what: Line = ""
    decider: Line = ""
    since: date | None = None


class ShortlistSheet(SheetPart):
    """How many can be served, the line of the first sieve, all candidates, and the tilting.

    `listed` is how many bear the label today; the rows may be some of them only. `hours` is what a
    manager has for customers in a week.
    """

    managers: Count | None = None
    per_manager: Count | None = None
    hours: Annotated[float, Field(ge=0, le=168, allow_inf_nan=False)] | None = None
    listed: Count | None = None
    line: Amount | None = None
    strategy: Line = ""
    rows: tuple[Candidate, ...] = ()
    moves: tuple[Move, ...] = ()
    last_numbers: dict[str, Given] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        ids_are_unique(self.rows)
        ids_are_unique(self.moves)
        return self

    def row(self, row_id: str) -> Candidate:
        """The candidate with this id. Raises KeyError when it is not there."""
        found: Candidate = row_of(self, row_id)
        return found

    def decided(self, *decisions: Decision) -> tuple[Candidate, ...]:
        """The candidates with one of these decisions, in the order they were added."""
        return tuple(row for row in self.rows if row.decision in decisions)

    @property
    def places(self) -> int | None:
        """How many key accounts can be served: managers times accounts each."""
        if self.managers is None or self.per_manager is None:
            return None
        return self.managers * self.per_manager

    @property
    def length(self) -> int:
        """How many are on the list today: the number given, or the rows where there are more."""
        return max(self.listed or 0, entries(self))


class Sieved(NamedTuple):
    """How the written rows go through the sieves, each at the first that stops it.

    `open` rows have passed so far and lack an answer; `waiting` passed all and found no place.
    """

    rows: int
    potential: int
    willing: int
    fit: int
    open: int
    waiting: int
    left: int


def stopped_by(sheet: ShortlistSheet, row: Candidate) -> Sieve | None:
    """The first sieve that this candidate does not pass; None while none is known to stop it."""
    if row.potential is not None and sheet.line is not None and row.potential < sheet.line:
        return "potential"
    if row.willing == "no":
        return "willing"
    if row.fit == "no":
        return "fit"
    return None


def is_open(sheet: ShortlistSheet, row: Candidate) -> bool:
    """Whether an answer is missing without which the sieves cannot tell."""
    unknown = row.potential is None or sheet.line is None
    return unknown or row.willing in (None, "unasked") or row.fit is None


def sieved(sheet: ShortlistSheet) -> Sieved:
    """The rows sieve by sieve; those that pass all take the places by potential."""
    rows = [row for row in sheet.rows if is_written(row)]
    stops = [stopped_by(sheet, row) for row in rows]
    through = [row for row, stop in zip(rows, stops, strict=True) if stop is None]
    undecided = sum(is_open(sheet, row) for row in through)
    passed = len(through) - undecided
    room = passed if sheet.places is None else min(passed, sheet.places)
    counts = {sieve: stops.count(sieve) for sieve in SIEVES}
    return Sieved(len(rows), **counts, open=undecided, waiting=passed - room, left=room)


def by_potential(rows: Iterable[Candidate]) -> list[Candidate]:
    """The rows with a potential, highest first."""
    known = (row for row in rows if row.potential is not None)
    return sorted(known, key=lambda row: -(row.potential or 0))


def hours_each(sheet: ShortlistSheet, count: int | None) -> float | None:
    """Hours a week for each of `count` accounts, if all managers share them evenly."""
    if sheet.managers is None or sheet.hours is None or not count:
        return None
    return sheet.managers * sheet.hours / count


def freed(sheet: ShortlistSheet) -> float:
    """Hours a year that the moves take from somewhere."""
    return sum(move.hours or 0 for move in sheet.moves)


def is_written(row: Candidate) -> bool:
    """Whether anything was said of this customer."""
    return bool(row.name or row.decision or row.reason)


def entries(sheet: ShortlistSheet) -> int:
    """How many customers were written down."""
    return sum(map(is_written, sheet.rows))


def add_row(sheet: ShortlistSheet, **fields: Any) -> tuple[ShortlistSheet, str]:
    """A candidate at the end; returns its id too."""
    row = Candidate(id=next_id(sheet, "L"), **fields)
    return with_row(sheet, row), row.id


def change_row(sheet: ShortlistSheet, row_id: str, **fields: Any) -> ShortlistSheet:
    """The row with other values. Raises KeyError, or ValidationError for a wrong value."""
    row = sheet.row(row_id)
    return with_row(sheet, Candidate.model_validate({**dict(row), **fields, "id": row_id}))


def change(sheet: ShortlistSheet, **fields: Any) -> ShortlistSheet:
    """The sheet with other numbers. Raises ValidationError for a wrong value."""
    return ShortlistSheet.model_validate({**dict(sheet), **fields})


def add_move(sheet: ShortlistSheet, **fields: Any) -> tuple[ShortlistSheet, str]:
    """A line of tilting at the end; its number was never used before. Returns its id too."""
    used = [int(move.id[1:]) for move in sheet.moves]
    number = max([sheet.last_numbers.get("M", 0), *used]) + 1
    move = Move(id=f"M{number}", **fields)
    numbers = {**sheet.last_numbers, "M": number}
    return change(sheet, moves=(*sheet.moves, move), last_numbers=numbers), move.id


def change_move(sheet: ShortlistSheet, move_id: str, **fields: Any) -> ShortlistSheet:
    """The line of tilting with other values; unchanged where it is gone."""
    moves = tuple(
        Move.model_validate({**dict(move), **fields}) if move.id == move_id else move
        for move in sheet.moves
    )
    return change(sheet, moves=moves)


def remove_move(sheet: ShortlistSheet, move_id: str) -> ShortlistSheet:
    """The sheet without that line of tilting."""
    return change(sheet, moves=tuple(move for move in sheet.moves if move.id != move_id))


def from_example(example: Example, today: date) -> ShortlistSheet:
    """An author's sheet; a move says `in_days`, so that an example never grows old.

    Raises ValidationError where the author made a mistake.
    """
    moves = [_dated(move, today) for move in example.sheet.get("moves", ())]
    return ShortlistSheet.model_validate({**example.sheet, "moves": moves})


def _dated(move: dict[str, Any], today: date) -> dict[str, Any]:
    if "in_days" not in move:
        return move
    rest = {name: value for name, value in move.items() if name != "in_days"}
    return {**rest, "since": date.fromordinal(today.toordinal() + move["in_days"])}


def lines(sheet: ShortlistSheet, _words: ToolWords) -> list[ChainLine]:
    """The customers as the chain sees them, with where they were taken from."""
    return [
        ChainLine(row=row.id, text=row.name, origins=row.origins)
        for row in sheet.rows
        if is_written(row)
    ]
