"""Whatever a sheet of any tool holds comes back exactly, from both kinds of files."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercises import exercises
from exercises.chain import Origin
from exercises.strategy.sheet import Strategy, StrategySheet
from exercises.transfer.book import read_book
from exercises.transfer.cells import NOTHING, read_cell, write_cell
from exercises.transfer.files import as_json, as_workbook, read_file
from exercises.transfer.reading import Line, from_tables
from exercises.transfer.shape import Leaf, shape_of
from exercises.transfer.tables import as_tables
from tests.exercises.transfer.conftest import STRANGE, TOOLS, all_words, changed, sheets_of

WAYS = {"json": as_json, "xlsx": as_workbook}


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("way", WAYS)
def test_the_sheets_of_the_examples_come_back_exactly(tool: str, way: str) -> None:
    for sheet in sheets_of(tool):
        data = WAYS[way](tool, sheet, all_words(), "案例：恒屿 · 我方")
        brought = read_file(data, tool, exercises()[tool].sheet, all_words())

        assert brought.sheet == sheet
        assert brought.about == "案例：恒屿 · 我方"


@pytest.mark.parametrize("tool", TOOLS)
def test_any_sheet_comes_back_exactly_from_its_tables(tool: str) -> None:
    """Through the tables without a file, so that many can be tried."""
    words, shape = all_words()[tool], shape_of(exercises()[tool].sheet)

    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def round_trip(data) -> None:
        sheet = data.draw(changed(tool))
        plain = sheet.model_dump(mode="json")
        tables = as_tables(shape, plain, words)
        found = {
            table.path: [
                Line(number, tuple(_as_read(cell) for cell in row))
                for number, row in enumerate(table.rows, start=3)
            ]
            for table in tables
        }
        assert type(sheet).model_validate(from_tables(shape, found, words)) == sheet

    round_trip()


def _as_read(cell) -> str:
    """A cell as the reader of workbooks gives it."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return str(cell)


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("way", WAYS)
def test_any_sheet_comes_back_exactly_from_a_file(tool: str, way: str) -> None:
    model = exercises()[tool].sheet

    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def round_trip(data) -> None:
        sheet = data.draw(changed(tool))
        file = WAYS[way](tool, sheet, all_words(), "")
        assert read_file(file, tool, model, all_words()).sheet == sheet

    round_trip()


@pytest.mark.parametrize("text", STRANGE)
@pytest.mark.parametrize("nullable", [False, True])
def test_a_strange_text_comes_back_from_a_cell(text: str, nullable: bool) -> None:
    leaf = Leaf("text", nullable)

    assert read_cell(str(write_cell(text, leaf, {})), leaf, {}) == text


@given(st.one_of(st.none(), st.text(), st.integers(), st.floats(allow_nan=False), st.booleans()))
def test_any_value_comes_back_from_a_cell_of_any_kind(value) -> None:
    if value in (float("inf"), float("-inf")):
        return
    leaf = Leaf("any")

    assert read_cell(str(write_cell(value, leaf, {})), leaf, {}) == value


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back_exactly(value: float) -> None:
    leaf = Leaf("number")

    assert read_cell(_as_read(write_cell(value, leaf, {})), leaf, {}) == value


def test_an_empty_cell_tells_apart_what_is_not_there_and_what_is_empty() -> None:
    assert read_cell("", Leaf("text"), {}) == ""
    assert read_cell("", Leaf("text", nullable=True), {}) is None
    assert read_cell(str(write_cell("", Leaf("text", nullable=True), {})), Leaf("text"), {}) == ""
    assert read_cell("", Leaf("int"), {}) is NOTHING
    assert read_cell("", Leaf("text", options=("a",)), {}) is NOTHING


def test_what_people_type_into_a_cell_is_understood() -> None:
    labels = {"O": "机会", "T": "威胁"}
    closed = Leaf("text", nullable=True, options=("O", "T"))

    assert read_cell(" 机会 ", closed, labels) == "O"
    assert read_cell("T", closed, labels) == "T"
    assert read_cell("2026/9/3", Leaf("day"), {}) == "2026-09-03"
    assert read_cell("2026-09", Leaf("day"), {}) == "2026-09-01"
    assert read_cell("2026-09-03 00:00:00", Leaf("day"), {}) == "2026-09-03"
    assert read_cell("1,720", Leaf("int"), {}) == 1720
    assert read_cell("0.3", Leaf("number"), {}) == 0.3
    assert read_cell("否", Leaf("bool"), {}) is False
    for text, leaf in (
        ("好", closed),
        ("昨天", Leaf("day")),
        ("2.5", Leaf("int")),
        ("x", Leaf("number")),
    ):
        with pytest.raises(ValueError, match=r"\S"):
            read_cell(text, leaf, labels)


def test_the_file_speaks_the_words_of_the_form() -> None:
    words = all_words()["swot"]
    full = sheets_of("swot")[1]
    tables = {
        t.path: t for t in as_tables(shape_of(type(full)), full.model_dump(mode="json"), words)
    }

    rows = tables["rows"]
    assert rows.title == "事实"
    assert [c.title for c in rows.columns][:3] == ["编号", "一条事实", "比谁，强多少或弱多少"]
    assert tables["rows.evidence"].columns[0].title == "属于"
    assert tables["rows.evidence"].rows[0][:2] == ["S1", "数据"]
    assert tables["rows.origins"].rows[0][:3] == ["O1", "pest", "P1"]


def test_a_workbook_calls_the_tools_as_the_screens_do_and_any_name_comes_back() -> None:
    names = [*all_words(), "五要素", "PEST", "别的课件"]
    origins = tuple(Origin(tool=name, row="U1") for name in names)
    sheet = StrategySheet(rows=(Strategy(id="X1", origins=origins),))

    data = as_workbook("strategy", sheet, all_words(), "")

    _facts, sheets = read_book(data)
    columns = [cells for rows in sheets.values() for cells in zip(*rows, strict=False)]
    called = next(cells[2:] for cells in columns if cells[0] == "哪张表" and len(cells) > 3)
    assert called[: len(all_words())] == tuple(one.short for one in all_words().values())
    assert read_file(data, "strategy", StrategySheet, all_words()).sheet == sheet


def test_json_is_readable_and_says_what_it_is() -> None:
    full = sheets_of("swot")[1]
    told = json.loads(as_json("swot", full, all_words(), "案例"))

    assert (told["tool"], told["title"], told["about"]) == ("swot", "SWOT 分析表", "案例")
    assert told["sheet"]["rows"][0]["id"] == "S1"
