"""Quizzes of a unit: what to expect, going on where one left off, and earlier attempts.

`unit` and `mode` name the quiz; `q` is the open question (1, 2, … or `HAND_IN`), without it one
sees the start; `attempt` shows a paper that was handed in.
"""

import secrets
from datetime import UTC, datetime

import streamlit as st

from course.assessment.drawing import draw
from course.assessment.grading import Score
from course.assessment.results import passes
from course.content.course import Unit
from course.content.items import Item, Pool
from course.errors import NotFoundError
from course.language import _
from course.people.rights import Actor
from course.store.attempts import (
    AttemptRow,
    DraftState,
    Mode,
    attempt,
    attempts_of,
    discard_draft,
    draft_of,
    start_draft,
)
from modules.drafts import HAND_IN, available, quiz_name
from modules.hand_in import show_hand_in
from modules.identity import current_actor
from modules.look import empty, in_points, local, notice, state, tap_link, tell, title
from modules.pages import link_to, page_of, unit_entry
from modules.paper import show_paper
from modules.result import show_result
from modules.services import course, store

POOLS: dict[Mode, Pool] = {"practice": Pool.PRACTICE, "assessment": Pool.ASSESSMENT}


def show_quiz() -> None:
    """Draw the page."""
    actor = current_actor()
    asked = st.query_params
    with st.container(key="reading"):
        if "attempt" in asked:
            _show_attempt(actor, asked["attempt"])
            return
        unit = course().unit_by_slug.get(asked.get("unit", ""))
        mode = _mode(asked.get("mode", "assessment"))
        if unit is None or mode is None:
            _tell_missing(_("没有这个测验。"))
            return
        st.set_page_config(page_title=f"{quiz_name(unit, mode)} · {course().file.title}")
        with store().reading() as db:
            draft = draft_of(db, actor, unit.slug, mode)
            rows = attempts_of(db, actor, unit.slug)
        place = asked.get("q")
        if draft is None or place is None or not available(draft):
            _show_start(actor, unit, mode, draft, [row for row in rows if row.mode == mode])
        elif place == HAND_IN:
            show_hand_in(actor, unit, draft)
        else:
            show_paper(actor, unit, draft, place)


def _mode(text: str) -> Mode | None:
    return "practice" if text == "practice" else "assessment" if text == "assessment" else None


def _show_attempt(actor: Actor, attempt_id: str) -> None:
    try:
        with store().reading() as db:
            detail = attempt(db, actor, _number(attempt_id))
            earlier = attempts_of(db, actor, detail.unit) if detail.user_id == actor.user_id else []
    except NotFoundError:
        _tell_missing(_("没有这次测验，或者它不是你的。"))
        return
    show_result(detail, earlier)


def _number(text: str) -> int:
    """The number of an attempt; 0, which none has, for what is no such number."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _tell_missing(what: str) -> None:
    with notice("bad", "no-quiz"):
        st.html(f"<p><b>{what}</b></p><p>{_('你的记录都在，没有丢。')}</p>")
        st.page_link(link_to("home"), label=_("返回首页"), icon=":material/home:")


def _show_start(
    actor: Actor, unit: Unit, mode: Mode, draft: DraftState | None, rows: list[AttemptRow]
) -> None:
    title(quiz_name(unit, mode), f"quiz-{unit.slug}-{mode}", unit.title)
    pool = unit.pool(POOLS[mode])
    if not pool:
        _show_empty(unit, mode)
    else:
        st.html(_what_to_expect(mode, pool))
        if draft is not None and not available(draft):
            _replace_lost_draft(actor, unit, draft)
            draft = None
        if draft is None:
            _show_begin(actor, unit, mode, pool, again=bool(rows))
        else:
            _show_resume(draft)
    if rows:
        _show_past(rows)


def _show_empty(unit: Unit, mode: Mode) -> None:
    with empty("no-items"):
        what = _("这个单元还没有测验题。") if mode == "assessment" else _("这个单元还没有练习题。")
        st.html(
            f"<h3>{what}</h3><p>{_('题目由讲师编写，放进课程以后就会出现在这里。先读课文。')}</p>"
        )
        st.page_link(page_of(unit_entry(unit)), label=_("回到单元"), icon=":material/arrow_back:")


def _what_to_expect(mode: Mode, pool: tuple[Item, ...]) -> str:
    count = min(course().file.quiz_length, len(pool))
    lines = [
        _("{count} 道题，从这个单元的 {all} 道里按目标抽取。").format(count=count, all=len(pool))
    ]
    if mode == "assessment":
        mark = in_points(course().file.pass_mark)
        lines += [
            _("每道题 1 分，总分折成百分制，{mark}通过；取最好的一次，可以再测。").format(
                mark=mark
            ),
            _("交卷以后才看答案和理由。"),
        ]
    else:
        lines += [_("每答完一道就看理由，可以再答。"), _("练习不影响成绩。")]
    lines.append(_("答一道存一道，关掉网页也不会丢，下次接着做。"))
    return '<div class="prose"><ul>' + "".join(f"<li>{line}</li>" for line in lines) + "</ul></div>"


def _replace_lost_draft(actor: Actor, unit: Unit, draft: DraftState) -> None:
    """All questions of the draft have left the course: there is nothing to go on with."""
    with store().writing() as db:
        discard_draft(db, actor, unit=unit.slug, mode=draft.mode)
    tell(
        "plain",
        "lost-draft",
        _("上次没做完的那份，题目已经全部撤换。"),
        _("那份不计成绩，请重新开始一份。"),
    )


def _show_begin(
    actor: Actor, unit: Unit, mode: Mode, pool: tuple[Item, ...], *, again: bool
) -> None:
    if mode == "assessment":
        label = _("再测一次") if again else _("开始测验")
    else:
        label = _("再练一次") if again else _("开始练习")
    if st.button(label, key="begin", type="primary", icon=":material/edit:"):
        seed = secrets.randbelow(2**31)
        with store().writing() as db:
            start_draft(
                db,
                actor,
                unit=unit.slug,
                mode=mode,
                seed=seed,
                item_ids=[item.id for item in draw(pool, course().file.quiz_length, seed)],
                now=datetime.now(UTC),
            )
        st.query_params.update(unit=unit.slug, mode=mode, q="1")
        st.rerun()


def _show_resume(draft: DraftState) -> None:
    items = available(draft)
    done = sum(item.id in draft.answers for item in items)
    started = f"{local(draft.started_at):%m-%d %H:%M}"
    with notice("ok", "draft"):
        st.html(
            "<p><b>"
            + _("上次没有做完，答过的都在。")
            + "</b>"
            + _("{started} 开始，{all} 题里已答 {done} 题。").format(
                started=started, all=len(items), done=done
            )
            + "</p>"
        )
        if st.button(_("继续上次"), key="resume-draft", type="primary"):
            place = min(draft.position + 1, len(items))
            st.query_params.update(unit=draft.unit, mode=draft.mode, q=str(place))
            st.rerun()


def _show_past(rows: list[AttemptRow]) -> None:
    st.header(_("做过的"), anchor=False)
    with st.container(gap=None):
        for number, row in zip(range(len(rows), 0, -1), rows, strict=True):
            tap_link(
                f"attempt-{row.id}",
                past_line(number, row),
                _("看答案"),
                link_to("quiz"),
                {"attempt": str(row.id)},
            )


def past_line(number: int, row: AttemptRow) -> str:
    """One earlier attempt: which, when, how many in_points, passed or not."""
    score = Score(row.earned, row.possible)
    word = ""
    if row.mode == "assessment":
        passed = passes(score, row.pass_mark)
        word = state("done", _("通过")) if passed else state("bad")
    return (
        '<div class="line two" style="--cols:minmax(0,1fr) auto 5.2rem">'
        f'<p class="t">{_("第 {n} 次").format(n=number)} · {in_points(score.fraction)}</p>'
        f'<p class="soft small">{local(row.submitted_at):%Y-%m-%d %H:%M}</p><p>{word}</p></div>'
    )
