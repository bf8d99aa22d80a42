"""For each rule one list of which it speaks and one of which it does not, and its praise."""

import pytest
from hypothesis import given

from exercises.shortlist.coach import coach, is_empty_reason
from exercises.shortlist.sheet import (
    Candidate,
    ShortlistSheet,
    add_move,
    change,
    change_move,
    change_row,
    from_example,
)
from tests.exercises.shortlist.conftest import TODAY, listed, sheets, tool_words

WORDS = tool_words()


def speaks(rule: str, about: ShortlistSheet) -> list[str | None]:
    """The rows of which the rule has something to say that is not praise."""
    told = coach(about, WORDS, TODAY)
    return [one.row for one in told if one.rule == rule and one.level != "good"]


def praises(rule: str, about: ShortlistSheet) -> bool:
    return any(a.rule == rule and a.level == "good" for a in coach(about, WORDS, TODAY))


def kept(**fields: object) -> dict[str, object]:
    """A customer that nothing can be said against but what a test puts in."""
    return {
        "potential": 50,
        "how": "1,000×20%×25%",
        "willing": "yes",
        "asked": "“有事先找你们”",
        "fit": "yes",
        "decision": "keep",
        "reason": "三年潜力 50 万元，过了线",
        "condition": "贡献毛利率到不了 15%",
        **fields,
    }


def test_nothing_is_said_of_an_empty_list() -> None:
    assert coach(ShortlistSheet(managers=5), WORDS, TODAY) == []
    assert coach(ShortlistSheet(rows=(Candidate(id="L1"),)), WORDS, TODAY) == []


def test_of_the_worked_example_there_is_only_good_to_say(full: ShortlistSheet) -> None:
    told = coach(full, WORDS, TODAY)

    assert [(a.rule, a.say) for a in told if a.level != "good"] == []
    assert {a.rule for a in told} >= {"SL2", "SL4", "SL6", "SL8", "SL9", "SL11", "SL12", "SL15"}


def test_the_half_filled_example_asks_first_how_many_can_be_served() -> None:
    half = from_example(WORDS.examples["half"], TODAY)

    assert [a.rule for a in coach(half, WORDS, TODAY) if a.level != "good"] == ["SL1"]


def test_sl1_asks_how_many_can_be_served() -> None:
    assert speaks("SL1", listed(kept(), managers=None)) == [None]
    assert speaks("SL1", listed(kept(), per_manager=0)) == [None]
    assert speaks("SL1", listed(kept())) == []


def test_sl2_counts_the_kept_against_the_places(full: ShortlistSheet) -> None:
    assert speaks("SL2", listed(kept(), kept(), kept(), managers=1, per_manager=2)) == [None]
    assert speaks("SL2", full) == []
    assert praises("SL2", full)


def test_sl3_knows_the_experience_of_others() -> None:
    assert speaks("SL3", listed(kept(), per_manager=12)) == [None]
    assert speaks("SL3", listed(kept(), managers=12, per_manager=4)) == [None]
    assert speaks("SL3", listed(kept(), per_manager=4)) == []


def test_sl4_doubts_a_list_of_which_nobody_goes(full: ShortlistSheet) -> None:
    assert speaks("SL4", listed(*[kept()] * 4)) == [None]
    assert speaks("SL4", listed(*[kept()] * 3)) == []
    assert praises("SL4", full)


def test_sl5_wants_a_reason() -> None:
    assert speaks("SL5", listed(kept(reason=""))) == ["L1"]
    assert speaks("SL5", listed(kept(reason="", decision=None))) == []


@pytest.mark.parametrize("reason", ["战略意义重大，不能放", "关系好", "老客户了", "重要"])
def test_sl6_refuses_a_reason_that_fits_anybody(reason: str) -> None:
    assert speaks("SL6", listed(kept(reason=reason))) == ["L1"]
    assert is_empty_reason(reason, WORDS)


def test_sl6_takes_a_reason_with_a_fact(full: ShortlistSheet) -> None:
    assert not is_empty_reason("战略客户：贡献 210 万元，占净利三成", WORDS)
    assert speaks("SL6", full) == []
    assert praises("SL6", full)


def test_sl7_wants_the_future_of_who_stays() -> None:
    assert speaks("SL7", listed(kept(potential=None))) == ["L1"]
    assert speaks("SL7", listed(kept(potential=None, decision="serve"))) == []


def test_sl8_wants_to_know_how_the_potential_came_about(full: ShortlistSheet) -> None:
    assert speaks("SL8", listed(kept(how=""))) == ["L1"]
    assert speaks("SL8", full) == []
    assert praises("SL8", full)


def test_sl9_wants_the_customer_asked(full: ShortlistSheet) -> None:
    assert speaks("SL9", listed(kept(willing="unasked"))) == ["L1"]
    assert speaks("SL9", listed(kept(asked=""))) == ["L1"]
    assert speaks("SL9", listed(kept(asked="", decision="develop"))) == []
    assert praises("SL9", full)


@pytest.mark.parametrize("gap", [{"potential": 10}, {"willing": "no"}, {"fit": "no"}])
def test_sl10_sees_who_is_kept_against_a_sieve(gap: dict[str, object]) -> None:
    assert speaks("SL10", listed(kept(**gap))) == ["L1"]
    assert speaks("SL10", listed(kept(**gap, decision="serve"))) == []
    assert speaks("SL10", listed(kept())) == []


def test_sl11_wants_the_way_out_and_back(full: ShortlistSheet) -> None:
    assert speaks("SL11", change_row(full, "L7", back="")) == ["L7"]
    assert speaks("SL11", full) == []
    assert praises("SL11", full)


def test_sl12_wants_a_signal_for_candidates(full: ShortlistSheet) -> None:
    assert speaks("SL12", change_row(full, "L5", condition="")) == ["L5"]
    assert speaks("SL12", full) == []
    assert praises("SL12", full)


@pytest.mark.parametrize("word", ["酌情", "视情况", "必要时"])
def test_sl13_refuses_conditions_of_rubber(full: ShortlistSheet, word: str) -> None:
    assert speaks("SL13", change_row(full, "L7", condition=f"{word}处理")) == ["L7"]
    assert speaks("SL13", full) == []


def test_sl14_asks_where_the_freed_people_go(full: ShortlistSheet) -> None:
    assert speaks("SL14", change(full, moves=())) == [None]
    assert speaks("SL14", listed(kept())) == []
    assert speaks("SL14", full) == []


def test_sl15_wants_a_giver_for_each_taker(full: ShortlistSheet) -> None:
    sheet, move = add_move(full, to="宜宾", what="再派一人")
    assert speaks("SL15", sheet) == [move]
    assert praises("SL15", full)


def test_sl16_wants_somebody_who_decides(full: ShortlistSheet) -> None:
    assert speaks("SL16", change_move(full, "M1", decider="")) == ["M1"]
    assert speaks("SL16", change_move(full, "M2", since=None)) == ["M2"]
    assert speaks("SL16", full) == []


def test_sl17_wants_an_exit_for_the_largest_too(full: ShortlistSheet) -> None:
    assert speaks("SL17", change_row(full, "L1", condition="")) == ["L1"]
    assert speaks("SL17", change_row(full, "L3", condition="")) == []
    assert praises("SL17", full)


def test_sl18_sees_copied_reasons(full: ShortlistSheet) -> None:
    same = "三年潜力 50 万元，过了线，今年就见到定规格的人"
    sheet = listed(kept(reason=same), kept(reason=same))
    assert speaks("SL18", sheet) == ["L2"]
    assert speaks("SL18", full) == []


@given(sheets())
def test_every_remark_has_its_words(about: ShortlistSheet) -> None:
    known = {row.id for row in about.rows} | {move.id for move in about.moves}
    for told in coach(about, WORDS, TODAY):
        assert told.say
        assert told.row is None or told.row in known


def test_every_rule_of_the_words_is_known() -> None:
    assert list(WORDS.coach) == [f"SL{n}" for n in range(1, 19)]
