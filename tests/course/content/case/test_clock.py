"""Months of the case on the calendar of whoever reads."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.content.case.book import month_offset
from course.content.case.clock import dated, month_of, spoken, written

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("month", "on_the_calendar", "in_words"),
    [
        ("T0", "2026 年 11 月", "这个月"),
        ("T−1", "2026 年 10 月", "上个月"),
        ("T+1", "2026 年 12 月", "下个月"),
        ("T−3", "2026 年 8 月", "3 个月前"),
        ("T+2", "2027 年 1 月", "2 个月后"),
        ("T−24", "2024 年 11 月", "24 个月前"),
    ],
)
def test_a_month_counts_from_the_readers_own(month, on_the_calendar, in_words):
    assert written(month, TODAY) == on_the_calendar
    assert spoken(month) == in_words


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-99, 99))
def test_going_there_and_back_leads_to_the_same_month(today: date, offset: int):
    month = "T0" if offset == 0 else f"T{'−' if offset < 0 else '+'}{abs(offset)}"
    there = month_of(month, today)
    assert (there.year - today.year) * 12 + there.month - today.month == month_offset(month)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("计划 T+8 投产", "计划 2027 年 7 月投产"),
        ("T−10 停机以后", "2026 年 1 月停机以后"),
        ("按 T−3 到 T+2 的评分", "按 2026 年 8 月到 2027 年 1 月的评分"),
        ("保压记录，T−2；电费表", "保压记录，2026 年 9 月；电费表"),
        ("T0 起 90 天", "2026 年 11 月起 90 天"),
        ("行业报 T-bill，T9", "行业报 T-bill，T9"),
        ("T−12 至 T−1", "2025 年 11 月至 2026 年 10 月"),
    ],
)
def test_months_inside_a_sentence_are_written_out(text, shown):
    assert dated(text, TODAY) == shown
