"""What a paper handed in shows: points, passed or not, and how each objective stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor

from course.assessment.grading import Score
from course.content.items import Item

_HAIR = 1e-9
"""Thirds of a point do not add up exactly in floats; nobody fails by less than this."""


@dataclass(frozen=True)
class ObjectiveResult:
    """How the questions of one objective went. `right` of `asked` earned everything.

    `reread` are the sources (`lesson#anchor`) of those that did not, each once, in order.
    """

    objective: str
    score: Score
    right: int
    asked: int
    reread: tuple[str, ...]


def total(scores: Iterable[Score]) -> Score:
    """All points together."""
    listed = list(scores)
    return Score(sum(s.earned for s in listed), sum(s.possible for s in listed))


def points(fraction: float) -> int:
    """A fraction out of 100, rounded down: 79.6 must not look like a pass at 80."""
    return floor(100 * fraction + _HAIR)


def passes(score: Score, pass_mark: float) -> bool:
    """Whether the share earned reaches `pass_mark`, a fraction. A paper without points: no."""
    return score.possible > 0 and score.fraction >= pass_mark - _HAIR


def by_objective(marked: Iterable[tuple[Item, Score]]) -> list[ObjectiveResult]:
    """Results per objective, in the order in which the objectives first appear."""
    groups: dict[str, list[tuple[Item, Score]]] = {}
    for item, score in marked:
        groups.setdefault(item.objective, []).append((item, score))
    return [
        ObjectiveResult(
            objective=objective,
            score=total(score for _item, score in group),
            right=sum(score.full for _item, score in group),
            asked=len(group),
            reread=tuple(
                dict.fromkeys(f"{i.lesson}#{i.anchor}" for i, score in group if not score.full)
            ),
        )
        for objective, group in groups.items()
    ]
