"""How somebody who is right with a given probability answers a question."""

from random import Random

from course.assessment.answers import Answer
from course.content.items import (
    AnyQuestion,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    SingleChoice,
    TrueFalse,
)


def answer_to(question: AnyQuestion, skill: float, chance: Random) -> Answer | None:
    """An answer: right with probability `skill`, else one that people really give.

    Now and then nothing is answered at all.
    """
    if chance.random() < 0.02:
        return None
    if chance.random() < skill:
        return right_answer(question)
    return _wrong_answer(question, chance)


def right_answer(question: AnyQuestion) -> Answer:
    """The key."""
    match question:
        case SingleChoice():
            return next(option.id for option in question.options if option.correct)
        case MultipleChoice():
            return [option.id for option in question.options if option.correct]
        case TrueFalse() | Numeric():
            return question.answer
        case Ordering():
            return list(question.answer)
        case Matching():
            return {left.id: left.match for left in question.left}


def _wrong_answer(question: AnyQuestion, chance: Random) -> Answer:
    match question:
        case SingleChoice():
            return chance.choice([option.id for option in question.options if not option.correct])
        case MultipleChoice():
            keys = [option.id for option in question.options if option.correct]
            rest = [option.id for option in question.options if not option.correct]
            return [*keys[: chance.randint(0, len(keys) - 1)], chance.choice(rest)]
        case TrueFalse():
            return not question.answer
        case Ordering():
            if question.common_answers:
                return list(chance.choice(question.common_answers).value)
            order = list(question.answer)
            order[0], order[1] = order[1], order[0]
            return order
        case Matching():
            left = chance.choice(question.left)
            others = [right.id for right in question.right if right.id != left.match]
            return {each.id: each.match for each in question.left} | {
                left.id: chance.choice(others)
            }
        case Numeric():
            if question.common_answers:
                return chance.choice(question.common_answers).value
            return question.answer * 2 + 1
