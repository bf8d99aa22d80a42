"""Questions as asked and as answered, every type."""

import pytest
from streamlit.testing.v1 import AppTest

from course.assessment.drawing import option_order
from course.content.course import Course
from course.content.schema import CourseFile
from course.content.words import RuleWords, ToolWords
from modules.answered import amount, answered_html
from modules.questions import _label
from tests.course.assessment import questions
from tests.course.assessment.questions import item, key_of
from tests.modules.conftest import words

SEED = 3
KEY = "ask-3"


def asked(question, answer=None):
    """A page with nothing but this question; what is answered now stands in its session state."""

    def script(item, answer, seed):
        import streamlit as st

        from modules.questions import ask

        st.session_state.now = ask(item, answer, "ask", seed)

    page = AppTest.from_function(script, args=(item(question), answer, SEED), default_timeout=10)
    page.run()
    assert not page.exception
    return page


def now(page):
    assert not page.exception
    return page.session_state["now"]


@pytest.mark.parametrize("question", questions.one_of_each(), ids=lambda q: q.type)
def test_nothing_is_answered_before_somebody_answers(question):
    assert now(asked(question)) is None


@pytest.mark.parametrize("question", questions.one_of_each(), ids=lambda q: q.type)
def test_what_was_answered_before_is_there_again(question):
    assert now(asked(question, key_of(question))) == key_of(question)


@pytest.mark.parametrize("question", questions.one_of_each(), ids=lambda q: q.type)
def test_an_answer_to_an_older_wording_is_not_filled_in(question):
    assert now(asked(question, ["no", "such", "thing"])) is None


def test_single_choice_gives_the_options_id():
    page = asked(questions.single())
    page.radio(key=KEY).set_value("b").run()
    assert now(page) == "b"
    assert page.radio(key=KEY).options == [
        f"选项 {id_}" for id_ in option_order(questions.single(), SEED)
    ]


def test_multiple_choice_gives_the_picks_in_authoring_order_and_nothing_for_none():
    page = asked(questions.multiple())
    page.checkbox(key=f"{KEY}-c").check().run()
    page.checkbox(key=f"{KEY}-a").check().run()
    assert now(page) == ["a", "c"]
    page.checkbox(key=f"{KEY}-c").uncheck().run()
    page.checkbox(key=f"{KEY}-a").uncheck().run()
    assert now(page) is None


@pytest.mark.parametrize("value", [True, False])
def test_true_or_false_gives_a_truth_value(value):
    page = asked(questions.truefalse())
    page.radio(key=KEY).set_value(value).run()
    assert now(page) is value


def test_ordering_counts_as_answered_once_something_was_moved():
    page = asked(questions.ordering())
    start = option_order(questions.ordering(), SEED)
    page.button(key=f"{KEY}-{start[0]}-arrow_downward").click().run()
    assert now(page) == [start[1], start[0], *start[2:]]
    page.button(key=f"{KEY}-{start[3]}-arrow_upward").click().run()
    assert now(page) == [start[1], start[0], start[3], start[2]]


def test_the_order_that_is_shown_can_be_taken_as_it_is():
    page = asked(questions.ordering())
    page.button(key=f"{KEY}-keep").click().run()
    assert now(page) == option_order(questions.ordering(), SEED)
    assert not [button for button in page.button if button.key == f"{KEY}-keep"]


def test_the_first_cannot_go_up_and_the_last_not_down():
    page = asked(questions.ordering())
    first, *_between, last = option_order(questions.ordering(), SEED)
    assert page.button(key=f"{KEY}-{first}-arrow_upward").disabled
    assert page.button(key=f"{KEY}-{last}-arrow_downward").disabled


def test_matching_gives_what_is_placed_so_far():
    page = asked(questions.matching())
    page.selectbox(key=f"{KEY}-l2").set_value("r3").run()
    assert now(page) == {"l2": "r3"}
    page.selectbox(key=f"{KEY}-l1").set_value("r1").run()
    assert now(page) == {"l1": "r1", "l2": "r3"}
    assert page.selectbox(key=f"{KEY}-l1").placeholder == "选一项"


def test_a_number_is_read_as_typed_and_what_is_none_is_told():
    page = asked(questions.numeric())
    page.text_input(key=KEY).set_value("－１２").run()
    assert now(page) == -12
    page.text_input(key=KEY).set_value("十二").run()
    assert now(page) is None
    assert "请用阿拉伯数字" in words(page)


def test_labels_show_what_the_author_wrote_and_not_streamlits_markdown():
    assert _label("1. 先看 $100 与 $200") == "1\\. 先看 \\$100 与 \\$200"
    assert _label("- 打折") == "\\- 打折"
    assert _label(":red[红] [链接](x) ~~删~~") == ("\\:red\\[红\\] \\[链接\\](x) \\~\\~删\\~\\~")
    assert _label("1.5 倍，+20") == "1.5 倍，+20"
    assert _label("两行\n  并一行") == "两行 并一行"


# ── answered ────────────────────────────────────────────────────────────────────────────────────

MISCONCEPTIONS = {
    "wrong-c": "以为是 c",
    "believes": "信以为真",
    "reversed": "倒着看",
    "sign": "漏了负号",
    "mixed": "混在一起",
    "wrong-b": "以为是 b",
}
RULE = RuleWords(level="must", say="看", why="因", do="做", misconceptions=("wrong-c",))
TOOL = ToolWords(
    id="pest", title="PEST 表", short="PEST", purpose="练", lesson="pest", coach={"PE1": RULE}
)
COURSE = Course(
    file=CourseFile(title="课", subtitle="副", pass_mark=0.8, quiz_length=10),
    version="1",
    units=(),
    terms={},
    tools={"pest": TOOL},
    misconceptions=MISCONCEPTIONS,
)


def html(question, answer):
    return answered_html(item(question), answer, SEED, COURSE)


def test_every_option_keeps_its_place_and_gets_its_own_reason():
    shown = html(questions.single(), "c")
    places = [shown.index(f"理由 {id_}") for id_ in option_order(questions.single(), SEED)]
    assert places == sorted(places)
    assert shown.count("正确答案") == shown.count("你选的") == 1
    assert "以为是 c。填「PEST 表」时教练也会看这一点。" in shown


def test_a_right_answer_is_told_in_a_word_and_shows_no_misconception():
    shown = html(questions.single(), "b")
    assert "对。" in shown
    assert "常见误解" not in shown


def test_how_partial_points_came_about_is_said():
    assert "该选 2 个，选对 1 个，选错 1 个，得 0 分。" in html(questions.multiple(), ["a", "b"])
    assert "前后相邻的 3 处里排对 1 处，得 0.33 分。" in html(questions.ordering(), list("dcab"))
    assert "2 个里选对 1 个，得 0.5 分。" in html(questions.matching(), {"l1": "r1"})


def test_an_order_shows_the_right_one_and_where_each_piece_was_put():
    shown = html(questions.ordering(), list("abcd"))
    assert shown.index("第 d 步") < shown.index("第 a 步")
    assert "你排在第 4 位" in shown
    assert shown.index("顺序倒了") < shown.index("先看分数")


def test_matching_shows_what_was_chosen_instead_and_what_was_left_open():
    shown = html(questions.matching(), {"l1": "r3"})
    assert "左一 → 右1" in shown
    assert "你选的：右3" in shown
    assert "你没有选" in shown


def test_a_number_shows_both_and_how_near_is_near_enough():
    shown = html(questions.numeric(tolerance=0.5), 12)
    assert "−12 分" in shown
    assert "相差不超过 0.5 都算对" in shown
    assert "漏了负号" in shown


@pytest.mark.parametrize("question", questions.one_of_each(), ids=lambda q: q.type)
def test_nothing_answered_still_gets_the_reasons(question):
    shown = html(question, None)
    assert "没有作答" in shown
    assert "你选的" not in shown
    assert "你填的" not in shown
    assert "你排在" not in shown


@pytest.mark.parametrize("question", questions.one_of_each(), ids=lambda q: q.type)
def test_no_sign_stands_without_a_word(question):
    """Signs are hidden from screen readers, so each line with one also says it."""
    for line in html(question, key_of(question)).split("<li")[1:]:
        if "sg-tick" in line or "sg-cross" in line:
            assert any(word in line for word in ("正确答案", "你选", "你没有选", "你也排在"))


@pytest.mark.parametrize(
    ("number", "shown"),
    [(1200, "1,200"), (-12.0, "−12"), (1234567.5, "1,234,567.5"), (0.05, "0.05"), (0, "0")],
)
def test_amounts_are_written_as_chinese_readers_write_them(number, shown):
    assert amount(number) == shown
