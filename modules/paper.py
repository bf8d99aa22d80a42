"""A quiz in progress: its questions, one at a time or all.

Every answer is in the database before the next run begins; the dictionaries here only spare a
fragment reading it back.
"""

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from course.assessment.answers import Answer
from course.content.course import Unit
from course.content.items import Item
from course.errors import StoreBusyError
from course.language import _
from course.people.rights import Actor
from course.store.attempts import (
    AlreadySubmittedError,
    DraftState,
    save_answer,
    save_checked,
    save_hints,
)
from course.store.engine import Db
from exercises.marks import sign
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
from modules.identity import current_actor
from modules.look import saved, tell, title
from modules.questions import ask, show_answered, show_hints, start_again
from modules.services import store
from modules.state import tab

_ONE, _ALL = "one", "all"


def show_paper(actor: Actor, unit: Unit, draft: DraftState, place: str) -> None:
    """Draw the questions. `place` is the number of the one that is open, from 1."""
    items = available(draft)
    paper = opened(draft, items)
    index = min(max(int(place) if place.isdecimal() else 1, 1), len(items)) - 1
    note_place(actor, paper, str(index + 1))
    with st.container(horizontal=True, vertical_alignment="center", key="running"):
        heading = st.container(width="stretch")
        view = st.segmented_control(
            _("显示"),
            [_ONE, _ALL],
            default=_ONE,
            required=True,
            format_func={_ONE: _("一次一题"), _ALL: _("全部列出")}.__getitem__,
            key=f"view-{draft.unit}-{draft.mode}",
            label_visibility="collapsed",
        )
    shown = _ALL if view == _ALL else str(index + 1)
    with heading:
        title(quiz_name(unit, draft.mode), f"quiz-{draft.unit}-{draft.mode}-{shown}")
    tell_changes(draft, items)
    if view == _ALL:
        _show_all(items, paper)
    else:
        _show_one(items, index, paper)


def _show_one(items: list[Item], index: int, paper: Open) -> None:
    item = items[index]
    said = _("第 {n} 题，共 {all} 题").format(n=index + 1, all=len(items))
    bars = "".join(f'<i class="{"on" if n <= index else ""}"></i>' for n in range(len(items)))
    st.html(f'<div class="steps" role="img" aria-label="{said}">{bars}<span>{said}</span></div>')
    _question(item, index, paper, True)
    last = index == len(items) - 1
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.button(
            _("上一题"),
            key=f"previous-{index}",
            type="tertiary",
            icon=":material/arrow_back:",
            disabled=index == 0,
            on_click=go,
            args=(str(index),),
        )
        st.button(
            _("去交卷")
            if last and paper.mode == "assessment"
            else _("做完了")
            if last
            else _("下一题"),
            key=f"next-{index}",
            type="primary",
            icon=":material/arrow_forward:",
            icon_position="right",
            on_click=go,
            args=(HAND_IN if last else str(index + 2),),
        )


def _show_all(items: list[Item], paper: Open) -> None:
    before: Item | None = None
    for index, item in enumerate(items):
        st.html(f'<h2 class="nth">{_("第 {n} 题").format(n=index + 1)}</h2>')
        new_case = item.group is None or before is None or before.group != item.group
        _question(item, index, paper, new_case)
        before = item
    st.button(
        _("去交卷") if paper.mode == "assessment" else _("做完了"),
        key="to-end",
        type="primary",
        icon=":material/arrow_forward:",
        icon_position="right",
        on_click=go,
        args=(HAND_IN,),
    )


@st.fragment
def _question(item: Item, index: int, paper: Open, with_case: bool) -> None:
    """One question; answering it redraws nothing else."""
    actor = current_actor()
    key = f"q-{paper.unit}-{paper.mode}-{item.id}"
    again, mark = tab().answering_again, f"{key}-{paper.seed}"
    if st.session_state.get(f"{key}-again"):
        again.add(mark)
        start_again(key)
    stored = paper.answers.get(item.id)
    practice = paper.mode == "practice"
    if practice and item.id in paper.checked and item.id in paper.answers and mark not in again:
        _show_reasons(item, paper, key, with_case)
        return
    seen = tab().seen
    if seen.get(mark, stored) != stored:
        start_again(key)  # answered elsewhere since: what this tab shows must not undo that
    slot = st.empty()
    with slot.container():
        # Answering again starts from nothing: what was ticked before is known to be looked at.
        before = None if mark in again else stored
        answer = ask(item, before, key, paper.seed, with_case=with_case)
        at = None
        if answer != stored and not (answer is None and mark in again):
            at = _keep_answer(actor, item, index, answer, paper)
        seen[mark] = paper.answers.get(item.id)
        shown = show_hints(item, paper.hints.get(item.id, 0), key)
        if shown != paper.hints.get(item.id, 0):
            _keep_hints(actor, item, shown, paper)
        with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            check = practice and st.button(_("看理由"), key=f"{key}-check")
            _show_state(answer, at, stored=answer == seen[mark])
        if check and answer is None:
            st.html(f'<p class="field-problem" role="alert">{_("先答这道题，再看理由。")}</p>')
    if check and answer is not None:
        _keep_checked(actor, item, paper)
        again.discard(mark)
        with slot.container():
            _show_reasons(item, paper, key, with_case)


def _show_state(answer: Answer | None, at: datetime | None, *, stored: bool) -> None:
    """Always there, so that nothing moves under the finger when an answer is saved."""
    if at is not None:
        saved(at)
        return
    if answer is None:
        said = _("还没有作答")
    elif stored:
        said = f"{sign('tick')} {_('已作答，已保存')}"
    else:
        said = _("这个答案没有存上")
    st.html(f'<p class="saved" role="status">{said}</p>', width="content")


def _show_reasons(item: Item, paper: Open, key: str, with_case: bool) -> None:
    show_answered(item, paper.answers[item.id], paper.seed, with_case=with_case)
    st.button(_("再答一次"), key=f"{key}-again", icon=":material/replay:", type="tertiary")


def _keep_answer(
    actor: Actor, item: Item, index: int, answer: Answer | None, paper: Open
) -> datetime | None:
    """Store what is answered now; when, or None where nothing is or it could not be stored."""
    now = datetime.now(UTC)

    def write(db: Db) -> None:
        save_answer(
            db,
            actor,
            unit=paper.unit,
            mode=paper.mode,
            seed=paper.seed,
            item_id=item.id,
            answer=answer,
            position=index,
            now=now,
        )

    if not _written(write, paper, item.id):
        return None
    if answer is None:
        paper.answers.pop(item.id, None)
        return None
    paper.answers[item.id] = answer
    return now


def _keep_hints(actor: Actor, item: Item, shown: int, paper: Open) -> None:
    def write(db: Db) -> None:
        save_hints(
            db,
            actor,
            unit=paper.unit,
            mode=paper.mode,
            seed=paper.seed,
            item_id=item.id,
            shown=shown,
            now=datetime.now(UTC),
        )

    if _written(write, paper, item.id):
        paper.hints[item.id] = shown


def _keep_checked(actor: Actor, item: Item, paper: Open) -> None:
    def write(db: Db) -> None:
        save_checked(
            db,
            actor,
            unit=paper.unit,
            mode=paper.mode,
            seed=paper.seed,
            item_id=item.id,
            now=datetime.now(UTC),
        )

    if _written(write, paper, item.id):
        paper.checked.add(item.id)


def _written(write: Callable[[Db], None], paper: Open, key: str) -> bool:
    """Whether it was stored; where not, the page says so and nothing pretends otherwise."""
    try:
        with store().writing() as db:
            write(db)
    except AlreadySubmittedError as closed:
        tell_submitted(closed, paper, key)
        return False
    except StoreBusyError:
        tell(
            "bad",
            f"not-saved-{key}",
            _("刚才这一次没有存上。"),
            _("你的答案还在这一页里，没有丢。过几秒再点一次。"),
        )
        return False
    return True
