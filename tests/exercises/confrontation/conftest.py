"""The words of the tool as its authors wrote them, the case's own data, and matrices at random."""

import json
from collections.abc import Sequence
from datetime import date
from functools import cache

import pytest
from hypothesis import strategies as st
from ruamel.yaml import YAML

from course.content.words import ToolWords
from course.settings import ROOT
from exercises.chain import Origin
from exercises.confrontation.matrix import Matrix, matrix
from exercises.confrontation.sheet import Cell, ConfrontationSheet, from_example
from exercises.swot import sheet as swot
from exercises.swot.sheet import SwotItem, SwotSheet

TODAY = date(2026, 11, 23)
INSIDE = ("S1", "S2", "S3", "W1", "W2", "W3")
OUTSIDE = ("O1", "O2", "O3", "T1", "T2", "T3")


@cache
def _yaml(name: str) -> dict:
    path = ROOT / "content" / "zh" / name
    return YAML(typ="safe").load(path.read_text("utf-8"))


@cache
def words_of(tool: str) -> ToolWords:
    plain = _yaml(f"exercises/{tool}.yaml")
    return ToolWords.model_validate_json(json.dumps(plain, ensure_ascii=False))


def cm_words() -> ToolWords:
    return words_of("confrontation")


def case_swot(**texts: str) -> SwotSheet:
    """The worked example of the SWOT; S1="…" gives that fact other words."""
    sheet = swot.from_example(words_of("swot").examples["full"], TODAY)
    rows = [row.model_copy(update={"text": texts.get(row.id, row.text)}) for row in sheet.rows]
    return sheet.model_copy(update={"rows": tuple(rows)})


def case_scores() -> dict[str, list[int]]:
    plain = _yaml("case/confrontation.yaml")
    return dict(zip(plain["rows"], plain["scores"], strict=True))


@pytest.fixture
def full() -> ConfrontationSheet:
    """The worked example."""
    return from_example(cm_words().examples["full"], TODAY)


@pytest.fixture
def table(full: ConfrontationSheet) -> Matrix:
    """The worked example over the case's SWOT."""
    return matrix(full, case_swot())


def filled(
    scores: dict[str, Sequence[int | None]], reasons: dict[str, str] | None = None
) -> ConfrontationSheet:
    """A sheet over O1, O2, T1 … with these rows of scores, each on the case's own words."""
    texts = {row.id: row.text for row in case_swot().rows}
    rows = []
    for inside, line in scores.items():
        for outside, score in zip(OUTSIDE, line, strict=False):
            if score is not None:
                name = f"{inside}×{outside}"
                origins = (
                    Origin(tool="swot", row=inside, text=texts[inside]),
                    Origin(tool="swot", row=outside, text=texts[outside]),
                )
                reason = (reasons or {}).get(name, "")
                rows.append(Cell(id=name, score=score, reason=reason, origins=origins))
    return ConfrontationSheet(rows=tuple(rows))


scores = st.one_of(st.none(), st.integers(-2, 2))
texts = st.one_of(
    st.just(""), st.text(max_size=20), st.sampled_from(["很好", "{row}", "12 个站实测 11%"])
)


@st.composite
def sheets(draw) -> ConfrontationSheet:
    """Half-filled matrices, as people leave them, with votes and with facts since renamed."""
    rows = []
    for inside in draw(st.lists(st.sampled_from(INSIDE), unique=True)):
        for outside in draw(st.lists(st.sampled_from(OUTSIDE), unique=True)):
            votes = draw(
                st.dictionaries(st.sampled_from(["M1", "M2", "M3"]), st.integers(-3, 3), max_size=3)
            )
            rows.append(
                Cell(
                    id=f"{inside}×{outside}",
                    score=draw(scores),
                    reason=draw(texts),
                    origins=tuple(
                        Origin(tool="swot", row=one, text=draw(texts)) for one in (inside, outside)
                    ),
                    votes=votes,
                    discussed=draw(st.booleans()),
                )
            )
    return ConfrontationSheet(rows=tuple(rows))


@st.composite
def swots(draw) -> SwotSheet | None:
    """A SWOT with some of the case's facts, or none at all."""
    if draw(st.booleans()):
        return None
    ids = draw(st.lists(st.sampled_from([*INSIDE, *OUTSIDE]), unique=True))
    weights = st.one_of(st.none(), st.integers(1, 3))
    rows = [
        SwotItem(id=one, text=draw(texts), importance=draw(weights), certainty=draw(weights))
        for one in ids
    ]
    return SwotSheet(rows=tuple(rows))
