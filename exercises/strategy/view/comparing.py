"""The comparison: which facts, how much they weigh, and what each candidate can do with them."""

from functools import partial
from typing import Any

import streamlit as st

from course.language import _
from exercises import view
from exercises.chain import Origin, accepted, reviews
from exercises.confrontation.sheet import ConfrontationSheet
from exercises.exercise import Desk
from exercises.marks import hint, typed
from exercises.marks import label as as_label
from exercises.plot import short
from exercises.strategy.compare import completion
from exercises.strategy.lines import (
    comparison,
    factor_sides,
    name_of,
    progress,
    weights_lines,
)
from exercises.strategy.sheet import (
    StrategySheet,
    attract,
    change_factor,
    choose_factors,
    normalise_factors,
    order_of,
)
from exercises.strategy.view.opening import ROW, SHEET


def facts_at_hand(desk: Desk) -> dict[str, Origin]:
    """What can be compared by: the SWOT, else the facts that the matrix and this sheet keep."""
    found = {fact: one.origin for fact, one in desk.sheet.factors.items()}
    matrix, lines = desk.others.get("confrontation"), desk.upstream.get("swot", {})
    if not lines and isinstance(matrix, ConfrontationSheet):
        found |= {one.row: one for cell in matrix.rows for one in cell.origins}
    found |= {r: Origin(tool="swot", row=r, text=one.text[:200]) for r, one in lines.items()}
    return {fact: found[fact] for fact in sorted(found, key=order_of)}


def show_comparison(desk: Desk) -> None:
    """Factors to choose, the table, and one factor open."""
    sheet, words = desk.sheet, desk.words
    st.header(_("比一比"), anchor=False)
    st.html(hint(words.texts["compare_hint"]))
    _choose(desk)
    if not sheet.factors:
        st.html(hint(words.texts["no_factors"]))
        return
    if len(sheet.written) < 2:
        st.html(hint(words.texts["few_candidates"]))
    stale = {f for f, one in sheet.factors.items() if reviews((one.origin,), desk.upstream)}
    st.html(comparison(words, sheet, stale))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(progress(words, sheet) + weights_lines(words, factor_sides(sheet)), width="content")
        if normalise_factors(sheet) != sheet:
            st.button(
                _("归一化"),
                key=f"{desk.key}-normalise",
                icon=":material/percent:",
                on_click=partial(_normalise, desk),
            )
    _choose_factor(desk)
    with st.container():
        if desk.open.row is not None and desk.open.row in sheet.factors:
            _edit(desk, desk.open.row)


def _choose(desk: Desk) -> None:
    facts = facts_at_hand(desk)
    if not facts:
        return
    key = desk.widget("factors", "chosen")
    st.pills(
        desk.words.fields["factors"].label,
        list(facts),
        selection_mode="multi",
        default=[fact for fact in facts if fact in desk.sheet.factors],
        format_func=lambda fact: as_label(f"{fact} {short(facts[fact].text, 10)}"),
        key=key,
        wrap=True,
        on_change=_keep_chosen,
        args=(desk, key),
    )


def _keep_chosen(desk: Desk, key: str) -> None:
    facts, chosen = facts_at_hand(desk), st.session_state[key] or []
    given = {f: one for f, one in desk.sheet.factors.items() if f not in chosen and one.scores}
    sheet = choose_factors(desk.sheet, {f: facts[f] for f in chosen if f in facts})
    said = _("{facts} 不再拿来比，打过的分一起拿掉了。").format(facts="、".join(given))
    desk.save(sheet, undo=said if given else None)
    desk.redraw(SHEET)


def _choose_factor(desk: Desk) -> None:
    sheet: StrategySheet = desk.sheet
    facts, half = list(sheet.factors), completion(sheet).half
    done = [f for f in facts if f not in half and sheet.factors[f].scores]
    key = f"{desk.key}-factor"
    st.session_state[key] = desk.open.row if desk.open.row in facts else None
    st.segmented_control(
        _("给哪个因素打分"),
        facts,
        format_func=lambda fact: f"{fact} ✓" if fact in done else fact,
        key=key,
        wrap=True,
        on_change=_open_factor,
        args=(desk, key),
    )


def _open_factor(desk: Desk, key: str) -> None:
    view.turn_to(desk, SHEET, st.session_state[key])


@st.fragment(key=ROW)
def _edit(desk: Desk, fact: str) -> None:
    """The open factor: its weight, and 1 to 4 for every candidate."""
    sheet, words = desk.sheet, desk.words
    factor = sheet.factors[fact]
    keep = partial(_keep, desk, fact)
    with st.container(key=f"open-{desk.key}-{fact}", gap="small"):
        st.html(f'<p class="fact"><b>{fact}</b> {typed(factor.origin.text)}</p>')
        view.show_origins(desk, fact, (factor.origin,), partial(_accept, desk, fact))
        view.number(desk, fact, "weight", factor.weight, keep, least=0, most=1, width=170)
        anchors = words.anchors["scores"]
        st.html(hint("　".join(f"{point} {said}" for point, said in anchors.items())))
        for row in sheet.written:
            with st.container(
                key=f"cell-{desk.key}-{row.id}", horizontal=True, vertical_alignment="center"
            ):
                st.html(f'<p class="fact">{typed(name_of(row))}</p>')
                key = desk.widget(fact, f"score-{row.id}")
                st.segmented_control(
                    _("{fact} 对 {letter} 的分").format(fact=fact, letter=row.letter),
                    list(anchors),
                    default=factor.scores.get(row.id),
                    key=key,
                    label_visibility="collapsed",
                    on_change=_attract,
                    args=(desk, fact, row.id, key),
                )
        _buttons(desk, fact)


def _buttons(desk: Desk, fact: str) -> None:
    facts = list(desk.sheet.factors)
    later = facts[facts.index(fact) + 1 :]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            _("下一个因素") if later else _("打完了"),
            key=desk.widget(fact, "next"),
            shortcut="Ctrl+Enter",
            on_click=partial(view.turn_to, desk, SHEET, later[0] if later else None),
        )
        desk.say_saved()


def _keep(desk: Desk, fact: str, name: str, value: Any) -> None:
    if fact in desk.sheet.factors:
        desk.save(change_factor(desk.sheet, fact, **{name: value}))
    desk.redraw(SHEET)


def _attract(desk: Desk, fact: str, row_id: str, key: str) -> None:
    if fact in desk.sheet.factors:
        desk.save(attract(desk.sheet, fact, row_id, st.session_state[key]))
    desk.redraw(SHEET)


def _accept(desk: Desk, fact: str) -> None:
    now = accepted((desk.sheet.factors[fact].origin,), desk.upstream)
    if now:
        desk.save(change_factor(desk.sheet, fact, origin=now[0]))
    view.turn_to(desk, SHEET, fact)


def _normalise(desk: Desk) -> None:
    said = _("权重已按比例折算，外部、内部各合计 1。")
    view.keep_and_turn(desk, SHEET, normalise_factors(desk.sheet), desk.open.row, said)
