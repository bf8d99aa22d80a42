"""Sheets of the tools, and the accounts (customers) of a learner's own that they are about.

A sheet is saved as a whole. Saving says which revision it started from: over a newer one (second
tab, second device) it is refused and nothing is lost. Every revision is kept.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import select, update
from sqlmodel import col

from course.errors import CourseError, NotFoundError
from course.language import _
from course.pasted import visible
from course.people.rights import Actor
from course.records import Account, Sheet, SheetRevision
from course.sittings import Save
from course.store.engine import Db
from course.store.people import lock_person
from course.store.standing import touch

CASE = "case"
"""The subject that everybody has: the course's running case."""

OWN = "own"
"""The subject of what is about the learner, or about their own company."""

LONGEST_NAME = 60


@dataclass(frozen=True)
class SheetKey:
    """Which sheet: the tool, `subject` and whose position.

    `subject` is "case", "own" (the learner, or their company) or an account's id as text.
    """

    tool: str
    subject: str
    side: Literal["us", "customer"]


@dataclass(frozen=True)
class SheetState:
    """A sheet as it was saved. Revision 0: nothing saved yet, and no data."""

    key: SheetKey
    revision: int
    data: dict[str, Any] | None
    saved_at: datetime | None


class SheetConflictError(CourseError):
    """Somebody saved a newer revision. `current` is that one; what was to be saved was not."""

    def __init__(self, current: SheetState) -> None:
        self.current = current
        super().__init__(_("这张表在别处改过了。"))


class AccountNameError(CourseError):
    """An account cannot be called so; says why in Chinese."""


@dataclass(frozen=True)
class AccountRow:
    """A customer of the learner's own."""

    id: int
    name: str
    archived: bool


def open_sheet(db: Db, actor: Actor, key: SheetKey) -> SheetState:
    """The newest state. Raises NotFoundError for a subject that is not the actor's."""
    _require_subject(db, actor, key.subject)
    sheet = _newest(db, actor, key)
    return SheetState(key, 0, None, None) if sheet is None else _state(sheet)


def save_sheet(
    db: Db,
    actor: Actor,
    key: SheetKey,
    data: dict[str, Any],
    base_revision: int,
    now: datetime,
) -> SheetState:
    """Save `data` as the revision after `base_revision`, 0 for a new sheet.

    Saving what is there already is no new revision and no conflict. Raises SheetConflictError when
    there is another newest revision, NotFoundError for a subject that is not the actor's.
    """
    lock_person(db, actor.user_id)
    _require_subject(db, actor, key.subject)
    sheet = _newest(db, actor, key)
    if sheet is None:
        if base_revision != 0:
            raise SheetConflictError(SheetState(key, 0, None, None))
        sheet = Sheet(
            user_id=actor.user_id,
            tool=key.tool,
            subject=key.subject,
            side=key.side,
            revision=1,
            data=data,
            saved_at=now,
        )
    elif sheet.data == data:
        return _state(sheet)
    elif sheet.revision != base_revision:
        raise SheetConflictError(_state(sheet))
    else:
        sheet.revision, sheet.data, sheet.saved_at = base_revision + 1, data, now
    db.add(sheet)
    db.flush()
    assert sheet.id is not None
    db.add(SheetRevision(sheet_id=sheet.id, revision=sheet.revision, data=data, saved_at=now))
    db.flush()
    touch(db, actor.user_id, now)
    return _state(sheet)


def sheet_history(db: Db, actor: Actor, key: SheetKey) -> list[SheetState]:
    """Every state the sheet ever had, newest first."""
    _require_subject(db, actor, key.subject)
    query = (
        select(SheetRevision)
        .join(Sheet, col(Sheet.id) == col(SheetRevision.sheet_id))
        .where(*_is(actor, key))
        .order_by(col(SheetRevision.revision).desc())
    )
    return [SheetState(key, row.revision, row.data, row.saved_at) for row in db.scalars(query)]


def sheet_saves(db: Db, actor: Actor, key: SheetKey) -> list[Save]:
    """When the sheet was saved, newest first; without what was in it."""
    _require_subject(db, actor, key.subject)
    query = (
        select(col(SheetRevision.revision), col(SheetRevision.saved_at))
        .join(Sheet, col(Sheet.id) == col(SheetRevision.sheet_id))
        .where(*_is(actor, key))
        .order_by(col(SheetRevision.revision).desc())
    )
    return [Save(revision, saved_at) for revision, saved_at in db.execute(query)]


def sheet_revisions(
    db: Db, actor: Actor, key: SheetKey, revisions: Collection[int]
) -> dict[int, SheetState]:
    """The sheet as it was at these revisions; those that it never had are left out."""
    _require_subject(db, actor, key.subject)
    query = (
        select(SheetRevision)
        .join(Sheet, col(Sheet.id) == col(SheetRevision.sheet_id))
        .where(*_is(actor, key), col(SheetRevision.revision).in_(revisions))
    )
    return {
        row.revision: SheetState(key, row.revision, row.data, row.saved_at)
        for row in db.scalars(query)
    }


def sheets_of(db: Db, actor: Actor) -> list[SheetState]:
    """All sheets of this person, last saved first."""
    query = (
        select(Sheet)
        .where(col(Sheet.user_id) == actor.user_id)
        .order_by(col(Sheet.saved_at).desc(), col(Sheet.id))
    )
    return [_state(sheet) for sheet in db.scalars(query)]


def sheets_about(db: Db, actor: Actor, subject: str) -> list[SheetState]:
    """This person's sheets of all tools and both sides on one subject.

    Raises NotFoundError for a subject that is not the actor's.
    """
    _require_subject(db, actor, subject)
    query = (
        select(Sheet)
        .where(col(Sheet.user_id) == actor.user_id, col(Sheet.subject) == subject)
        .order_by(col(Sheet.id))
    )
    return [_state(sheet) for sheet in db.scalars(query)]


def accounts_of(db: Db, actor: Actor) -> list[AccountRow]:
    """The learner's accounts in the order they were made, archived ones too."""
    query = select(Account).where(col(Account.user_id) == actor.user_id).order_by(col(Account.id))
    return [
        AccountRow(row.id, row.name, row.archived_at is not None)
        for row in db.scalars(query)
        if row.id is not None
    ]


def create_account(db: Db, actor: Actor, name: str, now: datetime) -> int:
    """Add an account and return its id. Raises AccountNameError."""
    account = Account(user_id=actor.user_id, name=_account_name(name), created_at=now)
    db.add(account)
    db.flush()
    assert account.id is not None
    return account.id


def copy_account(db: Db, actor: Actor, account_id: int, name: str, now: datetime) -> int:
    """A new account with the sheets of another one as they are now; returns its id.

    The history stays with the old one. Raises AccountNameError, NotFoundError.
    """
    lock_person(db, actor.user_id)
    states = sheets_about(db, actor, str(account_id))
    copy = create_account(db, actor, name, now)
    for state in states:
        if state.data is not None:
            key = replace(state.key, subject=str(copy))
            save_sheet(db, actor, key, state.data, 0, now)
    return copy


def rename_account(db: Db, actor: Actor, account_id: int, name: str) -> None:
    """Give an account another name. Raises AccountNameError, NotFoundError."""
    _change_account(db, actor, account_id, name=_account_name(name))


def archive_account(db: Db, actor: Actor, account_id: int, now: datetime) -> None:
    """Take an account out of the lists; its sheets stay. Raises NotFoundError."""
    _change_account(db, actor, account_id, archived_at=now)


def restore_account(db: Db, actor: Actor, account_id: int) -> None:
    """Undo `archive_account`. Raises NotFoundError."""
    _change_account(db, actor, account_id, archived_at=None)


def _change_account(db: Db, actor: Actor, account_id: int, **values: object) -> None:
    mine = (col(Account.id) == account_id, col(Account.user_id) == actor.user_id)
    found = db.execute(update(Account).where(*mine).values(**values).returning(col(Account.id)))
    if found.first() is None:
        raise NotFoundError(_("没有这个客户。"))


def _account_name(name: str) -> str:
    name = visible(name).strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise AccountNameError(
            _("客户名要有 1 到 {longest} 个字，不能换行。").format(longest=LONGEST_NAME)
        )
    return name


def _require_subject(db: Db, actor: Actor, subject: str) -> None:
    if subject in (CASE, OWN):
        return
    # The id as we write it: "7", not "07" or "７", or one account would have several sheets.
    if not subject.isascii() or not subject.isdigit() or str(int(subject[:18])) != subject:
        raise NotFoundError(_("没有这个客户。"))
    query = select(col(Account.id)).where(
        col(Account.id) == int(subject), col(Account.user_id) == actor.user_id
    )
    if db.execute(query).first() is None:
        raise NotFoundError(_("没有这个客户。"))


def _is(actor: Actor, key: SheetKey) -> tuple[Any, ...]:
    return (
        col(Sheet.user_id) == actor.user_id,
        col(Sheet.tool) == key.tool,
        col(Sheet.subject) == key.subject,
        col(Sheet.side) == key.side,
    )


def _newest(db: Db, actor: Actor, key: SheetKey) -> Sheet | None:
    query = select(Sheet).where(*_is(actor, key)).execution_options(populate_existing=True)
    return db.scalars(query).one_or_none()


def _state(sheet: Sheet) -> SheetState:
    side: Literal["us", "customer"] = "us" if sheet.side == "us" else "customer"
    key = SheetKey(sheet.tool, sheet.subject, side)
    return SheetState(key, sheet.revision, sheet.data, sheet.saved_at)
