"""Quizzes begun and not handed in yet: every answer is kept as it is given."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import select
from sqlmodel import col

from course.errors import NotFoundError
from course.language import _
from course.people.rights import Actor
from course.records import Attempt, Draft
from course.store.engine import Db
from course.store.people import lock_person
from course.store.standing import touch

Mode = Literal["practice", "assessment"]


class AlreadySubmittedError(NotFoundError):
    """There is no draft: it was handed in already (double click, another tab) or discarded.

    `attempt_id` is the newest attempt of the same unit and mode, None if there is none.
    """

    def __init__(self, attempt_id: int | None) -> None:
        self.attempt_id = attempt_id
        super().__init__(_("这份测验已经交过了。"))


@dataclass(frozen=True)
class DraftState:
    """A quiz begun. `answers` and `hints` (how many were shown) are by item id."""

    unit: str
    mode: Mode
    seed: int
    item_ids: tuple[str, ...]
    answers: dict[str, Any]
    hints: dict[str, int]
    checked: tuple[str, ...]
    position: int
    started_at: datetime


def draft_of(db: Db, actor: Actor, unit: str, mode: Mode) -> DraftState | None:
    """The quiz this person has begun, if any."""
    draft = draft_row(db, actor, unit, mode)
    return None if draft is None else _state(draft)


def start_draft(
    db: Db,
    actor: Actor,
    *,
    unit: str,
    mode: Mode,
    seed: int,
    item_ids: Iterable[str],
    now: datetime,
) -> DraftState:
    """Begin a quiz, or return the one begun already (then `seed` and `item_ids` are not used)."""
    lock_person(db, actor.user_id)
    draft = draft_row(db, actor, unit, mode)
    if draft is None:
        draft = Draft(
            user_id=actor.user_id,
            unit=unit,
            mode=mode,
            seed=seed,
            item_ids=list(item_ids),
            answers={},
            started_at=now,
            saved_at=now,
        )
        db.add(draft)
        db.flush()
        touch(db, actor.user_id, now)
    return _state(draft)


def save_answer(
    db: Db,
    actor: Actor,
    *,
    unit: str,
    mode: Mode,
    seed: int,
    item_id: str,
    answer: Any,
    position: int,
    now: datetime,
) -> None:
    """Keep one answer of the draft and the question that is open (from 0); None takes it back.

    `seed` is that of the draft meant. Raises AlreadySubmittedError where that one is not there any
    more, even if another was begun since; NotFoundError for a question that is not in it.
    """
    draft = _open_draft(db, actor, unit, mode, seed, item_id)
    answers = {each: given for each, given in draft.answers.items() if each != item_id}
    draft.answers = answers if answer is None else {**answers, item_id: answer}
    draft.position = position
    draft.saved_at = now
    db.flush()
    touch(db, actor.user_id, now)


def save_hints(
    db: Db,
    actor: Actor,
    *,
    unit: str,
    mode: Mode,
    seed: int,
    item_id: str,
    shown: int,
    now: datetime,
) -> None:
    """Keep how many hints of one question were shown; never fewer than before."""
    draft = _open_draft(db, actor, unit, mode, seed, item_id)
    draft.hints = {**draft.hints, item_id: max(shown, draft.hints.get(item_id, 0))}
    draft.saved_at = now
    db.flush()


def save_checked(
    db: Db, actor: Actor, *, unit: str, mode: Mode, seed: int, item_id: str, now: datetime
) -> None:
    """Keep that the reasons of one practice question were shown. ValueError in an assessment."""
    if mode != "practice":
        raise ValueError("an assessment shows no reasons before it is handed in")
    draft = _open_draft(db, actor, unit, mode, seed, item_id)
    if item_id not in draft.checked:
        draft.checked = [*draft.checked, item_id]
    draft.saved_at = now
    db.flush()


def discard_draft(db: Db, actor: Actor, *, unit: str, mode: Mode) -> None:
    """Forget a quiz begun; nothing happens when there is none."""
    lock_person(db, actor.user_id)
    draft = draft_row(db, actor, unit, mode)
    if draft is not None:
        db.delete(draft)
        db.flush()


def draft_row(db: Db, actor: Actor, unit: str, mode: Mode) -> Draft | None:
    """The draft's row as it is now, for who holds the person's lock."""
    query = select(Draft).where(
        col(Draft.user_id) == actor.user_id, col(Draft.unit) == unit, col(Draft.mode) == mode
    )
    return db.scalars(query.execution_options(populate_existing=True)).one_or_none()


def newest_attempt(db: Db, actor: Actor, unit: str, mode: Mode) -> int | None:
    """The id of the last quiz handed in of this unit and mode."""
    query = (
        select(col(Attempt.id))
        .where(
            col(Attempt.user_id) == actor.user_id,
            col(Attempt.unit) == unit,
            col(Attempt.mode) == mode,
        )
        .order_by(col(Attempt.id).desc())
        .limit(1)
    )
    return db.execute(query).scalar_one_or_none()


def _open_draft(db: Db, actor: Actor, unit: str, mode: Mode, seed: int, item_id: str) -> Draft:
    lock_person(db, actor.user_id)
    draft = draft_row(db, actor, unit, mode)
    if draft is None or draft.seed != seed:
        raise AlreadySubmittedError(newest_attempt(db, actor, unit, mode))
    if item_id not in draft.item_ids:
        raise NotFoundError(f"question {item_id} is not in this quiz")
    return draft


def _state(draft: Draft) -> DraftState:
    return DraftState(
        unit=draft.unit,
        mode=mode_of(draft.mode),
        seed=draft.seed,
        item_ids=tuple(draft.item_ids),
        answers=dict(draft.answers),
        hints=dict(draft.hints),
        checked=tuple(draft.checked),
        position=draft.position,
        started_at=draft.started_at,
    )


def mode_of(mode: str) -> Mode:
    """The mode that a row says; the database refuses others."""
    return "practice" if mode == "practice" else "assessment"
