"""Brakes on guessing passwords. Kept in the database, so that a restart does not release them.

Accounts that do not exist are braked in the same way: an answer never tells whether one does.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from course.errors import CourseError
from course.language import _
from course.store import people
from course.store.engine import Db

WINDOW = timedelta(minutes=5)
MOST_TRIES = 10
"""Wrong passwords per account in one WINDOW."""
MOST_TRIES_OF_ALL = 100
"""Wrong passwords of everybody together in one WINDOW: guessing one password for many names."""


@dataclass
class SignInRefusedError(CourseError):
    """Signing in failed. `message_zh` says so without telling whether the account exists.

    `tries_left` before this account is braked; `wait_minutes` when it is.
    """

    message_zh: str
    tries_left: int | None = None
    wait_minutes: int | None = None

    def __str__(self) -> str:
        return self.message_zh


def refuse_if_braked(db: Db, login_key: str, now: datetime) -> int:
    """How many tries are left, at least 1. Raises SignInRefusedError when there are none."""
    since = now - WINDOW
    tries, oldest = people.failures(db, login_key, since)
    if tries < MOST_TRIES:
        tries_of_all, oldest_of_all = people.failures(db, None, since)
        if tries_of_all < MOST_TRIES_OF_ALL:
            return MOST_TRIES - tries
        oldest = oldest_of_all
    assert oldest is not None
    minutes = max(1, math.ceil((oldest + WINDOW - now) / timedelta(minutes=1)))
    raise SignInRefusedError(
        _("密码错得太多了，请等 {minutes} 分钟再试。").format(minutes=minutes),
        wait_minutes=minutes,
    )
