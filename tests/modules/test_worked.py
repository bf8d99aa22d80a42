"""范例表: whole for reading, half filled with slots and questions; nothing of a slot is sent."""

import re
from dataclasses import replace
from datetime import date
from html import escape

import pytest

from course.content.case.clock import dated
from course.content.case.half import Blank, Half
from course.people.rights import Role
from modules.case.worked import WORKED
from modules.case.worked.filling import signed
from modules.services import course
from tests.modules.conftest import words

TODAY = date(2026, 11, 23)
CASE = course().case
assert CASE is not None
FIELDS = {"map": "people", "objections": "objections_file"}
FIELDS = {name: FIELDS.get(name, name) for name in WORKED}
FILES = {name: getattr(CASE, field) for name, field in FIELDS.items()}
TEACHERS = (Role.TRAINER, Role.ADMIN)
OPEN_TO_ALL = [name for name, worked in WORKED.items() if not worked.for_trainers]


def blanks(name):
    """What the half-filled table leaves out: row, field and the worked value."""
    cells = FILES[name].cells()
    return [
        (blank.row, field, cells[blank.row][field])
        for blank in FILES[name].half.rows
        for field in blank.blank
    ]


def name_or_words(value):
    """A worked value as it is printed."""
    person = CASE.person_by_id.get(value)
    return person.name if person else dated(value, TODAY)


def drawn(name, *, half):
    return WORKED[name].html(CASE, TODAY, half=half)


def at(visitor, name, **parameters):
    return visitor.open("case", {"part": "tables", "table": name, **parameters})


@pytest.mark.parametrize("name", WORKED)
def test_the_whole_table_has_no_slot_and_asks_nothing(name):
    html = drawn(name, half=False)

    assert 'class="slot' not in html
    assert 'class="asked"' not in html


@pytest.mark.parametrize("name", WORKED)
def test_every_blank_is_a_slot_and_every_row_with_blanks_asks_its_question(name):
    html = drawn(name, half=True)

    assert html.count('class="slot') == len(blanks(name))
    for blank in FILES[name].half.rows:
        assert html.count(escape(blank.ask)) == 1


@pytest.mark.parametrize("name", WORKED)
def test_sentences_that_are_left_out_stand_in_the_whole_table_only(name):
    whole, half = drawn(name, half=False), drawn(name, half=True)
    for _row, _field, value in blanks(name):
        if isinstance(value, str) and len(value) > 8:
            shown = escape(name_or_words(value))
            assert shown in whole
            assert shown not in half


@pytest.mark.parametrize("name", WORKED)
def test_whatever_an_author_leaves_out_becomes_a_slot(name):
    cells = FILES[name].cells()
    everything = Half(
        intro="。",
        rows=tuple(
            Blank(row=row, blank=tuple(f for f, v in fields.items() if v is not None), ask="？")
            for row, fields in cells.items()
        ),
        finish="。",
    )
    sheet = FILES[name].model_copy(update={"half": everything})
    html = WORKED[name].html(replace(CASE, **{FIELDS[name]: sheet}), TODAY, half=True)

    assert html.count('class="slot') == sum(len(blank.blank) for blank in everything.rows)
    for fields in cells.values():
        for value in fields.values():
            if isinstance(value, str) and len(value) > 12:
                assert escape(name_or_words(value)) not in html


@pytest.mark.parametrize("name", WORKED)
def test_what_is_not_left_out_stands_in_both(name):
    half = drawn(name, half=True)
    left_out = {(row, field) for row, field, _value in blanks(name)}
    for row, fields in FILES[name].cells().items():
        for field, value in fields.items():
            if (row, field) not in left_out and isinstance(value, str):
                assert escape(name_or_words(value)) in half, (row, field)


@pytest.mark.parametrize("name", WORKED)
def test_a_table_leaves_no_month_of_the_authors_clock(name):
    for half in (False, True):
        words_only = re.sub(r"<[^>]+>", "", drawn(name, half=half))
        assert not re.findall(r"T[−+]\d+|T0", words_only)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", OPEN_TO_ALL)
def test_everybody_turns_from_the_whole_table_to_the_half_filled_one(visit, role, name):
    page = at(visit(role), name)
    assert not page.exception
    assert words(page).count('class="slot') == 0

    control = page.segmented_control[0]
    assert list(control.options) == ["完整", "半填"]
    control.set_value("half").run()
    assert page.query_params["view"] == "half"
    assert words(page).count('class="slot') == len(blanks(name))
    assert escape(FILES[name].half.intro) in words(page)
    assert escape(FILES[name].half.finish) in words(page)


@pytest.mark.parametrize("role", [Role.LEARNER, Role.MANAGER])
@pytest.mark.parametrize("view", ["full", "half", "nonsense"])
def test_the_worked_scorecard_is_not_sent_to_learners_whatever_the_address_says(visit, role, view):
    visitor = visit(role)
    page = at(visitor, "accounts", view=view)

    assert not page.exception
    assert not page.segmented_control
    assert words(page).count('class="slot') == len(blanks("accounts"))
    assert "完整的一张在讲师手里" in words(page)
    for account in CASE.accounts.accounts:
        assert account.note not in words(page)
    assert "只有半填的" in words(visitor.open("case", {"part": "tables"}))


@pytest.mark.parametrize("role", TEACHERS)
def test_who_teaches_sees_the_scorecard_whole_and_half(visit, role):
    visitor = visit(role)
    assert words(at(visitor, "accounts")).count('class="slot') == 0
    half = words(at(visitor, "accounts", view="half"))
    assert half.count('class="slot') == len(blanks("accounts"))
    assert "只有半填的" not in words(visitor.open("case", {"part": "tables"}))


def test_every_table_is_listed_and_can_be_reached(learner):
    page = learner.open("case", {"part": "tables"})

    assert not page.exception
    assert all(worked.title in words(page) for worked in WORKED.values())
    asked = [link.proto.query_string for link in page.page_link]
    assert all(any(f"table={name}" in query for query in asked) for name in WORKED)


def test_an_unknown_table_is_told_and_leads_back(learner):
    page = at(learner, "<script>")

    assert not page.exception
    assert "没有这张表" in words(page)


@pytest.mark.parametrize(("value", "shown"), [(2, "+2"), (0, "0"), (-1, "−1")])
def test_a_stance_is_printed_with_its_sign(value, shown):
    assert signed(value) == shown
