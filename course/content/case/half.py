"""A worked sheet with something left out: which fields of which rows, and a question for each row.

A learner first reads the sheet worked through, then fills what is missing here, then starts on an
empty one. The question leads to what belongs into a row without saying it.
"""

from abc import abstractmethod
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Annotated

from pydantic import Field

from course.content.files import Document, Loc
from course.content.schema import Authored, Text
from course.errors import Problem
from course.language import _

Cells = dict[str, dict[str, object]]
"""What stands in a worked sheet: by row, by field. None where the author left it empty too."""


class Blank(Authored):
    """What is left out of one row, and the question beside it."""

    row: Text
    blank: Annotated[tuple[Text, ...], Field(min_length=1)]
    ask: Text


class Half(Authored):
    """The half-filled version of a sheet. `finish` is what to do with it when it is full."""

    intro: Text
    rows: Annotated[tuple[Blank, ...], Field(min_length=1)]
    finish: Text


class WorkedSheet(Authored):
    """A file of the case that holds a worked sheet and what its half-filled version leaves out."""

    half: Half

    @abstractmethod
    def cells(self) -> Cells:
        """The rows and their fields, by the names that `half` uses for them."""


def half_problems(document: Document, sheet: WorkedSheet) -> list[Problem]:
    """What is wrong with the half-filled version, each at its line."""
    found = []
    for loc, text in _slips(sheet):
        line, place = document.find(loc)
        found.append(Problem(document.path, line, ".".join(map(str, place)), text))
    return found


def _slips(sheet: WorkedSheet) -> Iterator[tuple[Loc, str]]:
    cells, seen = sheet.cells(), set[str]()
    for number, blank in enumerate(sheet.half.rows):
        here: Loc = ("half", "rows", number)
        if blank.row not in cells:
            yield (*here, "row"), _unknown(_("表里没有 {} 这一行。"), blank.row, list(cells))
        elif blank.row in seen:
            yield (*here, "row"), _("{} 这一行写了两次，合成一条。").format(blank.row)
        else:
            yield from _slips_of_fields(here, blank, cells[blank.row])
        seen.add(blank.row)
        if not blank.ask.endswith("？"):
            yield (*here, "ask"), _("每一行配一个问题，以「？」结尾。")
    if seen >= set(cells):
        yield ("half", "rows"), _("至少留一行完整的，给人照着看。")


def _slips_of_fields(here: Loc, blank: Blank, row: dict[str, object]) -> Iterator[tuple[Loc, str]]:
    for place, name in enumerate(blank.blank):
        loc: Loc = (*here, "blank", place)
        if name not in row:
            yield loc, _unknown(_("这一行没有 {} 这一栏。"), name, list(row))
        elif name in blank.blank[:place]:
            yield loc, _("{} 写了两次。").format(name)
        elif row[name] is None:
            yield loc, _("{} 在完整的表里也是空的，没有可填的。").format(name)


def _unknown(pattern: str, name: str, known: list[str]) -> str:
    close = get_close_matches(name, known, n=1)
    advice = (
        _("是不是想写 {}？").format(close[0])
        if close
        else _("可以写 {}。").format("、".join(known))
    )
    return pattern.format(name) + advice
