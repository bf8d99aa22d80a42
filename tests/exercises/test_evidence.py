from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.evidence import at_latest, dated, months_before, read_date, write_date

days = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-09-30", date(2026, 9, 30)),
        ("2026-09", date(2026, 9, 1)),
        (" 2026/9/3 ", date(2026, 9, 3)),
        ("2026年9月", date(2026, 9, 1)),
        ("2026年9月30日", date(2026, 9, 30)),
        ("2026.9", date(2026, 9, 1)),
        ("", None),
    ],
)
def test_dates_are_read_as_people_type_them(typed: str, day: date | None) -> None:
    assert read_date(typed) == day


@pytest.mark.parametrize("typed", ["九月", "2026", "2026-13", "2026-02-30", "30-09-2026", "昨天"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_date(typed)


@given(days)
def test_a_date_written_is_read_back(day: date) -> None:
    assert read_date(write_date(day)) == day


def test_a_month_before_a_long_month_ends_with_the_short_one() -> None:
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 15), 13) == date(2024, 12, 15)


@given(days, st.integers(0, 60))
def test_months_before_counts_months(today: date, months: int) -> None:
    then = months_before(today, months)

    assert (today.year - then.year) * 12 + today.month - then.month == months
    assert then.day <= today.day


@given(days)
def test_the_first_of_a_month_may_mean_any_day_of_it(day: date) -> None:
    last = at_latest(day.replace(day=1))

    assert last.month == day.month
    assert (last + timedelta(days=1)).day == 1


def test_an_example_says_how_many_months_ago_and_never_grows_old() -> None:
    row = {"id": "P1", "evidence": [{"text": "通知", "months_ago": 6}, {"text": "无日期"}]}

    assert dated(row, date(2026, 11, 23))["evidence"] == [
        {"text": "通知", "date": date(2026, 5, 1)},
        {"text": "无日期"},
    ]
    assert dated({"id": "P1"}, date(2026, 11, 23))["evidence"] == []
