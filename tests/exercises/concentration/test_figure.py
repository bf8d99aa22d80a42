import re
from html import unescape

import pytest
from hypothesis import given, settings

from exercises.concentration.figure import (
    amount,
    describe,
    describe_loss,
    pareto,
    percent,
    share_steps,
    shares,
    steps_of,
    table,
    waterfall,
)
from exercises.concentration.lines import (
    balance_line,
    break_even_line,
    head_line,
    hhi_range,
    loss_lines,
    order_lines,
    row_line,
    sentence_lines,
    totals,
)
from exercises.concentration.sheet import ConcentrationSheet, Customer, change, loss
from tests.exercises.concentration.conftest import customers, sheets, tool_words

WORDS = tool_words()
NASTY = '<img src=x onerror="alert(1)">&{name}'


def text_of(html: str) -> str:
    return unescape(re.sub("<[^>]+>", " ", html))


def test_the_curve_ends_at_46_per_cent(full: ConcentrationSheet) -> None:
    bars, line = pareto(full).data

    assert len(bars.y) == 10
    assert bars.y[0] == pytest.approx(14.33, abs=0.01)
    assert line.y[-1] == pytest.approx(46)
    assert line.text[-1] == "46.0%"
    assert describe(full) == "条形与累计线：最大的是恒屿新能源，占 14.3%；前 10 家合计占 46%"


def test_the_waterfall_goes_from_net_profit_to_what_is_left(full: ConcentrationSheet) -> None:
    (trace,) = waterfall(change(full, months=0)).data

    assert list(trace.text) == ["732", "−498.8", "172", "405.2"]
    assert list(trace.measure) == ["absolute", "relative", "relative", "total"]
    assert describe_loss(full).startswith("瀑布图，单位万元：公司净利 732，少毛利 −498.8")


def test_without_a_net_profit_the_waterfall_shows_the_loss_alone(full: ConcentrationSheet) -> None:
    about = change(full, net_profit=None, months=None)
    lost = loss(about)

    assert lost is not None
    assert [step.value for step in steps_of(about, lost)] == [
        pytest.approx(-498.8),
        pytest.approx(172),
        pytest.approx(-326.8),
    ]


def test_the_shares_before_and_after_the_order_stand_side_by_side(full: ConcentrationSheet) -> None:
    assert [percent(value) for _label, value in share_steps(full)] == ["14.3%", "38.8%", "15%"]
    assert list(shares(full).data[0].text) == ["14.3%", "38.8%", "15%"]


def test_the_table_has_every_number_of_the_figures(full: ConcentrationSheet) -> None:
    said = text_of(table(full, WORDS))

    for number in ("14.3%", "46%", "326.8", "19%", "44.6%", "38.8%", "15%", "−498.8", "319.2"):
        assert number in said


def test_the_calculation_is_told_step_by_step(full: ConcentrationSheet) -> None:
    said = text_of(loss_lines(WORDS, full))

    assert "贡献毛利 −326.8 万元，相当于净利的 44.6%" in said
    assert "−498.8 万元，相当于净利的 68.1%" in said
    assert "人要 6 个月才转得走，头一年是 −412.8 万元" in said
    assert "15.3 个百分点" in break_even_line(WORDS, full)
    assert "前 10 大占收入 46%" in text_of(totals(WORDS, full))
    assert "10 家只占客户数的 4.8%" in text_of(totals(WORDS, full))
    assert "由 14.3% 到 38.8%" in text_of(order_lines(WORDS, full))


def test_nothing_is_claimed_without_its_numbers() -> None:
    bare = ConcentrationSheet(rows=(Customer(id="K1", name="恒屿", revenue=10),))

    assert WORDS.texts["no_share"] in totals(WORDS, bare)
    assert WORDS.texts["no_loss"] in loss_lines(WORDS, bare)
    assert WORDS.texts["no_order"] in order_lines(WORDS, bare)
    assert break_even_line(WORDS, bare) == ""
    assert waterfall(bare).data == ()
    assert shares(bare).data == ()
    assert describe_loss(bare) == "还算不出流失的后果"
    losing_money = ConcentrationSheet(company_revenue=100, net_profit=-1, rows=customers(50))
    assert WORDS.texts["no_profit"] in loss_lines(WORDS, losing_money)


def test_the_index_is_a_range_where_customers_are_unknown() -> None:
    assert hhi_range((349.6, 438.9)) == "350–439"
    assert hhi_range((1000.0, 1000.2)) == "1,000"


def test_amounts_and_shares_have_one_decimal_at_most() -> None:
    assert (amount(1720), amount(-326.84), amount(-0.01), amount(None)) == (
        "1,720",
        "−326.8",
        "0",
        "—",
    )
    assert (percent(0.46), percent(0.14333), percent(None)) == ("46%", "14.3%", "—")


def test_what_was_typed_is_shown_and_never_run() -> None:
    about = ConcentrationSheet(
        period=NASTY,
        company_revenue=100,
        net_profit=10,
        rows=(Customer(id="K1", name=NASTY, revenue=50, gross=9, service=4),),
        order=1,
        leanings={"wallet": "risk"},
        verdict=NASTY,
        sentences={"weight": NASTY},
    )
    pages = (
        table(about, WORDS),
        row_line(WORDS, about, about.rows[0], 1),
        totals(WORDS, about),
        loss_lines(WORDS, about),
        order_lines(WORDS, about),
        balance_line(WORDS, about),
        sentence_lines(WORDS, about),
        head_line(WORDS, about),
        *pareto(about).layout.xaxis.ticktext,
    )
    assert all("<img" not in page for page in pages)


def test_for_projection_nothing_is_smaller_than_28_pixels(full: ConcentrationSheet) -> None:
    for figure in (pareto(full, big=True), waterfall(full, big=True), shares(full, big=True)):
        ticks = figure.layout.xaxis.tickfont.size or figure.layout.template.layout.font.size
        assert min(ticks, figure.layout.template.layout.font.size) >= 28
        assert figure.layout.height == 540


@settings(max_examples=40)
@given(sheets())
def test_any_sheet_can_be_drawn_in_both_themes(about: ConcentrationSheet) -> None:
    for draw in (pareto, waterfall, shares):
        for dark in (False, True):
            draw(about, dark=dark)
    assert table(about, WORDS)
    assert describe(about)
    for say in (totals, loss_lines, order_lines, balance_line, sentence_lines, head_line):
        assert isinstance(say(WORDS, about), str)
