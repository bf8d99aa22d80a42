import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from exercises.chain import Origin
from exercises.swot.sheet import (
    HIGHEST,
    QUADS,
    SwotItem,
    SwotSheet,
    add_origin,
    add_row,
    change_row,
    drop_origin,
    entries,
    items_of,
    move_row,
    rank,
    remove_row,
    too_many,
    used,
)
from tests.exercises.swot.conftest import item, proof, sheet, sheets

P1 = Origin(tool="pest", row="P1", text="碳考核", value="+20")
E1 = Origin(tool="pest", row="E1", text="峰谷价差", value="+16")


def test_the_case_is_ranked_as_the_lesson_says(case: SwotSheet) -> None:
    ranks = {quad: [(i.id, rank(i)) for i in items_of(case, quad)] for quad in QUADS}

    assert ranks == {
        "S": [("S1", 15), ("S2", 15), ("S3", 12)],
        "W": [("W1", 15), ("W2", 15), ("W3", 9)],
        "O": [("O1", 15), ("O2", 10), ("O3", 8)],
        "T": [("T1", 15), ("T2", 12), ("T3", 8)],
    }


@pytest.mark.parametrize("missing", ["importance", "certainty"])
def test_an_item_has_no_rank_until_both_are_given(missing: str) -> None:
    both = {"importance": 4, "certainty": 2}

    assert rank(item(**both)) == 8
    assert rank(item(**(both | {missing: None}))) is None


def test_the_heaviest_stands_first_and_keeps_its_id() -> None:
    light = item("O1", importance=2, certainty=2)
    heavy = item("O2", importance=4, certainty=3)
    unranked = item("O3", importance=5)

    assert items_of(sheet(unranked, light, heavy), "O") == (heavy, light, unranked)


def test_of_equal_ranks_the_more_important_then_the_older_comes_first() -> None:
    certain = item("T1", importance=2, certainty=3)
    important = item("T2", importance=3, certainty=2)
    younger = item("T3", importance=3, certainty=2)

    assert items_of(sheet(certain, younger, important), "T") == (important, younger, certain)


def test_a_sixth_item_stays_and_is_told() -> None:
    rows = [item(f"S{n}", importance=n % 5 + 1, certainty=3) for n in range(1, 7)]
    full = sheet(*rows)

    assert len(items_of(full, "S")) == 6
    assert [i.id for i in too_many(full)["S"]] == ["S5"]  # importance 1, the least
    assert too_many(sheet(*rows[:5])) == {}


def test_an_empty_item_fills_no_quadrant() -> None:
    rows = [item(f"W{n}") for n in range(1, 6)]

    assert too_many(sheet(*rows, SwotItem(id="W6"))) == {}


def test_wrong_values_are_refused() -> None:
    for field, values in {"importance": (0, 6, "3", True), "certainty": (0, 4, 2.5)}.items():
        for value in values:
            with pytest.raises(ValidationError):
                item(**{field: value})
    with pytest.raises(ValidationError):
        SwotItem(id="P1")
    with pytest.raises(ValidationError):
        sheet(item("S1"), item("S1"))
    with pytest.raises(ValidationError):
        item("O1", origins=(P1, P1))


def test_a_number_does_not_come_back_after_its_item_was_deleted() -> None:
    two, _ = add_row(sheet(item("O1")), "O")

    assert add_row(remove_row(two, "O2"), "O")[1] == "O3"


def test_an_item_moved_to_another_quadrant_takes_its_next_number_and_all_it_has() -> None:
    before = sheet(item("O1", origins=(P1,), evidence=(proof(),)), item("T4"))
    after, moved = move_row(before, "O1", "T")

    assert moved == "T5"
    assert after.row("T5") == before.row("O1").model_copy(update={"id": "T5"})
    assert add_row(after, "O")[1] == "O2"
    assert move_row(after, "T5", "T") == (after, "T5")


def test_an_item_may_have_several_sources_each_once() -> None:
    one, new = add_row(SwotSheet(), "O", [P1], text="降耗 10%")
    two = add_origin(one, new, E1)
    newer = P1.model_copy(update={"value": "+15"})

    assert two.row(new).origins == (P1, E1)
    assert used(two) == {("pest", "P1"), ("pest", "E1")}
    assert add_origin(two, new, newer).row(new).origins == (newer, E1)
    assert drop_origin(two, new, "pest", "P1").row(new).origins == (E1,)


def test_a_change_keeps_the_id_and_refuses_what_is_wrong() -> None:
    before = sheet(item("S1"), item("W1"))

    assert change_row(before, "S1", note="核过").row("S1").note == "核过"
    with pytest.raises(KeyError):
        change_row(before, "S9", note="x")
    with pytest.raises(ValidationError):
        change_row(before, "S1", importance=9)


@given(sheets(), st.sampled_from(QUADS))
def test_a_quadrant_is_in_order_and_whole(about: SwotSheet, quad: str) -> None:
    shown = items_of(about, quad)
    ranks = [rank(i) or 0 for i in shown]

    assert ranks == sorted(ranks, reverse=True)
    assert {i.id for i in shown} == {i.id for i in about.rows if i.quad == quad}
    assert all(1 <= r <= HIGHEST for r in ranks if r)


@given(sheets())
def test_all_items_stand_in_one_quadrant_each(about: SwotSheet) -> None:
    assert sorted(i.id for i in about.ordered) == sorted(i.id for i in about.rows)
    assert 0 <= entries(about) <= len(about.rows)


@given(sheets(), st.sampled_from(QUADS))
def test_a_new_item_gets_an_unused_id_and_changes_nothing_else(about: SwotSheet, quad) -> None:
    after, new = add_row(about, quad)

    assert new not in {i.id for i in about.rows}
    assert after.rows[:-1] == about.rows
    assert remove_row(after, new).rows == about.rows


@given(sheets())
def test_a_sheet_is_the_same_after_storing(about: SwotSheet) -> None:
    assert SwotSheet.model_validate_json(about.model_dump_json()) == about
