"""The page that shows how one customer's sheets feed each other."""

from datetime import UTC, datetime

import pytest

from course.store.sheets import SheetKey, create_account, open_sheet, save_sheet
from exercises import exercises
from exercises.chain import Origin
from exercises.ge.sheet import change_factor
from exercises.pest.sheet import PestSheet, add_row, change_row, from_example, set_aside
from modules.services import course
from tests.modules.conftest import Visitor, today, words
from tests.modules.forms import press

OURS = {"subject": "case", "side": "us"}
RIVAL = "诺维克降价 8%，免费试机"


def keep(learner: Visitor, tool: str, data: dict, subject: str = "case") -> None:
    key = SheetKey(tool, subject, "us")
    with learner.store.writing() as db:
        base = open_sheet(db, learner.actor, key).revision
        save_sheet(db, learner.actor, key, data, base, datetime.now(UTC))


def set_aside_in_pest(learner: Visitor, text: str = RIVAL) -> None:
    pest, row = add_row(PestSheet(), "T")
    pest = change_row(pest, row, factor=text)
    keep(learner, "pest", set_aside(pest, row, "five-forces").model_dump(mode="json"))


def test_without_sheets_the_page_says_where_to_begin(learner: Visitor) -> None:
    tab = learner.open("chain")

    assert not tab.exception
    assert "还没有一张表" in words(tab)
    assert "未开始" in words(tab)


def test_a_row_that_nobody_took_over_is_told(learner: Visitor) -> None:
    set_aside_in_pest(learner)

    tab = learner.open("chain", OURS)

    assert "PEST·T1 还没有去处" in words(tab)
    assert "1 条等着接过来" in words(tab)


def test_once_it_is_taken_over_nothing_is_left_to_look_at(learner: Visitor) -> None:
    set_aside_in_pest(learner)
    press(learner.open("tool", {**OURS, "tool": "forces"}), "offered-T1")

    tab = learner.open("chain", OURS)

    assert "每一条都接得上" in words(tab)
    assert "还没开始的：九宫格、SWOT、对持、战略" in words(tab)
    assert "用在 五要素·J1" in words(tab)
    assert "来自 PEST·T1" in words(tab)


def test_a_change_upstream_is_told_with_old_and_new_words(learner: Visitor) -> None:
    set_aside_in_pest(learner)
    press(learner.open("tool", {**OURS, "tool": "forces"}), "offered-T1")
    set_aside_in_pest(learner, "诺维克降价 10%")

    tab = learner.open("chain", OURS)

    assert "五要素·J1 需复核" in words(tab)
    assert f"当时 <s>{RIVAL}</s> → 现在 诺维克降价 10%" in words(tab)


def test_a_source_that_is_gone_is_told(learner: Visitor) -> None:
    set_aside_in_pest(learner)
    press(learner.open("tool", {**OURS, "tool": "forces"}), "offered-T1")
    keep(learner, "pest", PestSheet().model_dump(mode="json"))

    tab = learner.open("chain", OURS)

    assert "那张表里已经没有这一行" in words(tab)


def test_the_sheets_of_one_customer_are_not_mixed_with_those_of_another(learner: Visitor) -> None:
    set_aside_in_pest(learner)
    with learner.store.writing() as db:
        account = create_account(db, learner.actor, "润禾食品", datetime.now(UTC))

    tab = learner.open("chain", {"subject": str(account), "side": "us"})

    assert "还没有一张表" in words(tab)
    assert RIVAL not in words(tab)


def test_somebody_elses_customer_is_not_shown(learner: Visitor) -> None:
    tab = learner.open("chain", {"subject": "4711", "side": "us"})

    assert not tab.exception
    assert "还没有一张表" in words(tab)


def test_a_sheet_that_cannot_be_read_is_said_to_be_so(learner: Visitor) -> None:
    keep(learner, "pest", {"nonsense": 1})

    tab = learner.open("chain", OURS)

    assert not tab.exception
    assert "读不出来" in words(tab)


def test_what_was_typed_never_becomes_markup(learner: Visitor) -> None:
    set_aside_in_pest(learner, "<b onclick=x>诺维克</b>")

    assert "<b onclick" not in words(learner.open("chain", OURS))


def test_the_worked_example_of_pest_offers_its_heavy_rows(learner: Visitor) -> None:
    example = course().tools["pest"].examples["full"]
    sheet = from_example(example, today())
    keep(learner, "pest", sheet.model_dump(mode="json"))

    tab = learner.open("chain", OURS)

    if "swot" in course().tools:
        assert words(tab).count("还没有去处") == 5
    else:
        assert "还没有去处" not in words(tab)


def test_a_line_leads_to_its_row_opened(learner: Visitor) -> None:
    set_aside_in_pest(learner)
    press(learner.open("tool", {**OURS, "tool": "forces"}), "offered-T1")

    tab = learner.open("tool", {**OURS, "tool": "forces", "row": "J1"})

    assert any("J1-name" in field.key for field in tab.text_input)
    assert "row" not in tab.query_params


def test_a_row_made_from_two_rows_of_one_sheet_counts_once(learner: Visitor) -> None:
    for tool in ("swot", "confrontation"):
        exercise = exercises()[tool]
        sheet = exercise.from_example(course().tools[tool].examples["full"], today())
        keep(learner, tool, sheet.model_dump(mode="json"))

    tab = learner.open("chain", OURS)

    assert "SWOT 36 条" in words(tab)
    assert "对持 36 条" in words(tab)


@pytest.mark.parametrize("kept", [("forces", "ge"), ("ge",)], ids=["there", "gone"])
def test_a_source_that_is_a_field_of_its_sheet_is_called_by_its_label(
    learner: Visitor, kept: tuple[str, ...]
) -> None:
    for tool in kept:
        example = course().tools[tool].examples["full"]
        sheet = exercises()[tool].from_example(example, today())
        if tool == "ge":
            source = Origin(tool="forces", row="rivalry", text="现有竞争者")
            sheet = change_factor(sheet, sheet.factors[0].id, origins=(source,))
        keep(learner, tool, sheet.model_dump(mode="json"))

    said = words(learner.open("chain", OURS))

    assert f"来自 五要素·{course().tools['forces'].fields['rivalry'].label}" in said
    assert "五要素·rivalry" not in said


def test_what_was_written_is_counted_alike_everywhere_on_the_page(learner: Visitor) -> None:
    """The forces and the industry follow from the drivers, and are not counted with them."""
    for tool in ("forces", "strategy"):
        example = course().tools[tool].examples["full"]
        sheet = exercises()[tool].from_example(example, today())
        keep(learner, tool, sheet.model_dump(mode="json"))

    tab = learner.open("chain", OURS)

    shown = [one.label for one in tab.expander]
    assert "竞争环境五要素表：23 条，另有 6 行是合计或引用" in shown
    assert "战略导出：4 条，另有 6 行是合计或引用" in shown
    assert '<p class="soft small">23 条</p>' in words(tab)
    assert "自己写 29 条" not in words(tab)
