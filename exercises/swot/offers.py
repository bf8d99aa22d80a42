"""What PEST and the five forces offer to the SWOT, and the item that is made of it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from exercises.chain import ChainLine, Origin, Upstream, offered, origin_of
from exercises.evidence import LONGEST, Evidence
from exercises.forces.sheet import FORCES, ForcesSheet
from exercises.pest.sheet import PestSheet
from exercises.swot.sheet import Quad, SwotItem, SwotSheet, add_row, used

TOOL = "swot"


@dataclass(frozen=True)
class Offer:
    """A row of another sheet, and the quadrant in which it would stand at first."""

    tool: str
    line: ChainLine
    quad: Quad

    @property
    def origin(self) -> Origin:
        """What an item made from it keeps."""
        return origin_of(self.tool, self.line)


def open_offers(sheet: SwotSheet, upstream: Upstream) -> list[Offer]:
    """Everything that ought to be taken over and is not yet, in the order of its sheets."""
    known = used(sheet)
    return [
        Offer(tool, line, _quad(line))
        for tool, line in offered(TOOL, upstream)
        if (tool, line.row) not in known
    ]


def possible_sources(item: SwotItem, upstream: Upstream) -> list[Offer]:
    """Every row elsewhere that this item could name as a source; those on offer come first."""
    known = {(origin.tool, origin.row) for origin in item.origins}
    rows = [
        Offer(tool, line, _quad(line))
        for tool, lines in upstream.items()
        for line in lines.values()
        if (tool, line.row) not in known
    ]
    return sorted(rows, key=lambda offer: TOOL not in offer.line.offered_to)


def _quad(line: ChainLine) -> Quad:
    """An opportunity where the row says so with its sign; else a threat, as a force's pressure."""
    return "O" if line.value.startswith("+") else "T"


def take(
    sheet: SwotSheet, offer: Offer, quad: Quad, others: Mapping[str, BaseModel]
) -> tuple[SwotSheet, str]:
    """An item made from the offer, with its words, evidence and source; returns its id too.

    Of a force only the evidence of its strongest drivers is taken over, and what they are called
    as a note: which fact presses is for the learner to say.
    """
    pest, forces = others.get("pest"), others.get("forces")
    text, note, evidence = offer.line.text[:LONGEST], "", tuple[Evidence, ...]()
    if offer.tool == "pest" and isinstance(pest, PestSheet):
        row = next((row for row in pest.rows if row.id == offer.line.row), None)
        if row is not None:
            note, evidence = row.implication, row.evidence
    if offer.line.row in FORCES:
        text, note = "", text
        if isinstance(forces, ForcesSheet):
            evidence = _strongest(forces, offer.line.row)
    return add_row(sheet, quad, [offer.origin], text=text, note=note, evidence=evidence)


def _strongest(sheet: ForcesSheet, force: str) -> tuple[Evidence, ...]:
    """The evidence of the drivers with the force's highest score."""
    rows = [row for row in sheet.rows if row.force == force and row.score is not None]
    highest = max((row.score or 0 for row in rows), default=0)
    return tuple(piece for row in rows if row.score == highest for piece in row.evidence)
