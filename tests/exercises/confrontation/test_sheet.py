"""The sheet and its changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from course.content.words import Example
from exercises.chain import Origin
from exercises.confrontation.lines import chain_lines
from exercises.confrontation.sheet import (
    Cell,
    ConfrontationSheet,
    add_issue,
    change_cell,
    change_issue,
    clear_cells,
    entries,
    from_example,
    name_members,
    read_names,
    remove_issue,
)
from tests.exercises.confrontation.conftest import TODAY, cm_words, filled, sheets

FACTS = {
    "S1": Origin(tool="swot", row="S1", text="28 名工程师"),
    "O1": Origin(tool="swot", row="O1", text="电耗要降 10%"),
}


def test_a_score_keeps_the_words_of_both_facts() -> None:
    sheet = change_cell(ConfrontationSheet(), "S1×O1", FACTS, score=2)

    assert sheet.cell("S1×O1").score == 2
    assert [one.text for one in sheet.cell("S1×O1").origins] == ["28 名工程师", "电耗要降 10%"]


def test_a_reason_does_not_touch_the_words_that_the_score_was_given_on() -> None:
    sheet = change_cell(ConfrontationSheet(), "S1×O1", FACTS, score=2)

    assert change_cell(sheet, "S1×O1", reason="现成").cell("S1×O1").origins == tuple(FACTS.values())


def test_scoring_anew_takes_the_new_words_and_keeps_those_of_a_fact_that_is_gone() -> None:
    sheet = change_cell(ConfrontationSheet(), "S1×O1", FACTS, score=2)
    new = {"S1": Origin(tool="swot", row="S1", text="30 名工程师")}

    again = change_cell(sheet, "S1×O1", new, score=1)

    assert [one.text for one in again.cell("S1×O1").origins] == ["30 名工程师", "电耗要降 10%"]


def test_a_cell_of_which_nothing_is_said_any_more_goes() -> None:
    sheet = change_cell(ConfrontationSheet(), "S1×O1", FACTS, score=0)
    assert entries(sheet) == 1

    assert change_cell(sheet, "S1×O1", FACTS, score=None).rows == ()


def test_a_reason_outlives_a_score_taken_back() -> None:
    sheet = change_cell(ConfrontationSheet(), "S1×O1", FACTS, score=2, reason="现成")

    assert change_cell(sheet, "S1×O1", FACTS, score=None).cell("S1×O1").reason == "现成"


@pytest.mark.parametrize("wrong", [3, -3, 1.5, True, "2"])
def test_other_scores_are_refused(wrong: object) -> None:
    with pytest.raises(ValidationError):
        change_cell(ConfrontationSheet(), "S1×O1", score=wrong)


@pytest.mark.parametrize("wrong", ["O1×S1", "S1", "S0×O1", "S1×S2", "S1xO1"])
def test_a_cell_has_an_inside_and_an_outside(wrong: str) -> None:
    with pytest.raises(ValidationError):
        Cell(id=wrong)


def test_cleared_cells_go_and_the_others_stay() -> None:
    sheet = filled({"S1": [1, 2], "W1": [-1, -2]})

    assert [cell.id for cell in clear_cells(sheet, ["S1×O1", "W1×O1"]).rows] == ["S1×O2", "W1×O2"]


def test_the_number_of_a_deleted_issue_does_not_come_back() -> None:
    sheet, first = add_issue(ConfrontationSheet(), "能效", ["S1×O1"])
    sheet, second = add_issue(remove_issue(sheet, first))

    assert (first, second) == ("I1", "I2")
    assert change_issue(sheet, "I2", name="信任").issues[0].name == "信任"


def test_names_are_read_as_people_list_them() -> None:
    assert read_names(" 周然、樊军，3 号座; 周然 ,, ") == ["周然", "樊军", "3 号座"]


def group() -> ConfrontationSheet:
    sheet = name_members(ConfrontationSheet(), ["周然", "樊军"])
    return change_cell(sheet, "S1×O1", FACTS, votes={"M1": 3, "M2": -1})


def test_a_name_written_otherwise_keeps_its_votes() -> None:
    sheet = name_members(group(), ["周然", "樊军（服务）"])

    assert [member.id for member in sheet.members] == ["M1", "M2"]
    assert sheet.cell("S1×O1").votes == {"M1": 3, "M2": -1}


def test_who_comes_later_gets_a_number_of_their_own() -> None:
    sheet = name_members(name_members(group(), ["樊军"]), ["许峰", "樊军"])

    assert {member.name: member.id for member in sheet.members} == {"樊军": "M2", "许峰": "M3"}
    assert sheet.cell("S1×O1").votes == {"M2": -1}


@given(st.lists(st.sampled_from("甲乙丙丁"), unique=True, max_size=4), sheets())
def test_votes_belong_to_members_only(names: list[str], sheet: ConfrontationSheet) -> None:
    after = name_members(sheet, names)

    ids = {member.id for member in after.members}
    assert [member.name for member in after.members] == names
    assert all(set(cell.votes) <= ids for cell in after.rows)
    scored = {cell.id: cell.score for cell in sheet.rows if cell.score is not None}
    assert {cell.id: cell.score for cell in after.rows if cell.score is not None} == scored


@given(sheets())
def test_a_sheet_comes_back_from_json_as_it_was(sheet: ConfrontationSheet) -> None:
    assert ConfrontationSheet.model_validate_json(sheet.model_dump_json()) == sheet


def test_two_cells_with_one_id_are_refused() -> None:
    with pytest.raises(ValidationError):
        ConfrontationSheet(rows=(Cell(id="S1×O1"), Cell(id="S1×O1")))


def test_the_strong_cells_are_offered_to_the_strategies(full: ConfrontationSheet) -> None:
    lines = {line.row: line for line in chain_lines(full, cm_words())}

    assert len(lines) == 36
    assert len([one for one in lines.values() if one.offered_to == ("strategy",)]) == 9
    assert lines["W2×T1"].value == "−−"
    assert lines["W2×T1"].text == "供应商评分里服务占 35 分，这一项我们最低。"
    assert [origin.row for origin in lines["W2×T1"].origins] == ["W2", "T1"]
    assert lines["S1×O1"].text.startswith("28 名服务工程师")


@pytest.mark.parametrize(
    "wrong",
    [
        {"scores": {"S1": [1, 2]}},
        {"scores": {"O1": [1]}},
        {"reasons": {"W9×O1": "没有这一格"}},
    ],
)
def test_an_author_is_told_of_a_table_that_is_none(wrong: dict) -> None:
    facts = {"S1": {"text": "甲", "rank": 15}, "O1": {"text": "乙", "rank": 15}}
    sheet = {"facts": facts, "scores": {"S1": [1]}, **wrong}

    with pytest.raises(ValidationError):
        from_example(Example(subject="case-us", intro="看", sheet=sheet), TODAY)
