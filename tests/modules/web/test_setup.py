import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from course.people.accounts import list_users
from course.people.rights import Role
from modules import services
from modules.web.setup import set_up_token
from tests.modules.web.conftest import ELSEWHERE, PASSWORD
from tests.modules.web.forms import fill_in, hidden_fields, send, sign_in

Browser = Callable[..., TestClient]
ADMIN = {"login": "chen.ning", "name": "陈宁", "password": PASSWORD, "again": PASSWORD}


def people() -> list[tuple[str, Role, bool]]:
    with services.store().reading() as db:
        return [(user.name, user.role, user.local) for user in list_users(db)]


def test_on_this_machine_one_learns_alone_with_a_name_only(browser: Browser) -> None:
    client = browser()
    shown = client.get("/setup").text
    assert "我自己学习" in shown
    assert "给团队使用" in shown
    answer = fill_in(client, "/setup", name="周然")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert client.get("/").status_code == 200
    assert people() == [("周然", Role.LEARNER, True)]


LINK = "/lesson?lesson=pest&section=score"


def asked(client: TestClient, path: str) -> str:
    """Where the gate leads to who opens `path`."""
    answer = client.get(path)
    assert answer.status_code == 303
    return answer.headers["location"]


def test_who_starts_alone_goes_on_to_the_link_that_was_opened_first(browser: Browser) -> None:
    client = browser()
    form = asked(client, LINK)
    refused = fill_in(client, form, name="")
    assert refused.status_code == 422
    answer = send(client, "/setup", hidden_fields(refused.text) | {"name": "周然"})
    assert answer.headers["location"] == LINK


def test_the_administrator_goes_on_to_the_link_that_was_opened_first(browser: Browser) -> None:
    client = browser()
    shown = client.get(asked(client, LINK)).text
    (team,) = re.findall(r'href="(/setup\?for=team[^"]*)"', shown)
    (back,) = re.findall(r'href="(/setup(?!\?for)[^"]*)"', client.get(unescape(team)).text)
    assert hidden_fields(client.get(unescape(back)).text)["next"] == LINK
    refused = fill_in(client, unescape(team), **ADMIN | {"again": "别的密码别的密码"})
    assert refused.status_code == 422
    answer = send(client, "/setup", hidden_fields(refused.text) | ADMIN)
    assert answer.headers["location"] == LINK


def test_the_token_leads_on_to_the_link_too(browser: Browser) -> None:
    client = browser(client=ELSEWHERE, base_url="http://192.168.1.10:8501")
    refused = fill_in(client, asked(client, LINK), token="guess")
    assert refused.status_code == 403
    given = hidden_fields(refused.text) | {"token": set_up_token()}
    form = send(client, "/setup", given)
    answer = send(client, "/setup", hidden_fields(form.text) | ADMIN)
    assert answer.headers["location"] == LINK


def test_who_was_too_late_to_set_up_goes_on_to_the_link(browser: Browser) -> None:
    first, second = browser(), browser()
    form = hidden_fields(second.get(asked(second, LINK)).text)
    fill_in(first, "/setup", name="周然")
    answer = send(second, "/setup", form | {"name": "林平"})
    assert answer.headers["location"] == LINK


@pytest.mark.parametrize("path", ["/", "/login?next=/lesson", "/logout"])
def test_what_is_no_page_is_not_kept_over_the_set_up(browser: Browser, path: str) -> None:
    client = browser()
    form = asked(client, path)
    assert fill_in(client, form, name="周然").headers["location"] == "/"


@pytest.mark.parametrize(
    "link", ["//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example"]
)
def test_set_up_leads_to_no_other_site(browser: Browser, link: str) -> None:
    client = browser()
    form = f"/setup?{urlencode({'next': link})}"
    marked = hidden_fields(client.get("/setup").text) | {"next": link, "name": "周然"}
    assert hidden_fields(client.get(form).text)["next"] == "/"
    assert send(client, "/setup", marked).headers["location"] == "/"


def test_a_name_is_needed(browser: Browser) -> None:
    client = browser()
    answer = fill_in(client, "/setup", name=" ")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert people() == []


def test_on_this_machine_one_makes_the_administrator(browser: Browser) -> None:
    client = browser()
    answer = fill_in(client, "/setup?for=team", **ADMIN)
    assert answer.headers["location"] == "/"
    assert client.get("/").status_code == 200
    assert people() == [("陈宁", Role.ADMIN, False)]
    assert sign_in(browser(), "chen.ning", PASSWORD).status_code == 303


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"again": "别的密码别的密码"}, "两次输入的密码不一样"),
        ({"password": "12345678", "again": "12345678"}, "太常见"),
        ({"password": "abc", "again": "abc"}, "至少要 8 个字符"),
        ({"login": " "}, "登录名"),
        ({"login": "chen ning"}, "中间不能有空格"),
        ({"name": ""}, "姓名"),
    ],
)
def test_a_mistake_keeps_what_was_typed_but_no_password(
    browser: Browser, change: dict[str, str], reason: str
) -> None:
    client = browser()
    typed = ADMIN | change
    answer = fill_in(client, "/setup?for=team", **typed)
    assert answer.status_code == 422
    assert reason in answer.text
    for field in ("login", "name"):
        assert f'value="{typed[field]}"' in answer.text
    for field in ("password", "again"):
        assert f'value="{typed[field]}"' not in answer.text
    assert people() == []


def test_from_elsewhere_nobody_sets_up_without_the_token(browser: Browser) -> None:
    client = browser(client=ELSEWHERE, base_url="http://192.168.1.10:8501")
    shown = client.get("/setup?for=team")
    assert "口令" in shown.text
    assert "我自己学习" not in shown.text
    mark = hidden_fields(shown.text)
    for token in ("", "guess"):
        answer = send(client, "/setup", mark | ADMIN | {"kind": "team", "token": token})
        assert answer.status_code == 403
    solo = send(client, "/setup", mark | {"kind": "solo", "name": "周然", "token": set_up_token()})
    assert solo.status_code == 200
    assert people() == []


def test_from_elsewhere_the_token_opens_the_administrators_form(browser: Browser) -> None:
    client = browser(client=ELSEWHERE, base_url="http://192.168.1.10:8501")
    form = fill_in(client, "/setup", token=f" {set_up_token()} ")
    assert "创建管理员" in form.text
    answer = send(client, "/setup", hidden_fields(form.text) | ADMIN)
    assert answer.status_code == 303
    assert people() == [("陈宁", Role.ADMIN, False)]


def test_behind_a_proxy_on_this_machine_the_token_is_asked(browser: Browser) -> None:
    client = browser()
    client.headers["X-Forwarded-For"] = "127.0.0.1"
    assert "口令" in client.get("/setup").text


def test_a_second_set_up_does_not_happen(browser: Browser) -> None:
    first, second = browser(), browser()
    form = hidden_fields(second.get("/setup?for=team").text)
    fill_in(first, "/setup", name="周然")
    answer = send(second, "/setup", form | ADMIN)
    assert answer.headers["location"] == "/"
    assert people() == [("周然", Role.LEARNER, True)]


def test_of_two_set_ups_at_once_one_wins(browser: Browser) -> None:
    clients = [browser() for _each in range(4)]
    forms = [hidden_fields(client.get("/setup?for=team").text) for client in clients]

    def set_up(number: int) -> int:
        fields = forms[number] | ADMIN | {"login": f"admin{number}"}
        return send(clients[number], "/setup", fields).status_code

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(set_up, range(4))) == [303] * 4
    assert len(people()) == 1


def test_the_token_cannot_be_guessed() -> None:
    assert re.fullmatch(r"[\w-]{24}", set_up_token())
