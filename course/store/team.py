"""What a manager, trainer or administrator sees of other people: a page of learners and results.

Always the same number of statements, and indexes for every order: the first page of a hundred
thousand learners costs what that of a thousand does.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

from sqlalchemy import ColumnElement, Row, Select, and_, func, not_, or_, select, union_all
from sqlmodel import col

from course.errors import ForbiddenError
from course.language import _
from course.people.rights import Actor, require_team
from course.records import NEVER, Department, Headcount, Standing, UnitResult
from course.store.engine import Db
from course.store.results import UnitResultRow, result_row

Sort = Literal["need", "name", "recent"]


@dataclass(frozen=True)
class DepartmentRow:
    """A part of the organisation."""

    id: int
    name: str


@dataclass(frozen=True)
class TeamRow:
    """One learner. `results` is by unit, units never touched missing; `active_at` None: never."""

    user_id: int
    name: str
    department: str | None
    results: dict[str, UnitResultRow]
    active_at: datetime | None


@dataclass(frozen=True)
class NeedsHelp:
    """Who needs help: who failed a unit and has not passed it since, or did nothing since
    `idle_since` with fewer than `units` units passed.
    """

    idle_since: datetime
    units: int

    def failed(self, row: TeamRow) -> list[str]:
        """Units that were tried and never passed."""
        return [unit for unit, r in row.results.items() if r.attempts and r.passed_at is None]

    def is_idle(self, row: TeamRow) -> bool:
        """Whether nothing happened for too long, though there is something left to do."""
        passed = sum(result.passed_at is not None for result in row.results.values())
        return passed < self.units and (row.active_at is None or row.active_at < self.idle_since)

    def any_failed(self) -> ColumnElement[bool]:
        """`failed` on standings, told by `need` because that has an index."""
        return col(Standing.need) < 0

    def idle(self) -> ColumnElement[bool]:
        """`is_idle` on standings."""
        return and_(col(Standing.active_at) < self.idle_since, col(Standing.passed) < self.units)

    def condition(self) -> ColumnElement[bool]:
        """Either of them."""
        return or_(self.any_failed(), self.idle())


@dataclass(frozen=True)
class TeamPage:
    """One page of learners, and how many there are on all pages."""

    rows: list[TeamRow]
    total: int


def departments_of(db: Db, actor: Actor) -> list[DepartmentRow]:
    """The departments whose learners the actor may see, by name. ForbiddenError for learners."""
    require_team(actor)
    query = select(col(Department.id), col(Department.name)).order_by(col(Department.name))
    if not actor.sees_everybody:
        query = query.where(col(Department.id).in_(actor.departments))
    return [DepartmentRow(row.id, row.name) for row in db.execute(query)]


def team_page(
    db: Db,
    actor: Actor,
    *,
    department: int | None,
    sort: Sort,
    page: int,
    size: int,
    only: NeedsHelp | None = None,
) -> TeamPage:
    """Page `page` (from 1) of `size` active learners, of one department or of all one may see.

    Orders: "need" (most failing units first, then fewest passed, then longest away), "name", and
    "recent" (last active first). `only` leaves out who needs no help; the total then counts rows.
    Raises ForbiddenError for learners and for a department that the actor does not manage,
    ValueError for a page before the first.
    """
    if page < 1 or size < 1:
        raise ValueError(f"page {page} of {size} rows")
    seen = _departments(actor, department)
    condition = None if only is None else only.condition()
    query = _learners(seen, sort, page * size, condition).offset((page - 1) * size).limit(size)
    total = _total(db, seen) if only is None else _count(db, seen, only)
    return TeamPage(_rows(db, db.execute(query).all()), total)


def needing_help(
    db: Db, actor: Actor, *, department: int | None, rule: NeedsHelp, limit: int
) -> list[TeamRow]:
    """The first `limit` learners who need help: who failed most units, then who is longest away.

    Two lists, each read from the start of an index, and merged: one condition with OR would read
    all standings where hardly anybody needs help. Raises as `team_page` does.
    """
    seen = _departments(actor, department)
    failed = _learners(seen, "need", limit, rule.any_failed()).limit(limit)
    idle = _learners(seen, "away", limit, and_(not_(rule.any_failed()), rule.idle())).limit(limit)
    both = union_all(select(failed.subquery()), select(idle.subquery()))
    learners = sorted(
        db.execute(both), key=lambda row: (min(row.need, 0), row.active_at, row.user_id)
    )
    return _rows(db, learners[:limit])


def _rows(db: Db, learners: Sequence[Row[Any]]) -> list[TeamRow]:
    found = _results(db, [learner.user_id for learner in learners])
    names = _department_names(db, {learner.department_id for learner in learners})
    return [
        TeamRow(
            user_id=learner.user_id,
            name=learner.name,
            department=names.get(learner.department_id),
            results=found[learner.user_id],
            active_at=None if learner.active_at == NEVER else learner.active_at,
        )
        for learner in learners
    ]


def _departments(actor: Actor, department: int | None) -> frozenset[int] | None:
    """Whose learners are asked for; None for everybody's. Refuses what the actor may not see."""
    require_team(actor)
    if department is not None and not actor.sees_everybody and department not in actor.departments:
        raise ForbiddenError(_("你只能看自己负责的部门。"))
    if department is not None:
        return frozenset({department})
    return None if actor.sees_everybody else actor.departments


_COLUMNS = (
    col(Standing.user_id),
    col(Standing.name),
    col(Standing.department_id),
    col(Standing.need),
    col(Standing.active_at),
)


def _order(columns: Any, sort: Sort | Literal["away"]) -> tuple[ColumnElement[Any], ...]:
    match sort:
        case "need":
            return columns.need, columns.active_at, columns.user_id
        case "name":
            return columns.name, columns.user_id
        case "recent":
            return columns.active_at.desc(), columns.user_id.desc()
        case "away":
            return columns.active_at, columns.user_id


def _learners(
    departments: frozenset[int] | None,
    sort: Sort | Literal["away"],
    upto: int,
    only: ColumnElement[bool] | None,
) -> Select[Any]:
    """Standings in order. Each department's own index gives its first `upto`; those are merged."""
    table = Standing.__table__  # type: ignore[attr-defined]
    standings = cast(Select[Any], select(*_COLUMNS))
    if only is not None:
        standings = standings.where(only)
    if departments is None:
        return standings.order_by(*_order(table.c, sort))
    if len(departments) <= 1:
        query = standings.where(col(Standing.department_id).in_(departments))
        return query.order_by(*_order(table.c, sort))
    parts = [
        select(
            standings.where(col(Standing.department_id) == each)
            .order_by(*_order(table.c, sort))
            .limit(upto)
            .subquery()
        )
        for each in sorted(departments)
    ]
    merged = union_all(*parts).subquery()
    return select(merged).order_by(*_order(merged.c, sort))


def _count(db: Db, departments: frozenset[int] | None, only: NeedsHelp) -> int:
    query = select(func.count()).select_from(Standing).where(only.condition())
    if departments is not None:
        query = query.where(col(Standing.department_id).in_(departments))
    return int(db.execute(query).scalar_one())


def _total(db: Db, departments: frozenset[int] | None) -> int:
    query = select(func.coalesce(func.sum(col(Headcount.learners)), 0))
    if departments is not None:
        query = query.where(col(Headcount.department_id).in_(departments))
    return int(db.execute(query).scalar_one())


def _results(db: Db, user_ids: list[int]) -> defaultdict[int, dict[str, UnitResultRow]]:
    found: defaultdict[int, dict[str, UnitResultRow]] = defaultdict(dict)
    query = select(UnitResult).where(col(UnitResult.user_id).in_(user_ids))
    for row in db.scalars(query):
        found[row.user_id][row.unit] = result_row(row)
    return found


def _department_names(db: Db, ids: set[int | None]) -> dict[int | None, str]:
    query = select(col(Department.id), col(Department.name)).where(
        col(Department.id).in_([each for each in ids if each is not None])
    )
    return {row.id: row.name for row in db.execute(query)}
