"""An installation of its own per test, and a client that is a browser on this machine."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from course.people.accounts import create_user
from course.people.rights import Role
from modules import services
from modules.web import cookie, setup
from modules.web.middleware import middleware
from modules.web.routes import routes

HERE = ("127.0.0.1", 50000)
ELSEWHERE = ("192.168.1.20", 50000)
PASSWORD = "春风又绿江南岸边"


@pytest.fixture
def installation(
    empty_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    shutil.copy(empty_database, tmp_path / "progress.db")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'progress.db'}")
    monkeypatch.setenv("COOKIE_SECRET_FILE", str(tmp_path / "cookie-secret"))
    monkeypatch.delenv("PUBLIC_ADDRESS", raising=False)
    monkeypatch.delenv("COOKIE_SECRET", raising=False)
    forget_installation()
    yield
    services.store().close()
    forget_installation()


def forget_installation() -> None:
    for cached in (services.settings, services.store, cookie.secret, setup.set_up_token):
        cached.cache_clear()


async def _streamlit(websocket: WebSocket) -> None:
    """Stands for Streamlit's stream: it is reached, or the gate has closed the door."""
    await websocket.accept()
    assert "origin" not in websocket.headers
    await websocket.send_text("reached")
    await websocket.close()


async def _resource(request: Request) -> Response:
    return PlainTextResponse("reached")


async def _headers(request: Request) -> Response:
    return JSONResponse(list(request.headers))


@pytest.fixture
def browser(installation: None) -> Callable[..., TestClient]:
    """Makes a client: `client` is its address, `base_url` what it typed. Keeps its cookies."""
    streamlit = [
        WebSocketRoute("/_stcore/stream", _streamlit),
        Route("/media/headers", _headers),
        Route("/media/{file}", _resource),
        Route("/_stcore/metrics", _resource),
        Route("/_stcore/health", _resource),
        Route("/static/index.js", _resource),
    ]
    app = Starlette(routes=[*routes(), *streamlit], middleware=middleware())

    def open_browser(
        client: tuple[str, int] = HERE, base_url: str = "http://127.0.0.1:8501"
    ) -> TestClient:
        return TestClient(app, base_url=base_url, client=client, follow_redirects=False)

    return open_browser


@pytest.fixture
def add_person(installation: None) -> Callable[..., int]:
    def add(
        login: str = "zhouran",
        role: Role = Role.LEARNER,
        *,
        password: str | None = PASSWORD,
        local: bool = False,
        must_change_password: bool = False,
    ) -> int:
        with services.store().writing() as db:
            return create_user(
                db,
                login=login,
                name="周然",
                role=role,
                password=password,
                local=local,
                must_change_password=must_change_password,
                now=datetime.now(UTC),
            )

    return add
