"""A person at a page: presses with mouse or finger, reads a lesson, answers every kind of question.

Questions are found by their widgets' keys and answered by option ids, so that no test depends on
what an author wrote.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from course.assessment.answers import Answer
from course.assessment.drawing import option_order
from course.content.course import CheckSlot, Lesson, OpeningSlot
from course.content.items import (
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    Pool,
    SingleChoice,
    TrueFalse,
)
from course.people.rights import Actor
from modules.answered import amount
from modules.demo.answering import right_answer
from modules.services import course
from tests.browser.conftest import settled

PEST: Lesson = course().lesson_by_id["pest"]
OPENING = "她担心净值盖住了滁州那条威胁"


@dataclass
class Reader:
    """Somebody with `page` open. `touch` presses with a finger."""

    page: Page
    touch: bool = False

    def press(self, target: Locator) -> None:
        """Click, or tap."""
        if self.touch:
            target.tap()
        else:
            target.click()

    def press_button(self, name: str) -> None:
        """Press the button with this very name, once what it replaces is gone."""
        button = self.page.get_by_role("button", name=name, exact=True)
        expect(button).to_have_count(1)
        self.press(button)

    def at(self, key: str) -> Locator:
        """What Streamlit drew under this key."""
        return self.page.locator(f".st-key-{key}")

    def reads(self, lesson: Lesson, section: int) -> None:
        """Wait until this section, counted from 0, is shown."""
        place = f"{lesson.id}#{lesson.sections[section].anchor}"
        expect(self.page.locator(f'[data-place="{place}"]')).to_be_visible()
        said = f"第 {section + 1} 节，共 {len(lesson.sections)} 节"
        expect(self.page.get_by_role("img", name=said)).to_be_visible()
        settled(self.page)

    def read_to_the_end(self, lesson: Lesson, actor: Actor) -> None:
        """From the first section to the last, with the opening question and all checks answered."""
        for index, section in enumerate(lesson.sections):
            self.reads(lesson, index)
            for block in section.blocks:
                match block:
                    case OpeningSlot():
                        # The press on 下一节 leaves the field: that has to be enough.
                        self.page.get_by_label("你的判断").fill(OPENING)
                    case CheckSlot():
                        self.answer_check(lesson, block.item_id, actor)
            if index < len(lesson.sections) - 1:
                self.press(self.at("section-next").get_by_role("button"))

    def answer_check(self, lesson: Lesson, item_id: str, actor: Actor) -> None:
        """Answer a check inside a lesson rightly and look at the reasons."""
        item = course().item_by_id[item_id]
        key = f"check-{lesson.id}-{item.id}-{actor.user_id}"
        box = self.at(f"open-check-{item.id}")
        self.answer(item, right_answer(item.question), key, actor.user_id)
        self.press(box.get_by_role("button", name="看答案"))
        expect(box.locator(".verdict")).to_have_text("对。")
        expect(box.get_by_role("button", name="再答一次")).to_be_visible()

    def answer(self, item: Item, answer: Answer, key: str, seed: int) -> None:
        """Give `answer` to the question that is asked under `key` with `seed`."""
        order = option_order(item.question, seed)
        match item.question, answer:
            case SingleChoice(), str():
                self._choose(key, order.index(answer))
            case TrueFalse(), bool():
                self._choose(key, 0 if answer else 1)
            case MultipleChoice(), list():
                for id_ in answer:
                    self.press(
                        self.at(f"{key}-{id_}").get_by_test_id("stCheckbox").locator("label")
                    )
            case Ordering(), list():
                self._put_in_order(key, order, answer)
            case Matching(), dict():
                for left, right in answer.items():
                    self.choose_from(self.at(f"{key}-{left}"), order.index(right))
            case Numeric(), int() | float():
                field = self.at(key).get_by_role("textbox")
                field.fill(amount(answer))
                field.press("Tab")
            case _:
                pytest.fail(f"{answer!r} is no answer to {item.id}")

    def choose_from(self, box: Locator, place: int) -> None:
        """Choose the option at `place` of a list that opens."""
        field = box.get_by_role("combobox")
        # A list closes when the page scrolls, so the page has to stand still before it opens.
        field.evaluate("field => field.scrollIntoView({block: 'center'})")
        expect(self.page.get_by_role("listbox")).to_have_count(0)
        self.press(field)
        option = self.page.get_by_role("option").nth(place)
        said = option.inner_text()
        self.press(option)
        expect(field).to_have_value(said)

    def _choose(self, key: str, place: int) -> None:
        option = self.at(key).get_by_test_id("stRadioOption").nth(place)
        self.press(option)
        expect(option.get_by_role("radio")).to_be_checked()

    def _put_in_order(self, key: str, now: list[str], wanted: list[str]) -> None:
        now = list(now)
        for place, id_ in enumerate(wanted):
            for at in range(now.index(id_), place, -1):
                now.insert(at - 1, now.pop(at))
                row = self.at(f"ord-{key}-{id_}")
                self.press(row.get_by_role("button", name="上移"))
                expect(row.locator(".ord b")).to_have_text(str(at))


def until(page: Page, true: Callable[[], bool]) -> None:
    """Wait until the database says so."""
    for _ in range(600):
        if true():
            return
        page.wait_for_timeout(100)
    pytest.fail("it was not saved within 60 seconds")


def one_of_each_type() -> list[Item]:
    """One practice question of every type that the course has."""
    found: dict[str, Item] = {}
    for unit in course().units:
        for item in unit.pool(Pool.PRACTICE):
            if item.group is None:
                found.setdefault(item.question.type, item)
    return list(found.values())
