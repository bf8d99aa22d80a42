"""The schema: migrations and models agree, history cannot be changed, nonsense is refused."""

import multiprocessing
import sqlite3
from datetime import timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from course.errors import StoreBusyError
from course.records import (
    Attempt,
    Dataset,
    Draft,
    Headcount,
    ItemResponse,
    Record,
    Sheet,
    SheetRevision,
    UnitResult,
    User,
)
from course.store import engine
from course.store import migrate as migrations
from course.store.engine import engine_of, open_store
from course.store.migrate import DatabaseUnusableError, UnknownVersionError, migrate
from course.store.version import SCRIPTS, known_versions, newest, ready


def test_models_and_migrations_agree(store):
    with store.reading() as db:
        context = MigrationContext.configure(db.connection(), opts={"compare_type": True})
        assert compare_metadata(context, Record.metadata) == []


def test_the_versions_read_from_file_names_are_those_of_the_migrations():
    scripts = ScriptDirectory(str(SCRIPTS))
    assert newest() == scripts.get_current_head()
    assert known_versions() == {script.revision for script in scripts.walk_revisions()}


@pytest.mark.parametrize("version", [None, *sorted(known_versions())])
def test_every_version_is_upgraded_to_the_newest(empty_url, version, monkeypatch):
    if version is not None:
        migrations._in_one_transaction(
            empty_url, lambda config: migrations.command.upgrade(config, version)
        )

    assert migrate(empty_url) == newest()
    store = open_store(empty_url)
    assert ready(store)
    with store.reading() as db:
        tables = set(inspect(db.connection()).get_table_names())
    store.close()
    assert tables == {*Record.metadata.tables, "alembic_version"}


def test_migrating_again_changes_nothing(url):
    assert migrate(url) == migrate(url) == newest()


def _migrate_at_once(url: str, start: object) -> None:
    start.wait()  # type: ignore[attr-defined]
    migrate(url)


def test_two_processes_may_start_at_the_same_moment(empty_url):
    processes = multiprocessing.get_context("spawn")
    start = processes.Barrier(3)
    starting = [processes.Process(target=_migrate_at_once, args=(empty_url, start)) for _ in "ab"]
    for process in starting:
        process.start()
    start.wait(60)
    for process in starting:
        process.join(60)

    assert [process.exitcode for process in starting] == [0, 0]
    store = open_store(empty_url)
    assert ready(store)
    store.close()


def test_a_migration_that_fails_leaves_the_old_schema(empty_url, monkeypatch):
    def fail(config):
        migrations.command.upgrade(config, "head")
        raise LookupError

    with pytest.raises(LookupError):
        migrations._in_one_transaction(empty_url, fail)

    store = open_store(empty_url)
    with store.reading() as db:
        assert inspect(db.connection()).get_table_names() == []
    assert not ready(store)
    store.close()


def test_the_database_of_a_newer_version_is_left_alone(url):
    connections = engine_of(url, writing=True)
    with connections.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(UnknownVersionError, match="9999"):
        migrate(url)

    with connections.begin() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{newest()}'"))
    connections.dispose()


def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path):
    (tmp_path / "wrong.db").write_text("no database at all, " * 100)

    with pytest.raises(DatabaseUnusableError, match="打不开"):
        migrate(f"sqlite:///{tmp_path / 'wrong.db'}")

    assert (tmp_path / "wrong.db").read_text().startswith("no database")


def test_a_server_that_is_not_there_is_told():
    with pytest.raises(DatabaseUnusableError, match="打不开"):
        migrate("postgresql+psycopg://course:secret-word@127.0.0.1:1/course")


def test_migrating_gives_up_while_somebody_else_writes(sqlite_url, monkeypatch):
    monkeypatch.setattr(engine, "PATIENCE", 0.0)
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 1)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreBusyError):
        migrate(sqlite_url)
    other.close()


def test_only_its_owner_can_read_the_file(empty_sqlite_url):
    from pathlib import Path

    migrate(empty_sqlite_url)
    path = Path(empty_sqlite_url.removeprefix("sqlite:///"))

    assert path.stat().st_mode & 0o777 == 0o600


def valid_rows(user_id, now):
    """One valid row of every table with constraints, by name of its table."""
    taken = {"user_id": user_id, "unit": "opportunity", "mode": "assessment", "seed": 7}
    at = {"started_at": now, "saved_at": now}
    sheet = {"user_id": user_id, "tool": "pest", "subject": "case", "side": "us"}
    return {
        User: {
            **{"login": "x", "login_key": "x", "name": "x", "role": "learner"},
            **{"must_change_password": False, "active": True, "local": False, "created_at": now},
        },
        Draft: {
            **taken,
            **at,
            **{"item_ids": [], "answers": {}, "hints": {}, "checked": [], "position": 0},
        },
        Attempt: {
            **taken,
            **{"content_version": "v", "pass_mark": 0.8, "earned": 1.0, "possible": 2.0},
            **{"started_at": now, "submitted_at": now},
        },
        ItemResponse: {
            **{"attempt_id": 1, "position": 0, "item_id": "q", "text_hash": "h", "answer": None},
            **{"earned": 0.5, "possible": 1.0, "hints": 0},
        },
        Sheet: {**sheet, "revision": 1, "data": {}, "saved_at": now},
        SheetRevision: {"sheet_id": 1, "revision": 1, "data": {}, "saved_at": now},
        Dataset: {
            **{"user_id": user_id, "tool": "analysis", "subject": "own", "name": "明细.csv"},
            **{"key": "k", "rows": 1, "content": b"x", "saved_at": now},
        },
        UnitResult: {
            **{"user_id": user_id, "unit": "needs", "lessons_finished": 0, "attempts": 1},
            **{"best": 0.5, "last": 0.5, "passed_at": None, "active_at": now},
        },
        Headcount: {"department_id": 5, "learners": 1},
    }


def test_valid_rows_are_accepted(store, learner, now):
    with store.writing() as db:
        for record, row in valid_rows(learner.user_id, now).items():
            db.execute(insert(record).values(**row))


@pytest.mark.parametrize(
    ("record", "wrong"),
    [
        (User, {"role": "boss"}),
        (User, {"name": ""}),
        (User, {"login_key": ""}),
        (Draft, {"mode": "exam"}),
        (Draft, {"position": -1}),
        (Draft, {"user_id": 999}),
        (Attempt, {"mode": "exam"}),
        (Attempt, {"pass_mark": 1.1}),
        (Attempt, {"pass_mark": -0.1}),
        (Attempt, {"earned": 2.5}),
        (Attempt, {"earned": -0.5}),
        (Attempt, {"earned": 0.0, "possible": 0.0}),
        (Attempt, {"user_id": 999}),
        (ItemResponse, {"earned": 1.5}),
        (ItemResponse, {"attempt_id": 999}),
        (ItemResponse, {"hints": -1}),
        (Sheet, {"side": "them"}),
        (Sheet, {"revision": 0}),
        (SheetRevision, {"revision": 0}),
        (SheetRevision, {"sheet_id": 999}),
        (Dataset, {"user_id": 999}),
        (Dataset, {"rows": 0}),
        (Dataset, {"key": ""}),
        (UnitResult, {"best": 1.5, "last": 0.5}),
        (UnitResult, {"best": 0.4, "last": 0.5}),
        (UnitResult, {"attempts": 0}),
        (UnitResult, {"attempts": 1, "best": None, "last": None}),
        (UnitResult, {"lessons_finished": -1}),
        (Headcount, {"learners": -1}),
    ],
)
def test_nonsense_is_refused_by_the_database_itself(store, learner, now, record, wrong):
    with store.writing() as db:
        for other, row in valid_rows(learner.user_id, now).items():
            if other != record:
                db.execute(insert(other).values(**row))
            else:
                values = {**row, **wrong}
                with pytest.raises(IntegrityError), db.begin_nested():
                    db.execute(insert(record).values(**values))
                break


@pytest.mark.parametrize("table", ["attempt", "item_response", "sheet_revision"])
@pytest.mark.parametrize("change", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_history_cannot_be_changed_even_by_hand(store, learner, now, table, change):
    column = "revision" if table == "sheet_revision" else "earned"
    with store.writing() as db:
        for record, row in valid_rows(learner.user_id, now).items():
            db.execute(insert(record).values(**row))

    with store.writing() as db, pytest.raises(DBAPIError, match=f"{table} is append-only"):
        db.execute(text(change.format(table, column, column)))


@pytest.mark.postgres
@pytest.mark.parametrize("table", ["attempt", "item_response", "sheet_revision"])
def test_history_cannot_be_truncated(postgres_url, table):
    store = open_store(postgres_url)
    with store.writing() as db, pytest.raises(DBAPIError, match="append-only"):
        db.execute(text(f"TRUNCATE {table} CASCADE"))
    store.close()


def test_moments_come_back_in_utc_and_without_a_zone_are_refused(store, learner, now):
    from zoneinfo import ZoneInfo

    here = now.astimezone(ZoneInfo("Asia/Shanghai")) + timedelta(microseconds=123456)
    row = valid_rows(learner.user_id, here)[UnitResult]
    with store.writing() as db:
        db.execute(insert(UnitResult).values(**row))
        read = db.get_one(UnitResult, (learner.user_id, "needs")).active_at

    assert read == here
    assert read.utcoffset() == timedelta(0)
    row = valid_rows(learner.user_id, now.replace(tzinfo=None))[UnitResult]
    with store.writing() as db, pytest.raises(StatementError, match="no time zone"):
        db.execute(insert(UnitResult).values(**row))


def test_a_proposed_migration_uses_plain_types_and_follows_the_newest(tmp_path, monkeypatch):
    import shutil

    from sqlmodel import Field

    from course.records import UtcDateTime

    scripts = tmp_path / "migrations"
    shutil.copytree(SCRIPTS, scripts)
    monkeypatch.setattr(migrations, "SCRIPTS", scripts)

    class Cohort(Record, table=True):
        name: str = Field(primary_key=True)
        begins_at: object = Field(sa_type=UtcDateTime)

    try:
        text_ = migrations.propose("Add cohorts").read_text()
    finally:
        Record.metadata.remove(Cohort.__table__)

    assert f'down_revision = "{newest()}"' in text_
    assert '"cohort"' in text_.replace("'", '"')
    assert "sa.String()" in text_
    assert "sa.DateTime()" in text_
    assert "course." not in text_
    assert "sqlmodel" not in text_
