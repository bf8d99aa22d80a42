from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from modules.web.cookie import COOKIE, token_from
from tests.modules.web.conftest import PASSWORD
from tests.modules.web.forms import fill_in, hidden_fields, send, sign_in

Browser = Callable[..., TestClient]


@pytest.fixture
def client(browser: Browser, add_person: Callable[..., int]) -> TestClient:
    add_person()
    return browser()


def test_the_right_password_leads_to_where_one_wanted_to_go(client: TestClient) -> None:
    answer = fill_in(
        client, "/login?next=/lesson%3Flesson%3Dpest", login="zhouran", password=PASSWORD
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/lesson?lesson=pest")


def test_a_wrong_password_keeps_the_name_and_the_way(client: TestClient) -> None:
    answer = fill_in(client, "/login?next=/lesson", login="zhouran<b>", password="wrong one")
    assert answer.status_code == 401
    assert 'role="alert"' in answer.text
    assert "还可以试 9 次" in answer.text
    assert 'value="zhouran&lt;b&gt;"' in answer.text
    assert "wrong one" not in answer.text
    assert hidden_fields(answer.text)["next"] == "/lesson"
    again = send(
        client,
        "/login",
        hidden_fields(answer.text) | {"login": "zhouran", "password": PASSWORD},
    )
    assert again.headers["location"] == "/lesson"


def test_too_many_wrong_passwords_must_wait(client: TestClient) -> None:
    for _try in range(10):
        assert sign_in(client, "zhouran", "wrong").status_code == 401
    answer = sign_in(client, "zhouran", PASSWORD)
    assert answer.status_code == 429
    assert "分钟再试" in answer.text


def test_next_is_not_a_way_out(client: TestClient) -> None:
    answer = fill_in(client, "/login?next=//evil.example", login="zhouran", password=PASSWORD)
    assert answer.headers["location"] == "/"


def test_the_cookie_is_for_the_server_alone(client: TestClient) -> None:
    cookie = sign_in(client, "zhouran", PASSWORD).headers["set-cookie"].lower()
    assert cookie.startswith(f"{COOKIE}=")
    for attribute in ("httponly", "samesite=lax", "path=/", "max-age=2592000"):
        assert attribute in cookie
    assert "secure" not in cookie


def test_over_https_the_cookies_are_secure(browser: Browser, client: TestClient) -> None:
    encrypted = browser(base_url="https://course.example")
    shown = encrypted.get("/login")
    assert "secure" in shown.headers["set-cookie"].lower()
    answer = sign_in(encrypted, "zhouran", PASSWORD)
    assert "; secure" in answer.headers["set-cookie"].lower()


def test_a_form_without_its_mark_signs_nobody_in(client: TestClient) -> None:
    fields = {"login": "zhouran", "password": PASSWORD}
    answer = send(client, "/login", fields)
    assert answer.status_code == 403
    assert COOKIE not in client.cookies
    assert "请再登录一次" in answer.text


def test_anothers_form_signs_nobody_in(browser: Browser, client: TestClient) -> None:
    other = hidden_fields(browser().get("/login").text)
    client.get("/login")
    answer = send(client, "/login", other | {"login": "zhouran", "password": PASSWORD})
    assert answer.status_code == 403


def test_two_open_forms_both_work(client: TestClient) -> None:
    first = hidden_fields(client.get("/login").text)
    client.get("/login")
    answer = send(client, "/login", first | {"login": "zhouran", "password": PASSWORD})
    assert answer.status_code == 303


def test_signing_in_again_ends_the_session_before(browser: Browser, client: TestClient) -> None:
    form = hidden_fields(client.get("/login").text)
    typed = {"login": "zhouran", "password": PASSWORD}
    send(client, "/login", form | typed)
    old = browser()
    old.cookies.update(dict(client.cookies))
    assert old.get("/").status_code == 200
    send(client, "/login", form | typed)
    assert client.get("/").status_code == 200
    assert token_from(client.cookies) != token_from(old.cookies)
    assert old.get("/").headers["location"] == "/login"


def test_signing_out_asks_first_and_then_ends_the_session(
    browser: Browser, client: TestClient
) -> None:
    sign_in(client, "zhouran", PASSWORD)
    kept = dict(client.cookies)
    assert "退出后" in client.get("/logout").text
    assert client.get("/").status_code == 200
    answer = fill_in(client, "/logout")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert COOKIE not in client.cookies
    assert answer.headers["clear-site-data"] == '"storage"'
    copied = browser()
    copied.cookies.update(kept)
    assert copied.get("/").headers["location"] == "/login"


def test_who_is_signed_in_needs_no_form(client: TestClient) -> None:
    sign_in(client, "zhouran", PASSWORD)
    assert client.get("/login?next=/lesson").headers["location"] == "/lesson"


def test_a_form_that_is_none_of_ours_is_refused(client: TestClient) -> None:
    client.get("/login")
    assert client.post("/login", json={"login": "zhouran"}).status_code == 415
    assert send(client, "/login", {"login": "x" * 20_000}).status_code == 413
    many = {f"field{n}": "x" for n in range(50)}
    assert send(client, "/login", many).status_code == 400
