"""Reading is remembered: the section open, the furthest, what was finished, the last place."""

from datetime import timedelta

from course.store.reading import (
    ReadingState,
    answers,
    place_of,
    readings,
    record_answer,
    record_place,
    record_section,
)
from course.store.results import results


def read(store, actor, now, lesson="pest", index=0, *, finished=False, unit="opportunity"):
    with store.writing() as db:
        record_section(
            db,
            actor,
            unit=unit,
            lesson=lesson,
            section=f"s{index}",
            index=index,
            finished=finished,
            now=now,
        )


def state(store, actor, lesson="pest"):
    with store.reading() as db:
        return readings(db, actor)[lesson]


def finished(store, actor, unit="opportunity"):
    with store.reading() as db:
        return results(db, actor)[unit].lessons_finished


def test_going_back_keeps_the_furthest_section(store, learner, now):
    for index in (0, 3, 1):
        read(store, learner, now, index=index)

    assert state(store, learner) == ReadingState("s1", 3, None)


def test_a_finished_lesson_stays_finished_at_its_first_time(store, learner, now):
    read(store, learner, now, index=2, finished=True)
    read(store, learner, now + timedelta(days=1), index=0)
    read(store, learner, now + timedelta(days=2), index=2, finished=True)

    assert state(store, learner).finished_at == now
    assert finished(store, learner) == 1


def test_finished_lessons_are_counted_per_unit_and_person(store, learner, person, now):
    read(store, learner, now, "pest", finished=True)
    read(store, learner, now, "five-forces", finished=True)
    read(store, learner, now, "swot")
    read(store, learner, now, "needs", finished=True, unit="needs")
    read(store, person(), now, "swot", finished=True)

    assert finished(store, learner) == 2
    assert finished(store, learner, "needs") == 1


def test_a_lesson_moved_to_another_unit_is_counted_there(store, learner, now):
    read(store, learner, now, finished=True)
    read(store, learner, now, unit="needs")

    assert finished(store, learner) == 0
    assert finished(store, learner, "needs") == 1


def test_the_last_answer_inside_a_lesson_counts(store, learner, person, now):
    with store.writing() as db:
        record_answer(db, learner, lesson="pest", slot="opening", answer="先看客户", now=now)
        record_answer(db, learner, lesson="pest", slot="opening", answer="先看环境", now=now)
        record_answer(db, learner, lesson="pest", slot="q1", answer=["a", "b"], now=now)
        record_answer(db, learner, lesson="swot", slot="q1", answer=True, now=now)

    with store.reading() as db:
        assert answers(db, learner, "pest") == {"opening": "先看环境", "q1": ["a", "b"]}
        assert answers(db, person(), "pest") == {}


def test_an_answer_can_be_taken_back(store, learner, now):
    with store.writing() as db:
        record_answer(db, learner, lesson="pest", slot="q1", answer="a", now=now)
        record_answer(db, learner, lesson="pest", slot="q1", answer=None, now=now)

    with store.reading() as db:
        assert answers(db, learner, "pest") == {"q1": None}


def test_the_last_place_is_remembered(store, learner, now):
    with store.reading() as db:
        assert place_of(db, learner) is None
    with store.writing() as db:
        record_place(db, learner, "lesson", {"lesson": "pest", "section": "s1"}, now)
        record_place(db, learner, "home", {}, now)
        record_place(db, learner, "tool", {"tool": "pest"}, now)

    with store.reading() as db:
        place = place_of(db, learner)
    assert place is not None
    assert (place.page, place.parameters, place.at) == ("tool", {"tool": "pest"}, now)
