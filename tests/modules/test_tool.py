"""The tool page as a person uses it. Every visit is a browser tab of its own on one database."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from course.errors import StoreBusyError
from course.people.rights import Role
from course.store.engine import Store
from course.store.reading import place_of, record_place
from course.store.sheets import (
    SheetKey,
    archive_account,
    create_account,
    open_sheet,
    save_sheet,
    sheet_history,
)
from exercises import exercises
from exercises.pest.sheet import PestSheet, from_example
from modules import held_sheet
from modules.services import course
from tests.modules.conftest import Visitor, words

OURS = {"tool": "pest", "subject": "case", "side": "us"}
KEY = SheetKey("pest", "case", "us")
THEIRS = SheetKey("pest", "case", "customer")
CHANGE = "基地所在省明年起按单位电耗考核电池厂"
MINE, HERS = "动力部要拿出降电耗的办法", "常州基地要先装电表"


def saved(learner: Visitor, key: SheetKey = KEY) -> PestSheet:
    """What is in the database now."""
    with learner.store.reading() as db:
        return PestSheet.model_validate(open_sheet(db, learner.actor, key).data or {})


def revisions(learner: Visitor, key: SheetKey = KEY) -> int:
    with learner.store.reading() as db:
        return len(sheet_history(db, learner.actor, key))


def keep(learner: Visitor, data: dict, key: SheetKey = KEY) -> None:
    """Save as another device would."""
    with learner.store.writing() as db:
        base = open_sheet(db, learner.actor, key).revision
        save_sheet(db, learner.actor, key, data, base, datetime.now(UTC))


def example(kind: str) -> PestSheet:
    return from_example(course().tools["pest"].examples[kind], datetime.now(UTC).date())


def widget(tab: AppTest, kind: str, name: str):
    """The one widget of this kind whose key ends in `name`, whichever row and edition."""
    found = [w for w in getattr(tab, kind) if w.key and w.key.endswith(name)]
    assert len(found) == 1, [w.key for w in getattr(tab, kind)]
    return found[0]


def press(tab: AppTest, name: str) -> AppTest:
    tab = widget(tab, "button", name).click().run()
    assert not tab.exception
    return tab


def write(tab: AppTest, name: str, text: str) -> AppTest:
    tab = widget(tab, "text_input", name).set_value(text).run()
    assert not tab.exception
    return tab


def whole(tab: AppTest) -> AppTest:
    """The page drawn in full: after a fragment's run AppTest shows that fragment alone."""
    tab = tab.run()
    assert not tab.exception
    return tab


def labels(tab: AppTest) -> list[str]:
    return [button.label for button in tab.button]


def choose(tab: AppTest, name: str, value) -> AppTest:
    tab = widget(tab, "segmented_control", name).set_value(value).run()
    assert not tab.exception
    return tab


@pytest.fixture
def with_a_row(learner: Visitor) -> AppTest:
    """A tab in which the first row was begun."""
    return write(press(learner.open("tool", OURS), "add-P"), "P1-factor", CHANGE)


def test_an_empty_sheet_says_how_to_begin(learner: Visitor) -> None:
    tab = learner.open("tool", OURS)

    assert not tab.exception
    assert "先看两分钟范例" in words(tab)
    assert labels(tab).count("加一条") == 4
    assert revisions(learner) == 0


@pytest.mark.parametrize(
    ("tool", "then", "subject", "then_subject"),
    [
        ("competence", "contract", "own", "own"),
        ("pest", "forces", "account", "account"),
        ("weekly", "analysis", "account", "case"),
        ("analysis", "shortlist", "own", "own"),
    ],
)
def test_every_sheet_leads_on_to_the_units_next_one(
    learner: Visitor, tool: str, then: str, subject: str, then_subject: str
) -> None:
    with learner.store.writing() as db:
        account = str(create_account(db, learner.actor, "润禾食品", datetime.now(UTC)))
    names = {"account": account, "own": "own", "case": "case"}
    tab = learner.open("tool", {"tool": tool, "subject": names[subject], "side": "us"})

    tab = press(tab, "next-sheet")

    assert course().tools[then].title in words(tab)
    assert tab.query_params["tool"] == then
    with learner.store.reading() as db:
        place = place_of(db, learner.actor)
    assert place is not None
    assert place.parameters["subject"] == names[then_subject]


def test_the_last_sheet_of_a_unit_leads_back_to_it(learner: Visitor) -> None:
    tab = learner.open("tool", {"tool": "strategy", "subject": "case", "side": "us"})

    assert "回到第三单元" in [link.proto.label for link in tab.get("page_link")]


@pytest.mark.parametrize(
    ("tool", "asked"),
    [("competence", "别人打开哪一份"), ("contract", "他会改哪一处")],
)
def test_a_sheet_of_ones_own_begins_half_filled_and_its_example_asks(
    learner: Visitor, tool: str, asked: str
) -> None:
    tab = learner.open("tool", {"tool": tool, "sheet": "half"})
    assert asked in words(tab)

    press(tab, "start-half")

    key = SheetKey(tool, "own", "us")
    with learner.store.reading() as db:
        data = open_sheet(db, learner.actor, key).data
    example = course().tools[tool].examples["half"]
    own = exercises()[tool]
    assert own.sheet.model_validate(data) == own.from_example(example, datetime.now(UTC).date())


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


def test_the_worked_example_leaves_ones_own_sheet_untouched(
    learner: Visitor, with_a_row: AppTest
) -> None:
    before = revisions(learner)

    tab = press(whole(with_a_row), "show-full")
    assert "工业电价的峰谷价差拉大" in words(tab)
    assert not tab.text_input
    tab = press(tab, "back-to-own")

    assert CHANGE in words(tab) or widget(tab, "text_input", "P1-factor").value == CHANGE
    assert revisions(learner) == before


def test_the_half_filled_example_goes_into_the_customers_sheet(learner: Visitor) -> None:
    tab = press(learner.open("tool", OURS), "show-half")

    tab = press(tab, "start-half")

    assert saved(learner, THEIRS) == example("half")
    assert saved(learner) == PestSheet()
    assert tab.query_params["side"] == "customer"
    assert "重判" not in words(tab)


def test_the_half_filled_example_replaces_a_sheet_only_after_asking(learner: Visitor) -> None:
    mine = {"rows": [{"id": "P1", "dim": "P", "factor": CHANGE}]}
    keep(learner, mine, THEIRS)

    tab = press(learner.open("tool", OURS), "show-half")
    assert "已经写了 1 条" in words(tab)
    assert saved(learner, THEIRS).row("P1").factor == CHANGE
    tab = press(tab, "start-half")
    assert saved(learner, THEIRS) == example("half")

    press(tab, "undo")
    assert saved(learner, THEIRS).row("P1").factor == CHANGE


def test_starting_from_blank_can_be_undone(learner: Visitor, with_a_row: AppTest) -> None:
    tab = press(whole(with_a_row), "start-blank")
    assert not saved(learner).rows

    press(tab, "undo")

    assert saved(learner).row("P1").factor == CHANGE


def test_starting_from_blank_twice_can_still_be_undone(
    learner: Visitor, with_a_row: AppTest
) -> None:
    tab = press(press(whole(with_a_row), "start-blank"), "start-blank")

    press(tab, "undo")

    assert saved(learner).row("P1").factor == CHANGE


def test_the_numbers_of_cleared_rows_do_not_come_back(
    learner: Visitor, with_a_row: AppTest
) -> None:
    tab = press(whole(with_a_row), "start-blank")

    press(tab, "add-P")

    assert [row.id for row in saved(learner).rows] == ["P2"]


def test_the_sides_are_two_sheets(learner: Visitor, with_a_row: AppTest) -> None:
    tab = choose(whole(with_a_row), "choose-side", "customer")
    assert CHANGE not in words(tab)
    assert "站在恒屿一边" in words(tab)

    tab = write(press(tab, "add-E"), "E1-factor", "峰谷价差拉大")

    assert [row.id for row in saved(learner, THEIRS).rows] == ["E1"]
    assert [row.id for row in saved(learner).rows] == ["P1"]


def test_an_account_of_ones_own_has_sheets_of_its_own(
    learner: Visitor, with_a_row: AppTest
) -> None:
    tab = write(whole(with_a_row), "account-new-0", "润禾食品")

    subject = tab.query_params["subject"]
    assert CHANGE not in words(tab)
    assert "换成你自己的客户" in words(tab)
    write(press(tab, "add-S"), "S1-factor", "冷链司机难招，三个月没招到人")
    key = SheetKey("pest", subject, "us")
    assert [row.id for row in saved(learner, key).rows] == ["S1"]
    assert [row.id for row in saved(learner).rows] == ["P1"]


def test_an_account_is_renamed_archived_and_restored(learner: Visitor) -> None:
    tab = write(learner.open("tool", OURS), "account-new-0", "润禾")
    subject = tab.query_params["subject"]

    tab = write(tab, f"account-{subject}-润禾", "润禾食品")
    assert "客户（润禾食品）" in widget(tab, "segmented_control", "choose-side").options
    tab = press(tab, f"account-{subject}-archive")
    assert tab.query_params["subject"] == "case"
    assert "没有这个客户" in words(learner.open("tool", {**OURS, "subject": subject}))
    tab = press(tab, f"account-{subject}-archive")
    assert "没有这个客户" not in words(learner.open("tool", {**OURS, "subject": subject}))


def test_an_account_is_copied_with_its_sheets(learner: Visitor) -> None:
    tab = write(learner.open("tool", OURS), "account-new-0", "润禾")
    subject = tab.query_params["subject"]
    write(press(tab, "add-S"), "S1-factor", "冷链司机难招，三个月没招到人")

    tab = press(learner.open("tool", {**OURS, "subject": subject}), f"account-{subject}-copy")

    copied = tab.query_params["subject"]
    assert copied != subject
    assert "客户（润禾（副本））" in widget(tab, "segmented_control", "choose-side").options
    assert saved(learner, SheetKey("pest", copied, "us")) == saved(
        learner, SheetKey("pest", subject, "us")
    )


def test_a_nameless_account_is_refused(learner: Visitor) -> None:
    tab = write(learner.open("tool", OURS), "account-new-0", "润禾\t食品")

    assert "客户名要有" in words(tab)
    assert tab.query_params["subject"] == "case"


@pytest.mark.parametrize("subject", ["999", "abc", "-1", "1e3"])
def test_a_subject_that_is_not_ones_own_leads_to_the_case(learner: Visitor, subject: str) -> None:
    tab = learner.open("tool", {**OURS, "subject": subject})

    assert not tab.exception
    assert "没有这个客户" in words(tab)
    assert "站在澄湃一边" in words(tab)


def test_an_unknown_tool_is_told_so(learner: Visitor) -> None:
    tab = learner.open("tool", {"tool": "horoscope"})

    assert not tab.exception
    assert "没有这个工具" in words(tab)


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


def test_deleting_what_another_press_deleted_already_does_nothing(
    learner: Visitor, with_a_row: AppTest
) -> None:
    again = widget(with_a_row, "button", "P1-delete")
    tab = press(whole(with_a_row), "P1-delete")

    again.click()
    tab.run()

    assert not tab.exception
    assert saved(learner).rows == ()


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


def test_the_place_is_remembered(learner: Visitor) -> None:
    learner.open("tool", {**OURS, "side": "customer"})

    with learner.store.reading() as db:
        place = place_of(db, learner.actor)
    assert place is not None
    assert (place.page, place.parameters) == ("tool", {**OURS, "side": "customer"})


def test_the_place_is_remembered_again_after_another_page(learner: Visitor) -> None:
    tab = learner.open("tool", OURS)
    with learner.store.writing() as db:
        record_place(db, learner.actor, "lesson", {"lesson": "pest"}, datetime.now(UTC))

    tab.run()

    with learner.store.reading() as db:
        place = place_of(db, learner.actor)
    assert place is not None
    assert place.page == "tool"


def test_after_signing_out_elsewhere_nothing_more_is_saved(
    learner: Visitor, with_a_row: AppTest
) -> None:
    learner.sign_out()

    tab = widget(with_a_row, "text_input", "P1-implication").set_value(MINE).run()

    assert "退出登录" in words(tab)
    assert saved(learner).row("P1").implication == ""


def test_somebody_elses_account_cannot_be_opened(
    visit: Callable[..., Visitor], fresh_store: Store
) -> None:
    other = visit(Role.MANAGER)
    with fresh_store.writing() as db:
        number = create_account(db, other.actor, "秦岚的客户", datetime.now(UTC))

    tab = visit(Role.LEARNER).open("tool", {**OURS, "subject": str(number)})

    assert "没有这个客户" in words(tab)
    assert "秦岚的客户" not in words(tab)


def test_an_archived_account_keeps_its_sheets(learner: Visitor) -> None:
    with learner.store.writing() as db:
        number = create_account(db, learner.actor, "润禾食品", datetime.now(UTC))
    key = SheetKey("pest", str(number), "us")
    keep(learner, {"goal": "续签"}, key)
    with learner.store.writing() as db:
        archive_account(db, learner.actor, number, datetime.now(UTC))

    assert saved(learner, key).goal == "续签"


def test_many_accounts_become_a_list(learner: Visitor) -> None:
    with learner.store.writing() as db:
        for name in ("润禾食品", "浦和乳业", "晟驰汽零"):
            create_account(db, learner.actor, name, datetime.now(UTC))

    tab = learner.open("tool", OURS)
    options = widget(tab, "selectbox", "choose-subject").options
    tab = widget(tab, "selectbox", "choose-subject").set_value("2").run()

    assert len(options) == 4
    assert tab.query_params["subject"] == "2"


def test_what_was_typed_never_becomes_markup(learner: Visitor) -> None:
    nasty = '<img src=x onerror="alert(1)">'
    tab = press(learner.open("tool", OURS), "add-P")
    tab = write(write(tab, "P1-factor", nasty), "P1-implication", nasty)
    tab = press(tab, "P1-next")

    assert "<img" not in words(tab)
    assert "&lt;img" in words(tab)


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


def test_an_accounts_name_is_shown_as_it_was_typed(learner: Visitor) -> None:
    with learner.store.writing() as db:
        create_account(db, learner.actor, "*甲*_乙_:red[丙]", datetime.now(UTC))

    tab = learner.open("tool", OURS)

    (control,) = (c for c in tab.segmented_control if c.key == "choose-subject")
    assert control.options[-1] == r"\*甲\*\_乙\_\:red\[丙\]"
