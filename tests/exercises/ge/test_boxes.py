"""Scores, boxes, edges and what one point changes; the figures are those of the case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.content.case import load_case
from course.settings import ROOT
from exercises.ge.boxes import (
    CUTS,
    EDGE,
    LEVELS,
    Box,
    action_of_box,
    box_of,
    completion,
    departs,
    edges,
    from_edge,
    level_of,
    missing,
    on_edge,
    placed,
    score,
    sensitivity,
    share_of_market,
    turning,
)
from exercises.ge.sheet import AXES, GeSheet, change_factor, set_score
from tests.exercises.ge.conftest import scored, sheets, unit

# domain.md §3.3
GOLDEN = {
    "锂电": (3.45, 3.60, ("middle", "middle")),
    "食品饮料": (3.60, 2.85, ("middle", "middle")),
    "汽车零部件": (2.65, 3.85, ("middle", "high")),
    "电子半导体": (4.30, 1.60, ("high", "low")),
    "纺织": (1.65, 3.60, ("low", "middle")),
}


def test_the_five_segments_have_their_scores_and_boxes(full: GeSheet) -> None:
    found = {
        one.name: (
            score(full, one, "attractiveness"),
            score(full, one, "strength"),
            *[box_of(full, one)],
        )
        for one in full.rows
    }

    assert found == {name: (a, b, Box(*box)) for name, (a, b, box) in GOLDEN.items()}


def test_the_example_is_the_case(full: GeSheet) -> None:
    case = load_case(ROOT / "content" / "zh" / "case").ge
    names = [f.name for f in full.of("attractiveness")], [f.name for f in full.of("strength")]
    assert names == ([f.factor for f in case.attractiveness], [f.factor for f in case.strength])
    assert [f.weight for f in full.factors] == [
        f.weight for f in (*case.attractiveness, *case.strength)
    ]
    assert tuple(case.cuts) == CUTS
    assert case.edge == EDGE
    for one, segment in zip(full.rows, case.segments, strict=True):
        assert (one.name, one.market, one.revenue) == (
            segment.name,
            segment.market_yi,
            segment.revenue,
        )
        assert list(one.scores.values()) == [*segment.attractiveness, *segment.strength]


def test_three_segments_lie_on_an_edge(full: GeSheet) -> None:
    near = {one.name: edges(full, one) for one in full.rows if edges(full, one)}

    assert near == {"锂电": ("strength",), "食品饮料": ("attractiveness",), "纺织": ("strength",)}
    assert round(from_edge(3.60), 3) == 0.067


def test_one_point_for_lithium_does_what_the_lesson_says(full: GeSheet) -> None:
    shifts = {
        (s.factor, s.points): (round(s.value, 2), s.box) for s in sensitivity(full, full.row("U1"))
    }

    assert shifts[("B1", 1)] == (3.85, Box("middle", "high"))
    assert shifts[("B1", -1)] == (3.35, Box("middle", "middle"))
    assert shifts[("A2", 1)] == (3.70, Box("high", "middle"))
    assert shifts[("A2", -1)] == (3.20, Box("middle", "middle"))
    assert shifts[("B2", 1)] == (3.85, Box("middle", "high"))
    assert ("A1", 1) not in shifts  # it has 5 already
    assert {s.factor for s in turning(full, full.row("U1"))} == {"A2", "B1", "B2"}
    assert turning(full, full.row("U4")) == []


def test_shares_of_the_market_are_those_of_the_case(full: GeSheet) -> None:
    found = [round((share_of_market(one) or 0) * 100, 1) for one in full.rows]

    assert found == [3.0, 1.9, 4.4, 0.4, 4.3]
    assert share_of_market(unit(revenue=100.0)) is None
    assert share_of_market(unit(market=0.0, revenue=100.0)) is None


@pytest.mark.parametrize(
    ("value", "level"),
    [
        (1.0, "low"),
        (2.332, "low"),
        (2.333, "middle"),
        (3.666, "middle"),
        (3.667, "high"),
        (5, "high"),
    ],
)
def test_a_score_on_a_cut_belongs_to_the_upper_level(value: float, level: str) -> None:
    assert level_of(value) == level


@pytest.mark.parametrize(
    ("value", "near"),
    [(3.567, False), (3.568, True), (3.667, True), (3.766, True), (3.767, False), (3.0, False)],
)
def test_an_edge_is_nearer_than_a_tenth(value: float, near: bool) -> None:
    assert on_edge(value) is near


def test_three_boxes_invest_three_choose_three_harvest() -> None:
    found = {(up, right): action_of_box(Box(up, right)) for up in LEVELS for right in LEVELS}

    assert [box for box, action in found.items() if action == "invest"] == [
        ("middle", "high"),
        ("high", "middle"),
        ("high", "high"),
    ]
    assert [box for box, action in found.items() if action == "choose"] == [
        ("low", "high"),
        ("middle", "middle"),
        ("high", "low"),
    ]
    assert found[("low", "low")] == "harvest"


def test_an_action_departs_only_from_a_box(full: GeSheet) -> None:
    assert [one.name for one in full.rows if departs(full, one)] == ["汽车零部件"]
    assert not departs(GeSheet(), unit(action="invest"))


def test_what_is_not_scored_is_left_out_and_not_0(full: GeSheet) -> None:
    part = set_score(full, "U1", "B1", None)

    assert score(part, part.row("U1"), "strength") == pytest.approx(2.85 / 0.75)
    assert [factor.id for factor in missing(part, part.row("U1"), "strength")] == ["B1"]


def test_scores_follow_weights_that_do_not_sum_to_one(full: GeSheet) -> None:
    doubled = full
    for factor in full.of("strength"):
        doubled = change_factor(doubled, factor.id, weight=(factor.weight or 0) * 2)

    assert score(doubled, doubled.row("U1"), "strength") == score(full, full.row("U1"), "strength")


def test_without_weights_the_score_is_the_mean() -> None:
    sheet = scored([5, 2], [1])

    assert score(sheet, sheet.rows[0], "attractiveness") == 3.5


def test_how_far_the_sheet_is_counts_scores_and_boxes(full: GeSheet, half: GeSheet) -> None:
    assert completion(full) == (50, 50, 5, 5)
    assert completion(full).all
    assert completion(half) == (20, 50, 5, 1)
    assert not completion(half).all


@given(sheets())
def test_scores_stay_on_the_scale_and_boxes_follow_them(sheet: GeSheet) -> None:
    for one in sheet.rows:
        values = [score(sheet, one, axis) for axis in AXES]
        assert all(value is None or 1 - 1e-6 <= value <= 5 + 1e-6 for value in values)
        assert (box_of(sheet, one) is None) == (None in values)
        for shift in sensitivity(sheet, one):
            assert 1 <= one.scores[shift.factor] + shift.points <= 5
    assert placed(sheet).keys() <= {one.id for one in sheet.rows}


@given(st.lists(st.integers(1, 5), min_size=1, max_size=5), st.integers(0, 4))
def test_a_better_score_never_makes_the_result_worse(points: list[int], at: int) -> None:
    at %= len(points)
    better = [min(5, value + (n == at)) for n, value in enumerate(points)]
    before, after = scored(points, [3]), scored(better, [3])

    assert score(after, after.rows[0], "attractiveness") >= score(
        before, before.rows[0], "attractiveness"
    )
