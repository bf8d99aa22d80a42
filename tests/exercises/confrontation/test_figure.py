"""The picture of the matrix, its table twin, and the printed matrix."""

import re

from hypothesis import given, settings

from exercises.confrontation.figure import describe, heat, table, twin
from exercises.confrontation.lines import (
    Marked,
    heat_map,
    quadrants,
    standing,
    topic_line,
    votes_line,
)
from exercises.confrontation.matrix import Matrix, matrix, topics
from exercises.confrontation.sheet import ConfrontationSheet, change_cell, name_members
from exercises.swot.sheet import SwotSheet
from tests.exercises.confrontation.conftest import case_swot, cm_words, filled, sheets, swots

WORDS = cm_words()


def test_the_picture_shows_every_sign_and_every_sum(full: ConfrontationSheet) -> None:
    figure = heat(full)
    said = [re.sub("<.*?>", "", note.text) for note in figure.layout.annotations]

    assert (said.count("++"), said.count("−−"), said.count("0")) == (5, 4, 12)
    assert {"+7", "+9", "−6", "−7"} <= set(said)
    assert len(said) == 36 + 6 + 6 + 1


def test_the_picture_says_in_words_what_it_shows(table: Matrix) -> None:
    said = describe(table)

    assert "SO +11，ST +8，WO −9，WT −7" in said
    assert "最有用的是 S2" in said


def test_the_twin_has_every_number(full: ConfrontationSheet) -> None:
    html = table(full, WORDS)

    assert html.count('<td class="num">−2</td>') == 5  # four cells and the sum of T1
    assert "列和" in html


def test_the_printed_matrix_says_the_signs_in_words_too(table: Matrix) -> None:
    html = heat_map(WORDS, table, Marked("T1", {"W2×T1"}))

    assert html.count('class="said">明显更能') == 5
    assert html.count("需复核") == 2  # in the cell and in the legend
    assert html.count("cur") >= 8
    assert 'class="qt"' in html


def test_what_was_typed_in_the_swot_never_becomes_markup(full: ConfrontationSheet) -> None:
    shown = matrix(full, case_swot(S1="<img src=x>"))

    for html in (heat_map(WORDS, shown), twin(shown, WORDS)):
        assert "<img" not in html
    strong = topics(shown)[0]
    bad = change_cell(full, strong.id, reason="<b>x</b>")
    assert "<b>x" not in topic_line(WORDS, matrix(bad, None), bad.cell(strong.id))


def test_what_stands_above_the_quadrants_names_the_extremes(table: Matrix) -> None:
    html = standing(WORDS, table)

    for said in ("S2（+9）", "W2（−7）", "T1（−2）", "+3"):
        assert said in html
    assert "0.61" in quadrants(WORDS, table)


def test_quadrants_without_a_score_have_no_number() -> None:
    assert quadrants(WORDS, matrix(filled({"S1": [1]}), case_swot())).count("归一化</span>") == 0
    assert quadrants(WORDS, matrix(filled({"S1": [1]}), case_swot())).count("—") == 6


def test_a_wide_spread_is_flagged_until_it_was_talked_about() -> None:
    sheet = name_members(filled({"S1": [1]}), ["周然", "樊军"])
    wide = change_cell(sheet, "S1×O1", votes={"M1": 3, "M2": -1})

    html = votes_line(WORDS, matrix(wide, None), wide.cell("S1×O1"))
    assert "2 人，平均 +1.0，标准差 2.0" in html
    assert "apart-said" in html
    talked = change_cell(wide, "S1×O1", discussed=True)
    assert "apart-said" not in votes_line(WORDS, matrix(talked, None), talked.cell("S1×O1"))


@settings(deadline=None, max_examples=40)
@given(sheets(), swots())
def test_every_matrix_can_be_drawn_and_printed(
    sheet: ConfrontationSheet, swot: SwotSheet | None
) -> None:
    shown = matrix(sheet, swot)

    heat(sheet)
    assert describe(shown)
    assert heat_map(WORDS, shown).count("<table") == 1
    assert twin(shown, WORDS)
    assert standing(WORDS, shown)
