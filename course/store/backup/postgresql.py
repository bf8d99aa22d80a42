"""Copies of a PostgreSQL database, through its own pg_dump and pg_restore."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import text
from sqlalchemy.engine import URL

from course.language import _
from course.store.backup.errors import BackupError, in_use, not_a_backup, refuse_other_products
from course.store.engine import engine_of

_HEADER = b"PGDMP"

# Not pg_restore --clean, which only drops what the dump knows: a newer schema has more.
_EMPTY = """
DO $$ DECLARE each record; BEGIN
  FOR each IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
    EXECUTE format('DROP TABLE %I CASCADE', each.tablename);
  END LOOP;
  FOR each IN SELECT oid::regprocedure AS name FROM pg_proc
    WHERE pronamespace = current_schema()::regnamespace AND proowner = current_user::regrole LOOP
    EXECUTE format('DROP FUNCTION %s CASCADE', each.name);
  END LOOP;
END $$
"""


def backup(url: URL, file: Path) -> None:
    """Dump the database into the new `file` and read the dump's contents back."""
    with TemporaryDirectory(prefix=".backup-", dir=file.parent) as folder:
        copy = Path(folder) / "copy.dump"
        copy.touch(mode=0o600)
        _run(url, "pg_dump", "--format=custom", "--no-owner", f"--file={copy}")
        _check(url, copy)
        copy.rename(file)


def restore(url: URL, file: Path, stamp: str) -> Path | None:
    """Replace the database's contents by those of `file`; the old ones are dumped beside it."""
    with file.open("rb") as opened:
        if opened.read(len(_HEADER)) != _HEADER:
            raise not_a_backup(_("它不是 pg_dump 的自定义格式文件。"))
    _check(url, file)
    if _others(url):
        raise in_use()
    kept = None
    if not _is_empty(url):
        kept = file.with_name(f"{url.database}.before-restore-{stamp}.dump")
        backup(url, kept)
    with TemporaryDirectory(prefix=".restore-") as folder:
        script = Path(folder) / "restore.sql"
        _run(url, "pg_restore", "--no-owner", f"--file={script}", str(file))
        _run(
            url,
            *("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"),
            *(f"--command={_EMPTY}", f"--file={script}"),
        )
    return kept


def _check(url: URL, file: Path) -> None:
    """Raise BackupError unless the dump can be read and is one of this product."""
    contents = _run(url, "pg_restore", "--list", str(file))
    tables = set(re.findall(r" TABLE DATA \S+ (\S+) ", contents))
    version = None
    if "alembic_version" in tables:
        rows = _run(
            url, "pg_restore", "--data-only", "--table=alembic_version", "--file=-", str(file)
        )
        found = re.search(r"^COPY .*?;\n(\S+)\n", rows, re.MULTILINE)
        version = found and found[1]
    refuse_other_products(tables, version)


def _others(url: URL) -> int:
    """How many other connections the database has."""
    return _ask(
        url,
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
    )


def _is_empty(url: URL) -> bool:
    return not _ask(url, "SELECT count(*) FROM pg_tables WHERE tablename = 'alembic_version'")


def _ask(url: URL, query: str) -> int:
    engine = engine_of(url.render_as_string(hide_password=False))
    try:
        with engine.connect() as connection:
            return int(connection.execute(text(query)).scalar_one())
    finally:
        engine.dispose()


def _run(url: URL, program: str, *arguments: str) -> str:
    """Run a program of PostgreSQL's. The password goes by the environment: ps shows arguments."""
    path = shutil.which(program)
    if path is None:
        raise BackupError(
            _("没有找到 {program}。请先安装 PostgreSQL 的客户端程序。").format(program=program)
        )
    where = {
        "PGHOST": url.host,
        "PGPORT": url.port and str(url.port),
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
    }
    given = {name: value for name, value in where.items() if value}
    done = subprocess.run(  # noqa: S603 (the program is PostgreSQL's, the arguments are ours)
        [path, *arguments],
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise BackupError(
            _("{program} 没有成功：{reason}").format(program=program, reason=done.stderr.strip())
        )
    return done.stdout
