"""Pydantic's errors, told in Chinese at the right line."""

import re
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from course.content.files import Document, read_yaml
from course.content.items import ItemFile
from course.content.problems import validate
from course.content.schema import CourseFile, Glossary, UnitFile
from course.content.words import ToolWords

COURSE = "title: 题\nsubtitle: 副\npass_mark: 0.8\nquiz_length: 10\n"


@pytest.fixture
def told(tmp_path):
    def tell(text, shape=CourseFile):
        path = tmp_path / "file.yaml"
        path.write_text(text, encoding="utf-8")
        document, problems = read_yaml(path)
        assert problems == []
        return [(p.line, p.where, p.message) for p in validate(document, TypeAdapter(shape))[1]]

    return tell


@pytest.mark.parametrize(
    ("old", "new", "line", "where", "message"),
    [
        ("title: 题\n", "", 1, "title", "缺少 title。补上这一项。"),
        ("title: 题", "tittle: 题", 1, "tittle", "不认识的键 tittle。是不是想写 title？"),
        (
            "title: 题",
            "title: 12",
            1,
            "title",
            "这里要写文字；数字、日期之类当文字用时加引号，现在写的是数字 12。",
        ),
        ("title: 题", 'title: " "', 1, "title", "这里不能空着，至少写 1 个字。"),
        (
            "title: 题",
            "title:",
            1,
            "title",
            "这里要写文字；数字、日期之类当文字用时加引号，现在写的是什么也没有。",
        ),
        ("0.8", "80", 3, "pass_mark", "不能大于 1.0。"),
        ("0.8", "80%", 3, "pass_mark", "这里要写数字，现在写的是文字 80%。"),
        ("0.8", ".nan", 3, "pass_mark", "这里要写数字，现在写的是文字 .nan。"),
        ("10", "0", 4, "quiz_length", "不能小于 1。"),
        ("10", "1.5", 4, "quiz_length", "这里要写整数，现在写的是数字 1.5。"),
        ("10", "true", 4, "quiz_length", "这里要写整数，现在写的是true。"),
        ("10", "[1]", 4, "quiz_length", "这里要写整数，现在写的是一个列表。"),
    ],
)
def test_a_wrong_value_is_told_so_that_it_can_be_mended(told, old, new, line, where, message):
    problems = told(COURSE.replace(old, new))
    assert (line, where, message) in problems


def test_a_file_that_is_no_mapping_is_told(told):
    assert told("- 1\n") == [(1, "-", "这里要写「键: 值」的一组，现在写的是一个列表。")]


def test_union_tags_are_not_part_of_the_place(told):
    text = (
        "lesson: a\nitems:\n- id: a-b\n  type: numeric\n  bloom: apply\n  difficulty: 0.5\n"
        "  stem: 几？\n  answer: 十二\n  tolerance: 0\n  unit: 分\n  feedback: 算。\n"
    )
    assert told(text, ItemFile) == [
        (8, "items.0.answer", "这里要写数字，现在写的是文字 十二。"),
    ]


def test_a_question_without_a_type_is_told(told):
    problems = told("lesson: a\nitems:\n- id: a-b\n", ItemFile)
    assert problems == [(3, "items.0", "缺少 type。写明题型，例如 type: single。")]


def test_both_faults_of_one_model_are_told(told):
    assert len(told(COURSE.replace("0.8", "8").replace("10", "x"))) == 2


CONTENT = Path(__file__).parents[3] / "content" / "zh"
EXAMPLES = [
    read_yaml(path)[0]
    for path in [
        CONTENT / "course.yaml",
        CONTENT / "glossary.yaml",
        *sorted(CONTENT.glob("units/*/unit.yaml")),
        *sorted(CONTENT.glob("units/*/items/*.yaml")),
        *sorted(CONTENT.glob("exercises/*.yaml")),
    ]
]
SHAPES = {"course": CourseFile, "glossary": Glossary, "unit": UnitFile}
ODD = st.sampled_from(
    [None, True, 0, -1, 1.5, 1e9, "", "no", "A B", "x" * 70, [], {}, [1], {"a": 1}]
)


def shape_of(path: Path) -> type:
    if path.stem in SHAPES:
        return SHAPES[path.stem]
    return ItemFile if path.parent.name == "items" else ToolWords


@st.composite
def spoilt(draw):
    """A real file with one value replaced, removed or added."""
    document = draw(st.sampled_from(EXAMPLES))
    data = deepcopy(document.data)
    place = data
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = draw(st.sampled_from(keys))
        inner = place[key]
        if not isinstance(inner, dict | list) or not inner or draw(st.booleans()):
            break
        place = inner
    how = draw(st.sampled_from(["replace", "remove", "add"]))
    if how == "remove":
        del place[key]
    elif how == "add" and isinstance(place, dict):
        place["colour"] = "red"
    else:
        place[key] = draw(ODD)
    return Document(document.path, data, document.node), shape_of(document.path)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(spoilt())
def test_whatever_is_wrong_the_message_is_a_known_chinese_sentence(case):
    document, shape = case
    for problem in validate(document, TypeAdapter(shape))[1]:
        assert re.search(r"[\u4e00-\u9fff].*[。？]$", problem.message)
        assert "不合要求（" not in problem.message  # The sentence for errors nobody thought of.
        assert problem.line >= 1
