"""A mistake in the case is told with its file and place, and all of them in one run."""

import shutil
from pathlib import Path

import pytest

from course.content.case import load_case
from course.content.loader import load_course
from course.errors import ContentError
from tests.course.content.case.sums import CONTENT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(CONTENT / "case", tmp_path / "case")


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load_case(folder)
    return [f"{problem.path.name}:{problem.message}" for problem in caught.value.problems]


def test_a_missing_file_and_an_empty_folder_are_both_told(folder: Path):
    (folder / "needs.yaml").unlink()
    shutil.rmtree(folder / "interviews")
    told = faults(folder)
    assert any("needs.yaml" in line and "缺少" in line for line in told)
    assert any("interviews" in line for line in told)


def test_faults_of_several_files_are_told_in_one_run(folder: Path):
    change(folder, "people.yaml", "formal: 5", "formal: 6")
    change(folder, "churn.yaml", "score: 3", "score: 4")
    change(folder, "complaint.md", "audience: learner", "audience: everybody")
    change(folder, "transactions.csv", ",-12,", ",-13,")
    names = {line.split(":")[0] for line in faults(folder)}
    assert names == {"people.yaml", "churn.yaml", "complaint.md", "transactions.csv"}


def test_a_person_who_does_not_exist_is_named(folder: Path):
    change(folder, "objections.yaml", "person: luo-wen", "person: luo-wenn")
    change(folder, "churn.yaml", "owner: fan-jun", "owner: nobody")
    told = faults(folder)
    assert any("luo-wenn" in line for line in told)
    assert any("nobody" in line for line in told)


def test_a_quote_that_nobody_said_is_refused(folder: Path):
    change(folder, "needs.yaml", "夜班招了三个月", "夜班招了五个月")
    assert any("没有说过" in line for line in faults(folder))


def test_a_mark_must_quote_its_own_turn(folder: Path):
    change(folder, "interviews/01-liang-zhiyuan.yaml", "quote: 夜班招了三个月", "quote: 夜班招了")
    change(folder, "interviews/03-luo-wen.yaml", "quote: 到底找谁？", "quote: 到底是谁？")
    told = faults(folder)
    assert len(told) == 2
    assert any("到底是谁" in line for line in told)


def test_a_mark_with_a_need_also_has_its_level_and_side(folder: Path):
    change(
        folder, "interviews/03-luo-wen.yaml", "need: N3, level: 2, side: org", "need: N3, level: 2"
    )
    assert any("三样一起写" in line for line in faults(folder))


def test_an_objection_to_a_need_that_does_not_exist_is_told(folder: Path):
    change(folder, "objections.yaml", "need: N6", "need: N99")
    assert any("N99" in line for line in faults(folder))


def test_a_record_of_an_unknown_customer_is_told_with_its_line(folder: Path):
    change(folder, "transactions.csv", "晟驰汽零", "某某汽零")
    with pytest.raises(ContentError) as caught:
        load_case(folder)
    assert [problem.line for problem in caught.value.problems] == [2]


def test_words_that_are_not_used_are_found_in_the_case_too(tmp_path: Path):
    # The case's own loading leaves this to the check of all YAML files of the course.
    root = shutil.copytree(CONTENT, tmp_path / "zh")
    change(root / "case", "swot.yaml", "交期 8 周", "赋能客户, 交期 8 周")
    change(root / "case", "complaint.md", "\n\n", "\n\n赋能客户。\n\n")
    with pytest.raises(ContentError) as caught:
        load_course(root)
    told = [problem.path.name for problem in caught.value.problems]
    assert sorted(told) == ["complaint.md", "swot.yaml", "swot.yaml"]


def test_a_case_file_that_cannot_be_read_is_told_once(tmp_path: Path):
    root = shutil.copytree(CONTENT, tmp_path / "zh")
    change(root / "case", "swot.yaml", ":", ": [")
    with pytest.raises(ContentError) as caught:
        load_course(root)
    assert [problem.path.name for problem in caught.value.problems] == ["swot.yaml"]
