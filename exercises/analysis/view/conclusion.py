"""The learner's own conclusion of the open analysis, with the coach beside it."""

from functools import partial
from typing import Any

import streamlit as st

from course.language import _
from exercises import view
from exercises.analysis.coach import coach
from exercises.analysis.desktop import Desktop, desktop
from exercises.analysis.facts import seen_now
from exercises.analysis.lines import seen_name
from exercises.analysis.sheet import AnalysisId, AnalysisSheet, Seen, change_finding, seen_again
from exercises.analysis.view.parts import CONCLUSION, SHEET, open_analysis
from exercises.coaching import Advice, worst_first
from exercises.exercise import Desk
from exercises.marks import typed


def told(desk: Desk, top: Desktop | None) -> list[Advice]:
    """What the coach says of the sheet and the rows that lie there now."""
    sheet: AnalysisSheet = desk.sheet
    if top is not None:
        sheet = sheet.model_copy(update={"data": top.key})
    return worst_first(coach(sheet, desk.words, desk.today, desk.position))


def ask_decision(desk: Desk, analysis: AnalysisId) -> None:
    """What is to be decided, asked before anything is shown."""
    keep = partial(_keep, desk, analysis)
    decision = desk.sheet.finding(analysis).decision
    view.text(desk, analysis, "decision", decision, keep, help_below=True)


@st.fragment(key=CONCLUSION)
def show_conclusion(desk: Desk, drawn: AnalysisId) -> None:
    """The fields on the left, what the coach says of them on the right."""
    top, analysis = desktop(desk), open_analysis(desk)
    if top is None or analysis != drawn:  # replaced or turned in this very run
        return
    words, finding = desk.words, desk.sheet.finding(analysis)
    st.html(f'<h3 class="part">{words.texts["conclusion_title"]}</h3>')
    left, right = view.pair(desk, f"{analysis}-open")
    keep = partial(_keep, desk, analysis)
    with left, st.container(key=f"mine-{desk.key}-{analysis}", border=True, gap="small"):
        for name in ("conclusion", "next_step"):
            view.text(desk, analysis, name, getattr(finding, name), keep, help_below=True)
        with st.container(horizontal=True, gap="small"):
            view.text(desk, analysis, "owner", finding.owner, keep)
            view.day(desk, analysis, "due", finding.due, keep)
        desk.say_saved()
    with right:
        mine = [one for one in told(desk, top) if one.row == analysis]
        seen = partial(_seen_again, desk, analysis)
        view.show_advice(desk, mine, "conclusion", {"AN10": view.Move(_("已看过，仍成立"), seen)})
        if not finding.conclusion:
            st.html(f'<p class="small row-note">{typed(words.texts["nothing_yet"])}</p>')
        question = _question(desk, analysis)
        if question:
            st.html(f'<p class="small row-note"><b>{_("想一想")}</b> {typed(question)}</p>')
        _where(desk, finding.seen, _now(top, analysis))


def _question(desk: Desk, analysis: AnalysisId) -> str | None:
    """What the author asks about a row of the half-filled example, while it still is that row."""
    example = desk.words.examples.get("half")
    if example is None or desk.subject != "case":
        return None
    asked = {one["id"]: one.get("decision") for one in example.sheet.get("rows", ())}
    finding = desk.sheet.finding(analysis)
    if not finding.decision or asked.get(analysis) != finding.decision:
        return None
    return example.notes.get(analysis)


def _where(desk: Desk, then: Seen | None, now: Seen) -> None:
    """What was looked at when the conclusion was written, if something else is looked at now."""
    if then is None or seen_name(then) == seen_name(now):
        return
    said = desk.words.texts["seen_other"].format(now=seen_name(now), then=seen_name(then))
    st.html(f'<p class="small row-note">{typed(said)}</p>')


def _now(top: Desktop, analysis: AnalysisId) -> Seen:
    return seen_now(top.book, top.results, top.focus, analysis, top.key)


def _keep(desk: Desk, analysis: AnalysisId, name: str, value: Any) -> None:
    top = desktop(desk)
    seen = None if top is None else _now(top, analysis)
    before = desk.sheet.finding(analysis)
    changed = change_finding(desk.sheet, analysis, seen, **{name: value})
    same_page = bool(before.conclusion) == bool(changed.finding(analysis).conclusion)
    part = CONCLUSION if same_page else SHEET
    view.keep_sheet(desk, SHEET, changed, part, inside=name != "decision")


def _seen_again(desk: Desk, analysis: AnalysisId) -> None:
    top = desktop(desk)
    if top is not None:
        desk.save(seen_again(desk.sheet, analysis, _now(top, analysis)))
    desk.redraw(SHEET)
