"""What the figure of nine boxes shows, its words, its table twin, and its rows for the chain."""

from itertools import combinations
from math import dist

import pytest
from hypothesis import given, settings

from exercises.ge.boxes import placed
from exercises.ge.figure import WIDEST, across, matrix
from exercises.ge.lines import (
    chain_lines,
    place_line,
    reference_line,
    row_line,
    shift_lines,
    totals,
    unit_facts,
)
from exercises.ge.sheet import GeSheet, change_row, set_score
from exercises.ge.table import describe, table
from tests.exercises.forces.conftest import scored as scored_forces
from tests.exercises.ge.conftest import ge_words, sheets

WORDS = ge_words()


def circles(sheet: GeSheet):
    return matrix(sheet).data[0]


def test_the_name_of_a_box_makes_room_for_a_circle(full: GeSheet) -> None:
    names = [one for one in matrix(full).layout.annotations if one.text]
    corners = {(one.x, one.y) for one in names}

    assert len(corners) == len(names) == 9
    assert all(
        dist((x, y), corner) > 0.35
        for x, y in zip(circles(full).x, circles(full).y, strict=True)
        for corner in corners
    )


def test_strength_grows_to_the_right_and_attractiveness_upwards(full: GeSheet) -> None:
    drawn = dict(
        zip(
            [u.name for u in full.rows],
            zip(circles(full).x, circles(full).y, strict=True),
            strict=True,
        )
    )

    assert drawn["电子半导体"] == (1.60, 4.30)
    assert drawn["汽车零部件"] == (3.85, 2.65)
    layout = matrix(full).layout
    assert "左弱右强" in layout.xaxis.title.text
    assert list(layout.xaxis.ticktext) == [
        "1",
        "<b>弱</b>",
        "2.333",
        "<b>中</b>",
        "3.667",
        "<b>强</b>",
        "5",
    ]
    assert list(layout.xaxis.range) == sorted(layout.xaxis.range)


def test_the_area_of_a_circle_is_its_market(full: GeSheet) -> None:
    widths = dict(zip([u.id for u in full.rows], circles(full).marker.size, strict=True))

    assert widths["U1"] == WIDEST
    for one in full.rows:
        assert (widths[one.id] / WIDEST) ** 2 == pytest.approx(one.market / 13.0)


def test_no_two_circles_of_the_case_touch_on_a_phone(full: GeSheet) -> None:
    """Of 356 px its figure has, the numbers and the name of the axis take 72."""
    figure, points = matrix(full), circles(full)
    low, high = figure.layout.xaxis.range
    across_point = (356 - 72 - figure.layout.margin.r) / (high - low)
    up_point = 460 / (high - low)
    places = [(x * across_point, y * up_point) for x, y in zip(points.x, points.y, strict=True)]

    for one, other in combinations(zip(places, points.marker.size, strict=True), 2):
        assert dist(one[0], other[0]) > (one[1] + other[1]) / 2 + 4


def test_a_unit_without_a_market_is_an_empty_circle(full: GeSheet) -> None:
    about = change_row(full, "U2", market=None)

    assert across(about.rows)["U2"] < 20
    assert circles(about).marker.color[1].endswith("0.000)")
    assert circles(about).marker.color[0].endswith("0.350)")


def test_nine_boxes_lie_in_three_bands(full: GeSheet) -> None:
    boxes = [shape for shape in matrix(full).layout.shapes if shape.type == "rect"]
    names = [note.text for note in matrix(full).layout.annotations if note.text]

    assert len(boxes) == 9
    assert [names.count(band) for band in ("投资", "选择", "收获")] == [3, 3, 3]
    assert len({shape.fillcolor for shape in boxes}) == 3


def test_our_share_is_a_sector_and_the_expected_move_an_arrow(full: GeSheet) -> None:
    sectors = [shape for shape in matrix(full).layout.shapes if shape.type == "path"]
    arrows = [note for note in matrix(full).layout.annotations if not note.text]

    assert [(shape.xanchor, shape.yanchor) for shape in sectors] == [
        (x, y) for x, y in zip(circles(full).x, circles(full).y, strict=True)
    ]
    assert len(arrows) == 4  # one of the five stays where it is
    assert all((note.y > note.ay) == (note.ax == 1.60) for note in arrows)


def test_an_edge_is_told_by_a_sign_and_in_the_table(full: GeSheet) -> None:
    assert [("◇" in text) for text in circles(full).text] == [True, True, False, False, True]
    assert table(full, WORDS).count("（边界）") == 3


def test_the_table_has_every_number_of_the_figure(full: GeSheet) -> None:
    html = table(full, WORDS)

    for number in ("3.45", "3.60", "2.85", "4.30", "1.65", "13", "4.2", "4.4%", "0.4%"):
        assert f">{number}<" in html
    assert "高·弱" in html
    assert "吸引力 ↓　实力 →" in html


def test_a_dash_stands_where_nothing_is_scored() -> None:
    about = GeSheet(
        rows=(
            change_row(GeSheet.model_validate({"rows": [{"id": "U1"}]}), "U1", name="锂电").row(
                "U1"
            ),
        )
    )

    assert ">—<" in table(about, WORDS)
    assert describe(about) == "还没有放进格的单位"


def test_the_figure_is_told_in_words(full: GeSheet) -> None:
    assert "锂电 中·中，食品饮料 中·中，汽车零部件 中·强，电子半导体 高·弱" in describe(full)


def test_the_chain_gets_each_unit_with_box_and_action(full: GeSheet) -> None:
    found = {line.row: line for line in chain_lines(full, WORDS)}

    assert (found["U1"].text, found["U1"].value, found["U1"].name) == (
        "锂电：选择",
        "中·中",
        "锂电",
    )
    assert (found["U5"].text, found["U5"].value) == ("纺织：收获", "低·中")
    bare = change_row(full, "U1", action=None, scores={})
    assert (chain_lines(bare, WORDS)[0].text, chain_lines(bare, WORDS)[0].value) == ("锂电", "")


def test_the_lines_say_scores_box_and_what_one_point_does(full: GeSheet) -> None:
    lithium = full.row("U1")

    assert "3.45 / 3.60" in row_line(WORDS, full, lithium)
    assert "默认选择" in place_line(WORDS, full, lithium)
    assert "份额 3→4：竞争实力变成 3.85，换到中·强" in shift_lines(WORDS, full, lithium)
    assert "都不换格" in shift_lines(WORDS, full, full.row("U4"))
    assert "还有 1 项没打分" in place_line(WORDS, *_without(full, "A5"))
    assert "选择：锂电、食品饮料、电子半导体。收获：纺织。" in totals(WORDS, full)


def _without(sheet: GeSheet, factor: str):
    part = set_score(sheet, "U1", factor, None)
    return part, part.row("U1")


def test_the_five_forces_give_the_industry_to_compare_with() -> None:
    forces = scored_forces(
        entry=[3, 2, 2, 3, 2],
        suppliers=[3, 3, 2, 3, 3],
        buyers=[5, 4, 3, 4, 5],
        substitutes=[4, 2, 3],
        rivalry=[4, 4, 3, 4, 4],
    )

    assert "行业压力 3.24，吸引力 = 6 − 3.24 = 2.76" in reference_line(WORDS, forces)
    assert "先填完五要素表" in reference_line(WORDS, None)


@settings(max_examples=60)
@given(sheets())
def test_any_sheet_can_be_drawn_and_told(sheet: GeSheet) -> None:
    drawn = matrix(sheet, dark=True, big=True)

    assert len(drawn.data[0].x) == len(placed(sheet))
    assert table(sheet, WORDS).count("<tr>") == len(sheet.rows) + 1
    assert totals(WORDS, sheet)
    for one in sheet.rows:
        assert row_line(WORDS, sheet, one)
        assert place_line(WORDS, sheet, one)
        assert unit_facts(WORDS, sheet, one)
        shift_lines(WORDS, sheet, one)


def test_names_cannot_write_html(full: GeSheet) -> None:
    about = change_row(full, "U1", name="<b>x", plan="<i>y", reason="<i>z")

    for html in (
        table(about, WORDS),
        row_line(WORDS, about, about.row("U1")),
        unit_facts(WORDS, about, about.row("U1")),
        totals(WORDS, about),
        *circles(about).text,
    ):
        assert "<b>x" not in html
        assert "<i>" not in html
