"""The Chinese item bank as a whole: how many, of which kind, and that guessing does not pay."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from course.content.course import Course, Unit
from course.content.items import (
    Bloom,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Option,
    Ordering,
    Pool,
    SingleChoice,
    TrueFalse,
)
from course.content.lint import width

ROOT = Path(__file__).parents[2] / "content" / "zh"
SHARES = {
    Bloom.REMEMBER: 0.10,
    Bloom.UNDERSTAND: 0.20,
    Bloom.APPLY: 0.35,
    Bloom.ANALYSE: 0.25,
    Bloom.EVALUATE: 0.10,
}
SLACK = 0.05


@pytest.fixture(scope="module")
def bank(course: Course) -> list[Item]:
    return list(course.item_by_id.values())


def test_the_bank_has_at_least_180_questions_five_for_each_objective(
    course: Course, bank: list[Item]
) -> None:
    per_objective = Counter(item.objective for item in bank)
    thin = {id_: per_objective[id_] for id_ in course.objective_by_id if per_objective[id_] < 5}
    assert not thin
    assert len(bank) >= 180


def test_the_pretest_has_twelve_questions_from_all_units(course: Course) -> None:
    assert sum(len(unit.pool(Pool.PRETEST)) for unit in course.units) == 12
    assert all(unit.pool(Pool.PRETEST) for unit in course.units)


def test_every_objective_can_be_practised_assessed_and_examined(
    course: Course, bank: list[Item]
) -> None:
    pools = {(item.objective, item.pool) for item in bank}
    for objective in course.objective_by_id:
        for pool in (Pool.PRACTICE, Pool.ASSESSMENT, Pool.FINAL):
            assert (objective, pool) in pools, (objective, pool)


def test_no_wording_stands_both_in_practice_and_in_the_final(bank: list[Item]) -> None:
    practised = {item.question.stem for item in bank if item.pool == Pool.PRACTICE}
    assert not [
        item.id for item in bank if item.pool == Pool.FINAL and item.question.stem in practised
    ]


def test_no_fact_of_a_matrix_stands_in_two_vignettes_of_the_final(bank: list[Item]) -> None:
    """Else the strategy of the one tells which fact of the other was worth writing about."""
    cases = {item.group: item.case or "" for item in bank if item.pool == Pool.FINAL and item.group}
    facts = Counter(
        fact for case in cases.values() for fact in set(re.findall(r"[SWOT]\d ([一-鿿]{4,})", case))
    )
    assert facts
    assert not [fact for fact, vignettes in facts.items() if vignettes > 1]


def test_all_question_types_are_used_and_true_false_stays_rare(bank: list[Item]) -> None:
    kinds = Counter(type(item.question) for item in bank)
    assert set(kinds) == {SingleChoice, MultipleChoice, TrueFalse, Ordering, Matching, Numeric}
    assert kinds[TrueFalse] <= 0.1 * len(bank)


def test_statements_hold_about_as_often_as_they_do_not(bank: list[Item]) -> None:
    """Else who calls every statement wrong does better than chance."""
    holds = [item.question.answer for item in bank if isinstance(item.question, TrueFalse)]
    assert abs(sum(holds) / len(holds) - 0.5) <= SLACK


def test_there_are_twelve_case_vignettes_of_three_or_four_questions(bank: list[Item]) -> None:
    vignettes = Counter(item.group for item in bank if item.group is not None)
    assert len(vignettes) >= 12
    assert all(3 <= parts <= 4 for parts in vignettes.values()), vignettes


def test_the_levels_of_thinking_are_spread_as_planned(bank: list[Item]) -> None:
    """Source: domain rules §5, the split for a course of tools, within five points."""
    levels = Counter(item.question.bloom for item in bank)
    for level, planned in SHARES.items():
        assert abs(levels[level] / len(bank) - planned) <= SLACK, (level, levels[level] / len(bank))


def test_wrong_options_name_misconceptions_that_are_written_down(
    course: Course, bank: list[Item]
) -> None:
    named = {
        option.misconception
        for item in bank
        if isinstance(item.question, SingleChoice | MultipleChoice)
        for option in item.question.options
        if option.misconception
    }
    assert named <= set(course.misconceptions)
    assert len(named) >= 100


def test_what_a_coach_warns_of_is_asked_in_a_question_too(course: Course) -> None:
    """By the text of the files: a question of any type may name the misconception it looks for."""
    files = ROOT.glob("units/*/items/*.yaml")
    asked = {
        name
        for file in files
        for name in re.findall(r"\bmisconception: ([a-z0-9-]+)", file.read_text("utf-8"))
    }
    warned = {
        name
        for tool in course.tools.values()
        for rule in tool.coach.values()
        for name in rule.misconceptions
    }

    assert warned - asked == set()


def singles(unit: Unit) -> list[SingleChoice]:
    return [item.question for item in unit.items if isinstance(item.question, SingleChoice)]


def specific(text: str) -> int:
    """How much an option pins down: numbers, names in Latin letters, commas."""
    return len(re.findall(r"\d+|[A-Za-z]+|[，、]", text))


Score = Callable[[int, Option, SingleChoice], float]


def share_right(questions: list[SingleChoice], score: Score) -> float:
    """What a guesser earns who always takes the option with the highest score, ties by chance."""
    earned = 0.0
    for question in questions:
        scores = [score(i, o, question) for i, o in enumerate(question.options)]
        best = [o for o, s in zip(question.options, scores, strict=True) if s == max(scores)]
        earned += sum(option.correct for option in best) / len(best)
    return earned / len(questions)


GUESSES: dict[str, Score] = {
    "the longest option": lambda _place, option, _question: width(option.text),
    "the shortest option": lambda _place, option, _question: -width(option.text),
    "the most specific option": lambda _place, option, _question: specific(option.text),
    "the middle option": lambda place, _option, question: (
        -abs(place - (len(question.options) - 1) / 2)
    ),
}


@pytest.mark.parametrize("guess", GUESSES)
def test_guessing_by_form_earns_chance_and_no_more(course: Course, guess: str) -> None:
    for unit in course.units:
        questions = singles(unit)
        chance = sum(1 / len(question.options) for question in questions) / len(questions)
        earned = share_right(questions, GUESSES[guess])
        assert earned <= chance + SLACK, (unit.slug, guess, round(earned, 3), round(chance, 3))
