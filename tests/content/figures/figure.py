"""A number that the case yields, under a name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`value` as computed, unrounded; of a share in percent, `percent` is true and 0.29 is 29.

    A share is `whole` when a lesson may round it to a whole percent. Few are: with all of them,
    every whole percent would be found somewhere. `about` is what the line must speak of.
    """

    name: str
    value: float
    percent: bool = False
    whole: bool = False
    about: str = ""


def share(name: str, value: float, *, whole: bool = False) -> Figure:
    """A fraction, printed in percent."""
    return Figure(name, 100 * value, percent=True, whole=whole)


def each(name: str, values: Iterable[float]) -> Iterator[Figure]:
    """One figure for each of `values`."""
    for index, value in enumerate(values, start=1):
        yield Figure(f"{name} {index}", value)
