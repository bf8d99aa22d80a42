"""What the tests of the quiz begin with."""

import dataclasses
from datetime import UTC, datetime

import pytest

from course.store.attempts import start_draft
from modules import services
from modules.services import course
from tests.modules.quiz.papers import SEED, UNIT


@pytest.fixture
def begun(learner):
    """Begin a paper of known questions, as the start button does with drawn ones."""

    def begin(*item_ids, mode="assessment"):
        with learner.store.writing() as db:
            start_draft(
                db,
                learner.actor,
                unit=UNIT,
                mode=mode,
                seed=SEED,
                item_ids=item_ids,
                now=datetime.now(UTC),
            )

    return begin


@pytest.fixture
def course_without(monkeypatch):
    """Take questions out of the course, or edit them, as an author does."""

    def change(*gone, **edited):
        def kept(item):
            return edited.get(item.id.replace("-", "_"), item)

        units = tuple(
            dataclasses.replace(
                unit, items=tuple(kept(item) for item in unit.items if item.id not in gone)
            )
            for unit in course().units
        )
        changed = dataclasses.replace(course(), units=units)
        monkeypatch.setattr(services, "_course", lambda: changed)

    return change
