"""The first analysis: whether a customer grows or shrinks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exercises.analysis.book import YEAR, Basis, Book, Focus, Record
from exercises.analysis.grouping import groups, revenue, share_of, split_by, summed


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
        share=share_of(years[-1] if years else None, wallet.now),
        share_before=share_of(years[-2] if len(years) > 1 else None, wallet.before),
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


def _groups_of_months(records: Iterable[Record]) -> dict[int, float]:
    found: dict[int, list[float]] = defaultdict(list)
    for record in records:
        found[record.month].append(record.amount or 0)
    return {month: summed(values) for month, values in found.items()}


def _half(records: Sequence[Record], first: int, last: int, wallet: float | None) -> Half:
    sold = revenue(records)
    return Half(
        first,
        last,
        sold,
        share_of(sold, wallet),
        len({r.product for r in records} - {""}),
        len({r.site for r in records} - {""}),
    )


def _parts(first: Iterable[Record], second: Iterable[Record], kind: str) -> tuple[Part, ...]:
    then, now = groups(first, kind), groups(second, kind)
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
    years = [summed(found.get(back, ())) for back in reversed(range(covered))]
    if covered == 1 and _whole(focus):
        before = dict(basis.history).get(focus.customer, (None, None))
        for value in reversed(before):
            if value is None:
                break
            years.insert(0, value)
    return tuple(years)
