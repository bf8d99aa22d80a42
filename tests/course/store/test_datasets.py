"""A learner's own rows are kept as they were brought, for that learner alone."""

from datetime import timedelta
from pathlib import Path

import pytest

from course.people.accounts import create_user
from course.people.rights import Actor, Role
from course.store import datasets
from course.store.backup import backup
from course.store.datasets import (
    DatasetState,
    DatasetTooLargeError,
    content_of,
    dataset_of,
    delete_dataset,
    save_dataset,
)
from course.store.engine import open_store

PLACE = ("analysis", "own")


def save(store, actor, now, content=b"packed", key="k1", name="明细.csv", rows=3):
    with store.writing() as db:
        return save_dataset(
            db, actor, *PLACE, name=name, key=key, rows=rows, content=content, now=now
        )


@pytest.fixture
def colleague(store, now) -> Actor:
    with store.writing() as db:
        user = create_user(
            db, login="other", name="许峰", role=Role.LEARNER, password=None, now=now
        )
    return Actor(user, "other", "许峰", Role.LEARNER)


def test_what_was_brought_is_kept(store, learner, now):
    saved = save(store, learner, now)

    with store.reading() as db:
        assert dataset_of(db, learner, *PLACE) == saved == DatasetState("明细.csv", "k1", 3, now)
        assert content_of(db, learner, *PLACE, "k1") == b"packed"
        assert content_of(db, learner, *PLACE, "another") is None


def test_a_second_file_takes_the_place_of_the_first(store, learner, now):
    save(store, learner, now)
    later = now + timedelta(minutes=1)
    save(store, learner, later, content=b"new", key="k2", name="a/b\n.xlsx", rows=9)

    with store.reading() as db:
        assert dataset_of(db, learner, *PLACE) == DatasetState("a/b.xlsx", "k2", 9, later)
        assert content_of(db, learner, *PLACE, "k2") == b"new"
        assert content_of(db, learner, *PLACE, "k1") is None


def test_nobody_else_reaches_it(store, learner, colleague, now):
    save(store, learner, now)
    save(store, colleague, now, content=b"theirs", key="k9")

    with store.writing() as db:
        delete_dataset(db, colleague, *PLACE)
    with store.reading() as db:
        assert dataset_of(db, colleague, *PLACE) is None
        assert content_of(db, colleague, *PLACE, "k1") is None
        assert content_of(db, learner, *PLACE, "k1") == b"packed"


def test_deleting_forgets_it_for_good(store, learner, now):
    save(store, learner, now)
    with store.writing() as db:
        delete_dataset(db, learner, *PLACE)

    with store.reading() as db:
        assert dataset_of(db, learner, *PLACE) is None


def test_too_much_is_refused_and_what_was_there_stays(store, learner, now, monkeypatch):
    monkeypatch.setattr(datasets, "LARGEST", 10)
    save(store, learner, now)

    with pytest.raises(DatasetTooLargeError, match="最多存"):
        save(store, learner, now, content=b"x" * 11, key="k2")
    with store.reading() as db:
        assert content_of(db, learner, *PLACE, "k1") == b"packed"


def test_the_backup_holds_it(sqlite_url, tmp_path: Path, now):
    store = open_store(sqlite_url)
    with store.writing() as db:
        user = create_user(db, login="a", name="甲", role=Role.LEARNER, password=None, now=now)
    actor = Actor(user, "a", "甲", Role.LEARNER)
    save(store, actor, now)
    backup(sqlite_url, tmp_path / "copy.db")
    store.close()

    copy = open_store(f"sqlite:///{tmp_path / 'copy.db'}")
    with copy.reading() as db:
        assert content_of(db, actor, *PLACE, "k1") == b"packed"
    copy.close()
