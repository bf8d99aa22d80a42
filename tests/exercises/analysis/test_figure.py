"""Figures, tables and formulas say the same numbers, and nothing from a file is markup."""

import pytest

from course.content.words import ToolWords
from exercises.analysis.analyses import analyse
from exercises.analysis.book import Basis, Book, Focus, Record
from exercises.analysis.cleaning import Fault
from exercises.analysis.facts import seen_now
from exercises.analysis.figure import draw
from exercises.analysis.formulas import formulas
from exercises.analysis.lines import fault_table, formula_lines, preview
from exercises.analysis.notes import notes, possible
from exercises.analysis.reading import Table
from exercises.analysis.sheet import ANALYSES, AnalysisId
from exercises.analysis.tables import change_of, money, percent, points, table

HENGYU = Focus("恒屿新能源")
EVIL = '<img src=x onerror="alert(1)">'


@pytest.mark.parametrize("analysis", ANALYSES)
@pytest.mark.parametrize("focus", [Focus(), HENGYU, Focus("恒屿新能源", "宜宾", "备件维保")])
@pytest.mark.parametrize(("dark", "big"), [(False, False), (True, False), (False, True)])
def test_every_analysis_of_the_case_can_be_drawn(
    analysis: AnalysisId, focus: Focus, dark: bool, big: bool, book: Book, basis: Basis
) -> None:
    results = analyse(book, focus, basis)

    figure = draw(analysis, results, book, dark, big)

    assert table(analysis, results, book).startswith("<div")
    if figure is not None:
        assert figure.layout.height >= 260
    else:
        assert (analysis, focus.site) == ("satisfaction", "宜宾")


def test_an_empty_book_draws_nothing(words: ToolWords) -> None:
    book, basis = Book(()), Basis()
    results = analyse(book, Focus(), basis)

    for analysis in ANALYSES:
        assert draw(analysis, results, book) is None
        assert not possible(analysis, book, Focus())
        assert formulas(analysis, results, basis, Focus()) == []
        seen = seen_now(book, results, Focus(), analysis, "k")
        assert notes(words, analysis, results, book, Focus(), basis, seen)


def said(analysis: AnalysisId, book: Book, basis: Basis, focus: Focus = HENGYU) -> str:
    return formula_lines(formulas(analysis, analyse(book, focus, basis), basis, focus))


def test_formulas_are_filled_in_with_the_numbers_of_the_case(book: Book, basis: Basis) -> None:
    growth = said("development", book, basis)
    assert "比上一年 +75.5%" in growth
    assert "24.7% → 15.3%" in growth
    assert "1,720 ÷ 8,600" in growth
    assert "每年 +10.4%" in said("development", book, basis, Focus("润禾食品"))
    value = said("value", book, basis)
    assert "498.8 − 6,880 × 250 元" in value
    assert "326.8 × 0.85 ÷ (1 + 0.1 − 0.85)" in value
    assert "（9–10 分 3 份 − 0–6 分 3 份）÷ 10 份" in said("satisfaction", book, basis)
    spares = Focus("恒屿新能源", "宜宾", "备件维保")
    assert "变异系数 0.33" in said("behaviour", book, basis, spares)
    assert "最大的空白 宜宾主机 2,120 万元" in said("one", book, basis)
    assert "锦川机电：新增占 8.0%" in said("agents", book, basis, Focus())


def test_notes_warn_of_few_answers_few_orders_and_parts_apart(
    words: ToolWords, book: Book, basis: Basis
) -> None:
    def told(analysis: AnalysisId, focus: Focus) -> str:
        results = analyse(book, focus, basis)
        seen = seen_now(book, results, focus, analysis, "case")
        return "".join(notes(words, analysis, results, book, focus, basis, seen))

    assert "只有 2 份回访" in told("satisfaction", Focus("曜芯半导体"))
    assert "宜宾 和 常州 差得很远。按基地拆开看" in told("satisfaction", HENGYU)
    assert told("value", Focus()) == told("satisfaction", Focus()) == ""
    assert "只有 5 单" in told("behaviour", Focus("皖锻机械"))
    assert told("behaviour", Focus("晟驰汽零")) == ""
    assert "先选一个客户" in told("one", Focus())


def test_notes_say_what_the_file_lacks(words: ToolWords) -> None:
    book, basis = Book((Record(2, 1, 1, "甲", amount=1.0),)), Basis()
    results = analyse(book, Focus("甲"), basis)

    def told(analysis: AnalysisId) -> str:
        seen = seen_now(book, results, Focus("甲"), analysis, "k")
        return "".join(notes(words, analysis, results, book, Focus("甲"), basis, seen))

    assert "没有「代理商」" in told("agents")
    assert "没有「推荐分、响应小时、闭环天数」" in told("satisfaction")
    assert "没有「成本、工时」" in told("value")
    assert "只有 1 个月" in told("development")


def test_names_from_a_file_are_no_markup() -> None:
    record = Record(
        2, 24_000, 730_000, EVIL, site=EVIL, product=EVIL, agent=EVIL, amount=9.0, cost=1.0,
        hours=1.0, score=9, brought=True,
    )  # fmt: skip
    book, basis = Book((record, record._replace(day=730_009))), Basis(hour_cost=0.02)
    for focus in (Focus(), Focus(EVIL)):
        results = analyse(book, focus, basis)
        for analysis in ANALYSES:
            assert "<img" not in table(analysis, results, book)
            assert "<img" not in formula_lines(formulas(analysis, results, basis, focus))
            figure = draw(analysis, results, book)
            assert figure is None or "<img" not in figure.to_json().replace("\\u003c", "<")
    assert "<img" not in fault_table([Fault(2, EVIL, EVIL)])
    assert "<img" not in preview(Table((EVIL,), (2,), ((EVIL,),)))


def test_names_that_begin_alike_are_bars_of_their_own() -> None:
    names = [f"中国石化集团有限公司{n}分公司" for n in "甲乙"] + ["中国石化集团有限公司甲的分公司"]
    records = tuple(
        Record(line=n, month=24000, day=730000 + n, customer="客户", agent=name, amount=1.0)
        for n, name in enumerate(names)
    )
    book = Book(records)

    figure = draw("agents", analyse(book, Focus(), Basis()), book)

    assert figure is not None
    assert len(set(figure.data[0].y)) == 3
    assert "中国石化…乙分公司" in figure.data[0].y


def test_numbers_are_written_as_the_lesson_writes_them() -> None:
    assert [money(v) for v in (1720.0, 326.8, -23.89, None)] == ["1,720", "326.8", "−23.9", "—"]
    assert [money(v) for v in (0.134, 0.05, -0.5, 0.0, 1.25)] == [
        "0.134",
        "0.05",
        "−0.5",
        "0",
        "1.2",
    ]
    assert (percent(0.2465), percent(None)) == ("24.6%", "—")
    assert [points(v) for v in (60, -60, 0, None)] == ["+60", "−60", "0", "—"]
    assert change_of(-0.377) == "−37.7%"
