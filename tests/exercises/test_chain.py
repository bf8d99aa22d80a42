"""Where rows came from, and what has to be looked at again."""

from hypothesis import given
from hypothesis import strategies as st

from exercises.chain import (
    ChainLine,
    Origin,
    Upstream,
    accepted,
    breaks,
    offered,
    origin_of,
    review,
    reviews,
    taken,
)
from exercises.marks import went

P1 = ChainLine("P1", "碳考核要求节能", "+20", offered_to=("swot",))
E2 = ChainLine("E2", "锂电扩产放缓", "−15", offered_to=("swot",))
UPSTREAM: Upstream = {"pest": {"P1": P1, "E2": E2}}


def test_an_origin_that_still_says_the_same_needs_no_review() -> None:
    assert review(origin_of("pest", P1), UPSTREAM) is None


def test_changed_words_and_changed_figures_need_a_review() -> None:
    words = Origin(tool="pest", row="P1", text="碳考核", value="+20")
    figure = Origin(tool="pest", row="P1", text="碳考核要求节能", value="+12")

    assert [found.now for found in reviews([words, figure], UPSTREAM)] == [P1, P1]


def test_a_row_that_is_gone_needs_a_review_and_keeps_its_old_words() -> None:
    gone = Origin(tool="pest", row="S9", text="运维工短缺")
    found = review(gone, UPSTREAM)

    assert found is not None
    assert found.now is None
    assert found.origin.text == "运维工短缺"


def test_what_hangs_on_a_deleted_row_is_as_good_as_gone() -> None:
    origins = (origin_of("pest", P1), Origin(tool="pest", row="S9", text="运维工短缺"))
    cell = ChainLine("P1×S9", "两条都要", "++", origins=origins, bound=True)
    made = origin_of("matrix", cell)

    found = review(made, {**UPSTREAM, "matrix": {cell.row: cell}})
    assert found is not None
    assert found.now is None

    whole = ChainLine("P1×S9", "两条都要", "++", origins=origins[:1], bound=True)
    assert review(made, {**UPSTREAM, "matrix": {cell.row: whole}}) is None


def test_a_sheet_that_cannot_be_read_is_not_judged() -> None:
    assert review(Origin(tool="forces", row="buyers", text="买方"), UPSTREAM) is None


def test_a_figure_that_was_never_noted_is_not_compared() -> None:
    assert review(Origin(tool="pest", row="P1", text="碳考核要求节能"), UPSTREAM) is None


def test_accepting_notes_the_new_words_and_lets_go_of_what_is_gone() -> None:
    old = (Origin(tool="pest", row="P1", text="旧的话"), Origin(tool="pest", row="S9", text="没了"))

    assert accepted(old, UPSTREAM) == (origin_of("pest", P1),)


def test_rows_are_offered_to_the_tools_that_ought_to_take_them() -> None:
    assert offered("swot", UPSTREAM) == [("pest", P1), ("pest", E2)]
    assert offered("strategy", UPSTREAM) == []


def test_taken_are_the_rows_that_lines_were_made_from() -> None:
    line = ChainLine("O1", "单位电耗降 10%", origins=(origin_of("pest", P1),))
    assert taken([line]) == {("pest", "P1")}


@given(st.text(max_size=400), st.text(max_size=8))
def test_whatever_a_row_says_its_fresh_origin_needs_no_review(text: str, value: str) -> None:
    line = ChainLine("P1", text, value)
    assert review(origin_of("pest", line), {"pest": {"P1": line}}) is None


@given(st.lists(st.sampled_from(["P1", "E2", "S9"]), max_size=5))
def test_after_accepting_nothing_is_left_to_review(rows: list[str]) -> None:
    origins = [Origin(tool="pest", row=row, text="那时") for row in rows]
    assert reviews(accepted(origins, UPSTREAM), UPSTREAM) == []


def test_many_rows_of_one_table_are_counted_and_few_are_named() -> None:
    said = went(["对持·S1×O1", "对持·S1×O2", "对持·S1×T3", "战略·A"])

    assert "用在 对持 3 处、战略·A" in said
    assert "五要素·J1、五要素·J2" in went(["五要素·J1", "五要素·J2"])
    assert went([]) == ""


def test_what_stands_on_a_row_that_is_gone_is_looked_at_and_not_offered_on() -> None:
    cell = ChainLine(
        "W1×T1",
        "机型小 × 扩产放缓",
        "−−",
        origins=(Origin(tool="swot", row="T1", text="扩产放缓"),),
        offered_to=("strategy",),
    )
    matrix, other = {"W1×T1": cell}, ChainLine("T2", "对手降价")
    there = {"swot": {"T1": ChainLine("T1", "扩产放缓")}, "confrontation": matrix}
    gone = {"swot": {"T2": other}, "confrontation": matrix}

    assert offered("strategy", there) == [("confrontation", cell)]
    assert offered("strategy", gone) == []
    assert offered("strategy", {"swot": {}, "confrontation": matrix}) != []
    found = breaks({"swot": [other], "confrontation": [cell], "strategy": []})
    assert [(one.review is not None, one.waits_for) for one in found] == [(True, "")]
