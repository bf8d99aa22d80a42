"""Records taken apart and added up. The order of rows is naught."""

from collections import defaultdict
from collections.abc import Iterable

from exercises.analysis.book import Book, Focus, Record


def split_by(book: Book, focus: Focus) -> str:
    """Along which field what is looked at is taken apart: customers, else sites, else products."""
    if not focus.customer:
        return "customer"
    return "site" if not focus.site and len(book.names("site", focus)) > 1 else "product"


def groups(records: Iterable[Record], kind: str) -> dict[str, list[Record]]:
    """The records by what they say in this field, in the order of those names."""
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        found[getattr(record, kind)].append(record)
    return {name: found[name] for name in sorted(found)}


def summed(values: Iterable[float]) -> float:
    """A sum that does not depend on the order of its parts."""
    return sum(sorted(values))


def revenue(records: Iterable[Record]) -> float:
    """What was sold, less what came back."""
    return summed(r.amount for r in records if r.amount is not None)


def share_of(value: float | None, base: float | None) -> float | None:
    """A fraction; None where either is unknown or there is nothing to divide by."""
    return value / base if value is not None and base else None
