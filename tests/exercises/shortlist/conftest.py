"""The words of the tool as its authors wrote them, and sheets drawn at random."""

import json
from datetime import date
from functools import cache

import pytest
from hypothesis import strategies as st
from ruamel.yaml import YAML

from course.content.words import ToolWords
from course.settings import ROOT
from exercises.chain import Origin
from exercises.shortlist.sheet import (
    DECISIONS,
    Candidate,
    Move,
    ShortlistSheet,
    from_example,
)

TODAY = date(2026, 11, 25)


@cache
def tool_words() -> ToolWords:
    path = ROOT / "content" / "zh" / "exercises" / "shortlist.yaml"
    plain = YAML(typ="safe").load(path.read_text("utf-8"))
    return ToolWords.model_validate_json(json.dumps(plain, ensure_ascii=False))


@pytest.fixture
def full() -> ShortlistSheet:
    """The worked example."""
    return from_example(tool_words().examples["full"], TODAY)


def listed(*rows: dict[str, object], **totals: object) -> ShortlistSheet:
    """Candidates with these values; five managers with four accounts each unless told otherwise."""
    given = tuple(
        Candidate.model_validate({"id": f"L{number}", "name": f"客户{number}号", **row})
        for number, row in enumerate(rows, 1)
    )
    return ShortlistSheet.model_validate(
        {"managers": 5, "per_manager": 4, "line": 36.6, "rows": given, **totals}
    )


texts = st.sampled_from(
    ["", "战略意义重大", "酌情", "三年潜力 69.3 万元", "{name}", "<b>&", "关系好"]
)
amounts = st.one_of(st.none(), st.floats(0, 1e6))
counts = st.one_of(st.none(), st.integers(0, 60))


@st.composite
def sheets(draw: st.DrawFn, max_rows: int = 8) -> ShortlistSheet:
    """Half-filled sheets, as people leave them."""
    rows = tuple(
        Candidate(
            id=f"L{number}",
            name=draw(texts),
            potential=draw(amounts),
            how=draw(texts),
            willing=draw(st.sampled_from([None, "yes", "no", "unasked"])),
            asked=draw(texts),
            fit=draw(st.sampled_from([None, "yes", "no"])),
            hours=draw(amounts),
            decision=draw(st.sampled_from([None, *DECISIONS])),
            reason=draw(texts),
            condition=draw(texts),
            until=draw(texts),
            back=draw(texts),
            origins=draw(
                st.sampled_from([(), (Origin(tool="concentration", row="K1", text="恒屿"),)])
            ),
        )
        for number in draw(st.lists(st.integers(1, 20), max_size=max_rows, unique=True))
    )
    moves = tuple(
        Move(
            id=f"M{number}",
            source=draw(texts),
            hours=draw(amounts),
            to=draw(texts),
            what=draw(texts),
            decider=draw(texts),
            since=draw(st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2028, 1, 1)))),
        )
        for number in draw(st.lists(st.integers(1, 9), max_size=3, unique=True))
    )
    return ShortlistSheet(
        managers=draw(counts),
        per_manager=draw(counts),
        hours=draw(st.one_of(st.none(), st.floats(0, 60))),
        listed=draw(counts),
        line=draw(amounts),
        strategy=draw(texts),
        rows=rows,
        moves=moves,
    )
