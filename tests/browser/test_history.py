"""The history of a sheet in a real browser: a version taken back, and that undone."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from course.people.rights import Actor, Role
from course.store.sheets import SheetKey, open_sheet, save_sheet
from exercises.pest.sheet import PestSheet, add_row, change_row
from tests.browser.conftest import Server, settled, sign_in
from tests.browser.look import assert_accessible

TOOL = "/tool?tool=pest&subject=case&side=us"
KEY = SheetKey("pest", "case", "us")


@pytest.fixture(scope="module")
def actor(server: Server) -> Actor:
    """Somebody who wrote yesterday and again just now."""
    found = Actor(server.add_person("history"), "history", "周然", Role.LEARNER)
    sheet, row = add_row(PestSheet(), "P")
    now = datetime.now(UTC)
    store = server.store()
    try:
        for revision, (text, ago) in enumerate((("碳考核", 1440), ("碳考核要求节能", 1))):
            data = change_row(sheet, row, factor=text).model_dump(mode="json")
            with store.writing() as db:
                save_sheet(db, found, KEY, data, revision, now - timedelta(minutes=ago))
    finally:
        store.close()
    return found


def factor(server: Server, actor: Actor) -> str:
    store = server.store()
    try:
        with store.reading() as db:
            return PestSheet.model_validate(open_sheet(db, actor, KEY).data).row("P1").factor
    finally:
        store.close()


def test_a_version_is_taken_back_and_the_way_back_is_there(
    page: Page, server: Server, actor: Actor
) -> None:
    sign_in(page, server, actor.login, TOOL)
    page.get_by_role("link", name="历史").click()
    page.locator(".st-key-tap-history-1").get_by_role("button").click()
    expect(page.get_by_text("和哪一版比")).to_be_visible()
    settled(page)
    assert_accessible(page)
    page.get_by_role("button", name="的这一版").click()

    expect(page.get_by_text("已取回")).to_be_visible()
    expect(page.get_by_role("heading", name="PEST")).to_be_visible()
    assert factor(server, actor) == "碳考核"
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_text("已取回")).to_have_count(0)
    settled(page)
    assert factor(server, actor) == "碳考核要求节能"
