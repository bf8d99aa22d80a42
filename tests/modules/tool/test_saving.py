"""What is saved when it is not plain: a second tab, a failure, a sheet that cannot be read."""

import pytest
from streamlit.testing.v1 import AppTest

from course.errors import StoreBusyError
from course.store.sheets import sheet_history
from modules import held_sheet
from tests.modules.conftest import Visitor, words
from tests.modules.forms import choose, press, whole, widget, write
from tests.modules.tool.pest import CHANGE, HERS, KEY, MINE, OURS, keep, revisions, saved


def test_what_could_not_be_saved_stays_on_the_page_and_is_saved_later(
    learner: Visitor, with_a_row: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise StoreBusyError("busy")

    with monkeypatch.context() as broken:
        broken.setattr(held_sheet, "save_sheet", busy)
        tab = write(with_a_row, "P1-implication", MINE)
    assert "没有存上" in words(tab)
    assert "没有丢" in words(tab)
    assert saved(learner).row("P1").implication == ""

    next(b for b in tab.button if b.label == "现在重试").click().run()

    assert saved(learner).row("P1").implication == MINE


def test_after_signing_out_elsewhere_nothing_more_is_saved(
    learner: Visitor, with_a_row: AppTest
) -> None:
    learner.sign_out()

    tab = widget(with_a_row, "text_input", "P1-implication").set_value(MINE).run()

    assert "退出登录" in words(tab)
    assert saved(learner).row("P1").implication == ""


def two_tabs(learner: Visitor) -> tuple[AppTest, AppTest]:
    """Two tabs that saw the same revision; the other one has saved since."""
    keep(learner, {"rows": [{"id": "P1", "dim": "P", "factor": CHANGE}]})
    here = press(learner.open("tool", OURS), "go-pest-case-us-P1")
    other = press(learner.open("tool", OURS), "go-pest-case-us-P1")
    return here, write(other, "P1-note", HERS)


def test_a_newer_revision_is_not_overwritten(learner: Visitor) -> None:
    here, _other = two_tabs(learner)

    here = write(here, "P1-implication", MINE)

    assert "另一处有更新的版本" in words(here)
    assert "1 处改动没有覆盖它" in words(here)
    assert "有改动还没存上" in words(here)
    assert saved(learner).row("P1").note == HERS
    assert saved(learner).row("P1").implication == ""
    assert widget(here, "text_input", "P1-implication").value == MINE


def test_in_a_conflict_typing_goes_on_and_nothing_is_lost(learner: Visitor) -> None:
    here, _other = two_tabs(learner)
    here = write(here, "P1-implication", MINE)

    here = choose(here, "P1-impact", 5)

    assert "2 处改动没有覆盖它" in words(here)
    assert saved(learner).row("P1").impact is None
    here = here.run()
    assert widget(here, "text_input", "P1-implication").value == MINE


def test_comparing_shows_both_sides(learner: Visitor) -> None:
    here, _other = two_tabs(learner)
    here = write(here, "P1-implication", MINE)

    here = next(b for b in here.button if b.label == "比较两处改动").click().run()

    assert "对谁、改变什么" in words(here)
    assert MINE in words(here)
    assert HERS in words(here)


def test_my_changes_go_on_top_of_the_newer_version(learner: Visitor) -> None:
    here, _other = two_tabs(learner)
    here = write(here, "P1-implication", MINE)

    here = next(b for b in here.button if b.label == "把我的改动加上去").click().run()

    row = saved(learner).row("P1")
    assert (row.implication, row.note) == (MINE, HERS)
    assert "两边的改动都在了" in words(here)
    assert widget(here, "text_input", "P1-note").value == HERS
    here = write(here, "P1-note", "再看一遍")
    assert saved(learner).row("P1").note == "再看一遍"
    assert "两边的改动都在了" not in words(here)


def test_a_value_changed_in_both_places_is_named(learner: Visitor) -> None:
    here, _other = two_tabs(learner)
    here = write(here, "P1-note", "我这里写的")

    here = next(b for b in here.button if b.label == "把我的改动加上去").click().run()

    assert saved(learner).row("P1").note == "我这里写的"
    assert "1 处两边都改过" in words(here)
    assert HERS in words(here)


def test_the_newer_version_is_taken_and_mine_can_still_be_had(learner: Visitor) -> None:
    here, _other = two_tabs(learner)
    here = write(here, "P1-implication", MINE)

    here = next(b for b in here.button if b.label == "改用新的版本").click().run()
    assert widget(here, "text_input", "P1-note").value == HERS
    assert saved(learner).row("P1").implication == ""
    press(here, "undo")

    row = saved(learner).row("P1")
    assert (row.implication, row.note) == (MINE, HERS)


def test_without_changes_of_its_own_a_tab_shows_what_was_saved_elsewhere(
    learner: Visitor,
) -> None:
    here, _other = two_tabs(learner)

    here = here.run()

    assert widget(here, "text_input", "P1-note").value == HERS
    assert "更新的版本" not in words(here)


def test_a_row_deleted_elsewhere_does_not_break_the_tab_that_has_it_open(
    learner: Visitor,
) -> None:
    here, _other = two_tabs(learner)
    keep(learner, {"rows": []})

    here = here.run()

    assert not here.exception
    assert CHANGE not in words(here)


def test_a_row_set_aside_in_one_tab_and_changed_in_another_can_be_put_together(
    learner: Visitor, with_a_row: AppTest
) -> None:
    here, there = learner.open("tool", OURS), learner.open("tool", OURS)
    write(press(there, "go-pest-case-us-P1"), "P1-implication", HERS)
    here = write(press(here, "go-pest-case-us-P1"), "P1-factor", "加强研发投入")
    assert "另一处有更新的版本" in words(whole(here))
    press(here, "-移到战略导出")
    page = whole(here)
    next(b for b in page.button if b.label == "比较两处改动").click().run()
    assert "aside" not in words(whole(here))

    next(b for b in page.button if b.label == "把我的改动加上去").click().run()

    assert not here.exception
    (kept,) = saved(learner).aside
    assert (kept.row.factor, kept.row.implication) == ("加强研发投入", HERS)


def test_a_sheet_that_cannot_be_read_is_shown_and_kept(learner: Visitor) -> None:
    odd = {"rows": [{"id": "P1", "dim": "P", "factor": CHANGE, "weight": "<b>7</b>"}]}
    keep(learner, {"rows": [{"id": "P1", "dim": "P", "factor": "早先写的一条"}]})
    keep(learner, odd)

    tab = learner.open("tool", OURS)

    assert not tab.exception
    assert "读不懂" in words(tab)
    assert CHANGE in words(tab)
    assert "&lt;b&gt;7" in words(tab)
    assert revisions(learner) == 2

    tab = press(tab, "unreadable-earlier")
    assert "早先写的一条" in words(tab)
    with learner.store.reading() as db:
        assert [s.data for s in sheet_history(db, learner.actor, KEY)][1] == odd


def test_a_sheet_that_cannot_be_read_can_be_begun_anew(learner: Visitor) -> None:
    keep(learner, {"nonsense": 1})

    tab = press(learner.open("tool", OURS), "unreadable-blank")

    assert "还没有内容" in words(tab)
    assert revisions(learner) == 2
