"""What lies beside a sheet: the sheets that it draws from, and those that were made from it."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from pydantic import BaseModel

from course.content.words import Example, ToolWords
from course.people.rights import Actor
from course.store.sheets import SheetState, sheets_about
from exercises import exercises
from exercises.chain import ChainLine, Upstream, uses
from exercises.exercise import Exercise, reference
from modules.asked import Asked
from modules.held_sheet import UnreadableError, read_sheet
from modules.services import course, store


@dataclass(frozen=True)
class Beside:
    """The other sheets on the same subject, as the database has them.

    `others`, `upstream` and `used_in` are what `Desk` and `Position` say of them.
    """

    others: Mapping[str, BaseModel] = field(default_factory=dict)
    opposite: BaseModel | None = None
    upstream: Upstream = field(default_factory=dict)
    used_in: Mapping[str, Sequence[str]] = field(default_factory=dict)


def beside(actor: Actor, asked: Asked, exercise: Exercise) -> Beside:
    """Read what lies beside the sheet that was asked for; one statement, and none where nothing
    can lie there. A sheet that cannot be read waits for its own page."""
    users = [name for name, one in exercises().items() if asked.tool in one.reads]
    if not (users or exercise.reads or exercise.sided):
        return Beside()
    with store().reading() as db:
        states = sheets_about(db, actor, asked.subject)
    here = {state.key.tool: state for state in states if state.key.side == asked.side}
    there = [s for s in states if s.key.tool == asked.tool and s.key.side != asked.side]
    sheets, unreadable = readable(here[name] for name in (*exercise.reads, *users) if name in here)
    upstream = {
        name: {line.row: line for line in lines_of(name, sheets)}
        for name in exercise.reads
        if name not in unreadable
    }
    return Beside(
        others={name: sheets[name] for name in exercise.reads if name in sheets},
        opposite=next(iter(readable(there)[0].values()), None),
        upstream=upstream,
        used_in=_used_in(asked.tool, users, sheets),
    )


def beside_example(tool: str, example: Example, today: date) -> Beside:
    """What lies beside a worked example: the whole examples of the other tools on the same side."""
    users = [name for name, one in exercises().items() if tool in one.reads]
    sheets = {
        name: exercises()[name].from_example(full, today)
        for name in (*exercises()[tool].reads, *users)
        if (full := _words(name).examples["full"]).subject == example.subject
    }
    upstream = {
        name: {line.row: line for line in lines_of(name, sheets)}
        for name in exercises()[tool].reads
        if name in sheets
    }
    return Beside(upstream=upstream, used_in=_used_in(tool, users, sheets))


def readable(states: Iterable[SheetState]) -> tuple[dict[str, BaseModel], set[str]]:
    """The sheets by tool, and the tools whose sheet this version cannot read."""
    sheets: dict[str, BaseModel] = {}
    unreadable = set()
    for state in states:
        tool = state.key.tool
        if state.data is None or tool not in exercises():
            continue
        unreadable.add(tool)
        with suppress(UnreadableError):
            sheets[tool] = read_sheet(exercises()[tool].sheet, state)
            unreadable.discard(tool)
    return sheets, unreadable


def lines_of(tool: str, sheets: Mapping[str, BaseModel]) -> Sequence[ChainLine]:
    """What the sheet of `tool` says to the chain; nothing where there is no sheet."""
    if tool not in sheets:
        return ()
    return exercises()[tool].lines(sheets[tool], _words(tool))


def shorts() -> dict[str, str]:
    """The tools' short names."""
    return {name: words.short for name, words in course().tools.items()}


def labels() -> dict[str, dict[str, str]]:
    """By tool, what its fields are called."""
    return {
        name: {field: said.label for field, said in words.fields.items()}
        for name, words in course().tools.items()
    }


def _words(tool: str) -> ToolWords:
    return course().tools[tool]


def _used_in(
    tool: str, users: Sequence[str], sheets: Mapping[str, BaseModel]
) -> dict[str, list[str]]:
    lines = {user: lines_of(user, sheets) for user in users}
    return {
        row: [reference(_words(user).short, line) for user, line in found]
        for (source, row), found in uses(lines).items()
        if source == tool
    }
