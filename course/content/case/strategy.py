"""The shape of the case's strategy sheets: five forces, matrix, SWOT, opposing matrix, strategies.

Plain data, no results: each tool computes its own. Money is in 万元.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from course.content.case.book import Money, Month, Score
from course.content.schema import Authored, Fraction, Slug, Text

FactorId = Annotated[str, StringConstraints(pattern=r"^[SWOT][1-9]$")]
Force = Literal["entry", "suppliers", "buyers", "substitutes", "rivalry"]
SourceRef = Annotated[
    str, StringConstraints(pattern=r"^(pest\.[PEST]\d|five_forces\.[a-z]+|event\.[a-z0-9-]+)$")
]


class Driver(Authored):
    """What makes a force strong; 5 is worst for us."""

    name: Text
    score: Score
    evidence: Text


class ForceRow(Authored):
    """One of the five forces."""

    id: Force
    name: Text
    weight: Fraction
    trend: Literal["升", "平", "降"]
    drivers: Annotated[tuple[Driver, ...], Field(min_length=2)]


class Response(Authored):
    """What we do about a force."""

    force: Force
    text: Text


class FiveForcesFile(Authored):
    """five_forces.yaml."""

    boundary: Text
    horizon: Text
    forces: Annotated[tuple[ForceRow, ...], Field(min_length=5, max_length=5)]
    responses: tuple[Response, ...]


class Weighted(Authored):
    """A factor of an axis of the matrix."""

    factor: Text
    weight: Fraction


class Segment(Authored):
    """A segment with its scores in the order of the factors; `market_yi` is in 亿元."""

    id: Slug
    name: Text
    market_yi: Money
    revenue: Money
    attractiveness: tuple[Score, ...]
    strength: tuple[Score, ...]
    trend: Text
    cell: Annotated[str, StringConstraints(pattern=r"^[低中高]·[弱中强]$")]
    action: Text
    note: Text


class GeFile(Authored):
    """ge.yaml: attractiveness first, strength second. `edge` marks a score near a cut."""

    attractiveness: tuple[Weighted, ...]
    strength: tuple[Weighted, ...]
    cuts: Annotated[tuple[float, ...], Field(min_length=2, max_length=2)]
    edge: float
    segments: tuple[Segment, ...]
    other_revenue: Money


class Evidence(Authored):
    """What a line rests on."""

    text: Text
    date: Month
    type: Literal["数据", "原话", "文件", "观察", "推测"]


class SwotItem(Authored):
    """A line of the SWOT. `sources` lead to `pest.P1`, `five_forces.buyers`, `event.rfp-draft`."""

    id: FactorId
    quad: Literal["S", "W", "O", "T"]
    text: Text
    against: Text | None = None
    evidence: Evidence
    importance: Score
    certainty: Annotated[int, Field(ge=1, le=3)]
    sources: tuple[
        Annotated[
            str,
            StringConstraints(pattern=r"^(pest\.[PEST]\d|five_forces\.[a-z]+|event\.[a-z0-9-]+)$"),
        ],
        ...,
    ] = ()


class SwotFile(Authored):
    """swot.yaml."""

    subject: Text
    items: tuple[SwotItem, ...]


class CellReason(Authored):
    """Why a cell of the matrix is ±2."""

    row: FactorId
    column: FactorId
    text: Text


class ConfrontationFile(Authored):
    """confrontation.yaml: scores[row][column] from −2 to +2."""

    rows: tuple[FactorId, ...]
    columns: tuple[FactorId, ...]
    scores: tuple[tuple[Annotated[int, Field(ge=-2, le=2)], ...], ...]
    reasons: tuple[CellReason, ...]


class Strategy(Authored):
    """A candidate strategy, from the cells it rests on."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]
    name: Text
    from_cells: tuple[Annotated[str, StringConstraints(pattern=r"^[SW]\d·[OT]\d$")], ...]
    statement: Text
    metric: Text
    owner: Slug
    first_step: Text
    not_doing: Text
    precondition: Text


class QspmFactor(Authored):
    """A factor's weight and the attractiveness (1 to 4) it lends to each candidate."""

    id: FactorId
    weight: Fraction
    scores: dict[str, Annotated[int, Field(ge=1, le=4)]]


class Qspm(Authored):
    """The planning matrix."""

    factors: tuple[QspmFactor, ...]


class Rating(Authored):
    """A factor of EFE or IFE: weight, and how well we respond (1 to 4)."""

    id: FactorId
    weight: Fraction
    rating: Annotated[int, Field(ge=1, le=4)]


class Decision(Authored):
    """Which candidates are taken, in which order."""

    order: tuple[str, ...]
    dropped: tuple[str, ...]
    why: Text


class CustomerStrategy(Authored):
    """A main strategy of the customer, as known from outside."""

    statement: Text
    owner: Slug
    why: Text


class StrategyFile(Authored):
    """strategy.yaml."""

    candidates: tuple[Strategy, ...]
    qspm: Qspm
    efe: tuple[Rating, ...]
    ife: tuple[Rating, ...]
    decision: Decision
    customer_strategy: tuple[CustomerStrategy, ...]
