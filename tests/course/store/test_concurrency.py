"""Many at once, in threads and in processes: everybody reads, then writes, and nothing is lost."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from secrets import token_hex

from sqlalchemy import select
from sqlmodel import col

from course.people.accounts import create_user
from course.people.rights import Role
from course.records import Headcount
from course.store.attempts import (
    AlreadySubmittedError,
    GradedResponse,
    attempts_of,
    draft_of,
    results,
    save_answer,
    start_draft,
    submit,
)
from course.store.engine import open_store
from course.store.sheets import SheetConflictError, SheetKey, open_sheet, save_sheet, sheet_history

KEY = SheetKey("pest", "case", "us")
THREADS = 50
TIMES = 4


def count_up(store, actor, now, times):
    """Read the number in the sheet and save the next one; `times` successes. Conflicts met."""
    conflicts = 0
    done = 0
    while done < times:
        try:
            with store.writing() as db:
                state = open_sheet(db, actor, KEY)
                number = state.data["n"] if state.data else 0
                # Signed, because saving what is there already is no conflict.
                data = {"n": number + 1, "by": token_hex(8)}
                save_sheet(db, actor, KEY, data, state.revision, now)
        except SheetConflictError:
            conflicts += 1
        else:
            done += 1
    return conflicts


def test_fifty_threads_lose_nothing(store, learner, now):
    with ThreadPoolExecutor(THREADS) as threads:
        conflicts = sum(
            threads.map(lambda _each: count_up(store, learner, now, TIMES), range(THREADS))
        )

    with store.reading() as db:
        state = open_sheet(db, learner, KEY)
        kept = [old.data["n"] for old in sheet_history(db, learner, KEY)]
    assert state.data["n"] == THREADS * TIMES
    assert kept == list(range(THREADS * TIMES, 0, -1))
    if store.url.get_backend_name() == "sqlite":
        # BEGIN IMMEDIATE: what was read in the transaction is what is written over.
        assert conflicts == 0


def _count_up_elsewhere(url, actor, now, start):
    store = open_store(url)
    start.wait()
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _each: count_up(store, actor, now, 10), range(8)))
    store.close()


def test_two_processes_lose_nothing(url, store, learner, now):
    processes = multiprocessing.get_context("spawn")
    start = processes.Barrier(2)
    both = [
        processes.Process(target=_count_up_elsewhere, args=(url, learner, now, start))
        for _each in "ab"
    ]
    for process in both:
        process.start()
    for process in both:
        process.join(120)

    assert [process.exitcode for process in both] == [0, 0]
    with store.reading() as db:
        assert open_sheet(db, learner, KEY).data["n"] == 160


def test_answers_given_in_many_tabs_at_once_are_all_kept(store, learner, now):
    items = [f"q{number}" for number in range(THREADS)]
    quiz = {"unit": "opportunity", "mode": "assessment"}

    def answer(item):
        with store.writing() as db:
            draft = start_draft(db, learner, **quiz, seed=1, item_ids=items, now=now)
            save_answer(db, learner, **quiz, seed=1, item_id=item, answer=item, position=0, now=now)
        return draft.seed

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(answer, items))

    with store.reading() as db:
        draft = draft_of(db, learner, **quiz)
    assert draft is not None
    assert draft.answers == {item: item for item in items}


def test_handing_in_from_ten_tabs_at_once_makes_one_attempt(store, learner, now):
    quiz = {"unit": "opportunity", "mode": "assessment"}
    with store.writing() as db:
        start_draft(db, learner, **quiz, seed=1, item_ids=["a"], now=now)

    def hand_in(_tab):
        graded = [GradedResponse("a", "h", "x", 1.0, 1.0)]
        try:
            with store.writing() as db:
                return submit(
                    db,
                    learner,
                    **quiz,
                    course_version="v",
                    pass_mark=0.8,
                    graded=graded,
                    now=now,
                )
        except AlreadySubmittedError as again:
            return again.attempt_id

    with ThreadPoolExecutor(10) as tabs:
        ids = set(tabs.map(hand_in, range(10)))

    with store.reading() as db:
        assert [row.id for row in attempts_of(db, learner, "opportunity")] == list(ids)
        assert results(db, learner)["opportunity"].attempts == 1


def test_people_added_at_once_are_all_counted(store, now):
    def add(number):
        with store.writing() as db:
            return create_user(
                db,
                login=f"login-{number}",
                name=f"学员{number}",
                role=Role.LEARNER,
                password=None,
                department=f"部门{number % 2}",
                now=now,
            )

    with ThreadPoolExecutor(12) as threads:
        ids = set(threads.map(add, range(24)))

    with store.reading() as db:
        counts = sorted(db.scalars(select(col(Headcount.learners))))
    assert len(ids) == 24
    assert counts == [12, 12]
