"""The fourth analysis: what agents handle, and what of it they brought."""

from dataclasses import dataclass

from exercises.analysis.book import Basis, Book, Focus
from exercises.analysis.grouping import groups, revenue, share_of
from exercises.analysis.worth import gross_profit


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
        return share_of(self.brought, self.handled) if self.handled > 0 else None


def agents(book: Book, focus: Focus, basis: Basis) -> tuple[Agent, ...]:  # noqa: ARG001
    """What each agent handled and brought, most handled first."""
    found = []
    for name, group in groups((r for r in book.seen(focus) if r.agent), "agent").items():
        handled = revenue(group)
        found.append(
            Agent(
                name=name,
                orders=sum(r.amount is not None and r.amount > 0 for r in group),
                handled=handled,
                gross=gross_profit(group) if book.has("cost") else None,
                brought=revenue(r for r in group if r.brought) if book.has("brought") else None,
                clashes=sum(bool(r.clash) for r in group) if book.has("clash") else None,
            )
        )
    return tuple(sorted(found, key=lambda a: (-round(a.handled, 6), a.name)))
