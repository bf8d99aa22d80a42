"""A paper of known questions: what is drafted, where its pages are, handing it in by the store."""

from datetime import UTC, datetime

from course.store.attempts import GradedResponse, attempts_of, draft_of, start_draft, submit
from modules.demo.answering import right_answer
from modules.services import course

UNIT = "opportunity"
SEED = 5
PRACTICE = ("pest-severe", "pest-two-forces", "pest-implication")
TEST = ("pest-flip", "pest-order", "pest-likelihood")


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


def begin(learner, *item_ids, mode="assessment"):
    """A paper of known questions, begun as the start button does with drawn ones."""
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


def hand_in(learner, answers, mode="assessment", text_hash=None):
    """A paper handed in through the store, the answers by item id."""
    items = [course().item_by_id[id_] for id_ in answers]
    now = datetime.now(UTC)
    begin(learner, *answers, mode=mode)
    with learner.store.writing() as db:
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
