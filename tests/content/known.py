"""Where a printed number may come from: computed from the case, a fact of it, or an anchor."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from course.content.case import Case
from course.content.files import read_yaml
from tests.content.figures.figure import Figure
from tests.content.figures.groups import figures
from tests.content.printed import Printed

_NUMBER = re.compile(
    r"(?<![A-Za-z\d_.,])(?P<sign>[−-]?)(?P<digits>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?)"
    r"(?![A-Za-z_\d])(?P<percent> ?%)?"
)
_CLAUSE = re.compile(r"^(\d+\.\d+) ", re.M)
_OF_THE_TENDER = re.compile(r"规格|草案|标书|标准")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_COMMON = {"万元", "个月", "一年", "一个", "这个", "两个", "个点", "小时", "恒屿", "澄湃"}
"""Pairs of characters that stand beside numbers of every kind."""
_EXACT = 1e-9
_SET_HERE = ("computed", "sum", "marked")
_STRONG = 3
"""A number of so many figures is taken for a fact wherever it stands."""

SCALARS = {
    "gross_margin": "毛利",
    "measured_saving": "节电|节能|澄云|实测",
    "service_hour_cost": "小时|服务",
    "edge": "切点|边界",
    "our_share": "份额|占",
    "wallet_growth_3y": "增长",
    "cut": "降|让",
    "price_cut_target": "降",
    "rate": "漏",
    "benchmark": "对标|漏",
    "load": "负载|×",
    "price": "元|报价",
    "saving_points": "省|电",
    "loss_per_hour": "小时|停",
    "revenue_yi": "收入",
    "market_yi": "市场|亿",
    "hours": "小时",
    "weight": "权重|（\\.|（0",
    "cuts": "切点|档|起|到|锚|分",
    "rating": "评分",
    "cost": "一年|万",
}
"""What a line speaks of that prints a short number of the case which stands there without words."""


@dataclass(frozen=True)
class Fact:
    """A number that stands in the case. `about` is what is said beside it, or the words that a
    line must have, as a pattern."""

    value: float
    percent: bool
    beside: frozenset[str] = frozenset()
    about: str = ""

    def fits(self, number: Printed) -> bool:
        """Whether `number` stands among the words of this fact."""
        if self.about:
            return re.search(self.about, number.around) is not None
        return bool(self.beside & _pairs(number.around))


class Known:
    """Looks a printed number up."""

    def __init__(self, case: Case, tools: Path, uses: dict[str, tuple[str, ...]]) -> None:
        """`tools` is the folder of the tools' words, content/<language>/exercises; `uses` names the
        groups of figures that each lesson prints."""
        self._figures = figures(case)
        self._facts = set(facts_of(case))
        self._anchors = set(anchors_of(tools))
        self._uses = uses
        self._clauses = set(_CLAUSE.findall(case.paper_by_id["rfp"].text))

    def ways(self, numbers: Iterable[Printed]) -> Iterator[tuple[Printed, str | None]]:
        """Each number with its way; "repeat" when its lesson works it out or sets it elsewhere."""
        found = [(number, self.way(number)) for number in numbers]
        there = {
            (number.lesson, number.value, number.unit) for number, way in found if way in _SET_HERE
        }
        for number, way in found:
            repeats = (number.lesson, number.value, number.unit) in there
            yield number, way or ("repeat" if repeats else None)

    def way(self, number: Printed) -> str | None:
        """computed, fact, clause of the tender, sum, anchor, marked; None when nothing accounts."""
        if self.groups(number, self._uses.get(number.lesson, ())):
            return "computed"
        strong = len(re.sub(r"\D", "", number.text).lstrip("0")) >= _STRONG
        if any(_agrees(number, f) and (strong or f.fits(number)) for f in self._facts):
            return "fact"
        if number.text in self._clauses and _OF_THE_TENDER.search(number.around):
            return "clause"
        if number.in_sum:
            return "sum"
        if any(lesson == number.lesson and _agrees(number, fact) for lesson, fact in self._anchors):
            return "anchor"
        return "marked" if number.marked else None

    def groups(self, number: Printed, among: Iterable[str]) -> set[str]:
        """The groups of figures `among` which `number` is found."""
        return {
            name
            for name in among
            if any(
                _agrees(number, Fact(f.value, f.percent), _within(number, f))
                and f.about in number.around
                for f in self._figures[name]
            )
        }


def _within(number: Printed, figure: Figure) -> float:
    """How far a printed number may be from its figure: half of its last digit, or of a tenth."""
    rounded = figure.whole or not figure.percent or number.decimals
    return number.step if rounded else 0.05


def _agrees(number: Printed, fact: Fact, within: float = _EXACT) -> bool:
    if (number.unit == "%") != fact.percent:
        return False
    wanted = fact.value if number.signed else abs(fact.value)
    scales = (1.0, 1e-4) if number.unit == "亿" else (1.0,)
    return any(abs(number.value - wanted * scale) <= within for scale in scales)


@cache
def _pairs(text: str) -> frozenset[str]:
    """Every two characters that follow one another in `text`, but for common ones."""
    runs = _HAN.findall(text)
    return frozenset(run[i : i + 2] for run in runs for i in range(len(run) - 1)) - _COMMON


def facts_of(case: Case) -> Iterator[Fact]:
    """Every number of the case's sheets, talks and learners' papers; records are not facts."""
    parts = (
        *(case.file, case.people, case.events, case.accounts, case.needs, case.spises),
        *(case.swot, case.five_forces, case.ge, case.confrontation, case.strategy, case.churn),
        *(case.team, *case.objections, *case.interviews, *case.transfer),
    )
    for part in parts:
        yield from _facts_in(part.model_dump(), "")
    for paper in case.papers:
        if not paper.for_trainers:
            yield from _facts_of_text(_CLAUSE.sub("", paper.text))
    for criterion in case.accounts.criteria:
        about = f"{criterion.name}|{criterion.id}"
        percent = criterion.unit == "%"
        for account in case.accounts.accounts:
            raw = account.raw[criterion.id]
            if not isinstance(raw, str):
                yield Fact(raw, percent, about=f"{about}|{account.short}")
        for cut in getattr(case.accounts.anchors[criterion.id], "cuts", ()):
            yield Fact(cut, percent, about=about)


def _facts_in(value: Any, key: str) -> Iterator[Fact]:
    if isinstance(value, dict):
        for name, child in value.items():
            yield from _facts_in(child, str(name))
    elif isinstance(value, list | tuple):
        for child in value:
            yield from _facts_in(child, key)
    elif isinstance(value, str):
        yield from _facts_of_text(value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        about = SCALARS.get(key, "")
        yield Fact(value, False, about=about)
        if 0 < value < 1 and key != "weight":
            yield Fact(round(100 * value, 9), True, about=about)


def _facts_of_text(text: str) -> Iterator[Fact]:
    for match in _NUMBER.finditer(text):
        value = float(match["digits"].replace(",", ""))
        beside = _pairs(text[max(0, match.start() - 16) : match.end() + 10])
        sign = -1 if match["sign"] == "−" else 1
        yield Fact(sign * value, bool(match["percent"]), beside)


def anchors_of(tools: Path) -> Iterator[tuple[str, Fact]]:
    """The numbers of all anchors of all tools, each with the lesson that teaches the tool."""
    for path in sorted(tools.glob("*.yaml")):
        document, _ = read_yaml(path)
        lesson = str(document.get(("lesson",)))
        for fact in _facts_in(document.get(("anchors",)), ""):
            yield lesson, fact
