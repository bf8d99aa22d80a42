"""The self-assessment as a person uses it. What all tools share is in tool/."""

from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from course.store.sheets import SheetKey, open_sheet, save_sheet
from exercises.competence.sheet import (
    COMPETENCES,
    CompetenceSheet,
    change_mark,
    change_rating,
    from_example,
)
from modules.services import course
from tests.modules.conftest import Visitor, today, words
from tests.modules.forms import choose, labels, press, whole, widget, write

MINE = {"tool": "competence"}
KEY = SheetKey("competence", "own", "us")


def saved(learner: Visitor) -> CompetenceSheet:
    """What is in the database now."""
    with learner.store.reading() as db:
        return CompetenceSheet.model_validate(open_sheet(db, learner.actor, KEY).data or {})


def keep(learner: Visitor, sheet: CompetenceSheet) -> None:
    """Save as another device would."""
    with learner.store.writing() as db:
        base = open_sheet(db, learner.actor, KEY).revision
        data = sheet.model_dump(mode="json")
        save_sheet(db, learner.actor, KEY, data, base, datetime.now(UTC))


def all_scored(score: int = 2) -> CompetenceSheet:
    sheet = CompetenceSheet()
    for one in COMPETENCES:
        sheet = change_mark(sheet, one, "before", score=score)
    return change_mark(sheet, "team", "before", score=1)


def score(tab: AppTest, name: str, points: int) -> AppTest:
    tab = widget(tab, "radio", name).set_value(points).run()
    assert not tab.exception
    return tab


@pytest.fixture
def opened(learner: Visitor) -> AppTest:
    """A tab in which the first competency was opened."""
    return press(learner.open("tool", MINE), "own-us-business")


def test_an_empty_sheet_says_how_to_begin_and_that_it_proves_nothing(learner: Visitor) -> None:
    tab = learner.open("tool", MINE)

    assert not tab.exception
    assert labels(tab).count("打分") == 8
    assert "先把五条锚读完" in words(tab)
    assert "证明不了能力" in words(tab)
    assert "合起来看" not in [header.value for header in tab.header]


def test_all_five_anchors_are_read_before_one_is_chosen(learner: Visitor, opened: AppTest) -> None:
    radio = widget(opened, "radio", "business-before-score")

    assert len(radio.options) == 5
    assert radio.options[2].endswith("独立填过一张，每条有出处")
    assert radio.value is None
    assert not [f for f in opened.text_input if f.key.endswith("before-deed")]


def test_the_way_back_to_a_score_goes_with_the_next_word_typed(
    learner: Visitor, opened: AppTest
) -> None:
    tab = whole(score(opened, "business-before-score", 3))
    tab = press(whole(write(tab, "before-deed", "恒屿的 PEST 表")), "business-clear")
    assert "这一分已经取消" in words(tab)

    tab = write(tab, "before-deed", "恒屿的 PEST 表第二版")

    assert "打分" in labels(tab), "the sheet is drawn, not the open competency alone"
    assert "这一分已经取消" not in words(tab)


def test_a_score_is_saved_and_from_3_on_a_deed_is_asked_for(
    learner: Visitor, opened: AppTest
) -> None:
    tab = whole(score(opened, "before-score", 2))
    assert saved(learner).rating("business").before.score == 2
    assert "不用附产出" in words(tab)

    tab = whole(score(tab, "before-score", 3))
    assert "核后 2" in words(tab)
    assert "“商业洞察”打了 3 分，还没有写产出" in words(tab)
    tab = write(tab, "before-deed", "恒屿的 PEST 表")
    tab = write(tab, "before-place", "项目盘")
    tab = write(tab, "before-date", "2026-09")

    mark = saved(learner).rating("business").before
    assert (mark.deed, mark.place, mark.date.isoformat()) == (
        "恒屿的 PEST 表",
        "项目盘",
        "2026-09-01",
    )
    assert "还没有写产出" not in words(learner.open("tool", MINE))


def test_a_4_asks_who_used_it(learner: Visitor, opened: AppTest) -> None:
    tab = whole(score(opened, "before-score", 4))
    tab = write(tab, "before-deed", "恒屿的 PEST 表")
    assert "没有就按 3 记" in words(whole(tab))

    write(tab, "before-effect", "许峰写进了方案")

    assert saved(learner).rating("business").before.effect == "许峰写进了方案"
    assert "没有就按 3 记" not in words(learner.open("tool", MINE))


def test_a_wrong_date_is_told_and_not_saved(learner: Visitor, opened: AppTest) -> None:
    tab = whole(score(opened, "before-score", 3))

    tab = write(tab, "before-date", "去年秋天")

    assert "看不懂这个日期" in words(tab)
    assert saved(learner).rating("business").before.date is None


def test_a_score_can_be_taken_back_and_had_again(learner: Visitor, opened: AppTest) -> None:
    tab = whole(score(opened, "before-score", 4))

    tab = press(tab, "business-clear")
    assert saved(learner).rating("business").before.score is None

    press(whole(tab), "undo")
    assert saved(learner).rating("business").before.score == 4


def test_the_next_competency_opens(learner: Visitor, opened: AppTest) -> None:
    tab = whole(press(opened, "business-next"))

    assert widget(tab, "radio", "strategy-before-score").value is None


def test_after_the_course_the_old_score_stays_hidden_until_the_new_one_is_given(
    learner: Visitor,
) -> None:
    keep(learner, all_scored())
    tab = choose(learner.open("tool", MINE), "phase", "after")
    tab = press(whole(tab), "own-us-business")
    assert "课前打了 2 分" not in words(whole(tab))

    tab = whole(score(whole(tab), "after-score", 1))
    assert "课前打了 2 分" in words(tab)
    assert "敢往下打是好事" in words(tab)
    write(tab, "business-reason", "只是听过")

    rating = saved(learner).rating("business")
    assert (rating.after.score, rating.reason, rating.before.score) == (1, "只是听过", 2)
    again = learner.open("tool", MINE)
    assert widget(again, "segmented_control", "phase").value == "after"
    assert "八项打完" in words(again)
    assert not again.get("plotly_chart")


def test_after_the_course_no_remark_and_no_figure_gives_an_old_score_away(
    learner: Visitor,
) -> None:
    keep(learner, change_mark(all_scored(), "business", "before", score=4))
    tab = learner.open("tool", MINE)
    assert "打了 4 分" in words(tab)

    tab = whole(choose(tab, "phase", "after"))

    assert "打了 4 分" not in words(tab)
    assert not tab.get("plotly_chart")


def test_when_all_eight_are_scored_again_both_rounds_stand_together(learner: Visitor) -> None:
    sheet = all_scored()
    for one in COMPETENCES:
        sheet = change_mark(sheet, one, "after", score=2)
    keep(learner, sheet)

    tab = learner.open("tool", MINE)

    assert "升 1 项，没变 7 项，降 0 项" in words(tab)
    assert tab.get("plotly_chart")


def test_two_are_chosen_with_a_day_and_what_will_be_left(learner: Visitor) -> None:
    keep(learner, all_scored())
    tab = learner.open("tool", MINE)
    assert "现在选了 0 项" in words(tab)

    tab = widget(tab, "pills", "chosen").set_value(["network", "objection"]).run()
    tab = write(whole(tab), "network-leaves", "一张格格有凭据的角色图")
    tab = write(tab, "network-day", "2026-12")
    assert "写到哪一天" in words(tab)
    write(tab, "network-day", "2026-12-15")

    sheet = saved(learner)
    assert [rating.id for rating in sheet.chosen] == ["network", "objection"]
    network = sheet.rating("network")
    assert (network.leaves, network.day.isoformat()) == ("一张格格有凭据的角色图", "2026-12-15")


def test_what_is_no_longer_chosen_keeps_its_words(learner: Visitor) -> None:
    keep(learner, change_rating(all_scored(), "network", chosen=True, leaves="一张图"))
    tab = learner.open("tool", MINE)

    widget(tab, "pills", "chosen").set_value([]).run()

    network = saved(learner).rating("network")
    assert (network.chosen, network.leaves) == (False, "一张图")


def test_the_worked_example_is_read_and_leaves_ones_own_sheet_untouched(learner: Visitor) -> None:
    tab = press(learner.open("tool", MINE), "show-full")

    assert "课前自评合计 17" in words(tab)
    assert not tab.radio
    assert not tab.text_input
    assert saved(learner) == CompetenceSheet()


def test_the_worked_example_as_ones_own_has_nothing_to_mend(learner: Visitor) -> None:
    example = course().tools["competence"].examples["full"]
    keep(learner, from_example(example, today()))

    tab = learner.open("tool", MINE)

    assert "必须改" not in words(tab)
    assert "做得好" in words(tab)
    assert tab.get("plotly_chart")
