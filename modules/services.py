"""Long-lived objects shared by all sessions of this process."""

from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from course.settings import Settings
from course.store.engine import Store, open_store

if TYPE_CHECKING:
    from course.content.course import Course


@cache
def settings() -> Settings:
    """Settings of this process, read once from the environment and .env."""
    return Settings()


@cache
def store() -> Store:
    """The database, opened once; its schema is up to date (the start-up migrates it)."""
    return open_store(settings().database_url)


def course() -> "Course":
    """The course, loaded once; whoever asks while it is being loaded waits."""
    with _loading:
        return _course()


@cache
def _course() -> "Course":
    # Takes as long to import as the database; the server answers before it is needed.
    from course.content.loader import load_course  # noqa: PLC0415

    return load_course(settings().content_dir)


_loading = Lock()
