"""Numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.numbers import read_number, write_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,720", 1720),
        ("１７２０", 1720),
        (" 0.25 ", 0.25),
        ("−326.8", -326.8),
        ("-3", -3),
        (".5", 0.5),
        ("12.", 12),
        ("", None),
        ("　", None),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, value: float | None) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize("text", ["一千", "12 万", "1,72", "3%", "1e5", "nan", "1-2", "¥5", "Ⅻa"])
def test_what_is_no_number_is_told_in_chinese(text: str) -> None:
    with pytest.raises(ValueError, match="只写数字"):
        read_number(text)


def test_bounds_are_told_with_their_number() -> None:
    with pytest.raises(ValueError, match="不能大于 1，"):
        read_number("1.2", most=1)
    with pytest.raises(ValueError, match="不能小于 0，"):
        read_number("-1", least=0)
    assert read_number("1", least=0, most=1) == 1


def test_a_whole_number_is_an_int_and_a_part_is_refused() -> None:
    assert isinstance(read_number("28", whole=True), int)
    with pytest.raises(ValueError, match="整数"):
        read_number("2.5", whole=True)


@given(st.floats(-1e12, 1e12, allow_nan=False).map(lambda value: round(value, 4)))
def test_a_number_written_is_read_back(value: float) -> None:
    assert read_number(write_number(value)) == value


def test_nothing_is_written_for_no_number() -> None:
    assert write_number(None) == ""
    assert write_number(1720) == "1,720"
    assert write_number(-0.25) == "−0.25"
