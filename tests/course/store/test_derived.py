"""Derived rows equal what follows from attempts and readings, in whatever order things happened."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlmodel import col

from course.people.accounts import disable_user, enable_user
from course.records import Attempt, Headcount, LessonReading, Standing, User
from course.store.attempts import GradedResponse, start_draft, submit
from course.store.reading import record_section
from course.store.results import results, scores_of

kinds = st.sampled_from(["quiz", "practice", "read", "finish", "disable", "enable"])
moves = st.lists(
    st.tuples(st.integers(0, 2), kinds, st.sampled_from(["u1", "u2"]), st.integers(0, 4)),
    max_size=20,
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves=moves)
def test_what_is_derived_equals_what_follows_from_attempts_and_readings(
    sqlite_store, person, now, moves
):
    store = sqlite_store
    people = [person(department=department) for department in ("一部", "二部", None)]
    for step, (who, kind, unit, number) in enumerate(moves):
        actor, at = people[who], now + timedelta(hours=step)
        match kind:
            case "quiz" | "practice":
                mode = "assessment" if kind == "quiz" else "practice"
                quiz(store, actor, number / 4, at, unit, mode, pass_mark=0.75)
            case "read" | "finish":
                with store.writing() as db:
                    record_section(
                        db,
                        actor,
                        unit=unit,
                        lesson=f"{unit}-{number}",
                        section="s",
                        index=number,
                        finished=kind == "finish",
                        now=at,
                    )
            case "disable" | "enable":
                with store.writing() as db:
                    change = disable_user if kind == "disable" else enable_user
                    change(db, actor.login)
    with store.reading() as db:
        for actor in people:
            check_results(db, actor)
        check_headcounts(db)


def quiz(store, actor, fraction, now, unit="opportunity", mode="assessment", pass_mark=0.8):
    with store.writing() as db:
        start_draft(db, actor, unit=unit, mode=mode, seed=1, item_ids=["a"], now=now)
        graded = [GradedResponse("a", "h", "x", fraction, 1.0)]
        submit(
            db,
            actor,
            unit=unit,
            mode=mode,
            course_version="v",
            pass_mark=pass_mark,
            graded=graded,
            now=now,
        )


def check_results(db, actor) -> None:
    kept = results(db, actor)
    for unit, result in kept.items():
        attempts = db.scalars(
            select(Attempt)
            .where(col(Attempt.user_id) == actor.user_id, col(Attempt.unit) == unit)
            .order_by(col(Attempt.id))
        ).all()
        derived = scores_of(attempts)
        assert (result.attempts, result.best, result.last, result.passed_at) == (
            derived.attempts,
            derived.best,
            derived.last,
            derived.passed_at,
        )
        finished = db.scalars(
            select(func.count())
            .select_from(LessonReading)
            .where(
                col(LessonReading.user_id) == actor.user_id,
                col(LessonReading.unit) == unit,
                col(LessonReading.finished_at).is_not(None),
            )
        ).one()
        assert result.lessons_finished == finished
    standing = db.get(Standing, actor.user_id)
    active = db.get_one(User, actor.user_id).active
    assert (standing is not None) == active
    if standing is not None:
        assert standing.passed == sum(row.passed_at is not None for row in kept.values())
        assert standing.failing == sum(
            row.attempts > 0 and row.passed_at is None for row in kept.values()
        )


def check_headcounts(db) -> None:
    counted = dict(
        db.execute(
            select(func.coalesce(col(Standing.department_id), 0), func.count()).group_by(
                col(Standing.department_id)
            )
        ).all()
    )
    kept = {row.department_id: row.learners for row in db.scalars(select(Headcount))}
    assert {key: number for key, number in kept.items() if number} == counted
