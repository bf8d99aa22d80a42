"""The first page: where I am in the course, and one button that leads on."""

from collections.abc import Mapping

import streamlit as st

from course.content.course import Unit
from course.language import _
from course.progress import (
    Reading,
    Result,
    Step,
    has_anything,
    lessons_read,
    next_step,
    unit_state,
)
from course.store.reading import place_of, readings
from course.store.results import results
from exercises.marks import typed
from modules.identity import current_actor
from modules.look import in_points, state, tap_link
from modules.pages import NUMERALS, open_page, page_of, unit_entry
from modules.services import course, store


def show_home() -> None:
    """Draw the page."""
    actor = current_actor()
    with store().reading() as db:
        read = readings(db, actor)
        scores = results(db, actor)
        place = place_of(db, actor)
    step = next_step(course(), read, scores, place)
    with st.container(key="work"):
        who = f"{typed(actor.name)} · {course().file.title}"
        st.html(f'<h1 class="kicker" tabindex="-1" data-place="home">{who}</h1>')
        _show_resume(step)
        st.header(_("七个单元"), anchor=False)
        with st.container(gap=None, key="path"):
            for unit in course().units:
                _show_unit(
                    unit, read, scores.get(unit.slug), step is not None and step.unit == unit
                )


def _show_resume(step: Step | None) -> None:
    """What comes next, and the page's one primary button."""
    with st.container(key="resume", horizontal=True, vertical_alignment="center", gap="medium"):
        if step is None:
            st.html(_nothing_ahead(), width="stretch")
            return
        kicker = {"start": _("从这里开始"), "resume": _("上次停在"), "next": _("接下来")}[step.why]
        name, where = _name_of(step)
        st.html(
            f'<p class="kicker">{kicker}</p><h2>{name}</h2><p class="where">{where}</p>',
            width="stretch",
        )
        label = _("开始学习") if step.why == "start" else _("继续学习")
        if st.button(
            label, key="resume-go", type="primary", icon=":material/arrow_forward:",
            icon_position="right",
        ):  # fmt: skip
            open_page(step.page, step.parameters)


def _nothing_ahead() -> str:
    if any(map(has_anything, course().units)):
        said = _("已经收录的课文都读完了，测验也都通过了。")
        then = _("从下面任何一个单元都可以回去重读、重练，或者接着填你自己客户的表。")
    else:
        said, then = _("课文还没有收录。"), _("七个单元的目的和目标已经可以看。")
    return f'<h2>{said}</h2><p class="where">{then}</p>'


def _name_of(step: Step) -> tuple[str, str]:
    """Title and whereabouts of a step, as HTML of our own text."""
    unit = _("第{number}单元").format(number=NUMERALS[step.unit.number])
    if step.lesson is not None:
        where = _("第 {n} 节，共 {total} 节").format(
            n=step.section + 1, total=len(step.lesson.sections)
        )
        time = _("全课约 {n} 分钟").format(n=step.lesson.header.minutes)
        return (
            step.lesson.header.title,
            f'{unit} · {where} <span class="soft">· <span class="nowrap">{time}</span></span>',
        )
    if step.page == "tool":
        return course().tools[step.parameters["tool"]].title, f"{unit} · {_('工具')}"
    practice = step.parameters.get("mode") == "practice"
    return step.unit.title, f"{unit} · {_('练习') if practice else _('单元测验')}"


def _show_unit(
    unit: Unit, read: Mapping[str, Reading], result: Result | None, current: bool
) -> None:
    done, total = lessons_read(unit, read), len(unit.lessons)
    kind = unit_state(unit, read, result)
    said = state(kind) if has_anything(unit) else state("todo", _("尚未收录"))
    score = (
        f' <span class="soft small">{in_points(result.best)}</span>'
        if result is not None and result.best is not None
        else ""
    )
    squares = "".join(f'<i class="{"on" if n < done else ""}"></i>' for n in range(total))
    label = _("课文 {done}/{total}").format(done=done, total=total)
    pips = f'<span class="pips" role="img" aria-label="{label}">{squares}</span>' if total else ""
    tap_link(
        f"unit-{unit.number}",
        f'<div class="unit {kind}{" now" if current else ""}"><p class="n">{unit.number}</p>'
        f'<div><p class="t">{unit.title}</p><p class="soft small">{unit.file.promise}</p></div>'
        f"<p>{pips}</p><p>{said}{score}</p></div>",
        _("进入"),
        page_of(unit_entry(unit)),
    )
