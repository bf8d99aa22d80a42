"""The words of the tool as its authors wrote them, and sheets drawn at random."""

import json
from datetime import date
from functools import cache

import pytest
from hypothesis import strategies as st
from ruamel.yaml import YAML

from course.content.words import ToolWords
from course.settings import ROOT
from exercises.competence.sheet import (
    COMPETENCES,
    CompetenceSheet,
    Mark,
    Rating,
    from_example,
)

TODAY = date(2026, 11, 23)


@cache
def competence_words() -> ToolWords:
    path = ROOT / "content" / "zh" / "exercises" / "competence.yaml"
    plain = YAML(typ="safe").load(path.read_text("utf-8"))
    return ToolWords.model_validate_json(json.dumps(plain, ensure_ascii=False))


@pytest.fixture
def full() -> CompetenceSheet:
    """The worked example."""
    return from_example(competence_words().examples["full"], TODAY)


def mark(score: int | None = 3, deed: str = "恒屿的访谈记录，原话标了等级", **fields) -> Mark:
    """A score with a deed that can be found, unless told otherwise."""
    return Mark(score=score, deed=deed, **{"place": "项目盘", "date": date(2026, 9, 1), **fields})


def sheet(**ratings: dict[str, object]) -> CompetenceSheet:
    """A sheet in which these competencies say something: needs={"before": mark(3)}."""
    return CompetenceSheet(
        ratings=tuple(Rating(id=one, **ratings.get(one, {})) for one in COMPETENCES)
    )


def scored(before: list[int | None], after: list[int | None] = (None,) * 8) -> CompetenceSheet:
    """Scores in the order of the course, each with a deed of its own where it needs one."""
    return CompetenceSheet(
        ratings=tuple(
            Rating(
                id=one,
                before=_scored(was, f"课前第 {place} 份的表" + "甲" * place),
                after=_scored(now, f"课后做的记录 {place}" + "乙" * place),
                reason="看清了锚",
            )
            for place, (one, was, now) in enumerate(zip(COMPETENCES, before, after, strict=True))
        )
    )


def _scored(score: int | None, deed: str) -> Mark:
    return mark(score, deed, effect="同事拿去用过") if score and score >= 3 else Mark(score=score)


texts = st.one_of(
    st.just(""),
    st.text(max_size=30),
    st.sampled_from(["干了十二年", "恒屿的 PEST 表", "{row}", "领导认可", "<b>表</b>"]),
)
points = st.one_of(st.none(), st.integers(1, 5))
days = st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2040, 1, 1)))
marks = st.builds(Mark, score=points, deed=texts, place=texts, date=days, effect=texts)


@st.composite
def sheets(draw) -> CompetenceSheet:
    """Half-filled sheets, as people leave them."""
    return CompetenceSheet(
        ratings=tuple(
            Rating(
                id=one,
                before=draw(marks),
                after=draw(marks),
                reason=draw(texts),
                chosen=draw(st.booleans()),
                leaves=draw(texts),
                day=draw(days),
            )
            for one in COMPETENCES
        )
    )


competences = st.sampled_from(COMPETENCES)
