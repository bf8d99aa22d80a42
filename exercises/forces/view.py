"""The form of the five forces. One driver is open for editing, the others read like print.

Four fragments: the whole sheet, and inside it the head, the open driver and the responses, so that
typing draws only the part it is typed in.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from course.language import _
from exercises import view
from exercises.chain import Origin, accepted
from exercises.coaching import Advice, worst_first
from exercises.exercise import Desk, Exercise
from exercises.forces.coach import coach
from exercises.forces.figure import boxes, describe, radar, table
from exercises.forces.lines import (
    backing,
    force_head,
    offered_line,
    response_line,
    row_line,
    standpoint,
    totals,
    weights_line,
)
from exercises.forces.sheet import (
    ARROWS,
    FORCES,
    Driver,
    Force,
    ForceId,
    ForcesSheet,
    add_row,
    change_force,
    change_row,
    entries,
    from_example,
    lines,
    move_row,
    normalised,
    pressures,
    remove_row,
    strongest,
    taken,
    weight_sum,
)
from exercises.marks import coach_card, hint, typed
from exercises.pest.sheet import Factor, PestSheet

SHEET, HEAD, ROW, RESPONSES = "forces-sheet", "forces-head", "forces-row", "forces-responses"
"""Keys of the four fragments."""

TEXTS = {"name", "note", "evidence"}
"""Fields that only the open row shows in full; sums and figures do not depend on them."""

BESIDE = {"FF1", "FF6", "FF8"}
"""Rules that speak beside the part of the form they are about, not on top."""


def show(desk: Desk) -> None:
    """The sheet on this desk, to be filled in or, with `read_only`, to be read."""
    if desk.read_only:
        _read(desk)
    else:
        _sheet(desk)


def _read(desk: Desk) -> None:
    sheet: ForcesSheet = desk.sheet
    fields = desk.words.fields
    for name in ("boundary", "buyer"):
        said = getattr(sheet, name) or _("（空）")
        st.html(f'<p><span class="soft">{fields[name].label}：</span>{typed(said)}</p>')
    for force in FORCES:
        st.html(force_head(desk.words, sheet, force))
        for row in sheet.of(force):
            with st.container(key=f"pair-{desk.key}-{row.id}"):
                left, right = st.columns([7, 4], gap="medium")
            left.html(row_line(desk.words, row) + backing(desk.words, row))
            note = desk.row_notes.get(row.id, row.note)
            if note:
                right.html(f'<p class="small row-note">{typed(note)}</p>')
    _results(desk)
    shown = _with_response(sheet)
    if shown:
        st.header(fields["response"].label, anchor=False)
        st.html("".join(response_line(desk.words, sheet, force) for force in shown))


def _advice(desk: Desk) -> list[Advice]:
    return worst_first(coach(desk.sheet, desk.words, desk.today, desk.position))


@st.fragment(key=SHEET)
def _sheet(desk: Desk) -> None:
    sheet: ForcesSheet = desk.sheet
    advice = _advice(desk)
    whole = [told for told in advice if told.row is None and told.rule not in BESIDE]
    _head(desk)
    # Containers for what comes and goes: were they left out, the open field would lose its focus.
    with st.container():
        view.show_undo(desk, SHEET)
    with st.container():
        if not sheet.rows:
            _nothing_yet(desk)
        view.show_advice(desk, [told for told in whole if told.level != "good"], "whole")
    with st.container():
        _offered(desk)
    for force in FORCES:
        with st.container(gap="xsmall"):
            _force(desk, force, [told for told in advice if told.row == force])
            with st.container(gap=None):
                for row in sheet.of(force):
                    _row(desk, row, [told for told in advice if told.row == row.id])
            st.button(
                _("加一个驱动"),
                key=f"{desk.key}-add-{force}",
                icon=":material/add:",
                type="tertiary",
                on_click=partial(_add, desk, force),
            )
    with st.container():
        if pressures(sheet):
            _weights(desk, [told for told in advice if told.rule == "FF8"])
            _results(desk)
            _responses(desk)
    with st.container():
        view.show_advice(desk, [told for told in whole if told.level == "good"], "good")


@st.fragment(key=HEAD)
def _head(desk: Desk) -> None:
    """What the industry is and who buys, before anything else."""
    sheet: ForcesSheet = desk.sheet
    with st.container(key=f"pair-{desk.key}-head"):
        left, right = st.columns([7, 4], gap="medium")
    keep = partial(_keep_head, desk)
    with left:
        view.text(desk, "sheet", "boundary", sheet.boundary, keep, help_below=True)
        view.text(desk, "sheet", "buyer", sheet.buyer, keep, help_below=True)
        st.html(standpoint(desk.words, desk.position.side, desk.position.owner))
    with right:
        view.show_advice(desk, [told for told in _advice(desk) if told.rule == "FF1"], "head")


def _keep_head(desk: Desk, name: str, value: str) -> None:
    part = HEAD if desk.open.undo is None else SHEET
    desk.save(desk.sheet.model_copy(update={name: value}))
    desk.redraw(part)


def _nothing_yet(desk: Desk) -> None:
    text = desk.words.texts["empty" if desk.subject == "case" else "blank"]
    with st.container(key=f"empty-{desk.key}"):
        st.html(f"<p>{typed(text)}</p>")


def _offered(desk: Desk) -> None:
    """Rows that PEST set aside for this sheet and that no driver was taken from yet."""
    known = taken(desk.sheet, "pest")
    waiting = [row for row in _set_aside(desk) if row.id not in known]
    if not waiting:
        return
    texts = desk.words.texts
    with st.container(gap=None):
        st.html(f'<h3 class="part">{texts["offered"]}</h3>')
        st.html(f'<p class="soft small">{typed(texts["offered_hint"])}</p>')
        for row in waiting:
            line = offered_line(row.id, row.factor, row.implication)
            take = partial(_take_over, desk, row)
            desk.tap(f"{desk.key}-offered-{row.id}", line, _("接过来"), on_click=take)


def _set_aside(desk: Desk) -> tuple[Factor, ...]:
    pest = desk.others.get("pest")
    if not isinstance(pest, PestSheet):
        return ()
    return tuple(kept.row for kept in pest.aside if kept.to == "five-forces")


def _take_over(desk: Desk, row: Factor) -> None:
    if row.id in taken(desk.sheet, "pest"):
        desk.redraw(SHEET)
    origin = Origin(tool="pest", row=row.id, text=row.factor)
    sheet, row_id = add_row(
        desk.sheet,
        "rivalry",
        origin,
        name=row.factor,
        evidence=row.evidence,
        confidence=row.confidence,
        note=row.note,
    )
    desk.save(sheet)
    _open(desk, row_id)


def _force(desk: Desk, force: ForceId, advice: Sequence[Advice]) -> None:
    told = [one for one in advice if one.rule not in BESIDE]
    head = force_head(desk.words, desk.sheet, force)
    with st.container():
        if not (told and desk.sheet.of(force)):
            st.html(head)
            return
        left, right = st.columns([7, 4], gap="medium", vertical_alignment="bottom")
        left.html(head)
        right.html(coach_card(told[0], brief=True))


def _row(desk: Desk, row: Driver, advice: list[Advice]) -> None:
    if row.id == desk.open.row:
        _edit(desk, row.id)
        return
    with st.container(key=f"pair-{desk.key}-{row.id}"):
        left, right = st.columns([7, 4], gap="medium")
    with left:
        opening = partial(_open, desk, row.id)
        desk.tap(f"{desk.key}-{row.id}", row_line(desk.words, row), _("编辑"), on_click=opening)
    if advice:
        right.html(coach_card(advice[0], brief=True))


def _open(desk: Desk, row_id: str | None) -> None:
    desk.open.turn_to(row_id)
    desk.redraw(SHEET)


def _add(desk: Desk, force: ForceId) -> None:
    sheet, row_id = add_row(desk.sheet, force)
    desk.save(sheet)
    _open(desk, row_id)


@st.fragment(key=ROW)
def _edit(desk: Desk, row_id: str) -> None:
    """The open driver: its fields on the left, what the coach says of it on the right."""
    row = desk.sheet.row(row_id)
    with st.container(key=f"pair-{desk.key}-{row_id}"):
        left, right = st.columns([7, 4], gap="medium")
    with left, st.container(key=f"open-{desk.key}-{row_id}", gap="small"):
        _fields(desk, row)
        _buttons(desk, row)
    with right:
        view.show_advice(desk, [told for told in _advice(desk) if told.row == row_id], "row")
        question = _question(desk, row)
        if question:
            think = _("想一想")
            st.html(f'<p class="small row-note"><b>{think}</b> {typed(question)}</p>')
        if row.origin:
            view.show_origins(desk, row_id, (row.origin,), partial(_accept, desk, row_id))
        view.show_used(desk, row_id)


def _accept(desk: Desk, row_id: str) -> None:
    """Note what the row in PEST says now, or that it is gone there."""
    _require(desk, row_id)
    known = accepted((desk.sheet.row(row_id).origin,), desk.upstream)
    desk.save(change_row(desk.sheet, row_id, origin=known[0] if known else None))
    desk.redraw(SHEET)


def _question(desk: Desk, row: Driver) -> str | None:
    """What the author asks about a row of the half-filled example, while it still is that row."""
    example = desk.words.examples.get("half")
    if example is None or f"{desk.subject}-{desk.position.side}" != example.subject:
        return None
    given = {one["id"]: one.get("name") for one in example.sheet.get("rows", ())}
    return example.notes.get(row.id) if given.get(row.id) == row.name else None


def _fields(desk: Desk, row: Driver) -> None:
    keep = partial(_keep, desk, row.id)
    view.text(desk, row.id, "name", row.name, keep, help_below=True)
    offered = desk.words.choices[f"drivers_{row.force}"]
    # In a container that stays: the list goes with the first letter of a name of one's own.
    with st.container():
        if not row.name:
            _offer_names(desk, row, offered)
    known = next((key for key, label in offered.items() if label == row.name), None)
    at_five = desk.words.choices[f"high_{row.force}"].get(known or "")
    help_text = _("打 5 分是：{what}。").format(what=at_five) if at_five else None
    view.scale(desk, row.id, "score", row.score, keep, help_text)
    view.evidence(desk, row.id, row.evidence, keep)
    view.scale(desk, row.id, "confidence", row.confidence, keep)
    view.text(desk, row.id, "note", row.note, keep)


def _offer_names(desk: Desk, row: Driver, offered: dict[str, str]) -> None:
    used = {other.name for other in desk.sheet.of(row.force)}
    free = [label for label in offered.values() if label not in used]
    key = desk.widget(row.id, "offered")
    if free:
        st.pills(
            desk.words.fields["offered"].label,
            free,
            key=key,
            on_change=_name,
            args=(desk, row.id, key),
        )


def _name(desk: Desk, row_id: str, key: str) -> None:
    """An offered name: written into the field, which has to forget what it shows."""
    _require(desk, row_id)
    desk.save(change_row(desk.sheet, row_id, name=st.session_state[key] or ""))
    _open(desk, row_id)


def _buttons(desk: Desk, row: Driver) -> None:
    def between() -> None:
        with st.popover(_("换一格"), type="tertiary", key=desk.widget(row.id, "other-force")):
            _choose_force(desk, row)

    view.row_buttons(
        desk,
        row.id,
        [other.id for other in desk.sheet.ordered],
        partial(_open, desk),
        partial(_delete, desk, row.id),
        between,
    )


def _choose_force(desk: Desk, row: Driver) -> None:
    words = desk.words.fields["force"]
    key = desk.widget(row.id, "force")
    with st.container(gap="xxsmall"):
        st.radio(
            words.label,
            FORCES,
            index=FORCES.index(row.force),
            format_func=lambda force: desk.words.fields[force].label,
            key=key,
            on_change=_move,
            args=(desk, row.id, key),
        )
        st.html(hint(words.hint or ""))


def _keep(desk: Desk, row_id: str, name: str, value: Any) -> None:
    """One field of a driver."""
    _require(desk, row_id)
    gone_piece = name == "evidence" and len(value) < len(desk.sheet.row(row_id).evidence)
    part = ROW if name in TEXTS and desk.open.undo is None else SHEET
    desk.save(change_row(desk.sheet, row_id, **{name: value}))
    if gone_piece:
        desk.open.turn_to(row_id)
    desk.redraw(part)


def _require(desk: Desk, row_id: str) -> None:
    """A button pressed twice, or a text left late, may speak of a row that is gone: only redraw."""
    if all(row.id != row_id for row in desk.sheet.rows):
        desk.redraw(SHEET)


def _move(desk: Desk, row_id: str, key: str) -> None:
    _require(desk, row_id)
    sheet, moved = move_row(desk.sheet, row_id, st.session_state[key])
    desk.save(sheet, undo=_("{row} 换了一格，现在是 {moved}。").format(row=row_id, moved=moved))
    _open(desk, moved)


def _delete(desk: Desk, row_id: str) -> None:
    _require(desk, row_id)
    row = desk.sheet.row(row_id)
    said = _("已删除 {row}“{name}”。").format(row=row_id, name=row.name or _("（空行）"))
    desk.save(remove_row(desk.sheet, row_id), undo=said)
    _open(desk, None)


def _weights(desk: Desk, advice: list[Advice]) -> None:
    """How much each force counts and where it goes, for all five beside each other."""
    texts, fields = desk.words.texts, desk.words.fields
    st.header(_("权重与走向"), anchor=False)
    with st.container(key=f"pair-{desk.key}-weights"):
        left, right = st.columns([7, 4], gap="medium")
    with left:
        st.html(hint(texts["weights_hint"]))
        for force in desk.sheet.forces:
            with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
                _weight(desk, force, fields[force.id].label)
                _trend(desk, force, fields[force.id].label)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(weights_line(desk.words, desk.sheet), width="content")
            if normalised(desk.sheet) != desk.sheet:
                st.button(
                    _("归一化"),
                    key=f"{desk.key}-normalise",
                    icon=":material/percent:",
                    on_click=partial(_normalise, desk),
                )
    with right:
        view.show_advice(desk, [told for told in advice if told.level != "good"], "trend")


def _weight(desk: Desk, force: Force, name: str) -> None:
    key = desk.widget(force.id, "weight")
    # Only a number field that began empty can be emptied again.
    st.session_state.setdefault(key, force.weight)
    st.number_input(
        _("{force}的权重").format(force=name),
        min_value=0.0,
        max_value=1.0,
        value=None,
        step=0.05,
        format="%g",
        placeholder="0.2",
        key=key,
        width=190,
        on_change=_keep_force,
        args=(desk, force.id, "weight", key),
    )


def _trend(desk: Desk, force: Force, name: str) -> None:
    key = desk.widget(force.id, "trend")
    labels = desk.words.choices["trend"]
    st.segmented_control(
        _("{force}未来两年").format(force=name),
        list(ARROWS),
        default=force.trend,
        format_func=lambda trend: f"{ARROWS[trend]} {labels[trend]}",
        key=key,
        on_change=_keep_force,
        args=(desk, force.id, "trend", key),
    )


def _keep_force(desk: Desk, force: ForceId, name: str, key: str) -> None:
    desk.save(change_force(desk.sheet, force, **{name: st.session_state[key]}))
    desk.redraw(SHEET)


def _normalise(desk: Desk) -> None:
    said = _("权重已按比例折算，原来合计 {sum}。").format(sum=f"{weight_sum(desk.sheet) or 0:g}")
    desk.save(normalised(desk.sheet), undo=said)
    desk.open.turn_to(desk.open.row)
    desk.redraw(SHEET)


def _with_response(sheet: ForcesSheet) -> list[ForceId]:
    """The two strongest, and every other force of which something was said."""
    top = strongest(sheet)
    said = [f.id for f in sheet.forces if (f.response or f.owner) and f.id not in top]
    return [*top, *said]


@st.fragment(key=RESPONSES)
def _responses(desk: Desk) -> None:
    """What to do about the two strongest, beside what the coach says of it."""
    sheet: ForcesSheet = desk.sheet
    st.header(_("最强两种的应对"), anchor=False)
    if not strongest(sheet):
        st.html(hint(desk.words.texts["strongest_open"]))
    advice = [told for told in _advice(desk) if told.rule == "FF6"]
    for force in _with_response(sheet):
        with st.container(key=f"pair-{desk.key}-{force}"):
            left, right = st.columns([7, 4], gap="medium")
        with left:
            st.html(f'<p class="label">{desk.words.fields[force].label}</p>')
            keep = partial(_keep_response, desk, force)
            view.text(desk, force, "response", sheet.force(force).response, keep)
            view.text(desk, force, "owner", sheet.force(force).owner, keep)
        with right:
            mine = [told for told in advice if told.row == force]
            view.show_advice(desk, mine, f"response-{force}")
    with st.container():
        good = [told for told in advice if told.level == "good"]
        view.show_advice(desk, good, "response-good")


def _keep_response(desk: Desk, force: ForceId, name: str, value: str) -> None:
    part = RESPONSES if desk.open.undo is None else SHEET
    desk.save(change_force(desk.sheet, force, **{name: value}))
    desk.redraw(part)


def _results(desk: Desk) -> None:
    sheet: ForcesSheet = desk.sheet
    if not pressures(sheet):
        return
    st.header(_("合起来看"), anchor=False)
    st.html(totals(desk.words, sheet))
    under = _("五个方框：颜色越深，压力越大。同样的数字在「表」里。")
    pictures = [
        view.Picture(_("图：五角"), _drawn(radar, sheet, desk.dark), describe(sheet)),
        view.Picture(_("图：五个方框"), _drawn(boxes, sheet, desk.dark), under),
    ]
    view.show_pictures(desk, pictures, table(sheet, desk.words))


def _drawn(
    draw: Callable[[ForcesSheet, bool], go.Figure], sheet: ForcesSheet, dark: bool
) -> go.Figure:
    """A figure, built once for the same scores: building takes longer than all else on the page."""
    rows = tuple(Driver(id=row.id, score=row.score) for row in sheet.rows)
    forces = tuple(Force(id=f.id, weight=f.weight, trend=f.trend) for f in sheet.forces)
    return _drawn_once(draw, rows, forces, dark)


@lru_cache(maxsize=64)
def _drawn_once(
    draw: Callable[[ForcesSheet, bool], go.Figure],
    rows: tuple[Driver, ...],
    forces: tuple[Force, ...],
    dark: bool,
) -> go.Figure:
    return draw(ForcesSheet(rows=rows, forces=forces), dark)


EXERCISE = Exercise(
    sheet=ForcesSheet,
    show=show,
    coach=coach,
    figures=(radar, boxes),
    table=table,
    from_example=from_example,
    entries=entries,
    lines=lines,
    reads=("pest",),
)
