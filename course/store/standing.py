"""Where one learner stands over all units: the derived row that a manager's page sorts by.

Called by everything that changes a result or a person, in the same transaction.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlmodel import col

from course.people.rights import Role
from course.records import NEVER, Headcount, Record, Standing, UnitResult, User
from course.store.engine import Db, insert_into

TOUCH_EVERY = timedelta(minutes=1)
"""`active_at` is at most so old; writing it at every keystroke would be a waste."""


def need(passed: int, failing: int) -> int:
    """Rank of a learner's need for help, lowest first: failing most units, then passed fewest."""
    return passed - 1000 * failing


def restate(db: Db, user_id: int) -> None:
    """Derive one person's standing anew from the person and the results.

    The caller holds the person's lock. Only active learners have a standing; it appears and goes
    here, and the department's headcount with it.
    """
    person = db.execute(
        select(col(User.role), col(User.active), col(User.name), col(User.department_id)).where(
            col(User.id) == user_id
        )
    ).one()
    before = db.execute(
        select(col(Standing.department_id), col(Standing.active_at)).where(
            col(Standing.user_id) == user_id
        )
    ).one_or_none()
    listed = person.active and person.role == Role.LEARNER
    if before is not None and (not listed or before.department_id != person.department_id):
        _count(db, before.department_id, -1)
    if not listed:
        db.execute(delete(Standing).where(col(Standing.user_id) == user_id))
        return
    if before is None or before.department_id != person.department_id:
        _count(db, person.department_id, +1)
    passed, failing, active_at = db.execute(
        select(
            func.count(col(UnitResult.passed_at)),
            func.count().filter(col(UnitResult.attempts) > 0, col(UnitResult.passed_at).is_(None)),
            func.max(col(UnitResult.active_at)),
        ).where(col(UnitResult.user_id) == user_id)
    ).one()
    values = {
        "department_id": person.department_id,
        "name": person.name,
        "passed": passed,
        "failing": failing,
        "need": need(passed, failing),
        "active_at": max(active_at or NEVER, before.active_at if before else NEVER),
    }
    upsert(db, Standing, {"user_id": user_id}, values)


def touch(db: Db, user_id: int, now: datetime) -> None:
    """Note that a learner did something, at most once a minute."""
    db.execute(
        update(Standing)
        .where(col(Standing.user_id) == user_id, col(Standing.active_at) < now - TOUCH_EVERY)
        .values(active_at=now)
    )


def upsert(
    db: Db,
    record: type[Record],
    key: dict[str, Any],
    values: dict[str, Any],
    first: dict[str, Any] | None = None,
) -> None:
    """Insert a row, or change `values` of the one with this `key`; safe against another insert.

    `first` holds what only a new row needs beside them.
    """
    statement = insert_into(db, record).values(**(first or {}), **key, **values)
    db.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))


def _count(db: Db, department_id: int | None, change: int) -> None:
    """Add to a department's headcount; its row is made before the first."""
    key = department_id or 0
    row = insert_into(db, Headcount).values(department_id=key, learners=0)
    db.execute(row.on_conflict_do_nothing())
    db.execute(
        update(Headcount)
        .where(col(Headcount.department_id) == key)
        .values(learners=col(Headcount.learners) + change)
    )
