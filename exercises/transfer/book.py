"""Tables as a workbook of Excel and back. The first sheet says what the file is.

Every table has two lines of headings: for people, and hidden below it the names for the program.
"""

import io
import re
from collections.abc import Mapping, Sequence

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from course.language import _
from exercises.transfer.reading import LayoutError, Line
from exercises.transfer.tables import HEAD, Table
from exercises.workbook import read_workbook

MOST_ROWS = 3000
"""Rows of one worksheet that are read; a sheet of sixty rows with all its evidence has 300."""

FACTS = 6
"""The column, counted from 0, in which the first sheet tells the program what the file is."""

_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 28


def write_book(tables: Sequence[Table], facts: Mapping[str, str], notes: Sequence[str]) -> bytes:
    """The tables as .xlsx. `facts` are for the program, `notes` lines for people."""
    file = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(file, {"in_memory": True, **plain})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    body = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    number = book.add_format({"valign": "top"})
    about = book.add_worksheet(_("说明"))
    used = {_("说明")}
    places = {}
    for table in tables:
        name = _sheet_name(table.title, used)
        places[f"sheet:{table.path}"] = name
        _write_table(book.add_worksheet(name), table, bold, body, number)
    _write_about(about, {**facts, **places}, notes, bold)
    book.close()
    return file.getvalue()


def _sheet_name(title: str, used: set[str]) -> str:
    bare = _NOT_IN_A_NAME.sub("", title).strip()[:_LONGEST_NAME] or _("表")
    name, count = bare, 1
    while name.casefold() in {one.casefold() for one in used}:
        count += 1
        name = f"{bare} {count}"
    used.add(name)
    return name


def _write_about(
    sheet: Worksheet, facts: Mapping[str, str], notes: Sequence[str], bold: Format
) -> None:
    sheet.set_column(0, 0, 80)
    for row, note in enumerate(notes):
        sheet.write_string(row, 0, note, bold if row == 0 else None)
    for row, (name, value) in enumerate(facts.items()):
        sheet.write_string(row, FACTS, name)
        sheet.write_string(row, FACTS + 1, value)
    sheet.set_column(FACTS, FACTS + 1, None, None, {"hidden": True})


def _write_table(
    sheet: Worksheet, table: Table, bold: Format, body: Format, number: Format
) -> None:
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.title, bold)
        sheet.write_string(1, place, column.name)
        counted = column.leaf.kind in ("int", "number") or column.name.startswith("@number")
        wide = 12 if counted or column.leaf.options or column.title == _("编号") else 36
        sheet.set_column(place, place, wide, number if counted else body)
    for row, cells in enumerate(table.rows, start=2):
        for place, cell in enumerate(cells):
            if isinstance(cell, str):
                if cell:
                    sheet.write_string(row, place, cell, body)
            else:
                sheet.write_number(row, place, cell, number)
    sheet.set_row(1, None, None, {"hidden": True})
    if table.path == HEAD:
        sheet.set_column(2, 2, None, None, {"hidden": True})
    sheet.freeze_panes(2, 1)


def read_book(data: bytes) -> tuple[dict[str, str], dict[str, list[list[str]]]]:
    """The facts of a workbook, and its worksheets as rows of texts.

    The facts are empty where it was not written by `write_book`. Raises ValueError with a sentence
    in Chinese for what is no workbook.
    """
    sheets = read_workbook(data, MOST_ROWS)
    facts: dict[str, str] = {}
    about = next(iter(sheets.values()), [])
    for row in about:
        if len(row) > FACTS + 1 and row[FACTS]:
            facts[row[FACTS]] = row[FACTS + 1]
    return facts, sheets


def lines_of(
    tables: Mapping[str, Table], facts: Mapping[str, str], sheets: Mapping[str, list[list[str]]]
) -> dict[str, list[Line]]:
    """The rows of every table, in the order of its columns. Raises LayoutError."""
    faults: list[str] = []
    found = {}
    for path, table in tables.items():
        name = facts.get(f"sheet:{path}", table.title)
        if name in sheets:
            found[path] = _lines(table, name, sheets[name], faults)
        else:
            faults.append(_("少了工作表「{name}」。").format(name=name))
    if faults:
        raise LayoutError(faults)
    return found


def _lines(table: Table, name: str, rows: list[list[str]], faults: list[str]) -> list[Line]:
    names = [text.strip() for text in rows[1]] if len(rows) > 1 else []
    places = {}
    for column in table.columns:
        if names.count(column.name) != 1:
            said = _("工作表「{table}」的表头被改过，找不到「{column}」这一列。")
            faults.append(said.format(table=name, column=column.title))
            return []
        places[column.name] = names.index(column.name)
    others = [place for place in range(max(map(len, rows))) if place not in places.values()]
    lines = []
    for number, row in enumerate(rows[2:], start=3):
        if not any(text.strip() for text in row):
            continue
        strange = next((place for place in others if place < len(row) and row[place].strip()), None)
        if strange is not None:
            said = _("工作表「{table}」第 {n} 行多了“{text}”，它不在任何一列里。")
            faults.append(said.format(table=name, n=number, text=row[strange].strip()[:20]))
            continue
        texts = [row[place] if place < len(row) else "" for place in places.values()]
        lines.append(Line(number, tuple(texts)))
    return lines
