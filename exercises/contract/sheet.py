"""The learning contract and what can be calculated from it. Pure; days count from its beginning.

Day 1 is the day after `start`; a commitment for 60 days falls on one of the days 31 to 60.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, Field

from course.content.words import Example, ToolWords
from exercises.chain import ChainLine, Origin
from exercises.evidence import Day, Line, SheetPart
from exercises.rows import Given, ids_are_unique, next_id, row_of, with_row, without_row

Period = Literal[30, 60, 90]
PERIODS: tuple[Period, ...] = (30, 60, 90)
"""The ends of the three periods, in days."""

LENGTH = 30
"""Days in a period."""

MOST = 3
"""More commitments in one period are not kept."""

State = Literal["kept", "changed", "missed"]
STATES: tuple[State, ...] = ("kept", "changed", "missed")
"""What became of a commitment when its day came."""

LETTER = "C"


class Commitment(SheetPart):
    """What one does, for whom, what can be seen of it, where and on which day; later, its outcome.

    `id` is C and a number; it stays. `said` tells what came of it.
    """

    id: Annotated[str, Field(pattern=r"^C[1-9][0-9]{0,5}$")]
    period: Period
    what: Line = ""
    whom: Line = ""
    result: Line = ""
    where: Line = ""
    due: Day | None = None
    state: State | None = None
    said: Line = ""
    origins: tuple[Origin, ...] = ()

    @property
    def number(self) -> int:
        """The number in the id."""
        return int(self.id[1:])


Commitments = Annotated[tuple[Commitment, ...], AfterValidator(ids_are_unique)]


class ContractSheet(SheetPart):
    """One customer, one question, commitments in the order they were added, and their frame.

    `start` is the day from which the 90 days count. `last_numbers` is by letter the highest number
    ever given.
    """

    account: Line = ""
    question: Line = ""
    start: Day | None = None
    rows: Commitments = ()
    reminder: Line = ""
    stop: Line = ""
    not_promised: Line = ""
    last_numbers: dict[str, Given] = Field(default_factory=dict)

    def row(self, row_id: str) -> Commitment:
        """The commitment with this id. Raises KeyError when it is not there."""
        found: Commitment = row_of(self, row_id)
        return found

    def of(self, period: Period) -> tuple[Commitment, ...]:
        """The commitments of one period: by day, those without a day last."""
        return tuple(sorted((r for r in self.rows if r.period == period), key=_by_day))

    @property
    def ordered(self) -> tuple[Commitment, ...]:
        """All commitments, period by period."""
        return tuple(row for period in PERIODS for row in self.of(period))


def _by_day(row: Commitment) -> tuple[date, int]:
    return (row.due or date.max, row.number)


def is_written(row: Commitment) -> bool:
    """Whether anything was said in this row."""
    return any((row.what, row.whom, row.result, row.where, row.said))


def entries(sheet: ContractSheet) -> int:
    """How many commitments say something."""
    return sum(is_written(row) for row in sheet.rows)


class Window(NamedTuple):
    """The first and the last day of a period."""

    first: date
    last: date


def window(sheet: ContractSheet, period: Period) -> Window | None:
    """The days of a period; None while the contract has no beginning."""
    if sheet.start is None:
        return None
    first = sheet.start + timedelta(days=period - LENGTH + (period > LENGTH))
    return Window(first, sheet.start + timedelta(days=period))


def day_number(sheet: ContractSheet, day: date | None) -> int | None:
    """Which day of the contract it is, 0 for its beginning; None where that cannot be said."""
    return None if day is None or sheet.start is None else (day - sheet.start).days


def period_of(sheet: ContractSheet, day: date | None) -> Period:
    """The period that a day falls into: the first for an early day or none, else the last."""
    number = day_number(sheet, day)
    if number is None:
        return PERIODS[0]
    return next((period for period in PERIODS if number <= period), PERIODS[-1])


def fits(sheet: ContractSheet, row: Commitment) -> bool:
    """Whether the commitment's day is in its period; also true while one of the two is missing."""
    days = window(sheet, row.period)
    return days is None or row.due is None or days.first <= row.due <= days.last


class Tally(NamedTuple):
    """How the commitments stand on a day."""

    kept: int
    changed: int
    missed: int
    open: int
    """Not told, and their day came."""
    ahead: int
    """Not told, and their day is to come or not known."""


def tally(sheet: ContractSheet, today: date) -> Tally:
    """How many were kept, changed, missed; how many are waiting to be told, or still ahead."""
    written = [row for row in sheet.rows if is_written(row)]
    kept, changed, missed = (sum(row.state == state for row in written) for state in STATES)
    waiting = sum(is_waiting(row, today) for row in written)
    ahead = len(written) - kept - changed - missed - waiting
    return Tally(kept, changed, missed, waiting, ahead)


def is_waiting(row: Commitment, today: date) -> bool:
    """Whether the commitment's day came and nothing was told of it."""
    return row.state is None and row.due is not None and row.due <= today


def lines(sheet: ContractSheet, _words: ToolWords) -> Sequence[ChainLine]:
    """Every commitment as the chain sees it: what one does, and the rows it was made from."""
    return [
        ChainLine(row=row.id, text=row.what or row.result, origins=row.origins)
        for row in sheet.ordered
        if is_written(row)
    ]


def add_row(
    sheet: ContractSheet, period: Period, today: date, **fields: Any
) -> tuple[ContractSheet, str]:
    """A commitment in a period; returns its id too. The first one begins the contract, today.

    Raises ValidationError for a wrong value.
    """
    fresh = {**fields, "id": next_id(sheet, LETTER), "period": period}
    begun = sheet.model_copy(update={"start": sheet.start or today})
    row = Commitment.model_validate(fresh)
    return with_row(begun, row), row.id


def change_row(sheet: ContractSheet, row_id: str, **fields: Any) -> ContractSheet:
    """The commitment with other values. Raises KeyError, or ValidationError for a wrong value."""
    row = sheet.row(row_id)
    return with_row(sheet, Commitment.model_validate({**dict(row), **fields, "id": row.id}))


def remove_row(sheet: ContractSheet, row_id: str) -> ContractSheet:
    """The contract without the commitment; its number stays used. Raises KeyError."""
    return without_row(sheet, row_id)


def take_over(sheet: ContractSheet, origin: Origin, today: date) -> tuple[ContractSheet, str]:
    """A commitment made from what was chosen in another sheet; returns its id too.

    What is to be left becomes the result, and the origin's figure is the day; what one does, and
    for whom, is the learner's to write.
    """
    begun = sheet.model_copy(update={"start": sheet.start or today})
    due = date.fromisoformat(origin.value) if origin.value else None
    period = period_of(begun, due)
    return add_row(begun, period, today, result=origin.text, due=due, origins=(origin,))


def from_example(example: Example, today: date) -> ContractSheet:
    """An author's contract, begun `days_ago`; a commitment is due on `on_day` of it.

    Raises ValidationError where the author made a mistake.
    """
    told = dict(example.sheet)
    start = today - timedelta(days=told.pop("days_ago", 0))
    rows: Iterable[dict[str, Any]] = told.pop("rows", ())
    dated = [
        {**{k: v for k, v in row.items() if k != "on_day"}, "due": _day(start, row)} for row in rows
    ]
    return ContractSheet.model_validate({**told, "start": start, "rows": dated})


def _day(start: date, row: dict[str, Any]) -> date | None:
    return start + timedelta(days=row["on_day"]) if "on_day" in row else None
