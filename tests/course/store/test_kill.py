"""Killed in the middle of writing, twenty times: what was acknowledged is there, the file is sound.

The process that writes is killed with SIGKILL, as by a crash or an impatient administrator.
"""

import multiprocessing
import os
import random
import signal
import sqlite3
import threading
from collections import defaultdict
from datetime import timedelta

import pytest
from sqlalchemy import text

from course.store.attempts import (
    GradedResponse,
    attempt,
    attempts_of,
    discard_draft,
    draft_of,
    results,
    save_answer,
    start_draft,
    submit,
)
from course.store.engine import open_store
from course.store.sheets import SheetKey, open_sheet, save_sheet, sheet_history

ROUNDS = 20
WRITERS = 4
KEY = SheetKey("pest", "case", "us")
QUIZ = {"unit": "opportunity", "mode": "assessment"}


def write_until_killed(url, actors, now, acknowledged) -> None:
    """One thread per person saves cells and answers and hands in, telling each that succeeded."""
    store = open_store(url)

    def tell(*parts: object) -> None:
        os.write(acknowledged, (" ".join(map(str, parts)) + "\n").encode())

    def write(actor) -> None:
        while True:
            with store.writing() as db:
                before = open_sheet(db, actor, KEY).revision
                data = {"cell": before + 1, "filling": "字" * 500}
                saved = save_sheet(db, actor, KEY, data, before, now)
            tell("cell", actor.user_id, saved.revision)
            with store.writing() as db:
                discard_draft(db, actor, **QUIZ)
                start_draft(db, actor, **QUIZ, seed=saved.revision, item_ids=["a", "b"], now=now)
                save_answer(
                    db,
                    actor,
                    **QUIZ,
                    seed=saved.revision,
                    item_id="a",
                    answer=saved.revision,
                    position=1,
                    now=now,
                )
            tell("answer", actor.user_id, saved.revision)
            with store.writing() as db:
                graded = [
                    GradedResponse("a", "h", saved.revision, 1.0, 1.0),
                    GradedResponse("b", "h", None, 0.0, 1.0),
                ]
                id_ = submit(
                    db,
                    actor,
                    **QUIZ,
                    course_version="v",
                    pass_mark=0.8,
                    graded=graded,
                    now=now + timedelta(seconds=saved.revision),
                )
            tell("attempt", actor.user_id, id_)

    for actor in actors:
        threading.Thread(target=write, args=(actor,), daemon=True).start()
    threading.Event().wait()


def kill_after(lines: int, url, actors, now) -> list[list[str]]:
    """Let a process write until it told `lines` times, kill it; everything it told."""
    reading, writing = os.pipe()
    process = multiprocessing.get_context("fork").Process(
        target=write_until_killed, args=(url, actors, now, writing)
    )
    process.start()
    os.close(writing)
    told = b""
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        while told.count(b"\n") < lines:
            more = pipe.read(4096)
            assert more, "the writing process ended by itself"
            told += more
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        while more := pipe.read(4096):
            told += more
    process.join(30)
    assert process.exitcode == -signal.SIGKILL
    return [line.split() for line in told.decode().splitlines(keepends=True) if line[-1] == "\n"]


def check(url, actors, told) -> None:
    """Everything told is there, and what belongs together is there together."""
    newest: defaultdict[tuple[str, int], int] = defaultdict(int)
    for kind, user_id, number in told:
        newest[kind, int(user_id)] = max(newest[kind, int(user_id)], int(number))
    store = open_store(url)
    with store.reading() as db:
        for actor in actors:
            cells = [state.revision for state in sheet_history(db, actor, KEY)]
            assert cells == list(range(len(cells), 0, -1))
            assert open_sheet(db, actor, KEY).revision == len(cells)
            assert len(cells) >= newest["cell", actor.user_id]

            attempts = [row.id for row in attempts_of(db, actor, QUIZ["unit"])]
            handed_in = [int(n) for k, u, n in told if (k, int(u)) == ("attempt", actor.user_id)]
            assert set(handed_in) <= set(attempts)
            for id_ in attempts:
                assert len(attempt(db, actor, id_).responses) == 2
            result = results(db, actor).get(QUIZ["unit"])
            assert (result.attempts if result else 0) == len(attempts)

            draft = draft_of(db, actor, **QUIZ)
            last = newest["answer", actor.user_id]
            answered = [attempt(db, actor, id_).responses[0].answer for id_ in attempts[:1]]
            answered += list(draft.answers.values()) if draft else []
            assert max([0, *answered]) >= last
    store.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 is for systems that have it")
def test_nothing_acknowledged_is_lost_in_twenty_kills(sqlite_url, sqlite_store, person, now):
    actors = [person(name=f"学员{number}") for number in range(WRITERS)]
    sqlite_store.close()
    chance = random.Random(20261123)
    for _round in range(ROUNDS):
        told = kill_after(chance.randint(1, 80), sqlite_url, actors, now)

        check(sqlite_url, actors, told)
        file = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        file.close()

    store = open_store(sqlite_url)
    with store.reading() as db:
        assert db.execute(text("SELECT count(*) FROM attempt")).scalar_one() > ROUNDS
    store.close()
