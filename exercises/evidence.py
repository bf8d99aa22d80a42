"""What every tool's sheet is made of: short texts, evidence with a date, confidence.

A sheet is saved while it is being written, so every field may be empty.
"""

import re
from calendar import monthrange
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from course.language import _
from course.pasted import visible


def _visible(given: object) -> object:
    return visible(given) if isinstance(given, str) else given


Line = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=200), BeforeValidator(_visible)
]
"""What fits into one field: at most 200 characters, no blanks around, nothing that is not seen."""

LONGEST = 200
"""Characters in a `Line`; the form stops there too."""

Day = date
"""The type under another name, because the field `date` hides it in its own class."""

EvidenceType = Literal["data", "quote", "document", "observation", "guess"]
Confidence = Annotated[int, Field(ge=1, le=3, strict=True)]
"""1 guess or rumour, 2 one source that can be looked up, 3 two independent sources."""


class SheetPart(BaseModel):
    """A sheet or a part of one: never changed in place, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(SheetPart):
    """Why one may say so: what was said or written, by whom, and when.

    Where only the month is known, `date` is the month's first day and is shown as the month.
    """

    type: EvidenceType = "document"
    text: Line = ""
    source: Line = ""
    date: Day | None = None


def months_before(today: date, months: int) -> date:
    """The same day `months` earlier, or that month's last day where it is shorter."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?|\s*月)?")


def read_date(text: str) -> date | None:
    """A date as people type it: 2026-09-30, 2026/9, 2026年9月; empty text is None.

    Raises ValueError when it is none.
    """
    text = text.strip()
    if not text:
        return None
    found = _DATE.fullmatch(text)
    if not found:
        raise ValueError(f"not a date: {text!r}")
    year, month, day = (int(part or 1) for part in found.groups())
    return date(year, month, day)


def read_day(text: str) -> date | None:
    """A day, as a promise needs it; empty text is None.

    Raises ValueError with a sentence in Chinese where it is none, or only a month.
    """
    try:
        found = read_date(text)
    except ValueError as error:
        raise ValueError(_("看不懂这个日期，还没有存。按“年-月-日”写，年写四位。")) from error
    parts = re.findall(r"\d+", text)
    if found is not None and len(parts) < 3:
        raise ValueError(_("写到哪一天：年-月-日。还没有存。"))
    return found


def read_month(text: str) -> date | None:
    """A day or a month, as what is past needs it; empty text is None.

    Raises ValueError with a sentence in Chinese where it is neither.
    """
    try:
        return read_date(text)
    except ValueError as error:
        raise ValueError(
            _("看不懂这个日期，还没有存。按“年-月”或“年-月-日”写，年写四位。")
        ) from error


def write_date(day: date | None) -> str:
    """A date as `read_date` takes it back: 2026-09-30, or 2026-09 for the first of a month."""
    if day is None:
        return ""
    return day.strftime("%Y-%m" if day.day == 1 else "%Y-%m-%d")


def at_latest(day: date) -> date:
    """The last day that `day` can mean: a month's last where only the month is known."""
    if day.day != 1:
        return day
    return day.replace(day=monthrange(day.year, day.month)[1])


def dated(row: dict[str, Any], today: date) -> dict[str, Any]:
    """A row of an example with dates instead of `months_ago` in its evidence."""
    evidence = [
        {**{k: v for k, v in piece.items() if k != "months_ago"}, "date": _month(piece, today)}
        if "months_ago" in piece
        else piece
        for piece in row.get("evidence") or ()
    ]
    return {**row, "evidence": evidence}


def _month(piece: dict[str, Any], today: date) -> date:
    return months_before(today, piece["months_ago"]).replace(day=1)


def stated(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The evidence that says something; a line just added says nothing yet."""
    return tuple(piece for piece in evidence if piece.text or piece.source)


def sourced(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The evidence somebody else can look up: stated and not a guess."""
    return tuple(piece for piece in stated(evidence) if piece.type != "guess")
