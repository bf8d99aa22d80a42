"""The strategy sheets give the results that the course prints."""

from statistics import mean

import pytest

from course.content.case import Case
from course.content.files import read_yaml
from tests.course.content.case.sums import (
    CONTENT,
    weighted,
)


def test_pest_has_54_of_opportunity_and_27_of_threat_and_five_rows_reach_swot(case: Case):
    document, _ = read_yaml(CONTENT / "exercises" / "pest.yaml")
    sheet = document.get(("examples", "full", "sheet", "rows"))
    signed = {
        row["id"]: row["impact"] * row["likelihood"] * (1 if row["direction"] == "O" else -1)
        for row in sheet
    }
    assert sum(score for score in signed.values() if score > 0) == 54
    assert sum(score for score in signed.values() if score < 0) == -27
    high = {f"pest.{id_}" for id_, score in signed.items() if abs(score) >= 12}
    assert len(high) == 5
    assert high == {
        source for item in case.swot.items for source in item.sources if source.startswith("pest.")
    }


def test_the_five_forces_press_3_24_evenly_and_3_44_weighted(case: Case):
    forces = case.five_forces.forces
    pressure = [mean(driver.score for driver in force.drivers) for force in forces]
    assert pressure == [
        pytest.approx(2.4),
        pytest.approx(2.8),
        pytest.approx(4.2),
        pytest.approx(3.0),
        pytest.approx(3.8),
    ]
    assert mean(pressure) == pytest.approx(3.24)
    assert 6 - mean(pressure) == pytest.approx(2.76)
    heavy = weighted([force.weight for force in forces], pressure)
    assert heavy == pytest.approx(3.44)
    assert 6 - heavy == pytest.approx(2.56)


@pytest.mark.parametrize(
    ("segment", "attractiveness", "strength"),
    [
        ("锂电", 3.45, 3.60),
        ("食品饮料", 3.60, 2.85),
        ("汽车零部件", 2.65, 3.85),
        ("电子半导体", 4.30, 1.60),
        ("纺织", 1.65, 3.60),
    ],
)
def test_each_segment_has_its_place_in_the_nine_boxes(
    case: Case, segment: str, attractiveness: float, strength: float
):
    ge = case.ge
    row = next(part for part in ge.segments if part.name == segment)
    a = weighted([f.weight for f in ge.attractiveness], list(row.attractiveness))
    s = weighted([f.weight for f in ge.strength], list(row.strength))
    assert (a, s) == (pytest.approx(attractiveness), pytest.approx(strength))
    low, high = ge.cuts
    cell = ["低中高"[(a >= low) + (a >= high)], "弱中强"[(s >= low) + (s >= high)]]
    assert row.cell == "·".join(cell)


def test_lithium_stands_0_07_from_being_strong(case: Case):
    ge = case.ge
    row = ge.segments[0]
    s = weighted([f.weight for f in ge.strength], list(row.strength))
    assert ge.cuts[1] - s == pytest.approx(0.067, abs=0.001)
    assert ge.cuts[1] - s < ge.edge


def test_the_segments_add_up_to_the_suppliers_revenue(case: Case):
    ge = case.ge
    total = sum(segment.revenue for segment in ge.segments) + ge.other_revenue
    assert total == case.file.supplier.revenue


def test_all_weights_add_up_to_one(case: Case):
    groups = {
        "forces": [force.weight for force in case.five_forces.forces],
        "attractiveness": [factor.weight for factor in case.ge.attractiveness],
        "strength": [factor.weight for factor in case.ge.strength],
        "A": [c.weight for c in case.accounts.criteria if c.id.startswith("A")],
        "B": [c.weight for c in case.accounts.criteria if c.id.startswith("B")],
        "outside": [f.weight for f in case.strategy.qspm.factors if f.id[0] in "OT"],
        "inside": [f.weight for f in case.strategy.qspm.factors if f.id[0] in "SW"],
        "efe": [rating.weight for rating in case.strategy.efe],
        "ife": [rating.weight for rating in case.strategy.ife],
    }
    assert {name: round(sum(weights), 6) for name, weights in groups.items()} == dict.fromkeys(
        groups, 1.0
    )


def test_swot_has_three_lines_in_each_field(case: Case):
    ids = [item.id for item in case.swot.items]
    assert ids == [f"{quad}{n}" for quad in "SWOT" for n in (1, 2, 3)]
    assert all(item.id[0] == item.quad for item in case.swot.items)
    assert all(item.against for item in case.swot.items if item.quad in "SW")


def test_sources_of_swot_lead_to_forces_and_events_that_exist(case: Case):
    known = {f"five_forces.{force.id}" for force in case.five_forces.forces}
    known |= {f"event.{event.id}" for event in case.events.events}
    for item in case.swot.items:
        assert {source for source in item.sources if not source.startswith("pest.")} <= known


def test_the_opposing_matrix_sums_to_11_8_minus_9_minus_7_and_3(case: Case):
    matrix = case.confrontation
    cell = {
        (row, column): score
        for row, line in zip(matrix.rows, matrix.scores, strict=True)
        for column, score in zip(matrix.columns, line, strict=True)
    }
    fields = {
        inside + outside: sum(v for (r, c), v in cell.items() if r[0] == inside and c[0] == outside)
        for inside in "SW"
        for outside in "OT"
    }
    assert fields == {"SO": 11, "ST": 8, "WO": -9, "WT": -7}
    assert sum(cell.values()) == 3
    shares = [fields[name] / 18 for name in ("SO", "ST", "WO", "WT")]
    assert [round(share, 2) for share in shares] == [0.61, 0.44, -0.50, -0.39]


def test_the_matrixs_rows_and_columns_point_at_s2_w2_and_t1(case: Case):
    matrix = case.confrontation
    by_row = {row: sum(line) for row, line in zip(matrix.rows, matrix.scores, strict=True)}
    by_column = {
        column: sum(line[index] for line in matrix.scores)
        for index, column in enumerate(matrix.columns)
    }
    assert by_row == {"S1": 7, "S2": 9, "S3": 3, "W1": -6, "W2": -7, "W3": -3}
    assert by_column == {"O1": 0, "O2": 0, "O3": 2, "T1": -2, "T2": 2, "T3": 1}


def test_every_cell_of_two_has_its_reason_and_feeds_a_strategy(case: Case):
    matrix = case.confrontation
    strong = {
        (row, column)
        for row, line in zip(matrix.rows, matrix.scores, strict=True)
        for column, score in zip(matrix.columns, line, strict=True)
        if abs(score) == 2
    }
    assert strong == {(reason.row, reason.column) for reason in matrix.reasons}
    for strategy in case.strategy.candidates:
        cells = {tuple(cell.split("·")) for cell in strategy.from_cells}
        assert cells <= strong, strategy.id


def test_qspm_gives_a_5_80_c_5_70_and_b_4_30(case: Case):
    totals = {
        candidate.id: sum(f.weight * f.scores[candidate.id] for f in case.strategy.qspm.factors)
        for candidate in case.strategy.candidates
    }
    assert totals == {"A": pytest.approx(5.80), "B": pytest.approx(4.30), "C": pytest.approx(5.70)}
    assert (totals["A"] - totals["C"]) / totals["A"] == pytest.approx(0.017, abs=0.0005)
    assert case.strategy.decision.order == ("C", "A")


def test_efe_is_2_70_and_ife_2_65_which_is_cell_v(case: Case):
    efe = sum(rating.weight * rating.rating for rating in case.strategy.efe)
    ife = sum(rating.weight * rating.rating for rating in case.strategy.ife)
    assert (efe, ife) == (pytest.approx(2.70), pytest.approx(2.65))
    assert 2 <= efe < 3
    assert 2 <= ife < 3
