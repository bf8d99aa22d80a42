"""The lint of item writing: one bad question per rule is found, and a sound one passes."""

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.content import lint
from course.content.course import Course
from course.content.items import Item, Numeric, Option, Pool, SingleChoice, TrueFalse
from course.content.schema import CourseFile, Term

REASON = "少了对比的基数，回到锚点表再看一遍分母用的是哪个数。"


def options(*texts: str, key: int = 0) -> tuple[Option, ...]:
    return tuple(
        Option(id=f"o{i}", text=text, correct=i == key, feedback=REASON)
        for i, text in enumerate(texts)
    )


def item(
    stem: str = "周然要向总监汇报这张表，先说哪一句最有用？",
    texts: tuple[str, ...] = ("报两个合计", "报一个净值", "报一共几条"),
    key: int = 0,
    **fields: object,
) -> Item:
    question = SingleChoice(
        type="single",
        id=str(fields.pop("id", "sound")),
        bloom="apply",
        difficulty=0.6,
        stem=stem,
        facet=fields.pop("facet", "decide"),
        order=fields.pop("order", "random"),
        options=options(*texts, key=key),
    )
    return Item(
        unit="opportunity",
        lesson="pest",
        anchor="read",
        objective="pest",
        pool=Pool.PRACTICE,
        question=question,
        text_hash="",
        **fields,
    )


def rules_of(one: Item) -> set[str]:
    return {finding.rule for rule in lint.ITEM_RULES for finding in rule(one)}


def test_a_sound_item_has_no_finding() -> None:
    assert rules_of(item()) == set()


BAD: dict[str, Item] = {
    "Q1": item(texts=("机会和威胁各报一个合计，再点名最大的那条威胁", "报一个净值", "报一共几条")),
    "Q4": item(texts=("报两个合计", "报一个净值", "以上都不对")),
    "Q5": item(stem="周然填完了表，下面哪一项不属于可以查证的外部变化？"),
    "Q6": item(texts=("报两个合计", "所有因素必须报", "永远只报一个净值")),
    "Q7": item(texts=("通常报两个合计", "报一个净值", "报一共几条")),
    "Q8": item(
        stem="澄湃的售后服务响应时间指标怎样写进评估表才算量化？",
        texts=("售后服务响应时间写成小时", "态度写成好中差三档", "交期写成快慢两档"),
    ),
    "Q9": item(texts=("报两个合计", "报两个合计和净值", "报一共几条")),
    "Q10": item(texts=("12 分", "8 分", "20 分")),
    "Q11": item(texts=("报两个合计。", "报一个净值", "报一共几条")),
    "Q12": item(stem="关于 PEST 的说法，正确的是哪一项？"),
    "Q14": item(facet=None),
    "Q15": item(
        texts=(
            "动力部的年电费预算要追加",
            "动力部的招聘计划提前",
            "财务部的年电费记录归档",
            "设计院对预算要追加说明",
        )
    ),
    "Q18": item(stem="客户的 RFX 文件下个月发出，周然现在先做哪一件事？"),
    "Q20": item(stem="总监问的这张表里，不属于没有证据的是哪一条？"),
    "Q21": item(texts=("报" + "很长的话" * 20, "报一个净值" * 14, "报一共几条" * 14)),
}


@pytest.mark.parametrize("rule", BAD)
def test_one_bad_item_is_found_by_its_rule(rule: str) -> None:
    assert rule in rules_of(BAD[rule])


def test_feedback_that_tells_only_right_or_wrong_is_found() -> None:
    question = item().question
    assert isinstance(question, SingleChoice)
    thin = question.model_copy(
        update={
            "options": tuple(
                option.model_copy(update={"feedback": "错误。"}) for option in question.options
            )
        }
    )
    assert "Q13" in rules_of(replace(item(), question=thin))


def test_a_numeric_item_whose_reason_does_not_say_its_answer_is_found() -> None:
    asked = Numeric(
        type="numeric",
        id="score",
        bloom="apply",
        difficulty=0.6,
        stem="影响 3 分，概率 4 分，是威胁。这一条记多少分？",
        facet="decide",
        answer=-12,
        tolerance=0,
        unit="分",
        feedback="3×4=12，是威胁，记 −12。",
    )
    assert rules_of(replace(item(), question=asked)) == set()
    for answer in (12, -15):
        changed = asked.model_copy(update={"answer": answer, "feedback": "3×4，是威胁，记 −12。"})
        assert rules_of(replace(item(), question=changed)) == {"Q13"}
    thousands = asked.model_copy(update={"answer": 1020.0, "feedback": "255÷0.25=1,020 万元。"})
    assert rules_of(replace(item(), question=thousands)) == set()


def bank(count: int, key_longest: int, choices: int = 3) -> list[Item]:
    short, long = "报一个净值", "报机会威胁两个合计"
    others = ("报一共几条", "报最高一条", "报平均的分")[: choices - 1]
    return [
        item(texts=(long if i < key_longest else short, *others), id=f"i{i}", key=0)
        if i < key_longest
        else item(texts=(long, short, *others[1:]), key=1, id=f"i{i}")
        for i in range(count)
    ]


@pytest.mark.parametrize(
    ("count", "choices", "too_many"), [(40, 4, 16), (120, 4, 39), (120, 3, 50)]
)
def test_the_longest_option_being_right_too_often_is_found(
    count: int, choices: int, too_many: int
) -> None:
    assert list(lint.longest_is_right(bank(count, too_many, choices)))
    assert not list(lint.longest_is_right(bank(count, too_many - 1, choices)))


def test_the_answer_in_the_same_place_four_times_running_is_found() -> None:
    assert not list(lint.key_positions([item(key=1, id=f"i{i}") for i in range(3)]))
    assert list(lint.key_positions([item(key=1, id=f"i{i}") for i in range(4)]))


def test_more_than_a_tenth_of_true_false_is_found() -> None:
    statement = TrueFalse(
        type="truefalse",
        id="tf",
        bloom="remember",
        difficulty=0.6,
        stem="净值为正，就可以不看威胁那一列。这句话对吗？",
        facet="decide",
        answer=False,
        feedback={"true": REASON, "false": REASON},
    )
    bank_of = [replace(item(), question=statement), *[item(id=f"i{i}") for i in range(9)]]
    assert not list(lint.too_many_true_false(bank_of))
    assert list(lint.too_many_true_false(bank_of[:9]))


def test_more_than_a_twentieth_of_negative_stems_is_found() -> None:
    negative = item(stem="下面哪一句**不**能写进“因素”一栏，为什么？")
    assert not list(lint.too_many_negatives([negative, *[item()] * 19]))
    assert list(lint.too_many_negatives([negative, *[item()] * 18]))


def test_a_stem_that_tells_another_items_answer_is_found() -> None:
    first = item(texts=("机会威胁各报一个", "报一个净值的数", "报一共几条因素"), id="first")
    second = item(stem="总监要求机会威胁各报一个，周然还要补上什么？", id="second")
    assert [finding.item for finding in lint.told_by_another([first, second])] == ["first"]


def test_a_term_of_this_course_alone_needs_the_words_that_say_so() -> None:
    course = Course(
        file=CourseFile(title="课", subtitle="副", pass_mark=0.8, quiz_length=10),
        version="1",
        units=(),
        terms={"p-levels": Term(name="需求等级", text="四级", ours=True, corresponds="痛苦链")},
        tools={},
        misconceptions={},
    )
    bare = item(stem="梁志远说夜班老报警，这句话在需求等级里排第几级？")
    told = item(stem="梁志远说夜班老报警，按本课的需求等级排第几级？")
    found = lint.undeclared_interpretation(course, [bare, told])
    assert [finding.item for finding in found] == [bare.id]


@given(st.lists(st.sampled_from([1 / 3, 1 / 4, 1 / 2]), min_size=1, max_size=30))
def test_the_tail_from_zero_is_certain_and_falls(chances: list[float]) -> None:
    tails = [lint.upper_tail(chances, k) for k in range(len(chances) + 1)]
    assert math.isclose(tails[0], 1.0)
    assert all(a >= b for a, b in pairwise(tails))


@given(st.integers(1, 40), st.data())
def test_the_tail_equals_the_binomial_when_chances_are_equal(n: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(0, n))
    exact = sum(math.comb(n, i) * 0.25**i * 0.75 ** (n - i) for i in range(k, n + 1))
    assert math.isclose(lint.upper_tail([0.25] * n, k), exact, rel_tol=1e-9)


def test_every_rule_is_tried_by_a_test() -> None:
    named = {f"Q{n}" for n in range(1, 22)}
    elsewhere = {"Q2", "Q3", "Q13", "Q16", "Q17", "Q19"}
    assert named == set(BAD) | elsewhere
