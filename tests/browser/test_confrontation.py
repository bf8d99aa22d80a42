"""The matrix and the strategies in a real browser: the keyboard, and how they look."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from course.content.loader import load_course
from course.people.rights import Actor, Role
from course.store.sheets import SheetKey, open_sheet, save_sheet
from exercises import exercises
from exercises.confrontation.sheet import ConfrontationSheet
from tests.browser.conftest import (
    LOOKS,
    ROOT,
    Server,
    assert_accessible,
    assert_no_sideways_scroll,
    settled,
    sign_in,
)

MATRIX = "/tool?tool=confrontation&subject=case&side=us"
STRATEGIES = "/tool?tool=strategy&subject=case&side=us"

# Names of quadrants and tables, keys and units; everything else a learner sees is Chinese.
NOT_ENGLISH = {"SWOT", "PEST", "Ctrl", "Enter", "EMC"}

_numbers = count(1)


class Learner:
    """Somebody new on the server, with the worked examples of these tools as their own sheets."""

    def __init__(self, server: Server, *tools: str) -> None:
        self.server = server
        self.login = f"matrix-{next(_numbers)}"
        self.actor = Actor(server.add_person(self.login), self.login, "周然", Role.LEARNER)
        for tool in tools:
            self.keep(tool)

    def keep(self, tool: str) -> None:
        now = datetime.now(UTC)
        words = load_course(ROOT / "content" / "zh").tools[tool]
        sheet = exercises()[tool].from_example(words.examples["full"], now.date())
        store = self.server.store()
        try:
            with store.writing() as db:
                key = SheetKey(tool, "case", "us")
                save_sheet(db, self.actor, key, sheet.model_dump(mode="json"), 0, now)
        finally:
            store.close()

    def saved(self) -> ConfrontationSheet:
        store = self.server.store()
        try:
            with store.reading() as db:
                state = open_sheet(db, self.actor, SheetKey("confrontation", "case", "us"))
        finally:
            store.close()
        return ConfrontationSheet.model_validate(state.data or {})


def scale(page: Page, cell: str) -> Locator:
    return page.get_by_role("radiogroup", name=f"{cell} 的分")


def until(page: Page, holds: Callable[[], bool]) -> None:
    for _ in range(100):
        if holds():
            return
        page.wait_for_timeout(100)
    pytest.fail("it did not come about")


def test_a_column_is_scored_with_the_keyboard_alone(page: Page, server: Server) -> None:
    learner = Learner(server, "swot")
    sign_in(page, server, learner.login, MATRIX)
    scale(page, "S1×O1").get_by_role("radio").first.focus()

    for _ in range(6):
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
    until(page, lambda: len(learner.saved().rows) == 6)
    assert {cell.score for cell in learner.saved().rows} == {1}

    settled(page)
    page.keyboard.press("Control+Enter")

    expect(scale(page, "S1×O2").get_by_role("radio").first).to_be_focused()


def test_opening_the_page_does_not_take_the_keyboard_into_the_matrix(
    page: Page, server: Server
) -> None:
    learner = Learner(server, "swot")
    sign_in(page, server, learner.login, MATRIX)
    expect(scale(page, "S1×O1")).to_be_visible()
    settled(page)

    inside = "document.activeElement.closest('[class*=st-key-cell-]') !== null"
    assert page.evaluate(inside) is False


def test_a_reason_keeps_the_cursor_while_it_is_saved(page: Page, server: Server) -> None:
    learner = Learner(server, "swot")
    sign_in(page, server, learner.login, MATRIX)
    scale(page, "S2×O1").get_by_role("radio").last.click()
    field = page.get_by_label("理由", exact=True)
    expect(field).to_be_visible()

    field.press_sequentially("12 个站", delay=30)
    expect(page.get_by_text("S2×O1 打了 ++，还没有写理由")).to_have_count(0)
    page.wait_for_timeout(1200)
    field.press_sequentially("实测 11%", delay=30)
    expect(field).to_be_focused()
    page.keyboard.press("Tab")

    until(page, lambda: learner.saved().cell("S2×O1").reason == "12 个站实测 11%")


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_matrix_and_strategies_are_accessible_and_fit(
    server: Server, open_browser: Callable[..., BrowserContext], size: str, theme: str
) -> None:
    learner = Learner(server, "swot", "confrontation", "strategy")
    page = open_browser(size=size, color_scheme=theme, bypass_csp=True).new_page()
    sign_in(page, server, learner.login, MATRIX)
    page.get_by_role("radio", name="T1").click()
    expect(scale(page, "W2×T1")).to_be_visible()
    settled(page)
    assert_accessible(page)
    assert_no_sideways_scroll(page)

    page.goto(server.address + STRATEGIES)
    page.locator(".st-key-tap-strategy-case-us-X3").get_by_role("button").click()
    expect(page.get_by_label("做到什么指标")).to_be_visible()
    settled(page)
    assert_accessible(page)
    assert_no_sideways_scroll(page)


@pytest.mark.parametrize("path", [MATRIX, STRATEGIES])
def test_a_learner_meets_no_english(page: Page, server: Server, path: str) -> None:
    learner = Learner(server, "swot", "confrontation", "strategy")
    sign_in(page, server, learner.login, path)
    expect(page.get_by_role("button", name="清空这张表")).to_be_visible()
    settled(page)

    main = page.get_by_test_id("stMain")
    drawn = main.locator('[data-testid="stIconMaterial"], [data-testid="stExpanderIcon"]')
    icons = " ".join(drawn.all_inner_texts())
    seen = set(re.findall(r"[A-Za-z]{3,}", main.inner_text()))

    assert seen - set(re.findall(r"[A-Za-z]{3,}", icons)) <= NOT_ENGLISH
