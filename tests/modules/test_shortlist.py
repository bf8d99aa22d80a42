"""The form of the shortlist as a person uses it."""

from datetime import UTC, date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from course.store.sheets import SheetKey, open_sheet, save_sheet
from exercises.concentration.sheet import ConcentrationSheet, Customer
from exercises.shortlist.sheet import ShortlistSheet, from_example
from modules.services import course
from tests.modules.conftest import Visitor, today, words
from tests.modules.forms import choose, labels, press, whole, widget, write

CASE = {"tool": "shortlist", "subject": "case"}
KEY = SheetKey("shortlist", "case", "us")
CONCENTRATION = SheetKey("concentration", "case", "us")


def saved(learner: Visitor) -> ShortlistSheet:
    """What is in the database now."""
    with learner.store.reading() as db:
        return ShortlistSheet.model_validate(open_sheet(db, learner.actor, KEY).data or {})


def keep(learner: Visitor, sheet: ShortlistSheet | ConcentrationSheet, key: SheetKey = KEY) -> None:
    """Save as another device would."""
    with learner.store.writing() as db:
        base = open_sheet(db, learner.actor, key).revision
        data = sheet.model_dump(mode="json")
        save_sheet(db, learner.actor, key, data, base, datetime.now(UTC))


def customers(*names: str) -> ConcentrationSheet:
    rows = (Customer(id=f"K{n}", name=name, revenue=100 / n) for n, name in enumerate(names, 1))
    return ConcentrationSheet(rows=tuple(rows))


def example(kind: str) -> ShortlistSheet:
    return from_example(course().tools["shortlist"].examples[kind], today())


@pytest.fixture
def filled(learner: Visitor) -> AppTest:
    """A tab on the worked example as one's own sheet."""
    keep(learner, example("full"))
    return learner.open("tool", CASE)


def test_an_empty_list_asks_first_how_many_can_be_served(learner: Visitor) -> None:
    tab = learner.open("tool", CASE)

    assert not tab.exception
    assert "先填管得过来几家" in words(tab)
    tab = write(tab, "sheet-managers", "5")
    tab = whole(write(whole(tab), "sheet-per_manager", "4"))
    assert "5 名经理×每人 4 家＝20 家" in words(tab)
    assert saved(learner).places == 20


def test_every_field_of_a_customer_is_saved(learner: Visitor) -> None:
    tab = whole(press(learner.open("tool", CASE), "case-us-add"))
    for name, text in (
        ("name", "浦和乳业"),
        ("potential", "69.3"),
        ("how", "1,400×15%×33%"),
        ("asked", "“有事先找你们”"),
        ("hours_row", "252"),
        ("reason", "三年潜力 69.3 万元"),
        ("condition", "见到定规格的人"),
    ):
        tab = whole(write(tab, f"L1-{name}", text))
    tab = whole(choose(tab, "L1-willing", "yes"))
    tab = whole(choose(tab, "L1-fit", "yes"))
    tab = whole(choose(tab, "L1-decision", "serve"))
    tab = whole(write(tab, "L1-until", "两个季度内"))
    write(tab, "L1-back", "见了两次")

    row = saved(learner).row("L1")
    assert (row.name, row.potential, row.how) == ("浦和乳业", 69.3, "1,400×15%×33%")
    assert (row.willing, row.asked, row.fit, row.hours) == ("yes", "“有事先找你们”", "yes", 252)
    assert (row.decision, row.reason) == ("serve", "三年潜力 69.3 万元")
    assert (row.condition, row.until, row.back) == ("见到定规格的人", "两个季度内", "见了两次")


def test_the_condition_asks_for_a_signal_where_the_customer_waits(learner: Visitor) -> None:
    tab = whole(press(learner.open("tool", CASE), "case-us-add"))

    tab = whole(choose(tab, "L1-decision", "develop"))

    assert widget(tab, "text_input", "L1-condition").label == "升上来的信号：看到什么再升"
    assert not [field for field in tab.text_input if field.key.endswith("L1-until")]


def test_customers_come_over_from_the_concentration_sheet(learner: Visitor) -> None:
    keep(learner, customers("恒屿", "润禾"), CONCENTRATION)
    tab = learner.open("tool", CASE)
    assert "集中度那张表里的客户" in words(tab)

    tab = whole(press(tab, "offered-K2"))

    row = saved(learner).row("L1")
    assert row.name == "润禾"
    assert [(o.tool, o.row, o.value) for o in row.origins] == [("concentration", "K2", "50")]
    assert "润禾" not in labels(tab)
    assert "恒屿" in labels(tab)
    assert "来自 <b>集中度·K2</b>" in words(press(tab, "go-shortlist-case-us-L1"))


def test_a_customer_taken_over_is_to_be_reviewed_once_its_revenue_changed(
    learner: Visitor,
) -> None:
    keep(learner, customers("恒屿"), CONCENTRATION)
    press(learner.open("tool", CASE), "offered-K1")
    keep(learner, customers("恒屿新能源"), CONCENTRATION)

    tab = press(learner.open("tool", CASE), "go-shortlist-case-us-L1")
    assert "需复核 集中度·K1" in words(tab)
    tab = whole(press(tab, "L1-accept"))

    assert "需复核" not in words(tab)
    row = saved(learner).row("L1")
    assert (row.name, row.origins[0].text) == ("恒屿", "恒屿新能源")


def test_the_lines_of_tilting_are_saved_and_deleted(learner: Visitor, filled: AppTest) -> None:
    tab = whole(press(filled, "add-move"))
    for name, text in (
        ("move_source", "晟驰"),
        ("move_hours", "40"),
        ("move_to", "润禾"),
        ("move_what", "看图"),
        ("move_decider", "秦岚"),
        ("move_since", "2027-01-05"),
    ):
        tab = whole(write(tab, f"M3-{name}", text))

    move = saved(learner).moves[-1]
    assert (move.source, move.hours, move.to, move.what) == ("晟驰", 40, "润禾", "看图")
    assert (move.decider, move.since) == ("秦岚", date(2027, 1, 5))
    tab = whole(press(tab, "M3-delete"))
    assert len(saved(learner).moves) == 2
    press(tab, "undo")
    assert len(saved(learner).moves) == 3


def test_a_deleted_customer_comes_back(learner: Visitor, filled: AppTest) -> None:
    tab = press(filled, "go-shortlist-case-us-L2")
    tab = whole(press(tab, "L2-delete"))
    assert "已删除“润禾食品”" in words(tab)

    press(tab, "undo")

    assert [row.name for row in saved(learner).rows] == [r.name for r in example("full").rows]


def test_the_open_row_of_the_half_filled_example_is_asked_about(learner: Visitor) -> None:
    keep(learner, example("half"))

    tab = press(learner.open("tool", CASE), "go-shortlist-case-us-L7")

    assert "两道筛都有话要说" in words(tab)


@pytest.mark.parametrize("kind", ["full", "half"])
def test_the_examples_are_read_and_not_edited(learner: Visitor, kind: str) -> None:
    tab = learner.open("tool", {**CASE, "sheet": kind})

    assert not tab.exception
    assert "恒屿新能源" in words(tab)
    assert not [f for f in tab.text_input if f.key.startswith("shortlist-")]
    assert "加一家" not in labels(tab)
