from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from course.people.accounts import disable_user, reset_password
from course.people.rights import Actor, Role
from modules import services
from modules.web.gate import Kind, Verdict, decide
from modules.web.visitor import Visitor
from tests.modules.web.conftest import ELSEWHERE, PASSWORD
from tests.modules.web.forms import fill_in, sign_in

actors = st.builds(
    Actor,
    user_id=st.just(1),
    login=st.just("zhouran"),
    name=st.just("周然"),
    role=st.sampled_from(list(Role)),
    must_change_password=st.booleans(),
)
visitors = st.builds(
    Visitor,
    token=st.none(),
    actor=st.none() | actors,
    on_this_machine=st.booleans(),
    people=st.booleans(),
    solo=st.none() | st.just(1),
).map(lambda v: v if v.people or v.actor is None else Visitor(None, v.actor, False, True, None))
kinds = st.sampled_from(list(Kind))


@given(kinds, visitors, st.booleans())
def test_only_a_person_with_a_session_sees_pages_and_resources(
    kind: Kind, visitor: Visitor, may_open: bool
) -> None:
    verdict = decide(kind, visitor, may_open_page=may_open)
    if kind in (Kind.PAGE, Kind.OWN, Kind.RESOURCE, Kind.STREAM) and visitor.actor is None:
        assert verdict not in (Verdict.PASS, Verdict.SHOW)
    if verdict == Verdict.SHOW:
        assert may_open
        assert kind == Kind.PAGE


@given(kinds, visitors)
def test_who_must_change_the_password_reaches_nothing_else(kind: Kind, visitor: Visitor) -> None:
    if visitor.actor is None or not visitor.actor.must_change_password:
        return
    verdict = decide(kind, visitor)
    if kind in (Kind.PAGE, Kind.OWN):
        assert verdict == Verdict.TO_PASSWORD
    if kind in (Kind.RESOURCE, Kind.STREAM):
        assert verdict == Verdict.REFUSED


@given(kinds, visitors)
def test_nobody_becomes_the_local_person_from_elsewhere(kind: Kind, visitor: Visitor) -> None:
    if decide(kind, visitor) == Verdict.BECOME_LOCAL:
        assert visitor.on_this_machine
        assert visitor.actor is None


Browser = Callable[..., TestClient]
AddPerson = Callable[..., int]


def websocket_opens(client: TestClient, origin: str = "http://127.0.0.1:8501") -> bool:
    stream = str(client.base_url).rstrip("/").replace("http", "ws", 1) + "/_stcore/stream"
    try:
        with client.websocket_connect(stream, headers={"Origin": origin}) as socket:
            return socket.receive_text() == "reached"
    except WebSocketDisconnect:
        return False


@pytest.mark.parametrize("path", ["/", "/lesson?lesson=pest", "/account", "/no-such-page"])
def test_without_people_every_page_leads_to_the_set_up(browser: Browser, path: str) -> None:
    answer = browser().get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].partition("?")[0] == "/setup"


def test_without_people_no_websocket_opens(browser: Browser) -> None:
    assert not websocket_opens(browser())


def test_a_deep_link_survives_signing_in(browser: Browser, add_person: AddPerson) -> None:
    add_person()
    client = browser()
    asked = "/lesson?lesson=pest-basics&section=练习"
    sent = client.get(asked)
    assert sent.status_code == 303
    assert sent.headers["location"].startswith("/login?next=")
    answer = fill_in(client, sent.headers["location"], login="zhouran", password=PASSWORD)
    assert answer.status_code == 303
    assert client.get(answer.headers["location"]).status_code == 200
    assert answer.headers["location"].startswith("/lesson?lesson=pest-basics&section=")


@pytest.mark.parametrize(
    ("role", "own", "other"),
    [(Role.MANAGER, "/people", "/home"), (Role.TRAINER, "/home", "/people")],
)
def test_the_first_page_of_a_role_stands_at_the_root_and_its_own_name_leads_there(
    browser: Browser, add_person: AddPerson, role: Role, own: str, other: str
) -> None:
    add_person("qinlan", role)
    client = browser()
    assert sign_in(client, "qinlan", PASSWORD).headers["location"] == "/"
    assert client.get("/").status_code == 200
    assert client.get(other).status_code == 200
    moved = client.get(f"{own}?page=2")
    assert (moved.status_code, moved.headers["location"]) == (303, "/?page=2")


def test_what_is_not_a_page_says_no_without_a_page(browser: Browser, add_person: AddPerson) -> None:
    add_person()
    client = browser()
    assert client.get("/media/abc.png").status_code == 401
    assert not websocket_opens(client)
    sign_in(client, "zhouran", PASSWORD)
    assert client.get("/media/abc.png").text == "reached"
    assert websocket_opens(client)


def test_static_files_and_health_need_no_sign_in(browser: Browser, add_person: AddPerson) -> None:
    add_person()
    client = browser()
    for path in ("/static/index.js", "/_stcore/health", "/healthz", "/assets/web.css"):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/metrics/", "/_stcore/agent/openapi.json", "/_stcore/x"]
)
def test_the_insides_of_streamlit_do_not_exist_for_anybody(
    browser: Browser, add_person: AddPerson, path: str
) -> None:
    add_person("chen", Role.ADMIN)
    client = browser()
    assert client.get(path).status_code == 404
    sign_in(client, "chen", PASSWORD)
    answer = client.get(path)
    assert answer.status_code == 404
    assert "没有这一页" in answer.text


def test_a_learner_is_told_that_the_team_page_is_not_theirs(
    browser: Browser, add_person: AddPerson
) -> None:
    add_person()
    client = browser()
    sign_in(client, "zhouran", PASSWORD)
    answer = client.get("/people")
    assert answer.status_code == 403
    assert "不对你开放" in answer.text
    assert client.get("/").status_code == 200


def test_a_foreign_page_opens_no_websocket_and_posts_nothing(
    browser: Browser, add_person: AddPerson
) -> None:
    add_person()
    client = browser()
    sign_in(client, "zhouran", PASSWORD)
    assert not websocket_opens(client, origin="http://evil.example")
    refused = client.post("/logout", headers={"Origin": "http://evil.example"})
    assert refused.status_code == 403
    assert "不是从这份课件的网页发来的" in refused.text
    assert websocket_opens(client)


def test_behind_a_proxy_that_changes_the_host_the_websocket_opens(
    browser: Browser, add_person: AddPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_ADDRESS", "https://course.example:8443")
    services.settings.cache_clear()
    add_person()
    client = browser(base_url="https://course.example")
    assert sign_in(client, "zhouran", PASSWORD).status_code == 303
    assert websocket_opens(client, origin="https://course.example:8443")
    assert websocket_opens(client, origin="https://course.example")
    assert not websocket_opens(client, origin="https://course.example:9999")


def test_streamlit_never_judges_the_origin_again(browser: Browser, add_person: AddPerson) -> None:
    """Its judgement would ask another computer for this one's outside address."""
    add_person()
    client = browser()
    sign_in(client, "zhouran", PASSWORD)
    seen = client.get("/media/headers", headers={"Origin": "http://127.0.0.1:8501"})
    assert "origin" not in seen.json()


def test_disabling_an_account_closes_its_pages(browser: Browser, add_person: AddPerson) -> None:
    add_person("chen", Role.ADMIN)
    add_person()
    client = browser()
    sign_in(client, "zhouran", PASSWORD)
    with services.store().writing() as db:
        disable_user(db, "zhouran")
    assert client.get("/").headers["location"] == "/login"
    assert not websocket_opens(client)


def test_after_a_reset_every_page_leads_to_the_change(
    browser: Browser, add_person: AddPerson
) -> None:
    add_person()
    with services.store().writing() as db:
        password = reset_password(db, "zhouran")
    client = browser()
    assert sign_in(client, "zhouran", password).headers["location"] == "/password?next=/"
    assert client.get("/lesson?lesson=a").headers["location"].startswith("/password?next=/lesson")
    assert client.get("/account").headers["location"].startswith("/password")
    assert client.get("/media/a").status_code == 401
    assert not websocket_opens(client)
    changed = fill_in(
        client, "/password?next=/lesson", old=password, password=PASSWORD, again=PASSWORD
    )
    assert changed.headers["location"] == "/lesson"
    assert client.get("/lesson").status_code == 200
    assert websocket_opens(client)


def test_the_local_person_is_let_in_without_a_question(
    browser: Browser, add_person: AddPerson
) -> None:
    add_person("local", local=True, password=None)
    client = browser()
    assert client.get("/lesson").status_code == 200
    assert client.get("/account").status_code == 200
    assert websocket_opens(client)


def test_the_local_persons_session_counts_only_on_this_machine(
    browser: Browser, add_person: AddPerson
) -> None:
    add_person("local", local=True, password=None)
    here = browser()
    here.get("/")
    stolen = dict(here.cookies)
    for elsewhere in (
        browser(client=ELSEWHERE),
        browser(base_url="http://course.example"),
        browser(client=ELSEWHERE, base_url="http://192.168.1.10:8501"),
    ):
        elsewhere.cookies.update(stolen)
        assert elsewhere.get("/").headers["location"] == "/login"
        assert "只能在装它的那台电脑上打开" in elsewhere.get("/login").text
        assert not websocket_opens(elsewhere, origin=str(elsewhere.base_url).rstrip("/"))
    behind_a_proxy = browser()
    behind_a_proxy.cookies.update(stolen)
    behind_a_proxy.headers["X-Forwarded-For"] = "127.0.0.1"
    assert behind_a_proxy.get("/").headers["location"] == "/login"


def test_pages_are_only_read(browser: Browser, add_person: AddPerson) -> None:
    add_person()
    client = browser()
    sign_in(client, "zhouran", PASSWORD)
    assert client.post("/lesson").status_code == 405
    assert client.head("/lesson").status_code == 200
