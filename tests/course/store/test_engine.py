"""Transactions: what is written stays, what fails leaves nothing, and one waits for the other."""

import sqlite3
import threading
from collections.abc import Callable

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

from course.errors import StoreBusyError
from course.records import Department
from course.store import engine
from course.store.engine import Store, afterwards, open_store


def names(store: Store) -> list[str]:
    with store.reading() as db:
        return list(db.scalars(select(col(Department.name)).order_by(col(Department.id))))


def test_what_was_written_is_read(store):
    with store.writing() as db:
        db.add(Department(name="销售一部"))

    assert names(store) == ["销售一部"]


def test_an_error_rolls_everything_back(store):
    def fail() -> None:
        with store.writing() as db:
            db.add(Department(name="销售一部"))
            db.flush()
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert names(store) == []


def test_reading_cannot_write(store):
    with store.reading() as db:
        db.add(Department(name="销售一部"))
        with pytest.raises(DBAPIError):
            db.flush()

    assert names(store) == []


def test_a_connection_that_read_can_write_afterwards_and_the_other_way_round(store):
    for number in range(3):
        with store.writing() as db:
            db.add(Department(name=f"{number}"))
        assert len(names(store)) == number + 1


def test_reading_sees_one_moment_while_others_write(store):
    with store.reading() as db:
        before = db.execute(text("SELECT count(*) FROM department")).scalar_one()
        write_in_thread(store, lambda: None)
        after = db.execute(text("SELECT count(*) FROM department")).scalar_one()

    assert (before, after) == (0, 0)
    assert len(names(store)) == 1


def write_in_thread(store: Store, before: Callable[[], None]) -> None:
    def write() -> None:
        before()
        with store.writing() as db:
            db.add(Department(name="从旁写入"))

    thread = threading.Thread(target=write)
    thread.start()
    thread.join(30)
    assert not thread.is_alive()


def test_what_reading_found_to_write_is_written_after_it(store):
    with store.reading() as db:
        afterwards(db, lambda later: later.add(Department(name="后来")))

    assert names(store) == ["后来"]


def test_what_is_left_for_afterwards_survives_the_refusal_of_the_rest(store):
    def fail() -> None:
        with store.writing() as db:
            db.add(Department(name="撤回"))
            afterwards(db, lambda later: later.add(Department(name="记下")))
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert names(store) == ["记下"]


def test_what_cannot_be_written_afterwards_does_not_make_the_reading_fail(store, caplog):
    with store.reading() as db:
        afterwards(db, lambda later: later.execute(text("INSERT INTO nowhere VALUES (1)")))

    assert names(store) == []
    assert "was left out" in caplog.text


def test_writing_inside_writing_is_told_at_once_instead_of_waiting_for_itself(sqlite_store):
    with (
        sqlite_store.writing(),
        pytest.raises(RuntimeError, match="wait for itself"),
        sqlite_store.writing(),
    ):
        pass


def test_a_write_gives_up_in_chinese_when_another_process_holds_the_lock(sqlite_url, monkeypatch):
    monkeypatch.setattr(engine, "PATIENCE", 0.0)
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 1)
    store = open_store(sqlite_url)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    assert names(store) == []  # reading goes on
    with pytest.raises(StoreBusyError, match="没有存上"), store.writing():
        pass

    other.execute("ROLLBACK")
    with store.writing() as db:
        db.add(Department(name="又能写了"))
    assert names(store) == ["又能写了"]
    store.close()
    other.close()


def test_a_database_in_memory_is_refused_because_it_would_be_lost():
    with pytest.raises(ValueError, match="not a file"):
        open_store("sqlite://")


def test_sqlite_is_told_to_survive_a_power_cut_and_to_check_references(sqlite_store):
    with sqlite_store.writing() as db:
        pragmas = {
            name: db.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }

    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }
