"""Rows of their own that learners bring to a tool. Everybody reaches their own and nobody else's.

The content is opaque here; the tool packs and reads it. A second file for the same tool and subject
takes the place of the first.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlmodel import col

from course.errors import CourseError
from course.language import _
from course.people.rights import Actor
from course.records import Dataset
from course.store.engine import Db
from course.store.people import lock_person
from course.store.standing import touch

LARGEST = 12 * 1024 * 1024
"""Bytes of packed content."""

LONGEST_NAME = 120
"""Characters kept of a file's name."""


class DatasetTooLargeError(CourseError):
    """More than is kept for one file; says what to do in Chinese."""


@dataclass(frozen=True)
class DatasetState:
    """What is kept, without the content. `key` changes with the content."""

    name: str
    key: str
    rows: int
    saved_at: datetime


def dataset_of(db: Db, actor: Actor, tool: str, subject: str) -> DatasetState | None:
    """What the actor keeps for this tool and subject; None when there is nothing."""
    columns = select(
        col(Dataset.name), col(Dataset.key), col(Dataset.rows), col(Dataset.saved_at)
    ).where(*_is(actor, tool, subject))
    row = db.execute(columns).one_or_none()
    return None if row is None else DatasetState(*row)


def content_of(db: Db, actor: Actor, tool: str, subject: str, key: str) -> bytes | None:
    """The content that `key` names; None when there is none, or another by now."""
    query = select(col(Dataset.content)).where(*_is(actor, tool, subject), col(Dataset.key) == key)
    return db.scalars(query).one_or_none()


def save_dataset(
    db: Db,
    actor: Actor,
    tool: str,
    subject: str,
    *,
    name: str,
    key: str,
    rows: int,
    content: bytes,
    now: datetime,
) -> DatasetState:
    """Keep this content instead of what was there. Raises DatasetTooLargeError; then it stays."""
    if len(content) > LARGEST:
        raise DatasetTooLargeError(
            _("这份数据压缩以后还有 {size} MB，最多存 {most} MB。只留要用的列，再传。").format(
                size=f"{len(content) / 1024 / 1024:.1f}", most=LARGEST // 1024 // 1024
            )
        )
    lock_person(db, actor.user_id)
    delete_dataset(db, actor, tool, subject)
    name = "".join(c for c in name if c.isprintable())[-LONGEST_NAME:]
    db.add(
        Dataset(
            user_id=actor.user_id,
            tool=tool,
            subject=subject,
            name=name,
            key=key,
            rows=rows,
            content=content,
            saved_at=now,
        )
    )
    db.flush()
    touch(db, actor.user_id, now)
    return DatasetState(name, key, rows, now)


def delete_dataset(db: Db, actor: Actor, tool: str, subject: str) -> None:
    """Forget the rows for good."""
    db.execute(delete(Dataset).where(*_is(actor, tool, subject)))


def _is(actor: Actor, tool: str, subject: str) -> tuple[Any, ...]:
    return (
        col(Dataset.user_id) == actor.user_id,
        col(Dataset.tool) == tool,
        col(Dataset.subject) == subject,
    )
