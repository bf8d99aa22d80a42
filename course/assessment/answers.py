"""What a learner may answer, per question type. Everything that comes from a browser passes here."""

from collections.abc import Mapping

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


def is_answer(question: AnyQuestion, answer: object) -> bool:
    """Whether `answer` is an answer to `question` at all; right or wrong is grading's business.

    Parsing and grading are apart on purpose: a malformed answer is never a zero score.
    """
    match question:
        case SingleChoice():
            return answer in {option.id for option in question.options}
        case MultipleChoice():
            return _picks(answer, {option.id for option in question.options})
        case TrueFalse():
            return isinstance(answer, bool)
        case Ordering():
            return isinstance(answer, list) and sorted(map(str, answer)) == sorted(
                piece.id for piece in question.items
            )
        case Matching():
            lefts = {left.id for left in question.left}
            rights = {right.id for right in question.right}
            return (
                isinstance(answer, Mapping)
                and bool(answer)
                and set(answer) <= lefts
                and set(answer.values()) <= rights
            )
        case Numeric():
            return isinstance(answer, int | float) and not isinstance(answer, bool)


def _picks(answer: object, known: set[str]) -> bool:
    return (
        isinstance(answer, list)
        and bool(answer)
        and len(set(answer)) == len(answer)
        and set(answer) <= known
    )
