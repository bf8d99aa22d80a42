"""One value as the text of a cell and back, exactly. Pure.

A cell is empty where there is nothing. What a cell would change or cannot show apart (blanks at the
ends, control signs, an empty text where there might be none) is written as JSON behind `json:`.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from course.language import _
from exercises.evidence import read_date
from exercises.transfer.shape import Leaf

JSON = "json:"
LONGEST_CELL = 32_000
"""Characters; a program of spreadsheets holds 32,767."""

_UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_"
)

Cell = str | int | float
"""What is written into a cell; an empty text leaves it empty."""

NOTHING: Any = object()
"""Read from an empty cell: the value is not there."""


def write_cell(value: Any, leaf: Leaf, labels: Mapping[str, str], force: bool = False) -> Cell:
    """The value as a cell. With `force` the cell is not empty, whatever the value.

    `labels` are the words for values. Raises ValueError for a text too long.
    """
    match value:
        case None if not force and leaf.kind != "any":
            return ""
        case "" if not force and leaf.kind == "text" and not leaf.nullable:
            return ""
        case bool() if leaf.kind == "bool":
            return _("是") if value else _("否")
        case int() if leaf.kind in ("int", "number") and abs(value) < 10**15:
            return value
        case float() if leaf.kind == "number" and float(f"{value:.15G}") == value:
            return value
        case str() if leaf.kind in ("text", "day") and _is_plain(value):
            # A value that reads as the word for another one would come back as that.
            if value in labels or value not in labels.values():
                return labels.get(value, value)
    text = JSON + _safe_json(value)
    if len(text) > LONGEST_CELL:
        raise ValueError(_("有一格的字太长，Excel 放不下。改用 JSON 导出。"))
    return text


def _is_plain(text: str) -> bool:
    if not text or text != text.strip() or text.startswith(JSON) or len(text) > LONGEST_CELL:
        return False
    return _UNSAFE.search(text) is None


def _safe_json(value: Any) -> str:
    plain = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if _UNSAFE.search(plain):
        plain = json.dumps(value, ensure_ascii=True, allow_nan=False)
    return plain.replace("_x", "\\u005fx")


def read_cell(text: str, leaf: Leaf, labels: Mapping[str, str]) -> Any:
    """The value of a cell that was written by `write_cell`, or by a person in its place.

    NOTHING for an empty cell of a value that may not be missing. Raises ValueError with a sentence
    in Chinese.
    """
    if text.startswith(JSON):
        return _from_json(text[len(JSON) :])
    plain = text.strip()
    if not plain:
        if leaf.nullable:
            return None
        may_be_empty = leaf.kind == "text" and (not leaf.options or "" in leaf.options)
        return "" if may_be_empty else NOTHING
    match leaf.kind:
        case "text":
            return _option(text, leaf, labels)
        case "day":
            return _day(plain)
        case "bool":
            return _yes_or_no(plain)
        case "int" | "number":
            return _number(plain, whole=leaf.kind == "int")
    raise ValueError(_("这一格要照导出时的样子写"))


def _from_json(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ValueError(_("这一格是程序写的，被改坏了")) from error


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _option(text: str, leaf: Leaf, labels: Mapping[str, str]) -> str:
    if text in leaf.options:
        return text
    values = [value for value, label in labels.items() if label == text.strip()]
    if not (values or leaf.options):
        return text
    if not values:
        known = "、".join(labels.get(option, option) for option in leaf.options)
        raise ValueError(_("只能写：{known}").format(known=known))
    return values[0]


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text[:10]) if text[10:11] in ("", " ", "T") else read_date(text)
    except ValueError:
        try:
            day = read_date(text)
        except ValueError as error:
            raise ValueError(_("看不懂这个日期，按“年-月-日”写，年写四位")) from error
    assert day is not None
    return day.isoformat()


def _yes_or_no(text: str) -> bool:
    if text not in (_("是"), _("否")):
        raise ValueError(_("只能写：是、否"))
    return text == _("是")


def _number(text: str, *, whole: bool) -> int | float:
    try:
        number = float(text.replace(",", ""))
    except ValueError as error:
        raise ValueError(_("这里要数字")) from error
    if number != number or abs(number) == float("inf"):
        raise ValueError(_("这里要数字"))
    if whole and not number.is_integer():
        raise ValueError(_("这里要整数"))
    return int(number) if whole else number
