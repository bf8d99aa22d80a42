import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.pest.figure import bars, bubbles, describe, table
from exercises.pest.lines import aside_line, backing, row_line, standpoint, totals
from exercises.pest.sheet import PestSheet, score
from exercises.plot import sign_colours
from tests.exercises.pest.conftest import pest_words, row, sheet, sheets

WORDS = pest_words()
NASTY = '<img src=x onerror="alert(1)">&{row}'


def test_the_bars_run_from_the_best_to_the_worst(full: PestSheet) -> None:
    (trace,) = bars(full).data

    assert list(trace.x) == [20, 16, 12, 6, -12, -15]
    assert [label[:2] for label in trace.y] == ["P1", "E1", "S1", "P2", "T1", "E2"]


def test_every_name_stands_whole_above_its_bar(full: PestSheet) -> None:
    names = [note.text for note in bars(full).layout.annotations]

    assert names[0] == "P1 基地所在省明年起把单位电耗列入电池厂的碳考核"
    assert names[-1] == "E2 锂电产能过剩，多家企业推迟新基地"


def test_a_name_too_long_for_a_phone_ends_at_its_first_comma() -> None:
    factor = "锂电产能过剩，" + "多家企业推迟新基地" * 3
    (note,) = bars(
        sheet(row("P1", factor=factor, direction="T", impact=2, likelihood=2))
    ).layout.annotations

    assert note.text == "P1 锂电产能过剩"


@given(sheets())
def test_every_number_has_room_beside_its_bar(any_sheet: PestSheet) -> None:
    figure = bars(any_sheet)
    low, high = figure.layout.xaxis.range

    for points in figure.data[0].x:
        beside = high - points if points > 0 else points - low
        assert beside >= 0.16 * (high - low)


def test_a_threat_differs_in_sign_number_colour_and_hatching(full: PestSheet) -> None:
    (trace,) = bars(full).data

    assert trace.text[0] == "▲ +20"
    assert trace.text[-1] == "▼ −15"
    assert trace.marker.pattern.shape[0] == ""
    assert trace.marker.pattern.shape[-1] == "/"
    assert (trace.marker.color[0], trace.marker.color[-1]) == sign_colours(dark=False)


def test_rows_on_one_spot_stand_side_by_side(full: PestSheet) -> None:
    _threshold, plus, minus = bubbles(full).data
    places = {
        name: (x, y)
        for trace in (plus, minus)
        for name, x, y in zip(trace.text, trace.x, trace.y, strict=True)
    }

    assert places["S1"][1] == places["T1"][1] == 3
    assert abs(places["S1"][0] - places["T1"][0]) > 0.3
    assert len(set(places.values())) == 6


def test_for_projection_nothing_is_smaller_than_28_pixels(full: PestSheet) -> None:
    for figure in (bars(full, big=True), bubbles(full, big=True)):
        assert figure.layout.template.layout.font.size >= 28
        assert figure.layout.height == 540


@pytest.mark.parametrize("draw", [bars, bubbles])
@given(any_sheet=sheets(), dark=st.booleans(), big=st.booleans())
def test_any_sheet_can_be_drawn(draw, any_sheet: PestSheet, dark: bool, big: bool) -> None:
    assert draw(any_sheet, dark, big).to_json()


def test_the_table_holds_what_the_figures_show(full: PestSheet) -> None:
    html = table(full, WORDS)

    for shown in ("+20", "−15", "5×4", "54", "27", "1 年内", "1–3 年"):
        assert shown in html
    assert re.findall(r'scope="row">([PEST]\d)', html) == ["P1", "E1", "E2", "S1", "T1", "P2"]


def test_rows_without_a_score_stand_last_in_the_table() -> None:
    html = table(sheet(row("P1"), row("T1", direction="O", impact=1, likelihood=1)), WORDS)

    assert html.index(">T1<") < html.index(">P1<")


@given(sheets())
def test_the_table_of_any_sheet_names_every_written_row(any_sheet: PestSheet) -> None:
    html = table(any_sheet, WORDS)

    for one in any_sheet.rows:
        if one.factor or score(one) is not None:
            assert f">{one.id}<" in html


def test_the_sentence_for_the_blind_names_both_sums_and_the_heaviest_row(full: PestSheet) -> None:
    said = describe(full)

    assert "54" in said
    assert "27" in said
    assert "P1" in said


def test_the_sums_stand_apart_and_the_worst_threat_is_named(full: PestSheet) -> None:
    html = totals(WORDS, full)

    assert "54" in html
    assert "27" in html
    assert "锂电产能过剩" in html
    assert "5 条" in html


def test_the_sums_say_how_many_rows_are_not_scored_yet() -> None:
    html = totals(WORDS, sheet(row("P1", direction="O", impact=2, likelihood=2), row("E1")))

    assert "还有 1 条" in html
    assert WORDS.texts["to_swot_none"] in unescape(html)


def test_what_was_typed_never_becomes_markup() -> None:
    nasty = row(
        "P1",
        factor=NASTY,
        implication=NASTY,
        note=NASTY,
        direction="T",
        impact=5,
        likelihood=5,
        evidence=({"text": NASTY, "source": NASTY},),
    )
    about = sheet(nasty)
    names = "".join(note.text for note in bars(about).layout.annotations)

    for html in (
        names,
        row_line(WORDS, nasty),
        backing(WORDS, nasty),
        aside_line(nasty, "去五要素"),
        totals(WORDS, about),
        table(about, WORDS),
    ):
        assert "<img" not in html
        assert "&lt;img" in html


def test_a_row_that_only_says_it_was_looked_for_reads_as_its_note() -> None:
    assert "已查，无" in row_line(WORDS, row("E1", factor="", implication="", note="已查，无"))


def test_the_template_of_words_does_not_eat_braces_that_were_typed() -> None:
    about = sheet(row("P1", factor="{n}{factor}", direction="T", impact=5, likelihood=5))

    assert "{n}{factor}" in unescape(totals(WORDS, about))


def test_on_the_customers_side_the_ruler_is_the_customers_money() -> None:
    ours = standpoint(WORDS, "1", "us", "我方")
    theirs = standpoint(WORDS, "1", "customer", "甲乙纸业")

    assert "毛利" in ours
    assert "毛利" not in theirs
    assert "客户这一类支出" in theirs
