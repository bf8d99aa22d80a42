"""Tables read as the data of a sheet: exactly what they were made of, or every fault told. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from course.content.words import ToolWords
from course.language import _
from exercises.transfer.cells import NOTHING, read_cell
from exercises.transfer.shape import Leaf, Many, Record
from exercises.transfer.tables import (
    BELONGS,
    HEAD,
    KEY,
    NUMBER,
    Column,
    Table,
    columns_of,
    dig,
    empty_tables,
    keys_of,
)

MOST_FAULTS = 5
"""So many faults are told; the next attempt finds the others."""


class LayoutError(ValueError):
    """The tables do not make a sheet. `faults` say where and what, in Chinese."""

    def __init__(self, faults: Sequence[str]) -> None:
        more = len(faults) - MOST_FAULTS
        rest = [_("还有 {n} 处。").format(n=more)] if more > 0 else []
        self.faults = (*faults[:MOST_FAULTS], *rest)
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True)
class Line:
    """A row as it was read: its number in the file and its texts in the order of the columns."""

    number: int
    texts: tuple[str, ...]


def from_tables(
    shape: Record, found: Mapping[str, Sequence[Line]], words: ToolWords
) -> dict[str, Any]:
    """The data of the sheet that the rows, by path, were made from; not validated yet.

    Raises LayoutError.
    """
    reading = _Reading(empty_tables(shape, words), found, [])
    data = reading.head(shape, columns_of((), shape, words))
    reading.lists(shape, data, "", "")
    reading.leftovers()
    if reading.faults:
        raise LayoutError(reading.faults)
    return data


@dataclass
class _Reading:
    """What is read so far: `taken` are (path, row above) of the lists that found their place."""

    tables: Mapping[str, Table]
    found: Mapping[str, Sequence[Line]]
    faults: list[str]
    taken: set[tuple[str, str]] = field(default_factory=set)

    def head(self, shape: Record, columns: Sequence[Column]) -> dict[str, Any]:
        """What the sheet has once."""
        by_name = {line.texts[2]: line for line in self.found.get(HEAD, ()) if line.texts[2]}
        lines = []
        for column in columns:
            if column.name not in by_name:
                said = _("工作表「{table}」少了一项「{name}」。")
                table = self.tables[HEAD].title
                self.faults.append(said.format(table=table, name=column.title))
            lines.append(by_name.get(column.name, Line(0, ("", "", ""))))
        texts = [
            (column, line.texts[1], line.number)
            for column, line in zip(columns, lines, strict=True)
        ]
        return self._record(shape, iter(texts), self.tables[HEAD].title) or {}

    def lists(self, record: Record, data: dict[str, Any], above: str, owner: str) -> None:
        """Put the lists of a record into `data`, each with the lists in its rows."""
        for name, many in record.lists():
            inside = dig(data, name[:-1])
            if inside is None:
                continue
            path = ".".join(filter(None, (above, *name)))
            pairs = [self._pair(path, many, line) for line in self._lines(path, owner)]
            self.taken.add((path, owner))
            inside[name[-1]] = dict(pairs) if many.keyed else [value for _key, value in pairs]
            if many.keyed and len(inside[name[-1]]) < len(pairs):
                said = _("工作表「{table}」里有两行同名。")
                self.faults.append(said.format(table=self.tables[path].title))
            if isinstance(many.item, Record):
                for (_key, value), own in zip(pairs, keys_of(many, pairs), strict=True):
                    self.lists(many.item, value, path, f"{owner}/{own}" if owner else own)

    def leftovers(self) -> None:
        """Rows that belong to nothing, told and not dropped."""
        for path, lines in self.found.items():
            if path == HEAD:
                continue
            for line in lines:
                owner = self._owner(path, line)
                if (path, owner) not in self.taken:
                    said = _("工作表「{table}」第 {n} 行属于“{owner}”，可是上一张表里没有它。")
                    table = self.tables[path].title
                    self.faults.append(said.format(table=table, n=line.number, owner=owner))

    def _lines(self, path: str, owner: str) -> list[Line]:
        return self._grouped[path, owner]

    @cached_property
    def _grouped(self) -> dict[tuple[str, str], list[Line]]:
        grouped: dict[tuple[str, str], list[Line]] = defaultdict(list)
        for path, lines in self.found.items():
            for line in lines if path != HEAD else ():
                grouped[path, self._owner(path, line)].append(line)
        return grouped

    def _owner(self, path: str, line: Line) -> str:
        nested = self.tables[path].columns[0].name == BELONGS
        return line.texts[0].strip() if nested else ""

    def _pair(self, path: str, many: Many, line: Line) -> tuple[str | None, Any]:
        table = self.tables[path]
        key = None
        texts = []
        for column, text in zip(table.columns, line.texts, strict=True):
            if column.name == KEY:
                key = self._cell(column, text, line.number, table.title)
            elif column.name not in (BELONGS, NUMBER):
                texts.append((column, text, line.number))
        if isinstance(many.item, Record):
            return key, self._record(many.item, iter(texts), table.title) or {}
        column, text, number = texts[0]
        return key, self._cell(column, text, number, table.title)

    def _record(
        self, record: Record, texts: Iterator[tuple[Column, str, int]], table: str
    ) -> dict[str, Any] | None:
        mine = [next(texts) for _leaf in record.leaves()]
        if record.nullable and not any(text.strip() for _column, text, _number in mine):
            return None
        data: dict[str, Any] = {}
        left = iter(mine)
        for name, node in record.fields.items():
            if isinstance(node, Record):
                data[name] = self._record(node, left, table)
            elif isinstance(node, Leaf):
                column, text, number = next(left)
                value = self._cell(column, text, number, table)
                if value is not NOTHING:
                    data[name] = value
        return data

    def _cell(self, column: Column, text: str, number: int, table: str) -> Any:
        try:
            return read_cell(text, column.leaf, column.labels)
        except ValueError as error:
            said = _("工作表「{table}」第 {n} 行「{column}」：{what}。")
            where = said.format(table=table, n=number, column=column.title, what=error)
            self.faults.append(where)
            return NOTHING
