import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import HTTPConnection

from course.settings import Settings
from modules.web import origin
from modules.web.origin import from_own_pages, from_this_machine, local_path


def connection(
    client: str = "127.0.0.1",
    host: str = "127.0.0.1:8501",
    kind: str = "http",
    method: str = "GET",
    **headers: str,
) -> HTTPConnection:
    lines = {"host": host} | {name.replace("_", "-"): value for name, value in headers.items()}
    raw = [(name.encode(), value.encode()) for name, value in lines.items()]
    scope = {"type": kind, "client": (client, 1), "headers": raw, "method": method}
    return HTTPConnection(scope)


@pytest.mark.parametrize("client", ["127.0.0.1", "127.8.0.1", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "localhost", "[::1]:8501"])
def test_a_request_made_here_to_here_is_from_this_machine(client: str, host: str) -> None:
    assert from_this_machine(connection(client, host))


@pytest.mark.parametrize("client", ["192.168.1.20", "10.0.0.1", "", "testclient", "::2"])
def test_another_computer_is_not_this_machine_whatever_host_it_names(client: str) -> None:
    assert not from_this_machine(connection(client))


@pytest.mark.parametrize("host", ["evil.example:8501", "127.0.0.1.evil.example", "", "[", "a@b"])
def test_a_name_that_somebody_pointed_at_us_is_not_this_machine(host: str) -> None:
    assert not from_this_machine(connection(host=host))


@pytest.mark.parametrize(
    "name", ["forwarded", "via", "x_real_ip", "x_forwarded_for", "x_forwarded_proto"]
)
def test_behind_a_proxy_nobody_is_on_this_machine(name: str) -> None:
    assert not from_this_machine(connection(**{name: "127.0.0.1"}))


def test_with_a_public_address_nobody_is_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy that adds no header of its own looks like a browser on this machine."""
    monkeypatch.setattr(
        origin, "settings", lambda: Settings(public_address="https://course.example.com")
    )
    assert not from_this_machine(connection())


@pytest.mark.parametrize("address", ["http://localhost:8600", "http://127.0.0.1:8501"])
def test_a_public_address_on_this_machine_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(origin, "settings", lambda: Settings(public_address=address))
    assert from_this_machine(connection())


@pytest.mark.parametrize(
    "address",
    [
        "http://evil.example",
        "null",
        "http://127.0.0.1:9999",
        "https://127.0.0.1:8501.evil.example",
        "file://",
        "chrome-extension://127.0.0.1:8501",
        "http://[",
    ],
)
def test_a_foreign_origin_is_not_ours(address: str) -> None:
    assert not from_own_pages(connection(origin=address))


def test_our_own_origin_and_none_at_all_are_ours() -> None:
    assert from_own_pages(connection(origin="http://127.0.0.1:8501"))
    assert from_own_pages(connection(origin="HTTPS://127.0.0.1:8501"))
    assert from_own_pages(connection())


def test_what_the_browser_calls_cross_site_may_be_read_but_not_sent() -> None:
    assert from_own_pages(connection(sec_fetch_site="cross-site"))
    assert not from_own_pages(connection(method="POST", sec_fetch_site="cross-site"))
    assert not from_own_pages(connection(method="POST", sec_fetch_site="same-site"))
    assert not from_own_pages(connection(kind="websocket", sec_fetch_site="cross-site"))


@pytest.mark.parametrize(
    "path", ["/", "/lesson?lesson=pest-basics&section=a", "/opportunity", "/a//b", "/x?y=http://z"]
)
def test_a_path_of_ours_is_kept(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "text",
    [
        "",
        "lesson",
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/a\n//evil.example",
        "/\t/evil.example",
        "/ /evil.example",
        "javascript:alert(1)",
        "/logout",
        "/login?next=/x",
        "/" + "x" * 3000,
    ],
)
def test_any_other_next_leads_home(text: str) -> None:
    assert local_path(text) == "/"


@given(st.text())
def test_next_never_leaves_the_site(text: str) -> None:
    path = local_path(text)
    assert path.startswith("/")
    assert not path.startswith("//")
    assert "\\" not in path
    assert path.isprintable() or path == text
