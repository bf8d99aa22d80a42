"""The shape of a question. One class per type; `Item` is any of them.

An item's id is never changed and never used again: attempts refer to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from course.content.schema import Authored, Fraction, Slug, Text
from course.language import _


class Bloom(StrEnum):
    """Cognitive level of a question, lowest first."""

    REMEMBER = "remember"
    UNDERSTAND = "understand"
    APPLY = "apply"
    ANALYSE = "analyse"
    EVALUATE = "evaluate"


class Pool(StrEnum):
    """What a question is for. A question sits in exactly one pool."""

    PRETEST = "pretest"
    PRACTICE = "practice"
    ASSESSMENT = "assessment"
    FINAL = "final"


Source = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+#[a-z0-9-]+$")]
"""Where the answer is taught: `lesson#anchor`, the anchor being a section's `{#anchor}`."""


class Option(Authored):
    """One choice, with its own reason; a wrong one may name the misconception it shows."""

    id: Slug
    text: Text
    correct: bool = False
    feedback: Text
    misconception: Slug | None = None


def option_faults(type_: str, ids: Sequence[str], keys: int) -> list[str]:
    """What is wrong with the options of a choice as a whole, told to its author.

    Args:
        type_: ``single`` or ``multiple``.
        ids: the options' ids.
        keys: how many of them are correct.
    """
    faults = []
    twice = sorted({id_ for id_ in ids if ids.count(id_) > 1})
    if twice:
        faults.append(_("选项 id 重复：{}。").format("、".join(twice)))
    if type_ == "single" and keys != 1:
        faults.append(_("单选题要有且只有一个正确选项，现在有 {} 个。").format(keys))
    if type_ == "multiple" and not 0 < keys < len(ids):
        faults.append(_("多选题的正确选项至少一个、不能是全部，现在有 {} 个。").format(keys))
    return faults


def _sound(type_: str) -> AfterValidator:
    def check(options: tuple[Option, ...]) -> tuple[Option, ...]:
        keys = sum(option.correct for option in options)
        faults = option_faults(type_, [option.id for option in options], keys)
        if faults:
            raise ValueError(faults[0])
        return options

    return AfterValidator(check)


class Question(Authored):
    """What every gradable question has.

    A question on its own states objective, pool and source; the part of a vignette takes them
    from the vignette, and may only name a source of its own. The loader sees to it and hands out
    `Item`, where nothing is missing.
    """

    id: Slug
    objective: Slug | None = None
    pool: Annotated[Pool | None, Field(strict=False)] = None
    source: Source | None = None
    facet: Slug | None = None
    bloom: Annotated[Bloom, Field(strict=False)]
    difficulty: Fraction
    stem: Text
    hints: tuple[Text, ...] = ()


class SingleChoice(Question):
    """Exactly one option is right."""

    type: Literal["single"]
    order: Literal["random", "fixed"] = "random"
    options: Annotated[
        tuple[Option, ...],
        Field(min_length=3, max_length=6),
        _sound("single"),
    ]


class MultipleChoice(Question):
    """Some options are right; right picks earn, wrong picks cost, never below nothing."""

    type: Literal["multiple"]
    scoring: Literal["right_minus_wrong"] = "right_minus_wrong"
    order: Literal["random", "fixed"] = "random"
    options: Annotated[
        tuple[Option, ...],
        Field(min_length=3, max_length=8),
        _sound("multiple"),
    ]


class TrueFalse(Question):
    """A statement that holds or does not. Feedback for both answers."""

    type: Literal["truefalse"]
    answer: bool
    feedback: dict[Literal["true", "false"], Text]
    misconception: Slug | None = None


class Piece(Authored):
    """One thing to put in order."""

    id: Slug
    text: Text


class WrongOrder(Authored):
    """A wrong order that people really give, and what it shows."""

    value: tuple[Slug, ...]
    feedback: Text
    misconception: Slug | None = None


class Ordering(Question):
    """Put the pieces in order; every neighbouring pair that is right earns."""

    type: Literal["ordering"]
    scoring: Literal["adjacent_pairs"] = "adjacent_pairs"
    items: Annotated[tuple[Piece, ...], Field(min_length=3, max_length=8)]
    answer: tuple[Slug, ...]
    feedback: Text
    common_answers: tuple[WrongOrder, ...] = ()


class Left(Authored):
    """The left side of a pair: what is to be placed, and where it belongs."""

    id: Slug
    text: Text
    match: Slug
    feedback: Text
    misconception: Slug | None = None


class Matching(Question):
    """Place every left side; each right placing earns. One or more right sides may stay unused."""

    type: Literal["matching"]
    scoring: Literal["per_pair"] = "per_pair"
    left: Annotated[tuple[Left, ...], Field(min_length=2, max_length=8)]
    right: Annotated[tuple[Piece, ...], Field(min_length=2, max_length=8)]


class WrongNumber(Authored):
    """A wrong number that people really give, and what it shows."""

    value: float | int
    feedback: Text
    misconception: Slug | None = None


class Numeric(Question):
    """A number in a stated unit. Right when within `tolerance` (absolute, same unit)."""

    type: Literal["numeric"]
    answer: float | int
    tolerance: Annotated[float | int, Field(ge=0)]
    unit: Text
    feedback: Text
    common_answers: tuple[WrongNumber, ...] = ()


AnyQuestion = SingleChoice | MultipleChoice | TrueFalse | Ordering | Matching | Numeric

Part = Annotated[AnyQuestion, Field(discriminator="type")]


class Vignette(Authored):
    """A case in Markdown followed by three or four questions on it."""

    type: Literal["vignette"]
    id: Slug
    objective: Slug
    pool: Annotated[Pool, Field(strict=False)]
    source: Source
    case: Text
    parts: Annotated[tuple[Part, ...], Field(min_length=2, max_length=4)]


Entry = Annotated[AnyQuestion | Vignette, Field(discriminator="type")]


class ItemFile(Authored):
    """items/NN-lesson.yaml: the questions of one lesson and the misconceptions they look for."""

    lesson: Slug
    misconceptions: dict[Slug, Text] = Field(default_factory=dict)
    items: Annotated[tuple[Entry, ...], Field(min_length=1)]


@dataclass(frozen=True)
class Item:
    """One question as the course uses it, with everything that a vignette's part inherits.

    `text_hash` identifies the wording: an attempt keeps it, so editing an item never rewrites
    history. `case` is the vignette's Markdown, `group` its id; both None for a question alone.
    """

    unit: str
    lesson: str
    anchor: str
    objective: str
    pool: Pool
    question: AnyQuestion
    text_hash: str
    case: str | None = None
    group: str | None = None

    @property
    def id(self) -> str:
        """The question's id."""
        return self.question.id
