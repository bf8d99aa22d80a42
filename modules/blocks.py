"""What a lesson's section is made of: text, the opening question, embedded checks, figures."""

from collections.abc import MutableMapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from course.assessment.answers import Answer, is_answer
from course.content.course import Block, CheckSlot, FigureSlot, Html, Lesson, OpeningSlot
from course.content.items import Item
from course.errors import StoreBusyError
from course.language import _
from course.pasted import visible
from course.store.reading import record_answer
from exercises import exercises
from exercises.marks import sign, typed
from modules.identity import current_actor
from modules.look import is_dark, notice, saved, show_figure, today
from modules.questions import ask, show_answered
from modules.services import course, store
from modules.state import tab

OPENING = "opening"

Kept = MutableMapping[str, Any]
"""A learner's answers inside one lesson, by slot. A fragment that saves one puts it here too."""


def show_block(lesson: Lesson, block: Block, kept: Kept, key: str) -> None:
    """Draw one block. `key` is unique on the page."""
    match block:
        case Html():
            st.html(block.html)
        case OpeningSlot():
            st.html(block.html)
            _ask_opening(lesson.id, kept)
        case CheckSlot():
            item = course().item_by_id[block.item_id]
            # Not where text is typed: leaving the field by pressing 下一节 sends both at once, and
            # Streamlit then runs the fragment alone and draws nothing of the next section.
            check = _check if item.question.type == "numeric" else st.fragment(_check)
            check(lesson.id, item, kept)
        case FigureSlot():
            _show_case_figure(block, key)


def _ask_opening(lesson: str, kept: Kept) -> None:
    """The question before reading: no right answer, kept for comparison at the end."""
    key = f"{OPENING}-{lesson}"
    # Saved in the callback: who leaves the field by pressing 下一节 is not on this section any more
    # when the script comes to it.
    st.text_area(
        _("你的判断（离开输入框就自动保存，读完会拿出来对照）"),
        kept.get(OPENING, ""),
        key=key,
        height=100,
        max_chars=500,
        on_change=_save_opening,
        args=(lesson, key),
    )
    at = tab().opening_saved.get(lesson)
    if lesson in tab().opening_unsaved:
        with notice("bad", "opening"):
            what, then = _("刚才这一次没有存上。"), _("你写的字还在上面的框里，没有丢。")
            st.html(f"<p><b>{sign('bang')} {what}</b>{then}</p>")
            st.button(_("现在重试"), key=f"{key}-retry", on_click=_save_opening, args=(lesson, key))
    elif at is not None:
        saved(at)


def _save_opening(lesson: str, key: str) -> None:
    actor = current_actor()
    now = datetime.now(UTC)
    said = visible(st.session_state[key]).strip()
    try:
        with store().writing() as db:
            record_answer(db, actor, lesson=lesson, slot=OPENING, answer=said, now=now)
    except StoreBusyError:
        tab().opening_unsaved.add(lesson)
        return
    tab().opening_unsaved.discard(lesson)
    tab().opening_saved[lesson] = now


def recall_opening(kept: Kept) -> None:
    """On the last section: what the learner thought before reading."""
    said = kept.get(OPENING)
    if said:
        st.html(
            f'<aside class="callout mine"><p class="t">{_("读之前你写的是")}</p>'
            f"<p>{typed(said)}</p><p class='soft small'>{_('现在你会改哪一处？')}</p></aside>"
        )


def _check(lesson: str, item: Item, kept: Kept) -> None:
    """A question inside a lesson: answered, then the reasons; no score, as often as one likes."""
    actor = current_actor()
    # Nobody's score depends on the order of the options; it only has to outlast a reload.
    seed = actor.user_id
    slot = f"{lesson}-{item.id}"
    with st.container(key=f"open-check-{item.id}"):
        st.html(f'<p class="kicker">{_("想一想，不计分")}</p>')
        place = st.empty()
        before = kept.get(item.id)
        answered = before is not None and is_answer(item.question, before)
        if answered and slot not in tab().answering_again:
            with place.container():
                _show_reasons(item, before, seed, slot)
            return
        with place.container():
            answer = ask(item, None, f"check-{slot}", seed)
            pressed = st.button(_("看答案"), key=f"answer-{slot}")
            if pressed and answer is None:
                st.html(f'<p class="soft small" role="status">{_("先答一下，再看答案。")}</p>')
        if pressed and answer is not None:
            now = datetime.now(UTC)
            with store().writing() as db:
                record_answer(db, actor, lesson=lesson, slot=item.id, answer=answer, now=now)
            kept[item.id] = answer
            tab().answering_again.discard(slot)
            with place.container():
                _show_reasons(item, answer, seed, slot)


def _show_reasons(item: Item, answer: Answer | None, seed: int, slot: str) -> None:
    show_answered(item, answer, seed)
    st.button(
        _("再答一次"),
        key=f"again-{slot}",
        icon=":material/replay:",
        on_click=tab().answering_again.add,
        args=(slot,),
    )


def _show_case_figure(slot: FigureSlot, key: str) -> None:
    """The tool's first figure on the worked example, with the author's table beside it."""
    figure = _case_figure(slot.tool, is_dark(), today())
    if figure is None:
        st.html(slot.table_html)
        return
    title = course().tools[slot.tool].title
    alt = _("{tool}的图，画的是案例。同样的数字在「表」里。").format(tool=title)
    show_figure(figure, alt, key, slot.table_html)


@lru_cache(maxsize=64)
def _case_figure(tool: str, dark: bool, today: date) -> go.Figure | None:
    """The figure, the same for everybody; None where the tool or its example is not there yet."""
    exercise, words = exercises().get(tool), course().tools.get(tool)
    if exercise is None or words is None or "full" not in words.examples:
        return None
    sheet = exercise.from_example(words.examples["full"], today)
    return exercise.figures[0](sheet, dark, False)
