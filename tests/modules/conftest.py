"""The screens as people use them: a fresh database, a person signed in, the real course."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from course.people.accounts import create_user
from course.people.rights import Actor, Role
from course.people.signin import actor_of, open_session, sign_out
from course.store.engine import Store
from course.store.migrate import migrate
from modules import identity, services, tool
from modules.pages import first_page, page_table

SCRIPT = Path(__file__).parents[2] / "modules" / "script.py"
NAMES = {
    Role.LEARNER: "周然",
    Role.TRAINER: "林讲师",
    Role.MANAGER: "秦岚",
    Role.ADMIN: "管理员甲",
}
READER = ZoneInfo("Asia/Shanghai")
"""Where every visitor is."""


def today() -> date:
    """The day it is for a visitor, which from 16:00 UTC on is not the day it is in UTC."""
    return datetime.now(READER).date()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its schema and nobody in it, migrated once and copied for each test."""
    path = tmp_path_factory.mktemp("database") / "empty.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def fresh_store(
    empty_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Store]:
    """The database of this test alone, which the screens open too."""
    path = tmp_path / "progress.db"
    shutil.copy(empty_database, path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    services.settings.cache_clear()
    services.store.cache_clear()
    yield services.store()
    services.store().close()
    services.settings.cache_clear()
    services.store.cache_clear()


@dataclass
class Visitor:
    """A person in a browser. `actor` is who; every page opened is a tab of its own."""

    actor: Actor
    token: str
    store: Store

    def open(self, name: str, parameters: dict[str, str] | None = None) -> AppTest:
        """A new tab on the page `name` of the page table, run once."""
        entry = next(e for e in page_table(services.course()) if e.name == name)
        path = "/" if entry == first_page(self.actor.role) else entry.address
        tab = AppTest.from_file(SCRIPT, default_timeout=20)
        tab.query_params.update(parameters or {})
        tab.context["timezone"] = READER.key
        tab.context["url"] = f"http://127.0.0.1:8501{path}"
        # Streamlit knows a page by a hash of its path; AppTest has no public way to start on one
        # that is a function.
        tab._page_hash = calc_hash(entry.path)
        return tab.run()

    def arrive(self) -> AppTest:
        """A new tab on the address alone, as after signing in."""
        tab = AppTest.from_file(SCRIPT, default_timeout=20)
        tab.context["timezone"] = READER.key
        tab.context["url"] = "http://127.0.0.1:8501/"
        return tab.run()

    def sign_out(self) -> None:
        """End the session, as signing out in another tab does."""
        with self.store.writing() as db:
            sign_out(db, self.token, datetime.now(UTC))


@pytest.fixture
def visit(fresh_store: Store, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Visitor]:
    """Makes a person of a role and signs them in."""

    def make(role: Role = Role.LEARNER) -> Visitor:
        now = datetime.now(UTC)
        with fresh_store.writing() as db:
            user = create_user(
                db, login=role.value, name=NAMES[role], role=role, password=None, now=now
            )
            token = open_session(db, user, now)
        monkeypatch.setattr(identity, "token_from", lambda _cookies: token)
        with fresh_store.reading() as db:
            actor = actor_of(db, token, now, services.settings())
        assert actor is not None
        return Visitor(actor, token, fresh_store)

    return make


@pytest.fixture
def learner(visit: Callable[..., Visitor]) -> Visitor:
    """A learner signed in."""
    return visit(Role.LEARNER)


@pytest.fixture
def parts_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Typing draws the part typed in, as in a browser, and not the page.

    Where a form asks for nothing, because Streamlit draws that part by itself, AppTest draws all.
    """
    monkeypatch.setattr(tool, "settled", lambda _held: False)


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """Every SQL statement sent while the test runs; empty it with ``clear()``."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield sent
    event.remove(Engine, "before_cursor_execute", note)


def words(tab: AppTest) -> str:
    """Everything a page says outside of widgets, with its markup but without the style sheet."""
    said = (html.proto.body for html in tab.html)
    return "\n".join(body for body in said if not body.startswith("<style"))
