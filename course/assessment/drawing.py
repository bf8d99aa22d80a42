"""Which questions somebody gets, and in which order. The same seed always gives the same paper."""

from collections.abc import Iterable
from random import Random

from course.content.items import (
    AnyQuestion,
    Item,
    Matching,
    MultipleChoice,
    Ordering,
    SingleChoice,
    TrueFalse,
)

Bundle = tuple[Item, ...]
"""What is drawn as one: a question alone, or all parts of a vignette in their order."""


def draw(items: Iterable[Item], count: int, seed: int) -> list[Item]:
    """A paper of at most `count` of the `items`, as long as bundles allow, in shuffled order.

    Objectives are served in turn, so that each has its share; where the objective whose turn it is
    has nothing left that fits, the others fill in. The parts of a vignette come all or none, side
    by side, in the order in which they were given; the order of `items` is otherwise of no
    consequence.

    Raises ValueError when `count` is not positive.
    """
    if count < 1:
        raise ValueError(f"cannot draw {count} questions")
    chance = Random(seed)  # noqa: S311 - a fair draw that can be repeated, not a secret
    left = sorted(_bundles(items), key=lambda bundle: bundle[0].id)
    chance.shuffle(left)
    room = _longest(left, count)
    served = dict.fromkeys((bundle[0].objective for bundle in left), 0)
    drawn: list[Bundle] = []
    while room:
        fitting = [b for b in left if _can_fill([c for c in left if c is not b], room - len(b))]
        bundle = min(fitting, key=lambda b: served[b[0].objective])
        left.remove(bundle)
        drawn.append(bundle)
        served[bundle[0].objective] += len(bundle)
        room -= len(bundle)
    chance.shuffle(drawn)
    return [item for bundle in drawn for item in bundle]


def option_order(question: AnyQuestion, seed: int) -> list[str]:
    """In which order the parts are shown: options, pieces to sort, or the right sides of pairs.

    An order that the author fixed stays; 「对」 stands before 「错」. Pieces to sort never start
    in the right order. A number has no parts.
    """
    # The id keeps questions of one paper from being shuffled alike. A text seeds Random by its
    # SHA-512, the same on every machine.
    chance = Random(f"{seed}:{question.id}")  # noqa: S311 - as above
    match question:
        case SingleChoice() | MultipleChoice():
            order = [option.id for option in question.options]
            if question.order == "random":
                chance.shuffle(order)
            return order
        case TrueFalse():
            return ["true", "false"]
        case Ordering():
            order = list(question.answer)
            while order == list(question.answer):
                chance.shuffle(order)
            return order
        case Matching():
            order = [right.id for right in question.right]
            chance.shuffle(order)
            return order
        case _:
            return []


def _bundles(items: Iterable[Item]) -> list[Bundle]:
    found: dict[str, list[Item]] = {}
    for item in items:
        # A group and a question may share a slug, so what kind it is belongs to the key.
        found.setdefault(f"group {item.group}" if item.group else item.id, []).append(item)
    return [tuple(bundle) for bundle in found.values()]


def _sums(bundles: Iterable[Bundle]) -> int:
    """All lengths that some of the `bundles` have together, as bits: bit n is set for length n."""
    sums = 1
    for bundle in bundles:
        sums |= sums << len(bundle)
    return sums


def _can_fill(bundles: Iterable[Bundle], room: int) -> bool:
    return room >= 0 and bool(_sums(bundles) >> room & 1)


def _longest(bundles: Iterable[Bundle], count: int) -> int:
    return (_sums(bundles) & ((1 << (count + 1)) - 1)).bit_length() - 1
