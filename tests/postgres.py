"""A real PostgreSQL server for one test run: made, started and stopped here."""

import ctypes
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

USER = "course"


def programs() -> Path | None:
    """The folder with initdb and postgres, the newest version; None where none is installed."""
    found = [Path("/usr/lib/postgresql").glob("*/bin/postgres"), _on_path()]
    versions = [path for group in found for path in group]
    return max(versions, key=lambda path: path.parts).parent if versions else None


def _on_path() -> list[Path]:
    found = shutil.which("postgres")
    return [Path(found)] if found else []


@contextmanager
def server() -> Iterator[str]:
    """The URL of a running server's first database, with a password of its own."""
    binaries = programs()
    assert binaries is not None
    with tempfile.TemporaryDirectory(prefix="course-postgres-") as name:
        home = Path(name)
        data, password, port = home / "data", secrets.token_urlsafe(12), _free_port()
        account = _account(home)
        (home / "password").write_text(password)
        (home / "password").chmod(0o644)
        subprocess.run(
            [
                *(binaries / "initdb", "--pgdata", data, "--username", USER, "--no-sync"),
                *("--auth", "scram-sha-256", "--pwfile", home / "password"),
                *("--encoding", "UTF8", "--locale", "C"),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            **account,
        )
        settings = {"port": port, "listen_addresses": "127.0.0.1", "max_connections": 200}
        settings |= {"unix_socket_directories": home, "fsync": "off", "full_page_writes": "off"}
        settings |= {"synchronous_commit": "off"}
        with (home / "log").open("wb") as log:
            process = subprocess.Popen(
                [binaries / "postgres", "-D", data]
                + [part for key, value in settings.items() for part in ("-c", f"{key}={value}")],
                stdout=log,
                stderr=log,
                preexec_fn=_end_with_us,
                **account,
            )
        url = f"postgresql+psycopg://{USER}:{password}@127.0.0.1:{port}/postgres"
        try:
            _wait_for(url, process, home / "log")
            yield url
        finally:
            process.send_signal(signal.SIGQUIT)  # at once: nobody needs what is in it
            process.wait(30)


def _end_with_us() -> None:
    """Let the server stop when the test run is killed (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGQUIT)  # PR_SET_PDEATHSIG


def _account(home: Path) -> dict[str, object]:
    """PostgreSQL refuses to run as root: then it runs as the system's user postgres."""
    if os.getuid() != 0:
        return {}
    shutil.chown(home, "postgres", "postgres")
    return {"user": "postgres", "group": "postgres", "extra_groups": [], "cwd": home}


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            psycopg.connect(url.replace("+psycopg", "")).close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"PostgreSQL does not start:\n{log.read_text()}") from None
            time.sleep(0.05)
        else:
            return
