"""Who needs help: the rule in SQL and the rule in words are one rule."""

from datetime import timedelta

import pytest

from course.errors import ForbiddenError
from course.people.rights import Role
from course.store.attempts import GradedResponse, start_draft, submit
from course.store.reading import record_section
from course.store.team import NeedsHelp, needing_help, team_page

LONG = timedelta(days=14)


@pytest.fixture
def team(store, person, now):
    """One learner of each kind, all of 华东一区."""

    def hand_in(actor, unit, earned, at):
        with store.writing() as db:
            start_draft(db, actor, unit=unit, mode="assessment", seed=1, item_ids=["q"], now=at)
            submit(
                db,
                actor,
                unit=unit,
                mode="assessment",
                course_version="v",
                pass_mark=0.8,
                graded=[GradedResponse("q", "h", None, earned, 1.0)],
                now=at,
            )

    def read(actor, at):
        with store.writing() as db:
            record_section(
                db,
                actor,
                unit="u1",
                lesson="l",
                section="s",
                index=0,
                finished=False,
                now=at,
            )

    names = ("失败", "先败后过", "久未来", "全过久未来", "没来过", "正常")
    people = {name: person(name=name, department="华东一区") for name in names}
    yesterday, ago = now - timedelta(days=1), now - timedelta(days=15)
    hand_in(people["失败"], "u1", 0.5, yesterday)
    hand_in(people["先败后过"], "u1", 0.5, yesterday)
    hand_in(people["先败后过"], "u1", 0.9, yesterday)
    read(people["久未来"], ago)
    hand_in(people["全过久未来"], "u1", 1.0, ago)
    hand_in(people["全过久未来"], "u2", 1.0, ago)
    read(people["正常"], yesterday)
    return people


@pytest.fixture
def rule(now):
    return NeedsHelp(idle_since=now - LONG, units=2)


def test_those_who_failed_come_first_then_those_long_away(store, team, person, rule):
    boss = person(Role.MANAGER, manages=("华东一区",))
    with store.reading() as db:
        rows = needing_help(db, boss, department=None, rule=rule, limit=9)
    assert [row.name for row in rows] == ["失败", "没来过", "久未来"]


def test_the_rule_in_sql_is_the_rule_on_rows(store, team, person, rule):
    boss = person(Role.MANAGER, manages=("华东一区", "空部门"))
    with store.reading() as db:
        everybody = team_page(db, boss, department=None, sort="name", page=1, size=50)
        only = team_page(db, boss, department=None, sort="name", page=1, size=50, only=rule)
    helped = {row.name for row in everybody.rows if rule.failed(row) or rule.is_idle(row)}
    assert {row.name for row in only.rows} == helped
    assert only.total == len(helped) == 3
    assert everybody.total == 6


def test_the_total_counts_all_pages_of_those_who_need_help(store, team, person, rule):
    admin = person(Role.ADMIN)
    with store.reading() as db:
        page = team_page(db, admin, department=None, sort="need", page=2, size=2, only=rule)
    assert [row.name for row in page.rows] == ["久未来"]
    assert page.total == 3


def test_nobody_asks_about_others_departments(store, team, person, rule):
    boss = person(Role.MANAGER, manages=("方案部",))
    with store.reading() as db:
        assert needing_help(db, boss, department=None, rule=rule, limit=3) == []
        with pytest.raises(ForbiddenError):
            needing_help(db, team["正常"], department=None, rule=rule, limit=3)
        with pytest.raises(ForbiddenError):
            needing_help(db, boss, department=999, rule=rule, limit=3)
