"""Punctuation and phrases: what is told, and what is left alone."""

import pytest

from course.content.wording import phrase_slips, punctuation_slips


@pytest.mark.parametrize(
    "text",
    [
        "汉字,汉字",
        "汉字:12",
        "汉字(注)",
        "毛利 (万元)",
        "PEST(外部)",
        "PEST,然后",
        "真的?",
        "完了.",
        "等等...",
        '他说"好"',
        "先看--再写",
        "1-3 年",
        "记 -15 分",
        "**重点**:汉字".replace("**", ""),
        "**汉字**:甲",
        "[汉字](https://a.example),汉字",
    ],
)
def test_half_width_punctuation_beside_chinese_is_told(text):
    assert list(punctuation_slips(text))


@pytest.mark.parametrize(
    "text",
    [
        "下午 12:30 开会",
        "下午12:30开会",
        "{term}`PEST` 和 {n} 条",
        "见 [汉字](https://a.example/x) 一文",
        "见 https://a.example/a?b=1,2 一文",
        "| 格 | 看什么 |\n|:--|--:|\n| P | 法规 |",
        "用 `print(汉字, 1)` 试",
        "```\n汉字, 汉字\n```",
        "1. 先看\n2. 再写",
        "1.2 亿元，29%，4,800 万元",
        "F. J. Aguilar 1967 年的《Scanning the Business Environment》",
        "rapidbi.com/history-of-pest-analysis。",
        "[^1]: 来源",
        "汉字。[^1]",
        "::: figure pest case",
        "{#score}",
        "2026-11-23 发布",
        "T−5，−15 分，1–3 年",
        "型号 A-12，B-3 年检",
        "P0–P3（四级）",
        "Key Account Management (KAM)",
    ],
)
def test_sound_punctuation_is_left_alone(text):
    assert list(punctuation_slips(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "数据赋能业务",
        "竞争日益激烈",
        "要对需求进行深入挖掘",
        "双方进行了一次沟通",
        "通过使用 PEST，使销售能够洞察环境",
        "具有重要的战略可行性",
        "让我们开始",
        "好的，让我们开始",
        "加油！",
        "您先看这里",
        "太好了！",
        "实现价值最大化",
        "学完这门课，你的业绩会提高三成",
        "本课程能提升销售额",
        "上完这一单元，销量多两成",
        "「没有两分钱改变不了的忠诚」，科特勒这样说",
    ],
)
def test_phrases_that_say_nothing_are_told(text):
    assert list(phrase_slips(text))


@pytest.mark.parametrize(
    "text",
    [
        "空压机每月加油一次",
        "机械抓手上的气管",
        "互助力量",
        "想让我们赢的人",
        "项目进行中，进行到第三步",
        "他通过评审，使用新站",
        "通过初审的客户再打分",
        "具有两种可能",
        "秦岚问：「让我们怎么信？」",
        "把“为客户赋能！”改成一个数",
        "《价值最大化》一书",
        "会议每日益发紧张",
        "「学完以后，大客户业绩年内提升 20%。」",
        "本课不许诺业绩提升",
        "按本课的算法，销售额增长的客户也要看贡献",
    ],
)
def test_sound_sentences_are_left_alone(text):
    assert list(phrase_slips(text)) == []


def test_the_line_and_the_words_around_are_told():
    (slip,) = punctuation_slips("第一行\n第二行，毛利(万元，估)要算")
    assert slip.line == 1
    assert "毛利(万元" in slip.message
