"""The weekly page and everything calculated from it. Pure; a week is named by its Monday."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from course.content.words import Example
from exercises.evidence import Line, SheetPart
from exercises.rows import Given, ids_are_unique, next_id, row_of, with_row

Kind = Literal["info", "cover", "chance"]
KINDS: tuple[Kind, ...] = ("info", "cover", "chance")
"""Information · coverage · opportunity, in teaching order."""

Spent = Literal["info", "cover", "chance", "outside"]
SPENT: tuple[Spent, ...] = (*KINDS, "outside")
"""Where an hour can have gone; `outside` is none of the three."""

State = Literal["done", "missed"]
Hours = Annotated[float, Field(ge=0, le=168, allow_inf_nan=False)]

MOST = 3
"""Lines of each kind in a week. The form offers no fourth; one that comes of two tabs stays."""

WEEK = timedelta(days=7)
LETTER = "W"


class Task(SheetPart):
    """One line: what is done, what it leaves behind, who and when, and what came of it.

    `since` is the Monday of the week in which it was first planned, `before` the line it was taken
    over from; both None for a new one. `result` is what was left behind, or where it is stuck.
    """

    id: Annotated[str, Field(pattern=r"^W[1-9][0-9]{0,5}$")]
    week: date
    kind: Kind
    text: Line = ""
    leaves: Line = ""
    owner: Line = ""
    day: date | None = None
    state: State | None = None
    result: Line = ""
    since: date | None = None
    before: str | None = None

    @property
    def weeks(self) -> int:
        """In how many weeks running this line has stood on the page, this one included."""
        if self.since is None:
            return 1
        return max(1, (self.week - self.since).days // 7 + 1)


class Week(SheetPart):
    """A week: which kind it leans to and why, and where last week's hours went.

    `id` is the Monday, written 2026-11-23.
    """

    id: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    lean: Kind | None = None
    why: Line = ""
    hours: dict[Spent, Hours] = Field(default_factory=dict)

    @property
    def monday(self) -> date:
        """The week's first day."""
        return date.fromisoformat(self.id)

    @property
    def sunday(self) -> date:
        """The week's last day."""
        return self.monday + WEEK - timedelta(days=1)


class WeeklySheet(SheetPart):
    """All weeks, and the lines of all of them."""

    weeks: tuple[Week, ...] = ()
    rows: tuple[Task, ...] = ()
    last_numbers: dict[str, Given] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        ids_are_unique(self.rows)
        ids_are_unique(self.weeks)
        for week in self.weeks:
            date.fromisoformat(week.id)
        return self

    def row(self, row_id: str) -> Task:
        """The line with this id. Raises KeyError when it is not there."""
        found: Task = row_of(self, row_id)
        return found

    def week(self, week_id: str) -> Week:
        """The week of this Monday. Raises KeyError when it is not there."""
        for week in self.weeks:
            if week.id == week_id:
                return week
        raise KeyError(week_id)

    @property
    def ordered(self) -> tuple[Week, ...]:
        """The weeks, newest first."""
        return tuple(sorted(self.weeks, key=lambda week: week.id, reverse=True))

    @property
    def newest(self) -> Week | None:
        """The latest week; None where none was begun."""
        return self.ordered[0] if self.weeks else None

    def of(self, week: Week, kind: Kind | None = None) -> tuple[Task, ...]:
        """The lines of a week, of one kind or of all in teaching order."""
        mine = [row for row in self.rows if row.week == week.monday]
        if kind is not None:
            return tuple(row for row in mine if row.kind == kind)
        return tuple(sorted(mine, key=lambda row: KINDS.index(row.kind)))


class Done(NamedTuple):
    """How many lines of a week were written down, and how many of them are done."""

    planned: int
    done: int
    missed: int

    @property
    def open(self) -> int:
        """Lines of which it was not said yet."""
        return self.planned - self.done - self.missed

    @property
    def share(self) -> float | None:
        """The part that is done, in [0, 1]; None for a week without lines."""
        return self.done / self.planned if self.planned else None


def monday_of(day: date) -> date:
    """The Monday of the week in which `day` lies."""
    return day - timedelta(days=day.weekday())


def is_written(row: Task) -> bool:
    """Whether anything was said in this line."""
    return bool(row.text or row.leaves or row.owner)


def done(sheet: WeeklySheet, week: Week, kind: Kind | None = None) -> Done:
    """How far the week's lines have come."""
    rows = [row for row in sheet.of(week, kind) if is_written(row)]
    states = [row.state for row in rows]
    return Done(len(rows), states.count("done"), states.count("missed"))


def outside_share(hours: Mapping[Spent, float]) -> float | None:
    """The part of the hours that was none of the three; None where no hours were given."""
    total = sum(hours.values())
    return hours.get("outside", 0.0) / total if total else None


def next_monday(sheet: WeeklySheet, today: date) -> date | None:
    """The week that can be begun: this one, or the one after it; None where that is there too."""
    this = monday_of(today)
    newest = sheet.newest
    if newest is None or newest.monday < this:
        return this
    return this + WEEK if newest.monday == this else None


def begin_week(sheet: WeeklySheet, monday: date) -> WeeklySheet:
    """A new week, into which every line goes that the newest week has not done.

    The old lines stay where they are. A line that was taken over keeps the week it comes from; a
    day that has passed has to be set anew. Raises ValueError for a week that is there.
    """
    if monday.weekday() != 0 or any(week.monday == monday for week in sheet.weeks):
        raise ValueError(f"not a new week: {monday}")
    before = sheet.newest
    left = sheet.of(before) if before else ()
    sheet = sheet.model_copy(update={"weeks": (*sheet.weeks, Week(id=monday.isoformat()))})
    for row in left:
        if row.state != "done" and is_written(row):
            sheet = with_row(sheet, _taken_over(sheet, row, monday))
    return sheet


def _taken_over(sheet: WeeklySheet, row: Task, monday: date) -> Task:
    return row.model_copy(
        update={
            "id": next_id(sheet, LETTER),
            "week": monday,
            "state": None,
            "result": "",
            "day": row.day if row.day and row.day >= monday else None,
            "since": row.since or row.week,
            "before": row.id,
        }
    )


def add_row(sheet: WeeklySheet, week: Week, kind: Kind, **fields: Any) -> tuple[WeeklySheet, str]:
    """A line at the end of its kind; returns its id too."""
    row = Task(id=next_id(sheet, LETTER), week=week.monday, kind=kind, **fields)
    return with_row(sheet, row), row.id


def change_row(sheet: WeeklySheet, row_id: str, **fields: Any) -> WeeklySheet:
    """The line with other values. Raises KeyError, or ValidationError for a wrong value."""
    row = sheet.row(row_id)
    return with_row(sheet, Task.model_validate({**dict(row), **fields, "id": row_id}))


def change_week(sheet: WeeklySheet, week_id: str, **fields: Any) -> WeeklySheet:
    """The week with other values. Raises KeyError, or ValidationError for a wrong value."""
    changed = Week.model_validate({**dict(sheet.week(week_id)), **fields, "id": week_id})
    weeks = tuple(changed if week.id == week_id else week for week in sheet.weeks)
    return sheet.model_copy(update={"weeks": weeks})


def entries(sheet: WeeklySheet) -> int:
    """How many lines say something."""
    return sum(map(is_written, sheet.rows))


def from_example(example: Example, today: date) -> WeeklySheet:
    """An author's page, counted from this week, so that it never grows old.

    A week says `weeks_ago`; a line `weeks_ago`, `weekday` (1 Monday to 7) and, where it was taken
    over, `since_weeks_ago`. Raises ValidationError where the author made a mistake.
    """
    this = monday_of(today)
    weeks = [
        {**_without(week, "weeks_ago"), "id": (this - week.get("weeks_ago", 0) * WEEK).isoformat()}
        for week in example.sheet.get("weeks", ())
    ]
    rows = [_dated(row, this) for row in example.sheet.get("rows", ())]
    return WeeklySheet.model_validate({**example.sheet, "weeks": weeks, "rows": rows})


def _dated(row: dict[str, Any], this: date) -> dict[str, Any]:
    monday = this - row.get("weeks_ago", 0) * WEEK
    day = monday + timedelta(days=row["weekday"] - 1) if "weekday" in row else None
    since = this - row["since_weeks_ago"] * WEEK if "since_weeks_ago" in row else None
    rest = _without(row, "weeks_ago", "weekday", "since_weeks_ago")
    return {**rest, "week": monday, "day": day, "since": since}


def _without(values: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}
