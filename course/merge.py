"""Two versions of one sheet made into one, by row and by field. Pure, over a sheet's JSON data.

A sheet is nested dictionaries; a list whose members all have an "id" is a list of rows. Everything
else is one value that is taken as a whole.
"""

import re
from dataclasses import dataclass
from typing import Any, cast

Path = tuple[str, ...]
"""Where a value is: names of fields and ids of rows, such as ("rows", "P1", "impact")."""

ROWS, ASIDE = "rows", "aside"
"""A sheet's rows, and those that wait for another sheet, as {"to", "row"}. Here they are one table
in which `ASIDE` is a field of a row: who moves a row and who changes it both have their way.
"""

_NUMBERED = re.compile(r"[A-Za-z]+\d+")
"""Ids that were given in turn: a letter and a number. S2×O1 is none, it names a cell."""

HIGHEST = "last_numbers"
"""Under this name a sheet counts the numbers it gave to rows; of two counts the higher holds."""


class _Absent:
    """Nothing there: a row or field that one version does not have."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Any = _Absent()


@dataclass(frozen=True)
class Difference:
    """One value that is not the same. `ABSENT` where a version does not have it at all."""

    path: Path
    before: Any
    after: Any


@dataclass(frozen=True)
class Merged:
    """The merged data; `clashes` are the values that both changed, as (theirs, mine) pairs."""

    data: dict[str, Any]
    clashes: tuple[Difference, ...]


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    """What one has to change in `before` to get `after`; the counts of numbers are left out."""
    found: list[Difference] = []
    _compare((), _one_table(before), _one_table(after), found)
    return found


def merge(base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]) -> Merged:
    """Put what I changed since `base` on top of `theirs`.

    Where both changed the same value, mine holds and the clash is reported. What one changed and
    the other deleted stays. A row of mine whose id they gave to another new row gets the next free
    number of its letter.
    """
    clashes: list[Difference] = []
    first, here, there = map(_one_table, (base, mine, theirs))
    data = _merge((), first, _renumbered(first, here, there), there, clashes)
    if ASIDE in mine or ASIDE in theirs:
        data = _two_tables(data)
    return Merged(data, tuple(clashes))


def with_numbers_of(sheet: dict[str, Any], later: dict[str, Any]) -> dict[str, Any]:
    """An earlier version of a sheet that counts on from a `later` one.

    So a number that the later version gave does not come back and mean another row.
    """
    if HIGHEST not in sheet:
        return sheet
    highest = dict(sheet[HIGHEST])
    rows = [row for part in _one_table(later).values() if _is_rows(part) for row in part]
    for row_id in [*_counted(later), *(row["id"] for row in rows)]:
        if _NUMBERED.fullmatch(row_id):
            letter = row_id.rstrip("0123456789")
            highest[letter] = max(highest.get(letter, 0), int(row_id[len(letter) :]))
    return {**sheet, HIGHEST: highest}


def _one_table(sheet: dict[str, Any]) -> dict[str, Any]:
    """The sheet with the rows set aside among the others."""
    if ASIDE not in sheet:
        return sheet
    aside = [{**kept["row"], ASIDE: kept["to"]} for kept in sheet[ASIDE]]
    rest = {name: value for name, value in sheet.items() if name != ASIDE}
    return {**rest, ROWS: [*sheet[ROWS], *aside]}


def _two_tables(sheet: dict[str, Any]) -> dict[str, Any]:
    """Undo `_one_table`."""
    rows = [row for row in sheet[ROWS] if ASIDE not in row]
    aside = [
        {"to": row[ASIDE], "row": {name: row[name] for name in row if name != ASIDE}}
        for row in sheet[ROWS]
        if ASIDE in row
    ]
    return {**sheet, ROWS: rows, ASIDE: aside}


def _merge(path: Path, base: Any, mine: Any, theirs: Any, clashes: list[Difference]) -> Any:
    if mine == theirs or theirs == base:
        return mine
    if mine == base:
        return theirs
    if mine is ABSENT or theirs is ABSENT:
        return theirs if mine is ABSENT else mine
    if isinstance(mine, dict) and isinstance(theirs, dict):
        known = base if isinstance(base, dict) else {}
        return _merge_fields(path, known, mine, theirs, clashes)
    if _is_rows(mine) and _is_rows(theirs):
        known = _by_id(base) if _is_rows(base) else {}
        merged = _merge_fields(path, known, _by_id(mine), _by_id(theirs), clashes)
        return list(merged.values())
    if HIGHEST in path:
        return max(mine, theirs)
    clashes.append(Difference(path, theirs, mine))
    return mine


def _merge_fields(
    path: Path,
    base: dict[str, Any],
    mine: dict[str, Any],
    theirs: dict[str, Any],
    clashes: list[Difference],
) -> dict[str, Any]:
    merged = {}
    for name in dict.fromkeys([*theirs, *mine]):
        value = _merge(
            (*path, name),
            base.get(name, ABSENT),
            mine.get(name, ABSENT),
            theirs.get(name, ABSENT),
            clashes,
        )
        if value is not ABSENT:
            merged[name] = value
    return merged


def _compare(path: Path, before: Any, after: Any, found: list[Difference]) -> None:
    if before == after or HIGHEST in path:
        return
    if _is_rows(before) and _is_rows(after):
        before, after = _by_id(before), _by_id(after)
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys([*before, *after]):
            _compare((*path, name), before.get(name, ABSENT), after.get(name, ABSENT), found)
    else:
        found.append(Difference(path, before, after))


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, dict) and "id" in v for v in value)


def _by_id(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {row["id"]: row for row in rows}


def _renumbered(
    base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]
) -> dict[str, Any]:
    """My sheet with new ids for those of my new rows whose id means another new row of theirs."""
    changed = dict(mine)
    renamed: dict[str, str] = {}
    for name, rows in mine.items():
        others = theirs.get(name, [])
        if not (_is_rows(rows) and _is_rows(others)):
            continue
        known, new = _by_id(base.get(name, [])), _by_id(others)
        taken = {*known, *new, *_by_id(rows), *_counted(mine), *_counted(theirs)}
        kept = []
        for row in rows:
            row_id = row["id"]
            given = _NUMBERED.fullmatch(row_id)  # other ids name what they are about: one thing
            if given and row_id not in known and new.get(row_id, row) != row:
                row_id = renamed[row["id"]] = _next_id(row_id, taken)
                taken.add(row_id)
            kept.append({**row, "id": row_id})
        changed[name] = kept
    return cast(dict[str, Any], _rekeyed(changed, renamed)) if renamed else changed


def _rekeyed(value: Any, renamed: dict[str, str]) -> Any:
    """The same with what is kept under a row's old id, such as its scores, under the new one."""
    if isinstance(value, dict):
        return {renamed.get(name, name): _rekeyed(part, renamed) for name, part in value.items()}
    return [_rekeyed(part, renamed) for part in value] if isinstance(value, list) else value


def _counted(sheet: dict[str, Any]) -> list[str]:
    return [f"{letter}{number}" for letter, number in sheet.get(HIGHEST, {}).items()]


def _next_id(row_id: str, taken: set[str]) -> str:
    letter = row_id.rstrip("0123456789")
    numbers = [int(m[1]) for t in taken if (m := re.fullmatch(rf"{re.escape(letter)}(\d+)", t))]
    return f"{letter}{max(numbers, default=0) + 1}"
