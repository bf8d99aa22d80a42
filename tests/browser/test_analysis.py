"""The analysis desk in a real browser: bringing a file, and what only a browser can tell."""

import re
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, settled, sign_in
from tests.browser.look import assert_accessible, assert_no_sideways_scroll

CASE, OWN = "/tool?tool=analysis&subject=case", "/tool?tool=analysis&subject=own"
INPUT = "[data-testid=stFileUploaderDropzoneInput]"
_ROWS = [
    f"2026-{month:02}-0{day},华东重工,{site},{product},{120000 + 900 * month},80000,{score},张三"
    for month in range(1, 13)
    for day, site, product, score in ((3, "一厂", "设备", 9), (7, "二厂", "备件", 5))
]
FILE = "\n".join(
    [
        "单据日期,客户名称,工厂,产品类别,金额（元）,成本（元）,推荐分,联系人",
        *_ROWS,
        "上月底,华东重工,一厂,设备,1,1,9,张三",
    ]
)

# Names of formats and encodings, formulas' letters; everything else a learner reads is Chinese.
NOT_ENGLISH = {"CSV", "UTF", "GBK", "MB", "xlsx"}

_numbers = count(1)


@pytest.fixture
def login(server: Server) -> str:
    """Somebody new on the server."""
    name = f"analysis-{next(_numbers)}"
    server.add_person(name)
    return name


@pytest.fixture
def own_file(tmp_path: Path) -> Path:
    path = tmp_path / "明细.csv"
    path.write_bytes(FILE.encode("gbk"))
    return path


def choose(page: Page, file: Path) -> None:
    """Choose a file once the page has all its parts; before that the uploader is drawn anew."""
    page.wait_for_load_state("networkidle")
    page.set_input_files(INPUT, file)


def bring(page: Page, server: Server, login: str, file: Path) -> None:
    """Sign in and upload the file."""
    sign_in(page, server, login, OWN)
    expect(page.get_by_text("还没有你自己的数据")).to_be_visible()
    choose(page, file)
    expect(page.get_by_text("用上 24 行，1 行没有算")).to_be_visible()
    settled(page)


def test_the_uploader_speaks_chinese(page: Page, server: Server, login: str) -> None:
    sign_in(page, server, login, OWN)

    uploader = page.get_by_test_id("stFileUploader").first
    expect(uploader).to_contain_text("选文件")
    expect(uploader).to_contain_text("也可以拖进来，最大 10 MB")
    rows = page.locator("[class*=st-key-data-]").first
    shown, icons = rows.inner_text(), rows.get_by_test_id("stIconMaterial").all_inner_texts()
    english = set(re.findall(r"[A-Za-z]{2,}", shown)) - NOT_ENGLISH
    assert english - set(re.findall(r"[A-Za-z]+", " ".join(icons))) == set()


def test_a_file_is_brought_and_is_there_after_a_reload_and_a_kill(
    page: Page, server: Server, login: str, own_file: Path
) -> None:
    bring(page, server, login, own_file)
    page.get_by_text("没有用上的 1 行").click()
    page.get_by_text("对列", exact=True).click()
    assert_accessible(page)
    assert_no_sideways_scroll(page)
    field = page.get_by_label("一句话结论")
    field.fill("十二个月 302.0 万元，两个厂一样多")
    field.press("Tab")
    settled(page)

    server.kill()
    server.start()
    page.goto(f"{server.address}{OWN}")

    expect(page.get_by_text("「明细.csv」，25 行")).to_be_visible()
    expect(page.get_by_label("一句话结论")).to_have_value("十二个月 302.0 万元，两个厂一样多")


def test_a_file_that_is_no_table_is_refused_and_another_can_be_tried(
    page: Page, server: Server, login: str, own_file: Path, tmp_path: Path
) -> None:
    sign_in(page, server, login, OWN)
    picture = tmp_path / "照片.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff")

    choose(page, picture)

    expect(page.get_by_text("文件里的文字读不出来")).to_be_visible()
    settled(page)
    choose(page, own_file)
    expect(page.get_by_text("用上 24 行，1 行没有算")).to_be_visible()
    expect(page.get_by_text("文件里的文字读不出来")).to_have_count(0)


def test_a_file_that_is_too_large_is_told_in_chinese(
    page: Page, server: Server, login: str, tmp_path: Path
) -> None:
    sign_in(page, server, login, OWN)
    large = tmp_path / "large.csv"
    large.write_bytes("日期,客户\n".encode() + b"2026-01-02,a\n" * 900_000)

    choose(page, large)

    expect(page.get_by_text("文件超过 10 MB，没有传。")).to_be_visible()
    uploader = page.get_by_test_id("stFileUploader").first
    expect(uploader.get_by_role("button", name="移去 large.csv")).to_be_visible()
    expect(uploader).not_to_contain_text("Error")


def test_deleting_asks_first(page: Page, server: Server, login: str, own_file: Path) -> None:
    bring(page, server, login, own_file)

    page.get_by_role("button", name="删除数据").click()
    expect(page.get_by_text("删掉以后找不回来")).to_be_visible()
    page.get_by_role("button", name="删除这份数据").click()

    expect(page.get_by_text("还没有你自己的数据")).to_be_visible()


def test_each_analysis_is_opened_by_its_name(page: Page, server: Server, login: str) -> None:
    sign_in(page, server, login, CASE)

    for name, said in (
        ("价值", "贡献毛利 326.8 万元"),
        ("满意度", "净推荐值 0"),
        ("一对一", "最大的空白 宜宾主机 2,120 万元"),
        ("发展", "后半段比前半段 −37.7%"),
    ):
        page.get_by_test_id("stButtonGroup").get_by_text(name, exact=True).click()
        expect(page.get_by_text(said)).to_be_visible()
        settled(page)
