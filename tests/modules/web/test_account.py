from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from course.people.rights import Role
from tests.modules.web.conftest import PASSWORD
from tests.modules.web.forms import fill_in, sign_in

Browser = Callable[..., TestClient]
NEW = "大漠孤烟直长河落日圆"


@pytest.fixture
def client(browser: Browser, add_person: Callable[..., int]) -> TestClient:
    add_person("zhouran", Role.TRAINER)
    client = browser()
    sign_in(client, "zhouran", PASSWORD)
    return client


def test_the_account_page_says_who_one_is(client: TestClient) -> None:
    html = client.get("/account").text
    for text in ("周然", "zhouran", "讲师", "修改密码", "退出登录"):
        assert text in html


def test_changing_the_password_ends_every_other_session(
    browser: Browser, client: TestClient
) -> None:
    other = browser()
    sign_in(other, "zhouran", PASSWORD)
    answer = fill_in(client, "/password", old=PASSWORD, password=NEW, again=NEW)
    assert answer.headers["location"] == "/account?changed=1"
    assert "密码改好了" in client.get("/account?changed=1").text
    assert other.get("/").headers["location"] == "/login"
    assert sign_in(browser(), "zhouran", PASSWORD).status_code == 401
    assert sign_in(browser(), "zhouran", NEW).status_code == 303


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"old": "wrong"}, "现在的密码不对"),
        ({"again": "x"}, "两次输入的新密码不一样"),
        ({"password": "zhouran1", "again": "zhouran1"}, "登录名"),
    ],
)
def test_a_change_that_fails_says_why_and_changes_nothing(
    browser: Browser, client: TestClient, typed: dict[str, str], reason: str
) -> None:
    answer = fill_in(
        client, "/password", **{"old": PASSWORD, "password": NEW, "again": NEW} | typed
    )
    assert answer.status_code == 422
    assert reason in answer.text
    assert client.get("/").status_code == 200
    assert sign_in(browser(), "zhouran", PASSWORD).status_code == 303


def test_too_many_wrong_old_passwords_must_wait(client: TestClient) -> None:
    for _try in range(10):
        fill_in(client, "/password", old="wrong", password=NEW, again=NEW)
    answer = fill_in(client, "/password", old=PASSWORD, password=NEW, again=NEW)
    assert answer.status_code == 422
    assert "分钟再试" in answer.text


def test_the_local_person_has_no_password_to_change(
    browser: Browser, add_person: Callable[..., int]
) -> None:
    add_person("local", local=True, password=None)
    client = browser()
    client.get("/")
    assert client.get("/password").headers["location"] == "/account"
    assert "没有密码" in client.get("/account").text
