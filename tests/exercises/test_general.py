from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from course.content.words import RuleWords, ToolWords
from exercises.general import Entry, general_advice, likeness


def test_a_tool_whose_words_lack_a_rule_is_not_asked_it() -> None:
    """A row without evidence and too short; the tool has words for repetitions only."""
    rule = RuleWords(level="should", say="{row} 和 {other} 写得很像。", why="-", do="-")
    words = ToolWords(
        id="some", title="-", short="-", purpose="-", lesson="some", coach={"G4": rule}
    )
    entries = [Entry("C1", "约见"), Entry("C2", "约见")]

    assert [told.rule for told in general_advice(words, entries, {}, date(2026, 11, 23))] == ["G4"]


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
