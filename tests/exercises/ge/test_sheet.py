"""The sheet of the nine boxes: its parts, and how they change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from exercises.ge.sheet import (
    AXES,
    Factor,
    GeSheet,
    add_factor,
    add_row,
    change_factor,
    change_row,
    entries,
    normalise,
    remove_factor,
    remove_row,
    set_score,
    weights,
)
from exercises.weights import weight_sum
from tests.exercises.ge.conftest import factors, sheets, unit


def test_a_sheet_comes_back_from_the_database_as_it_was(full: GeSheet) -> None:
    assert GeSheet.model_validate(full.model_dump(mode="json")) == full


@given(sheets())
def test_any_sheet_comes_back_from_the_database_as_it_was(sheet: GeSheet) -> None:
    assert GeSheet.model_validate(sheet.model_dump(mode="json")) == sheet


def test_two_parts_cannot_have_one_id() -> None:
    with pytest.raises(ValidationError, match="same id"):
        GeSheet(rows=(unit("U1"), unit("U1")))
    with pytest.raises(ValidationError, match="same id"):
        GeSheet(factors=(Factor(id="A1"), Factor(id="A1")))


def test_the_axis_of_a_factor_is_in_its_id() -> None:
    sheet = GeSheet(factors=(*factors(0.5), *factors(0.5, letter="B")))

    assert [factor.id for factor in sheet.of("attractiveness")] == ["A1"]
    assert [factor.id for factor in sheet.of("strength")] == ["B1"]


def test_numbers_of_deleted_parts_do_not_come_back() -> None:
    sheet, first = add_row(GeSheet())
    sheet, second = add_row(remove_row(sheet, first))
    sheet, one = add_factor(sheet, "strength")
    sheet, other = add_factor(remove_factor(sheet, one), "strength")
    sheet, left = add_factor(sheet, "attractiveness")

    assert (first, second, one, other, left) == ("U1", "U2", "B1", "B2", "A1")


def test_a_factor_goes_with_its_scores(full: GeSheet) -> None:
    after = remove_factor(full, "A4")

    assert "A4" not in [factor.id for factor in after.factors]
    assert all("A4" not in one.scores and "A5" in one.scores for one in after.rows)


def test_one_score_changes_and_can_be_taken_back(full: GeSheet) -> None:
    after = set_score(full, "U1", "B1", 4)
    assert (after.row("U1").scores["B1"], after.row("U2").scores["B1"]) == (4, 2)

    assert "B1" not in set_score(after, "U1", "B1", None).row("U1").scores
    with pytest.raises(ValidationError):
        set_score(full, "U1", "B1", 6)


def test_parts_that_are_not_there_are_not_changed(full: GeSheet) -> None:
    with pytest.raises(KeyError):
        change_row(full, "U9", name="x")
    with pytest.raises(KeyError):
        change_factor(full, "A9", name="x")


def test_wrong_values_are_refused(full: GeSheet) -> None:
    with pytest.raises(ValidationError):
        change_row(full, "U1", market=-1)
    with pytest.raises(ValidationError):
        change_factor(full, "A1", weight=float("nan"))


def test_only_units_that_say_something_are_counted_and_before_them_the_factors() -> None:
    sheet, _id = add_row(GeSheet())
    assert entries(sheet) == 0
    sheet, factor = add_factor(sheet, "strength", name="份额")
    assert entries(sheet) == 1
    assert entries(change_row(sheet, "U1", market=13.0)) == 1
    assert entries(change_factor(change_row(sheet, "U1", name="锂电"), factor, name="")) == 1


@given(sheets(), st.sampled_from(AXES))
def test_normalising_touches_one_axis_only(sheet: GeSheet, axis) -> None:
    other = next(one for one in AXES if one != axis)

    after = normalise(sheet, axis)

    assert weights(after, other) == weights(sheet, other)
    total = weight_sum(weights(after, axis))
    assert not total or total == pytest.approx(1, abs=0.001)
