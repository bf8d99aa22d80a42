"""Signing in and out, and who it is that a token stands for."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from course.language import _
from course.people.accounts import local_person, login_key
from course.people.brakes import WINDOW, SignInRefusedError, refuse_if_braked
from course.people.passwords import hash_password, outdated, verify_password
from course.people.rights import Actor
from course.settings import Settings
from course.store import people
from course.store.engine import Db, Store, afterwards

__all__ = [
    "SignInRefusedError",
    "SignedIn",
    "actor_of",
    "local_person",
    "open_session",
    "sign_in",
    "sign_out",
]

SEEN_EVERY = timedelta(minutes=1)
"""That a session is in use is written at most so often: it is a write for every page otherwise."""


@dataclass(frozen=True)
class SignedIn:
    """A new session. `token` goes into the cookie and is nowhere else."""

    token: str
    must_change_password: bool


def sign_in(store: Store, login: str, password: str, now: datetime) -> SignedIn:
    """Open a session for who knows the password.

    Raises SignInRefusedError, with the same words and after the same time whether the login is
    unknown, the account disabled, or the password wrong. The try is noted before the password is
    looked at, so that many tries at once do not pass the brake together; hashing is done outside
    the transaction, so that nobody waits for it.
    """
    key = login_key(login)
    with store.writing() as db:
        people.lock_failures(db, key)
        people.forget_failures_before(db, now - WINDOW)
        tries_left = refuse_if_braked(db, key, now) - 1
        people.add_failure(db, key, now)
        user = people.credentials(db, key)
    right = verify_password(password, user.password_hash if user else None)
    if user is None or not right or not user.active:
        raise SignInRefusedError(_wrong(tries_left), tries_left=tries_left)
    fresh = hash_password(password) if outdated(user.password_hash or "") else None
    with store.writing() as db:
        people.forget_failures(db, key)
        now_user = people.credentials(db, key)
        if now_user is None or not now_user.active or now_user.password_hash != user.password_hash:
            raise SignInRefusedError(_wrong(tries_left), tries_left=tries_left)
        if fresh is not None:
            people.set_password(db, user.user_id, fresh, must_change=now_user.must_change_password)
        return SignedIn(open_session(db, user.user_id, now), now_user.must_change_password)


def open_session(db: Db, user_id: int, now: datetime) -> str:
    """A new session's token, without any question asked: for the one who just proved who it is."""
    token = secrets.token_urlsafe(32)
    people.add_session(db, _digest(token), user_id, now)
    return token


def actor_of(db: Db, token: str, now: datetime, settings: Settings) -> Actor | None:
    """Who acts, or None when the session ended: signed out, disabled, timed out.

    Works in a reading transaction; that the session was seen is written after it.
    """
    digest = _digest(token)
    found = people.session(db, digest)
    if found is None:
        return None
    created_at, seen_at, actor = found
    if now - created_at > settings.session_absolute or now - seen_at > settings.session_idle:
        return None
    if now - seen_at >= SEEN_EVERY:
        afterwards(db, lambda later: people.see_session(later, digest, now))
    return actor


def sign_out(db: Db, token: str, now: datetime) -> None:  # noqa: ARG001 (all writes take it)
    """End this browser's session, in all its tabs."""
    people.end_session(db, _digest(token))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _wrong(tries_left: int) -> str:
    if tries_left:
        return _("登录名或密码不对。还可以试 {n} 次。").format(n=tries_left)
    return _("登录名或密码不对。请等 {n} 分钟再试。").format(n=WINDOW // timedelta(minutes=1))
