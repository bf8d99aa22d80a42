"""Loading a course: what it holds, and that every fault is told where it stands."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course.content.course import CheckSlot, FigureSlot, Html, OpeningSlot
from course.content.items import Pool
from course.content.loader import content_version, load_course
from course.content.prose import Prose
from course.errors import ContentError

UNIT = "units/03-opportunity/unit.yaml"
LESSON = "units/03-opportunity/lessons/01-pest.md"
ITEMS = "units/03-opportunity/items/01-pest.yaml"
TOOL = "exercises/pest.yaml"
GLOSSARY = "glossary.yaml"
SUMMARY = "units/03-opportunity/summary.md"
HANDBOOK = "units/03-opportunity/trainer/01-pest.md"
OUTLINE = "outline.yaml"


def test_a_valid_course_loads_whole(written):
    course = load_course(written.root)

    assert [unit.slug for unit in course.units] == ["opportunity"]
    assert course.units[0].number == 3
    assert course.unit_of_tool["pest"].slug == "opportunity"
    assert course.misconceptions == {"pest-slogan": "把口号当因素"}
    assert course.tools_against == {"pest-slogan": ("pest",)}
    lesson = course.lesson_by_id["pest"]
    assert [section.anchor for section in lesson.sections] == ["start", "score"]
    kinds = [[type(block) for block in section.blocks] for section in lesson.sections]
    assert kinds == [[OpeningSlot], [Html, CheckSlot, FigureSlot, Html]]
    assert lesson.path == LESSON


def test_a_summary_the_handbook_and_the_original_outline_are_part_of_the_course(written):
    written.write("units/03-opportunity/trainer/00-unit.md", "# 半天\n\n## 分钟表\n\n开场。\n")
    course = load_course(written.root)

    unit = course.units[0]
    assert unit.summary is not None
    assert unit.summary.title == "五分钟"
    assert [(part.name, part.title) for part in unit.handbook] == [
        ("unit", "半天"),
        ("pest", "讲师手册"),
    ]
    assert course.original[0].lines[0].taught == ("pest#score",)


def test_a_summary_and_a_handbook_may_be_missing(written):
    for name in (SUMMARY, HANDBOOK, OUTLINE):
        written.remove(name)
    course = load_course(written.root)

    assert (course.units[0].summary, course.units[0].handbook, course.original) == (None, (), ())


def test_loading_does_not_set_what_nobody_has_opened(written, monkeypatch):
    monkeypatch.setattr(Prose, "_set", property(lambda prose: pytest.fail(prose.name)))

    load_course(written.root)


def test_a_vignette_becomes_one_item_per_part_that_inherits_from_it(written):
    course = load_course(written.root)

    first, second = (item for item in course.item_by_id.values() if item.group == "pest-case")
    assert (first.id, first.objective, first.pool) == ("pest-case-a", "pest", Pool.FINAL)
    assert first.case == second.case
    assert (first.anchor, second.anchor) == ("score", "start")
    assert "pest-case" not in course.item_by_id


def test_a_text_hash_changes_with_the_wording_and_with_nothing_else(written):
    before = load_course(written.root).item_by_id
    written.edit(ITEMS, "text: 大势所趋", "text: 大势已定")
    written.edit(ITEMS, "你负责浦和乳业", "你接手浦和乳业")
    after = load_course(written.root).item_by_id

    changed = {id_ for id_ in before if before[id_].text_hash != after[id_].text_hash}
    assert changed == {"pest-one", "pest-case-a", "pest-case-b"}


def test_the_version_changes_with_any_byte_and_any_name_but_not_with_hidden_files(written):
    version = content_version(written.root)
    written.write(".DS_Store", "x")
    written.write("units/03-opportunity/lessons/.01-pest.md.swp", "x")
    assert content_version(written.root) == version

    written.write("units/03-opportunity/design.md", "x")
    second = content_version(written.root)
    (written.root / "units/03-opportunity/trainer/01-pest.md").rename(
        written.root / "units/03-opportunity/trainer/02-pest.md"
    )
    assert len({version, second, content_version(written.root)}) == 3


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(ContentError, match="找不到"):
        load_course(tmp_path / "nowhere")


def test_ten_planted_faults_are_all_told_in_one_run_with_file_and_line(written):
    written.edit("course.yaml", "subtitle: 开发与管理", "subtitle: 开发与管理\ntitle: 又一个")
    written.edit(UNIT, "promise:", "promis:")
    written.edit(ITEMS, "      feedback: 查不到出处。\n", "")
    written.edit(ITEMS, "      text: 我们要推广\n", "      text: 我们要推广\n      correct: true\n")
    written.edit(ITEMS, "id: pest-order", "id: Pest_Order")
    written.edit(ITEMS, "objective: pest\n  bloom", "objective: pets\n  bloom")
    written.edit(UNIT, "tools: [pest]", "tools: [pest, radar]")
    written.edit(LESSON, "minutes: 15", "minutes: 12:30")
    written.edit(LESSON, "外面。[^1]", "外面。[^2]")
    written.edit(ITEMS, "answer: false", "answer: no")

    told = written.problems()

    expected = [
        ("course.yaml", "title: 又一个", "键 title 重复，第 1 行"),
        (UNIT, "promis:", "是不是想写 promise"),
        (ITEMS, "- id: a", "缺少 feedback"),
        (ITEMS, "options:", "有且只有一个正确选项，现在有 2 个"),
        (ITEMS, "Pest_Order", "「Pest_Order」不合写法"),
        (ITEMS, "objective: pets", "没有目标 pets"),
        (UNIT, "radar", "没有 exercises/radar.yaml"),
        (LESSON, "minutes: 12:30", "整数，现在写的是文字 12:30"),
        (LESSON, "[^2]", "脚注 [^2] 没有定义"),
        (ITEMS, "answer: no", "这里要写 true 或 false，现在写的是文字 no"),
    ]
    for path, part, words in expected:
        line = written.line(path, part)
        assert any(p == path and n == line and words in m for p, n, m in told), (words, told)


def test_every_message_is_a_chinese_sentence(written):
    for path in (UNIT, ITEMS, TOOL, GLOSSARY, LESSON, "course.yaml"):
        written.write(path, "---\n- 1\n- [a, {b: c}]\n---\n")
    messages = [message for _path, _line, message in written.problems()]

    assert len(messages) >= 6
    assert all(re.search(r"[\u4e00-\u9fff].*。$", message) for message in messages)


# One fault per line: file, what stands there, what is put there, the line told, words told.
FAULTS = [
    # folders and outline
    (UNIT, "slug: opportunity", "slug: chances", "slug: chances", "两处要一致"),
    (UNIT, "  - id: swot", "  - id: pest", 13, "大纲条目 pest 重复"),
    (UNIT, "{id: score,", "{id: write,", "打分", "同一个目标里 write 重复"),
    (UNIT, "tools: [pest]", "tools: [pest, pest]", "tools:", "工具 pest 已经属于"),
    # tools
    (TOOL, "id: pest", "id: swot", "id: swot", "两处要一致"),
    (TOOL, "lesson: pest\n", "lesson: pets\n", "lesson: pets", "大纲里没有 pets"),
    (TOOL, "pest#score", "pest#gone", "pest#gone", "没有锚点 gone"),
    (TOOL, "level: must", "level: red", "level: red", "只能写 must、should、good"),
    # lessons
    (LESSON, "id: pest", "id: swot", "id: swot", "两处要一致"),
    (LESSON, "id: pest\n", "id: pets\n", "id: pets", "不是本单元大纲里的条目"),
    (LESSON, "tool: pest", "tool: radar", "tool: radar", "没有 exercises/radar.yaml"),
    (LESSON, "title: 宏观环境\n", "", 2, "缺少 title"),
    (LESSON, "{term}`PEST`", "{term}`PESTEL`", "PESTEL", "术语「PESTEL」不在 glossary.yaml"),
    (LESSON, "check pest-one", "check pest-none", "pest-none", "没有题目 pest-none"),
    (LESSON, "check pest-one", "check pest-order", "pest-order", "只放 practice 的题"),
    (LESSON, "check pest-one", "check pest-case", "pest-case", "是情境题"),
    (LESSON, "check pest-one", "check", "check", "后面写一道题的 id"),
    (LESSON, "figure pest case", "figure radar case", "radar", "没有工具 radar"),
    (LESSON, "figure pest case", "figure pest mine", "mine", "图的对象只能是"),
    (LESSON, "figure pest case", "picture pest", "picture", "不认识的容器「picture」"),
    (LESSON, "你会先看什么？\n:::\n", "你会先看什么？\n", "::: question", "没有收尾"),
    (LESSON, "{#score}\n", "", "## 打分", "标题「打分」没有锚点"),
    (LESSON, "{#score}\n", "{#start}\n", "## 打分", "锚点「start」重复"),
    (LESSON, "## 打分", "打分", "---\n", "没有标题"),
    (LESSON, "[^1]: 本课程设定。", "", "[^1]", "脚注 [^1] 没有定义"),
    (LESSON, "外面。[^1]", "外面。", "[^1]:", "脚注 [^1] 没有用到"),
    (LESSON, "外面。", "外面<br>。", "<br>", "不能写 HTML"),
    (LESSON, "外面。", "外面,再看。", "外面,", "全角标点"),
    (LESSON, "外面。", "**外面。**再看。", "**外面", "没有变成粗体"),
    (LESSON, "外面。", "外面。![图](a.png)", "a.png", "不放图片"),
    (LESSON, "外面。", "[外面](javascript:alert(1))。", "javascript", "这个链接没有生效"),
    # questions
    (ITEMS, "lesson: pest", "lesson: swot", "lesson: swot", "两处要一致"),
    (ITEMS, "id: pest-order", "id: pest-one", 29, "题目 id pest-one 重复"),
    (ITEMS, "id: pest-case-a", "id: pest-one", "- id: pest-case-a", "题目 id pest-one 重复"),
    (ITEMS, "misconception: pest-slogan", "misconception: gone", "gone", "没有误解 gone"),
    (TOOL, "misconceptions: [pest-slogan]", "misconceptions: [gone]", "gone", "没有误解 gone"),
    (ITEMS, "  pest-slogan:", "  pest-idle: 闲\n  pest-slogan:", "pest-idle", "没有题目或点评用到"),
    (GLOSSARY, "    corresponds: 影响力图\n", "", "ours: true", "写上 corresponds"),
    (ITEMS, "  pool: practice\n", "", "- id: pest-one", "缺少 pool"),
    (
        ITEMS,
        "    - id: pest-case-b\n",
        "    - id: pest-case-b\n      pool: final\n",
        113,
        "不写 pool",
    ),
    (ITEMS, "facet: write", "facet: draw", "facet: draw", "可以写：score、write"),
    (ITEMS, "source: pest#score", "source: pest#gone", "pest#gone", "没有锚点 gone"),
    (ITEMS, "source: pest#score", "source: swot#a", "swot#a", "还没有写"),
    (ITEMS, "source: pest#score", "source: pets#a", "pets#a", "大纲里没有 pets"),
    (ITEMS, "source: pest#score", "source: pest", "source: pest\n", "写成 课文#锚点"),
    (ITEMS, "answer: [x, y, z]", "answer: [x, y, y]", "answer: [x", "各写一次：x、y、z"),
    (ITEMS, "{id: y, text: 乙}", "{id: x, text: 乙}", "text: 乙", "写了两次"),
    (ITEMS, "{value: [z, y, x]", "{value: [x, y, z]", "value: [", "就是正确答案"),
    (ITEMS, "{value: [z, y, x]", "{value: [z, y]", "value: [", "各写一次"),
    (ITEMS, "match: r1", "match: r9", "match: r9", "右边没有 r9"),
    (ITEMS, "{id: r2,", "{id: r1,", "{id: r1, text: 行动}", "写了两次"),
    (ITEMS, '    "true": 没到门槛。\n', "", "feedback:\n", 'feedback 缺少 "true"'),
    (ITEMS, "{value: 12,", "{value: -12.5,", "value: -12.5", "会判对"),
    (ITEMS, "type: numeric", "type: number", "type: number", "不认识的 type：number"),
    (ITEMS, "difficulty: 0.6", "difficulty: 60", "difficulty: 60", "不能大于 1.0"),
    (ITEMS, "stem: 选一个。", "stem: 选(一)个。", "stem: 选(", "全角标点"),
    (ITEMS, "    你负责浦和乳业。", "    你负责\n    浦和,乳业。", "浦和,", "全角标点"),
    (ITEMS, "stem: 选一个。", "stem: 选**“一”**个。", "stem: 选**", "没有变成粗体"),
    (ITEMS, "stem: 选一个。", "stem: 对需求进行分析。", "进行", "只留动词"),
    # glossary
    (GLOSSARY, "name: SDA", "name: PEST", 6, "已经是词条 pest 的名称"),
    (GLOSSARY, "also: [社会动态分析法]", "also: [PEST]", "also:", "已经是词条 pest 的名称"),
    (GLOSSARY, "ours: true", "ours: yes", "ours: yes", "true 或 false，现在写的是文字 yes"),
    # summary and handbook
    (SUMMARY, "title: 五分钟", "title: 五分钟\nminutes: 5", "minutes: 5", "不认识的键 minutes"),
    (SUMMARY, "看清外面。", "看清,外面。", "看清,", "全角标点"),
    (SUMMARY, "看清外面。", "## 一\n\n::: key\n看清。\n:::", "::: key", "容器（:::）只在课文里用"),
    (SUMMARY, "看清外面。", "看清外面。[^1]", "[^1]", "脚注只在课文里用"),
    (SUMMARY, "看清外面。", "# 看清", "# 看清", "一级标题是这一页的题目"),
    (SUMMARY, "看清外面。", "{term}`PESTEL`", "PESTEL", "术语「PESTEL」不在"),
    (SUMMARY, "看清外面。", "1+1=3", "1+1=3", "不成立"),
    (HANDBOOK, "# 讲师手册", "讲师手册", 1, "第一行写「# 标题」"),
    (HANDBOOK, "# 讲师手册", "---\ntitle: 手册\n---", 1, "第一行写「# 标题」"),
    (HANDBOOK, "# 讲师手册", "# 恭喜", 1, "「恭喜」不用"),
    (HANDBOOK, "先投票。", "让我们投票。", "让我们", "「让我们」不用"),
    (HANDBOOK, "先投票。", "<b>先</b>投票。", "<b>", "不能写 HTML"),
    (HANDBOOK, "先投票。", "![图](x.png)", "![", "不放图片"),
    (HANDBOOK, "先投票。", "> 后半\n> 5. 写战略。\n> 6. 念。", "> 5.", "没有变成列表"),
    (HANDBOOK, "先投票。", "1+1=3", "1+1=3", "不成立"),
    # the original outline
    (OUTLINE, "taught: [pest#score]", "taught: []", "taught: []", "至少要有 1 项"),
    (OUTLINE, "taught: [pest#score]", "taught: [pets]", "pets", "大纲里没有 pets"),
    (OUTLINE, "taught: [pest#score]", "taught: [pest#gone]", "pest#gone", "没有锚点 gone"),
    (OUTLINE, "taught: [pest#score]", "taught: [PEST]", "PEST", "写成 课文#锚点"),
]


@pytest.mark.parametrize(
    ("path", "old", "new", "place", "words"),
    FAULTS,
    ids=[f"{f[4]}-{i}" for i, f in enumerate(FAULTS)],
)
def test_a_fault_is_told_where_it_stands(written, path, old, new, place, words):
    written.edit(path, old, new)

    told = [(p, n, m) for p, n, m in written.problems() if words in m]

    assert told, written.problems()
    assert told[0][0] == path
    if isinstance(place, int):
        assert told[0][1] == place
    elif not place.endswith("\n"):
        lines = (written.root / path).read_text(encoding="utf-8").split("\n")
        assert place in lines[told[0][1] - 1] or new in lines[told[0][1] - 1], told


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("units/03-opportunity/lesson/01-pest.md", "x", "不认识的文件"),
        ("units/3-opportunity/unit.yaml", "x", "不认识的文件"),
        ("units/03-opportunity/items/pest.yaml", "x", "不认识的文件"),
        ("exercises/pest.yml", "x", "不认识的文件"),
        ("units/04-opportunity/unit.yaml", "slug: opportunity", "与文件夹 03-opportunity 重复"),
        ("units/03-two/unit.yaml", "slug: two", "单元编号 3 与文件夹"),
        ("case/case.yaml", "a: [", "YAML 写法有误"),
        ("units/03-opportunity/trainer/02-swot.md", "先投票,再讲。", "全角标点"),
        ("units/03-opportunity/trainer/02-pest.md", "# 讲师手册\n", "名字 pest 与 01-pest.md 重复"),
    ],
)
def test_a_file_out_of_place_is_told(written, name, text, words):
    written.write(name, text)
    assert any(path == name and words in message for path, _line, message in written.problems())


@pytest.mark.parametrize("name", ["course.yaml", "glossary.yaml", UNIT])
def test_a_missing_file_is_told(written, name):
    written.remove(name)
    assert (name, 1, f"缺少 {name}。") in written.problems()


def test_a_broken_unit_file_does_not_make_its_lessons_and_questions_wrong(written):
    written.edit(UNIT, "outline:", "outline: [")
    assert [path for path, _line, _message in written.problems()] == [UNIT]


def test_a_broken_glossary_does_not_make_every_term_unknown(written):
    written.edit(GLOSSARY, "terms:", "terms: [")
    assert [path for path, _line, _message in written.problems()] == [GLOSSARY]


SPOILT = st.sampled_from(
    [
        "",
        "- 1",
        "{}",
        "x: [",
        "  a: {b: [c]}",
        ":::",
        "---",
        "::: case",
        "{#a}",
        "## 题",
        "null",
        "  - ",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_whatever_line_is_spoilt_the_course_loads_or_tells_why(written, data):
    name = data.draw(st.sampled_from([UNIT, LESSON, ITEMS, TOOL, GLOSSARY, "course.yaml"]))
    before = (written.root / name).read_text(encoding="utf-8")
    lines = before.split("\n")
    index = data.draw(st.integers(0, len(lines) - 1))
    indent = re.match(r" *(- )?(\w+:)?", lines[index])[0]
    lines[index] = data.draw(st.sampled_from([indent + " ", ""])) + data.draw(SPOILT)
    written.write(name, "\n".join(lines))
    try:
        for path, line, message in written.problems():
            assert 1 <= line <= len((written.root / path).read_text().split("\n"))
            assert re.search(r"[\u4e00-\u9fff].*[。？]$", message)
            assert "不合要求（" not in message
    finally:
        written.write(name, before)


def test_a_tool_of_no_unit_is_told(written):
    written.edit(UNIT, "tools: [pest]", "tools: []")
    message = "没有单元用到这个工具。在 unit.yaml 的 tools 里写上 pest。"
    assert written.problems() == [(TOOL, 1, message)]


def test_a_tools_rule_may_lead_to_a_lesson_that_is_still_being_written(written):
    written.edit(TOOL, "pest#score", "swot#fill")
    assert written.problems() == []
