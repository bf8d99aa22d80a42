from datetime import date

import pytest
from hypothesis import given
from pydantic import ValidationError

from course.content.case.loading import load_case
from course.settings import ROOT
from exercises.rows import without_row
from exercises.shortlist.sheet import (
    Candidate,
    ShortlistSheet,
    add_move,
    add_row,
    by_potential,
    change,
    change_move,
    change_row,
    entries,
    freed,
    hours_each,
    is_open,
    lines,
    remove_move,
    sieved,
    stopped_by,
)
from tests.exercises.shortlist.conftest import listed, sheets, tool_words

PASSES = {"potential": 50, "willing": "yes", "fit": "yes"}


def test_five_managers_with_four_accounts_have_20_places(full: ShortlistSheet) -> None:
    assert full.places == 20
    assert full.length == 60


def test_60_accounts_leave_1_7_hours_a_week_and_20_leave_5(full: ShortlistSheet) -> None:
    assert hours_each(full, full.length) == pytest.approx(1.7, abs=0.05)
    assert hours_each(full, full.places) == 5
    assert hours_each(full, 0) is None
    assert hours_each(change(full, hours=None), 20) is None


def test_the_moves_of_the_example_free_728_hours(full: ShortlistSheet) -> None:
    assert freed(full) == 644 + 84
    assert [move.since for move in full.moves] == [date(2026, 12, 25), date(2027, 1, 9)]


def test_the_potentials_of_the_example_are_wallet_share_and_rate(full: ShortlistSheet) -> None:
    case = load_case(ROOT / "content" / "zh" / "case")
    raw = {account.name: account.raw for account in case.accounts.accounts}
    shares = {
        "恒屿新能源": 0.20,
        "润禾食品": 0.40,
        "晟驰汽零": 0.58,
        "浦和乳业": 0.15,
        "曜芯半导体": 0.05,
        "赣源电池": 0.06,
        "皖锻机械": 0.12,
    }
    for row in full.rows:
        if row.name in shares:
            wallet, rate = float(raw[row.name]["A1"]), float(raw[row.name]["A3"]) / 100
            assert row.potential == pytest.approx(wallet * shares[row.name] * rate, abs=0.06)
    assert full.row("L7").potential == pytest.approx(230 * 0.15)
    assert full.line == pytest.approx(case.file.supplier.net_profit * 0.05)


def test_the_case_goes_from_eight_to_five(full: ShortlistSheet) -> None:
    found = sieved(full)

    assert (found.rows, found.potential, found.willing, found.fit) == (8, 3, 0, 0)
    assert (found.open, found.waiting, found.left) == (1, 0, 4)


def test_each_customer_is_stopped_by_the_first_sieve_only() -> None:
    sheet = listed(
        {"potential": 10, "willing": "no", "fit": "no"},
        {"potential": 50, "willing": "no", "fit": "no"},
        {"potential": 50, "willing": "yes", "fit": "no"},
        PASSES,
    )

    assert [stopped_by(sheet, row) for row in sheet.rows] == ["potential", "willing", "fit", None]
    assert sieved(sheet) == (4, 1, 1, 1, 0, 0, 1)


def test_who_stands_on_the_line_has_passed() -> None:
    sheet = listed({**PASSES, "potential": 36.6})

    assert stopped_by(sheet, sheet.rows[0]) is None


def test_a_missing_answer_stops_nobody_and_lets_nobody_through() -> None:
    for gap in ({"potential": None}, {"willing": "unasked"}, {"willing": None}, {"fit": None}):
        sheet = listed({**PASSES, **gap})

        assert stopped_by(sheet, sheet.rows[0]) is None
        assert is_open(sheet, sheet.rows[0])
        assert (sieved(sheet).open, sieved(sheet).left) == (1, 0)
    assert is_open(listed(PASSES, line=None), listed(PASSES).rows[0])


def test_who_passes_without_a_place_waits() -> None:
    sheet = listed(PASSES, PASSES, PASSES, managers=1, per_manager=2)

    assert (sieved(sheet).waiting, sieved(sheet).left) == (1, 2)
    assert sieved(change(sheet, managers=None)).left == 3


@given(sheets())
def test_every_customer_is_counted_once(sheet: ShortlistSheet) -> None:
    found = sieved(sheet)

    assert found.rows == entries(sheet)
    assert sum(found[1:]) == found.rows
    assert all(count >= 0 for count in found)


@given(sheets())
def test_a_higher_line_never_lets_more_through(sheet: ShortlistSheet) -> None:
    if sheet.line is not None:
        higher = change(sheet, line=sheet.line + 100)
        assert sieved(higher).potential >= sieved(sheet).potential


@given(sheets())
def test_potentials_fall_and_a_sheet_comes_back_as_it_was(sheet: ShortlistSheet) -> None:
    ranked = [row.potential for row in by_potential(sheet.rows)]

    assert ranked == sorted(ranked, reverse=True)  # type: ignore[type-var]
    assert ShortlistSheet.model_validate(sheet.model_dump(mode="json")) == sheet


def test_the_number_of_a_deleted_row_does_not_come_back() -> None:
    sheet, first = add_row(ShortlistSheet(), name="恒屿")
    sheet, second = add_row(without_row(sheet, first))
    sheet, move = add_move(sheet, source="东锦")
    sheet, other = add_move(remove_move(sheet, move))

    assert (first, second, move, other) == ("L1", "L2", "M1", "M2")
    assert change_move(sheet, "M2", to="宜宾").moves[0].to == "宜宾"
    assert change_move(sheet, "M9", to="宜宾") == sheet


def test_a_wrong_value_is_refused() -> None:
    sheet, row_id = add_row(ShortlistSheet())

    with pytest.raises(ValidationError):
        change_row(sheet, row_id, potential=-1)
    with pytest.raises(ValidationError):
        change(sheet, hours=200)
    with pytest.raises(ValidationError):
        ShortlistSheet(rows=(Candidate(id="L1"), Candidate(id="L1")))


def test_the_chain_sees_names_and_origins(full: ShortlistSheet) -> None:
    told = lines(full, tool_words())

    assert [line.text for line in told][:2] == ["恒屿新能源", "润禾食品"]
    assert all(line.origins == () for line in told)
