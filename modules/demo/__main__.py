"""`python -m modules.demo`: make the sample data and serve them. `make demo` calls it."""

import os
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from streamlit import config

from course.language import _
from course.people.rights import ROLE_NAMES
from course.settings import ROOT
from course.store.engine import open_store
from course.store.migrate import migrate
from exercises import exercises
from modules.demo.history import Login, fill
from modules.services import course

FILE = ROOT / "demo.db"
FIRST_PORT = 8502
"""8501 is where the course itself is served."""


def main(
    fresh: Annotated[bool, typer.Option("--fresh", help=_("不再询问，直接重建示例数据"))] = False,
    serve: Annotated[bool, typer.Option(help=_("建好以后启动"))] = True,
) -> None:
    """建一个单独的示例数据库（demo.db）并启动；不碰真正的进度。"""
    if not FILE.exists() or fresh or _wants_it_again():
        for login in make(FILE):
            print(_line(login))
        print(_("\n  密码只在这里显示这一次。忘了就重建：python -m modules.demo --fresh"))
    else:
        print(_("  用原来的示例数据；密码是上次显示的那些。重建：python -m modules.demo --fresh"))
    if serve:
        start(FILE)


def make(file: Path) -> list[Login]:
    """Make the sample data in `file`, in place of what is there; how everybody signs in."""
    for old in (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        old.unlink(missing_ok=True)
    url = f"sqlite:///{file}"
    migrate(url)
    exercises()
    store = open_store(url)
    try:
        return fill(store, course(), datetime.now(UTC))
    finally:
        store.close()


def free_port(first: int = FIRST_PORT) -> int:
    """The first port from `first` that nobody listens on."""
    for port in range(first, first + 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise SystemExit(_("8502 到 8601 的端口都被占用了，先关掉一个再试。"))


def start(file: Path) -> None:
    """Become the server, so that Ctrl+C and signals reach it."""
    print(_("\n  示例数据正在启动，Ctrl+C 结束。"), flush=True)
    os.chdir(ROOT)
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    if not _port_is_set():
        command += ["--server.port", str(free_port())]
    os.execve(  # noqa: S606 - our own interpreter and file, no shell
        sys.executable,
        command,
        os.environ
        | {
            "DATABASE_URL": f"sqlite:///{file}",
            "DEMO": "1",
            # Where the course itself is, perhaps behind a proxy, is not where the sample data are.
            "PUBLIC_ADDRESS": "",
        },
    )


def _port_is_set() -> bool:
    """Whether Streamlit finds a port by itself. From the environment only its server takes it."""
    return bool(os.environ.get("STREAMLIT_SERVER_PORT")) or config.is_manually_set("server.port")


def _wants_it_again() -> bool:
    """Ask at a console; without one, what is there stays."""
    if not sys.stdin.isatty():
        return False
    made = datetime.fromtimestamp(FILE.stat().st_mtime, UTC).astimezone()
    print(_("  示例数据已经有了（{made:%Y-%m-%d %H:%M} 改过）。").format(made=made))
    return typer.confirm(_("  重建会清掉里面的全部内容。重建吗？"), default=False)


def _line(login: Login) -> str:
    person = login.person
    where = "、".join(person.manages) or person.department or ""
    return (
        f"  {person.login:<10} {login.password}   {ROLE_NAMES[person.role]} {person.name} {where}"
    )


if __name__ == "__main__":
    typer.run(main)
