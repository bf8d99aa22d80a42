"""The form of concentration and loss as a person uses it."""

from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from course.store.sheets import SheetKey, open_sheet, save_sheet
from exercises.concentration.sheet import ConcentrationSheet, from_example, loss
from modules.services import course
from tests.modules.conftest import Visitor, today, words
from tests.modules.forms import choose, labels, press, whole, widget, write

CASE = {"tool": "concentration", "subject": "case"}
OWN = {"tool": "concentration", "subject": "own"}
KEY = SheetKey("concentration", "case", "us")


def saved(learner: Visitor, key: SheetKey = KEY) -> ConcentrationSheet:
    """What is in the database now."""
    with learner.store.reading() as db:
        return ConcentrationSheet.model_validate(open_sheet(db, learner.actor, key).data or {})


def keep(learner: Visitor, sheet: ConcentrationSheet, key: SheetKey = KEY) -> None:
    """Save as another device would."""
    with learner.store.writing() as db:
        base = open_sheet(db, learner.actor, key).revision
        data = sheet.model_dump(mode="json")
        save_sheet(db, learner.actor, key, data, base, datetime.now(UTC))


def example(kind: str) -> ConcentrationSheet:
    words_of = course().tools["concentration"]
    return from_example(words_of.examples[kind], today())


@pytest.fixture
def filled(learner: Visitor) -> AppTest:
    """A tab on the worked example as one's own sheet."""
    keep(learner, example("full"))
    return learner.open("tool", CASE)


def test_an_empty_sheet_asks_for_the_totals_and_a_customer(learner: Visitor) -> None:
    tab = learner.open("tool", CASE)

    assert not tab.exception
    fields = [f.label for f in tab.text_input if f.key.startswith("concentration-")]
    assert fields == ["期间", "公司收入（万元）", "公司净利（万元）", "客户总数"]
    assert "先填公司一年的收入和净利" in words(tab)
    assert "假如失去一家" not in [header.value for header in tab.header]
    assert "站在谁的位置" not in [c.label for c in tab.segmented_control]


def test_a_customer_and_the_totals_give_the_loss_at_once(learner: Visitor) -> None:
    tab = write(learner.open("tool", CASE), "company_revenue", "12,000")
    tab = write(whole(tab), "net_profit", "732")
    tab = whole(press(whole(tab), "case-us-add"))
    tab = write(tab, "K1-name", "恒屿新能源")
    tab = write(tab, "K1-revenue", "1720")
    tab = write(tab, "K1-gross", "498.8")
    tab = whole(write(tab, "K1-service", "１７２"))

    lost = loss(saved(learner))
    assert lost is not None
    assert lost.contribution == pytest.approx(326.8)
    assert "贡献毛利 −326.8 万元，相当于净利的 44.6%" in words(tab)
    assert "还没有填" not in words(tab)


def test_a_number_that_is_none_is_told_and_the_saved_one_stays(
    learner: Visitor, filled: AppTest
) -> None:
    tab = write(filled, "company_revenue", "一亿二")

    assert "这里只写数字，还没有存" in words(tab)
    assert saved(learner).company_revenue == 12000


def test_a_list_from_a_spreadsheet_is_pasted(learner: Visitor) -> None:
    tab = learner.open("tool", CASE)
    area = widget(tab, "text_area", "sheet-paste")
    tab = area.set_value("恒屿新能源\t1720\t498.8\t172\n润禾食品\t780\n乱写").run()

    tab = whole(press(tab, "case-us-read"))

    assert [(row.name, row.revenue) for row in saved(learner).rows] == [
        ("恒屿新能源", 1720),
        ("润禾食品", 780),
    ]
    assert "读进 2 家。第 3 行没有读进来：乱写" in words(tab)


def test_another_customer_is_chosen_for_the_loss(learner: Visitor, filled: AppTest) -> None:
    tab = widget(filled, "selectbox", "sheet-lost").set_value("K2").run()

    assert not tab.exception
    assert saved(learner).lost == "K2"
    assert "丢了润禾食品，贡献毛利 −210.6 万元，相当于净利的 28.8%" in words(whole(tab))


def test_the_four_lines_and_the_sentences_are_saved(learner: Visitor, filled: AppTest) -> None:
    tab = whole(choose(filled, "sheet-wallet", "risk"))
    tab = whole(choose(tab, "sheet-exit", None))
    tab = whole(write(tab, "sheet-verdict", "先谈第二年"))
    tab = whole(write(tab, "sheet-weight", "前 10 大占 46%"))
    tab = whole(write(tab, "sheet-check", ""))
    write(tab, "sheet-plan", "")

    sheet = saved(learner)
    assert sheet.leanings == {"wallet": "risk", "shape": "risk", "retreat": "chance"}
    assert (sheet.verdict, sheet.plan) == ("先谈第二年", "")
    assert sheet.sentences["weight"] == "前 10 大占 46%"
    assert "check" not in sheet.sentences


def test_a_promise_is_answered_beside_the_sentences(learner: Visitor, filled: AppTest) -> None:
    tab = write(filled, "sheet-use", "多花 50 万，保证收入涨一成")

    assert "听着像承诺" in words(tab)


def test_a_deleted_customer_comes_back(learner: Visitor, filled: AppTest) -> None:
    tab = press(filled, "go-concentration-case-us-K2")
    tab = press(tab, "K2-delete")
    assert [row.id for row in saved(learner).rows][:2] == ["K1", "K3"]
    assert "已删除“润禾食品”" in words(whole(tab))

    press(whole(tab), "undo")

    assert saved(learner) == example("full")


def test_the_way_back_goes_when_a_side_is_chosen(learner: Visitor, filled: AppTest) -> None:
    tab = press(press(filled, "go-concentration-case-us-K2"), "K2-delete")

    tab = choose(tab, "sheet-wallet", "risk")

    assert "加一家" in labels(tab), "the sheet is drawn, not the scenario alone"
    assert "已删除" not in words(tab)


def test_ones_own_company_has_a_sheet_of_its_own(learner: Visitor) -> None:
    tab = learner.open("tool", OWN)
    assert "换成你公司的数" in words(tab)
    own = SheetKey("concentration", "own", "us")

    write(tab, "sheet-period", "去年全年")

    assert saved(learner, own).period == "去年全年"
    assert saved(learner) == ConcentrationSheet()


@pytest.mark.parametrize("kind", ["full", "half"])
def test_the_examples_are_read_and_not_edited(learner: Visitor, kind: str) -> None:
    tab = learner.open("tool", {**CASE, "sheet": kind})

    assert not tab.exception
    assert "前 10 大占收入 46%，最大的恒屿新能源占 14.3%" in words(tab)
    assert not [f for f in tab.text_input if f.key.startswith("concentration-")]
    assert "加一家" not in labels(tab)
