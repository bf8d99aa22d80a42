from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from course.content.case.loading import load_case
from course.settings import ROOT
from exercises.weekly.sheet import (
    WEEK,
    Task,
    WeeklySheet,
    add_row,
    begin_week,
    change_row,
    change_week,
    done,
    entries,
    from_example,
    is_written,
    monday_of,
    next_monday,
    outside_share,
)
from tests.exercises.weekly.conftest import MONDAY, TODAY, page, sheets, task, tool_words

TASKS = {"information": "info", "coverage": "cover", "value": "chance", None: "outside"}


def test_of_the_20_hours_of_the_log_8_belong_to_none_of_the_three(full: WeeklySheet) -> None:
    log = load_case(ROOT / "content" / "zh" / "case").team.log
    spent = dict.fromkeys(TASKS.values(), 0.0)
    for line in log:
        spent[TASKS[line.task]] += line.hours

    oldest = full.ordered[-1]

    assert dict(oldest.hours) == spent == {"info": 4.5, "cover": 2.5, "chance": 5, "outside": 8}
    assert outside_share(oldest.hours) == pytest.approx(0.4)


def test_of_the_last_week_of_the_example_four_of_five_are_done(full: WeeklySheet) -> None:
    this, last, first = full.ordered

    assert done(full, last) == (5, 4, 1)
    assert done(full, last).share == pytest.approx(0.8)
    assert (done(full, this).planned, done(full, this).open) == (7, 7)
    assert done(full, first).share is None


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_the_example_never_grows_old(today: date) -> None:
    sheet = from_example(tool_words().examples["full"], today)

    assert sheet.newest is not None
    assert sheet.newest.monday == monday_of(today)
    assert all(monday_of(row.day) == row.week for row in sheet.rows if row.day)
    carried = sheet.row("W6")
    assert (carried.since, carried.weeks) == (sheet.row("W5").week, 2)


def test_a_new_week_takes_over_what_is_not_done() -> None:
    sheet = page(
        task(1, state="done"),
        task(2, state="missed", result="卡在备件"),
        task(3, since=MONDAY - WEEK),
        task(4, text="", leaves="", owner=""),
    )

    later = begin_week(sheet, MONDAY + WEEK)

    new = later.of(later.week("2026-11-30"))
    assert [(row.before, row.since, row.weeks) for row in new] == [
        ("W2", MONDAY, 2),
        ("W3", MONDAY - WEEK, 3),
    ]
    assert [row.id for row in new] == ["W5", "W6"]
    assert all((row.state, row.result, row.day) == (None, "", None) for row in new)
    assert later.rows[:4] == sheet.rows


def test_a_day_that_is_still_to_come_stays() -> None:
    day = MONDAY + timedelta(days=9)
    later = begin_week(page(task(1, day=day)), MONDAY + WEEK)

    assert later.rows[-1].day == day


def test_a_week_is_begun_once_and_on_a_monday() -> None:
    sheet = begin_week(WeeklySheet(), MONDAY)

    with pytest.raises(ValueError, match="not a new week"):
        begin_week(sheet, MONDAY)
    with pytest.raises(ValueError, match="not a new week"):
        begin_week(sheet, TODAY)


def test_the_next_week_is_this_one_and_then_the_one_after_it() -> None:
    assert next_monday(WeeklySheet(), TODAY) == MONDAY
    old = begin_week(WeeklySheet(), MONDAY - 5 * WEEK)
    assert next_monday(old, TODAY) == MONDAY
    this = begin_week(old, MONDAY)
    assert next_monday(this, TODAY) == MONDAY + WEEK
    assert next_monday(begin_week(this, MONDAY + WEEK), TODAY) is None


@given(sheets())
def test_nothing_unfinished_is_lost_and_nothing_done_comes_again(sheet: WeeklySheet) -> None:
    newest = sheet.newest
    assert newest is not None
    left = [row for row in sheet.of(newest) if is_written(row) and row.state != "done"]

    later = begin_week(sheet, newest.monday + WEEK)

    assert later.newest is not None
    new = later.of(later.newest)
    assert sorted(row.before or "" for row in new) == sorted(row.id for row in left)
    assert [row.text for row in new] == [row.text for row in left]
    assert all(row.since is not None and row.since < later.newest.monday for row in new)
    assert later.rows[: len(sheet.rows)] == sheet.rows


@given(sheets())
def test_every_line_is_counted_once(sheet: WeeklySheet) -> None:
    counts = [done(sheet, week) for week in sheet.weeks]

    assert sum(count.planned for count in counts) == entries(sheet)
    assert all(count.open >= 0 for count in counts)
    for week in sheet.weeks:
        kinds = [done(sheet, week, kind).planned for kind in ("info", "cover", "chance")]
        assert sum(kinds) == done(sheet, week).planned
        part = outside_share(week.hours)
        assert part is None or 0 <= part <= 1 + 1e-9


@given(sheets())
def test_a_sheet_comes_back_from_its_data_as_it_was(sheet: WeeklySheet) -> None:
    assert WeeklySheet.model_validate(sheet.model_dump(mode="json")) == sheet


def test_lines_and_weeks_are_changed_in_place() -> None:
    sheet = begin_week(WeeklySheet(), MONDAY)
    sheet, row_id = add_row(sheet, sheet.weeks[0], "cover")

    assert change_row(sheet, row_id, owner="樊军").row(row_id).owner == "樊军"
    assert change_week(sheet, "2026-11-23", lean="info").weeks[0].lean == "info"
    with pytest.raises(ValidationError):
        change_row(sheet, row_id, state="maybe")
    with pytest.raises(KeyError):
        change_week(sheet, "2026-11-30", lean="info")
    with pytest.raises(ValidationError):
        WeeklySheet.model_validate({"weeks": [{"id": "2026-13-99"}]})
    with pytest.raises(ValidationError):
        WeeklySheet(rows=(sheet.rows[0], sheet.rows[0]))


def test_a_line_counts_its_weeks() -> None:
    assert task().weeks == 1
    assert task(since=MONDAY - 2 * WEEK).weeks == 3
    assert Task(id="W1", week=MONDAY, kind="info", since=MONDAY + WEEK).weeks == 1
