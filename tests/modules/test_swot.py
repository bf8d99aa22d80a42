"""The form of the SWOT as a person uses it. What all tools share is in tool/."""

from datetime import UTC, datetime

import pytest
from pydantic import BaseModel
from streamlit.testing.v1 import AppTest

from course.store.sheets import SheetKey, open_sheet, save_sheet
from exercises import exercises
from exercises.pest.sheet import change_row, remove_row
from exercises.swot.sheet import SwotSheet, rank
from modules.services import course
from tests.modules.conftest import Visitor, today, words
from tests.modules.forms import choose, labels, press, whole, widget, write

OURS = {"tool": "swot", "subject": "case", "side": "us"}
KEY = SheetKey("swot", "case", "us")


def saved(learner: Visitor) -> SwotSheet:
    """What is in the database now."""
    with learner.store.reading() as db:
        return SwotSheet.model_validate(open_sheet(db, learner.actor, KEY).data or {})


def keep(learner: Visitor, sheet: BaseModel, tool: str = "swot") -> None:
    """Save as another device would."""
    key = SheetKey(tool, "case", "us")
    with learner.store.writing() as db:
        base = open_sheet(db, learner.actor, key).revision
        data = sheet.model_dump(mode="json")
        save_sheet(db, learner.actor, key, data, base, datetime.now(UTC))


def example(tool: str = "swot", kind: str = "full"):
    words_of = course().tools[tool].examples[kind]
    return exercises()[tool].from_example(words_of, today())


@pytest.fixture
def with_upstream(learner: Visitor) -> Visitor:
    """Somebody who has filled in PEST and the five forces."""
    keep(learner, example("pest"), "pest")
    keep(learner, example("forces"), "forces")
    return learner


@pytest.fixture
def with_an_item(learner: Visitor) -> AppTest:
    """A tab in which the first strength was begun."""
    return press(learner.open("tool", OURS), "add-S")


def test_an_empty_sheet_asks_what_it_is_for_first(learner: Visitor) -> None:
    tab = learner.open("tool", OURS)

    assert not tab.exception
    fields = [field.label for field in tab.text_input if field.key.startswith("swot-")]
    assert fields == ["为了哪件事（分析对象）"]
    assert labels(tab).count("加一条") == 4
    assert "四格合起来看" not in [header.value for header in tab.header]


def test_every_field_of_an_item_is_saved(learner: Visitor, with_an_item: AppTest) -> None:
    tab = write(with_an_item, "sheet-subject", "赢得滁州基地")
    tab = write(whole(tab), "S1-text", "交期 8 周")
    tab = write(tab, "S1-against", "诺维克 16 周")
    tab = choose(tab, "S1-importance", 4)
    tab = choose(whole(tab), "S1-certainty", 3)
    tab = press(whole(tab), "S1-evidence-add")
    tab = write(tab, "evidence-0-text", "近 12 个月发货记录")
    write(tab, "S1-note", "月底再核一次")

    sheet = saved(learner)
    row = sheet.row("S1")
    assert sheet.subject == "赢得滁州基地"
    assert (row.text, row.against, row.note) == ("交期 8 周", "诺维克 16 周", "月底再核一次")
    assert (rank(row), row.evidence[0].text) == (12, "近 12 个月发货记录")


def test_an_opportunity_is_not_asked_compared_with_whom(learner: Visitor) -> None:
    tab = press(learner.open("tool", OURS), "add-O")

    assert "比谁，强多少或弱多少" not in [field.label for field in tab.text_input]
    assert "自己什么都不做，它还在吗" in words(tab)


def test_the_open_item_keeps_its_place_while_it_is_scored(learner: Visitor) -> None:
    keep(learner, example())
    tab = press(learner.open("tool", OURS), "go-swot-case-us-O3")
    tab = whole(choose(tab, "O3-certainty", 3))
    tab = whole(choose(tab, "O3-importance", 5))
    assert rank(saved(learner).row("O3")) == 15
    assert order(tab, "O") == ["O1", "O2"]

    tab = press(tab, "O3-close")
    assert order(tab, "O") == ["O1", "O3", "O2"]


def order(tab: AppTest, quad: str) -> list[str]:
    """The rows of a quadrant that are not open, as they stand on the page."""
    start = f"go-swot-case-us-{quad}"
    keys = [button.key for button in tab.button if button.key and button.key.startswith(start)]
    return [key.removeprefix("go-swot-case-us-") for key in keys]


def test_heavy_rows_of_pest_and_strong_forces_are_offered(with_upstream: Visitor) -> None:
    tab = with_upstream.open("tool", OURS)

    takes = [b.key for b in tab.button if b.key and b.key.endswith("-take")]
    names = [key.removeprefix("swot-case-us-").removesuffix("-take") for key in takes]
    heavy = ["pest-P1", "pest-E1", "pest-E2", "pest-S1", "pest-T1"]
    assert names == [*heavy, "forces-buyers", "forces-rivalry"]
    assert "可以接过来" in words(tab)
    assert "PEST·P1" in words(tab)
    assert "五要素·买方" in words(tab)


def test_nothing_is_offered_where_nothing_is_upstream(learner: Visitor) -> None:
    assert "可以接过来" not in words(learner.open("tool", OURS))


@pytest.mark.parametrize(("offer", "item"), [("pest-P1", "O1"), ("pest-E2", "T1")])
def test_a_row_of_pest_is_taken_by_its_sign_with_one_press(
    with_upstream: Visitor, offer: str, item: str
) -> None:
    tab = press(with_upstream.open("tool", OURS), f"{offer}-take")

    row = saved(with_upstream).row(item)
    source = example("pest").row(offer.removeprefix("pest-"))
    assert (row.text, row.evidence, row.note) == (
        source.factor,
        source.evidence,
        source.implication,
    )
    assert [(o.tool, o.row, o.text) for o in row.origins] == [("pest", source.id, source.factor)]
    assert not [b for b in tab.button if b.key and b.key.endswith(f"{offer}-take")]
    assert f"<b>PEST·{source.id}</b>" in words(tab)


@pytest.mark.parametrize(("button", "item"), [("take", "T1"), ("other", "O1")])
def test_a_force_becomes_a_threat_or_by_choice_an_opportunity(
    with_upstream: Visitor, button: str, item: str
) -> None:
    press(with_upstream.open("tool", OURS), f"forces-buyers-{button}")

    row = saved(with_upstream).row(item)
    assert row.text == ""
    assert row.note == "买方：集中度、信息、采购量"
    assert row.origins[0].value == "4.2"
    assert any("前 10 大客户占收入 46%" in piece.text for piece in row.evidence)


def test_an_offer_can_become_a_further_source_of_an_item(with_upstream: Visitor) -> None:
    tab = press(with_upstream.open("tool", OURS), "pest-P1-take")
    tab = press(whole(tab), "pest-E1-into-O1")

    assert [o.row for o in saved(with_upstream).row("O1").origins] == ["P1", "E1"]
    press(whole(tab), "undo")
    assert [o.row for o in saved(with_upstream).row("O1").origins] == ["P1"]


def test_a_source_can_be_added_and_dropped_in_the_open_item(with_upstream: Visitor) -> None:
    tab = press(with_upstream.open("tool", OURS), "add-T")
    box = widget(tab, "selectbox", "T1-add-origin")
    chosen = next(option for option in box.options if option.startswith("PEST·E2"))
    tab = box.select(chosen).run()
    assert not tab.exception
    assert [o.row for o in saved(with_upstream).row("T1").origins] == ["E2"]

    press(whole(tab), "drop-pest-E2")
    assert saved(with_upstream).row("T1").origins == ()


def test_a_changed_source_is_shown_with_old_and_new_words_and_noted_on_request(
    with_upstream: Visitor,
) -> None:
    press(with_upstream.open("tool", OURS), "pest-P1-take")
    changed = change_row(example("pest"), "P1", factor="碳考核推迟一年，后年执行", impact=3)
    keep(with_upstream, changed, "pest")

    tab = with_upstream.open("tool", OURS)
    assert "需复核" in words(tab)
    tab = press(tab, "go-swot-case-us-O1")
    assert "<s>基地所在省明年起把单位电耗列入电池厂的碳考核 +20</s>" in words(tab)
    assert "碳考核推迟一年，后年执行 +12" in words(tab)
    text = saved(with_upstream).row("O1").text

    tab = press(tab, "O1-accept")
    assert saved(with_upstream).row("O1").origins[0].text == "碳考核推迟一年，后年执行"
    assert saved(with_upstream).row("O1").text == text
    assert "需复核" not in words(whole(tab))


def test_a_source_that_is_gone_is_told_and_the_item_stays(with_upstream: Visitor) -> None:
    press(with_upstream.open("tool", OURS), "pest-P1-take")
    keep(with_upstream, remove_row(example("pest"), "P1"), "pest")

    tab = press(with_upstream.open("tool", OURS), "go-swot-case-us-O1")

    assert "那张表里已经没有这一行" in words(tab)
    assert saved(with_upstream).row("O1").origins


def test_an_item_goes_to_another_quadrant_and_comes_back(
    learner: Visitor, with_an_item: AppTest
) -> None:
    tab = write(with_an_item, "S1-text", "客户年年压价 6%")
    tab = widget(tab, "radio", "S1-quad").set_value("T").run()
    assert [row.id for row in saved(learner).rows] == ["T1"]

    press(whole(tab), "undo")
    assert [row.id for row in saved(learner).rows] == ["S1"]


def test_an_item_deleted_can_be_had_back(learner: Visitor, with_an_item: AppTest) -> None:
    tab = write(with_an_item, "S1-text", "交期 8 周")
    tab = press(whole(tab), "S1-delete")
    assert saved(learner).rows == ()

    press(whole(tab), "undo")
    assert saved(learner).row("S1").text == "交期 8 周"


def test_what_is_typed_is_shown_as_typed(learner: Visitor, with_an_item: AppTest) -> None:
    tab = write(with_an_item, "S1-text", "<b>粗</b> & “引号”")
    tab = press(whole(tab), "S1-next")

    assert "&lt;b&gt;粗&lt;/b&gt; &amp;" in words(tab)
    assert "<b>粗</b>" not in words(tab)


@pytest.mark.parametrize("kind", ["full", "half"])
def test_the_examples_are_read_and_not_written(learner: Visitor, kind: str) -> None:
    side = course().tools["swot"].examples[kind].subject.removeprefix("case-")
    tab = learner.open("tool", {**OURS, "side": side, "sheet": kind})

    assert not tab.exception
    assert not [f for f in tab.text_input if f.key and f.key.startswith("swot-")]
    assert "四格合起来看" in [header.value for header in tab.header]
    assert saved(learner).rows == ()


def test_the_grid_shows_the_case_with_its_ranks(learner: Visitor) -> None:
    keep(learner, example())
    tab = learner.open("tool", OURS)

    assert "优势 3 条，劣势 3 条，机会 3 条，威胁 3 条" in words(tab)
    assert "S1（15）、W1（15）、O1（15）、T1（15）" in words(tab)


def test_the_name_of_a_source_is_no_markdown_where_it_can_be_dropped(learner: Visitor) -> None:
    """A sheet from a file may name any source."""
    item = {
        "id": "S1",
        "text": "实测节电 11%",
        "origins": [{"tool": "pest", "row": "**P1**"}],
    }
    keep(learner, SwotSheet.model_validate({"rows": [item]}))

    tab = learner.open("tool", {**OURS, "row": "S1"})

    (drop,) = [one for one in tab.button if "-drop-" in one.key]
    assert r"\*\*P1\*\*" in drop.help


def test_a_source_whose_sheet_is_not_at_hand_is_called_by_its_chinese_name(
    learner: Visitor,
) -> None:
    keep(learner, example())
    tab = learner.open("tool", OURS)

    assert "五要素·买方" in words(tab)
    assert "rivalry" not in words(tab)
