"""A unit in five minutes."""

import streamlit as st

from course.content.course import Unit
from course.language import _
from modules.identity import current_actor
from modules.look import tap_link, tell, title
from modules.pages import NUMERALS, open_page, page_of, unit_entry
from modules.services import course


def show_summary() -> None:
    """Draw the summary of the unit that the address names."""
    current_actor()
    unit = course().unit_by_slug.get(st.query_params.get("unit", ""))
    with st.container(key="reading"):
        if unit is None or unit.summary is None:
            _show_none()
        else:
            _show(unit)


def _show(unit: Unit) -> None:
    assert unit.summary is not None
    st.set_page_config(page_title=f"{unit.summary.title} · {course().file.title}")
    number = _("第{number}单元").format(number=NUMERALS[unit.number])
    title(unit.summary.title, f"summary-{unit.slug}", f"{number} · {unit.title}")
    st.html(f'<div class="prose">{unit.summary.html}</div>')
    back = _("回到单元：{title}").format(title=unit.title)
    tap_link(
        "summary-unit",
        f'<div class="line"><p class="t">{back}</p></div>',
        _("打开"),
        page_of(unit_entry(unit)),
    )


def _show_none() -> None:
    tell(
        "bad",
        "summary",
        _("没有这份小结。"),
        _("链接可能写错了，也可能这个单元的小结尚未收录。"),
    )
    if st.button(_("回到首页"), type="primary", key="summary-home"):
        open_page("home")
