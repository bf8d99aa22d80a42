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
from exercises.forces.sheet import (
    FORCES,
    LETTERS,
    TRENDS,
    Driver,
    Force,
    ForcesSheet,
    Origin,
    from_example,
)

TODAY = date(2026, 11, 23)


@cache
def forces_words() -> ToolWords:
    path = ROOT / "content" / "zh" / "exercises" / "forces.yaml"
    plain = YAML(typ="safe").load(path.read_text("utf-8"))
    return ToolWords.model_validate_json(json.dumps(plain, ensure_ascii=False))


@pytest.fixture
def full() -> ForcesSheet:
    """The worked example."""
    return from_example(forces_words().examples["full"], TODAY)


def proof(text: str = "无油机头能供货的有五家", day: date | None = date(2026, 9, 1), **fields):
    return Evidence(text=text, date=day, **fields)


def row(row_id: str = "G1", name: str = "集中度", **fields) -> Driver:
    """A driver with a sound piece of evidence, unless told otherwise."""
    return Driver(id=row_id, name=name, **{"evidence": (proof(),), "confidence": 2, **fields})


def sheet(*rows: Driver, **forces: dict[str, object]) -> ForcesSheet:
    """These drivers in a sheet with its boundary drawn; buyers={…} says something of that force."""
    return ForcesSheet(
        boundary="华东的工业压缩空气系统",
        buyer="用能大户的动力部",
        rows=rows,
        forces=tuple(Force(id=force, **forces.get(force, {})) for force in FORCES),
    )


def scored(**scores: list[int | None]) -> ForcesSheet:
    """A sheet with these scores by force, and nothing else."""
    return ForcesSheet(
        rows=tuple(
            Driver(id=f"{LETTERS[force]}{number}", score=score)
            for force, given in scores.items()
            for number, score in enumerate(given, 1)
        )
    )


def weighted(about: ForcesSheet, *given: float | None) -> ForcesSheet:
    return about.model_copy(
        update={
            "forces": tuple(
                force.model_copy(update={"weight": weight})
                for force, weight in zip(about.forces, given, strict=True)
            )
        }
    )


texts = st.one_of(
    st.just(""),
    st.text(max_size=30),
    st.sampled_from(
        ["资本门槛", "诺维克、华擎", "客户压价", "竞争激烈", "电价上涨", "仅两家供应商", "{row}"]
    ),
)
evidences = st.builds(
    Evidence,
    type=st.sampled_from(["data", "quote", "document", "observation", "guess"]),
    text=texts,
    source=texts,
    date=st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2040, 1, 1))),
)
points = st.one_of(st.none(), st.integers(1, 5))
some_weights = st.one_of(st.none(), st.floats(0, 1))


@st.composite
def sheets(draw, max_rows: int = 9) -> ForcesSheet:
    """Half-filled sheets, as people leave them."""
    ids = draw(
        st.lists(
            st.tuples(st.sampled_from(FORCES), st.integers(1, 9)), max_size=max_rows, unique=True
        )
    )
    rows = [
        Driver(
            id=f"{LETTERS[force]}{number}",
            name=draw(texts),
            score=draw(points),
            evidence=tuple(draw(st.lists(evidences, max_size=2))),
            confidence=draw(st.sampled_from([None, 1, 2, 3])),
            note=draw(texts),
            origin=draw(st.sampled_from([None, Origin(tool="pest", row="T1", text="{text}")])),
        )
        for force, number in ids
    ]
    return ForcesSheet(
        boundary=draw(texts),
        buyer=draw(texts),
        rows=tuple(rows),
        forces=tuple(
            Force(
                id=force,
                weight=draw(some_weights),
                trend=draw(st.sampled_from([None, *TRENDS])),
                response=draw(texts),
                owner=draw(texts),
            )
            for force in FORCES
        ),
    )


forces = st.sampled_from(FORCES)
