"""Numbers that the lessons print and the case does not hold: each is computed here, from it."""

from collections.abc import Callable, Iterator

from course.content.case import Case
from tests.content.figures import company, people, records, scorecard, strategy
from tests.content.figures.figure import Figure

__all__ = ["GROUPS", "Figure", "figures"]

GROUPS: dict[str, Callable[[Case], Iterator[Figure]]] = {
    group.__name__: group
    for group in (
        company.concentration,
        company.loss,
        company.energy,
        company.payback,
        company.concessions,
        company.stop,
        company.efforts,
        company.service_hours,
        strategy.pest,
        strategy.five_forces,
        strategy.nine_boxes,
        strategy.opposing_matrix,
        strategy.candidates,
        scorecard.steps,
        scorecard.places,
        scorecard.wallets,
        scorecard.moves,
        scorecard.lowered,
        scorecard.folded,
        scorecard.churn,
        scorecard.team,
        people.snapshots,
        people.ways,
        people.carried,
        people.maturity,
        people.matches,
        records.customers,
        records.development,
        records.three_largest,
        records.half_years,
        records.bases,
        records.behaviour,
        records.agents,
        records.satisfaction,
        records.white_spaces,
        records.singles,
        records.lifetime,
    )
}


def figures(case: Case) -> dict[str, list[Figure]]:
    """All of them, by group."""
    return {name: list(group(case)) for name, group in GROUPS.items()}
