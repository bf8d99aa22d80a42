"""A tool's form in a real browser: what only a browser can tell."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, OpenBrowser, Server, settled
from tests.browser.learner import Learner, address_of
from tests.browser.reader import until

CHANGE = "基地所在省明年起按单位电耗考核电池厂"


@pytest.fixture
def learner(server: Server) -> Learner:
    return Learner(server)


def begin(page: Page, learner: Learner) -> None:
    """Sign in and begin the first row."""
    learner.opens(page, "pest")
    add(page, "P")
    expect(page.get_by_label("外面发生了什么")).to_be_visible()
    settled(page)


def add(page: Page, dim: str) -> None:
    """Press 「加一条」 of one dimension."""
    page.locator(f".st-key-pest-case-us-add-{dim}").get_by_role("button").click()


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
    assert learner.saved("pest").row("P1").factor == "加强研发投入，两年内"


def test_the_key_for_the_next_row_takes_the_last_words_along(page: Page, learner: Learner) -> None:
    begin(page, learner)

    page.get_by_label("外面发生了什么").fill(CHANGE)
    page.get_by_label("外面发生了什么").press("Control+Enter")

    expect(page.get_by_label("外面发生了什么")).to_have_count(0)
    expect(page.get_by_text(CHANGE).first).to_be_visible()
    assert learner.saved("pest").row("P1").factor == CHANGE


def test_the_key_for_the_next_row_leaves_the_score_that_was_chosen_last(
    page: Page, learner: Learner
) -> None:
    begin(page, learner)
    page.get_by_label("外面发生了什么").fill(CHANGE)
    page.get_by_role("radiogroup", name="影响").get_by_role("radio", name="4").click()
    until(page, lambda: learner.saved("pest").row("P1").impact == 4)
    settled(page)

    page.keyboard.press("Control+Enter")

    expect(page.get_by_label("外面发生了什么")).to_have_count(0)
    settled(page)
    assert learner.saved("pest").row("P1").impact == 4


def test_words_are_kept_when_the_next_press_is_on_another_button(
    page: Page, learner: Learner
) -> None:
    begin(page, learner)

    page.get_by_label("外面发生了什么").fill(CHANGE)
    add(page, "T")

    expect(page.get_by_text(CHANGE).first).to_be_visible()
    expect(page.get_by_label("外面发生了什么")).to_have_value("")
    assert [row.id for row in learner.saved("pest").rows] == ["P1", "T1"]


def test_typing_after_a_deletion_keeps_the_cursor_while_the_way_back_goes(
    page: Page, learner: Learner
) -> None:
    begin(page, learner)
    page.get_by_role("button", name="删除这一行").click()
    expect(page.get_by_role("button", name="撤销")).to_be_visible()
    settled(page)  # until then the deleted row's fields are still there
    add(page, "P")
    field = page.get_by_label("外面发生了什么")

    field.press_sequentially("工业电价的峰谷价差", delay=30)
    expect(page.get_by_role("button", name="撤销")).to_have_count(0)
    field.press_sequentially("拉大", delay=30)
    until(page, lambda: learner.saved("pest").row("P2").factor.endswith("拉大"))
    settled(page)

    expect(field).to_be_focused()
    expect(field).to_have_value("工业电价的峰谷价差拉大")


def test_emptying_a_sheet_asks_first_and_can_be_taken_back(page: Page, learner: Learner) -> None:
    begin(page, learner)
    page.get_by_label("外面发生了什么").fill(CHANGE)
    page.get_by_label("外面发生了什么").press("Control+Enter")
    until(page, lambda: len(learner.saved("pest").rows) == 1)
    page.reload()
    settled(page)
    add(page, "T")
    page.get_by_label("外面发生了什么").fill("工业电价的峰谷价差拉大")

    page.get_by_role("button", name="清空这张表").click()
    expect(page.get_by_text("写的都会清掉")).to_be_visible()
    settled(page)
    assert len(learner.saved("pest").rows) == 2
    page.get_by_role("button", name="清空", exact=True).click()

    expect(page.get_by_text("已清空这张表。")).to_be_visible()
    expect(page.get_by_role("button", name="清空", exact=True)).to_be_hidden()
    assert not learner.saved("pest").rows
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_text(CHANGE).first).to_be_visible()
    until(page, lambda: len(learner.saved("pest").rows) == 2)


def test_a_second_tab_is_noticed_and_both_changes_can_stay(page: Page, learner: Learner) -> None:
    begin(page, learner)
    page.get_by_label("外面发生了什么").fill(CHANGE)
    page.get_by_label("外面发生了什么").press("Tab")
    until(page, lambda: learner.saved("pest").row("P1").factor == CHANGE)
    other = page.context.new_page()
    other.goto(f"{learner.server.address}{address_of('pest')}")
    other.get_by_role("button", name="编辑").click()
    other.get_by_label("备注").fill("另一处写的")
    other.get_by_label("备注").press("Tab")
    until(other, lambda: learner.saved("pest").row("P1").note == "另一处写的")

    page.get_by_label("对谁、改变什么").fill("动力部要拿出办法")
    page.get_by_label("对谁、改变什么").press("Tab")
    expect(page.get_by_text("这张表在另一处有更新的版本")).to_be_visible()
    page.get_by_label("备注").scroll_into_view_if_needed()
    expect(page.get_by_text("这张表在另一处有更新的版本")).to_be_in_viewport()
    page.get_by_role("button", name="把我的改动加上去").click()

    expect(page.get_by_text("两边的改动都在了")).to_be_visible()
    settled(page)  # until then the field as it was stands beside the new one
    expect(page.get_by_label("备注")).to_have_value("另一处写的")
    row = learner.saved("pest").row("P1")
    assert (row.implication, row.note) == ("动力部要拿出办法", "另一处写的")


def test_what_was_being_typed_when_the_server_died_is_saved_when_it_is_back(
    empty_server: Server, open_browser: OpenBrowser
) -> None:
    learner = Learner(empty_server)
    page = open_browser().new_page()
    begin(page, learner)
    page.get_by_label("外面发生了什么").fill(CHANGE)
    page.get_by_label("外面发生了什么").press("Tab")
    until(page, lambda: learner.saved("pest").row("P1").factor == CHANGE)
    settled(page)

    page.get_by_label("对谁、改变什么").fill("动力部要拿出办法")
    empty_server.kill()
    empty_server.start()

    until(page, lambda: learner.saved("pest").row("P1").implication == "动力部要拿出办法")
    expect(page.get_by_label("对谁、改变什么")).to_have_value("动力部要拿出办法")


def with_row_script(page: Page, server: Server) -> None:
    """A page without Streamlit on which our script for rows runs; the test draws the rows."""
    page.goto(f"{server.address}/login")
    page.evaluate((ROOT / "modules" / "web" / "assets" / "row.js").read_text("utf-8"))


def test_who_opens_a_row_goes_on_in_it_even_if_its_first_field_is_replaced(
    page: Page, server: Server
) -> None:
    """A busy server sends the page in pieces: the new row first stands around the old one's fields.

    What the reader presses later is not taken away again.
    """
    with_row_script(page, server)
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<div data-testid=stApp"
        " data-test-script-state=running><div class=st-key-open-X2><input aria-label=old></div>')"
    )
    expect(page.get_by_label("old")).to_be_focused()
    page.evaluate("document.querySelector('.st-key-open-X2').innerHTML = '<input aria-label=new>'")
    expect(page.get_by_label("new")).to_be_focused()

    page.evaluate("document.querySelector('[data-testid]').dataset.testScriptState = 'notRunning'")
    page.evaluate(
        "document.activeElement.blur(); document.body.append(document.createElement('p'))"
    )

    assert page.evaluate("document.activeElement === document.body")


def test_who_closes_a_row_goes_on_at_its_line_even_if_that_is_drawn_later(
    page: Page, server: Server
) -> None:
    """A busy server sends the page in pieces: the open row goes before its line is there."""
    with_row_script(page, server)
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend',"
        " '<div class=st-key-open-X1><input aria-label=row></div>')"
    )
    expect(page.get_by_label("row")).to_be_focused()
    page.evaluate("document.querySelector('.st-key-open-X1').remove()")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend',"
        " '<div class=st-key-go-X1><button>line</button></div>')"
    )
    expect(page.get_by_role("button", name="line")).to_be_focused()
