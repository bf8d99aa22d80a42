"""A fault in a half-filled sheet is told at its line, and says how to mend it."""

import shutil
from pathlib import Path

import pytest

from course.content.case import load_case
from course.errors import ContentError, Problem
from tests.course.content.case.sums import CONTENT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(CONTENT / "case", tmp_path / "case")


def planted(folder: Path, name: str, old: str, new: str) -> tuple[Problem, int]:
    """The one problem after `old` became `new`, and the line on which that was."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_case(folder)
    (problem,) = caught.value.problems
    assert problem.path == path
    return problem, text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("needs.yaml", "row: N2,", "row: N22,", "是不是想写 N2"),
        ("needs.yaml", "[cost, cost_why], ask", "[cost, costs], ask", "没有 costs 这一栏"),
        ("needs.yaml", "[cost, cost_why], ask", "[cost, quote], ask", "没有 quote 这一栏"),
        ("needs.yaml", "[cost, cost_why], ask", "[cost, cost], ask", "cost 写了两次"),
        ("needs.yaml", "row: N3,", "row: N2,", "N2 这一行写了两次"),
        ("needs.yaml", "跟动力的事连上了没有？", "跟动力的事没有连上。", "以「？」结尾"),
        ("needs.yaml", "{row: N8, blank: [level,", "{row: N8, blank: [cost,", "也是空的"),
        ("spises.yaml", "row: luo-wen.image", "row: luo-wen.ego", "没有 luo-wen.ego 这一行"),
        ("people.yaml", "row: su-qing>shao-min", "row: shao-min>su-qing", "没有 shao-min>su-qing"),
        ("accounts.yaml", "row: wanduan, blank: [A5,", "row: wanduan, blank: [A7,", "没有 A7"),
        ("objections.yaml", "row: O09, blank: [A]", "row: O09, blank: [B]", "没有 B 这一栏"),
        ("churn.yaml", "row: R4.3,", "row: R4.4,", "没有 R4.4 这一行"),
        ("team.yaml", "row: agreement, blank: [text]", "row: agreement, blank: [note]", "text"),
    ],
)
def test_a_fault_is_told_at_its_line(
    folder: Path, name: str, old: str, new: str, told: str
) -> None:
    problem, line = planted(folder, name, old, new)
    assert told in problem.message
    assert problem.line == line
    assert problem.where.startswith("half.rows.")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("ask: 停机那次他身边", "asks: 停机那次他身边", "ask"),
        ("blank: [talk, support], ", "", "缺少 blank"),
        ("blank: [talk, support]", "blank: []", "至少要有 1 项"),
    ],
)
def test_a_row_has_fields_and_a_question(folder: Path, old: str, new: str, told: str) -> None:
    path = folder / "team.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_case(folder)
    assert any(told in problem.message for problem in caught.value.problems)


def test_a_sheet_without_its_half_filled_version_is_told(folder: Path) -> None:
    path = folder / "churn.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("half:")], encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_case(folder)
    assert "缺少 half" in caught.value.problems[0].message


def test_a_row_stays_whole_for_the_reader_to_follow(folder: Path) -> None:
    path = folder / "team.yaml"
    text = path.read_text(encoding="utf-8")
    rows = "".join(
        f"    - {{row: {row}, blank: [goal], ask: 谁？}}\n" for row in ("zhou-ran", "xu-feng")
    )
    path.write_text(text.replace("  finish: 约定", rows + "  finish: 约定"), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_case(folder)
    (problem,) = caught.value.problems
    assert "至少留一行完整的" in problem.message
    assert problem.line == text[: text.index("  rows:")].count("\n") + 1
