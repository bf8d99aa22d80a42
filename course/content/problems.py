"""What pydantic found wrong, told in Chinese with file and line.

`MESSAGES` has a sentence per kind of error that the shapes in schema, items and words can raise.
A sentence says how to mend it, not only that it is wrong.
"""

import json
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from course.content.files import Document, Loc
from course.content.schema import Authored
from course.errors import Problem
from course.language import _

_SHOWN = 30
_PATTERNS = {
    "#": _("写成 课文#锚点，都用小写字母、数字和连字符，例如 pest#score"),
    "": _("只能用小写字母、数字和连字符，例如 pest-order"),
}


T = TypeVar("T")


def validate(document: Document, shape: TypeAdapter[T]) -> tuple[T | None, list[Problem]]:
    """The document as `shape`, or None and everything that keeps it from being one.

    Validation goes through JSON: its strict mode knows lists and enum members, which Python's
    strict mode would want as tuples and enum objects.
    """
    try:
        return shape.validate_json(json.dumps(document.data, ensure_ascii=False)), []
    except ValidationError as error:
        return None, problems(document, error)


def problems(document: Document, error: ValidationError) -> list[Problem]:
    """All problems of a validation error, each at its line, none told twice."""
    told: dict[tuple[int, str, str], Problem] = {}
    for details in error.errors():
        if _repeats(details):
            continue
        loc = details["loc"]
        if details["type"] == "union_tag_invalid":
            loc = (*loc, "type")
        line, found = document.find(loc)
        where = ".".join(map(str, _where(details, found))) or "-"
        problem = Problem(document.path, line, where, message(details))
        told.setdefault((line, where, problem.message), problem)
    return list(told.values())


def _repeats(details: ErrorDetails) -> bool:
    """Whether an error only follows from another one of the same file.

    A number may be whole or not, and pydantic complains for either; and it counts only the sound
    entries of a list, so that a list of one broken entry is also "too short".
    """
    if details["loc"][-1:] == ("int",):
        return True
    wanted = details.get("ctx", {}).get("min_length")
    return details["type"] == "too_short" and len(details["input"]) >= (wanted or 0)


def _where(details: ErrorDetails, found: Loc) -> Loc:
    return (*found, details["loc"][-1]) if details["type"] == "missing" else found


def message(details: ErrorDetails) -> str:
    """One error as a sentence for the author."""
    say = MESSAGES.get(details["type"])
    if say is None:
        return _("这里的内容不合要求（{}）。对照同类文件改。").format(details["type"])
    return say(details, details.get("ctx", {}))


def _shown(value: Any) -> str:
    if value is None:
        return _("什么也没有")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        text = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
        return _("文字 {}").format(text) if text else _("空的文字")
    if isinstance(value, int | float):
        return _("数字 {}").format(value)
    return _("一个列表") if isinstance(value, list | tuple) else _("一组键")


def _wanted(what: str) -> Callable[[ErrorDetails, dict[str, Any]], str]:
    def say(details: ErrorDetails, _ctx: dict[str, Any]) -> str:
        return _("这里要写{}，现在写的是{}。").format(what, _shown(details["input"]))

    return say


def _fixed(sentence: str) -> Callable[[ErrorDetails, dict[str, Any]], str]:
    def say(_details: ErrorDetails, ctx: dict[str, Any]) -> str:
        return sentence.format(**ctx)

    return say


def _missing(details: ErrorDetails, _ctx: dict[str, Any]) -> str:
    return _("缺少 {}。补上这一项。").format(details["loc"][-1])


def _unknown_key(details: ErrorDetails, _ctx: dict[str, Any]) -> str:
    key = str(details["loc"][-1])
    close = get_close_matches(key, sorted(_known_keys()), n=1)
    if close:
        return _("不认识的键 {}。是不是想写 {}？").format(key, close[0])
    return _("不认识的键 {}。删掉，或者看 docs/authoring.md 里的写法。").format(key)


def _known_keys() -> set[str]:
    shapes, keys = [Authored], set[str]()
    while shapes:
        shape = shapes.pop()
        keys.update(shape.model_fields)
        shapes.extend(shape.__subclasses__())
    return keys


def _pattern(details: ErrorDetails, ctx: dict[str, Any]) -> str:
    rule = _PATTERNS["#" if "#" in str(ctx.get("pattern")) else ""]
    return _("「{}」不合写法：{}。").format(details["input"], rule)


def _choice(details: ErrorDetails, ctx: dict[str, Any]) -> str:
    known = str(ctx.get("expected", "")).replace(" or ", ", ").replace("'", "").replace(", ", "、")
    if details["loc"][-1] == "[key]":
        return _("键只能是 {} 之一，现在是 {}。").format(known, details["input"])
    return _("这里只能写 {} 之一，现在写的是{}。").format(known, _shown(details["input"]))


def _tag(_details: ErrorDetails, ctx: dict[str, Any]) -> str:
    known = str(ctx["expected_tags"]).replace("'", "").replace(", ", "、")
    return _("不认识的 type：{}。可以写 {}。").format(ctx["tag"], known)


def _own_words(_details: ErrorDetails, ctx: dict[str, Any]) -> str:
    return str(ctx["error"])


MESSAGES: dict[str, Callable[[ErrorDetails, dict[str, Any]], str]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "string_type": _wanted(_("文字；数字、日期之类当文字用时加引号")),
    "bool_type": _wanted(_(" true 或 false")),
    "int_type": _wanted(_("整数")),
    "int_parsing": _wanted(_("整数")),
    "int_from_float": _wanted(_("整数")),
    "float_type": _wanted(_("数字")),
    "float_parsing": _wanted(_("数字")),
    "finite_number": _wanted(_("有限的数字")),
    "date_type": _wanted(_("日期，例如 2026-11-23")),
    "date_parsing": _wanted(_("日期，例如 2026-11-23")),
    "date_from_datetime_parsing": _wanted(_("日期，例如 2026-11-23")),
    "tuple_type": _wanted(_("列表，每项以「- 」开头")),
    "list_type": _wanted(_("列表，每项以「- 」开头")),
    "dict_type": _wanted(_("「键: 值」的一组")),
    "model_type": _wanted(_("「键: 值」的一组")),
    "model_attributes_type": _wanted(_("「键: 值」的一组")),
    "string_too_short": _fixed(_("这里不能空着，至少写 {min_length} 个字。")),
    "string_too_long": _fixed(_("太长，最多 {max_length} 个字。")),
    "string_pattern_mismatch": _pattern,
    "too_short": _fixed(_("至少要有 {min_length} 项，现在有 {actual_length} 项。")),
    "too_long": _fixed(_("最多 {max_length} 项，现在有 {actual_length} 项。")),
    "greater_than": _fixed(_("要大于 {gt}。")),
    "greater_than_equal": _fixed(_("不能小于 {ge}。")),
    "less_than": _fixed(_("要小于 {lt}。")),
    "less_than_equal": _fixed(_("不能大于 {le}。")),
    "enum": _choice,
    "literal_error": _choice,
    "union_tag_invalid": _tag,
    "union_tag_not_found": _fixed(_("缺少 type。写明题型，例如 type: single。")),
    "value_error": _own_words,
}
