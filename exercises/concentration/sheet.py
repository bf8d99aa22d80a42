"""The sheet of concentration and loss, and everything calculated from it. Pure.

Amounts are in 万元 a year unless said otherwise, shares in [0, 1]. What was not filled in is None
and never counts as 0. Formulas are those of the lesson `account-work`.
"""

from datetime import date
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from course.content.words import Example, ToolWords
from exercises.chain import ChainLine
from exercises.evidence import Line, SheetPart
from exercises.numbers import write_number
from exercises.rows import Given, ids_are_unique, next_id, row_of, with_row

Amount = Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)]
Balance = Annotated[float, Field(ge=-1e12, le=1e12, allow_inf_nan=False)]
"""An amount that may be below zero."""

Months = Annotated[int, Field(ge=0, le=12)]
Aspect = Literal["wallet", "shape", "exit", "retreat"]
ASPECTS: tuple[Aspect, ...] = ("wallet", "shape", "exit", "retreat")
"""The four lines by which a large share is told apart: room to grow or too much dependence."""

Leaning = Literal["chance", "risk"]
Sentence = Literal["weight", "loss", "use", "check"]
SENTENCES: tuple[Sentence, ...] = ("weight", "loss", "use", "check")

TOP = 10
"""So many customers are 「前 10 大」."""

DISCLOSED = 0.10
"""From this share on, listed companies have to name a single customer (IFRS 8, paragraph 34)."""

LETTER = "K"


class Customer(SheetPart):
    """One customer's last year: revenue, gross profit and what serving it cost."""

    id: Annotated[str, Field(pattern=r"^K[1-9][0-9]{0,5}$")]
    name: Line = ""
    revenue: Amount | None = None
    gross: Balance | None = None
    service: Amount | None = None

    @property
    def contribution(self) -> float | None:
        """Gross profit less the cost of service; None while one of them is missing."""
        if self.gross is None or self.service is None:
            return None
        return self.gross - self.service

    @property
    def rate(self) -> float | None:
        """Contribution as a share of revenue."""
        if self.contribution is None or not self.revenue:
            return None
        return self.contribution / self.revenue


class ConcentrationSheet(SheetPart):
    """A company's totals, its largest customers, two scenarios and what follows from them.

    `lost` and `winner` are ids of rows; None stands for the largest. `months` is how long it takes
    until the people who serve the lost customer earn their cost elsewhere.
    """

    period: Line = ""
    company_revenue: Amount | None = None
    net_profit: Balance | None = None
    customers: Annotated[int, Field(ge=0, le=10_000_000)] | None = None
    rows: tuple[Customer, ...] = ()
    last_numbers: dict[str, Given] = Field(default_factory=dict)
    lost: str | None = None
    months: Months | None = None
    plan: Line = ""
    winner: str | None = None
    order: Amount | None = None
    recurring: Amount | None = None
    leanings: dict[Aspect, Leaning] = Field(default_factory=dict)
    verdict: Line = ""
    spend: Amount | None = None
    sentences: dict[Sentence, Line] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        ids_are_unique(self.rows)
        return self

    def row(self, row_id: str) -> Customer:
        """The row with this id. Raises KeyError when it is not there."""
        found: Customer = row_of(self, row_id)
        return found

    @property
    def ranked(self) -> tuple[Customer, ...]:
        """The customers by revenue, largest first; those without a revenue last, as added."""
        known = [row for row in self.rows if row.revenue is not None]
        rest = [row for row in self.rows if row.revenue is None]
        return (*sorted(known, key=lambda row: -(row.revenue or 0)), *rest)

    @property
    def largest(self) -> Customer | None:
        """The customer with the highest revenue."""
        first = self.ranked[0] if self.rows else None
        return first if first and first.revenue else None


class Top(NamedTuple):
    """The largest customers together. `share` is None without the company's revenue."""

    number: int
    revenue: float
    share: float | None


class Loss(NamedTuple):
    """What one customer takes along for a year. `gross` is lost if nobody who serves it can move.

    `first_year` is what is missing in the first year when the people move after `months`.
    """

    customer: Customer
    revenue: float
    gross: float
    service: float
    months: int | None

    @property
    def contribution(self) -> float:
        """What is missing once all service has moved elsewhere."""
        return self.gross - self.service

    @property
    def first_year(self) -> float:
        """Contribution, and the service of the months until the people have moved."""
        return self.contribution + self.service * (self.months or 0) / 12


class Dependence(NamedTuple):
    """The share of one customer: today, in the year of the order, and in the year after it."""

    customer: Customer
    now: float
    ordered: float | None
    after: float | None


def share(sheet: ConcentrationSheet, row: Customer) -> float | None:
    """The customer's part of the company's revenue."""
    if row.revenue is None or not sheet.company_revenue:
        return None
    return row.revenue / sheet.company_revenue


def listed(sheet: ConcentrationSheet) -> float:
    """The revenue of all rows together."""
    return sum(row.revenue or 0 for row in sheet.rows)


def top(sheet: ConcentrationSheet, count: int = TOP) -> Top:
    """The `count` largest customers, or all that are known where there are fewer."""
    known = [row.revenue for row in sheet.ranked if row.revenue is not None][:count]
    revenue = sum(known)
    part = revenue / sheet.company_revenue if sheet.company_revenue else None
    return Top(len(known), revenue, part)


def hhi(sheet: ConcentrationSheet) -> tuple[float, float] | None:
    """Bounds of the Herfindahl–Hirschman index, 0 to 10,000: the sum of squared shares in percent.

    The rows are taken to be the largest customers, so none of the others is larger than the
    smallest row. The others weigh least when all are alike (their number known) and most when each
    is as large as it can be. None without revenue, or when the rows add up to more than all.
    """
    shares = [part for row in sheet.rows if (part := share(sheet, row)) is not None]
    if not shares or sum(shares) > 1 + 1e-9:
        return None
    known = sum(part * part for part in shares)
    rest = max(0.0, 1 - sum(shares))
    others = (sheet.customers or 0) - len(shares)
    least = known + (rest * rest / others if others > 0 else 0)
    most = known + rest * min(shares)
    return least * 10_000, max(least, most) * 10_000


def lost_row(sheet: ConcentrationSheet) -> Customer | None:
    """The customer of the loss scenario: the chosen one, else the largest."""
    return _named(sheet, sheet.lost) or sheet.largest


def winner_row(sheet: ConcentrationSheet) -> Customer | None:
    """The customer of the order scenario: the chosen one, else the largest."""
    return _named(sheet, sheet.winner) or sheet.largest


def _named(sheet: ConcentrationSheet, row_id: str | None) -> Customer | None:
    return next((row for row in sheet.rows if row.id == row_id), None)


def loss(sheet: ConcentrationSheet) -> Loss | None:
    """What losing that customer takes; None until revenue, gross profit and service are known."""
    row = lost_row(sheet)
    if row is None or row.revenue is None or row.gross is None or row.service is None:
        return None
    return Loss(row, row.revenue, row.gross, row.service, sheet.months)


def of_profit(sheet: ConcentrationSheet, amount: float) -> float | None:
    """`amount` as a share of net profit; None where there is no profit to measure it by."""
    if sheet.net_profit is None or sheet.net_profit <= 0:
        return None
    return amount / sheet.net_profit


def dependence(sheet: ConcentrationSheet) -> Dependence | None:
    """The winner's share with and without the order, other revenue unchanged."""
    row = winner_row(sheet)
    if row is None or row.revenue is None or not sheet.company_revenue:
        return None

    def with_more(more: float | None) -> float | None:
        if more is None or not sheet.company_revenue:
            return None
        return ((row.revenue or 0) + more) / (sheet.company_revenue + more)

    later = with_more(sheet.recurring) if sheet.order is not None else None
    return Dependence(row, row.revenue / sheet.company_revenue, with_more(sheet.order), later)


def break_even(sheet: ConcentrationSheet) -> tuple[float, float] | None:
    """By how much the risk of loss has to fall, in [0, …], for the extra spending to pay in a year.

    First if the people can move (contribution), then if they cannot (gross profit).
    """
    lost = loss(sheet)
    if lost is None or sheet.spend is None or lost.contribution <= 0 or lost.gross <= 0:
        return None
    return sheet.spend / lost.contribution, sheet.spend / lost.gross


def add_row(sheet: ConcentrationSheet, **fields: Any) -> tuple[ConcentrationSheet, str]:
    """A customer at the end; returns its id too."""
    row = Customer(id=next_id(sheet, LETTER), **fields)
    return with_row(sheet, row), row.id


def change_row(sheet: ConcentrationSheet, row_id: str, **fields: Any) -> ConcentrationSheet:
    """The row with other values. Raises KeyError, or ValidationError for a wrong value."""
    row = sheet.row(row_id)
    return with_row(sheet, Customer.model_validate({**dict(row), **fields, "id": row_id}))


def change(sheet: ConcentrationSheet, **fields: Any) -> ConcentrationSheet:
    """The sheet with other totals or scenarios. Raises ValidationError for a wrong value."""
    return ConcentrationSheet.model_validate({**dict(sheet), **fields})


def entries(sheet: ConcentrationSheet) -> int:
    """How many customers have a name or a revenue."""
    return sum(bool(row.name) or row.revenue is not None for row in sheet.rows)


def from_example(example: Example, _today: date) -> ConcentrationSheet:
    """An author's sheet. Raises ValidationError where the author made a mistake."""
    return ConcentrationSheet.model_validate(example.sheet)


def lines(sheet: ConcentrationSheet, _words: ToolWords) -> list[ChainLine]:
    """The customers as the shortlist takes them over: by name, with their revenue."""
    return [
        ChainLine(row=row.id, text=row.name, value=_figure(row.revenue), offered_to=("shortlist",))
        for row in sheet.ranked
        if row.name
    ]


def _figure(revenue: float | None) -> str:
    return "" if revenue is None else write_number(round(revenue, 1))
