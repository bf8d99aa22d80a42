"""Questions on a screen: asked with widgets, answered with reasons. Used by quizzes and lessons."""

import streamlit as st

from course.assessment.answers import Answer, is_answer
from course.assessment.drawing import option_order
from course.assessment.numbers import NotANumberError, read_number
from course.content.items import (
    AnyQuestion,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    SingleChoice,
    TrueFalse,
)
from course.content.markup import render_block, render_inline
from course.language import _
from exercises import marks
from exercises.marks import sign
from modules.answered import amount, answered_html
from modules.pages import link_to
from modules.services import course
from modules.state import tab


def ask(
    item: Item, answer: Answer | None, key: str, seed: int, *, with_case: bool = True
) -> Answer | None:
    """Draw the question with its input and return what is answered now; None while nothing is.

    `answer` is what was answered before. `key` is unique on the page; `seed` orders the options.
    A vignette's case is left out where the part before it has shown it (`with_case`).
    """
    show_stem(item, with_case=with_case)
    key = _widget(key, seed)
    question, order = item.question, option_order(item.question, seed)
    before = answer if is_answer(question, answer) else None
    match question:
        case SingleChoice():
            return _ask_single(question, before, key, order)
        case MultipleChoice():
            return _ask_multiple(question, before, key, order)
        case TrueFalse():
            return _ask_truth(question, before, key)
        case Ordering():
            return _ask_order(question, before, key, order)
        case Matching():
            return _ask_pairs(question, before, key, order)
        case Numeric():
            return _ask_number(question, before, key)


def start_again(key: str) -> None:
    """Let what is asked under `key` begin with nothing chosen, whatever was chosen here before."""
    tab().rounds[key] = tab().rounds.get(key, 0) + 1


def show_answered(item: Item, answer: Answer | None, seed: int, *, with_case: bool = True) -> None:
    """Draw the question with its answer: verdict, reasons, and where to read about it again.

    None stands for nothing answered. Raises NotAnAnswerError for what is no answer at all.
    """
    show_stem(item, with_case=with_case)
    st.html(answered_html(item, answer, seed, course()))
    show_source(item.lesson, item.anchor)


def show_stem(item: Item, *, with_case: bool = True) -> None:
    """The vignette's case where there is one, what kind of question this is, and the question."""
    if item.case is not None and with_case:
        st.html(
            f'<p class="kicker">{_("案例")}</p><div class="prose">{render_block(item.case)}</div>'
        )
    objective = course().objective_by_id.get(item.objective)
    about = f" · {objective.title}" if objective else ""
    st.html(
        f'<p class="kicker">{_kind(item.question)}{about}</p>'
        f'<div class="stem">{render_block(item.question.stem)}</div>'
    )


def show_source(lesson: str, anchor: str) -> None:
    """A link to the section that teaches it. Nothing where the lesson is not there (yet)."""
    taught = course().lesson_by_id.get(lesson)
    if taught is None:
        return
    section = taught.sections[taught.index(anchor)]
    st.page_link(
        link_to("lesson"),
        label=_("重读：{title}").format(title=_label(section.title)),
        icon=":material/menu_book:",
        query_params={"lesson": lesson, "section": section.anchor},
    )


def show_hints(item: Item, shown: int, key: str) -> int:
    """The hints shown so far and a button for the next; returns how many are shown now."""
    hints = item.question.hints
    # The button's press is known before it is drawn, so the hint appears above it in the same run.
    if st.session_state.get(f"{key}-hint-{shown}"):
        shown += 1
    for number, hint in enumerate(hints[:shown], 1):
        label = _("提示 {n}").format(n=number)
        st.html(f'<p class="hint"><b>{label}</b> {render_inline(hint)}</p>')
    if shown < len(hints):
        label = _("再给一个提示") if shown else _("给一个提示")
        st.button(
            _("{label}（用过会记下，不扣分）").format(label=label),
            key=f"{key}-hint-{shown}",
            type="tertiary",
            icon=":material/lightbulb:",
        )
    return shown


def _widget(key: str, seed: int) -> str:
    """Another paper, or another round, is another set of widgets."""
    begun = tab().rounds.get(key, 0)
    return f"{key}-{seed}-{begun}" if begun else f"{key}-{seed}"


def _kind(question: AnyQuestion) -> str:
    return {
        "single": _("单选"),
        "multiple": _("多选"),
        "truefalse": _("判断"),
        "ordering": _("排序，用上移、下移排好"),
        "matching": _("匹配，右边可能有用不上的"),
        "numeric": _("填数"),
    }[question.type]


def _ask_single(
    question: SingleChoice, before: Answer | None, key: str, order: list[str]
) -> Answer | None:
    texts = {option.id: _label(option.text) for option in question.options}
    return st.radio(
        _label(question.stem),
        order,
        index=order.index(before) if isinstance(before, str) else None,
        format_func=texts.__getitem__,
        key=key,
        label_visibility="collapsed",
    )


def _ask_multiple(
    question: MultipleChoice, before: Answer | None, key: str, order: list[str]
) -> Answer | None:
    texts = {option.id: _label(option.text) for option in question.options}
    picked = before if isinstance(before, list) else []
    with st.container(gap="xsmall", key=f"checks-{key}"):
        ticked = {
            id_: st.checkbox(texts[id_], value=id_ in picked, key=f"{key}-{id_}") for id_ in order
        }
    # In authoring order, so that the same picks are the same answer whatever the seed.
    return [option.id for option in question.options if ticked[option.id]] or None


def _ask_truth(question: TrueFalse, before: Answer | None, key: str) -> Answer | None:
    words = {True: _("对"), False: _("错")}
    return st.radio(
        _label(question.stem),
        [True, False],
        index=None if before is None else int(before is False),
        format_func=words.__getitem__,
        key=key,
        horizontal=True,
        label_visibility="collapsed",
    )


def _ask_order(
    question: Ordering, before: Answer | None, key: str, order: list[str]
) -> Answer | None:
    texts = {piece.id: piece.text for piece in question.items}
    orders = tab().orders
    if key not in orders and isinstance(before, list):
        orders[key] = before
    now = orders.get(key, order)
    with st.container(gap=None, key=f"order-{key}"):
        for place, id_ in enumerate(now):
            with st.container(
                horizontal=True, vertical_alignment="center", wrap=False, key=f"ord-{key}-{id_}"
            ):
                st.html(
                    f'<p class="ord"><b>{place + 1}</b>{render_inline(texts[id_])}</p>',
                    width="stretch",
                )
                _move_button(_("上移"), "arrow_upward", key, now, place, place - 1)
                _move_button(_("下移"), "arrow_downward", key, now, place, place + 1)
    if key not in orders:
        st.html(f'<p class="soft small">{_("现在是随机的顺序，还不算你的答案。")}</p>')
        st.button(_("就用这个顺序"), key=f"{key}-keep", on_click=orders.update, args=({key: now},))
    return orders.get(key)


def _move_button(word: str, icon: str, key: str, now: list[str], place: int, to: int) -> None:
    """Moves the piece at `place`. A callback, so that the row is drawn where it then belongs."""
    moved = list(now)
    possible = 0 <= to < len(now)
    if possible:
        moved[place], moved[to] = moved[to], moved[place]
    st.button(
        word,
        key=f"{key}-{now[place]}-{icon}",
        icon=f":material/{icon}:",
        type="tertiary",
        disabled=not possible,
        on_click=tab().orders.update,
        args=({key: moved},),
    )


def _ask_pairs(
    question: Matching, before: Answer | None, key: str, order: list[str]
) -> Answer | None:
    texts = {right.id: right.text for right in question.right}
    placed = before if isinstance(before, dict) else {}
    chosen: dict[str, str] = {}
    with st.container(gap=None, key=f"pairs-{key}"):
        for left in question.left:
            with st.container(
                horizontal=True, vertical_alignment="center", key=f"match-{key}-{left.id}"
            ):
                st.html(f"<p>{render_inline(left.text)}</p>", width="stretch")
                right = st.selectbox(
                    _label(left.text),
                    order,
                    index=order.index(placed[left.id]) if left.id in placed else None,
                    format_func=texts.__getitem__,
                    key=f"{key}-{left.id}",
                    placeholder=_("选一项"),
                    label_visibility="collapsed",
                    filter_mode=None,
                    width=240,
                )
                if right is not None:
                    chosen[left.id] = right
    return chosen or None


def _ask_number(question: Numeric, before: Answer | None, key: str) -> Answer | None:
    shown = amount(before) if isinstance(before, int | float) else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        typed_in = st.text_input(
            _label(question.stem),
            shown,
            key=key,
            max_chars=40,
            placeholder=_("填一个数"),
            label_visibility="collapsed",
            width=220,
        )
        st.html(f'<p class="flat">{render_inline(question.unit)}</p>', width="content")
    if not typed_in:
        return None
    try:
        return read_number(typed_in, question.unit)
    except NotANumberError as problem:
        st.html(f'<p class="field-problem" role="alert">{sign("bang")} {problem}</p>')
        return None


def _label(text: str) -> str:
    return marks.label(text, authored=True)
