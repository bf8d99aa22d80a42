"""Filling in the forms in a real browser: what only a browser can tell of them.

The first words typed into some fields draw the whole sheet anew, because they count elsewhere in
it; the field must keep the cursor and every letter all the same.
"""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, settled
from tests.browser.learner import Learner
from tests.browser.reader import until


def test_a_score_asks_for_a_deed_and_typing_it_keeps_the_cursor(page: Page, server: Server) -> None:
    learner = Learner(server)
    learner.opens(page, "competence")
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
    until(
        page,
        lambda: learner.saved("competence").rating("needs").before.deed == "恒屿的访谈记录",
    )


def test_the_first_words_of_a_contract_keep_the_cursor_and_call_up_its_frame(
    page: Page, server: Server
) -> None:
    learner = Learner(server)
    learner.opens(page, "contract")
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

    sheet = learner.saved("contract")
    assert sheet.row("C1").what == "约见苏晴，问她最缺哪个数"
    assert sheet.reminder == "秦岚，每月最后一个周五"


def test_totals_are_typed_one_after_the_other_and_a_list_is_pasted(
    page: Page, server: Server
) -> None:
    learner = Learner(server)
    learner.opens(page, "concentration")
    for label, number in (
        ("期间", "近 12 个月"),
        ("公司收入（万元）", "12000"),
        ("公司净利（万元）", "732"),
    ):
        field = page.get_by_label(label, exact=True)
        field.fill(number)
        field.press("Tab")
    settled(page)

    page.get_by_role("button", name="从表格粘贴").click()
    area = page.get_by_role("textbox", name="从表格粘贴")
    area.fill("恒屿新能源\t1,720\t498.8\t172\n润禾食品\t780\t257.4\t46.8")
    page.get_by_role("button", name="读进来").click()

    expect(page.get_by_text("读进 2 家。")).to_be_visible()
    expect(page.get_by_text("贡献毛利 −326.8 万元，相当于净利的 44.6%")).to_be_visible()
    sheet = learner.saved("concentration")
    assert (sheet.period, sheet.company_revenue, sheet.net_profit) == ("近 12 个月", 12000, 732)
    assert len(sheet.rows) == 2


def test_a_week_is_begun_and_a_line_written_with_its_day(page: Page, server: Server) -> None:
    learner = Learner(server)
    learner.opens(page, "weekly")

    page.get_by_role("button", name="开始这一周").click()
    page.locator(".st-key-weekly-case-us-add-cover").get_by_role("button").click()
    field = page.get_by_label("做什么", exact=True)
    field.press_sequentially("见苏晴", delay=30)
    page.wait_for_timeout(1200)
    field.press_sequentially(" 30 分钟", delay=30)
    page.get_by_label("留下什么", exact=True).fill("带回季报要填哪几个数")
    page.get_by_label("谁", exact=True).fill("周然")
    page.get_by_role("radiogroup", name="哪天（周）").or_(
        page.get_by_role("group", name="哪天（周）")
    ).get_by_text("四", exact=True).click()

    until(page, lambda: learner.saved("weekly").rows[0].day is not None)
    (row,) = learner.saved("weekly").rows
    assert (row.text, row.leaves, row.owner) == ("见苏晴 30 分钟", "带回季报要填哪几个数", "周然")
    assert row.day.weekday() == 3


def test_typing_a_response_keeps_the_cursor_and_is_saved(page: Page, server: Server) -> None:
    learner = Learner(server, "forces")
    learner.opens(page, "forces")
    field = page.get_by_label("应对", exact=True).first

    field.fill("")
    field.press_sequentially("先给苏晴", delay=30)
    expect(page.get_by_text("是最强的两种之一")).to_have_count(0)
    page.wait_for_timeout(1200)
    field.press_sequentially("看电耗", delay=30)
    page.get_by_label("谁先动").first.focus()
    settled(page)

    expect(field).to_have_value("先给苏晴看电耗")
    until(page, lambda: learner.saved("forces").force("buyers").response == "先给苏晴看电耗")


def test_weights_are_typed_one_after_the_other_with_the_tab_key(page: Page, server: Server) -> None:
    learner = Learner(server, "forces")
    learner.opens(page, "forces")
    first = page.get_by_label("新进入者的权重")

    first.fill("0.25")
    first.press("Tab")
    settled(page)
    page.get_by_label("供方的权重").fill("")
    page.get_by_label("供方的权重").press("Tab")
    settled(page)

    expect(page.get_by_text("1 种力量还没有权重")).to_be_visible()
    expect(first).to_have_value("0.25")
    sheet = learner.saved("forces")
    assert (sheet.force("entry").weight, sheet.force("suppliers").weight) == (0.25, None)


def test_scores_change_the_box_and_typing_keeps_the_cursor(page: Page, server: Server) -> None:
    learner = Learner(server, "ge")
    learner.opens(page, "ge")
    page.locator(".st-key-tap-ge-case-us-U1").get_by_role("button").click()
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
    until(page, lambda: learner.saved("ge").row("U1").reason == "一号站是一次性的收入，第二年重算")
    assert learner.saved("ge").row("U1").scores["B1"] == 4
