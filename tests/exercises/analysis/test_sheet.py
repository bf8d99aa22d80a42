"""What the sheet keeps; and the examples say what the case's rows say."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from course.content.words import ToolWords
from exercises.analysis.analyses import analyse
from exercises.analysis.book import Basis, Book, Focus, Wallet
from exercises.analysis.facts import seen_now
from exercises.analysis.formulas import formulas
from exercises.analysis.lines import table_of
from exercises.analysis.sheet import (
    ANALYSES,
    AnalysisSheet,
    Seen,
    basis_of,
    change,
    change_finding,
    entries,
    focus_of,
    from_example,
    set_spend,
    set_wallet,
)
from exercises.analysis.tables import table

TODAY = date(2026, 11, 23)


def test_a_conclusion_keeps_what_was_seen_and_other_fields_do_not_change_it() -> None:
    first, second = Seen(data="a", months=12), Seen(data="b", months=3)
    sheet = change_finding(AnalysisSheet(), "value", first, conclusion="贡献 326.8 万元")
    sheet = change_finding(sheet, "value", second, next_step="去问")

    assert sheet.finding("value").seen == first
    assert change_finding(sheet, "value", second, conclusion="改了").finding("value").seen == second
    assert change_finding(sheet, "value", second, conclusion="").finding("value").seen is None


def test_findings_stand_in_the_order_of_the_analyses() -> None:
    sheet = AnalysisSheet()
    for one in reversed(ANALYSES):
        sheet = change_finding(sheet, one, conclusion=one)

    assert [row.id for row in sheet.rows] == list(ANALYSES)
    assert entries(sheet) == 6


def test_settings_of_ones_own_stand_before_the_cases(basis: Basis) -> None:
    sheet = change(AnalysisSheet(), hour_cost=300.0, kept=0.9, one_off=("主机",))
    sheet = set_wallet(sheet, "恒屿新能源", now=9000.0)
    sheet = set_spend(sheet, "恒屿新能源", "主机", "常州", 1200.0)

    found = basis_of(sheet, basis)

    assert (found.hour_cost, found.kept, found.discount) == (pytest.approx(0.03), 0.9, 0.10)
    assert found.wallet("恒屿新能源").now == 9000
    assert found.wallet("恒屿新能源").before == pytest.approx(7543.86, abs=0.01)
    assert dict(found.spend)["恒屿新能源", "主机", "常州"] == 1200
    assert basis_of(AnalysisSheet(), None).hour_cost is None
    assert basis_of(AnalysisSheet(), None).wallet("甲") == Wallet()


def test_a_spend_can_be_taken_back() -> None:
    sheet = set_spend(AnalysisSheet(), "甲", "主机", "东厂", 5.0)
    assert set_spend(sheet, "甲", "主机", "东厂", None) == AnalysisSheet()


def test_the_focus_begins_with_the_largest_customer_and_forgets_names_that_are_gone(
    book: Book,
) -> None:
    assert focus_of(AnalysisSheet(), book) == Focus("恒屿新能源")
    assert focus_of(change(AnalysisSheet(), customer=""), book) == Focus()
    assert focus_of(change(AnalysisSheet(), customer="没有这家"), book) == Focus("恒屿新能源")
    there = change(AnalysisSheet(), customer="恒屿新能源", site="宜宾", product="没有")
    assert focus_of(there, book) == Focus("恒屿新能源", "宜宾")


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValidationError):
        change(AnalysisSheet(), kept=1.5)
    with pytest.raises(ValidationError):
        change(AnalysisSheet(), sla_hours=0)
    with pytest.raises(ValidationError):
        change_finding(AnalysisSheet(), "value", conclusion="字" * 201)


_NUMBER = re.compile(r"[+−]?\d[\d,]*(?:\.\d+)?%?")


@pytest.mark.parametrize("id_", ANALYSES)
def test_the_full_example_saw_and_says_what_the_rows_say(
    id_: str, words: ToolWords, book: Book, basis: Basis
) -> None:
    sheet = from_example(words.examples["full"], TODAY)
    finding = sheet.finding(id_)  # type: ignore[arg-type]
    seen = finding.seen
    assert seen is not None
    focus = Focus(seen.customer, seen.site, seen.product)
    base = basis_of(sheet, basis)
    results = analyse(book, focus, base)

    assert seen == seen_now(book, results, focus, finding.id, "case")
    shown = table(finding.id, results, book) + str(formulas(finding.id, results, base, focus))
    told = set(_NUMBER.findall(re.sub(r"4 小时|各 5 份", "", finding.conclusion)))
    assert told
    assert [one for one in told if one.lstrip("+") not in shown] == []


def test_the_examples_days_lie_ahead(words: ToolWords) -> None:
    sheet = from_example(words.examples["full"], TODAY)

    assert all(row.due is not None and row.due > TODAY for row in sheet.rows)
    assert "2026-11-28" in table_of(sheet, words)


@given(st.lists(st.tuples(st.sampled_from(ANALYSES), st.text(max_size=20)), max_size=12))
def test_saved_and_read_again_is_the_same(changes: list[tuple[str, str]]) -> None:
    sheet = AnalysisSheet()
    for id_, text in changes:
        sheet = change_finding(sheet, id_, Seen(months=3), conclusion=text)  # type: ignore[arg-type]

    assert AnalysisSheet.model_validate(sheet.model_dump(mode="json")) == sheet
    assert len({row.id for row in sheet.rows}) == len(sheet.rows)
