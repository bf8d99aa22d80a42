"""The form of the weekly page as a person uses it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from course.store.sheets import SheetKey, create_account, open_sheet, save_sheet
from exercises.weekly.sheet import (
    WEEK,
    WeeklySheet,
    add_row,
    begin_week,
    change_row,
    from_example,
    monday_of,
)
from modules.services import course
from tests.modules.conftest import Visitor, today, words
from tests.modules.forms import choose, labels, press, whole, widget, write

CASE = {"tool": "weekly", "subject": "case"}
KEY = SheetKey("weekly", "case", "us")


def this_monday() -> date:
    return monday_of(today())


def saved(learner: Visitor, key: SheetKey = KEY) -> WeeklySheet:
    """What is in the database now."""
    with learner.store.reading() as db:
        return WeeklySheet.model_validate(open_sheet(db, learner.actor, key).data or {})


def keep(learner: Visitor, sheet: WeeklySheet) -> None:
    """Save as another device would."""
    with learner.store.writing() as db:
        base = open_sheet(db, learner.actor, KEY).revision
        data = sheet.model_dump(mode="json")
        save_sheet(db, learner.actor, KEY, data, base, datetime.now(UTC))


def example(kind: str) -> WeeklySheet:
    return from_example(course().tools["weekly"].examples[kind], today())


def last_week() -> WeeklySheet:
    """A page of last week with two lines, of which the first is done."""
    sheet = begin_week(WeeklySheet(), this_monday() - WEEK)
    sheet, one = add_row(sheet, sheet.weeks[0], "info", text="核对 22 张工单", owner="樊军")
    sheet, _two = add_row(sheet, sheet.weeks[0], "chance", text="请罗文签日子", owner="周然")
    return change_row(sheet, one, state="done", result="22 张核完")


@pytest.fixture
def begun(learner: Visitor) -> AppTest:
    """A tab in which this week was begun."""
    return whole(press(learner.open("tool", CASE), "begin"))


@pytest.fixture
def filled(learner: Visitor) -> AppTest:
    """A tab on the worked example as one's own page."""
    keep(learner, example("full"))
    return learner.open("tool", CASE)


def test_an_empty_page_offers_to_begin_this_week(learner: Visitor) -> None:
    tab = learner.open("tool", CASE)

    assert not tab.exception
    assert "点「开始这一周」" in words(tab)
    assert "开始这一周" in labels(tab)
    assert "加一条" not in labels(tab)
    assert "站在谁的位置" not in [control.label for control in tab.segmented_control]


def test_a_begun_week_has_three_kinds_to_fill(learner: Visitor, begun: AppTest) -> None:
    assert labels(begun).count("加一条") == 3
    assert [week.monday for week in saved(learner).weeks] == [this_monday()]


def test_every_field_of_a_line_is_saved(learner: Visitor, begun: AppTest) -> None:
    tab = whole(press(begun, "add-info"))
    for name, text in (
        ("text", "宜宾 22 张报修单逐张写几点派、几点到"),
        ("leaves", "一张到场时间表"),
        ("owner", "樊军"),
        ("result", "22 张核完"),
    ):
        tab = whole(write(tab, f"W1-{name}", text))
    tab = whole(widget(tab, "pills", "W1-day").set_value(2).run())
    choose(tab, "W1-state", "done")

    row = saved(learner).row("W1")
    assert (row.text, row.leaves) == ("宜宾 22 张报修单逐张写几点派、几点到", "一张到场时间表")
    assert (row.owner, row.result, row.state) == ("樊军", "22 张核完", "done")
    assert row.day == this_monday() + timedelta(days=2)


def test_no_kind_offers_a_fourth_line(learner: Visitor, filled: AppTest) -> None:
    assert labels(filled).count("加一条") == 2
    assert "三条写满了" in words(filled)


def test_a_new_week_takes_over_what_was_not_done(learner: Visitor) -> None:
    keep(learner, last_week())
    tab = learner.open("tool", CASE)
    assert "上一页还有 1 条没有做完，会带过来" in words(tab)

    tab = whole(press(tab, "begin"))

    sheet = saved(learner)
    assert sheet.newest is not None
    (row,) = sheet.of(sheet.newest)
    assert (row.text, row.before, row.since) == ("请罗文签日子", "W2", this_monday() - WEEK)
    assert "带过来 1 条没做完的" in words(tab)
    assert "第 2 周" in words(tab)

    press(tab, "undo")
    assert saved(learner) == last_week()


def test_next_week_is_begun_early_at_most_once(learner: Visitor, filled: AppTest) -> None:
    assert "提前开始下一周" in labels(filled)

    tab = whole(press(filled, "begin"))

    assert "提前开始下一周" not in labels(tab)
    assert saved(learner).newest.monday == this_monday() + WEEK  # type: ignore[union-attr]


def test_an_older_week_is_opened_and_mended(learner: Visitor, filled: AppTest) -> None:
    older = saved(learner).ordered[1]

    tab = whole(widget(filled, "selectbox", "-week").set_value(older.id).run())
    tab = whole(press(tab, "go-weekly-case-us-W5"))
    write(tab, "W5-result", "罗文签了")

    assert saved(learner).row("W5").result == "罗文签了"


def test_the_lean_and_the_hours_are_saved(learner: Visitor, begun: AppTest) -> None:
    tab = whole(choose(begun, "-lean", "cover"))
    tab = whole(write(tab, "-why", "换了首席运营官"))
    for name, number in (("info", "4.5"), ("cover", "2.5"), ("chance", "5"), ("outside", "8")):
        tab = whole(write(tab, f"{name}_hours", number))

    (week,) = saved(learner).weeks
    assert (week.lean, week.why) == ("cover", "换了首席运营官")
    assert week.hours == {"info": 4.5, "cover": 2.5, "chance": 5, "outside": 8}
    assert "归不进的占 40%" in words(tab)
    assert "上周有 8 小时归不进三项" in words(tab)
    whole(write(tab, "outside_hours", ""))
    assert "outside" not in saved(learner).weeks[0].hours


def test_a_line_changes_its_kind_only_to_one_with_room(learner: Visitor, filled: AppTest) -> None:
    tab = whole(press(filled, "go-weekly-case-us-W7"))
    kinds = widget(tab, "radio", "W7-kind")
    assert kinds.options == ["情报", "机会"]

    assert not kinds.set_value("chance").run().exception

    assert saved(learner).row("W7").kind == "chance"


def test_a_deleted_line_comes_back(learner: Visitor, filled: AppTest) -> None:
    tab = whole(press(filled, "go-weekly-case-us-W8"))
    tab = whole(press(tab, "W8-delete"))
    assert "已删除“常州的比功率按月列一张表，带表号”" in words(tab)

    press(tab, "undo")

    assert len(saved(learner).rows) == 12


def test_a_customer_of_ones_own_has_its_own_pages(learner: Visitor) -> None:
    with learner.store.writing() as db:
        account = create_account(db, learner.actor, "远景机电", datetime.now(UTC))

    tab = learner.open("tool", {**CASE, "subject": str(account)})
    press(tab, "begin")

    assert len(saved(learner, SheetKey("weekly", str(account), "us")).weeks) == 1
    assert saved(learner) == WeeklySheet()


@pytest.mark.parametrize("kind", ["full", "half"])
def test_the_examples_are_read_and_not_edited(learner: Visitor, kind: str) -> None:
    tab = learner.open("tool", {**CASE, "sheet": kind})

    assert not tab.exception
    assert "情报与信息管理" in words(tab)
    assert not [f for f in tab.text_input if f.key.startswith("weekly-")]
    assert not {"加一条", "开始这一周"} & set(labels(tab))
