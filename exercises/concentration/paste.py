"""Customers as people copy them out of a spreadsheet: one a line, columns by tab or comma."""

import re
from dataclasses import dataclass

from course.language import _
from exercises.concentration.sheet import ConcentrationSheet, add_row, change_row
from exercises.evidence import LONGEST
from exercises.numbers import read_number

COLUMNS = ("revenue", "gross", "service")
"""What stands behind the name, in this order; the last ones may be left out."""

MOST = 500
"""So many lines at a time; the concentration is in the first few anyway."""

_BETWEEN = re.compile(r"\t|\s*[，;；|]\s*|\s{2,}|\s+(?=[-+−.\d])")


@dataclass(frozen=True)
class Pasted:
    """The sheet with the lines that could be read, how many those were, and what was wrong."""

    sheet: ConcentrationSheet
    taken: int
    wrong: tuple[str, ...]


def paste(sheet: ConcentrationSheet, text: str) -> Pasted:
    """Each line as a customer. A name that is there already gets the new numbers, no second row.

    A line without a readable revenue is left out and named; so is a heading, silently, if it is the
    first line.
    """
    taken, wrong = 0, []
    lines = [line for line in text.splitlines() if line.strip()]
    for place, line in enumerate(lines[:MOST], 1):
        name, *cells = (cell.strip() for cell in _BETWEEN.split(line.strip(" \r")))
        try:
            fields = _numbers(cells)
        except ValueError:
            if place > 1:
                wrong.append(_("第 {n} 行没有读进来：{line}").format(n=place, line=line[:40]))
            continue
        sheet = _put(sheet, name[:LONGEST], fields)
        taken += 1
    if len(lines) > MOST:
        wrong.append(_("只读了前 {n} 行。").format(n=MOST))
    return Pasted(sheet, taken, tuple(wrong))


def _numbers(cells: list[str]) -> dict[str, float]:
    fields = {}
    for name, cell in zip(COLUMNS, cells, strict=False):
        value = read_number(cell.removesuffix("万元").removesuffix("万"), least=_LEAST[name])
        if value is not None:
            fields[name] = value
    if "revenue" not in fields:
        raise ValueError("no revenue")
    return fields


_LEAST = {"revenue": 0, "gross": -1e12, "service": 0}


def _put(sheet: ConcentrationSheet, name: str, fields: dict[str, float]) -> ConcentrationSheet:
    known = next((row.id for row in sheet.rows if name and row.name == name), None)
    if known:
        return change_row(sheet, known, **fields)
    return add_row(sheet, name=name, **fields)[0]
