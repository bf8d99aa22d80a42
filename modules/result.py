"""A quiz that was handed in: in_points, objectives, and every question with its reasons."""

import streamlit as st

from course.assessment.answers import is_answer
from course.assessment.grading import Score
from course.assessment.results import ObjectiveResult, by_objective, passes
from course.content.course import Unit
from course.content.items import Item, Pool
from course.language import _
from course.store.attempts import AttemptDetail, AttemptRow, Mode, ResponseRow
from exercises.marks import sign
from modules.drafts import quiz_name
from modules.look import in_points, local, tap_link, tell, title
from modules.pages import link_to, open_page, open_unit
from modules.questions import show_answered, show_stem
from modules.services import course


def show_result(attempt: AttemptDetail, own: list[AttemptRow]) -> None:
    """Draw the result. `own` are the reader's attempts in the unit, empty for somebody else's."""
    score = Score(attempt.earned, attempt.possible)
    _show_head(attempt, own, score)
    _show_next(attempt, own, score)
    items = course().item_by_id
    known = [(items[r.item_id], r) for r in attempt.responses if r.item_id in items]
    _show_objectives(attempt, known)
    st.header(_("每题的答案与理由"), anchor=False)
    gone = len(attempt.responses) - len(known)
    if gone:
        tell(
            "plain",
            "items-gone",
            _("{n} 道题后来从课程里撤下，这里看不到了。").format(n=gone),
            _("当时的得分已经算在总分里，不会变。"),
        )
    before: Item | None = None
    for number, response in enumerate(attempt.responses, 1):
        item = items.get(response.item_id)
        if item is not None:
            new_case = item.group is None or before is None or before.group != item.group
            _show_question(number, item, response, attempt.seed, new_case)
        before = item


def _show_head(attempt: AttemptDetail, own: list[AttemptRow], score: Score) -> None:
    unit = course().unit_by_slug.get(attempt.unit)
    alike = sorted(row.id for row in own if row.mode == attempt.mode)
    name = quiz_name(unit, attempt.mode) if unit else attempt.unit
    st.set_page_config(page_title=f"{name} · {course().file.title}")
    parts = [name]
    if attempt.id in alike:
        parts.append(_("第 {n} 次").format(n=alike.index(attempt.id) + 1))
    parts.append(f"{local(attempt.submitted_at):%Y-%m-%d %H:%M}")
    parts.append(_took(attempt))
    title(_headline(attempt, score), f"attempt-{attempt.id}", " · ".join(parts))
    st.html(f"<p>{_meaning(attempt)}</p>")


def _headline(attempt: AttemptDetail, score: Score) -> str:
    right = sum(r.earned == r.possible for r in attempt.responses)
    if attempt.mode == "practice":
        return _("练了 {all} 题，{n} 题全对").format(all=len(attempt.responses), n=right)
    if passes(score, attempt.pass_mark):
        return _("{points}，通过").format(points=in_points(score.fraction))
    return _("{points}，未通过").format(points=in_points(score.fraction))


def _meaning(attempt: AttemptDetail) -> str:
    if attempt.mode == "practice":
        return _("练习不影响成绩，做几遍都可以。")
    score = Score(attempt.earned, attempt.possible)
    mark = in_points(attempt.pass_mark)
    if passes(score, attempt.pass_mark):
        return _("通过线 {mark}。再测也可以，成绩取最好的一次。").format(mark=mark)
    short = attempt.pass_mark * attempt.possible - attempt.earned
    return _("通过线 {mark}，还差 {n} 道题的分。可以再测，题目会重新抽；成绩取最好的一次。").format(
        mark=mark, n=f"{short:.2g}"
    )


def _took(attempt: AttemptDetail) -> str:
    minutes, seconds = divmod(int((attempt.submitted_at - attempt.started_at).total_seconds()), 60)
    if minutes >= 24 * 60:
        return _("分几天做完")
    if minutes >= 60:
        return _("用时 {h} 小时 {m} 分").format(h=minutes // 60, m=minutes % 60)
    return _("用时 {m} 分 {s} 秒").format(m=minutes, s=seconds)


def _show_next(attempt: AttemptDetail, own: list[AttemptRow], score: Score) -> None:
    """Where to go from here; nothing for who looks at somebody else's result."""
    unit = course().unit_by_slug.get(attempt.unit)
    if unit is None or not own:
        return
    tests, drills = unit.pool(Pool.ASSESSMENT), unit.pool(Pool.PRACTICE)
    passed = attempt.mode == "assessment" and passes(score, attempt.pass_mark)
    with st.container(horizontal=True, gap="small"):
        if attempt.mode == "practice":
            if tests:
                _quiz_button(unit, "assessment", _("去做单元测验"), primary=True)
            _quiz_button(unit, "practice", _("再练一次"), primary=not tests)
        else:
            _quiz_button(unit, "assessment", _("再测一次"), primary=not passed)
            if drills and not passed:
                _quiz_button(unit, "practice", _("先练习"), primary=False)
        if st.button(
            _("回到单元"),
            key="to-unit",
            type="primary" if passed else "tertiary",
            icon=":material/arrow_back:",
        ):
            open_unit(unit)


def _quiz_button(unit: Unit, mode: Mode, label: str, *, primary: bool) -> None:
    if st.button(label, key=f"to-{mode}", type="primary" if primary else "secondary"):
        open_page("quiz", {"unit": unit.slug, "mode": mode})


def _show_objectives(attempt: AttemptDetail, known: list[tuple[Item, ResponseRow]]) -> None:
    results = by_objective((item, Score(r.earned, r.possible)) for item, r in known)
    if not results:
        return
    st.header(_("按目标看"), anchor=False)
    with st.container(gap=None, key="objectives"):
        for result in results:
            line = _objective_line(result, attempt.pass_mark)
            source = next(iter(result.reread), None)
            lesson, _hash, anchor = (source or "").partition("#")
            if lesson not in course().lesson_by_id:
                with st.container(key=f"row-{result.objective}"):
                    st.html(line)
                continue
            tap_link(
                f"objective-{result.objective}",
                line,
                _("重读"),
                link_to("lesson"),
                {"lesson": lesson, "section": anchor},
            )


def _objective_line(result: ObjectiveResult, pass_mark: float) -> str:
    objective = course().objective_by_id.get(result.objective)
    title = objective.title if objective else result.objective
    enough = passes(result.score, pass_mark)
    share = f"{result.score.fraction:.3f}"
    return (
        '<div class="line two" style="--cols:minmax(0,1fr) 15rem">'
        f'<p class="t">{title}</p><p class="score">'
        f'<span class="meter {"" if enough else "low"}" style="--v:{share};--pass:{pass_mark}" '
        f'aria-hidden="true"></span><span class="nowrap">{sign("tick" if enough else "cross")} '
        f"{_('全对 {n}/{all}').format(n=result.right, all=result.asked)}</span></p></div>"
    )


def _show_question(
    number: int, item: Item, response: ResponseRow, seed: int, with_case: bool
) -> None:
    st.html(f'<h3 class="nth">{_("第 {n} 题").format(n=number)}</h3>')
    if response.hints:
        st.html(f'<p class="soft small">{_("用过 {n} 个提示。").format(n=response.hints)}</p>')
    edited = response.text_hash != item.text_hash
    fits = response.answer is None or is_answer(item.question, response.answer)
    if edited:
        tell(
            "plain",
            f"edited-{number}",
            _("这道题在你答过以后改过。"),
            _("下面是现在的文字；当时得 {earned} 分，不会变。").format(
                earned=f"{response.earned:.2g}"
            ),
        )
    if fits:
        show_answered(item, response.answer, seed, with_case=with_case)
    else:
        show_stem(item, with_case=with_case)
        text = _("当时的答案和现在的选项对不上，只留下得分：{earned} 分。")
        st.html(f"<p>{text.format(earned=f'{response.earned:.2g}')}</p>")
