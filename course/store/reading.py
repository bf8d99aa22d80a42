"""How far a learner read, what was answered inside lessons, and where the learner was last."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from course.people.rights import Actor
from course.records import LessonAnswer, LessonReading, Place
from course.store.engine import Db
from course.store.people import lock_person
from course.store.results import act_in
from course.store.standing import touch, upsert


@dataclass(frozen=True)
class ReadingState:
    """One lesson: the section open last, the furthest reached (from 0), when it was finished."""

    section: str
    furthest: int
    finished_at: datetime | None


@dataclass(frozen=True)
class PlaceState:
    """The page a learner was on last, by its name in the page table, and its parameters."""

    page: str
    parameters: dict[str, str]
    at: datetime


def record_section(
    db: Db,
    actor: Actor,
    *,
    unit: str,
    lesson: str,
    section: str,
    index: int,
    finished: bool,
    now: datetime,
) -> None:
    """Note that a section was opened; `index` counts from 0. A finished lesson stays finished."""
    lock_person(db, actor.user_id)
    before = _reading(db, actor, lesson)
    values = {
        "unit": unit,
        "section": section,
        "furthest": max(index, before.furthest if before else 0),
        "finished_at": (before and before.finished_at) or (now if finished else None),
        "read_at": now,
    }
    upsert(db, LessonReading, {"user_id": actor.user_id, "lesson": lesson}, values)
    moved = before is None or before.unit != unit
    if moved or (before is not None and before.finished_at is None and finished):
        for each in {unit, before.unit if before else unit}:
            act_in(db, actor, each, now, lessons_finished=_finished_lessons(db, actor, each))
    else:
        act_in(db, actor, unit, now)


def readings(db: Db, actor: Actor) -> dict[str, ReadingState]:
    """All lessons this person opened, by lesson id."""
    query = select(LessonReading).where(col(LessonReading.user_id) == actor.user_id)
    return {
        row.lesson: ReadingState(row.section, row.furthest, row.finished_at)
        for row in db.scalars(query)
    }


def record_answer(
    db: Db, actor: Actor, *, lesson: str, slot: str, answer: Any, now: datetime
) -> None:
    """Keep the answer to a lesson's opening question or embedded check; the last one counts."""
    key = {"user_id": actor.user_id, "lesson": lesson, "slot": slot}
    upsert(db, LessonAnswer, key, {"answer": answer, "answered_at": now})
    touch(db, actor.user_id, now)


def answers(db: Db, actor: Actor, lesson: str) -> dict[str, Any]:
    """Answers given inside one lesson, by slot."""
    query = select(col(LessonAnswer.slot), col(LessonAnswer.answer)).where(
        col(LessonAnswer.user_id) == actor.user_id, col(LessonAnswer.lesson) == lesson
    )
    return {row.slot: row.answer for row in db.execute(query)}


def record_place(
    db: Db, actor: Actor, page: str, parameters: dict[str, str], now: datetime
) -> None:
    """Note where 「继续学习」 leads."""
    values = {"page": page, "parameters": parameters, "at": now}
    upsert(db, Place, {"user_id": actor.user_id}, values)


def place_of(db: Db, actor: Actor) -> PlaceState | None:
    """Where the learner was last; None before the first page."""
    query = select(Place).where(col(Place.user_id) == actor.user_id)
    place = db.scalars(query.execution_options(populate_existing=True)).one_or_none()
    return None if place is None else PlaceState(place.page, place.parameters, place.at)


def _reading(db: Db, actor: Actor, lesson: str) -> LessonReading | None:
    key = (actor.user_id, lesson)
    return db.get(LessonReading, key, populate_existing=True)


def _finished_lessons(db: Db, actor: Actor, unit: str) -> int:
    query = select(func.count()).where(
        col(LessonReading.user_id) == actor.user_id,
        col(LessonReading.unit) == unit,
        col(LessonReading.finished_at).is_not(None),
    )
    return int(db.execute(query).scalar_one())
