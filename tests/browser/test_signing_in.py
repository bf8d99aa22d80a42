import pytest
from playwright.sync_api import Page, expect

from course.people.accounts import reset_password
from course.people.rights import Role
from modules.services import course
from tests.browser.conftest import LOOKS, PASSWORD, OpenBrowser, Server, settled, sign_in
from tests.browser.look import assert_accessible, assert_no_sideways_scroll


@pytest.fixture(scope="module", autouse=True)
def people(server: Server) -> None:
    server.add_person("zhouran", name="周然")
    server.add_person("qinlan", Role.MANAGER, name="秦岚")


def test_a_wrong_password_says_so_and_keeps_name_and_way(server: Server, page: Page) -> None:
    page.goto(f"{server.address}/opportunity")
    page.get_by_label("登录名").fill("zhouran")
    page.get_by_label("密码").fill("wrong password")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("还可以试")
    expect(page.get_by_label("登录名")).to_have_value("zhouran")
    expect(page.get_by_label("密码")).to_be_focused()
    assert_accessible(page)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    settled(page)
    assert page.url == f"{server.address}/opportunity"


def test_a_deep_link_with_parameters_survives_signing_in(server: Server, page: Page) -> None:
    sign_in(page, server, "zhouran", "/lesson?lesson=pest")
    assert page.url.startswith(f"{server.address}/lesson?lesson=pest")


_LINES = """(text) => {
  const lines = [], spot = document.createRange(), node = text.firstChild;
  for (let at = 0, below = -1; at < node.length; at++) {
    spot.setStart(node, at); spot.setEnd(node, at + 1);
    const top = spot.getBoundingClientRect().top;
    if (top > below + 4) lines.push("");
    below = top;
    lines[lines.length - 1] += node.data[at];
  }
  return lines;
}"""


@pytest.mark.parametrize("width", [1440, 1024, 390, 360])
def test_the_line_under_the_courses_name_breaks_only_between_phrases(
    server: Server, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{server.address}/login")
    lines = page.locator(".cover p:not(.name)").evaluate(_LINES)
    assert "".join(lines) == course().file.subtitle
    assert [line for line in lines[:-1] if line[-1] not in "，、。"] == []


def test_a_reload_stays_signed_in(server: Server, page: Page) -> None:
    sign_in(page, server, "zhouran")
    page.reload()
    settled(page)
    expect(page.get_by_text("周然").first).to_be_visible()


def test_signing_out_ends_the_other_tab_at_its_next_run(server: Server, page: Page) -> None:
    sign_in(page, server, "zhouran", "/opportunity")
    other = page.context.new_page()
    other.goto(f"{server.address}/logout")
    other.get_by_role("button", name="退出登录").click()
    expect(other.get_by_role("button", name="登录")).to_be_visible()
    # Streamlit's own shortcut for "run again".
    page.keyboard.press("r")
    expect(page.get_by_text("重新登录", exact=True)).to_be_visible()
    page.get_by_text("重新登录", exact=True).click()
    expect(page.get_by_role("button", name="登录")).to_be_visible()
    page.get_by_label("登录名").fill("zhouran")
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    settled(page)
    assert page.url == f"{server.address}/opportunity"


def test_after_a_reset_a_new_password_comes_first(server: Server, page: Page) -> None:
    server.add_person("reset", name="何晓东")
    store = server.store()
    with store.writing() as db:
        once = reset_password(db, "reset")
    store.close()
    page.goto(f"{server.address}/opportunity")
    page.get_by_label("登录名").fill("reset")
    page.get_by_label("密码").fill(once)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="修改密码")).to_be_visible()
    page.goto(f"{server.address}/opportunity")
    expect(page.get_by_role("heading", name="修改密码")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("一次性密码").fill(once)
    page.get_by_label("新密码", exact=True).fill("大漠孤烟直长河落日圆")
    page.get_by_label("再输入一次新密码").fill("大漠孤烟直长河落日圆")
    page.keyboard.press("Enter")
    settled(page)
    assert page.url == f"{server.address}/opportunity"


def test_an_unknown_page_says_so_in_chinese(server: Server, page: Page) -> None:
    sign_in(page, server, "zhouran")
    page.goto(f"{server.address}/no-such-page")
    expect(page.get_by_role("heading", name="没有这一页")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="回到首页").click()
    settled(page)


def test_a_forbidden_page_says_so_in_chinese(server: Server, page: Page) -> None:
    sign_in(page, server, "zhouran")
    page.goto(f"{server.address}/people")
    expect(page.get_by_role("heading", name="这一页不对你开放")).to_be_visible()
    assert_accessible(page)


def test_a_manager_opens_what_a_learner_may_not(server: Server, page: Page) -> None:
    sign_in(page, server, "qinlan", "/people")
    assert page.url == f"{server.address}/"
    expect(page.get_by_role("heading", name="团队进度")).to_be_visible()


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_our_own_pages_fit_every_screen_and_are_accessible(
    server: Server, open_browser: OpenBrowser, size: str, theme: str
) -> None:
    page = open_browser(size, color_scheme=theme).new_page()
    page.goto(f"{server.address}/login")
    assert_accessible(page)
    assert_no_sideways_scroll(page)
    sign_in(page, server, "zhouran")
    for path in ("/account", "/password", "/logout", "/no-such-page", "/people"):
        page.goto(f"{server.address}{path}")
        assert_accessible(page)
        assert_no_sideways_scroll(page)


def test_the_page_around_streamlit_is_chinese(server: Server, page: Page) -> None:
    sign_in(page, server, "zhouran")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert "大客户开发与管理" in page.title()
