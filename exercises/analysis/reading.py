"""A file of rows, as people export it from their systems, read into a table of texts.

Text files: UTF-8 with or without a mark, UTF-16 with one, else GBK (GB 18030); commas, semicolons,
tabs or bars between the cells. Workbooks: .xlsx. What is in a file is never trusted.
"""

import csv
import io
import json
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from course.errors import CourseError
from course.language import _
from exercises.analysis.columns import is_personal, recognised
from exercises.workbook import MAGIC, read_workbook

LARGEST = 10 * 1024 * 1024
"""Bytes of a file."""

MOST_ROWS = 100_000
MOST_COLUMNS = 60
LONGEST_CELL = 200
"""Characters kept of a cell; names and numbers are shorter."""

LONGEST_NAME = 60
"""Characters kept of a heading."""

WIDEST = 16_384
"""Cells of a row that are looked at; no program of spreadsheets writes more."""

HEADER_WITHIN = 10
"""The row of headings is looked for in so many rows; exports like to put a title above."""

_DELIMITERS = ",\t;|"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


class ReadingError(CourseError):
    """The file cannot be read as a table; says why in Chinese, and what to do."""


@dataclass(frozen=True)
class Table:
    """A file's cells as texts. `lines` are the rows' numbers in the file, as a spreadsheet shows
    them; `names` the headings, each once. `sheet` is the workbook's sheet, `left_out` the columns
    of personal data that were not taken."""

    names: tuple[str, ...]
    lines: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def read_file(data: bytes, sheet: str | None = None) -> Table:
    """The table in a file; of a workbook the named sheet, or the one that looks most like records.

    Raises ReadingError.
    """
    if len(data) > LARGEST:
        raise ReadingError(
            _("文件有 {size} MB，最大 {most} MB。按年份拆开，或只导出要用的列，再传。").format(
                size=f"{len(data) / 1024 / 1024:.1f}", most=LARGEST // 1024 // 1024
            )
        )
    if not data.strip():
        raise ReadingError(_("文件是空的。回到系统里重新导出一次。"))
    if data.startswith(_OLD_WORKBOOK):
        raise ReadingError(
            _("这是旧版 .xls，或者加了密码的工作簿。在 Excel 里去掉密码，另存为 .xlsx，再传。")
        )
    if data.startswith(MAGIC):
        try:
            sheets = read_workbook(data, MOST_ROWS + HEADER_WITHIN)
        except ValueError as error:
            raise ReadingError(str(error)) from error
        return _of_workbook(sheets, sheet)
    return _table(_csv_rows(decoded(data)))


def _of_workbook(sheets: dict[str, list[list[str]]], wanted: str | None) -> Table:
    if not any(any(map(any, rows)) for rows in sheets.values()):
        raise ReadingError(_("工作簿里没有数据。换一份，或者看看是不是存错了文件。"))
    name = wanted if wanted in sheets else max(sheets, key=lambda n: _likeness(sheets[n]))
    assert name is not None
    found = _table(sheets[name])
    return Table(found.names, found.lines, found.rows, name, tuple(sheets), found.left_out)


def _likeness(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    best = max((recognised(row) for row in rows[:HEADER_WITHIN]), default=0)
    return best, len(rows)


def decoded(data: bytes) -> str:
    """The text in these bytes. Raises ReadingError."""
    marks = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
    mark = next((name for start, name in marks.items() if data.startswith(start)), None)
    for encoding in [mark] if mark else ["utf-8", "gb18030"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ReadingError(
        _("文件里的文字读不出来。在 Excel 里打开，另存为“CSV UTF-8”或 .xlsx，再传。")
    )


def _csv_rows(text: str) -> Iterator[list[str]]:
    head = text[:20_000].splitlines()[:HEADER_WITHIN]
    csv.field_size_limit(1024 * 1024)
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(head))
    try:
        for row in reader:
            if len(row) > WIDEST:
                raise _too_wide(len(row))
            yield row
    except csv.Error as error:
        raise ReadingError(
            _("第 {n} 行附近的引号不成对，读不下去。在 Excel 里打开，另存为 .xlsx，再传。").format(
                n=reader.line_num
            )
        ) from error


def _too_wide(columns: int) -> ReadingError:
    return ReadingError(
        _("有 {n} 列，一次最多 {most} 列。只导出要用的列，再传。").format(
            n=columns, most=MOST_COLUMNS
        )
    )


def _delimiter(lines: Iterable[str]) -> str:
    """The mark that most rows have, and equally often."""
    counts = {mark: [line.count(mark) for line in lines if line.strip()] for mark in _DELIMITERS}
    return max(counts, key=lambda m: (sum(1 for n in counts[m] if n), sum(counts[m])))


def _table(rows: Iterable[Sequence[str]]) -> Table:
    """Headings, then every row that says something, with its number."""
    numbered = [
        (number, [_cell(cell) for cell in row])
        for number, row in enumerate(rows, start=1)
        if any(cell.strip() for cell in row)
    ]
    if not numbered:
        raise ReadingError(_("文件里没有数据。换一份，或者看看是不是存错了文件。"))
    place = _heading([row for _number, row in numbered[:HEADER_WITHIN]])
    headings, body = numbered[place][1], numbered[place + 1 :]
    while headings and not headings[-1]:
        headings.pop()
    if len(headings) < 2:
        raise ReadingError(_("只认出一列。第一行要是列名，一列一格；用逗号、分号或制表符隔开。"))
    if not body:
        raise ReadingError(_("只有列名，没有数据。导出时选上时间段，再传。"))
    if sum(sum(map(bool, row)) > 1 for _number, row in body) * 2 < len(body):
        raise ReadingError(_("大半的行只有一格有字，不像一张表。一行一件事，一格一个数，再传。"))
    if len(body) > MOST_ROWS:
        raise ReadingError(
            _("有 {n} 行，一次最多 {most} 行。按年份拆开，或导出时缩短时间段，再传。").format(
                n=f"{len(body):,}", most=f"{MOST_ROWS:,}"
            )
        )
    if len(headings) > MOST_COLUMNS:
        raise _too_wide(len(headings))
    names = _each_once(headings)
    taken = [n for n, name in enumerate(names) if not is_personal(name)]
    width = len(names)
    return Table(
        names=tuple(names[n] for n in taken),
        lines=tuple(number for number, _row in body),
        rows=tuple(
            tuple(padded[n] for n in taken)
            for _number, row in body
            for padded in [row + [""] * (width - len(row))]
        ),
        left_out=tuple(name for name in names if is_personal(name)),
    )


def _heading(rows: Sequence[Sequence[str]]) -> int:
    """Which row holds the headings: the one with most known names, else the first full one."""
    known = [recognised(row) for row in rows]
    if max(known) >= 2:
        return known.index(max(known))
    widest = max(sum(map(bool, row)) for row in rows)
    return next(n for n, row in enumerate(rows) if sum(map(bool, row)) == widest)


def _cell(text: str) -> str:
    return " ".join(text.split())[:LONGEST_CELL]


def _each_once(names: Iterable[str]) -> list[str]:
    found: list[str] = []
    for number, raw in enumerate(names, start=1):
        name = unicodedata.normalize("NFKC", raw)[:LONGEST_NAME].strip()
        name = name or _("第 {n} 列").format(n=number)
        again, tried = 2, name
        while tried in found:
            tried, again = f"{name} {again}", again + 1
        found.append(tried)
    return found


def pack(table: Table) -> bytes:
    """The table as it is stored."""
    whole = [table.names, table.lines, table.rows, table.sheet, table.left_out]
    return zlib.compress(json.dumps(whole, ensure_ascii=False).encode(), 6)


def unpack(data: bytes) -> Table:
    """What `pack` made."""
    names, lines, rows, sheet, left_out = json.loads(zlib.decompress(data))
    return Table(
        tuple(names), tuple(lines), tuple(map(tuple, rows)), sheet, left_out=tuple(left_out)
    )


def key_of(packed: bytes) -> str:
    """A short name for exactly this content."""
    return sha256(packed).hexdigest()[:16]
