"""Which version the database's schema has. Knows nothing of Alembic, which is slow to import."""

import re
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from course.store.engine import Store, is_sqlite, sqlite_path

SCRIPTS = Path(__file__).parent / "migrations"
_NUMBER = re.compile(r"^(\d{4})_\w+\.py$")


@cache
def known_versions() -> frozenset[str]:
    """Every schema version that this version of the course can upgrade from.

    A migration's file begins with its number, which is also its revision.
    """
    names = (path.name for path in (SCRIPTS / "versions").iterdir())
    return frozenset(match[1] for name in names if (match := _NUMBER.match(name)))


@cache
def newest() -> str:
    """The schema version that this version of the course works with."""
    return max(known_versions())


def version_of(connection: Connection) -> str | None:
    """The schema version of an open database, None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if version is None else str(version)


def ready(store: Store) -> bool:
    """Whether the database answers and its schema is the one this version works with."""
    url = make_url(store.url)
    if is_sqlite(url) and not sqlite_path(url).exists():
        return False  # Connecting would make an empty file.
    try:
        with store.reading() as db:
            return version_of(db.connection()) == newest()
    except DBAPIError:
        return False
