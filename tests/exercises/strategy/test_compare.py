"""The comparison and the posture: the case's golden values, and what holds for any sheet."""

import pytest
from hypothesis import given

from exercises.strategy.compare import (
    behind,
    compared,
    completion,
    counted_weights,
    groups,
    leaders,
    parts,
    robustness,
    sequence,
    totals,
    waits_in_circles,
)
from exercises.strategy.posture import box_of, evaluation, posture
from exercises.strategy.sheet import (
    Strategy,
    StrategySheet,
    add_row,
    attract,
    change_factor,
    change_row,
    normalise_factors,
)
from tests.exercises.strategy.conftest import sheets


def test_the_case_has_the_totals_that_the_course_prints(case: StrategySheet) -> None:
    assert totals(case) == {
        "X1": pytest.approx(5.80),
        "X3": pytest.approx(5.70),
        "X2": pytest.approx(4.30),
    }
    assert list(totals(case)) == ["X1", "X3", "X2"]


def test_the_parts_are_those_of_the_lesson(case: StrategySheet) -> None:
    given = parts(case)

    assert [round(given["X1"][f], 2) for f in ("O1", "O2", "T1", "S2", "W1", "W2")] == [
        1.60,
        0.70,
        0.75,
        1.80,
        0.60,
        0.35,
    ]


def test_a_and_c_count_as_equal_and_b_is_out(case: StrategySheet) -> None:
    sums = totals(case)

    assert behind(sums["X3"], sums["X1"]) == pytest.approx(0.017, abs=0.0005)
    assert behind(sums["X2"], sums["X1"]) == pytest.approx(0.259, abs=0.0005)
    assert groups(case) == [["X1", "X3"], ["X2"]]


def test_the_worked_example_says_the_same_with_one_candidate_more(
    full: StrategySheet, case: StrategySheet
) -> None:
    assert {k: v for k, v in totals(full).items() if k != "X4"} == totals(case)
    assert leaders(full) == ["X1", "X3"]
    assert posture(full) == posture(case)


def test_c_comes_before_a_because_a_needs_it(full: StrategySheet) -> None:
    assert sequence(full, ["X1", "X3"]) == ["X3", "X1"]


def test_of_equals_what_can_be_taken_back_comes_first(case: StrategySheet) -> None:
    assert sequence(case, ["X1", "X3"]) == ["X1", "X3"]
    easier = change_row(change_row(case, "X3", undo="easy"), "X1", undo="never")
    assert sequence(easier, ["X1", "X3"]) == ["X3", "X1"]


def test_a_precondition_comes_first_even_with_fewer_points(case: StrategySheet) -> None:
    assert sequence(change_row(case, "X1", after="X2"), ["X1", "X2"]) == ["X2", "X1"]


def test_exactly_five_percent_is_not_equal_any_more(case: StrategySheet) -> None:
    def two(first: float, second: float) -> StrategySheet:
        sheet = StrategySheet(rows=case.rows[:2])
        facts = {"O1": case.factors["O1"], "O2": case.factors["O2"]}
        sheet = sheet.model_copy(update={"factors": facts})
        sheet = change_factor(sheet, "O1", weight=first, scores={"X1": 4, "X2": 3})
        return change_factor(sheet, "O2", weight=second, scores={"X1": 4, "X2": 4})

    assert totals(two(0.2, 0.8)) == {"X1": 4.0, "X2": pytest.approx(3.8)}
    assert groups(two(0.2, 0.8)) == [["X1"], ["X2"]]
    assert groups(two(0.19, 0.81)) == [["X1", "X2"]]


def test_a_stands_on_s2_and_c_on_w2(case: StrategySheet) -> None:
    found = robustness(case)

    assert [(b.how, b.fact) for b in found["X1"].breaks] == [("without", "S2")]
    assert ("without", "W2") in [(b.how, b.fact) for b in found["X3"].breaks]
    assert found["X1"].leads
    assert found["X2"].robust
    assert not found["X2"].leads


def test_a_row_scored_in_part_is_not_counted_and_not_zero(case: StrategySheet) -> None:
    half = attract(case, "W2", "X3", None)

    assert completion(half).half == ("W2",)
    assert "W2" not in counted_weights(half)
    assert sum(counted_weights(half).values()) == pytest.approx(2)


def test_a_candidate_without_any_score_does_not_stop_the_comparison(case: StrategySheet) -> None:
    more, _row = add_row(case, name="还没有打分的一条")

    assert totals(more) == totals(case)
    assert completion(more) == completion(case)


def test_a_factor_that_makes_no_difference_is_left_out(case: StrategySheet) -> None:
    dash = change_factor(case, "W1", scores={})

    assert completion(dash).half == ()
    assert completion(dash).counted == 5
    assert all(value <= 8 for value in totals(dash).values())


def test_the_case_stands_in_box_v(case: StrategySheet) -> None:
    assert evaluation(case, "outside") == pytest.approx(2.70)
    assert evaluation(case, "inside") == pytest.approx(2.65)
    assert posture(case) == ("V", "hold")


@pytest.mark.parametrize(
    ("outside", "inside", "box", "stance"),
    [
        (4, 4, "I", "grow"),
        (3, 2, "II", "grow"),
        (3.5, 1.99, "III", "hold"),
        (2, 3, "IV", "grow"),
        (2, 2, "V", "hold"),
        (2.99, 1, "VI", "shrink"),
        (1.99, 3, "VII", "hold"),
        (1, 2.5, "VIII", "shrink"),
        (1, 1, "IX", "shrink"),
    ],
)
def test_a_cut_belongs_to_the_upper_box(
    outside: float, inside: float, box: str, stance: str
) -> None:
    assert box_of(outside, inside) == (box, stance)


def test_who_waits_for_each_other_waits_forever() -> None:
    rows = (
        Strategy(id="X1", name="甲", after="X2"),
        Strategy(id="X2", name="乙", after="X1"),
        Strategy(id="X3", name="丙", after="X1"),
    )
    sheet = StrategySheet(rows=rows)

    assert [waits_in_circles(sheet, row) for row in rows] == [True, True, False]
    assert sorted(sequence(sheet, ["X1", "X2", "X3"])) == ["X1", "X2", "X3"]


@given(sheets())
def test_totals_lie_between_the_least_and_the_most(sheet: StrategySheet) -> None:
    sides = len({fact[0] in "OT" for fact in counted_weights(sheet)})

    for value in totals(sheet).values():
        assert sides - 1e-9 <= value <= 4 * sides + 1e-9


@given(sheets())
def test_every_candidate_stands_in_one_group_and_in_falling_order(sheet: StrategySheet) -> None:
    sums = totals(sheet)
    found = [one for group in groups(sheet) for one in group]

    assert sorted(found) == sorted(sums)
    assert [sums[one] for one in found] == sorted(sums.values(), reverse=True)


@given(sheets())
def test_more_attraction_never_costs_points(sheet: StrategySheet) -> None:
    before = totals(sheet)
    for fact in counted_weights(sheet):
        for one in compared(sheet):
            points = sheet.factors[fact].scores[one]
            if points < 4:
                after = totals(attract(sheet, fact, one, points + 1))
                assert after[one] >= before[one] - 1e-9


@given(sheets())
def test_the_totals_do_not_depend_on_the_scale_of_the_weights(sheet: StrategySheet) -> None:
    after = totals(normalise_factors(sheet))

    for one, value in totals(sheet).items():
        assert after[one] == pytest.approx(value, abs=0.01)


@given(sheets())
def test_a_sequence_leaves_nobody_out(sheet: StrategySheet) -> None:
    ids = [row.id for row in sheet.main]

    assert sorted(sequence(sheet, ids)) == sorted(ids)


@given(sheets())
def test_both_evaluations_lie_between_one_and_four(sheet: StrategySheet) -> None:
    for side in ("outside", "inside"):
        value = evaluation(sheet, side)
        assert value is None or 1 - 1e-9 <= value <= 4 + 1e-9


@given(sheets())
def test_whoever_is_robust_keeps_its_place_in_every_group(sheet: StrategySheet) -> None:
    first = set(leaders(sheet))

    for one, found in robustness(sheet).items():
        assert found.leads == (one in first)
        assert all((b.gap >= 0.05 - 1e-6) == found.leads for b in found.breaks)
