"""The words of the tool as its authors wrote them, and sheets drawn at random."""

import json
from datetime import date
from functools import cache

import pytest
from hypothesis import strategies as st
from ruamel.yaml import YAML

from course.content.words import ToolWords
from course.settings import ROOT
from exercises.evidence import Evidence
from exercises.ge.sheet import ACTIONS, STEPS, Factor, GeSheet, Unit, from_example

TODAY = date(2026, 11, 23)


@cache
def ge_words() -> ToolWords:
    path = ROOT / "content" / "zh" / "exercises" / "ge.yaml"
    plain = YAML(typ="safe").load(path.read_text("utf-8"))
    return ToolWords.model_validate_json(json.dumps(plain, ensure_ascii=False))


@pytest.fixture
def full() -> GeSheet:
    """The worked example."""
    return from_example(ge_words().examples["full"], TODAY)


@pytest.fixture
def half() -> GeSheet:
    """The half-filled example."""
    return from_example(ge_words().examples["half"], TODAY)


def proof(text: str = "销售台账里占 3.0%", day: date | None = date(2026, 9, 1), **fields):
    return Evidence(text=text, date=day, **fields)


def factors(*weights: float | None, letter: str = "A") -> tuple[Factor, ...]:
    """Factors of one axis with these weights."""
    names = {"A": "规增毛竞回", "B": "份适服案成"}[letter]
    return tuple(
        Factor(id=f"{letter}{n}", name=f"{names[n - 1]}甲乙丙"[:n], weight=weight)
        for n, weight in enumerate(weights, 1)
    )


def unit(row_id: str = "U1", name: str = "锂电", **fields) -> Unit:
    """A unit with a sound piece of evidence, unless told otherwise."""
    return Unit(id=row_id, name=name, **{"evidence": (proof(),), "confidence": 2, **fields})


def scored(attractiveness: list[int], strength: list[int], **fields) -> GeSheet:
    """One unit with these scores for factors that all weigh the same."""
    scores = {f"A{n}": points for n, points in enumerate(attractiveness, 1)}
    scores |= {f"B{n}": points for n, points in enumerate(strength, 1)}
    return GeSheet(
        factors=(
            *(Factor(id=f"A{n}") for n in range(1, len(attractiveness) + 1)),
            *(Factor(id=f"B{n}") for n in range(1, len(strength) + 1)),
        ),
        rows=(unit(scores=scores, **fields),),
    )


texts = st.one_of(
    st.just(""),
    st.text(max_size=30),
    st.sampled_from(["规模", "份额", "竞争强度", "收入", "恒屿集团", "无油机", "{row}", "前景好"]),
)
evidences = st.builds(
    Evidence,
    text=texts,
    source=texts,
    date=st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2040, 1, 1))),
)
some_weights = st.one_of(st.none(), st.floats(0, 1))
amounts = st.one_of(st.none(), st.floats(0, 1e6))
ids = st.integers(1, 6)


@st.composite
def sheets(draw) -> GeSheet:
    """Half-filled sheets, as people leave them."""
    named = draw(st.lists(st.tuples(st.sampled_from("AB"), ids), max_size=8, unique=True))
    known = [f"{letter}{n}" for letter, n in named]
    scores = st.dictionaries(st.sampled_from([*known, "A9"]), st.integers(1, 5), max_size=9)
    return GeSheet(
        decision=draw(texts),
        kind=draw(st.sampled_from(["segment", "product", "group"])),
        factors=tuple(
            Factor(
                id=one,
                name=draw(texts),
                weight=draw(some_weights),
                reverse=draw(st.booleans()),
                five=draw(texts),
            )
            for one in known
        ),
        rows=tuple(
            Unit(
                id=f"U{n}",
                name=draw(texts),
                market=draw(amounts),
                revenue=draw(amounts),
                scores=draw(scores),
                attractiveness_trend=draw(st.sampled_from([None, *STEPS])),
                strength_trend=draw(st.sampled_from([None, *STEPS])),
                action=draw(st.sampled_from([None, *ACTIONS])),
                plan=draw(texts),
                reason=draw(texts),
                check=draw(texts),
                evidence=tuple(draw(st.lists(evidences, max_size=2))),
                confidence=draw(st.sampled_from([None, 1, 2, 3])),
            )
            for n in draw(st.lists(ids, max_size=4, unique=True))
        ),
    )
