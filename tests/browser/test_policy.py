"""The content security policy against everything that Streamlit and Plotly do in a page.

The fixtures watch for what the browser refuses and for requests to other machines.
"""

import re
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenBrowser, Server, settled, sign_in

PAGES = [
    "/",
    "/opportunity",
    "/lesson?lesson=pest",
    "/tool?tool=pest&subject=case&side=us",
    "/quiz?unit=opportunity&mode=practice",
    "/people",
    "/summary?unit=opportunity",
    "/handbook?unit=opportunity",
    "/case",
    "/case?part=interviews&interview=gao-xuefeng",
    "/case?part=papers",
]


@pytest.mark.parametrize("path", PAGES)
def test_every_kind_of_page_draws_under_the_policy(server: Server, page: Page, path: str) -> None:
    sign_in(page, server, "admin", path)
    expect(page.get_by_test_id("stMain")).not_to_be_empty()
    expect(page.get_by_text(re.compile("E-[A-Z0-9]{4}"))).to_have_count(0)


def test_the_watch_sees_what_the_policy_refuses(server: Server, page: Page) -> None:
    """Otherwise the test above would pass by being blind."""
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    sign_in(page, server, "admin")
    # A page of its own, because the fixtures would count what is refused here.
    other = page.context.browser.new_context().new_page()  # type: ignore[union-attr]
    other.on("console", lambda message: refused.append(message.text))
    other.goto(f"{server.address}/login")
    other.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://a.example/b'}))")
    other.wait_for_timeout(200)
    other.context.close()
    assert any("Content Security Policy" in text for text in refused)


@pytest.mark.parametrize(
    "path", ["/", "/login", "/healthz", "/_stcore/health", "/_stcore/host-config", "/manifest.json"]
)
def test_the_real_server_sends_the_headers(server: Server, path: str) -> None:
    with urlopen(Request(f"{server.address}{path}", headers={"Accept": "*/*"})) as answer:
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_static_files_are_kept_by_the_browser_and_pages_are_not(
    server: Server, open_browser: OpenBrowser
) -> None:
    page = open_browser().new_page()
    kept: dict[str, str] = {}
    page.on(
        "response",
        lambda answer: kept.update({answer.url: answer.headers.get("cache-control", "")}),
    )
    sign_in(page, server, "admin")
    settled(page)
    scripts = [value for url, value in kept.items() if "/static/js/" in url]
    assert scripts
    assert all("immutable" in value for value in scripts)
    assert kept[f"{server.address}/"] == "no-store"
