import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from exercises.pest.sheet import (
    DIMENSIONS,
    Factor,
    PestSheet,
    add_row,
    bring_back,
    by_dimension,
    change_row,
    entries,
    exposure,
    from_example,
    move_row,
    ranking,
    remove_row,
    score,
    set_aside,
    split_row,
    swot_candidates,
)
from tests.exercises.pest.conftest import TODAY, pest_words, row, sheet, sheets


def test_the_case_adds_up_to_54_for_and_27_against(full: PestSheet) -> None:
    total = exposure(full.rows)

    assert (total.opportunity, total.threat, total.net) == (54, 27, 27)


def test_the_case_has_26_points_in_p_and_hides_a_threat_in_e(full: PestSheet) -> None:
    by_dim = by_dimension(full)

    assert by_dim["P"].net == 26
    assert by_dim["E"].net == 1
    assert by_dim["E"].threat == 15
    assert list(by_dim) == list(DIMENSIONS)


def test_the_case_is_ranked_by_weight_then_by_how_soon(full: PestSheet) -> None:
    assert [r.id for r in ranking(full.ordered)] == ["P1", "E1", "E2", "S1", "T1", "P2"]


def test_five_rows_of_the_case_go_into_the_swot(full: PestSheet) -> None:
    assert [r.id for r in swot_candidates(full.rows)] == ["P1", "E1", "E2", "S1", "T1"]


def test_the_half_filled_example_scores_nothing_yet() -> None:
    half = from_example(pest_words().examples["half"], TODAY)

    assert entries(half) == 6
    assert ranking(half.rows) == []


def test_of_equal_scores_and_times_the_higher_impact_comes_first() -> None:
    low = row("P1", direction="O", impact=3, likelihood=4, horizon="le1")
    high = row("P2", direction="T", impact=4, likelihood=3, horizon="le1")

    assert ranking([low, high]) == [high, low]


def test_a_row_without_a_time_comes_after_those_with_one() -> None:
    never = row("P1", direction="O", impact=4, likelihood=3)
    late = row("P2", direction="O", impact=3, likelihood=4, horizon="gt3")

    assert ranking([never, late]) == [late, never]


@pytest.mark.parametrize("missing", ["direction", "impact", "likelihood"])
def test_a_row_has_no_score_until_all_three_are_given(missing: str) -> None:
    given = {"direction": "T", "impact": 3, "likelihood": 5}

    assert score(row(**given)) == -15
    assert score(row(**(given | {missing: None}))) is None


def test_points_outside_the_scale_and_booleans_are_refused() -> None:
    for wrong in (0, 6, "3", True, 2.5):
        with pytest.raises(ValidationError):
            row(impact=wrong)


def test_a_row_of_another_dimension_than_its_letter_is_refused() -> None:
    with pytest.raises(ValidationError):
        Factor(id="P1", dim="E")


def test_two_rows_with_one_id_are_refused() -> None:
    with pytest.raises(ValidationError):
        sheet(row("P1"), row("P1"))


def test_a_number_does_not_come_back_after_its_row_was_deleted() -> None:
    two, _ = add_row(sheet(row("P1")), "P")
    _, again = add_row(remove_row(two, "P2"), "P")

    assert again == "P3"


def test_numbers_of_one_dimension_do_not_touch_those_of_another() -> None:
    assert add_row(sheet(row("P7")), "E")[1] == "E1"


def test_splitting_gives_two_rows_of_opposite_direction() -> None:
    before = sheet(row("E1", direction="T", impact=5, likelihood=3, note="看招标"))

    after, other = split_row(before, "E1")

    first, second = after.row("E1"), after.row(other)
    assert first == before.row("E1")
    assert (second.direction, second.factor, second.likelihood) == ("O", first.factor, 3)
    assert (second.implication, second.impact, second.note) == ("", None, "")


def test_moving_a_row_gives_it_a_number_of_its_new_dimension() -> None:
    after, moved = move_row(sheet(row("P1"), row("S2")), "P1", "S")

    assert moved == "S3"
    assert after.row("S3").factor == row().factor
    assert add_row(after, "P")[1] == "P2"


def test_moving_a_row_to_where_it_is_changes_nothing() -> None:
    before = sheet(row("P1"))

    assert move_row(before, "P1", "P") == (before, "P1")


def test_a_row_set_aside_comes_back_word_for_word() -> None:
    before = sheet(row("T1", factor="诺维克降价 8%，免费试机"))

    aside = set_aside(before, "T1", "five-forces")

    assert aside.rows == ()
    assert add_row(aside, "T")[1] == "T2"
    assert bring_back(aside, "T1").rows == before.rows


def test_changing_a_row_checks_the_value_and_keeps_the_id() -> None:
    changed = change_row(sheet(row("P1")), "P1", impact=4, id="P9")

    assert changed.row("P1").impact == 4
    with pytest.raises(ValidationError):
        change_row(changed, "P1", impact=9)
    with pytest.raises(KeyError):
        change_row(changed, "P2", impact=1)


@given(sheets())
def test_stored_and_read_back_a_sheet_is_the_same(any_sheet: PestSheet) -> None:
    assert PestSheet.model_validate(any_sheet.model_dump(mode="json")) == any_sheet


@given(sheets())
def test_sums_agree_whichever_way_they_are_added(any_sheet: PestSheet) -> None:
    total = exposure(any_sheet.rows)
    parts = by_dimension(any_sheet).values()

    assert total.opportunity == sum(part.opportunity for part in parts)
    assert total.threat == sum(part.threat for part in parts)
    assert total.net == sum(score(r) or 0 for r in any_sheet.rows)
    assert min(total) >= 0


@given(sheets())
def test_ranking_is_heaviest_first_and_loses_no_scored_row(any_sheet: PestSheet) -> None:
    ranked = ranking(any_sheet.ordered)
    weights = [abs(score(r) or 0) for r in ranked]

    assert weights == sorted(weights, reverse=True)
    assert {r.id for r in ranked} == {r.id for r in any_sheet.rows if score(r) is not None}


@given(sheets(), st.sampled_from(DIMENSIONS), st.integers(0, 3))
def test_an_id_is_never_given_twice(any_sheet: PestSheet, dim, deletions: int) -> None:
    used = {r.id for r in any_sheet.rows}
    for _ in range(deletions + 1):
        any_sheet, new = add_row(any_sheet, dim)
        assert new not in used
        used.add(new)
        any_sheet = remove_row(any_sheet, new)


@given(sheets())
def test_removing_and_splitting_touch_no_other_row(any_sheet: PestSheet) -> None:
    for target in any_sheet.rows:
        others = [r for r in any_sheet.rows if r is not target]
        assert list(remove_row(any_sheet, target.id).rows) == others
        split, new = split_row(any_sheet, target.id)
        assert [r for r in split.rows if r.id not in {target.id, new}] == others
