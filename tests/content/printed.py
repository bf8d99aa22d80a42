"""The numbers that a lesson prints: what counts as one, where it stands, and what stands by it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from course.content.arithmetic import printed_sums, wrong_sums

_NUMBER = re.compile(
    r"(?<![A-Za-z\d_.,])(?P<digits>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+)"
    r"(?![A-Za-z_\d]| ?个站)"
    r"(?:(?P<percent> ?%)|(?: ?来? ?(?P<big>[万亿])))?"
)
_NOT_A_NUMBER = re.compile(
    r"\[\^\d+\]|\{[^{}]*\}|\bT[+−]\d+|\b(?:19|20)\d\d ?年|\d+ 年 \d+ 月 \d+ 日"
)
"""Footnotes, anchors, months of the case, years."""
_HIDDEN = re.compile(r"^(?:---$|:::(?! figure)|\[\^\d+\]:|#)")
_SENTENCE = re.compile(r"[^。；！？]*[。；！？]?(?:\*\*|」|）)*(?:\[\^\d+\])*")
_MARKED = re.compile(r"设定|假设|假如|示例|研究者|机构|厂商|(?<!评)估(?!计)")
_BY_CONVENTION = {100.0, 1000.0}
"""Hundred percent and the like say nothing about the case."""


@dataclass(frozen=True)
class Printed:
    """One number of a lesson.

    `text` is how it stands there, `value` its value in its unit, `decimals` how exactly it is
    printed. `signed` tells a number with its own sign, `unit` is %, 万, 亿 or empty. `marked` tells
    that it stands beside 设定, 估 or the like, or in a sentence with a footnote. `in_sum` tells
    that it is part of a sum printed on the same line that holds.
    """

    lesson: str
    line: int
    text: str
    value: float
    decimals: int
    signed: bool
    unit: str
    marked: bool
    in_sum: bool
    around: str
    """The line, of a table its header and captions, the bold title above, the section's title."""

    @property
    def step(self) -> float:
        """Half of one unit of the last printed digit."""
        return 0.5 * float(10**-self.decimals) + 1e-9


@dataclass(frozen=True)
class _Line:
    number: int
    text: str
    section: str
    context: str
    """What else may tell where its numbers come from: of a table its header and its captions."""


def numbers_of(path: Path) -> Iterator[Printed]:
    """All significant numbers that a learner reads in the lesson at `path`."""
    return numbers_in(path.read_text(encoding="utf-8"))


def numbers_in(text: str) -> Iterator[Printed]:
    """All significant numbers of a lesson's source `text`."""
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    lesson = re.search(r"^id: (\S+)", head, re.M)
    start = head.count("\n") + 4
    for line in _shown(body.split("\n"), start):
        yield from _numbers(lesson[1] if lesson else "", line)


def _shown(lines: list[str], start: int) -> Iterator[_Line]:
    notes, section = False, ""
    title = ""
    for index, text in enumerate(lines):
        section = text if text.startswith("## ") else section
        if text.startswith("**") or text == ":::":
            title = text.strip(":")
        if text.startswith("::: notes"):
            notes = True
        elif text == ":::":
            notes = False
        if notes or not text or _HIDDEN.match(text):
            continue
        context = _caption(lines, index) if text[0] == "|" else ""
        yield _Line(start + index, text, f"{section}\n{title}", context)


def _caption(lines: list[str], index: int) -> str:
    """The header of the table at `index`, the bold title above it, the remark in brackets or the
    paragraph below it that speaks of the whole."""
    first = last = index
    while first and lines[first - 1].startswith("|"):
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].startswith("|"):
        last += 1
    above = next((line for line in reversed(lines[:first]) if line), "")
    below = next((line for line in lines[last + 1 :] if line not in ("", ":::")), "")
    title = above if above.startswith("**") or above.endswith(("：", "）：")) else ""
    remark = below if re.search(r"表中|都是设定|^（.*设定", below) else ""
    return "\n".join((title, lines[first], remark))


def _numbers(lesson: str, line: _Line) -> Iterator[Printed]:
    text = _NOT_A_NUMBER.sub(lambda match: "□" * len(match.group()), line.text)
    sums = [sum_ for sum_ in printed_sums(text) if not list(wrong_sums(sum_))]
    for match in _NUMBER.finditer(text):
        unit = "%" if match["percent"] else match["big"] or ""
        digits = match["digits"]
        bare = digits.replace(",", "")
        sign = _sign(text, match.start())
        telling = unit or "." in digits or len(sign + bare) >= 3
        if not telling or float(bare) in _BY_CONVENTION:
            continue
        yield Printed(
            lesson=lesson,
            line=line.number,
            text=f"{sign}{match.group().strip()}",
            value=-float(bare) if sign == "−" else float(bare),
            decimals=len(bare.partition(".")[2]),
            signed=bool(sign),
            unit=unit,
            marked=_is_marked(line, match.start()),
            in_sum=any(_stands_in(digits, sum_) for sum_ in sums),
            around="\n".join((line.section, line.context, text)),
        )


def _sign(text: str, start: int) -> str:
    """The number's own sign: a minus or plus that does not follow a value."""
    before = text[:start].rstrip("*")
    if before[-1:] not in ("−", "+"):
        return ""
    return "" if re.search(r"[\d%）)万亿元家]\*{0,2} ?$", before[:-1]) else before[-1]


def _stands_in(digits: str, sum_: str) -> bool:
    return re.search(rf"(?<![\d.,]){re.escape(digits)}(?![\d]|[.,]\d)", sum_) is not None


def _is_marked(line: _Line, start: int) -> bool:
    if line.text.startswith("|"):
        header = line.context.split("\n")[1]
        cell = line.text[:start].count("|")
        column = header.split("|")[cell] if cell < header.count("|") else ""
        others = line.context.replace(header, "")
        return bool(_MARKED.search(line.text + column + others))
    for match in _SENTENCE.finditer(line.text):
        if match.start() <= start < match.end():
            return bool(_MARKED.search(match.group()) or "[^" in match.group())
    return False


def table_of(path: Path, *header: str) -> dict[str, list[str]]:
    """The first table of the lesson at `path` whose header has all words of `header`: its rows'
    cells without emphasis, by the first cell.

    Raises:
        LookupError: there is no such table.
    """
    rows: list[list[str]] = []
    for line in (*path.read_text(encoding="utf-8").split("\n"), ""):
        if line.startswith("|"):
            rows.append([cell.strip().replace("**", "") for cell in line.strip("|").split("|")])
        elif rows:
            if all(word in "|".join(rows[0]) for word in header):
                return {row[0]: row[1:] for row in rows[2:]}
            rows = []
    raise LookupError(header)
