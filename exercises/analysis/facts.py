"""What an analysis' numbers stand on, as a conclusion keeps it and the coach asks for it. Pure."""

from collections.abc import Iterable, Sequence

from exercises.analysis.analyses import Results
from exercises.analysis.book import YEAR, Book, Focus
from exercises.analysis.development import Part
from exercises.analysis.sheet import AnalysisId, Seen

CHANGES = 0.10
"""A part that grew by more than this and one that shrank by more pull apart."""

RATES = 0.10
"""So far apart in contribution are two parts that one number cannot speak for both."""

SHARES = 0.30
"""The same for what agents bring."""

POINTS = 50
"""The same for net promoters."""

FEWEST = 3
"""Answers of a part before its net promoters are set against another's."""


def seen_now(book: Book, results: Results, focus: Focus, analysis: AnalysisId, data: str) -> Seen:
    """What lies on the desk."""
    return Seen(
        data=data,
        customer=focus.customer,
        site=focus.site,
        product=focus.product,
        months=min(YEAR, book.months),
        sample=_sample(results, analysis),
        # Who looks at all customers compares them; one number that hides two belongs to one.
        apart=_apart(results, analysis) if focus.customer or analysis == "agents" else (),
    )


def _sample(results: Results, analysis: AnalysisId) -> int | None:
    if analysis == "behaviour":
        return results.behaviour.focus.orders
    if analysis == "satisfaction":
        return len(results.satisfaction.whole.scores)
    return None


def _apart(results: Results, analysis: AnalysisId) -> tuple[str, ...]:
    match analysis:
        case "development":
            return _opposite(results.development.standing)
        case "value" | "one":
            rates = [(p.rate, p.name) for p in results.value.parts if p.rate is not None]
            return _furthest(rates, RATES)
        case "agents":
            return _furthest(
                [(a.share, a.name) for a in results.agents if a.share is not None], SHARES
            )
        case "satisfaction":
            parts = [p for p in results.satisfaction.parts if len(p.scores) >= FEWEST]
            return _furthest([(p.promoters or 0, p.name) for p in parts], POINTS)
    return ()


def _opposite(parts: Sequence[Part]) -> tuple[str, ...]:
    changes = [(p.change, p.name) for p in parts if p.change is not None]
    if changes and min(changes)[0] < -CHANGES and max(changes)[0] > CHANGES:
        return (min(changes)[1], max(changes)[1])
    return ()


def _furthest(values: Iterable[tuple[float, str]], least: float) -> tuple[str, ...]:
    found = sorted(values)
    if len(found) > 1 and found[-1][0] - found[0][0] >= least:
        return (found[0][1], found[-1][1])
    return ()
