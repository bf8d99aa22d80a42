"""Weights beside each other: what counts, and what together is 1."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from exercises.weights import normalised, shares, weight_sum, weights_hold

weights = st.dictionaries(
    st.sampled_from("ABCDE"), st.one_of(st.none(), st.floats(0, 1)), max_size=5
)


def test_without_weights_all_count_the_same() -> None:
    assert shares({"A": None, "B": None}, "AB") == {"A": 0.5, "B": 0.5}


def test_what_has_no_weight_is_not_counted_once_another_has_one() -> None:
    assert shares({"A": 0.5, "B": None}, "AB") == {"A": 1}


def test_weights_are_taken_over_what_is_scored() -> None:
    assert shares({"A": 0.25, "B": 0.25, "C": 0.5}, "AC") == pytest.approx({"A": 1 / 3, "C": 2 / 3})


def test_nothing_counts_where_nothing_is_scored_or_all_weigh_nothing() -> None:
    assert shares({"A": 0.5}, "") == {}
    assert shares({"A": 0.0}, "A") == {}
    assert shares({}, "A") == {}


@given(weights, st.sets(st.sampled_from("ABCDE")))
def test_shares_sum_to_one_or_there_are_none(given: dict[str, float | None], scored: set) -> None:
    found = shares(given, scored)

    assert not found or sum(found.values()) == pytest.approx(1)
    assert found.keys() <= scored & given.keys()
    assert all(share >= 0 for share in found.values())


@pytest.mark.parametrize(
    ("given", "holds"),
    [
        ({"A": 0.4, "B": 0.6}, True),
        ({"A": 0.4, "B": 0.601}, True),
        ({"A": 0.4, "B": 0.602}, False),
        ({"A": 1.0, "B": None}, False),
        ({"A": None}, False),
        ({}, False),
    ],
)
def test_weights_hold_when_all_are_given_and_sum_to_one(given: dict, holds: bool) -> None:
    assert weights_hold(given) is holds


@given(weights)
def test_normalised_weights_sum_to_one_and_keep_their_order(given: dict) -> None:
    total = weight_sum(given)
    assume(total is not None and total > 0.01)

    after = normalised(given)

    assert weight_sum(after) == pytest.approx(1, abs=0.001)
    assert [name for name in given if given[name] is None] == [
        name for name in after if after[name] is None
    ]
    assert normalised(after) == after


def test_weights_of_nothing_stay_so() -> None:
    assert normalised({"A": 0.0, "B": None}) == {"A": 0.0, "B": None}
    assert normalised({}) == {}
