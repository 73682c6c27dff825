"""What a region is.

Owns the shape of ``params/regions/<region>.yaml`` (Region).
"""

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from ..base.needed import needed
from ..base.personal_numbers import BUILT_IN, checks
from .annual_report import AnnualReport
from .compilation import Compilation
from .node import ByName, Flag, LeadDays, Node, Slug, Whole, Year, known, wrong_at
from .unit_areas import UnitAreas
from .values import Codes, Sourced

CostClass = Annotated[str, Field(pattern=r"^[4-9]$")]
"""The first digit of cost accounts; classes 1–3 are assets, debts and income and never cost."""


def _without_number(code: str) -> str:
    # It would be part of keys, which nothing can hide.
    if BUILT_IN.within(code):
        raise ValueError("en kod får inte vara ett personnummer; skriv enhetens eller motpartens egen kod")
    return code


Coded = Annotated[str, AfterValidator(_without_number)]
"""The code of a unit or counterpart."""


class Name(Node):
    """A region's name from a year on (till 2019 some were landsting)."""

    start: Year = Field(alias="from")
    name: str


class LedgerColumns(Node):
    """The headings of the region's ledger export.

    A row has a date, a period (``YYYYPP``) or both. Amounts stand in one column (``amount``), perhaps with their sign
    in another (``debit_credit``: D or K), or in two.
    """

    voucher: str
    row: str | None = None
    date: str | None = None
    period: str | None = None
    account: str
    unit: str
    object: str
    activity: str | None = None
    project: str | None = None
    product: str | None = None
    counterpart: str | None = None
    amount: str | None = None
    debit: str | None = None
    credit: str | None = None
    debit_credit: str | None = None
    invoice_number: str | None = None
    supplier_number: str | None = None
    text: str | None = None

    @model_validator(mode="after")
    def _one_amount(self) -> "LedgerColumns":
        if self.date is None and self.period is None:
            raise ValueError("columns ska ha date eller period; skriv rubriken för bokföringsdatumet eller perioden")
        if (self.debit is None) != (self.credit is None) or (self.amount is None) == (self.debit is None):
            raise ValueError("columns ska ha antingen amount eller både debit och credit; skriv rubriken för beloppet")
        if self.debit_credit is not None and self.amount is None:
            raise ValueError("debit_credit hör ihop med amount; ta bort rubriken när debit och credit är egna kolumner")
        return self


class PeriodClosing(Node):
    """How many days after its end a month, and the year with its closing rows, is closed in the ledger.

    An export taken before that day shows an open period: more may be booked in it.
    """

    month: Whole
    year: Whole


SieColumn = Literal["unit", "object", "activity", "project", "product", "counterpart"]
SieDimension = Annotated[str, Field(pattern=r"^[0-9]+$")]


class LedgerFormat(Node):
    """How the region's economy system exports its ledger; ``code_widths`` are digits per dimension.

    ``synonyms`` are further headings of a column, ``decimal`` the mark before the decimals of a text file where it is
    known, ``sie_dimensions`` the number of the dimension that holds a column's codes in a SIE file. ``repad`` are the
    dimensions whose codes are filled up with leading zeros to their width, ``sheet`` the sheet of a workbook to read.
    Encoding and separator of a .csv are told by the file itself where they are None. ``dates`` tells that the system
    writes day, month and year in that order.
    """

    default_source: str
    sign: Literal["cost_positive", "cost_negative"]
    unit: Literal["kr", "tkr", "mnkr"]
    columns: LedgerColumns
    synonyms: Annotated[dict[str, list[str]], ByName] = {}
    decimal: Literal[",", "."] | None = None
    dates: Literal["day_first"] | None = None
    sie_dimensions: Annotated[dict[SieColumn, SieDimension], ByName] = {}
    code_widths: Annotated[dict[str, Whole], ByName] = {}
    repad: list[str] = []
    sheet: str | None = None
    closing_periods: list[str] = []
    closes_after_days: PeriodClosing | None = None
    csv_encoding: Literal["utf-8", "cp1252", "cp437", "utf-16"] | None = None
    csv_separator: Literal[";", ",", "tab", "|"] | None = None

    @model_validator(mode="after")
    def _repad_has_width(self) -> "LedgerFormat":
        if without := [column for column in self.repad if column not in self.code_widths]:
            raise wrong_at(
                f"repad har {', '.join(without)}, som saknar antal tecken i code_widths; skriv hur många", "repad"
            )
        return self


AccountPrefix = Annotated[str, Field(pattern=r"^\d+$")]


def _forwards(start: int, end: int | None) -> None:
    if end is not None and end < start:
        raise wrong_at(f"to är {end}, före from som är {start}; rätta from eller to", "to")


class AccountGroup(Node):
    """Accounts that begin with ``prefix``, for some years; ``status``: checked against the chart of accounts or not."""

    prefix: AccountPrefix
    start: Year = Field(alias="from")
    end: Year | None = Field(default=None, alias="to")
    status: Literal["confirmed", "check"]

    @model_validator(mode="after")
    def _runs_forwards(self) -> "AccountGroup":
        _forwards(self.start, self.end)
        return self


class CostType(Node):
    """A kind of cost (kostnadsslag) and its accounts; ``staffing`` is cost of staff outside the salary classes."""

    id: Slug
    title: str
    staffing: Flag = False
    accounts: list[AccountGroup]


class Unit(Node):
    """An organisational unit (ansvar). ``kind``: care_centre = own hälsocentral; support = the rest.

    ``side`` tells whether it buys or provides care; it is needed where an agreement is followed up from one side.
    ``area`` is the local area of ``unit_areas`` that it belongs to.
    """

    code: Coded
    name: str
    kind: Literal["care_centre", "support"]
    side: Literal["purchaser", "provider"] | None = None
    area: Slug | None = None


class Counterpart(Node):
    """A counterpart code (motpart): private = a private hälsocentral; internal = a unit of the region's own;

    municipality = one of the county's municipalities; region = another region.
    """

    code: Coded
    name: str
    kind: Literal["private", "internal", "municipality", "region"]
    activity_unit: Coded | None = None
    area: Slug | None = None


class ChartOfAccounts(Node):
    """The chart of accounts (kontoplan) of some years; ``to`` None while it is in force."""

    name: str
    start: Year = Field(alias="from")
    end: Year | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _runs_forwards(self) -> "ChartOfAccounts":
        _forwards(self.start, self.end)
        return self


class VatCompensation(Node):
    """Compensation for value added tax (momsersättning): its income accounts, by prefix, and what it does to cost.

    ``reduces_cost`` true takes it off the cost, false leaves the cost as booked. It is never received grant.
    """

    accounts: list[AccountPrefix] = Field(min_length=1)
    reduces_cost: Flag


class OrganisationNumber(Sourced):
    """The region's organisation number (organisationsnummer), ten digits of which the last checks the others."""

    number: str = Field(pattern=r"^\d{6}-\d{4}$")

    @model_validator(mode="after")
    def _last_digit_checks(self) -> "OrganisationNumber":
        if not checks(self.number.replace("-", "")):
            raise wrong_at(f"kontrollsiffran i «{self.number}» stämmer inte; kontrollera numret", "number")
        return self


class Region(Node):
    """A region: names over the years, codes, its ledger, cost types, units and counterparts.

    ``ledger`` is None while nothing is known of the region's books; then no report can be made for it. ``overhead`` are
    the codes that mark a ledger row as a share of common costs (OH), None where nothing marks it. ``order_lead_days``
    are the region's days from order to booked delivery, None where the workbook's hold.
    """

    id: Slug
    names: list[Name] = Field(min_length=1)
    lan_code: str = Field(pattern=r"^\d\d$")
    organisation_number: OrganisationNumber | None = None
    fictive: str | None = None
    ledger: Annotated[LedgerFormat | None, BeforeValidator(known)]
    cost_classes: Annotated[list[CostClass], Field(min_length=1)] = []
    salary_classes: Annotated[list[CostClass], Field(min_length=1)] = []
    charts_of_accounts: Annotated[list[ChartOfAccounts], Field(min_length=1)] = []
    cost_types: list[CostType] = []
    units: list[Unit] = []
    counterparts: list[Counterpart] = []
    unit_areas: UnitAreas | None = None
    overhead: Codes | None = None
    vat_compensation: VatCompensation | None = None
    order_lead_days: LeadDays | None = None
    compilations: list[Compilation] = []
    annual_reports: list[AnnualReport] = []

    @model_validator(mode="after")
    def _ledger_is_explained(self) -> "Region":
        needed = ("cost_classes", "salary_classes", "charts_of_accounts", "cost_types", "units", "counterparts")
        missing = [key for key in needed if key not in self.model_fields_set]
        if self.ledger is not None and missing:
            raise ValueError(f"{', '.join(missing)} saknas; de behövs när ledger är ifylld")
        return self

    @property
    def ledger_format(self) -> LedgerFormat:
        """How the region's ledger is exported. TypeError while nothing is known of its books."""
        return needed(self.ledger, f"{self.origin}: ledger")

    def chart_of_accounts_in(self, year: int) -> str | None:
        """The chart of accounts of a year; None when the file names none for it."""
        for chart in self.charts_of_accounts:
            if chart.start <= year and (chart.end is None or year <= chart.end):
                return chart.name
        return None

    def has_adopted(self, year: int, as_known: dt.date | None) -> bool:
        """Whether a year's annual report is adopted, as it was known on a day (None: now)."""
        return any(one.year == year and (as_known is None or one.adopted <= as_known) for one in self.annual_reports)

    def name_in(self, year: int) -> str:
        """The name valid that year: the latest that began by then, else the first."""
        begun = [entry for entry in self.names if entry.start <= year]
        return max(begun, key=lambda entry: entry.start).name if begun else self.names[0].name

    @property
    def care_centre_units(self) -> set[str]:
        """Codes of the care centres in the activity data, own and private."""
        own = {entry.code for entry in self.units if entry.kind == "care_centre"}
        return own | {entry.activity_unit for entry in self.counterparts if entry.activity_unit}

    @property
    def known_units(self) -> set[str]:
        """Codes a file of activity data may have: every unit of the region, and the private ones that report."""
        return {entry.code for entry in self.units} | {
            entry.activity_unit for entry in self.counterparts if entry.activity_unit
        }
