"""The SWOT in a real browser: what only a browser can tell, and its sheet as a file and back."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, settled
from tests.browser.learner import Learner
from tests.browser.reader import until

TEXT = "恒屿要求 24 个月内单位电耗降 10%"


@pytest.fixture
def learner(server: Server) -> Learner:
    return Learner(server, "pest", "forces")


def test_an_offer_is_taken_and_worded_without_losing_the_cursor(
    page: Page, learner: Learner
) -> None:
    learner.opens(page, "swot")
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

    expect(field).to_have_value(TEXT)
    until(page, lambda: [row.text for row in learner.saved("swot").rows] == [TEXT])
    assert learner.saved("swot").rows[0].origins[0].row == "P1"


@pytest.mark.parametrize("kind", ["Excel", "JSON"])
def test_a_sheet_is_taken_out_and_brought_back(
    page: Page, learner: Learner, tmp_path: Path, kind: str
) -> None:
    full = learner.fill("swot")
    learner.opens(page, "swot")
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
    assert len(learner.saved("swot").rows) == 11
    page.locator("[class*=st-key-bring-] input[type=file]").set_input_files(file)
    expect(page.get_by_text("文件里有 12 条，现在这张表里有 11 条")).to_be_visible()
    page.get_by_role("button", name="换成文件里的").click()
    expect(page.get_by_text("已换成文件里的 12 条。")).to_be_visible()
    settled(page)

    assert learner.saved("swot") == full
