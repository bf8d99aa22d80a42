"""Which sheet is open: sides, accounts of one's own, examples, the blank sheet, the next tool."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from course.people.rights import Role
from course.store.engine import Store
from course.store.reading import place_of, record_place
from course.store.sheets import (
    SheetKey,
    accounts_of,
    archive_account,
    copy_account,
    create_account,
    open_sheet,
)
from exercises import exercises
from exercises.pest.sheet import PestSheet
from modules.services import course
from tests.modules.conftest import Visitor, today, words
from tests.modules.forms import choose, press, whole, widget, write
from tests.modules.tool.pest import CHANGE, OURS, THEIRS, example, keep, revisions, saved


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
    assert own.sheet.model_validate(data) == own.from_example(example, today())


@pytest.mark.parametrize(
    ("tool", "kind"),
    [(tool, kind) for tool in sorted(exercises()) for kind in course().tools[tool].examples],
)
def test_every_example_of_every_tool_can_be_read(learner: Visitor, tool: str, kind: str) -> None:
    assert not learner.open("tool", {"tool": tool, "sheet": kind}).exception


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


def test_emptying_a_sheet_asks_first(learner: Visitor, with_a_row: AppTest) -> None:
    tab = whole(with_a_row)
    (window,) = [each for each in tab.get("popover") if "清空这张表" in each.proto.popover.label]

    assert "写的都会清掉" in window.children[0].proto.body
    assert "还可以撤销" in window.children[0].proto.body
    assert window.children[1].label == "清空"


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
    tab = press(tab, f"account-{subject}-restore")
    assert "没有这个客户" not in words(learner.open("tool", {**OURS, "subject": subject}))


def test_an_account_is_copied_with_its_sheets(learner: Visitor) -> None:
    tab = write(learner.open("tool", OURS), "account-new-0", "润禾")
    subject = tab.query_params["subject"]
    write(press(tab, "add-S"), "S1-factor", "冷链司机难招，三个月没招到人")

    tab = press(learner.open("tool", {**OURS, "subject": subject}), f"account-{subject}-copy-1")

    copied = tab.query_params["subject"]
    assert copied != subject
    assert "客户（润禾（副本））" in widget(tab, "segmented_control", "choose-side").options
    assert saved(learner, SheetKey("pest", copied, "us")) == saved(
        learner, SheetKey("pest", subject, "us")
    )


def test_copying_twice_at_once_makes_one_copy(learner: Visitor) -> None:
    """The second press of a double click speaks of the page as it was before the first."""
    subject = write(learner.open("tool", OURS), "account-new-0", "润禾").query_params["subject"]
    tab = learner.open("tool", {**OURS, "subject": subject})
    with learner.store.writing() as db:
        first = copy_account(db, learner.actor, int(subject), "润禾（副本）", datetime.now(UTC))

    tab = press(tab, f"account-{subject}-copy-1")

    assert tab.query_params["subject"] == str(first)
    with learner.store.reading() as db:
        assert [one.name for one in accounts_of(db, learner.actor)] == ["润禾", "润禾（副本）"]
    press(tab, f"account-{subject}-copy-2")
    with learner.store.reading() as db:
        assert len(accounts_of(db, learner.actor)) == 3


def test_control_characters_that_are_pasted_are_not_kept(learner: Visitor) -> None:
    tab = write(learner.open("tool", OURS), "account-new-0", "润\x00禾")
    assert "客户（润禾）" in widget(tab, "segmented_control", "choose-side").options
    subject = tab.query_params["subject"]
    tab = write(tab, "sheet-goal", "守住\x0b份额\x1b")
    write(press(whole(tab), "add-S"), "S1-factor", "冷链\x00司机难招")

    sheet = saved(learner, SheetKey("pest", subject, "us"))
    assert (sheet.goal, sheet.rows[0].factor) == ("守住 份额", "冷链司机难招")


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


def test_an_accounts_name_is_shown_as_it_was_typed(learner: Visitor) -> None:
    with learner.store.writing() as db:
        create_account(db, learner.actor, "*甲*_乙_:red[丙]", datetime.now(UTC))

    tab = learner.open("tool", OURS)

    (control,) = (c for c in tab.segmented_control if c.key == "choose-subject")
    assert control.options[-1] == r"\*甲\*\_乙\_\:red\[丙\]"
