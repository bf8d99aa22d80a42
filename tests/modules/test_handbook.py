"""讲师手册: only for those who teach, whatever way one comes."""

from dataclasses import replace

import pytest

from course.people.rights import Role
from modules.pages import EVERYBODY, FIXED, may_open
from modules.services import course
from tests.modules.conftest import words

UNITS = course().units
TEACHERS = (Role.TRAINER, Role.ADMIN)


def test_every_unit_has_a_handbook_that_begins_with_the_class():
    assert [unit.handbook[0].name for unit in UNITS] == ["unit"] * 7


@pytest.mark.parametrize("role", list(Role))
def test_its_address_is_shut_for_everybody_else(role):
    assert may_open("/handbook", role) == (role in TEACHERS)


@pytest.mark.parametrize("role", [Role.LEARNER, Role.MANAGER])
def test_its_row_and_its_page_do_not_exist_for_everybody_else(visit, role):
    visitor = visit(role)
    unit = visitor.open("unit-opportunity")
    page = visitor.open("handbook", {"unit": "opportunity"})

    assert "讲师手册" not in words(unit)
    assert "分钟表" not in words(page)


def test_the_page_itself_refuses_when_nothing_else_has(visit, monkeypatch):
    """The navigation is not the guard: the page asks the rights again."""
    open_to_all = tuple(replace(entry, roles=EVERYBODY) for entry in FIXED)
    monkeypatch.setattr("modules.pages.FIXED", open_to_all)
    page = visit(Role.LEARNER).open("handbook", {"unit": "opportunity"})

    assert "只有讲师和管理员能看" in words(page)
    assert "分钟表" not in words(page)


@pytest.mark.parametrize("role", TEACHERS)
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.slug)
def test_who_teaches_reads_every_part(visit, role, unit):
    visitor = visit(role)
    for part in unit.handbook:
        page = visitor.open("handbook", {"unit": unit.slug, "part": part.name})
        assert not page.exception
        assert f">{part.title}</h1>" in words(page)
        assert part.html in words(page)
        assert all(f'href="#{heading.anchor}"' in words(page) for heading in part.headings)


def test_an_address_without_a_part_shows_the_first_and_then_names_it(visit):
    page = visit(Role.TRAINER).open("handbook", {"unit": "opportunity"})

    assert page.query_params["part"] == "unit"


def test_an_unknown_part_is_told_and_the_first_is_shown(visit):
    page = visit(Role.TRAINER).open("handbook", {"unit": "opportunity", "part": "nonsense"})

    assert "手册里没有你要找的那一份" in words(page)
    assert "分钟表" in words(page)


def test_an_unknown_unit_is_told(visit):
    page = visit(Role.TRAINER).open("handbook", {"unit": "nonsense"})

    assert not page.exception
    assert "没有这份手册" in words(page)


def test_one_turns_to_the_next_part(visit):
    page = visit(Role.TRAINER).open("handbook", {"unit": "opportunity"})
    page.button(key="part-next").click().run()

    assert page.query_params["part"] == UNITS[2].handbook[1].name
    assert UNITS[2].handbook[1].html in words(page)


def test_the_statements_sent_are_few(visit, statements):
    visitor = visit(Role.TRAINER)
    statements.clear()
    visitor.open("handbook", {"unit": "opportunity"})

    assert 0 < len(statements) <= 6
