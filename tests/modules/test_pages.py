"""The page table: which addresses exist and who may open them."""

import pytest

from course.people.rights import Role
from modules.pages import FIXED, address, first_page, known_paths, may_open, page_table
from modules.services import course


def test_every_unit_has_an_address_under_its_slug():
    assert {f"/{unit.slug}" for unit in course().units} < known_paths(course())


def test_no_two_pages_share_an_address():
    entries = page_table(course())

    assert len({entry.address for entry in entries}) == len(entries)
    assert len({entry.name for entry in entries}) == len(entries)


def test_the_seven_units_stand_in_the_sidebar_after_home():
    visible = [entry.title for entry in page_table(course()) if entry.visible]

    shorts = [unit.file.short for unit in course().units]

    assert visible[0] == "学习首页"
    assert visible[1:8] == [
        f"{n} {short}" for n, short in zip("一二三四五六七", shorts, strict=True)
    ]
    assert visible[8:] == ["来龙去脉", "案例", "团队进度"]


@pytest.mark.parametrize("role", list(Role))
def test_a_manager_comes_first_to_the_team_and_everybody_else_to_the_course(role):
    assert first_page(role).name == ("team" if role == Role.MANAGER else "home")


def test_the_root_and_every_page_by_its_own_name_are_known():
    assert {"/", "/home", "/people"} < known_paths(course())


@pytest.mark.parametrize("role", list(Role))
def test_the_team_is_for_those_who_lead_others(role):
    assert may_open("/people", role) == (role != Role.LEARNER)


@pytest.mark.parametrize("path", [e.address for e in FIXED if e.name not in ("team", "handbook")])
def test_everybody_may_open_the_pages_of_a_learner(path):
    assert all(may_open(path, role) for role in Role)


def test_an_address_carries_its_parameters_quoted():
    assert address("home") == "/home"
    assert address("lesson", {"lesson": "pest", "section": "score"}) == (
        "/lesson?lesson=pest&section=score"
    )
    assert address("tool", {"tool": "a&b"}) == "/tool?tool=a%26b"
