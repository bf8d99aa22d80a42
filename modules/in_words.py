"""What differs between two versions of a sheet, in the form's own words."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from course.content.words import ToolWords
from course.language import _
from course.merge import ABSENT, Difference, Path
from exercises.evidence import write_date
from exercises.marks import typed

Names = Mapping[str, str]
"""By a row's id what the learner called it."""

_NAMED_BY = ("name", "factor", "text", "title", "statement", "what")
"""The first of these fields that says something is what a row is called by."""

_LONGEST_NAME = 12

_HIDDEN = {"id", "dim", "type", "tool", "row", "quad"}
"""Parts of a row that its id or the words beside them say already."""

_SHARED = {"origins": _("从哪里来"), "evidence": _("证据")}
"""Parts of sheets that forms show without a label of their own."""

_CODE = re.compile(r"[a-z][a-z0-9_]*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def names_of(*sheets: Mapping[str, Any]) -> dict[str, str]:
    """What the rows of these versions are called, the later version's name first."""
    found: dict[str, str] = {}
    for sheet in sheets:
        for part in sheet.values():
            for row in part if isinstance(part, list) else ():
                if isinstance(row, dict) and "id" in row:
                    said = next((row[name] for name in _NAMED_BY if row.get(name)), "")
                    if isinstance(said, str) and said:
                        found.setdefault(row["id"], _short(said))
    return found


def say_place(words: ToolWords, path: Path, names: Names | None = None) -> str:
    """Where a value is: 「P1 影响」, or with the names of rows 「U1 锂电 分 A4 竞争弱」."""
    said: list[str] = []
    for number, part in enumerate(path):
        last = number == len(path) - 1
        word = _say_part(words, path[: number + 1])
        if part in (names or {}) and part not in words.fields:
            word = f"{word} {(names or {})[part]}"
        # A list's own name says nothing where its rows say what they are.
        if word == part and _CODE.fullmatch(part) and not last:
            continue
        said.append(word)
    return " ".join(word for word in said if word != "rows" and word != _rows(words))


def _rows(words: ToolWords) -> str | None:
    return words.fields["rows"].label if "rows" in words.fields else None


def _say_part(words: ToolWords, path: Path) -> str:
    """The last part of a path: a field, or one of a field's choices, or what it is."""
    part = path[-1]
    # A list's fields may have its name before theirs: moves, move_source.
    for name in (f"{whole.removesuffix('s')}_{part}" for whole in path[-3:-2]):
        if name in words.fields:
            return words.fields[name].label
    if part in words.fields:
        return words.fields[part].label
    groups = (words.choices.get("".join(path[-2:-1]), {}), *words.choices.values())
    said = next((choices[part] for choices in groups if part in choices), None)
    return said or _SHARED.get(part, part)


def say_value(words: ToolWords, path: Path, value: Any) -> str:
    """A stored value as the form shows it."""
    if value is ABSENT:
        return _("（没有）")
    if value is None or value in ("", [], {}):
        return _("（空）")
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        said = [say_value(words, path, piece) for piece in value]
        return "；".join(piece for piece in said if piece != _("（空）")) or _("（空）")
    if isinstance(value, dict):
        said = [
            say_value(words, (*path, name), part)
            for name, part in value.items()
            if isinstance(part, str) and part and name not in _HIDDEN
        ]
        return "，".join(said) or _("（空）")
    return _say_one(words, path, str(value))


def _say_one(words: ToolWords, path: Path, value: str) -> str:
    # Where a value stands under an id, the choice is named by what the ids stand in.
    for name in (
        part for whole in reversed(path[-2:]) for part in (whole, whole.removesuffix("s"))
    ):
        if value in words.choices.get(name, {}):
            return words.choices[name][value]
    if path[-1:] == ("date",) and _DAY.fullmatch(value):
        return write_date(date.fromisoformat(value))
    return value


def changes_table(
    words: ToolWords, changes: Sequence[Difference], heads: tuple[str, str], names: Names
) -> str:
    """A table of changes: where, as it was, as it is. `heads` name the two versions."""
    rows = "".join(
        f'<tr><th scope="row">{typed(say_place(words, one.path, names))}</th>'
        f'<td data-l="{typed(heads[0])}">{typed(say_value(words, one.path, one.before))}</td>'
        f'<td data-l="{typed(heads[1])}">{typed(say_value(words, one.path, one.after))}</td></tr>'
        for one in changes
    )
    head = "".join(f'<th scope="col">{typed(text)}</th>' for text in (_("在哪里"), *heads))
    return f'<table class="book stack"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1] + "…"
