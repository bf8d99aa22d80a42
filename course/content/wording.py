"""Chinese as this course sets and writes it, as far as a program can tell.

Punctuation beside a Chinese character is full-width; some phrases say nothing and are not used, nor
is what nobody can vouch for: that a course raises sales, a quotation whose source was not found.
The lists are cautious: better to miss a fault than to blame a sound sentence.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from course.content.containers import code_lines
from course.content.slips import Slip
from course.language import _

_HAN = r"[\u3400-\u9fff\uf900-\ufaff「」『』《》]"
_UNIT = r" ?[%年月周天日分万亿个条人次倍]"

Patterns = tuple[tuple[re.Pattern[str], str], ...]
"""Patterns, each with what it leads to: an advice, or what is put in place of a match."""

_PUNCTUATION: Patterns = (
    (
        re.compile(rf"{_HAN}[,:;?!()]|[,:;?!()]{_HAN}|{_HAN}\.(?![\w.])|{_HAN}\.\.\."),
        _("汉字旁边用全角标点（，。：；？！（）……）"),
    ),
    (re.compile(rf"{_HAN}[\"']|[\"']{_HAN}"), _("汉字旁边的引号用“”或「」")),
    (re.compile(rf"{_HAN}--|--{_HAN}"), _("破折号写成 ——")),
    (re.compile(rf"\d-\d[\d,.]*{_UNIT}"), _("区间用 –，例如 1–3 年")),
    (re.compile(rf"(?<![\w\-–)）]) ?-\d[\d,.]*{_UNIT}"), _("负数用 −，例如 −15 分")),
)

_VERBS = (
    "分析|沟通|讨论|评估|调研|挖掘|梳理|总结|改进|优化|管理|判断|比较|选择|维护|拜访|访谈|打分|评分|"
    "交流|整理|研究|调整|设计|规划|确认|检查|复盘|改造|培训|汇报|测试|验证|了解|思考|学习|谈判|跟进|"
    "处理|核实|对比|排序|介绍|演示|说明|反馈|记录|合作|投资|审核|监控|预测|计算|解释"
)
_PHRASES: Patterns = (
    *(
        (re.compile(word), _("「{}」不用，换成具体的人、事、数").format(shown))
        for word, shown in (
            ("赋能", "赋能"),
            ("抓手(?![里上中机套])", "抓手"),
            ("颗粒度", "颗粒度"),
            ("底层逻辑", "底层逻辑"),
            ("干货", "干货"),
            ("众所周知", "众所周知"),
            ("不言而喻", "不言而喻"),
            ("显而易见", "显而易见"),
            ("综上所述", "综上所述"),
            ("值得注意的是", "值得注意的是"),
            ("在当今", "在当今"),
            ("(?<!每)日益", "日益"),
            ("(?<![协帮辅互])助力", "助力"),
            ("全方位", "全方位"),
            ("最大化", "最大化"),
            ("小伙伴", "小伙伴"),
            ("加油(?=$|[。，！!吧哦～])", "加油"),
            ("恭喜", "恭喜"),
            (r"(?:^|[，。；：？！\s])让我们", "让我们"),
        )
    ),
    (
        re.compile(rf"进行(?:了|着|过)?(?:[一两几]次|深入|全面|充分|有效|认真)?的?(?:{_VERBS})"),
        _("「进行＋动词」只留动词"),
    ),
    (re.compile(r"通过[^，。；：？！]{1,20}，?使(?![用命者馆])"), _("「通过…使…」改成谁做了什么")),
    (
        re.compile(r"具有[^，。；：？！、]{0,12}性(?![格质别能价命情])"),
        _("「具有…性」改成具体的事"),
    ),
    (
        # What a course does to sales nobody measured. A sentence with 不 or 没 denies it.
        re.compile(
            r"(?:本课|课程|这门课|学完|学了|上完)[^。；？不没]{0,20}"
            r"(?:(?:提升|提高|增加|增长)[^。；？，不没]{0,8}(?:销售额|业绩|销量|营收)"
            r"|(?:销售额|业绩|销量|营收)[^。；？，不没]{0,8}(?:提升|提高|增加|增长\d|翻|涨|多))"
        ),
        _("没有人能保证一门课提高业绩，只写能查到的改变"),
    ),
    (re.compile("您"), _("称「你」，不用「您」")),
    (re.compile("[！!]"), _("不用感叹号")),
)

_UNVERIFIED: Patterns = ((re.compile("两分钱"), _("这句引语查不到出处，不采用")),)
"""Not even as somebody's words: the outline quotes it, and no source was found (domain.md §1)."""

_SPEECH = re.compile(r"「[^「」]*」|『[^『』]*』|“[^“”]*”|《[^《》]*》")
_NOT_WORDS: Patterns = (
    (re.compile(r"`[^`]*`"), "`"),
    (re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)"), r"\1"),
    (re.compile(r"https?://[^\s\u3400-\u9fff，。；）]+"), "`"),
    (re.compile(r"\{[a-z_]*\}"), "`"),
    (re.compile(r"\[\^[^\]\s]*\]:?"), ""),
    (re.compile(r"\*+|^[#>\s]+"), ""),
)


def _any_of(patterns: Patterns) -> re.Pattern[str]:
    """Finds something wherever one of `patterns` does.

    Few lines have anything to find; asking once instead of for each pattern halves the time.
    """
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _advice in patterns))


_ANY_PUNCTUATION = _any_of(_PUNCTUATION)
_ANY_PHRASE = _any_of(_PHRASES)
_ANY_UNVERIFIED = _any_of(_UNVERIFIED)
_ANY_NOT_WORDS = _any_of(_NOT_WORDS)


def punctuation_slips(text: str) -> Iterator[Slip]:
    """Half-width punctuation beside Chinese; at most one of a kind per line."""
    yield from _find(_words(text), _PUNCTUATION, _ANY_PUNCTUATION)


def phrase_slips(text: str) -> Iterator[Slip]:
    """Phrases that are not used, most of them outside of what somebody is quoted with."""
    lines = _words(text)
    own = ((index, _SPEECH.sub("「」", words)) for index, words in lines)
    yield from _find(own, _PHRASES, _ANY_PHRASE)
    yield from _find(lines, _UNVERIFIED, _ANY_UNVERIFIED)


def _find(
    lines: Iterable[tuple[int, str]], rules: Patterns, any_rule: re.Pattern[str]
) -> Iterator[Slip]:
    for index, words in lines:
        if not any_rule.search(words):
            continue
        for pattern, advice in rules:
            match = pattern.search(words)
            if match:
                shown = words[max(match.start() - 4, 0) : match.end() + 4].strip()
                yield Slip(index, _("{}：「{}」。").format(advice, shown))


@lru_cache(maxsize=1)  # A text is asked for its punctuation, then for its phrases.
def _words(text: str) -> list[tuple[int, str]]:
    """What a reader reads of each line that is neither code nor the head of a container."""
    lines = text.split("\n")
    code = code_lines(lines)
    return [
        (index, _only_words(line))
        for index, line in enumerate(lines)
        if index not in code and not line.lstrip().startswith((":::", "{#"))
    ]


def _only_words(line: str) -> str:
    if not _ANY_NOT_WORDS.search(line):
        return line
    for pattern, instead in _NOT_WORDS:
        line = pattern.sub(instead, line)
    return line
