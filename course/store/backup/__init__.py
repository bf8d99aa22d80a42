"""Copies of a whole database: made while people work, put back while nobody does.

A copy of an SQLite database is one SQLite file, of a PostgreSQL database a pg_dump archive.
"""

from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import make_url

from course.language import _
from course.store.backup import postgresql, sqlite
from course.store.backup.errors import BackupError
from course.store.engine import is_sqlite, sqlite_path
from course.store.migrate import migrate

__all__ = ["BackupError", "backup", "restore"]


def backup(url: str, file: Path) -> None:
    """Copy the database at `url`, as it is at one moment, into the new `file`, and check the copy.

    Others may read and write meanwhile. Raises BackupError when `file` exists or the copy is not
    sound; then no file is left.
    """
    if file.exists():
        raise BackupError(_("{file} 已经存在，请换一个文件名。").format(file=file))
    if not file.parent.is_dir():
        raise BackupError(_("没有 {folder} 这个文件夹。").format(folder=file.parent))
    parsed = make_url(url)
    if is_sqlite(parsed):
        sqlite.backup(sqlite_path(parsed), file)
    else:
        postgresql.backup(parsed, file)


def restore(url: str, file: Path, now: datetime) -> Path | None:
    """Put the copy in `file` in place of the database at `url`, and bring its schema up to date.

    What was there is kept; returns the file in which, None if there was nothing. Raises BackupError
    when `file` is not a sound copy of a database of this product, and while a server still has the
    database open; then nothing was changed.
    """
    if not file.is_file():
        raise BackupError(_("没有 {file} 这个文件。").format(file=file))
    parsed = make_url(url)
    stamp = now.astimezone().strftime("%Y%m%d-%H%M%S")
    if is_sqlite(parsed):
        kept = sqlite.restore(sqlite_path(parsed), file, stamp)
    else:
        kept = postgresql.restore(parsed, file, stamp)
    migrate(url)
    return kept
