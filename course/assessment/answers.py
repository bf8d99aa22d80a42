"""What a learner may answer, per question type. All that comes from a browser passes here."""

from collections.abc import Mapping
from typing import TypeGuard

from course.content.items import (
    AnyQuestion,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    SingleChoice,
    TrueFalse,
)

Answer = str | bool | float | list[str] | dict[str, str]
"""single: option id · multiple: option ids · truefalse: bool · ordering: piece ids in order ·
matching: left id → right id (may be partial) · numeric: number in the question's unit.
JSON as it stands, so that it is stored and read back unchanged."""

LARGEST = 10**15
"""No answer in business units is larger; beyond it floats lose whole numbers. NaN is not within."""


def is_answer(question: AnyQuestion, answer: object) -> TypeGuard[Answer]:
    """Whether `answer` is an answer to `question` at all; right or wrong is grading's business.

    Parsing and grading are apart on purpose: a malformed answer is never a zero score. Nothing
    that JSON can hold makes this raise.
    """
    match question:
        case SingleChoice():
            return isinstance(answer, str) and answer in {option.id for option in question.options}
        case MultipleChoice():
            return _picks(answer, {option.id for option in question.options})
        case TrueFalse():
            return isinstance(answer, bool)
        case Ordering():
            return _texts(answer) and sorted(answer) == sorted(p.id for p in question.items)
        case Matching():
            return (
                isinstance(answer, Mapping)
                and bool(answer)
                and set(answer) <= {left.id for left in question.left}
                and _texts(list(answer.values()))
                and set(answer.values()) <= {right.id for right in question.right}
            )
        case Numeric():
            return (
                isinstance(answer, int | float)
                and not isinstance(answer, bool)
                and -LARGEST <= answer <= LARGEST
            )


def _picks(answer: object, known: set[str]) -> bool:
    return (
        _texts(answer) and bool(answer) and len(set(answer)) == len(answer) and set(answer) <= known
    )


def _texts(answer: object) -> TypeGuard[list[str]]:
    return isinstance(answer, list) and all(isinstance(part, str) for part in answer)
