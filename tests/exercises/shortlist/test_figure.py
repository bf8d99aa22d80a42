import re
from html import unescape

from hypothesis import given, settings

from exercises.shortlist.figure import describe, funnel, potentials, steps, table
from exercises.shortlist.lines import (
    backing,
    capacity_line,
    condition_label,
    freed_line,
    move_line,
    row_line,
    totals,
)
from exercises.shortlist.sheet import Candidate, Move, ShortlistSheet
from tests.exercises.shortlist.conftest import listed, sheets, tool_words

WORDS = tool_words()
NASTY = '<img src=x onerror="alert(1)">&{name}'


def text_of(html: str) -> str:
    return unescape(re.sub("<[^>]+>", " ", html))


def test_the_bars_go_from_the_long_list_to_the_short_one(full: ShortlistSheet) -> None:
    assert [step.left for step in steps(full)] == [8, 5, 5, 5, 5, 3]
    assert list(funnel(full).data[0].text)[:2] == ["8", "5（−3）"]
    assert "你决定留下的 3；管得过来 20 家" in describe(full)
    assert steps(ShortlistSheet()) == []


def test_the_potentials_are_ranked_and_bear_the_decision(full: ShortlistSheet) -> None:
    figure = potentials(full)

    assert [trace.name for trace in figure.data] == ["留下", "候补", "降级", "转走或停"]
    assert list(figure.data[0].text) == ["326.8 留下", "226.8 留下", "102.1 留下"]
    assert len({trace.marker.pattern.shape for trace in figure.data}) == 4


def test_the_table_has_every_customer_and_every_step(full: ShortlistSheet) -> None:
    said = text_of(table(full, WORDS))

    for shown in ("恒屿新能源", "326.8", "转走或停", "过了三年潜力", "−3", "管得过来的", "线 36.6"):
        assert shown in said
    assert said.count("愿意深做") == 5


def test_the_capacity_says_what_an_hour_shared_comes_to(full: ShortlistSheet) -> None:
    said = text_of(capacity_line(WORDS, full))

    assert "5 名经理×每人 4 家＝20 家" in said
    assert "按现在的 60 家分，每家一周 1.7 小时；只留 20 家，每家一周 5 小时。" in said
    assert WORDS.texts["no_places"] in capacity_line(WORDS, ShortlistSheet())


def test_the_totals_tell_what_is_open(full: ShortlistSheet) -> None:
    said = text_of(totals(WORDS, full))

    assert "还有 52 家没有写进来" in said
    assert "有 1 家还缺一两个答案" in said
    tight = listed(*[{"potential": 50, "willing": "yes", "fit": "yes"}] * 3, managers=1)
    assert "还有 3 家没有定去留" in totals(WORDS, tight)
    waiting = tight.model_copy(update={"per_manager": 2})
    assert "名额不够的有 1 家" in totals(WORDS, waiting)


def test_the_field_for_the_condition_asks_by_the_decision() -> None:
    assert condition_label(WORDS, "develop").startswith("升上来的信号")
    assert condition_label(WORDS, "keep").startswith("退出条件")
    assert condition_label(WORDS, None) == WORDS.fields["condition"].label


def test_what_was_typed_is_shown_and_never_run() -> None:
    texts = dict.fromkeys(("name", "how", "asked", "reason", "condition", "until", "back"), NASTY)
    row = Candidate(id="L1", potential=5, decision="serve", **texts)
    move = Move(id="M1", source=NASTY, hours=1, to=NASTY, what=NASTY, decider=NASTY)
    sheet = ShortlistSheet(rows=(row,), moves=(move,), line=9)
    pages = (
        table(sheet, WORDS),
        row_line(WORDS, sheet, row),
        backing(WORDS, row),
        move_line(move),
        *(note.text for note in potentials(sheet).layout.annotations),
    )
    assert all("<img" not in page for page in pages)


def test_for_projection_nothing_is_smaller_than_28_pixels(full: ShortlistSheet) -> None:
    for figure in (funnel(full, big=True), potentials(full, big=True)):
        sizes = [note.font.size or 28 for note in figure.layout.annotations]
        assert min([*sizes, figure.layout.template.layout.font.size]) >= 28
        assert figure.layout.height == 540


@settings(max_examples=40)
@given(sheets())
def test_any_sheet_can_be_drawn_in_both_themes(sheet: ShortlistSheet) -> None:
    for dark in (False, True):
        funnel(sheet, dark=dark)
        potentials(sheet, dark=dark)
    assert table(sheet, WORDS)
    assert describe(sheet)
    for say in (capacity_line, totals, freed_line):
        assert isinstance(say(WORDS, sheet), str)
    for row in sheet.rows:
        assert row_line(WORDS, sheet, row)
        assert isinstance(backing(WORDS, row), str)
