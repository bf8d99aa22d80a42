"""For each rule one page of which it speaks and one of which it does not, and its praise."""

from datetime import timedelta

import pytest
from hypothesis import given

from exercises.weekly.coach import coach
from exercises.weekly.sheet import WEEK, WeeklySheet, begin_week, change_week, from_example
from tests.exercises.weekly.conftest import MONDAY, TODAY, page, sheets, task, tool_words

WORDS = tool_words()


def speaks(rule: str, about: WeeklySheet, today=TODAY) -> list[str | None]:
    """The lines of which the rule has something to say that is not praise."""
    told = coach(about, WORDS, today)
    return [one.row for one in told if one.rule == rule and one.level != "good"]


def praises(rule: str, about: WeeklySheet, today=TODAY) -> bool:
    return any(a.rule == rule and a.level == "good" for a in coach(about, WORDS, today))


def test_nothing_is_said_before_a_line_is_written() -> None:
    assert coach(WeeklySheet(), WORDS, TODAY) == []
    assert coach(page(task(text="", leaves="", owner="")), WORDS, TODAY) == []


def test_of_the_worked_example_there_is_only_good_to_say(full: WeeklySheet) -> None:
    assert [(a.rule, a.say) for a in coach(full, WORDS, TODAY) if a.level != "good"] == []


def test_the_half_filled_example_is_told_what_is_left() -> None:
    half = from_example(WORDS.examples["half"], TODAY)

    told = {a.rule for a in coach(half, WORDS, TODAY) if a.level != "good"}

    assert told == {"WK1", "WK2", "WK4", "WK5", "WK6", "WK7", "WK13", "WK16"}


def test_only_the_newest_week_is_judged() -> None:
    later = begin_week(page(task(owner="", state="done", result="一张表")), MONDAY + WEEK)

    assert coach(later, WORDS, TODAY) == []


def test_wk1_wants_somebody(full: WeeklySheet) -> None:
    assert speaks("WK1", page(task(1, owner=""), task(2))) == ["W1"]
    assert praises("WK1", full)


def test_wk2_wants_a_day() -> None:
    assert speaks("WK2", page(task(1, day=None), task(2))) == ["W1"]
    assert speaks("WK2", page(task())) == []


def test_wk3_wants_a_day_of_this_week() -> None:
    outside = MONDAY + timedelta(days=7)
    assert speaks("WK3", page(task(1, day=outside), task(2))) == ["W1"]
    assert speaks("WK3", page(task(1, day=MONDAY + timedelta(days=6)))) == []


def test_wk4_wants_something_left_behind(full: WeeklySheet) -> None:
    assert speaks("WK4", page(task(1, leaves=""), task(2))) == ["W1"]
    assert praises("WK4", full)


@pytest.mark.parametrize("text", ["跟进恒屿", "维护与采购的关系", "加强与动力部的沟通"])
def test_wk5_refuses_what_has_no_end(text: str) -> None:
    assert speaks("WK5", page(task(text=text, leaves="好印象"))) == ["W1"]


@pytest.mark.parametrize("leaves", ["罗文改过的一页", "一张到场时间表"])
def test_wk5_takes_such_a_word_where_something_is_left(leaves: str) -> None:
    assert speaks("WK5", page(task(text="跟进联锁试验", leaves=leaves))) == []


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("拜访宜宾 3 次", ""),
        ("见罗文", "拜访一次"),
        ("打电话", "31 个电话"),
        ("见罗文", "见面"),
    ],
)
def test_wk6_refuses_visits_as_a_result(text: str, leaves: str) -> None:
    assert speaks("WK6", page(task(text=text, leaves=leaves))) == ["W1"]


@pytest.mark.parametrize("leaves", ["一个见面的日期", "罗文签了日子的一页"])
def test_wk6_takes_what_comes_of_a_visit(leaves: str) -> None:
    assert speaks("WK6", page(task(text="拜访宜宾 1 次", leaves=leaves))) == []


def test_wk7_misses_a_kind(full: WeeklySheet) -> None:
    assert speaks("WK7", page(task(1), task(2, kind="cover"))) == [None]
    three = page(task(1), task(2, kind="cover"), task(3, kind="chance"))
    assert speaks("WK7", three) == []
    assert praises("WK7", full)


def test_wk8_sees_one_who_does_it_all(full: WeeklySheet) -> None:
    alone = [task(number, owner="周然") for number in range(1, 5)]
    assert speaks("WK8", page(*alone)) == [None]
    assert speaks("WK8", page(*alone[:3])) == []
    assert praises("WK8", full)


def test_wk9_speaks_in_the_third_week() -> None:
    assert speaks("WK9", page(task(1, since=MONDAY - 2 * WEEK), task(2))) == ["W1"]
    assert speaks("WK9", page(task(1, since=MONDAY - WEEK))) == []
    assert speaks("WK9", page(task(1, since=MONDAY - 2 * WEEK, state="done"))) == []


def test_wk10_wants_to_know_what_came_of_it() -> None:
    assert speaks("WK10", page(task(1, state="done"), task(2))) == ["W1"]
    assert speaks("WK10", page(task(1))) == []
    told = page(*(task(n, state="missed", result="卡在备件") for n in (1, 2, 3)))
    assert praises("WK10", told)


@pytest.mark.parametrize("text", ["打听他孩子在哪里上学", "给唐莉送礼", "记下那条传言"])
def test_wk11_refuses_what_is_private(text: str) -> None:
    assert speaks("WK11", page(task(text=text))) == ["W1"]
    assert speaks("WK11", page(task())) == []


@pytest.mark.parametrize("text", ["写周报，照抄订单", "回客户群里的问候", "路过宜宾"])
def test_wk12_knows_chores(text: str) -> None:
    assert speaks("WK12", page(task(text=text))) == ["W1"]
    assert speaks("WK12", page(task())) == []


def test_wk13_counts_hours_that_are_none_of_the_three(full: WeeklySheet) -> None:
    assert speaks("WK13", page(task(), hours={"info": 12, "outside": 8})) == [None]
    assert speaks("WK13", page(hours={"info": 12, "outside": 8})) == [None]
    assert speaks("WK13", page(task())) == []
    assert praises("WK13", full)


def test_wk14_asks_after_a_week_that_is_over() -> None:
    rows = [task(number) for number in (1, 2, 3)]
    over = TODAY + WEEK

    assert speaks("WK14", page(*rows), over) == [None]
    assert speaks("WK14", page(*rows), TODAY) == []
    assert speaks("WK14", page(*(task(n, state="done") for n in (1, 2, 3))), over) == []


def test_wk15_sees_plans_that_nobody_keeps(full: WeeklySheet) -> None:
    over = TODAY + WEEK
    poor = page(task(1, state="missed"), task(2, state="missed"), task(3, state="missed"))
    fair = page(task(1, state="done"), task(2, state="done"), task(3, state="missed"))

    assert speaks("WK15", poor, over) == [None]
    assert speaks("WK15", fair, over) == []
    assert praises("WK15", full)


def test_wk16_wants_lines_where_the_week_leans(full: WeeklySheet) -> None:
    two = (task(1), task(2), task(3, kind="cover"))
    assert speaks("WK16", page(*two, lean="cover")) == [None]
    assert speaks("WK16", page(*two, lean="info")) == []
    assert speaks("WK16", page(*two)) == []
    assert praises("WK16", full)
    assert full.newest is not None
    assert not praises("WK16", change_week(full, full.newest.id, why=""))


def test_wk17_sees_a_fourth_line_that_came_of_two_tabs() -> None:
    assert speaks("WK17", page(*(task(number) for number in range(1, 5)))) == [None]
    assert speaks("WK17", page(*(task(number) for number in range(1, 4)))) == []


@given(sheets())
def test_every_remark_has_its_words(about: WeeklySheet) -> None:
    for told in coach(about, WORDS, TODAY):
        assert told.say
        assert told.row is None or about.row(told.row)


def test_every_rule_of_the_words_is_known() -> None:
    assert list(WORDS.coach) == [f"WK{n}" for n in range(1, 18)]
