"""The sheet of the analysis desk: what was set, and what was concluded. The rows are elsewhere."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from course.content.words import Example
from exercises.analysis.book import Basis, Book, Focus, Wallet
from exercises.analysis.cleaning import YUAN, Unit
from exercises.evidence import Day, Line, SheetPart

AnalysisId = Literal["development", "value", "behaviour", "agents", "satisfaction", "one"]
ANALYSES: tuple[AnalysisId, ...] = get_args(AnalysisId)

MOST_LINES = 500
"""Wallets or spends that a sheet keeps."""

Money = Annotated[float, Field(ge=0, le=1e9)]
Rate = Annotated[float, Field(ge=0, le=1)]


class Seen(SheetPart):
    """What lay on the desk when a conclusion was written.

    `data` names the rows. `months` is how many they cover, `sample` how many orders or answers the
    numbers stand on, `apart` the two parts that pull furthest apart, where they do.
    """

    data: Line = ""
    customer: Line = ""
    site: Line = ""
    product: Line = ""
    months: int = 0
    sample: int | None = None
    apart: tuple[Line, ...] = ()


class Finding(SheetPart):
    """One analysis: the decision it is for, what it says, and what is done next, by whom, when."""

    id: AnalysisId
    decision: Line = ""
    conclusion: Line = ""
    next_step: Line = ""
    owner: Line = ""
    due: Day | None = None
    seen: Seen | None = None


class WalletLine(SheetPart):
    """A customer's wallet, 万元 a year."""

    customer: Line
    now: Money | None = None
    before: Money | None = None


class SpendLine(SheetPart):
    """What a customer spends on a product at a site, 万元 a year."""

    customer: Line
    product: Line = ""
    site: Line = ""
    amount: Money | None = None


class AnalysisSheet(SheetPart):
    """The settings that are None are those of the case, or the course's.

    `data` is the key of the rows that `mapping` (by field, the heading) and `unit` were set for.
    `customer` None is the customer with most revenue, "" all of them. `hour_cost` is in yuan.
    """

    rows: tuple[Finding, ...] = ()
    data: Line = ""
    mapping: dict[str, Line] = Field(default_factory=dict)
    unit: Unit = "wan"
    customer: Line | None = None
    site: Line = ""
    product: Line = ""
    hour_cost: Annotated[float, Field(ge=0, le=100_000)] | None = None
    sla_hours: Annotated[float, Field(gt=0, le=10_000)] | None = None
    kept: Rate | None = None
    discount: Rate | None = None
    one_off: tuple[Line, ...] = ()
    wallets: Annotated[tuple[WalletLine, ...], Field(max_length=MOST_LINES)] = ()
    spends: Annotated[tuple[SpendLine, ...], Field(max_length=MOST_LINES)] = ()

    def finding(self, id_: AnalysisId) -> Finding:
        """What was written for this analysis; empty where nothing was."""
        return next((row for row in self.rows if row.id == id_), Finding(id=id_))

    @property
    def ordered(self) -> tuple[Finding, ...]:
        """Everything that says something, in the order of the analyses."""
        return tuple(one for one in map(self.finding, ANALYSES) if is_written(one))


def is_written(finding: Finding) -> bool:
    """Whether anything was written for the analysis."""
    return bool(finding.decision or finding.conclusion or finding.next_step)


def entries(sheet: AnalysisSheet) -> int:
    """How many analyses have a conclusion."""
    return sum(bool(one.conclusion) for one in sheet.rows)


def change_finding(
    sheet: AnalysisSheet, id_: AnalysisId, seen: Seen | None = None, **values: Any
) -> AnalysisSheet:
    """The sheet with these fields of one analysis. `seen` is kept with a changed conclusion."""
    before = sheet.finding(id_)
    if "conclusion" in values and values["conclusion"] != before.conclusion:
        values["seen"] = seen if values["conclusion"] else None
    return _with(sheet, Finding.model_validate({**dict(before), **values}))


def seen_again(sheet: AnalysisSheet, id_: AnalysisId, seen: Seen) -> AnalysisSheet:
    """The sheet with a conclusion that was read again over these rows and still holds."""
    return _with(sheet, sheet.finding(id_).model_copy(update={"seen": seen}))


def _with(sheet: AnalysisSheet, finding: Finding) -> AnalysisSheet:
    others = [one for one in sheet.rows if one.id != finding.id]
    rows = sorted([*others, finding], key=lambda one: ANALYSES.index(one.id))
    return sheet.model_copy(update={"rows": tuple(rows)})


def change(sheet: AnalysisSheet, **values: Any) -> AnalysisSheet:
    """The sheet with other settings. Raises pydantic's ValidationError."""
    return AnalysisSheet.model_validate({**dict(sheet), **values})


def set_wallet(sheet: AnalysisSheet, customer: str, **values: float | None) -> AnalysisSheet:
    """The sheet with this of a customer's wallet."""
    before = {one.customer: one for one in sheet.wallets}
    line = before.get(customer, WalletLine(customer=customer))
    before[customer] = WalletLine.model_validate({**dict(line), **values})
    return change(sheet, wallets=tuple(before[name] for name in sorted(before)))


def set_spend(
    sheet: AnalysisSheet, customer: str, product: str, site: str, amount: float | None
) -> AnalysisSheet:
    """The sheet with what a customer spends on a product at a site; None forgets it."""
    before = {(one.customer, one.product, one.site): one for one in sheet.spends}
    before.pop((customer, product, site), None)
    if amount is not None:
        line = SpendLine(customer=customer, product=product, site=site, amount=amount)
        before[customer, product, site] = line
    return change(sheet, spends=tuple(before[key] for key in sorted(before)))


def basis_of(sheet: AnalysisSheet, known: Basis | None) -> Basis:
    """What the analyses need beside the rows. `known` is the case's; None for one's own rows."""
    base = known or Basis()
    wallets: dict[str, Wallet] = dict(base.wallets)
    for line in sheet.wallets:
        was = wallets.get(line.customer, Wallet())
        now = was.now if line.now is None else line.now
        wallets[line.customer] = Wallet(now, was.before if line.before is None else line.before)
    spend = dict(base.spend) | {
        (one.customer, one.product, one.site): one.amount
        for one in sheet.spends
        if one.amount is not None
    }
    return Basis(
        hour_cost=base.hour_cost if sheet.hour_cost is None else sheet.hour_cost / YUAN,
        sla_hours=base.sla_hours if sheet.sla_hours is None else sheet.sla_hours,
        kept=base.kept if sheet.kept is None else sheet.kept,
        discount=base.discount if sheet.discount is None else sheet.discount,
        wallets=tuple(sorted(wallets.items())),
        history=base.history,
        spend=tuple(sorted(spend.items())),
        one_off=frozenset(sheet.one_off),
    )


def focus_of(sheet: AnalysisSheet, book: Book) -> Focus:
    """What is looked at. Names that the rows do not have any more are left out."""
    customer = sheet.customer
    if customer is None or customer not in ("", *book.customers):
        customer = book.customers[0] if book.customers else ""
    whole = Focus(customer)
    site = sheet.site if sheet.site in book.names("site", whole) else ""
    there = Focus(customer, site)
    product = sheet.product if sheet.product in book.names("product", there) else ""
    return Focus(customer, site, product)


def from_example(example: Example, today: date) -> AnalysisSheet:
    """The author's example as a sheet; `days_on` of a row becomes its day."""
    rows = [_dated(row, today) for row in example.sheet.get("rows", ())]
    return AnalysisSheet.model_validate({**example.sheet, "rows": rows})


def _dated(row: Mapping[str, Any], today: date) -> dict[str, Any]:
    plain = {name: value for name, value in row.items() if name != "days_on"}
    if "days_on" in row:
        plain["due"] = date.fromordinal(today.toordinal() + row["days_on"])
    return plain
