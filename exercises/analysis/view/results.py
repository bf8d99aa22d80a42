"""One analysis: its numbers with their formulas, its figure and table, and what can be set."""

from functools import partial
from typing import Any

import streamlit as st

from course.language import _
from exercises import view
from exercises.analysis.book import Focus
from exercises.analysis.cleaning import YUAN
from exercises.analysis.desktop import CASE, Desktop
from exercises.analysis.facts import seen_now
from exercises.analysis.figure import draw
from exercises.analysis.formulas import formulas
from exercises.analysis.lines import formula_lines, note_lines
from exercises.analysis.notes import notes, possible
from exercises.analysis.sheet import AnalysisId, AnalysisSheet, change, set_spend, set_wallet
from exercises.analysis.tables import table
from exercises.analysis.view.parts import SHEET
from exercises.exercise import Desk
from exercises.marks import hint, label, typed

CELLS = 12
"""So many products of a site can be given what the customer spends."""


def show_results(desk: Desk, top: Desktop, analysis: AnalysisId) -> None:
    """Everything there is to see before a conclusion is written."""
    results, book, focus, basis = top.results, top.book, top.focus, top.basis
    seen = seen_now(book, results, focus, analysis, top.key)
    told = notes(desk.words, analysis, results, book, focus, basis, seen)
    can = possible(analysis, book, focus)
    with st.container(gap="xsmall"):
        said = formula_lines(formulas(analysis, results, basis, focus)) if can else ""
        if said or told:
            st.html(said + note_lines(told))
        _settings(desk, top, analysis)
    if not can:
        return
    figure = draw(analysis, results, book, desk.dark)
    twin = table(analysis, results, book)
    if figure is None:
        st.html(twin)
        return
    alt = _("{name}：{question}数都在「表」里").format(
        name=desk.words.choices["analysis"][analysis],
        question=desk.words.choices["question"][analysis],
    )
    view.show_pictures(desk, [view.Picture(_("图"), figure, alt)], twin)


def _settings(desk: Desk, top: Desktop, analysis: AnalysisId) -> None:
    """What the numbers depend on and the rows do not say."""
    if analysis in ("behaviour", "agents"):
        return
    texts = desk.words.texts
    with st.expander(_("设定"), icon=":material/tune:"):
        st.html(hint(texts["settings_hint" if desk.subject == CASE else "settings_own"]))
        match analysis:
            case "development":
                _wallets(desk, top)
                _one_off(desk, top)
            case "value":
                _numbers(desk, top, ("hour_cost", "kept", "discount"))
                st.html(hint(texts["kept_hint"]))
            case "satisfaction":
                _numbers(desk, top, ("sla_hours",))
            case "one":
                _numbers(desk, top, ("hour_cost",))
                _spends(desk, top)
        st.html(f'<p class="soft small">{typed(texts["ours"])}</p>')


def _numbers(desk: Desk, top: Desktop, names: tuple[str, ...]) -> None:
    cost = top.basis.hour_cost
    values = {
        "hour_cost": None if cost is None else round(cost * YUAN, 2),
        "sla_hours": top.basis.sla_hours,
        "kept": top.basis.kept,
        "discount": top.basis.discount,
    }
    units = {"hour_cost": _("元"), "sla_hours": _("小时")}
    bounds = {"hour_cost": (0, 100_000), "sla_hours": (0.1, 10_000)}
    with st.container(horizontal=True, gap="small"):
        for name in names:
            least, most = bounds.get(name, (0, 1))
            view.number(
                desk,
                "set",
                name,
                values[name],
                partial(_keep, desk),
                unit=units.get(name, ""),
                least=least,
                most=most,
                width=210,
            )


def _keep(desk: Desk, name: str, value: Any) -> None:
    desk.save(change(desk.sheet, **{name: value}))
    desk.redraw(SHEET)


def _wallets(desk: Desk, top: Desktop) -> None:
    customer = top.focus.customer
    if not customer:
        return
    wallet = top.basis.wallet(customer)
    with st.container(horizontal=True, gap="small"):
        for name, value in (("wallet", wallet.now), ("wallet_before", wallet.before)):
            view.number(
                desk,
                f"wallet-{customer}",
                name,
                None if value is None else round(value, 2),
                partial(_keep_wallet, desk, customer),
                unit=_("万元"),
                least=0,
                most=1e9,
                width=210,
            )
    st.html(hint(desk.words.fields["wallet"].hint or ""))


def _keep_wallet(desk: Desk, customer: str, name: str, value: float | None) -> None:
    part = {"wallet": "now", "wallet_before": "before"}[name]
    desk.save(set_wallet(desk.sheet, customer, **{part: value}))
    desk.redraw(SHEET)


def _one_off(desk: Desk, top: Desktop) -> None:
    products = list(top.book.names("product", Focus()))
    if not products:
        return
    sheet: AnalysisSheet = desk.sheet
    key = f"{desk.key}-one-off"
    st.session_state[key] = [name for name in sheet.one_off if name in products]
    with st.container(gap="xxsmall"):
        st.pills(
            desk.words.fields["one_off"].label,
            products[:40],
            selection_mode="multi",
            format_func=label,
            key=key,
            on_change=lambda: _keep(desk, "one_off", tuple(st.session_state[key])),
        )
        st.html(hint(desk.words.texts["one_off_hint"]))


def _spends(desk: Desk, top: Desktop) -> None:
    """What the customer spends, product by product, at the site that is looked at."""
    found, focus = top.results.one, top.focus
    if not (focus.customer and found.sites and found.products):
        return
    key = f"{desk.key}-spend-site"
    st.selectbox(
        desk.words.fields["site"].label,
        found.sites,
        format_func=lambda site: site or _("没写"),
        key=key,
        placeholder=_("选一项"),
        filter_mode=None,
        width=230,
    )
    site = st.session_state.get(key) or found.sites[0]
    st.html(hint(desk.words.texts["spend_hint"]))
    with st.container(horizontal=True, gap="small"):
        for product in found.products[:CELLS]:
            _spend(desk, focus.customer, product, site, found.cell(product, site).spend)


def _spend(desk: Desk, customer: str, product: str, site: str, value: float | None) -> None:
    view.number(
        desk,
        f"spend-{customer}-{site}-{product}",
        "spend",
        value,
        lambda _name, amount: _keep_spend(desk, customer, product, site, amount),
        least=0,
        most=1e9,
        width=150,
        label=label(product or _("没写")),
    )


def _keep_spend(desk: Desk, customer: str, product: str, site: str, amount: float | None) -> None:
    desk.save(set_spend(desk.sheet, customer, product, site, amount))
    desk.redraw(SHEET)
