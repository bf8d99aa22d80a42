"""Copies of the database: sound, made while people write, and nothing else is put back."""

import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlmodel import col

from course.records import Department
from course.store.backup import BackupError, backup, restore
from course.store.engine import open_store
from course.store.sheets import SheetKey, open_sheet, save_sheet, sheet_history
from course.store.version import ready

KEY = SheetKey("pest", "case", "us")


def departments(url: str) -> list[str]:
    store = open_store(url)
    with store.reading() as db:
        found = list(db.scalars(select(col(Department.name)).order_by(col(Department.id))))
    store.close()
    return found


def add_department(url: str, name: str) -> None:
    store = open_store(url)
    with store.writing() as db:
        db.add(Department(name=name))
    store.close()


def test_what_was_backed_up_is_there_again_after_restoring(url, tmp_path, now):
    add_department(url, "备份以前")
    backup(url, tmp_path / "copy")
    add_department(url, "备份以后")

    restore(url, tmp_path / "copy", now)

    assert departments(url) == ["备份以前"]
    store = open_store(url)
    assert ready(store)
    store.close()


def test_the_database_before_restoring_is_kept_and_can_be_restored_too(url, tmp_path, now):
    backup(url, tmp_path / "copy")
    add_department(url, "备份以后")

    kept = restore(url, tmp_path / "copy", now)

    assert kept is not None
    assert "before-restore-" in kept.name
    restore(url, kept, now.replace(year=2027))
    assert departments(url) == ["备份以后"]


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_restoring_into_an_empty_database_keeps_nothing(kind, request, tmp_path, now):
    url = request.getfixturevalue(f"{kind}_url")
    empty_url = request.getfixturevalue(f"empty_{kind}_url")
    add_department(url, "搬家")
    backup(url, tmp_path / "copy")

    assert restore(empty_url, tmp_path / "copy", now) is None
    assert departments(empty_url) == ["搬家"]


def test_history_stays_append_only_after_restoring(url, tmp_path, now, person, store):
    actor = person()
    with store.writing() as db:
        save_sheet(db, actor, KEY, {"n": 1}, 0, now)
    store.close()
    backup(url, tmp_path / "copy")
    restore(url, tmp_path / "copy", now)

    again = open_store(url)
    with again.writing() as db, pytest.raises(Exception, match="append-only"):
        db.execute(text("DELETE FROM sheet_revision"))
    again.close()


def test_a_copy_is_never_written_over_another_file(url, tmp_path):
    (tmp_path / "copy").write_text("写好的报告")

    with pytest.raises(BackupError, match="已经存在"):
        backup(url, tmp_path / "copy")

    assert (tmp_path / "copy").read_text() == "写好的报告"


def test_a_copy_is_for_its_owner_only_and_leaves_nothing_beside_it(url, tmp_path):
    (tmp_path / "copies").mkdir()
    backup(url, tmp_path / "copies" / "copy")

    assert [path.name for path in (tmp_path / "copies").iterdir()] == ["copy"]
    assert (tmp_path / "copies" / "copy").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\0" + b"x" * 5000, b"PGDMPxx"])
def test_what_is_no_backup_is_refused_and_nothing_changes(url, tmp_path, now, content):
    add_department(url, "还在")
    (tmp_path / "wrong").write_bytes(content)

    with pytest.raises(BackupError):
        restore(url, tmp_path / "wrong", now)

    assert departments(url) == ["还在"]


def test_a_missing_file_is_refused(url, tmp_path, now):
    with pytest.raises(BackupError, match="没有"):
        restore(url, tmp_path / "nothing", now)


def test_the_database_of_another_product_is_refused(sqlite_url, tmp_path, now):
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE person (id INTEGER)")
    other.commit()
    other.close()

    with pytest.raises(BackupError, match="没有课程的数据表"):
        restore(sqlite_url, tmp_path / "other.db", now)


def test_the_copy_of_a_newer_version_is_refused(sqlite_url, tmp_path, now):
    backup(sqlite_url, tmp_path / "copy")
    newer = sqlite3.connect(tmp_path / "copy")
    newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.commit()
    newer.close()

    with pytest.raises(BackupError, match="9999"):
        restore(sqlite_url, tmp_path / "copy", now)


def test_a_damaged_copy_is_refused(sqlite_url, sqlite_store, learner, tmp_path, now):
    with sqlite_store.writing() as db:
        save_sheet(db, learner, KEY, {"text": "字" * 40_000}, 0, now)
    backup(sqlite_url, tmp_path / "copy")
    content = bytearray((tmp_path / "copy").read_bytes())
    content[8192:40960] = b"\xff" * 32768
    (tmp_path / "copy").write_bytes(content)
    sqlite_store.close()

    with pytest.raises(BackupError, match="损坏"):
        restore(sqlite_url, tmp_path / "copy", now)


def test_a_damaged_database_can_be_replaced_and_is_kept(sqlite_url, tmp_path, now):
    add_department(sqlite_url, "好的")
    backup(sqlite_url, tmp_path / "copy")
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    path.write_bytes(b"not a database at all" * 1000)

    kept = restore(sqlite_url, tmp_path / "copy", now)

    assert departments(sqlite_url) == ["好的"]
    assert kept is not None
    assert kept.read_bytes().startswith(b"not a database")


def test_a_raw_copy_with_its_log_is_restored_whole(sqlite_url, tmp_path, now):
    store = open_store(sqlite_url)
    with store.writing() as db:
        db.add(Department(name="还在日志里"))
    path = sqlite_url.removeprefix("sqlite:///")
    shutil.copy(path, tmp_path / "raw.db")
    shutil.copy(f"{path}-wal", tmp_path / "raw.db-wal")
    with store.writing() as db:
        db.add(Department(name="拷贝以后"))
    store.close()

    restore(sqlite_url, tmp_path / "raw.db", now)

    assert departments(sqlite_url) == ["还在日志里"]


def test_restoring_is_refused_while_a_server_has_the_database_open(url, tmp_path, now):
    backup(url, tmp_path / "copy")
    server = open_store(url)
    with server.reading() as db:
        db.execute(text("SELECT 1"))

    with pytest.raises(BackupError, match="停止"):
        restore(url, tmp_path / "copy", now)

    server.close()
    restore(url, tmp_path / "copy", now)


def test_a_copy_made_while_people_write_is_one_moment(url, store, person, tmp_path, now):
    """Sheet and history are written in one transaction, so a copy never holds one without it."""
    actors = [person(name=f"学员{number}") for number in range(3)]
    enough = threading.Event()

    def write(actor):
        revision = 0
        while not enough.is_set():
            with store.writing() as db:
                revision = save_sheet(db, actor, KEY, {"n": revision}, revision, now).revision

    writers = [threading.Thread(target=write, args=(actor,)) for actor in actors]
    for writer in writers:
        writer.start()
    for number in range(3):
        backup(url, tmp_path / f"copy-{number}")
    enough.set()
    for writer in writers:
        writer.join(30)
    store.close()

    for number in range(3):
        restore(url, tmp_path / f"copy-{number}", now.replace(year=2030 + number))
        copy = open_store(url)
        with copy.reading() as db:
            for actor in actors:
                newest_revision = open_sheet(db, actor, KEY).revision
                kept = [state.revision for state in sheet_history(db, actor, KEY)]
                assert kept == list(range(newest_revision, 0, -1))
        copy.close()


def test_without_the_programs_of_postgresql_one_is_told_what_to_install(
    postgres_url, tmp_path, monkeypatch
):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(BackupError, match="PostgreSQL 的客户端"):
        backup(postgres_url, tmp_path / "copy")


def test_a_copy_of_a_database_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(BackupError, match="没有"):
        backup(f"sqlite:///{tmp_path / 'none.db'}", tmp_path / "copy")
    assert list(tmp_path.iterdir()) == []
