"""A quiz that is begun: what this tab holds of it, and what to say when it changed elsewhere."""

from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from course.assessment.answers import Answer, is_answer
from course.content.course import Unit
from course.content.items import Item
from course.language import _
from course.people.rights import Actor
from course.store.attempts import AlreadySubmittedError, DraftState, Mode
from course.store.reading import record_place
from modules.look import notice, tell
from modules.pages import NUMERALS, open_page
from modules.services import course, store

HAND_IN = "end"
"""The value of `q` for the page before handing in."""


@dataclass
class Open:
    """The draft as this tab has it: what was answered, kept in step with the database."""

    unit: str
    mode: Mode
    seed: int
    answers: dict[str, Answer]
    hints: dict[str, int]
    checked: set[str]


def quiz_name(unit: Unit, mode: Mode) -> str:
    """What the quiz is called in headings."""
    kind = _("单元测验") if mode == "assessment" else _("练习")
    return f"{_('第{number}单元').format(number=NUMERALS[unit.number])} · {kind}"


def available(draft: DraftState) -> list[Item]:
    """The questions of the draft that the course still has, in the order they were drawn."""
    items = course().item_by_id
    return [items[id_] for id_ in draft.item_ids if id_ in items]


def opened(draft: DraftState, items: list[Item]) -> Open:
    """The draft, without answers that no longer fit a question which was edited since."""
    by_id = {item.id: item for item in items}
    return Open(
        unit=draft.unit,
        mode=draft.mode,
        seed=draft.seed,
        answers={
            id_: given
            for id_, given in draft.answers.items()
            if id_ in by_id and is_answer(by_id[id_].question, given)
        },
        hints=dict(draft.hints),
        checked=set(draft.checked),
    )


def tell_changes(draft: DraftState, items: list[Item]) -> None:
    """Content was edited under an open draft: say what that means."""
    gone = len(draft.item_ids) - len(items)
    if gone:
        tell(
            "plain",
            "items-gone",
            _("{n} 道题已经从课程里撤下。").format(n=gone),
            _("它们不计入这次成绩，其余的照常。"),
        )
    kept = opened(draft, items).answers
    unfit = [item for item in items if item.id in draft.answers and item.id not in kept]
    if unfit:
        numbers = "、".join(str(items.index(item) + 1) for item in unfit)
        tell(
            "plain",
            "items-changed",
            _("第 {numbers} 题的选项改过了，原来的答案对不上。").format(numbers=numbers),
            _("请再答一次。"),
        )


def note_place(actor: Actor, paper: Open, place: str) -> None:
    """So that 「继续学习」 leads to this very question."""
    parameters = {"unit": paper.unit, "mode": paper.mode, "q": place}
    with store().writing() as db:
        record_place(db, actor, "quiz", parameters, datetime.now(UTC))


def go(place: str) -> None:
    """Open the question `place` (or HAND_IN) in the next run."""
    st.query_params["q"] = place


def tell_submitted(closed: AlreadySubmittedError, paper: Open, key: str) -> None:
    """Another tab or device was faster; its paper stands."""
    with notice("plain", f"submitted-{key}"):
        st.html(f"<p><b>{_('这份已经在别处交了。')}</b>{_('这里刚才的改动没有算进去。')}</p>")
        with st.container(horizontal=True):
            see = closed.attempt_id is not None and st.button(
                _("看那次的结果"), key=f"see-attempt-{key}"
            )
            over = st.button(_("重新开始一份"), key=f"start-over-{key}")
    if see:
        open_page("quiz", {"attempt": str(closed.attempt_id)})
    if over:
        open_page("quiz", {"unit": paper.unit, "mode": paper.mode})
