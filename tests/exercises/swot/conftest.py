"""The words of the SWOT as its authors wrote them, the case, and sheets drawn at random."""

import json
from datetime import date
from functools import cache

import pytest
from hypothesis import strategies as st
from ruamel.yaml import YAML

from course.content.case import load_case
from course.content.words import ToolWords
from course.settings import ROOT
from exercises.chain import Origin
from exercises.evidence import Evidence
from exercises.swot.sheet import QUADS, SwotItem, SwotSheet, from_example

TODAY = date(2026, 11, 23)
FACT = {
    "S": "28 名服务工程师，合同承诺 4 小时到场",
    "W": "宜宾停机投诉 23 天才闭环",
    "O": "恒屿要求 24 个月内单位电耗降 10%",
    "T": "空压供应商从 9 家减到 4 家，三个月后公布",
}
AGAINST = "诺维克承诺 24 小时，华擎靠经销商"


@cache
def swot_words() -> ToolWords:
    path = ROOT / "content" / "zh" / "exercises" / "swot.yaml"
    plain = YAML(typ="safe").load(path.read_text("utf-8"))
    return ToolWords.model_validate_json(json.dumps(plain, ensure_ascii=False))


@pytest.fixture
def words() -> ToolWords:
    return swot_words()


@pytest.fixture
def full() -> SwotSheet:
    """The worked example."""
    return from_example(swot_words().examples["full"], TODAY)


def item(item_id: str = "S1", **fields) -> SwotItem:
    """An item with a sound fact, unless told otherwise."""
    return SwotItem(id=item_id, **{"text": FACT[item_id[0]], **fields})


def sheet(*rows: SwotItem, **fields) -> SwotSheet:
    return SwotSheet(rows=rows, **fields)


def proof(text: str = "近期工单", **fields) -> Evidence:
    return Evidence(**{"text": text, "date": date(2026, 9, 1), **fields})


@pytest.fixture
def case() -> SwotSheet:
    """The twelve items of the case, as the case tells them."""
    told = load_case(ROOT / "content" / "zh" / "case").swot
    rows = [
        item(one.id, text=one.text, importance=one.importance, certainty=one.certainty)
        for one in told.items
    ]
    return sheet(*rows, subject=told.subject)


texts = st.one_of(
    st.just(""),
    st.text(max_size=30),
    st.sampled_from([*FACT.values(), AGAINST, "加强与设计院的合作", "服务好", "我们{要}抓住"]),
)
evidences = st.builds(
    Evidence,
    type=st.sampled_from(["data", "quote", "document", "observation", "guess"]),
    text=texts,
    source=texts,
    date=st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2040, 1, 1))),
)
origins = st.builds(
    Origin,
    tool=st.sampled_from(["pest", "forces"]),
    row=st.sampled_from(["P1", "E1", "S1", "buyers", "rivalry"]),
    text=texts,
    value=st.sampled_from(["", "+20", "−12", "4.2"]),
)


@st.composite
def sheets(draw, max_rows: int = 9) -> SwotSheet:
    """Half-filled sheets, as people leave them."""
    ids = draw(
        st.lists(
            st.tuples(st.sampled_from(QUADS), st.integers(1, 9)), max_size=max_rows, unique=True
        )
    )
    rows = [
        SwotItem(
            id=f"{quad}{number}",
            text=draw(texts),
            against=draw(texts),
            evidence=tuple(draw(st.lists(evidences, max_size=2))),
            importance=draw(st.one_of(st.none(), st.integers(1, 5))),
            certainty=draw(st.one_of(st.none(), st.integers(1, 3))),
            origins=tuple(
                draw(st.lists(origins, max_size=2, unique_by=lambda one: (one.tool, one.row)))
            ),
            note=draw(texts),
        )
        for quad, number in ids
    ]
    return SwotSheet(subject=draw(texts), rows=tuple(rows))
