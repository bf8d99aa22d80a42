import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.assessment.answers import is_answer
from course.assessment.grading import WHOLE, NotAnAnswerError, Score, explain, grade
from course.content.items import Matching, MultipleChoice, Numeric, Ordering, SingleChoice
from tests.course.assessment import questions

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(questions.answered)
def test_no_score_leaves_its_bounds(case):
    question, answer = case
    score = grade(question, answer)
    assert 0 <= score.earned <= score.possible == 1


@given(questions.answered)
def test_full_marks_exactly_for_the_key(case):
    question, answer = case
    key = questions.key_of(question)
    if isinstance(question, Numeric):
        # In hundredths, so that no rounding of floats enters.
        away = abs(round(answer * 100) - round(key * 100))
        is_key = away <= round(question.tolerance * 100)
    elif isinstance(question, MultipleChoice):
        is_key = set(answer) == set(key)
    else:
        is_key = answer == key
    assert grade(question, answer).full == is_key


@given(questions.answered)
def test_the_key_earns_full_marks_and_draws_no_misconception(case):
    question, _ = case
    feedback = explain(question, questions.key_of(question))
    assert feedback.score == Score(1, 1)
    assert feedback.misconceptions == ()
    assert all(remark.right for remark in feedback.remarks)


@given(questions.answered, st.randoms())
def test_shuffling_what_is_shown_changes_nothing(case, random):
    question, answer = case
    match question:
        case SingleChoice() | MultipleChoice():
            moved = {"options": tuple(random.sample(question.options, len(question.options)))}
        case Ordering():
            moved = {"items": tuple(random.sample(question.items, len(question.items)))}
        case Matching():
            moved = {"right": tuple(random.sample(question.right, len(question.right)))}
        case _:
            moved = {}
    if isinstance(question, MultipleChoice):
        answer = random.sample(answer, len(answer))
    assert grade(question.model_copy(update=moved), answer) == grade(*case)


@given(questions.answered)
def test_every_answer_is_told_apart_from_none(case):
    question, answer = case
    assert is_answer(question, answer)
    assert grade(question, None) == Score(0, 1)
    assert explain(question, answer).remarks


@given(st.sampled_from(questions.one_of_each()), json_values)
def test_whatever_a_browser_sends_is_graded_or_refused_by_name(question, value):
    if value is None or is_answer(question, value):
        assert 0 <= grade(question, value).earned <= 1
    else:
        with pytest.raises(NotAnAnswerError):
            grade(question, value)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (questions.single(), ["b"]),
        (questions.single(), "z"),
        (questions.multiple(), []),
        (questions.multiple(), ["a", "a"]),
        (questions.multiple(), [["a"]]),
        (questions.truefalse(), 1),
        (questions.ordering(), ["a", "b", "c"]),
        (questions.ordering(), ["a", "b", "c", "c"]),
        (questions.ordering(), ["a", "b", "c", 4]),
        (questions.matching(), {}),
        (questions.matching(), {"l1": "r9"}),
        (questions.matching(), {"l1": ["r1"]}),
        (questions.numeric(), True),
        (questions.numeric(), "12"),
        (questions.numeric(), float("nan")),
        (questions.numeric(), float("inf")),
        (questions.numeric(), 10**400),
    ],
)
def test_a_malformed_answer_is_refused_and_not_a_zero_score(question, value):
    with pytest.raises(NotAnAnswerError):
        grade(question, value)


@pytest.mark.parametrize(
    ("picks", "earned"),
    [
        (["a", "c"], 1),
        (["a"], 0.5),
        (["a", "c", "b"], 0.5),
        (["a", "b"], 0),
        (["b", "d"], 0),
        (["a", "b", "c", "d"], 0),
    ],
)
def test_multiple_choice_adds_right_picks_and_takes_off_wrong_ones(picks, earned):
    assert grade(questions.multiple(), picks).earned == earned


@pytest.mark.parametrize(
    ("order", "earned"),
    [
        ("dcba", 1),
        ("adcb", 2 / 3),  # one piece out of place costs one pair, not all four places
        ("cbad", 2 / 3),
        ("badc", 2 / 3),  # two halves swapped: ba and dc kept
        ("dcab", 1 / 3),
        ("abcd", 0),  # the neighbours are the same but the wrong way round
    ],
)
def test_ordering_counts_neighbours_in_the_right_order(order, earned):
    assert grade(questions.ordering(), list(order)).earned == pytest.approx(earned)


@pytest.mark.parametrize(
    ("placed", "earned"),
    [
        ({"l1": "r1", "l2": "r2"}, 1),
        ({"l1": "r1", "l2": "r3"}, 0.5),
        ({"l1": "r1"}, 0.5),
        ({"l1": "r2", "l2": "r1"}, 0),
    ],
)
def test_matching_earns_per_pair_and_an_open_pair_earns_nothing(placed, earned):
    assert grade(questions.matching(), placed).earned == earned


@pytest.mark.parametrize(
    ("answer", "earned"), [(1.21, 1), (1.19, 1), (1.2, 1), (1.211, 0), (1.18, 0)]
)
def test_a_number_on_the_edge_of_its_tolerance_is_right(answer, earned):
    question = questions.numeric(answer=1.2, tolerance=0.01, common_answers=())
    assert grade(question, answer).earned == earned


def test_a_wrong_pick_shows_its_misconception_and_every_option_its_own_reason():
    feedback = explain(questions.single(), "c")
    assert [remark.text for remark in feedback.remarks] == ["理由 a", "理由 b", "理由 c"]
    assert feedback.misconceptions == ("wrong-c",)
    assert feedback.of("a").right
    assert not feedback.of("b").right
    assert not feedback.of("c").right


def test_a_misconception_is_not_laid_at_the_door_of_one_who_did_not_show_it():
    assert explain(questions.single(), "a").misconceptions == ()
    assert explain(questions.multiple(), ["a", "d"]).misconceptions == ()
    assert explain(questions.matching(), {"l1": "r3"}).misconceptions == ()
    assert explain(questions.truefalse(), None).misconceptions == ()


def test_true_or_false_has_a_reason_for_either_answer():
    feedback = explain(questions.truefalse(answer=False), True)
    assert feedback.of("true").misconception == "believes"
    assert feedback.of("false").text == "说“错”的理由"
    assert feedback.score.earned == 0


def test_a_number_that_people_really_give_gets_its_own_reason_before_the_solution():
    remarks = explain(questions.numeric(), 12).remarks
    assert [remark.text for remark in remarks] == ["漏了方向", "3×4=12，是威胁"]
    assert remarks[0].misconception == "sign"
    assert {remark.part for remark in remarks} == {WHOLE}


def test_a_number_nobody_foresaw_gets_the_solution():
    assert [r.text for r in explain(questions.numeric(), 7).remarks] == ["3×4=12，是威胁"]


def test_an_order_that_people_really_give_gets_its_own_reason_before_the_solution():
    remarks = explain(questions.ordering(), list("abcd")).remarks
    assert [remark.text for remark in remarks] == ["顺序倒了", "先看分数"]
    assert remarks[0].misconception == "reversed"
