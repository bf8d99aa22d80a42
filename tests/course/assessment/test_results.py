import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.assessment.grading import Score
from course.assessment.results import by_objective, passes, points, total
from tests.course.assessment import questions
from tests.course.assessment.questions import item

thirds = st.integers(0, 3).map(lambda n: Score(n / 3, 1.0))


def test_thirds_that_add_up_to_the_pass_mark_pass():
    scores = [Score(1 / 3, 1.0)] * 3 + [Score(1.0, 1.0)] * 3 + [Score(0.0, 1.0)]
    assert passes(total(scores), 4 / 7)
    assert passes(total([Score(0.1, 1.0)] * 3 + [Score(0.5, 1.0)]), 0.2)


@pytest.mark.parametrize(
    ("earned", "shown"), [(7.96, 79), (8, 80), (0.57 * 10, 57), (10, 100), (0, 0)]
)
def test_points_are_rounded_down_so_that_a_fail_never_looks_like_a_pass(earned, shown):
    assert points(earned / 10) == shown


@given(st.lists(thirds, min_size=1, max_size=20), st.integers(0, 100))
def test_what_shows_at_least_the_pass_mark_passes_and_the_other_way_round(scores, mark):
    score = total(scores)
    assert passes(score, mark / 100) == (points(score.fraction) >= mark)


def test_a_paper_of_nothing_neither_passes_nor_breaks():
    assert points(total([]).fraction) == 0
    assert not passes(total([]), 0.0)


def test_objectives_tell_what_to_read_again_once():
    wrong, right = Score(0.5, 1), Score(1, 1)
    marked = [
        (item(questions.single("a"), "pest"), wrong),
        (item(questions.single("b"), "swot"), right),
        (item(questions.single("c"), "pest"), wrong),
        (item(questions.single("d"), "pest"), right),
    ]
    pest, swot = by_objective(marked)
    assert (pest.objective, pest.right, pest.asked, pest.score) == ("pest", 1, 3, Score(2, 3))
    assert pest.reread == ("pest#gate",)
    assert swot.reread == ()
