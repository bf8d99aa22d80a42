"""Rows of the database. One class per table, no behaviour.

Columns are checked by the database (constraints in the migrations), not by pydantic: validation of
`table=True` classes does not run. What people may write is validated before it comes here.
"""

import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    Index,
    LargeBinary,
    MetaData,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import declared_attr, registry
from sqlmodel import Field, SQLModel

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""The moment that stands for "not yet" where a column must not be NULL to be sorted."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in time. SQLite keeps no time zone, so it is stored and read back as UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """To the database. Raises ValueError for a moment without a time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From the database."""
        return value and value.replace(tzinfo=UTC)


_NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
"""A later migration can only drop what has a name."""


class Record(SQLModel, registry=registry(metadata=MetaData(naming_convention=_NAMES))):
    """Base of all tables; a table's name is its class's in lower case, with underscores.

    It has a registry of its own: Streamlit re-imports an edited module, and in SQLModel's shared
    registry the second definition of a table is an error.
    """

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805
        """ItemResponse → item_response."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


class Department(Record, table=True):
    """A part of the organisation; a person belongs to at most one, a manager may manage several."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)


class User(Record, table=True):
    """Anyone with an account. `password_hash` is None for the one local person and until set.

    `login` is stored as typed; `login_key` is its case-folded NFKC form and is what is unique.
    """

    __tablename__ = "person"

    id: int | None = Field(default=None, primary_key=True)
    login: str
    login_key: str = Field(unique=True)
    name: str
    role: str
    department_id: int | None = Field(default=None, foreign_key="department.id")
    password_hash: str | None = None
    must_change_password: bool = False
    active: bool = True
    local: bool = False
    created_at: datetime = Field(sa_type=UtcDateTime)


class ManagedDepartment(Record, table=True):
    """A manager sees the people of this department."""

    user_id: int = Field(foreign_key="person.id", primary_key=True)
    department_id: int = Field(foreign_key="department.id", primary_key=True)


class SignInSession(Record, table=True):
    """One signed-in browser. Only the token's SHA-256 is kept; signing out deletes the row."""

    token_hash: str = Field(primary_key=True)
    user_id: int = Field(foreign_key="person.id", index=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime)


class FailedSignIn(Record, table=True):
    """One wrong password, for the brakes. Rows older than the window are deleted."""

    id: int | None = Field(default=None, primary_key=True)
    login_key: str = Field(index=True)
    at: datetime = Field(sa_type=UtcDateTime, index=True)


class Account(Record, table=True):
    """A customer of the learner's own, on which the tools are used."""

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="person.id", index=True)
    name: str
    archived_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)


class Sheet(Record, table=True):
    """The newest state of one tool's sheet.

    `subject` is "case", "own" (the learner, or their company) or an account's id as text; `side` is
    "us" or "customer". `revision` counts saves from 1; saving states the revision it started from.
    """

    __table_args__ = (UniqueConstraint("user_id", "tool", "subject", "side"),)

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="person.id")
    tool: str
    subject: str
    side: str
    revision: int
    data: dict[str, Any] = Field(sa_type=JSON)
    saved_at: datetime = Field(sa_type=UtcDateTime)


class SheetRevision(Record, table=True):
    """Every state that a sheet ever had. Never changed."""

    sheet_id: int = Field(foreign_key="sheet.id", primary_key=True)
    revision: int = Field(primary_key=True)
    data: dict[str, Any] = Field(sa_type=JSON)
    saved_at: datetime = Field(sa_type=UtcDateTime)


class Dataset(Record, table=True):
    """Rows of the learner's own that a tool works on: one file per tool and subject.

    `content` is the packed table and `key` names exactly this content; `name` is the file's.
    """

    __table_args__ = (UniqueConstraint("user_id", "tool", "subject"),)

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="person.id")
    tool: str
    subject: str
    name: str
    key: str
    rows: int
    content: bytes = Field(sa_type=LargeBinary)
    saved_at: datetime = Field(sa_type=UtcDateTime)


class LessonReading(Record, table=True):
    """How far one learner read one lesson. `furthest` counts sections from 0."""

    user_id: int = Field(foreign_key="person.id", primary_key=True)
    lesson: str = Field(primary_key=True)
    unit: str
    section: str
    furthest: int = 0
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    read_at: datetime = Field(sa_type=UtcDateTime)


class LessonAnswer(Record, table=True):
    """An answer inside a lesson: to the opening question (slot "opening") or an embedded check."""

    user_id: int = Field(foreign_key="person.id", primary_key=True)
    lesson: str = Field(primary_key=True)
    slot: str = Field(primary_key=True)
    answer: Any = Field(sa_type=JSON)
    answered_at: datetime = Field(sa_type=UtcDateTime)


class Place(Record, table=True):
    """Where a learner was last: page name and its query parameters."""

    user_id: int = Field(foreign_key="person.id", primary_key=True)
    page: str
    parameters: dict[str, str] = Field(sa_type=JSON)
    at: datetime = Field(sa_type=UtcDateTime)


class Draft(Record, table=True):
    """A quiz begun and not handed in: one per learner, unit and mode. Answers may change.

    `hints` counts the hints shown, by item. `checked` are the items whose reasons were shown in
    practice; an assessment shows none before it is handed in.
    """

    __table_args__ = (UniqueConstraint("user_id", "unit", "mode"),)

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="person.id")
    unit: str
    mode: str
    seed: int = Field(sa_type=BigInteger)
    item_ids: list[str] = Field(sa_type=JSON)
    answers: dict[str, Any] = Field(sa_type=JSON)
    hints: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
    checked: list[str] = Field(default_factory=list, sa_type=JSON)
    position: int = 0
    started_at: datetime = Field(sa_type=UtcDateTime)
    saved_at: datetime = Field(sa_type=UtcDateTime)


class Attempt(Record, table=True):
    """One quiz handed in. Appended, never edited (a trigger in the database refuses it)."""

    __table_args__ = (Index("ix_attempt_user_unit", "user_id", "unit", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="person.id")
    unit: str
    mode: str
    seed: int = Field(sa_type=BigInteger)
    content_version: str
    pass_mark: float
    earned: float
    possible: float
    started_at: datetime = Field(sa_type=UtcDateTime)
    submitted_at: datetime = Field(sa_type=UtcDateTime)


class ItemResponse(Record, table=True):
    """One question of one attempt. `answer` is None where nothing was answered.

    `hints` counts the hints that were shown; they cost nothing, but the result tells them.
    """

    attempt_id: int = Field(foreign_key="attempt.id", primary_key=True)
    position: int = Field(primary_key=True)
    item_id: str = Field(index=True)
    text_hash: str
    answer: Any = Field(default=None, sa_type=JSON)
    earned: float
    possible: float
    hints: int = 0


class UnitResult(Record, table=True):
    """Derived: where one learner stands in one unit. Written in the transaction that changes it.

    Fractions lie in [0, 1] and count assessments only; practice never changes them.
    """

    user_id: int = Field(foreign_key="person.id", primary_key=True)
    unit: str = Field(primary_key=True)
    lessons_finished: int = 0
    attempts: int = 0
    best: float | None = None
    last: float | None = None
    passed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    active_at: datetime = Field(sa_type=UtcDateTime)


class Standing(Record, table=True):
    """Derived: one active learner over all units, so that a manager's page sorts without scanning.

    There is a row for every person with the role learner who is not disabled, and for nobody else;
    `department_id` and `name` are copied from the person, because an index cannot span two tables.

    `failing` counts units whose assessments were all failed. `need` sorts: lowest first is who
    needs help most (course.store.standing). `active_at` is NEVER until the first action, not NULL,
    because SQLite and PostgreSQL disagree on where NULL sorts.
    """

    __table_args__ = (
        Index("ix_standing_need", "need", "active_at", "user_id"),
        Index("ix_standing_name", "name", "user_id"),
        Index("ix_standing_active", "active_at", "user_id"),
        Index("ix_standing_department_need", "department_id", "need", "active_at", "user_id"),
        Index("ix_standing_department_name", "department_id", "name", "user_id"),
        Index("ix_standing_department_active", "department_id", "active_at", "user_id"),
    )

    user_id: int = Field(foreign_key="person.id", primary_key=True)
    department_id: int | None = Field(default=None, foreign_key="department.id")
    name: str
    passed: int = 0
    failing: int = 0
    need: int = 0
    active_at: datetime = Field(default=NEVER, sa_type=UtcDateTime)


class Headcount(Record, table=True):
    """Derived: how many standings there are per department, so that a page's total costs nothing.

    Department 0 stands for people without one.
    """

    department_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    learners: int = 0
