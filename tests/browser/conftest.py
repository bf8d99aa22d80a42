"""The real server and a real Chromium. Every page opened here is watched: nothing may break the
content security policy, and nothing may be asked of another machine."""

import json
import os
import shutil
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import sample
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

from course.people.accounts import create_user
from course.people.rights import Role
from course.store.engine import Store, open_store
from tests.browser import forked

ROOT = Path(__file__).parents[2]
PASSWORD = "春风又绿江南岸边"

SIZES = {
    "wide": {"width": 1440, "height": 900},
    "phone": {"width": 390, "height": 844},
}

_HERE = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai"}

LOOKS = [("wide", "light"), ("phone", "dark")]
"""The widest and the narrowest, and both themes; what lies between is resized to (look.py)."""

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# All waiting ends when what is waited for is there: patience costs nothing but where a test fails.
_PATIENCE = 60.0  # seconds

expect.set_options(timeout=_PATIENCE * 1000)

_UNSEEN = pytest.mark.flaky(
    reruns=1,
    only_rerun=["Locator expected", "Page expected", "strict mode violation", "TimeoutError"],
)
"""Streamlit may show an old part of the page beside the new one for a moment, and on a busy machine
that moment is long. What Playwright did not see in time is looked for once more, and the run's last
lines name the test (RERUN). What a test says about the database is never asked twice."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is marked `browser`, so that `make check` can leave it out."""
    for item in items:
        if Path(item.path).is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            item.add_marker(_UNSEEN)


@dataclass
class Server:
    """The course, served from a database of its own. It may be killed and started again."""

    folder: Path
    port: int
    _process: BaseProcess | None = field(default=None, init=False)

    @property
    def address(self) -> str:
        """What one types into the browser, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def database_url(self) -> str:
        """Where this server keeps progress."""
        return f"sqlite:///{self.folder / 'progress.db'}"

    def start(self) -> None:
        """Start the server and wait until people can work."""
        settings = {
            "DATABASE_URL": self.database_url,
            "COOKIE_SECRET_FILE": str(self.folder / "cookie-secret"),
            "STREAMLIT_SERVER_PORT": str(self.port),
        }
        self._process = forked.start(settings, self.folder / "server.log")
        give_up = time.monotonic() + 3 * _PATIENCE
        while not self._is_ready():
            assert self._process.is_alive(), f"the server ended:\n{self.log()}"
            assert time.monotonic() < give_up, f"the server is not ready:\n{self.log()}"
            time.sleep(0.1)

    def kill(self, sign: signal.Signals = signal.SIGKILL) -> None:
        """End it at once, as a power cut would."""
        assert self._process is not None
        if self._process.is_alive() and self._process.pid:
            os.killpg(self._process.pid, sign)
        self._process.join()

    def log(self) -> str:
        """All that the server printed."""
        return (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")

    def store(self) -> Store:
        """The server's database, opened a second time. Close it again."""
        return open_store(self.database_url)

    def add_person(
        self,
        login: str,
        role: Role = Role.LEARNER,
        *,
        name: str = "周然",
        password: str | None = PASSWORD,
        local: bool = False,
    ) -> int:
        """Add an account while the server runs, as the command line does; its id."""
        store = self.store()
        try:
            with store.writing() as db:
                return create_user(
                    db,
                    login=login,
                    name=name,
                    role=role,
                    password=password,
                    local=local,
                    now=datetime.now(UTC),
                )
        finally:
            store.close()

    def _is_ready(self) -> bool:
        try:
            with urlopen(f"{self.address}/readyz", timeout=2) as answer:
                return bool(json.load(answer)["status"] == "ok")
        except (URLError, OSError):
            return False


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on.

    Not one that the system hands out by itself: while a test has its server killed, any connection
    of the browsers beside it could be given that port, and the server could not start again.
    """
    for port in sample(range(20_000, 30_000), 1000):
        with socket.socket() as listening, suppress(OSError):
            listening.bind(("127.0.0.1", port))
            return port
    pytest.fail("no port is free")


@pytest.fixture
def empty_server(tmp_path: Path) -> Iterator[Server]:
    """A server of this test alone, with nobody in it yet."""
    server = Server(tmp_path, free_port())
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that most tests share. It has an administrator 陈宁 (login ``admin``); a test adds
    whom it needs, under a login of its own."""
    server = Server(tmp_path_factory.mktemp("server"), free_port())
    server.start()
    server.add_person("admin", Role.ADMIN, name="陈宁")
    yield server
    server.kill()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    program = next(
        filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"]))
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, headless=True, args=_FLAGS)
        yield browser
        browser.close()


@dataclass
class Watch:
    """What the pages of one test did that no page may do."""

    refused: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Listen to everything that `context` opens from now on."""
        context.on("console", lambda message: self._hear(message.text))
        context.on("request", lambda request: self._see(request.url))

    def tell(self) -> None:
        """Fail where something was seen, and begin anew."""
        refused, foreign = self.refused[:], self.foreign[:]
        self.refused.clear()
        self.foreign.clear()
        assert refused == []
        assert foreign == []

    def _hear(self, text: str) -> None:
        if "Content Security Policy" in text:
            self.refused.append(text)

    def _see(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            self.foreign.append(url)


OpenBrowser = Callable[..., BrowserContext]


@pytest.fixture
def open_browser(chromium: Browser) -> Iterator[OpenBrowser]:
    """Makes another browser of another person, or in another size: open_browser(size="phone")."""
    with opening(chromium) as open_one:
        yield open_one


@contextmanager
def opening(chromium: Browser) -> Iterator[OpenBrowser]:
    """What the fixture above gives; for a walk that several tests share."""
    watch = Watch()
    contexts: list[BrowserContext] = []

    def open_one(size: str = "wide", **options: object) -> BrowserContext:
        context = chromium.new_context(viewport=SIZES[size], **_HERE, **options)
        context.set_default_timeout(_PATIENCE * 1000)
        watch.over(context)
        contexts.append(context)
        return context

    yield open_one
    for context in contexts:
        context.close()
    watch.tell()


@pytest.fixture(scope="session")
def desk(chromium: Browser) -> Iterator[tuple[BrowserContext, Watch]]:
    """A wide browser that one test after the other uses: what it has loaded is not loaded again."""
    context, watch = chromium.new_context(viewport=SIZES["wide"], **_HERE), Watch()
    context.set_default_timeout(_PATIENCE * 1000)
    watch.over(context)
    yield context, watch
    context.close()


@pytest.fixture
def page(desk: tuple[BrowserContext, Watch]) -> Iterator[Page]:
    """One tab in a browser that knows nobody and remembers nothing."""
    context, watch = desk
    page = context.new_page()
    yield page
    for each in context.pages:
        with suppress(Error):  # a page that never came has nothing to forget
            each.evaluate("localStorage.clear()")
        each.close()
    context.clear_cookies()
    watch.tell()


def sign_in(
    page: Page, server: Server, login: str, path: str = "/", password: str = PASSWORD
) -> None:
    """Open `path` as `login`, through the sign-in form, and wait for Streamlit's first drawing."""
    page.goto(f"{server.address}{path}")
    page.get_by_label("登录名").fill(login)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
    settled(page)


def settled(page: Page) -> None:
    """Wait until Streamlit has drawn the page and no script runs."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stApp")).to_have_attribute(
        "data-test-connection-state", "CONNECTED"
    )
