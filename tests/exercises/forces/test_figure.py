import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.forces.figure import boxes, describe, radar, table
from exercises.forces.lines import (
    backing,
    offered_line,
    response_line,
    row_line,
    totals,
    weights_line,
)
from exercises.forces.sheet import FORCES, ForcesSheet
from tests.exercises.forces.conftest import forces_words, row, scored, sheet, sheets, weighted

WORDS = forces_words()
NASTY = '<img src=x onerror="alert(1)">&{row}'


def test_the_radar_closes_over_five_axes_with_the_number_in_the_middle(full: ForcesSheet) -> None:
    figure = radar(full)
    (trace,) = figure.data

    assert [round(value, 1) for value in trace.r] == [2.4, 2.8, 4.2, 3.0, 3.8, 2.4]
    assert trace.fill == "toself"
    assert "3.44" in figure.layout.annotations[0].text
    assert "买方<br>4.2 ↑" in figure.layout.polar.angularaxis.ticktext


def test_a_force_without_a_score_is_no_0_on_the_radar() -> None:
    about = scored(buyers=[4], rivalry=[3])
    (trace,) = radar(about).data

    assert list(trace.r) == [4, 3]
    assert trace.fill == "none"
    assert "供方<br>—" in radar(about).layout.polar.angularaxis.ticktext


def test_the_boxes_say_their_pressure_and_are_darker_where_it_is_higher(full: ForcesSheet) -> None:
    figure = boxes(full)
    said = "".join(note.text for note in figure.layout.annotations)
    depth = [float(shape.fillcolor.rsplit(",", 1)[1][:-1]) for shape in figure.layout.shapes]

    assert all(shown in said for shown in ("2.4", "2.8", "4.2", "3.0", "3.8", "↑", "→"))
    assert max(depth) == depth[3]  # buyers
    assert all(shape.line.dash == "solid" for shape in figure.layout.shapes)
    assert boxes(scored(buyers=[4])).layout.shapes[0].line.dash == "dash"


def test_for_projection_nothing_is_smaller_than_28_pixels(full: ForcesSheet) -> None:
    for figure in (radar(full, big=True), boxes(full, big=True)):
        sizes = [note.font.size for note in figure.layout.annotations if note.text]
        assert min([*sizes, figure.layout.template.layout.font.size]) >= 28
        assert figure.layout.height == 540


@pytest.mark.parametrize("draw", [radar, boxes])
@given(any_sheet=sheets(), dark=st.booleans(), big=st.booleans())
def test_any_sheet_can_be_drawn(draw, any_sheet: ForcesSheet, dark: bool, big: bool) -> None:
    assert draw(any_sheet, dark, big).to_json()


def test_the_table_holds_what_the_figures_show(full: ForcesSheet) -> None:
    html = table(full, WORDS)

    for shown in ("5,4,3,4,5", "4.2", "0.30", "1.26", "↑ 升", "→ 平", "3.44", "2.56"):
        assert shown in html
    assert re.findall(r'scope="row">([^<]+)</th><td', html) == [
        WORDS.fields[force].label for force in FORCES
    ]


def test_without_weights_the_table_weighs_evenly() -> None:
    html = table(scored(**{force: [3] for force in FORCES}), WORDS)

    assert html.count("0.20") == 5


def test_the_sentence_for_the_blind_names_the_forces_from_the_strongest(full: ForcesSheet) -> None:
    said = describe(full)

    assert said.index("买方 4.2") < said.index("同业竞争 3.8") < said.index("新进入者 2.4")
    assert "3.44" in said
    assert describe(ForcesSheet()) == "还没有打完分的力量"


def test_the_sums_name_the_two_strongest_and_what_to_watch(full: ForcesSheet) -> None:
    html = totals(WORDS, full)

    for shown in ("3.44", "2.56", "买方 4.2", "同业竞争 3.8", "替代品排在后面"):
        assert shown in html
    assert "23 个驱动都算进来了" in html


def test_the_sums_say_what_is_not_counted_yet() -> None:
    html = totals(WORDS, sheet(row("G1", score=2), row("G2")))

    assert "算进 1 种力量、1 个驱动" in html
    assert "共写了 2 个" in html
    assert "没有当成 0" in html


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ((None,) * 5, "同样看重"),
        ((0.2,) * 5, "合计 1"),
        ((0.3,) * 5, "合计 1.5"),
        ((0.5, 0.5, None, None, None), "3 种力量还没有权重"),
    ],
)
def test_the_line_under_the_weights_says_whether_they_add_up(weights, said: str) -> None:
    assert said in weights_line(WORDS, weighted(sheet(), *weights))


def test_what_was_typed_never_becomes_markup() -> None:
    evidence = ({"text": NASTY, "source": NASTY},)
    nasty = row("G1", name=NASTY, note=NASTY, evidence=evidence)
    about = sheet(nasty, suppliers={"response": NASTY, "owner": NASTY})

    for html in (
        row_line(WORDS, nasty),
        backing(WORDS, nasty),
        offered_line("T1", NASTY, NASTY),
        response_line(WORDS, about, "suppliers"),
    ):
        assert "<img" not in html
        assert "&lt;img" in html
    assert "{row}" in unescape(row_line(WORDS, nasty))


@given(sheets())
def test_the_sums_and_the_table_of_any_sheet_can_be_written(any_sheet: ForcesSheet) -> None:
    assert totals(WORDS, any_sheet)
    assert weights_line(WORDS, any_sheet)
    assert table(any_sheet, WORDS).count("<tr>") == 7
