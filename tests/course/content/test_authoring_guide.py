"""The guide for authors names everything an author can write."""

import re
from pathlib import Path

import pytest

from course.content import items, schema, words
from course.content.containers import WORDS
from course.content.items import Bloom, Pool
from course.content.loader import load_course
from course.content.schema import Authored
from course.content.wording import punctuation_slips

GUIDE = (Path(__file__).parents[3] / "docs" / "authoring.md").read_text(encoding="utf-8")


def shapes() -> list[type[Authored]]:
    found: list[type[Authored]] = []
    waiting: list[type[Authored]] = [Authored]
    while waiting:
        shape = waiting.pop()
        found.append(shape)
        waiting.extend(shape.__subclasses__())
    return [s for s in found if s.__module__ in {m.__name__ for m in (items, schema, words)}]


KEYS = sorted({key for shape in shapes() for key in shape.model_fields})


@pytest.mark.parametrize("name", sorted(WORDS))
def test_every_container_is_explained(name):
    assert f"| `::: {name}" in GUIDE


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_shown(key):
    assert re.search(rf"(?:^|[\s`{{(]){key}(?:`|:)", GUIDE), key


@pytest.mark.parametrize("value", [*Bloom, *Pool])
def test_every_value_of_a_closed_set_is_named(value):
    assert f"`{value}`" in GUIDE


def test_the_lesson_in_the_guide_is_a_sound_lesson(written):
    fence = re.search(r"```markdown\n(.*?)```", GUIDE, re.S)
    assert fence is not None
    lesson = fence[1].replace("pest-anchor-score", "pest-one")
    written.write("units/03-opportunity/lessons/01-pest.md", lesson)

    assert written.problems() == []
    assert [s.anchor for s in load_course(written.root).lesson_by_id["pest"].sections] == [
        "start",
        "score",
    ]


def test_the_guide_keeps_its_own_rules_of_punctuation():
    chinese = [line for line in GUIDE.split("\n") if not re.search(r"[A-Za-z]{3}", line)]
    assert list(punctuation_slips("\n".join(chinese))) == []
