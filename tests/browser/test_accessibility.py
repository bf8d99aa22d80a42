"""Every page, open and answered, light and dark, wide and on a phone: usable by everybody, in
Chinese, from the keyboard, and never wider than the window."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from course.people.rights import Actor, Role
from course.store.attempts import save_answer, save_checked, start_draft
from course.store.sheets import SheetKey, open_sheet, save_sheet
from modules.demo.answering import right_answer
from tests.browser.conftest import LOOKS, ROOT, OpenBrowser, Server, settled, sign_in
from tests.browser.look import Look, assert_accessible, english
from tests.browser.reader import PEST, one_of_each_type

OURS = "/tool?tool=pest&subject=case&side=us"

_FOCUS = """() => {
  const focused = document.activeElement;
  const shown = (style) => style.boxShadow !== "none"
    || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0);
  const around = [focused, focused.parentElement, focused.closest("label")].filter(Boolean);
  const itself = focused.matches("main, body") ? "" : focused.innerText;
  return {
    name: focused.getAttribute("aria-label") ?? itself,
    tag: focused.tagName,
    visible: around.some((each) => shown(getComputedStyle(each)))
      || shown(getComputedStyle(focused, "::after"))
      || around.some((each) => [...each.children].some((child) => shown(getComputedStyle(child)))),
  };
}"""


@pytest.fixture(scope="module")
def people(server: Server) -> Server:
    server.add_person("boss", Role.MANAGER, name="秦岚")
    return server


@pytest.fixture(scope="module")
def hooks() -> set[str]:
    """All hooks that were seen on the walks of this file."""
    return set()


def papers(server: Server, actor: Actor) -> None:
    """Two papers with a question of each type: one open, one answered and looked at."""
    store = server.store()
    items = one_of_each_type()
    now = datetime.now(UTC)
    with store.writing() as db:
        for unit in ("opportunity", "needs"):
            start_draft(
                db,
                actor,
                unit=unit,
                mode="practice",
                seed=7,
                item_ids=[item.id for item in items],
                now=now,
            )
        for place, item in enumerate(items):
            about = {"unit": "needs", "mode": "practice", "seed": 7, "item_id": item.id, "now": now}
            answer = right_answer(item.question)
            save_answer(db, actor, **about, answer=answer, position=place)  # type: ignore[arg-type]
            save_checked(db, actor, **about)  # type: ignore[arg-type]
    store.close()


def save_elsewhere(server: Server, actor: Actor) -> None:
    """What a second tab does to a sheet."""
    store = server.store()
    key = SheetKey("pest", "case", "us")
    with store.writing() as db:
        state = open_sheet(db, actor, key)
        assert state.data is not None
        save_sheet(
            db,
            actor,
            key,
            {**state.data, "goal": "另一处写的目标"},
            state.revision,
            datetime.now(UTC),
        )
    store.close()


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_every_page_is_for_everybody(
    people: Server, open_browser: OpenBrowser, hooks: set[str], size: str, theme: str
) -> None:
    server, login = people, f"{size[:2]}-{theme[:2]}"
    actor = Actor(server.add_person(login), login, "周然", Role.LEARNER)
    papers(server, actor)
    context = open_browser(size, color_scheme=theme, bypass_csp=True)
    page = context.new_page()
    look = Look(page, resize=size == "phone", hooks=hooks)

    def go(path: str, sight: str) -> None:
        page.goto(f"{server.address}{path}")
        expect(page.get_by_text(sight).first).to_be_visible()

    sign_in(page, server, login)
    expect(page.get_by_role("heading", name="七个单元")).to_be_visible()
    look.at()
    go("/opportunity", "目标")
    look.at()
    look_at_the_lesson(look, go)
    look_at_the_tool(look, go, server, actor)
    look_at_the_quiz(look, go)
    for path, sight in (
        ("/lesson?lesson=none", "没有这一课"),
        ("/tool?tool=none", "没有这个工具"),
        ("/quiz?attempt=0", "没有这次测验"),
    ):
        go(path, sight)
        look.at()
    page = look.page = open_browser(size, color_scheme=theme, bypass_csp=True).new_page()
    sign_in(page, server, "admin", "/people")
    expect(page.locator("table.people")).to_be_visible()
    look.at()


def look_at_the_lesson(look: Look, go: Callable[[str, str], None]) -> None:
    page = look.page
    go("/lesson?lesson=pest&section=why", "招标文件之前")
    page.get_by_role("button", name="PEST", exact=True).first.click()
    expect(page.locator(".def:popover-open")).to_be_visible()
    look.at()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="目录").click()
    expect(page.get_by_role("menuitem").first).to_be_visible()
    look.at()
    page.keyboard.press("Escape")
    for section, sight in (
        (PEST.sections[0].anchor, "你的判断"),
        ("wrong", "看答案"),
        ("hearsay", "合规"),
        ("ruler", "看答案"),
        ("close", "用到你的客户上"),
    ):
        go(f"/lesson?lesson=pest&section={section}", sight)
        if section == PEST.sections[0].anchor:
            page.get_by_label("你的判断").press_sequentially("担心")
        look.at()
    go("/lesson?lesson=pest&section=read", "看答案")
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    look.at()
    page.get_by_role("tab", name="表").click()
    page.get_by_test_id("stRadioOption").first.click()
    page.get_by_role("button", name="看答案").click()
    expect(page.get_by_role("button", name="再答一次")).to_be_visible()
    look.at()


def look_at_the_tool(
    look: Look, go: Callable[[str, str], None], server: Server, actor: Actor
) -> None:
    page = look.page
    go(OURS, "还没有内容")
    look.at()
    page.locator(".st-key-pest-case-us-add-P").get_by_role("button").click()
    page.get_by_label("外面发生了什么").fill("加强研发投入")
    page.get_by_role("button", name="加一条证据").click()
    expect(page.get_by_label("来源")).to_be_visible()
    expect(page.get_by_text("说的是自己要做的事")).to_be_visible()
    look.at()
    save_elsewhere(server, actor)
    page.get_by_label("来源").fill("省发改委")
    page.get_by_label("来源").press("Tab")
    page.get_by_role("button", name="比较两处改动").click()
    expect(page.get_by_role("button", name="收起比较")).to_be_visible()
    look.at()
    page.get_by_role("button", name="把我的改动加上去").click()
    expect(page.get_by_text("两边的改动都在了")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="删除这一行").click()
    expect(page.get_by_role("button", name="撤销")).to_be_visible()
    look.at()
    page.get_by_role("button", name="加一个自己的客户").click()
    expect(page.get_by_label("新客户叫什么")).to_be_visible()
    look.at()
    page.keyboard.press("Escape")
    for sheet in ("full", "half"):
        go(f"{OURS}&sheet={sheet}", "这是范例")
        look.at()
    go(f"{OURS}&sheet=full", "这是范例")
    page.get_by_role("tab", name="图：影响与概率").click()
    expect(page.locator(".js-plotly-plot").nth(1)).to_be_visible()
    look.at()


def look_at_the_quiz(look: Look, go: Callable[[str, str], None]) -> None:
    page = look.page
    go("/quiz?unit=significance&mode=assessment", "开始测验")
    look.at()
    for unit, sight in (("opportunity", "还没有作答"), ("needs", "正确答案")):
        go(f"/quiz?unit={unit}&mode=practice", "继续上次")
        look.at()
        page.get_by_role("button", name="继续上次").click()
        page.get_by_role("radio", name="全部列出").click()
        expect(page.get_by_role("heading", name="第 6 题")).to_be_visible()
        expect(page.get_by_text(sight).first).to_be_visible()
        look.at()
    page.get_by_role("button", name="做完了").click()
    expect(page.get_by_role("button", name="结束练习，看结果")).to_be_visible()
    look.at()
    page.get_by_role("button", name="结束练习，看结果").click()
    expect(page.get_by_role("heading", name="练了 6 题，6 题全对")).to_be_visible()
    look.at()


def test_pages_before_and_beside_the_course_speak_chinese(
    empty_server: Server, open_browser: OpenBrowser
) -> None:
    page = open_browser("phone", bypass_csp=True, color_scheme="dark").new_page()
    for path in ("/setup", "/setup?for=team"):
        page.goto(f"{empty_server.address}{path}")
        assert_accessible(page)
        assert english(page) == set()
    empty_server.add_person("lin", name="林")
    for path in ("/login", "/no-such-page"):
        page.goto(f"{empty_server.address}{path}")
        assert english(page) == set()
    sign_in(page, empty_server, "lin", "/opportunity")
    for path in ("/account", "/password", "/logout", "/people", "/no-such-page"):
        page.goto(f"{empty_server.address}{path}")
        assert english(page) - {"lin"} == set()

    page.goto(f"{empty_server.address}/opportunity")
    settled(page)
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_role("link", name="首页")).to_be_visible()
    assert_accessible(page)
    assert english(page) == set()
    empty_server.kill()
    expect(page.locator("#connection-lost")).to_be_visible()
    assert english(page) == set()


def hooks_of_the_style() -> Iterator[str]:
    """Every data-testid that our styles and scripts rely on."""
    files = [ROOT / "modules" / "theme.css", *(ROOT / "modules" / "web" / "assets").iterdir()]
    for file in filter(Path.is_file, files):
        if file.suffix in (".css", ".js"):
            yield from re.findall(r'data-testid="(\w+)"', file.read_text(encoding="utf-8"))


def test_every_hook_of_the_style_is_on_some_page(hooks: set[str]) -> None:
    if not hooks:
        pytest.skip("the walks above did not run")
    assert set(hooks_of_the_style()) - hooks == set()


def focused(page: Page) -> dict[str, Any]:
    """What has the keyboard, once one can see that it has: a ring may fade in."""
    for _ in range(40):
        at: dict[str, Any] = page.evaluate(_FOCUS)
        # The heading is no stop: it is given the keyboard where a page begins to be read.
        if at["visible"] or at["tag"] in ("BODY", "H1"):
            return at
        page.wait_for_timeout(50)
    pytest.fail(f"no visible focus on {at['tag']} {at['name']!r}")


def tab_to(page: Page, name: str, *, key: str = "Tab") -> None:
    """Press Tab until what is called so has the focus; it must be seen on every stop."""
    settled(page)
    for _ in range(60):
        page.keyboard.press(key)
        at = focused(page)
        if name in at["name"]:
            return
    pytest.fail(f"{name} cannot be reached by {key}")


def test_the_whole_way_can_be_gone_by_keyboard(people: Server, open_browser: OpenBrowser) -> None:
    server = people
    server.add_person("keys")
    page = open_browser().new_page()
    sign_in(page, server, "keys")
    tab_to(page, "开始学习")
    page.keyboard.press("Enter")
    expect(page.locator("h1[data-place]")).to_be_focused()
    tab_to(page, "下一节")
    page.keyboard.press("Enter")
    expect(page.get_by_role("img", name=re.compile("^第 2 节"))).to_be_visible()
    expect(page.locator("h1[data-place]")).to_be_focused()

    page.goto(f"{server.address}/lesson?lesson=pest&section=read")
    expect(page.get_by_role("button", name="看答案")).to_be_visible()
    settled(page)
    tab_to(page, "图")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="表")).to_be_focused()
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "radio":
            break
    assert focused(page)["visible"]
    page.keyboard.press("Space")
    expect(page.get_by_role("radio").first).to_be_checked()
    tab_to(page, "看答案")
    page.keyboard.press("Enter")
    expect(page.locator(".verdict")).to_be_visible()

    first, second = (
        page.locator(f".st-key-open-pest-case-us-{row}").get_by_label("外面发生了什么")
        for row in ("P1", "P2")
    )
    page.goto(f"{server.address}{OURS}")
    expect(page.get_by_text("还没有内容")).to_be_visible()
    settled(page)
    tab_to(page, "加一条")
    page.keyboard.press("Enter")
    expect(first).to_be_focused()
    settled(page)  # the button that the keys press is drawn after the field
    page.keyboard.type("工业电价的峰谷差拉大")
    page.keyboard.press("Control+Enter")
    expect(first).to_have_count(0)
    expect(page.get_by_role("button", name="编辑")).to_be_focused()
    tab_to(page, "加一条")
    page.keyboard.press("Enter")
    expect(second).to_be_focused()
    page.keyboard.type("基地所在省按单位电耗考核")
    tab_to(page, "编辑", key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(first).to_have_value("工业电价的峰谷差拉大")
    expect(first).to_be_focused()
    settled(page)
    page.keyboard.press("Control+Enter")
    expect(second).to_have_value("基地所在省按单位电耗考核")
    expect(second).to_be_focused()


def test_a_page_that_still_changes_does_not_call_the_keyboard_back(
    server: Server, page: Page
) -> None:
    """Between two stops nothing has the focus, and leaving a field changes the page."""
    page.goto(f"{server.address}/login")
    page.evaluate(
        "document.body.innerHTML = '<h1 tabindex=-1 data-place=a>A</h1><textarea></textarea>"
        "<button>next</button>'"
    )
    page.evaluate((ROOT / "modules" / "web" / "assets" / "place.js").read_text("utf-8"))
    page.evaluate("document.querySelector('textarea').onblur = () => document.body.append('saved')")
    page.evaluate("document.body.append('drawn')")
    page.evaluate("document.querySelector('h1').dataset.place = 'b'")
    expect(page.get_by_role("heading")).to_be_focused()

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")

    expect(page.get_by_role("button", name="next")).to_be_focused()
