"""One sheet as one browser tab holds it: what it shows, what it last saw saved, what is not saved.

Saving states the revision that the tab last saw. Over a newer one the store refuses; the tab then
keeps its own version until its person has chosen what becomes of the two.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, ValidationError

from course.errors import CourseError
from course.language import _
from course.merge import Difference, differences, merge
from course.people.rights import Actor
from course.store.sheets import (
    SheetConflictError,
    SheetKey,
    SheetState,
    open_sheet,
    save_sheet,
    sheet_history,
)
from exercises.exercise import OpenSheet, Undo
from modules.services import store


class UnreadableError(CourseError):
    """A saved sheet that this version of the product cannot read. It is in the database, whole."""

    def __init__(self, state: SheetState, faults: list[str]) -> None:
        self.state = state
        self.faults = faults
        super().__init__("; ".join(faults))


@dataclass
class HeldSheet:
    """`base` is the data of `revision`, which this tab last saw saved.

    `newer` is what another tab saved meanwhile; None while there is no conflict. `unsaved` says
    that what `open` shows is not in the database yet. `put_together` are the clashes of the last
    merge, None once something else was saved. `said` and `noticed` are what the page last said of
    all this: its line, and whether there was more to say.
    """

    key: SheetKey
    model: type[BaseModel]
    open: OpenSheet
    base: dict[str, Any]
    revision: int
    saved_at: datetime | None
    newer: SheetState | None = None
    unsaved: bool = False
    comparing: bool = False
    put_together: tuple[Difference, ...] | None = None
    said: str = ""
    noticed: bool = False

    def keep(self, sheet: BaseModel, actor: Callable[[], Actor]) -> None:
        """Save, or remember that it could not be saved and why. Never over a newer revision."""
        self.unsaved, self.put_together = True, None
        if self.newer is not None:
            return
        who, data = actor(), plain(sheet)
        now = datetime.now(UTC)
        try:
            with store().writing() as db:
                state = save_sheet(db, who, self.key, data, self.revision, now)
        except SheetConflictError as conflict:
            self.newer = conflict.current
            return
        except CourseError:
            return
        self._saw(state)

    def refresh(self, state: SheetState) -> None:
        """Show what was saved elsewhere, unless this tab has something that is not saved."""
        if state.revision == self.revision or self.unsaved:
            return
        self.open.replace(read_sheet(self.model, state))
        self.open.undo = None
        self._saw(state)

    def my_changes(self) -> list[Difference]:
        """What is in this tab and nowhere else."""
        return differences(self.base, plain(self.open.sheet))

    def their_changes(self) -> list[Difference]:
        """What was saved elsewhere since this tab last saw the sheet. Raises UnreadableError."""
        return differences(self.base, plain(self._newer_sheet()))

    def take_newer(self) -> None:
        """Show the newer version; 「撤销」 then puts this tab's changes on top of it after all.

        Raises UnreadableError.
        """
        if self.newer is None:
            return
        sheet, count = self._newer_sheet(), len(self.my_changes())
        together, _clashes = self._together()
        said = _("已改用新的版本。你这里的 {n} 处改动没有用上，想用就撤销。").format(n=count)
        self.open.replace(sheet)
        self.open.undo = Undo(said, together)
        self._saw(self.newer)

    def add_mine(self, actor: Callable[[], Actor]) -> None:
        """Put this tab's changes on top of the newer version and save. Raises UnreadableError."""
        if self.newer is None:
            return
        together, clashes = self._together()
        self._saw(self.newer)
        self.open.replace(together)
        self.open.undo = None
        self.keep(together, actor)
        if not self.unsaved:
            self.put_together = clashes

    def _together(self) -> tuple[BaseModel, tuple[Difference, ...]]:
        merged = merge(self.base, plain(self.open.sheet), plain(self._newer_sheet()))
        return self.model.model_validate(merged.data), merged.clashes

    def _newer_sheet(self) -> BaseModel:
        assert self.newer is not None
        return read_sheet(self.model, self.newer)

    def _saw(self, state: SheetState) -> None:
        self.base = plain(read_sheet(self.model, state))
        self.revision, self.saved_at = state.revision, state.saved_at
        self.newer, self.unsaved, self.comparing = None, False, False


def hold(key: SheetKey, model: type[BaseModel], actor: Actor, held: HeldSheet | None) -> HeldSheet:
    """The sheet as the database has it, in `held` where this tab has it already.

    Raises NotFoundError for a subject that is not the actor's, UnreadableError.
    """
    with store().reading() as db:
        state = open_sheet(db, actor, key)
    if held is not None:
        held.refresh(state)
        return held
    sheet = read_sheet(model, state)
    return HeldSheet(key, model, OpenSheet(sheet), plain(sheet), state.revision, state.saved_at)


def plain(sheet: BaseModel) -> dict[str, Any]:
    """A sheet as it is stored."""
    return sheet.model_dump(mode="json")


def read_sheet(model: type[BaseModel], state: SheetState) -> BaseModel:
    """The saved data as a sheet; an empty one where nothing is saved. Raises UnreadableError."""
    try:
        return model.model_validate(state.data or {})
    except ValidationError as error:
        faults = [".".join(map(str, fault["loc"])) for fault in error.errors()]
        raise UnreadableError(state, faults) from error


def last_readable(key: SheetKey, model: type[BaseModel], actor: Actor) -> SheetState | None:
    """The newest earlier revision that can be read; None when there is none."""
    with store().reading() as db:
        history = sheet_history(db, actor, key)
    for state in history:
        try:
            read_sheet(model, state)
        except UnreadableError:
            continue
        return state
    return None


def save_instead(state: SheetState, data: dict[str, Any], actor: Actor) -> None:
    """Save `data` as the revision after `state`, which stays in the history.

    Raises SheetConflictError.
    """
    with store().writing() as db:
        save_sheet(db, actor, state.key, data, state.revision, datetime.now(UTC))
