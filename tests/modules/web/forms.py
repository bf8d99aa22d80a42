"""What a browser does with a form of ours: read the hidden fields, send them along."""

import re
from html import unescape

from httpx import Response
from starlette.testclient import TestClient

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def hidden_fields(html: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _HIDDEN.findall(html)}


def fill_in(client: TestClient, path: str, **typed: str) -> Response:
    """GET the form at `path`, fill it in and send it, as a browser on the page would."""
    shown = client.get(path)
    assert shown.status_code == 200, shown.text
    return send(client, path.partition("?")[0], hidden_fields(shown.text) | typed)


def send(client: TestClient, path: str, fields: dict[str, str]) -> Response:
    origin = str(client.base_url).rstrip("/")
    return client.post(path, data=fields, headers={"Origin": origin})


def sign_in(client: TestClient, login: str, password: str) -> Response:
    return fill_in(client, "/login", login=login, password=password)
