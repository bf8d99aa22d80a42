"""The two scenarios, and the sentences in which their numbers go to one's superior."""

from functools import partial

import streamlit as st

from course.language import _
from exercises import view
from exercises.concentration.coach import LOSS, ORDER, SAID, coach
from exercises.concentration.lines import break_even_line, loss_lines, order_lines
from exercises.concentration.sheet import (
    ASPECTS,
    SENTENCES,
    Aspect,
    ConcentrationSheet,
    Sentence,
    loss,
    lost_row,
    winner_row,
)
from exercises.concentration.view.parts import (
    LOSING,
    SAYING,
    SHEET,
    WINNING,
)
from exercises.exercise import Desk
from exercises.marks import hint


def _beside(desk: Desk, rules: set[str], name: str) -> None:
    told = [one for one in view.advice_of(desk, coach) if one.rule in rules and one.row is None]
    view.show_advice(desk, told, name)


@st.fragment(key=LOSING)
def losing(desk: Desk) -> None:
    """Who goes, how long the people need to move, and where to."""
    sheet: ConcentrationSheet = desk.sheet
    st.header(_("假如失去一家"), anchor=False)
    left, right = view.pair(desk, "loss")
    with left:
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            row = lost_row(sheet)
            _choose_customer(desk, "lost", row.id if row else None)
            keep = partial(view.keep_own, desk, SHEET, SHEET)
            months = sheet.months
            view.number(
                desk, "sheet", "months", months, keep, least=0, most=12, whole=True, width=210
            )
        st.html(hint(desk.words.fields["months"].hint or ""))
        st.html(loss_lines(desk.words, sheet))
        keep = partial(view.keep_own, desk, SHEET, LOSING)
        view.text(desk, "sheet", "plan", sheet.plan, keep, help_below=True)
    with right:
        _beside(desk, LOSS, "loss")


@st.fragment(key=WINNING)
def winning(desk: Desk) -> None:
    """Who gives the large order, what is left a year later, and on which side it falls."""
    sheet: ConcentrationSheet = desk.sheet
    words = desk.words
    st.header(_("假如接下一个大单"), anchor=False)
    left, right = view.pair(desk, "order")
    with left:
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            row = winner_row(sheet)
            _choose_customer(desk, "winner", row.id if row else None)
            keep = partial(view.keep_own, desk, SHEET, SHEET)
            for name, value in (("order", sheet.order), ("recurring", sheet.recurring)):
                view.number(desk, "sheet", name, value, keep, least=0, most=1e12, width=200)
        st.html(hint(words.fields["recurring"].hint or ""))
        st.html(order_lines(words, sheet))
        st.html(f'<p class="label">{words.fields["balance"].label}</p>')
        st.html(hint(words.fields["balance"].hint or ""))
        for aspect in ASPECTS:
            _lean(desk, aspect)
        keep = partial(view.keep_own, desk, SHEET, WINNING)
        view.text(desk, "sheet", "verdict", sheet.verdict, keep, help_below=True)
    with right:
        _beside(desk, ORDER, "order")


@st.fragment(key=SAYING)
def sentences(desk: Desk) -> None:
    """The four sentences, and from which fall of the risk on the extra spending pays."""
    sheet: ConcentrationSheet = desk.sheet
    words = desk.words.fields
    st.header(words["sentences"].label, anchor=False)
    left, right = view.pair(desk, "said")
    with left:
        st.html(hint(words["sentences"].hint or ""))
        for name in SENTENCES:
            keep = partial(_keep_sentence, desk, name)
            view.text(desk, "sheet", name, sheet.sentences.get(name, ""), keep)
        if loss(sheet) is not None:
            keep = partial(view.keep_own, desk, SHEET, SAYING)
            view.number(
                desk,
                "sheet",
                "spend",
                sheet.spend,
                keep,
                unit="万元",
                least=0,
                most=1e12,
                width=320,
            )
        with st.container():
            said = break_even_line(desk.words, sheet)
            if said:
                st.html(said)
    with right:
        _beside(desk, SAID, "said")


def _choose_customer(desk: Desk, name: str, chosen: str | None) -> None:
    rows = {row.id: row.name or row.id for row in desk.sheet.ranked}
    key = desk.widget("sheet", name)
    st.selectbox(
        desk.words.fields[name].label,
        list(rows),
        index=list(rows).index(chosen) if chosen in rows else None,
        format_func=rows.__getitem__,
        key=key,
        placeholder=_("选一项"),
        filter_mode=None,
        width=220,
        on_change=_keep_choice,
        args=(desk, name, key),
    )


def _keep_choice(desk: Desk, name: str, key: str) -> None:
    view.keep_own(desk, SHEET, SHEET, name, st.session_state[key])


def _lean(desk: Desk, aspect: Aspect) -> None:
    field, labels = desk.words.fields[aspect], desk.words.choices["leaning"]
    key = desk.widget("sheet", aspect)
    with st.container(gap="xxsmall"):
        st.segmented_control(
            field.label,
            list(labels),
            default=desk.sheet.leanings.get(aspect),
            format_func=labels.__getitem__,
            key=key,
            on_change=_keep_lean,
            args=(desk, aspect, key),
        )
        st.html(hint("　".join(f"{labels[side]}：{field.notes[side]}" for side in labels)))


def _keep_lean(desk: Desk, aspect: Aspect, key: str) -> None:
    given = {name: side for name, side in desk.sheet.leanings.items() if name != aspect}
    if st.session_state[key]:
        given[aspect] = st.session_state[key]
    view.keep_own(desk, SHEET, WINNING, "leanings", given)


def _keep_sentence(desk: Desk, sentence: Sentence, _name: str, value: str) -> None:
    said = {name: text for name, text in desk.sheet.sentences.items() if name != sentence}
    said = {**said, sentence: value} if value else said
    view.keep_own(desk, SHEET, SAYING, "sentences", said)
