"""The form of the self-assessment. One competency is open for scoring, the others read like print.

Three fragments: the whole sheet, and inside it the open competency and the choice of two, so that
typing draws only the part it is typed in. The first scores stay out of sight until the second one
is given: who sees the old score repeats it.
"""

from functools import partial
from typing import Any

import streamlit as st

from course.language import _
from exercises import view
from exercises.coaching import Advice
from exercises.competence.coach import coach
from exercises.competence.figure import describe, radar, table
from exercises.competence.lines import (
    before_line,
    borne_line,
    candidates_line,
    chosen_line,
    full_line,
    progress_line,
    rating_line,
    totals,
)
from exercises.competence.sheet import (
    COMPETENCES,
    NEEDS_DEED,
    NEEDS_EFFECT,
    WHEN,
    CompetenceSheet,
    Rating,
    When,
    change_mark,
    change_rating,
    entries,
    from_example,
    lines,
    newest,
    scores,
    stage,
)
from exercises.exercise import Desk, Exercise
from exercises.marks import hint, label, typed

SHEET, ROW, CHOICE = "competence-sheet", "competence-row", "competence-choice"
"""Keys of the three fragments."""

CHOOSING = {"CP7", "CP8", "CP9", "CP10"}
"""Rules that speak beside the choice of two."""


def show(desk: Desk) -> None:
    """The sheet on this desk, to be filled in or, with `read_only`, to be read."""
    if desk.read_only:
        _read(desk)
    else:
        _sheet(desk)


def _read(desk: Desk) -> None:
    sheet: CompetenceSheet = desk.sheet
    for rating in sheet.ratings:
        view.read_row(desk, rating.id, full_line(desk.words, rating))
    _chosen_then(desk)
    _results(desk)


@st.fragment(key=SHEET)
def _sheet(desk: Desk) -> None:
    sheet: CompetenceSheet = desk.sheet
    when = _phase(desk)
    found = view.advice_of(desk, coach)
    advice = [told for told in found if told.rule not in CHOOSING and _is_of(desk, told, when)]
    whole = [told for told in advice if told.row is None]
    view.show_top(desk, SHEET, whole, not entries(sheet))
    with st.container(gap=None):
        for rating in sheet.ratings:
            _row(desk, rating, when, [told for told in advice if told.row == rating.id])
    with st.container():
        if when == "before":
            _choice(desk)
        else:
            _chosen_then(desk)
    view.show_praise(desk, whole)
    with st.container():
        if when == "after" and len(scores(sheet, "after")) < len(COMPETENCES):
            st.html(f'<p class="soft small">{typed(desk.words.texts["after_hidden"])}</p>')
        else:
            _results(desk)


def _is_of(desk: Desk, told: Advice, when: When) -> bool:
    """Whether a remark is on the round on the screen; of another one it gives scores away."""
    sheet: CompetenceSheet = desk.sheet
    return when == (stage(sheet) if told.row is None else newest(sheet.rating(told.row)))


def _phase(desk: Desk) -> When:
    """Which round of scoring is on the screen; the sheet's own, until the other one is pressed."""
    sheet: CompetenceSheet = desk.sheet
    texts = desk.words.texts
    key = f"{desk.key}-phase"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        chosen = st.segmented_control(
            _("现在打的是"),
            WHEN,
            default=stage(sheet),
            required=True,
            format_func=lambda one: texts[f"phase_{one}"],
            key=key,
            on_change=partial(view.turn_to, desk, SHEET, None),
        )
        when: When = chosen or stage(sheet)
        st.html(progress_line(desk.words, sheet, when), width="content")
    said = [texts["not_proof"]]
    missing = len(COMPETENCES) - len(scores(sheet, "before"))
    if when == "after":
        said.append(texts["after_first"].format(n=missing) if missing else texts["after_start"])
    st.html("".join(f'<p class="soft small">{typed(line)}</p>' for line in said))
    return when


def _row(desk: Desk, rating: Rating, when: When, advice: list[Advice]) -> None:
    if rating.id == desk.open.row:
        _edit(desk, rating.id, when)
        return
    button = _("打分") if rating.mark(when).score is None else _("改分")
    line = rating_line(desk.words, rating, when)
    view.closed_row(desk, SHEET, rating.id, line, advice, button)


@st.fragment(key=ROW)
def _edit(desk: Desk, competence: str, when: When) -> None:
    """The open competency: anchors and deed on the left, what the coach says on the right."""
    rating: Rating = desk.sheet.rating(competence)
    field = desk.words.fields[competence]
    left, right = view.open_row(desk, competence)
    with left:
        st.html(f'<p class="t"><b>{field.label}</b></p>{hint(field.hint or "")}')
        _score(desk, rating, when)
        with st.container(gap="small"):
            _deed(desk, rating, when)
        with st.container(gap="small"):
            if when == "after":
                _compare(desk, rating)
        _buttons(desk, rating, when)
    with right:
        mine = [told for told in view.advice_of(desk, coach) if told.row == competence]
        shown = [a for a in mine if a.rule not in CHOOSING and _is_of(desk, a, when)]
        view.show_advice(desk, shown, "row")
        view.show_used(desk, competence)
        st.html(f'<p class="small row-note">{typed(field.notes["practised"])}</p>')


def _score(desk: Desk, rating: Rating, when: When) -> None:
    """All five anchors in sight, to be read before one is chosen."""
    words, score = desk.words.fields["score"], rating.mark(when).score
    anchors = desk.words.anchors[rating.id]
    key = desk.widget(rating.id, f"{when}-score")
    with st.container(gap="xxsmall"):
        st.radio(
            words.label,
            list(anchors),
            index=None if score is None else list(anchors).index(score),
            format_func=lambda point: label(f"{point}　{anchors[point]}", authored=True),
            key=key,
            on_change=_scored,
            args=(desk, rating.id, when, key),
        )
        st.html(hint(words.hint or ""))


def _scored(desk: Desk, competence: str, when: When, key: str) -> None:
    desk.save(change_mark(desk.sheet, competence, when, score=st.session_state[key]))
    desk.redraw(SHEET)


def _deed(desk: Desk, rating: Rating, when: When) -> None:
    """What bears the score, asked for from 3 points on; what was written before stays in sight."""
    mark = rating.mark(when)
    high = mark.score is not None and mark.score >= NEEDS_DEED
    if high or mark.deed:
        keep = partial(_keep_mark, desk, rating.id, when)
        row = f"{rating.id}-{when}"
        view.text(desk, row, "deed", mark.deed, keep, help_below=True)
        with st.container(horizontal=True, vertical_alignment="top", gap="small"):
            view.text(desk, row, "place", mark.place, keep)
            view.day(desk, row, "date", mark.date, keep, width=150, month=True)
        if (mark.score or 0) >= NEEDS_EFFECT or mark.effect:
            view.text(desk, row, "effect", mark.effect, keep, help_below=True)
    said = borne_line(desk.words, mark)
    if said:
        st.html(said)


def _compare(desk: Desk, rating: Rating) -> None:
    """The first score and what changed, once the second one is given."""
    if rating.after.score is None:
        return
    st.html(before_line(desk.words, rating))
    view.text(desk, rating.id, "reason", rating.reason, partial(_keep, desk, rating.id, ROW), True)


def _buttons(desk: Desk, rating: Rating, when: When) -> None:
    def between() -> None:
        if rating.mark(when).score is not None:
            st.button(
                desk.words.fields["score"].notes["clear"],
                key=desk.widget(rating.id, "clear"),
                type="tertiary",
                on_click=partial(_clear, desk, rating.id, when),
            )

    view.row_buttons(desk, SHEET, rating.id, COMPETENCES, None, between)


def _clear(desk: Desk, competence: str, when: When) -> None:
    name = desk.words.fields[competence].label
    changed = change_mark(desk.sheet, competence, when, score=None)
    said = _("“{name}”的这一分已经取消。").format(name=name)
    view.keep_and_turn(desk, SHEET, changed, competence, said)


def _keep_mark(desk: Desk, competence: str, when: When, name: str, value: Any) -> None:
    """One field of one score; whether there is a deed and a user at all decides what it bears."""
    before = desk.sheet.rating(competence).mark(when)
    counts = name in ("deed", "effect") and bool(value) != bool(getattr(before, name))
    changed = change_mark(desk.sheet, competence, when, **{name: value})
    view.keep_sheet(desk, SHEET, changed, SHEET if counts else ROW)


def _keep(desk: Desk, competence: str, part: str, name: str, value: Any) -> None:
    """One field of a competency."""
    view.keep_sheet(desk, SHEET, change_rating(desk.sheet, competence, **{name: value}), part)


@st.fragment(key=CHOICE)
def _choice(desk: Desk) -> None:
    """Which two to practise, with the day they are needed and what will be left."""
    sheet: CompetenceSheet = desk.sheet
    texts, fields = desk.words.texts, desk.words.fields
    st.header(texts["choose_title"], anchor=False)
    if not scores(sheet, "before"):
        st.html(f'<p class="soft">{typed(texts["choose_first"])}</p>')
        return
    left, right = view.pair(desk, "choice")
    key = desk.widget("sheet", "chosen")
    with left:
        with st.container(gap="xsmall"):
            st.pills(
                fields["chosen"].label,
                COMPETENCES,
                selection_mode="multi",
                default=[rating.id for rating in sheet.chosen],
                format_func=lambda one: fields[one].label,
                key=key,
                on_change=_choose,
                args=(desk, key),
            )
            st.html(hint(texts["choose_hint"]) + candidates_line(desk.words, sheet))
        with st.container(gap="medium"):
            for rating in sheet.chosen:
                _practise(desk, rating)
        st.html(f'<p class="soft small">{typed(texts["to_contract"])}</p>')
    with right:
        mine = [told for told in view.advice_of(desk, coach) if told.rule in CHOOSING]
        view.show_advice(desk, mine, "choice")


def _practise(desk: Desk, rating: Rating) -> None:
    keep = partial(_keep, desk, rating.id, CHOICE)
    with st.container(key=f"piece-{desk.key}-{rating.id}", gap="xsmall"):
        st.html(f"<p><b>{desk.words.fields[rating.id].label}</b></p>")
        view.text(desk, rating.id, "leaves", rating.leaves, keep)
        view.day(desk, rating.id, "day", rating.day, keep, width=170)
        view.show_used(desk, rating.id)


def _choose(desk: Desk, key: str) -> None:
    wanted, sheet = st.session_state[key] or [], desk.sheet
    for one in COMPETENCES:
        sheet = change_rating(sheet, one, chosen=one in wanted)
    desk.save(sheet)
    desk.redraw(SHEET)


def _chosen_then(desk: Desk) -> None:
    """The choice, to be read."""
    texts, chosen = desk.words.texts, desk.sheet.chosen
    st.header(texts["chosen_then"], anchor=False)
    said = "".join(chosen_line(desk.words, rating) for rating in chosen)
    st.html(said or f'<p class="soft">{typed(texts["chosen_none"])}</p>')


def _results(desk: Desk) -> None:
    sheet: CompetenceSheet = desk.sheet
    if not any(scores(sheet, when) for when in WHEN):
        return
    st.header(_("合起来看"), anchor=False)
    st.html(totals(desk.words, sheet))
    picture = view.Picture(_("图：课前与课后"), view.drawn(desk, radar), describe(sheet))
    view.show_pictures(desk, [picture], table(sheet, desk.words))


EXERCISE = Exercise(
    sheet=CompetenceSheet,
    show=show,
    coach=coach,
    figures=(radar,),
    table=table,
    from_example=from_example,
    entries=entries,
    lines=lines,
    about="person",
    sided=False,
)
