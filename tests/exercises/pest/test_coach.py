"""For each rule one sheet of which it speaks and one of which it does not, and its praise."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.exercise import Position
from exercises.pest.coach import coach
from exercises.pest.sheet import PestSheet, from_example, set_aside, split_row
from tests.exercises.pest.conftest import (
    FACTOR,
    IMPLICATION,
    TODAY,
    pest_words,
    proof,
    row,
    sheet,
    sheets,
)

CASE = Position("us", {"us": "澄湃", "customer": "恒屿"})
THEIRS = Position("customer", {"us": "澄湃", "customer": "恒屿"})

# Four changes that nothing can be said against but what a test puts in.
FOUR = {
    "P1": FACTOR,
    "E1": "工业电价的峰谷价差拉大，明年执行",
    "S1": "空压站运维工难招，两年里少了三成",
    "T1": "大功率磁悬浮机型价格一年降一成",
}


def four(**fields_by_row) -> PestSheet:
    """Four sound rows, one in each dimension; P1={…} changes fields of that row."""
    return sheet(
        *(
            row(
                row_id,
                **{
                    "factor": factor,
                    "evidence": (proof(),),
                    "confidence": 2,
                    **fields_by_row.get(row_id, {}),
                },
            )
            for row_id, factor in FOUR.items()
        )
    )


def said(about: PestSheet, position: Position = CASE, today: date = TODAY):
    return coach(about, pest_words(), today, position)


def speaks(rule: str, about: PestSheet, position: Position = CASE) -> list[str | None]:
    """The rows of which the rule has something to say that is not praise."""
    return [a.row for a in said(about, position) if a.rule == rule and a.level != "good"]


def praises(rule: str, about: PestSheet) -> bool:
    return any(a.rule == rule and a.level == "good" for a in said(about))


def test_nothing_is_said_of_an_empty_sheet() -> None:
    assert said(PestSheet()) == []
    assert said(sheet(row("P1", factor="", implication=""))) == []


def test_of_the_worked_example_there_is_only_good_to_say(full: PestSheet) -> None:
    assert {a.level for a in said(full)} == {"good"}


def test_the_half_filled_example_is_told_only_what_is_left_to_fill_in() -> None:
    half = from_example(pest_words().examples["half"], TODAY)

    assert {a.rule for a in said(half, THEIRS) if a.level != "good"} == {"PE3"}


def test_pe1_names_the_dimensions_still_empty_and_where_to_look() -> None:
    advice = next(a for a in said(sheet(row("P1"), row("S1"))) if a.rule == "PE1")

    assert "经济" in advice.say
    assert "技术" in advice.say
    assert "社会" not in advice.say
    assert "展会" in advice.do


def test_pe1_takes_a_note_of_having_looked_for_an_answer() -> None:
    looked = row("E1", factor="", implication="", note="已查，无，2026-11-20")

    assert speaks("PE1", sheet(row("P1"), looked, row("S1"), row("T1"))) == []


def test_pe1_praises_four_dimensions_with_sources_in_two() -> None:
    assert praises("PE1", four())
    assert not praises("PE1", four(**{r: {"evidence": ()} for r in ("E1", "S1", "T1")}))


@pytest.mark.parametrize(
    "text",
    [
        "加强研发投入",
        "我们要多跑客户",
        "公司计划引进新设备",
        "销售部推广新的报价办法",
        "澄湃建立滁州服务点",
    ],
)
def test_pe2_speaks_of_what_we_do_ourselves(text: str) -> None:
    assert speaks("PE2", sheet(row("P1", factor=text))) == ["P1"]


@pytest.mark.parametrize(
    "text",
    [
        FACTOR,
        "公司法修订，股东出资年限缩短到五年",
        "开发区扩容，二期明年供地",
        "招聘网站上的空压工岗位多了一倍",
        "省里建立碳配额交易平台",
    ],
)
def test_pe2_is_silent_of_what_others_do(text: str) -> None:
    assert speaks("PE2", sheet(row("P1", factor=text))) == []


def test_pe2_knows_whose_sheet_it_is() -> None:
    ours = sheet(row("P1", factor="恒屿建立自己的空压运维队伍"))
    mine = Position("customer", {"us": "我方", "customer": "润禾食品"})

    assert speaks("PE2", ours, CASE) == []
    assert speaks("PE2", ours, THEIRS) == ["P1"]
    assert speaks("PE2", sheet(row("P1", factor="润禾食品推广冷链追溯")), mine) == ["P1"]


def test_pe2_praises_four_rows_about_others() -> None:
    assert praises("PE2", four())
    assert not praises("PE2", four(P1={"factor": "加强研发投入"}))


def test_pe3_speaks_of_a_change_without_consequence() -> None:
    assert speaks("PE3", sheet(row("P1", implication=""))) == ["P1"]
    assert speaks("PE3", sheet(row("P1"))) == []
    assert praises("PE3", four())


@pytest.mark.parametrize("text", ["部分企业会更难", "影响会很深远", "设备厂商压力更大"])
def test_pe4_speaks_of_a_consequence_for_nobody(text: str) -> None:
    assert speaks("PE4", sheet(row("P1", implication=text))) == ["P1"]


@pytest.mark.parametrize("text", [IMPLICATION, "常州厂的电费会多一成", "采购要换一家供应商"])
def test_pe4_is_silent_where_somebody_or_some_money_is_named(text: str) -> None:
    assert speaks("PE4", sheet(row("P1", implication=text))) == []


def test_pe4_takes_the_name_of_ones_own_customer() -> None:
    mine = Position("us", {"us": "我方", "customer": "润禾食品"})
    vague = sheet(row("P1", implication="润禾食品得换一种用法"))

    assert speaks("PE4", vague, mine) == []
    assert speaks("PE4", vague, CASE) == ["P1"]


def test_pe4_counts_the_rows_that_name_somebody() -> None:
    praise = next(a for a in said(four()) if a.rule == "PE4")

    assert "4" in praise.say


def test_pe5_speaks_of_far_and_certain_without_evidence() -> None:
    far = {"horizon": "gt3", "likelihood": 5}

    assert speaks("PE5", sheet(row("P1", **far))) == ["P1"]
    assert speaks("PE5", sheet(row("P1", **far, evidence=(proof(),)))) == []
    assert speaks("PE5", sheet(row("P1", horizon="gt3", likelihood=4))) == []
    assert speaks("PE5", sheet(row("P1", horizon="le1", likelihood=5))) == []
    assert praises("PE5", sheet(row("P1", **far, evidence=(proof(), proof()))))


def scored(direction: str, likelihood: int = 4) -> dict[str, object]:
    return {"direction": direction, "impact": 4, "likelihood": likelihood}


def test_pe6_speaks_of_nothing_but_opportunities() -> None:
    assert speaks("PE6", four(**{r: scored("O") for r in FOUR})) == [None]
    assert speaks("PE6", four(**{r: scored("O") for r in FOUR} | {"T1": scored("T")})) == []
    assert speaks("PE6", four(P1=scored("O"))) == []


def test_pe6_praises_a_threat_among_the_three_heaviest() -> None:
    ours = {r: scored("O") for r in FOUR}

    assert praises("PE6", four(**ours | {"T1": scored("T", 5)}))
    assert not praises("PE6", four(**ours | {"T1": scored("T", 1)}))


def test_pe7_speaks_of_a_competitor_by_name() -> None:
    about = sheet(row("T1", factor="诺维克降价 8%，免费试机"))

    assert speaks("PE7", about) == ["T1"]
    assert "诺维克" in next(a.say for a in said(about) if a.rule == "PE7")
    assert speaks("PE7", four()) == []


def test_pe7_praises_once_the_row_was_moved_to_the_five_forces() -> None:
    about = four(T1={"factor": "诺维克降价 8%，免费试机"})

    assert not praises("PE7", about)
    assert praises("PE7", set_aside(about, "T1", "five-forces"))
    assert not praises("PE7", set_aside(about, "T1", "strategy"))


def test_g1_speaks_of_a_row_without_evidence() -> None:
    assert speaks("G1", sheet(row("P1"))) == ["P1"]
    assert speaks("G1", sheet(row("P1", evidence=(proof(type="guess"),)))) == []
    assert speaks("G1", sheet(row("P1", evidence=(proof().model_copy(update={"text": ""}),))))


def test_g1_praises_sources_for_everything_that_goes_into_the_swot() -> None:
    assert praises("G1", four(P1=scored("O")))
    assert not praises("G1", four(P1=scored("O") | {"evidence": (proof(type="guess"),)}))
    assert not praises("G1", four())


@pytest.mark.parametrize(
    ("day", "old"),
    [
        (date(2025, 11, 22), True),
        (date(2025, 11, 23), False),
        (date(2025, 11, 1), False),  # only the month is known: it may have been its last day
        (date(2025, 10, 1), True),
        (None, False),
    ],
)
def test_g2_speaks_of_evidence_older_than_twelve_months(day: date | None, old: bool) -> None:
    about = sheet(row("P1", evidence=(proof(), proof(day))))

    assert speaks("G2", about) == (["P1"] if old else [])


def test_g2_names_the_month_of_the_oldest_evidence() -> None:
    about = sheet(row("P1", evidence=(proof(date(2024, 3, 1)), proof(date(2023, 5, 17)))))

    assert "2023-05-17" in next(a.say for a in said(about) if a.rule == "G2")


def test_g2_praises_evidence_of_the_last_half_year() -> None:
    assert praises("G2", four())
    assert not praises("G2", four(P1={"evidence": (proof(date(2026, 4, 1)),)}))
    assert not praises("G2", four(P1={"evidence": (proof(None),)}))


def test_g3_speaks_when_all_is_guessed() -> None:
    guessed = {r: {"confidence": 1} for r in FOUR}

    assert speaks("G3", four(**guessed)) == [None]
    assert speaks("G3", four(**guessed | {"P1": {"confidence": 2}})) == []
    assert speaks("G3", four(**guessed | {"P1": {"confidence": None}})) == []
    assert praises("G3", four(P1={"confidence": 1}, E1={"confidence": 1}))


def test_g4_speaks_of_the_same_change_written_twice() -> None:
    twice = sheet(row("P1"), row("P2", factor=FACTOR + "。"))

    assert speaks("G4", twice) == ["P2"]
    assert "P1" in next(a.say for a in said(twice) if a.rule == "G4")
    assert speaks("G4", four()) == []


def test_g4_praises_two_faces_of_one_change_written_apart() -> None:
    split, other = split_row(sheet(row("P1", direction="O")), "P1")

    assert speaks("G4", split) == []
    assert not praises("G4", split)
    two_faces = sheet(
        split.row("P1"), split.row(other).model_copy(update={"implication": "采购要多报一张表"})
    )
    assert praises("G4", two_faces)


def test_g4_speaks_of_two_faces_with_the_same_consequence() -> None:
    assert speaks("G4", sheet(row("P1", direction="O"), row("P2", direction="T"))) == ["P2"]


def test_g5_speaks_of_a_scale_with_one_value() -> None:
    same = four(**{r: scored("O", n) for n, r in enumerate(FOUR, 1)})

    advice = [a for a in said(same) if a.rule == "G5"]

    assert [a.level for a in advice] == ["should"]
    assert "影响" in advice[0].say
    assert "4" in advice[0].say


def test_g5_praises_scales_used_in_three_steps() -> None:
    steps = {r: {"direction": "O", "impact": n, "likelihood": n + 1} for n, r in enumerate(FOUR, 1)}

    assert praises("G5", four(**steps))
    assert not praises("G5", four(**{r: scored("O") for r in FOUR}))


@pytest.mark.parametrize("text", ["电价上涨", "竞争激烈的市场环境", "政 策 ， 变 化"])
def test_g6_speaks_of_what_would_hold_for_any_customer(text: str) -> None:
    assert speaks("G6", sheet(row("P1", factor=text))) == ["P1"]


def test_g6_is_silent_where_a_number_makes_it_checkable() -> None:
    text = "行业竞争激烈，三家同行今年报价降了 8%"

    assert speaks("G6", sheet(row("P1", factor=text))) == []
    assert praises("G6", four())


def test_what_was_typed_is_quoted_even_with_braces_in_it() -> None:
    text = "{row} 与 {0} 都不是变量，只是几个字"

    advice = said(sheet(row("P1", factor=text, implication="")))

    assert any(text in a.say for a in advice)


@settings(max_examples=300)
@given(sheets(), st.sampled_from([CASE, THEIRS, Position()]))
def test_no_rule_breaks_on_a_half_filled_sheet(any_sheet: PestSheet, position: Position) -> None:
    for advice in said(any_sheet, position):
        assert advice.say
        assert advice.row is None or advice.row in {r.id for r in any_sheet.rows}
        assert advice.lesson.startswith("pest")


@given(sheets())
def test_a_rule_does_not_praise_and_blame_one_thing_at_once(any_sheet: PestSheet) -> None:
    advice = said(any_sheet)
    sheet_wide = {(a.rule, a.level == "good") for a in advice if a.rule in {"PE1", "PE6", "G3"}}

    assert len({rule for rule, _ in sheet_wide}) == len(sheet_wide)


def test_g4_tells_each_row_once_however_often_it_was_written() -> None:
    many = sheet(*(row(f"P{n}") for n in range(1, 41)))

    assert speaks("G4", many) == [f"P{n}" for n in range(2, 41)]
