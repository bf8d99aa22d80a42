from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from modules import services
from tests.modules.web.conftest import PASSWORD
from tests.modules.web.forms import sign_in

Browser = Callable[..., TestClient]

PATHS = [
    "/", "/login", "/logout", "/setup", "/account", "/password", "/healthz", "/readyz",
    "/assets/web.css", "/static/index.js", "/media/x", "/no-such-page", "/people",
    "/_stcore/health", "/_stcore/metrics",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("signed_in", [False, True])
def test_every_answer_carries_the_security_headers(
    browser: Browser, add_person: Callable[..., int], path: str, signed_in: bool
) -> None:
    add_person()
    client = browser()
    if signed_in:
        sign_in(client, "zhouran", PASSWORD)
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "script-src 'self';" in policy or "script-src" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "permissions-policy" in headers
    assert "strict-transport-security" not in headers
    html = headers.get("content-type", "").startswith("text/html")
    assert headers["cache-control"] in (("no-store",) if html else ("no-store", "no-cache"))


def test_our_own_pages_run_no_script_and_no_inline_style(
    browser: Browser, add_person: Callable[..., int]
) -> None:
    add_person()
    answer = browser().get("/login")
    assert "unsafe-inline" not in answer.headers["content-security-policy"]
    for forbidden in ("<script", "<style", "style=", "onclick", "http://", "https://"):
        assert forbidden not in answer.text


def test_over_https_browsers_are_told_to_stay_there(
    browser: Browser, add_person: Callable[..., int]
) -> None:
    add_person()
    client = browser(base_url="https://course.example")
    assert "max-age=" in client.get("/login").headers["strict-transport-security"]


def test_a_public_https_address_is_believed_behind_a_proxy(
    browser: Browser, add_person: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_ADDRESS", "https://course.example")
    services.settings.cache_clear()
    add_person()
    client = browser(base_url="http://course.example")
    answer = client.get("/login")
    assert "strict-transport-security" in answer.headers
    assert "secure" in answer.headers["set-cookie"].lower()
