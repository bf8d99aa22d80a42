"""The sheet of strategies: candidates, the factors they are compared by, our posture. Pure.

A candidate keeps the cells that it was written from, a factor the words of the fact that it was.
What follows from weights and scores is in compare.py and posture.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import Field, model_validator

from course.content.words import Example
from exercises.chain import Origin
from exercises.evidence import Line, SheetPart
from exercises.rows import Given, ids_are_unique, next_id, row_of, with_row, without_row
from exercises.weights import Weight, normalised

Lever = Literal["use", "mend"]
"""A strength is used, a weakness is mended."""

Aim = Literal["seize", "ward"]
"""A chance is seized, a threat warded off."""

Undo = Literal["easy", "costly", "never"]
"""How far a strategy can be taken back once it was begun."""
UNDO: tuple[Undo, ...] = get_args(Undo)

Fate = Literal["main", "dropped"]
Side = Literal["outside", "inside"]
SIDES: tuple[Side, ...] = get_args(Side)

MAIN = 3
"""So many main strategies at most."""

FEW, ENOUGH = 3, 4
"""With fewer candidates than `FEW` there is no choosing; from `ENOUGH` on it is one."""

FIRST_STEP = 90
"""Days within which the first step is done."""

Attraction = Annotated[int, Field(ge=1, le=4, strict=True)]
FactId = Annotated[str, Field(pattern=r"^[SWOT][1-9][0-9]{0,5}$")]


class Strategy(SheetPart):
    """A candidate, as the parts of one sentence, and what belongs to it.

    `origins` are the cells (and what else was offered) that it was made from. `after` is the id of
    the candidate that has to be reached first. `fate` is what was decided, `carry` what becomes of
    its cells if it was dropped. `note` says why where it goes against the nine boxes.
    """

    id: Annotated[str, Field(pattern=r"^X[1-9][0-9]{0,5}$")]
    name: Line = ""
    origins: tuple[Origin, ...] = ()
    lever: Lever | None = None
    with_what: Line = ""
    aim: Aim | None = None
    at_what: Line = ""
    for_whom: Line = ""
    metric: Line = ""
    due: date | None = None
    owner: Line = ""
    first_step: Line = ""
    step_owner: Line = ""
    step_day: date | None = None
    not_doing: Line = ""
    precondition: Line = ""
    after: str | None = None
    undo: Undo | None = None
    fate: Fate | None = None
    carry: Line = ""
    note: Line = ""

    @model_validator(mode="after")
    def _every_source_once(self) -> Self:
        if len({(o.tool, o.row) for o in self.origins}) != len(self.origins):
            raise ValueError(f"strategy {self.id} names a source twice")
        return self

    @property
    def letter(self) -> str:
        """What it is called: A for the first, B for the second; after Z its number."""
        number = int(self.id[1:])
        return chr(64 + number) if number <= 26 else str(number)


class Factor(SheetPart):
    """A fact of the SWOT by which candidates are compared, with 1 to 4 for each of them by id.

    Without any score it makes no difference between them: a dash.
    """

    origin: Origin
    weight: Weight | None = None
    scores: dict[str, Attraction] = Field(default_factory=dict)


class Rating(SheetPart):
    """How much a fact weighs, and from 1 to 4 how well it is met today."""

    weight: Weight | None = None
    rating: Attraction | None = None


class StrategySheet(SheetPart):
    """All candidates in the order they were added, the factors and ratings by fact, the decision.

    `why` says why the main strategies are these and in this order. Factors and ratings are kept by
    the fact's id and not as rows: the same fact in two tabs is one thing.
    """

    rows: tuple[Strategy, ...] = ()
    factors: dict[FactId, Factor] = Field(default_factory=dict)
    ratings: dict[FactId, Rating] = Field(default_factory=dict)
    why: Line = ""
    last_numbers: dict[str, Given] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        ids_are_unique(self.rows)
        return self

    def row(self, row_id: str) -> Strategy:
        """The candidate with this id. Raises KeyError when it is not there."""
        found: Strategy = row_of(self, row_id)
        return found

    @property
    def written(self) -> tuple[Strategy, ...]:
        """The candidates of which something is said."""
        return tuple(row for row in self.rows if is_written(row))

    @property
    def main(self) -> tuple[Strategy, ...]:
        """The candidates that were chosen."""
        return tuple(row for row in self.rows if row.fate == "main")


PARTS = ("with_what", "at_what", "for_whom", "metric", "first_step")
"""The texts of which the sentence is made."""


def side_of(fact: str) -> Side:
    """On which side of the comparison a fact stands."""
    return "outside" if fact[0] in "OT" else "inside"


def order_of(fact: str) -> tuple[int, int]:
    """Facts in the order O T S W, by number."""
    return ("OTSW".index(fact[0]), int(fact[1:]))


def is_written(row: Strategy) -> bool:
    """Whether anything was said in this candidate."""
    return bool(row.name or any(getattr(row, part) for part in PARTS))


def entries(sheet: StrategySheet) -> int:
    """How many candidates say something."""
    return len(sheet.written)


def add_row(
    sheet: StrategySheet, origins: Iterable[Origin] = (), **fields: Any
) -> tuple[StrategySheet, str]:
    """One more candidate, made from these rows of other sheets; returns its id too."""
    row = Strategy.model_validate({**fields, "id": next_id(sheet, "X"), "origins": _once(origins)})
    return with_row(sheet, row), row.id


def change_row(sheet: StrategySheet, row_id: str, **fields: Any) -> StrategySheet:
    """The candidate with other values. Raises KeyError, or ValidationError for a wrong value."""
    row = Strategy.model_validate({**dict(sheet.row(row_id)), **fields, "id": row_id})
    return with_row(sheet, row)


def remove_row(sheet: StrategySheet, row_id: str) -> StrategySheet:
    """The sheet without the candidate, and without what others said of it. Raises KeyError."""
    left = without_row(sheet, row_id)
    rows = tuple(
        row.model_copy(update={"after": None}) if row.after == row_id else row for row in left.rows
    )
    factors = {
        fact: factor.model_copy(
            update={"scores": {k: v for k, v in factor.scores.items() if k != row_id}}
        )
        for fact, factor in left.factors.items()
    }
    return left.model_copy(update={"rows": rows, "factors": factors})


def take_over(sheet: StrategySheet, row_id: str, origins: Sequence[Origin]) -> StrategySheet:
    """The candidate made from exactly these rows; a row that it was made from keeps its words."""
    known = {(one.tool, one.row): one for one in sheet.row(row_id).origins}
    return change_row(
        sheet, row_id, origins=_once(known.get((one.tool, one.row), one) for one in origins)
    )


def _once(origins: Iterable[Origin]) -> tuple[Origin, ...]:
    return tuple({(one.tool, one.row): one for one in origins}.values())


def choose_factors(sheet: StrategySheet, facts: Mapping[str, Origin]) -> StrategySheet:
    """Compare by exactly these facts; one that stays keeps weight, scores and words."""
    chosen = {
        fact: sheet.factors.get(fact) or Factor(origin=facts[fact])
        for fact in sorted(facts, key=order_of)
    }
    return sheet.model_copy(update={"factors": chosen})


def change_factor(sheet: StrategySheet, fact: str, **fields: Any) -> StrategySheet:
    """The factor with other values. Raises KeyError, or ValidationError for a wrong value."""
    changed = Factor.model_validate({**dict(sheet.factors[fact]), **fields})
    return sheet.model_copy(update={"factors": {**sheet.factors, fact: changed}})


def attract(sheet: StrategySheet, fact: str, row_id: str, points: int | None) -> StrategySheet:
    """The factor with this score for one candidate; None takes it away. Raises KeyError."""
    scores = {k: v for k, v in sheet.factors[fact].scores.items() if k != row_id}
    if points is not None:
        scores[row_id] = points
    return change_factor(sheet, fact, scores=scores)


def attractions(sheet: StrategySheet) -> list[int]:
    """Every score of the comparison."""
    return [points for factor in sheet.factors.values() for points in factor.scores.values()]


def factor_weights(sheet: StrategySheet, side: Side) -> dict[str, float | None]:
    """The weights of the factors of one side."""
    return {f: one.weight for f, one in sheet.factors.items() if side_of(f) == side}


def normalise_factors(sheet: StrategySheet) -> StrategySheet:
    """The weights of each side divided by their sum."""
    for side in SIDES:
        for fact, weight in normalised(factor_weights(sheet, side)).items():
            sheet = change_factor(sheet, fact, weight=weight)
    return sheet


def rate(sheet: StrategySheet, fact: str, **fields: Any) -> StrategySheet:
    """The rating of a fact with other values; an empty one goes. Raises ValidationError."""
    changed = Rating.model_validate({**dict(sheet.ratings.get(fact, Rating())), **fields})
    rest = {key: one for key, one in sheet.ratings.items() if key != fact}
    if changed != Rating():
        rest[fact] = changed
    return sheet.model_copy(update={"ratings": rest})


def rating_weights(sheet: StrategySheet, side: Side) -> dict[str, float | None]:
    """The weights of the ratings of one side."""
    return {f: one.weight for f, one in sheet.ratings.items() if side_of(f) == side}


def normalise_ratings(sheet: StrategySheet) -> StrategySheet:
    """The weights of each side of the posture divided by their sum."""
    for side in SIDES:
        for fact, weight in normalised(rating_weights(sheet, side)).items():
            sheet = rate(sheet, fact, weight=weight)
    return sheet


def from_example(example: Example, today: date) -> StrategySheet:
    """An author's sheet: `due_days` and `step_days` count from `today`, a factor has its `text`.

    Raises ValidationError where the author made a mistake.
    """
    rows = [_dated(row, today) for row in example.sheet.get("rows", ())]
    factors = {fact: _factor(fact, one) for fact, one in example.sheet.get("factors", {}).items()}
    return StrategySheet.model_validate({**example.sheet, "rows": rows, "factors": factors})


def _dated(row: dict[str, Any], today: date) -> dict[str, Any]:
    days = {"due": row.get("due_days"), "step_day": row.get("step_days")}
    rest = {key: value for key, value in row.items() if key not in ("due_days", "step_days")}
    return rest | {k: today + timedelta(days=n) for k, n in days.items() if n is not None}


def _factor(fact: str, written: dict[str, Any]) -> dict[str, Any]:
    rest = {key: value for key, value in written.items() if key != "text"}
    return {**rest, "origin": {"tool": "swot", "row": fact, "text": written.get("text", "")}}
