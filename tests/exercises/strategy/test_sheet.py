"""The sheet of strategies and its changes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from pydantic import ValidationError

from exercises.chain import Origin
from exercises.strategy.lines import chain_lines, sentence
from exercises.strategy.sheet import (
    Strategy,
    StrategySheet,
    add_row,
    attract,
    change_factor,
    change_row,
    choose_factors,
    entries,
    normalise_factors,
    normalise_ratings,
    rate,
    remove_row,
    take_over,
)
from tests.exercises.strategy.conftest import TODAY, cell, sheets, words_of

WORDS = words_of("strategy")


def test_a_candidate_keeps_the_cells_that_it_was_made_from() -> None:
    sheet, row = add_row(StrategySheet(), [cell("W2×T1", "−−"), cell("W2×O3", "−−")], name="信任")

    assert (row, sheet.row(row).letter) == ("X1", "A")
    assert [one.row for one in sheet.row(row).origins] == ["W2×T1", "W2×O3"]
    assert entries(sheet) == 1


def test_a_cell_that_stays_keeps_the_words_that_it_had() -> None:
    sheet, row = add_row(StrategySheet(), [cell("W2×T1", "−−")])
    new = [Origin(tool="confrontation", row="W2×T1", text="新的理由"), cell("S1×O3")]

    after = take_over(sheet, row, new).row(row).origins

    assert [(one.row, one.text) for one in after] == [("W2×T1", "理由"), ("S1×O3", "理由")]


def test_a_deleted_candidate_leaves_no_trace_and_its_letter_does_not_come_back(
    full: StrategySheet,
) -> None:
    after = remove_row(full, "X3")

    assert after.row("X1").after is None
    assert all("X3" not in factor.scores for factor in after.factors.values())
    last, row = add_row(remove_row(after, "X4"))
    assert row == "X5"
    assert last.row(row).letter == "E"


def test_a_factor_chosen_again_keeps_its_weight_and_words(full: StrategySheet) -> None:
    facts = {
        "O1": Origin(tool="swot", row="O1", text="新的字"),
        "S1": Origin(tool="swot", row="S1", text="28 名工程师"),
    }

    after = choose_factors(full, facts)

    assert list(after.factors) == ["O1", "S1"]
    assert after.factors["O1"] == full.factors["O1"]
    assert after.factors["S1"].weight is None


def test_scores_and_weights_out_of_bounds_are_refused(full: StrategySheet) -> None:
    for points in (0, 5):
        with pytest.raises(ValidationError):
            attract(full, "O1", "X1", points)
    with pytest.raises(ValidationError):
        change_factor(full, "O1", weight=1.2)
    with pytest.raises(ValidationError):
        rate(full, "O1", rating=5)


def test_an_empty_rating_goes(full: StrategySheet) -> None:
    after = rate(rate(full, "O1", rating=None), "O1", weight=None)

    assert "O1" not in after.ratings


def test_weights_are_normalised_on_either_side(full: StrategySheet) -> None:
    heavy = change_factor(full, "O1", weight=0.9)

    after = normalise_factors(heavy)

    assert after.factors["O1"].weight == pytest.approx(0.6)
    assert after.factors["S2"].weight == 0.45
    assert normalise_factors(full) == full
    assert normalise_ratings(full) == full


def test_the_days_of_an_example_count_from_today(full: StrategySheet) -> None:
    assert full.row("X3").due == TODAY + timedelta(days=90)
    assert full.row("X3").step_day == TODAY + timedelta(days=14)


def test_the_sentence_is_made_of_its_parts(full: StrategySheet) -> None:
    said = sentence(WORDS, full.row("X3"))

    assert said == (
        "弥补投诉 23 天才闭环（W2），去抵御供应商减到四家（T1），为罗文做到宜宾到场达标率 95%，"
        "投诉 7 天闭环（2027 年 2 月 21 日前）；因此 90 天内先做："
        "2 号站备机联锁试验做完，报告交罗文。"
    )


def test_what_is_missing_shows_as_a_gap() -> None:
    said = sentence(WORDS, Strategy(id="X1", with_what="W2"))

    assert said.startswith("利用/弥补W2，去抓住/抵御＿＿＿＿")


def test_where_only_an_aim_is_told_the_sentence_is_no_longer() -> None:
    theirs = Strategy(id="X1", metric="单位电耗降 10%", owner="苏晴", due=date(2028, 7, 1))

    assert sentence(WORDS, theirs) == "苏晴：单位电耗降 10%（2028 年 7 月 1 日前）。"
    assert sentence(WORDS, Strategy(id="X1", metric="减到 4 家")) == "减到 4 家。"


def test_the_chain_sees_candidates_by_their_letter_and_factors_by_their_fact(
    full: StrategySheet,
) -> None:
    lines = {line.row: line for line in chain_lines(full, WORDS)}

    assert (lines["X3"].name, lines["X3"].value) == ("C", "主战略")
    assert [one.row for one in lines["X3"].origins] == ["W2×T1", "W2×O3"]
    assert lines["O1"].origins[0].tool == "swot"


@given(sheets())
def test_a_sheet_comes_back_from_json_as_it_was(sheet: StrategySheet) -> None:
    assert StrategySheet.model_validate_json(sheet.model_dump_json()) == sheet


@given(sheets())
def test_deleting_every_candidate_leaves_none_of_their_scores(sheet: StrategySheet) -> None:
    for row in sheet.rows:
        sheet = remove_row(sheet, row.id)

    assert sheet.rows == ()
    assert all(not factor.scores for factor in sheet.factors.values())


def test_one_source_stands_in_a_candidate_once() -> None:
    sheet, row = add_row(StrategySheet(), [cell("W2×T1"), cell("W2×T1")])

    assert len(sheet.row(row).origins) == 1
    with pytest.raises(ValidationError):
        change_row(sheet, row, origins=(cell("W2×T1"), cell("W2×T1")))


def test_a_day_is_a_day() -> None:
    with pytest.raises(ValidationError):
        change_row(add_row(StrategySheet())[0], "X1", due="明年")
    assert change_row(add_row(StrategySheet())[0], "X1", due=date(2027, 1, 1)).rows[0].due
