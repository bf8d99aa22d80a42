"""The form of concentration and loss: totals, customers, two scenarios, four sentences.

The whole sheet is one fragment; the open customer and each part with longer texts are fragments of
their own, so that typing draws only what it is typed in.
"""

from functools import partial

import streamlit as st

from course.language import _
from exercises import view
from exercises.concentration.coach import HEAD, LOSS, ORDER, SAID, coach
from exercises.concentration.figure import (
    describe,
    describe_loss,
    pareto,
    share_steps,
    shares,
    table,
    waterfall,
)
from exercises.concentration.lines import (
    balance_line,
    break_even_line,
    head_line,
    loss_lines,
    order_lines,
    row_line,
    sentence_lines,
    totals,
)
from exercises.concentration.sheet import (
    ConcentrationSheet,
    entries,
    from_example,
    lines,
    loss,
    top,
)
from exercises.concentration.view.customers import customers
from exercises.concentration.view.parts import SHEET
from exercises.concentration.view.scenarios import losing, sentences, winning
from exercises.exercise import Desk, Exercise
from exercises.marks import hint, typed

BESIDE = HEAD | LOSS | ORDER | SAID
"""Rules that speak beside the part of the form they are about, not on top."""

NUMBERS = {
    "company_revenue",
    "net_profit",
    "customers",
    "rows",
    "lost",
    "months",
    "winner",
    "order",
    "recurring",
    "spend",
}
"""What the figures show of the sheet."""


def show(desk: Desk) -> None:
    """The sheet on this desk, to be filled in or, with `read_only`, to be read."""
    if desk.read_only:
        _read(desk)
    else:
        _sheet(desk)


def _read(desk: Desk) -> None:
    sheet: ConcentrationSheet = desk.sheet
    words = desk.words
    st.html(head_line(words, sheet))
    for place, row in enumerate(sheet.ranked, 1):
        view.read_row(desk, row.id, row_line(words, sheet, row, place))
    _results(desk)
    if loss(sheet) is not None:
        st.header(_("假如失去一家"), anchor=False)
        st.html(loss_lines(words, sheet) + _said(words.fields["plan"].label, sheet.plan))
    if sheet.order is not None:
        st.header(_("假如接下一个大单"), anchor=False)
        st.html(order_lines(words, sheet) + balance_line(words, sheet))
    if sheet.sentences:
        st.header(words.fields["sentences"].label, anchor=False)
        st.html(sentence_lines(words, sheet) + break_even_line(words, sheet))


def _said(label: str, text: str) -> str:
    return f'<p><span class="soft">{label}：</span>{typed(text)}</p>' if text else ""


@st.fragment(key=SHEET)
def _sheet(desk: Desk) -> None:
    sheet: ConcentrationSheet = desk.sheet
    advice = view.advice_of(desk, coach)
    whole = [told for told in advice if told.row is None and told.rule not in BESIDE]
    _head(desk)
    view.show_top(desk, SHEET, whole, not sheet.rows)
    customers(desk, advice)
    view.show_praise(desk, whole)
    with st.container():
        _results(desk)
    with st.container():
        if sheet.largest is not None:
            losing(desk)
            winning(desk)
            sentences(desk)


def _head(desk: Desk) -> None:
    """The company's totals, before anything else."""
    sheet: ConcentrationSheet = desk.sheet
    left, right = view.pair(desk, "head")
    keep = partial(view.keep_own, desk, SHEET, SHEET)
    with left:
        with st.container(horizontal=True, gap="small"):
            with st.container(width=140):
                view.text(desk, "sheet", "period", sheet.period, keep)
            for name, least in (("company_revenue", 0.0), ("net_profit", -1e12)):
                value = getattr(sheet, name)
                view.number(
                    desk, "sheet", name, value, keep, unit="万元", least=least, most=1e12, width=140
                )
            view.number(
                desk,
                "sheet",
                "customers",
                sheet.customers,
                keep,
                least=0,
                most=1e7,
                whole=True,
                width=100,
            )
        st.html(hint(desk.words.texts["scale"]))
    with right:
        told = [one for one in view.advice_of(desk, coach) if one.rule in HEAD]
        view.show_advice(desk, told, "head")


def _results(desk: Desk) -> None:
    sheet: ConcentrationSheet = desk.sheet
    if top(sheet).share is None:
        return
    st.header(_("我们有多靠它们"), anchor=False)
    st.html(totals(desk.words, sheet))
    pictures = [view.Picture(_("图：占比"), view.drawn(desk, pareto, NUMBERS), describe(sheet))]
    if loss(sheet) is not None:
        figure = view.drawn(desk, waterfall, NUMBERS)
        pictures.append(view.Picture(_("图：失去一家"), figure, describe_loss(sheet)))
    if share_steps(sheet):
        under = _("条形图：接下大单前后的占比。同样的数字在「表」里。")
        pictures.append(view.Picture(_("图：接下大单"), view.drawn(desk, shares, NUMBERS), under))
    view.show_pictures(desk, pictures, table(sheet, desk.words))


EXERCISE = Exercise(
    sheet=ConcentrationSheet,
    show=show,
    coach=coach,
    figures=(pareto, waterfall, shares),
    table=table,
    from_example=from_example,
    entries=entries,
    lines=lines,
    about="company",
    sided=False,
)
