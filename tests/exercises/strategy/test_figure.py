"""The pictures of the strategies, their table twin, and what is printed."""

import re

from hypothesis import given, settings

from exercises.chain import Origin
from exercises.marks import sign
from exercises.strategy.figure import describe, describe_flows, flows, stacks, table
from exercises.strategy.lines import (
    comparison,
    other_side,
    posture_line,
    reading,
    robust_lines,
    row_line,
    sequence_line,
    weights_lines,
)
from exercises.strategy.sheet import StrategySheet, change_factor, change_row, factor_weights
from tests.exercises.strategy.conftest import sheets, words_of

WORDS = words_of("strategy")


def test_the_bars_show_every_total_and_every_part(full: StrategySheet) -> None:
    figure = stacks(full)
    said = [re.sub("<.*?>", "", note.text) for note in figure.layout.annotations]

    assert [one for one in said if re.fullmatch(r"\d\.\d\d", one)] == [
        "5.80",
        "5.70",
        "4.30",
        "3.10",
    ]
    assert len(figure.data) == 6
    assert describe(full).endswith("；A、C 按同分看")


def test_the_flows_lead_from_cells_to_candidates(full: StrategySheet) -> None:
    (sankey,) = flows(full).data

    assert len(sankey.link.source) == 9
    assert sankey.node.label[0] == "S2×O1 ++"
    assert "C 90 天信任修复：W2×T1、W2×O3" in describe_flows(full)


def test_rows_of_two_other_tables_with_one_id_are_two_sources(full: StrategySheet) -> None:
    pest, unit = (Origin(tool=tool, row="T1", value="+2") for tool in ("pest", "ge"))
    sheet = change_row(full, "X1", origins=(pest, unit))
    (sankey,) = flows(sheet, names=((pest, "PEST·T1"), (unit, "九宫格·锂电"))).data

    assert sankey.node.label[:2] == ("PEST·T1 +2", "九宫格·锂电 +2")


def test_the_table_has_the_products_of_the_lesson(full: StrategySheet) -> None:
    html = table(full, WORDS)

    for shown in ("→1.60", "→0.70", "<b>5.80</b>", "<b>5.70</b>", "<b>4.30</b>", "W2×T1 −−"):
        assert shown in html


def test_what_is_read_out_of_it(full: StrategySheet) -> None:
    said = reading(WORDS, full)

    assert "A 能效总包、C 90 天信任修复差不到 5%" in said
    assert "B 型谱补齐 比最高的低 25.9%" in said
    assert "先后：C 90 天信任修复 → A 能效总包" in sequence_line(WORDS, full)
    assert "外部 2.70，内部 2.65，落在 V 格：维持" in posture_line(WORDS, full)


def test_who_stands_on_one_factor_is_told_so(full: StrategySheet) -> None:
    html = robust_lines(WORDS, full)

    assert "脆弱：拿掉 S2，就落后 18.0%" in html
    assert html.count("稳健：怎么变都追不上") == 2
    assert sign("tick") not in html, "staying behind is nothing to praise"


def test_weights_that_do_not_add_up_are_told(full: StrategySheet) -> None:
    def told(sheet: StrategySheet) -> str:
        return weights_lines(WORDS, {"outside": factor_weights(sheet, "outside")})

    assert "外部权重合计 1" in told(full)
    assert "外部权重合计 1.1，不是 1" in told(change_factor(full, "O1", weight=0.5))
    assert "外部有 1 个因素还没有权重" in told(change_factor(full, "O1", weight=None))


def test_the_other_side_is_shown_where_it_has_main_strategies(full: StrategySheet) -> None:
    assert "能效总包" in other_side(WORDS, full)
    assert "另一边还没有主战略" in other_side(WORDS, StrategySheet())
    assert "另一边还没有主战略" in other_side(WORDS, None)


def test_what_was_typed_never_becomes_markup(full: StrategySheet) -> None:
    nasty = change_row(full, "X1", name="<img src=x>", with_what="<b>x")

    for html in (
        row_line(WORDS, nasty, nasty.row("X1")),
        table(nasty, WORDS),
        reading(WORDS, nasty),
        robust_lines(WORDS, nasty),
        sequence_line(WORDS, nasty),
        other_side(WORDS, nasty),
    ):
        assert "<img" not in html
        assert "<b>x" not in html
    assert all("<img" not in note.text for note in stacks(nasty).layout.annotations)


@settings(deadline=None, max_examples=40)
@given(sheets())
def test_every_sheet_can_be_drawn_and_printed(sheet: StrategySheet) -> None:
    stacks(sheet)
    flows(sheet)
    assert describe(sheet)
    assert describe_flows(sheet)
    assert comparison(WORDS, sheet)
    assert table(sheet, WORDS)
    reading(WORDS, sheet)
    robust_lines(WORDS, sheet)


def test_every_figure_of_the_comparison_can_name_its_column(full: StrategySheet) -> None:
    """A phone shows them under their factor, without the head of the table."""
    cells = re.findall(r"<td[^>]*>", comparison(WORDS, full))

    assert len(cells) == len(full.factors) * (1 + len(full.written)) + len(full.written)
    assert all("data-l=" in cell for cell in cells)
