"""讲师手册: for trainers and administrators, one part per page, made to be printed too."""

from html import escape

import streamlit as st

from course.content.course import Unit
from course.content.prose import Prose
from course.errors import ForbiddenError
from course.language import _
from course.people.rights import require_trainer
from modules.contents import show_contents, show_turning
from modules.identity import current_actor
from modules.look import tell, title
from modules.pages import NUMERALS, open_page
from modules.services import course


def show_handbook() -> None:
    """Draw the part of the handbook that the address names; without one, the first."""
    actor = current_actor()
    with st.container(key="reading"):
        try:
            require_trainer(actor)
        except ForbiddenError as error:
            _show_instead(str(error), "")
            return
        unit = course().unit_by_slug.get(st.query_params.get("unit", ""))
        if unit is None or not unit.handbook:
            _show_instead(_("没有这份手册。"), _("链接可能写错了，也可能这个单元的手册尚未收录。"))
        else:
            _show(unit, st.query_params.get("part"))


def _show_instead(what: str, then: str) -> None:
    tell("bad", "handbook", what, then)
    if st.button(_("回到首页"), type="primary", key="handbook-home"):
        open_page("home")


def _show(unit: Unit, asked: str | None) -> None:
    parts = {part.name: part for part in unit.handbook}
    titles = {part.name: part.title for part in unit.handbook}
    number = _("第{number}单元").format(number=NUMERALS[unit.number])
    chosen = show_contents(f"handbook-{unit.slug}", f"{number} · {unit.title}", titles)
    part = parts.get(chosen or asked or "", unit.handbook[0])
    if part.name != asked:
        st.query_params["part"] = part.name
    if asked is not None and asked not in parts and chosen is None:
        tell("plain", "part", _("手册里没有你要找的那一份，先看第一份。"))
    st.set_page_config(page_title=f"{part.title} · {course().file.title}")
    title(part.title, f"handbook-{unit.slug}-{part.name}")
    with st.container(key="noprint-toc"):
        st.html(contents_list(part))
    st.html(f'<div class="prose handbook">{part.html}</div>')
    show_turning("part", list(parts), titles, part.name)


def contents_list(part: Prose) -> str:
    """The part's headings as links within the page, and how to have it on paper."""
    lines = "".join(f'<li><a href="#{h.anchor}">{escape(h.title)}</a></li>' for h in part.headings)
    note = _("要纸质的：用浏览器的「打印」，目录和按钮不会印出来。")
    return (
        f'<nav class="toc" aria-label="{_("这一份的目录")}"><ul>{lines}</ul></nav>'
        f'<p class="soft small">{note}</p>'
    )
