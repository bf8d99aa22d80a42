"""What the strategy sheets yield."""

from collections.abc import Iterator
from statistics import mean

from course.content.case import Case
from course.content.case.strategy import Segment
from course.content.files import read_yaml
from tests.content.figures.figure import Figure, each, share
from tests.course.content.case.sums import CONTENT, weighted


def pest(_: Case) -> Iterator[Figure]:
    """Scores with their signs, and both totals."""
    document, _problems = read_yaml(CONTENT / "exercises" / "pest.yaml")
    scores = [
        row["impact"] * row["likelihood"] * (1 if row["direction"] == "O" else -1)
        for row in document.get(("examples", "full", "sheet", "rows"))
    ]
    yield from each("PEST", scores)
    yield Figure("PEST opportunities", sum(score for score in scores if score > 0))
    yield Figure("PEST threats", -sum(score for score in scores if score < 0))


def five_forces(case: Case) -> Iterator[Figure]:
    """Each force, its weighted part, the pressure and the attractiveness."""
    forces = case.five_forces.forces
    pressure = [mean(driver.score for driver in force.drivers) for force in forces]
    parts = [force.weight * value for force, value in zip(forces, pressure, strict=True)]
    yield from each("force", pressure)
    yield from each("weighted force", parts)
    yield Figure("sum of forces", sum(pressure))
    for name, value in (("even", mean(pressure)), ("weighted", sum(parts))):
        yield Figure(f"{name} pressure", value)
        yield Figure(f"{name} attractiveness", 6 - value)
    yield Figure("what the weights add", sum(parts) - mean(pressure))


def nine_boxes(case: Case) -> Iterator[Figure]:
    """All segments."""
    for segment in case.ge.segments:
        yield from segment_scores(case, segment)


def segment_scores(case: Case, segment: Segment) -> Iterator[Figure]:
    """A segment's two scores, how near they are to a cut, and what one point more or less does."""
    yield share(f"share of {segment.name}", segment.revenue / (segment.market_yi * 10_000))
    axes = (
        (case.ge.attractiveness, segment.attractiveness),
        (case.ge.strength, segment.strength),
    )
    for factors, scores in axes:
        weights = [factor.weight for factor in factors]
        score = weighted(weights, list(scores))
        yield Figure(f"{segment.name}", score)
        yield from each(
            f"part of {segment.name}", (w * s for w, s in zip(weights, scores, strict=True))
        )
        yield from each(f"{segment.name} from a cut", (abs(cut - score) for cut in case.ge.cuts))
        yield from each(
            f"{segment.name} one point off", (score + max(weights), score - max(weights))
        )


def opposing_matrix(case: Case) -> Iterator[Figure]:
    """Normalised sums of the four fields."""
    matrix = case.confrontation
    for inside in "SW":
        for outside in "OT":
            total = sum(
                score
                for row, line in zip(matrix.rows, matrix.scores, strict=True)
                for column, score in zip(matrix.columns, line, strict=True)
                if row[0] == inside and column[0] == outside
            )
            yield Figure(f"{inside}{outside}", total)
            yield Figure(f"{inside}{outside} normalised", total / 18)


def candidates(case: Case) -> Iterator[Figure]:
    """Planning matrix with its parts, and both sums of the IE matrix."""
    totals = {}
    for candidate in case.strategy.candidates:
        parts = [f.weight * f.scores[candidate.id] for f in case.strategy.qspm.factors]
        totals[candidate.id] = sum(parts)
        yield from each(f"part of {candidate.id}", parts)
        yield Figure(f"total of {candidate.id}", sum(parts))
    best, last, second = totals["A"], totals["B"], totals["C"]
    yield Figure(
        "first three of A", sum(f.weight * f.scores["A"] for f in case.strategy.qspm.factors[:3])
    )
    yield Figure("A above C", best - second)
    yield share("A above C", (best - second) / best)
    yield share("A above B", (best - last) / best)
    for name, ratings in (("EFE", case.strategy.efe), ("IFE", case.strategy.ife)):
        yield from each(f"part of {name}", (r.weight * r.rating for r in ratings))
        yield Figure(name, sum(r.weight * r.rating for r in ratings))
