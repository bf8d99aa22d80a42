"""Accounts of people: adding, disabling, and changing passwords."""

import unicodedata
from collections.abc import Iterable
from datetime import datetime

from course.errors import CourseError, NotFoundError
from course.language import _
from course.people.brakes import SignInRefusedError, refuse_if_braked
from course.people.passwords import (
    check_new_password,
    hash_password,
    random_password,
    verify_password,
)
from course.people.rights import Actor, Role
from course.store import people
from course.store.engine import Db, afterwards
from course.store.people import UserRow

__all__ = [
    "AccountError",
    "PasswordError",
    "UserRow",
    "change_password",
    "create_user",
    "disable_user",
    "enable_user",
    "has_users",
    "list_users",
    "local_login",
    "local_person",
    "login_key",
    "may_set_up",
    "reset_password",
]

LONGEST_LOGIN = 64
LONGEST_NAME = 60


class AccountError(CourseError):
    """An account cannot be made like this; says why in Chinese."""


class PasswordError(AccountError):
    """A password cannot be chosen or changed; says why in Chinese."""


def login_key(login: str) -> str:
    """The form in which logins are compared: full-width or half, large or small is all the same."""
    key = unicodedata.normalize("NFKC", login).casefold().strip()
    return "".join(character for character in key if character.isprintable())[:LONGEST_LOGIN]


def has_users(db: Db) -> bool:
    """Whether the installation is set up."""
    return people.any_users(db)


def may_set_up(db: Db) -> bool:
    """Whether nobody has an account yet. While `db` lasts nobody else can add one, so that of two
    who set the installation up at once only one succeeds.
    """
    people.lock_people(db)
    return not people.any_users(db)


def create_user(
    db: Db,
    *,
    login: str,
    name: str,
    role: Role,
    password: str | None,
    department: str | None = None,
    manages: Iterable[str] = (),
    local: bool = False,
    must_change_password: bool = False,
    now: datetime,
) -> int:
    """Add an account and return its id; departments are named, and made when they are new.

    A second account ends the one local person's automatic sign-in, and with it that person's
    sessions. Raises AccountError for a bad or taken login or name, PasswordError for a password
    that may not be chosen.
    """
    login = _checked_login(login)
    name = _checked(name, _("姓名"), LONGEST_NAME)
    if password is not None and (reason := check_new_password(password, login, name)):
        raise PasswordError(reason)
    people.lock_people(db)
    alone = local_person(db)
    try:
        user_id = people.add_user(
            db,
            login=login,
            login_key=login_key(login),
            name=name,
            role=Role(role),
            password_hash=None if password is None else hash_password(password),
            department=_department(department),
            manages=[_checked(each, _("部门"), LONGEST_NAME) for each in manages],
            local=local,
            must_change_password=must_change_password,
            now=now,
        )
    except people.LoginTakenError as error:
        raise AccountError(_("登录名「{login}」已经有人用了。").format(login=login)) from error
    if alone is not None:
        people.end_sessions(db, alone)
    return user_id


def local_person(db: Db) -> int | None:
    """The id of the one local person, while nobody else can sign in; else None."""
    match people.active_users(db, limit=2):
        case [(user_id, True)]:
            return user_id
        case _:
            return None


def local_login(db: Db) -> str | None:
    """The login of the one local person, as `local_person`."""
    alone = local_person(db)
    return next((user.login for user in list_users(db) if user.id == alone), None)


def list_users(db: Db) -> list[UserRow]:
    """All accounts, by login."""
    return people.users(db)


def disable_user(db: Db, login: str) -> None:
    """Nobody signs in with this account any more; open pages end at their next run."""
    people.set_active(db, _existing(db, login).user_id, False)


def enable_user(db: Db, login: str) -> None:
    """Undo `disable_user`. The password is what it was."""
    people.set_active(db, _existing(db, login).user_id, True)


def reset_password(db: Db, login: str) -> str:
    """Give the account a new one-time password, returned once; ends the person's sessions.

    The one local person becomes an account like any other by it.
    """
    user = _existing(db, login)
    password = random_password()
    people.set_password(db, user.user_id, hash_password(password), must_change=True)
    people.end_sessions(db, user.user_id)
    people.forget_failures(db, login_key(login))
    return password


def change_password(db: Db, actor: Actor, old: str, new: str, now: datetime) -> None:
    """Replace one's own password. All sessions of the person end; open a new one for this browser.

    Raises PasswordError when the old one is wrong (that counts as a failed sign-in), after too many
    wrong ones, and when the new one may not be chosen.
    """
    key = login_key(actor.login)
    try:
        refuse_if_braked(db, key, now)
    except SignInRefusedError as refusal:
        raise PasswordError(str(refusal)) from refusal
    user = _existing(db, actor.login)
    if not verify_password(old, user.password_hash):
        afterwards(db, lambda later: people.add_failure(later, key, now))
        raise PasswordError(_("现在的密码不对。"))
    if new == old:
        raise PasswordError(_("新密码和现在的一样，换一个。"))
    if reason := check_new_password(new, user.login, user.name):
        raise PasswordError(reason)
    people.set_password(db, user.user_id, hash_password(new), must_change=False)
    people.end_sessions(db, user.user_id)
    people.forget_failures(db, key)


def _existing(db: Db, login: str) -> people.Credentials:
    user = people.credentials(db, login_key(login))
    if user is None:
        raise NotFoundError(_("没有登录名是「{login}」的人。").format(login=login))
    return user


def _checked_login(login: str) -> str:
    """`login` without blanks around it. Raises AccountError for one that is hard to tell or type:
    whether one blank or two stand in the middle cannot be seen.
    """
    login = login.strip()
    if not 0 < len(login) <= LONGEST_LOGIN or " " in login or not login.isprintable():
        raise AccountError(
            _("登录名要有 1 到 {longest} 个字符，中间不能有空格、换行和别的看不见的字符。").format(
                longest=LONGEST_LOGIN
            )
        )
    return login


def _department(name: str | None) -> str | None:
    return None if name is None or not name.strip() else _checked(name, _("部门"), LONGEST_NAME)


def _checked(text: str, what: str, longest: int) -> str:
    """`text` without blanks around it. Raises AccountError when it cannot be shown on one line."""
    text = text.strip()
    if not text or len(text) > longest or not text.isprintable():
        raise AccountError(
            _("{what}要有 1 到 {longest} 个字符，不能换行。").format(what=what, longest=longest)
        )
    return text
