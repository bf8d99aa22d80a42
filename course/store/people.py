"""People, their sessions and failed sign-ins, as rows. The rules are in course.people."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from course.errors import NotFoundError
from course.people.rights import Actor, Role
from course.records import Department, FailedSignIn, ManagedDepartment, SignInSession, User
from course.store.engine import Db, insert_into
from course.store.standing import restate


class LoginTakenError(NotFoundError):
    """Somebody else has this login already."""


@dataclass(frozen=True)
class UserRow:
    """One account as the administrator sees it; never the password's hash."""

    id: int
    login: str
    name: str
    role: Role
    department: str | None
    manages: tuple[str, ...]
    active: bool
    local: bool
    has_password: bool
    must_change_password: bool


@dataclass(frozen=True)
class Credentials:
    """What signing in needs to know of an account."""

    user_id: int
    login: str
    name: str
    password_hash: str | None
    active: bool
    must_change_password: bool


def lock_person(db: Db, user_id: int) -> None:
    """Let nobody else write about this person until the transaction ends.

    Every write that first reads starts here. On SQLite the whole transaction has the write lock
    already, and this is only a question whether the person exists. Raises NotFoundError if not.
    """
    query = select(col(User.id)).where(col(User.id) == user_id).with_for_update(key_share=True)
    if db.execute(query).one_or_none() is None:
        raise NotFoundError(f"person {user_id}")


def lock_people(db: Db) -> None:
    """Let nobody else add or change a person until the transaction ends.

    On SQLite the transaction has the write lock already.
    """
    if db.connection().dialect.name == "postgresql":
        db.execute(text("LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE"))


def any_users(db: Db) -> bool:
    """Whether anybody was ever added."""
    return db.execute(select(col(User.id)).limit(1)).first() is not None


def active_users(db: Db, limit: int) -> list[tuple[int, bool]]:
    """(user id, local?) of at most `limit` accounts that are not disabled."""
    query = select(col(User.id), col(User.local)).where(col(User.active)).limit(limit)
    return [(row.id, row.local) for row in db.execute(query)]


def add_user(
    db: Db,
    *,
    login: str,
    login_key: str,
    name: str,
    role: Role,
    password_hash: str | None,
    department: str | None,
    manages: Iterable[str],
    local: bool,
    must_change_password: bool,
    now: datetime,
) -> int:
    """Add an account; departments that do not exist yet are made. Raises LoginTakenError."""
    user = User(
        login=login,
        login_key=login_key,
        name=name,
        role=role,
        department_id=None if department is None else department_id(db, department),
        password_hash=password_hash,
        local=local,
        must_change_password=must_change_password,
        created_at=now,
    )
    try:
        with db.begin_nested():
            db.add(user)
    except IntegrityError as error:
        raise LoginTakenError(login) from error
    assert user.id is not None
    for managed in sorted({department_id(db, each) for each in manages}):
        db.add(ManagedDepartment(user_id=user.id, department_id=managed))
    db.flush()
    restate(db, user.id)
    return user.id


def department_id(db: Db, name: str) -> int:
    """The department called `name`, made if there is none."""
    db.execute(insert_into(db, Department).values(name=name).on_conflict_do_nothing())
    found = db.scalars(select(col(Department.id)).where(col(Department.name) == name)).one()
    assert found is not None
    return found


def users(db: Db) -> list[UserRow]:
    """All accounts, by login."""
    manages = defaultdict(list)
    managed = (
        select(col(ManagedDepartment.user_id), col(Department.name))
        .join(Department, col(Department.id) == col(ManagedDepartment.department_id))
        .order_by(col(Department.name))
    )
    for user_id, department in db.execute(managed):
        manages[user_id].append(department)
    query = (
        select(User, col(Department.name))
        .outerjoin(Department, col(Department.id) == col(User.department_id))
        .order_by(col(User.login_key))
    )
    return [
        UserRow(
            id=user.id,
            login=user.login,
            name=user.name,
            role=Role(user.role),
            department=department,
            manages=tuple(manages[user.id]),
            active=user.active,
            local=user.local,
            has_password=user.password_hash is not None,
            must_change_password=user.must_change_password,
        )
        for user, department in db.execute(query)
    ]


def department_of(db: Db, user_id: int) -> str | None:
    """The name of the department a person belongs to."""
    query = (
        select(col(Department.name))
        .join(User, col(User.department_id) == col(Department.id))
        .where(col(User.id) == user_id)
    )
    return db.execute(query).scalar_one_or_none()


def credentials(db: Db, login_key: str) -> Credentials | None:
    """The account with this login, active or not."""
    query = select(User).where(col(User.login_key) == login_key)
    user = db.execute(query, execution_options={"populate_existing": True}).scalar_one_or_none()
    if user is None or user.id is None:
        return None
    return Credentials(
        user_id=user.id,
        login=user.login,
        name=user.name,
        password_hash=user.password_hash,
        active=user.active,
        must_change_password=user.must_change_password,
    )


def set_active(db: Db, user_id: int, active: bool) -> None:
    """Enable or disable an account; disabling ends its sessions."""
    lock_person(db, user_id)
    db.execute(update(User).where(col(User.id) == user_id).values(active=active))
    if not active:
        end_sessions(db, user_id)
    restate(db, user_id)


def set_password(db: Db, user_id: int, password_hash: str, *, must_change: bool) -> None:
    """Replace the password; who has one is no longer local. Sessions are the caller's business."""
    db.execute(
        update(User)
        .where(col(User.id) == user_id)
        .values(password_hash=password_hash, must_change_password=must_change, local=False)
    )


def add_session(db: Db, token_hash: str, user_id: int, now: datetime) -> None:
    """Note a signed-in browser."""
    db.add(SignInSession(token_hash=token_hash, user_id=user_id, created_at=now, seen_at=now))
    db.flush()


def session(db: Db, token_hash: str) -> tuple[datetime, datetime, Actor] | None:
    """(created, seen, who) of a session of an active account; None when it ended."""
    # One statement, because every run of every page asks this: a row for each managed department.
    query = (
        select(SignInSession, User, col(ManagedDepartment.department_id))
        .join(User, col(User.id) == col(SignInSession.user_id))
        .outerjoin(
            ManagedDepartment,
            (col(ManagedDepartment.user_id) == col(User.id)) & (col(User.role) == Role.MANAGER),
        )
        .where(col(SignInSession.token_hash) == token_hash, col(User.active))
    )
    found = db.execute(query, execution_options={"populate_existing": True}).all()
    if not found:
        return None
    row, user, _department = found[0]
    actor = Actor(
        user_id=user.id,
        login=user.login,
        name=user.name,
        role=Role(user.role),
        departments=frozenset(managed for _row, _user, managed in found if managed is not None),
        must_change_password=user.must_change_password,
        local=user.local,
    )
    return row.created_at, row.seen_at, actor


def see_session(db: Db, token_hash: str, now: datetime) -> None:
    """Note that the session is in use."""
    db.execute(
        update(SignInSession)
        .where(col(SignInSession.token_hash) == token_hash, col(SignInSession.seen_at) < now)
        .values(seen_at=now)
    )


def end_session(db: Db, token_hash: str) -> None:
    """Sign one browser out."""
    db.execute(delete(SignInSession).where(col(SignInSession.token_hash) == token_hash))


def end_sessions(db: Db, user_id: int) -> None:
    """Sign a person out everywhere."""
    db.execute(delete(SignInSession).where(col(SignInSession.user_id) == user_id))


def end_sessions_before(db: Db, created: datetime) -> None:
    """Forget sessions that began before `created`; they timed out long ago."""
    db.execute(delete(SignInSession).where(col(SignInSession.created_at) < created))


def lock_failures(db: Db, login_key: str) -> None:
    """Let nobody else count this login's wrong passwords until the transaction ends."""
    if db.get_bind().dialect.name != "sqlite":  # SQLite has one writer anyway.
        db.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(login_key, 0))))


def add_failure(db: Db, login_key: str, now: datetime) -> None:
    """Note a wrong password."""
    db.add(FailedSignIn(login_key=login_key, at=now))
    db.flush()


def failures(db: Db, login_key: str | None, since: datetime) -> tuple[int, datetime | None]:
    """How many wrong passwords after `since`, and the oldest of them; of everybody for None."""
    query = select(func.count(), func.min(col(FailedSignIn.at))).where(col(FailedSignIn.at) > since)
    if login_key is not None:
        query = query.where(col(FailedSignIn.login_key) == login_key)
    count, oldest = db.execute(query).one()
    return count, oldest


def forget_failures(db: Db, login_key: str) -> None:
    """The password was right after all."""
    db.execute(delete(FailedSignIn).where(col(FailedSignIn.login_key) == login_key))


def forget_failures_before(db: Db, moment: datetime) -> None:
    """Drop what no brake looks at any more."""
    db.execute(delete(FailedSignIn).where(col(FailedSignIn.at) <= moment))
