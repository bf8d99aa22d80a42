"""The home page, as a learner meets it."""

from datetime import UTC, datetime

from course.people.rights import Role
from course.store.attempts import GradedResponse, start_draft, submit
from course.store.reading import record_place, record_section
from modules.pages import address
from modules.services import course
from tests.modules.conftest import words


def read(visitor, lesson, section, index=0, finished=False):
    with visitor.store.writing() as db:
        record_section(
            db,
            visitor.actor,
            unit=course().lesson_by_id[lesson].unit,
            lesson=lesson,
            section=section,
            index=index,
            finished=finished,
            now=datetime.now(UTC),
        )
        record_place(
            db, visitor.actor, "lesson", {"lesson": lesson, "section": section}, datetime.now(UTC)
        )


def fail_the_quiz(visitor, unit):
    with visitor.store.writing() as db:
        items = course().unit_by_slug[unit].items[:2]
        start_draft(
            db,
            visitor.actor,
            unit=unit,
            mode="assessment",
            seed=1,
            item_ids=[item.id for item in items],
            now=datetime.now(UTC),
        )
        submit(
            db,
            visitor.actor,
            unit=unit,
            mode="assessment",
            course_version=course().version,
            pass_mark=0.8,
            graded=[
                GradedResponse(item.id, item.text_hash, None, earned, 1.0)
                for item, earned in zip(items, (1.0, 0.0), strict=True)
            ],
            now=datetime.now(UTC),
        )


def test_a_newcomer_is_led_to_the_first_lesson_there_is(learner):
    page = learner.open("home")

    assert not page.exception
    first = next(iter(course().lesson_by_id.values()))
    assert first.header.title in words(page)
    assert [button.label for button in page.button] == ["开始学习"]


def test_the_seven_units_are_listed_with_a_way_in(learner):
    page = learner.open("home")

    assert all(unit.title in words(page) for unit in course().units)
    assert [link.proto.page for link in page.page_link] == [u.slug for u in course().units]


def test_going_on_leads_to_the_section_left_last(learner):
    number = course().lesson_by_id["pest"].index("score")
    read(learner, "pest", "score", number)
    page = learner.open("home")
    assert "上次停在" in words(page)
    assert f"第 {number + 1} 节" in words(page)

    page.button(key="resume-go").click().run()

    assert not page.exception
    assert page.query_params == {"lesson": "pest", "section": "score"}


def test_a_unit_shows_lessons_read_and_its_state_in_words(learner):
    read(learner, "pest", "close", 9, finished=True)
    page = learner.open("home")

    lessons = course().unit_by_slug["opportunity"].lessons
    assert f"课文 1/{len(lessons)}" in words(page)
    assert "学习中" in words(page)


def test_a_failed_assessment_shows_with_its_points(learner):
    fail_the_quiz(learner, "opportunity")
    page = learner.open("home")

    assert "未通过" in words(page)
    assert "50 分" in words(page)


def test_a_name_that_looks_like_markup_is_shown_as_typed(visit, monkeypatch):
    monkeypatch.setitem(
        __import__("tests.modules.conftest", fromlist=["NAMES"]).NAMES,
        Role.LEARNER,
        "<b>周然</b>",
    )
    page = visit().open("home")

    assert "&lt;b&gt;周然" in words(page)
    assert "<b>周然" not in words(page)


def test_the_statements_sent_do_not_grow_with_what_was_done(learner, statements):
    learner.open("home")
    at_first = len(statements)
    statements.clear()
    read(learner, "pest", "score", 4)
    fail_the_quiz(learner, "opportunity")
    statements.clear()
    learner.open("home")

    assert len(statements) == at_first <= 12


def test_a_session_that_ended_says_so_and_leads_back(learner):
    learner.sign_out()
    page = learner.open("lesson", {"lesson": "pest", "section": "score"})

    assert not page.exception
    assert "没有丢" in words(page)
    back = address("lesson", {"lesson": "pest", "section": "score"})
    assert f"/login?next={back.replace('/', '%2F').replace('?', '%3F')}"[:20] in words(page)
    assert not page.button


def test_learners_have_no_line_for_the_team(visit):
    for role in Role:
        page = visit(role).open("home")
        pages = {info["page_name"] for info in page._registered_pages.values()}
        assert ("团队进度" in pages) == (role != Role.LEARNER)


def test_the_account_menu_says_who_is_here_and_leads_out(learner):
    menu = learner.open("home").sidebar.html[0].proto.body

    assert "周然 · 学员" in menu
    assert 'href="/account"' in menu
    assert 'href="/password"' in menu
    assert 'href="/logout"' in menu


def test_demonstration_data_are_marked_on_the_page(learner, monkeypatch):
    assert "示例数据" not in words(learner.open("home"))
    monkeypatch.setenv("DEMO", "1")
    from modules import services

    services.settings.cache_clear()
    assert "示例数据" in words(learner.open("home"))


def test_a_tab_does_not_pass_from_one_person_to_the_next(visit):
    """After a break of the connection Streamlit goes on with the tab, whoever signed in since."""
    tab = visit(Role.LEARNER).open("tool", {"tool": "pest", "subject": "case", "side": "us"})
    visit(Role.MANAGER)

    tab.run()

    assert not tab.exception
    assert "登录的是另一个人" in words(tab)
    assert not tab.text_input
