"""The manager's first page."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from course.content.items import Pool
from course.people.accounts import create_user
from course.people.rights import Actor, Role
from course.people.signin import actor_of, open_session
from course.store.attempts import GradedResponse, start_draft, submit
from course.store.reading import record_section
from course.store.team import departments_of
from modules import identity, services, team
from modules.services import course
from modules.team import since
from tests.modules.conftest import Visitor, words

UNIT = "opportunity"


@pytest.fixture
def manager_of(fresh_store, monkeypatch):
    """Sign in a manager of these departments."""

    def make(*departments):
        with fresh_store.writing() as db:
            user = create_user(
                db,
                login="boss",
                name="秦岚",
                role=Role.MANAGER,
                password=None,
                manages=departments,
                now=datetime.now(UTC),
            )
            token = open_session(db, user, datetime.now(UTC))
        monkeypatch.setattr(identity, "token_from", lambda _cookies: token)
        with fresh_store.reading() as db:
            actor = actor_of(db, token, datetime.now(UTC), services.settings())
        return Visitor(actor, token, fresh_store)

    return make


@pytest.fixture
def people(fresh_store):
    """Add a learner with a history: add(name, department, scores=(0.5, 0.9), days=3)."""

    def add(name, department="华东一区", scores=(), read=False, days=1, units=(UNIT,)):
        at = datetime.now(UTC) - timedelta(days=days)
        with fresh_store.writing() as db:
            login = f"login-{name}".replace(" ", "-")[:40]
            id_ = create_user(
                db,
                login=login,
                name=name,
                role=Role.LEARNER,
                password=None,
                department=department,
                now=datetime.now(UTC),
            )
            actor = Actor(id_, login, name, Role.LEARNER)
            if read:
                record_section(
                    db,
                    actor,
                    unit=UNIT,
                    lesson="pest",
                    section="write",
                    index=0,
                    finished=False,
                    now=at,
                )
            for unit, score in product(units, scores):
                start_draft(db, actor, unit=unit, mode="assessment", seed=1, item_ids=["q"], now=at)
                submit(
                    db,
                    actor,
                    unit=unit,
                    mode="assessment",
                    course_version="v",
                    pass_mark=0.8,
                    graded=[GradedResponse("q", "h", None, score, 1.0)],
                    now=at,
                )

    return add


def table(page):
    """The lines of the table's body, as text with tags."""
    return words(page).split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:]


def names(page):
    return [row.split('<th scope="row">')[1].split("<")[0] for row in table(page)]


def test_a_manager_arrives_at_the_team_and_may_go_on_to_learn(manager_of, people):
    people("周然")
    manager = manager_of("华东一区")

    assert "周然" in words(manager.arrive())
    assert "七个单元" in manager.open("home").header[0].value


@pytest.mark.parametrize("role", [Role.LEARNER, Role.TRAINER, Role.ADMIN])
def test_everybody_else_arrives_at_the_course(visit, role):
    assert "七个单元" in visit(role).arrive().header[0].value


def test_only_people_of_ones_own_departments_are_listed(manager_of, people):
    people("吴磊", "华东一区")
    people("陈敏", "方案部")
    page = manager_of("华东一区").open("team")
    assert not page.exception
    assert names(page) == ["吴磊"]
    assert "陈敏" not in words(page)


def test_state_is_told_in_sign_colour_number_and_words(manager_of, people):
    people("通过", scores=(0.5, 0.92))
    people("未过", scores=(0.55,))
    people("在学", read=True)
    people("没来")
    page = manager_of("华东一区").open("team")
    rows = dict(zip(names(page), table(page), strict=True))
    assert 'class="c pass"' in rows["通过"]
    assert "sg-tick" in rows["通过"]
    assert "通过，92 分" in rows["通过"]
    assert 'class="c fail"' in rows["未过"]
    assert "sg-cross" in rows["未过"]
    assert "未通过，55 分" in rows["未过"]
    assert "学习中" in rows["在学"]
    assert rows["没来"].count("未开始") == 7
    assert "还没有来过" in rows["没来"]
    assert "很久没学" not in rows["没来"]
    assert "超过 14 天没学，或还没有来过" in words(page)


def test_who_needs_help_is_named_on_top_with_the_reason(manager_of, people):
    people("吴磊", scores=(0.5,))
    people("赵倩", read=True, days=20)
    people("周然", scores=(0.9,))
    page = manager_of("华东一区").open("team")
    text = words(page)
    assert "2 人需要你：" in text
    assert "吴磊 第三单元测验未通过" in text
    assert "赵倩 20 天没有学习" in text
    assert "周然 " not in text.split("<table")[0]


def test_several_units_not_passed_are_named_in_one_breath(manager_of, people):
    people("吴磊", scores=(0.5,), units=(UNIT, "needs"))
    assert "吴磊 第三、五单元测验未通过" in words(manager_of("华东一区").open("team"))


def test_no_more_than_three_are_named(manager_of, people):
    for name in "甲乙丙丁":
        people(name, scores=(0.1,))
    assert "不止 3 人需要你" in words(manager_of("华东一区").open("team"))


def test_a_team_that_needs_nobody_is_told_so(manager_of, people):
    people("周然", scores=(0.9,))
    page = manager_of("华东一区").open("team")
    assert "没有人需要你马上去帮" in words(page)
    page.toggle(key="team-only").set_value(True).run()
    assert "没有人需要帮助" in words(page)


def test_sorting_by_name_and_by_last_activity(manager_of, people):
    people("b 乙", scores=(0.9,), days=9)
    people("a 甲", scores=(0.9,), days=5)
    people("c 丙", scores=(0.1,), days=7)
    page = manager_of("华东一区").open("team")
    assert names(page)[0] == "c 丙"
    page.segmented_control(key="team-sort").set_value("name").run()
    assert names(page) == ["a 甲", "b 乙", "c 丙"]
    page.segmented_control(key="team-sort").set_value("recent").run()
    assert names(page) == ["a 甲", "c 丙", "b 乙"]


def test_one_department_or_all_of_ones_own(manager_of, people):
    people("吴磊", "华东一区")
    people("陈敏", "方案部")
    boss = manager_of("华东一区", "方案部")
    with boss.store.reading() as db:
        ids = {row.name: row.id for row in departments_of(db, boss.actor)}
    page = boss.open("team")
    assert sorted(names(page)) == ["吴磊", "陈敏"]
    box = page.selectbox(key="team-department")
    assert box.options == ["我的 2 个部门", "华东一区", "方案部"]
    box.set_value(ids["方案部"]).run()
    assert names(page) == ["陈敏"]


def test_only_those_who_need_help(manager_of, people):
    people("吴磊", scores=(0.5,))
    people("周然", scores=(0.9,))
    page = manager_of("华东一区").open("team")
    page.toggle(key="team-only").set_value(True).run()
    assert names(page) == ["吴磊"]
    assert "共 1 人" in words(page)


def test_pages_turn_and_a_filter_begins_at_the_first(manager_of, people, monkeypatch):
    monkeypatch.setattr(team, "PAGE_SIZE", 2)
    for name in ("a", "b", "c"):
        people(name, scores=(0.9,))
    page = manager_of("华东一区").open("team")
    page.segmented_control(key="team-sort").set_value("name").run()
    assert "第 1 页，共 2 页，3 人" in words(page)
    assert page.button(key="turn-arrow_back").disabled

    page.button(key="turn-arrow_forward").click().run()
    assert names(page) == ["c"]
    assert page.button(key="turn-arrow_forward").disabled

    page.toggle(key="team-only").set_value(True).run()
    assert "page" not in page.query_params


@pytest.mark.parametrize("asked", ["0", "-3", "99", "x", "9" * 40])
def test_a_page_that_does_not_exist_shows_the_first(manager_of, people, asked):
    people("吴磊")
    page = manager_of("华东一区").open("team", {"page": asked})
    assert not page.exception
    assert names(page) == ["吴磊"]


def test_the_last_line_counts_who_passed(manager_of, people):
    people("甲", scores=(0.9,))
    people("乙", scores=(0.5,))
    foot = words(manager_of("华东一区").open("team")).split("<tfoot>")[1]
    assert '1<span class="long">/2</span>' in foot
    untested = [unit for unit in course().units if not unit.pool(Pool.ASSESSMENT)]
    assert foot.count("—") == len(untested)


def test_names_are_shown_as_text(manager_of, people):
    people("<img src=x onerror=alert(1)>", "<b>部门</b>", scores=(0.5,))
    page = manager_of("<b>部门</b>").open("team")
    assert "<img" not in words(page)
    assert "<b>部门" not in words(page)
    assert "&lt;img src=x" in words(page)


def test_a_manager_without_departments_is_told_whom_to_ask(manager_of):
    page = manager_of().open("team")
    assert not page.exception
    assert "请管理员" in words(page)
    assert not page.toggle


def test_a_department_without_learners_is_told(manager_of):
    page = manager_of("空部门").open("team")
    assert "这里还没有学员" in words(page)


def test_an_administrator_without_learners_is_told_how_accounts_are_made(visit):
    assert "python -m course user add" in words(visit(Role.ADMIN).open("team"))
    assert "请管理员建好" in words(visit(Role.TRAINER).open("team"))


@pytest.mark.parametrize("role", [Role.TRAINER, Role.ADMIN])
def test_trainers_and_administrators_see_everybody(visit, people, role):
    people("吴磊", "华东一区")
    people("无部门", None)
    page = visit(role).open("team")
    assert sorted(names(page)) == sorted(["吴磊", "无部门"])


def test_learners_do_not_get_there(learner, people):
    people("吴磊")
    page = learner.open("team")
    assert "吴磊" not in words(page)


def test_days_are_those_of_the_calendar():
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert since(None, noon) == "还没有来过"
    assert since(noon, noon) == "今天"
    assert since(noon - timedelta(days=1), noon) == "昨天"
    assert since(noon - timedelta(days=9), noon) == "9 天前"
    assert since(noon + timedelta(hours=1), noon) == "今天"


def test_the_statements_are_few_whatever_the_number_of_people(manager_of, people, statements):
    for number in range(12):
        people(f"学员{number}", scores=(0.5,))
    boss = manager_of("华东一区")
    statements.clear()
    boss.open("team")
    assert 0 < len(statements) <= 12
