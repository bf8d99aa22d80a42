"""The case, a summary and the handbook at three sizes, in light and dark."""

import pytest
from playwright.sync_api import Page, expect

from course.people.rights import Role
from tests.browser.conftest import LOOKS, OpenBrowser, Server, settled, sign_in
from tests.browser.look import assert_accessible, assert_no_sideways_scroll
from tests.browser.reader import until

PAGES = [
    "/summary?unit=opportunity",
    "/handbook?unit=opportunity&part=unit",
    "/case",
    "/case?part=numbers",
    "/case?part=people",
    "/case?part=events",
    "/case?part=accounts",
    "/case?part=interviews",
    "/case?part=interviews&interview=gao-xuefeng",
    "/case?part=objections",
    "/case?part=papers",
    "/case?part=papers&paper=complaint",
    "/case?part=tables",
    *(
        f"/case?part=tables&table={name}&view=half"
        for name in ("accounts", "needs", "map", "churn", "team")
    ),
    "/case?part=transfer",
]


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_every_page_fits_and_can_be_read_by_everybody(
    server: Server, open_browser: OpenBrowser, size: str, theme: str
) -> None:
    page = open_browser(size=size, color_scheme=theme).new_page()
    sign_in(page, server, "admin", PAGES[0])
    for path in PAGES:
        page.goto(f"{server.address}{path}")
        expect(page.locator("[data-place]")).to_be_visible()
        settled(page)
        assert_no_sideways_scroll(page)
        assert_accessible(page)


def test_marks_show_on_demand_and_go_again(server: Server, page: Page) -> None:
    sign_in(page, server, "admin", "/case?part=interviews&interview=gao-xuefeng")
    expect(page.locator(".talk li").first).to_be_visible()
    expect(page.locator("mark")).to_have_count(0)
    page.get_by_text("看标注").click()
    expect(page.locator("mark").first).to_be_visible()
    page.get_by_text("看标注").click()
    expect(page.locator("mark")).to_have_count(0)


def test_a_contents_line_of_the_handbook_leads_to_its_heading(server: Server, page: Page) -> None:
    sign_in(page, server, "admin", "/handbook?unit=opportunity&part=unit")
    line = page.locator(".toc a").last
    line.click()
    expect(page.locator(line.get_attribute("href") or "#")).to_be_in_viewport()


def test_the_contents_of_the_case_lead_to_a_chapter_and_back_again(
    server: Server, page: Page
) -> None:
    sign_in(page, server, "admin", "/case?part=interviews&interview=gao-xuefeng")
    page.get_by_role("button", name="目录").click()
    page.get_by_role("menuitem", name="大事记").or_(
        page.get_by_role("option", name="大事记")
    ).click()
    expect(page.locator("h1")).to_have_text("大事记")
    expect(page).to_have_url(f"{server.address}/case?part=events")
    page.get_by_role("button", name="人物").click()
    expect(page.locator("h1")).to_have_text("人物")
    page.go_back()
    expect(page.locator("h1")).to_have_text("大事记")


def test_the_handbook_is_printed_without_what_is_only_for_the_screen(
    server: Server, page: Page
) -> None:
    sign_in(page, server, "admin", "/handbook?unit=opportunity&part=unit")
    expect(page.locator(".toc")).to_be_visible()
    page.emulate_media(media="print")
    for hidden in (".toc", "[data-testid=stSidebar]", ".st-key-noprint-bar"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".handbook h2").first).to_be_visible()


def test_a_learner_cannot_reach_the_handbook(server: Server, page: Page) -> None:
    server.add_person("reader", Role.LEARNER)
    sign_in(page, server, "reader")
    page.goto(f"{server.address}/handbook?unit=opportunity")
    expect(page.get_by_text("这一页不对你开放")).to_be_visible()


def test_a_term_explains_itself_to_who_points_at_it_and_stays_when_pressed(
    server: Server, page: Page
) -> None:
    sign_in(page, server, "admin", "/lesson?lesson=pest&section=why")
    term, meaning = page.locator(".term").first, page.locator(".def").first

    def points() -> bool:
        page.mouse.move(0, 0)
        term.hover()
        page.wait_for_timeout(500)
        return meaning.is_visible()

    # A page that is drawn once more closes what was open in it; one would point again.
    until(page, points)
    meaning.hover()
    page.mouse.move(0, 0)
    expect(meaning).to_be_hidden()

    until(page, points)
    term.click()
    page.mouse.move(0, 0)
    page.clock.install()
    page.clock.run_for(2000)
    expect(meaning).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
