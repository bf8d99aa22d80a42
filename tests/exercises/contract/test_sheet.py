from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from exercises.chain import Origin
from exercises.contract.sheet import (
    PERIODS,
    Commitment,
    ContractSheet,
    Tally,
    add_row,
    change_row,
    day_number,
    entries,
    fits,
    from_example,
    is_written,
    period_of,
    remove_row,
    take_over,
    tally,
    window,
)
from tests.exercises.contract.conftest import (
    START,
    TODAY,
    contract,
    contract_words,
    contracts,
    days,
    row,
)


def test_the_periods_follow_each_other_without_gap_or_overlap() -> None:
    windows = [window(contract(), period) for period in PERIODS]

    assert [(w.first - START).days for w in windows] == [0, 31, 61]
    assert [(w.last - START).days for w in windows] == [30, 60, 90]


def test_without_a_beginning_no_day_can_be_wrong() -> None:
    about = contract(start=None)

    assert window(about, 30) is None
    assert all(fits(about, one) for one in about.rows)
    assert day_number(about, TODAY) is None


@pytest.mark.parametrize(
    ("period", "number", "right"),
    [
        (30, -1, False),
        (30, 0, True),
        (30, 30, True),
        (30, 31, False),
        (60, 30, False),
        (60, 31, True),
        (90, 90, True),
        (90, 91, False),
    ],
)
def test_a_day_fits_its_period(period: int, number: int, right: bool) -> None:
    one = row(period=period, due=START + timedelta(days=number))

    assert fits(contract(), one) == right


@given(contracts(), days)
def test_the_period_of_a_day_is_the_one_that_it_fits(about, day) -> None:
    number = day_number(about, day)
    found = period_of(about, day)
    if number is not None and 0 <= number <= 90:
        one = Commitment(id="C1", period=found, due=day)
        assert fits(about, one)
    assert found in PERIODS


def test_the_first_commitment_begins_the_contract_and_later_ones_do_not() -> None:
    about, first = add_row(ContractSheet(), 30, TODAY)
    assert (about.start, first) == (TODAY, "C1")

    later, second = add_row(about, 60, TODAY + timedelta(days=9))
    assert (later.start, second) == (TODAY, "C2")


def test_the_number_of_a_deleted_commitment_does_not_come_back() -> None:
    about, _first = add_row(ContractSheet(), 30, TODAY)
    about, second = add_row(about, 30, TODAY)
    about = remove_row(about, second)

    assert add_row(about, 90, TODAY)[1] == "C3"


@given(contracts())
def test_rows_stand_period_by_period_and_by_day(about: ContractSheet) -> None:
    assert sorted(one.id for one in about.ordered) == sorted(one.id for one in about.rows)
    assert [one.period for one in about.ordered] == sorted(one.period for one in about.rows)
    for period in PERIODS:
        dues = [one.due or date.max for one in about.of(period)]
        assert dues == sorted(dues)


@given(contracts(), days)
def test_every_written_commitment_is_counted_once(about, day) -> None:
    counts = tally(about, day or TODAY)

    assert sum(counts) == entries(about) == sum(map(is_written, about.rows))


def test_the_example_has_kept_two_changed_one_and_missed_one(full: ContractSheet) -> None:
    assert tally(full, TODAY) == Tally(kept=2, changed=1, missed=1, open=0, ahead=2)
    assert day_number(full, TODAY) == 65
    assert [len(full.of(period)) for period in PERIODS] == [2, 2, 2]


def test_what_the_assessment_chose_becomes_a_result_with_its_day() -> None:
    due = START + timedelta(days=45)
    origin = Origin(
        tool="competence", row="network", text="一张格格有凭据的角色图", value=due.isoformat()
    )
    about, row_id = take_over(contract(), origin, TODAY)
    one = about.row(row_id)

    assert (one.result, one.what, one.whom) == ("一张格格有凭据的角色图", "", "")
    assert (one.period, one.due) == (60, due)
    assert one.origins == (origin,)


def test_what_the_assessment_chose_without_a_day_comes_into_the_first_period() -> None:
    origin = Origin(tool="competence", row="network", text="一张图")
    about, row_id = take_over(ContractSheet(), origin, TODAY)

    assert (about.row(row_id).period, about.start) == (30, TODAY)


def test_two_commitments_with_one_id_are_refused() -> None:
    with pytest.raises(ValidationError):
        contract(row("C1"), row("C1"))
    with pytest.raises(ValidationError):
        change_row(contract(), "C1", period=45)
    with pytest.raises(KeyError):
        change_row(contract(), "C9", what="x")


@given(contracts(), st.data())
def test_a_change_keeps_the_id_and_the_other_rows(about: ContractSheet, data) -> None:
    if not about.rows:
        return
    chosen = data.draw(st.sampled_from([one.id for one in about.rows]))
    changed = change_row(about, chosen, what="见一次", period=90)

    assert [one.id for one in changed.rows] == [one.id for one in about.rows]
    assert changed.row(chosen).what == "见一次"
    assert [o for o in changed.rows if o.id != chosen] == [o for o in about.rows if o.id != chosen]


@given(contracts())
def test_a_saved_contract_is_read_back_as_it_was(about: ContractSheet) -> None:
    assert ContractSheet.model_validate_json(about.model_dump_json()) == about


def test_the_example_never_grows_old() -> None:
    later = date(2031, 2, 28)
    about = from_example(contract_words().examples["full"], later)

    assert day_number(about, later) == 65
    assert day_number(about, about.row("C5").due) == 80
