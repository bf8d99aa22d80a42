import re
from html import unescape

import pytest
from hypothesis import given

from exercises.competence.figure import describe, not_proof, radar, table
from exercises.competence.lines import (
    before_line,
    borne_line,
    candidates_line,
    chosen_line,
    full_line,
    rating_line,
    totals,
)
from exercises.competence.sheet import (
    COMPETENCES,
    WHEN,
    CompetenceSheet,
    Mark,
    change_mark,
    change_rating,
    lines,
)
from tests.exercises.competence.conftest import competence_words, mark, scored, sheet, sheets

WORDS = competence_words()
NASTY = '<img src=x onerror="alert(1)">&{row}'


def nasty() -> CompetenceSheet:
    told = mark(4, NASTY, place=NASTY, effect=NASTY)
    return sheet(
        needs={
            "before": told,
            "after": told,
            "reason": NASTY,
            "leaves": NASTY,
            "chosen": True,
        }
    )


def cells(html: str) -> list[list[str]]:
    body = " ".join(html.split("<tbody>")[1].split("</tbody>")[0].split())
    rows = re.findall(r"<tr>(.*?)</tr>", body)
    return [
        [unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
        for row in rows
    ]


def test_the_radar_lays_both_rounds_over_each_other(full: CompetenceSheet) -> None:
    before, after = radar(full).data

    assert list(before.r) == [2, 2, 2, 2, 2, 3, 2, 2, 2]
    assert list(after.r) == [3, 3, 2, 3, 4, 2, 3, 3, 3]
    assert (before.name, after.name) == ("课前", "课后")
    assert before.line.dash != after.line.dash
    assert before.marker.symbol[0] != after.marker.symbol[0]


def test_a_round_that_is_not_complete_has_points_and_no_line() -> None:
    (trace,) = radar(scored([3] + [None] * 7)).data

    assert list(trace.r) == [3]
    assert trace.mode == "markers"


def test_a_score_that_no_deed_bears_is_a_hollow_point() -> None:
    about = sheet(needs={"before": Mark(score=3)}, value={"before": mark(3)})
    (trace,) = radar(about).data

    assert list(trace.marker.symbol) == ["circle-open", "circle"]


def test_on_a_phone_the_radar_fills_the_width_that_its_names_leave(full: CompetenceSheet) -> None:
    """The figure is 356 px wide there, and a letter 15."""
    layout = radar(full).layout
    margin, names = layout.margin, layout.polar.angularaxis.categoryarray
    beside = max(len(line) for name in (names[2], names[6]) for line in name.split("<br>"))

    across = 356 - margin.l - margin.r
    assert across > 356 * 0.7
    assert min(margin.l, margin.r) > beside * 15 + 10
    assert layout.height - margin.t - margin.b == pytest.approx(across, rel=0.1)


def test_the_figure_says_itself_that_it_proves_nothing(full: CompetenceSheet) -> None:
    assert not_proof() in [note.text for note in radar(full).layout.annotations]
    assert not_proof() in describe(full)
    assert WORDS.texts["not_proof"] in unescape(table(full, WORDS))
    assert "证明不了能力" in WORDS.texts["not_proof"]


def test_for_projection_nothing_is_smaller_than_28_pixels(full: CompetenceSheet) -> None:
    figure = radar(full, big=True)

    assert min(note.font.size for note in figure.layout.annotations) >= 28
    assert figure.layout.polar.angularaxis.tickfont.size >= 28
    assert figure.layout.polar.radialaxis.tickfont.size >= 28
    assert figure.layout.legend.font.size >= 28


@given(sheets())
def test_the_table_has_the_numbers_of_the_figure(about: CompetenceSheet) -> None:
    drawn = {trace.name: list(trace.r) for trace in radar(about).data}
    rows = cells(table(about, WORDS))
    assert len(rows) == len(COMPETENCES)
    for column, when in enumerate(WHEN, 1):
        shown = [int(row[column][0]) for row in rows if row[column] != "—"]
        expected = drawn.get(WORDS.fields[when].label, [])
        assert shown == (expected[:-1] if len(expected) > len(COMPETENCES) else expected)


def test_a_score_stands_with_what_its_deed_bears() -> None:
    rows = cells(table(sheet(needs={"before": mark(5)}), WORDS))

    assert rows[3][:4] == ["需求挖掘", "5（3）", "—", "—"]


@pytest.mark.parametrize("dark", [False, True])
def test_what_was_typed_is_shown_and_not_obeyed(dark: bool) -> None:
    about = nasty()
    rating = about.rating("needs")
    shown = [
        table(about, WORDS),
        totals(WORDS, about),
        full_line(WORDS, rating),
        chosen_line(WORDS, rating),
        candidates_line(WORDS, about),
        *(rating_line(WORDS, rating, when) for when in WHEN),
        before_line(WORDS, rating),
    ]
    assert "<img" not in "".join(shown)
    assert "&lt;img" in "".join(shown)
    assert "<img" not in radar(about, dark).to_json()


def test_a_high_score_is_told_what_it_lacks() -> None:
    assert "没有就按 2 记" in borne_line(WORDS, Mark(score=4))
    assert "没有就按 3 记" in borne_line(WORDS, mark(4))
    assert "自评 3，核后 3。" in borne_line(WORDS, mark(3))
    assert "不用附产出" in borne_line(WORDS, Mark(score=2))
    assert borne_line(WORDS, Mark()) == ""


def test_the_sums_tell_what_moved_and_by_what(full: CompetenceSheet) -> None:
    said = totals(WORDS, full)

    assert "课前自评合计 17，核后 17。" in said
    assert "升 6 项，没变 1 项，降 1 项" in said
    assert "有新产出的：商业洞察、战略分析、需求挖掘、决策网络、异议处理、团队协同与合规" in said
    assert said.index("证明不了能力") < said.index("合计")


def test_what_is_chosen_is_offered_to_the_contract_until_the_second_round() -> None:
    chosen = change_rating(scored([2] * 8), "network", chosen=True, leaves="一张角色图")
    (line,) = lines(chosen, WORDS)

    assert (line.row, line.text, line.name) == ("network", "一张角色图", "决策网络")
    assert line.offered_to == ("contract",)
    later = change_mark(chosen, "team", "after", score=2)
    assert lines(later, WORDS)[0].offered_to == ()
    bare = change_rating(scored([2] * 8), "network", chosen=True)
    assert lines(bare, WORDS)[0].offered_to == ()
