"""The analysis desk as a person uses it. What all tools share is in tool/."""

from datetime import UTC, date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from course.errors import StoreBusyError
from course.store.datasets import dataset_of
from course.store.sheets import SheetKey, open_sheet, save_sheet
from exercises.analysis.sheet import AnalysisSheet, from_example
from modules import files
from modules.services import course
from tests.exercises.analysis.conftest import cells, workbook
from tests.modules.conftest import Visitor, today, words
from tests.modules.forms import choose, press, whole, widget, write

CASE = {"tool": "analysis", "subject": "case"}
OWN = {"tool": "analysis", "subject": "own"}
FILE = (
    "单据日期,客户名称,工厂,金额（万元）,成本（万元）,推荐分,联系人\n"
    "2026-01-05,华东重工,一厂,12,8,9,张三\n"
    "2026-02-07,华东重工,二厂,10,9,5,李四\n"
    "上月底,华东重工,一厂,7,5,,\n"
    "2026-03-09,江北食品,总部,三万,2,,\n"
    "2026-03-11,江北食品,总部,6,4,,\n"
)
OTHER = "日期,客户,金额\n2026-05-01,新客户,8\n2026-06-01,新客户,9\n"


def saved(learner: Visitor, subject: str = "own") -> AnalysisSheet:
    with learner.store.reading() as db:
        state = open_sheet(db, learner.actor, SheetKey("analysis", subject, "us"))
    return AnalysisSheet.model_validate(state.data or {})


def kept(learner: Visitor):
    with learner.store.reading() as db:
        return dataset_of(db, learner.actor, "analysis", "own")


def uploaders(tab: AppTest) -> list:
    """Those for rows; the page has another one for a whole sheet."""
    return [one for one in tab.file_uploader if "-data-upload" in one.key]


def upload(tab: AppTest, content: bytes | str, name: str = "明细.csv") -> AppTest:
    data = content.encode("gbk") if isinstance(content, str) else content
    tab = uploaders(tab)[0].set_value((name, data, "text/csv")).run()
    assert not tab.exception
    return whole(tab)


def select(tab: AppTest, name: str, value: str) -> AppTest:
    tab = widget(tab, "selectbox", name).set_value(value).run()
    assert not tab.exception
    return whole(tab)


@pytest.fixture
def own(learner: Visitor) -> AppTest:
    """A tab on one's own rows."""
    return upload(learner.open("tool", OWN), FILE)


def test_the_case_lies_ready_on_its_largest_customer(learner: Visitor) -> None:
    tab = learner.open("tool", CASE)

    assert not tab.exception
    assert "497 行，8 个客户" in words(tab)
    assert widget(tab, "selectbox", "focus-customer").value == "恒屿新能源"
    assert "24.7% → 15.3%" in words(tab)
    assert not uploaders(tab)


@pytest.mark.parametrize(
    ("analysis", "said"),
    [
        ("value", "贡献毛利 326.8 万元"),
        ("behaviour", "间隔的变异系数 0.70"),
        ("agents", "锦川机电：新增占 8.0%"),
        ("satisfaction", "净推荐值 0"),
        ("one", "最大的空白 宜宾主机 2,120 万元"),
    ],
)
def test_each_analysis_opens_with_its_numbers(learner: Visitor, analysis: str, said: str) -> None:
    tab = whole(choose(learner.open("tool", CASE), "case-us-analysis", analysis))

    assert said in words(tab)


def test_a_conclusion_is_saved_with_what_was_seen(learner: Visitor) -> None:
    tab = choose(learner.open("tool", CASE), "case-us-analysis", "satisfaction")
    tab = write(whole(tab), "satisfaction-decision", "先修哪一个基地")
    tab = write(whole(tab), "satisfaction-conclusion", "净推荐值 0，还行")
    tab = whole(tab)
    assert "只说了合起来的数" in words(tab)
    tab = write(tab, "satisfaction-conclusion", "净推荐值：常州 +60，宜宾 −60")
    tab = write(whole(tab), "satisfaction-next_step", "约罗文问打 3 分的那一次")
    tab = write(whole(tab), "satisfaction-owner", "周然")
    tab = write(whole(tab), "satisfaction-due", "2026-12-15")

    finding = saved(learner, "case").finding("satisfaction")
    assert (finding.decision, finding.owner) == ("先修哪一个基地", "周然")
    assert finding.due == date(2026, 12, 15)
    assert finding.seen is not None
    assert (finding.seen.customer, finding.seen.sample) == ("恒屿新能源", 10)
    assert set(finding.seen.apart) == {"宜宾", "常州"}
    assert "只说了合起来的数" not in words(whole(tab))


def test_a_setting_changes_the_result_and_is_saved(learner: Visitor) -> None:
    tab = whole(choose(learner.open("tool", CASE), "case-us-analysis", "value"))
    assert "326.8 × 0.85" in words(tab)

    tab = whole(write(tab, "set-kept", "0.75"))

    assert "326.8 × 0.75" in words(tab)
    assert saved(learner, "case").kept == 0.75


def test_products_bought_one_by_one_can_be_left_out(learner: Visitor) -> None:
    tab = learner.open("tool", CASE)
    tab = widget(tab, "pills", "one-off").set_value(["主机", "干燥"]).run()

    assert saved(learner, "case").one_off == ("主机", "干燥")
    assert "拿掉一台一台买的" in words(whole(tab))


def test_what_is_looked_at_survives_a_reload(learner: Visitor) -> None:
    tab = select(learner.open("tool", CASE), "focus-customer", "润禾食品")
    assert "每年 +10.4%" in words(tab)

    assert "每年 +10.4%" in words(learner.open("tool", CASE))


def test_without_rows_of_ones_own_there_is_an_uploader_and_nothing_else(learner: Visitor) -> None:
    tab = learner.open("tool", OWN)

    assert len(uploaders(tab)) == 1
    assert "还没有你自己的数据" in words(tab)
    assert not [one for one in tab.selectbox if "focus" in one.key]


def test_a_file_is_kept_and_survives_a_reload(learner: Visitor, own: AppTest) -> None:
    note = kept(learner)
    assert note is not None
    assert (note.name, note.rows) == ("明细.csv", 5)
    assert saved(learner).mapping["customer"] == "客户名称"

    again = learner.open("tool", OWN)

    assert "「明细.csv」，5 行，2026-01 至 2026-03" in words(again)
    assert widget(again, "selectbox", "focus-customer").options == [
        "全部客户",
        "华东重工",
        "江北食品",
    ]


def test_bad_rows_are_told_with_their_numbers_and_the_good_ones_are_used(own: AppTest) -> None:
    said = words(own)

    assert "用上 3 行，2 行没有算" in said
    assert "第 4 行" in said
    assert "“上月底”不是日期" in said
    assert "第 5 行" in said
    assert "“三万”不是数" in said
    assert "没有存：联系人" in said


def test_a_column_can_be_matched_anew(learner: Visitor, own: AppTest) -> None:
    tab = select(own, "column-cost", "")
    assert "cost" not in saved(learner).mapping

    tab = whole(choose(tab, "own-us-analysis", "value"))
    assert "没有「成本、工时」" in words(tab)

    tab = select(tab, "column-cost", "金额(万元)")
    assert saved(learner).mapping["cost"] == "金额(万元)"
    assert "amount" not in saved(learner).mapping


def test_the_unit_can_be_changed(learner: Visitor, own: AppTest) -> None:
    assert saved(learner).unit == "wan"
    choose(own, "own-us-unit", "yuan")
    assert saved(learner).unit == "yuan"


def test_a_file_that_is_no_table_is_refused_and_the_rows_there_stay(
    learner: Visitor, own: AppTest
) -> None:
    before = kept(learner)

    tab = upload(own, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff", "照片.png")

    assert "文件里的文字读不出来" in words(tab)
    assert kept(learner) == before
    tab = upload(tab, OTHER)
    assert "读不出来" not in words(tab)


def test_while_the_database_is_busy_nothing_is_lost(
    learner: Visitor, own: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept(learner)

    def busy(*_args: object, **_more: object) -> None:
        raise StoreBusyError("数据库正忙，这一次没有存上。请稍后再试。")

    monkeypatch.setattr(files, "save_dataset", busy)
    tab = upload(own, OTHER)

    assert "数据库正忙" in words(tab)
    assert kept(learner) == before


def test_another_file_asks_to_look_at_the_conclusions_again(learner: Visitor, own: AppTest) -> None:
    tab = write(own, "development-conclusion", "华东重工三个月 22 万元")
    tab = upload(whole(tab), OTHER)

    assert "需复核" in words(tab)
    assert saved(learner).finding("development").conclusion == "华东重工三个月 22 万元"
    button = next(one for one in tab.button if one.label == "已看过，仍成立")
    tab = whole(button.click().run())
    assert "需复核" not in words(tab)


def test_a_workbook_of_several_sheets_lets_one_choose(learner: Visitor) -> None:
    data = workbook(
        {
            "明细": cells([["日期", "客户", "金额"], ["2026-01-02", "甲", 3]]),
            "去年": cells([["日期", "客户", "金额"], ["2025-01-02", "乙", 4]]),
        }
    )
    tab = upload(learner.open("tool", OWN), data, "台账.xlsx")
    assert "工作表「明细」" in words(tab)

    tab = select(tab, "sheet-name", "去年")

    assert "工作表「去年」" in words(tab)
    assert "乙" in widget(tab, "selectbox", "focus-customer").options


def test_endless_names_and_headings_break_nothing(learner: Visitor) -> None:
    long = "㍿" * 180
    tab = upload(
        learner.open("tool", OWN),
        f"日期,客户,{long},{long},金额\n2026-01-02,{long},甲,乙,3\n".encode(),
    )

    tab = select(tab, "focus-customer", "")
    tab = select(tab, "focus-customer", ("株式会社" * 25))
    tab = write(tab, "development-conclusion", "一个月 3 万元")

    assert not tab.exception
    assert saved(learner).finding("development").seen is not None


def test_deleting_asks_first_and_keeps_the_conclusions(learner: Visitor, own: AppTest) -> None:
    tab = write(own, "development-conclusion", "华东重工三个月 22 万元")
    tab = whole(tab)
    assert "删掉以后找不回来" in words(tab)

    tab = whole(press(tab, "forget"))

    assert kept(learner) is None
    assert len(uploaders(tab)) == 1
    assert saved(learner).finding("development").conclusion == "华东重工三个月 22 万元"


def test_emptying_the_sheet_keeps_the_rows(learner: Visitor, own: AppTest) -> None:
    tab = press(own, "start-blank")

    assert saved(learner) == AnalysisSheet()
    assert "「明细.csv」" in words(whole(tab))


def test_rows_replaced_in_another_tab_are_read_anew(learner: Visitor, own: AppTest) -> None:
    upload(learner.open("tool", OWN), OTHER)

    tab = whole(own)

    assert widget(tab, "selectbox", "focus-customer").value == "新客户"


def test_the_case_and_ones_own_rows_do_not_mix(learner: Visitor, own: AppTest) -> None:
    assert "497 行" in words(learner.open("tool", CASE))
    assert saved(learner, "case") == AnalysisSheet()


def test_the_worked_example_is_read_and_changes_nothing(learner: Visitor) -> None:
    tab = learner.open("tool", {**CASE, "sheet": "full"})

    assert not tab.exception
    assert "常州由 240 到 340" in words(tab)
    assert not tab.text_input


def test_the_half_filled_sheet_asks_questions(learner: Visitor) -> None:
    sheet = from_example(course().tools["analysis"].examples["half"], today())
    with learner.store.writing() as db:
        key = SheetKey("analysis", "case", "us")
        save_sheet(db, learner.actor, key, sheet.model_dump(mode="json"), 0, datetime.now(UTC))

    tab = whole(choose(learner.open("tool", CASE), "case-us-analysis", "satisfaction"))

    assert widget(tab, "selectbox", "focus-customer").value == "东锦纺织"
    assert "它满意的是哪一样" in words(tab)


def test_names_from_a_file_are_no_markdown(learner: Visitor) -> None:
    product = "**泵**[看](https://elsewhere.example)"
    rows = "".join(f"2026-0{n}-01,华东重工,一厂,{product},8\n" for n in range(1, 5))
    tab = upload(learner.open("tool", OWN), "日期,客户,工厂,产品,金额\n" + rows)

    drawn = []
    for analysis in ("development", "one"):
        tab = whole(choose(tab, "analysis", analysis))
        drawn += [option.content for one in tab.get("button_group") for option in one.proto.options]
        drawn += [one.label for one in tab.text_input]
    assert [text for text in drawn if r"\*\*泵\*\*" in text]
    assert not [text for text in drawn if "**泵**" in text]
