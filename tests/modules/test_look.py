"""What every page shows alike."""

from datetime import UTC, datetime, tzinfo
from types import SimpleNamespace

import pytest

from modules import look


class EarlyInShanghai(datetime):
    """A clock that stands at 00:30 of 23 November in Shanghai."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return datetime(2026, 11, 22, 16, 30, tzinfo=UTC).astimezone(tz)


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Asia/Shanghai", 23), ("America/New_York", 22), (None, 22), ("Nowhere/Else", 22)],
)
def test_today_is_the_day_it_is_for_the_reader(
    monkeypatch: pytest.MonkeyPatch, zone: str | None, day: int
) -> None:
    monkeypatch.setattr(look, "datetime", EarlyInShanghai)
    monkeypatch.setattr(look.st, "context", SimpleNamespace(timezone=zone))

    assert (look.today().month, look.today().day) == (11, day)
