from hypothesis import given
from hypothesis import strategies as st

from exercises.general import likeness


def test_punctuation_width_and_case_do_not_make_texts_different() -> None:
    assert likeness("电价上涨，ＡＢ 线", "电价上涨ab线。") == 1


def test_texts_without_two_characters_are_like_nothing() -> None:
    assert likeness("", "") == 0
    assert likeness("电", "电") == 0


def test_likeness_is_shared_pairs_over_all_pairs() -> None:
    assert likeness("甲乙丙", "甲乙丁") == 1 / 3


@given(st.text(), st.text())
def test_likeness_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)
