"""What the start promises: it imports little, answers early, and does not go on when it failed."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from random import randrange

import httpx
import pytest
from starlette.testclient import TestClient

from course.settings import Settings
from modules import services
from modules.web import lifespan
from modules.web.at_once import send_at_once
from tests.modules.web.conftest import HERE

ROOT = Path(__file__).parents[3]

# What takes longer to import than the first answer may wait for, and what nothing needs before the
# course is loaded: reading content, drawing, pages, choosing a password, upgrading or other
# databases.
HEAVY = {
    "alembic",
    "exercises",
    "jinja2",
    "course.content",
    "markdown_it",
    "mdit_py_plugins",
    "modules.look",
    "plotly",
    "psycopg",
    "ruamel",
    "sqlalchemy.dialects.postgresql",
    "zxcvbn",
}

LIST_IMPORTS = """
import sys
import streamlit.web.cli
before = set(sys.modules)
import app
print(*(set(sys.modules) - before))
"""


def test_nothing_heavy_is_imported_before_the_server_answers() -> None:
    imported = subprocess.run(
        [sys.executable, "-c", LIST_IMPORTS], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert "modules.web.gate" in imported
    heavy = [name for name in imported if any(f"{name}.".startswith(f"{each}.") for each in HEAVY)]
    assert sorted(heavy) == []


LOAD = """
import gc
import app
from modules.web import lifespan
before = gc.isenabled()
lifespan._load_course()
print(before, gc.isenabled())
"""


def test_the_garbage_collector_rests_until_the_course_is_loaded() -> None:
    told = subprocess.run(
        [sys.executable, "-c", LOAD], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert told == ["False", "True"]


def test_who_waits_for_the_course_keeps_nobody_else_waiting(
    browser: Callable[..., TestClient],
) -> None:
    transport = httpx.ASGITransport(browser().app, client=HERE)

    async def ask() -> tuple[httpx.Response, httpx.Response]:
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            with services._loading:
                page = asyncio.create_task(client.get("/"))
                await asyncio.sleep(0)
                health = await client.get("/healthz")
                assert not page.done()
            return health, await page

    # A browser test that ran in this thread before keeps its event loop for itself.
    with ThreadPoolExecutor(1) as thread:
        health, page = thread.submit(lambda: asyncio.run(ask())).result()
    assert health.status_code == 200
    assert page.headers["location"] == "/setup"


LOSE_THE_DISK = """
import sys
from course.settings import Settings
from modules import services
from modules.web import lifespan
from streamlit.web.cli import main
def lost():
    raise OSError("the disk is gone")
services._course = lost
main(sys.argv[1:])
"""


def start(
    folder: Path, program: tuple[str, str] = ("-m", "streamlit"), **settings: str
) -> subprocess.CompletedProcess[str]:
    """The whole server with these settings, until it ends by itself."""
    return subprocess.run(
        [sys.executable, *program, "run", "app.py", "--server.port=0"],
        cwd=ROOT,
        env=os.environ
        | {"DATABASE_URL": f"sqlite:///{folder / 'progress.db'}", "COOKIE_SECRET": "of a test"}
        | settings,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_the_command_of_the_readme_serves_the_course(tmp_path: Path) -> None:
    port = randrange(30_000, 32_000)  # none that the system hands out by itself
    settings = {"DATABASE_URL": f"sqlite:///{tmp_path / 'progress.db'}", "COOKIE_SECRET": "a test"}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | settings) as server:
        give_up = time.monotonic() + 120
        status = 0
        while status != 200 and server.poll() is None and time.monotonic() < give_up:
            with suppress(httpx.TransportError):
                status = httpx.get(f"http://127.0.0.1:{port}/readyz").status_code
            time.sleep(0.1)
        server.terminate()
    assert status == 200


def test_a_mistake_in_the_content_ends_the_server_and_is_told(tmp_path: Path) -> None:
    content = shutil.copytree(ROOT / "content" / "zh", tmp_path / "zh")
    (content / "course.yaml").write_text("title: 1\n", encoding="utf-8")
    ended = start(tmp_path, CONTENT_DIR=str(content))
    assert ended.returncode == 1
    assert "course.yaml:1" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_unforeseen_failure_while_loading_ends_the_server_too(tmp_path: Path) -> None:
    ended = start(tmp_path, program=("-c", LOSE_THE_DISK))
    assert ended.returncode == 1
    assert "OSError: the disk is gone" in ended.stderr


def test_a_database_that_is_none_ends_the_start_before_any_answer(tmp_path: Path) -> None:
    (tmp_path / "progress.db").write_text("某人的笔记" * 1000, encoding="utf-8")
    ended = start(tmp_path)
    assert ended.returncode != 0
    assert "数据库打不开" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("listens", "told"),
    [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::", "127.0.0.1"), ("a.lan", "a.lan")],
)
def test_the_printed_address_is_one_that_opens_on_this_machine(
    monkeypatch: pytest.MonkeyPatch, listens: str, told: str
) -> None:
    options = {"server.address": listens, "server.port": 8501, "server.sslCertFile": ""}
    monkeypatch.setattr(lifespan.config, "get_option", options.get)

    assert lifespan._own_address() == f"http://{told}:8501"


def test_sample_data_are_opened_by_another_name_than_the_course_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    options = {"server.address": "127.0.0.1", "server.port": 8600, "server.sslCertFile": ""}
    monkeypatch.setattr(lifespan.config, "get_option", options.get)
    monkeypatch.setattr(lifespan, "settings", lambda: Settings(_env_file=None, demo=True))

    assert lifespan._own_address() == "http://localhost:8600"


def test_messages_do_not_wait_for_an_acknowledgement() -> None:
    with socket.socket(proto=0) as bound:  # as Streamlit binds it
        bound.bind(("127.0.0.1", 0))

        send_at_once()

        bound.listen()
        with socket.create_connection(bound.getsockname()) as client, bound.accept()[0] as accepted:
            assert client.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0
