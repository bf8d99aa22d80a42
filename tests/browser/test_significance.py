"""The three pages of the second unit in a real browser: what only a browser can tell."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pydantic import BaseModel

from course.content.loader import load_course
from course.people.rights import Actor, Role
from course.store.sheets import SheetKey, open_sheet, save_sheet
from exercises import exercises
from tests.browser.conftest import (
    LOOKS,
    ROOT,
    Server,
    assert_accessible,
    assert_no_sideways_scroll,
    settled,
    sign_in,
)

TOOLS = ("concentration", "shortlist", "weekly")
OPEN = {"concentration": "K2", "shortlist": "L7", "weekly": "W8"}
"""A row of each worked example to open."""

# Names of measures and keys; everything else a learner sees is Chinese.
NOT_ENGLISH = {"HHI", "Ctrl", "Enter"}

_numbers = count(1)


class Learner:
    """Somebody new on the server, with the worked example of a tool as a sheet of their own."""

    def __init__(self, server: Server, tool: str, filled: bool = True) -> None:
        self.server, self.tool = server, tool
        self.login = f"significance-{next(_numbers)}"
        self.actor = Actor(server.add_person(self.login), self.login, "周然", Role.LEARNER)
        self.key = SheetKey(tool, "case", "us")
        self.address = f"/tool?tool={tool}&subject=case"
        if filled:
            self._fill()

    def _fill(self) -> None:
        now = datetime.now(UTC)
        example = load_course(ROOT / "content" / "zh").tools[self.tool].examples["full"]
        sheet = exercises()[self.tool].from_example(example, now.date())
        store = self.server.store()
        try:
            with store.writing() as db:
                save_sheet(db, self.actor, self.key, sheet.model_dump(mode="json"), 0, now)
        finally:
            store.close()

    def saved(self) -> BaseModel:
        store = self.server.store()
        try:
            with store.reading() as db:
                state = open_sheet(db, self.actor, self.key)
        finally:
            store.close()
        return exercises()[self.tool].sheet.model_validate(state.data or {})


def open_row(page: Page, tool: str) -> None:
    page.locator(f".st-key-tap-{tool}-case-us-{OPEN[tool]}").get_by_role("button").click()
    expect(page.get_by_role("button", name="删除这一行").first).to_be_visible()
    settled(page)


def test_totals_are_typed_one_after_the_other_and_a_list_is_pasted(
    page: Page, server: Server
) -> None:
    learner = Learner(server, "concentration", filled=False)
    sign_in(page, server, learner.login, learner.address)
    for label, number in (
        ("期间", "近 12 个月"),
        ("公司收入（万元）", "12000"),
        ("公司净利（万元）", "732"),
    ):
        field = page.get_by_label(label, exact=True)
        field.fill(number)
        field.press("Tab")
    settled(page)

    page.get_by_role("button", name="从表格粘贴").click()
    area = page.get_by_role("textbox", name="从表格粘贴")
    area.fill("恒屿新能源\t1,720\t498.8\t172\n润禾食品\t780\t257.4\t46.8")
    page.get_by_role("button", name="读进来").click()

    expect(page.get_by_text("读进 2 家。")).to_be_visible()
    expect(page.get_by_text("贡献毛利 −326.8 万元，相当于净利的 44.6%")).to_be_visible()
    settled(page)
    sheet = learner.saved()
    assert (sheet.period, sheet.company_revenue, sheet.net_profit) == ("近 12 个月", 12000, 732)  # type: ignore[attr-defined]


def test_a_week_is_begun_and_a_line_written_with_its_day(page: Page, server: Server) -> None:
    learner = Learner(server, "weekly", filled=False)
    sign_in(page, server, learner.login, learner.address)

    page.get_by_role("button", name="开始这一周").click()
    page.locator(".st-key-weekly-case-us-add-cover").get_by_role("button").click()
    field = page.get_by_label("做什么", exact=True)
    field.press_sequentially("见苏晴", delay=30)
    page.wait_for_timeout(1200)
    field.press_sequentially(" 30 分钟", delay=30)
    page.get_by_label("留下什么", exact=True).fill("带回季报要填哪几个数")
    page.get_by_label("谁", exact=True).fill("周然")
    page.get_by_role("radiogroup", name="哪天（周）").or_(
        page.get_by_role("group", name="哪天（周）")
    ).get_by_text("四", exact=True).click()
    settled(page)

    (row,) = learner.saved().rows  # type: ignore[attr-defined]
    assert (row.text, row.leaves, row.owner) == ("见苏晴 30 分钟", "带回季报要填哪几个数", "周然")
    assert row.day is not None
    assert row.day.weekday() == 3


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_form_and_example_are_accessible_and_fit(
    server: Server, open_browser: Callable[..., BrowserContext], tool: str, size: str, theme: str
) -> None:
    learner = Learner(server, tool)
    page = open_browser(size=size, color_scheme=theme, bypass_csp=True).new_page()
    sign_in(page, server, learner.login, learner.address)
    open_row(page, tool)
    assert_accessible(page)
    assert_no_sideways_scroll(page)

    page.get_by_role("button", name="查看范例").click()
    expect(page.get_by_text("这是范例")).to_be_visible()
    settled(page)
    assert_accessible(page)
    assert_no_sideways_scroll(page)


@pytest.mark.parametrize("tool", TOOLS)
def test_a_learner_meets_no_english(page: Page, server: Server, tool: str) -> None:
    learner = Learner(server, tool)
    sign_in(page, server, learner.login, learner.address)
    open_row(page, tool)

    main = page.get_by_test_id("stMain")
    icons = " ".join(main.locator("[data-testid*=Icon]").all_inner_texts())
    seen = set(re.findall(r"[A-Za-z]{3,}", main.inner_text()))

    assert seen - set(re.findall(r"[A-Za-z]{3,}", icons)) <= NOT_ENGLISH
