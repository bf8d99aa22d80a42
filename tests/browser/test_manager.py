"""Who leads looks at the people of the sample data: all of their own, and nobody else's."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, WebSocket, expect
from sqlalchemy import text

from benchmarks.visitor import Visitor
from course.people.rights import Role
from course.store.engine import open_store
from modules.demo.history import Login, fill
from modules.demo.people import DEPARTMENTS, LEARNERS
from modules.services import course
from tests.browser.conftest import OpenBrowser, Server, free_port, settled, sign_in
from tests.browser.look import assert_no_sideways_scroll
from tests.browser.reader import Reader

FIRST, SECOND, THIRD = (
    [person.name for person in LEARNERS if person.department == department]
    for department in DEPARTMENTS
)
OWN = {*FIRST, *SECOND}
OTHERS = [*THIRD, "方案部", "示例主管乙"]


@dataclass(frozen=True)
class Demo:
    """A server with the sample data, and how everybody signs in."""

    server: Server
    logins: dict[str, Login]

    def sign_in(self, page: Page, login: str, path: str) -> None:
        sign_in(page, self.server, login, path, self.logins[login].password)

    def attempts_in(self, department: str) -> list[int]:
        """Ids of what was handed in by people of this department."""
        store = open_store(self.server.database_url)
        with store.reading() as db:
            rows = db.execute(
                text(
                    "SELECT attempt.id FROM attempt JOIN person ON person.id = attempt.user_id"
                    " JOIN department ON department.id = person.department_id"
                    " WHERE department.name = :name ORDER BY attempt.id"
                ),
                {"name": department},
            )
            found = [row[0] for row in rows]
        store.close()
        return found


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    server = Server(tmp_path_factory.mktemp("demo"), free_port())
    server.start()
    store = server.store()
    logins = fill(store, course(), datetime.now(UTC))
    store.close()
    yield Demo(server, {login.person.login: login for login in logins})
    server.kill()


@dataclass
class Heard:
    """Everything that came to one tab: every document and every message of the websocket."""

    parts: list[bytes] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("websocket", self._listen_to)
        page.on(
            "response",
            lambda answer: (
                self.parts.append(answer.text().encode())
                if answer.request.resource_type == "document" and answer.status == 200
                else None
            ),
        )

    def _listen_to(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda data: self.note(data))

    def note(self, data: bytes | str) -> None:
        self.parts.append(data if isinstance(data, bytes) else data.encode())

    def mentions(self, words: list[str]) -> list[str]:
        everything = b"".join(self.parts)
        return [word for word in words if word.encode() in everything]


def names(page: Page) -> list[str]:
    """The people of the table, from top to bottom, without what stands beside a name."""
    heads = page.locator("table.people tbody th")
    return [text.strip().split("\n")[0][:2] for text in heads.all_inner_texts()]


def shows(page: Page, count: int) -> None:
    """Wait until the table has so many people."""
    expect(page.locator("table.people tbody tr")).to_have_count(count)
    settled(page)


def choose_department(page: Page, name: str) -> None:
    page.get_by_role("combobox", name="部门").click()
    page.get_by_role("option", name=name).click()


def test_a_manager_sees_filters_and_sorts_the_own_departments(
    demo: Demo, open_browser: OpenBrowser
) -> None:
    page = open_browser().new_page()
    demo.sign_in(page, "manager1", "/people")
    shows(page, 16)
    assert set(names(page)) == OWN
    by_need = names(page)

    choose_department(page, "华东一区")
    shows(page, 8)
    assert set(names(page)) == set(FIRST)
    choose_department(page, "我的 2 个部门")
    shows(page, 16)

    page.get_by_role("radio", name="姓名").click()
    expect(page.locator("table.people tbody th").first).not_to_have_text(by_need[0])
    settled(page)
    assert names(page) == sorted(OWN)
    page.get_by_role("radio", name="最近学习").click()
    expect(page.locator("table.people tbody tr").last).to_contain_text("还没有来过")

    page.get_by_text("只看需要帮助的").click()
    expect(page.locator("table.people tbody tr")).not_to_have_count(16)
    settled(page)
    in_need = names(page)
    said = page.locator("p", has_text="最急的是").inner_text()
    named = [name for name in OWN if f"{name} " in said]
    assert len(named) == 3
    assert set(named) <= set(in_need)
    assert named_first(by_need, named)
    for row in page.locator("table.people tbody tr").all():
        assert (
            "未通过" in row.inner_text()
            or "天前" in row.inner_text()
            or "还没有" in row.inner_text()
        )


def named_first(order: list[str], named: list[str]) -> bool:
    """Whether the three who are named stand on top of the list sorted by need."""
    return set(order[:3]) == set(named)


def test_a_manager_begins_with_the_team_and_learning_is_one_press_away(
    demo: Demo, open_browser: OpenBrowser
) -> None:
    page = open_browser().new_page()
    demo.sign_in(page, "manager1", "/")
    shows(page, 16)
    lines = page.get_by_test_id("stSidebarNav").get_by_role("link")
    assert lines.all_inner_texts()[:3] == ["团队进度", "学习首页", "一 破冰"]
    lines.nth(1).click()
    expect(page.get_by_role("heading", name="七个单元")).to_be_visible()
    settled(page)
    page.reload()
    expect(page.get_by_role("heading", name="七个单元")).to_be_visible()
    settled(page)
    assert page.url == f"{demo.server.address}/home"
    lines.first.click()
    shows(page, 16)
    page.goto(f"{demo.server.address}/people")
    shows(page, 16)
    assert page.url == f"{demo.server.address}/"


def test_the_other_managers_people_reach_this_browser_in_no_way(
    demo: Demo, open_browser: OpenBrowser
) -> None:
    page, heard = open_browser().new_page(), Heard()
    heard.listen(page)
    demo.sign_in(page, "manager1", "/people")
    shows(page, 16)
    for sort in ("姓名", "最近学习"):
        page.get_by_role("radio", name=sort).click()
        expect(page.get_by_role("radio", name=sort)).to_be_checked()
        settled(page)
    foreign = demo.attempts_in("方案部")
    assert foreign
    for path in ("/home", "/people?page=2", *(f"/quiz?attempt={id_}" for id_ in foreign[:2])):
        page.goto(f"{demo.server.address}{path}")
        settled(page)
    expect(page.get_by_text("没有这次测验，或者它不是你的。")).to_be_visible()
    own = demo.attempts_in("华东二区")
    page.goto(f"{demo.server.address}/quiz?attempt={own[0]}")
    expect(page.get_by_role("heading", name="每题的答案与理由")).to_be_visible()

    assert heard.mentions(["华东二区", "立春"]) == ["华东二区", "立春"]
    assert heard.mentions(OTHERS) == []


def test_a_learner_is_told_in_chinese_that_the_team_page_is_not_for_learners(
    demo: Demo, open_browser: OpenBrowser
) -> None:
    page = open_browser("phone").new_page()
    page.goto(f"{demo.server.address}/people")
    page.get_by_label("登录名").fill("learner01")
    page.get_by_label("密码").fill(demo.logins["learner01"].password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="这一页不对你开放")).to_be_visible()
    expect(page.get_by_text("你登录的是「立春」（学员）")).to_be_visible()
    page.get_by_role("link", name="回到首页").click()
    expect(page.get_by_role("heading", name="七个单元")).to_be_visible()
    expect(page.get_by_role("link", name="团队进度")).to_have_count(0)


def test_a_learner_who_asks_over_the_websocket_gets_nobody_either(
    demo: Demo, open_browser: OpenBrowser
) -> None:
    page, heard = open_browser().new_page(), Heard()
    demo.sign_in(page, "learner01", "/")
    cookies = page.context.cookies()
    cookie = "; ".join(f"{one['name']}={one['value']}" for one in cookies)
    address = demo.server.address.removeprefix("http://")

    class Listening(Visitor):
        """A visitor who keeps what the server sends."""

        async def __aenter__(self) -> "Listening":
            await super().__aenter__()
            receive = self._socket.recv

            async def noting(*args: Any, **options: Any) -> Any:
                data = await receive(*args, **options)
                heard.note(data)
                return data

            self._socket.recv = noting  # type: ignore[method-assign]
            return self

    async def ask() -> None:
        async with Listening(address, cookie) as visitor:
            await visitor.open("people")
            await visitor.rerun()

    # Playwright keeps this thread's event loop for itself.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, ask()).result()
    assert heard.mentions(["立春"]) == ["立春"]
    assert heard.mentions([*FIRST[1:], *SECOND, *THIRD, *DEPARTMENTS]) == []


@pytest.mark.parametrize("login", ["trainer", "admin"])
def test_trainer_and_administrator_see_everybody(
    demo: Demo, open_browser: OpenBrowser, login: str
) -> None:
    page = open_browser("phone", has_touch=True).new_page()
    demo.sign_in(page, login, "/people")
    shows(page, 24)
    assert set(names(page)) == {*FIRST, *SECOND, *THIRD}
    assert_no_sideways_scroll(page)
    Reader(page, touch=True).choose_from(page.get_by_test_id("stSelectbox"), 3)
    shows(page, 8)
    assert set(names(page)) == set(THIRD)


def test_a_long_name_leaves_all_units_in_sight_on_a_phone(
    empty_server: Server, open_browser: OpenBrowser
) -> None:
    for number, name in enumerate(["阿卜杜拉·买买提", "Alexander Schmidt-Rottluff", "周然"]):
        empty_server.add_person(f"learner{number}", name=name)
    empty_server.add_person("admin", Role.ADMIN, name="陈宁")
    page = open_browser("phone").new_page()
    sign_in(page, empty_server, "admin", "/people")
    table = page.locator("table.people")
    expect(table).to_contain_text("Alexander Schmidt-Rottluff")
    wider = table.evaluate("table => table.scrollWidth - table.parentElement.clientWidth")
    assert wider <= 0, f"{wider} px hidden"
