from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from course.content.case.loading import load_case
from course.settings import ROOT
from exercises.evidence import Evidence
from exercises.forces.sheet import (
    FORCES,
    Driver,
    ForcesSheet,
    Origin,
    add_row,
    attractiveness,
    change_force,
    change_row,
    completion,
    entries,
    force_pressure,
    from_example,
    lines,
    move_row,
    normalised,
    pressure,
    pressures,
    ranking,
    remove_row,
    shares,
    strongest,
    taken,
    weight_sum,
    weights_hold,
)
from tests.exercises.forces.conftest import (
    TODAY,
    forces,
    forces_words,
    row,
    scored,
    sheet,
    sheets,
    weighted,
)

CASE = {
    "entry": [3, 2, 2, 3, 2],
    "suppliers": [3, 3, 2, 3, 3],
    "buyers": [5, 4, 3, 4, 5],
    "substitutes": [4, 2, 3],
    "rivalry": [4, 4, 3, 4, 4],
}


def test_the_five_forces_of_the_case_press_as_the_lesson_says(full: ForcesSheet) -> None:
    assert {f: round(value, 1) for f, value in pressures(full).items()} == {
        "entry": 2.4,
        "suppliers": 2.8,
        "buyers": 4.2,
        "substitutes": 3.0,
        "rivalry": 3.8,
    }


def test_evenly_weighed_the_case_presses_3_24_and_attracts_2_76() -> None:
    even = scored(**CASE)

    assert pressure(even) == pytest.approx(3.24)
    assert attractiveness(even) == pytest.approx(2.76)


def test_weighted_the_case_presses_3_44_and_attracts_2_56(full: ForcesSheet) -> None:
    assert [force.weight for force in full.forces] == [0.15, 0.15, 0.30, 0.15, 0.25]
    assert pressure(full) == pytest.approx(3.44)
    assert attractiveness(full) == pytest.approx(2.56)
    assert weights_hold(full)


def test_the_worked_example_is_the_case(full: ForcesSheet) -> None:
    case = load_case(ROOT / "content" / "zh" / "case").five_forces

    for told in case.forces:
        mine = full.of(told.id)
        assert [(r.name, r.score) for r in mine] == [(d.name, d.score) for d in told.drivers]
        for written, driver in zip(mine, told.drivers, strict=True):
            assert driver.evidence.startswith(written.evidence[0].text)
        trend = full.force(told.id).trend
        assert trend is not None
        assert forces_words().choices["trend"][trend] == told.trend
    for response in case.responses:
        assert f"{full.force(response.force).response}。" == response.text
    assert case.boundary.startswith(full.boundary)
    assert full.buyer in case.boundary


def test_the_strongest_two_of_the_case_are_buyers_and_rivals(full: ForcesSheet) -> None:
    assert strongest(full) == ["buyers", "rivalry"]


def test_the_strongest_are_not_known_before_all_five_are_scored() -> None:
    assert strongest(scored(**{**CASE, "entry": [None]})) == []


def test_of_equal_forces_the_rising_one_is_the_stronger() -> None:
    even = scored(**{force: [3] for force in FORCES})
    rising = change_force(change_force(even, "rivalry", trend="up"), "entry", trend="down")

    assert ranking(rising)[0] == "rivalry"
    assert ranking(rising)[-1] == "entry"


def test_the_half_filled_example_scores_nothing_yet() -> None:
    half = from_example(forces_words().examples["half"], TODAY)

    assert entries(half) == 11
    assert pressures(half) == {}
    assert pressure(half) is None
    assert attractiveness(half) is None


def test_a_driver_without_a_score_does_not_count_as_0() -> None:
    assert force_pressure(scored(buyers=[4, None, 2]), "buyers") == 3
    assert force_pressure(scored(buyers=[None]), "buyers") is None


def test_a_force_without_pressure_or_weight_leaves_the_rest_its_proportions() -> None:
    about = weighted(scored(**{**CASE, "entry": [None]}), 0.15, 0.15, 0.30, 0.15, 0.25)

    assert shares(about) == pytest.approx(
        {"suppliers": 0.15 / 0.85, "buyers": 0.3 / 0.85, "substitutes": 0.15 / 0.85}
        | {"rivalry": 0.25 / 0.85}
    )
    assert set(shares(weighted(scored(**CASE), None, None, 0.5, 0.5, None))) == {
        "buyers",
        "substitutes",
    }


def test_with_all_weights_0_there_is_no_sum() -> None:
    about = weighted(scored(**CASE), 0, 0, 0, 0, 0)

    assert pressure(about) is None
    assert normalised(about) == about


@pytest.mark.parametrize(
    ("given_weights", "holds"),
    [
        ((None, None, None, None, None), True),
        ((0.2, 0.2, 0.2, 0.2, 0.2), True),
        ((0.2, 0.2, 0.2, 0.2, 0.201), True),
        ((0.2, 0.2, 0.2, 0.2, 0.202), False),
        ((0.5, 0.5, None, None, None), False),
    ],
)
def test_weights_hold_when_all_five_sum_to_1(given_weights, holds: bool) -> None:
    assert weights_hold(weighted(scored(**CASE), *given_weights)) is holds


def test_completion_says_what_stands_in_the_sums() -> None:
    about = scored(**{**CASE, "entry": [None], "buyers": [5, None]})
    named = change_row(change_row(about, "X1", name="渠道"), "M2", name="信息")

    assert completion(named) == (14, 16, 4)
    assert not completion(named).all
    assert completion(scored(**CASE)).all


def test_wrong_values_are_refused() -> None:
    for wrong in (0, 6, "3", True, 2.5):
        with pytest.raises(ValidationError):
            row(score=wrong)
    for weight in (-0.1, 1.1, float("nan"), float("inf")):
        with pytest.raises(ValidationError):
            change_force(sheet(), "buyers", weight=weight)
    with pytest.raises(ValidationError):
        Driver(id="P1")
    with pytest.raises(ValidationError):
        sheet(row("G1"), row("G1"))
    with pytest.raises(ValidationError):
        ForcesSheet(forces=())


def test_a_new_driver_has_a_place_for_evidence_ready_that_says_nothing_yet() -> None:
    after, new = add_row(ForcesSheet(), "buyers")

    assert new == "M1"
    assert len(after.row("M1").evidence) == 1
    assert entries(after) == 0


def test_a_number_does_not_come_back_after_its_driver_was_deleted() -> None:
    two, _ = add_row(sheet(row("G1")), "suppliers")

    assert add_row(remove_row(two, "G2"), "suppliers")[1] == "G3"


def test_moving_a_driver_gives_it_a_number_of_its_new_force() -> None:
    after, moved = move_row(sheet(row("J1", "客户压价"), row("M2")), "J1", "buyers")

    assert moved == "M3"
    assert after.row("M3").force == "buyers"
    assert add_row(after, "rivalry")[1] == "J2"
    assert move_row(after, "M3", "buyers") == (after, "M3")


def test_changing_a_driver_checks_the_value_and_keeps_the_id() -> None:
    changed = change_row(sheet(row("G1")), "G1", score=4, id="G9")

    assert changed.row("G1").score == 4
    with pytest.raises(ValidationError):
        change_row(changed, "G1", score=9)
    for change in (lambda: change_row(changed, "G2", score=1), lambda: remove_row(changed, "G2")):
        with pytest.raises(KeyError):
            change()


def test_a_driver_taken_over_remembers_where_it_came_from() -> None:
    origin = Origin(tool="pest", row="T2", text="诺维克降价 8%，免费试机")

    after, new = add_row(sheet(), "rivalry", origin, name=origin.text, evidence=(Evidence(),))
    moved, elsewhere = move_row(after, new, "substitutes")

    assert taken(after, "pest") == taken(moved, "pest") == {"T2"}
    assert moved.row(elsewhere).origin == origin
    assert taken(after, "swot") == set()


def test_the_words_name_every_driver_of_the_case_and_what_a_5_would_be(full: ForcesSheet) -> None:
    words = forces_words()
    for force in FORCES:
        offered = words.choices[f"drivers_{force}"]
        assert {r.name for r in full.of(force)} <= set(offered.values())
        assert offered.keys() == words.choices[f"high_{force}"].keys()


@given(sheets())
def test_stored_and_read_back_a_sheet_is_the_same(any_sheet: ForcesSheet) -> None:
    assert ForcesSheet.model_validate(any_sheet.model_dump(mode="json")) == any_sheet


@given(sheets())
def test_pressure_and_attractiveness_stay_on_the_scale_and_mirror_each_other(
    any_sheet: ForcesSheet,
) -> None:
    value, opposite = pressure(any_sheet), attractiveness(any_sheet)
    assume(value is not None and opposite is not None)
    counted = [pressures(any_sheet)[force] for force in shares(any_sheet)]

    assert min(counted) - 1e-9 <= value <= max(counted) + 1e-9
    assert value + opposite == pytest.approx(6)


@given(sheets())
def test_shares_sum_to_1_or_there_are_none(any_sheet: ForcesSheet) -> None:
    counted = shares(any_sheet)

    assert not counted or sum(counted.values()) == pytest.approx(1)
    assert set(counted) <= set(pressures(any_sheet))


@given(st.lists(st.floats(0.01, 1), min_size=5, max_size=5))
def test_normalised_weights_sum_to_1_and_keep_pressure_and_order(given_weights) -> None:
    before = weighted(scored(**CASE), *given_weights)
    after = normalised(before)

    assert weight_sum(after) == pytest.approx(1, abs=0.001)
    assert weights_hold(after)
    assert normalised(after) == after
    assert pressure(after) == pytest.approx(pressure(before), abs=0.002)
    pairs = zip(given_weights, (force.weight for force in after.forces), strict=True)
    assert all(a[1] <= b[1] for a, b in pairwise(sorted(pairs)))


@given(sheets())
def test_ranking_is_strongest_first_and_loses_no_force(any_sheet: ForcesSheet) -> None:
    ranked = ranking(any_sheet)
    values = [pressures(any_sheet)[force] for force in ranked]

    assert values == sorted(values, reverse=True)
    assert set(ranked) == set(pressures(any_sheet))


@given(sheets(), st.data())
def test_a_higher_score_never_makes_an_industry_more_attractive(any_sheet, data) -> None:
    low = [r for r in any_sheet.rows if r.score is not None and r.score < 5]
    assume(low)
    target = data.draw(st.sampled_from(low))
    before, higher = pressure(any_sheet), change_row(any_sheet, target.id, score=5)

    assume(before is not None)
    assert pressure(higher) >= before - 1e-9


@given(sheets(), forces, st.integers(0, 3))
def test_an_id_is_never_given_twice(any_sheet: ForcesSheet, force, deletions: int) -> None:
    used = {r.id for r in any_sheet.rows}
    for _ in range(deletions + 1):
        any_sheet, new = add_row(any_sheet, force)
        assert new not in used
        used.add(new)
        any_sheet = remove_row(any_sheet, new)


@given(sheets())
def test_removing_and_moving_touch_no_other_driver(any_sheet: ForcesSheet) -> None:
    for target in any_sheet.rows:
        others = [r for r in any_sheet.rows if r is not target]
        assert list(remove_row(any_sheet, target.id).rows) == others
        moved, new = move_row(any_sheet, target.id, "buyers")
        assert [r for r in moved.rows if r.id != new] == others


def test_the_chain_gets_the_industry_with_its_attractiveness(full: ForcesSheet) -> None:
    found = {line.row: line for line in lines(full, forces_words())}

    assert (found["industry"].value, found["industry"].name) == ("2.56", "行业")
    assert "industry" not in {line.row for line in lines(ForcesSheet(), forces_words())}
