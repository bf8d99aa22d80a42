"""The derived row per learner and unit, written with what changes it: reading never scans."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from course.assessment.grading import Score
from course.assessment.results import passes
from course.people.rights import Actor
from course.records import Attempt, UnitResult
from course.store.engine import Db
from course.store.standing import restate, upsert


@dataclass(frozen=True)
class UnitResultRow:
    """Where one learner stands in one unit. Fractions in [0, 1], of assessments only."""

    unit: str
    lessons_finished: int
    attempts: int
    best: float | None
    last: float | None
    passed_at: datetime | None
    active_at: datetime


@dataclass(frozen=True)
class Scores:
    """What the assessments of one unit come to."""

    attempts: int = 0
    best: float | None = None
    last: float | None = None
    passed_at: datetime | None = None

    def after(self, score: Score, pass_mark: float, at: datetime) -> "Scores":
        """With one more assessment. Once passed stays passed, by the mark then in force."""
        fraction = score.fraction
        return Scores(
            attempts=self.attempts + 1,
            best=fraction if self.best is None else max(self.best, fraction),
            last=fraction,
            passed_at=self.passed_at or (at if passes(score, pass_mark) else None),
        )


def scores_of(attempts: Iterable[Attempt]) -> Scores:
    """Derived from all attempts of one learner in one unit, oldest first."""
    scores = Scores()
    for attempt in attempts:
        if attempt.mode == "assessment":
            score = Score(attempt.earned, attempt.possible)
            scores = scores.after(score, attempt.pass_mark, attempt.submitted_at)
    return scores


def result_of(db: Db, actor: Actor, unit: str) -> UnitResult | None:
    """The row of one unit, as it is now."""
    return db.get(UnitResult, (actor.user_id, unit), populate_existing=True)


def act_in(db: Db, actor: Actor, unit: str, now: datetime, **changes: Any) -> None:
    """Note that something happened in `unit`, and what it changed. The caller holds the lock."""
    key = {"user_id": actor.user_id, "unit": unit}
    first = {name: 0 for name in ("lessons_finished", "attempts") if name not in changes}
    upsert(db, UnitResult, key, {**changes, "active_at": now}, first)
    restate(db, actor.user_id)


def results(db: Db, actor: Actor) -> dict[str, UnitResultRow]:
    """Where this person stands, by unit; units never touched are missing."""
    rows = db.scalars(select(UnitResult).where(col(UnitResult.user_id) == actor.user_id))
    return {row.unit: result_row(row) for row in rows}


def result_row(row: UnitResult) -> UnitResultRow:
    """The row as others may hold it."""
    return UnitResultRow(
        unit=row.unit,
        lessons_finished=row.lessons_finished,
        attempts=row.attempts,
        best=row.best,
        last=row.last,
        passed_at=row.passed_at,
        active_at=row.active_at,
    )
