"""Bring a database's schema up to date. Several processes may start at once."""

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.config import Config
from alembic.script import Script
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from course.errors import CourseError
from course.language import _
from course.store.engine import engine_of, is_sqlite, sqlite_path
from course.store.version import SCRIPTS, known_versions, newest, version_of

_MIGRATING = 0x6B616D
"""The PostgreSQL advisory lock that one migrating process holds."""


class UnknownVersionError(CourseError):
    """The database was written by a version of the course that this one does not know."""


def propose(what: str) -> Path:
    """Write the migration that brings the schema to the models in course.records; for developers.

    Run as `python -m course.store.migrate "Add cohorts"`, then read and complete what it wrote:
    checks, triggers and data are not seen by a comparison. Returns the new file.
    """
    with TemporaryDirectory() as folder:
        written: list[Script | list[Script | None] | None] = []
        number = f"{len(known_versions()) + 1:04}"

        def write(config: Config) -> None:
            command.upgrade(config, "head")
            written.append(command.revision(config, what, autogenerate=True, rev_id=number))

        _in_one_transaction(f"sqlite:///{Path(folder) / 'newest.db'}", write)
    (script,) = written
    assert isinstance(script, Script)
    return Path(script.path)


class DatabaseUnusableError(CourseError):
    """The database cannot be opened at all: no server, no rights, or the file is something else."""


def migrate(url: str) -> str:
    """Create or upgrade the database at `url`; returns the schema's version.

    All of it is one transaction, so a crash leaves the old schema. Raises UnknownVersionError for
    the database of a newer version, StoreBusyError while somebody else writes, and
    DatabaseUnusableError.
    """
    return _in_one_transaction(url, lambda config: command.upgrade(config, "head"))


def _in_one_transaction(url: str, work: Callable[[Config], None]) -> str:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    engine = _lonely_engine(url)
    try:
        with _connected(engine) as connection, connection.begin():
            if not is_sqlite(engine.url):
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATING})"))
            _refuse_unknown(version_of(connection))
            config.attributes["connection"] = connection
            work(config)
            _refuse_dangling(connection)
            return newest()
    finally:
        engine.dispose()


def _connected(engine: Engine) -> Connection:
    try:
        connection = engine.connect()
    except DBAPIError as error:
        raise DatabaseUnusableError(
            _("数据库打不开：{reason}").format(reason=str(error.orig).strip())
        ) from error
    if is_sqlite(engine.url):
        # Rebuilding a table (SQLite's ALTER) would delete what refers to it.
        connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
    return connection


def _refuse_unknown(version: str | None) -> None:
    if version is not None and version not in known_versions():
        raise UnknownVersionError(
            _("数据库是更新的版本建的（{version}），请先升级课程程序。").format(version=version)
        )


def _lonely_engine(url: str) -> Engine:
    """An engine of our own; makes an SQLite file that only its owner may read."""
    engine = engine_of(url, writing=True)
    if is_sqlite(engine.url):
        path = sqlite_path(engine.url)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)
    return engine


def _refuse_dangling(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if dangling:
            raise RuntimeError(f"the migration left dangling references: {dangling[:5]}")


if __name__ == "__main__":
    print(propose(sys.argv[1]))
