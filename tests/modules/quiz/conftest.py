"""What the tests of the quiz begin with."""

import dataclasses
from functools import partial

import pytest

from modules import services
from modules.services import course
from tests.modules.quiz.papers import begin


@pytest.fixture
def begun(learner):
    """Begin a paper of known questions."""
    return partial(begin, learner)


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
