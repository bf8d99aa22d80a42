"""The words of the tool as its authors wrote them, and sheets drawn at random."""

import json
from datetime import date
from functools import cache

import pytest
from hypothesis import strategies as st
from ruamel.yaml import YAML

from course.content.words import ToolWords
from course.settings import ROOT
from exercises.concentration.sheet import (
    ASPECTS,
    SENTENCES,
    ConcentrationSheet,
    Customer,
    from_example,
)

TODAY = date(2026, 11, 25)


@cache
def tool_words() -> ToolWords:
    path = ROOT / "content" / "zh" / "exercises" / "concentration.yaml"
    plain = YAML(typ="safe").load(path.read_text("utf-8"))
    return ToolWords.model_validate_json(json.dumps(plain, ensure_ascii=False))


@pytest.fixture
def full() -> ConcentrationSheet:
    """The worked example."""
    return from_example(tool_words().examples["full"], TODAY)


def customers(*revenues: float | None) -> tuple[Customer, ...]:
    """Customers with these revenues, a fifth of it as gross profit and a tenth as service."""
    return tuple(
        Customer(
            id=f"K{number}",
            name=f"客户{number}号",
            revenue=revenue,
            gross=None if revenue is None else revenue / 5,
            service=None if revenue is None else revenue / 10,
        )
        for number, revenue in enumerate(revenues, 1)
    )


texts = st.sampled_from(
    ["", "恒屿", "恒屿常州基地", "20/80", "保证涨一成", "{name}", "<b>&", "3 个人"]
)
amounts = st.one_of(st.none(), st.floats(0, 1e6))
balances = st.one_of(st.none(), st.floats(-1e6, 1e6))


@st.composite
def sheets(draw: st.DrawFn, max_rows: int = 8) -> ConcentrationSheet:
    """Half-filled sheets, as people leave them."""
    numbers = draw(st.lists(st.integers(1, 20), max_size=max_rows, unique=True))
    rows = tuple(
        Customer(
            id=f"K{number}",
            name=draw(texts),
            revenue=draw(amounts),
            gross=draw(balances),
            service=draw(amounts),
        )
        for number in numbers
    )
    ids = st.sampled_from([None, "K99", *(row.id for row in rows)])
    return ConcentrationSheet(
        period=draw(texts),
        company_revenue=draw(amounts),
        net_profit=draw(balances),
        customers=draw(st.one_of(st.none(), st.integers(0, 500))),
        rows=rows,
        lost=draw(ids),
        months=draw(st.one_of(st.none(), st.integers(0, 12))),
        plan=draw(texts),
        winner=draw(ids),
        order=draw(amounts),
        recurring=draw(amounts),
        leanings=draw(
            st.dictionaries(st.sampled_from(ASPECTS), st.sampled_from(["chance", "risk"]))
        ),
        verdict=draw(texts),
        spend=draw(amounts),
        sentences=draw(st.dictionaries(st.sampled_from(SENTENCES), texts)),
    )
