"""What follows from the scores: the case's golden values, and what holds for any matrix."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.confrontation.matrix import (
    QUADRANTS,
    Matrix,
    apart,
    completion,
    extremes,
    line_sum,
    matrix,
    origins_now,
    quadrant,
    spread,
    stale,
    topics,
    total,
    weight,
)
from exercises.confrontation.sheet import (
    Cell,
    ConfrontationSheet,
    accept_fact,
    from_example,
    leave_out,
)
from exercises.swot.sheet import SwotSheet, remove_row
from tests.exercises.confrontation.conftest import (
    INSIDE,
    OUTSIDE,
    TODAY,
    case_scores,
    case_swot,
    cm_words,
    filled,
    sheets,
    swots,
)


def test_the_worked_example_is_the_case(full: ConfrontationSheet) -> None:
    for inside, line in case_scores().items():
        for outside, score in zip(OUTSIDE, line, strict=True):
            assert full.cell(f"{inside}×{outside}").score == score


def test_the_case_has_the_sums_that_the_course_prints(table: Matrix) -> None:
    assert [line_sum(table, one) for one in INSIDE] == [7, 9, 3, -6, -7, -3]
    assert [line_sum(table, one) for one in OUTSIDE] == [0, 0, 2, -2, 2, 1]
    assert total(table.cells) == 3


@pytest.mark.parametrize(
    ("name", "points", "share"),
    [("SO", 11, 0.61), ("ST", 8, 0.44), ("WO", -9, -0.50), ("WT", -7, -0.39)],
)
def test_the_case_has_these_quadrants(table: Matrix, name: str, points: int, share: float) -> None:
    found = quadrant(table, name)

    assert found.sum == points
    assert found.share == pytest.approx(share, abs=0.005)


def test_s2_helps_most_w2_hurts_most_and_t1_is_met_worst(table: Matrix) -> None:
    assert extremes(table) == (["S2"], ["W2"], ["T1"])


def test_an_unfinished_line_is_not_compared(table: Matrix) -> None:
    rows = tuple(cell for cell in table.sheet.rows if cell.id != "S2×T3")
    shown = matrix(table.sheet.model_copy(update={"rows": rows}), case_swot())

    assert extremes(shown)[0] == ["S1"]


def test_topics_come_by_the_ranks_of_both_facts(table: Matrix) -> None:
    found = [cell.id for cell in topics(table)]

    assert len(found) == 9
    assert found.index("W2×T1") < found.index("W2×O3")
    by_id = {cell.id: cell for cell in table.cells}
    assert (weight(table, by_id["W2×T1"]), weight(table, by_id["W2×O3"])) == (30, 23)
    weights = [weight(table, by_id[one]) for one in found]
    assert weights == sorted(weights, reverse=True)


def test_without_a_swot_the_facts_are_those_that_the_cells_keep(full: ConfrontationSheet) -> None:
    shown, live = matrix(full, None), matrix(full, case_swot())

    assert [item.id for item in shown.items] == [*INSIDE, *OUTSIDE]
    assert [item.rank for item in shown.items] == [item.rank for item in live.items]
    assert [cell.id for cell in topics(shown)] == [cell.id for cell in topics(live)]


def test_a_fact_left_out_takes_its_cells_out_of_the_sums_and_brings_them_back(
    full: ConfrontationSheet,
) -> None:
    without = leave_out(full, ["T1"])

    assert total(matrix(without, case_swot()).cells) == 5
    assert total(matrix(leave_out(without, []), case_swot()).cells) == 3


def test_a_fact_without_words_is_no_line(full: ConfrontationSheet) -> None:
    shown = matrix(full, case_swot(S3=""))

    assert "S3" not in [item.id for item in shown.items]
    assert [(one.item, one.now) for one in stale(full, case_swot(S3=""))] == [("S3", None)]


def test_a_cell_without_a_score_is_no_zero() -> None:
    shown = matrix(filled({"S1": [2, None], "W1": [None, None]}), case_swot())

    assert completion(shown.cells).scored == 1
    assert line_sum(shown, "W1") is None
    assert quadrant(shown, "SO").share == 1
    assert quadrant(shown, "WT").share is None


def test_words_changed_in_the_swot_are_shown_with_the_cells_scored_on_the_old_ones(
    full: ConfrontationSheet,
) -> None:
    found = stale(full, case_swot(W2="投诉 12 天闭环"))

    assert [(one.item, one.now) for one in found] == [("W2", "投诉 12 天闭环")]
    assert found[0].before == ("宜宾停机投诉 23 天才闭环",)
    assert len(found[0].cells) == 6


@pytest.mark.parametrize("kind", ["full", "half"])
def test_the_examples_stand_on_the_words_of_the_swot_example(kind: str) -> None:
    sheet = from_example(cm_words().examples[kind], TODAY)

    assert stale(sheet, case_swot()) == []
    ranks = {item.id: item.rank for item in matrix(sheet, case_swot()).items}
    assert sheet.ranks == ranks


def test_a_change_of_weight_alone_makes_no_cell_stale(full: ConfrontationSheet) -> None:
    lighter = [row.model_copy(update={"importance": 1}) for row in case_swot().rows]

    assert stale(full, SwotSheet(rows=tuple(lighter))) == []


def test_blanks_alone_are_no_change(full: ConfrontationSheet) -> None:
    assert stale(full, case_swot(S3="交期  8 周")) == []


def test_of_a_deleted_fact_the_cells_stay(full: ConfrontationSheet) -> None:
    swot = remove_row(case_swot(), "T3")

    found = stale(full, swot)

    assert [(one.item, one.now) for one in found] == [("T3", None)]
    assert full.cell("W3×T3").score == -1
    assert total(matrix(full, swot).cells) == 2


def test_new_words_that_were_accepted_are_stale_no_more(full: ConfrontationSheet) -> None:
    swot = case_swot(W2="投诉 12 天闭环")
    seen = accept_fact(full, origins_now(matrix(full, swot))["W2"])

    assert stale(seen, swot) == []
    assert [cell.score for cell in seen.rows] == [cell.score for cell in full.rows]


def test_the_deviation_is_that_of_the_whole_group() -> None:
    found = spread(Cell(id="S1×O1", votes={"M1": 3, "M2": -1, "M3": 2, "M4": 0}))

    assert found is not None
    assert found.mean == 1
    assert found.deviation == pytest.approx(1.5811, abs=1e-4)
    assert spread(Cell(id="S1×O1", votes={"M1": 3})) is None


def test_one_apart_is_apart_and_less_is_not() -> None:
    wide = Cell(id="S1×O1", votes={"M1": 1, "M2": -1})
    close = Cell(id="S1×O2", votes={"M1": 1, "M2": 0})

    assert apart([close, wide]) == [wide]


@given(sheets(), swots())
def test_rows_columns_and_quadrants_add_up_to_the_same(
    sheet: ConfrontationSheet, swot: SwotSheet | None
) -> None:
    shown = matrix(sheet, swot)
    whole = total(shown.cells) or 0

    assert sum(line_sum(shown, item.id) or 0 for item in shown.inside) == whole
    assert sum(line_sum(shown, item.id) or 0 for item in shown.outside) == whole
    fields = [quadrant(shown, name) for name in QUADRANTS]
    assert sum(field.sum for field in fields) == whole
    assert sum(field.scored for field in fields) == completion(shown.cells).scored
    assert all(field.share is None or -1 <= field.share <= 1 for field in fields)


@given(sheets(), swots())
def test_no_cell_is_lost_between_the_table_and_what_is_gone(
    sheet: ConfrontationSheet, swot: SwotSheet | None
) -> None:
    shown = {cell.id for cell in matrix(sheet, swot).cells}
    told = {one for found in stale(sheet, swot) for one in found.cells}

    if swot is not None:
        assert {cell.id for cell in sheet.rows} <= shown | told


@given(sheets(), swots(), st.sampled_from([*INSIDE, *OUTSIDE]))
def test_accepting_settles_that_fact_and_only_that_one(
    sheet: ConfrontationSheet, swot: SwotSheet | None, fact: str
) -> None:
    before = {one.item for one in stale(sheet, swot)}
    now = origins_now(matrix(sheet, swot)).get(fact)
    if now is None:
        return

    after = {one.item for one in stale(accept_fact(sheet, now), swot)}

    assert after == before - {fact}
