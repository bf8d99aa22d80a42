"""A unit's page, the same for all seven."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from course.store.reading import record_section
from course.store.sheets import SheetKey, create_account, save_sheet
from exercises import exercises
from modules.services import course
from modules.unit import entries
from tests.modules.conftest import today, words


@pytest.mark.parametrize("slug", [unit.slug for unit in course().units])
def test_every_unit_says_what_it_is_for_and_lists_its_outline(learner, slug):
    unit = course().unit_by_slug[slug]
    page = learner.open(f"unit-{slug}")

    assert not page.exception
    assert unit.file.purpose in words(page)
    assert all(line.title in words(page) for line in unit.file.outline)
    assert all(line.objective in words(page) for line in unit.file.outline)


def test_a_lesson_not_yet_written_has_a_line_but_no_way_in(learner):
    page = learner.open("unit-opportunity")
    unit = course().unit_by_slug["opportunity"]
    links = [link.proto.page for link in page.page_link]

    assert words(page).count("尚未收录") == len(unit.file.outline) - len(unit.lessons)
    assert links.count("lesson") == len(unit.lessons)


def test_a_lesson_half_read_says_so(learner):
    with learner.store.writing() as db:
        record_section(
            db,
            learner.actor,
            unit="opportunity",
            lesson="pest",
            section="write",
            index=2,
            finished=False,
            now=datetime.now(UTC),
        )
    page = learner.open("unit-opportunity")

    assert "学习中" in words(page)
    assert "继续" in [link.proto.label for link in page.page_link]


def test_the_tool_says_how_much_is_filled_in(learner):
    words_of_pest = course().tools["pest"]
    example = exercises()["pest"].from_example(words_of_pest.examples["full"], today())
    with learner.store.writing() as db:
        key = SheetKey("pest", "case", "us")
        save_sheet(db, learner.actor, key, example.model_dump(mode="json"), 0, datetime.now(UTC))
    page = learner.open("unit-opportunity")

    assert "案例 6 条 · 我的客户 0 条" in words(page)
    assert "填写中" in words(page)


def test_sheets_of_own_accounts_are_counted_apart_from_the_case(learner):
    example = exercises()["pest"].from_example(course().tools["pest"].examples["full"], today())
    data = example.model_dump(mode="json")
    with learner.store.writing() as db:
        mine = str(create_account(db, learner.actor, "润禾食品", datetime.now(UTC)))
        sheets = [
            save_sheet(db, learner.actor, SheetKey("pest", mine, "us"), data, 0, datetime.now(UTC)),
            save_sheet(
                db, learner.actor, SheetKey("pest", mine, "customer"), data, 0, datetime.now(UTC)
            ),
        ]

    assert entries("pest", sheets) == (0, 12)


def test_a_tool_about_the_learner_speaks_of_no_case(learner):
    with learner.store.writing() as db:
        key = SheetKey("contract", "own", "us")
        row = {"id": "C1", "period": 30, "what": "约见苏晴"}
        save_sheet(db, learner.actor, key, {"rows": [row]}, 0, datetime.now(UTC))

    page = learner.open("unit-start")

    assert "我的 1 条" in words(page)
    assert "案例 0 条" not in words(page)


def test_the_quiz_says_how_long_it_is_and_what_passes(learner):
    page = learner.open("unit-opportunity")

    assert "80 分通过" in words(page)
    assert "单元测验" in words(page)


def test_a_unit_without_questions_says_so(learner, monkeypatch):
    units = tuple(replace(unit, items=()) for unit in course().units)
    bare = replace(course(), units=units)
    monkeypatch.setattr("modules.unit.course", lambda: bare)

    assert "这一单元的题目尚未收录" in words(learner.open("unit-start"))


def test_the_statements_sent_are_few(learner, statements):
    statements.clear()
    learner.open("unit-opportunity")

    assert 0 < len(statements) <= 12


def test_a_saved_sheet_that_cannot_be_read_does_not_take_the_unit_away(learner):
    with learner.store.writing() as db:
        save_sheet(
            db, learner.actor, SheetKey("pest", "case", "us"), {"nonsense": 1}, 0, datetime.now(UTC)
        )

    page = learner.open("unit-opportunity")

    assert not page.exception
    assert "案例 0 条" in words(page)
