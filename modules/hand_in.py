"""The page before a quiz is handed in, and handing it in."""

from datetime import UTC, datetime
from html import escape

import streamlit as st

from course.assessment.grading import grade
from course.content.course import Unit
from course.content.items import Item
from course.errors import StoreBusyError
from course.language import _
from course.people.rights import Actor
from course.store.attempts import (
    AlreadySubmittedError,
    DraftState,
    GradedResponse,
    submit,
)
from course.store.reading import record_place
from modules.drafts import (
    HAND_IN,
    Open,
    available,
    go,
    note_place,
    opened,
    quiz_name,
    tell_changes,
    tell_submitted,
)
from modules.look import state, tap, tell, title
from modules.pages import open_page
from modules.services import course, store


def show_hand_in(actor: Actor, unit: Unit, draft: DraftState) -> None:
    """What is answered and what is not, before there is no way back."""
    items = available(draft)
    paper = opened(draft, items)
    note_place(actor, paper, HAND_IN)
    practice = draft.mode == "practice"
    title(
        _("做完了吗？") if practice else _("交卷之前"),
        f"quiz-{draft.unit}-{draft.mode}-{HAND_IN}",
        quiz_name(unit, draft.mode),
    )
    tell_changes(draft, items)
    blank = [n for n, item in enumerate(items, 1) if item.id not in paper.answers]
    st.html(f"<p>{_before_handing_in(len(items), blank, practice)}</p>")
    with st.container(gap=None):
        for number, item in enumerate(items, 1):
            if tap(f"to-{number}", _question_line(number, item, paper), _("去看")):
                go(str(number))
                st.rerun()
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.button(
            _("回去接着答"),
            key="back",
            type="tertiary",
            icon=":material/arrow_back:",
            on_click=go,
            args=(str(blank[0] if blank else len(items)),),
        )
        label = _("结束练习，看结果") if practice else _("交卷，看结果")
        # The paper this page shows, not another one that was begun elsewhere since.
        if st.button(label, key=f"hand-in-{paper.seed}", type="primary"):
            _hand_in(actor, unit, paper, items)


def _before_handing_in(count: int, blank: list[int], practice: bool) -> str:
    if not blank:
        return (
            _("{n} 题都答了。").format(n=count)
            if practice
            else _("{n} 题都答了。交卷以后不能再改。").format(n=count)
        )
    if len(blank) == count:
        return f"<b>{_('{n} 题都还没有作答。').format(n=count)}</b>" + _("没答的按 0 分算。")
    numbers = "、".join(map(str, blank))
    said = _("还有 {n} 题没有作答：第 {numbers} 题。").format(n=len(blank), numbers=numbers)
    return f"<b>{said}</b>" + _("没答的按 0 分算。")


def _question_line(number: int, item: Item, paper: Open) -> str:
    word = state("done", _("已作答")) if item.id in paper.answers else state("todo", _("未作答"))
    stem = item.question.stem
    stem = stem if len(stem) <= 40 else stem[:39] + "…"
    nth = _("第 {n} 题").format(n=number)
    return (
        '<div class="line two" style="--cols:minmax(0,1fr) 5.2rem">'
        f'<p>{nth} <span class="soft">{escape(stem)}</span></p><p>{word}</p></div>'
    )


def _hand_in(actor: Actor, unit: Unit, paper: Open, items: list[Item]) -> None:
    graded = []
    for item in items:
        answer = paper.answers.get(item.id)
        score = grade(item.question, answer)
        graded.append(GradedResponse(item.id, item.text_hash, answer, score.earned, score.possible))
    try:
        with store().writing() as db:
            attempt_id = submit(
                db,
                actor,
                unit=unit.slug,
                mode=paper.mode,
                course_version=course().version,
                pass_mark=course().file.pass_mark,
                graded=graded,
                now=datetime.now(UTC),
            )
            record_place(
                db,
                actor,
                "quiz",
                {"unit": unit.slug, "mode": paper.mode},
                datetime.now(UTC),
            )
    except AlreadySubmittedError as closed:
        tell_submitted(closed, paper, "paper")
    except StoreBusyError:
        tell("bad", "not-saved", _("这一次没有交上。"), _("答案都已保存，没有丢。过几秒再交一次。"))
    else:
        open_page("quiz", {"attempt": str(attempt_id)})
