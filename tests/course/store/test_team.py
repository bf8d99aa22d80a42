"""Who sees whom, in which order, at what cost."""

from datetime import timedelta

import pytest
from sqlalchemy import event, text

from course.errors import ForbiddenError
from course.people.accounts import disable_user, enable_user
from course.people.rights import Role
from course.store.attempts import GradedResponse, start_draft, submit
from course.store.reading import record_section
from course.store.results import results
from course.store.sheets import SheetKey, save_sheet
from course.store.team import TeamPage, departments_of, team_page


def page(store, actor, **asked) -> TeamPage:
    values = {"department": None, "sort": "name", "page": 1, "size": 25, **asked}
    with store.reading() as db:
        return team_page(db, actor, **values)


def names(store, actor, **asked) -> list[str]:
    return [row.name for row in page(store, actor, **asked).rows]


def quiz(store, actor, fraction, now, unit="opportunity", mode="assessment", pass_mark=0.8):
    with store.writing() as db:
        start_draft(db, actor, unit=unit, mode=mode, seed=1, item_ids=["a"], now=now)
        graded = [GradedResponse("a", "h", "x", fraction, 1.0)]
        submit(
            db,
            actor,
            unit=unit,
            mode=mode,
            course_version="v",
            pass_mark=pass_mark,
            graded=graded,
            now=now,
        )


@pytest.fixture
def team(person):
    """Two departments with learners, one learner without, and people who are no learners."""
    for name, department in [("a", "一部"), ("b", "一部"), ("c", "二部"), ("d", None)]:
        person(name=name, department=department, login=f"login-{name}")
    person(Role.TRAINER, name="t", department="一部")
    person(Role.MANAGER, name="m", department="一部")


def department(store, name):
    with store.reading() as db:
        return db.execute(
            text("SELECT id FROM department WHERE name = :name"), {"name": name}
        ).scalar_one()


def test_a_learner_sees_no_team(store, team, learner):
    for ask in (lambda: page(store, learner), lambda: departments(store, learner)):
        with pytest.raises(ForbiddenError):
            ask()


def departments(store, actor):
    with store.reading() as db:
        return [row.name for row in departments_of(db, actor)]


def test_a_manager_sees_the_learners_of_the_own_departments_only(store, team, person):
    one = person(Role.MANAGER, manages=("一部",))
    both = person(Role.MANAGER, manages=("一部", "二部"))
    none = person(Role.MANAGER)

    assert names(store, one) == ["a", "b"]
    assert names(store, both) == ["a", "b", "c"]
    assert names(store, none) == []
    assert (departments(store, one), departments(store, none)) == (["一部"], [])
    assert [page(store, actor).total for actor in (one, both, none)] == [2, 3, 0]


@pytest.mark.parametrize("role", [Role.TRAINER, Role.ADMIN])
def test_trainer_and_administrator_see_all_learners(store, team, person, role):
    actor = person(role)

    assert names(store, actor) == ["a", "b", "c", "d"]
    assert page(store, actor).total == 4
    assert set(departments(store, actor)) == {"一部", "二部"}
    assert names(store, actor, department=department(store, "二部")) == ["c"]
    assert names(store, actor, department=9999) == []


def test_asking_for_the_department_of_somebody_else_is_forbidden(store, team, person):
    manager = person(Role.MANAGER, manages=("一部",))

    assert names(store, manager, department=department(store, "一部")) == ["a", "b"]
    for foreign in (department(store, "二部"), 9999, 0, -1):
        with pytest.raises(ForbiddenError):
            page(store, manager, department=foreign)


def test_who_is_disabled_is_not_listed_until_enabled_again(store, team, person, now):
    admin = person(Role.ADMIN)
    with store.writing() as db:
        disable_user(db, "login-b")
        disable_user(db, "login-b")
    assert (names(store, admin), page(store, admin).total) == (["a", "c", "d"], 3)

    with store.writing() as db:
        enable_user(db, "login-b")
    assert (names(store, admin), page(store, admin).total) == (["a", "b", "c", "d"], 4)


def test_who_needs_help_most_comes_first(store, person, now):
    admin = person(Role.ADMIN)
    done, failing, twice, idle, busy, _new = (
        person(name=name) for name in ("done", "failing", "twice", "idle", "busy", "new")
    )
    for unit in ("u1", "u2"):
        quiz(store, done, 1.0, now - timedelta(days=60), unit)
        quiz(store, twice, 0.1, now, unit)
    quiz(store, failing, 0.1, now, "u1")
    quiz(store, idle, 1.0, now - timedelta(days=30), "u1")
    quiz(store, busy, 1.0, now, "u1")

    assert names(store, admin, sort="need") == ["twice", "failing", "new", "idle", "busy", "done"]


def test_practice_and_a_later_pass_need_no_help(store, person, now):
    admin = person(Role.ADMIN)
    passed, practising, failing = (
        person(name=name) for name in ("passed", "practising", "failing")
    )
    quiz(store, passed, 0.1, now)
    quiz(store, passed, 0.9, now)
    quiz(store, practising, 0.1, now, mode="practice")
    quiz(store, failing, 0.1, now)

    assert names(store, admin, sort="need") == ["failing", "practising", "passed"]


def test_recent_sorts_by_the_last_thing_done_and_never_last(store, person, now):
    admin = person(Role.ADMIN)
    quizzed, read, sheet, never = (
        person(name=name) for name in ("quizzed", "read", "sheet", "never")
    )
    quiz(store, quizzed, 1.0, now)
    with store.writing() as db:
        later = now + timedelta(hours=1)
        record_section(
            db, read, unit="u", lesson="l", section="s", index=0, finished=False, now=later
        )
        save_sheet(db, sheet, SheetKey("pest", "case", "us"), {}, 0, now + timedelta(hours=2))

    rows = page(store, admin, sort="recent").rows
    assert [row.name for row in rows] == ["sheet", "read", "quizzed", "never"]
    assert rows[-1].active_at is None
    assert rows[2].active_at == now
    assert never.user_id == rows[-1].user_id


def test_a_row_carries_the_results_of_every_unit(store, person, now):
    admin, learner = person(Role.ADMIN), person(department="一部")
    quiz(store, learner, 0.5, now, "u1")
    quiz(store, learner, 1.0, now, "u2")

    (row,) = page(store, admin).rows
    with store.reading() as db:
        assert row.results == results(db, learner)
    assert row.department == "一部"
    assert row.results["u1"].best == 0.5


@pytest.mark.parametrize("sort", ["need", "name", "recent"])
def test_pages_follow_each_other_without_gap_or_overlap(store, person, now, sort):
    manager = person(Role.MANAGER, manages=("一部", "二部", "三部"))
    for number in range(11):
        actor = person(name="same", department=("一部", "二部", "三部")[number % 3])
        if number % 2:
            quiz(store, actor, number / 10, now + timedelta(hours=number))

    whole = [row.user_id for row in page(store, manager, sort=sort).rows]
    pages = [
        row.user_id
        for number in (1, 2, 3, 4)
        for row in page(store, manager, sort=sort, page=number, size=4).rows
    ]
    assert len(set(whole)) == 11
    assert pages == whole


@pytest.mark.parametrize("asked", [{"page": 0}, {"page": -1}, {"size": 0}])
def test_a_page_before_the_first_is_an_error(store, person, asked):
    with pytest.raises(ValueError, match="rows"):
        page(store, person(Role.ADMIN), **asked)


def statements(store, ask) -> int:
    counted = []
    listener = lambda *given: counted.append(given[2])  # noqa: E731
    engine = store._engine
    event.listen(engine, "before_cursor_execute", listener)
    try:
        ask()
    finally:
        event.remove(engine, "before_cursor_execute", listener)
    return len(counted)


def test_a_page_costs_four_statements_whoever_asks_and_however_many_there_are(store, person, now):
    admin = person(Role.ADMIN)
    manager = person(Role.MANAGER, manages=("一部", "二部"))
    person(department="一部")

    def costs():
        return {
            statements(store, lambda a=actor, s=sort: page(store, a, sort=s))
            for actor in (admin, manager)
            for sort in ("need", "name", "recent")
        }

    before = costs()
    for number in range(15):
        quiz(store, person(department=("一部", "二部")[number % 2]), 0.5, now)
    assert costs() == before == {4}


@pytest.mark.parametrize("sort", ["need", "name", "recent"])
@pytest.mark.parametrize("who", ["everybody", "one", "several"])
def test_no_page_sorts_or_scans_the_learners(sqlite_store, person, sort, who):
    """SQLite's plan: an index gives the order, so that a page costs its size, not the table's."""
    from course.store.team import _learners

    departments = {
        "everybody": None,
        "one": frozenset({1}),
        "several": frozenset({1, 2}),
    }[who]
    query = _learners(departments, sort, 25, None).limit(25)
    with sqlite_store.reading() as db:
        compiled = query.compile(db.get_bind(), compile_kwargs={"literal_binds": True})
        plan = db.execute(text(f"EXPLAIN QUERY PLAN {compiled}")).all()

    reads = [(parent, step) for _id, parent, _unused, step in plan if " standing" in step]
    sorts = {parent for _id, parent, _unused, step in plan if "TEMP B-TREE" in step}
    assert reads
    assert all("USING INDEX ix_standing_" in step for _parent, step in reads)
    # Several departments: only the first rows of each, read already, are sorted to be merged.
    assert not sorts & {parent for parent, _step in reads}
