import time

from playwright.sync_api import Page, expect

from course.store.people import end_sessions
from tests.browser.conftest import PASSWORD, OpenBrowser, Server, settled, sign_in
from tests.browser.look import assert_accessible, assert_no_sideways_scroll


def test_one_person_starts_alone_and_is_still_in_after_a_kill(
    empty_server: Server, page: Page
) -> None:
    page.goto(empty_server.address)
    expect(page.get_by_role("heading", name="谁来用这份课件？")).to_be_visible()
    assert_accessible(page)
    expect(page.get_by_label("怎么称呼你")).to_be_focused()
    page.get_by_label("怎么称呼你").fill("周然")
    page.get_by_role("button", name="开始学习").click()
    settled(page)
    expect(page.get_by_text("周然").first).to_be_visible()

    empty_server.kill()
    empty_server.start()
    page.goto(f"{empty_server.address}/opportunity")
    settled(page)
    expect(page.get_by_text("周然").first).to_be_visible()

    another_browser = page.context.browser
    assert another_browser is not None
    context = another_browser.new_context(locale="zh-CN")
    fresh = context.new_page()
    fresh.goto(empty_server.address)
    settled(fresh)
    expect(fresh.get_by_text("周然").first).to_be_visible()
    context.close()


def test_a_team_starts_with_an_administrator(
    empty_server: Server, open_browser: OpenBrowser
) -> None:
    page = open_browser("phone").new_page()
    page.goto(empty_server.address)
    assert_no_sideways_scroll(page)
    page.get_by_role("link", name="创建管理员").click()
    expect(page.get_by_label("再输入一次密码")).to_be_visible()
    assert_accessible(page)
    assert_no_sideways_scroll(page)
    page.get_by_label("登录名").fill("chen.ning")
    page.get_by_label("姓名").fill("陈宁")
    page.get_by_label("密码", exact=True).fill("12345678")
    page.get_by_label("再输入一次密码").fill("12345678")
    page.get_by_role("button", name="创建并进入课程").click()
    expect(page.get_by_role("alert")).to_contain_text("太常见")
    expect(page.get_by_label("姓名")).to_have_value("陈宁")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_label("再输入一次密码").fill(PASSWORD)
    page.get_by_role("button", name="创建并进入课程").click()
    settled(page)

    empty_server.kill()
    empty_server.start()
    page.reload()
    settled(page)
    stranger = open_browser().new_page()
    stranger.goto(empty_server.address)
    expect(stranger.get_by_role("button", name="登录")).to_be_visible()


def test_a_killed_server_is_told_in_chinese_and_the_page_recovers(
    empty_server: Server, page: Page
) -> None:
    empty_server.add_person("zhouran")
    sign_in(page, empty_server, "zhouran", "/opportunity")
    told = page.locator("#connection-lost")
    expect(told).to_be_hidden()
    empty_server.kill()
    expect(told).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    empty_server.start()
    expect(told).to_be_hidden()
    settled(page)
    expect(page.get_by_role("heading", name="大客户机会管理")).to_be_visible()


def test_who_was_signed_out_while_the_server_was_away_is_asked_to_sign_in(
    empty_server: Server, page: Page
) -> None:
    user_id = empty_server.add_person("zhouran")
    sign_in(page, empty_server, "zhouran", "/opportunity")
    empty_server.kill()
    store = empty_server.store()
    with store.writing() as db:
        end_sessions(db, user_id)
    store.close()
    empty_server.start()
    expect(page.get_by_role("button", name="登录")).to_be_visible()
    page.get_by_label("登录名").fill("zhouran")
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    settled(page)
    assert page.url == f"{empty_server.address}/opportunity"


def test_the_console_tells_address_and_token_once(empty_server: Server) -> None:
    # The greeting comes when the course is loaded, which the first answers need not wait for.
    give_up = time.monotonic() + 60
    while empty_server.address not in (log := empty_server.log()):
        assert time.monotonic() < give_up, log
        time.sleep(0.05)
    assert log.count(empty_server.address) == 1
    assert "口令" in log
    assert "Traceback" not in log
