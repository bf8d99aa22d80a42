"""Markdown as this course sets it, and that nothing of an author's gets through as HTML."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.content.course import CheckSlot, FigureSlot, Html, OpeningSlot
from course.content.markup import render_block, render_inline, render_lesson, text_slips
from course.content.schema import Term
from course.content.slips import markdown_slips, may_slip
from course.content.typeset import short_parser

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.md"))
TERMS = {
    "SDA": Term(name="SDA", text="谁影响谁。", ours=True, corresponds="影响力图"),
    "PEST": Term(name="PEST", text="四类外部变化。"),
}
OPENING = "::: question\n先看什么？\n:::\n\n---\n\n{#page}\n## 页\n\n"


def cases() -> Iterator[object]:
    """Triples of title, input and expected output, each between lines of a single full stop."""
    for path in FIXTURES:
        lines = path.read_text(encoding="utf-8").split("\n")
        stops = [i for i, line in enumerate(lines) if line == "."]
        for start, middle, end in zip(stops[::3], stops[1::3], stops[2::3], strict=True):
            source, expected = lines[start + 1 : middle], lines[middle + 1 : end]
            name = f"{path.stem}-{start}-{lines[start - 1]}"
            yield pytest.param("\n".join(source), "\n".join(expected), id=name)


def page_html(source: str) -> str:
    """The blocks of a lesson's second page without the frame around its text."""
    text = render_lesson(OPENING + source, "课", TERMS)
    html = "".join(
        block.html for s in text.sections[1:] for block in s.blocks if isinstance(block, Html)
    )
    return re.sub(r'<div class="prose">\n(.*?)</div>\n(?=<div popover|$)', r"\1", html, flags=re.S)


@pytest.mark.parametrize(("source", "expected"), list(cases()))
def test_a_page_is_set_as_the_fixture_says(source, expected):
    lines = source.split("\n")
    if "---" in lines:  # On a lesson's own level this would be a page break.
        assert render_block(source).strip() == expected.strip()
    else:
        assert page_html(source).strip() == expected.strip()


def test_sections_have_titles_anchors_and_slots_in_order():
    body = (
        OPENING
        + "正文一。\n\n::: check q-one\n:::\n\n正文二。\n\n::: notes\n先投票。\n:::\n\n"
        + "::: figure pest case\n| 编号 | 分 |\n|---|---|\n| P1 | +2 |\n:::\n"
    )
    text = render_lesson(body, "课", TERMS)

    assert not text.slips
    assert [(s.anchor, s.title) for s in text.sections] == [("start", "开场"), ("page", "页")]
    assert isinstance(text.sections[0].blocks[0], OpeningSlot)
    blocks = text.sections[1].blocks
    assert [type(block) for block in blocks] == [Html, CheckSlot, Html, FigureSlot]
    assert blocks[1] == CheckSlot("q-one")
    assert blocks[3].subject == "case"
    assert "先投票" in text.sections[1].notes_html
    assert not any("先投票" in block.html for block in blocks if isinstance(block, Html))
    assert [(r.name, r.word) for r in text.figures] == [("pest", "case")]


def test_sources_stand_at_the_end_of_the_section_that_cites_them_numbered_from_one():
    body = (
        OPENING + "甲。[^b] 乙。[^a] 丙。[^b]\n\n---\n\n{#next}\n## 后\n\n丁。[^a]\n\n"
        "[^a]: 来源甲。\n[^b]: 来源乙。\n"
    )
    _start, page, after = render_lesson(body, "课", TERMS).sections

    assert page.blocks[-1].html.index("来源乙") < page.blocks[-1].html.index("来源甲")
    assert page.blocks[0].html.count('href="#n-page-1"') == 2
    assert page.blocks[0].html.count('id="r-page-1"') == 1
    assert 'id="n-next-1"' in after.blocks[-1].html
    assert "来源乙" not in after.blocks[-1].html


def test_all_ids_of_a_lesson_are_unique_and_every_reference_within_it_arrives():
    body = OPENING + "".join(
        f"{{term}}`SDA` {{term}}`PEST` 甲。[^a]\n\n::: notes\n{{term}}`SDA` 乙。[^a]\n:::\n\n"
        f"---\n\n{{#p{n}}}\n## 页\n\n"
        for n in range(3)
    )
    text = render_lesson(body + "尾。[^a]\n\n[^a]: 来源。\n", "课", TERMS)
    html = "".join(
        "".join(getattr(block, "html", "") for block in s.blocks) + s.notes_html
        for s in text.sections
    )
    ids = re.findall(r' id="([^"]+)"', html)

    assert len(ids) == len(set(ids)) > 6
    assert set(re.findall(r'href="#([^"]+)"|popovertarget="([^"]+)"', html)) <= {
        pair for id_ in ids for pair in ((id_, ""), ("", id_))
    }


def test_a_popover_never_stands_inside_a_paragraph():
    html = page_html("::: case\n甲 {term}`SDA`。\n:::\n\n乙 {term}`PEST`。")
    assert not re.search(r"<p>(?:(?!</p>).)*<div", html)
    assert html.count("<div popover") == 2


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("甲\n乙 **「丙」**丁", 1, "没有变成粗体"),
        ("甲\n\n- 乙\n- <b>丙</b>", 3, "不能写 HTML"),
        ("<!-- 记得改 -->", 0, "不能写 HTML"),
        ("[甲](ftp://a.example)", 0, "没有生效"),
        ("![甲](a.png)", 0, "不放图片"),
    ],
)
def test_what_would_not_show_as_meant_is_told_with_its_line(source, line, words):
    assert [(s.line, words in s.message) for s in text_slips(source)] == [(line, True)]


@pytest.mark.parametrize(
    "source",
    [
        "**甲。** 乙",
        "利润 < 成本，a<b 而 c>d",
        "`**` 和 `<b>`",
        "[甲](https://a.example/b_c) 2**3",
        "3 > 2",
    ],
)
def test_what_shows_as_meant_is_not_told(source):
    assert [s for s in text_slips(source) if "2**3" not in source] == []


@given(st.text(alphabet="甲a1 .)(!>#-_`~|{}[:\"'\\。"))
def test_a_text_that_needs_no_parsing_has_no_slip(text):
    assert not may_slip(text)
    assert list(markdown_slips(short_parser().parse(text))) == []


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("::: case\n甲\n\n---\n\n{#a}\n## 乙\n", 0, "没有收尾"),
        ("::: case\n甲\n\n::: key\n乙\n:::\n", 0, "没有收尾"),
        ("甲\n\n:::\n", 2, "前面没有打开的容器"),
        ("::: case 甲\n乙\n:::\n", 0, "后面不写别的"),
        ("", 0, "第一页是空的"),
        ("甲\n\n---\n\n## 乙\n", 4, "没有锚点"),
        ("甲\n\n---\n\n{#A_b}\n## 乙\n", 5, "只能用小写字母"),
        ("甲\n\n---\n\n{#a .b}\n## 乙\n", 5, "只能写标题的锚点"),
        ("甲\n\n---\n\n{#a}\n## 乙\n\n---\n\n{#a}\n## 丙\n", 10, "锚点「a」重复"),
        ("甲\n\n---\n\n{#a}\n## 乙\n\n{#b}\n## 丙\n", 8, "二级标题只在一页开头"),
        ("{#a}\n甲\n", 1, "只能写标题的锚点"),
        ("::: check a-b\n题目\n:::\n", 0, "里面不写内容"),
        ("::: figure pest case\n没有表\n:::\n", 0, "图的表格版"),
        ("甲[^1]\n\n[^1]: 乙\n[^1]: 丙\n", 3, "定义了两次"),
        ("甲 {math}`x`\n", 0, "不认识 {math}"),
    ],
)
def test_a_slip_in_a_lesson_is_told_with_its_line(body, line, words):
    slips = [(s.line, s.message) for s in render_lesson(body, "课", TERMS).slips]
    assert any(at == line and words in message for at, message in slips), slips


class Tags(HTMLParser):
    """Collects tags and attributes, as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}


TAGS = re.compile(
    "p|strong|em|ul|ol|li|h[1-6]|blockquote|code|pre|hr|br|a|sup|table|thead|tbody|tr|th|td|div|"
    "aside|b|button"
)
ATTRIBUTES = re.compile(
    "class|id|href|title|scope|start|data-l|tabindex|role|aria-label|type|popover|popovertarget"
)
PIECES = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "&lt;script&gt;",
        "[a](javascript:alert(1))",
        "[a](https://a.example/",
        "](<",
        '"><b onclick="x">',
        "{onclick=x #y}\n",
        "{term}`SDA`",
        "{term}`",
        "[^1]",
        "\n[^1]: x\n",
        "\n::: case\n",
        "\n::: figure pest case\n",
        "\n:::\n",
        "\n\n---\n\n",
        "\n## ",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "**",
        "`",
        "\n```",
        "\n- ",
        "\n> ",
        "\n    ",
        "甲乙，",
        "<!--",
        "\\",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=12).map("".join)
LINE_ENDS = str.maketrans("\r", "\n")  # What reading a file does.


def assert_harmless(html: str) -> None:
    seen = Tags(html)
    assert all(TAGS.fullmatch(tag) for tag in seen.tags), seen.tags
    for name, value in seen.attributes:
        assert ATTRIBUTES.fullmatch(name), name
        if name == "href":
            assert re.match(r"https?://|#|(?!//)[^:\\]*$|[^:]*[?#]", value), value


@given(TEXTS)
def test_whatever_a_stem_holds_its_html_is_harmless(text):
    assert_harmless(render_inline(text))
    assert_harmless(render_block(text))


@given(TEXTS)
def test_whatever_a_lesson_holds_its_html_is_harmless_and_the_same_each_time(text):
    text = text.translate(LINE_ENDS)
    lesson = render_lesson(text, "课", TERMS)
    for section in lesson.sections:
        assert_harmless(section.notes_html)
        for block in section.blocks:
            assert_harmless(getattr(block, "html", "") + getattr(block, "table_html", ""))
    assert render_lesson(text, "课", TERMS) == lesson
    lines = text.count("\n") + 1
    assert all(0 <= slip.line < lines for slip in lesson.slips)
