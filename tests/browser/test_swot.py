"""The SWOT in a real browser: what only a browser can tell, and its sheet as a file and back."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pydantic import BaseModel

from course.content.loader import load_course
from course.people.rights import Actor, Role
from course.store.sheets import SheetKey, open_sheet, save_sheet
from exercises import exercises
from exercises.swot.sheet import SwotSheet
from tests.browser.conftest import (
    LOOKS,
    ROOT,
    Server,
    assert_accessible,
    assert_no_sideways_scroll,
    settled,
    sign_in,
)

OURS = "/tool?tool=swot&subject=case&side=us"

_numbers = count(1)


class Learner:
    """Somebody new on the server, with PEST and the five forces filled in."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.login = f"swot-{next(_numbers)}"
        self.actor = Actor(server.add_person(self.login), self.login, "周然", Role.LEARNER)
        self.keep("pest")
        self.keep("forces")

    def keep(self, tool: str) -> BaseModel:
        """The worked example of a tool as a sheet of one's own."""
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
        return sheet

    def saved(self) -> SwotSheet:
        store = self.server.store()
        try:
            with store.reading() as db:
                state = open_sheet(db, self.actor, SheetKey("swot", "case", "us"))
        finally:
            store.close()
        return SwotSheet.model_validate(state.data or {})


@pytest.fixture
def learner(server: Server) -> Learner:
    return Learner(server)


def test_an_offer_is_taken_and_worded_without_losing_the_cursor(
    page: Page, learner: Learner
) -> None:
    sign_in(page, learner.server, learner.login, OURS)
    page.locator("[class*=st-key-offer-][class*=pest-P1]").get_by_role("button").first.click()
    field = page.get_by_label("一条事实")
    expect(field).to_have_value("基地所在省明年起把单位电耗列入电池厂的碳考核")
    settled(page)

    field.fill("")
    field.press_sequentially("恒屿要求 24 个月内", delay=30)
    page.wait_for_timeout(1200)
    field.press_sequentially("单位电耗降 10%", delay=30)
    page.get_by_label("备注").focus()
    settled(page)

    expect(field).to_have_value("恒屿要求 24 个月内单位电耗降 10%")
    for _ in range(100):
        row = next(iter(learner.saved().rows), None)
        if row is not None and row.text == "恒屿要求 24 个月内单位电耗降 10%":
            assert row.origins[0].row == "P1"
            return
        page.wait_for_timeout(100)
    pytest.fail("it was not saved")


@pytest.mark.parametrize("kind", ["Excel", "JSON"])
def test_a_sheet_is_taken_out_and_brought_back(
    page: Page, learner: Learner, tmp_path: Path, kind: str
) -> None:
    full = learner.keep("swot")
    sign_in(page, learner.server, learner.login, OURS)
    page.get_by_text("存成文件、从文件取回").click()
    with page.expect_download() as coming:
        page.get_by_role("link", name=f"存成 {kind}").click()
    file = tmp_path / coming.value.suggested_filename
    coming.value.save_as(file)
    assert file.name.startswith("SWOT 案例 恒屿")

    page.locator("[class*=st-key-tap-swot-case-us-T3]").get_by_role("button").click()
    page.get_by_role("button", name="删除这一行").click()
    expect(page.get_by_text("已删除 T3")).to_be_visible()
    settled(page)
    assert len(learner.saved().rows) == 11
    page.locator("[class*=st-key-bring-] input[type=file]").set_input_files(file)
    expect(page.get_by_text("文件里有 12 条，现在这张表里有 11 条")).to_be_visible()
    page.get_by_role("button", name="换成文件里的").click()
    expect(page.get_by_text("已换成文件里的 12 条。")).to_be_visible()
    settled(page)

    assert learner.saved() == full


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_form_cards_and_files_are_accessible_and_fit(
    learner: Learner, open_browser: Callable[..., BrowserContext], size: str, theme: str
) -> None:
    learner.keep("swot")
    page = open_browser(size=size, color_scheme=theme, bypass_csp=True).new_page()
    sign_in(page, learner.server, learner.login, OURS)
    page.get_by_text("存成文件、从文件取回").click()
    page.locator("[class*=st-key-tap-swot-case-us-O1]").get_by_role("button").click()
    expect(page.get_by_label("一条事实")).to_be_visible()
    page.locator(".swot summary").first.click()
    settled(page)
    assert_accessible(page)
    assert_no_sideways_scroll(page)
