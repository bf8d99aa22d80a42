"""A tool's form in a real browser: what only a browser can tell."""

import re
from collections.abc import Callable
from itertools import count

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from course.people.rights import Actor, Role
from course.store.sheets import SheetKey, open_sheet
from exercises.pest.sheet import PestSheet
from tests.browser.conftest import (
    LOOKS,
    Server,
    assert_accessible,
    assert_no_sideways_scroll,
    settled,
    sign_in,
)

OURS = "/tool?tool=pest&subject=case&side=us"
CHANGE = "基地所在省明年起按单位电耗考核电池厂"

# Product names, keys and our own abbreviations; everything else a learner sees is Chinese.
NOT_ENGLISH = {"PEST", "SWOT", "Ctrl", "Enter", "Excel", "JSON", "GWh"}

_numbers = count(1)


class Learner:
    """Somebody new on the server, and what is saved of theirs."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.login = f"zhou-{next(_numbers)}"
        self.actor = Actor(server.add_person(self.login), self.login, "周然", Role.LEARNER)

    def saved(self) -> PestSheet:
        store = self.server.store()
        try:
            with store.reading() as db:
                state = open_sheet(db, self.actor, SheetKey("pest", "case", "us"))
        finally:
            store.close()
        return PestSheet.model_validate(state.data or {})


@pytest.fixture
def learner(server: Server) -> Learner:
    return Learner(server)


def begin(page: Page, learner: Learner) -> None:
    """Sign in and begin the first row."""
    sign_in(page, learner.server, learner.login, OURS)
    add(page, "P")
    expect(page.get_by_label("外面发生了什么")).to_be_visible()
    settled(page)


def add(page: Page, dim: str) -> None:
    """Press 「加一条」 of one dimension."""
    page.locator(f".st-key-pest-case-us-add-{dim}").get_by_role("button").click()


def until(page: Page, true: Callable[[], bool]) -> None:
    """Wait until the database says so."""
    for _ in range(200):
        if true():
            return
        page.wait_for_timeout(100)
    pytest.fail("it was not saved within 20 seconds")


def test_the_coach_answers_and_saves_while_one_types_without_taking_the_cursor(
    page: Page, learner: Learner
) -> None:
    begin(page, learner)
    field = page.get_by_label("外面发生了什么")

    field.press_sequentially("加强研发", delay=30)
    expect(page.get_by_text("说的是自己要做的事")).to_be_visible()
    field.press_sequentially("投入，两年内", delay=30)
    expect(page.get_by_text("“加强研发投入，两年内”").first).to_be_visible()

    expect(field).to_be_focused()
    expect(field).to_have_value("加强研发投入，两年内")
    assert learner.saved().row("P1").factor == "加强研发投入，两年内"


def test_the_key_for_the_next_row_takes_the_last_words_along(page: Page, learner: Learner) -> None:
    begin(page, learner)

    page.get_by_label("外面发生了什么").fill(CHANGE)
    page.get_by_label("外面发生了什么").press("Control+Enter")

    expect(page.get_by_label("外面发生了什么")).to_have_count(0)
    expect(page.get_by_text(CHANGE).first).to_be_visible()
    assert learner.saved().row("P1").factor == CHANGE


def test_words_are_kept_when_the_next_press_is_on_another_button(
    page: Page, learner: Learner
) -> None:
    begin(page, learner)

    page.get_by_label("外面发生了什么").fill(CHANGE)
    add(page, "T")

    expect(page.get_by_text(CHANGE).first).to_be_visible()
    expect(page.get_by_label("外面发生了什么")).to_have_value("")
    assert [row.id for row in learner.saved().rows] == ["P1", "T1"]


def test_typing_after_a_deletion_keeps_the_cursor_while_the_way_back_goes(
    page: Page, learner: Learner
) -> None:
    begin(page, learner)
    page.get_by_role("button", name="删除这一行").click()
    expect(page.get_by_role("button", name="撤销")).to_be_visible()
    add(page, "P")
    field = page.get_by_label("外面发生了什么")

    field.press_sequentially("工业电价的峰谷价差", delay=30)
    expect(page.get_by_role("button", name="撤销")).to_have_count(0)
    field.press_sequentially("拉大", delay=30)
    until(page, lambda: learner.saved().row("P2").factor.endswith("拉大"))
    settled(page)

    expect(field).to_be_focused()
    expect(field).to_have_value("工业电价的峰谷价差拉大")


def test_a_second_tab_is_noticed_and_both_changes_can_stay(page: Page, learner: Learner) -> None:
    begin(page, learner)
    page.get_by_label("外面发生了什么").fill(CHANGE)
    page.get_by_label("外面发生了什么").press("Tab")
    until(page, lambda: learner.saved().row("P1").factor == CHANGE)
    other = page.context.new_page()
    other.goto(f"{learner.server.address}{OURS}")
    other.get_by_role("button", name="编辑").click()
    other.get_by_label("备注").fill("另一处写的")
    other.get_by_label("备注").press("Tab")
    until(other, lambda: learner.saved().row("P1").note == "另一处写的")

    page.get_by_label("对谁、改变什么").fill("动力部要拿出办法")
    page.get_by_label("对谁、改变什么").press("Tab")
    expect(page.get_by_text("这张表在另一处有更新的版本")).to_be_visible()
    page.get_by_role("button", name="把我的改动加上去").click()

    expect(page.get_by_text("两边的改动都在了")).to_be_visible()
    expect(page.get_by_label("备注")).to_have_value("另一处写的")
    row = learner.saved().row("P1")
    assert (row.implication, row.note) == ("动力部要拿出办法", "另一处写的")


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_form_and_example_are_accessible_and_fit(
    learner: Learner, open_browser: Callable[..., BrowserContext], size: str, theme: str
) -> None:
    page = open_browser(size=size, color_scheme=theme, bypass_csp=True).new_page()
    begin(page, learner)
    page.get_by_role("button", name="加一条证据").click()
    expect(page.get_by_label("来源")).to_be_visible()
    settled(page)
    assert_accessible(page)
    assert_no_sideways_scroll(page)

    page.get_by_role("button", name="查看范例").click()
    expect(page.get_by_text("这是范例")).to_be_visible()
    settled(page)
    assert_accessible(page)
    assert_no_sideways_scroll(page)


def test_a_learner_meets_no_english(page: Page, learner: Learner) -> None:
    begin(page, learner)
    page.get_by_role("button", name="加一条证据").click()
    expect(page.get_by_label("来源")).to_be_visible()
    page.get_by_label("外面发生了什么").focus()
    page.get_by_label("外面发生了什么").press_sequentially("电价", delay=30)
    settled(page)

    main = page.get_by_test_id("stMain")
    seen = main.inner_text()
    icons = " ".join(main.locator("[data-testid*=Icon]").all_inner_texts())
    words = set(re.findall(r"[A-Za-z]{3,}", seen)) - set(re.findall(r"[A-Za-z]{3,}", icons))

    assert words <= NOT_ENGLISH
