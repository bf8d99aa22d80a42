"""The learning contract as a person uses it. What all tools share is in tool/."""

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import BaseModel
from streamlit.testing.v1 import AppTest

from course.store.sheets import SheetKey, open_sheet, save_sheet
from exercises.competence.sheet import CompetenceSheet, change_mark, change_rating
from exercises.contract.sheet import ContractSheet, add_row, from_example
from modules.services import course
from tests.modules.conftest import Visitor, today, words
from tests.modules.forms import choose, labels, press, whole, widget, write

MINE = {"tool": "contract"}
KEY = SheetKey("contract", "own", "us")


def saved(learner: Visitor) -> ContractSheet:
    """What is in the database now."""
    with learner.store.reading() as db:
        return ContractSheet.model_validate(open_sheet(db, learner.actor, KEY).data or {})


def keep(learner: Visitor, sheet: BaseModel, key: SheetKey = KEY) -> None:
    """Save as another device would."""
    with learner.store.writing() as db:
        base = open_sheet(db, learner.actor, key).revision
        data = sheet.model_dump(mode="json")
        save_sheet(db, learner.actor, key, data, base, datetime.now(UTC))


def chosen(leaves: str = "一张格格有凭据的角色图", days: int = 40) -> CompetenceSheet:
    """A self-assessment in which one competency was chosen."""
    sheet = change_mark(CompetenceSheet(), "network", "before", score=2)
    due = today() + timedelta(days=days)
    return change_rating(sheet, "network", chosen=True, leaves=leaves, day=due)


ASSESSMENT = SheetKey("competence", "own", "us")


@pytest.fixture
def begun(learner: Visitor) -> AppTest:
    """A tab in which the first commitment was begun."""
    return press(learner.open("tool", MINE), "add-30")


def test_an_empty_contract_asks_for_the_customer_first(learner: Visitor) -> None:
    tab = learner.open("tool", MINE)

    assert not tab.exception
    fields = [field.label for field in tab.text_input if field.key.startswith("contract-")]
    assert fields == ["我带着学的客户", "我要弄清的一个问题", "从哪天算起"]
    assert labels(tab).count("加一条承诺") == 3
    assert "还没有承诺" in words(tab)


def test_the_first_commitment_begins_the_ninety_days(learner: Visitor, begun: AppTest) -> None:
    start = saved(learner).start

    assert start is not None
    assert abs((start - today()).days) <= 1
    assert widget(whole(begun), "text_input", "sheet-start").value == start.isoformat()


def test_every_field_of_a_commitment_is_saved(learner: Visitor, begun: AppTest) -> None:
    due = (today() + timedelta(days=20)).isoformat()
    tab = write(begun, "C1-what", "约见苏晴，问她缺哪个数")
    tab = write(whole(tab), "C1-whom", "苏晴")
    tab = write(tab, "C1-result", "由没有，到记下 2 句原话")
    tab = write(tab, "C1-where", "访谈记录")
    write(tab, "C1-due", due)

    row = saved(learner).row("C1")
    assert (row.what, row.whom, row.result, row.where) == (
        "约见苏晴，问她缺哪个数",
        "苏晴",
        "由没有，到记下 2 句原话",
        "访谈记录",
    )
    assert row.due is not None
    assert row.due.isoformat() == due


def test_customer_question_and_frame_are_saved(learner: Visitor, begun: AppTest) -> None:
    tab = write(begun, "C1-what", "约见苏晴，问她缺哪个数")
    tab = write(whole(tab), "sheet-account", "H 公司")
    tab = write(whole(tab), "sheet-question", "谁的话她听得进去？")
    tab = write(whole(tab), "sheet-reminder", "秦岚，每月最后一个周五")
    tab = write(whole(tab), "sheet-stop", "路过拜访由每周 4 小时减到 1 小时")
    write(whole(tab), "sheet-not_promised", "不承诺份额")

    sheet = saved(learner)
    assert (sheet.account, sheet.question) == ("H 公司", "谁的话她听得进去？")
    assert (sheet.reminder, sheet.not_promised) == ("秦岚，每月最后一个周五", "不承诺份额")
    assert "1 小时" in sheet.stop


def test_the_coach_stands_beside_the_commitment_while_it_is_written(begun: AppTest) -> None:
    tab = whole(write(begun, "C1-what", "加强与决策层的关系"))

    assert "看不出要做什么动作" in words(tab)
    tab = whole(write(tab, "C1-what", "周五约见邵敏，问她投产前最怕什么"))
    assert "看不出要做什么动作" not in words(tab)


def test_an_outcome_is_told_when_the_day_has_come(learner: Visitor) -> None:
    sheet, _row = add_row(
        ContractSheet(start=today() - timedelta(days=30)),
        30,
        today(),
        what="约见苏晴",
        due=today() - timedelta(days=2),
    )
    keep(learner, sheet)
    tab = learner.open("tool", MINE)
    assert "到期了" in words(tab)
    assert "记结果" in labels(tab)

    tab = choose(press(tab, "own-us-C1"), "C1-state", "missed")
    assert "还没写为什么" in words(tab)
    write(whole(tab), "C1-said", "卡在备件，先备温控阀")

    row = saved(learner).row("C1")
    assert (row.state, row.said) == ("missed", "卡在备件，先备温控阀")
    assert "没做到 1 条" in words(learner.open("tool", MINE))


def test_a_commitment_goes_to_another_period_and_comes_back(
    learner: Visitor, begun: AppTest
) -> None:
    tab = widget(whole(begun), "radio", "C1-period").set_value(60).run()
    assert saved(learner).row("C1").period == 60

    press(whole(tab), "undo")
    assert saved(learner).row("C1").period == 30


def test_a_commitment_deleted_can_be_had_back(learner: Visitor, begun: AppTest) -> None:
    tab = whole(write(begun, "C1-what", "约见苏晴"))
    tab = press(tab, "C1-delete")
    assert saved(learner).rows == ()

    press(whole(tab), "undo")
    assert saved(learner).row("C1").what == "约见苏晴"


def test_the_way_back_goes_with_the_next_word_typed(learner: Visitor, begun: AppTest) -> None:
    tab = whole(write(begun, "C1-what", "约见苏晴"))
    tab = press(press(tab, "add-60"), "C2-delete")
    assert "已删除 C2" in words(tab)

    tab = write(press(tab, "go-contract-own-us-C1"), "C1-whom", "苏晴")

    assert labels(tab).count("加一条承诺") == 3, "the sheet is drawn, not the open row alone"
    assert "已删除 C2" not in words(tab)


def test_what_the_assessment_chose_is_taken_over_with_its_day(learner: Visitor) -> None:
    keep(learner, chosen(), ASSESSMENT)
    tab = learner.open("tool", MINE)
    assert "自评·决策网络" in words(tab)

    tab = press(tab, "offered-network")

    row = saved(learner).row("C1")
    assert (row.result, row.period) == ("一张格格有凭据的角色图", 60)
    assert row.origins[0].tool == "competence"
    assert "自评里选好要练的" not in words(whole(tab))
    assert "契约·C1" in words(learner.open("tool", {"tool": "competence"}))


def test_what_changed_in_the_assessment_is_to_be_looked_at_again(learner: Visitor) -> None:
    keep(learner, chosen(), ASSESSMENT)
    press(learner.open("tool", MINE), "offered-network")
    keep(learner, chosen("两张角色图"), ASSESSMENT)

    tab = press(learner.open("tool", MINE), "own-us-C1")
    assert "需复核" in words(whole(tab))
    press(whole(tab), "C1-accept")

    row = saved(learner).row("C1")
    assert row.origins[0].text == "两张角色图"
    assert row.result == "一张格格有凭据的角色图"


def test_the_worked_example_is_read_and_leaves_ones_own_contract_untouched(
    learner: Visitor,
) -> None:
    tab = press(learner.open("tool", MINE), "show-full")

    assert "守住 2 条，改了 1 条，没做到 1 条" in words(tab)
    assert not tab.text_input
    assert saved(learner) == ContractSheet()


def test_the_worked_example_as_ones_own_has_nothing_to_mend(learner: Visitor) -> None:
    keep(learner, from_example(course().tools["contract"].examples["full"], today()))

    tab = learner.open("tool", MINE)

    assert "必须改" not in words(tab)
    assert "做得好" in words(tab)
    assert tab.get("plotly_chart")
