"""How many SQL statements a page costs: few, and as many with a thousand learners as with one."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.people import crowd
from course.assessment.grading import grade
from course.content.items import Pool
from course.people.rights import Role
from course.store.attempts import GradedResponse, start_draft, submit
from course.store.datasets import save_dataset
from course.store.reading import record_section
from course.store.sheets import SheetKey, create_account, save_sheet
from exercises.analysis.reading import key_of, pack, read_file
from modules import services
from modules.services import course
from tests.modules.conftest import Visitor

AT_MOST = 12
UNIT = course().unit_by_slug["opportunity"]

PAGES = [
    ("home", {}),
    ("unit-opportunity", {}),
    ("lesson", {"lesson": "pest", "section": "why"}),
    ("tool", {"tool": "pest", "subject": "case", "side": "us"}),
    ("tool", {"tool": "analysis", "subject": "own"}),
    ("quiz", {"unit": "opportunity", "mode": "assessment"}),
    ("quiz", {"unit": "opportunity", "mode": "practice", "q": "1"}),
    ("quiz", {"attempt": "1"}),
]


def live(learner: Visitor, attempts: int) -> None:
    """Read, answer, hand in and fill sheets, so often."""
    now = datetime.now(UTC)
    items = UNIT.pool(Pool.ASSESSMENT)[:10]
    drill = UNIT.pool(Pool.PRACTICE)[:10]
    with learner.store.writing() as db:
        for lesson in UNIT.lessons:
            for index, section in enumerate(lesson.sections):
                record_section(
                    db,
                    learner.actor,
                    unit=UNIT.slug,
                    lesson=lesson.id,
                    section=section.anchor,
                    index=index,
                    finished=index == len(lesson.sections) - 1,
                    now=now,
                )
        for turn in range(attempts):
            about = {"unit": UNIT.slug, "mode": "assessment", "now": now}
            start_draft(db, learner.actor, seed=turn, item_ids=[i.id for i in items], **about)
            scores = [(item, grade(item.question, None)) for item in items]
            submit(
                db,
                learner.actor,
                course_version="v",
                pass_mark=0.8,
                graded=[
                    GradedResponse(item.id, item.text_hash, None, score.earned, score.possible)
                    for item, score in scores
                ],
                **about,
            )
            account = create_account(db, learner.actor, f"客户{turn}", now)
            save_sheet(db, learner.actor, SheetKey("pest", str(account), "us"), {}, 0, now)
        rows = pack(read_file("日期,客户,金额\n2026-01-02,甲,3\n".encode()))
        place = {"tool": "analysis", "subject": "own", "name": "a.csv", "key": key_of(rows)}
        save_dataset(db, learner.actor, **place, rows=1, content=rows, now=now)
        start_draft(
            db,
            learner.actor,
            unit=UNIT.slug,
            mode="practice",
            seed=1,
            item_ids=[item.id for item in drill],
            now=now,
        )


def database() -> Path:
    """The file behind the screens of this test."""
    return Path(services.settings().database_url.removeprefix("sqlite:///"))


def crowd_in(count: int) -> None:
    """So many other learners, with results in every unit, in place of those who were there."""
    with closing(sqlite3.connect(database())) as db, db:
        for table, column in (
            ("unit_result", "user_id"),
            ("standing", "user_id"),
            ("person", "id"),
        ):
            db.execute(f"DELETE FROM {table} WHERE {column} > 1000")
    crowd(database(), count, [unit.slug for unit in course().units])


@pytest.mark.parametrize(("name", "parameters"), PAGES)
def test_a_learners_page_costs_the_same_few_whatever_was_done_and_however_many_learn(
    learner: Visitor, statements: list[str], name: str, parameters: dict[str, str]
) -> None:
    def cost() -> int:
        learner.open(name, parameters)  # a first look may note the place
        statements.clear()
        page = learner.open(name, parameters)
        assert not page.exception
        return len(statements)

    live(learner, 1)
    at_first = cost()
    live(learner, 12)
    crowd_in(1000)

    assert cost() == at_first <= AT_MOST


@pytest.mark.parametrize("role", [Role.TRAINER, Role.ADMIN])
@pytest.mark.parametrize("sort", ["need", "name", "recent"])
def test_the_team_page_costs_the_same_few_however_many_learn(
    visit: Callable[..., Visitor], statements: list[str], role: Role, sort: str
) -> None:
    leader = visit(role)

    def cost() -> int:
        page = leader.open("team")
        statements.clear()
        page.segmented_control(key="team-sort").set_value(sort).run()
        assert not page.exception
        assert "学员" in "".join(html.proto.body for html in page.html)
        return len(statements)

    crowd_in(30)
    at_first = cost()
    crowd_in(3000)

    assert cost() == at_first <= AT_MOST
