"""A sheet's many saves as people remember them: by sitting. Pure.

A form saves after every pause in typing, so one evening leaves hundreds of revisions. All of them
stay in the database; a list of them is read by nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

PAUSE = timedelta(minutes=10)
"""Whoever saved nothing for so long had got up."""

LONGEST = timedelta(minutes=40)
"""A sitting that goes on longer is told in parts, or half a day would be one line."""


class Save(NamedTuple):
    """That a revision was saved, and when."""

    revision: int
    saved_at: datetime


@dataclass(frozen=True)
class Sitting:
    """Saves with no long pause between them, newest first; never empty."""

    saves: tuple[Save, ...]

    @property
    def last(self) -> Save:
        """What the sheet was when the sitting ended."""
        return self.saves[0]

    @property
    def first(self) -> Save:
        """The first save of the sitting."""
        return self.saves[-1]

    @property
    def minutes(self) -> tuple[Save, ...]:
        """The last save of every minute, newest first."""
        by_minute: dict[datetime, Save] = {}
        for save in self.saves:
            by_minute.setdefault(save.saved_at.replace(second=0, microsecond=0), save)
        return tuple(by_minute.values())


def sittings(saves: Sequence[Save]) -> list[Sitting]:
    """The saves (newest first) in sittings, newest first. Every save is in exactly one."""
    found: list[list[Save]] = []
    for save in reversed(saves):
        run = found[-1] if found else []
        if (
            run
            and save.saved_at - run[-1].saved_at < PAUSE
            and save.saved_at - run[0].saved_at < LONGEST
        ):
            run.append(save)
        else:
            found.append([save])
    return [Sitting(tuple(reversed(run))) for run in reversed(found)]
