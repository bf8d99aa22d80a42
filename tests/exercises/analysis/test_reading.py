"""Files as people have them become tables, or are refused with a sentence that helps."""

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.analysis import reading
from exercises.analysis.reading import ReadingError, Table, key_of, pack, read_file, unpack
from tests.exercises.analysis.conftest import cells, workbook

ROWS = [["日期", "客户", "金额"], ["2026-01-02", "甲公司", "12"], ["2026-02-03", "乙公司", "7"]]


def csv_of(rows: list[list[str]], mark: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_every_encoding_and_every_mark_give_the_same_table(encoding: str, mark: str) -> None:
    table = read_file(csv_of(ROWS, mark).encode(encoding))

    assert table.names == ("日期", "客户", "金额")
    assert table.rows == (("2026-01-02", "甲公司", "12"), ("2026-02-03", "乙公司", "7"))
    assert table.lines == (2, 3)


def test_the_cases_file_is_the_same_in_gbk(case_file: bytes) -> None:
    table = read_file(case_file)

    assert len(table.rows) == 497
    assert read_file(case_file.decode("utf-8").encode("gbk")) == table


def test_a_title_above_and_blank_rows_keep_the_numbers_of_the_file() -> None:
    text = "澄湃 2026 年销售明细\n\n日期,客户,金额\n2026-01-02,甲,1\n\n2026-01-05,乙,2\n"

    table = read_file(text.encode())

    assert table.names == ("日期", "客户", "金额")
    assert table.lines == (4, 6)


def test_short_and_long_rows_fit_the_headings() -> None:
    table = read_file("日期,客户,金额\n2026-01-02,甲\n2026-01-03,乙,2,多的\n".encode())

    assert table.rows == (("2026-01-02", "甲", ""), ("2026-01-03", "乙", "2"))


def test_headings_that_repeat_or_lack_are_told_apart() -> None:
    table = read_file("日期,客户,金额,金额,,备注\n2026-01-02,甲,1,2,3,4\n".encode())

    assert table.names == ("日期", "客户", "金额", "金额 2", "第 5 列", "备注")


def test_columns_of_personal_data_are_not_taken() -> None:
    table = read_file("日期,客户,联系人,手机号码,金额\n2026-01-02,甲,张三,138,1\n".encode())

    assert table.left_out == ("联系人", "手机号码")
    assert table.rows == (("2026-01-02", "甲", "1"),)


def test_a_workbook_gives_the_same_table_as_a_file_of_text() -> None:
    rows: list[list[object]] = [["日期", "客户", "金额"], ["2026-01-02", "甲公司", 12]]
    rows.append(["2026-02-03", "乙公司", 7.5])

    table = read_file(workbook({"明细": cells(rows)}))

    assert table.sheet == "明细"
    assert table.rows == (("2026-01-02", "甲公司", "12"), ("2026-02-03", "乙公司", "7.5"))
    assert table.lines == (2, 3)


def test_of_several_sheets_the_one_with_records_is_read_and_any_can_be_chosen() -> None:
    data = workbook(
        {
            "说明": cells([["这份表怎么用"], ["先看明细"]]),
            "明细": cells([["日期", "客户"], ["2026-01-02", "甲"]]),
            "汇总": cells([["客户", "合同数"], ["甲", 3]]),
        }
    )

    assert read_file(data).sheet == "明细"
    assert read_file(data).sheets == ("说明", "明细", "汇总")
    assert read_file(data, "汇总").rows == (("甲", "3"),)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空的"),
        (b"   \n", "空的"),
        ("日期,客户\n".encode(), "只有列名"),
        ("只有一列\n甲\n".encode(), "一列"),
        ("一篇文章，有逗号, 也算\n第二行没有\n第三行也没有\n".encode(), "不像一张表"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "旧版 .xls"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff", "读不出来"),
        (b"PK\x03\x04 no archive at all", "损坏"),
        (b"a,b\n" + b"x" * reading.LARGEST, "最大 10 MB"),
        (b'a,b\n"' + b"x" * 1_100_000 + b"\n", "引号"),
    ],
)
def test_what_is_no_table_is_refused_with_a_way_on(data: bytes, said: str) -> None:
    with pytest.raises(ReadingError, match=said):
        read_file(data)


def test_too_many_rows_and_columns_are_told_with_their_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    with pytest.raises(ReadingError, match="有 4 行，一次最多 3 行"):
        read_file("日期,客户\n".encode() + "2026-01-02,甲\n".encode() * 4)
    with pytest.raises(ReadingError, match="有 61 列"):
        read_file((",".join(f"列{n}" for n in range(61)) + "\n" + "1," * 60 + "1\n").encode())


_TEXTS = st.text(st.characters(codec="gb18030", exclude_categories=["Cc", "Cs"]), max_size=8)


@given(st.lists(st.tuples(_TEXTS, _TEXTS, _TEXTS), min_size=1, max_size=20))
def test_utf8_and_gbk_give_the_same_whatever_is_written(rows: list[tuple[str, str, str]]) -> None:
    said = [[f"甲{one}", f"乙{two}", three] for one, two, three in rows]
    text = csv_of([["日期", "客户", "金额"], ["2026-01-02", "甲公司", "1"], *said])
    table = read_file(text.encode("utf-8-sig"))

    gbk = text.encode("gb18030")
    try:
        gbk.decode("utf-8")
    except UnicodeDecodeError:
        assert read_file(gbk) == table
    assert unpack(pack(table)) == table


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    with suppress(ReadingError):
        assert isinstance(read_file(data), Table)


def test_the_key_names_the_content() -> None:
    one, other = (read_file(csv_of(rows).encode()) for rows in (ROWS, [*ROWS, ROWS[1]]))

    assert key_of(pack(one)) == key_of(pack(one)) != key_of(pack(other))


def test_a_row_wider_than_any_spreadsheet_is_told_wherever_it_stands() -> None:
    with pytest.raises(ReadingError, match="一次最多 60 列"):
        read_file(("日期,客户\n2026-01-01,x" + ",甲" * 20_000 + "\n").encode())
