"""The sheet of the self-assessment and what can be said from it. Pure; a score is 1 to 5.

A score says what one has done, not how good one is, and it serves to choose what to practise. What
was made is named beside it; without that a high score is not borne out (本课程设定).
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from course.content.words import Example, ToolWords
from exercises.chain import ChainLine
from exercises.evidence import Day, Line, SheetPart, months_before

CompetenceId = Literal[
    "business", "strategy", "choose", "needs", "network", "value", "objection", "team"
]
COMPETENCES: tuple[CompetenceId, ...] = (
    "business",
    "strategy",
    "choose",
    "needs",
    "network",
    "value",
    "objection",
    "team",
)
"""In the order of the course."""

When = Literal["before", "after"]
WHEN: tuple[When, ...] = ("before", "after")
"""Before the course and after it, by the same anchors."""

Points = Annotated[int, Field(ge=1, le=5, strict=True)]

NEEDS_DEED = 3
"""From this score on something must exist that another person can open."""

NEEDS_EFFECT = 4
"""From this score on it must be told who used it, or whom one taught."""

TO_WORK_ON = 2
"""So many competencies are chosen to be practised."""

HORIZON = timedelta(days=90)
"""Within this time a competency that is worth choosing is needed."""


class Mark(SheetPart):
    """One score with what bears it: the deed, where it lies, its day, and who used it.

    Where only the month is known, `date` is the month's first day and is shown as the month.
    """

    score: Points | None = None
    deed: Line = ""
    place: Line = ""
    date: Day | None = None
    effect: Line = ""


class Rating(SheetPart):
    """One competency: both scores, what changed, and how it is practised if it was chosen."""

    id: CompetenceId
    before: Mark = Mark()
    after: Mark = Mark()
    reason: Line = ""
    chosen: bool = False
    leaves: Line = ""
    day: Day | None = None

    def mark(self, when: When) -> Mark:
        """The score of that time."""
        return self.before if when == "before" else self.after


class CompetenceSheet(SheetPart):
    """All eight competencies, in the order of the course."""

    ratings: tuple[Rating, ...] = tuple(Rating(id=one) for one in COMPETENCES)

    @model_validator(mode="after")
    def _all_eight_in_order(self) -> Self:
        if tuple(rating.id for rating in self.ratings) != COMPETENCES:
            raise ValueError(f"the competencies must be {', '.join(COMPETENCES)}, in this order")
        return self

    def rating(self, competence: str) -> Rating:
        """What is said of this competency. Raises KeyError when there is none such."""
        for rating in self.ratings:
            if rating.id == competence:
                return rating
        raise KeyError(competence)

    @property
    def chosen(self) -> tuple[Rating, ...]:
        """The competencies chosen to be practised."""
        return tuple(rating for rating in self.ratings if rating.chosen)


def scores(sheet: CompetenceSheet, when: When) -> dict[CompetenceId, int]:
    """The scores given then, by competency."""
    given = {rating.id: rating.mark(when).score for rating in sheet.ratings}
    return {one: score for one, score in given.items() if score is not None}


def borne(mark: Mark) -> int | None:
    """The score that the deed bears: at most 2 without one, at most 3 while nobody used it."""
    if mark.score is None:
        return None
    if not mark.deed:
        return min(mark.score, NEEDS_DEED - 1)
    if not mark.effect:
        return min(mark.score, NEEDS_EFFECT - 1)
    return mark.score


def borne_scores(sheet: CompetenceSheet, when: When) -> dict[CompetenceId, int]:
    """The scores given then as far as deeds bear them."""
    given = {rating.id: borne(rating.mark(when)) for rating in sheet.ratings}
    return {one: score for one, score in given.items() if score is not None}


def newest(rating: Rating) -> When:
    """Which of the two scores speaks for today."""
    return "before" if rating.after.score is None else "after"


def stage(sheet: CompetenceSheet) -> When:
    """Which round of scoring the sheet is in: the second once it has begun."""
    return "after" if scores(sheet, "after") else "before"


def change(rating: Rating) -> int | None:
    """How much the score moved, in points; None while one of the two is missing."""
    if rating.before.score is None or rating.after.score is None:
        return None
    return rating.after.score - rating.before.score


def candidates(sheet: CompetenceSheet) -> list[CompetenceId]:
    """What is worth choosing: competencies whose newest score is borne below 3."""
    found = ((rating.id, borne(rating.mark(newest(rating)))) for rating in sheet.ratings)
    return [one for one, score in found if score is not None and score < NEEDS_DEED]


def is_written(rating: Rating) -> bool:
    """Whether anything was said of this competency."""
    return rating != Rating(id=rating.id)


def entries(sheet: CompetenceSheet) -> int:
    """How many competencies something was said of."""
    return sum(map(is_written, sheet.ratings))


def lines(sheet: CompetenceSheet, words: ToolWords) -> Sequence[ChainLine]:
    """The chosen competencies as the chain sees them: what is to be left, and by which day.

    Until the second round begins the contract ought to take them over.
    """
    ahead = stage(sheet) == "before"
    return [
        ChainLine(
            row=rating.id,
            text=rating.leaves,
            value=rating.day.isoformat() if rating.day else "",
            label=words.fields[rating.id].label,
            offered_to=("contract",) if ahead and rating.leaves else (),
        )
        for rating in sheet.chosen
    ]


def change_mark(
    sheet: CompetenceSheet, competence: str, when: When, **fields: Any
) -> CompetenceSheet:
    """Other values of one score. Raises KeyError, or ValidationError for a wrong value."""
    mark = sheet.rating(competence).mark(when)
    changed = Mark.model_validate({**dict(mark), **fields})
    return change_rating(sheet, competence, **{when: changed})


def change_rating(sheet: CompetenceSheet, competence: str, **fields: Any) -> CompetenceSheet:
    """Other values of one competency. Raises KeyError, or ValidationError for a wrong value."""
    rating = sheet.rating(competence)
    changed = Rating.model_validate({**dict(rating), **fields, "id": rating.id})
    ratings = tuple(changed if one.id == rating.id else one for one in sheet.ratings)
    return sheet.model_copy(update={"ratings": ratings})


def from_example(example: Example, today: date) -> CompetenceSheet:
    """An author's sheet, by competency. Deeds say `months_ago`, what is ahead says `in_days`.

    Raises ValidationError where the author made a mistake.
    """
    ratings = [_dated(rating, today) for rating in example.sheet.get("ratings", ())]
    return CompetenceSheet.model_validate({**example.sheet, "ratings": ratings})


def _dated(rating: dict[str, Any], today: date) -> dict[str, Any]:
    told = dict(rating)
    if "in_days" in told:
        told["day"] = today + timedelta(days=told.pop("in_days"))
    for when in WHEN:
        mark = told.get(when)
        if isinstance(mark, dict) and "months_ago" in mark:
            rest = {name: value for name, value in mark.items() if name != "months_ago"}
            day = months_before(today, mark["months_ago"]).replace(day=1)
            told[when] = {**rest, "date": day}
    return told
