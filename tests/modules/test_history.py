"""A sheet's history as a person uses it."""

from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from course.store.sheets import (
    SheetKey,
    create_account,
    open_sheet,
    save_sheet,
    sheet_history,
)
from exercises.pest.sheet import PestSheet, add_row, change_row, remove_row
from tests.modules.conftest import Visitor, words
from tests.modules.forms import press, widget

PEST = {"tool": "pest", "subject": "case", "side": "us"}
KEY = SheetKey("pest", "case", "us")


def keep(learner: Visitor, sheet: PestSheet | dict, ago: timedelta) -> None:
    data = sheet if isinstance(sheet, dict) else sheet.model_dump(mode="json")
    with learner.store.writing() as db:
        base = open_sheet(db, learner.actor, KEY).revision
        save_sheet(db, learner.actor, KEY, data, base, datetime.now(UTC) - ago)


def saved(learner: Visitor) -> PestSheet:
    with learner.store.reading() as db:
        return PestSheet.model_validate(open_sheet(db, learner.actor, KEY).data)


def revisions(learner: Visitor) -> int:
    with learner.store.reading() as db:
        return len(sheet_history(db, learner.actor, KEY))


@pytest.fixture
def written(learner: Visitor) -> Visitor:
    """A sheet begun two days ago in one sitting, gone on with yesterday, and changed just now."""
    sheet, row = add_row(PestSheet(), "P")
    for n, text in enumerate(("碳", "碳考", "碳考核")):
        sheet = change_row(sheet, row, factor=text)
        keep(learner, sheet, timedelta(days=2) - timedelta(seconds=n))
    sheet, row = add_row(sheet, "E")
    sheet = change_row(sheet, row, factor="峰谷价差")
    keep(learner, sheet, timedelta(days=1))
    sheet = remove_row(change_row(sheet, "P1", impact=5), "E1")
    keep(learner, sheet, timedelta(seconds=5))
    return learner


def sitting(tab: AppTest, revision: int) -> AppTest:
    return press(tab, f"go-history-{revision}")


def test_a_sheet_never_saved_says_so(learner: Visitor) -> None:
    tab = learner.open("history", PEST)

    assert not tab.exception
    assert "还没有存过" in words(tab)


def test_saves_are_told_by_sitting_with_the_number_of_changes(written: Visitor) -> None:
    tab = written.open("history", PEST)

    assert not tab.exception
    said = words(tab)
    assert said.count("改了 ") == 3
    assert "3 次保存" in said
    assert said.count("现在的样子") == 1
    assert "昨天" in said


def test_an_opened_sitting_says_what_it_changed_in_the_forms_words(written: Visitor) -> None:
    tab = sitting(written.open("history", PEST), 5)

    said = words(tab)
    assert "有 2 处不同" in said
    assert "P1 碳考核 影响" in said
    assert "这一版和现在的一样" in said
    assert "峰谷价差" in said


def test_any_two_versions_are_compared(written: Visitor) -> None:
    tab = sitting(written.open("history", PEST), 3)
    assert "有 2 处不同" not in words(tab)  # no sitting before: with today's version

    tab = sitting(written.open("history", PEST), 4)
    assert "有 1 处不同" in words(tab)
    other = widget(tab, "selectbox", "history-other-4")
    tab = other.select_index(0).run()

    assert not tab.exception
    assert "有 2 处不同" in words(tab)


def test_an_earlier_version_comes_back_as_a_new_one_and_can_be_undone(written: Visitor) -> None:
    today = saved(written)
    tab = sitting(written.open("history", PEST), 4)

    tab = press(tab, "history-take-back")

    assert [row.factor for row in saved(written).rows] == ["碳考核", "峰谷价差"]
    assert revisions(written) == 6
    tab = tab.switch_page("tool") if "已取回" not in words(tab) else tab
    assert "已取回" in words(tab)
    press(tab, "undo")
    assert saved(written).rows == today.rows
    assert revisions(written) == 7


def test_numbers_given_since_then_do_not_come_back(written: Visitor) -> None:
    tab = sitting(written.open("history", PEST), 3)

    press(tab, "history-take-back")

    _sheet, row = add_row(saved(written), "E")
    assert row == "E2"


def test_a_minute_within_a_sitting_can_be_looked_at(learner: Visitor) -> None:
    sheet, row = add_row(PestSheet(), "P")
    for n, text in enumerate(("碳", "碳考核")):
        keep(learner, change_row(sheet, row, factor=text), timedelta(minutes=4 - 2 * n))
    tab = sitting(learner.open("history", PEST), 2)

    tab = widget(tab, "selectbox", "history-moment-2").select_index(1).run()

    assert not tab.exception
    assert "P1 碳考核 外面发生了什么" in words(tab)
    press(tab, "history-take-back")
    assert saved(learner).row("P1").factor == "碳"


def test_the_first_sitting_is_compared_with_its_own_beginning(learner: Visitor) -> None:
    sheet, row = add_row(PestSheet(), "P")
    for n, text in enumerate(("碳考核", "碳考核要求节能")):
        sheet = change_row(sheet, row, factor=text)
        keep(learner, sheet, timedelta(minutes=9 - 4 * n))

    tab = sitting(learner.open("history", PEST), 2)

    assert not tab.exception
    assert "只存过这一版" not in words(tab)
    assert "碳考核要求节能" in words(tab)
    assert "有 1 处不同" in words(tab)


def test_of_a_sheet_saved_once_there_is_nothing_to_compare(learner: Visitor) -> None:
    keep(learner, add_row(PestSheet(), "P")[0], timedelta(minutes=1))

    assert "只存过这一版" in words(sitting(learner.open("history", PEST), 1))


def test_a_version_that_cannot_be_read_does_not_stop_the_page(written: Visitor) -> None:
    keep(written, {"nonsense": 1}, timedelta(0))

    tab = written.open("history", PEST)

    assert "现在的程序读不懂" in words(tab)
    revision = revisions(written)
    tab = sitting(tab, 6 if revision == 6 else revision)
    assert not tab.exception


def test_the_address_is_read_with_care(written: Visitor) -> None:
    for odd in ({"at": "x"}, {"upto": "-3"}, {"at": "９"}, {"at": "99999999999"}):
        assert not written.open("history", PEST | odd).exception
    assert "没有这个工具" in words(written.open("history", {"tool": "none"}))


def test_older_sittings_are_shown_on_demand(learner: Visitor) -> None:
    sheet, row = add_row(PestSheet(), "P")
    for n in range(15):
        keep(learner, change_row(sheet, row, factor=f"第 {n} 稿"), timedelta(days=20 - n))
    tab = learner.open("history", PEST)
    assert words(tab).count(" 次保存") == 12

    tab = press(tab, "history-more")

    assert words(tab).count(" 次保存") == 15


def test_what_was_typed_never_becomes_markup(learner: Visitor) -> None:
    sheet, row = add_row(PestSheet(), "P")
    keep(learner, change_row(sheet, row, factor="x"), timedelta(days=1))
    keep(learner, change_row(sheet, row, factor="<img src=x>"), timedelta(0))

    tab = sitting(learner.open("history", PEST), 2)

    assert "<img" not in words(tab)
    assert "&lt;img" in words(tab)


def test_the_tools_page_leads_here(written: Visitor) -> None:
    tab = written.open("tool", PEST)

    links = [link.proto.label for link in tab.get("page_link")]
    assert "历史" in links


def test_a_customer_name_is_no_markdown_in_the_link_back(learner: Visitor) -> None:
    with learner.store.writing() as db:
        account = create_account(
            db, learner.actor, "**华东**[看](https://elsewhere.example)", datetime.now(UTC)
        )

    tab = learner.open("history", {**PEST, "subject": str(account)})

    labels = [one.proto.label for one in tab.get("page_link")]
    assert any(r"\*\*华东\*\*\[看\]" in label for label in labels)


def test_an_earlier_version_takes_the_place_of_one_that_cannot_be_read(written: Visitor) -> None:
    first = revisions(written) - 1
    keep(written, {"nonsense": 1}, timedelta(0))

    tab = sitting(written.open("history", PEST), first)
    assert "和现在的一样" not in words(tab)
    tab = press(tab, "history-take-back")

    assert not tab.exception
    assert saved(written).row("E1").factor == "峰谷价差"
