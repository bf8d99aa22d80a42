"""What follows from the scores: sums, quadrants, topics, spread, what has to be looked at again.

Pure. A cell without a score never counts as 0: it is left out, and how many are scored is told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean, pstdev
from typing import Literal

from pydantic import BaseModel

from exercises.chain import Origin
from exercises.confrontation.sheet import Cell, ConfrontationSheet, cell_id
from exercises.swot.sheet import QUADS, SwotSheet, rank

Quadrant = Literal["SO", "ST", "WO", "WT"]
QUADRANTS: tuple[Quadrant, ...] = ("SO", "ST", "WO", "WT")

APART = 1.0
"""Votes with at least this standard deviation are talked about first."""


@dataclass(frozen=True)
class Item:
    """A fact of the SWOT on an edge of the matrix. `rank` is importance x certainty, 1 to 15."""

    id: str
    text: str
    rank: int | None = None


@dataclass(frozen=True)
class Completion:
    """How many cells are scored, of how many."""

    scored: int
    cells: int

    @property
    def all(self) -> bool:
        """Whether nothing is left to score."""
        return self.scored == self.cells > 0


@dataclass(frozen=True)
class Field:
    """A quadrant: the sum of its scores, and that sum over twice the number of scored cells."""

    sum: int
    scored: int
    cells: int

    @property
    def share(self) -> float | None:
        """Normalised into [−1, 1], so that tables of different size compare; None when empty."""
        return self.sum / (2 * self.scored) if self.scored else None


@dataclass(frozen=True)
class Spread:
    """What a group gave for one cell. `deviation` is that of the whole group, not of a sample."""

    mean: float
    deviation: float
    votes: int


@dataclass(frozen=True)
class Stale:
    """A fact that reads otherwise today than when cells were scored; `now` is None if it is gone.

    `before` is what it said, newest wording first; `cells` are the ids of the cells concerned.
    """

    item: str
    before: tuple[str, ...]
    now: str | None
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Matrix:
    """The table as it stands: the facts on both edges, in SWOT's order, and the sheet's cells."""

    inside: tuple[Item, ...]
    outside: tuple[Item, ...]
    sheet: ConfrontationSheet

    @property
    def items(self) -> tuple[Item, ...]:
        """Every fact of both edges."""
        return (*self.inside, *self.outside)

    def item(self, item_id: str) -> Item:
        """The fact with this id. Raises KeyError when it is not on an edge."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    def line(self, item_id: str) -> tuple[str, ...]:
        """The ids of the cells in the row or column of this fact."""
        if item_id[0] in "SW":
            return tuple(cell_id(item_id, other.id) for other in self.outside)
        return tuple(cell_id(other.id, item_id) for other in self.inside)

    @cached_property
    def by_id(self) -> dict[str, Cell]:
        """Every cell of the table, row by row, those without a score too."""
        known = {cell.id: cell for cell in self.sheet.rows}
        ids = [one for item in self.inside for one in self.line(item.id)]
        return {one: known.get(one) or Cell(id=one) for one in ids}

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of `by_id`."""
        return tuple(self.by_id.values())


def matrix(sheet: ConfrontationSheet, swot: BaseModel | None) -> Matrix:
    """The table of this sheet over the facts of the SWOT.

    Without a SWOT (an example, or one that cannot be read) the facts are those that the cells
    keep. Facts without a text, and those left out, do not come in.
    """
    found = facts(swot) if isinstance(swot, SwotSheet) else _kept(sheet)
    shown = [item for item in found if item.text and item.id not in sheet.left_out]
    return Matrix(
        inside=tuple(item for item in shown if item.id[0] in "SW"),
        outside=tuple(item for item in shown if item.id[0] in "OT"),
        sheet=sheet,
    )


def facts(swot: SwotSheet) -> list[Item]:
    """What the SWOT says, S W O T, by number, so that rows do not jump when a weight changes."""
    rows = sorted(swot.rows, key=lambda row: (QUADS.index(row.quad), row.number))
    return [Item(row.id, row.text, rank(row)) for row in rows]


def _kept(sheet: ConfrontationSheet) -> list[Item]:
    found = {origin.row: origin.text for cell in sheet.rows for origin in cell.origins}
    order = sorted(found, key=lambda one: ("SWOT".index(one[0]), int(one[1:])))
    return [Item(one, found[one], sheet.ranks.get(one)) for one in order]


def origins_now(table: Matrix) -> dict[str, Origin]:
    """What a cell scored now keeps about its two facts, by fact."""
    return {i.id: Origin(tool="swot", row=i.id, text=i.text[:200]) for i in table.items}


def ranks_now(table: Matrix) -> dict[str, int]:
    """The ranks of the facts that have one."""
    return {item.id: item.rank for item in table.items if item.rank is not None}


def completion(cells: Iterable[Cell]) -> Completion:
    """How many of these cells are scored."""
    given = [cell.score is not None for cell in cells]
    return Completion(sum(given), len(given))


def line_cells(table: Matrix, item_id: str) -> tuple[Cell, ...]:
    """The cells in the row or column of this fact."""
    return tuple(table.by_id[one] for one in table.line(item_id))


def total(cells: Iterable[Cell]) -> int | None:
    """The sum of the scores; None where nothing is scored."""
    given = [cell.score for cell in cells if cell.score is not None]
    return sum(given) if given else None


def line_sum(table: Matrix, item_id: str) -> int | None:
    """The sum of a row (what an inside fact is worth) or column (how ready we are for it)."""
    return total(line_cells(table, item_id))


def quadrant(table: Matrix, name: Quadrant) -> Field:
    """One of the four quadrants."""
    cells = [c for c in table.cells if c.inside[0] == name[0] and c.outside[0] == name[1]]
    done = completion(cells)
    return Field(total(cells) or 0, done.scored, done.cells)


def topics(table: Matrix) -> list[Cell]:
    """The cells with ++ and −−, those of the heaviest facts first; of equals the earlier in order.

    The lesson's order: the size of the score, then the ranks of both facts added up.
    """
    strong = [cell for cell in table.cells if cell.strong]
    return sorted(strong, key=lambda cell: (-abs(cell.score or 0), -(weight(table, cell) or 0)))


def weight(table: Matrix, cell: Cell) -> int | None:
    """The ranks of both facts added up, 2 to 30; None where one has none."""
    ranks = [table.item(one).rank for one in (cell.inside, cell.outside)]
    return None if None in ranks else sum(one for one in ranks if one)


def extremes(table: Matrix) -> tuple[list[str], list[str], list[str]]:
    """The facts of most use, those that hurt most, and the threats met worst; several if equal.

    Only fully scored lines are compared; a best row must be above 0 and the others below.
    """

    def best(items: Sequence[Item], sign: int) -> list[str]:
        sums = {
            item.id: sign * (line_sum(table, item.id) or 0)
            for item in items
            if completion(line_cells(table, item.id)).all
        }
        top = max(sums.values(), default=0)
        return [one for one, value in sums.items() if value == top > 0]

    threats = [item for item in table.outside if item.id[0] == "T"]
    return best(table.inside, 1), best(table.inside, -1), best(threats, -1)


def spread(cell: Cell) -> Spread | None:
    """Mean and standard deviation of the votes; None for fewer than two."""
    given = list(cell.votes.values())
    if len(given) < 2:
        return None
    return Spread(fmean(given), pstdev(given), len(given))


def apart(cells: Iterable[Cell]) -> list[Cell]:
    """The cells on which a group does not agree, the widest first."""
    found = [(s.deviation, cell) for cell in cells if (s := spread(cell)) is not None]
    wide = [pair for pair in found if round(pair[0], 9) >= APART]
    return [cell for _deviation, cell in sorted(wide, key=lambda pair: -pair[0])]


def stale(sheet: ConfrontationSheet, swot: BaseModel | None) -> list[Stale]:
    """The facts that read otherwise now, or are gone, with the cells scored on the old words.

    Without a SWOT nothing is judged.
    """
    if not isinstance(swot, SwotSheet):
        return []
    now = {item.id: item.text for item in facts(swot) if item.text}
    old: dict[str, dict[str, None]] = {}
    concerned: dict[str, list[str]] = {}
    for cell in sheet.rows:
        for origin in cell.origins:
            if not _same(origin.text, now.get(origin.row)):
                old.setdefault(origin.row, {})[origin.text] = None
                concerned.setdefault(origin.row, []).append(cell.id)
    return [
        Stale(item, tuple(old[item]), now.get(item), tuple(concerned[item]))
        for item in sorted(old, key=lambda one: ("SWOT".index(one[0]), int(one[1:])))
    ]


def stale_cells(sheet: ConfrontationSheet, swot: BaseModel | None) -> set[str]:
    """The cells scored on words that read otherwise now, of facts that are still there."""
    found = [one for one in stale(sheet, swot) if one.now is not None]
    return {cell for one in found for cell in one.cells}


def _same(before: str, now: str | None) -> bool:
    return now is not None and now[:200].split() == before.split()
