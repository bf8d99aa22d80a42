"""What all tests share: databases of both kinds, each test with a fresh one, and people in it."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import hypothesis
import psycopg
import pytest

from course.people.accounts import create_user
from course.people.rights import Actor, Role
from course.people.signin import actor_of, open_session
from course.settings import Settings
from course.store.engine import Store, open_store
from course.store.migrate import migrate
from tests import postgres

# How long an example takes says something about the machine, not about the code.
hypothesis.settings.register_profile("calm", deadline=None)
hypothesis.settings.load_profile("calm")

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

_numbers = count(1)


@pytest.fixture(autouse=True)
def own_main_module() -> Iterator[None]:
    """Streamlit leaves the script it ran in place of the main module; a process that a later test
    spawns would run that script again, die of it, and be started anew without end.
    """
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture
def now() -> datetime:
    """The moment at which a test happens."""
    return NOW


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with all tables and no rows; copied for every test, because that is fast."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrate(f"sqlite:///{path}")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server that this run started. Skips where none is installed."""
    if postgres.programs() is None:
        message = "PostgreSQL is not installed: half of the store's tests did not run"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session")
def migrated_database(postgres_server: str) -> str:
    """A PostgreSQL database with all tables; emptied for every test, because that is fast."""
    url = _new_database(postgres_server)
    migrate(url)
    return url


@pytest.fixture
def sqlite_url(tmp_path: Path, migrated_file: Path) -> str:
    """A fresh SQLite database with all tables."""
    shutil.copy(migrated_file, tmp_path / "progress.db")
    return f"sqlite:///{tmp_path / 'progress.db'}"


@pytest.fixture
def empty_postgres_url(postgres_server: str) -> str:
    """A fresh PostgreSQL database with nothing in it."""
    return _new_database(postgres_server)


@pytest.fixture
def postgres_url(migrated_database: str) -> str:
    """A PostgreSQL database with all tables, no rows, and nobody connected."""
    with _postgres_session(migrated_database) as session:
        session.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        # Without this the triggers would keep the attempts of the test before.
        session.execute("SET session_replication_role = replica")
        session.execute(_EMPTY)
    return migrated_database


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> str:
    """A fresh database with all tables; the test runs once on each kind."""
    fresh = request.getfixturevalue(f"{request.param}_url")
    assert isinstance(fresh, str)
    return fresh


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    """An SQLite database that is not there yet."""
    return f"sqlite:///{tmp_path / 'empty.db'}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest) -> str:
    """A database without any table; the test runs once on each kind."""
    fresh = request.getfixturevalue(f"empty_{request.param}_url")
    assert isinstance(fresh, str)
    return fresh


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A fresh open database; the test runs once on each kind."""
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    """A fresh open SQLite database, for tests that are not about the database."""
    opened = open_store(sqlite_url)
    yield opened
    opened.close()


# For a few rows much quicker than TRUNCATE, which makes new files.
_EMPTY = """
DO $$ DECLARE each record; BEGIN
  FOR each IN SELECT tablename AS name FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
    EXECUTE format('DELETE FROM %I', each.name);
  END LOOP;
  FOR each IN SELECT sequencename AS name FROM pg_sequences WHERE last_value IS NOT NULL LOOP
    EXECUTE format('ALTER SEQUENCE %I RESTART', each.name);
  END LOOP;
END $$
"""

Person = Callable[..., Actor]


@pytest.fixture
def person(request: pytest.FixtureRequest) -> Person:
    """Add somebody to the test's database and get them as the actor: person(role, name=…)."""
    name = "store" if "store" in request.fixturenames else "sqlite_store"
    store = request.getfixturevalue(name)

    def add(
        role: Role = Role.LEARNER,
        *,
        name: str = "李雷",
        login: str | None = None,
        password: str | None = None,
        department: str | None = None,
        manages: tuple[str, ...] = (),
        local: bool = False,
    ) -> Actor:
        with store.writing() as db:
            user_id = create_user(
                db,
                login=login or f"person-{next(_numbers)}",
                name=name,
                role=role,
                password=password,
                department=department,
                manages=manages,
                local=local,
                now=NOW,
            )
            token = open_session(db, user_id, NOW)
            actor = actor_of(db, token, NOW, Settings(_env_file=None))
        assert actor is not None
        return actor

    return add


@pytest.fixture
def learner(person: Person) -> Actor:
    """One learner."""
    return person()


def _postgres_session(url: str) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(url.replace("+psycopg", ""), autocommit=True)


def _new_database(server_url: str) -> str:
    name = f"course_{next(_numbers)}"
    with _postgres_session(server_url) as server:
        server.execute(f"CREATE DATABASE {name}")
    return f"{server_url.rsplit('/', 1)[0]}/{name}"
