"""For each rule one sheet of which it speaks and one of which it does not, and its praise."""

from datetime import date

import pytest
from hypothesis import given, settings

from exercises.chain import Origin
from exercises.evidence import Evidence
from exercises.exercise import Position
from exercises.forces.sheet import FORCES, LETTERS, Driver, ForcesSheet
from exercises.pest.sheet import Factor, PestSheet
from exercises.swot.coach import coach, is_action
from exercises.swot.sheet import SwotItem, SwotSheet, from_example
from tests.exercises.swot.conftest import (
    AGAINST,
    FACT,
    TODAY,
    item,
    proof,
    sheet,
    sheets,
    swot_words,
)

NAMES = {"us": "澄湃", "customer": "恒屿"}
CASE = Position("us", NAMES)
THEIRS = Position("customer", NAMES)
P1 = Origin(tool="pest", row="P1", text="碳考核", value="+20")


def four(**fields_by_row) -> SwotSheet:
    """Four sound items, one in each quadrant; O1={…} changes fields of that item."""
    rows = []
    for quad, importance, certainty in zip("SWOT", (5, 4, 3, 4), (3, 2, 2, 3), strict=True):
        scores = {"importance": importance, "certainty": certainty}
        own = {"against": AGAINST} if quad in "SW" else {"origins": (P1,)}
        fields = {**scores, "evidence": (proof(),), **own, **fields_by_row.get(f"{quad}1", {})}
        rows.append(item(f"{quad}1", **fields))
    return sheet(*rows, subject="赢得滁州基地")


def said(about: SwotSheet, position: Position = CASE, today: date = TODAY):
    return coach(about, swot_words(), today, position)


def speaks(rule: str, about: SwotSheet, position: Position = CASE) -> list[str | None]:
    """The rows of which the rule has something to say that is not praise."""
    return [a.row for a in said(about, position) if a.rule == rule and a.level != "good"]


def praises(rule: str, about: SwotSheet, position: Position = CASE) -> bool:
    return any(a.rule == rule and a.level == "good" for a in said(about, position))


def written(item_id: str, text: str, **fields) -> SwotSheet:
    """Four sound items, one of which says something else."""
    return four(**{item_id: {"text": text, **fields}})


def test_nothing_is_said_of_an_empty_sheet() -> None:
    assert said(SwotSheet()) == []
    assert said(sheet(SwotItem(id="S1"))) == []


def test_of_the_worked_example_there_is_only_good_to_say(full: SwotSheet) -> None:
    assert {(a.rule, a.row) for a in said(full) if a.level != "good"} == set()


def test_the_half_filled_example_is_told_what_is_left_to_fill_in() -> None:
    half = from_example(swot_words().examples["half"], TODAY)

    assert {a.rule for a in said(half, THEIRS) if a.level != "good"} == {"SW2", "SW9"}


def test_four_sound_items_are_told_nothing() -> None:
    assert [a for a in said(four()) if a.level != "good"] == []


@pytest.mark.parametrize(
    "text",
    [
        "滁州机会大，要加强与设计院的合作",
        "加强与设计院的合作，进规格",
        "抓住滁州 4,800 万元的机会",
        "我们要在滁州推广澄云 3 个站",
        "公司计划引进磁悬浮机型，明年上市",
        "锂电客户多，可以推广按效果付费",
        "澄湃推出 700 kW 新机，明年上市",
    ],
)
def test_sw1_finds_actions_among_opportunities(text: str) -> None:
    assert speaks("SW1", written("O1", text)) == ["O1"]


@pytest.mark.parametrize(
    "text",
    [
        "恒屿要求 24 个月内单位电耗降 10%，每季度上报",
        "集团要把各基地的空压运维交给一家统一平台，年内招标",
        "恒屿成立采购委员会，加强成本管控，明年起执行",
        "恒屿要求我们 24 小时内到场，写进明年合同",
        "开发区明年起限电两成",
        "招聘市场紧，运维工两年少三成",
    ],
)
def test_sw1_leaves_what_others_do(text: str) -> None:
    assert speaks("SW1", written("O1", text)) == []
    assert speaks("SW4", written("O1", text)) == []


def test_sw1_does_not_speak_of_strengths() -> None:
    assert speaks("SW1", written("S1", "加强研发三年，已有 12 个站的数据")) == []


def test_sw1_takes_the_other_side_for_the_owner_on_the_customers_sheet() -> None:
    theirs = written("O1", "澄湃推出 700 kW 新机，明年上市")

    assert speaks("SW1", theirs, THEIRS) == []
    assert is_action("恒屿准备引进磁悬浮机", swot_words(), THEIRS)
    assert not is_action("恒屿准备引进磁悬浮机", swot_words(), CASE)


def test_sw1_praises_four_facts_from_outside() -> None:
    two = [item("O2", text="滁州空压预算 4,800 万元"), item("T2", text="诺维克降价 8%")]

    assert praises("SW1", sheet(*four().rows, *two))
    assert not praises("SW1", four())


@pytest.mark.parametrize("row", ["S1", "W1"])
def test_sw2_asks_compared_with_whom(row: str) -> None:
    assert speaks("SW2", four(**{row: {"against": ""}})) == [row]
    assert speaks("SW2", four()) == []


def test_sw2_speaks_of_the_field_because_the_sentence_may_name_a_rival() -> None:
    written_in = four(S1={"text": "比诺维克早四小时到场，28 名工程师", "against": ""})
    (advice,) = (a for a in said(written_in) if a.rule == "SW2")

    assert advice.say.endswith("“比谁”那一格还空着。")


def test_sw2_praises_four_comparisons() -> None:
    two = [item("S2", text="交期 8 周", against="诺维克 16 周"), item("W2", against="华擎")]

    assert praises("SW2", sheet(*four().rows, *two))


@pytest.mark.parametrize(
    "text",
    ["市场需求每年增长 8%，连续三年", "政策补贴明年退坡两成", "客户年年压价 6%", "诺维克降价 8%"],
)
def test_sw3_finds_what_is_outside_among_strengths_and_weaknesses(text: str) -> None:
    assert speaks("SW3", written("W1", text)) == ["W1"]
    assert speaks("SW3", written("T1", text)) == []


def test_sw3_knows_what_only_sounds_like_outside() -> None:
    assert speaks("SW3", written("S1", "客户满意度 95%，连续三年")) == []
    assert speaks("SW3", written("S1", "市场份额 20%，恒屿内排第二")) == []


def test_sw3_takes_the_supplier_for_outside_on_the_customers_sheet() -> None:
    theirs = written("W1", "供应商到场要 24 小时")

    assert speaks("SW3", theirs, THEIRS) == ["W1"]
    assert speaks("SW3", theirs) == []
    assert speaks("SW3", written("W1", "澄湃 23 天才闭环"), THEIRS) == ["W1"]


@pytest.mark.parametrize(
    "text", ["我们的报价比华擎高 12%", "自有资金上限 600 万元", "澄湃的交期 8 周"]
)
def test_sw4_finds_our_own_things_among_opportunities_and_threats(text: str) -> None:
    assert speaks("SW4", written("T1", text)) == ["T1"]
    assert speaks("SW4", written("W1", text)) == []


def test_sw4_is_silent_where_sw1_speaks() -> None:
    action = written("O1", "我们要在滁州推广澄云 3 个站")

    assert speaks("SW1", action) == ["O1"]
    assert speaks("SW4", action) == []


def test_sw5_finds_one_fact_on_two_sides() -> None:
    twice = written("W1", "28 名服务工程师，合同承诺 4 小时到场，人手不够")

    assert speaks("SW5", twice) == ["W1"]
    assert speaks("SW5", four()) == []
    assert speaks("G4", written("W1", FACT["S"])) == []


def test_sw5_does_not_compare_two_good_sides() -> None:
    assert speaks("SW5", written("O1", FACT["S"])) == []


def test_sw6_asks_for_evidence_and_praises_that_of_the_first() -> None:
    assert speaks("SW6", four(S1={"evidence": ()})) == ["S1"]
    assert speaks("SW6", four(S1={"evidence": (Evidence(),)})) == ["S1"]
    assert praises("SW6", four())
    assert not praises("SW6", four(T1={"evidence": (proof(type="guess"),)}))


def test_sw7_counts_what_is_over_five() -> None:
    six = sheet(*(item(f"S{n}", text=f"第 {n} 条优势，{n * 7} 个站") for n in range(1, 7)))
    advice = next(a for a in said(six) if a.rule == "SW7")

    assert "6 条" in advice.say
    assert "多出 1 条" in advice.say
    assert speaks("SW7", sheet(*six.rows[:5])) == []


def test_sw7_names_empty_quadrants() -> None:
    advice = next(a for a in said(sheet(*four().rows[:2])) if a.rule == "SW7-empty")

    assert "机会" in advice.say
    assert "威胁" in advice.say
    assert "优势" not in advice.say
    assert "可以接过来" not in advice.do  # nothing may be on offer
    looked = SwotItem(id="T1", note="已查，无，2026-11-20")
    assert speaks("SW7-empty", sheet(*four().rows[:3], looked)) == []


def test_sw7_praises_three_to_five_each(full: SwotSheet) -> None:
    assert praises("SW7", full)
    assert not praises("SW7", four())


@pytest.mark.parametrize("text", ["宜宾停机投诉没有及时闭环", "客户不满意，可能流失到别家去"])
def test_sw8_finds_a_weakness_said_again_as_a_threat(text: str) -> None:
    advice = next(a for a in said(written("T1", text)) if a.rule == "SW8")

    assert advice.row == "T1"
    assert "W1" in advice.say


def test_sw8_leaves_threats_that_others_bring() -> None:
    assert speaks("SW8", four()) == []
    assert speaks("SW8", written("T1", "诺维克 3 天闭环，已写进宜宾的续约合同")) == []


def test_sw9_asks_where_opportunities_and_threats_come_from() -> None:
    assert speaks("SW9", four(O1={"origins": ()})) == ["O1"]
    assert speaks("SW9", four(S1={"origins": ()})) == []


def beside(**others) -> Position:
    return Position("us", NAMES, others=others)


def pest_sheet() -> PestSheet:
    heavy = {"direction": "O", "impact": 5, "likelihood": 4}
    rows = [Factor(id="P1", dim="P", factor="碳考核", **heavy)]
    rows.append(Factor(id="E1", dim="E", factor="峰谷价差", **heavy))
    rows.append(Factor(id="S1", dim="S", factor="轻的", direction="O", impact=1, likelihood=2))
    return PestSheet(rows=tuple(rows))


def forces_sheet(**scores: int) -> ForcesSheet:
    rows = [
        Driver(id=f"{LETTERS[force]}1", name="驱动", score=scores.get(force, 2)) for force in FORCES
    ]
    return ForcesSheet(rows=tuple(rows))


def test_sw9_names_heavy_rows_of_pest_that_nothing_was_made_of() -> None:
    advice = next(a for a in said(four(), beside(pest=pest_sheet())) if a.rule == "SW9-unused")

    assert "PEST·E1" in advice.say
    assert "P1" not in advice.say.replace("PEST", "")


def test_sw9_counts_strong_forces_that_nothing_was_made_of() -> None:
    strong = forces_sheet(buyers=5, rivalry=4)
    advice = next(a for a in said(four(), beside(forces=strong)) if a.rule == "SW9-unused")

    assert "2 种" in advice.say
    buyers = Origin(tool="forces", row="buyers")
    rivalry = Origin(tool="forces", row="rivalry")
    assert (
        speaks("SW9-unused", four(T1={"origins": (buyers, rivalry)}), beside(forces=strong)) == []
    )


def test_sw9_does_not_ask_for_the_strongest_of_weak_forces() -> None:
    assert speaks("SW9-unused", four(), beside(forces=forces_sheet(buyers=3, rivalry=3))) == []


def test_sw9_praises_when_all_is_traced_and_nothing_left(full: SwotSheet) -> None:
    assert praises("SW9", full)
    assert not praises("SW9", full, beside(pest=pest_sheet(), forces=forces_sheet(entry=5)))


def test_sw10_asks_what_it_is_for() -> None:
    nothing = four().model_copy(update={"subject": ""})

    assert speaks("SW10", nothing) == [None]
    assert speaks("SW10", four()) == []
    assert praises("SW10", four().model_copy(update={"subject": "守住恒屿 20% 的份额"}))
    assert not praises("SW10", four().model_copy(update={"subject": "做好大客户"}))


def test_sw11_sends_accusations_to_compliance() -> None:
    assert speaks("SW11", written("T1", "听说采购收了好处费，明年换供应商")) == ["T1"]
    assert speaks("SW11", four(T1={"note": "有人给回扣"})) == ["T1"]
    assert speaks("SW11", four()) == []


def test_g2_finds_old_evidence() -> None:
    assert speaks("G2", four(S1={"evidence": (proof(date=date(2025, 1, 1)),)})) == ["S1"]
    assert speaks("G2", four()) == []
    assert praises("G2", four())


def test_g3_finds_a_sheet_of_guesses() -> None:
    guesses = four(**{f"{quad}1": {"certainty": 1} for quad in "SWOT"})

    assert speaks("G3", guesses) == [None]
    assert praises("G3", four())


def test_g4_finds_the_same_fact_twice_in_a_quadrant() -> None:
    twice = sheet(*four().rows, item("S2", against=AGAINST))

    assert speaks("G4", twice) == ["S2"]
    assert speaks("G4", four()) == []


def test_g5_finds_scores_that_are_all_the_same() -> None:
    same = [a for a in said(four()) if a.rule == "G5"]
    assert same == []
    three = sheet(*(item(f"S{n}", text=FACT[q], importance=3) for n, q in enumerate("SWO", 1)))
    assert speaks("G5", three) == [None]
    varied = {"S1": 1, "W1": 3, "O1": 5, "T1": 4}
    grades = {"S1": 1, "W1": 2, "O1": 3, "T1": 3}
    assert praises(
        "G5", four(**{r: {"importance": varied[r], "certainty": grades[r]} for r in varied})
    )


@pytest.mark.parametrize("text", ["服务好，响应快，客户认可", "品牌强"])
def test_g6_finds_what_any_company_could_write(text: str) -> None:
    assert speaks("G6", written("S1", text, against="")) == ["S1"]


def test_g6_takes_the_comparison_for_part_of_the_fact() -> None:
    assert speaks("G6", written("S1", "交期 8 周", against="诺维克 16 周")) == []
    assert praises("G6", four())


@settings(max_examples=60)
@given(sheets())
def test_the_coach_never_fails_and_speaks_only_of_rows_that_are_there(about: SwotSheet) -> None:
    ids = {None, *(row.id for row in about.rows)}

    for position in (CASE, THEIRS, Position()):
        assert {a.row for a in said(about, position)} <= ids
