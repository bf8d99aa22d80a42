"""Quizzes: drafts keep every answer, an attempt is handed in once, and history stays."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from course.errors import NotFoundError
from course.people.rights import Role
from course.records import Attempt
from course.store.attempts import (
    AlreadySubmittedError,
    GradedResponse,
    attempt,
    attempts_of,
    discard_draft,
    draft_of,
    results,
    save_answer,
    save_checked,
    save_hints,
    start_draft,
    submit,
)

QUIZ = {"unit": "opportunity", "mode": "assessment"}


def start(store, actor, now, items=("a", "b"), seed=7, **quiz):
    with store.writing() as db:
        return start_draft(db, actor, **{**QUIZ, **quiz}, seed=seed, item_ids=items, now=now)


def answer(store, actor, now, item, given, position=0, seed=7, **quiz):
    with store.writing() as db:
        save_answer(
            db,
            actor,
            **{**QUIZ, **quiz},
            seed=seed,
            item_id=item,
            answer=given,
            position=position,
            now=now,
        )


def hand_in(store, actor, now, earned, pass_mark=0.8, **quiz):
    graded = [
        GradedResponse(item, f"hash-{item}", ["x"], points, 1.0) for item, points in earned.items()
    ]
    with store.writing() as db:
        return submit(
            db,
            actor,
            **{**QUIZ, **quiz},
            course_version="v1",
            pass_mark=pass_mark,
            graded=graded,
            now=now,
        )


def draft(store, actor, **quiz):
    with store.reading() as db:
        return draft_of(db, actor, **{**QUIZ, **quiz})


def standing_results(store, actor):
    with store.reading() as db:
        return results(db, actor)


def test_a_quiz_begun_keeps_its_questions_and_seed(store, learner, now):
    begun = start(store, learner, now)

    assert draft(store, learner) == begun
    assert (begun.seed, begun.item_ids, begun.answers) == (7, ("a", "b"), {})


def test_beginning_again_returns_the_one_begun(store, learner, now):
    begun = start(store, learner, now)
    answer(store, learner, now, "a", "x", position=1)
    again = start(store, learner, now + timedelta(hours=1), items=("c",), seed=8)

    assert (again.seed, again.item_ids, again.started_at) == (7, ("a", "b"), begun.started_at)
    assert (again.answers, again.position) == ({"a": "x"}, 1)


@pytest.mark.parametrize(
    "given", ["x", True, False, 12.5, 0, ["x", "y"], {"left": "right"}, "字\x00"]
)
def test_an_answer_of_any_type_is_kept_and_can_be_replaced_and_taken_back(
    store, learner, now, given
):
    start(store, learner, now)
    answer(store, learner, now, "b", "first")
    answer(store, learner, now, "b", given)
    answer(store, learner, now, "a", "other")
    assert draft(store, learner).answers == {"a": "other", "b": given}

    answer(store, learner, now, "b", None)
    assert draft(store, learner).answers == {"a": "other"}


def test_hints_shown_only_grow_and_come_with_the_attempt(store, learner, now):
    start(store, learner, now)
    with store.writing() as db:
        for shown in (1, 2, 1):
            save_hints(db, learner, **QUIZ, seed=7, item_id="b", shown=shown, now=now)
    assert draft(store, learner).hints == {"b": 2}

    id_ = hand_in(store, learner, now, {"a": 1.0, "b": 0.0})
    with store.reading() as db:
        assert [row.hints for row in attempt(db, learner, id_).responses] == [0, 2]


def test_only_practice_shows_reasons_before_it_is_handed_in(store, learner, now):
    start(store, learner, now, mode="practice")
    start(store, learner, now)
    practice = {**QUIZ, "mode": "practice"}
    with store.writing() as db:
        for _twice in range(2):
            save_checked(db, learner, **practice, seed=7, item_id="b", now=now)
        with pytest.raises(ValueError, match="no reasons"):
            save_checked(db, learner, **QUIZ, seed=7, item_id="b", now=now)

    assert draft(store, learner, mode="practice").checked == ("b",)


def test_an_answer_meant_for_an_earlier_draft_does_not_get_into_this_one(store, learner, now):
    start(store, learner, now)
    id_ = hand_in(store, learner, now, {"a": 1.0})
    start(store, learner, now, seed=8)

    with pytest.raises(AlreadySubmittedError) as closed:
        answer(store, learner, now, "a", "x", seed=7)

    assert closed.value.attempt_id == id_
    assert draft(store, learner).answers == {}


def test_a_question_that_is_not_in_the_quiz_cannot_be_answered(store, learner, now):
    start(store, learner, now)

    with pytest.raises(NotFoundError):
        answer(store, learner, now, "z", "x")


def test_drafts_are_apart_by_person_unit_and_mode(store, learner, person, now):
    start(store, learner, now)

    assert draft(store, person()) is None
    assert draft(store, learner, unit="needs") is None
    assert draft(store, learner, mode="practice") is None


def test_a_discarded_draft_is_gone_and_discarding_nothing_is_fine(store, learner, now):
    start(store, learner, now)
    with store.writing() as db:
        for _twice in range(2):
            discard_draft(db, learner, **QUIZ)

    assert draft(store, learner) is None
    with pytest.raises(AlreadySubmittedError):
        answer(store, learner, now, "a", "x")


def test_an_attempt_keeps_everything_that_was_in_force(store, learner, now):
    start(store, learner, now)
    later = now + timedelta(minutes=20)
    id_ = hand_in(store, learner, later, {"b": 1.0, "a": 0.25}, pass_mark=0.6)

    with store.reading() as db:
        detail = attempt(db, learner, id_)
        (row,) = attempts_of(db, learner, "opportunity")
    assert (detail.seed, detail.content_version, detail.pass_mark) == (7, "v1", 0.6)
    assert (detail.earned, detail.possible) == (1.25, 2.0)
    assert (detail.started_at, detail.submitted_at) == (now, later)
    assert [(r.item_id, r.text_hash, r.answer, r.earned) for r in detail.responses] == [
        ("b", "hash-b", ["x"], 1.0),
        ("a", "hash-a", ["x"], 0.25),
    ]
    assert row.id == id_
    assert draft(store, learner) is None


def test_handing_in_twice_makes_one_attempt_and_names_it(store, learner, now):
    start(store, learner, now)
    id_ = hand_in(store, learner, now, {"a": 1.0, "b": 1.0})

    with pytest.raises(AlreadySubmittedError) as second:
        hand_in(store, learner, now, {"a": 1.0, "b": 1.0})

    assert second.value.attempt_id == id_
    with store.reading() as db:
        assert [row.id for row in attempts_of(db, learner, "opportunity")] == [id_]
    assert standing_results(store, learner)["opportunity"].attempts == 1


def test_handing_in_what_was_never_begun_names_no_attempt(store, learner, now):
    with pytest.raises(AlreadySubmittedError) as refusal:
        hand_in(store, learner, now, {"a": 1.0})

    assert refusal.value.attempt_id is None


@pytest.mark.parametrize("earned", [{}, {"z": 1.0}, {"a": 1.5}, {"a": -0.5}])
def test_what_is_no_grading_of_this_quiz_changes_nothing(store, learner, now, earned):
    start(store, learner, now)

    with pytest.raises(ValueError, match=r"graded|score"):
        hand_in(store, learner, now, earned)

    assert draft(store, learner) is not None
    assert standing_results(store, learner) == {}


def test_a_clock_set_back_keeps_nobody_from_handing_in(store, learner, now):
    start(store, learner, now)
    id_ = hand_in(store, learner, now - timedelta(hours=1), {"a": 1.0})

    with store.reading() as db:
        assert attempt(db, learner, id_).submitted_at == now


def test_a_failure_half_way_leaves_draft_and_results_as_they_were(store, learner, now):
    start(store, learner, now)

    def fail() -> None:
        with store.writing() as db:
            graded = [GradedResponse("a", "h", "x", 1.0, 1.0)]
            submit(db, learner, **QUIZ, course_version="v", pass_mark=0.8, graded=graded, now=now)
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert draft(store, learner) is not None
    assert standing_results(store, learner) == {}
    with store.reading() as db:
        assert db.execute(text("SELECT count(*) FROM item_response")).scalar_one() == 0


def test_practice_is_kept_and_changes_no_score(store, learner, now):
    start(store, learner, now, mode="practice")
    hand_in(store, learner, now, {"a": 1.0, "b": 1.0}, mode="practice")

    result = standing_results(store, learner)["opportunity"]
    assert (result.attempts, result.best, result.passed_at) == (0, None, None)
    assert result.active_at == now
    with store.reading() as db:
        assert [row.mode for row in attempts_of(db, learner, "opportunity")] == ["practice"]


def test_the_result_keeps_best_last_and_the_first_pass(store, learner, now):
    fractions = [0.5, 0.9, 0.7, 1.0]
    for number, fraction in enumerate(fractions):
        start(store, learner, now, items=("a",))
        hand_in(store, learner, now + timedelta(days=number), {"a": fraction})

    result = standing_results(store, learner)["opportunity"]
    assert (result.attempts, result.best, result.last) == (4, 1.0, 1.0)
    assert result.passed_at == now + timedelta(days=1)


def test_exactly_the_pass_mark_passes_although_thirds_do_not_add_up(store, learner, now):
    items = dict.fromkeys("abcdef", 1 / 3)
    start(store, learner, now, items=tuple(items))
    hand_in(store, learner, now, items, pass_mark=1 / 3)

    assert standing_results(store, learner)["opportunity"].passed_at == now


def test_attempts_are_listed_newest_first(store, learner, now):
    ids = []
    for _each in range(3):
        start(store, learner, now, items=("a",))
        ids.append(hand_in(store, learner, now, {"a": 1.0}))

    with store.reading() as db:
        assert [row.id for row in attempts_of(db, learner, "opportunity")] == ids[::-1]


def test_who_may_see_an_attempt(store, person, now):
    owner = person(department="一部")
    start(store, owner, now)
    id_ = hand_in(store, owner, now, {"a": 1.0})

    def sees(actor) -> bool:
        with store.reading() as db:
            try:
                return attempt(db, actor, id_).user_id == owner.user_id
            except NotFoundError:
                return False

    assert sees(owner)
    assert sees(person(Role.ADMIN))
    assert sees(person(Role.TRAINER))
    assert sees(person(Role.MANAGER, manages=("二部", "一部")))
    assert not sees(person(Role.MANAGER, manages=("二部",)))
    assert not sees(person(Role.MANAGER))
    assert not sees(person(department="一部"))


def test_an_attempt_that_is_not_there_is_not_found(store, person):
    with store.reading() as db, pytest.raises(NotFoundError):
        attempt(db, person(Role.ADMIN), 12345)


def test_an_attempt_without_an_answer_keeps_none(store, learner, now):
    start(store, learner, now)
    with store.writing() as db:
        graded = [GradedResponse("a", "h", None, 0.0, 1.0)]
        id_ = submit(db, learner, **QUIZ, course_version="v", pass_mark=0.8, graded=graded, now=now)
    with store.reading() as db:
        assert attempt(db, learner, id_).responses[0].answer is None
        assert db.scalars(select(Attempt)).one().earned == 0
