"""Printed sums are worked out again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.content.arithmetic import wrong_sums

RIGHT = [
    "5×4=20",
    "1.2 亿元×29%=3,480 万元",
    "174÷3,480=5%，影响 3 分",
    "4,000 kW×72%×8,000 h×0.68 元=1,566.7 万元",
    "净值 54−27=27",
    "1,720×19%=326.8 万元",
    "25÷45=0.556",
    "（1,720+4,800）÷（12,000+4,800）=38.8%",
    "（0.90−0.71）÷0.90=21.1%",
    "0.25×4+0.15×3=1.45",
    "144 万≈1,200 万×12%",
    "2×3=6×1",
]
WRONG = ["5×4=21", "54−27=26", "1,720×19%=336.8 万元", "（5+4）×2=13", "25÷45=0.566"]


@pytest.mark.parametrize("text", RIGHT)
def test_a_sum_that_holds_is_passed_over(text: str) -> None:
    assert list(wrong_sums(text)) == []


@pytest.mark.parametrize("text", WRONG)
def test_a_sum_that_does_not_hold_is_told(text: str) -> None:
    assert len(list(wrong_sums(text))) == 1


def test_a_mistake_that_somebody_makes_in_the_text_is_left_alone() -> None:
    assert list(wrong_sums("他写的是“5×4=21”，少看了一格。")) == []


@given(st.integers(1, 9999), st.integers(1, 9999), st.integers(1, 500))
def test_any_product_is_right_as_printed_and_wrong_when_moved(a: int, b: int, off: int) -> None:
    assert not list(wrong_sums(f"{a:,}×{b:,}={a * b:,}"))
    moved = a * b + off
    if moved not in (a * b * 100, a * b // 100):
        assert list(wrong_sums(f"{a:,}×{b:,}={moved:,}"))


@given(st.text())
def test_no_text_makes_it_fail(text: str) -> None:
    list(wrong_sums(text))
