"""The main job as a learner does it: from the first page to a passed quiz, and all of it again
after the browser was closed, on a desk and on a phone."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from course.content.items import Item
from course.people.accounts import list_users
from course.people.rights import Actor, Role
from course.store.attempts import Mode, draft_of, start_draft
from course.store.engine import Db
from course.store.reading import answers, readings
from course.store.sheets import SheetKey, accounts_of, open_sheet
from exercises.pest.sheet import PestSheet
from modules.demo.answering import answer_to, right_answer
from modules.services import course
from tests.browser.conftest import OpenBrowser, Server, settled, sign_in
from tests.browser.look import assert_no_sideways_scroll
from tests.browser.reader import OPENING, PEST, Reader, one_of_each_type, until

UNIT = course().unit_by_slug["opportunity"]
CHANGE = "基地所在省明年起按单位电耗考核电池厂"
DEVICES = [("wide", False), ("phone", True)]


def ask(server: Server, question: Callable[[Db], Any]) -> Any:
    """What the server's database says now."""
    store = server.store()
    try:
        with store.reading() as db:
            return question(db)
    finally:
        store.close()


def someone(server: Server, login: str) -> Actor:
    """A new learner."""
    return Actor(server.add_person(login), login, "周然", Role.LEARNER)


def browser(open_browser: OpenBrowser, size: str, touch: bool) -> Reader:
    """A fresh browser on one of the devices."""
    context = open_browser(size, has_touch=touch, is_mobile=touch)
    return Reader(context.new_page(), touch)


def sheet_of(server: Server, actor: Actor, subject: str = "case") -> PestSheet:
    """What is saved of one PEST sheet."""
    key = SheetKey("pest", subject, "us")
    state = ask(server, lambda db: open_sheet(db, actor, key))
    return PestSheet.model_validate(state.data or {})


def write_row(reader: Reader, sheet: str) -> None:
    """Write one whole row of the sheet that is open."""
    page = reader.page
    reader.press(reader.at(f"{sheet}-add-P").get_by_role("button"))
    page.get_by_label("外面发生了什么").fill(CHANGE)
    page.get_by_label("对谁、改变什么").fill("动力部要在两年内拿出降电耗的办法")
    reader.press(page.get_by_role("radio", name="▲ 机会"))
    expect(page.get_by_role("radio", name="▲ 机会")).to_be_checked()
    for name, points in (("影响", "5"), ("概率", "4")):
        scale = page.get_by_role("radiogroup", name=name, exact=True)
        reader.press(scale.get_by_role("radio", name=points, exact=True))
        expect(scale.get_by_role("radio", name=points, exact=True)).to_be_checked()
    reader.press(page.get_by_role("button", name="加一条证据"))
    page.get_by_label("来源").fill("省发改委征求意见稿")
    reader.press(page.get_by_role("button", name=re.compile("^写好了")))
    expect(page.get_by_text("▲ 机会 +20").or_(page.get_by_text("机会 +20")).first).to_be_visible()


def answer_paper(reader: Reader, server: Server, actor: Actor, mode: Mode) -> None:
    """Answer all questions of the open draft rightly, wherever they are on the page."""
    draft = ask(server, lambda db: draft_of(db, actor, UNIT.slug, mode))
    items = [course().item_by_id[id_] for id_ in draft.item_ids]
    for number, item in enumerate(items, 1):
        if mode == "practice":
            said = f"第 {number} 题，共 {len(items)} 题"
            expect(reader.page.get_by_role("img", name=said)).to_be_visible()
            settled(reader.page)
        key = f"q-{UNIT.slug}-{mode}-{item.id}"
        given = right_answer(item.question)
        reader.answer(item, given, f"{key}-{draft.seed}", draft.seed)
        until(reader.page, lambda item=item, given=given: saved(server, actor, mode, item) == given)
        if mode == "practice":
            reader.press(reader.at(f"{key}-check").get_by_role("button"))
            expect(reader.page.locator(".verdict")).to_have_text("对。")
            reader.press(reader.at(f"next-{number - 1}").get_by_role("button"))


def saved(server: Server, actor: Actor, mode: Mode, item: Item) -> Any:
    """The answer to `item` in the draft, as the database has it."""
    draft = ask(server, lambda db: draft_of(db, actor, UNIT.slug, mode))
    return draft.answers.get(item.id) if draft else None


@pytest.mark.parametrize(("size", "touch"), DEVICES)
def test_a_person_alone_learns_a_whole_unit_and_finds_everything_again(
    empty_server: Server, open_browser: OpenBrowser, size: str, touch: bool
) -> None:
    server, reader = empty_server, browser(open_browser, size, touch)
    page = reader.page
    page.goto(server.address)
    page.get_by_label("怎么称呼你").fill("周然")
    reader.press(page.get_by_role("button", name="开始学习"))
    expect(page.get_by_role("heading", name="七个单元")).to_be_visible()
    (row,) = ask(server, list_users)
    actor = Actor(row.id, row.login, row.name, row.role)

    reader.press(reader.at("tap-unit-3").get_by_role("link"))
    expect(page.get_by_role("heading", name="大客户机会管理")).to_be_visible()
    reader.press(reader.at("tap-lesson-pest").get_by_role("link"))
    reader.read_to_the_end(PEST, actor)
    expect(page.get_by_text(OPENING)).to_be_visible()
    kept = ask(server, lambda db: answers(db, actor, "pest"))
    assert kept["opening"] == OPENING
    assert ask(server, lambda db: readings(db, actor))["pest"].finished_at is not None

    reader.press(reader.at("section-done").get_by_role("button"))
    expect(page.get_by_role("heading", name="PEST 宏观环境分析表")).to_be_visible()
    write_row(reader, "pest-case-us")
    reader.press_button("加一个自己的客户")
    page.get_by_label("新客户叫什么").fill("润禾食品")
    page.get_by_label("新客户叫什么").press("Enter")
    expect(page.get_by_role("radio", name="润禾食品", exact=True, checked=True)).to_be_visible()
    (account,) = ask(server, lambda db: accounts_of(db, actor))
    write_row(reader, f"pest-{account.id}-us")
    assert [row.factor for row in sheet_of(server, actor).rows] == [CHANGE]
    assert [row.factor for row in sheet_of(server, actor, str(account.id)).rows] == [CHANGE]

    page.context.close()
    reader = browser(open_browser, size, touch)
    page = reader.page
    page.goto(server.address)
    reader.press_button("继续学习")
    expect(page.get_by_role("radio", name="润禾食品", exact=True, checked=True)).to_be_visible()
    expect(page.get_by_text(CHANGE).first).to_be_visible()
    page.goto(f"{server.address}/opportunity")
    expect(page.get_by_text("案例 1 条 · 我的客户 1 条")).to_be_visible()
    expect(reader.at("tap-lesson-pest").get_by_text("已完成")).to_be_visible()

    reader.press(reader.at("tap-practice").get_by_role("link"))
    reader.press_button("开始练习")
    expect(page.get_by_role("radio", name="一次一题")).to_be_checked()
    answer_paper(reader, server, actor, "practice")
    reader.press_button("结束练习，看结果")
    expect(page.get_by_role("heading", name="练了 10 题，10 题全对")).to_be_visible()
    reader.press_button("去做单元测验")
    reader.press_button("开始测验")
    reader.press(page.get_by_role("radio", name="全部列出"))
    expect(page.get_by_role("heading", name="第 10 题")).to_be_visible()
    answer_paper(reader, server, actor, "assessment")
    assert_no_sideways_scroll(page)
    reader.press_button("去交卷")
    expect(page.get_by_text("10 题都答了。")).to_be_visible()
    reader.press_button("交卷，看结果")
    expect(page.get_by_role("heading", name="100 分，通过")).to_be_visible()

    page.goto(server.address)
    expect(reader.at("tap-unit-3").get_by_text("100 分")).to_be_visible()


def test_who_failed_tries_again_and_the_better_attempt_counts(
    server: Server, open_browser: OpenBrowser
) -> None:
    actor, reader = someone(server, "retry"), browser(open_browser, "wide", False)
    page = reader.page
    sign_in(page, server, actor.login, f"/quiz?unit={UNIT.slug}&mode=assessment")
    reader.press_button("开始测验")
    expect(page.get_by_role("img", name="第 1 题，共 10 题")).to_be_visible()
    reader.press(page.get_by_role("radio", name="全部列出"))
    reader.press_button("去交卷")
    expect(page.get_by_text("10 题都还没有作答。")).to_be_visible()
    reader.press_button("交卷，看结果")
    expect(page.get_by_role("heading", name="0 分，未通过")).to_be_visible()
    expect(page.get_by_text("没有作答。")).to_have_count(10)
    reader.press_button("再测一次")
    expect(page.get_by_text("第 1 次 · 0 分")).to_be_visible()
    reader.press_button("再测一次")
    reader.press(page.get_by_role("radio", name="全部列出"))
    expect(page.get_by_role("heading", name="第 10 题")).to_be_visible()
    answer_paper(reader, server, actor, "assessment")
    reader.press_button("去交卷")
    reader.press_button("交卷，看结果")
    expect(page.get_by_role("heading", name="100 分，通过")).to_be_visible()
    page.goto(f"{server.address}/opportunity")
    expect(page.get_by_text("最好 100 分")).to_be_visible()


def test_every_type_of_question_is_answered_checked_and_answered_again_by_finger(
    server: Server, open_browser: OpenBrowser
) -> None:
    items = one_of_each_type()
    assert {item.question.type for item in items} == {
        "single", "multiple", "truefalse", "ordering", "matching", "numeric",
    }  # fmt: skip
    actor, reader = someone(server, "types"), browser(open_browser, "phone", True)
    page, seed = reader.page, 7
    begin(server, actor, "practice", items, seed)
    sign_in(page, server, actor.login, f"/quiz?unit={UNIT.slug}&mode=practice")
    reader.press_button("继续上次")
    for number, item in enumerate(items, 1):
        expect(page.get_by_role("img", name=f"第 {number} 题，共 {len(items)} 题")).to_be_visible()
        settled(page)
        key = f"q-{UNIT.slug}-practice-{item.id}"
        wrong = wrong_answer(item)
        reader.answer(item, wrong, f"{key}-{seed}", seed)
        until(
            page,
            lambda item=item, wrong=wrong: saved(server, actor, "practice", item) == wrong,
        )
        assert_no_sideways_scroll(page)
        reader.press_button("看理由")
        expect(page.locator(".verdict")).to_be_visible()
        expect(page.locator(".verdict")).not_to_have_text("对。")
        assert_no_sideways_scroll(page)
        page.reload()
        expect(page.locator(".verdict")).to_be_visible()
        settled(page)
        reader.press_button("再答一次")
        expect(page.locator(".verdict")).to_have_count(0)
        reader.answer(item, right_answer(item.question), f"{key}-{seed}-1", seed)
        reader.press_button("看理由")
        expect(page.locator(".verdict")).to_have_text("对。")
        reader.press(reader.at(f"next-{number - 1}").get_by_role("button"))
    expect(page.get_by_text(f"{len(items)} 题都答了。")).to_be_visible()


def begin(server: Server, actor: Actor, mode: Mode, items: list[Item], seed: int) -> None:
    """A draft with these very questions."""
    store = server.store()
    with store.writing() as db:
        start_draft(
            db,
            actor,
            unit=UNIT.slug,
            mode=mode,
            seed=seed,
            item_ids=[item.id for item in items],
            now=datetime.now(UTC),
        )
    store.close()


def wrong_answer(item: Item) -> Any:
    """An answer that gets no full marks, in the form in which the page stores it."""

    class Chance:
        """Always the first of what could be wrong."""

        def random(self) -> float:
            return 1.0

        def choice(self, given: list[Any]) -> Any:
            return given[0]

        def randint(self, _low: int, _high: int) -> int:
            return 0

    return answer_to(item.question, 0.0, Chance())  # type: ignore[arg-type]


def test_a_reload_in_the_middle_of_everything_loses_nothing(
    server: Server, open_browser: OpenBrowser
) -> None:
    actor, reader = someone(server, "reload"), browser(open_browser, "wide", False)
    page = reader.page
    sign_in(page, server, actor.login, "/lesson?lesson=pest")
    reader.reads(PEST, 0)
    page.get_by_label("你的判断").press_sequentially(OPENING)
    page.reload()
    expect(page.get_by_label("你的判断")).to_have_value(OPENING)
    reader.press(reader.at("section-next").get_by_role("button"))
    reader.reads(PEST, 1)
    page.reload()
    reader.reads(PEST, 1)

    page.goto(f"{server.address}/tool?tool=pest&subject=case&side=us")
    reader.press(reader.at("pest-case-us-add-P").get_by_role("button"))
    page.get_by_label("外面发生了什么").press_sequentially(CHANGE)
    page.reload()
    until(page, lambda: [row.factor for row in sheet_of(server, actor).rows] == [CHANGE])
    # A row that was closed shows its words; one that is open still has them in the field.
    field, line = page.get_by_label("外面发生了什么"), page.get_by_text(CHANGE).filter(visible=True)
    expect(line.or_(field).first).to_be_visible()
    if field.count():
        expect(field).to_have_value(CHANGE)

    order = next(item for item in one_of_each_type() if item.question.type == "ordering")
    number = next(item for item in one_of_each_type() if item.question.type == "numeric")
    begin(server, actor, "assessment", [order, number], 7)
    page.goto(f"{server.address}/quiz?unit={UNIT.slug}&mode=assessment&q=1")
    reader.answer(order, right_answer(order.question), key_of(order), 7)
    page.reload()
    first = reader.at(f"order-{key_of(order)}").locator(".ord").first
    expect(first).to_contain_text("1")
    until(page, lambda: saved(server, actor, "assessment", order) == right_answer(order.question))
    reader.press(reader.at("next-0").get_by_role("button"))
    field = reader.at(key_of(number)).get_by_role("textbox")
    field.press_sequentially("12")
    page.reload()
    expect(field).to_have_value("12")
    until(page, lambda: saved(server, actor, "assessment", number) == 12)
    expect(page.get_by_role("img", name="第 2 题，共 2 题")).to_be_visible()
    page.goto(server.address)
    reader.press_button("继续学习")
    expect(page.get_by_role("img", name="第 2 题，共 2 题")).to_be_visible()


def reload_unheard(page: Page) -> None:
    """Reload a page whose last messages do not reach the server, as on an overloaded machine."""
    page.evaluate("WebSocket.prototype.send = () => {}")
    page.reload()


LEAVE_AND_BE_BUSY = """() => {
  document.activeElement.blur();
  const busy = () => { const end = Date.now() + 700; while (Date.now() < end); };
  setTimeout(busy, 8);  // once the text is on its way
}"""
"""By the time it looks up, the page has been told that a run began and that it ended."""


def unsaved(page: Page) -> list[str]:
    """The texts that the tab keeps because they may not be saved yet."""
    kept = page.evaluate("Object.values(JSON.parse(sessionStorage.unsaved).notes)")
    return [note["now"] for note in kept]


def test_what_was_typed_is_there_after_a_reload_even_if_the_server_never_heard_of_it(
    server: Server, open_browser: OpenBrowser
) -> None:
    actor, reader = someone(server, "unheard"), browser(open_browser, "wide", False)
    page = reader.page
    sign_in(page, server, actor.login, "/lesson?lesson=pest")
    reader.reads(PEST, 0)
    page.get_by_label("你的判断").press_sequentially(OPENING)
    reload_unheard(page)
    expect(page.get_by_label("你的判断")).to_have_value(OPENING)
    until(page, lambda: ask(server, lambda db: answers(db, actor, "pest")) == {"opening": OPENING})
    until(page, lambda: unsaved(page) == [])

    page.goto(f"{server.address}/tool?tool=pest&subject=case&side=us")
    reader.press(reader.at("pest-case-us-add-P").get_by_role("button"))
    page.get_by_label("外面发生了什么").press_sequentially(CHANGE)
    reload_unheard(page)
    expect(page.get_by_label("外面发生了什么")).to_have_value(CHANGE)
    until(page, lambda: [row.factor for row in sheet_of(server, actor).rows] == [CHANGE])
    until(page, lambda: unsaved(page) == [])

    number = next(item for item in one_of_each_type() if item.question.type == "numeric")
    begin(server, actor, "assessment", [number], 7)
    page.goto(f"{server.address}/quiz?unit={UNIT.slug}&mode=assessment&q=1")
    field = reader.at(key_of(number)).get_by_role("textbox")
    field.press_sequentially("12")
    reload_unheard(page)
    expect(field).to_have_value("12")
    until(page, lambda: saved(server, actor, "assessment", number) == 12)


def test_a_text_is_crossed_out_even_if_the_page_was_too_busy_to_see_it_saved(
    server: Server, open_browser: OpenBrowser
) -> None:
    actor, reader = someone(server, "busy"), browser(open_browser, "wide", False)
    page = reader.page
    sign_in(page, server, actor.login, "/tool?tool=pest&subject=case&side=us")
    reader.press(reader.at("pest-case-us-add-P").get_by_role("button"))
    page.get_by_label("外面发生了什么").fill(CHANGE)

    page.evaluate(LEAVE_AND_BE_BUSY)

    until(page, lambda: [row.factor for row in sheet_of(server, actor).rows] == [CHANGE])
    until(page, lambda: unsaved(page) == [])


def test_after_a_reload_nothing_typed_covers_what_was_saved_elsewhere_meanwhile(
    server: Server, open_browser: OpenBrowser
) -> None:
    actor, reader = someone(server, "meanwhile"), browser(open_browser, "wide", False)
    page, path = reader.page, "/lesson?lesson=pest"
    sign_in(page, server, actor.login, path)
    reader.reads(PEST, 0)
    other = page.context.new_page()
    other.goto(f"{server.address}{path}")
    other.get_by_label("你的判断").fill("在另一处写的")
    other.get_by_label("你的判断").press("Tab")
    expect(other.locator(".saved")).to_contain_text("已保存")
    page.get_by_label("你的判断").press_sequentially(OPENING)
    reload_unheard(page)
    expect(page.get_by_label("你的判断")).to_have_value("在另一处写的")
    until(page, lambda: unsaved(page) == [])


def test_what_one_person_typed_is_not_shown_to_the_next_in_the_same_tab(
    server: Server, open_browser: OpenBrowser
) -> None:
    first, reader = someone(server, "first"), browser(open_browser, "wide", False)
    second, page = someone(server, "second"), reader.page
    sign_in(page, server, first.login, "/lesson?lesson=pest")
    reader.reads(PEST, 0)
    page.get_by_label("你的判断").press_sequentially(OPENING)
    page.evaluate("WebSocket.prototype.send = () => {}")
    page.goto(f"{server.address}/logout")
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/login")
    assert OPENING not in page.evaluate("JSON.stringify(sessionStorage)")
    sign_in(page, server, second.login, "/lesson?lesson=pest")
    reader.reads(PEST, 0)
    assert unsaved(page) == []
    expect(page.get_by_label("你的判断")).to_have_value("")


def key_of(item: Item) -> str:
    """The key under which the assessment drawn with seed 7 asks `item`."""
    return f"q-{UNIT.slug}-assessment-{item.id}-7"


def test_two_tabs_on_one_sheet_lose_nothing_whichever_way_one_chooses(
    server: Server, open_browser: OpenBrowser
) -> None:
    actor, reader = someone(server, "tabs"), browser(open_browser, "wide", False)
    page, path = reader.page, "/tool?tool=pest&subject=case&side=us"
    sign_in(page, server, actor.login, path)
    reader.press(reader.at("pest-case-us-add-P").get_by_role("button"))
    page.get_by_label("外面发生了什么").fill(CHANGE)
    page.get_by_label("外面发生了什么").press("Tab")
    until(page, lambda: [row.factor for row in sheet_of(server, actor).rows] == [CHANGE])
    other = page.context.new_page()
    other.goto(f"{server.address}{path}")
    other.get_by_role("button", name="编辑").click()
    other.get_by_label("外面发生了什么").fill(f"{CHANGE}（另一处）")
    other.get_by_label("外面发生了什么").press("Tab")
    until(other, lambda: sheet_of(server, actor).row("P1").factor == f"{CHANGE}（另一处）")

    page.get_by_label("外面发生了什么").fill(f"{CHANGE}（这里）")
    page.get_by_label("外面发生了什么").press("Tab")
    expect(page.get_by_text("这张表在另一处有更新的版本")).to_be_visible()
    assert sheet_of(server, actor).row("P1").factor == f"{CHANGE}（另一处）"
    reader.press_button("比较两处改动")
    row = page.get_by_role("row", name="P1 外面发生了什么")
    expect(row).to_contain_text(f"{CHANGE}（这里）")
    expect(row).to_contain_text(f"{CHANGE}（另一处）")
    reader.press_button("改用新的版本")
    expect(page.get_by_text("你这里的 1 处改动没有用上")).to_be_visible()
    expect(page.get_by_text("这张表在另一处有更新的版本")).to_have_count(0)
    reader.press_button("撤销")
    until(page, lambda: sheet_of(server, actor).row("P1").factor == f"{CHANGE}（这里）")
    other.reload()
    expect(other.get_by_text(f"{CHANGE}（这里）").first).to_be_visible()


@pytest.mark.parametrize(
    ("path", "sight"),
    [
        ("/lesson?lesson=pest&section=gate", "过一道门槛"),
        ("/tool?tool=pest&subject=case&side=customer", "PEST 宏观环境分析表"),
        ("/quiz?unit=opportunity&mode=practice", "第三单元 · 练习"),
    ],
)
def test_a_link_to_one_place_survives_signing_in(
    server: Server, open_browser: OpenBrowser, path: str, sight: str
) -> None:
    page = open_browser("phone").new_page()
    actor = someone(server, path.partition("?")[0].strip("/"))
    sign_in(page, server, actor.login, path)
    expect(page.get_by_role("heading", name=sight)).to_be_visible()
    assert page.url == f"{server.address}{path}"
