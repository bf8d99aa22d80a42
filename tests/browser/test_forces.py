"""The form of the five forces in a real browser: what only a browser can tell."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from course.content.loader import load_course
from course.people.rights import Actor, Role
from course.store.sheets import SheetKey, open_sheet, save_sheet
from exercises.forces.sheet import ForcesSheet, from_example
from tests.browser.conftest import (
    LOOKS,
    ROOT,
    Server,
    assert_accessible,
    assert_no_sideways_scroll,
    settled,
    sign_in,
)

OURS = "/tool?tool=forces&subject=case&side=us"
KEY = SheetKey("forces", "case", "us")

# Product names, keys, units and tools; everything else a learner sees is Chinese.
NOT_ENGLISH = {"PEST", "SWOT", "Ctrl", "Enter", "Excel", "JSON"}

_numbers = count(1)


class Learner:
    """Somebody new on the server, with the worked example as a sheet of their own."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.login = f"forces-{next(_numbers)}"
        self.actor = Actor(server.add_person(self.login), self.login, "周然", Role.LEARNER)
        now = datetime.now(UTC)
        words = load_course(ROOT / "content" / "zh").tools["forces"]
        sheet = from_example(words.examples["full"], now.date())
        store = server.store()
        try:
            with store.writing() as db:
                save_sheet(db, self.actor, KEY, sheet.model_dump(mode="json"), 0, now)
        finally:
            store.close()

    def saved(self) -> ForcesSheet:
        store = self.server.store()
        try:
            with store.reading() as db:
                state = open_sheet(db, self.actor, KEY)
        finally:
            store.close()
        return ForcesSheet.model_validate(state.data)


@pytest.fixture
def learner(server: Server) -> Learner:
    return Learner(server)


def begin(page: Page, learner: Learner) -> None:
    """Sign in and open the first driver of the buyers."""
    sign_in(page, learner.server, learner.login, OURS)
    page.locator(".st-key-tap-forces-case-us-M1").get_by_role("button").click()
    expect(page.get_by_label("驱动：为什么压得动")).to_be_visible()
    settled(page)


def test_typing_a_response_keeps_the_cursor_and_is_saved(page: Page, learner: Learner) -> None:
    sign_in(page, learner.server, learner.login, OURS)
    field = page.get_by_label("应对", exact=True).first

    field.fill("")
    field.press_sequentially("先给苏晴", delay=30)
    expect(page.get_by_text("是最强的两种之一")).to_have_count(0)
    page.wait_for_timeout(1200)
    field.press_sequentially("看电耗", delay=30)
    page.get_by_label("谁先动").first.focus()
    settled(page)

    expect(field).to_have_value("先给苏晴看电耗")
    for _ in range(100):
        if learner.saved().force("buyers").response == "先给苏晴看电耗":
            return
        page.wait_for_timeout(100)
    pytest.fail("it was not saved")


def test_weights_are_typed_one_after_the_other_with_the_tab_key(
    page: Page, learner: Learner
) -> None:
    sign_in(page, learner.server, learner.login, OURS)
    first = page.get_by_label("新进入者的权重")

    first.fill("0.25")
    first.press("Tab")
    settled(page)
    page.get_by_label("供方的权重").fill("")
    page.get_by_label("供方的权重").press("Tab")
    settled(page)

    expect(page.get_by_text("1 种力量还没有权重")).to_be_visible()
    expect(first).to_have_value("0.25")
    force = learner.saved()
    assert (force.force("entry").weight, force.force("suppliers").weight) == (0.25, None)


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_form_and_example_are_accessible_and_fit(
    learner: Learner, open_browser: Callable[..., BrowserContext], size: str, theme: str
) -> None:
    page = open_browser(size=size, color_scheme=theme, bypass_csp=True).new_page()
    begin(page, learner)
    assert_accessible(page)
    assert_no_sideways_scroll(page)

    page.get_by_role("button", name="查看范例").click()
    expect(page.get_by_text("这是范例")).to_be_visible()
    settled(page)
    assert_accessible(page)
    assert_no_sideways_scroll(page)


def test_a_learner_meets_no_english(page: Page, learner: Learner) -> None:
    begin(page, learner)
    page.locator(".st-key-forces-case-us-add-buyers").get_by_role("button").click()
    expect(page.get_by_text("常用的驱动")).to_be_visible()
    settled(page)

    main = page.get_by_test_id("stMain")
    icons = " ".join(main.locator("[data-testid*=Icon]").all_inner_texts())
    seen = set(re.findall(r"[A-Za-z]{3,}", main.inner_text()))

    assert seen - set(re.findall(r"[A-Za-z]{3,}", icons)) <= NOT_ENGLISH
