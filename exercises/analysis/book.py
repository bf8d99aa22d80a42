"""Records to analyse: one for each thing that happened, and the months they lie in."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from course.content.case import Case
from course.language import _

YEAR = 12
"""Months that an analysis looks back at."""


class Record(NamedTuple):
    """One row that can be used. What the row does not say is None, or empty for names.

    `day` and `month` are whole numbers in the book's own count (see `Book`). `amount` and `cost`
    are in 万元, `hours` and `response` in hours, `closing` in days, `score` is 0 to 10.
    """

    line: int
    month: int
    day: int
    customer: str
    site: str = ""
    product: str = ""
    agent: str = ""
    amount: float | None = None
    cost: float | None = None
    hours: float | None = None
    response: float | None = None
    closing: float | None = None
    score: int | None = None
    brought: bool | None = None
    clash: bool | None = None


@dataclass(frozen=True)
class Focus:
    """What is looked at; an empty name means all."""

    customer: str = ""
    site: str = ""
    product: str = ""

    def sees(self, record: Record) -> bool:
        """Whether the record belongs to it."""
        return (
            self.customer in ("", record.customer)
            and self.site in ("", record.site)
            and self.product in ("", record.product)
        )


@dataclass(frozen=True, eq=False)
class Book:
    """All records, in no order that means anything.

    With `relative` days count backwards from the day the learner took over (−1 is the day before)
    and months are 30 days each; otherwise days are proleptic ordinals and months count from the
    year 0. `as_of` is the day from which "days ago" is counted.
    """

    records: tuple[Record, ...]
    relative: bool = False
    as_of: int = 0
    _seen: dict[Focus, tuple[Record, ...]] = field(default_factory=dict, repr=False)

    def seen(self, focus: Focus) -> tuple[Record, ...]:
        """The records of the last twelve months that `focus` sees."""
        if focus not in self._seen:
            self._seen[focus] = tuple(r for r in self.year if focus.sees(r))
        return self._seen[focus]

    @cached_property
    def year(self) -> tuple[Record, ...]:
        """The records of the last twelve months."""
        return tuple(r for r in self.records if r.month > self.last_month - YEAR)

    @cached_property
    def last_month(self) -> int:
        """The newest month with a record; 0 without records."""
        return max((r.month for r in self.records), default=0)

    @cached_property
    def months(self) -> int:
        """How many months lie between the first record and the last, both counted."""
        return self.last_month - min(r.month for r in self.records) + 1 if self.records else 0

    @cached_property
    def customers(self) -> tuple[str, ...]:
        """Their names, the one with most revenue in the last twelve months first."""
        revenue: dict[str, float] = {}
        for record in self.records:
            revenue.setdefault(record.customer, 0.0)
        for record in self.year:
            revenue[record.customer] += record.amount or 0
        return tuple(sorted(revenue, key=lambda name: (-round(revenue[name], 6), name)))

    def names(self, kind: str, focus: Focus) -> tuple[str, ...]:
        """What sites or products (`kind`) there are within `focus`, in the order of their names."""
        return tuple(sorted({getattr(r, kind) for r in self.seen(focus)} - {""}))

    def has(self, name: str) -> bool:
        """Whether any record states this field."""
        return name in self._stated

    @cached_property
    def _stated(self) -> frozenset[str]:
        return frozenset(
            name
            for name in Record._fields
            if any(getattr(r, name) not in (None, "") for r in self.records)
        )

    def month_name(self, month: int) -> str:
        """T−3, or 2026-09."""
        if self.relative:
            return f"T−{-month}"
        return f"{month // YEAR}-{month % YEAR + 1:02}"

    def day_name(self, day: int) -> str:
        """22 天前, or 2026-09-30."""
        if self.relative:
            return _("{n} 天前").format(n=-day)
        return date.fromordinal(day).isoformat()


def relative_month(day: int) -> int:
    """The month of a day before the learner took over: −1 to −30 is month −1."""
    return -((-day - 1) // 30 + 1)


@dataclass(frozen=True)
class Wallet:
    """What a customer spends in a year on what we sell, 万元; None where nobody knows."""

    now: float | None = None
    before: float | None = None


@dataclass(frozen=True)
class Basis:
    """What the analyses need and no record says.

    `hour_cost` is in 万元 per hour of service (None: unknown), `sla_hours` the promised response.
    `kept` is the share of customers or of their business kept from year to year, `discount` the
    yearly rate. `history` holds revenue of earlier years, two years ago and last year; `spend` what
    a customer spends on a product at a site. `one_off` are products bought one by one, not all the
    year.
    """

    hour_cost: float | None = None
    sla_hours: float = 4.0
    kept: float = 0.85
    discount: float = 0.10
    wallets: tuple[tuple[str, Wallet], ...] = ()
    history: tuple[tuple[str, tuple[float | None, float | None]], ...] = ()
    spend: tuple[tuple[tuple[str, str, str], float], ...] = ()
    one_off: frozenset[str] = frozenset()

    def wallet(self, customer: str) -> Wallet:
        """The customer's wallet."""
        return dict(self.wallets).get(customer, Wallet())


def book_of_case(case: Case) -> Book:
    """The case's twelve months."""
    records = tuple(
        Record(
            line=line,
            month=row.month,
            day=row.day,
            customer=row.account,
            site=row.site,
            product=row.product or "",
            agent=row.agent or "",
            amount=row.amount,
            cost=row.cost,
            hours=row.hours,
            response=row.response,
            closing=row.closing,
            score=row.score,
            brought=_yes(row.brought),
            clash=_yes(row.clash),
        )
        for line, row in enumerate(case.transactions, start=2)
    )
    return Book(records, relative=True, as_of=0)


def _yes(word: str | None) -> bool | None:
    return None if word is None else word == "是"


def basis_of_case(case: Case) -> Basis:
    """What the case knows beside its records.

    The wallet of a year ago is today's less the yearly growth of the customer.
    """
    ours = case.file.customer
    hengyu = case.account_by_id["hengyu"].name
    wallets = [(a.name, Wallet(float(a.raw["A1"]))) for a in case.accounts.accounts]
    wallets = [
        (name, Wallet(w.now, ours.wallet / (1 + ours.wallet_growth_3y)) if name == hengyu else w)
        for name, w in wallets
    ]
    products = {product.id: product.name for product in case.file.products}
    sites = {site.id: site.short for site in case.file.sites}
    return Basis(
        hour_cost=case.file.supplier.service_hour_cost,
        wallets=tuple(wallets),
        history=tuple((a.name, (a.revenue[0], a.revenue[1])) for a in case.accounts.accounts),
        spend=tuple(
            ((hengyu, products[cell.product], sites[cell.site]), float(cell.wallet))
            for cell in ours.spend
        ),
    )
