"""Handing in a paper, also one that another tab has handed in or begun since."""

from datetime import UTC, datetime

from course.store.attempts import attempt, start_draft
from modules.services import course
from tests.modules.conftest import words
from tests.modules.quiz.papers import (
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
