"""Reading .xlsx without trusting it.

The reader lays a sheet out from its first used cell to its last, and copies every shared text into
its cells. A file of one kilobyte can therefore ask for more memory than any machine has, and would
end the server. So the sheet's XML is measured before the reader sees it.
"""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from course.language import _

MAGIC = b"PK\x03\x04"

MOST_PARTS = 500
MOST_SHEETS = 20
MOST_CELLS = 3_000_000
"""Cells of the rectangle that holds everything on a sheet; all sheets together have twice that."""

UNPACKED = 160 * 1024 * 1024
"""Bytes of all parts unpacked, and of all texts once copied into their cells."""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    UnicodeDecodeError,
    NotImplementedError,
    RuntimeError,
    LookupError,
    EOFError,
    OSError,
)
"""What unpacking a damaged file raises."""

_FOREIGN = ("mimetype", "content.xml", "xl/workbook.bin")
"""Parts that would make the reader take the file for another kind."""

_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
"""How XML begins whose characters have two bytes; nothing in it could be measured."""

# Every pattern looks at a byte a few times at most, whatever the file: `<` ends what an attribute
# may hold, so that no attempt reads on into the next tag.
_DECLARED = re.compile(rb"""encoding\s*=\s*["']([\w-]+)""")
_ATTRIBUTES = rb"""[^<>"']*+(?:"[^"<]*"[^<>"']*+|'[^'<]*'[^<>"']*+)*+"""
_PREFIX = rb"(?:[^\s<>/:]+:)?"
_TAGS = re.compile(rb"(?:[^<]*+<" + _ATTRIBUTES + rb">)*+[^<]*+")
"""Every `<` begins a tag. The other patterns rely on it: none is told a tag that is none."""
_ROW = re.compile(rb"<" + _PREFIX + rb"row(?=[\s>/])")
_CELL = re.compile(rb"<" + _PREFIX + rb"c[\s>/]")
# Begun with the letter itself, which is looked for much faster than the end of a word.
_ROW_PLACE = re.compile(rb"""r(?<!\wr)\s*=\s*["'](\d+)""")
_CELL_PLACE = re.compile(rb"""r(?<!\wr)\s*=\s*["']([A-Za-z]+)(\d+)""")
_SHARED = re.compile(
    rb"""t\s*=\s*["']s["'](?:%(attributes)s>\s*<%(prefix)sv(?:\s[^<>]*)?>\s*(\d{1,9})\s*"""
    rb"""</%(prefix)sv\s*>\s*</%(prefix)sc\s*>|[^<]*)"""
    % {b"attributes": _ATTRIBUTES, b"prefix": _PREFIX}
)
"""A cell that shows a shared text, with its number where nothing but that number is in it."""
_SAYS_SHARED = (b'"s"', b"'s'")
"""Whatever `_SHARED` finds has one of these."""
_TEXT = re.compile(rb"<" + _PREFIX + rb"si[\s>/]")
_TEXT_END = re.compile(rb"</" + _PREFIX + rb"si\s*>")
LAST_ROW = 1_048_576
"""The last row that a program of spreadsheets can write."""

_DECLARATION = 5
"""An instruction that begins before this byte is the one that says it is XML."""

_AT_ONCE = 10_000
"""So many places are looked at together; quicker than one by one, and no memory to speak of."""

_LONGEST_PLACE = 7
"""Digits of a row's number, or letters of a column's name; a million rows have seven."""


def read_workbook(data: bytes, most_rows: int) -> dict[str, list[list[str]]]:
    """The visible sheets by name, each as rows of texts from the sheet's first row on.

    Raises ValueError with a sentence in Chinese for what is no workbook, or too large.
    """
    _measure(data, most_rows)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            visible = [
                sheet.name
                for sheet in book.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet
                and sheet.visible == SheetVisibleEnum.Visible
            ]
            if len(visible) > MOST_SHEETS:
                raise ValueError(
                    _("有 {n} 张工作表，最多 {most} 张。把要用的那一张另存，再传。").format(
                        n=len(visible), most=MOST_SHEETS
                    )
                )
            return {
                name: [
                    [_text(cell) for cell in row]
                    for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                ]
                for name in visible
            }
    except CalamineError as error:
        raise ValueError(_damaged()) from error


def _text(cell: object) -> str:
    """A cell as one would type it. Midnight is a date, a whole number has no point."""
    match cell:
        case str():
            return cell
        case bool():
            return _("是") if cell else _("否")
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
        case datetime():
            return cell.isoformat(" ") if cell.time() != time() else cell.date().isoformat()
        case date() | time() | int():
            return str(cell)
        case timedelta():
            return f"{cell.total_seconds() / 3600:.4g}"
    return ""


def _damaged() -> str:
    return _("这份工作簿打不开，可能损坏了。在 Excel 里打开，另存为 .xlsx，再传。")


def _too_large() -> str:
    return _("这份工作簿展开以后太大。把要用的行和列复制到一张新表，不带格式，另存为 .xlsx，再传。")


def _measure(data: bytes, most_rows: int) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = {info.filename for info in parts.infolist()}
            if "xl/workbook.xml" not in names or names & set(_FOREIGN):
                raise ValueError(_("这是压缩包，不是 .xlsx 工作簿。先解压，再传里面的表。"))
            if len(parts.infolist()) > MOST_PARTS:
                raise ValueError(_too_large())
            texts: list[int] | None = None
            grids: list[bytes] = []
            cells = 0
            for body in _unpacked(parts):
                if _has_texts(body):
                    if texts is not None:  # which of them the reader takes, nobody knows
                        raise ValueError(_damaged())
                    texts = _lengths(body)
                if b"sheetData" in body:
                    cells += _cells(body, most_rows)
                    grids.append(body)
            if cells > 2 * MOST_CELLS:
                raise ValueError(_too_large())
            _refuse_copied(grids, texts or [])
    except _BROKEN as error:
        raise ValueError(_damaged()) from error


def _unpacked(parts: zipfile.ZipFile) -> Iterator[bytes]:
    """Every part, for a reader may be sent to any of them. A size that a file states may be a lie.

    XML that could not be measured is refused: of another encoding, and in a table also comments,
    instructions, and tags inside of an attribute.
    """
    left = UNPACKED
    for info in parts.infolist():
        with parts.open(info) as part:
            body = part.read(left + 1)
        left -= len(body)
        if left < 0:
            raise ValueError(_too_large())
        declared = _DECLARED.search(body[:200])
        if b"<!DOCTYPE" in body[:2000] or (declared and declared[1].lower() != b"utf-8"):
            raise ValueError(_damaged())
        if body.startswith(_WIDE) or (info.filename.endswith(".xml") and b"\0" in body[:200]):
            raise ValueError(_damaged())
        measured = b"sheetData" in body or _has_texts(body)
        if measured and (b"<!" in body or body.find(b"<?", _DECLARATION) >= 0):
            raise ValueError(_damaged())
        if measured and not _TAGS.fullmatch(body):
            raise ValueError(_damaged())
        yield body


def _has_texts(body: bytes) -> bool:
    """Whether shared texts stand in this part. Most parts need not be searched for a tag."""
    return (b"<si" in body or b":si" in body) and _TEXT.search(body) is not None


def _cells(body: bytes, most_rows: int) -> int:
    """How many cells the sheet's used rectangle has. Raises ValueError for too many, or rows.

    A cell without a place of its own follows the one before it, so those are counted too. Nothing
    is kept of what was looked at: a sheet of nothing but rows would fill the memory.
    """
    rows = columns = current = 0
    known: set[bytes] = set()
    for number, piece in enumerate(_pieces(body)):
        if number:
            said = _ROW_PLACE.findall(piece.partition(b"<")[0])
            current = max(current + 1, *map(_whole, said), 0)
            rows = max(rows, current)
        places = _CELL_PLACE.finditer(piece)
        while block := [found.groups() for found in islice(places, _AT_ONCE)]:
            letters, numbers = (set(each) for each in zip(*block, strict=True))
            rows = max(rows, *map(_whole, numbers))
            if not letters <= known:
                known |= letters
                columns = max(columns, *map(_number, letters))
        # Every cell has one of these two: where they are few, the cells need not be told apart.
        if piece.count(b"<c") + piece.count(b":c") > columns:
            cells = sum(1 for _cell in islice(_CELL.finditer(piece), MOST_CELLS + 1))
            rows, columns = max(rows, min(cells, 1)), max(columns, cells)
        if rows > LAST_ROW or columns > MOST_CELLS:
            raise ValueError(_too_large())
    if rows > most_rows:
        raise ValueError(
            _(
                "最后一行是第 {n} 行，一次最多 {most} 行。按年份拆开；底下有空行的，先删掉，再传。"
            ).format(n=f"{rows:,}", most=f"{most_rows:,}")
        )
    if rows * columns > MOST_CELLS:
        raise ValueError(_too_large())
    return rows * columns


def _pieces(body: bytes) -> Iterator[bytes]:
    """What stands before the first row, then every row with what follows it."""
    end = 0
    for found in _ROW.finditer(body):
        yield body[end : found.start()]
        end = found.end()
    yield body[end:]


def _whole(digits: bytes) -> int:
    if len(digits) > _LONGEST_PLACE:
        raise ValueError(_too_large())
    return int(digits)


def _number(letters: bytes) -> int:
    if len(letters) > _LONGEST_PLACE:
        raise ValueError(_too_large())
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _lengths(body: bytes) -> list[int]:
    """The shared texts' sizes by their numbers. Raises ValueError where those cannot be told."""
    *ends, rest = _TEXT_END.split(body)
    if _TEXT.search(rest) or any(len(_TEXT.findall(one)) != 1 for one in ends):
        raise ValueError(_damaged())
    return [len(one) for one in ends]


def _refuse_copied(grids: list[bytes], texts: list[int]) -> None:
    """Raise ValueError when the shared texts, copied into their cells, are too much.

    A cell that does not say plainly which text it shows is taken to show the longest.
    """
    longest = max(texts, default=0)
    most = sum(body.count(mark) for body in grids for mark in _SAYS_SHARED)
    if most * longest <= UNPACKED:
        return
    sizes = {b"%d" % place: size for place, size in enumerate(texts)}
    copied = sum(sizes.get(found[1], longest) for body in grids for found in _SHARED.finditer(body))
    if copied > UNPACKED:
        raise ValueError(_too_large())
