"""The server killed while people write, twenty times: what a page showed as saved is there.

A write counts as acknowledged when the page, drawn anew, says 「已保存」; a text field then shows
the very text.
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

import pytest
from websockets.exceptions import ConnectionClosed

from benchmarks.measures import begin_quiz
from benchmarks.people import sign_in
from benchmarks.visitor import Visitor
from course.content.items import Pool
from course.people.rights import Actor, Role
from course.store.attempts import draft_of, start_draft
from course.store.engine import Db
from course.store.sheets import SheetKey, open_sheet, sheet_history
from modules.services import course
from tests.browser.conftest import PASSWORD, Server

ROUNDS = 20
SHEET = SheetKey("pest", "case", "us")
UNIT = course().unit_by_slug["opportunity"]


@dataclass
class Writer:
    """One person at work. `told` are the values that the page showed as saved, over all rounds.

    `under_way` are those sent since the last of them: any of these may be in the database or not.
    There can be several, because a kill may come before the first answer of one round and again of
    the next.
    """

    actor: Actor
    cookie: str
    told: list[str] = field(default_factory=list)
    under_way: set[str] = field(default_factory=set)

    async def write(self, visitor: Visitor, key: str, value: str, mean: str) -> None:
        """Set the widget and note what it means in the database."""
        self.under_way.add(mean)
        await visitor.set(key, value)
        assert any("已保存" in line for line in visitor.said), visitor.said
        assert visitor.texts.get(key, value) == value
        self.told.append(mean)
        self.under_way.clear()

    @property
    def may_be_last(self) -> set[str]:
        """What the database may show now: the value told last, or one sent after it."""
        return {self.told[-1], *self.under_way}


async def answer_questions(writer: Writer, visitor: Visitor) -> None:
    """One answer after the other to the same question of the same paper."""
    key, options = await begin_quiz(visitor)
    item = next(item for item in course().item_by_id.values() if f"-{item.id}-" in key)
    ids = {option.text: option.id for option in item.question.options}  # type: ignore[union-attr]
    for turn in range(10_000):
        text = options[turn % len(options)]
        await writer.write(visitor, key, text, f"{item.id}={ids.get(text, text)}")


async def fill_cells(writer: Writer, visitor: Visitor) -> None:
    """One text after the other into the first row of a sheet."""
    await visitor.open("tool", "tool=pest&subject=case&side=us")
    opening = (key for key in visitor.keys if key.endswith(("-us-P1", "-us-add-P")))
    open_row = min(opening)  # "go-…-P1" once there is a row
    await visitor.set(open_row, True)
    field_key = next(key for key in visitor.keys if key.endswith("-factor"))
    for turn in range(10_000):
        text = f"第 {len(writer.told)} 次存好以后的第 {turn} 次"
        await writer.write(visitor, field_key, text, text)


Work = Callable[[Writer, Visitor], Awaitable[None]]


async def work_until_killed(
    server: Server, people: list[tuple[Writer, Work]], first: Writer, load: float
) -> None:
    """All at once; the server is killed `load` seconds after `first` had a write acknowledged."""
    before = len(first.told)

    async def one(writer: Writer, work: Work) -> None:
        try:
            async with Visitor(server.address.removeprefix("http://"), writer.cookie) as visitor:
                await work(writer, visitor)
        except (ConnectionClosed, OSError):
            return  # that is what the kill looks like from here

    async with asyncio.timeout(180), asyncio.TaskGroup() as group:
        for person in people:
            group.create_task(one(*person))
        while len(first.told) == before:
            await asyncio.sleep(0.01)
        await asyncio.sleep(load)
        server.kill()


def check_answers(db: Db, writer: Writer) -> None:
    """The draft holds the answer acknowledged last, or one that was under way."""
    draft = draft_of(db, writer.actor, UNIT.slug, "practice")
    assert draft is not None
    kept = {f"{item_id}={answer}" for item_id, answer in draft.answers.items()}
    assert kept & writer.may_be_last


def check_cells(db: Db, writer: Writer) -> None:
    """Every text acknowledged is a revision, and the sheet shows the last or one under way."""
    history = sheet_history(db, writer.actor, SHEET)
    texts = {row["factor"] for state in history if state.data for row in state.data["rows"]}
    assert set(writer.told) <= texts
    now = open_sheet(db, writer.actor, SHEET)
    assert now.data is not None
    assert now.data["rows"][0]["factor"] in writer.may_be_last


def test_nothing_that_a_page_showed_as_saved_is_lost_in_twenty_kills(
    empty_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, chance = empty_server, Random(20261123)
    monkeypatch.setattr("benchmarks.people.PASSWORD", PASSWORD)
    address = server.address.removeprefix("http://")
    works: list[tuple[Work, Callable[[Db, Writer], None]]] = [
        (answer_questions, check_answers),
        (fill_cells, check_cells),
    ]
    drill = [item.id for item in UNIT.pool(Pool.PRACTICE) if item.question.type == "single"]
    people = []
    for number in range(4):
        login = f"writer-{number}"
        actor = Actor(server.add_person(login), login, "周然", Role.LEARNER)
        store = server.store()
        with store.writing() as db:
            start_draft(
                db,
                actor,
                unit=UNIT.slug,
                mode="practice",
                seed=number,
                item_ids=drill[:3],
                now=datetime.now(UTC),
            )
        store.close()
        people.append((Writer(actor, sign_in(address, login)), *works[number % 2]))

    for turn in range(ROUNDS):
        if turn:
            server.start()
        # Playwright keeps this thread's event loop for itself.
        with ThreadPoolExecutor(1) as thread:
            at_work = [(writer, work) for writer, work, _check in people]
            # A slow machine may let nobody else through, so each in turn is waited for.
            first, load = people[turn % len(people)][0], chance.uniform(0.0, 0.6)
            work = work_until_killed(server, at_work, first, load)
            thread.submit(asyncio.run, work).result()
        file = sqlite3.connect(server.folder / "progress.db")
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        file.close()
        store = server.store()
        with store.reading() as db:
            for writer, _work, check in people:
                if writer.told:
                    check(db, writer)
        store.close()

    assert all(writer.told for writer, *_rest in people)
    assert sum(len(writer.told) for writer, *_rest in people) > 4 * ROUNDS
    assert "Traceback" not in server.log()
