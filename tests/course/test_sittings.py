"""Many saves told by sitting."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from course.sittings import LONGEST, PAUSE, Save, sittings

BEGIN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def saves(*seconds: float) -> list[Save]:
    """Saves so many seconds after nine o'clock, newest first."""
    found = [Save(n, BEGIN + timedelta(seconds=at)) for n, at in enumerate(sorted(seconds), 1)]
    return found[::-1]


def test_quick_edits_are_one_sitting_and_stand_for_its_last() -> None:
    (one,) = sittings(saves(0, 1, 2, 60))

    assert (one.first.revision, one.last.revision, len(one.saves)) == (1, 4, 4)


def test_a_long_pause_begins_another_sitting() -> None:
    found = sittings(saves(0, 30, 30 + PAUSE.total_seconds()))

    assert [[one.revision for one in sitting.saves] for sitting in found] == [[3], [2, 1]]


def test_a_long_evening_is_told_in_parts() -> None:
    found = sittings(saves(*range(0, 2 * 3600, 60)))

    assert len(found) == 3
    assert all(one.last.saved_at - one.first.saved_at < LONGEST for one in found)


def test_the_minutes_of_a_sitting_are_the_last_saves_in_them() -> None:
    (one,) = sittings(saves(1, 20, 59, 61, 119, 200))

    assert [save.revision for save in one.minutes] == [6, 5, 3]


def test_without_saves_there_is_no_sitting() -> None:
    assert sittings([]) == []


@given(st.lists(st.integers(0, 200_000), max_size=60))
def test_every_save_is_in_exactly_one_sitting_in_its_order(seconds: list[int]) -> None:
    given_saves = saves(*seconds)

    found = sittings(given_saves)

    assert [save for one in found for save in one.saves] == given_saves
    for one in found:
        assert one.minutes[0] == one.last
        assert set(one.minutes) <= set(one.saves)
