"""Rows become records; a row with a fault is told with its number, and the others are used."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.analysis.analyses import analyse
from exercises.analysis.book import Basis, Book, Focus
from exercises.analysis.cleaning import Cleaned, clean
from exercises.analysis.columns import propose, propose_unit
from exercises.analysis.reading import Table, read_file


def cleaned(text: str, unit: str = "wan") -> Cleaned:
    table = read_file(text.encode())
    return clean(table, propose(table.names), unit)  # type: ignore[arg-type]


def test_the_cases_own_file_gives_the_cases_own_book(case_file: bytes, book: Book) -> None:
    table = read_file(case_file)
    found = clean(table, propose(table.names), "wan")

    assert found.faults == ()
    assert found.book.relative
    basis, focus = Basis(), Focus("恒屿新能源")
    assert analyse(found.book, focus, basis) == analyse(book, focus, basis)
    assert {r.line for r in found.book.records} == {r.line for r in book.records}


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-09-30", date(2026, 9, 30)),
        ("2026/9/3", date(2026, 9, 3)),
        ("2026.09.03", date(2026, 9, 3)),
        ("2026年9月3日", date(2026, 9, 3)),
        ("20260903", date(2026, 9, 3)),
        ("2026-09", date(2026, 9, 1)),
        ("2026年9月", date(2026, 9, 1)),
        ("2026-09-03 10:22:00", date(2026, 9, 3)),
        ("２０２６－０９－０３", date(2026, 9, 3)),
    ],
)
def test_days_are_read_as_people_write_them(cell: str, day: date) -> None:
    (record,) = cleaned(f"日期,客户\n{cell},甲\n").book.records

    assert record.day == day.toordinal()
    assert record.month == day.year * 12 + day.month - 1


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1234.5", 1234.5),
        ('"1,234.5"', 1234.5),
        ("￥1234", 1234),
        ("12元", 12),
        ("(12)", -12),
        ("−12", -12),
        ("１２", 12),
        ("", None),
        ("-", None),
        ("N/A", None),
    ],
)
def test_amounts_are_read_as_systems_write_them(cell: str, amount: float | None) -> None:
    (record,) = cleaned(f"日期,客户,金额\n2026-01-02,甲,{cell}\n").book.records

    assert record.amount == amount


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("明天,甲,1,9,是", "日期", "“明天”不是日期"),
        ("2026-02-30,甲,1,9,是", "日期", "不是日期"),
        ("1026-02-03,甲,1,9,是", "日期", "不是日期"),
        (",甲,1,9,是", "日期", "没有日期"),
        ("2026-01-02,,1,9,是", "客户", "没有客户名"),
        ("2026-01-02,甲,三万,9,是", "金额", "“三万”不是数"),
        ("2026-01-02,甲,1,11,是", "推荐分", "不在 0–10 之间"),
        ("2026-01-02,甲,1,8.5,是", "推荐分", "不在 0–10 之间"),
        ("2026-01-02,甲,1,9,也许", "撞单", "看不出是还是否"),
        ("合计,,100,,", "", "合计"),
    ],
)
def test_a_bad_row_is_told_with_its_number_and_the_good_ones_are_used(
    row: str, column: str, said: str
) -> None:
    found = cleaned(f"日期,客户,金额,推荐分,撞单\n2026-01-01,乙,5,9,否\n\n{row}\n")

    (fault,) = found.faults
    assert (fault.line, fault.column) == (4, column)
    assert said in fault.say
    assert [record.customer for record in found.book.records] == ["乙"]
    assert (found.rows, found.left_out) == (2, 1)


def test_two_faults_of_one_row_leave_out_one_row() -> None:
    found = cleaned("日期,客户,金额\n某天,甲,很多\n")

    assert (len(found.faults), found.left_out) == (2, 1)


def test_a_negative_response_is_no_response() -> None:
    (fault,) = cleaned("日期,客户,响应小时\n2026-01-01,甲,-2\n").faults

    assert "小于 0" in fault.say


def test_yuan_become_ten_thousands() -> None:
    (record,) = cleaned("日期,客户,金额,成本\n2026-01-01,甲,120000,80000\n", "yuan").book.records

    assert (record.amount, record.cost) == (12.0, 8.0)


def test_numbers_of_orders_that_repeat_are_told_and_nothing_is_taken_out() -> None:
    found = cleaned("日期,客户,单号\n2026-01-01,甲,A1\n2026-01-02,甲,A1\n2026-01-03,甲,A2\n")

    assert found.repeated == (("A1", 2),)
    assert len(found.book.records) == 3


def test_without_a_day_or_a_customer_there_is_no_book() -> None:
    assert cleaned("日期,金额\n2026-01-01,1\n").book.records == ()


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            ["单据日期", "客户名称", "不含税金额（元）", "销售成本", "业务员"],
            {
                "day": "单据日期",
                "customer": "客户名称",
                "amount": "不含税金额（元）",
                "cost": "销售成本",
            },
        ),
        (
            ["下单日期", "发货日期", "购货单位", "价税合计", "不含税金额"],
            {"day": "下单日期", "customer": "购货单位", "amount": "不含税金额"},
        ),
        (["A", "B"], {}),
    ],
)
def test_columns_are_proposed_from_their_headings(
    names: list[str], expected: dict[str, str]
) -> None:
    assert propose(names) == expected


def test_the_unit_is_read_from_the_heading_or_from_the_size() -> None:
    assert propose_unit({"amount": "金额（万元）"}, []) == "wan"
    assert propose_unit({"amount": "金额（元）"}, ["3"]) == "yuan"
    assert propose_unit({"amount": "金额"}, ["12.5", "8", "x"]) == "wan"
    assert propose_unit({"amount": "金额"}, ["125000", "80000", "3"]) == "yuan"
    assert propose_unit({}, []) == "wan"


_ROW = st.tuples(
    st.sampled_from(["2026-01-02", "2026/3/4", "某天", "2025-11-30"]),
    st.sampled_from(["甲", "乙", ""]),
    st.sampled_from(["12", "3.5", "三万", "-"]),
)


@given(st.lists(_ROW, min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_shuffled_rows_keep_their_faults_and_their_sums(
    rows: list[tuple[str, str, str]], chance: random.Random
) -> None:
    numbered = list(enumerate(rows, start=2))
    names = ("日期", "客户", "金额")
    mixed = list(numbered)
    chance.shuffle(mixed)
    one, other = (
        clean(
            Table(names, tuple(n for n, _ in some), tuple(r for _, r in some)),
            propose(names),
            "wan",
        )
        for some in (numbered, mixed)
    )

    assert set(one.faults) == set(other.faults)
    assert set(one.book.records) == set(other.book.records)
    assert analyse(one.book, Focus(), Basis()) == analyse(other.book, Focus(), Basis())
    used = {record.line for record in one.book.records}
    assert used | {fault.line for fault in one.faults} == {number for number, _row in numbered}
    assert not used & {fault.line for fault in one.faults}


@given(st.permutations(["日期", "客户", "金额", "成本", "基地", "备注"]))
def test_the_order_of_columns_changes_no_proposal(names: list[str]) -> None:
    assert propose(names) == propose(sorted(names))
