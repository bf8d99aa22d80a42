"""The six analyses. Pure: a book, a focus and a basis in, numbers out; the order of rows is naught.

All look at the last twelve months of the book. A number that the records do not carry is None,
never 0. Money is in 万元.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median, pstdev

from exercises.analysis.book import YEAR, Basis, Book, Focus, Record

LEVELS = 5
"""Points of the R, F and M scores; 5 is best."""


def split_by(book: Book, focus: Focus) -> str:
    """Along which field what is looked at is taken apart: customers, else sites, else products."""
    if not focus.customer:
        return "customer"
    return "site" if not focus.site and len(book.names("site", focus)) > 1 else "product"


def _groups(records: Iterable[Record], kind: str) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        found[getattr(record, kind)].append(record)
    return {name: found[name] for name in sorted(found)}


def _summed(values: Iterable[float]) -> float:
    """A sum that does not depend on the order of its parts."""
    return sum(sorted(values))


def revenue(records: Iterable[Record]) -> float:
    """What was sold, less what came back."""
    return _summed(r.amount for r in records if r.amount is not None)


# ── 1 development ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Half:
    """One of the two halves of the time looked at: its months, revenue, and how wide it was."""

    first: int
    last: int
    revenue: float
    share: float | None
    products: int
    sites: int


@dataclass(frozen=True)
class Part:
    """Revenue of one part in both halves."""

    name: str
    first: float
    second: float

    @property
    def change(self) -> float | None:
        """By how much it changed, as a fraction of the first half; None from nothing."""
        return self.second / self.first - 1 if self.first > 0 else None


@dataclass(frozen=True)
class Development:
    """`years` are revenues of whole years, oldest first, with the newest last; `growth` is their
    compound yearly growth. `standing` are the parts without what is bought one by one."""

    months: tuple[tuple[int, float], ...]
    halves: tuple[Half, Half] | None
    years: tuple[float, ...]
    growth: float | None
    share: float | None
    share_before: float | None
    parts: tuple[Part, ...]
    standing: tuple[Part, ...]

    @property
    def change(self) -> float | None:
        """The second half against the first."""
        if self.halves is None:
            return None
        return Part("", self.halves[0].revenue, self.halves[1].revenue).change


def compound_growth(years: Sequence[float]) -> float | None:
    """Yearly growth from the first of these years to the last; None where it says nothing."""
    if len(years) < 2 or years[0] <= 0 or years[-1] < 0:
        return None
    return float((years[-1] / years[0]) ** (1 / (len(years) - 1)) - 1)


def development(book: Book, focus: Focus, basis: Basis) -> Development:
    """Whether the customer grows: by month, by halves, by parts, by years."""
    records = [r for r in book.seen(focus) if r.amount is not None]
    span = min(YEAR, book.months) // 2 * 2
    middle = book.last_month - span // 2
    months = range(book.last_month - min(YEAR, book.months) + 1, book.last_month + 1)
    by_month = _groups_of_months(records)
    wallet = basis.wallet(focus.customer) if _whole(focus) else basis.wallet("")
    first = [r for r in records if middle - span // 2 < r.month <= middle]
    second = [r for r in records if r.month > middle]
    part = wallet.now * span / 2 / YEAR if wallet.now else None
    kind = split_by(book, focus)
    years = _years(book, focus, basis)
    return Development(
        months=tuple((m, by_month.get(m, 0.0)) for m in months),
        halves=(
            _half(first, middle - span // 2 + 1, middle, part),
            _half(second, middle + 1, book.last_month, part),
        )
        if span
        else None,
        years=years,
        growth=compound_growth(years),
        share=_over(years[-1] if years else None, wallet.now),
        share_before=_over(years[-2] if len(years) > 1 else None, wallet.before),
        parts=_parts(first, second, kind),
        standing=_parts(
            [r for r in first if r.product not in basis.one_off],
            [r for r in second if r.product not in basis.one_off],
            kind,
        ),
    )


def _whole(focus: Focus) -> bool:
    """Whether all of one customer is looked at."""
    return bool(focus.customer) and not (focus.site or focus.product)


def _over(value: float | None, base: float | None) -> float | None:
    return value / base if value is not None and base else None


def _groups_of_months(records: Iterable[Record]) -> dict[int, float]:
    found: dict[int, list[float]] = defaultdict(list)
    for record in records:
        found[record.month].append(record.amount or 0)
    return {month: _summed(values) for month, values in found.items()}


def _half(records: Sequence[Record], first: int, last: int, wallet: float | None) -> Half:
    sold = revenue(records)
    return Half(
        first,
        last,
        sold,
        _over(sold, wallet),
        len({r.product for r in records} - {""}),
        len({r.site for r in records} - {""}),
    )


def _parts(first: Iterable[Record], second: Iterable[Record], kind: str) -> tuple[Part, ...]:
    then, now = _groups(first, kind), _groups(second, kind)
    parts = [
        Part(name, revenue(then.get(name, ())), revenue(now.get(name, ())))
        for name in sorted(then.keys() | now.keys())
    ]
    return tuple(sorted(parts, key=lambda p: (-round(p.first + p.second, 6), p.name)))


def _years(book: Book, focus: Focus, basis: Basis) -> tuple[float, ...]:
    """Whole years of twelve months that the records cover; before them, those of the basis."""
    covered = book.months // YEAR
    if not covered:
        return ()
    found: dict[int, list[float]] = defaultdict(list)
    for record in book.records:
        if record.amount is not None and focus.sees(record):
            found[(book.last_month - record.month) // YEAR].append(record.amount)
    years = [_summed(found.get(back, ())) for back in reversed(range(covered))]
    if covered == 1 and _whole(focus):
        before = dict(basis.history).get(focus.customer, (None, None))
        for value in reversed(before):
            if value is None:
                break
            years.insert(0, value)
    return tuple(years)


# ── 2 value ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Worth:
    """What a customer or a part leaves. `gross` needs costs, `contribution` also hours and their
    cost.

    `uncosted` counts orders without a cost; they are in the revenue and not in the gross profit.
    """

    name: str
    revenue: float
    gross: float | None
    hours: float | None
    service: float | None
    contribution: float | None
    uncosted: int = 0

    @property
    def rate(self) -> float | None:
        """Contribution as a fraction of revenue."""
        if self.contribution is None or self.revenue <= 0:
            return None
        return self.contribution / self.revenue


@dataclass(frozen=True)
class Value:
    """The parts, most contribution first, and all together; `lifetime` is of all together."""

    parts: tuple[Worth, ...]
    whole: Worth
    lifetime: float | None


def lifetime_value(margin: float, kept: float, discount: float) -> float | None:
    """m·r ÷ (1 + d − r): what a yearly margin is worth that stays with probability r.

    None where the formula has no finite value.
    """
    return margin * kept / (1 + discount - kept) if kept < 1 + discount else None


def value(book: Book, focus: Focus, basis: Basis) -> Value:
    """Who leaves how much once service is paid."""
    records = book.seen(focus)
    parts = [
        _worth(book, basis, name, group)
        for name, group in _groups(records, split_by(book, focus)).items()
    ]
    whole = _worth(book, basis, "", records)
    return Value(
        parts=tuple(sorted(parts, key=_most_left)),
        whole=whole,
        lifetime=None
        if whole.contribution is None
        else lifetime_value(whole.contribution, basis.kept, basis.discount),
    )


def _most_left(worth: Worth) -> tuple[float, float, str]:
    left = worth.contribution if worth.contribution is not None else worth.gross
    return (-round(left or 0, 6), -round(worth.revenue, 6), worth.name)


def _worth(book: Book, basis: Basis, name: str, records: Sequence[Record]) -> Worth:
    sold = revenue(records)
    gross = hours = service = None
    if book.has("cost"):
        gross = _gross(records)
    if book.has("hours"):
        hours = _summed(r.hours for r in records if r.hours is not None)
    if hours is not None and basis.hour_cost is not None:
        service = hours * basis.hour_cost
    left = gross - service if gross is not None and service is not None else None
    bare = sum(r.amount is not None and r.cost is None for r in records)
    return Worth(name, sold, gross, hours, service, left, bare if book.has("cost") else 0)


def _gross(records: Iterable[Record]) -> float:
    return _summed((r.amount or 0.0) - r.cost for r in records if r.cost is not None)


# ── 3 behaviour ────────────────────────────────────────────────────────────────────────────────


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
    everybody = [_rhythm(book, n, g) for n, g in _groups(book.year, "customer").items()]
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


# ── 4 agents ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Agent:
    """What went through an agent's hands, and what of it the agent brought.

    `gross` needs costs, `brought` the mark of new business, `clashes` the mark of double reports.
    """

    name: str
    orders: int
    handled: float
    gross: float | None
    brought: float | None
    clashes: int | None

    @property
    def share(self) -> float | None:
        """What was brought, as a fraction of what was handled."""
        return _over(self.brought, self.handled) if self.handled > 0 else None


def agents(book: Book, focus: Focus, basis: Basis) -> tuple[Agent, ...]:  # noqa: ARG001
    """What each agent handled and brought, most handled first."""
    found = []
    for name, group in _groups((r for r in book.seen(focus) if r.agent), "agent").items():
        handled = revenue(group)
        found.append(
            Agent(
                name=name,
                orders=sum(r.amount is not None and r.amount > 0 for r in group),
                handled=handled,
                gross=_gross(group) if book.has("cost") else None,
                brought=revenue(r for r in group if r.brought) if book.has("brought") else None,
                clashes=sum(bool(r.clash) for r in group) if book.has("clash") else None,
            )
        )
    return tuple(sorted(found, key=lambda a: (-round(a.handled, 6), a.name)))


# ── 5 satisfaction ─────────────────────────────────────────────────────────────────────────────


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
    parts = (_mood(basis, name, group) for name, group in _groups(records, kind).items())
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


# ── 6 one customer ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Cell:
    """One product at one site: what the customer spends there, and what of it with us."""

    product: str
    site: str
    ours: float
    spend: float | None

    @property
    def gap(self) -> float | None:
        """What the customer spends elsewhere; None where nobody knows."""
        return None if self.spend is None else max(self.spend - self.ours, 0.0)


@dataclass(frozen=True)
class OneToOne:
    """One customer's profit and loss, and the matrix of products and sites."""

    worth: Worth
    products: tuple[str, ...]
    sites: tuple[str, ...]
    cells: tuple[Cell, ...]

    def cell(self, product: str, site: str) -> Cell:
        """The cell of this product and site. Raises KeyError."""
        for cell in self.cells:
            if (cell.product, cell.site) == (product, site):
                return cell
        raise KeyError((product, site))

    @property
    def gaps(self) -> tuple[Cell, ...]:
        """The cells whose gap is known, widest first."""
        known = [cell for cell in self.cells if cell.gap is not None]
        return tuple(sorted(known, key=lambda c: (-round(c.gap or 0, 6), c.product, c.site)))


def one_to_one(book: Book, focus: Focus, basis: Basis) -> OneToOne:
    """What more can be done for this one customer. Sites and products of the focus are ignored."""
    only = Focus(focus.customer)
    records = book.seen(only)
    spend = {(p, s): w for (customer, p, s), w in basis.spend if customer == focus.customer}
    products = sorted({r.product for r in records if r.amount} | {p for p, _ in spend})
    sites = sorted({r.site for r in records if r.amount} | {s for _, s in spend})
    ours: dict[tuple[str, str], list[float]] = defaultdict(list)
    for record in records:
        if record.amount is not None:
            ours[record.product, record.site].append(record.amount)
    cells = tuple(
        Cell(p, s, _summed(ours.get((p, s), ())), spend.get((p, s)))
        for p in products
        for s in sites
    )
    return OneToOne(_worth(book, basis, "", records), tuple(products), tuple(sites), cells)


@dataclass(frozen=True)
class Results:
    """All six analyses of one focus."""

    development: Development
    value: Value
    behaviour: Behaviour
    agents: tuple[Agent, ...]
    satisfaction: Satisfaction
    one: OneToOne


def analyse(book: Book, focus: Focus, basis: Basis) -> Results:
    """All six at once."""
    return Results(
        development(book, focus, basis),
        value(book, focus, basis),
        behaviour(book, focus, basis),
        agents(book, focus, basis),
        satisfaction(book, focus, basis),
        one_to_one(book, focus, basis),
    )
