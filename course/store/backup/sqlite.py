"""Copies of an SQLite database, through SQLite's online backup."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from course.language import _
from course.store.backup.errors import BackupError, in_use, not_a_backup, refuse_other_products

_HEADER = b"SQLite format 3\0"
_BESIDES = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside the file while it is open; the first and last may hold data."""


def backup(database: Path, file: Path) -> None:
    """Copy `database` into the new `file`: one file, for its owner only, on the disk for good."""
    if not database.exists():
        raise BackupError(_("没有 {file} 这个数据库。").format(file=database))
    with TemporaryDirectory(prefix=".backup-", dir=file.parent) as folder:
        copy = Path(folder) / "copy.db"
        copy.touch(mode=0o600)
        with _open(database) as source, _open(copy) as target:
            # All pages in one step are one moment; writers go on in the WAL meanwhile.
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
        _check(copy)
        _to_disk(copy)
        copy.rename(file)
    _to_disk(file.parent)


def restore(database: Path, file: Path, stamp: str) -> Path | None:
    """Put the copy in `file` in place of `database`; the old one is kept under another name."""
    with file.open("rb") as opened:
        if opened.read(len(_HEADER)) != _HEADER:
            raise not_a_backup(_("它不是 SQLite 文件。"))
    database.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".restore-", dir=database.parent) as folder:
        copy = Path(folder) / "copy.db"
        _copy_whole(file, copy)
        _check(copy)
        _to_disk(copy)
        kept = _put_aside(database, stamp)
        copy.rename(database)
    _to_disk(database.parent)
    return kept


def _copy_whole(file: Path, copy: Path) -> None:
    """Copy a file and what is still in its log, so that a raw copy of a database restores too."""
    shutil.copyfile(file, copy)
    copy.chmod(0o600)
    log = _beside(file, "-wal")
    if log.exists():
        shutil.copyfile(log, _beside(copy, "-wal"))
    with _damage_told(), _open(copy) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def _check(copy: Path) -> None:
    """Raise BackupError unless `copy` is sound and a database of this product."""
    with _damage_told(), _open(copy) as connection:
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise not_a_backup(_("文件已经损坏。"))
        if connection.execute("PRAGMA foreign_key_check").fetchall():
            raise not_a_backup(_("里面的数据前后对不上。"))
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = {name for (name,) in names}
        version = None
        if "alembic_version" in tables:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            version = row and row[0]
        refuse_other_products(tables, version)


@contextmanager
def _damage_told() -> Iterator[None]:
    """Turn SQLite's complaint about a damaged file into a BackupError."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise not_a_backup(_("文件已经损坏。")) from error


def _put_aside(database: Path, stamp: str) -> Path | None:
    """Rename the old database, whole in one file; BackupError while somebody has it open."""
    if not database.exists():
        return None
    try:
        with _open(database) as connection:
            # Needs the file for itself, and writes the log into it.
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        raise in_use() from error
    except sqlite3.DatabaseError:
        pass  # It is damaged: perhaps the reason for restoring. Kept with its log as it is.
    kept = database.with_name(f"{database.name}.before-restore-{stamp}")
    for suffix in ("", *_BESIDES):
        with suppress(FileNotFoundError):
            _beside(database, suffix).rename(_beside(kept, suffix))
    return kept


def _open(path: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(path, timeout=1.0, isolation_level=None))


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _to_disk(path: Path) -> None:
    """Wait until the file or folder is on the disk; Windows cannot do it for folders."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
