"""The words of the PEST tool as its authors wrote them, and sheets drawn at random."""

import json
from datetime import date
from functools import cache

import pytest
from hypothesis import strategies as st
from ruamel.yaml import YAML

from course.content.words import ToolWords
from course.settings import ROOT
from exercises.evidence import Evidence
from exercises.pest.sheet import DIMENSIONS, HORIZONS, Factor, PestSheet, from_example

TODAY = date(2026, 11, 23)
FACTOR = "基地所在省明年起把单位电耗列入电池厂的碳考核"
IMPLICATION = "动力部要在两年内拿出降电耗的办法"


@cache
def pest_words() -> ToolWords:
    path = ROOT / "content" / "zh" / "exercises" / "pest.yaml"
    plain = YAML(typ="safe").load(path.read_text("utf-8"))
    return ToolWords.model_validate_json(json.dumps(plain, ensure_ascii=False))


@pytest.fixture
def words() -> ToolWords:
    return pest_words()


@pytest.fixture
def full() -> PestSheet:
    """The worked example."""
    return from_example(pest_words().examples["full"], TODAY)


def row(row_id: str = "P1", **fields) -> Factor:
    """A row with a sound change and a sound implication, unless told otherwise."""
    given = {"factor": FACTOR, "implication": IMPLICATION, **fields}
    return Factor(id=row_id, dim=row_id[0], **given)


def sheet(*rows: Factor, **fields) -> PestSheet:
    return PestSheet(rows=rows, **fields)


def proof(months_ago_date: date | None = date(2026, 9, 1), **fields) -> Evidence:
    return Evidence(text="碳考核办法征求意见稿", date=months_ago_date, **fields)


texts = st.one_of(
    st.just(""),
    st.text(max_size=30),
    st.sampled_from([FACTOR, IMPLICATION, "加强研发", "竞争激烈", "诺维克降价 8%", "我们{要}推广"]),
)
evidences = st.builds(
    Evidence,
    type=st.sampled_from(["data", "quote", "document", "observation", "guess"]),
    text=texts,
    source=texts,
    date=st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2040, 1, 1))),
)
points = st.one_of(st.none(), st.integers(1, 5))


@st.composite
def sheets(draw, max_rows: int = 7) -> PestSheet:
    """Half-filled sheets, as people leave them."""
    ids = draw(
        st.lists(
            st.tuples(st.sampled_from(DIMENSIONS), st.integers(1, 9)),
            max_size=max_rows,
            unique=True,
        )
    )
    rows = [
        Factor(
            id=f"{dim}{number}",
            dim=dim,
            factor=draw(texts),
            implication=draw(texts),
            direction=draw(st.sampled_from([None, "O", "T"])),
            impact=draw(points),
            likelihood=draw(points),
            horizon=draw(st.sampled_from([None, *HORIZONS])),
            confidence=draw(st.sampled_from([None, 1, 2, 3])),
            evidence=tuple(draw(st.lists(evidences, max_size=2))),
            note=draw(texts),
        )
        for dim, number in ids
    ]
    return PestSheet(goal=draw(texts), rows=tuple(rows))
