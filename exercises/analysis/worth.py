"""The second analysis and the sixth: what a customer leaves, and what more there is to do."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exercises.analysis.book import Basis, Book, Focus, Record
from exercises.analysis.grouping import groups, revenue, split_by, summed


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
        for name, group in groups(records, split_by(book, focus)).items()
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
        gross = gross_profit(records)
    if book.has("hours"):
        hours = summed(r.hours for r in records if r.hours is not None)
    if hours is not None and basis.hour_cost is not None:
        service = hours * basis.hour_cost
    left = gross - service if gross is not None and service is not None else None
    bare = sum(r.amount is not None and r.cost is None for r in records)
    return Worth(name, sold, gross, hours, service, left, bare if book.has("cost") else 0)


def gross_profit(records: Iterable[Record]) -> float:
    """What is left of the sales whose cost is known."""
    return summed((r.amount or 0.0) - r.cost for r in records if r.cost is not None)


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
        Cell(p, s, summed(ours.get((p, s), ())), spend.get((p, s))) for p in products for s in sites
    )
    return OneToOne(_worth(book, basis, "", records), tuple(products), tuple(sites), cells)
