"""One page of Markdown: how it is set, and what is told of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.content.prose import Heading, Prose, slips_of_prose
from course.content.schema import Term

TERMS = {"PEST": Term(name="PEST", text="四类外部变化。")}


def prose(body: str) -> Prose:
    return Prose("pest", "手册", body, TERMS)


def test_second_level_headings_make_the_contents_and_bear_their_anchors():
    page = prose("先读。\n\n## 一、分钟表\n\n### 细目\n\n## 二、**逐页**\n")

    assert page.headings == (Heading("pest-1", "一、分钟表"), Heading("pest-2", "二、逐页"))
    assert '<h2 id="pest-1">一、分钟表</h2>' in page.html
    assert "<h3>细目</h3>" in page.html


def test_a_heading_inside_a_quotation_is_not_in_the_contents():
    assert prose("> ## 引文\n").headings == ()


def test_a_term_opens_its_definition_and_the_definition_stands_outside_of_paragraphs():
    html = prose("用 {term}`PEST` 看外面。").html

    assert html.index("</p>") < html.index("popover ")
    assert "四类外部变化" in html


def test_a_table_is_set_like_a_book_and_scrolls_by_itself():
    html = prose("| 时间 | 分 |\n|---|---|\n| 开场 | 10 |\n").html

    assert 'class="book"' in html
    assert '<td class="num">10</td>' in html


def test_html_of_an_author_is_shown_as_words():
    assert "<script>" not in prose("<script>alert(1)</script>").html


def test_what_was_set_is_kept():
    page = prose("## 一\n")

    assert page.html is page.html


@given(st.text())
def test_any_text_can_be_set_and_looked_through(body: str):
    assert isinstance(prose(body).html, str)
    assert all(slip.line <= body.count("\n") for slip in slips_of_prose(body, TERMS))


@pytest.mark.parametrize("body", ["```\n::: key\n```", "    ::: key", "{term}`PEST`"])
def test_sound_text_has_no_slips(body: str):
    assert list(slips_of_prose(body, TERMS)) == []


def test_an_unreadable_glossary_blames_no_term():
    assert list(slips_of_prose("{term}`SWOT`", None)) == []
