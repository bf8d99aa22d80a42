import re
from html import unescape

from hypothesis import given, settings

from exercises.weekly.figure import (
    SHOWN,
    by_kind,
    describe,
    planned_weeks,
    progress,
    span_of,
    table,
)
from exercises.weekly.lines import (
    hours_line,
    kind_head,
    lean_line,
    past_line,
    row_line,
    week_line,
    weekday,
)
from exercises.weekly.sheet import WEEK, Week, WeeklySheet, begin_week
from tests.exercises.weekly.conftest import MONDAY, page, sheets, task, tool_words

WORDS = tool_words()
NASTY = '<img src=x onerror="alert(1)">&{text}'


def text_of(html: str) -> str:
    return unescape(re.sub("<[^>]+>", " ", html))


def test_the_bars_show_what_became_of_each_week(full: WeeklySheet) -> None:
    figure = progress(full)

    assert [list(trace.y) for trace in figure.data] == [[4, 0], [1, 0], [0, 7]]
    assert [note.text for note in figure.layout.annotations] == ["4/5", "0/7"]
    assert describe(full).startswith("条形图，每周做完几条：11 月 16–22 日 做完 4/5")


def test_the_kinds_are_counted_over_all_weeks(full: WeeklySheet) -> None:
    done, rest = by_kind(full).data

    assert list(done.x) == [2, 1, 1]
    assert list(rest.x) == [2, 3, 3]


def test_only_the_last_weeks_are_drawn() -> None:
    sheet = page(task())
    for number in range(1, 12):
        sheet = begin_week(sheet, MONDAY + number * WEEK)

    assert len(planned_weeks(sheet)) == SHOWN
    assert planned_weeks(sheet)[-1] == sheet.newest


def test_the_table_has_every_number_of_the_figures(full: WeeklySheet) -> None:
    said = " ".join(text_of(table(full, WORDS)).split())

    assert "11 月 16–22 日 2/2 1/1 1/2 4/5 80%" in said
    assert "11 月 23–29 日 0/2 0/3 0/2 0/7 0%" in said
    assert "—" in said


def test_a_week_over_the_end_of_a_month_names_both() -> None:
    assert span_of(Week(id="2026-11-30")) == "11 月 30 日–12 月 6 日"


def test_a_line_says_who_when_and_since_when(full: WeeklySheet) -> None:
    said = text_of(row_line(WORDS, full.row("W6")))

    assert "樊军" in said
    assert "周五 11/27" in said
    assert "11 月 16 日那周起，第 2 周" in said
    assert "没做成" in text_of(row_line(WORDS, full.row("W5")))
    assert "谁？" in row_line(WORDS, task(owner="", day=None))
    assert weekday(task(day=None)) == ""


def test_the_week_is_summed_up_in_words(full: WeeklySheet) -> None:
    this, last, first = full.ordered

    assert "写了 5 条，做完 4 条，没做成 1 条" in week_line(WORDS, full, last)
    assert "还没有说" in week_line(WORDS, full, this)
    assert week_line(WORDS, full, first) == ""
    assert "合计 20 小时：情报 4.5，关系 2.5，机会 5，归不进 8。归不进的占 40%。" in hours_line(
        WORDS, first
    )
    assert hours_line(WORDS, last) == ""
    assert lean_line(WORDS, first) == ""
    assert "往哪一项偏：关系与沟通覆盖，邵敏" in lean_line(WORDS, last)


def test_what_was_typed_is_shown_and_never_run() -> None:
    texts = dict.fromkeys(("text", "leaves", "owner", "result"), NASTY)
    row = task(state="done", **texts)
    sheet = page(row, lean="info", why=NASTY)
    pages = (row_line(WORDS, row), past_line(WORDS, row), lean_line(WORDS, sheet.weeks[0]))

    assert all("<img" not in said for said in pages)


def test_for_projection_nothing_is_smaller_than_28_pixels(full: WeeklySheet) -> None:
    for figure in (progress(full, big=True), by_kind(full, big=True)):
        sizes = [note.font.size or 28 for note in figure.layout.annotations]
        sizes.append(figure.layout.legend.font.size or 28)
        assert min([*sizes, figure.layout.template.layout.font.size]) >= 28
        assert figure.layout.height == 540


@settings(max_examples=40)
@given(sheets())
def test_any_sheet_can_be_drawn_in_both_themes(sheet: WeeklySheet) -> None:
    for dark in (False, True):
        progress(sheet, dark=dark)
        by_kind(sheet, dark=dark)
    assert table(sheet, WORDS)
    assert describe(sheet)
    for row in sheet.rows:
        assert row_line(WORDS, row)
        assert past_line(WORDS, row)
    for week in sheet.weeks:
        assert kind_head(WORDS, sheet, week, "info")
        assert isinstance(hours_line(WORDS, week) + week_line(WORDS, sheet, week), str)
