"""The quiz page: start, paper, handing in, result."""

import dataclasses
from datetime import UTC, datetime

import pytest

from course.errors import StoreBusyError
from course.people.rights import Role
from course.store.attempts import (
    AlreadySubmittedError,
    GradedResponse,
    attempt,
    attempts_of,
    draft_of,
    results,
    start_draft,
    submit,
)
from course.store.reading import place_of
from modules import paper, services
from modules.demo.answering import right_answer
from modules.services import course
from tests.modules.conftest import words

UNIT = "opportunity"
SEED = 5
PRACTICE = ("pest-severe", "pest-two-forces", "pest-implication")
TEST = ("pest-flip", "pest-order", "pest-likelihood")


@pytest.fixture
def begun(learner):
    """Begin a paper of known questions, as the start button does with drawn ones."""

    def begin(*item_ids, mode="assessment"):
        with learner.store.writing() as db:
            start_draft(
                db,
                learner.actor,
                unit=UNIT,
                mode=mode,
                seed=SEED,
                item_ids=item_ids,
                now=datetime.now(UTC),
            )

    return begin


@pytest.fixture
def course_without(monkeypatch):
    """Take questions out of the course, or edit them, as an author does."""

    def change(*gone, **edited):
        def kept(item):
            return edited.get(item.id.replace("-", "_"), item)

        units = tuple(
            dataclasses.replace(
                unit, items=tuple(kept(item) for item in unit.items if item.id not in gone)
            )
            for unit in course().units
        )
        changed = dataclasses.replace(course(), units=units)
        monkeypatch.setattr(services, "_course", lambda: changed)

    return change


def draft(learner, mode="assessment"):
    with learner.store.reading() as db:
        return draft_of(db, learner.actor, UNIT, mode)


def at(learner, place, mode="assessment"):
    page = learner.open("quiz", {"unit": UNIT, "mode": mode, "q": place})
    assert not page.exception
    return page


def key(item_id, mode="assessment"):
    return f"q-{UNIT}-{mode}-{item_id}"


def widget(item_id, mode="assessment"):
    return f"{key(item_id, mode)}-{SEED}"


def own_attempts(learner):
    with learner.store.reading() as db:
        return attempts_of(db, learner.actor, UNIT)


def hand_in(learner, answers, mode="assessment", text_hash=None):
    """A paper handed in through the store, the answers by item id."""
    items = [course().item_by_id[id_] for id_ in answers]
    now = datetime.now(UTC)
    with learner.store.writing() as db:
        start_draft(
            db,
            learner.actor,
            unit=UNIT,
            mode=mode,
            seed=SEED,
            item_ids=list(answers),
            now=now,
        )
        return submit(
            db,
            learner.actor,
            unit=UNIT,
            mode=mode,
            course_version="v1",
            pass_mark=0.8,
            graded=[
                GradedResponse(
                    item.id,
                    text_hash or item.text_hash,
                    answers[item.id],
                    float(answers[item.id] == right_answer(item.question)),
                    1.0,
                )
                for item in items
            ],
            now=now,
        )


# ── start ───────────────────────────────────────────────────────────────────────────────────────


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


# ── answering ───────────────────────────────────────────────────────────────────────────────────


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


# ── practice ────────────────────────────────────────────────────────────────────────────────────


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


# ── handing in ──────────────────────────────────────────────────────────────────────────────────


def test_the_unanswered_are_named_before_handing_in(learner, begun):
    begun(*TEST)
    at(learner, "2").button(key=f"{widget('pest-order')}-keep").click().run()
    page = at(learner, "3")
    page.button(key="next-2").click().run()
    assert page.query_params["q"] == "end"
    assert "还有 2 题没有作答：第 1、3 题。" in words(page)

    page.button(key="back").click().run()
    assert page.query_params["q"] == "1"


def test_the_list_before_handing_in_leads_to_each_question(learner, begun):
    begun(*TEST)
    page = at(learner, "end")
    page.button(key="go-to-3").click().run()
    assert page.query_params["q"] == "3"


def test_handing_in_records_what_was_in_force(learner, begun):
    begun(*TEST)
    at(learner, "1").radio(key=widget("pest-flip")).set_value("theirs").run()
    page = at(learner, "2")
    page.button(key=f"{key('pest-order')}-hint-0").click().run()
    page = at(learner, "end")
    page.button(key=f"hand-in-{SEED}").click().run()

    assert not page.exception
    (row,) = own_attempts(learner)
    assert page.query_params == {"attempt": str(row.id)}
    with learner.store.reading() as db:
        detail = attempt(db, learner.actor, row.id)
    assert (row.earned, row.possible, row.seed) == (1.0, 3.0, SEED)
    assert row.content_version == course().version
    assert row.pass_mark == course().file.pass_mark
    items = course().item_by_id
    assert [(r.item_id, r.answer) for r in detail.responses] == [
        ("pest-flip", "theirs"),
        ("pest-order", None),
        ("pest-likelihood", None),
    ]
    assert [r.text_hash for r in detail.responses] == [items[id_].text_hash for id_ in TEST]
    assert [r.hints for r in detail.responses] == [0, 1, 0]
    assert draft(learner) is None


def test_a_paper_handed_in_elsewhere_cannot_be_handed_in_again(learner, begun):
    begun(*TEST)
    here = at(learner, "end")
    at(learner, "end").button(key=f"hand-in-{SEED}").click().run()
    # The page was drawn before; its button is pressed after.
    here.button(key=f"hand-in-{SEED}").click().run()
    assert not here.exception
    assert len(own_attempts(learner)) == 1


def test_a_paper_begun_elsewhere_is_not_handed_in_by_the_page_of_an_older_one(learner, begun):
    begun(*TEST)
    here = at(learner, "end")
    hand_in(learner, {"pest-flip": "ours"})
    begin_another(learner, *TEST)

    here.button(key=f"hand-in-{SEED}").click().run()

    assert not here.exception
    assert len(own_attempts(learner)) == 1
    assert draft(learner) is not None


def test_an_answer_to_an_older_paper_does_not_get_into_the_one_begun_since(learner, begun):
    begun(*TEST)
    here = at(learner, "1")
    hand_in(learner, {"pest-flip": "ours"})
    begin_another(learner, *TEST)

    here.radio(key=widget("pest-flip")).set_value("theirs").run()

    assert not here.exception
    assert draft(learner).answers == {}


def test_a_tab_left_open_does_not_undo_what_was_answered_elsewhere_since(learner, begun):
    begun(*TEST)
    here = at(learner, "1")
    here.radio(key=widget("pest-flip")).set_value("ours").run()
    at(learner, "1").radio(key=widget("pest-flip")).set_value("theirs").run()

    here.segmented_control(key=f"view-{UNIT}-assessment").set_value("all").run()

    assert draft(learner).answers == {"pest-flip": "theirs"}
    assert here.radio(key=f"{widget('pest-flip')}-1").value == "theirs"
    here.radio(key=f"{widget('pest-flip')}-1").set_value("ours").run()
    assert draft(learner).answers == {"pest-flip": "ours"}


def begin_another(learner, *item_ids):
    with learner.store.writing() as db:
        start_draft(
            db,
            learner.actor,
            unit=UNIT,
            mode="assessment",
            seed=SEED + 1,
            item_ids=item_ids,
            now=datetime.now(UTC),
        )


# ── result ──────────────────────────────────────────────────────────────────────────────────────


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


# ── content edited in between ───────────────────────────────────────────────────────────────────


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


# ── cost ────────────────────────────────────────────────────────────────────────────────────────


def test_an_answer_costs_few_statements(learner, begun, statements):
    begun(*TEST)
    page = at(learner, "1")
    statements.clear()
    page.radio(key=widget("pest-flip")).set_value("ours").run()
    # AppTest runs the whole page; a browser only the question.
    assert 0 < len(statements) <= 24
