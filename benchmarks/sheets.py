"""What typing into a sheet costs: every tool with its worked example, and one with sixty rows."""

import statistics
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from benchmarks.server import Server
from benchmarks.visitor import Visitor
from course.people.rights import Actor, Role
from course.store.engine import open_store
from course.store.people import users
from course.store.sheets import CASE, OWN, SheetKey, save_sheet
from exercises import exercises
from exercises.pest.sheet import DIMENSIONS, PestSheet
from modules.services import course

MANY = 60
"""Rows of a sheet that somebody took seriously."""
TYPED = 25
WARM_UP = 5


def fill(file: Path, login: str) -> dict[str, SheetKey]:
    """Save the worked example of every tool as this person's sheet, and PEST with sixty rows.

    Returns what was saved, by a name for the table.
    """
    store = open_store(f"sqlite:///{file}")
    saved = {}
    try:
        with store.writing() as db:
            who = next(user.id for user in users(db) if user.login == login)
            actor = Actor(who, login, login, Role.LEARNER)
            for name, (key, sheet) in _sheets().items():
                save_sheet(db, actor, key, sheet.model_dump(mode="json"), 0, datetime.now(UTC))
                saved[name] = key
    finally:
        store.close()
    return saved


def _sheets() -> dict[str, tuple[SheetKey, BaseModel]]:
    today = datetime.now(UTC).date()
    sheets: dict[str, tuple[SheetKey, BaseModel]] = {}
    for name, exercise in exercises().items():
        example = course().tools[name].examples.get("full")
        if example is not None:
            subject = OWN if exercise.about == "person" else CASE
            sheets[name] = SheetKey(name, subject, "us"), exercise.from_example(example, today)
    sheets[f"pest, {MANY} rows"] = SheetKey("pest", CASE, "customer"), sixty_rows(today)
    return sheets


def sixty_rows(today: date) -> PestSheet:
    """The worked example's rows over and over, each dimension with as many."""
    example = course().tools["pest"].examples["full"]
    sheet: PestSheet = exercises()["pest"].from_example(example, today)
    rows: list[Any] = []
    for number in range(MANY):
        dim = DIMENSIONS[number % len(DIMENSIONS)]
        given = sheet.ordered[number % len(sheet.ordered)]
        place = number // len(DIMENSIONS) + 1
        text = f"{given.factor}（第 {number + 1} 次）"
        rows.append(given.model_copy(update={"id": f"{dim}{place}", "dim": dim, "factor": text}))
    return PestSheet(goal=sheet.goal, rows=tuple(rows))


async def typing(server: Server, cookie: str, saved: dict[str, SheetKey]) -> dict[str, float]:
    """By name: median seconds from a text typed to it saved, coached and shown."""
    took = {}
    for name, key in saved.items():
        took[name] = await _typing(server, cookie, key)
    return took


async def _typing(server: Server, cookie: str, key: SheetKey) -> float:
    async with Visitor(server.address, cookie) as visitor:
        await visitor.open("tool", f"tool={key.tool}&subject={key.subject}&side={key.side}")
        prefix = f"{key.tool}-{key.subject}-{key.side}"
        before = set(visitor.texts)
        await visitor.set(_first(visitor.keys, f"go-{prefix}"), True)
        field = await _first_text(visitor, visitor.texts.keys() - before, prefix)
        walls = [await visitor.set(field, f"第 {n} 次写到这里的一句话") for n in range(TYPED)]
    return statistics.median(walls[WARM_UP:])


async def _first_text(visitor: Visitor, keys: Iterable[str], prefix: str) -> str:
    """The first of these fields that keeps any text: not a number or a day, which refuse it."""
    for key in sorted(key for key in keys if key.startswith(prefix)):
        text = "写到这里的一句话"
        await visitor.set(key, text)
        if visitor.texts[key] == text:
            return key
    raise KeyError(f"the page has no field {prefix}… for texts")


def _first(keys: Iterable[str], prefix: str) -> str:
    found = sorted(key for key in keys if key.startswith(prefix))
    if not found:
        raise KeyError(f"the page has no widget {prefix}…: {sorted(keys)}")
    return found[0]
