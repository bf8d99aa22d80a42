"""The grid as a figure and as HTML, and its table: the same items and numbers everywhere."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.content.case import load_case
from course.settings import ROOT
from exercises.plot import sign_colours
from exercises.swot.figure import cards, depth, table, wrapped
from exercises.swot.lines import grid, quad_head, row_line, summary
from exercises.swot.sheet import QUADS, SwotItem, SwotSheet, is_written, items_of, rank
from tests.exercises.swot.conftest import item, sheet, sheets, swot_words


def written(figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("big", [False, True])
def test_the_figure_has_a_card_for_every_item_of_the_case(full, dark: bool, big: bool) -> None:
    figure = cards(full, dark, big)

    assert len(figure.layout.shapes) == 12
    for row in full.rows:
        text = next(t for t in written(figure) if t.startswith(f"<b>{row.id}</b>"))
        assert str(rank(row)) in text


def test_a_deeper_colour_is_a_higher_rank_and_the_sides_have_their_own(full: SwotSheet) -> None:
    shapes = cards(full).layout.shapes
    plus, minus = (tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in sign_colours(False))
    fills = [tuple(float(n) for n in re.findall(r"[\d.]+", s.fillcolor)) for s in shapes]

    strengths, weaknesses = fills[:3], fills[3:6]
    assert {fill[:3] for fill in strengths} == {plus}
    assert {fill[:3] for fill in weaknesses} == {minus}
    assert strengths[0][3] == strengths[1][3] > strengths[2][3] > 0


def test_an_item_without_a_rank_is_dashed_and_says_so() -> None:
    figure = cards(sheet(item("S1"), item("S2", importance=5, certainty=3)))

    assert [shape.line.dash for shape in figure.layout.shapes] == ["solid", "dash"]
    assert "—" in next(t for t in written(figure) if t.startswith("<b>S1</b>"))
    assert depth(item("S1")) == 0


def test_long_texts_are_cut_in_the_figure_and_whole_in_the_table() -> None:
    long = "这一条写得很长" * 12
    about = sheet(item("S1", text=long))

    assert long not in "".join(written(cards(about))).replace("<br>", "")
    assert long in table(about, swot_words())
    assert long in grid(swot_words(), about)


def test_numbers_and_words_stay_whole_and_no_line_begins_with_a_comma() -> None:
    assert wrapped("进不了 700 kW 的规格", 7, 2) == ["进不了 700 kW", "的规格"]
    assert wrapped("一二三四，五六", 4, 2) == ["一二三四，", "五六"]
    assert wrapped("一二三四五六七八", 3, 2) == ["一二三", "四五六…"]
    assert wrapped("滁州空压预算 4,800 万元", 8, 2) == ["滁州空压预算 ", "4,800 万元"]
    assert wrapped("", 12, 2) == [""]


@given(st.text(max_size=80), st.integers(4, 20), st.integers(1, 4))
def test_wrapping_loses_nothing_but_what_it_says_it_cut(text, width, at_most) -> None:
    lines = wrapped(text, width, at_most)

    assert 1 <= len(lines) <= at_most
    if not lines[-1].endswith("…"):
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_what_was_typed_is_harmless_everywhere() -> None:
    about = sheet(item("S1", text="<img src=x onerror=1>", against="<b>谁</b>", note="<i>"))
    words = swot_words()
    parts = (table(about, words), grid(words, about), row_line(about.row("S1")))
    for html in (*parts, summary(words, about), "".join(written(cards(about)))):
        assert "<img" not in html
        assert "<b>谁" not in html


def test_the_table_is_in_order_with_both_factors_of_the_rank(full: SwotSheet) -> None:
    html = table(full, swot_words())
    ids = re.findall(r'<th scope="row">(\w+)</th>', html)

    assert ids == [row.id for row in full.ordered]
    assert "5×2" in html


def test_the_worked_example_is_the_case(full: SwotSheet) -> None:
    case = load_case(ROOT / "content" / "zh" / "case").swot
    tools = {"pest": "pest", "forces": "five_forces"}

    assert full.subject == case.subject
    for told in case.items:
        row = full.row(told.id)
        assert row.text.replace("八个月后", "T+8 ").replace("三个月后", "T+3 ") == told.text
        assert row.against == (told.against or "")
        assert (row.importance, row.certainty) == (told.importance, told.certainty)
        mine = {f"{tools[o.tool]}.{o.row}" for o in row.origins}
        assert mine == {source for source in told.sources if not source.startswith("event.")}


@settings(max_examples=40)
@given(sheets())
def test_every_written_item_is_in_the_grid_and_in_the_table(about: SwotSheet) -> None:
    words = swot_words()
    written_items = [row for row in about.rows if is_written(row)]

    assert grid(words, about).count("<details") == len(written_items)
    assert table(about, words).count('<th scope="row">') == len(written_items)
    assert len(cards(about).layout.shapes) == len(written_items)
    for quad in QUADS:
        assert quad in quad_head(words, quad)
        assert all(isinstance(row, SwotItem) for row in items_of(about, quad))
