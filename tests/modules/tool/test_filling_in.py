"""A form filled in, on the sheet of PEST: fields, rows, the coach beside them."""

from streamlit.testing.v1 import AppTest

from tests.modules.conftest import Visitor, words
from tests.modules.forms import choose, labels, press, whole, widget, write
from tests.modules.tool.pest import CHANGE, MINE, OURS, example, keep, revisions, saved


def test_an_empty_sheet_says_how_to_begin(learner: Visitor) -> None:
    tab = learner.open("tool", OURS)

    assert not tab.exception
    assert "先看两分钟范例" in words(tab)
    assert labels(tab).count("加一条") == 4
    assert revisions(learner) == 0


def test_what_is_typed_and_left_is_saved(learner: Visitor, with_a_row: AppTest) -> None:
    assert saved(learner).row("P1").factor == CHANGE
    assert "已保存" in words(with_a_row)


def test_every_field_of_a_row_is_saved(learner: Visitor, with_a_row: AppTest) -> None:
    tab = write(with_a_row, "P1-implication", MINE)
    tab = choose(tab, "P1-direction", "T")
    tab = choose(tab, "P1-impact", 5)
    tab = choose(tab, "P1-likelihood", 4)
    tab = choose(tab, "P1-horizon", "le1")
    tab = choose(tab, "P1-confidence", 2)
    tab = write(tab, "P1-note", "周然月底前核实")
    tab = press(tab, "evidence-add")
    tab = write(tab, "evidence-0-text", "征求意见稿")
    tab = write(tab, "evidence-0-date", "2026-09")
    widget(tab, "selectbox", "evidence-0-type").set_value("quote").run()

    row = saved(learner).row("P1")
    assert (row.implication, row.direction, row.impact, row.likelihood) == (MINE, "T", 5, 4)
    assert (row.horizon, row.confidence, row.note) == ("le1", 2, "周然月底前核实")
    assert row.evidence[0].model_dump(mode="json") == {
        "type": "quote",
        "text": "征求意见稿",
        "source": "",
        "date": "2026-09-01",
    }


def test_a_choice_can_be_taken_back(learner: Visitor, with_a_row: AppTest) -> None:
    tab = choose(with_a_row, "P1-impact", 5)

    choose(tab, "P1-impact", None)

    assert saved(learner).row("P1").impact is None


def test_a_wrong_date_is_told_and_not_saved(learner: Visitor, with_a_row: AppTest) -> None:
    tab = write(press(with_a_row, "evidence-add"), "evidence-0-date", "去年秋天")

    assert "看不懂这个日期" in words(tab)
    assert widget(tab, "text_input", "evidence-0-date").placeholder == "年-月"
    assert saved(learner).row("P1").evidence[0].date is None
    assert "看不懂这个日期" not in words(write(tab, "evidence-0-date", "2025年10月"))


def test_deleting_one_piece_of_evidence_leaves_the_others(
    learner: Visitor, with_a_row: AppTest
) -> None:
    tab = write(press(with_a_row, "evidence-add"), "evidence-0-text", "甲")
    tab = write(press(tab, "evidence-add"), "evidence-1-text", "乙")

    tab = press(tab, "evidence-0-delete")

    assert [piece.text for piece in saved(learner).row("P1").evidence] == ["乙"]
    assert widget(tab, "text_input", "evidence-0-text").value == "乙"


def test_evidence_left_by_pressing_a_button_is_saved(learner: Visitor, with_a_row: AppTest) -> None:
    tab = press(with_a_row, "evidence-add")
    widget(tab, "text_input", "evidence-0-text").set_value("征求意见稿")
    widget(tab, "text_input", "evidence-0-source").set_value("发改委网站")
    tab = press(tab, "evidence-add")

    first, second = saved(learner).row("P1").evidence
    assert (first.text, first.source) == ("征求意见稿", "发改委网站")
    assert second.text == ""

    widget(tab, "text_input", "evidence-1-text").set_value("电话里说的")
    press(tab, "evidence-0-delete")

    (left,) = saved(learner).row("P1").evidence
    assert left.text == "电话里说的"


def test_the_coach_stands_beside_the_row_while_it_is_written(with_a_row: AppTest) -> None:
    tab = write(with_a_row, "P1-factor", "加强研发投入")

    assert "说的是自己要做的事" in words(tab)
    assert "说的是自己要做的事" not in words(write(tab, "P1-factor", CHANGE))


def test_praise_needs_no_way_to_the_lesson(learner: Visitor) -> None:
    keep(learner, example("full").model_dump(mode="json"))

    tab = learner.open("tool", OURS)

    assert "做得好" in words(tab)
    assert "课文里怎么说" not in labels(tab)


def test_the_page_opens_again_with_everything(learner: Visitor, with_a_row: AppTest) -> None:
    later = learner.open("tool", OURS)

    assert CHANGE in words(later)
    assert not [w for w in later.text_input if w.key and "factor" in w.key]


def test_the_next_row_opens_and_the_last_one_closes(learner: Visitor) -> None:
    keep(learner, example("full").model_dump(mode="json"))
    tab = press(learner.open("tool", OURS), "go-pest-case-us-S1")

    tab = press(tab, "S1-next")
    assert widget(tab, "text_input", "T1-factor").value.startswith("磁悬浮")
    tab = press(tab, "T1-next")

    assert not [w for w in tab.text_input if w.key and "factor" in w.key]
    assert "机会 <b>54</b>" in words(tab)
    assert "威胁 <b>27</b>" in words(tab)


def test_a_deleted_row_comes_back_until_something_else_is_changed(
    learner: Visitor, with_a_row: AppTest
) -> None:
    tab = press(write(press(whole(with_a_row), "add-E"), "E1-factor", "峰谷价差拉大"), "E1-delete")
    assert [row.id for row in saved(learner).rows] == ["P1"]
    assert "已删除 E1“峰谷价差拉大”" in words(tab)

    tab = press(tab, "undo")

    assert saved(learner).row("E1").factor == "峰谷价差拉大"
    assert "undo" not in [b.key.rsplit("-", 1)[-1] for b in tab.button if b.key]
    tab = press(press(tab, "go-pest-case-us-E1"), "E1-delete")
    tab = write(tab, "sheet-goal", "赢得滁州基地的空压站")
    assert "已删除" not in words(tab)
    assert [row.id for row in saved(learner).rows] == ["P1"]


def test_deleting_what_another_press_deleted_already_does_nothing(
    learner: Visitor, with_a_row: AppTest
) -> None:
    again = widget(with_a_row, "button", "P1-delete")
    tab = press(whole(with_a_row), "P1-delete")

    again.click()
    tab.run()

    assert not tab.exception
    assert saved(learner).rows == ()


def test_a_row_with_two_faces_is_split(learner: Visitor, with_a_row: AppTest) -> None:
    tab = press(choose(with_a_row, "P1-direction", "O"), "P1-split")

    assert [row.direction for row in saved(learner).rows] == ["O", "T"]
    assert widget(tab, "text_input", "P2-factor").value == CHANGE
    assert widget(tab, "text_input", "P2-implication").value == ""


def test_a_row_about_a_competitor_is_set_aside_and_can_come_back(
    learner: Visitor, with_a_row: AppTest
) -> None:
    tab = write(with_a_row, "P1-factor", "诺维克降价 8%，并且免费试机")

    tab = press(tab, "移到五要素")

    assert saved(learner).rows == ()
    assert "移出去的" in words(tab)
    press(tab, "go-pest-case-us-aside-P1")
    assert saved(learner).row("P1").factor.startswith("诺维克")


def test_moving_to_another_dimension_keeps_the_words(learner: Visitor, with_a_row: AppTest) -> None:
    widget(with_a_row, "radio", "P1-dim").set_value("T").run()

    assert [(row.id, row.factor) for row in saved(learner).rows] == [("T1", CHANGE)]


def test_what_was_typed_never_becomes_markup(learner: Visitor) -> None:
    nasty = '<img src=x onerror="alert(1)">'
    tab = press(learner.open("tool", OURS), "add-P")
    tab = write(write(tab, "P1-factor", nasty), "P1-implication", nasty)
    tab = press(tab, "P1-next")

    assert "<img" not in words(tab)
    assert "&lt;img" in words(tab)
