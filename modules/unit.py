"""A unit: what it is for, its lessons, tools and quizzes. The same screen for all seven."""

from collections.abc import Iterable, Mapping

import streamlit as st
from pydantic import ValidationError

from course.content.course import Unit
from course.content.items import Pool
from course.language import _
from course.people.rights import Actor
from course.progress import Reading, lesson_state
from course.store.reading import readings
from course.store.results import UnitResultRow, results
from course.store.sheets import SheetState, sheets_of
from exercises import exercises
from exercises.exercise import About
from modules.identity import current_actor
from modules.look import StateKind, in_points, state, tap_link, title
from modules.pages import NUMERALS, link_to
from modules.services import course, store


def show_unit(slug: str) -> None:
    """Draw the unit `slug`."""
    unit = course().unit_by_slug[slug]
    actor = current_actor()
    with store().reading() as db:
        read = readings(db, actor)
        result = results(db, actor).get(slug)
        sheets = sheets_of(db, actor)
    st.set_page_config(page_title=f"{unit.title} · {course().file.title}")
    with st.container(key="reading"):
        _show_head(unit)
        _show_lessons(unit, read)
        if unit.file.tools:
            _show_tools(unit, sheets)
        _show_checks(unit, result)
        _show_more(unit, actor)


def _show_head(unit: Unit) -> None:
    objectives = "".join(f"<li>{line.objective}</li>" for line in unit.file.outline)
    number = _("第{number}单元").format(number=NUMERALS[unit.number])
    title(unit.title, unit.slug, number)
    st.html(f'<p class="ask">{unit.file.purpose}</p><p>{unit.file.promise}</p>')
    st.header(_("目标"), anchor=False)
    st.html(f'<div class="prose"><ol>{objectives}</ol></div>')


def _show_lessons(unit: Unit, read: Mapping[str, Reading]) -> None:
    st.header(_("课文"), anchor=False)
    lessons = {lesson.id: lesson for lesson in unit.lessons}
    with st.container(gap=None):
        for number, line in enumerate(unit.file.outline, 1):
            name = f"{unit.number}.{number} {line.title}"
            lesson = lessons.get(line.id)
            if lesson is None:
                st.html(_line("plain", name, "", state("todo", _("尚未收录"))))
                continue
            minutes = _("约 {n} 分钟").format(n=lesson.header.minutes)
            kind = lesson_state(lesson, read)
            tap_link(
                f"lesson-{line.id}",
                _line("", name, minutes, state(kind)),
                _("重读") if kind == "done" else _("继续") if kind == "now" else _("打开"),
                link_to("lesson"),
                {"lesson": line.id},
            )
        if unit.summary is not None:
            tap_link(
                "summary",
                _line("", _("五分钟小结"), unit.summary.title, ""),
                _("打开"),
                link_to("summary"),
                {"unit": unit.slug},
            )


_FILLED: dict[About, str] = {
    "account": _("案例 {case} 条 · 我的客户 {mine} 条"),
    "company": _("案例 {case} 条 · 我的公司 {mine} 条"),
    "person": _("我的 {mine} 条"),
}
"""How much of a tool is filled in, by what its sheets are about."""


def _show_tools(unit: Unit, sheets: Iterable[SheetState]) -> None:
    st.header(_("工具"), anchor=False)
    with st.container(gap=None):
        for tool in unit.file.tools:
            words = course().tools.get(tool)
            if words is None or tool not in exercises():
                continue
            case, mine = entries(tool, sheets)
            note = _FILLED[exercises()[tool].about].format(case=case, mine=mine)
            begun = state("now", _("填写中")) if case or mine else state("todo")
            tap_link(
                f"tool-{tool}",
                _line("", words.title, note, begun),
                _("打开"),
                link_to("tool"),
                {"tool": tool, "subject": "case", "side": "us"},
            )


def entries(tool: str, sheets: Iterable[SheetState]) -> tuple[int, int]:
    """How much of `tool` this learner filled in: on the case, and on accounts of their own."""
    exercise = exercises()[tool]
    case = mine = 0
    for sheet in sheets:
        if sheet.key.tool != tool or sheet.data is None:
            continue
        try:
            filled = exercise.entries(exercise.sheet.model_validate(sheet.data))
        except ValidationError:  # the tool's page says so and offers ways on
            continue
        if sheet.key.subject == "case":
            case += filled
        else:
            mine += filled
    return case, mine


def _show_checks(unit: Unit, result: UnitResultRow | None) -> None:
    st.header(_("检查"), anchor=False)
    practice, assessment = unit.pool(Pool.PRACTICE), unit.pool(Pool.ASSESSMENT)
    if not practice and not assessment:
        st.html(f'<p class="soft">{_("这一单元的题目尚未收录。")}</p>')
        return
    with st.container(gap=None):
        if practice:
            note = _("{n} 题 · 不计分，每题都讲原因").format(n=len(practice))
            tap_link(
                "practice",
                _line("", _("练习"), note, ""),
                _("打开"),
                link_to("quiz"),
                {"unit": unit.slug, "mode": "practice"},
            )
        if assessment:
            length = min(course().file.quiz_length, len(assessment))
            note = _("{n} 题 · {mark}通过 · 可补考").format(
                n=length, mark=in_points(course().file.pass_mark)
            )
            if result is not None and result.best is not None:
                note += _(" · 最好 {points}").format(points=in_points(result.best))
            tap_link(
                "assessment",
                _line("", _("单元测验"), note, state(_quiz_state(result))),
                _("打开"),
                link_to("quiz"),
                {"unit": unit.slug, "mode": "assessment"},
            )


def _show_more(unit: Unit, actor: Actor) -> None:
    """What goes with the unit: the case, and for trainers the handbook."""
    case = course().case
    handbook = unit.handbook if actor.teaches else ()
    if case is None and not handbook:
        return
    st.header(_("资料"), anchor=False)
    with st.container(gap=None):
        if case is not None:
            tap_link("case", _line("", _("案例"), case.file.title, ""), _("打开"), link_to("case"))
        if handbook:
            tap_link(
                "handbook",
                _line("", _("讲师手册"), _("共 {n} 份").format(n=len(handbook)), ""),
                _("打开"),
                link_to("handbook"),
                {"unit": unit.slug},
            )


def _quiz_state(result: UnitResultRow | None) -> StateKind:
    if result is None or result.best is None:
        return "todo"
    return "done" if result.passed_at else "bad"


def _line(kind: str, name: str, note: str, said: str) -> str:
    return (
        f'<div class="line two {kind}"><p class="t">{name}</p>'
        f'<p class="soft small">{note}</p><p>{said}</p></div>'
    )
