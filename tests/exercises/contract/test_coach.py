"""For each rule one contract of which it speaks and one of which it does not, and its praise."""

from datetime import timedelta

import pytest
from hypothesis import given

from exercises.contract.coach import coach, has_beginning, is_act, is_question
from exercises.contract.sheet import ContractSheet, from_example
from tests.exercises.contract.conftest import (
    START,
    TODAY,
    contract,
    contract_words,
    contracts,
    row,
)

WORDS = contract_words()


def said(about: ContractSheet, today=TODAY):
    return coach(about, WORDS, today)


def speaks(rule: str, about: ContractSheet, today=TODAY) -> list[str | None]:
    """The rows of which the rule has something to say that is not praise."""
    return [a.row for a in said(about, today) if a.rule == rule and a.level != "good"]


def praises(rule: str, about: ContractSheet, today=TODAY) -> list[str | None]:
    return [a.row for a in said(about, today) if a.rule == rule and a.level == "good"]


def changed(row_id: str = "C1", **fields) -> ContractSheet:
    """The sound contract with one commitment changed."""
    rows = [one.model_copy(update=fields) if one.id == row_id else one for one in contract().rows]
    return contract(*rows)


def test_nothing_is_said_of_an_empty_contract() -> None:
    assert said(ContractSheet()) == []
    assert said(ContractSheet(account="H 公司", start=START)) == []


def test_of_a_sound_contract_there_is_only_good_to_say() -> None:
    assert {(a.rule, a.say) for a in said(contract()) if a.level != "good"} == set()


def test_of_the_worked_example_there_is_only_good_to_say(full: ContractSheet) -> None:
    told = said(full)

    assert {(a.rule, a.say) for a in told if a.level != "good"} == set()
    assert {a.rule for a in told} >= {"LC1", "LC2", "LC4", "LC6", "LC13", "LC14", "LC15"}


def test_the_half_filled_example_is_told_what_is_left_to_fill_in() -> None:
    half = from_example(WORDS.examples["half"], TODAY)

    assert {a.rule for a in said(half) if a.level != "good"} == {
        *("LC2", "LC3", "LC4", "LC9", "LC12", "LC15"),
    }
    assert not [a for a in said(half) if a.row == "C1"]


def test_lc1_speaks_of_a_contract_without_customer_or_question() -> None:
    assert speaks("LC1", contract(account="")) == [None]
    assert speaks("LC1", contract(question="")) == [None]
    assert speaks("LC1", contract()) == []
    assert praises("LC1", contract()) == [None]
    assert praises("LC1", contract(question="把恒屿做好")) == []


@pytest.mark.parametrize(
    ("text", "asks"),
    [("谁说了算", True), ("能不能进名单", True), ("把客户做好", False), ("为什么", True)],
)
def test_a_question_asks_something(text: str, asks: bool) -> None:
    assert is_question(text) == asks


def test_lc2_speaks_of_a_commitment_without_a_day() -> None:
    assert speaks("LC2", changed(due=None)) == ["C1"]
    assert speaks("LC2", contract()) == []
    assert praises("LC2", contract()) == [None]
    assert praises("LC2", contract(row("C1"))) == []


def test_lc3_speaks_of_verbs_that_nobody_sees() -> None:
    assert speaks("LC3", changed(what="加强与决策层的关系")) == ["C1"]
    assert speaks("LC3", changed(what="提升服务意识")) == ["C1"]
    assert speaks("LC3", changed(what="每周加强沟通，约见一次邵敏")) == []
    assert speaks("LC3", changed(what="把投诉闭环由 23 天提高到 7 天")) == []
    assert speaks("LC3", contract()) == []


def test_lc4_speaks_of_a_result_that_nobody_can_look_up() -> None:
    assert speaks("LC4", changed(result="")) == ["C1"]
    assert speaks("LC4", changed(result="关系更近")) == ["C1"]
    assert "关系更近" in next(a.say for a in said(changed(result="关系更近")) if a.rule == "LC4")
    assert speaks("LC4", changed(result="访谈记录")) == []
    assert praises("LC4", contract()) == [None]


def test_lc5_speaks_of_a_day_outside_of_its_period() -> None:
    late = changed(due=START + timedelta(days=40))
    early = changed("C2", due=START + timedelta(days=10))
    before = changed(due=START - timedelta(days=3))

    assert speaks("LC5", late) == ["C1"]
    assert speaks("LC5", early) == ["C2"]
    assert "第 −3 天" in next(a.say for a in said(before) if a.rule == "LC5")
    assert speaks("LC5", contract()) == []
    assert praises("LC2", late) == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("约见邵敏", True),
        ("问清他卡几年", True),
        ("看一遍第六单元", False),
        ("整理客户的意见和问题", False),
        ("按约定学完第三单元", False),
        ("现场核对工单", True),
    ],
)
def test_an_act_is_what_a_customer_can_see(text: str, act: bool) -> None:
    assert is_act(text, WORDS) == act


def test_lc6_speaks_when_everything_is_done_at_the_desk() -> None:
    desk = contract(row("C1", what="看一遍第六单元"), row("C2", 60, what="整理意见"))

    assert speaks("LC6", desk) == [None]
    assert speaks("LC6", changed(what="看一遍第六单元")) == []
    assert praises("LC6", changed(what="看一遍第六单元")) == []
    assert praises("LC6", contract()) == [None]


def test_lc7_speaks_of_more_than_three_in_one_period() -> None:
    four = [row(f"C{n}", what=f"约见第 {n} 位") for n in range(1, 5)]

    assert speaks("LC7", contract(*four)) == [None]
    assert speaks("LC7", contract(*four[:3])) == []
    assert praises("LC7", contract()) == [None]


def test_lc8_speaks_of_a_period_without_commitment() -> None:
    about = contract(row("C1", 30), row("C2", 60))

    assert speaks("LC8", about) == [None]
    assert "90 天" in next(a.say for a in said(about) if a.rule == "LC8")
    assert speaks("LC8", contract(row("C1", 30))) == []
    assert speaks("LC8", contract()) == []


def test_lc9_speaks_when_nobody_asks_but_oneself() -> None:
    assert speaks("LC9", contract(reminder="")) == [None]
    assert speaks("LC9", contract(reminder="手机闹钟")) == [None]
    assert speaks("LC9", contract()) == []
    assert praises("LC9", contract()) == [None]


def test_lc10_speaks_when_nothing_stops() -> None:
    assert speaks("LC10", contract(stop="")) == [None]
    assert speaks("LC10", contract(stop="少跑路")) == []
    assert praises("LC10", contract(stop="少跑路")) == []
    assert praises("LC10", contract()) == [None]


def test_lc11_speaks_of_results_that_others_decide() -> None:
    assert speaks("LC11", changed(result="份额由 20% 到 25%")) == ["C1"]
    assert speaks("LC11", contract()) == []
    assert praises("LC11", contract()) == [None]
    assert praises("LC11", contract(not_promised="")) == []


def test_lc12_speaks_of_a_commitment_without_act_person_or_place() -> None:
    assert speaks("LC12", changed(what="")) == ["C1"]
    assert speaks("LC12", changed(whom="")) == ["C1"]
    assert speaks("LC12", changed(where="")) == ["C1"]
    assert speaks("LC12", contract()) == []


def test_lc13_speaks_of_a_day_that_came_and_went_untold() -> None:
    due = START + timedelta(days=28)

    assert speaks("LC13", contract(), due) == ["C1"]
    assert speaks("LC13", contract(), due - timedelta(days=1)) == []
    told = [one.model_copy(update={"state": "kept"}) for one in contract().rows]
    assert speaks("LC13", contract(*told), START + timedelta(days=99)) == []
    assert praises("LC13", contract(*told), START + timedelta(days=99)) == [None]


def test_lc14_asks_for_the_reason_of_what_was_not_kept_and_praises_one_that_has_it() -> None:
    for state in ("changed", "missed"):
        assert speaks("LC14", changed(state=state)) == ["C1"]
        assert praises("LC14", changed(state=state, said="卡在备件，先备温控阀")) == ["C1"]
    assert speaks("LC14", changed(state="kept")) == []


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("由 23 天到 7 天", True),
        ("从没见过，到记下 2 句", True),
        ("每件 7 天以内", False),
        ("原来 8 小时，降到 4 小时", True),
    ],
)
def test_a_change_has_a_beginning_and_an_end(text: str, both: bool) -> None:
    assert has_beginning(text) == both


def test_lc15_speaks_of_a_number_that_comes_from_nowhere() -> None:
    assert speaks("LC15", changed(result="投诉每件 7 天以内")) == ["C1"]
    assert speaks("LC15", changed(result="一份异议记录")) == []
    assert praises("LC15", contract()) == [None]


def test_lc16_speaks_of_presents() -> None:
    assert speaks("LC16", changed(what="约见高雪峰，节前送礼")) == ["C1"]
    assert speaks("LC16", contract()) == []


def test_g4_speaks_of_the_same_commitment_twice() -> None:
    what = "约见苏晴，问她缺哪个数"

    assert speaks("G4", contract(row("C1"), row("C2", 60, what=what))) == ["C2"]
    assert speaks("G4", contract()) == []


@given(contracts())
def test_of_no_contract_the_coach_breaks_or_speaks_of_a_row_that_is_not_there(about) -> None:
    ids = {one.id for one in about.rows}
    for advice in said(about):
        assert advice.row is None or advice.row in ids
        assert advice.say


def test_every_rule_that_has_words_can_speak() -> None:
    desk = [row(f"C{n}", what="看一遍课文", due=None, whom="") for n in range(1, 5)]
    spoken: set[str] = set()
    for about in (
        contract(*desk, account="", reminder="", stop="", not_promised=""),
        contract(row("C1", what="加强关系", result="份额到 25%", due=START)),
        changed(due=START + timedelta(days=77), state="missed", what="送礼"),
        changed(result="7 天"),
        changed(result="关系更近"),
    ):
        spoken |= {advice.rule for advice in said(about) if advice.level != "good"}
    assert spoken == set(WORDS.coach)
