"""The database of an installation: SQLite in a file, or a PostgreSQL server.

SQLite: one writer at a time. `BEGIN IMMEDIATE` takes the write lock before the first read, so that
read-then-write never fails half-way; a lock in the process keeps its threads from polling for it.
See docs/decisions/sqlite-write-lock.md.
"""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlmodel import Session, SQLModel

from course.errors import StoreBusyError
from course.language import _

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

Db = Session
"""An open transaction, as `Store.reading()` and `Store.writing()` hand it out."""

PATIENCE = 30.0
"""Seconds that a write waits for its turn before it gives up with StoreBusyError."""

BUSY_MILLISECONDS = 5000
"""How long SQLite itself waits for a lock before it reports that it is busy."""

_LOCK_NOT_AVAILABLE = "55P03"
"""PostgreSQL's code for a lock that was not free in time."""

_log = logging.getLogger(__name__)


class Store:
    """An open database. Safe to share between threads; a `Db` is not."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self._engine = engine_of(url)
        self._writing_engine = self._engine.execution_options(writing=True)
        self._reading_engine = self._engine
        if not is_sqlite(self.url):
            self._reading_engine = self._engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        self._turn = _write_lock(str(self.url)) if is_sqlite(self.url) else None

    @contextmanager
    def reading(self) -> Iterator[Db]:
        """A transaction that sees one moment and cannot write."""
        later: list[Callable[[Db], None]] = []
        try:
            with Session(self._reading_engine, info={"later": later}) as db:
                yield db
        finally:
            self._finish(later)

    @contextmanager
    def writing(self) -> Iterator[Db]:
        """A transaction that may write: committed when the block ends, rolled back on an error.

        What was committed survives a kill and a power cut. Raises StoreBusyError when it is not
        this transaction's turn within PATIENCE seconds; nothing was written then.
        """
        later: list[Callable[[Db], None]] = []
        try:
            with self._my_turn(), Session(self._writing_engine, info={"later": later}) as db:
                db.connection()  # Begin now: waiting happens here and nowhere else.
                yield db
                db.commit()
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", None) == _LOCK_NOT_AVAILABLE:
                raise StoreBusyError(_busy()) from error
            raise
        finally:
            self._finish(later)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        """Hold the process's write lock (SQLite only; PostgreSQL locks rows)."""
        if self._turn is None:
            yield
            return
        if self._is_mine():
            raise RuntimeError(
                "writing() inside writing() of the same thread would wait for itself"
            )
        if not self._turn.acquire(timeout=PATIENCE):
            raise StoreBusyError(_busy())
        _own.turn = self._turn
        try:
            yield
        finally:
            _own.turn = None
            self._turn.release()

    def _is_mine(self) -> bool:
        """Whether this very thread holds the write lock."""
        return self._turn is not None and getattr(_own, "turn", None) is self._turn

    def _finish(self, later: list[Callable[[Db], None]]) -> None:
        """Do what was left for afterwards. It is never worth failing for."""
        for work in later:
            if self._is_mine():
                _log.warning("Reading inside writing; %s was left out", work.__qualname__)
                continue
            try:
                with self.writing() as db:
                    work(db)
            except (StoreBusyError, SQLAlchemyError) as error:
                # A full disk, for one: who only reads should not notice.
                _log.warning("%s; %s was left out", type(error).__name__, work.__qualname__)


def open_store(url: str) -> Store:
    """Open the database at `url` (sqlite:///… or postgresql+psycopg://…). Does not migrate it."""
    return Store(url)


def afterwards(db: Db, work: Callable[[Db], None]) -> None:
    """Do `work` in a writing transaction of its own once `db`'s has ended, well or badly.

    For the little that is written on the occasion of something else: that a session was seen while
    only reading, that a password was wrong although the refusal rolls everything back.
    """
    db.info["later"].append(work)


def insert_into(db: Db, record: type[SQLModel]) -> "sqlite.Insert | postgresql.Insert":
    """An INSERT that can say what happens when the row is there already (ON CONFLICT)."""
    if db.get_bind().dialect.name == "sqlite":
        return sqlite.insert(record)
    # Slow to import, and an installation on SQLite never needs it.
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415

    return postgresql.insert(record)


def is_sqlite(url: URL) -> bool:
    """Whether `url` names an SQLite file."""
    return url.get_backend_name() == "sqlite"


def sqlite_path(url: URL) -> Path:
    """The file of an SQLite `url`. Raises ValueError for a database in memory."""
    if not url.database or url.database == ":memory:":
        raise ValueError(f"{url} is not a file; progress needs one")
    return Path(url.database)


_own = threading.local()


@cache
def _write_lock(database: str) -> threading.Lock:  # noqa: ARG001 (one lock per database)
    return threading.Lock()


def _busy() -> str:
    return _("数据库正忙，这一次没有存上。请稍后再试。")


def engine_of(url: str, *, writing: bool = False) -> Engine:
    """Connections to `url` with our settings. `Store` is the way in; migrations need this one."""
    pool = {"pool_size": 10, "max_overflow": 20, "execution_options": {"writing": writing}}
    if not is_sqlite(make_url(url)):
        patience = {"options": f"-c lock_timeout={int(PATIENCE * 1000)}"}
        return create_engine(url, pool_pre_ping=True, connect_args=patience, **pool)
    sqlite_path(make_url(url))
    engine = create_engine(url, **pool)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    """Settings of one connection. synchronous=FULL: what was acknowledged survives a power cut."""
    connection.isolation_level = None  # BEGIN is ours, see _begin_sqlite
    connection.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    _retry(lambda: connection.execute("PRAGMA journal_mode=WAL"))
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin_sqlite(connection: Connection) -> None:
    """Open the transaction in the way that `reading()` or `writing()` asked for."""
    writing = connection.get_execution_options().get("writing", False)
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA query_only={'OFF' if writing else 'ON'}")
    if writing:
        _retry(lambda: cursor.execute("BEGIN IMMEDIATE"))
    else:
        cursor.execute("BEGIN DEFERRED")
    cursor.close()


def _retry(attempt: Callable[[], Any]) -> None:
    """Try again while another process holds the lock; StoreBusyError after PATIENCE seconds.

    SQLite's own waiting (busy_timeout) is not fair and not used for every kind of lock.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            attempt()
        except sqlite3.OperationalError as error:
            if not is_busy(error):
                raise
            if time.monotonic() > until:
                raise StoreBusyError(_busy()) from error
            time.sleep(0.01)
        else:
            return


def is_busy(error: sqlite3.OperationalError) -> bool:
    """Whether the database was only locked by somebody else."""
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
