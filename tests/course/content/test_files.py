"""YAML and front matter, with the line of everything."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.content.files import read_article, read_yaml


@pytest.fixture
def yaml(tmp_path):
    def read(text):
        path = tmp_path / "file.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_yaml(path)

    return read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("Yes", "Yes"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("2026-11-23", "2026-11-23"),
        ("1.2.3", "1.2.3"),
        ("007", 7),
        ("-12", -12),
        ("0x1f", 31),
        ("0o17", 15),
        ("1e3", 1000.0),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("true", True),
        ("null", None),
        ("~", None),
        ("", None),
        ('"12"', "12"),
        ("=", "="),
        ("!!int x", "x"),
        ("-0x_", "-0x_"),
    ],
)
def test_a_value_is_what_yaml_1_2_says_and_never_more_clever(yaml, text, value):
    document, problems = yaml(f"a: {text}\n")
    assert problems == []
    assert document.data == {"a": value}
    assert type(document.data["a"]) is type(value)


def test_a_key_given_twice_is_told_with_both_lines_and_the_rest_is_read(yaml):
    document, problems = yaml("a: 1\nb:\n  c: 1\n  c: 2\na: 3\nd: 4\n")

    assert [(p.line, p.where) for p in problems] == [(4, "b.c"), (5, "a")]
    assert "第 3 行" in problems[0].message
    assert document.data == {"a": 1, "b": {"c": 1}, "d": 4}


def test_a_key_inside_the_second_of_two_equal_keys_is_checked_too(yaml):
    _document, problems = yaml("a: 1\na:\n  b: 1\n  b: 2\n")
    assert [(p.line, p.where) for p in problems] == [(2, "a"), (4, "a.b")]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: b: c\n", 1, "冒号"),
        ("a: 1\nb: [1, 2\nc: 3\n", 3, "方括号"),
        ("a: {b: 1\nc: 3\n", 2, "花括号"),
        ("a: 1\nb: 'x\nc: 2\n", 2, "引号没有配对"),
        ("a: 1\n\tb: 2\n", 2, "制表符"),
        ("a: @x\n", 1, "加引号"),
        ("- a\nb: 1\n", 2, "缩进或列表"),
        ("a: 1\n b: 2\n", 2, "冒号"),
        ("a: 1\n---\nb: 2\n", 2, "只能有一份"),
        ("a: 1\nb: *x\n", 2, "* 开头"),
        ("a: 1\nb: **x** 是粗体\n", 2, "* 开头"),
        ("a: 1\nb: \x01\n", 2, "不能用的字符"),
        ("a: &x 1\n", 1, "不用 YAML 的 & 和 *"),
        ("a: !!python/name:os.system x\n", 1, "不用 YAML 的 ! 标记"),
        ("a: !x 1\n", 1, "不用 YAML 的 ! 标记"),
        ("? [a]\n: 1\n", 1, "键要写成一个词"),
        ("a: {n} 条\n", 1, "加引号"),
        ("", 1, "空的"),
        ("# 只有注释\n", 1, "空的"),
        ("[" * 700, 1, "太深"),
        (b"a: 1\nb: \xff\n", 2, "UTF-8"),
    ],
)
def test_bad_yaml_is_told_with_its_line(yaml, text, line, words):
    _document, problems = yaml(text)
    assert [p.line for p in problems] == [line], problems
    assert words in problems[0].message


def test_a_bomb_of_aliases_costs_nothing(yaml):
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    _document, problems = yaml("\n".join(lines))
    assert len(problems) == 60


def test_a_file_from_windows_reads_the_same(yaml):
    text = "a: 1\nb: |\n  甲\n  乙\n"
    windows = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    assert yaml(windows)[0].data == yaml(text)[0].data


def test_every_text_knows_its_line(yaml):
    document, _problems = yaml("a: 甲\nb:\n  - 乙\n  - c: |\n      丙\n      丁\n")
    assert document.texts == [
        (("a",), 1, "甲"),
        (("b", 0), 3, "乙"),
        (("b", 1, "c"), 5, "丙\n丁\n"),
    ]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abc甲", min_size=1, max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(JSON)
def test_all_json_is_read_as_itself(tmp_path_factory, value):
    path = tmp_path_factory.mktemp("json") / "file.yaml"
    path.write_text(json.dumps({"a": value}, ensure_ascii=False), encoding="utf-8")
    document, problems = read_yaml(path)
    assert problems == []
    assert document.data == {"a": value}


SIGNS = st.sampled_from([*"abc甲:-#&*!|>%@`{}[],?'\" \n\t~01._", "---\n", "\n  ", ": "])


@given(st.lists(st.one_of(SIGNS, st.text(max_size=3)), max_size=30).map("".join))
def test_no_text_at_all_makes_reading_fail(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("any") / "file"
    path.write_text(text, encoding="utf-8", errors="ignore", newline="")
    for problem in read_yaml(path)[1] + read_article(path)[1]:
        assert 1 <= problem.line <= len(text.splitlines()) + 2


@pytest.fixture
def article(tmp_path):
    def read(text):
        path = tmp_path / "file.md"
        path.write_text(text, encoding="utf-8")
        return read_article(path)

    return read


def test_front_matter_and_body_know_their_lines(article):
    read, problems = article("---\nid: pest\ntitle: 题\n---\n\n正文\n\n---\n\n二\n")

    assert problems == []
    assert read.header.data == {"id": "pest", "title": "题"}
    assert read.header.line(("title",)) == 3
    assert (read.body_line, read.body.split("\n")[1]) == (5, "正文")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("正文\n", 1, "以 front matter 开头"),
        ("", 1, "以 front matter 开头"),
        ("\n---\nid: a\n---\n", 1, "以 front matter 开头"),
        ("---\nid: a\n\n正文\n", 1, "没有收尾"),
        ("---\nid: a\ntitle: b: c\n---\n", 3, "冒号"),
        ("---\nid: a\nid: b\n---\n", 3, "键 id 重复，第 2 行"),
        ("---\n---\n", 2, "空的"),
    ],
)
def test_bad_front_matter_is_told_with_its_line(article, text, line, words):
    _article, problems = article(text)
    assert [p.line for p in problems] == [line], problems
    assert words in problems[0].message
