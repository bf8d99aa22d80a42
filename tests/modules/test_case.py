"""The page 案例: what everybody reads, what opens on demand, what only trainers get."""

import re
from dataclasses import replace
from datetime import date
from html import escape

import pytest

from course.content.case.clock import dated
from course.people.rights import Role
from modules.case.accounts import accounts_html
from modules.case.events import events_html
from modules.case.numbers import figure, numbers_html, percent
from modules.case.objections import objections_html
from modules.case.page import TITLES
from modules.case.papers import paper_html, papers_for, records_file, transfer_html
from modules.case.people import people_html
from modules.case.talks import dialogue_html
from modules.services import course
from tests.modules.conftest import words

TODAY = date(2026, 11, 23)
CASE = course().case
assert CASE is not None
HIDDEN = [paper.header.id for paper in CASE.papers if paper.for_trainers]
SHOWN = [paper.header.id for paper in CASE.papers if not paper.for_trainers]
TEACHERS = (Role.TRAINER, Role.ADMIN)


def plain(html: str) -> str:
    """The words of a piece of HTML."""
    return re.sub(r"<[^>]+>", "", html)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("part", TITLES)
def test_every_chapter_opens_for_everybody(visit, role, part):
    page = visit(role).open("case", {} if part == "story" else {"part": part})

    assert not page.exception
    assert f">{CASE.file.title if part == 'story' else TITLES[part]}</h1>" in words(page)


def test_the_notice_that_all_is_made_up_comes_before_the_story(learner):
    page = words(learner.open("case"))

    assert page.index(CASE.file.notice) < page.index("你是周然")


def test_every_unit_leads_to_the_case(learner):
    assert "case" in [link.proto.page for link in learner.open("unit-needs").page_link]


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ({"part": "nonsense"}, "没有你要找的那一章"),
        ({"part": "interviews", "interview": "nonsense"}, "没有这次访谈"),
        ({"part": "papers", "paper": "<script>"}, "没有这份文件"),
    ],
)
def test_an_unknown_name_is_told_and_leads_on(learner, parameters, told):
    page = learner.open("case", parameters)

    assert not page.exception
    assert told in words(page)
    assert page.page_link or page.button


def test_the_story_prints_the_figures_of_the_case():
    file, us, them = CASE.file, CASE.file.supplier, CASE.file.customer
    hengyu = CASE.account_by_id["hengyu"].revenue[-1]
    site = next(each for each in file.sites if each.id == file.project.site)
    for said in (
        f"{hengyu:,.0f} 万元",
        f"{hengyu / us.revenue:.1%}",
        f"{them.wallet:,.0f} 万元",
        f"停线 {file.stop.hours} 小时",
        f"{file.stop.complaint_days} 天",
        f"由 {them.supplier_list.before} 家减到 {them.supplier_list.after} 家",
        f"{them.energy_target.months} 个月内单位电耗降 {them.energy_target.cut:.0%}",
        f"{site.capacity_gwh} GWh",
        f"{file.project.budget:,.0f} 万元",
    ):
        assert said in file.story, said


def test_no_chapter_leaves_a_month_of_the_authors_clock():
    chapters = [
        numbers_html(CASE, TODAY),
        people_html(CASE, TODAY),
        events_html(CASE, TODAY),
        objections_html(CASE, TODAY),
        transfer_html(CASE, TODAY),
        *(paper_html(paper, TODAY) for paper in CASE.papers),
    ]
    assert not [found for html in chapters for found in re.findall(r"T[−+]\d+|T0", plain(html))]


def test_people_are_shown_with_what_drives_them_and_whom_they_report_to():
    html = people_html(CASE, TODAY)

    for person in CASE.people.people:
        assert person.name in html
        assert all(dated(motive, TODAY) in html for motive in person.motives)
        assert all(escape(dated(fact.text, TODAY)) in html for fact in person.facts)
    assert "陆承岳" in html[html.index("邵敏") :]


def test_people_are_not_shown_as_the_decision_map_judges_them():
    html = people_html(CASE, TODAY)

    assert not [word for word in ("内圈", "圈外", "支持", "教练") if word in plain(html)]


def test_events_stand_in_order_and_the_present_is_marked():
    html = events_html(CASE, TODAY)
    titles = [event.title for event in CASE.events.events]

    assert re.findall(r'<p class="t">(.*?)</p>', html) == titles
    assert html.count('class="now"') == 1
    assert '3 个月前</b> <span class="soft">2026 年 8 月' in html


def test_endings_wait_until_they_are_opened():
    html = events_html(CASE, TODAY)
    closed = re.sub(r"<details>.*?</details>", "", html, flags=re.S)

    assert all(ending.lesson in html for ending in CASE.events.endings)
    assert not any(ending.outcome in closed for ending in CASE.events.endings)
    assert "<details open" not in html


@pytest.mark.parametrize("role", list(Role))
def test_scores_and_quadrants_are_for_those_who_teach(visit, role):
    page = words(visit(role).open("case", {"part": "accounts"}))

    assert ("重点培育" in page) == (role in TEACHERS)


def test_raw_values_are_for_everybody():
    html = plain(accounts_html(CASE, with_answers=False))

    for account in CASE.accounts.accounts:
        assert account.short in html
        assert account.note not in html
    assert "招标写入" in html
    assert "−6" in html


@pytest.mark.parametrize("name", SHOWN)
def test_a_learner_reads_the_papers_that_reached_the_account_manager(learner, name):
    page = learner.open("case", {"part": "papers", "paper": name})

    assert not page.exception
    assert CASE.paper_by_id[name].header.title in words(page)


@pytest.mark.parametrize("role", [Role.LEARNER, Role.MANAGER])
@pytest.mark.parametrize("name", HIDDEN)
def test_model_answers_are_refused_to_everybody_else_even_by_address(visit, role, name):
    visitor = visit(role)
    page = visitor.open("case", {"part": "papers", "paper": name})
    lists = words(visitor.open("case")) + words(visitor.open("case", {"part": "papers"}))

    assert "只有讲师和管理员能看" in words(page)
    assert CASE.paper_by_id[name].prose.html not in words(page)
    assert CASE.paper_by_id[name].header.title not in lists


@pytest.mark.parametrize("role", TEACHERS)
@pytest.mark.parametrize("name", HIDDEN)
def test_who_teaches_reads_the_model_answers(visit, role, name):
    visitor = visit(role)

    assert CASE.paper_by_id[name].header.title in words(visitor.open("case"))
    page = visitor.open("case", {"part": "papers", "paper": name})
    assert CASE.paper_by_id[name].prose.headings[0].title in words(page)


def test_papers_for_learners_come_first():
    names = [paper.header.id for paper in papers_for(CASE, with_answers=True)]

    assert names == SHOWN + HIDDEN


@pytest.mark.parametrize("talk", CASE.interviews, ids=lambda talk: talk.id)
def test_an_interview_shows_its_marks_only_when_asked(learner, talk):
    page = learner.open("case", {"part": "interviews", "interview": talk.id})
    before = words(page)

    assert all(escape(turn.say) in before for turn in talk.turns)
    assert "<mark>" not in before
    assert talk.record not in before
    assert not re.search(r"P[0-3] |问题 [SPIN]|SPISES", plain(before))

    page.toggle[0].set_value(True).run()
    after = words(page)
    marks = [mark for turn in talk.turns for mark in turn.marks]
    assert all(escape(mark.why) in after for mark in marks)
    assert talk.record in after
    said = [escape(turn.say) for turn in talk.turns]
    assert all(say in re.sub("</?mark>", "", after) for say in said)


def test_marks_that_overlap_are_shown_as_one_passage():
    talk = next(each for each in CASE.interviews if any(turn.marks for turn in each.turns))
    turn = next(each for each in talk.turns if each.marks)
    mark = turn.marks[0]
    inner = mark.model_copy(update={"quote": mark.quote[1:-1]})
    both = turn.model_copy(update={"marks": (mark, inner)})
    html = dialogue_html(CASE, talk.model_copy(update={"turns": (both,)}), marked=True)

    assert html.count("<mark>") == 1
    assert f"<mark>{escape(mark.quote)}</mark>" in html


def test_every_objection_is_said_and_its_answer_waits():
    html = objections_html(CASE, TODAY)
    closed = re.sub(r"<details>.*?</details>", "", html, flags=re.S)

    for objection in CASE.objections:
        assert escape(objection.verbatim) in closed
        assert escape(objection.answer.R) in html
        assert escape(objection.answer.R) not in closed
        assert escape(objection.root) not in closed
    assert html.count("不当场处理") == sum(not each.handle for each in CASE.objections)


def test_the_records_open_in_a_spreadsheet_program():
    file = records_file(CASE)

    assert file.startswith("\ufeff单号,类型".encode())
    assert file.count(b"\n") == len(CASE.transactions) + 1


def test_a_course_without_a_case_says_so(learner, monkeypatch):
    bare = replace(course(), case=None)
    monkeypatch.setattr("modules.case.page.course", lambda: bare)
    page = learner.open("case")

    assert not page.exception
    assert "案例尚未收录" in words(page)


@pytest.mark.parametrize(
    ("value", "printed"), [(12000, "12,000"), (0.68, "0.68"), (1720.0, "1,720")]
)
def test_a_figure_is_printed_as_in_the_case(value, printed):
    assert figure(value) == printed


@pytest.mark.parametrize(("fraction", "printed"), [(0.29, "29%"), (0.145, "14.5%"), (0.07, "7%")])
def test_a_fraction_is_printed_in_percent(fraction, printed):
    assert percent(fraction) == printed


@pytest.mark.parametrize("part", TITLES)
def test_the_statements_sent_are_few(learner, statements, part):
    statements.clear()
    learner.open("case", {"part": part})

    assert 0 < len(statements) <= 6
