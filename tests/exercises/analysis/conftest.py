"""The case as loaded, its file, and workbooks made by hand."""

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from course.content.case import Case
from course.content.course import Course
from course.content.loader import load_course
from course.content.words import ToolWords
from exercises.analysis.book import Basis, Book, basis_of_case, book_of_case

CONTENT = Path(__file__).parents[3] / "content" / "zh"

_NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


@pytest.fixture(scope="session")
def loaded() -> Course:
    return load_course(CONTENT)


@pytest.fixture(scope="session")
def case(loaded: Course) -> Case:
    assert loaded.case is not None
    return loaded.case


@pytest.fixture(scope="session")
def words(loaded: Course) -> ToolWords:
    return loaded.tools["analysis"]


@pytest.fixture(scope="session")
def book(case: Case) -> Book:
    return book_of_case(case)


@pytest.fixture(scope="session")
def basis(case: Case) -> Basis:
    return basis_of_case(case)


@pytest.fixture(scope="session")
def case_file() -> bytes:
    return (CONTENT / "case" / "transactions.csv").read_bytes()


def column(number: int) -> str:
    """The letters of a column counted from 0."""
    return (column(number // 26 - 1) if number >= 26 else "") + chr(65 + number % 26)


def cells(rows: list[list[object]]) -> str:
    """Rows as the inside of a sheet; texts inline, None left out."""
    lines = []
    for number, row in enumerate(rows, start=1):
        inside = ""
        for place, value in enumerate(row):
            ref = f"{column(place)}{number}"
            if isinstance(value, str):
                inside += f'<c r="{ref}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
            elif value is not None:
                inside += f'<c r="{ref}"><v>{value}</v></c>'
        lines.append(f'<row r="{number}">{inside}</row>')
    return "".join(lines)


def workbook(
    sheets: dict[str, str], shared: list[str] | None = None, extra: dict[str, str] | None = None
) -> bytes:
    """An .xlsx from sheets as XML of their rows."""
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(sheets, start=1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    if shared is not None:
        links += (
            f'<Relationship Id="rId99" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        )
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'{_HEAD}<workbook {_NAMESPACE} xmlns:r="{_OFFICE}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{package}/relationships">'
        f"{links}</Relationships>",
    }
    for n, body in enumerate(sheets.values(), start=1):
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f"{_HEAD}<worksheet {_NAMESPACE}><sheetData>{body}</sheetData></worksheet>"
        )
    if shared is not None:
        texts = "".join(f"<si><t>{escape(text)}</t></si>" for text in shared)
        parts["xl/sharedStrings.xml"] = f"{_HEAD}<sst {_NAMESPACE}>{texts}</sst>"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in (parts | (extra or {})).items():
            archive.writestr(name, body)
    return made.getvalue()
