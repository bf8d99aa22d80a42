"""For each rule one sheet of which it speaks and one of which it does not, and its praise."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.exercise import Position
from exercises.forces.coach import against, coach, is_only_names
from exercises.forces.sheet import FORCES, LETTERS, ForcesSheet, Origin, from_example
from tests.exercises.forces.conftest import TODAY, forces_words, proof, row, sheet, sheets

CASE = Position("us", {"us": "澄湃", "customer": "恒屿"})
THEIRS = Position("customer", {"us": "澄湃", "customer": "恒屿"})
WORDS = forces_words()

# Ten drivers, two of each force, that nothing can be said against but what a test puts in.
TEN = {
    "X1": ("资本门槛", 3, "一条产线要 2,000 万元"),
    "X2": ("渠道", 2, "网点要两年才铺开"),
    "G1": ("集中度", 3, "无油机头能供货的有五家"),
    "G2": ("差异", 2, "变频器有国产的三种型号"),
    "M1": ("集中度", 5, "前 10 家客户占 46%"),
    "M2": ("采购量", 4, "一年采购 8,600 万元"),
    "D1": ("替代品的性价比", 4, "离心机三年里降了两次"),
    "D2": ("转向倾向", 3, "宜宾有一台在试"),
    "J1": ("行业增速", 4, "协会季报说扩产放缓"),
    "J2": ("退出壁垒", 4, "服务合同签三年"),
}
SAID = {
    "buyers": {"response": "按效果付费", "owner": "周然"},
    "rivalry": {"response": "早进场", "owner": "许峰"},
}


def ten(fields: dict[str, dict[str, object]] | None = None, **by_force) -> ForcesSheet:
    """The ten drivers and five flat trends; J1={…} changes that row, rivalry={…} that force."""
    rows = [
        row(
            row_id,
            **{"name": name, "score": score, "evidence": (proof(text),)}
            | (fields or {}).get(row_id, {}),
        )
        for row_id, (name, score, text) in TEN.items()
    ]
    return sheet(*rows, **{f: {"trend": "flat", **by_force.get(f, {})} for f in FORCES})


def said(about: ForcesSheet, position: Position = CASE):
    return coach(about, WORDS, TODAY, position)


def speaks(rule: str, about: ForcesSheet, position: Position = CASE) -> list[str | None]:
    """The rows of which the rule has something to say that is not praise."""
    return [a.row for a in said(about, position) if a.rule == rule and a.level != "good"]


def praises(rule: str, about: ForcesSheet) -> bool:
    return any(a.rule == rule and a.level == "good" for a in said(about))


def test_nothing_is_said_of_an_empty_sheet() -> None:
    assert said(ForcesSheet()) == []
    assert said(sheet(row("G1", name="", evidence=()))) == []


def test_of_the_worked_example_there_is_only_good_to_say() -> None:
    full = from_example(WORDS.examples["full"], TODAY)

    assert {(a.rule, a.say) for a in said(full) if a.level != "good"} == set()


def test_the_half_filled_example_is_told_only_what_is_left_to_fill_in() -> None:
    half = from_example(WORDS.examples["half"], TODAY)

    assert {a.rule for a in said(half, THEIRS) if a.level != "good"} == {"FF1", "G1"}


def test_ff1_speaks_of_an_industry_without_boundary_or_buyer() -> None:
    assert speaks("FF1", ten().model_copy(update={"boundary": ""})) == [None]
    assert speaks("FF1", ten().model_copy(update={"buyer": ""})) == [None]
    assert speaks("FF1", ten()) == []
    assert praises("FF1", ten())


def test_ff1_names_the_field_that_is_empty() -> None:
    advice = next(a for a in said(ten().model_copy(update={"buyer": ""})) if a.rule == "FF1")

    assert "卖给谁" in advice.say
    assert "在哪里" not in advice.say


def test_ff2_speaks_of_a_force_with_fewer_than_two_drivers() -> None:
    assert speaks("FF2", sheet(row("G1"), row("G2"))) == [
        "entry",
        "buyers",
        "substitutes",
        "rivalry",
    ]
    assert speaks("FF2", ten({"J2": {"name": "", "evidence": ()}})) == ["rivalry"]
    assert speaks("FF2", ten()) == []
    assert praises("FF2", ten())


@pytest.mark.parametrize(
    ("row_id", "text", "score", "found"),
    [
        ("G1", "仅两家供应商能供货", 1, "仅两家"),
        ("G1", "仅两家供应商能供货", 5, None),
        ("G1", "几十家都能供货", 5, "几十家"),
        ("G1", "几十家都能供货", 3, None),
        ("G1", "原来几十家，现在仅两家", 1, None),
        ("J1", "仅两家同行", 5, "仅两家"),
        ("J1", "仅两家同行", 1, None),
        ("J1", "产能过剩，只剩价格战", 2, "产能过剩"),
        ("X1", "新厂家铺不开网点", 4, "铺不开"),
        ("X1", "新厂家铺不开网点", 2, None),
        ("X1", "新厂家铺不开网点", None, None),
    ],
)
def test_ff3_speaks_of_evidence_that_says_the_opposite_of_the_score(
    row_id: str, text: str, score: int | None, found: str | None
) -> None:
    about = row(row_id, score=score, evidence=(proof(text),))

    assert against(about, WORDS) == found
    assert speaks("FF3", sheet(about)) == ([row_id] if found else [])


def test_ff3_praises_low_scores_with_sources() -> None:
    assert praises("FF3", ten())
    assert not praises("FF3", ten({"X2": {"score": 4}}))


def test_ff4_speaks_when_all_five_are_middling() -> None:
    even = {row_id: {"score": 3} for row_id in TEN}

    assert speaks("FF4", ten(even)) == [None]
    assert speaks("FF4", ten(even | {"J1": {"score": 4}})) == []
    assert speaks("FF4", ten(even | {"J1": {"score": None}, "J2": {"score": None}})) == []
    assert speaks("FF4", ten()) == []
    assert praises("FF4", ten())


def test_ff4_finds_the_middle_made_of_ends_too() -> None:
    ends = {row_id: {"score": 2 if row_id.endswith("1") else 4} for row_id in TEN}

    assert speaks("FF4", ten(ends)) == [None]


@pytest.mark.parametrize("name", ["恒屿年年压价", "采购部把订单并给两家", "客户名单：三家电池厂"])
def test_ff5_speaks_of_customers_among_the_rivals(name: str) -> None:
    assert speaks("FF5", ten({"J1": {"name": name}})) == ["J1"]


def test_ff5_is_silent_of_customers_among_the_buyers_and_of_reasons() -> None:
    assert speaks("FF5", ten({"M1": {"name": "恒屿年年压价"}})) == []
    assert speaks("FF5", ten()) == []
    assert praises("FF5", ten())


def test_ff5_knows_whose_sheet_it_is() -> None:
    about = ten({"J1": {"name": "恒屿与另一家的产能都闲着"}})

    assert speaks("FF5", about, CASE) == ["J1"]
    assert speaks("FF5", about, THEIRS) == []


def test_ff6_speaks_of_the_two_strongest_without_a_response() -> None:
    assert speaks("FF6", ten()) == ["buyers", "rivalry"]
    assert speaks("FF6", ten(buyers=SAID["buyers"])) == ["rivalry"]
    assert speaks("FF6", ten(**SAID)) == []
    assert speaks("FF6", ten({"J1": {"score": None}, "J2": {"score": None}})) == []


def test_ff6_praises_responses_with_somebody_to_move_first() -> None:
    assert praises("FF6", ten(**SAID))
    assert not praises("FF6", ten(**SAID | {"rivalry": {"response": "早进场"}}))


@pytest.mark.parametrize("name", ["碳考核明年开始", "工业电价上涨", "出口关税提高"])
def test_ff7_speaks_of_the_wider_world(name: str) -> None:
    assert speaks("FF7", ten({"J1": {"name": name}})) == ["J1"]


def test_ff7_takes_the_wider_world_as_evidence_for_a_driver() -> None:
    assert speaks("FF7", ten({"J1": {"evidence": (proof("补贴退坡以后扩产放缓"),)}})) == []


def test_ff7_praises_a_driver_taken_over_from_pest() -> None:
    origin = Origin(tool="pest", row="T2", text="诺维克降价 8%，免费试机")

    assert praises("FF7", ten({"J1": {"origin": origin}}))
    assert not praises("FF7", ten())


def test_ff8_speaks_of_forces_without_a_trend() -> None:
    about = ten(buyers={"trend": None})

    assert speaks("FF8", about) == [None]
    assert "买方" in next(a.say for a in said(about) if a.rule == "FF8")
    assert speaks("FF8", ten()) == []


def test_ff8_praises_trends_that_differ() -> None:
    assert praises("FF8", ten(buyers={"trend": "up"}))
    assert not praises("FF8", ten())
    assert not praises("FF8", ten(**{force: {"trend": "up"} for force in FORCES}))


@pytest.mark.parametrize("name", ["诺维克、华擎", "诺维克和华擎都很强", "对手强势", "华擎等3家"])
def test_ff9_speaks_of_a_list_of_names(name: str) -> None:
    assert is_only_names(name, WORDS)
    assert speaks("FF9", ten({"J1": {"name": name}})) == ["J1"]


@pytest.mark.parametrize("name", ["诺维克的产能闲着三成", "退出壁垒", "对手降价 8%", ""])
def test_ff9_is_silent_of_a_reason(name: str) -> None:
    assert not is_only_names(name, WORDS)


def test_ff9_praises_three_reasons_among_the_rivals() -> None:
    assert praises("FF9", from_example(WORDS.examples["full"], TODAY))
    assert not praises("FF9", ten())


def test_g1_speaks_of_a_driver_without_evidence() -> None:
    assert speaks("G1", ten({"J1": {"evidence": ()}})) == ["J1"]
    assert speaks("G1", ten()) == []


def test_g1_praises_sources_for_the_two_strongest() -> None:
    assert praises("G1", ten({"X1": {"evidence": (proof(type="guess"),)}}))
    assert not praises("G1", ten({"M1": {"evidence": (proof(type="guess"),)}}))


def test_g2_speaks_of_evidence_older_than_twelve_months() -> None:
    assert speaks("G2", ten({"J1": {"evidence": (proof(day=date(2025, 10, 1)),)}})) == ["J1"]
    assert speaks("G2", ten()) == []
    assert praises("G2", ten())


def test_g3_speaks_when_all_is_guessed() -> None:
    guessed = {row_id: {"confidence": 1} for row_id in TEN}

    assert speaks("G3", ten(guessed)) == [None]
    assert speaks("G3", ten(guessed | {"X1": {"confidence": 2}})) == []
    assert praises("G3", ten())


def test_g4_speaks_of_the_same_driver_written_twice() -> None:
    same = {"name": "集中度", "evidence": (proof("无油机头能供货的有五家"),)}

    assert speaks("G4", ten({"G2": same})) == ["G2"]
    assert speaks("G4", ten()) == []


def test_g5_speaks_of_a_scale_with_one_value() -> None:
    assert speaks("G5", ten({row_id: {"score": 4} for row_id in TEN})) == [None]
    assert speaks("G5", ten()) == []
    assert praises("G5", ten())


def test_of_nothing_but_threes_only_ff4_speaks() -> None:
    even = ten({row_id: {"score": 3} for row_id in TEN})

    assert speaks("FF4", even) == [None]
    assert speaks("G5", even) == []


def test_g6_speaks_of_what_would_hold_for_any_industry() -> None:
    vague = {"name": "竞争激烈", "evidence": (proof("大家都这么说"),)}

    assert speaks("G6", ten({"J1": vague})) == ["J1"]
    assert speaks("G6", ten({"J1": vague | {"evidence": ()}})) == ["J1"]
    assert speaks("G6", ten()) == []
    assert praises("G6", ten())


def test_g6_does_not_blame_one_of_our_own_names_for_being_short() -> None:
    bare = ten({"J2": {"evidence": ()}})

    assert speaks("G6", bare) == []
    assert speaks("G1", bare) == ["J2"]


def test_what_was_typed_is_quoted_even_with_braces_in_it() -> None:
    text = "{row} 与 {0} 的关税"

    assert any(text in a.say for a in said(ten({"J1": {"name": text}})))


def test_every_rule_can_speak_and_points_into_the_lesson() -> None:
    rules = {f"FF{n}" for n in range(1, 10)} | {f"G{n}" for n in range(1, 7)}

    assert WORDS.coach.keys() == rules
    assert all(
        said.lesson and said.lesson.startswith("five-forces#") for said in WORDS.coach.values()
    )


@settings(max_examples=300)
@given(sheets(), st.sampled_from([CASE, THEIRS, Position()]))
def test_no_rule_breaks_on_a_half_filled_sheet(any_sheet: ForcesSheet, position: Position) -> None:
    rows = {r.id for r in any_sheet.rows} | set(FORCES)
    for advice in said(any_sheet, position):
        assert advice.say
        assert advice.row is None or advice.row in rows
        assert advice.lesson.startswith("five-forces")


@given(sheets())
def test_a_rule_does_not_praise_and_blame_one_thing_at_once(any_sheet: ForcesSheet) -> None:
    levels: dict[str, set[bool]] = {}
    for advice in said(any_sheet):
        if advice.rule not in {"G1", "G5"}:  # these praise another part than they blame
            levels.setdefault(advice.rule, set()).add(advice.level == "good")

    assert all(len(level) == 1 for level in levels.values())


def test_the_letters_are_not_those_of_other_sheets() -> None:
    assert not set(LETTERS.values()) & set("PESTWO")
