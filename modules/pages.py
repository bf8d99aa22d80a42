"""The page table: every address that Streamlit serves, its title, and who may open it.

The gate in front of Streamlit (web/) asks it for the addresses that exist, script.py builds the
navigation from it, and screens name a page through it instead of writing an address.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import urlencode

import streamlit as st

from course.language import _
from course.people.rights import Role

if TYPE_CHECKING:
    # The gate needs this table before the course is loaded, and only the words for its types.
    from course.content.course import Course, Unit

EVERYBODY = frozenset(Role)
TEACHERS = frozenset({Role.TRAINER, Role.ADMIN})
LEADERS = frozenset({Role.TRAINER, Role.MANAGER, Role.ADMIN})
NUMERALS = "零一二三四五六七八九十"


@dataclass(frozen=True)
class PageEntry:
    """One page. `path` is the address without its slash; a role's first page is served at ``/``.

    A page that is not `visible` has no line in the sidebar: it needs query parameters, which the
    pages that lead to it give.
    """

    name: str
    path: str
    title: str
    visible: bool = True
    roles: frozenset[Role] = EVERYBODY

    @property
    def address(self) -> str:
        """The address inside the application. That of a first page leads on to ``/`` (the gate)."""
        return f"/{self.path}"


# 团队进度 is at /people because /team is the seventh unit's slug.
FIXED = (
    PageEntry("home", "home", _("学习首页")),
    PageEntry("lesson", "lesson", _("课文"), visible=False),
    PageEntry("tool", "tool", _("工具"), visible=False),
    PageEntry("history", "history", _("历史"), visible=False),
    PageEntry("quiz", "quiz", _("测验"), visible=False),
    PageEntry("summary", "summary", _("五分钟小结"), visible=False),
    PageEntry("handbook", "handbook", _("讲师手册"), visible=False, roles=TEACHERS),
    PageEntry("chain", "chain", _("来龙去脉")),
    PageEntry("case", "case", _("案例")),
    PageEntry("team", "people", _("团队进度"), roles=LEADERS),
)
_BY_NAME = {entry.name: entry for entry in FIXED}


def page_table(course: "Course") -> tuple[PageEntry, ...]:
    """Every page: home, the units, then the rest. So they stand in the sidebar, but a role's first
    page on top.
    """
    home, *rest = FIXED
    return (home, *map(unit_entry, course.units), *rest)


def first_page(role: Role) -> PageEntry:
    """What `role` comes to see: a manager who needs help, everybody else the course."""
    return _BY_NAME["team" if role == Role.MANAGER else "home"]


def unit_entry(unit: "Unit") -> PageEntry:
    """The page of one unit, found under the unit's slug."""
    title = f"{NUMERALS[unit.number]} {unit.file.short}"
    return PageEntry(f"unit-{unit.slug}", unit.slug, title)


def known_paths(course: "Course") -> set[str]:
    """Every address that leads to a page, such as ``/`` and ``/lesson``."""
    return {"/", *(entry.address for entry in page_table(course))}


def may_open(path: str, role: Role) -> bool:
    """Whether `role` may open the page at `path` (as `known_paths` writes it).

    Only pages with a right of their own are refused; whether the address exists at all is what
    `known_paths` tells.
    """
    return all(role in entry.roles for entry in FIXED if entry.address == path)


def address(name: str, parameters: Mapping[str, str] | None = None) -> str:
    """The address of a page with its parameters, for a link or for 「登录后回到这里」."""
    path = _BY_NAME[name].address
    return f"{path}?{urlencode(parameters)}" if parameters else path


def page_of(entry: PageEntry) -> st.Page:
    """A reference to a page for st.page_link; Streamlit knows pages by their path alone."""
    return st.Page(_nothing, title=entry.title, url_path=entry.path)


def link_to(name: str) -> st.Page:
    """A reference to the page `name` for st.page_link."""
    return page_of(_BY_NAME[name])


def open_page(name: str, parameters: Mapping[str, str] | None = None) -> NoReturn:
    """Leave this page for the page `name`, without reloading."""
    st.switch_page(link_to(name), query_params=dict(parameters or {}))


def open_unit(unit: "Unit") -> NoReturn:
    """Leave this page for the page of `unit`."""
    st.switch_page(page_of(unit_entry(unit)))


def open_lesson(reference: str) -> NoReturn:
    """Leave this page for a place in a lesson, written as ``lesson`` or ``lesson#anchor``."""
    lesson, _hash, anchor = reference.partition("#")
    open_page("lesson", {"lesson": lesson} | ({"section": anchor} if anchor else {}))


def _nothing() -> None:
    """Stands for a page's function where only its address matters."""
