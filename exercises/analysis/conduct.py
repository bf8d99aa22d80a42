"""The third analysis and the fifth: how a customer orders, and how content it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median, pstdev

from exercises.analysis.book import Basis, Book, Focus, Record
from exercises.analysis.grouping import groups, revenue, split_by

LEVELS = 5
"""Points of the R, F and M scores; 5 is best."""


@dataclass(frozen=True)
class Rhythm:
    """How a customer orders. `gap` (μ) needs two orders, `spread` (σ) and `variation` three.

    Orders of one day are one. The scores compare customers of this book; 5 is best.
    """

    name: str
    orders: int
    ago: int | None
    revenue: float
    gap: float | None
    spread: float | None
    recency: int = 0
    frequency: int = 0
    money: int = 0

    @property
    def variation(self) -> float | None:
        """σ ÷ μ of the gaps; small like a clock, large like a fair."""
        return None if self.spread is None or not self.gap else self.spread / self.gap


@dataclass(frozen=True)
class Behaviour:
    """Every customer's rhythm; of what is looked at, its own and each gap with the day it ended.

    `response` is the median of our hours until somebody was there, `calls` how many were timed.
    """

    customers: tuple[Rhythm, ...]
    focus: Rhythm
    gaps: tuple[tuple[int, int], ...]
    response: float | None
    calls: int


def order_days(records: Iterable[Record]) -> list[int]:
    """The days on which something was ordered, each once."""
    return sorted({r.day for r in records if r.amount is not None and r.amount > 0})


def behaviour(book: Book, focus: Focus, basis: Basis) -> Behaviour:  # noqa: ARG001
    """Whether a customer's ways have changed."""
    records = book.seen(focus)
    days = order_days(records)
    calls = [r.response for r in records if r.response is not None]
    everybody = [_rhythm(book, n, g) for n, g in groups(book.year, "customer").items()]
    return Behaviour(
        customers=_scored([one for one in everybody if one.orders]),
        focus=_rhythm(book, focus.customer, records),
        gaps=tuple((later, later - sooner) for sooner, later in pairwise(days)),
        response=median(calls) if calls else None,
        calls=len(calls),
    )


def _rhythm(book: Book, name: str, records: Sequence[Record]) -> Rhythm:
    days = order_days(records)
    gaps = [later - sooner for sooner, later in pairwise(days)]
    return Rhythm(
        name=name,
        orders=len(days),
        ago=book.as_of - days[-1] if days else None,
        revenue=revenue(records),
        gap=mean(gaps) if gaps else None,
        spread=pstdev(gaps) if len(gaps) > 1 else None,
    )


def _scored(all_: Sequence[Rhythm]) -> tuple[Rhythm, ...]:
    def score(values: Sequence[float], value: float) -> int:
        better = sum(other > value for other in values)
        return LEVELS - better * LEVELS // len(values)

    recency = [-float(one.ago or 0) for one in all_]
    orders = [float(one.orders) for one in all_]
    money = [round(one.revenue, 6) for one in all_]
    scored = [
        Rhythm(
            **{
                **vars(one),
                "recency": score(recency, recency[n]),
                "frequency": score(orders, orders[n]),
                "money": score(money, money[n]),
            }
        )
        for n, one in enumerate(all_)
    ]
    return tuple(sorted(scored, key=lambda one: (-round(one.revenue, 6), one.name)))


@dataclass(frozen=True)
class Mood:
    """Answers, calls and complaints of one part. `promoters` is −100 to 100."""

    name: str
    scores: tuple[int, ...]
    kept: int
    calls: int
    closings: tuple[float, ...]

    @property
    def promoters(self) -> float | None:
        """Net promoters; None without answers."""
        return net_promoters(self.scores)

    @property
    def kept_share(self) -> float | None:
        """Calls answered in time, as a fraction; None without timed calls."""
        return self.kept / self.calls if self.calls else None


@dataclass(frozen=True)
class Satisfaction:
    """The parts by name, and all together."""

    parts: tuple[Mood, ...]
    whole: Mood


def net_promoters(scores: Sequence[int]) -> float | None:
    """Per cent of 9 and 10 less per cent of 0 to 6."""
    if not scores:
        return None
    return 100 * (sum(s >= 9 for s in scores) - sum(s <= 6 for s in scores)) / len(scores)


def satisfaction(book: Book, focus: Focus, basis: Basis) -> Satisfaction:
    """Whether the customer is about to leave."""
    records = book.seen(focus)
    kind = split_by(book, focus)
    if kind == "product":  # nobody is asked about a product line
        kind = "site"
    parts = (_mood(basis, name, group) for name, group in groups(records, kind).items())
    return Satisfaction(
        parts=tuple(m for m in parts if m.scores or m.calls or m.closings),
        whole=_mood(basis, "", records),
    )


def _mood(basis: Basis, name: str, records: Sequence[Record]) -> Mood:
    calls = [r.response for r in records if r.response is not None]
    closed = sorted((r.day, r.closing) for r in records if r.closing is not None)
    return Mood(
        name=name,
        scores=tuple(sorted(r.score for r in records if r.score is not None)),
        kept=sum(hours <= basis.sla_hours for hours in calls),
        calls=len(calls),
        closings=tuple(days for _day, days in closed),
    )
