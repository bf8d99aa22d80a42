"""The form of the five forces as a person uses it. What all tools share is in tool/."""

from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from course.store.sheets import SheetKey, open_sheet, save_sheet
from exercises.forces.sheet import FORCES, ForcesSheet, from_example, pressure
from exercises.pest.sheet import PestSheet, add_row, change_row, set_aside
from modules.services import course
from tests.modules.conftest import Visitor, today, words
from tests.modules.forms import choose, labels, press, whole, widget, write

OURS = {"tool": "forces", "subject": "case", "side": "us"}
KEY = SheetKey("forces", "case", "us")
RIVAL = "诺维克降价 8%，免费试机"


def saved(learner: Visitor) -> ForcesSheet:
    """What is in the database now."""
    with learner.store.reading() as db:
        return ForcesSheet.model_validate(open_sheet(db, learner.actor, KEY).data or {})


def keep(learner: Visitor, sheet: ForcesSheet | PestSheet | dict, key: SheetKey = KEY) -> None:
    """Save as another device would."""
    data = sheet if isinstance(sheet, dict) else sheet.model_dump(mode="json")
    with learner.store.writing() as db:
        base = open_sheet(db, learner.actor, key).revision
        save_sheet(db, learner.actor, key, data, base, datetime.now(UTC))


def example(kind: str) -> ForcesSheet:
    return from_example(course().tools["forces"].examples[kind], today())


def weigh(tab: AppTest, force: str, value: float) -> AppTest:
    tab = widget(tab, "number_input", f"{force}-weight").set_value(value).run()
    assert not tab.exception
    return tab


@pytest.fixture
def with_a_driver(learner: Visitor) -> AppTest:
    """A tab in which the first driver was begun."""
    return press(learner.open("tool", OURS), "add-buyers")


@pytest.fixture
def filled(learner: Visitor) -> AppTest:
    """A tab on the worked example as one's own sheet."""
    keep(learner, example("full"))
    return learner.open("tool", OURS)


def test_an_empty_sheet_asks_for_the_industry_first(learner: Visitor) -> None:
    tab = learner.open("tool", OURS)

    assert not tab.exception
    fields = [field.label for field in tab.text_input if field.key.startswith("forces-")]
    assert fields == ["这一行做什么、在哪里", "卖给谁"]
    assert labels(tab).count("加一个驱动") == 5
    assert "合起来看" not in [header.value for header in tab.header]


def test_the_industry_is_saved_and_the_coach_then_has_no_more_to_say_of_it(
    learner: Visitor,
) -> None:
    keep(learner, example("full").model_copy(update={"boundary": "", "buyer": ""}))
    tab = learner.open("tool", OURS)
    assert "行业没有画界" in words(tab)

    write(write(tab, "sheet-boundary", "华东的空压系统"), "sheet-buyer", "动力部")

    assert (saved(learner).boundary, saved(learner).buyer) == ("华东的空压系统", "动力部")
    assert "行业没有画界" not in words(learner.open("tool", OURS))


def test_every_field_of_a_driver_is_saved(learner: Visitor, with_a_driver: AppTest) -> None:
    tab = write(with_a_driver, "M1-name", "拖得起")
    tab = choose(tab, "M1-score", 4)
    tab = write(tab, "evidence-0-text", "回款平均 150 天")
    tab = write(tab, "evidence-0-source", "对账单")
    tab = write(tab, "evidence-0-date", "2026-09")
    tab = choose(tab, "M1-confidence", 2)
    write(tab, "M1-note", "月底再核一次")

    row = saved(learner).row("M1")
    assert (row.name, row.score, row.confidence, row.note) == ("拖得起", 4, 2, "月底再核一次")
    assert (row.evidence[0].text, row.evidence[0].source) == ("回款平均 150 天", "对账单")


def test_an_offered_driver_is_taken_with_one_press_and_says_what_a_5_is(
    learner: Visitor, with_a_driver: AppTest
) -> None:
    offered = widget(with_a_driver, "pills", "M1-offered")
    assert "价格敏感" in offered.options

    tab = offered.set_value("价格敏感").run()

    assert not tab.exception
    assert saved(learner).row("M1").name == "价格敏感"
    assert widget(tab, "text_input", "M1-name").value == "价格敏感"
    assert "打 5 分是：降价写进了客户采购的指标" in words(tab)
    tab = press(whole(tab), "add-buyers")
    assert "价格敏感" not in widget(tab, "pills", "M2-offered").options


def test_a_score_at_once_shows_in_the_pressure(learner: Visitor, with_a_driver: AppTest) -> None:
    tab = whole(choose(write(with_a_driver, "M1-name", "信息"), "M1-score", 4))

    assert "行业压力 <b>4.00</b>" in words(tab)
    assert "目前算进 1 种力量、1 个驱动" in words(tab)


def test_a_driver_goes_to_another_force_and_comes_back(
    learner: Visitor, with_a_driver: AppTest
) -> None:
    tab = write(with_a_driver, "M1-name", "磁悬浮降价")
    tab = widget(tab, "radio", "M1-force").set_value("substitutes").run()
    assert [row.id for row in saved(learner).rows] == ["D1"]

    press(whole(tab), "undo")

    assert [row.id for row in saved(learner).rows] == ["M1"]


def test_a_driver_deleted_can_be_had_back(learner: Visitor, with_a_driver: AppTest) -> None:
    tab = write(with_a_driver, "M1-name", "信息")
    again = widget(tab, "button", "M1-delete")
    tab = press(whole(tab), "M1-delete")
    assert saved(learner).rows == ()

    press(whole(tab), "undo")
    assert saved(learner).row("M1").name == "信息"
    again.click()
    assert not tab.run().exception


def test_weights_and_trends_are_saved(learner: Visitor, filled: AppTest) -> None:
    tab = weigh(filled, "entry", 0.2)
    tab = choose(tab, "entry-trend", "down")

    force = saved(learner).force("entry")
    assert (force.weight, force.trend) == (0.2, "down")
    assert "权重合计 1.05" in words(tab)


def test_weights_are_normalised_with_one_press_and_the_old_ones_can_be_had_back(
    learner: Visitor, filled: AppTest
) -> None:
    assert "归一化" not in labels(filled)
    tab = press(weigh(filled, "entry", 0.4), "normalise")

    given = [force.weight for force in saved(learner).forces]
    assert given == [0.32, 0.12, 0.24, 0.12, 0.2]
    assert widget(tab, "number_input", "entry-weight").value == 0.32
    tab = press(tab, "undo")
    assert saved(learner).force("entry").weight == 0.4


def test_a_weight_may_be_taken_away_again(learner: Visitor, filled: AppTest) -> None:
    tab = widget(filled, "number_input", "entry-weight").set_value(None).run()

    assert not tab.exception
    assert saved(learner).force("entry").weight is None
    assert "1 种力量还没有权重" in words(tab)


def test_the_responses_to_the_two_strongest_are_asked_for_and_saved(
    learner: Visitor, filled: AppTest
) -> None:
    tab = write(filled, "buyers-response", "先给苏晴看电耗")
    tab = whole(write(tab, "buyers-owner", "胡悦"))

    force = saved(learner).force("buyers")
    assert (force.response, force.owner) == ("先给苏晴看电耗", "胡悦")
    asked = {f.key.split("-")[-2] for f in tab.text_input if f.key.endswith("-response")}
    assert asked == {"buyers", "rivalry"}


def test_a_response_written_stays_when_its_force_is_no_longer_among_the_strongest(
    learner: Visitor, filled: AppTest
) -> None:
    low = {row.id: row for row in example("full").rows}
    rows = [
        row.model_copy(update={"score": 1}) if row.force == "rivalry" else row
        for row in low.values()
    ]
    keep(learner, example("full").model_copy(update={"rows": tuple(rows)}))

    tab = filled.run()

    asked = {f.key.split("-")[-2] for f in tab.text_input if f.key.endswith("-response")}
    assert asked == {"buyers", "substitutes", "rivalry"}


def set_aside_in_pest(learner: Visitor, text: str = RIVAL) -> None:
    pest, row = add_row(PestSheet(), "T")
    pest = change_row(
        pest, row, factor=text, evidence=({"text": "报价单的公开截图"},), confidence=2
    )
    keep(learner, set_aside(pest, row, "five-forces"), SheetKey("pest", "case", "us"))


def test_what_pest_set_aside_is_taken_over_with_its_source(learner: Visitor) -> None:
    set_aside_in_pest(learner)
    tab = learner.open("tool", OURS)
    assert RIVAL in words(tab)

    tab = press(tab, "offered-T1")

    row = saved(learner).row("J1")
    assert (row.name, row.confidence, row.evidence[0].text) == (RIVAL, 2, "报价单的公开截图")
    assert row.origin is not None
    assert (row.origin.tool, row.origin.row, row.origin.text) == ("pest", "T1", RIVAL)
    assert "来自 <b>PEST·T1</b>" in words(tab)
    assert "接过来" not in labels(tab)


def test_a_driver_taken_over_is_to_be_reviewed_once_pest_says_something_else(
    learner: Visitor,
) -> None:
    set_aside_in_pest(learner)
    press(learner.open("tool", OURS), "offered-T1")
    set_aside_in_pest(learner, "诺维克降价 10%")

    tab = press(learner.open("tool", OURS), "go-forces-case-us-J1")

    assert "需复核 PEST·T1" in words(tab)
    assert f"当时：<s>{RIVAL}</s>" in words(tab)
    assert "现在：诺维克降价 10%" in words(tab)
    assert saved(learner).row("J1").name == RIVAL

    tab = press(tab, "J1-accept")

    assert "需复核" not in words(whole(tab))
    assert saved(learner).row("J1").origin.text == "诺维克降价 10%"


def test_pest_says_where_its_row_went(learner: Visitor) -> None:
    set_aside_in_pest(learner)
    press(learner.open("tool", OURS), "offered-T1")

    pest = learner.open("tool", {**OURS, "tool": "pest"})

    assert "五要素·J1" in words(pest)


def test_once_its_driver_is_deleted_a_row_of_pest_is_offered_again(learner: Visitor) -> None:
    set_aside_in_pest(learner)
    tab = press(learner.open("tool", OURS), "offered-T1")

    tab = press(tab, "J1-delete")

    assert "接过来" in labels(whole(tab))


def test_a_pest_sheet_that_cannot_be_read_does_not_stop_this_one(learner: Visitor) -> None:
    keep(learner, {"nonsense": 1}, SheetKey("pest", "case", "us"))

    tab = learner.open("tool", OURS)

    assert not tab.exception
    assert labels(tab).count("加一个驱动") == 5


def test_the_rows_set_aside_on_the_other_side_are_not_offered(learner: Visitor) -> None:
    set_aside_in_pest(learner)

    assert RIVAL not in words(learner.open("tool", {**OURS, "side": "customer"}))


def test_the_worked_example_reads_to_the_end(learner: Visitor) -> None:
    tab = learner.open("tool", {**OURS, "sheet": "full"})

    assert not tab.exception
    for shown in ("3.44", "2.56", "同一个“转换成本”", "谁先动：许峰"):
        assert shown in words(tab)
    assert not tab.text_input


def test_one_may_begin_with_the_half_filled_sheet_and_is_asked_its_questions(
    learner: Visitor,
) -> None:
    tab = learner.open("tool", {**OURS, "sheet": "half"})
    tab = press(tab, "start-half")

    tab = press(tab, "go-forces-case-customer-G1")

    assert "四家供货，比九家更好换" in words(tab)


def test_the_changes_of_two_tabs_come_together_by_driver_and_by_force(learner: Visitor) -> None:
    keep(learner, example("full"))
    here, other = (learner.open("tool", OURS) for _ in range(2))
    weigh(other, "entry", 0.2)

    here = choose(here, "suppliers-trend", "up")
    assert "另一处有更新的版本" in words(here)
    here = next(b for b in here.button if b.label == "比较两处改动").click().run()
    assert "力量 新进入者 权重" in words(here) or "新进入者 权重" in words(here)
    assert "升" in words(here)
    next(b for b in here.button if b.label == "把我的改动加上去").click().run()

    merged = saved(learner)
    assert merged.force("entry").weight == 0.2
    assert merged.force("suppliers").trend == "up"
    assert pressure(merged) is not None


def test_what_was_typed_never_becomes_markup(learner: Visitor) -> None:
    nasty = '<img src=x onerror="alert(1)">'
    keep(learner, example("full"))
    tab = write(learner.open("tool", OURS), "buyers-response", nasty)
    tab = press(whole(tab), "go-forces-case-us-M1")
    tab = press(write(tab, "M1-name", nasty), "M1-close")

    assert "<img" not in words(tab)
    assert "&lt;img" in words(tab)
    assert all(force in FORCES for force in [f.id for f in saved(learner).forces])
