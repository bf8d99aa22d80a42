"""Somebody new on the server, with sheets of their own, and what the database has of these."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from playwright.sync_api import Page
from pydantic import BaseModel

from course.people.rights import Actor, Role
from course.store.sheets import SheetKey, open_sheet, save_sheet
from exercises import exercises
from modules.services import course
from tests.browser.conftest import Server, sign_in

_numbers = count(1)


class Learner:
    """A new learner; the tools named are filled with their worked examples, on the case, for us."""

    def __init__(self, server: Server, *tools: str) -> None:
        self.server = server
        self.login = f"zr{next(_numbers)}"
        self.actor = Actor(server.add_person(self.login), self.login, "周然", Role.LEARNER)
        for tool in tools:
            self.fill(tool)

    def fill(self, tool: str) -> BaseModel:
        """Save the worked example of a tool as a sheet of this learner."""
        now = datetime.now(UTC)
        example = course().tools[tool].examples["full"]
        sheet: BaseModel = exercises()[tool].from_example(example, now.date())
        store = self.server.store()
        try:
            with store.writing() as db:
                data = sheet.model_dump(mode="json")
                save_sheet(db, self.actor, key_of(tool), data, 0, now)
        finally:
            store.close()
        return sheet

    def saved(self, tool: str) -> Any:
        """The learner's sheet as the database has it; a blank one where there is none."""
        store = self.server.store()
        try:
            with store.reading() as db:
                state = open_sheet(db, self.actor, key_of(tool))
        finally:
            store.close()
        return exercises()[tool].sheet.model_validate(state.data or {})

    def opens(self, page: Page, tool: str) -> None:
        """Sign in and go to the sheet."""
        sign_in(page, self.server, self.login, address_of(tool))


def key_of(tool: str) -> SheetKey:
    """The sheet on the case, for us; of a tool about the person, the only one."""
    subject = "own" if exercises()[tool].about == "person" else "case"
    return SheetKey(tool, subject, "us")


def address_of(tool: str) -> str:
    """Where this sheet is."""
    return f"/tool?tool={tool}&subject={key_of(tool).subject}&side=us"
