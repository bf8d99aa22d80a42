"""Reading a lesson: one section at a time, every answer kept."""

import pytest

from course.content.course import CheckSlot, FigureSlot, Html
from course.errors import StoreBusyError
from course.people.rights import Role
from course.store.reading import answers, place_of, readings
from modules import blocks
from modules.services import course
from tests.modules.conftest import words

LESSON = "pest"


def sections():
    return course().lesson_by_id[LESSON].sections


def last():
    return len(sections()) - 1


def open_at(visitor, number):
    return visitor.open("lesson", {"lesson": LESSON, "section": sections()[number].anchor})


def section_with(kind):
    return next(n for n, s in enumerate(sections()) if any(isinstance(b, kind) for b in s.blocks))


def a_single_choice():
    """The first embedded question of which one option is right, and where it stands."""
    return next(
        (number, block)
        for number, section in enumerate(sections())
        for block in section.blocks
        if isinstance(block, CheckSlot)
        and course().item_by_id[block.item_id].question.type == "single"
    )


def kept(visitor):
    with visitor.store.reading() as db:
        return answers(db, visitor.actor, LESSON)


def test_a_lesson_begins_with_its_first_section_and_the_address_names_it(learner):
    page = learner.open("lesson", {"lesson": LESSON})

    assert not page.exception
    assert page.query_params["section"] == sections()[0].anchor
    assert f"第 1 节，共 {len(sections())} 节" in words(page)
    assert f">{course().lesson_by_id[LESSON].header.title}</h1>" in words(page)


def test_every_section_can_be_drawn(learner):
    for number in range(len(sections())):
        page = open_at(learner, number)
        assert not page.exception
        assert f"第 {number + 1} 节" in words(page)


@pytest.mark.parametrize("lesson", sorted(course().lesson_by_id))
def test_every_question_and_figure_of_every_lesson_can_be_drawn(learner, lesson):
    page = learner.open("lesson", {"lesson": lesson})
    for section in course().lesson_by_id[lesson].sections:
        if all(isinstance(block, Html) for block in section.blocks):
            continue
        page.query_params["section"] = section.anchor
        page.run()
        assert not page.exception
        assert f'data-place="{lesson}#{section.anchor}"' in words(page)


def test_turning_the_page_shows_the_next_section_and_records_it(learner):
    page = learner.open("lesson", {"lesson": LESSON})
    page.button(key="section-next").click().run()

    assert page.query_params["section"] == sections()[1].anchor
    assert sections()[1].title in words(page)
    with learner.store.reading() as db:
        assert readings(db, learner.actor)[LESSON].furthest == 1
        place = place_of(db, learner.actor)
    assert place is not None
    assert place.parameters == {"lesson": LESSON, "section": sections()[1].anchor}


def test_turning_back_keeps_how_far_one_was(learner):
    page = open_at(learner, 3)
    page.button(key="section-back").click().run()

    assert page.query_params["section"] == sections()[2].anchor
    with learner.store.reading() as db:
        assert readings(db, learner.actor)[LESSON].furthest == 3


def test_coming_back_without_a_section_opens_the_one_left_last(learner):
    open_at(learner, 2)

    page = learner.open("lesson", {"lesson": LESSON})

    assert page.query_params["section"] == sections()[2].anchor


def test_an_address_without_a_lesson_opens_the_one_left_last(learner):
    open_at(learner, 2)

    page = learner.open("lesson")

    assert not page.exception
    assert page.query_params == {"lesson": LESSON, "section": sections()[2].anchor}


def test_the_contents_lead_to_any_section(learner):
    page = learner.open("lesson", {"lesson": LESSON})
    page.menu_button(key=f"contents-{LESSON}").set_value(last()).run()

    assert not page.exception
    assert page.query_params["section"] == sections()[last()].anchor


def test_the_last_section_finishes_the_lesson(learner):
    open_at(learner, last() - 1)
    with learner.store.reading() as db:
        assert readings(db, learner.actor)[LESSON].finished_at is None

    open_at(learner, last())
    with learner.store.reading() as db:
        assert readings(db, learner.actor)[LESSON].finished_at is not None


def test_the_last_section_leads_on_to_the_tool(learner):
    page = open_at(learner, last())

    assert page.button(key="section-done").label.startswith("完成，去做：")


def test_what_was_thought_before_reading_is_shown_again_at_the_end(learner):
    page = learner.open("lesson", {"lesson": LESSON})
    page.text_area(key=f"opening-{LESSON}").set_value("净值盖住了 <最大的> 威胁").run()

    assert "已保存" in words(page)
    assert kept(learner)["opening"] == "净值盖住了 <最大的> 威胁"
    again = learner.open("lesson", {"lesson": LESSON, "section": sections()[0].anchor})
    assert again.text_area(key=f"opening-{LESSON}").value == "净值盖住了 <最大的> 威胁"
    end = words(open_at(learner, last()))
    assert "读之前你写的是" in end
    assert "&lt;最大的&gt;" in end


def test_what_was_typed_just_before_turning_the_page_is_kept(learner):
    page = learner.open("lesson", {"lesson": LESSON})
    page.text_area(key=f"opening-{LESSON}").set_value("先写一句")
    page.button(key="section-next").click().run()

    assert page.query_params["section"] == sections()[1].anchor
    assert kept(learner)["opening"] == "先写一句"


def test_typing_after_signing_out_elsewhere_says_so(learner):
    page = learner.open("lesson", {"lesson": LESSON})
    learner.sign_out()
    page.text_area(key=f"opening-{LESSON}").set_value("先写一句").run()

    assert not page.exception
    assert "已退出登录" in words(page)


def test_nothing_is_recalled_where_nothing_was_written(learner):
    assert "读之前你写的是" not in words(open_at(learner, last()))


def test_an_embedded_check_gives_reasons_and_survives_a_reload(learner):
    number, slot = a_single_choice()
    page = open_at(learner, number)
    page.button(key=f"answer-{LESSON}-{slot.item_id}").click().run()
    assert "先答一下" in words(page)
    assert slot.item_id not in kept(learner)

    page.radio[0].set_value(page.radio[0].options[0]).run()
    page.button(key=f"answer-{LESSON}-{slot.item_id}").click().run()

    assert not page.exception
    assert slot.item_id in kept(learner)
    assert "opts" in words(page)
    reloaded = open_at(learner, number)
    assert "opts" in words(reloaded)

    reloaded.button(key=f"again-{LESSON}-{slot.item_id}").click().run()
    assert reloaded.radio[0].value is None
    assert slot.item_id in kept(learner)


def test_a_figure_has_a_table_twin(learner):
    page = open_at(learner, section_with(FigureSlot))

    assert [tab.label for tab in page.tabs] == ["图", "表"]
    assert page.get("plotly_chart")
    assert "<table" in words(page)


def noted():
    return [number for number, section in enumerate(sections()) if section.notes_html]


@pytest.mark.parametrize("role", [Role.LEARNER, Role.MANAGER])
def test_who_does_not_teach_is_sent_no_notes_and_no_switch(visit, role):
    visitor = visit(role)
    for number in noted():
        page = open_at(visitor, number)
        assert sections()[number].notes_html not in words(page)
        assert not [toggle for toggle in page.toggle if "讲师备注" in toggle.label]


@pytest.mark.parametrize("role", [Role.TRAINER, Role.ADMIN])
def test_who_teaches_reads_the_notes_of_the_section(visit, role):
    visitor = visit(role)
    for number in noted():
        assert sections()[number].notes_html in words(open_at(visitor, number))


def test_a_trainer_puts_the_notes_away_for_all_sections_of_the_tab(visit):
    first, second, *_rest = noted()
    page = open_at(visit(Role.TRAINER), first)
    page.toggle(key="notes-shown").set_value(False).run()
    assert sections()[first].notes_html not in words(page)

    page.query_params["section"] = sections()[second].anchor
    page.run()
    assert sections()[second].notes_html not in words(page)
    assert page.toggle(key="notes-shown").value is False

    page.toggle(key="notes-shown").set_value(True).run()
    assert sections()[second].notes_html in words(page)


def test_an_unknown_lesson_is_said_in_words_with_a_way_out(learner):
    page = learner.open("lesson", {"lesson": "gone"})

    assert not page.exception
    assert "没有这一课" in words(page)
    page.button(key="lesson-home").click().run()
    assert "七个单元" in [header.value for header in page.header]


def test_a_section_that_is_gone_opens_the_lesson_at_its_start(learner):
    page = learner.open("lesson", {"lesson": LESSON, "section": "gone"})

    assert not page.exception
    assert "从第 1 节看起" in words(page)
    assert page.query_params["section"] == sections()[0].anchor


def test_looking_again_at_the_same_section_writes_nothing(learner, statements):
    page = open_at(learner, 1)
    statements.clear()
    page.run()

    assert statements
    assert not [s for s in statements if not s.lstrip().upper().startswith(("SELECT", "PRAGMA"))]
    assert len(statements) <= 12


def test_a_first_judgement_that_could_not_be_saved_is_not_called_saved(learner, monkeypatch):
    def refuse(*_arguments, **_named):
        raise StoreBusyError("busy")

    page = learner.open("lesson", {"lesson": "pest"})
    key = "opening-pest"
    page.text_area(key=key).set_value("先看政策").run()
    assert "已保存" in words(page)

    with monkeypatch.context() as broken:
        broken.setattr(blocks, "record_answer", refuse)
        page.text_area(key=key).set_value("先看价格").run()
    assert not page.exception
    assert "刚才这一次没有存上" in words(page)
    assert "已保存" not in words(page)
    assert page.text_area(key=key).value == "先看价格"

    page.button(key=f"{key}-retry").click().run()
    assert "已保存" in words(page)
    assert learner.open("lesson", {"lesson": "pest"}).text_area(key=key).value == "先看价格"
