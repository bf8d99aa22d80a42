"""The half-filled sheets of the case: half at most is left out, and no question gives it away."""

import re

import pytest

from course.content.case import Case
from course.content.case.half import WorkedSheet
from tests.content.printed import table_of
from tests.content.test_tables_zh import lesson

FILES = ("accounts", "needs", "spises", "people", "objections_file", "churn", "team")
RUN = 6
"""So many Chinese characters in a row are no coincidence."""


@pytest.fixture(params=FILES)
def sheet(case: Case, request: pytest.FixtureRequest) -> WorkedSheet:
    found: WorkedSheet = getattr(case, request.param)
    return found


def runs(text: str) -> set[str]:
    """All runs of `RUN` Chinese characters of a text."""
    return {
        part[i : i + RUN]
        for part in re.findall(r"[一-鿿]+", text)
        for i in range(len(part) - RUN + 1)
    }


def test_more_is_filled_than_left_out_and_each_blank_row_keeps_or_shows_something(
    sheet: WorkedSheet,
) -> None:
    cells = sheet.cells()
    there = sum(value is not None for row in cells.values() for value in row.values())
    left_out = sum(len(blank.blank) for blank in sheet.half.rows)
    assert 0.04 <= left_out / there <= 0.5


def test_no_question_says_what_belongs_into_its_row(sheet: WorkedSheet) -> None:
    cells = sheet.cells()
    for blank in sheet.half.rows:
        for name in blank.blank:
            value = cells[blank.row][name]
            words = value if isinstance(value, tuple) else (value,)
            for word in words:
                if isinstance(word, str):
                    assert not runs(word) & runs(blank.ask), (blank.row, name)
                    if len(word) > 1:
                        assert word not in blank.ask, (blank.row, name)
                elif isinstance(word, float):
                    assert f"{word:g}" not in blank.ask, (blank.row, name)


def test_no_question_is_asked_twice(case: Case) -> None:
    asks = [blank.ask for name in FILES for blank in getattr(case, name).half.rows]
    assert len(asks) == len(set(asks))


def test_no_level_that_is_left_out_stands_elsewhere_in_its_row(case: Case) -> None:
    levels = {need.id: need.level for need in case.needs.needs}
    for blank in case.needs.half.rows:
        if "level" in blank.blank:
            rest = {k: v for k, v in case.needs.cells()[blank.row].items() if k not in blank.blank}
            assert f"P{levels[blank.row]}" not in str(rest), blank.row
    for blank in case.objections_file.half.rows:
        if "handle" in blank.blank:
            rest = case.objections_file.cells()[blank.row]
            kept = [str(v) for k, v in rest.items() if k not in blank.blank]
            assert not [text for text in kept if "讲方案的时候" in text], blank.row


def test_scores_left_standing_for_learners_are_those_that_a_lesson_prints(case: Case) -> None:
    printed = table_of(lesson("04/02"), "A 表分", "B 指数")
    placed = table_of(lesson("04/04"), "客户", "象限")
    left_out = {(b.row, name) for b in case.accounts.half.rows for name in b.blank}
    for account in case.accounts.accounts:
        cells = printed[account.name]
        shown = dict(zip(account.scores, f"{cells[0]},{cells[2]}".split(","), strict=True))
        for criterion, score in account.scores.items():
            if (account.id, criterion) not in left_out:
                assert shown[criterion] == str(score), (account.id, criterion)
        if (account.id, "quadrant") not in left_out:
            assert account.quadrant in placed[account.name][2]
