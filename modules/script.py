"""The Streamlit script: the frame around every page, run anew at each action."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from course.people.rights import Actor
from modules.case.page import show_case
from modules.chain import show_chain
from modules.handbook import show_handbook
from modules.history import show_history
from modules.home import show_home
from modules.identity import current_actor, show_account_menu
from modules.lesson import show_lesson
from modules.look import THEME, colour_scheme, is_dark, show_demo_banner, wordmark
from modules.pages import PageEntry, first_page, page_table
from modules.quiz import show_quiz
from modules.services import course, settings
from modules.summary import show_summary
from modules.team import show_team
from modules.tool import show_tool
from modules.unit import show_unit

SCREENS: dict[str, Callable[[], None]] = {
    "case": show_case,
    "chain": show_chain,
    "handbook": show_handbook,
    "history": show_history,
    "home": show_home,
    "lesson": show_lesson,
    "quiz": show_quiz,
    "summary": show_summary,
    "team": show_team,
    "tool": show_tool,
} | {f"unit-{unit.slug}": partial(show_unit, unit.slug) for unit in course().units}


def page(entry: PageEntry, first: PageEntry) -> st.Page:
    """The page of one entry of the table, with the screen that draws it; `first` is at the root."""
    return st.Page(
        SCREENS[entry.name],
        title=entry.title,
        url_path=entry.path,
        default=entry == first,
        visibility="visible" if entry.visible else "hidden",
    )


def pages_for(actor: Actor) -> list[st.Page]:
    """The pages that `actor` may open. Data are guarded again where they are read."""
    first = first_page(actor.role)
    entries = sorted(page_table(course()), key=lambda entry: entry != first)
    return [page(entry, first) for entry in entries if actor.role in entry.roles]


st.set_page_config(page_title=course().file.title, layout="wide", initial_sidebar_state=260)
st.html(THEME)
st.html(colour_scheme(is_dark()))
st.logo(wordmark(is_dark()), size="large")
current = current_actor()
if settings().demo:
    show_demo_banner()
chosen = st.navigation(pages_for(current), expanded=True)
show_account_menu(current)
chosen.run()
