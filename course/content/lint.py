"""Rules of item writing that a program can check: Q1–Q21 of domain.md §5.

An error gives the answer away or breaks the bank's statistics and stops `python -m course check`;
a warning asks an author to look again. Rules look at wording only: whether the key is right is for
people. Sources of the rules: Haladyna, Downing & Rodriguez 2002; the NBME item-writing guide.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Literal

from course.content.course import Course
from course.content.items import (
    AnyQuestion,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Option,
    Ordering,
    SingleChoice,
    TrueFalse,
)

Severity = Literal["error", "warning"]

ALL_OR_NONE = re.compile(r"以上(都|均|皆|全)|都不对|都对$|[A-E甲乙丙][和与、][A-E甲乙丙]")
NEGATION = re.compile(
    r"不(?:是|属于|应|该|对|正确|合适|恰当|能|符合|包括)|非(?!常|凡)|除外|除了|错误"
)
ABSOLUTE = re.compile(r"一定|必须|必然|所有|任何|绝不|总是|永远|唯一|只要.*就|从不|完全")
VAGUE = re.compile(r"通常|往往|可能|有时|一般来说|大多")
UNFOCUSED = re.compile(r"^(?:关于|以下关于|下列关于).{0,30}(?:正确|错误|说法)")
DOUBLE_NEGATIVE = re.compile(
    r"(?:不|没有|未)[^，。？]{0,12}(?:不|没有|未|无)[^，。？]{0,4}(?:的是|吗)"
)
ABBREVIATION = re.compile(r"(?<![A-Za-z])[A-Z]{2,}(?![A-Za-z])")
WELL_KNOWN = frozenset({"PEST", "SWOT", "KW", "GWH", "KWH", "CEO", "COO", "CFO", "IT", "HR", "EMC"})
FULL_STOP = "。！？；"
NUMBER = re.compile(r"^[−-]?\d[\d,]*(?:\.\d+)?")
NUMBERS = re.compile(r"(?<![\d.])−?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, order=True)
class Finding:
    """One item (or the bank) breaking one rule. `item` is empty for a rule over the bank."""

    severity: Severity
    rule: str
    item: str
    message: str


def lint(course: Course) -> list[Finding]:
    """All findings over all items, errors first. Every rule runs; none stops another."""
    items = [item for unit in course.units for item in unit.items]
    found = [finding for item in items for rule in ITEM_RULES for finding in rule(item)]
    for bank_rule in BANK_RULES:
        found.extend(bank_rule(items))
    found.extend(undeclared_interpretation(course, items))
    return sorted(found)


def width(text: str) -> float:
    """Length as a reader sees it: a Chinese character counts 1, a Latin letter or digit a half."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def bigrams(text: str) -> set[str]:
    """Pairs of neighbouring characters, spaces and punctuation left out."""
    bare = re.sub(r"[\W_]", "", text)
    return {bare[i : i + 2] for i in range(len(bare) - 1)}


def jaccard(one: set[str], other: set[str]) -> float:
    """Share of common elements, 0 when both are empty."""
    return len(one & other) / len(one | other) if one | other else 0.0


def upper_tail(probabilities: Sequence[float], at_least: int) -> float:
    """P(X ≥ at_least) for a sum of independent trials with these chances (Poisson binomial)."""
    mass = [1.0]
    for chance in probabilities:
        mass = [
            (mass[k] if k < len(mass) else 0.0) * (1 - chance)
            + (mass[k - 1] * chance if k else 0.0)
            for k in range(len(mass) + 1)
        ]
    return sum(mass[at_least:])


def key_is_only_longest(question: SingleChoice) -> bool:
    """Whether the right option is longer than every other one."""
    key = next(option for option in question.options if option.correct)
    return all(width(key.text) > width(other.text) for other in question.options if other != key)


def _choice(item: Item) -> SingleChoice | None:
    return item.question if isinstance(item.question, SingleChoice) else None


def _options(question: AnyQuestion) -> tuple[Option, ...]:
    return question.options if isinstance(question, SingleChoice | MultipleChoice) else ()


def _error(rule: str, item: Item, message: str) -> Finding:
    return Finding("error", rule, item.id, message)


def _warning(rule: str, item: Item, message: str) -> Finding:
    return Finding("warning", rule, item.id, message)


def long_key(item: Item) -> Iterator[Finding]:
    """Q1: the key is more than 1.3 times as long as the distractors on average."""
    if (question := _choice(item)) is None:
        return
    key = next(width(option.text) for option in question.options if option.correct)
    others = [width(option.text) for option in question.options if not option.correct]
    mean = sum(others) / len(others)
    if key / mean > 1.3 and key - mean >= 2:
        yield _error(
            "Q1", item, f"正确选项太长：是干扰项平均长度的 {key / mean:.2f} 倍，改到 1.3 以内"
        )


def all_or_none(item: Item) -> Iterator[Finding]:
    """Q4: "all of the above" and its kin."""
    for option in _options(item.question):
        if ALL_OR_NONE.search(option.text):
            yield _error("Q4", item, f"选项“{option.text}”用了“以上都是”一类的写法，换成具体内容")


def hidden_negation(item: Item) -> Iterator[Finding]:
    """Q5: a negative stem whose negation is not set bold."""
    question_part = item.question.stem.rsplit("。", 1)[-1]
    if not question_part.endswith(("？", "：")) or isinstance(item.question, TrueFalse | Numeric):
        return
    asked = re.search(r"哪[^，。]*?(" + NEGATION.pattern + ")", question_part)
    if asked and not re.search(r"\*\*[^*]*" + re.escape(asked.group(1)), question_part):
        yield _error("Q5", item, f"题干用了否定“{asked.group(1)}”，改成肯定问法，或把否定词加粗")


def one_sided_words(item: Item) -> Iterator[Finding]:
    """Q6 and Q7: absolute words only in distractors, hedging words only in the key."""
    options = _options(item.question)
    keys = [option.text for option in options if option.correct]
    others = [option.text for option in options if not option.correct]
    if sum(bool(ABSOLUTE.search(text)) for text in others) >= 2 and not any(
        map(ABSOLUTE.search, keys)
    ):
        yield _warning("Q6", item, "绝对词（一定、所有、任何……）只出现在干扰项里，会提示答案")
    if keys and all(map(VAGUE.search, keys)) and not any(map(VAGUE.search, others)):
        yield _warning("Q7", item, "模糊词（通常、往往、可能……）只出现在正确项里，会提示答案")


def clang(item: Item) -> Iterator[Finding]:
    """Q8: the key shares at least twice as many word pairs with the stem as any distractor."""
    if (question := _choice(item)) is None:
        return
    stem = bigrams(question.stem)
    shared = {option.id: len(bigrams(option.text) & stem) for option in question.options}
    key = next(option.id for option in question.options if option.correct)
    best_other = max(count for id_, count in shared.items() if id_ != key)
    if shared[key] >= 3 and shared[key] >= 2 * max(best_other, 1):
        yield _warning("Q8", item, "正确项与题干重复的字明显多于干扰项，像回声一样提示了答案")


def overlapping_options(item: Item) -> Iterator[Finding]:
    """Q9: options that say nearly the same or contain one another."""
    for one, other in combinations(_options(item.question), 2):
        if one.text in other.text or other.text in one.text:
            yield _error("Q9", item, f"选项“{one.text}”与“{other.text}”互相包含")
        elif jaccard(bigrams(one.text), bigrams(other.text)) > 0.7:
            yield _error("Q9", item, f"选项“{one.text}”与“{other.text}”太像，分不出两种想法")


def unsorted_numbers(item: Item) -> Iterator[Finding]:
    """Q10: options that are numbers stand in ascending or descending order, and stay so."""
    if (question := _choice(item)) is None:
        return
    heads = [NUMBER.match(option.text) for option in question.options]
    values = [float(_plain_number(m.group())) for m in heads if m is not None]
    same_unit = {NUMBER.sub("", option.text) for option in question.options}
    if len(values) < len(heads) or len(same_unit) > 1:
        return
    if values not in (sorted(values), sorted(values, reverse=True)):
        yield _error("Q10", item, "数值选项要从小到大或从大到小排")
    elif question.order != "fixed":
        yield _error("Q10", item, "数值选项排好了序，还要写 order: fixed，呈现时才不会打乱")


def uneven_style(item: Item) -> Iterator[Finding]:
    """Q11: some options end with a full stop and some do not."""
    ends = {option.text[-1] in FULL_STOP for option in _options(item.question)}
    if len(ends) > 1:
        yield _warning("Q11", item, "选项的句末标点不一致")


def vague_stem(item: Item) -> Iterator[Finding]:
    """Q12: a stem that asks nothing until the options are read."""
    stem = item.question.stem
    if width(stem) < 10:
        yield _error("Q12", item, "题干不到 10 个字，盖住选项就没法回答")
    if UNFOCUSED.search(stem):
        yield _error("Q12", item, "题干以“关于……正确的是”发问，没有焦点，改成一个具体的问题")


def thin_feedback(item: Item) -> Iterator[Finding]:
    """Q13: feedback that tells only right or wrong."""
    for text in _feedback(item.question):
        bare = re.sub(r"^(?:对|错|不对|正确|错误|是的)[，。！]*", "", text)
        if width(bare) < 8:
            yield _error("Q13", item, f"反馈“{text}”没有说为什么，写清缺什么、怎么想")


def untold_number(item: Item) -> Iterator[Finding]:
    """Q13: the reason of a numeric item never arrives at its answer, so one of the two is wrong."""
    question = item.question
    if isinstance(question, Numeric):
        said = {float(_plain_number(text)) for text in NUMBERS.findall(question.feedback)}
        if question.answer not in said:
            yield _error("Q13", item, f"反馈里没有算出答案 {question.answer}，对一遍哪一个写错了")


def _plain_number(text: str) -> str:
    return text.replace(",", "").replace("−", "-")


def _feedback(question: AnyQuestion) -> Iterable[str]:
    match question:
        case SingleChoice() | MultipleChoice():
            return (option.feedback for option in question.options)
        case TrueFalse():
            return question.feedback.values()
        case Matching():
            return (left.feedback for left in question.left)
        case Ordering() | Numeric():
            return (question.feedback, *(common.feedback for common in question.common_answers))


def no_misconception(item: Item) -> Iterator[Finding]:
    """Q14: no facet says what is tested (objective, level, source and difficulty are required)."""
    if item.question.facet is None:
        yield _error("Q14", item, "没有写 facet：这道题考目标里的哪一个分面？")


def converging_key(item: Item) -> Iterator[Finding]:
    """Q15: the key shares the most with all other options together, so it can be guessed."""
    question = _choice(item)
    if question is None or len(question.options) < 4:
        return
    grams = {option.id: bigrams(option.text) for option in question.options}
    shared = {
        id_: sum(len(own & other) for other_id, other in grams.items() if other_id != id_)
        for id_, own in grams.items()
    }
    key = next(option.id for option in question.options if option.correct)
    best_other = max(count for id_, count in shared.items() if id_ != key)
    if shared[key] >= 6 and shared[key] > 1.5 * best_other:
        yield _warning("Q15", item, "正确项集中了其他选项的共有词，能靠拼凑猜中")


def unexplained_abbreviation(item: Item) -> Iterator[Finding]:
    """Q18: an abbreviation that is neither known to all nor explained in brackets."""
    text = " ".join([item.case or "", item.question.stem])
    for short in sorted(set(ABBREVIATION.findall(text)) - WELL_KNOWN):
        if not re.search(re.escape(short) + r"（|（[^）]*" + re.escape(short), text):
            yield _warning("Q18", item, f"缩写 {short} 没有解释，第一次出现时在括号里写中文")


def double_negative(item: Item) -> Iterator[Finding]:
    """Q20: a double negative in the stem."""
    if DOUBLE_NEGATIVE.search(item.question.stem):
        yield _error("Q20", item, "题干像是双重否定，改成肯定的问法")


def long_option(item: Item) -> Iterator[Finding]:
    """Q21: an option of more than 60 characters."""
    for option in _options(item.question):
        if width(option.text) > 60:
            yield _error("Q21", item, f"选项“{option.text[:12]}……”超过 60 字")


def longest_is_right(items: Sequence[Item]) -> Iterator[Finding]:
    """Q2: over the bank, the key is the only longest option more often than chance allows.

    One-sided 5 % bound; e.g. 16 of 40 four-option items, 39 of 120, or 50 of 120 three-option ones.
    """
    choices = [q for item in items if (q := _choice(item)) is not None]
    longest = sum(map(key_is_only_longest, choices))
    if upper_tail([1 / len(q.options) for q in choices], longest) < 0.05:
        yield Finding(
            "error",
            "Q2",
            "",
            f"{len(choices)} 道单选里有 {longest} 道“最长的就是答案”，超过随机的 5% 上界",
        )


def key_positions(items: Sequence[Item]) -> Iterator[Finding]:
    """Q3: the key stands in the same place more than three times in a row (authoring order)."""
    for (unit, lesson), group in _by_lesson(items).items():
        places = [
            next(i for i, option in enumerate(q.options) if option.correct)
            for item in group
            if (q := _choice(item)) is not None
        ]
        run = 1
        for before, after in pairwise(places):
            run = run + 1 if before == after else 1
            if run > 3:
                yield Finding(
                    "error", "Q3", "", f"{unit}/{lesson}：连续 {run} 道题的答案在同一个位置"
                )


def _by_lesson(items: Sequence[Item]) -> dict[tuple[str, str], list[Item]]:
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        groups.setdefault((item.unit, item.lesson), []).append(item)
    return groups


def too_many_negatives(items: Sequence[Item]) -> Iterator[Finding]:
    """Q5, over the bank: more than 5 % negative stems."""
    negative = sum(bool(re.search(r"\*\*[^*]*不[^*]*\*\*", item.question.stem)) for item in items)
    if negative > 0.05 * len(items):
        yield Finding("error", "Q5", "", f"{len(items)} 道题里有 {negative} 道否定问法，超过 5%")


def too_many_true_false(items: Sequence[Item]) -> Iterator[Finding]:
    """Q16: more than 10 % true/false items."""
    count = Counter(type(item.question) for item in items)[TrueFalse]
    if count > 0.1 * len(items):
        yield Finding("error", "Q16", "", f"{len(items)} 道题里有 {count} 道判断题，超过 10%")


def told_by_another(items: Sequence[Item]) -> Iterator[Finding]:
    """Q17: an item's stem contains the key of another item of the same pool and lesson."""
    for group in _by_lesson(items).values():
        for item in group:
            question = _choice(item)
            if question is None:
                continue
            key = next(option.text for option in question.options if option.correct)
            for other in group:
                together = item.group is not None and other.group == item.group
                elsewhere = other.id != item.id and other.pool == item.pool and not together
                if elsewhere and width(key) >= 6 and key in other.question.stem:
                    yield _warning("Q17", item, f"答案原样出现在 {other.id} 的题干里")


def undeclared_interpretation(course: Course, items: Sequence[Item]) -> Iterator[Finding]:
    """Q19: the stem names a term that only this course defines so, without saying 「按本课」."""
    ours = [term.name for term in course.terms.values() if term.ours]
    for item in items:
        text = (item.case or "") + item.question.stem
        named = [name for name in ours if name in item.question.stem]
        if named and "本课" not in text:
            yield _warning("Q19", item, f"“{named[0]}”是本课程采用的解释，题干里写上“按本课”")


ITEM_RULES: tuple[Callable[[Item], Iterator[Finding]], ...] = (
    long_key,
    all_or_none,
    hidden_negation,
    one_sided_words,
    clang,
    overlapping_options,
    unsorted_numbers,
    uneven_style,
    vague_stem,
    thin_feedback,
    untold_number,
    no_misconception,
    converging_key,
    unexplained_abbreviation,
    double_negative,
    long_option,
)
BANK_RULES: tuple[Callable[[Sequence[Item]], Iterator[Finding]], ...] = (
    longest_is_right,
    key_positions,
    too_many_negatives,
    too_many_true_false,
    told_by_another,
)
