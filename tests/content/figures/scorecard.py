"""What the scorecard, the churn diagnosis and the team's sheet yield."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from statistics import mean

from course.content.case import Case
from course.content.case.work import Account, Criterion
from tests.content.figures.figure import Figure, each, share
from tests.course.content.case.sums import counted, coverage_index, map_of


def index(case: Case, scores: Mapping[Criterion, int], letter: str) -> float:
    """A or B index, 0 to 100."""
    criteria = [c for c in case.accounts.criteria if c.id.startswith(letter)]
    return sum(c.weight * (scores[c.id] - 1) / 4 * 100 for c in criteria)


def steps(case: Case) -> Iterator[Figure]:
    """What one point of a criterion is worth, and the first day after a bound of A6."""
    for criterion in case.accounts.criteria:
        yield Figure(f"a point of {criterion.id}", criterion.weight * 25)
    yield from each("a day more than a bound", (181, 121, 91, 61))


def places(case: Case) -> Iterator[Figure]:
    """All accounts."""
    for account in case.accounts.accounts:
        for figure in place(case, account):
            yield replace(figure, about=account.short)


def place(case: Case, account: Account) -> Iterator[Figure]:
    """Both indices, their mean, and how far from the thresholds."""
    a, b = (index(case, account.scores, letter) for letter in "AB")
    limit = case.accounts.threshold
    yield from each(f"indices of {account.short}", (a, b))
    yield Figure(f"mean of the indices of {account.short}", (a + b) / 2)
    yield from each(
        f"{account.short} from the thresholds",
        (abs(a - limit.attractiveness), abs(b - limit.strength)),
    )


def wallets(case: Case) -> Iterator[Figure]:
    """What each customer still spends elsewhere, and our share."""
    for account in case.accounts.accounts:
        wallet, sales = float(account.raw["A1"]), account.revenue[-1] or 0
        yield Figure(f"elsewhere, {account.short}", wallet - sales)
        yield share(f"share of {account.short}", sales / wallet, whole=True)


def moves(case: Case) -> Iterator[Figure]:
    """Scores that a lesson moves: the arrow of Hengyu, Ganyuan's soft points, reviews."""
    hengyu = case.account_by_id["hengyu"].scores
    arrows: tuple[dict[Criterion, int], ...] = (
        {},
        {"B4": 3},
        {"B4": 4},
        {"B4": 4, "B2": 4},
        {"B4": 4, "B3": 4},
        {"B4": 4, "B3": 4, "B2": 4},
        {"B2": 5},
    )
    for better in arrows:
        moved = index(case, {**hengyu, **better}, "B")
        yield Figure(f"Hengyu with {better}", moved)
        yield Figure(f"Hengyu with {better}, to the threshold", 60 - moved)
    yield Figure("Hengyu with A6 split", index(case, {**hengyu, "A6": 3}, "A"))
    yield Figure("two points of B4 or B2", 2 * 0.15 * 25)
    weights = [c.weight for c in case.accounts.criteria if c.id.startswith("B")]
    scores = [hengyu[c.id] for c in case.accounts.criteria if c.id.startswith("B")]
    yield Figure(
        "weighted mean of Hengyu's B", sum(w * s for w, s in zip(weights, scores, strict=True))
    )
    ganyuan = case.account_by_id["ganyuan"].scores
    changes: tuple[dict[Criterion, int], ...] = ({"A6": 3}, {"A3": 3}, {"A2": 4})
    for change in changes:
        moved = index(case, {**ganyuan, **change}, "A")
        yield Figure(f"Ganyuan with {change}", moved)
        yield Figure(f"Ganyuan with {change}, by", moved - index(case, ganyuan, "A"))
    margin = float(case.account_by_id["yaoxin"].raw["A3"]) / 100
    yield Figure("what a certificate for 90 万元 must bring in", 90 / margin)
    nodes = counted(map_of(case, "T−3"))
    for name, lifts in (
        ("three second meetings", {"shao-min": 1, "zheng-siqi": 1, "wei-guodong": 1}),
        ("a year's arrow", {"shao-min": 1, "zheng-siqi": 2, "wei-guodong": 2}),
    ):
        yield Figure(
            name,
            coverage_index(
                [
                    node.model_copy(update={"coverage": node.coverage + lifts.get(node.person, 0)})
                    for node in nodes
                ]
            ),
        )


def lowered(case: Case) -> Iterator[Figure]:
    """How many accounts were key if strength began at 40."""
    scores = [account.scores for account in case.accounts.accounts]
    key = [s for s in scores if index(case, s, "A") >= 60 and index(case, s, "B") >= 40 - 1e-9]
    yield share("key at 40", len(key) / len(scores))


def folded(case: Case) -> Iterator[Figure]:
    """Min–max folding of wallet and margin: before and after a ninth account joins."""
    eight = {a.id: (float(a.raw["A1"]), float(a.raw["A3"])) for a in case.accounts.accounts}
    nine = {**eight, "carmaker": (30_000.0, 20.0)}
    seven = {id_: raw for id_, raw in eight.items() if id_ != "hengyu"}
    for name, raw in (("eight", eight), ("nine", nine), ("seven", seven)):
        for id_ in ("hengyu", "runhe"):
            if id_ not in raw:
                continue
            both = [100 * _fold(raw[id_][i], [r[i] for r in raw.values()]) for i in (0, 1)]
            yield from each(f"{id_} among {name}", (*both, mean(both)))
    before = _fold(eight["runhe"][0], [r[0] for r in eight.values()])
    after = _fold(seven["runhe"][0], [r[0] for r in seven.values()])
    yield Figure("Runhe rises by", round(100 * after, 1) - round(100 * before, 1))


def _fold(value: float, values: list[float]) -> float:
    return (value - min(values)) / (max(values) - min(values))


def churn(case: Case) -> Iterator[Figure]:
    """Five causes, their mean and the total."""
    causes = [sum(i.score for i in cause.indicators) / 9 * 100 for cause in case.churn.causes]
    yield from each("cause", causes)
    yield Figure("mean of causes", mean(causes))
    yield Figure("six tenths of the highest", 0.6 * max(causes))
    yield Figure("four tenths of the mean", 0.4 * mean(causes))
    yield Figure("churn", 0.6 * max(causes) + 0.4 * mean(causes))


def team(case: Case) -> Iterator[Figure]:
    """Means by feature, of everybody, of the director and of the others."""
    everybody = [list(member.scores.values()) for member in case.team.health]
    director = next(m for m in case.team.health if m.person == "qin-lan")
    others = [m for m in case.team.health if m.person != "qin-lan"]
    yield Figure("sum of the health check", sum(map(sum, everybody)))
    yield Figure("mean of the health check", mean(s for scores in everybody for s in scores))
    for feature in case.team.features:
        yield Figure(feature.name, mean(m.scores[feature.id] for m in case.team.health))
    yield Figure("mean of the director", mean(director.scores.values()))
    yield Figure("mean of the others", mean(s for m in others for s in m.scores.values()))
    yield Figure("talk without the director", mean(m.scores["talk"] for m in others))
