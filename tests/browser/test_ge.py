"""The form of the nine boxes in a real browser: what only a browser can tell."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from course.content.loader import load_course
from course.people.rights import Actor, Role
from course.store.sheets import SheetKey, open_sheet, save_sheet
from exercises.ge.sheet import GeSheet, from_example
from tests.browser.conftest import (
    LOOKS,
    ROOT,
    Server,
    assert_accessible,
    assert_no_sideways_scroll,
    settled,
    sign_in,
)

OURS = "/tool?tool=ge&subject=case&side=us"
KEY = SheetKey("ge", "case", "us")

# Keys and the model's name; everything else a learner sees is Chinese.
NOT_ENGLISH = {"SWOT", "Ctrl", "Enter"}

_numbers = count(1)


class Learner:
    """Somebody new on the server, with the worked example as a sheet of their own."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.login = f"ge-{next(_numbers)}"
        self.actor = Actor(server.add_person(self.login), self.login, "周然", Role.LEARNER)
        now = datetime.now(UTC)
        words = load_course(ROOT / "content" / "zh").tools["ge"]
        sheet = from_example(words.examples["full"], now.date())
        store = server.store()
        try:
            with store.writing() as db:
                save_sheet(db, self.actor, KEY, sheet.model_dump(mode="json"), 0, now)
        finally:
            store.close()

    def saved(self) -> GeSheet:
        store = self.server.store()
        try:
            with store.reading() as db:
                state = open_sheet(db, self.actor, KEY)
        finally:
            store.close()
        return GeSheet.model_validate(state.data)


@pytest.fixture
def learner(server: Server) -> Learner:
    return Learner(server)


def begin(page: Page, learner: Learner, row: str) -> None:
    """Sign in and open an axis or a unit."""
    sign_in(page, learner.server, learner.login, OURS)
    page.locator(f".st-key-tap-ge-case-us-{row}").get_by_role("button").click()
    expect(page.locator(f".st-key-open-ge-case-us-{row}")).to_be_visible()
    settled(page)


def test_scores_change_the_box_and_typing_keeps_the_cursor(page: Page, learner: Learner) -> None:
    begin(page, learner, "U1")
    unit = page.locator(".st-key-open-ge-case-us-U1")

    group = unit.get_by_role("radiogroup", name="份额 · 0.25")
    group.get_by_role("radio", name="4").click()
    expect(unit.get_by_text("默认投资")).to_be_visible()
    field = unit.get_by_label("为什么不照格来")
    field.press_sequentially("一号站是一次性的收入", delay=20)
    page.wait_for_timeout(1200)
    field.press_sequentially("，第二年重算", delay=20)
    unit.get_by_label("备注").focus()
    settled(page)

    expect(field).to_have_value("一号站是一次性的收入，第二年重算")
    for _ in range(100):
        row = learner.saved().row("U1")
        if (row.scores["B1"], row.reason) == (4, "一号站是一次性的收入，第二年重算"):
            return
        page.wait_for_timeout(100)
    pytest.fail("it was not saved")


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_form_and_example_are_accessible_and_fit(
    learner: Learner, open_browser: Callable[..., BrowserContext], size: str, theme: str
) -> None:
    page = open_browser(size=size, color_scheme=theme, bypass_csp=True).new_page()
    begin(page, learner, "U1")
    assert_accessible(page)
    assert_no_sideways_scroll(page)

    page.locator(".st-key-tap-ge-case-us-attractiveness").get_by_role("button").click()
    expect(page.get_by_label("A1 权重")).to_be_visible()
    settled(page)
    assert_accessible(page)
    assert_no_sideways_scroll(page)

    page.get_by_role("button", name="查看范例").click()
    expect(page.get_by_text("这是范例")).to_be_visible()
    settled(page)
    assert_accessible(page)
    assert_no_sideways_scroll(page)


def test_a_learner_meets_no_english(page: Page, learner: Learner) -> None:
    begin(page, learner, "U1")

    main = page.get_by_test_id("stMain")
    icons = " ".join(main.locator("[data-testid*=Icon]").all_inner_texts())
    seen = set(re.findall(r"[A-Za-z]{3,}", main.inner_text()))

    assert seen - set(re.findall(r"[A-Za-z]{3,}", icons)) <= NOT_ENGLISH
