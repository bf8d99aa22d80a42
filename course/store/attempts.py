"""Quizzes handed in. Drafts are in course.store.drafts, and can be had from here too.

Attempts are appended and never edited; the database itself refuses (triggers in the migrations).
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from course.assessment.grading import Score
from course.errors import NotFoundError
from course.language import _
from course.people.rights import Actor, Role
from course.records import Attempt, ItemResponse, User
from course.store.drafts import (
    AlreadySubmittedError,
    DraftState,
    Mode,
    discard_draft,
    draft_of,
    draft_row,
    mode_of,
    newest_attempt,
    save_answer,
    save_checked,
    save_hints,
    start_draft,
)
from course.store.engine import Db
from course.store.people import lock_person
from course.store.results import Scores, UnitResultRow, act_in, result_of, results

__all__ = [
    "AlreadySubmittedError",
    "AttemptDetail",
    "AttemptRow",
    "DraftState",
    "GradedResponse",
    "Mode",
    "ResponseRow",
    "UnitResultRow",
    "attempt",
    "attempts_of",
    "discard_draft",
    "draft_of",
    "results",
    "save_answer",
    "save_checked",
    "save_hints",
    "start_draft",
    "submit",
]


@dataclass(frozen=True)
class GradedResponse:
    """One question as graded. `answer` is None where nothing was answered."""

    item_id: str
    text_hash: str
    answer: Any
    earned: float
    possible: float


@dataclass(frozen=True)
class ResponseRow(GradedResponse):
    """One question of an attempt, with the number of hints that were shown."""

    hints: int


@dataclass(frozen=True)
class AttemptRow:
    """A quiz handed in."""

    id: int
    user_id: int
    unit: str
    mode: Mode
    seed: int
    content_version: str
    pass_mark: float
    earned: float
    possible: float
    started_at: datetime
    submitted_at: datetime


@dataclass(frozen=True)
class AttemptDetail(AttemptRow):
    """A quiz handed in, with its questions in the order they were asked."""

    responses: tuple[ResponseRow, ...]


def submit(
    db: Db,
    actor: Actor,
    *,
    unit: str,
    mode: Mode,
    course_version: str,
    pass_mark: float,
    graded: list[GradedResponse],
    now: datetime,
) -> int:
    """Hand the draft in: append the attempt, derive the result, delete the draft. Its id.

    `graded` are questions of the draft, each at most once; ValueError otherwise, and where there is
    nothing to earn. Raises AlreadySubmittedError when there is no draft, so a second click cannot
    make a second attempt. Practice never changes scores.
    """
    lock_person(db, actor.user_id)
    draft = draft_row(db, actor, unit, mode)
    if draft is None:
        raise AlreadySubmittedError(newest_attempt(db, actor, unit, mode))
    ids = [response.item_id for response in graded]
    if len(set(ids)) < len(ids) or not set(ids) <= set(draft.item_ids):
        raise ValueError(f"graded {ids}, but the draft asks {draft.item_ids}")
    score = Score(sum(each.earned for each in graded), sum(each.possible for each in graded))
    if not 0 <= score.earned <= score.possible or score.possible == 0:
        raise ValueError(f"{score} is no score")
    record = Attempt(
        user_id=actor.user_id,
        unit=unit,
        mode=mode,
        seed=draft.seed,
        content_version=course_version,
        pass_mark=pass_mark,
        earned=score.earned,
        possible=score.possible,
        started_at=draft.started_at,
        # A clock that was set back must not keep anybody from handing in.
        submitted_at=max(now, draft.started_at),
    )
    db.add(record)
    db.flush()
    assert record.id is not None
    for position, response in enumerate(graded):
        hints = draft.hints.get(response.item_id, 0)
        db.add(
            ItemResponse(attempt_id=record.id, position=position, hints=hints, **asdict(response))
        )
    db.delete(draft)
    db.flush()
    changes = _scored(db, actor, unit, score, pass_mark, now) if mode == "assessment" else {}
    act_in(db, actor, unit, now, **changes)
    return record.id


def attempts_of(db: Db, actor: Actor, unit: str) -> list[AttemptRow]:
    """This person's own attempts in one unit, newest first."""
    query = (
        select(Attempt)
        .where(col(Attempt.user_id) == actor.user_id, col(Attempt.unit) == unit)
        .order_by(col(Attempt.id).desc())
    )
    return [AttemptRow(**_row(record)) for record in db.scalars(query)]


def attempt(db: Db, actor: Actor, attempt_id: int) -> AttemptDetail:
    """One attempt: one's own, or that of somebody whose progress the actor may see.

    Raises NotFoundError otherwise, also where there is one: its id tells nothing.
    """
    record = db.get(Attempt, attempt_id)
    if record is None or not _may_see(db, actor, record.user_id):
        raise NotFoundError(_("没有这次测验。"))
    query = (
        select(ItemResponse)
        .where(col(ItemResponse.attempt_id) == attempt_id)
        .order_by(col(ItemResponse.position))
    )
    responses = tuple(
        ResponseRow(
            item_id=row.item_id,
            text_hash=row.text_hash,
            answer=row.answer,
            earned=row.earned,
            possible=row.possible,
            hints=row.hints,
        )
        for row in db.scalars(query)
    )
    return AttemptDetail(**_row(record), responses=responses)


def _scored(
    db: Db, actor: Actor, unit: str, score: Score, pass_mark: float, now: datetime
) -> dict[str, Any]:
    """What one more assessment changes in the derived row."""
    row = result_of(db, actor, unit)
    before = Scores() if row is None else Scores(row.attempts, row.best, row.last, row.passed_at)
    return asdict(before.after(score, pass_mark, now))


def _may_see(db: Db, actor: Actor, user_id: int) -> bool:
    if actor.user_id == user_id or actor.sees_everybody:
        return True
    if actor.role != Role.MANAGER:
        return False
    query = select(col(User.id)).where(
        col(User.id) == user_id,
        col(User.role) == Role.LEARNER,
        col(User.department_id).in_(actor.departments),
    )
    return db.execute(query).first() is not None


def _row(record: Attempt) -> dict[str, Any]:
    return {**record.model_dump(), "mode": mode_of(record.mode)}
