"""Rows of texts become records, or faults that say which row, why, and what to do.

A row with a fault is left out whole; the others are used. Texts repeat, so each is read once.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any, Literal

from course.language import _
from exercises.analysis.book import Book, Record, relative_month
from exercises.analysis.columns import NEEDED
from exercises.analysis.reading import Table

Unit = Literal["wan", "yuan"]

YUAN = 10_000
"""Yuan in 万元."""

_NOTHING = {"", "-", "--", "—", "——", "/", "无", "空", "n/a", "na", "#n/a", "null", "none", "nan"}
_TOTALS = {"合计", "总计", "小计", "本页合计", "本页小计", "累计", "总合计"}
_YES = {"是", "y", "yes", "true", "1", "√", "有", "对"}
_NO = {"否", "n", "no", "false", "0", "×", "x", "没有"}
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,2})?")
_DAY = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?|\s*月)?(?:[ t]\d.*)?"
)
_SHORT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_RELATIVE = re.compile(r"-\d{1,4}")

LONGEST_NAME = 100
"""Characters kept of a name, after full-width and joined characters were taken apart."""

EARLIEST, LATEST = 1990, 2100
"""Years a row may lie in."""


@dataclass(frozen=True)
class Fault:
    """Why a row was left out: its number in the file, the column's heading, and what to do."""

    line: int
    column: str
    say: str


@dataclass(frozen=True, eq=False)
class Cleaned:
    """What a table yields. `faults` stand in the order of the file; `repeated` are numbers of
    orders that occur more than once, with how often. Nothing was taken out for those."""

    book: Book
    faults: tuple[Fault, ...]
    rows: int
    repeated: tuple[tuple[str, int], ...] = ()

    @cached_property
    def left_out(self) -> int:
        """Rows that were not used."""
        return len({fault.line for fault in self.faults})


class _WrongError(ValueError):
    """A cell that cannot be read; the message says why and what to do."""


def clean(table: Table, mapping: Mapping[str, str], unit: Unit) -> Cleaned:
    """The table's rows as records. `mapping` says by field which heading is meant."""
    places = {f: table.names.index(name) for f, name in mapping.items() if name in table.names}
    if any(field not in places for field in NEEDED):
        return Cleaned(Book(()), (), len(table.rows))
    place = places["day"]
    relative = _is_relative([row[place] for row in table.rows])
    scale = 1.0 if unit == "wan" else 1 / YUAN
    read: dict[str, Callable[[str], Any]] = {
        "day": _relative_day if relative else _day,
        "customer": _name,
        "amount": partial(_amount, scale=scale),
        "cost": partial(_amount, scale=scale),
        "site": _maybe_name,
        "product": _maybe_name,
        "agent": _maybe_name,
        "hours": _not_negative,
        "response": _not_negative,
        "closing": _not_negative,
        "score": _score,
        "brought": _yes_or_no,
        "clash": _yes_or_no,
    }
    columns = [
        (field, places[field], table.names[places[field]], _Once(reader))
        for field, reader in read.items()
        if field in places
    ]
    month_of = relative_month if relative else _month
    records, faults = [], []
    for line, row in zip(table.lines, table.rows, strict=True):
        if any(cell in _TOTALS for cell in row):
            faults.append(Fault(line, "", _("这一行是合计，没有算进去，免得算两遍。")))
            continue
        values, wrong = {}, False
        for field, where, name, reader in columns:
            value = reader(row[where])
            if isinstance(value, _WrongError):
                faults.append(Fault(line, name, str(value)))
                wrong = True
            else:
                values[field] = value
        if not wrong:
            records.append(Record(line=line, month=month_of(values["day"]), **values))
    as_of = 0 if relative else max((r.day for r in records), default=0)
    book = Book(tuple(records), relative=relative, as_of=as_of)
    return Cleaned(book, tuple(faults), len(table.rows), _repeated(table, places.get("number")))


class _Once:
    """A reader that remembers what it read; what it refuses it returns."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        self._read = read
        self._known: dict[str, Any] = {}

    def __call__(self, text: str) -> Any:
        """The value of this text, or the `_WrongError` that says what is wrong."""
        if text not in self._known:
            try:
                self._known[text] = self._read(unicodedata.normalize("NFKC", text).strip())
            except _WrongError as wrong:
                self._known[text] = wrong
        return self._known[text]


def _repeated(table: Table, place: int | None) -> tuple[tuple[str, int], ...]:
    if place is None:
        return ()
    counts: dict[str, int] = {}
    for row in table.rows:
        if row[place]:
            counts[row[place]] = counts.get(row[place], 0) + 1
    return tuple(sorted((name, n) for name, n in counts.items() if n > 1))


def _is_relative(days: list[str]) -> bool:
    """Whether the days count backwards from today, as those of the case do."""
    stated = [day for day in set(days) if day]
    return bool(stated) and sum(bool(_RELATIVE.fullmatch(d)) for d in stated) * 2 > len(stated)


def _relative_day(text: str) -> int:
    if not _RELATIVE.fullmatch(text) or int(text) == 0:
        raise _WrongError(_("“{text}”不是几天前。写成 −358 这样的负整数。").format(text=text))
    return int(text)


def _day(text: str) -> int:
    if text.lower() in _NOTHING:
        raise _WrongError(_("没有日期。补上日期，这一行才知道算在哪个月。"))
    found = _DAY.fullmatch(text.lower()) or _SHORT_DAY.fullmatch(text)
    if found:
        year, month, day = (int(part or 1) for part in found.groups())
        if EARLIEST <= year <= LATEST:
            try:
                return date(year, month, day).toordinal()
            except ValueError:
                pass
    raise _WrongError(_("“{text}”不是日期。写成 2026-09-30 这样。").format(text=text))


def _month(day: int) -> int:
    when = date.fromordinal(day)
    return when.year * 12 + when.month - 1


def _name(text: str) -> str:
    if text.lower() in _NOTHING:
        raise _WrongError(_("没有客户名。补上客户，或者删掉这一行。"))
    return text[:LONGEST_NAME].strip()


def _maybe_name(text: str) -> str:
    return "" if text.lower() in _NOTHING else text[:LONGEST_NAME].strip()


def _number(text: str) -> float | None:
    """A number as people and systems write it: 1,234.5, ￥1,234, (123) for less than nought."""
    if text.lower() in _NOTHING:
        return None
    bare = re.sub(r"[,\s¥$元]", "", text).replace("−", "-").lower()
    if bare.startswith("(") and bare.endswith(")"):
        bare = "-" + bare[1:-1]
    if not _NUMBER.fullmatch(bare):
        raise _WrongError(_("“{text}”不是数。只留数字，单位写到列名里。").format(text=text))
    return float(bare)


def _amount(text: str, scale: float) -> float | None:
    value = _number(text)
    return None if value is None else value * scale


def _not_negative(text: str) -> float | None:
    value = _number(text)
    if value is not None and value < 0:
        raise _WrongError(_("“{text}”小于 0。核一下是不是填错了列。").format(text=text))
    return value


def _score(text: str) -> int | None:
    value = _number(text)
    if value is not None and (value != int(value) or not 0 <= value <= 10):
        raise _WrongError(_("“{text}”不在 0–10 之间。推荐分是整数，从 0 到 10。").format(text=text))
    return None if value is None else int(value)


def _yes_or_no(text: str) -> bool | None:
    word = text.lower()
    if word in _NOTHING:
        return None
    if word in _YES or word in _NO:
        return word in _YES
    raise _WrongError(_("“{text}”看不出是还是否。写“是”或“否”。").format(text=text))
