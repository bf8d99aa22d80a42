"""The form of the confrontation matrix as a person uses it. What all tools share is in tool/."""

from datetime import UTC, datetime

import pytest
from pydantic import BaseModel

from course.store.sheets import SheetKey, open_sheet, save_sheet
from exercises import exercises
from exercises.confrontation.sheet import (
    ConfrontationSheet,
    Issue,
    change_cell,
    name_members,
)
from exercises.confrontation.view.line import AGREED
from exercises.swot.sheet import SwotSheet, change_row, remove_row
from modules.services import course
from tests.modules.conftest import Visitor, today, words
from tests.modules.forms import choose, labels, press, whole, widget, write

OURS = {"tool": "confrontation", "subject": "case", "side": "us"}


def example(tool: str = "confrontation", kind: str = "full"):
    words_of = course().tools[tool].examples[kind]
    return exercises()[tool].from_example(words_of, today())


def saved(learner: Visitor) -> ConfrontationSheet:
    """What is in the database now."""
    with learner.store.reading() as db:
        key = SheetKey("confrontation", "case", "us")
        return ConfrontationSheet.model_validate(open_sheet(db, learner.actor, key).data or {})


def keep(learner: Visitor, sheet: BaseModel, tool: str = "confrontation") -> None:
    """Save as another device would."""
    key = SheetKey(tool, "case", "us")
    with learner.store.writing() as db:
        base = open_sheet(db, learner.actor, key).revision
        data = sheet.model_dump(mode="json")
        save_sheet(db, learner.actor, key, data, base, datetime.now(UTC))


@pytest.fixture
def with_swot(learner: Visitor) -> Visitor:
    """Somebody who has filled in the SWOT."""
    keep(learner, example("swot"), "swot")
    return learner


@pytest.fixture
def filled(with_swot: Visitor) -> Visitor:
    """Somebody whose matrix is the worked example."""
    keep(with_swot, example())
    return with_swot


def test_without_a_swot_it_says_where_to_begin(learner: Visitor) -> None:
    tab = learner.open("tool", OURS)

    assert not tab.exception
    assert "先到 SWOT 表里写" in words(tab)
    assert press(tab, "first-sheet").query_params["tool"] == "swot"


def test_with_a_swot_it_does_not_send_one_back(with_swot: Visitor) -> None:
    tab = with_swot.open("tool", OURS)

    assert not tab.exception
    assert "first-sheet" not in {button.key for button in tab.button}


def test_on_the_customers_side_it_says_who_we_are(learner: Visitor) -> None:
    assert "这里的“我们”就是恒屿" in words(learner.open("tool", {**OURS, "side": "customer"}))
    assert "这里的“我们”" not in words(learner.open("tool", OURS))


def test_the_first_column_stands_open_and_asks_every_inside_fact(with_swot: Visitor) -> None:
    tab = with_swot.open("tool", OURS)

    assert not tab.exception
    assert "36 格，已打 0 格" in words(tab)
    asked = [one for one in tab.segmented_control if one.key.endswith("-score")]
    assert [one.key.split("-")[-2] for one in asked] == [
        f"{one}×O1" for one in ("S1", "S2", "S3", "W1", "W2", "W3")
    ]


def test_a_score_is_saved_with_the_words_of_both_facts(with_swot: Visitor) -> None:
    tab = choose(with_swot.open("tool", OURS), "S2×O1-score", 2)

    cell = saved(with_swot).cell("S2×O1")
    assert cell.score == 2
    assert [one.text for one in cell.origins] == [
        "澄云 12 个站实测平均节电 11%",
        "恒屿要求 24 个月内单位电耗降 10%，每季度上报",
    ]
    assert "已打 1 格" in words(whole(tab))


def test_a_strong_score_asks_for_its_reason_and_keeps_it(with_swot: Visitor) -> None:
    tab = choose(with_swot.open("tool", OURS), "S2×O1-score", 2)
    assert "S2×O1 打了 ++，还没有写理由" in words(tab)

    tab = write(tab, "S2×O1-reason", "手里有 12 个站的实测报告")

    assert saved(with_swot).cell("S2×O1").reason == "手里有 12 个站的实测报告"
    assert "还没有写理由" not in words(whole(tab))


def test_a_column_stays_open_when_its_last_cell_was_scored(with_swot: Visitor) -> None:
    tab = with_swot.open("tool", OURS)
    for inside in ("S1", "S2", "S3", "W1", "W2", "W3"):
        tab = choose(tab, f"{inside}×O1-score", 2 if inside == "W3" else 0)

    assert widget(tab, "text_input", "W3×O1-reason").value == ""
    tab = press(tab, "O1-next")
    assert any(one.key.endswith("S1×O2-score") for one in tab.segmented_control)


def test_a_row_can_be_scored_as_well(filled: Visitor) -> None:
    tab = filled.open("tool", OURS)
    assert not any(one.key.endswith("-score") for one in tab.segmented_control)

    tab = choose(tab, "by_row", "W2")

    asked = [one.key.split("-")[-2] for one in tab.segmented_control if one.key.endswith("-score")]
    assert asked == [f"W2×{one}" for one in ("O1", "O2", "O3", "T1", "T2", "T3")]


def test_the_sums_of_the_case_are_on_the_screen(filled: Visitor) -> None:
    said = words(filled.open("tool", OURS))

    for shown in ("S2（+9）", "W2（−7）", "T1（−2）", "归一化 0.61", "归一化 −0.39"):
        assert shown in said


def test_words_changed_in_the_swot_are_shown_and_accepted_for_all_cells_at_once(
    filled: Visitor,
) -> None:
    keep(filled, change_row(example("swot"), "W2", text="投诉 12 天闭环"), "swot")
    tab = filled.open("tool", OURS)
    assert "SWOT 改过，这些格需复核" in words(tab)
    assert "打分时：宜宾停机投诉 23 天才闭环" in words(tab)
    assert "现在是：投诉 12 天闭环" in words(tab)
    assert saved(filled).cell("W2×T1").origins[0].text == "宜宾停机投诉 23 天才闭环"

    tab = press(tab, "settle-W2")

    assert saved(filled).cell("W2×T1").origins[0].text == "投诉 12 天闭环"
    assert saved(filled).cell("W2×T1").score == -2
    assert "需复核" not in words(whole(tab))


def test_cells_of_a_deleted_fact_stay_until_they_are_cleared(filled: Visitor) -> None:
    keep(filled, remove_row(example("swot"), "T3"), "swot")
    tab = filled.open("tool", OURS)
    assert "SWOT 里已经没有" in words(tab)
    assert "锂电扩产放缓" in words(tab)
    assert saved(filled).cell("W3×T3").score == -1

    tab = press(tab, "settle-T3")
    assert saved(filled).cell("W3×T3").score is None
    assert "SWOT 里已经没有" not in words(whole(tab))

    press(whole(tab), "undo")
    assert saved(filled).cell("W3×T3").score == -1


def test_a_swot_that_was_emptied_takes_nothing_away(filled: Visitor) -> None:
    keep(filled, SwotSheet(), "swot")

    tab = filled.open("tool", OURS)

    assert not tab.exception
    assert "SWOT 里已经没有" in words(tab)
    assert len(saved(filled).rows) == 36


def test_facts_can_be_left_out_of_the_matrix(filled: Visitor) -> None:
    tab = filled.open("tool", OURS)
    chosen = widget(tab, "pills", "facts-chosen")

    tab = chosen.set_value([one for one in chosen.value if one != "T3"]).run()

    assert not tab.exception
    assert saved(filled).left_out == ("T3",)
    assert "30 格都打了" in words(whole(tab))
    assert saved(filled).cell("W3×T3").score == -1


def test_an_issue_brings_cells_together(filled: Visitor) -> None:
    keep(filled, example().model_copy(update={"issues": ()}))
    tab = press(filled.open("tool", OURS), "add-issue")
    assert "还没归进议题的" in words(tab)

    tab = write(tab, "I1-name", "信任")
    cells = widget(tab, "pills", "I1-cells")
    tab = cells.set_value(["W2×T1", "W2×O3"]).run()

    assert not tab.exception
    issue = saved(filled).issues[0]
    assert (issue.name, issue.cells) == ("信任", ("W2×T1", "W2×O3"))
    press(whole(tab), "I1-delete")
    assert saved(filled).issues == ()


def test_the_coach_beside_an_issue_answers_while_its_name_is_typed(
    filled: Visitor, parts_asked_for: None
) -> None:
    keep(filled, example().model_copy(update={"issues": (Issue(id="I1", name="服务"),)}))
    tab = filled.open("tool", OURS)
    assert "议题“服务”没有引用任何 ++ 或 −− 的格" in words(tab)

    tab = write(tab, "I1-name", "信任")

    assert "议题“信任”没有引用任何 ++ 或 −− 的格" in words(tab)
    assert "36 格" not in words(tab), "the issues are drawn, not the sheet"


def test_a_group_scores_apart_and_talks_where_it_differs(filled: Visitor) -> None:
    tab = widget(filled.open("tool", OURS), "text_input", "group-members")
    tab = tab.set_value("周然、樊军").run()
    assert [one.name for one in saved(filled).members] == ["周然", "樊军"]

    tab = choose(tab, "by_column", "T1")
    for voter, vote in (("M1", 3), ("M2", -2)):
        tab = choose(tab, "voter", voter)
        assert "周然 +3" not in words(tab), "nobody is led by what another gave"
        tab = choose(tab, f"W2×T1-vote-{voter}", vote)
    assert "周然 +3" in words(choose(tab, "voter", AGREED))

    assert saved(filled).cell("W2×T1").votes == {"M1": 3, "M2": -2}
    assert saved(filled).cell("W2×T1").score == -2
    tab = whole(tab)
    assert "1 格分歧大，先谈这几格" in words(tab)
    assert "标准差 2.5" in words(tab)

    tab = widget(tab, "checkbox", "discussed").check().run()
    assert saved(filled).cell("W2×T1").discussed
    assert "分歧大的格都谈过了" in words(whole(tab))


def test_who_leaves_the_list_takes_the_votes_along_and_comes_back(filled: Visitor) -> None:
    sheet = name_members(example(), ["周然", "樊军"])
    keep(filled, change_cell(sheet, "S1×O1", votes={"M1": 3, "M2": -1}))
    tab = filled.open("tool", OURS)

    tab = widget(tab, "text_input", "group-members").set_value("周然").run()
    assert saved(filled).cell("S1×O1").votes == {"M1": 3}

    press(whole(tab), "undo")
    assert saved(filled).cell("S1×O1").votes == {"M1": 3, "M2": -1}


def test_the_worked_example_reads_to_the_end(learner: Visitor) -> None:
    tab = learner.open("tool", {**OURS, "sheet": "full"})

    assert not tab.exception
    for shown in ("供应商评分里服务占 35 分", "说优势，先说它", "最痛的短板是W2"):
        assert shown in words(tab)
    assert "下一列" not in labels(tab)


def test_one_may_begin_with_the_half_filled_sheet(with_swot: Visitor) -> None:
    tab = with_swot.open("tool", {**OURS, "sheet": "half"})

    tab = press(tab, "start-half")

    assert "36 格，已打 24 格" in words(tab)
    assert any(one.key.endswith("S1×T2-score") for one in tab.segmented_control)


def test_two_tabs_that_score_one_cell_come_together(with_swot: Visitor) -> None:
    here, other = (with_swot.open("tool", OURS) for _ in range(2))
    choose(choose(other, "S1×O1-score", 1), "S2×O1-score", 1)

    here = choose(here, "S1×O1-score", -1)
    assert "另一处有更新的版本" in words(here)
    next(b for b in here.button if b.label == "把我的改动加上去").click().run()

    scores = {cell.id: cell.score for cell in saved(with_swot).rows}
    assert scores == {"S1×O1": -1, "S2×O1": 1}


def test_what_was_typed_never_becomes_markup(filled: Visitor) -> None:
    nasty = '<img src=x onerror="alert(1)">'
    keep(filled, change_row(example("swot"), "S1", text=nasty), "swot")
    sheet = change_cell(example(), "S2×O1", reason=nasty)
    keep(filled, name_members(sheet, [nasty[:20]]))

    tab = filled.open("tool", OURS)

    assert "<img" not in words(tab)
    assert "&lt;img" in words(tab)
