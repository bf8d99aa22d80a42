"""The result of a paper, for its learner and for others, also after the questions changed."""

import dataclasses

from course.people.rights import Role
from modules.demo.answering import right_answer
from modules.services import course
from tests.modules.conftest import words
from tests.modules.quiz.papers import TEST, UNIT, hand_in


def open_attempt(visitor, attempt_id):
    page = visitor.open("quiz", {"attempt": str(attempt_id)})
    assert not page.exception
    return page


def test_the_result_gives_points_objectives_and_every_reason(learner):
    answers = {
        "pest-flip": "ours",
        "pest-order": ["power", "customs", "tech", "labour"],
        "pest-likelihood": None,
    }
    page = open_attempt(learner, hand_in(learner, answers))
    text = words(page)
    assert "0 分，未通过" in text
    assert "通过线 80 分" in text
    assert "全对 0/3" in text
    assert "没有作答" in text
    for option in course().item_by_id["pest-flip"].question.options:
        assert option.feedback[:10] in text
    assert "把这两步弄反了" in text
    misconception = course().misconceptions["pest-one-side"]
    assert misconception in text
    labels = [link.proto.label for link in page.page_link]
    assert sum(label.startswith("重读") for label in labels) >= 3


def test_a_pass_is_told_and_leads_on(learner):
    items = course().item_by_id
    right = {id_: right_answer(items[id_].question) for id_ in TEST}
    page = open_attempt(learner, hand_in(learner, right))
    assert "100 分，通过" in words(page)
    assert page.button(key="to-unit").label == "回到单元"


def test_earlier_attempts_stay_to_be_looked_at(learner):
    first = hand_in(learner, {"pest-flip": "ours"})
    hand_in(learner, {"pest-flip": "theirs"})
    page = learner.open("quiz", {"unit": UNIT, "mode": "assessment"})
    assert "第 1 次 · 0 分" in words(page)
    assert "第 2 次 · 100 分" in words(page)
    assert "第 1 次" in words(open_attempt(learner, first))


def test_nobody_sees_a_strangers_attempt(learner, visit):
    mine = hand_in(learner, {"pest-flip": "ours"})
    stranger = visit(Role.MANAGER)
    page = stranger.open("quiz", {"attempt": str(mine)})
    assert "没有这次测验" in words(page)
    assert "pest-flip" not in words(page)


def test_a_trainer_sees_it_without_the_buttons_of_the_learner(learner, visit):
    mine = hand_in(learner, {"pest-flip": "ours"})
    page = open_attempt(visit(Role.TRAINER), mine)
    assert "未通过" in words(page)
    assert not [b for b in page.button if b.key == "to-assessment"]


def test_a_result_outlives_its_questions(learner, course_without):
    mine = hand_in(learner, {"pest-flip": "ours", "pest-likelihood": "chance"})
    course_without("pest-flip")
    page = open_attempt(learner, mine)
    assert "50 分" in words(page)
    assert "1 道题后来从课程里撤下" in words(page)
    assert "全对 1/1" in words(page)


def test_a_result_tells_that_a_question_was_edited_since(learner):
    mine = hand_in(learner, {"pest-flip": "ours"}, text_hash="older wording")
    page = open_attempt(learner, mine)
    assert "这道题在你答过以后改过" in words(page)


def test_an_old_answer_that_fits_no_longer_shows_its_points(learner, course_without):
    mine = hand_in(learner, {"pest-flip": "split"})
    item = course().item_by_id["pest-flip"]
    kept = tuple(option for option in item.question.options if option.id != "split")
    other = kept[0].model_copy(update={"id": "other", "correct": False})
    question = item.question.model_copy(update={"options": (*kept, other)})
    course_without(pest_flip=dataclasses.replace(item, question=question, text_hash="new"))
    page = open_attempt(learner, mine)
    assert "和现在的选项对不上" in words(page)
