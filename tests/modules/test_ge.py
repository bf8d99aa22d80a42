"""The form of the nine boxes as a person uses it. What all tools share is in tool/."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from course.store.sheets import SheetKey, open_sheet, save_sheet
from exercises.forces.sheet import change_force
from exercises.forces.sheet import from_example as forces_from_example
from exercises.ge.sheet import GeSheet, change_factor, from_example
from modules.services import course
from tests.modules.conftest import Visitor, today, words
from tests.modules.forms import choose, labels, press, whole, widget, write

OURS = {"tool": "ge", "subject": "case", "side": "us"}
KEY = SheetKey("ge", "case", "us")
FORCES = SheetKey("forces", "case", "us")


def saved(learner: Visitor) -> GeSheet:
    """What is in the database now."""
    with learner.store.reading() as db:
        return GeSheet.model_validate(open_sheet(db, learner.actor, KEY).data or {})


def keep(learner: Visitor, sheet, key: SheetKey = KEY, ago: timedelta = timedelta()) -> None:
    """Save as another device would."""
    with learner.store.writing() as db:
        base = open_sheet(db, learner.actor, key).revision
        data = sheet.model_dump(mode="json")
        save_sheet(db, learner.actor, key, data, base, datetime.now(UTC) - ago)


def example(kind: str) -> GeSheet:
    return from_example(course().tools["ge"].examples[kind], today())


def forces_example():
    return forces_from_example(course().tools["forces"].examples["full"], today())


def take(tab: AppTest, axis: str, factor: str) -> AppTest:
    """Press one of the factors offered for an axis."""
    tab = whole(widget(tab, "pills", f"{axis}-offered").set_value(factor).run())
    assert not tab.exception
    return tab


@pytest.fixture
def filled(learner: Visitor) -> AppTest:
    """A tab on the worked example as one's own sheet."""
    keep(learner, example("full"))
    return learner.open("tool", OURS)


@pytest.fixture
def lithium(filled: AppTest) -> AppTest:
    """The same with the first unit open."""
    return whole(press(filled, "go-ge-case-us-U1"))


def test_an_empty_sheet_asks_for_factors_first(learner: Visitor) -> None:
    tab = learner.open("tool", OURS)

    assert not tab.exception
    assert "先定因素和权重" in words(tab)
    assert [pill.key.split("-")[-2] for pill in tab.pills] == ["attractiveness", "strength"]
    assert "合起来看" not in [header.value for header in tab.header]


def test_an_offered_factor_is_taken_with_one_press_and_opens_its_axis(learner: Visitor) -> None:
    tab = take(learner.open("tool", OURS), "attractiveness", "竞争弱")

    factor = saved(learner).factor("A1")
    assert (factor.name, factor.reverse) == ("竞争弱", True)
    assert factor.five
    assert widget(tab, "text_input", "A1-factor_name").value == "竞争弱"
    assert "竞争弱" not in widget(tab, "pills", "attractiveness-offered").options


def test_every_field_of_a_factor_is_saved(learner: Visitor) -> None:
    tab = whole(press(learner.open("tool", OURS), "go-ge-case-us-strength"))
    tab = whole(press(tab, "strength-add"))
    tab = write(tab, "B1-factor_name", "交期")
    tab = write(tab, "B1-weight", "０.25")
    tab = write(tab, "B1-five", "八周以内")
    widget(tab, "checkbox", "B1-reverse").check().run()

    factor = saved(learner).factor("B1")
    assert (factor.name, factor.weight, factor.five, factor.reverse) == (
        "交期",
        0.25,
        "八周以内",
        True,
    )


def test_a_weight_above_1_is_told_of_and_not_saved(learner: Visitor, filled: AppTest) -> None:
    tab = whole(press(filled, "go-ge-case-us-strength"))

    tab = write(tab, "B1-weight", "25")

    assert "不能大于 1" in words(tab)
    assert saved(learner).factor("B1").weight == 0.25


def test_weights_are_normalised_with_one_press_and_the_old_ones_can_be_had_back(
    learner: Visitor, filled: AppTest
) -> None:
    tab = whole(press(filled, "go-ge-case-us-strength"))
    assert "归一化" not in labels(tab)
    tab = whole(write(tab, "B1-weight", "0.75"))
    assert "权重合计 1.5" in words(tab)

    tab = whole(press(tab, "normalise"))

    assert saved(learner).factor("B1").weight == 0.5
    assert widget(tab, "text_input", "B1-weight").value == "0.5"
    press(tab, "undo")
    assert saved(learner).factor("B1").weight == 0.75


def test_a_factor_deleted_can_be_had_back_with_its_scores(
    learner: Visitor, filled: AppTest
) -> None:
    tab = whole(press(filled, "go-ge-case-us-strength"))
    tab = whole(press(tab, "B4-delete"))
    assert "B4" not in saved(learner).row("U1").scores

    press(tab, "undo")

    assert saved(learner).row("U1").scores["B4"] == 4


def test_every_field_of_a_unit_is_saved(learner: Visitor, filled: AppTest) -> None:
    tab = whole(press(filled, "go-ge-case-us-U1"))
    tab = whole(write(tab, "U1-name", "储能"))
    tab = write(tab, "U1-market", "8.5")
    tab = write(tab, "U1-revenue", "1,720")
    tab = choose(tab, "U1-A1", 3)
    tab = choose(tab, "U1-B5", None)
    tab = choose(tab, "U1-attractiveness_trend", "up")
    tab = choose(tab, "U1-strength_trend", "down")
    tab = choose(tab, "U1-action", "harvest")
    tab = write(tab, "U1-plan", "不再派人")
    tab = write(tab, "U1-reason", "两家都停了招标")
    tab = choose(tab, "U1-confidence", 3)
    tab = write(tab, "U1-note", "月底再核")
    write(tab, "evidence-0-text", "台账")

    row = saved(learner).row("U1")
    assert (row.name, row.market, row.revenue) == ("储能", 8.5, 1720.0)
    assert (row.scores["A1"], "B5" in row.scores) == (3, False)
    assert (row.attractiveness_trend, row.strength_trend) == ("up", "down")
    assert (row.action, row.plan, row.reason) == ("harvest", "不再派人", "两家都停了招标")
    assert (row.confidence, row.note, row.evidence[0].text) == (3, "月底再核", "台账")


@pytest.mark.parametrize("field", ["plan", "check", "note", "evidence-0-text"])
def test_what_is_written_of_a_unit_does_not_draw_its_scores_again(
    learner: Visitor, field: str
) -> None:
    # Saved in another minute: what the page says of saving changes, and so is drawn anew as well.
    keep(learner, example("full"), ago=timedelta(hours=1))
    tab = whole(press(learner.open("tool", OURS), "go-ge-case-us-U1"))
    assert widget(tab, "segmented_control", "U1-A1")

    tab = write(tab, field, "月底再核")

    assert widget(tab, "text_input", field).value == "月底再核"
    assert [c.key.split("-")[-1] for c in tab.segmented_control] == ["confidence"]
    assert "已保存" in words(tab)


def test_the_coach_answers_what_is_written_of_a_unit(learner: Visitor) -> None:
    keep(learner, example("full"), ago=timedelta(hours=1))
    tab = whole(press(learner.open("tool", OURS), "go-ge-case-us-U1"))

    drawn = [words(write(tab, "U1-check", "")), words(whole(tab))]

    remark = [re.findall(r'<div class="coach (?!good).*?</div>', one) for one in drawn]
    assert remark[0]
    assert remark[0] == remark[1]


def test_a_score_at_once_shows_in_the_box(learner: Visitor, lithium: AppTest) -> None:
    assert "3.45 / 3.60" not in words(lithium)  # the open unit shows more
    assert "份额 3→4：竞争实力变成 3.85，换到中·强" in words(lithium)

    tab = whole(choose(lithium, "U1-B1", 4))

    assert "<b>3.85</b>" in words(tab)
    assert "<b>中·强</b>，默认投资" in words(tab)


def test_a_reason_is_asked_for_once_the_action_departs(learner: Visitor, lithium: AppTest) -> None:
    assert not [f for f in lithium.text_input if f.key.endswith("U1-reason")]

    tab = whole(choose(lithium, "U1-action", "invest"))

    assert "你选的是投资，还没有写理由" in words(tab)
    tab = whole(write(tab, "U1-reason", "恒屿签了三年框架"))
    assert "还没有写理由" not in words(tab)


def test_a_unit_deleted_can_be_had_back(learner: Visitor, lithium: AppTest) -> None:
    tab = whole(press(lithium, "U1-delete"))
    assert [unit.id for unit in saved(learner).rows] == ["U2", "U3", "U4", "U5"]

    press(tab, "undo")

    assert saved(learner).row("U1").name == "锂电"


def test_a_new_unit_opens_and_asks_for_what_it_is(learner: Visitor, filled: AppTest) -> None:
    tab = whole(press(filled, "ge-case-us-add"))

    assert widget(tab, "text_input", "U6-name").value == ""
    assert saved(learner).row("U6").scores == {}


def test_the_five_forces_stand_beside_the_factor_of_rivalry(
    learner: Visitor, filled: AppTest
) -> None:
    assert "先填完五要素表" in words(whole(press(filled, "go-ge-case-us-attractiveness")))
    keep(learner, forces_example(), FORCES)

    tab = whole(press(learner.open("tool", OURS), "go-ge-case-us-attractiveness"))
    assert words(tab).count("吸引力 = 6 − 3.44 = 2.56") == 1
    tab = whole(press(tab, "A4-reference"))

    (origin,) = saved(learner).factor("A4").origins
    assert (origin.tool, origin.row, origin.value) == ("forces", "industry", "2.56")
    assert "来自 <b>五要素·行业</b>" in words(tab)
    tab = whole(press(tab, "go-ge-case-us-U1"))
    assert "2.56 作参照" in words(tab)


def test_a_reference_noted_is_to_be_reviewed_once_the_forces_say_something_else(
    learner: Visitor,
) -> None:
    keep(learner, example("full"))
    keep(learner, forces_example(), FORCES)
    tab = whole(press(learner.open("tool", OURS), "go-ge-case-us-attractiveness"))
    press(tab, "A4-reference")
    forces = forces_example()
    for force in forces.forces:
        forces = change_force(forces, force.id, weight=0.2)
    keep(learner, forces, FORCES)

    tab = whole(press(learner.open("tool", OURS), "go-ge-case-us-attractiveness"))

    assert "需复核 五要素·行业" in words(tab)
    assert "全行业的吸引力 2.56" in words(tab)
    assert "全行业的吸引力 2.76" in words(tab)
    tab = whole(press(tab, "A4-accept"))
    assert "需复核" not in words(tab)
    assert saved(learner).factor("A4").origins[0].value == "2.76"


def test_the_figure_its_table_and_its_bands_stand_under_the_units(filled: AppTest) -> None:
    said = words(filled)

    assert "选择：锂电、食品饮料、电子半导体。收获：纺织。" in said
    assert "左弱右强" in said
    assert '<table class="book stack kept">' in said
    assert "汽车零部件的动作和格不同" in said


def test_the_worked_example_reads_to_the_end(learner: Visitor) -> None:
    tab = learner.open("tool", {**OURS, "sheet": "full"})

    assert not tab.exception
    for shown in ("3.45 / 3.60", "择一突破或放弃", "边界", "丁海问的另一个数", "反向，5 分是"):
        assert shown in words(tab)
    assert not tab.text_input


def test_one_may_begin_with_the_half_filled_sheet_and_is_asked_its_questions(
    learner: Visitor,
) -> None:
    tab = press(learner.open("tool", {**OURS, "sheet": "half"}), "start-half")

    tab = whole(press(whole(tab), "go-ge-case-us-U3"))

    assert "主机厂年年压价" in words(tab)


def test_the_changes_of_two_tabs_come_together_by_factor_and_by_score(learner: Visitor) -> None:
    keep(learner, example("full"))
    here = whole(press(learner.open("tool", OURS), "go-ge-case-us-U1"))
    keep(learner, change_factor(example("full"), "A1", weight=0.3))

    here = choose(here, "U1-B1", 4)
    assert "另一处有更新的版本" in words(here)
    next(b for b in here.button if b.label == "把我的改动加上去").click().run()

    merged = saved(learner)
    assert merged.factor("A1").weight == 0.3
    assert merged.row("U1").scores["B1"] == 4


def test_what_was_typed_never_becomes_markup(learner: Visitor) -> None:
    nasty = '<img src=x onerror="alert(1)">'
    sheet = example("full")
    for factor in sheet.factors:
        sheet = change_factor(sheet, factor.id, name=nasty, five=nasty)
    keep(learner, sheet)

    tab = whole(press(learner.open("tool", OURS), "go-ge-case-us-U1"))
    tab = whole(write(tab, "U1-name", nasty))

    assert "<img" not in words(tab)
    assert "&lt;img" in words(tab)
