"""What an agreement is: the national terms, and one region's choices under them.

Owns the shape of ``params/<year>/agreements/<agreement>.yaml`` (Agreement) and
``params/<year>/<region>/<agreement>.yaml`` (RegionAgreement). A value never stands alone: amount, unit, source, place
in it, the day it was checked, and status. Values only; the rules that use them are in ``rules``.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from .money import last_digit_in_ore, ore_from_text
from .node import UNKNOWN, ByName, Day, Flag, KnownDay, KnownText, Month, Node, Number, Slug, Whole

Unit = Literal["kr", "tkr", "mnkr", "mdkr"]
Dimension = Literal["account", "unit", "object", "activity", "project", "product", "counterpart"]
Codes = Annotated[dict[Dimension, list[str]], ByName]


class Status(StrEnum):
    """How firm a value is; ``example`` is invented because the source has none."""

    DECIDED = "decided"
    PRELIMINARY = "preliminary"
    UNKNOWN = "unknown"
    EXAMPLE = "example"


class Sourced(Node):
    """Where a value comes from: short name of the document, place in it, day checked, status."""

    source: str | None = None
    place: str | None = None
    checked: Day | None = None
    status: Status
    note: str | None = None

    @model_validator(mode="after")
    def _has_source(self) -> "Sourced":
        if self.status in (Status.DECIDED, Status.PRELIMINARY) and (self.source is None or self.checked is None):
            missing = "source" if self.source is None else "checked"
            raise ValueError(f"ett värde med status {self.status} måste ha nyckeln {missing}")
        return self

    @property
    def is_example(self) -> bool:
        return self.status is Status.EXAMPLE


class Amount(Sourced):
    """An amount of money as its source writes it. ``chosen`` false keeps a source that disagrees, shown but not used."""

    amount: str
    unit: Unit
    chosen: Flag = True

    @model_validator(mode="after")
    def _is_amount(self) -> "Amount":
        ore_from_text(self.amount, self.unit)
        return self

    @property
    def ore(self) -> int:
        return ore_from_text(self.amount, self.unit)

    @property
    def last_digit_ore(self) -> int:
        """The worth of the last written digit, öre."""
        return last_digit_in_ore(self.amount, self.unit)


class Source(Node):
    """A document values are taken from; ``date`` may be a month."""

    document: str
    title: str
    number: str | None = None
    date: str


class Window(Node):
    """The days within which the money may be used, both inclusive, and where that is said."""

    start: Day = Field(alias="from")
    end: Day = Field(alias="to")
    source: str
    place: str
    note: str | None = None


class Component(Node):
    """A part of the grant with its own sharing rule. ``key_date`` is what the agreement says; ``population_date`` ours."""

    id: Slug
    title: str
    rule: Literal["population_share"]
    key_date: KnownDay
    population_date: Day
    national: list[Amount]

    @model_validator(mode="after")
    def _one_chosen(self) -> "Component":
        if sum(amount.chosen for amount in self.national) != 1:
            raise ValueError("exakt ett av beloppen under national ska gälla; ge de övriga chosen: false")
        return self

    @property
    def national_amount(self) -> Amount:
        return next(amount for amount in self.national if amount.chosen)


class Area(Node):
    """A development area of the agreement (utvecklingsområde); ``short`` is its name inside a sentence."""

    id: Slug
    title: str
    short: str


class Requirement(Node):
    """What must be done for the money."""

    id: Slug
    text: str
    deadline: str | None = None
    source: str
    place: str


class Deadline(Node):
    """A date in the agreement with its receiver; None when the source does not say."""

    id: Slug
    kind: Literal["plan", "report", "requisition", "payment", "repayment", "follow_up"]
    what: str
    receiver: KnownText
    date: KnownDay
    source: str
    place: str
    note: str | None = None


class Amendment(Sourced):
    """A national amount that changes within the year, from a month on; ``adds`` or replaces. ``of``: components.<id>.national."""

    start: Month = Field(alias="from")
    of: str
    amount: str
    unit: Unit
    adds: Flag

    @property
    def ore(self) -> int:
        return ore_from_text(self.amount, self.unit)


class Repayment(Node):
    """What happens to unspent money; ``rule`` None when no source says."""

    rule: KnownText
    source: str
    place: str | None = None


class Remark(Node):
    """Something the reader should know, with its source: differing titles, sources that disagree."""

    text: str
    source: str | None = None
    place: str | None = None


class Agreement(Node):
    """The national terms of one agreement one year."""

    id: Slug
    title: str
    aliases: list[str] = []
    year: Whole
    parties: list[str]
    notebook: Slug
    sources: Annotated[dict[str, Source], ByName]
    window: Window
    components: list[Component] = Field(min_length=1)
    areas: list[Area] = []
    requirements: list[Requirement] = []
    deadlines: list[Deadline] = []
    amendments: list[Amendment] = []
    repayment: Repayment
    remarks: list[Remark] = []


class Stated(Amount):
    """What the region's own papers say it gets a year, for the components in ``of`` (one area of them, if ``area``)."""

    year: Whole
    of: list[Slug]
    area: Slug | None = None


class Budget(Amount):
    """An effort's budget for the year; ``months`` are twelve amounts in the same unit, or the budget is spread evenly."""

    months: list[str] | None = None

    @model_validator(mode="after")
    def _months_sum(self) -> "Budget":
        if self.months is None:
            return self
        if len(self.months) != 12:
            raise ValueError(f"months har {len(self.months)} belopp; det ska vara tolv, ett per månad")
        total = sum(self.month_ore or [])
        if total != self.ore:
            raise ValueError(f"beloppen i months blir {Decimal(total) / 100} kr men budgeten är {Decimal(self.ore) / 100} kr")
        return self

    @property
    def month_ore(self) -> list[int] | None:
        """Öre per month, January first; None when the budget has no months."""
        return None if self.months is None else [ore_from_text(text, self.unit) for text in self.months]


class Forecast(Sourced):
    """What the responsible person expects the year's cost to be, as of a month, and why."""

    amount: str
    unit: Unit
    as_of: Month
    reason: str

    @property
    def ore(self) -> int:
        return ore_from_text(self.amount, self.unit)


class After(Node):
    """What happens to an effort when the grant ends."""

    grows_into: Literal["ordinarie", "avslutas", "ny finansiering", "unknown"]
    yearly_cost: Annotated[Amount | None, BeforeValidator(lambda value: None if value == UNKNOWN else value)]
    decided: Flag


class EffortStatus(StrEnum):
    ON_TRACK = "on_track"
    WATCH = "watch"
    OFF_TRACK = "off_track"
    NOT_STARTED = "not_started"
    DONE = "done"


class StatusAt(Node):
    """An effort's status as judged at a month."""

    as_of: Month
    status: EffortStatus
    reason: str | None = None


class Effort(Node):
    """Something the region does with the money (insats), recognised in the ledger by its codes.

    ``short`` is its name inside a sentence; ``source`` where the effort itself comes from; ``firmness`` how firm its
    role, status and continuation are.
    """

    id: Slug
    title: str
    short: str
    area: Slug
    source: str
    place: str
    firmness: Status
    codes: Codes
    budget: Budget
    responsible: str
    status: list[StatusAt]
    forecasts: list[Forecast] = []
    after: After


class Event(Node):
    """A decision, requisition, payment or repayment: date, amount, diary number, voucher."""

    kind: Literal["decision", "requisition", "payment", "repayment"]
    date: Day
    by: str | None = None
    amount: str | None = None
    unit: Unit = "kr"
    component: Slug | None = None
    number: KnownText = None
    voucher: KnownText = None
    source: str | None = None
    place: str | None = None
    status: Status = Status.DECIDED

    @model_validator(mode="after")
    def _money_has_amount(self) -> "Event":
        if self.kind != "decision" and self.amount is None:
            raise ValueError(f"en händelse av slaget {self.kind} måste ha nyckeln amount")
        if self.amount is not None:
            ore_from_text(self.amount, self.unit)
        if self.status is not Status.EXAMPLE and self.source is None:
            raise ValueError("en händelse som inte är exempel måste ha nyckeln source")
        return self

    @property
    def ore(self) -> int | None:
        return None if self.amount is None else ore_from_text(self.amount, self.unit)


class RequirementState(Node):
    """How the region meets a requirement, the evidence, and which component's money is at stake."""

    id: Slug
    state: Literal["met", "partly", "not_met", "unknown"]
    evidence: str | None = None
    responsible: str
    at_stake: Slug


class Level(Sourced):
    """A baseline or target: percent (85 = 85 procent) or a count."""

    value: Number


class Indicator(Node):
    """What shows that the money did good. ``period_value`` says what the figure of several months is:

    ``share`` = sum of numerators / sum of denominators, ``sum`` = sum over the months, ``latest`` = the last month's.
    """

    id: Slug
    title: str
    unit: Literal["percent", "count"]
    period_value: Literal["share", "sum", "latest"]
    numerator: str
    denominator: str | None = None
    better: Literal["higher", "lower"]
    baseline: Annotated[Level | None, BeforeValidator(lambda value: None if value == UNKNOWN else value)]
    target: Annotated[Level | None, BeforeValidator(lambda value: None if value == UNKNOWN else value)]
    data: str
    area: Slug | None = None

    @model_validator(mode="after")
    def _share_has_denominator(self) -> "Indicator":
        if (self.unit == "percent") != (self.denominator is not None) or (self.unit == "percent") != (self.period_value == "share"):
            raise ValueError("en indikator i percent ska ha denominator och period_value: share; en i count ska inte ha det")
        return self


class Bookkeeping(Node):
    """Which ledger codes the grant has. Codes in one dimension are alternatives; dimensions must all hold."""

    cost: Codes
    components: Annotated[dict[str, Codes], ByName] = {}
    income: Annotated[Codes | None, BeforeValidator(lambda value: None if value == UNKNOWN else value)]


class RegionAgreement(Node):
    """One region's choices under one agreement one year."""

    agreement: Slug
    number: KnownText
    category: KnownText = None
    responsible: str
    deciding_body: KnownText
    perspective: Literal["purchaser", "provider", "group"]
    sources: Annotated[dict[str, Source], ByName] = {}
    stated: list[Stated] = []
    decided: list[Stated] = []
    planned: Amount | None = None
    bookkeeping: Bookkeeping
    efforts: list[Effort] = []
    events: list[Event] = []
    requirements: list[RequirementState] = []
    indicators: list[Indicator] = []
    remarks: list[Remark] = []
