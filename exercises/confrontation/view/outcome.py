"""What comes out of the matrix: cells to be looked at again, topics, issues."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from course.language import _
from exercises import view
from exercises.chain import Origin
from exercises.confrontation.coach import coach, sign_of
from exercises.confrontation.lines import stale_line, topic_line
from exercises.confrontation.matrix import Matrix, Stale, matrix, stale_cells, topics
from exercises.confrontation.sheet import (
    Issue,
    accept_fact,
    add_issue,
    change_issue,
    clear_cells,
    remove_issue,
)
from exercises.confrontation.view.line import SHEET, TOPICS, turn
from exercises.exercise import Desk
from exercises.marks import coach_card, hint

ISSUES = "confrontation-issues"
"""Key of the fragment that typing the name of an issue draws anew."""


def show_stale(desk: Desk, found: Sequence[Stale]) -> None:
    """Facts that read otherwise now, with old and new words, and those that are gone."""
    texts = desk.words.texts
    signs = {c.id: sign_of(c.score) for c in desk.sheet.rows if c.score is not None}
    changed = [one for one in found if one.now is not None]
    gone = [one for one in found if one.now is None]
    for name, group in (("stale", changed), ("gone", gone)):
        if not group:
            continue
        with st.container(key=f"notice-{desk.key}-{name}", gap="small"):
            st.html(f"<p><b>{texts[f'{name}_head']}</b></p>" + hint(texts[f"{name}_hint"]))
            for one in group:
                st.html(stale_line(desk.words, one, signs))
                _settle(desk, one)


def _settle(desk: Desk, one: Stale) -> None:
    if one.now is not None:
        label, do = _("看过了，照现在的记"), partial(_accept, desk, one)
    else:
        label, do = _("清掉这 {n} 格").format(n=len(one.cells)), partial(_clear, desk, one)
    st.button(label, key=f"{desk.key}-settle-{one.item}", on_click=do)


def _accept(desk: Desk, one: Stale) -> None:
    fact = Origin(tool="swot", row=one.item, text=(one.now or "")[:200])
    desk.save(accept_fact(desk.sheet, fact))
    desk.redraw(SHEET)


def _clear(desk: Desk, one: Stale) -> None:
    said = _("已清掉 {item} 的 {n} 格。").format(item=one.item, n=len(one.cells))
    desk.save(clear_cells(desk.sheet, one.cells), undo=said)
    desk.redraw(SHEET)


@st.fragment(key=TOPICS)
def show_topics(desk: Desk) -> None:
    """The strong cells, those of the heaviest facts first; pressing one opens its row."""
    swot = desk.others.get("swot")
    shown = matrix(desk.sheet, swot)
    advice = view.advice_of(desk, coach)
    changed = stale_cells(desk.sheet, swot)
    texts, strong = desk.words.texts, topics(shown)
    st.header(_("打得中要害的格"), anchor=False)
    st.html(hint(texts["topics_hint" if strong else "topics_none"]))
    with st.container(gap=None):
        for cell in strong:
            used = desk.used_in.get(cell.id, ())
            line = topic_line(desk.words, shown, cell, cell.id in changed, used)
            opening = partial(turn, desk, cell.inside)
            left, right = view.pair(desk, f"topic-{cell.id}")
            with left:
                desk.tap(f"{desk.key}-topic-{cell.id}", line, _("编辑"), on_click=opening)
            told = [one for one in advice if one.row == cell.id and one.level != "good"]
            if told:
                right.html(coach_card(told[0], brief=True))


@st.fragment(key=ISSUES)
def show_issues(desk: Desk) -> None:
    """Strong cells brought together under a name, and beside it what the coach says of that."""
    sheet, words = desk.sheet, desk.words
    shown = matrix(sheet, desk.others.get("swot"))
    advice = view.advice_of(desk, coach)
    if not (sheet.issues or topics(shown)):
        return
    st.header(words.fields["issues"].label, anchor=False)
    st.html(hint(words.texts["issues_hint"]))
    for issue in sheet.issues:
        left, right = view.pair(desk, issue.id)
        with left:
            _issue(desk, shown, issue)
        with right:
            mine = [told for told in advice if told.row == issue.id]
            view.show_advice(desk, mine, f"issue-{issue.id}")
    grouped = {one for issue in sheet.issues for one in issue.cells}
    waiting = [cell.id for cell in topics(shown) if cell.id not in grouped]
    if waiting:
        st.html(hint(_("还没归进议题的：{cells}").format(cells="　".join(waiting))))
    view.add_button(desk, _("加一个议题"), partial(_add, desk), "issue")


def _issue(desk: Desk, shown: Matrix, issue: Issue) -> None:
    keep = partial(_keep, desk, issue.id)
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        view.text(desk, issue.id, "name", issue.name, keep)
        delete = desk.widget(issue.id, "delete")
        with view.beside_a_field(delete):
            st.button(
                _("删除这个议题"),
                key=delete,
                type="tertiary",
                on_click=partial(_delete, desk, issue),
            )
    signs = {cell.id: sign_of(cell.score or 0) for cell in topics(shown)}
    key = desk.widget(issue.id, "cells")
    st.pills(
        desk.words.fields["cells"].label,
        list(dict.fromkeys([*signs, *issue.cells])),
        selection_mode="multi",
        default=list(issue.cells),
        format_func=lambda one: f"{one} {signs.get(one, '')}".strip(),
        key=key,
        wrap=True,
        on_change=_keep_cells,
        args=(desk, issue.id, key),
    )


def _keep(desk: Desk, issue: str, name: str, value: Any) -> None:
    view.keep_sheet(desk, SHEET, change_issue(desk.sheet, issue, **{name: value}), ISSUES)


def _keep_cells(desk: Desk, issue: str, key: str) -> None:
    desk.save(change_issue(desk.sheet, issue, cells=tuple(st.session_state[key] or ())))
    desk.redraw(SHEET)


def _add(desk: Desk) -> None:
    sheet, _issue_id = add_issue(desk.sheet)
    desk.save(sheet)
    desk.redraw(SHEET)


def _delete(desk: Desk, issue: Issue) -> None:
    said = _("已删除议题“{name}”。").format(name=issue.name or issue.id)
    desk.save(remove_issue(desk.sheet, issue.id), undo=said)
    desk.redraw(SHEET)
