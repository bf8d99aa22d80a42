import re
from datetime import timedelta
from html import unescape

from hypothesis import given

from exercises.contract.figure import describe, on_the_line, table, timeline
from exercises.contract.lines import (
    frame_line,
    outcome_line,
    period_head,
    row_line,
    tally_line,
)
from exercises.contract.sheet import ContractSheet, is_written, lines
from tests.exercises.contract.conftest import (
    START,
    TODAY,
    contract,
    contract_words,
    contracts,
    row,
)

WORDS = contract_words()
NASTY = '<img src=x onerror="alert(1)">&{row}'


def nasty() -> ContractSheet:
    told = row(what=NASTY, whom=NASTY, result=NASTY, where=NASTY, said=NASTY, state="missed")
    return contract(told, account=NASTY, question=NASTY)


def test_every_commitment_stands_on_its_day(full: ContractSheet) -> None:
    (dots,) = timeline(full).data

    assert list(dots.x) == [18, 26, 52, 58, 80, 88]


def test_signs_and_words_tell_what_became_of_it(full: ContractSheet) -> None:
    figure = timeline(full)
    said = [note.text for note in figure.layout.annotations]

    assert list(figure.data[0].marker.symbol) == [
        "circle",
        "circle",
        "diamond",
        "x",
        "circle-open",
        "circle-open",
    ]
    for state, times in (("守住", 2), ("改了", 1), ("没做到", 1), ("还没记", 2)):
        assert sum(text.startswith(state) for text in said) == times


def test_today_is_drawn_where_it_falls_into_the_ninety_days() -> None:
    inside, outside = START + timedelta(days=20), START + timedelta(days=91)

    assert "今天" in [note.text for note in timeline(contract(), today=inside).layout.annotations]
    for day in (outside, None):
        notes = timeline(contract(), today=day).layout.annotations
        assert "今天" not in [note.text for note in notes]


def test_a_commitment_without_a_day_is_named_below_and_not_drawn() -> None:
    about = contract(row("C1"), row("C2", 60, due=None))

    assert [one.id for _day, one in on_the_line(about)] == ["C1"]
    assert "C2还没有日子" in tally_line(WORDS, about, TODAY)


def test_a_day_outside_of_the_ninety_stands_at_the_edge() -> None:
    about = contract(row("C1", due=START + timedelta(days=120)), row("C2", due=START))

    assert list(timeline(about).data[0].x) == [0, 90]


def test_for_projection_nothing_is_smaller_than_28_pixels(full: ContractSheet) -> None:
    figure = timeline(full, big=True, today=TODAY)

    assert min(note.font.size for note in figure.layout.annotations) >= 28
    assert figure.layout.xaxis.tickfont.size >= 28


@given(contracts())
def test_the_table_has_every_commitment_that_says_something(about: ContractSheet) -> None:
    heads = re.findall(r'<th scope="row">(.*?)</th>', table(about, WORDS))

    assert heads == [one.id for one in about.ordered if is_written(one)]
    assert timeline(about) is not None
    assert describe(about)


def test_what_was_typed_is_shown_and_not_obeyed() -> None:
    about = nasty()
    (one,) = about.rows
    shown = [
        table(about, WORDS),
        row_line(WORDS, one, TODAY),
        outcome_line(WORDS, one),
        frame_line(WORDS, about, "question"),
        tally_line(WORDS, about, TODAY),
    ]
    assert all("<img" not in html for html in shown)
    assert NASTY in unescape("".join(shown))
    assert "<img" not in "".join(note.text for note in timeline(about).layout.annotations)


def test_a_period_names_its_days() -> None:
    assert "2026-11-01 到 2026-12-01" in period_head(WORDS, contract(), 30)
    assert "从当天算起" in period_head(WORDS, contract(start=None), 30)


def test_a_commitment_whose_day_came_says_so() -> None:
    one = row(due=START)

    assert "到期了" in row_line(WORDS, one, START)
    assert "到期了" not in row_line(WORDS, one, START - timedelta(days=1))
    assert "守住" in row_line(WORDS, one.model_copy(update={"state": "kept"}), START)


def test_the_chain_sees_what_one_does() -> None:
    assert [(line.row, line.text) for line in lines(contract(row("C1")), WORDS)] == [
        ("C1", "约见苏晴，问她缺哪个数")
    ]
