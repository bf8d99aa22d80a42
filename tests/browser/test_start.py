"""The tools of the first unit in a real browser: what only a browser can tell.

In both, the first words typed into a field draw the whole sheet anew, because they count elsewhere
in it; the field must keep the cursor and every letter all the same.
"""

from itertools import count

import pytest
from playwright.sync_api import Page, expect
from pydantic import BaseModel

from course.people.rights import Actor, Role
from course.store.sheets import SheetKey, open_sheet
from exercises.competence.sheet import CompetenceSheet
from exercises.contract.sheet import ContractSheet
from tests.browser.conftest import (
    Server,
    assert_accessible,
    assert_no_sideways_scroll,
    settled,
    sign_in,
)

_numbers = count(1)


class Learner:
    """Somebody new on the server."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.login = f"start-{next(_numbers)}"
        self.actor = Actor(server.add_person(self.login), self.login, "周然", Role.LEARNER)

    def saved(self, tool: str, shape: type[BaseModel]) -> BaseModel:
        store = self.server.store()
        try:
            with store.reading() as db:
                state = open_sheet(db, self.actor, SheetKey(tool, "own", "us"))
        finally:
            store.close()
        return shape.model_validate(state.data or {})


@pytest.fixture
def learner(server: Server) -> Learner:
    return Learner(server)


def test_a_score_asks_for_a_deed_and_typing_it_keeps_the_cursor(
    page: Page, learner: Learner
) -> None:
    sign_in(page, learner.server, learner.login, "/tool?tool=competence")
    page.locator(".st-key-tap-competence-own-us-needs").get_by_role("button").click()
    page.get_by_text("有访谈记录，原话标了等级").click()
    field = page.get_by_label("凭哪一件产出")
    expect(page.get_by_text("还没有写产出").first).to_be_visible()

    field.press_sequentially("恒屿的", delay=30)
    expect(page.get_by_text("还没有写产出")).to_have_count(0)
    expect(field).to_be_focused()
    field.press_sequentially("访谈记录", delay=30)
    expect(page.get_by_text("的产出“恒屿的访谈记录”还缺").first).to_be_visible()

    expect(field).to_have_value("恒屿的访谈记录")
    field.press("Tab")
    sheet = learner.saved("competence", CompetenceSheet)
    assert isinstance(sheet, CompetenceSheet)
    assert sheet.rating("needs").before.deed == "恒屿的访谈记录"
    settled(page)
    assert_accessible(page)


def test_the_first_words_of_a_contract_keep_the_cursor_and_call_up_its_frame(
    page: Page, learner: Learner
) -> None:
    sign_in(page, learner.server, learner.login, "/tool?tool=contract")
    page.get_by_role("button", name="加一条承诺").first.click()
    field = page.get_by_label("做哪一件事")
    expect(field).to_be_visible()
    expect(page.get_by_label("我停掉什么")).to_have_count(0)

    field.press_sequentially("约见", delay=30)
    expect(page.get_by_label("我停掉什么")).to_be_visible()
    expect(field).to_be_focused()
    field.press_sequentially("苏晴，问她最缺哪个数", delay=30)
    page.get_by_label("谁提醒我").fill("秦岚，每月最后一个周五")
    page.get_by_label("谁提醒我").press("Tab")
    expect(page.get_by_text("到日子有人开口问你")).to_be_visible()

    sheet = learner.saved("contract", ContractSheet)
    assert isinstance(sheet, ContractSheet)
    assert sheet.row("C1").what == "约见苏晴，问她最缺哪个数"
    assert sheet.reminder == "秦岚，每月最后一个周五"
    settled(page)
    assert_accessible(page)


@pytest.mark.parametrize("tool", ["competence", "contract"])
def test_on_a_phone_the_worked_example_fits(page: Page, learner: Learner, tool: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, learner.server, learner.login, f"/tool?tool={tool}&sheet=full")
    expect(page.get_by_text("这是范例")).to_be_visible()
    settled(page)

    assert_no_sideways_scroll(page)
    assert_accessible(page)
