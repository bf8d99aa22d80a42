"""Which candidate does most with what matters, what counts as equal, and how far that holds. Pure.

The quantitative strategic planning matrix: every factor gives each candidate 1 to 4, times its
weight; outside and inside weigh 1 each, so that 8 is the most. A factor that not every candidate
has a score for is not counted yet, and never as 0.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from exercises.strategy.sheet import SIDES, UNDO, Strategy, StrategySheet, factor_weights, side_of
from exercises.weights import shares

EQUAL = 0.05
"""Candidates nearer to the best of their group than this share of it count as equal."""

CHANGE = 0.2
"""By this share weights are made heavier and lighter to see whether the order holds."""


@dataclass(frozen=True)
class Completion:
    """Factors counted, factors chosen, and those with a score for some candidates only."""

    counted: int
    chosen: int
    half: tuple[str, ...]


@dataclass(frozen=True)
class Break:
    """A change after which a candidate's place is another one.

    `how` is what was done with `fact`; `gap` is how far behind the best it then lies, in [0, 1].
    """

    how: Literal["heavier", "lighter", "without"]
    fact: str
    gap: float


@dataclass(frozen=True)
class Robustness:
    """Whether a candidate leads (alone or as an equal), and what would change that."""

    leads: bool
    breaks: tuple[Break, ...]

    @property
    def robust(self) -> bool:
        """Whether nothing changes it."""
        return not self.breaks


def compared(sheet: StrategySheet) -> tuple[str, ...]:
    """The ids of the candidates that take part: those written that have a score already."""
    scored = {one for factor in sheet.factors.values() for one in factor.scores}
    return tuple(row.id for row in sheet.written if row.id in scored)


def completion(sheet: StrategySheet) -> Completion:
    """How far the comparison is filled in."""
    ids = compared(sheet)
    given = {fact: sum(one in f.scores for one in ids) for fact, f in sheet.factors.items()}
    half = tuple(fact for fact, n in given.items() if 0 < n < len(ids))
    whole = sum(n == len(ids) > 0 for n in given.values())
    return Completion(whole, len(given), half)


def counted_weights(sheet: StrategySheet) -> dict[str, float]:
    """What every counted factor weighs: on either side they sum to 1, or there are none."""
    ids = compared(sheet)
    whole = [f for f, one in sheet.factors.items() if ids and all(i in one.scores for i in ids)]
    found: dict[str, float] = {}
    for side in SIDES:
        found |= shares(factor_weights(sheet, side), [f for f in whole if side_of(f) == side])
    return found


def parts(sheet: StrategySheet) -> dict[str, dict[str, float]]:
    """By candidate and factor, weight times attraction. Empty before anything is counted."""
    return _parts(sheet, counted_weights(sheet))


def _parts(sheet: StrategySheet, weights: Mapping[str, float]) -> dict[str, dict[str, float]]:
    if not weights:
        return {}
    return {
        one: {fact: w * sheet.factors[fact].scores[one] for fact, w in weights.items()}
        for one in compared(sheet)
    }


def totals(sheet: StrategySheet) -> dict[str, float]:
    """By candidate the sum of its parts, at most 8; the highest first."""
    return _totals(sheet, counted_weights(sheet))


def _totals(sheet: StrategySheet, weights: Mapping[str, float]) -> dict[str, float]:
    sums = {one: sum(line.values()) for one, line in _parts(sheet, weights).items()}
    return dict(sorted(sums.items(), key=lambda pair: -pair[1]))


def behind(value: float, best: float) -> float:
    """How far a total lies behind the best, as a share of the best."""
    return (best - value) / best if best else 0.0


def groups(sheet: StrategySheet) -> list[list[str]]:
    """The candidates, best first, those that count as equal together."""
    found: list[list[str]] = []
    sums = totals(sheet)
    for one, value in sums.items():
        if found and behind(value, sums[found[-1][0]]) < EQUAL - 1e-9:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def sequence(sheet: StrategySheet, ids: Sequence[str]) -> list[str]:
    """In which order to begin with these: what another one needs comes first; of equals what can
    be taken back more easily, then what has more points."""
    place = {one: n for n, group in enumerate(groups(sheet)) for one in group}
    sums = totals(sheet)

    def weight(one: str) -> tuple[int, int, float]:
        undo = sheet.row(one).undo
        back = UNDO.index(undo) if undo else len(UNDO)
        return (place.get(one, len(place)), back, -sums.get(one, 0.0))

    waiting, done = sorted(ids, key=weight), []
    while waiting:
        free = (one for one in waiting if sheet.row(one).after not in waiting)
        first = next(free, waiting[0])  # two that wait for each other: the coach tells
        waiting.remove(first)
        done.append(first)
    return done


def leaders(sheet: StrategySheet) -> list[str]:
    """The best candidates: those that count as equal to the one with most points."""
    found = groups(sheet)
    return found[0] if found else []


def robustness(sheet: StrategySheet) -> dict[str, Robustness]:
    """By candidate whether it keeps leading (or not leading) when one weight at a time is a fifth
    heavier or lighter, and when one factor at a time is left out."""
    weights = counted_weights(sheet)
    first = set(leaders(sheet))
    breaks: dict[str, list[Break]] = {one: [] for one in compared(sheet)}
    for how, fact, changed in _variations(weights):
        sums = _totals(sheet, changed)
        best = max(sums.values())
        for one, value in sums.items():
            gap = behind(value, best)
            if (gap < EQUAL - 1e-9) != (one in first):
                breaks[one].append(Break(how, fact, gap))
    if not weights:
        return {}
    return {one: Robustness(one in first, tuple(found)) for one, found in breaks.items()}


def _variations(
    weights: Mapping[str, float],
) -> list[tuple[Literal["heavier", "lighter", "without"], str, dict[str, float]]]:
    ways: tuple[tuple[Literal["heavier", "lighter", "without"], float], ...] = (
        ("without", 0.0),
        ("lighter", 1 - CHANGE),
        ("heavier", 1 + CHANGE),
    )
    found = []
    for how, times in ways:
        for fact in weights:
            side = {f: w for f, w in weights.items() if side_of(f) == side_of(fact)}
            side[fact] *= times
            total = sum(side.values())
            if len(side) > 1 and total > 0:  # one factor alone weighs 1 whatever is done with it
                found.append((how, fact, {**weights, **{f: w / total for f, w in side.items()}}))
    return found


def waits_in_circles(sheet: StrategySheet, row: Strategy) -> bool:
    """Whether a candidate in the end waits for itself."""
    seen, known = set(), {one.id: one for one in sheet.rows}
    at: Strategy | None = row
    while at is not None and at.after in known and at.id not in seen:
        seen.add(at.id)
        at = known[at.after]
        if at.id == row.id:
            return True
    return False
