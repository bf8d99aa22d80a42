from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from modules import services
from tests.modules.web.conftest import forget_installation

Browser = Callable[..., TestClient]


def test_a_healthy_server_says_so_to_anybody(browser: Browser) -> None:
    client = browser()
    assert client.get("/healthz").json() == {"status": "ok"}
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": True, "content": True}


def test_a_database_without_our_tables_is_not_ready(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    client = browser()
    services.store().close()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")
    forget_installation()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] is False
    assert client.get("/healthz").status_code == 200


def test_broken_content_is_not_ready(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    client = browser()
    monkeypatch.setenv("CONTENT_DIR", str(tmp_path))
    services.settings.cache_clear()
    # The function under its cache: the course itself stays loaded for the tests to come.
    monkeypatch.setattr(services, "_course", services._course.__wrapped__)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["content"] is False
