"""A sheet laid out as tables. Pure; `reading` turns them back into the same sheet.

The first table holds the values that the sheet has once, one a line. Every list is a table of its
own; a list inside of a list's rows says in its first column to which row it belongs.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from course.content.words import ToolWords
from course.language import _
from exercises.transfer.cells import Cell, write_cell
from exercises.transfer.shape import Leaf, Many, Record

BELONGS, NUMBER, KEY, VALUE = "@belongs", "@number", "@key", "@value"
"""Columns that are no field of the sheet: the row above, a number, a key, a value without name."""

TOOL = "tool"
"""The name of a value, and of the words for it: from which tool's sheet a row was made."""

HEAD = "@head"
"""The path of the table of what the sheet has once; its columns are title, value and name."""


@dataclass(frozen=True)
class Column:
    """A column: the name of what stands in it for the program, and its heading for people."""

    name: str
    title: str
    leaf: Leaf = field(default_factory=lambda: Leaf("text"))
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Table:
    """`path` leads to the list: "rows", "rows.evidence". Cells stand in the order of `columns`."""

    path: str
    title: str
    columns: tuple[Column, ...]
    rows: list[list[Cell]] = field(default_factory=list)

    @property
    def before(self) -> tuple[Column, ...]:
        """The columns that are no field: to what a row belongs, its key or number."""
        return tuple(c for c in self.columns if c.name in (BELONGS, KEY, NUMBER))

    @property
    def values(self) -> tuple[Column, ...]:
        """The columns of fields."""
        return self.columns[len(self.before) :]


def empty_tables(shape: Record, words: ToolWords) -> dict[str, Table]:
    """The tables of a tool's sheets by path, without rows; that of single values first."""
    columns = (
        Column("@title", _("项目")),
        Column(VALUE, _("内容")),
        Column("@name", _("程序用的名称")),
    )
    tables = {HEAD: Table(HEAD, _("总的"), columns)}
    _add_tables(tables, shape, "", words, nested=False)
    return tables


def _add_tables(
    tables: dict[str, Table], record: Record, above: str, words: ToolWords, *, nested: bool
) -> None:
    for name, many in record.lists():
        path = ".".join(filter(None, (above, *name)))
        first = [Column(BELONGS, _("属于"))] if nested else []
        if many.keyed:
            first.append(Column(KEY, _("名称")))
        elif not nested and not _has_id(many.item):
            first.append(Column(NUMBER, _("序号")))
        inside = path.split(".")
        if isinstance(many.item, Leaf):
            values = [Column(VALUE, _("内容"), many.item, _labels(inside, many.item, words))]
        else:
            values = columns_of(inside, many.item, words)
        tables[path] = Table(path, title_of(inside, words), (*first, *values))
        if isinstance(many.item, Record):
            _add_tables(tables, many.item, path, words, nested=True)


def columns_of(inside: Sequence[str], record: Record, words: ToolWords) -> list[Column]:
    """A column for every value of a record that stands at `inside`."""
    return [
        Column(
            ".".join(name),
            title_of((*inside, *name), words),
            leaf,
            _labels((*inside, *name), leaf, words),
        )
        for name, leaf in record.leaves()
    ]


def _has_id(item: Record | Leaf) -> bool:
    return isinstance(item, Record) and item.fields.get("id") in _IDS


_IDS = (Leaf("text"),)

# What tools have alike and do not name in their words.
_TITLES = {
    "id": _("编号"),
    TOOL: _("哪张表"),
    "row": _("哪一行"),
    "rows": _("各行"),
    "value": _("数"),
    "evidence": _("证据"),
    "origins": _("来源"),
    "origin": _("来源"),
    "origins_text": _("当时写的"),
    "origin_text": _("当时写的"),
    "origins_value": _("当时的数"),
    "origin_value": _("当时的数"),
    "note": _("备注"),
    "to": _("移到哪里"),
    "aside": _("移出去的"),
    "last_numbers": _("编号用到几"),
}


def title_of(path: Sequence[str], words: ToolWords) -> str:
    """What people call the field at `path`: the tool's own word where it has one."""
    *_above, name = path
    both = f"{path[-2]}_{name}" if len(path) > 1 else name
    for key in (both, name):
        if key in words.fields:
            if key == name != both and both in _TITLES:
                return _TITLES[both]
            return words.fields[key].label
    return _TITLES.get(both, _TITLES.get(name, name))


def _labels(path: Sequence[str], leaf: Leaf, words: ToolWords) -> Mapping[str, str]:
    """The tool's words for the values of a closed set; none where they do not tell them apart.

    And what tools are called, though the set of those is open: a sheet may come from elsewhere.
    """
    *above, name = path
    keys = (f"{above[-1]}_{name}" if above else name, name)
    known = next((words.choices[key] for key in keys if key in words.choices), {})
    options = leaf.options or tuple(known if name == TOOL else ())
    labels = {value: known[value].strip() for value in options if value in known}
    apart = len(set(labels.values())) == len(labels) and not set(labels.values()) & set(options)
    return labels if apart else {}


def as_tables(shape: Record, data: Mapping[str, Any], words: ToolWords) -> list[Table]:
    """The stored `data` of a sheet as tables. Raises ValueError for a text too long for a cell."""
    tables = empty_tables(shape, words)
    head = columns_of((), shape, words)
    cells = _row_cells(shape, data, iter(head))
    tables[HEAD].rows = [[c.title, cell, c.name] for c, cell in zip(head, cells, strict=True)]
    _fill(tables, shape, data, "", "")
    return list(tables.values())


def _fill(
    tables: Mapping[str, Table], record: Record, data: Mapping[str, Any], above: str, owner: str
) -> None:
    for name, many in record.lists():
        values = dig(data, name)
        if values is None:
            continue
        path = ".".join(filter(None, (above, *name)))
        table = tables[path]
        pairs = list(values.items()) if many.keyed else [(None, value) for value in values]
        keys = keys_of(many, pairs)
        for place, ((key, value), own) in enumerate(zip(pairs, keys, strict=True), start=1):
            table.rows.append(_row(table, many.item, value, owner, key, place))
            if isinstance(many.item, Record):
                _fill(tables, many.item, value, path, f"{owner}/{own}" if owner else own)


def _row(
    table: Table, item: Record | Leaf, value: Any, owner: str, key: str | None, place: int
) -> list[Cell]:
    first: list[Cell] = []
    for column in table.before:
        if column.name == BELONGS:
            first.append(owner)
        elif column.name == KEY:
            first.append(write_cell(key, column.leaf, {}, force=True))
        else:
            first.append(place)
    if isinstance(item, Record):
        return [*first, *_row_cells(item, value, iter(table.values))]
    (column,) = table.values
    return [*first, write_cell(value, column.leaf, column.labels, force=True)]


def _row_cells(
    record: Record, value: Mapping[str, Any] | None, columns: Iterator[Column]
) -> list[Cell]:
    """The cells of a record; where it is missing they are all empty, else at least one is not."""
    cells: list[Cell] = []
    first: tuple[int, Column, Any] | None = None
    for name, node in record.fields.items():
        own = None if value is None else value[name]
        if isinstance(node, Record):
            cells += _row_cells(node, own, columns)
        elif isinstance(node, Leaf):
            column = next(columns)
            if first is None:
                first = (len(cells), column, own)
            cells.append("" if value is None else write_cell(own, column.leaf, column.labels))
    if record.nullable and value is not None and first and all(cell == "" for cell in cells):
        place, column, own = first
        cells[place] = write_cell(own, column.leaf, column.labels, force=True)
    return cells


def dig(data: Mapping[str, Any], name: Iterable[str]) -> Any:
    """The value under these names; None where a record on the way is missing."""
    value: Any = data
    for part in name:
        if value is None:
            return None
        value = value.get(part)
    return value


_PLAIN_KEY = re.compile(r"[^/\s]{1,80}")


def keys_of(many: Many, pairs: Sequence[tuple[str | None, Any]]) -> list[str]:
    """What the rows of a list are called in the tables below it: by id or key, or by number."""
    numbers = [str(place) for place in range(1, len(pairs) + 1)]
    if many.keyed:
        names = [key for key, _value in pairs]
    elif _has_id(many.item):
        names = [value.get("id") for _key, value in pairs]
    else:
        return numbers
    plain = [name for name in names if isinstance(name, str) and _PLAIN_KEY.fullmatch(name)]
    return plain if len(set(plain)) == len(pairs) else numbers
