"""The form of the strategies as a person uses it. What all tools share is in tool/."""

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import BaseModel

from course.store.sheets import SheetKey, open_sheet, save_sheet
from exercises import exercises
from exercises.chain import Origin
from exercises.confrontation.sheet import change_cell, clear_cells
from exercises.pest import sheet as pest
from exercises.strategy.sheet import StrategySheet, change_row
from exercises.swot import sheet as swot
from modules.services import course
from tests.modules.conftest import Visitor, today, words
from tests.modules.forms import choose, labels, press, whole, widget, write

OURS = {"tool": "strategy", "subject": "case", "side": "us"}


def example(tool: str = "strategy", kind: str = "full"):
    words_of = course().tools[tool].examples[kind]
    return exercises()[tool].from_example(words_of, today())


def saved(learner: Visitor) -> StrategySheet:
    """What is in the database now."""
    with learner.store.reading() as db:
        key = SheetKey("strategy", "case", "us")
        return StrategySheet.model_validate(open_sheet(db, learner.actor, key).data or {})


def keep(learner: Visitor, sheet: BaseModel, tool: str = "strategy", side: str = "us") -> None:
    """Save as another device would."""
    key = SheetKey(tool, "case", side)
    with learner.store.writing() as db:
        base = open_sheet(db, learner.actor, key).revision
        data = sheet.model_dump(mode="json")
        save_sheet(db, learner.actor, key, data, base, datetime.now(UTC))


@pytest.fixture
def upstream(learner: Visitor) -> Visitor:
    """Somebody who has filled in the SWOT and the matrix."""
    for tool in ("swot", "confrontation"):
        keep(learner, example(tool), tool)
    return learner


@pytest.fixture
def filled(upstream: Visitor) -> Visitor:
    """Somebody whose strategies are the worked example."""
    keep(upstream, example())
    return upstream


def test_without_a_matrix_it_says_where_strategies_come_from(learner: Visitor) -> None:
    tab = learner.open("tool", OURS)

    assert not tab.exception
    assert "战略从对持矩阵的 ++ 和 −− 来" in words(tab)


def test_on_the_customers_side_it_asks_for_what_was_said_in_public(learner: Visitor) -> None:
    said = words(learner.open("tool", {**OURS, "side": "customer"}))

    assert "恒屿公开说过" in said
    assert "只用公告、通知、年报" in said


def test_an_issue_becomes_a_candidate_with_one_press(upstream: Visitor) -> None:
    tab = upstream.open("tool", OURS)
    assert labels(tab).count("写成候选") == 4

    tab = press(tab, "offered-issue-W2×T1")

    row = saved(upstream).row("X1")
    assert row.name == "信任"
    assert [one.row for one in row.origins] == ["W2×T1", "W2×O3"]
    assert [one.value for one in row.origins] == ["−−", "−−"]
    assert (row.lever, row.aim) == ("mend", "ward")
    assert "宜宾停机投诉 23 天才闭环（W2）" in row.with_what
    assert labels(whole(tab)).count("写成候选") == 3


def test_every_part_of_the_sentence_is_saved(upstream: Visitor) -> None:
    tab = press(upstream.open("tool", OURS), "strategy-case-us-add")
    assert widget(tab, "text_input", "X1-due").placeholder == "年-月-日"
    day = today() + timedelta(days=30)
    for name in ("name", "with_what", "at_what", "for_whom", "owner", "metric", "first_step"):
        tab = write(tab, f"X1-{name}", f"写了 {name}")
    for name in ("step_owner", "not_doing", "precondition", "note"):
        tab = write(tab, f"X1-{name}", f"写了 {name}")
    tab = write(tab, "X1-due", day.isoformat())
    tab = write(tab, "X1-step_day", day.isoformat())
    tab = choose(tab, "X1-lever", "mend")
    tab = choose(tab, "X1-undo", "easy")

    row = saved(upstream).row("X1")
    assert (row.metric, row.step_owner, row.note) == ("写了 metric", "写了 step_owner", "写了 note")
    assert (row.due, row.step_day, row.lever, row.undo) == (day, day, "mend", "easy")
    assert "弥补写了 with_what" in words(tab)


def test_cells_are_chosen_in_the_open_candidate(filled: Visitor) -> None:
    tab = press(filled.open("tool", OURS), "go-strategy-case-us-X4")
    cells = widget(tab, "pills", "X4-cells")
    assert "S3×O2" in cells.value

    tab = cells.set_value(["S3×O2", "S2×T2"]).run()

    assert not tab.exception
    assert [one.row for one in saved(filled).row("X4").origins] == ["S3×O2", "S2×T2"]


def test_a_reason_changed_in_the_matrix_is_shown_and_accepted(filled: Visitor) -> None:
    matrix = change_cell(example("confrontation"), "W2×T1", reason="评分改了，服务只占 20 分")
    keep(filled, matrix, "confrontation")
    tab = filled.open("tool", OURS)
    assert "需复核" in words(tab)

    tab = press(tab, "go-strategy-case-us-X3")
    assert "评分改了，服务只占 20 分" in words(tab)
    assert "供应商评分里服务占 35 分，这一项我们最低。" in words(tab)
    tab = press(tab, "X3-accept")

    assert saved(filled).row("X3").origins[0].text == "评分改了，服务只占 20 分"
    assert "需复核" not in words(whole(tab))


def test_a_factor_that_says_something_else_now_is_marked_in_the_table(filled: Visitor) -> None:
    assert "需复核" not in words(whole(filled.open("tool", OURS)))
    keep(filled, swot.change_row(example("swot"), "T1", text="供应商名单改由集团定"), "swot")

    tab = filled.open("tool", OURS)

    table = next(one.proto.body for one in tab.get("html") if "权重×分" in one.proto.body)
    marked = [line for line in table.split("<tr>") if "需复核" in line]
    assert len(marked) == 1
    assert ">T1 " in marked[0]


def test_a_cell_that_is_gone_stays_with_its_candidate(filled: Visitor) -> None:
    keep(filled, clear_cells(example("confrontation"), ["W2×T1"]), "confrontation")

    tab = press(filled.open("tool", OURS), "go-strategy-case-us-X3")

    assert "那张表里已经没有这一行" in words(tab)
    assert "W2×T1" in [one.row for one in saved(filled).row("X3").origins]


def test_what_pest_moved_here_can_be_taken_over(upstream: Visitor) -> None:
    sheet, row = pest.add_row(pest.PestSheet(), "T")
    sheet = pest.change_row(sheet, row, factor="公司加强无油机研发")
    keep(upstream, pest.set_aside(sheet, row, "strategy"), "pest")
    tab = upstream.open("tool", OURS)
    assert "公司加强无油机研发" in words(tab)

    press(tab, "offered-pest-T1")

    row = saved(upstream).row("X1")
    assert (row.name, row.origins[0].tool) == ("公司加强无油机研发", "pest")


def test_a_source_in_another_table_is_called_by_that_tables_short_name(filled: Visitor) -> None:
    unit = Origin(tool="ge", row="U1", text="锂电：选择", value="中·中")
    keep(filled, change_row(example(), "X4", origins=(unit,)))

    tab = filled.open("tool", OURS)

    assert words(tab).count("九宫格·U1 中·中") == 2, "its row and the table of candidates"
    assert "GE·U1" not in words(tab)
    assert "换投产日：九宫格·U1" in tab.get("plotly_chart")[-1].proto.alt


def test_facts_are_chosen_and_scored(upstream: Visitor) -> None:
    keep(upstream, example().model_copy(update={"factors": {}}))
    tab = upstream.open("tool", OURS)

    tab = widget(tab, "pills", "factors-chosen").set_value(["O1", "W2"]).run()
    assert not tab.exception
    tab = choose(whole(tab), "us-factor", "W2")
    tab = write(tab, "W2-weight", "1")
    tab = choose(tab, "W2-score-X1", 1)
    tab = choose(tab, "W2-score-X3", 4)

    factor = saved(upstream).factors["W2"]
    assert (factor.weight, factor.scores) == (1, {"X1": 1, "X3": 4})
    assert factor.origin.text == "宜宾停机投诉 23 天才闭环"


def test_the_totals_of_the_case_are_on_the_screen(filled: Visitor) -> None:
    said = words(filled.open("tool", OURS))

    for shown in (
        "5.80",
        "5.70",
        "4.30",
        "差不到 5%",
        "低 25.9%",
        "落在 V 格：维持",
        "脆弱：拿掉 S2",
    ):
        assert shown in said


def test_weights_are_normalised_with_one_press(filled: Visitor) -> None:
    tab = choose(filled.open("tool", OURS), "us-factor", "O1")
    tab = write(tab, "O1-weight", "0.9")
    tab = press(whole(tab), "us-normalise")

    assert saved(filled).factors["O1"].weight == 0.6
    press(tab, "us-undo")
    assert saved(filled).factors["O1"].weight == 0.9


def test_a_factor_dropped_takes_its_scores_along_and_comes_back(filled: Visitor) -> None:
    tab = filled.open("tool", OURS)
    chosen = widget(tab, "pills", "factors-chosen")

    tab = chosen.set_value([one for one in chosen.value if one != "W2"]).run()
    assert "W2" not in saved(filled).factors

    press(whole(tab), "undo")
    assert saved(filled).factors["W2"].scores["X3"] == 4


def test_the_decision_is_saved_and_sets_the_order(filled: Visitor) -> None:
    tab = filled.open("tool", OURS)
    assert "先后：C 90 天信任修复 → A 能效总包" in words(tab)

    tab = choose(tab, "X1-fate", "dropped")
    tab = write(whole(tab), "X1-carry", "先由 C 扛着")
    tab = write(tab, "sheet-why", "C 不等谁")

    sheet = saved(filled)
    assert (sheet.row("X1").fate, sheet.row("X1").carry) == ("dropped", "先由 C 扛着")
    assert sheet.why == "C 不等谁"
    assert "先后：C 90 天信任修复</b>" in words(whole(tab))


def test_the_coach_asks_beside_the_reason_for_the_order_and_answers_what_is_typed(
    filled: Visitor, parts_asked_for: None
) -> None:
    keep(filled, example().model_copy(update={"why": ""}))
    asked = "差不到 5%，还没有写凭什么定先后"
    tab = filled.open("tool", OURS)
    assert words(tab).count(asked) == 1

    tab = write(tab, "sheet-why", "C 是 A 的前提，先 C 后 A")

    assert asked not in words(tab)
    assert "同分的没有让分数排队" in words(tab)
    assert "写一条候选" not in labels(tab), "the decision is drawn, not the sheet"


def test_the_posture_is_rated(upstream: Visitor) -> None:
    keep(upstream, example().model_copy(update={"ratings": {}}))
    tab = press(upstream.open("tool", OURS), "us-posture")
    tab = choose(tab, "O1-rating", 4)
    tab = choose(tab, "S1-rating", 2)
    tab = write(tab, "O1-weight", "0.5")

    ratings = saved(upstream).ratings
    assert (ratings["O1"].rating, ratings["O1"].weight) == (4, 0.5)
    assert "落在 II 格：成长" in words(whole(tab))


def test_the_strategies_of_the_other_side_are_shown(filled: Visitor) -> None:
    theirs = StrategySheet(rows=(change_row(example(), "X1", name="能碳目标").row("X1"),))
    keep(filled, theirs, side="customer")

    said = words(filled.open("tool", OURS))

    assert "能碳目标" in said
    assert "只有这一边的主战略" not in said


def test_a_candidate_deleted_can_be_had_back(filled: Visitor) -> None:
    tab = press(filled.open("tool", OURS), "go-strategy-case-us-X3")

    tab = press(tab, "X3-delete")
    assert [row.id for row in saved(filled).rows] == ["X1", "X2", "X4"]

    press(whole(tab), "us-undo")
    assert saved(filled).row("X1").after == "X3"


def test_the_way_back_goes_with_the_next_rating(filled: Visitor) -> None:
    tab = press(filled.open("tool", OURS), "go-strategy-case-us-X3")
    tab = press(press(tab, "X3-delete"), "us-posture")

    tab = choose(tab, "O1-rating", 1)

    assert "写一条候选" in labels(tab), "the sheet is drawn, not the ratings alone"
    assert "已删除" not in words(tab)


def test_the_matrix_tells_where_its_cells_went(filled: Visitor) -> None:
    said = words(filled.open("tool", {**OURS, "tool": "confrontation"}))

    assert "用在 战略·C" in said


def test_the_worked_example_reads_to_the_end(learner: Visitor) -> None:
    tab = learner.open("tool", {**OURS, "sheet": "full"})

    assert not tab.exception
    for shown in ("5.80", "先后：C", "这一条是后来补的", "落在 V 格"):
        assert shown in words(tab)
    assert not tab.text_input


def test_two_tabs_that_choose_the_same_fact_come_together(upstream: Visitor) -> None:
    keep(upstream, example().model_copy(update={"factors": {}}))
    here, other = (upstream.open("tool", OURS) for _ in range(2))
    widget(other, "pills", "factors-chosen").set_value(["O1", "S2"]).run()

    here = widget(here, "pills", "factors-chosen").set_value(["O1", "W2"]).run()
    next(b for b in here.button if b.label == "把我的改动加上去").click().run()

    assert set(saved(upstream).factors) == {"O1", "S2", "W2"}


def test_what_was_typed_never_becomes_markup(filled: Visitor) -> None:
    nasty = '<img src=x onerror="alert(1)">'
    keep(filled, change_row(example(), "X1", name=nasty, with_what=nasty))

    tab = filled.open("tool", OURS)

    assert "<img" not in words(tab)
    assert "&lt;img" in words(tab)
