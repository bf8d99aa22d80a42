"""The words of the tool as its authors wrote them, and sheets drawn at random."""

import json
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import strategies as st
from ruamel.yaml import YAML

from course.content.words import ToolWords
from course.settings import ROOT
from exercises.weekly.sheet import KINDS, SPENT, Task, Week, WeeklySheet, from_example

TODAY = date(2026, 11, 25)
"""A Wednesday."""

MONDAY = date(2026, 11, 23)


@cache
def tool_words() -> ToolWords:
    path = ROOT / "content" / "zh" / "exercises" / "weekly.yaml"
    plain = YAML(typ="safe").load(path.read_text("utf-8"))
    return ToolWords.model_validate_json(json.dumps(plain, ensure_ascii=False))


@pytest.fixture
def full() -> WeeklySheet:
    """The worked example."""
    return from_example(tool_words().examples["full"], TODAY)


def task(number: int = 1, **fields: object) -> Task:
    """A line that nothing can be said against but what a test puts in."""
    return Task.model_validate(
        {
            "id": f"W{number}",
            "week": MONDAY,
            "kind": "info",
            "text": f"核对第 {number} 张工单的到场时间",
            "leaves": "一张到场时间表",
            "owner": ("樊军", "胡悦", "周然")[number % 3],
            "day": MONDAY + timedelta(days=2),
            **fields,
        }
    )


def page(*rows: Task, **week: object) -> WeeklySheet:
    """These lines on the page of this week."""
    this = Week.model_validate({"id": MONDAY.isoformat(), **week})
    return WeeklySheet(weeks=(this,), rows=rows)


texts = st.sampled_from(
    ["", "跟进恒屿", "拜访宜宾 3 次", "请罗文改过的一页", "写周报", "{text}", "<b>&", "送礼"]
)


@st.composite
def sheets(draw: st.DrawFn, max_rows: int = 10) -> WeeklySheet:
    """Half-filled pages of some weeks, as people leave them."""
    mondays = draw(st.lists(st.integers(-6, 1), min_size=1, max_size=4, unique=True))
    weeks = tuple(
        Week(
            id=(MONDAY + timedelta(weeks=offset)).isoformat(),
            lean=draw(st.sampled_from([None, *KINDS])),
            why=draw(texts),
            hours=draw(st.dictionaries(st.sampled_from(SPENT), st.floats(0, 60))),
        )
        for offset in mondays
    )
    days = st.one_of(st.none(), st.dates(date(2026, 10, 1), date(2026, 12, 31)))
    rows = []
    for number in draw(st.lists(st.integers(1, 30), max_size=max_rows, unique=True)):
        monday = draw(st.sampled_from(weeks)).monday
        since = draw(st.sampled_from([None, 1, 3]))
        row = Task(
            id=f"W{number}",
            week=monday,
            kind=draw(st.sampled_from(KINDS)),
            text=draw(texts),
            leaves=draw(texts),
            owner=draw(texts),
            day=draw(days),
            state=draw(st.sampled_from([None, "done", "missed"])),
            result=draw(texts),
            since=None if since is None else monday - timedelta(weeks=since),
        )
        rows.append(row)
    return WeeklySheet(weeks=weeks, rows=tuple(rows))
