"""The words of the tool as its authors wrote them, and contracts drawn at random."""

import json
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import strategies as st
from ruamel.yaml import YAML

from course.content.words import ToolWords
from course.settings import ROOT
from exercises.chain import Origin
from exercises.contract.sheet import PERIODS, STATES, Commitment, ContractSheet, from_example

TODAY = date(2026, 11, 23)
START = date(2026, 11, 1)


@cache
def contract_words() -> ToolWords:
    path = ROOT / "content" / "zh" / "exercises" / "contract.yaml"
    plain = YAML(typ="safe").load(path.read_text("utf-8"))
    return ToolWords.model_validate_json(json.dumps(plain, ensure_ascii=False))


@pytest.fixture
def full() -> ContractSheet:
    """The worked example."""
    return from_example(contract_words().examples["full"], TODAY)


ACTS = {
    30: ("约见苏晴，问她缺哪个数", "由没有，到记下 2 句原话"),
    60: ("约见郑思齐，问清回收期", "由没见过面，到写下一个年数和日期"),
    90: ("谈年降之前先问高雪峰指标的来处", "由一份没有，到一份异议记录"),
}


def row(row_id: str = "C1", period: int = 30, **fields) -> Commitment:
    """A sound commitment in the last days of its period, unless told otherwise."""
    what, result = ACTS[period]
    given = {
        "what": what,
        "whom": "客户那边的一位",
        "result": result,
        "where": "项目盘，访谈记录",
        "due": START + timedelta(days=period - 2),
    }
    return Commitment(id=row_id, period=period, **{**given, **fields})


def contract(*rows: Commitment, **fields) -> ContractSheet:
    """A contract whose frame is sound; without rows one commitment for each period."""
    frame = {
        "account": "H 公司",
        "question": "谁的话她听得进去？",
        "start": START,
        "reminder": "秦岚，每月最后一个周五",
        "stop": "路过拜访由每周 4 小时减到 1 小时",
        "not_promised": "不承诺份额",
    }
    three = (row("C1", 30), row("C2", 60), row("C3", 90))
    return ContractSheet(rows=rows or three, **{**frame, **fields})


texts = st.one_of(
    st.just(""),
    st.text(max_size=30),
    st.sampled_from(["加强沟通", "见一次苏晴", "{row}", "由 2 到 3", "送礼", "看一遍课文"]),
)
days = st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2040, 1, 1)))


@st.composite
def contracts(draw, max_rows: int = 8) -> ContractSheet:
    """Half-filled contracts, as people leave them."""
    numbers = draw(st.lists(st.integers(1, 20), max_size=max_rows, unique=True))
    rows = tuple(
        Commitment(
            id=f"C{number}",
            period=draw(st.sampled_from(PERIODS)),
            what=draw(texts),
            whom=draw(texts),
            result=draw(texts),
            where=draw(texts),
            due=draw(days),
            state=draw(st.sampled_from([None, *STATES])),
            said=draw(texts),
            origins=draw(
                st.sampled_from([(), (Origin(tool="competence", row="network", text="一张图"),)])
            ),
        )
        for number in numbers
    )
    return ContractSheet(
        account=draw(texts),
        question=draw(texts),
        start=draw(days),
        rows=rows,
        reminder=draw(texts),
        stop=draw(texts),
        not_promised=draw(texts),
    )
