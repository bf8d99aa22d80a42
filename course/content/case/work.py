"""The shape of the case's account sheets: scorecard, needs, SPISES, churn, team.

Plain data, no results: a tool computes its results from these, and the tests recompute every
number that the course prints. Money is in 万元.
"""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from course.content.case.book import Dim, Level, Money, Month, NeedId, Score, Side
from course.content.case.half import Cells, WorkedSheet
from course.content.schema import Authored, Fraction, Slug, Text

Criterion = Literal["A1", "A2", "A3", "A4", "A5", "A6", "B1", "B2", "B3", "B4", "B5"]
Quadrant = Literal["关键", "重点培育", "维护", "机会"]


class CriterionWords(Authored):
    """One criterion of the scorecard; weights of A and of B each add up to 1."""

    id: Criterion
    name: Text
    weight: Fraction
    unit: Text | None
    source: Text
    period: Text
    scorer: Text


class Cuts(Authored):
    """Four bounds between five scores. A rising criterion scores more at or above a bound, a
    falling one at or below it."""

    rising: bool
    cuts: Annotated[tuple[float, ...], Field(min_length=4, max_length=4)]

    def score(self, value: float) -> int:
        """1 to 5 for a raw value."""
        return 1 + sum(value >= cut if self.rising else value <= cut for cut in self.cuts)


class Levels(Authored):
    """Five named states, worst first."""

    levels: Annotated[tuple[Text, ...], Field(min_length=5, max_length=5)]

    def score(self, value: str) -> int:
        """1 to 5 for a named state; ValueError for any other name."""
        return 1 + self.levels.index(value)


class Threshold(Authored):
    """Where the quadrants part, on 0 to 100, and how near is a grey zone."""

    attractiveness: float
    strength: float
    grey: float


class Account(Authored):
    """A candidate account: raw values, scores, and revenue of three years, oldest first."""

    id: Slug
    name: Text
    short: Text
    industry: Text
    revenue: Annotated[tuple[Money | None, ...], Field(min_length=3, max_length=3)]
    raw: dict[Criterion, float | str]
    scores: dict[Criterion, Score]
    quadrant: Quadrant
    note: Text


class AccountsFile(WorkedSheet):
    """accounts.yaml."""

    criteria: tuple[CriterionWords, ...]
    anchors: dict[Criterion, Cuts | Levels]
    threshold: Threshold
    accounts: tuple[Account, ...]

    def cells(self) -> Cells:
        """A row per account: its scores by criterion, and its quadrant."""
        return {
            a.id: {**{str(c): score for c, score in a.scores.items()}, "quadrant": a.quadrant}
            for a in self.accounts
        }


class Need(Authored):
    """A need with its level, the words that show it, and what it lacks for the next level."""

    id: NeedId
    title: Text
    person: Slug
    side: Side
    level: Level
    priority: Annotated[int, Field(ge=1, le=3)]
    quote: Text
    interview: Slug
    cost: Money | None
    cost_why: Text
    owner: Slug
    next_question: Text
    due: Month
    to_next: Text


class NeedsFile(WorkedSheet):
    """needs.yaml."""

    needs: tuple[Need, ...]

    def cells(self) -> Cells:
        """A row per need; who said what where is never left out."""
        said = {"id", "person", "side", "quote", "interview", "due"}
        return {need.id: need.model_dump(exclude=said) for need in self.needs}


class Cue(Authored):
    """What was seen or heard that speaks for one dimension."""

    dim: Dim
    text: Text


class Offer(Authored):
    """What we may give for one dimension: 0 nothing, 1 some, 2 enough."""

    dim: Dim
    text: Text
    covered: Annotated[int, Field(ge=0, le=2)]


_Six = Field(min_length=6, max_length=6)


class Profile(Authored):
    """One person's six intensities (0–4), how sure we are (0–3) and what we give (0–2)."""

    person: Slug
    month: Month
    intensity: Annotated[tuple[Annotated[int, Field(ge=0, le=4)], ...], _Six]
    confidence: Annotated[tuple[Level, ...], _Six]
    covered: Annotated[tuple[Annotated[int, Field(ge=0, le=2)], ...], _Six]
    cues: tuple[Cue, ...]
    offers: tuple[Offer, ...]


class SpisesFile(WorkedSheet):
    """spises.yaml: the order of the dimensions, and the profiles."""

    dims: Annotated[tuple[Dim, ...], _Six]
    labels: Annotated[tuple[Text, ...], _Six]
    profiles: tuple[Profile, ...]

    def cells(self) -> Cells:
        """A row per person and dimension: ``shao-min.power``."""
        return {
            f"{profile.person}.{dim}": {
                "intensity": profile.intensity[n],
                "confidence": profile.confidence[n],
                "covered": profile.covered[n],
                "cue": _text_of(dim, profile.cues),
                "offer": _text_of(dim, profile.offers),
            }
            for profile in self.profiles
            for n, dim in enumerate(self.dims)
        }


def _text_of(dim: Dim, lines: Sequence[Cue | Offer]) -> str | None:
    return next((line.text for line in lines if line.dim == dim), None)


class Indicator(Authored):
    """A sign of churn: 0 none, 1 weak, 2 clear, 3 proven."""

    name: Text
    score: Annotated[int, Field(ge=0, le=3)]
    evidence: Text


class Cause(Authored):
    """One of the five causes of churn, with three indicators."""

    id: Literal["R1", "R2", "R3", "R4", "R5"]
    name: Text
    control: Text
    indicators: Annotated[tuple[Indicator, ...], Field(min_length=3, max_length=3)]


class Action(Authored):
    """What is done, by whom and until when, against which cause."""

    text: Text
    owner: Slug
    due: Text
    cause: Literal["R1", "R2", "R3", "R4", "R5"]


class ChurnFile(WorkedSheet):
    """churn.yaml."""

    causes: Annotated[tuple[Cause, ...], Field(min_length=5, max_length=5)]
    actions: tuple[Action, ...]
    quit_line: Text
    win_back_line: Text

    def cells(self) -> Cells:
        """``R2`` is a cause, ``R2.1`` its first indicator, ``action.1`` the first action, ``lines``
        where to give up and where to come back."""
        return {
            **{cause.id: {"control": cause.control} for cause in self.causes},
            **{
                f"{cause.id}.{n}": sign.model_dump(include={"score", "evidence"})
                for cause in self.causes
                for n, sign in enumerate(cause.indicators, 1)
            },
            **{f"action.{n}": action.model_dump() for n, action in enumerate(self.actions, 1)},
            "lines": self.model_dump(include={"quit_line", "win_back_line"}),
        }


class Named(Authored):
    """An id with its name."""

    id: Slug
    name: Text


class Health(Authored):
    """How one member sees the team, feature by feature."""

    person: Slug
    scores: dict[str, Score]
    note: Text


class SelfScore(Authored):
    """A competency as the learner's figure judged it, and why."""

    id: Slug
    name: Text
    score: Score
    why: Text


class LogEntry(Authored):
    """Something done in a week; `task` is one of the three daily tasks, or `why` it is none."""

    day: Literal["周一", "周二", "周三", "周四", "周五"]
    hours: Annotated[float, Field(gt=0, le=12)]
    text: Text
    task: Literal["information", "coverage", "value"] | None = None
    why: Text | None = None


class TeamFile(WorkedSheet):
    """team.yaml."""

    features: tuple[Named, ...]
    health: tuple[Health, ...]
    agreement: Text
    competencies: tuple[SelfScore, ...]
    log: tuple[LogEntry, ...]

    def cells(self) -> Cells:
        """A row per member: the scores by feature, and the note; ``agreement`` with its text."""
        members: Cells = {m.person: {**m.scores, "note": m.note} for m in self.health}
        return {**members, "agreement": {"text": self.agreement}}
