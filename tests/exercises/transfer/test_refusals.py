"""A file that is not this tool's sheet, whole and undamaged, is refused with the reason."""

import io
import json
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from course.store.sheets import SheetKey, open_sheet, save_sheet
from exercises import exercises
from exercises.swot.sheet import add_row
from exercises.transfer.book import FACTS, write_book
from exercises.transfer.files import (
    FORMAT,
    HIGHEST,
    LARGEST,
    FileRefusedError,
    as_json,
    as_workbook,
    read_file,
)
from exercises.transfer.shape import shape_of
from exercises.transfer.tables import Table, as_tables
from tests.exercises.transfer.conftest import TOOLS, all_words, sheets_of

SWOT = sheets_of("swot")[1]
WORDS = all_words()["swot"]
XLSX = as_workbook("swot", SWOT, all_words(), "")
JSON = as_json("swot", SWOT, all_words(), "")


def refused(data: bytes, tool: str = "swot") -> str:
    """What is said of a file that is not taken."""
    with pytest.raises(FileRefusedError) as told:
        read_file(data, tool, exercises()[tool].sheet, all_words())
    return str(told.value)


def with_tables(change) -> bytes:
    """A workbook in which `change` did something to the tables, by path."""
    tables = {
        t.path: t for t in as_tables(shape_of(type(SWOT)), SWOT.model_dump(mode="json"), WORDS)
    }
    change(tables)
    return write_book(list(tables.values()), {"format": FORMAT, "tool": "swot"}, [])


def column(table: Table, name: str) -> int:
    return [one.name for one in table.columns].index(name)


@pytest.mark.parametrize("data", [b"", b"\0\0\0", b"  \n"])
def test_an_empty_file(data: bytes) -> None:
    assert "空文件" in refused(data)


def test_a_file_too_large() -> None:
    assert "3 MB" in refused(b"{" + b" " * LARGEST + b"}")


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00", b"not a sheet", b'{"format": ', b"%PDF-1.7", "表".encode("gbk")]
)
def test_what_is_neither_workbook_nor_json(data: bytes) -> None:
    assert "读不出来" in refused(data)


def test_json_with_numbers_that_are_none_and_json_too_deep() -> None:
    assert "读不出来" in refused(JSON.replace(b'"importance": 5', b'"importance": NaN'))
    assert refused(b"[" * 100_000)


@pytest.mark.parametrize(
    "data", [b"[]", b"{}", b'"x"', b'{"sheet": {}}', b'{"format": 5, "sheet": {}}']
)
def test_json_of_another_origin(data: bytes) -> None:
    assert "不是从这份课件导出的" in refused(data)


@pytest.mark.parametrize("way", [as_json, as_workbook])
def test_the_sheet_of_another_tool_is_told_by_its_title(way) -> None:
    pest = way("pest", sheets_of("pest")[1], all_words(), "")

    said = refused(pest)
    assert all_words()["pest"].title in said
    assert WORDS.title in said


def test_a_file_of_another_version() -> None:
    assert "另一个版本" in refused(JSON.replace(b"key-account-sheet/1", b"key-account-sheet/2"))


def test_a_sheet_that_the_tool_cannot_have_is_told_with_its_place() -> None:
    wrong = json.loads(JSON)
    wrong["sheet"]["rows"][2]["importance"] = 9
    said = refused(json.dumps(wrong).encode())

    assert "第 3 条" in said
    assert "「重要度」" in said


def test_an_unknown_key_is_not_dropped_silently() -> None:
    wrong = json.loads(JSON)
    wrong["sheet"]["rows"][0]["secret"] = 1

    assert "secret" in refused(json.dumps(wrong).encode())


def test_two_rows_with_the_same_id() -> None:
    wrong = json.loads(JSON)
    wrong["sheet"]["rows"][1]["id"] = "S1"

    assert "对不上" in refused(json.dumps(wrong).encode())


@pytest.mark.parametrize("cut", [10, 100, 3000, -30])
def test_a_workbook_that_was_not_downloaded_whole(cut: int) -> None:
    assert refused(XLSX[:cut])


def test_a_zip_that_is_no_workbook() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("a.txt", "x")

    assert refused(file.getvalue())


def test_a_workbook_of_another_origin() -> None:
    file = io.BytesIO()
    book = Workbook(file)
    book.add_worksheet("表").write_string(0, 0, "客户")
    book.close()

    assert "不是从这份课件导出的" in refused(file.getvalue())


def test_a_worksheet_that_is_missing() -> None:
    assert "少了工作表" in refused(with_tables(lambda tables: tables.pop("rows.evidence")))


def test_a_heading_that_was_changed() -> None:
    def rename(tables) -> None:
        table = tables["rows"]
        place = column(table, "importance")
        renamed = type(table.columns[0])("other", "别的")
        table.columns = (*table.columns[:place], renamed, *table.columns[place + 1 :])

    assert "「重要度」这一列" in refused(with_tables(rename))


def test_a_value_of_the_wrong_kind_is_told_with_sheet_row_and_column() -> None:
    def change(tables) -> None:
        tables["rows"].rows[0][column(tables["rows"], "importance")] = "很高"

    said = refused(with_tables(change))
    assert "第 3 行" in said
    assert "「重要度」" in said
    assert "要数字" in said


def test_evidence_of_a_row_that_is_not_there_is_told_and_not_dropped() -> None:
    def change(tables) -> None:
        tables["rows.evidence"].rows[0][0] = "S9"

    said = refused(with_tables(change))
    assert "“S9”" in said
    assert "上一张表里没有它" in said


def test_a_value_that_stands_in_no_column() -> None:
    def change(tables) -> None:
        table = tables["rows"]
        table.columns = (*table.columns, type(table.columns[0])("", "我加的"))
        table.rows[1].append("一句话")

    said = refused(with_tables(change))
    assert "一句话" in said


def test_at_most_five_faults_are_told() -> None:
    def change(tables) -> None:
        for row in tables["rows"].rows:
            row[column(tables["rows"], "importance")] = "很高"

    assert len(refused(with_tables(change)).splitlines()) == 6


def test_a_row_added_by_hand_is_taken() -> None:
    def change(tables) -> None:
        table = tables["rows"]
        row = [""] * len(table.columns)
        row[column(table, "id")], row[column(table, "text")] = "S4", "另一条优势"
        table.rows.append(row)

    with pytest.raises(FileRefusedError):
        refused(b"x") and read_file(b"x", "swot", type(SWOT), all_words())
    brought = read_file(with_tables(change), "swot", type(SWOT), all_words())
    assert brought.sheet.row("S4").text == "另一条优势"


def test_a_workbook_that_unpacks_to_more_than_it_says_is_refused() -> None:
    """Two cells at the ends of a worksheet would be laid out as seventeen milliards."""
    file = io.BytesIO()
    book = Workbook(file)
    sheet = book.add_worksheet("说明")
    sheet.write_string(0, FACTS, "format")
    sheet.write_string(1_048_575, 16_383, "x")
    book.close()

    assert refused(file.getvalue())


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_do_anything_but_be_refused(data: bytes) -> None:
    assert refused(data)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(XLSX) - 1), st.integers(0, 255))
def test_a_workbook_with_one_wrong_byte_is_refused_or_the_same(place: int, value: int) -> None:
    data = XLSX[:place] + bytes([value]) + XLSX[place + 1 :]
    try:
        brought = read_file(data, "swot", type(SWOT), all_words())
    except FileRefusedError:
        return
    assert brought.sheet == SWOT


def test_what_a_file_says_of_itself_is_told_in_one_short_line() -> None:
    other = {"format": FORMAT, "tool": "\ud800" + "长" * 100_000, "sheet": {}}

    said = refused(json.dumps(other).encode())

    assert len(said) < 300
    said.encode()


def test_whom_a_file_is_about_is_one_short_line() -> None:
    envelope = json.loads(JSON) | {"about": "\ud800\n" + "长" * 100_000}
    brought = read_file(
        json.dumps(envelope).encode(), "swot", exercises()["swot"].sheet, all_words()
    )

    assert len(brought.about) < 300
    brought.about.encode()


def test_half_a_character_is_refused_wherever_it_stands() -> None:
    """A browser cannot be sent it, nor can PostgreSQL keep it."""
    sheet = json.loads(as_json("strategy", sheets_of("strategy")[1], all_words(), ""))
    origin = sheet["sheet"]["rows"][0]["origins"][0]
    origin["row"] = "\ud800"

    assert "读不出来" in refused(json.dumps(sheet).encode(), "strategy")


@pytest.mark.parametrize(
    "tool", [t for t in TOOLS if "last_numbers" in exercises()[t].sheet.model_fields]
)
def test_numbers_given_that_leave_no_room_for_a_row_are_refused(tool: str) -> None:
    envelope = json.loads(as_json(tool, sheets_of(tool)[1], all_words(), ""))
    letters = envelope["sheet"]["last_numbers"] or {"S": 0, "P": 0}
    envelope["sheet"]["last_numbers"] = dict.fromkeys(letters, 10**400)

    assert refused(json.dumps(envelope).encode(), tool)


@pytest.mark.parametrize(
    "tool", [t for t in TOOLS if "last_numbers" in exercises()[t].sheet.model_fields]
)
def test_the_last_number_there_is_leaves_no_room_for_a_row_and_is_refused(tool: str) -> None:
    envelope = json.loads(as_json(tool, sheets_of(tool)[1], all_words(), ""))
    letters = envelope["sheet"]["last_numbers"] or [envelope["sheet"]["rows"][0]["id"][0]]
    envelope["sheet"]["last_numbers"] = dict.fromkeys(letters, 999_999)

    assert "号码太大" in refused(json.dumps(envelope).encode(), tool)


@pytest.mark.parametrize("write", [as_json, as_workbook])
def test_a_row_with_the_last_number_there_is_is_refused_by_name(write) -> None:
    rows = (*SWOT.rows[:2], SWOT.rows[2].model_copy(update={"id": "S999999"}), *SWOT.rows[3:])
    data = write("swot", SWOT.model_copy(update={"rows": rows}), all_words(), "")

    said = refused(data)
    assert "第 3 条「编号」" in said
    assert "S999999 的号码太大" in said


def test_after_the_highest_number_that_a_file_may_have_rows_can_be_added() -> None:
    rows = (SWOT.rows[0].model_copy(update={"id": f"S{HIGHEST}"}),)
    data = as_json("swot", SWOT.model_copy(update={"rows": rows}), all_words(), "")
    brought = read_file(data, "swot", type(SWOT), all_words())

    _sheet, added = add_row(brought.sheet, "S")
    assert added == f"S{HIGHEST + 1}"


def test_what_cannot_be_seen_is_left_out_of_what_people_write() -> None:
    wrong = json.loads(JSON)
    wrong["sheet"]["rows"][0]["text"] = "市占\x00第一\x0b两年"
    brought = read_file(json.dumps(wrong).encode(), "swot", type(SWOT), all_words())

    assert brought.sheet.rows[0].text == "市占第一 两年"


def test_what_cannot_be_seen_is_refused_in_what_the_program_writes() -> None:
    sheet = json.loads(as_json("strategy", sheets_of("strategy")[1], all_words(), ""))
    sheet["sheet"]["rows"][0]["origins"][0]["row"] = "S1\x00×O1"

    said = refused(json.dumps(sheet).encode(), "strategy")
    assert "第 1 条「从哪里来」第 1 条「哪一行」：里面有看不见的控制字符" in said


@pytest.mark.parametrize("tool", TOOLS)
def test_what_a_file_brings_is_kept_by_either_database(store, learner, now, tool: str) -> None:
    written = as_json(tool, sheets_of(tool)[1], all_words(), "").decode()
    hostile = re.sub(r'(?<=: ")(?=[\u4e00-\u9fff])', r"\\u0000\\u001b", written)
    key = SheetKey(tool, "case", "us")
    brought = read_file(hostile.encode(), tool, exercises()[tool].sheet, all_words()).sheet
    with store.writing() as db:
        save_sheet(db, learner, key, brought.model_dump(mode="json"), 0, now)
    with store.reading() as db:
        kept = open_sheet(db, learner, key).data

    assert type(brought).model_validate(kept) == brought == sheets_of(tool)[1]
