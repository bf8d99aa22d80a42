"""Taking a sheet in from a file, on the page of any tool."""

from datetime import UTC, datetime

import pytest
from pydantic import BaseModel
from streamlit.testing.v1 import AppTest

from course.store.sheets import SheetKey, open_sheet, save_sheet, sheet_history
from exercises import exercises
from exercises.swot.sheet import SwotSheet, add_row, change_row, remove_row
from exercises.transfer.files import as_json, as_workbook
from modules.services import course
from tests.modules.conftest import Visitor, today, words
from tests.modules.forms import press, whole

OURS = {"tool": "swot", "subject": "case", "side": "us"}
KEY = SheetKey("swot", "case", "us")
ABOUT = "案例：恒屿 · 我方（澄湃）"


def example(tool: str = "swot") -> BaseModel:
    shown = course().tools[tool].examples["full"]
    return exercises()[tool].from_example(shown, today())


def file_of(sheet: BaseModel, tool: str = "swot", about: str = ABOUT, write=as_workbook) -> bytes:
    return write(tool, sheet, course().tools, about)


def saved(learner: Visitor) -> SwotSheet:
    with learner.store.reading() as db:
        return SwotSheet.model_validate(open_sheet(db, learner.actor, KEY).data or {})


def revisions(learner: Visitor) -> int:
    with learner.store.reading() as db:
        return len(sheet_history(db, learner.actor, KEY))


def keep(learner: Visitor, sheet: BaseModel) -> None:
    with learner.store.writing() as db:
        base = open_sheet(db, learner.actor, KEY).revision
        save_sheet(db, learner.actor, KEY, sheet.model_dump(mode="json"), base, datetime.now(UTC))


def bring(tab: AppTest, content: bytes, name: str = "SWOT.xlsx") -> AppTest:
    (uploader,) = [one for one in tab.file_uploader if one.key and one.key.startswith("bring-")]
    tab = uploader.set_value((name, content, "application/octet-stream")).run()
    assert not tab.exception
    return tab


def test_the_page_leads_to_both_files(learner: Visitor) -> None:
    shown = words(learner.open("tool", OURS))

    for kind in ("xlsx", "json"):
        assert f"/sheet-file?tool=swot&amp;subject=case&amp;side=us&amp;as={kind}" in shown


@pytest.mark.parametrize("write", [as_workbook, as_json])
def test_into_an_empty_sheet_a_file_goes_at_once(learner: Visitor, write) -> None:
    tab = bring(learner.open("tool", OURS), file_of(example(), write=write))

    assert saved(learner) == example()
    assert "已换成文件里的 12 条" not in words(tab)  # nothing was replaced, so nothing to take back
    assert "赢得滁州基地的空压站，守住恒屿 20% 的份额" in [f.value for f in tab.text_input]


def test_before_something_is_replaced_the_page_asks_and_undo_brings_it_back(
    learner: Visitor,
) -> None:
    mine = change_row(remove_row(example(), "T3"), "S1", text="我改过的一条")
    keep(learner, mine)
    tab = bring(learner.open("tool", OURS), file_of(example()))

    assert "文件里有 12 条，现在这张表里有 11 条" in words(tab)
    assert saved(learner) == mine

    tab = press(tab, "-take")
    assert saved(learner) == example()
    assert revisions(learner) == 2
    assert "已换成文件里的 12 条" in words(tab)

    press(whole(tab), "swot-case-us-undo")
    assert saved(learner) == mine


def test_numbers_given_since_the_file_was_made_stay_given(learner: Visitor) -> None:
    sheet, row = add_row(example(), "S")
    keep(learner, remove_row(sheet, row))
    tab = bring(learner.open("tool", OURS), file_of(example()))
    press(tab, "-take")

    _sheet, again = add_row(saved(learner), "S")

    assert again != row
    tab = bring(learner.open("tool", OURS), file_of(example()))
    assert "一模一样" in words(tab)


def test_one_may_also_leave_it(learner: Visitor) -> None:
    keep(learner, remove_row(example(), "T3"))
    tab = bring(learner.open("tool", OURS), file_of(example()))

    tab = press(tab, "-leave")

    assert len(saved(learner).rows) == 11
    assert "要换成文件里的吗" not in words(tab)


def test_the_same_sheet_needs_no_change(learner: Visitor) -> None:
    keep(learner, example())
    tab = bring(learner.open("tool", OURS), file_of(example()))

    assert "一模一样" in words(tab)
    assert not [b for b in tab.button if b.key and b.key.endswith("-take")]
    assert revisions(learner) == 1


def test_a_file_of_another_account_says_so(learner: Visitor) -> None:
    keep(learner, remove_row(example(), "T3"))
    tab = bring(learner.open("tool", OURS), file_of(example(), about="润禾食品 · 客户"))

    assert "是「润禾食品 · 客户」的表" in words(tab)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "空文件"),
        (b"not a sheet", "读不出来"),
        (b"PK\x03\x04 and no more", "打不开"),
    ],
)
def test_what_is_refused_is_told_and_changes_nothing(
    learner: Visitor, content: bytes, reason: str
) -> None:
    keep(learner, example())
    tab = bring(learner.open("tool", OURS), content)

    assert "没有取回，你的表没有变" in words(tab)
    assert reason in words(tab)
    assert saved(learner) == example()
    assert revisions(learner) == 1


def test_the_file_of_another_tool_is_refused_by_name(learner: Visitor) -> None:
    tab = bring(learner.open("tool", OURS), file_of(example("pest"), "pest"))

    assert "这是「PEST 宏观环境分析表」的文件" in words(tab)
    assert saved(learner) == SwotSheet()


def test_what_a_file_says_is_shown_as_it_was_typed(learner: Visitor) -> None:
    keep(learner, remove_row(example(), "T3"))
    tab = bring(learner.open("tool", OURS), file_of(example(), about="<b>x</b>"))

    assert "&lt;b&gt;x&lt;/b&gt;" in words(tab)
    assert "<b>x</b>" not in words(tab)


@pytest.mark.parametrize("tool", sorted(exercises()))
def test_every_tool_takes_its_own_file(learner: Visitor, tool: str) -> None:
    place = {"tool": tool, "subject": "case", "side": "us"}
    if not course().tools[tool].examples:
        return
    tab = bring(learner.open("tool", place), file_of(example(tool), tool, ""))

    assert "没有取回" not in words(tab)
    subject = "own" if exercises()[tool].about == "person" else "case"
    with learner.store.reading() as db:
        state = open_sheet(db, learner.actor, SheetKey(tool, subject, "us"))
    assert exercises()[tool].sheet.model_validate(state.data) == example(tool)
