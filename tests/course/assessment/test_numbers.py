import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.assessment.answers import is_answer
from course.assessment.numbers import NotANumberError, read_number
from tests.course.assessment import questions


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", 12),
        ("-12", -12),
        ("−12", -12),
        ("－１２", -12),
        ("–12", -12),
        ("１，２００．５", 1200.5),
        ("1,200", 1200),
        ("12,345,678", 12345678),
        ("+3", 3),
        (".5", 0.5),
        ("5.", 5),
        ("3。5", 3.5),
        (" 1 200 ", 1200),
        ("12 万元", 12),
        ("12万元", 12),
        ("-0", 0),
    ],
)
def test_numbers_are_read_as_people_type_them(typed, number):
    assert read_number(typed, "万元") == number


def test_a_percent_sign_is_a_unit_where_percents_are_asked():
    assert read_number("5％", "%") == 5
    with pytest.raises(NotANumberError, match="不要写百分号"):
        read_number("5%", "分")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "请填一个数"),
        ("  ", "请填一个数"),
        ("1.2亿", "换算成“分”"),
        ("十二", "阿拉伯数字"),
        ("1.2.3", "小数点多了"),
        ("1,2", "隔开千位"),
        ("3×4", "算式或范围"),
        ("10-12", "算式或范围"),
        ("abc", "只能填数字"),
        ("--3", "只能填数字"),
        ("nan", "只能填数字"),
        ("1e5", "只能填数字"),
        ("9" * 40, "太大"),
    ],
)
def test_what_is_wrong_is_said(typed, reason):
    with pytest.raises(NotANumberError, match=reason):
        read_number(typed, "分")


@given(st.text(max_size=20))
def test_whatever_is_typed_is_a_number_or_gets_a_reason(typed):
    try:
        read = read_number(typed, "分")
    except NotANumberError as error:
        read = str(error)
    assert is_answer(questions.numeric(), read) or read.endswith("。")


@given(st.integers(-(10**12), 10**12))
def test_every_whole_number_is_read_back_with_and_without_commas(number):
    assert read_number(f"{number:,}", "元") == number
    assert read_number(str(number).replace("-", "−"), "元") == number
