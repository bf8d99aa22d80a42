from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.assessment.drawing import draw, option_order
from tests.course.assessment import questions
from tests.course.assessment.questions import item

seeds = st.integers(0, 2**31)


@st.composite
def pools(pick):
    """Questions of up to four objectives, alone or as vignettes of two to four parts."""
    items = []
    for objective in "abcd"[: pick(st.integers(1, 4))]:
        for n, size in enumerate(pick(st.lists(st.integers(1, 4), max_size=5))):
            group = f"{objective}-{n}" if size > 1 else None
            items += [
                item(questions.single(f"{objective}-{n}-{part}"), objective, group)
                for part in range(size)
            ]
    return items


def single_items(**per_objective):
    return [
        item(questions.single(f"{objective}-{n}"), objective)
        for objective, count in per_objective.items()
        for n in range(count)
    ]


@given(pools(), st.integers(1, 20), seeds)
def test_nothing_is_drawn_twice_or_from_elsewhere_and_never_too_much(items, count, seed):
    drawn = draw(items, count, seed)
    ids = [i.id for i in drawn]
    assert len(set(ids)) == len(ids) <= count
    assert set(ids) <= {i.id for i in items}


@given(pools(), st.integers(1, 20), seeds)
def test_the_parts_of_a_vignette_stay_together_and_in_order(items, count, seed):
    drawn = [i.id for i in draw(items, count, seed)]
    for group in {i.group for i in items if i.group}:
        parts = [i.id for i in items if i.group == group]
        if set(parts) & set(drawn):
            start = drawn.index(parts[0])
            assert drawn[start : start + len(parts)] == parts


@given(pools(), st.integers(1, 20), seeds, st.randoms())
def test_the_same_seed_gives_the_same_paper_wherever_questions_stand_in_the_files(
    items, count, seed, random
):
    groups = list({i.group or i.id: [] for i in items})
    random.shuffle(groups)
    moved = sorted(items, key=lambda i: groups.index(i.group or i.id))
    assert draw(items, count, seed) == draw(moved, count, seed)


@given(pools(), seeds)
def test_all_are_drawn_when_there_is_room(items, seed):
    assert {i.id for i in draw(items, 100, seed)} == {i.id for i in items}


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 6), min_size=1), seeds)
def test_a_paper_is_as_long_as_asked_and_objectives_share_it(per_objective, seed):
    items = single_items(**per_objective)
    count = min(10, len(items))
    shares = Counter(i.objective for i in draw(items, 10, seed))
    assert sum(shares.values()) == count
    fewest = min(
        (shares[o] for o, n in per_objective.items() if shares[o] < n), default=max(shares.values())
    )
    assert max(shares.values()) <= fewest + 1


def test_bundles_fill_the_paper_where_a_greedy_draw_would_fall_short():
    items = [item(questions.single("alone"), "a")] + [
        item(questions.single(f"part-{n}"), "b", "case") for n in range(2)
    ]
    for seed in range(20):
        assert [i.id for i in draw(items, 2, seed)] == ["part-0", "part-1"]


def test_two_seeds_differ():
    items = single_items(a=5, b=5)
    papers = {tuple(i.id for i in draw(items, 4, seed)) for seed in range(20)}
    assert len(papers) > 10


def test_a_vignette_that_bears_the_id_of_a_question_is_not_bundled_with_it():
    items = [item(questions.single("x"), "a")] + [
        item(questions.single(f"x-{n}"), "a", "x") for n in range(2)
    ]
    assert [i.id for i in draw(items, 1, 0)] == ["x"]


def test_a_paper_of_nothing_is_refused():
    with pytest.raises(ValueError, match="0"):
        draw(single_items(a=1), 0, 1)


def test_a_known_paper_stays_as_it_was():
    assert [i.id for i in draw(single_items(a=3, b=3), 3, 7)] == ["a-0", "b-2", "b-1"]
    assert option_order(questions.single("known"), 7) == ["a", "c", "b"]


@given(st.sampled_from(questions.one_of_each()), seeds)
def test_what_is_shown_is_all_parts_in_an_order_that_the_seed_gives(question, seed):
    order = option_order(question, seed)
    assert order == option_order(question, seed)
    match question.type:
        case "single" | "multiple":
            assert sorted(order) == sorted(o.id for o in question.options)
        case "truefalse":
            assert order == ["true", "false"]
        case "ordering":
            assert sorted(order) == sorted(question.answer)
            assert order != list(question.answer)
        case "matching":
            assert sorted(order) == sorted(right.id for right in question.right)
        case "numeric":
            assert order == []


@given(seeds)
def test_a_fixed_order_stays(seed):
    assert option_order(questions.single(order="fixed"), seed) == ["a", "b", "c"]


def test_two_questions_of_a_paper_are_not_shuffled_alike():
    orders = {tuple(option_order(questions.single(f"q{n}"), 1)) for n in range(20)}
    assert len(orders) > 1
