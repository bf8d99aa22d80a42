"""A paper from its start to its last answer, for practice and as an assessment."""

import dataclasses

import pytest

from course.errors import StoreBusyError
from course.store.attempts import AlreadySubmittedError, results
from course.store.reading import place_of
from modules import paper
from modules.services import course
from tests.modules.conftest import words
from tests.modules.quiz.papers import (
    PRACTICE,
    SEED,
    TEST,
    UNIT,
    at,
    draft,
    hand_in,
    key,
    own_attempts,
    widget,
)


def test_the_start_says_what_to_expect_and_begins_a_drawn_paper(learner):
    page = learner.open("quiz", {"unit": UNIT, "mode": "assessment"})
    assert "80 分通过" in words(page)
    assert "取最好的一次" in words(page)

    page.button(key="begin").click().run()

    assert not page.exception
    assert page.query_params["q"] == "1"
    begun = draft(learner)
    drawn = [course().item_by_id[id_] for id_ in begun.item_ids]
    assert len(drawn) == course().file.quiz_length
    assert {item.pool for item in drawn} == {"assessment"}
    assert "第 1 题，共 10 题" in words(page)


def test_practice_draws_from_its_own_pool_and_says_that_nothing_counts(learner):
    page = learner.open("quiz", {"unit": UNIT, "mode": "practice"})
    assert "练习不影响成绩" in words(page)
    page.button(key="begin").click().run()
    drawn = [course().item_by_id[id_] for id_ in draft(learner, "practice").item_ids]
    assert {item.pool for item in drawn} == {"practice"}


def test_a_draft_is_offered_again_at_the_question_left_last(learner, begun):
    begun(*TEST)
    page = at(learner, "2")
    page.button(key=f"{widget('pest-order')}-keep").click().run()

    page = learner.open("quiz", {"unit": UNIT, "mode": "assessment"})
    assert "3 题里已答 1 题" in words(page)
    page.button(key="resume-draft").click().run()

    assert page.query_params["q"] == "2"
    assert "第 2 题，共 3 题" in words(page)


@pytest.mark.parametrize(
    ("mode", "said"), [("assessment", "还没有测验题"), ("practice", "还没有练习题")]
)
def test_a_unit_without_questions_says_so(learner, course_without, mode, said):
    course_without(*(item.id for item in course().unit_by_slug["start"].items))
    page = learner.open("quiz", {"unit": "start", "mode": mode})
    assert not page.exception
    assert said in words(page)
    assert not [button for button in page.button if button.key == "begin"]


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"unit": "nowhere"},
        {"unit": UNIT, "mode": "cheat"},
        {"attempt": "999"},
        {"attempt": "abc"},
        {"attempt": "-1"},
        {"attempt": "9" * 30},
    ],
)
def test_an_address_that_leads_nowhere_says_so(learner, parameters):
    page = learner.open("quiz", parameters)
    assert not page.exception
    assert "没有这" in words(page)


@pytest.mark.parametrize("place", ["0", "99", "-1", "x", "²", ""])
def test_a_question_number_that_does_not_exist_opens_the_nearest_one(learner, begun, place):
    begun(*TEST)
    page = at(learner, place)
    assert "题，共 3 题" in words(page)


def test_a_question_without_a_draft_leads_to_the_start(learner):
    page = at(learner, "3")
    assert page.button(key="begin")


def test_every_answer_is_stored_as_it_is_given(learner, begun):
    begun(*TEST)
    page = at(learner, "1")
    page.radio(key=widget("pest-flip")).set_value("ours").run()
    assert draft(learner).answers == {"pest-flip": "ours"}
    assert "已保存" in words(page)

    page.radio(key=widget("pest-flip")).set_value("theirs").run()
    assert draft(learner).answers == {"pest-flip": "theirs"}


def test_after_a_reload_everything_is_there(learner, begun):
    begun(*TEST)
    at(learner, "1").radio(key=widget("pest-flip")).set_value("ours").run()
    again = at(learner, "1")
    assert again.radio(key=widget("pest-flip")).value == "ours"
    assert "已作答，已保存" in words(again)


def test_an_assessment_shows_no_reasons_before_it_is_handed_in(learner, begun):
    begun(*TEST)
    page = at(learner, "1")
    page.radio(key=widget("pest-flip")).set_value("ours").run()
    for option in course().item_by_id["pest-flip"].question.options:
        assert option.feedback[:10] not in words(page)
    assert not [b for b in page.button if b.label == "看理由"]


def test_going_on_and_back_keeps_the_place(learner, begun):
    begun(*TEST)
    page = at(learner, "1")
    assert page.button(key="previous-0").disabled
    page.button(key="next-0").click().run()
    assert page.query_params["q"] == "2"
    with learner.store.reading() as db:
        place = place_of(db, learner.actor)
    assert place.page == "quiz"
    assert place.parameters == {"unit": UNIT, "mode": "assessment", "q": "2"}
    page.button(key="previous-1").click().run()
    assert page.query_params["q"] == "1"


def test_all_questions_can_be_listed_at_once(learner, begun):
    begun(*TEST)
    page = at(learner, "1")
    page.segmented_control(key=f"view-{UNIT}-assessment").set_value("all").run()
    assert all(f"第 {n} 题" in words(page) for n in (1, 2, 3))
    page.radio(key=widget("pest-likelihood")).set_value("chance").run()
    assert draft(learner).answers == {"pest-likelihood": "chance"}


def test_the_case_of_a_vignette_stands_once_above_its_parts_when_all_are_listed(learner, begun):
    parts = [item.id for item in course().item_by_id.values() if item.group == "pest-puhe"]
    begun(*parts)
    page = at(learner, "2")
    assert words(page).count("浦和乳业") == 1
    page.segmented_control(key=f"view-{UNIT}-assessment").set_value("all").run()
    assert words(page).count("你负责浦和乳业") == 1


def test_hints_come_one_after_the_other_and_are_noted(learner, begun):
    begun(*TEST)
    page = at(learner, "2")
    first, second = course().item_by_id["pest-order"].question.hints
    assert first[:8] not in words(page)

    page.button(key=f"{key('pest-order')}-hint-0").click().run()
    assert first[:8] in words(page)
    assert second[:8] not in words(page)

    page.button(key=f"{key('pest-order')}-hint-1").click().run()
    assert second[:8] in words(page)
    assert draft(learner).hints == {"pest-order": 2}
    assert not [b for b in page.button if "提示" in b.label]

    assert second[:8] in words(at(learner, "2"))


def _refuse(error):
    def save(*_arguments, **_named):
        raise error

    return save


def test_an_answer_that_could_not_be_stored_is_not_called_stored(learner, begun, monkeypatch):
    begun(*TEST)
    page = at(learner, "1")
    monkeypatch.setattr(paper, "save_answer", _refuse(StoreBusyError("busy")))
    page.radio(key=widget("pest-flip")).set_value("ours").run()
    assert not page.exception
    assert "刚才这一次没有存上" in words(page)
    assert "这个答案没有存上" in words(page)
    assert "已保存" not in words(page)
    assert page.radio(key=widget("pest-flip")).value == "ours"


def test_answering_a_paper_that_was_handed_in_elsewhere_leads_to_its_result(
    learner, begun, monkeypatch
):
    done = hand_in(learner, {"pest-flip": "ours"})
    begun(*TEST)
    page = at(learner, "1")
    # The question is a fragment of its own: it runs although the draft is gone.
    monkeypatch.setattr(paper, "save_answer", _refuse(AlreadySubmittedError(done)))
    page.radio(key=widget("pest-flip")).set_value("ours").run()
    assert "这份已经在别处交了" in words(page)
    page.button(key="see-attempt-pest-flip").click().run()
    assert page.query_params == {"attempt": str(done)}


def test_practice_shows_the_reasons_at_once_and_after_a_reload(learner, begun):
    begun(*PRACTICE, mode="practice")
    page = at(learner, "1", "practice")
    page.radio(key=widget("pest-severe", "practice")).set_value(True).run()
    page.button(key=f"{key('pest-severe', 'practice')}-check").click().run()

    reason = course().item_by_id["pest-severe"].question.feedback["true"][:12]
    assert "没有答对" in words(page)
    assert reason in words(page)
    assert not page.radio
    again = at(learner, "1", "practice")
    assert reason in words(again)


def test_practice_can_be_answered_again_from_nothing(learner, begun):
    begun(*PRACTICE, mode="practice")
    page = at(learner, "1", "practice")
    page.radio(key=widget("pest-severe", "practice")).set_value(True).run()
    page.button(key=f"{key('pest-severe', 'practice')}-check").click().run()
    page.button(key=f"{key('pest-severe', 'practice')}-again").click().run()

    second_round = f"{widget('pest-severe', 'practice')}-1"
    assert page.radio(key=second_round).value is None
    assert draft(learner, "practice").answers == {"pest-severe": True}

    page.radio(key=second_round).set_value(False).run()
    page.button(key=f"{key('pest-severe', 'practice')}-check").click().run()
    assert "对。" in words(page)
    assert draft(learner, "practice").answers == {"pest-severe": False}


def test_reasons_are_not_shown_for_nothing(learner, begun):
    begun(*PRACTICE, mode="practice")
    page = at(learner, "1", "practice")
    page.button(key=f"{key('pest-severe', 'practice')}-check").click().run()
    assert "先答这道题" in words(page)
    assert draft(learner, "practice").checked == ()


def test_practice_never_changes_the_score(learner, begun):
    hand_in(learner, dict.fromkeys(TEST) | {"pest-flip": "theirs"})
    with learner.store.reading() as db:
        before = results(db, learner.actor)[UNIT]
    begun(*PRACTICE, mode="practice")
    page = at(learner, "end", "practice")
    page.button(key=f"hand-in-{SEED}").click().run()

    with learner.store.reading() as db:
        after = results(db, learner.actor)[UNIT]
    assert (before.best, before.last, before.attempts) == (after.best, after.last, after.attempts)
    assert own_attempts(learner)[0].mode == "practice"
    assert "练习不影响成绩" in words(page)


def test_a_question_taken_away_is_left_out_of_the_draft_and_told(learner, begun, course_without):
    begun(*TEST)
    course_without("pest-flip")
    page = at(learner, "1")
    assert "1 道题已经从课程里撤下" in words(page)
    assert "第 1 题，共 2 题" in words(page)
    page = at(learner, "end")
    page.button(key=f"hand-in-{SEED}").click().run()
    assert own_attempts(learner)[0].possible == 2.0


def test_a_draft_of_which_nothing_is_left_makes_room_for_a_new_one(learner, begun, course_without):
    begun("pest-flip")
    course_without("pest-flip")
    page = at(learner, "1")
    assert "题目已经全部撤换" in words(page)
    page.button(key="begin").click().run()
    assert not page.exception
    assert "pest-flip" not in draft(learner).item_ids


def test_an_answer_that_no_longer_fits_is_asked_for_again(learner, begun, course_without):
    begun(*TEST)
    at(learner, "1").radio(key=widget("pest-flip")).set_value("split").run()
    item = course().item_by_id["pest-flip"]
    kept = tuple(option for option in item.question.options if option.id != "split")
    other = kept[0].model_copy(update={"id": "other", "correct": False})
    question = item.question.model_copy(update={"options": (*kept, other)})
    course_without(pest_flip=dataclasses.replace(item, question=question, text_hash="new"))

    page = at(learner, "1")
    assert "第 1 题的选项改过了" in words(page)
    assert page.radio(key=widget("pest-flip")).value is None


def test_an_answer_costs_few_statements(learner, begun, statements):
    begun(*TEST)
    page = at(learner, "1")
    statements.clear()
    page.radio(key=widget("pest-flip")).set_value("ours").run()
    # AppTest runs the whole page; a browser only the question.
    assert 0 < len(statements) <= 24
