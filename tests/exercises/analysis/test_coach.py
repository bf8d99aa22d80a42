"""Every rule once where it speaks and once where it is silent."""

from datetime import date
from typing import Any

import pytest

from course.content.words import ToolWords
from exercises.analysis.coach import coach, says_part
from exercises.analysis.sheet import AnalysisSheet, Finding, Seen, from_example
from exercises.coaching import Advice

TODAY = date(2026, 11, 23)
GOOD = {
    "decision": "明年给恒屿留几个工程师",
    "conclusion": "宜宾由 130 到 80 万元，常州由 240 到 340 万元",
    "next_step": "周三去宜宾库房看备件柜",
    "owner": "周然",
    "due": TODAY,
}


def sheet(*rows: dict[str, Any], data: str = "") -> AnalysisSheet:
    return AnalysisSheet(
        rows=tuple(Finding.model_validate({**GOOD, **row}) for row in rows), data=data
    )


def say(words: ToolWords, *rows: dict[str, Any], data: str = "") -> list[Advice]:
    return coach(sheet(*rows, data=data), words, TODAY)


def rules(advice: list[Advice], good: bool = False) -> set[str]:
    return {one.rule for one in advice if (one.level == "good") == good}


def test_an_empty_sheet_is_told_nothing(words: ToolWords) -> None:
    assert coach(AnalysisSheet(), words, TODAY) == []


def test_the_full_example_is_only_praised(words: ToolWords) -> None:
    found = coach(from_example(words.examples["full"], TODAY), words, TODAY)

    assert rules(found) == set()
    assert rules(found, good=True) >= {"AN1", "AN3", "AN6", "AN7", "AN8", "G6"}


def test_the_half_example_begins_in_silence(words: ToolWords) -> None:
    assert coach(from_example(words.examples["half"], TODAY), words, TODAY) == []


LONG, SHORT = Seen(months=12), Seen(months=3)
APART = Seen(months=12, sample=20, apart=("宜宾基地", "常州基地"))


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        (
            "AN1",
            {"id": "value", "conclusion": "恒屿的贡献比润禾高出不少，值得再加人"},
            {"id": "value", "conclusion": "恒屿的贡献 326.8 万元，比润禾多一半"},
        ),
        (
            "AN2",
            {"id": "development", "conclusion": "恒屿的收入在下降，少了 40 万元", "seen": SHORT},
            {"id": "development", "conclusion": "恒屿的收入在下降，少了 40 万元", "seen": LONG},
        ),
        (
            "AN2",
            {"id": "development", "conclusion": "这个月下滑了 40 万元", "seen": LONG},
            {"id": "development", "conclusion": "后半年下滑了 400 万元", "seen": LONG},
        ),
        (
            "AN3",
            {"id": "satisfaction", "conclusion": "净推荐值 0，不好不坏", "seen": APART},
            {"id": "satisfaction", "conclusion": "净推荐值：宜宾 −60，常州 +60", "seen": APART},
        ),
        (
            "AN4",
            {"id": "satisfaction", "conclusion": "净推荐值 50", "seen": Seen(sample=5)},
            {"id": "satisfaction", "conclusion": "净推荐值 50", "seen": Seen(sample=10)},
        ),
        (
            "AN4",
            {"id": "satisfaction", "conclusion": "净推荐值 50", "seen": Seen(sample=2)},
            {
                "id": "satisfaction",
                "conclusion": "净推荐值 50，只有 2 份，先当线索",
                "seen": Seen(sample=2),
            },
        ),
        (
            "AN5",
            {"id": "behaviour", "conclusion": "间隔的系数 0.42，很有规律", "seen": Seen(sample=5)},
            {"id": "behaviour", "conclusion": "间隔的系数 0.09，像钟", "seen": Seen(sample=24)},
        ),
        (
            "AN6",
            {"id": "value", "conclusion": "恒屿收入 1,720 万元，排第一"},
            {"id": "value", "conclusion": "恒屿收入 1,720 万元，贡献 326.8 万元"},
        ),
        ("AN7", {"id": "value", "next_step": ""}, {"id": "value"}),
        ("AN7", {"id": "value", "next_step": "加强和宜宾基地的日常联系"}, {"id": "value"}),
        ("AN8", {"id": "value", "decision": ""}, {"id": "value"}),
        (
            "AN9",
            {"id": "behaviour", "conclusion": "间隔拉到 58 天，因为他们换了供货的"},
            {"id": "behaviour", "conclusion": "间隔拉到 58 天，先去问换没换供货的"},
        ),
        (
            "G6",
            {"id": "behaviour", "conclusion": "还行"},
            {"id": "behaviour", "conclusion": "间隔拉到 58 天，最后一单 30 万元"},
        ),
    ],
)
def test_a_rule_speaks_where_it_should_and_nowhere_else(
    words: ToolWords, rule: str, wrong: dict[str, Any], right: dict[str, Any]
) -> None:
    spoken = [one for one in say(words, wrong) if one.rule == rule and one.level != "good"]
    assert [one.row for one in spoken] == [wrong["id"]]
    assert all("{" not in one.say + one.why + one.do for one in spoken)
    assert rule not in rules(say(words, right))


def test_conclusions_on_other_rows_are_to_be_looked_at_again(words: ToolWords) -> None:
    old = {"id": "value", "seen": Seen(data="old", months=12)}

    assert "AN10" in rules(say(words, old, data="new"))
    assert "AN10" not in rules(say(words, old, data="old"))
    assert "AN10" not in rules(say(words, old))


def test_two_conclusions_that_say_the_same_are_told(words: ToolWords) -> None:
    assert "G4" in rules(say(words, {"id": "value"}, {"id": "one"}))
    assert "G4" not in rules(say(words, {"id": "value"}))


def test_a_part_is_named_by_the_first_two_characters_too() -> None:
    assert says_part("宜宾在跌", "宜宾基地")
    assert says_part("锦川的钱按到场算", "锦川机电")
    assert not says_part("恒屿在跌", "宜宾基地")
    assert not says_part("恒屿在跌", "")
