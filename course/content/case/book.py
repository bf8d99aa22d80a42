"""The shape of the running case: companies, sites, money, events.

Money is in 万元 (10,000 yuan) unless a name says otherwise. Months are relative to T0, the month in
which the learner takes the account over: `T−10` is ten months earlier.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from course.content.schema import Authored, Fraction, Slug, Text

Month = Annotated[str, StringConstraints(pattern=r"^T(0|[−+][1-9][0-9]?)$")]
Score = Annotated[int, Field(ge=1, le=5)]
Level = Annotated[int, Field(ge=0, le=3)]
"""Need level P0 to P3."""

Money = Annotated[float, Field(ge=0)]
"""万元."""

NeedId = Annotated[str, StringConstraints(pattern=r"^N[1-9][0-9]?$")]
Side = Literal["org", "personal"]
Dim = Literal["security", "power", "image", "social", "ease", "achievement"]
"""The six SPISES dimensions as this course reads them."""


def month_offset(month: str) -> int:
    """Months from T0: −10 for ``T−10``. `month` is a `Month`; ValueError for anything else."""
    return int(month.removeprefix("T").replace("−", "-") or "0")


class Company(Authored):
    """One company of the case."""

    id: Slug
    name: Text
    short: Text
    kind: Literal["supplier", "customer", "rival", "institute", "agent"]
    about: Text
    known_for: Text


class Product(Authored):
    """One product line of the supplier. `name` is also its name in the transactions."""

    id: Slug
    name: Text
    about: Text


class Supplier(Authored):
    """The supplier's figures of the last 12 months.

    `top_ten` is the revenue of the ten largest customers, largest first; `service_hour_cost` is in
    万元 per hour.
    """

    founded: int
    revenue: Money
    staff: int
    sales_people: int
    service_engineers: int
    gross_margin: Fraction
    net_profit: Money
    customers: int
    top_ten: Annotated[tuple[Money, ...], Field(min_length=10, max_length=10)]
    service_hour_cost: Money
    emc_cap: Money
    delivery_weeks: int
    oil_free_max_kw: int
    measured_saving: Fraction
    measured_stations: int
    notes: tuple[Text, ...] = ()


class SupplierList(Authored):
    """How many suppliers the customer keeps, before and after its reduction."""

    before: int
    after: int


class EnergyTarget(Authored):
    """The customer's announced cut of specific energy use, as a fraction, within `months`."""

    cut: Fraction
    months: int
    announced: Month


class Spend(Authored):
    """What the customer spends in a year on one product line at one site, electricity excluded."""

    site: Slug
    product: Slug
    wallet: Money


class HalfYear(Authored):
    """The customer's spending from month `first` to month `last`, both relative to T0."""

    span: Text
    first: int
    last: int
    wallet: Money


class Customer(Authored):
    """The customer's figures. `revenue_yi` is in 亿元, `coo_limit` in 万元."""

    revenue_yi: float
    wallet: Money
    wallet_growth_3y: Fraction
    our_share: Fraction
    supplier_list: SupplierList
    energy_target: EnergyTarget
    price_cut_target: Fraction
    coo_limit: Money
    days_outstanding: int
    spend: tuple[Spend, ...]
    half_years: tuple[HalfYear, ...]
    notes: tuple[Text, ...] = ()


class Energy(Authored):
    """What a year's electricity is computed from: kW, share of load, h, yuan per kWh."""

    power_kw: Annotated[int, Field(gt=0)]
    load: Fraction
    hours: Annotated[int, Field(gt=0, le=8784)]
    price: Annotated[float, Field(gt=0)]

    @property
    def cost(self) -> float:
        """Electricity of a year, 万元."""
        return self.power_kw * self.load * self.hours * self.price / 10_000


class Leak(Authored):
    """Measured share of compressed air that leaks, and the share to compare it with."""

    rate: Fraction
    benchmark: Fraction
    how: Text


class Site(Authored):
    """One base of the customer. `specific_energy` is in kWh per m³."""

    id: Slug
    name: Text
    short: Text
    capacity_gwh: int
    state: Literal["在产", "在建"]
    stations: Text
    energy: Energy
    specific_energy: float
    leak: Leak | None
    notes: tuple[Text, ...] = ()


class BudgetLine(Authored):
    """One line of the project's budget."""

    name: Text
    amount: Money


class Project(Authored):
    """The project that the supplier wants to win."""

    site: Slug
    budget: Money
    start: Month
    lines: tuple[BudgetLine, ...]


class Quote(Authored):
    """One company's offer: list price and the price after its discount."""

    company: Slug
    list_price: Money
    price: Money
    note: Text


class Quotes(Authored):
    """The offers for one package, and how we know them.

    `saving_points` are the two assumptions that the customer is told.
    """

    item: Text
    source: Text
    base: Slug
    rows: tuple[Quote, ...]
    saving_points: tuple[Fraction, ...]
    saving_why: tuple[Text, ...]


class PriceCut(Authored):
    """A reduction of all prices, as a fraction."""

    cut: Fraction


class Stop(Authored):
    """The stop of a line. `loss_per_hour` is the customer's own figure."""

    site: Slug
    month: Month
    hours: int
    loss_per_hour: Money
    loss_source: Text
    complaint_days: int


class CaseFile(Authored):
    """case.yaml: what the case is built on."""

    title: Text
    notice: Text
    clock: Text
    you: Slug
    story: Text
    companies: tuple[Company, ...]
    products: tuple[Product, ...]
    supplier: Supplier
    customer: Customer
    sites: tuple[Site, ...]
    project: Project
    quotes: Quotes
    price_cut: PriceCut
    stop: Stop


class Event(Authored):
    """Something that happened, how the supplier learned of it, and the units that use it."""

    id: Slug
    month: Month
    title: Text
    text: Text
    seen_by: Text
    units: tuple[Annotated[int, Field(ge=1, le=7)], ...]


class Ending(Authored):
    """One way the story may end."""

    id: Slug
    title: Text
    path: Text
    outcome: Text
    lesson: Text


class EventsFile(Authored):
    """events.yaml."""

    events: tuple[Event, ...]
    endings: tuple[Ending, ...]


class Said(Authored):
    """A sentence and who said it."""

    who: Text
    text: Text


class TransferFacts(Authored):
    """What is known of a transfer case, and what is not."""

    numbers: tuple[Text, ...]
    people: tuple[Text, ...]
    quotes: tuple[Said, ...]
    documents: tuple[Text, ...]
    events: tuple[Text, ...]
    unknown: tuple[Text, ...]


class TransferCase(Authored):
    """A second case for far transfer: facts without answers."""

    id: Slug
    title: Text
    account: Slug
    summary: Text
    facts: TransferFacts


class PaperHeader(Authored):
    """The front matter of a document of the case. What is for trainers is not shown to learners."""

    id: Slug
    title: Text
    audience: Literal["learner", "trainer"]
    month: Month
    source: Text
