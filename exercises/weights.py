"""Weights of several things beside each other: non-negative, together 1. Pure.

A weight that was not given is not 0: while none is given, all weigh the same; once one is, only
those that have one are counted.
"""

from collections.abc import Iterable, Mapping
from math import isclose
from typing import Annotated

from pydantic import Field

Weight = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]

TOLERANCE = 0.001
"""So far the sum may be from 1."""

_ROUNDED = 3e-4
"""So far a few weights of four decimals may miss their sum through rounding alone."""


def weight_sum(weights: Mapping[str, float | None]) -> float | None:
    """The sum of the weights given; None where none is."""
    given = [weight for weight in weights.values() if weight is not None]
    return sum(given) if given else None


def weights_hold(weights: Mapping[str, float | None]) -> bool:
    """Whether all weights are given and their sum is 1."""
    total = weight_sum(weights)
    whole = all(weight is not None for weight in weights.values())
    return total is not None and whole and abs(total - 1) <= TOLERANCE + 1e-9


def shares(weights: Mapping[str, float | None], scored: Iterable[str]) -> dict[str, float]:
    """How much each of the `scored` counts. The shares sum to 1, or there are none."""
    given = {name: weight for name, weight in weights.items() if weight is not None}
    counted = {
        name: given.get(name, 0.0) if given else 1.0
        for name in scored
        if name in weights and (not given or name in given)
    }
    total = sum(counted.values())
    return {name: weight / total for name, weight in counted.items()} if total > 0 else {}


def normalised(weights: Mapping[str, float | None]) -> dict[str, float | None]:
    """Every weight given divided by their sum, to four decimals; the same where that is 0 or 1.

    Their ratios stay; weights not given stay so.
    """
    total = weight_sum(weights)
    if not total or isclose(total, 1, abs_tol=_ROUNDED):
        return dict(weights)
    return {
        name: None if weight is None else round(weight / total, 4)
        for name, weight in weights.items()
    }
