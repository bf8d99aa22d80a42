"""The words of the tool as its authors wrote them, the case's own data, and sheets at random."""

import json
from datetime import date
from functools import cache

import pytest
from hypothesis import strategies as st
from ruamel.yaml import YAML

from course.content.words import ToolWords
from course.settings import ROOT
from exercises.chain import Origin
from exercises.strategy.sheet import Factor, Rating, Strategy, StrategySheet, from_example

TODAY = date(2026, 11, 23)
FACTS = ("O1", "O2", "T1", "S1", "W1", "W2")


@cache
def yaml_of(name: str) -> dict:
    path = ROOT / "content" / "zh" / name
    return YAML(typ="safe").load(path.read_text("utf-8"))


@cache
def words_of(tool: str) -> ToolWords:
    plain = yaml_of(f"exercises/{tool}.yaml")
    return ToolWords.model_validate_json(json.dumps(plain, ensure_ascii=False))


@pytest.fixture
def full() -> StrategySheet:
    """The worked example: the case's three candidates and one more."""
    return from_example(words_of("strategy").examples["full"], TODAY)


@pytest.fixture
def case() -> StrategySheet:
    """The comparison exactly as the case has it: A, B and C."""
    plain = yaml_of("case/strategy.yaml")
    ids = {"A": "X1", "B": "X2", "C": "X3"}
    rows = [
        Strategy(id=ids[one["id"]], name=one["name"], with_what=one["statement"][:50])
        for one in plain["candidates"]
    ]
    factors = {
        one["id"]: Factor(
            origin=Origin(tool="swot", row=one["id"]),
            weight=one["weight"],
            scores={ids[k]: v for k, v in one["scores"].items()},
        )
        for one in plain["qspm"]["factors"]
    }
    ratings = {
        one["id"]: Rating(weight=one["weight"], rating=one["rating"])
        for one in (*plain["efe"], *plain["ife"])
    }
    return StrategySheet(rows=tuple(rows), factors=factors, ratings=ratings)


def cell(row: str, value: str = "++") -> Origin:
    return Origin(tool="confrontation", row=row, text="理由", value=value)


texts = st.one_of(
    st.just(""), st.text(max_size=20), st.sampled_from(["全面提升", "{name}", "投诉 7 天闭环"])
)
days = st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2030, 1, 1)))
weights = st.one_of(st.none(), st.integers(0, 20).map(lambda n: n / 20))


@st.composite
def sheets(draw) -> StrategySheet:
    """Half-filled sheets, as people leave them."""
    ids = draw(st.lists(st.sampled_from(["X1", "X2", "X3", "X4", "X9"]), unique=True))
    rows = [
        Strategy(
            id=one,
            name=draw(texts),
            origins=tuple(
                cell(row, draw(st.sampled_from(["++", "−−"])))
                for row in draw(st.lists(st.sampled_from(["S1×O1", "W2×T1"]), unique=True))
            ),
            lever=draw(st.sampled_from([None, "use", "mend"])),
            with_what=draw(texts),
            metric=draw(texts),
            due=draw(days),
            first_step=draw(texts),
            step_owner=draw(texts),
            step_day=draw(days),
            not_doing=draw(texts),
            after=draw(st.sampled_from([None, *ids])),
            undo=draw(st.sampled_from([None, "easy", "costly", "never"])),
            fate=draw(st.sampled_from([None, "main", "dropped"])),
            carry=draw(texts),
        )
        for one in ids
    ]
    factors = {
        fact: Factor(
            origin=Origin(tool="swot", row=fact, text=draw(texts)),
            weight=draw(weights),
            scores={one: draw(st.integers(1, 4)) for one in ids if draw(st.integers(0, 3)) > 0},
        )
        for fact in draw(st.lists(st.sampled_from(FACTS), unique=True))
    }
    ratings = {
        fact: Rating(weight=draw(weights), rating=draw(st.sampled_from([None, 1, 2, 3, 4])))
        for fact in draw(st.lists(st.sampled_from(FACTS), unique=True))
    }
    return StrategySheet(rows=tuple(rows), factors=factors, ratings=ratings, why=draw(texts))
