"""The matrix in a real browser: the keyboard and the cursor."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, settled
from tests.browser.learner import Learner
from tests.browser.reader import until


def scale(page: Page, cell: str) -> Locator:
    return page.get_by_role("radiogroup", name=f"{cell} 的分")


def test_a_column_is_scored_with_the_keyboard_alone(page: Page, server: Server) -> None:
    learner = Learner(server, "swot")
    learner.opens(page, "confrontation")
    first = scale(page, "S1×O1").get_by_role("radio").first
    expect(first).to_be_visible()
    settled(page)  # a page that is still being drawn may put another button in its place
    first.focus()
    expect(first).to_be_focused()

    for _ in range(6):
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
    until(page, lambda: len(learner.saved("confrontation").rows) == 6)
    assert {cell.score for cell in learner.saved("confrontation").rows} == {1}

    settled(page)
    page.keyboard.press("Control+Enter")

    expect(scale(page, "S1×O2").get_by_role("radio").first).to_be_focused()


def test_opening_the_page_does_not_take_the_keyboard_into_the_matrix(
    page: Page, server: Server
) -> None:
    learner = Learner(server, "swot")
    learner.opens(page, "confrontation")
    expect(scale(page, "S1×O1")).to_be_visible()
    settled(page)

    inside = "document.activeElement.closest('[class*=st-key-cell-]') !== null"
    assert page.evaluate(inside) is False


def test_a_reason_keeps_the_cursor_while_it_is_saved(page: Page, server: Server) -> None:
    learner = Learner(server, "swot")
    learner.opens(page, "confrontation")
    scale(page, "S2×O1").get_by_role("radio").last.click()
    field = page.get_by_label("理由", exact=True)
    expect(field).to_be_visible()

    field.press_sequentially("12 个站", delay=30)
    expect(page.get_by_text("S2×O1 打了 ++，还没有写理由")).to_have_count(0)
    page.wait_for_timeout(1200)
    field.press_sequentially("实测 11%", delay=30)
    expect(field).to_be_focused()
    page.keyboard.press("Tab")

    until(page, lambda: learner.saved("confrontation").cell("S2×O1").reason == "12 个站实测 11%")
