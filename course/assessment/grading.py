"""Right, wrong, and why. Pure: a question and an answer go in, points and reasons come out.

docs/decisions/scoring.md tells why each rule is as it is.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from course.assessment.answers import is_answer
from course.content.items import (
    AnyQuestion,
    Matching,
    MultipleChoice,
    Numeric,
    Option,
    Ordering,
    SingleChoice,
    TrueFalse,
    WrongNumber,
    WrongOrder,
)
from course.errors import CourseError

WHOLE = "*"
"""The `part` of a remark that speaks of the answer as a whole; no slug looks like it."""


class NotAnAnswerError(CourseError):
    """What was to be graded is no answer to this question. It is not a zero score."""


class Score(NamedTuple):
    """Points earned out of points possible; 0 <= earned <= possible. Every question has 1 point."""

    earned: float
    possible: float

    @property
    def full(self) -> bool:
        """Whether nothing was missed."""
        return self.earned == self.possible

    @property
    def fraction(self) -> float:
        """Share of the points earned, in [0, 1]; 0 where there was nothing to earn."""
        return self.earned / self.possible if self.possible else 0.0


@dataclass(frozen=True)
class Remark:
    """What is said of one part of an answer. `text` is the author's Markdown.

    `part` is the id of an option or of a left side, "true" or "false", or `WHOLE`. `right` tells
    whether this part was answered rightly: an option that was rightly left out is right too.
    `misconception` is set only where this very answer shows it.
    """

    part: str
    right: bool
    text: str
    misconception: str | None = None


@dataclass(frozen=True)
class Feedback:
    """Score and reasons for one answer. Remarks stand in the question's own order."""

    score: Score
    remarks: tuple[Remark, ...]

    def of(self, part: str) -> Remark:
        """The remark on `part`. Raises KeyError where nothing is said of it."""
        for remark in self.remarks:
            if remark.part == part:
                return remark
        raise KeyError(part)

    @property
    def misconceptions(self) -> tuple[str, ...]:
        """Ids of the misconceptions which the answer shows, each once, in order."""
        return tuple(dict.fromkeys(r.misconception for r in self.remarks if r.misconception))


def grade(question: AnyQuestion, answer: object) -> Score:
    """Score one answer; None (nothing answered) earns nothing.

    single, truefalse: 1 or 0. multiple: (right picks - wrong picks) / keys, at least 0.
    ordering: the share of the key's neighbouring pairs that stand next to each other in the same
    order in the answer. matching: the share of left sides placed rightly. numeric: 1 within the
    tolerance (compared as decimals, so that 1.21 lies within 0.01 of 1.2), else 0.

    Raises NotAnAnswerError for what is no answer to this question at all.
    """
    return explain(question, answer).score


def explain(question: AnyQuestion, answer: object) -> Feedback:
    """Score and what to say for this very answer; None stands for nothing answered.

    Raises NotAnAnswerError for what is no answer to this question at all.
    """
    if answer is not None and not is_answer(question, answer):
        raise NotAnAnswerError(f"{question.id}: {answer!r}")
    match question:
        case SingleChoice():
            return _choice(question.options, {answer} if isinstance(answer, str) else set())
        case MultipleChoice():
            return _choice(question.options, set(answer) if isinstance(answer, list) else set())
        case TrueFalse():
            return _truth(question, answer)
        case Ordering():
            return _order(question, answer)
        case Matching():
            return _pairs(question, answer if isinstance(answer, dict) else {})
        case Numeric():
            return _number(question, answer)


def _choice(options: tuple[Option, ...], picked: set[str]) -> Feedback:
    keys = sum(option.correct for option in options)
    right = sum(option.correct and option.id in picked for option in options)
    remarks = tuple(
        Remark(
            part=option.id,
            right=option.correct == (option.id in picked),
            text=option.feedback,
            misconception=option.misconception
            if option.id in picked and not option.correct
            else None,
        )
        for option in options
    )
    return Feedback(_out_of(max(0, right - (len(picked) - right)), keys), remarks)


def _truth(question: TrueFalse, answer: object) -> Feedback:
    remarks = tuple(
        Remark(
            part="true" if value else "false",
            right=(value == question.answer) == (value == answer),
            text=question.feedback["true" if value else "false"],
            misconception=question.misconception
            if value == answer and value != question.answer
            else None,
        )
        for value in (True, False)
    )
    return Feedback(_out_of(answer == question.answer, 1), remarks)


def _order(question: Ordering, answer: object) -> Feedback:
    given = list(answer) if isinstance(answer, list) else []
    kept = set(pairwise(given)) & set(pairwise(question.answer))
    known = next((c for c in question.common_answers if list(c.value) == given), None)
    return Feedback(
        _out_of(len(kept), len(question.answer) - 1),
        _whole(given == list(question.answer), question.feedback, known),
    )


def _pairs(question: Matching, placed: dict[str, str]) -> Feedback:
    remarks = tuple(
        Remark(
            part=left.id,
            right=placed.get(left.id) == left.match,
            text=left.feedback,
            misconception=left.misconception
            if left.id in placed and placed[left.id] != left.match
            else None,
        )
        for left in question.left
    )
    return Feedback(_out_of(sum(remark.right for remark in remarks), len(remarks)), remarks)


def _number(question: Numeric, answer: object) -> Feedback:
    given = answer if isinstance(answer, int | float) else None
    right = given is not None and _near(given, question.answer, question.tolerance)
    known = next(
        (
            common
            for common in question.common_answers
            if given is not None and not right and _near(given, common.value, question.tolerance)
        ),
        None,
    )
    return Feedback(_out_of(right, 1), _whole(right, question.feedback, known))


def _whole(
    right: bool, feedback: str, known: WrongNumber | WrongOrder | None
) -> tuple[Remark, ...]:
    """What this wrong answer shows, where it is a known one, and then the way to the right one."""
    way = Remark(WHOLE, right, feedback)
    return (Remark(WHOLE, False, known.feedback, known.misconception), way) if known else (way,)


def _near(given: float, key: float, tolerance: float) -> bool:
    return abs(Decimal(str(given)) - Decimal(str(key))) <= Decimal(str(tolerance))


def _out_of(earned: int, parts: int) -> Score:
    return Score(earned / parts, 1.0)
