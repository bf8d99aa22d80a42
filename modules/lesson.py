"""A lesson, one section per screen. The address names the section, so a reload stays on it."""

from datetime import UTC, datetime

import streamlit as st

from course.content.course import Lesson, Section
from course.language import _
from course.people.rights import Actor
from course.progress import Step, what_follows
from course.store.reading import answers, place_of, readings, record_place, record_section
from modules.blocks import recall_opening, show_block
from modules.identity import current_actor
from modules.look import tell, title
from modules.pages import NUMERALS, open_page, open_unit
from modules.services import course, store
from modules.state import tab

_NOTES = "notes-shown"


def show_lesson() -> None:
    """Draw the section that the address names; without one, the section left last."""
    name = st.query_params.get("lesson")
    with st.container(key="reading"):
        if name is None:
            name = st.query_params["lesson"] = _lesson_left_last()
        lesson = course().lesson_by_id.get(name)
        if lesson is None:
            _show_unknown()
        else:
            _show_section(lesson, st.query_params.get("section"))


def _lesson_left_last() -> str:
    """For an address without a lesson; empty where none was read yet."""
    with store().reading() as db:
        place = place_of(db, current_actor())
    return place.parameters.get("lesson", "") if place else ""


def _show_unknown() -> None:
    tell(
        "bad",
        "lesson",
        _("没有这一课。"),
        _("链接可能写错了，也可能课文改了名字。你读到哪里、写过什么都还在。"),
    )
    if st.button(_("回到首页"), type="primary", key="lesson-home"):
        open_page("home")


def _show_section(lesson: Lesson, asked: str | None) -> None:
    actor = current_actor()
    with store().reading() as db:
        reading = readings(db, actor).get(lesson.id)
        place = place_of(db, actor)
        kept = answers(db, actor, lesson.id)
    anchors = [section.anchor for section in lesson.sections]
    if asked is not None and asked not in anchors:
        tell(
            "plain",
            "section",
            _("这一课里没有你要找的那一节，先从第 1 节看起。"),
            _("课文改版时，节会拆开或合并；你写过的都还在。"),
        )
    start = asked if asked is not None else reading.section if reading else anchors[0]
    index = _show_bar(lesson, lesson.index(start))
    section = lesson.sections[index]
    if asked != section.anchor:
        st.query_params["section"] = section.anchor

    here = {"lesson": lesson.id, "section": section.anchor}
    known = place is not None and place.page == "lesson" and place.parameters == here
    if not known or reading is None:
        _keep_place(actor, lesson, index)

    _show_title(lesson, index)
    _show_notes(actor, section)
    for number, block in enumerate(section.blocks):
        show_block(lesson, block, kept, f"{lesson.id}-{section.anchor}-{number}")
    if index == len(lesson.sections) - 1:
        recall_opening(kept)
    _show_ways_on(lesson, index)


def _show_bar(lesson: Lesson, index: int) -> int:
    """Progress through the lesson and its contents; the section to show, counted from 0."""
    total = len(lesson.sections)
    with st.container(key="noprint-bar", horizontal=True, vertical_alignment="center"):
        place = st.container()
        jump = st.menu_button(
            _("目录"),
            range(total),
            key=f"contents-{lesson.id}",
            format_func=lambda n: f"{n + 1:\u2007>2}　{lesson.sections[n].title}",
            icon=":material/toc:",
            type="tertiary",
        )
    index = index if jump is None else jump
    said = _("第 {n} 节，共 {total} 节").format(n=index + 1, total=total)
    steps = "".join(f'<i class="{"on" if n <= index else ""}"></i>' for n in range(total))
    place.html(
        f'<div class="steps" role="img" aria-label="{said}">{steps}<span>{said}</span></div>'
    )
    return index


def _show_title(lesson: Lesson, index: int) -> None:
    unit = course().unit_by_slug[lesson.unit]
    number = _("第{number}单元").format(number=NUMERALS[unit.number])
    st.set_page_config(page_title=f"{lesson.header.title} · {course().file.title}")
    place = f"{lesson.id}#{lesson.sections[index].anchor}"
    if index == 0:
        title(lesson.header.title, place, f"{number} · {unit.title}")
    else:
        title(lesson.sections[index].title, place, f"{number} · {lesson.header.title}")


def _show_notes(actor: Actor, section: Section) -> None:
    """What the author tells whoever teaches this section, unless put away. Nobody else gets it."""
    if not actor.teaches or not section.notes_html:
        return
    # The tab remembers it: a widget forgets its value on the next page without it.
    st.session_state[_NOTES] = tab().notes
    with st.container(key="noprint-notes"):
        st.toggle(_("显示讲师备注"), key=_NOTES, on_change=_remember_notes)
    if tab().notes:
        st.html(
            f'<aside class="callout spoken"><p class="t">{_("讲师备注（学员看不到）")}</p>'
            f"{section.notes_html}</aside>"
        )


def _remember_notes() -> None:
    tab().notes = st.session_state[_NOTES]


def _show_ways_on(lesson: Lesson, index: int) -> None:
    with st.container(key="noprint-ways", horizontal=True, horizontal_alignment="distribute"):
        if index > 0:
            st.button(
                _("上一节"),
                key="section-back",
                type="tertiary",
                icon=":material/arrow_back:",
                on_click=_turn_to,
                args=(lesson.sections[index - 1].anchor,),
            )
        else:
            st.html("<p></p>", width="content")
        if index < len(lesson.sections) - 1:
            st.button(
                _("下一节：{title}").format(title=lesson.sections[index + 1].title),
                key="section-next",
                type="primary",
                icon=":material/arrow_forward:",
                icon_position="right",
                on_click=_turn_to,
                args=(lesson.sections[index + 1].anchor,),
            )
        else:
            _show_way_out(lesson)


def _turn_to(anchor: str) -> None:
    st.query_params["section"] = anchor


def _show_way_out(lesson: Lesson) -> None:
    step = what_follows(course(), lesson)
    if st.button(
        _way_out(step),
        key="section-done",
        type="primary",
        icon=":material/arrow_forward:",
        icon_position="right",
    ):
        if step is None:
            open_unit(course().unit_by_slug[lesson.unit])
        open_page(step.page, step.parameters)


def _way_out(step: Step | None) -> str:
    if step is None:
        return _("完成，回到单元")
    if step.lesson is not None:
        return _("完成，下一课：{title}").format(title=step.lesson.header.title)
    if step.page == "tool":
        title = course().tools[step.parameters["tool"]].title
        return _("完成，去做：{title}").format(title=title)
    return _("完成，去做：{title}").format(title=_("单元测验"))


def _keep_place(actor: Actor, lesson: Lesson, index: int) -> None:
    """Record that this section was shown; the last one finishes the lesson."""
    section = lesson.sections[index]
    now = datetime.now(UTC)
    with store().writing() as db:
        record_section(
            db,
            actor,
            unit=lesson.unit,
            lesson=lesson.id,
            section=section.anchor,
            index=index,
            finished=index == len(lesson.sections) - 1,
            now=now,
        )
        parameters = {"lesson": lesson.id, "section": section.anchor}
        record_place(db, actor, "lesson", parameters, now)
