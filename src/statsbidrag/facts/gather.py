"""The facts of one report: parameters and rows read, every rule applied, nothing yet worded.

Owns the order in which the rules are applied. ``Facts.booked`` are the ledger's rows on any of the agreement's codes,
of every month; ``Facts.rows`` those of the period, with the column ``treatment`` (all other rows of the ledger are on
other codes); ``Facts.cost`` the counted ones with ``component``, ``effort``, ``area``, ``cost_type``,
``undecided`` and ``payee`` (``""`` where a row fits none).
"""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from ..base.findings import Finding, Severity
from ..base.period import Period
from ..base.states import Status
from ..model.bookkeeping import NotSeparated
from ..model.choices import Event
from ..model.indicator import Indicator
from ..read.activity.frames import Activity, load_activity, only_known, only_known_parts, without_counts
from ..read.files import Files, Root
from ..read.params.parameters import Parameters, read_parameters
from ..read.raw.deliveries import Delivery
from ..read.store.ledger import Ledger
from ..rules.chain import Chain, event_sum, received
from ..rules.closing import Claim, is_closed
from ..rules.entitled_together import StatedTogether, assumed, entitled_in_all, known_in_part, stated_together
from ..rules.entitlement import Entitlement, entitlements
from ..rules.forecast import straight_line
from ..rules.indicators import Measured, for_each_part, monthly
from ..rules.selection import Treatment, matches
from ..rules.small_counts import Known, Told, told
from .efforts import EffortFacts, efforts_of, forecast_of
from .grant_years import GrantYear, carried, own_chain, usable_in
from .indicator_marks import marks_of, misspelt
from .ledger_checks import LedgerChecks, ledger_checks
from .ordered import Ordered, ordered
from .replaced import doubted, replaced_for
from .replacing import Replacement
from .rows import booked, elsewhere, grouped, rows_by_month, rows_of, treated
from .silence import NOTHING, Silence, months_over, silence_of
from .unlike import unlike
from .vouchers import shown_vouchers
from .whole_ledger import ledger_for


@dataclass(frozen=True)
class Facts:
    """Everything a report's sections word. Amounts in öre. ``files`` are those of the run, and give the root.

    ``chain`` is all money that may be used in the year together: the report's own grant year and, in ``carried``, what
    is left of earlier ones. ``ordered`` is None where the region has no list of orders.
    """

    files: Files
    parameters: Parameters
    period: Period
    as_known: dt.date | None
    ledger: Ledger
    activities: dict[str, Activity]
    booked: pd.DataFrame
    rows: pd.DataFrame
    cost: pd.DataFrame
    entitlements: list[Entitlement]
    together: list[StatedTogether]
    efforts: list[EffortFacts]
    chain: Chain
    carried: list[GrantYear]
    straight_line: int | None
    told: dict[str, Told]
    replaced: list[Replacement]
    ordered: Ordered | None = None

    @property
    def root(self) -> Path:
        return self.files.root

    @property
    def not_separated(self) -> NotSeparated | None:
        """Why the cost is not accounted for separately (ej särredovisat); None where it is."""
        return self.parameters.choices.books.not_separated

    def told_apart(self, component_id: str) -> bool:
        """Whether the books tell a component's cost from the other components'."""
        codes = self.parameters.choices.books.components
        return self.not_separated is None and (component_id in codes or len(self.entitlements) == 1)

    @property
    def assumed(self) -> list[str]:
        """Ids of the components whose högsta belopp rests on an assumed share."""
        return [one.component.id for one in assumed(self.entitlements, self.together)]

    @property
    def own_chain(self) -> Chain:
        """The chain of the report's own grant year, without what earlier years' money bears."""
        return own_chain(self.chain, self.carried)

    @property
    def year_events(self) -> list[Event]:
        """The region's events that the year's books may hold: the report's own, and those of earlier years' money."""
        first = self.period.first_day
        earlier = [e for one in self.parameters.earlier for e in one.choices.events if e.date >= first]
        return [*self.parameters.choices.events, *earlier]

    @cached_property
    def ledger_checks(self) -> LedgerChecks:
        """What the ledger tells of the grant beside its cost."""
        return ledger_checks(self.parameters, self.ledger, self.booked, self.cost, self.year_events, self.period)

    @property
    def earlier_years_paid(self) -> list[int]:
        """The earlier grant years of which something came or went in the report's year, up to the period's end."""
        first, last = self.period.first_day, self.period.last_day
        return [
            one.agreement.year
            for one in self.parameters.earlier
            if any(e.kind in ("payment", "repayment") and first <= e.date <= last for e in one.choices.events)
        ]

    @property
    def period_deliveries(self) -> list[Delivery]:
        """The deliveries that claim some month of the period, oldest first."""
        first = self.period.months[0]
        return [delivery for delivery in self.ledger.deliveries if delivery.last >= first]

    @property
    def ledger_as_of(self) -> dt.date | None:
        """The day the latest delivery behind the period came («utfall enligt uttag»); None when a day is unknown."""
        days = [delivery.received for delivery in self.period_deliveries]
        known = [day for day in days if day is not None]
        return max(known) if known and len(known) == len(days) else None

    def shown_vouchers(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Ledger rows whose ``voucher`` and ``row`` may be shown."""
        return shown_vouchers(rows, self.ledger.imports, self.parameters.settings.personal_numbers)

    def closed(self, delivery: Delivery) -> bool | None:
        """Whether the books were closed for what a delivery claims; None when it is not known."""
        claim = Claim(delivery.last, delivery.received, delivery.closed)
        return is_closed(claim, self.parameters.region.ledger_format.closes_after_days)

    @property
    def is_open(self) -> bool:
        """Whether the delivery that holds the period's last month was taken out while its books were open."""
        full = [one for one in self.period_deliveries if not one.adds]
        holding = [one for one in full if one.first <= str(self.period) <= one.last]
        return bool(holding) and self.closed(holding[-1]) is False

    @property
    def forecast_is_invented(self) -> bool:
        """Whether the forecast rests on an invented value; the final accounts have no forecast."""
        used = [f for e in self.efforts for f in e.effort.forecasts if f.as_of == e.forecast_as_of]
        return self.chain.forecast is not None and not self.period.closing and any(f.is_example for f in used)

    @property
    def budget_is_invented(self) -> bool:
        """Whether some effort's budget is invented."""
        return any(effort.version.is_example for effort in self.efforts)

    @property
    def invented(self) -> list[str]:
        """``budgeten`` and ``prognosen``, as far as they rest on invented values: words for a sentence."""
        said = {"budgeten": self.budget_is_invented, "prognosen": self.forecast_is_invented}
        return [word for word, is_example in said.items() if is_example]

    @property
    def paid(self) -> list[Event]:
        """The payments and repayments up to the period's end, of the year's own money and of what is left of earlier
        years'."""
        years = [self.parameters.choices, *(one.parameters.choices for one in self.carried)]
        kinds = ("payment", "repayment")
        return [e for one in years for e in one.events if e.kind in kinds and e.date <= self.period.last_day]

    @property
    def received_is_invented(self) -> bool:
        """Whether some payment behind mottaget is invented."""
        return any(event.status is Status.EXAMPLE for event in self.paid)

    @property
    def ledger_marks(self) -> list[str]:
        """Codes of the findings about raw ledger files that mark the cost itself."""
        begun = self.period.months[0]
        aside = [one for one in (*self.ledger.set_aside, *self.ledger.misplaced) if one.last >= begun]
        files = {delivery.file for delivery in (*self.period_deliveries, *aside)}
        marking = [found for found in self.ledger.findings if found.severity is Severity.MARKED and found.file in files]
        codes = {found.code for found in marking}
        codes |= {found.code for found in doubted(self.replaced)}
        ours = matches(self.booked, self.parameters.choices.books.cost)
        if self.not_separated is None and not ours.any():
            codes.add("inga-rader-pa-koderna")
        return sorted(codes | self.silence.codes | {found.code for found in self.unlike})

    @cached_property
    def silence(self) -> Silence:
        """The months of the period in which the grant has no rows although it should."""
        books = self.parameters.choices.books
        if self.not_separated is not None:
            return NOTHING
        costs = {str(month): int(ore) for month, ore in self.cost.groupby("period")["amount_ore"].sum().items()}
        efforts = self.parameters.choices.efforts
        over = months_over(self.period, self.parameters.agreement.window.end, efforts, costs, self.chain.entitled)
        rows = rows_by_month(self.booked, books.cost, self.period)
        return silence_of(self.ledger, rows, books.cost, self.parameters.settings.rhythm, over)

    @cached_property
    def unlike(self) -> list[Finding]:
        """What of a month's rows is unlike the other months'."""
        return unlike(self.ledger, self.parameters, self.period, self.booked, self.cost)

    def expected_units(self, indicator: Indicator) -> set[str]:
        """Codes of the units that should report the indicator: those it names, else every care centre."""
        return set(indicator.reported_by) or self.parameters.region.care_centre_units

    def silent_units(self, indicator: Indicator) -> dict[str, list[str]]:
        """Month of the period → expected units without any row for the indicator; months all reported are left out."""
        rows = self.activities[indicator.data].rows
        rows = rows[rows["indicator"] == indicator.id]
        told = set(zip(rows["month"].tolist(), rows["unit"].tolist(), strict=True))
        expected = sorted(self.expected_units(indicator))
        silent = {month: [unit for unit in expected if (month, unit) not in told] for month in self.period.months}
        return {month: units for month, units in silent.items() if units}

    @cached_property
    def misspelt(self) -> dict[str, list[Finding]]:
        """Indicator → findings of rows whose indicator is nearly that."""
        region, choices = self.parameters.region, self.parameters.choices
        return misspelt(self.files, region.id, choices.indicators, self.activities, self.period.months)

    @property
    def indicators(self) -> dict[str, dict[str, Measured]]:
        """Indicator → month → figure, as far as they may be told."""
        return {name: one.months for name, one in self.told.items()}

    @property
    def indicator_totals(self) -> dict[str, Measured]:
        """Indicator → figure of the period, as far as they may be told."""
        return {name: one.total for name, one in self.told.items()}

    def indicator_marks(self, indicator: Indicator) -> list[str]:
        """Codes of the findings that make the indicator's figure uncertain: unreadable values, silent units, files that
        were set aside though they may be newer, and rows whose indicator is nearly this one."""
        codes = marks_of(indicator, self.activities[indicator.data], self.silent_units(indicator), self.period)
        return sorted(codes | {found.code for found in self.misspelt.get(indicator.id, [])})


def _known(indicator: Indicator, rows: pd.DataFrame, period: Period) -> Known:
    return Known(indicator, monthly(indicator, rows, period), for_each_part(indicator, rows, period))


def gather(root: Root, agreement_id: str, region_id: str, period: Period, as_known: dt.date | None) -> Facts:
    """Read and compute one report's facts. Raises ParameterError for wrong parameters, LedgerRefused for a ledger
    that is missing, incomplete for the period, or whose totals do not hold, ReportRefused where one delivery replaces
    too much of another."""
    files = Files.of(root)
    parameters = read_parameters(files, agreement_id, region_id, period.year)
    ledger = ledger_for(files, parameters, period, as_known)
    usable = usable_in(parameters, period.year)
    replaced = replaced_for(parameters, ledger, period, usable)
    ours = booked(ledger.books, parameters)
    rows = treated(parameters, rows_of(ours, period), usable)
    cost = grouped(parameters, rows[rows["treatment"] == Treatment.COUNTED.value], period)
    population, lan_code = parameters.population, parameters.region.lan_code
    given = entitlements(parameters.agreement, parameters.choices, population, lan_code, period)
    together = stated_together(given, parameters.choices, period)
    own, part = entitled_in_all(given, together), known_in_part(given, together)
    efforts = efforts_of(parameters, cost, period)
    units, until = parameters.region.known_units, str(period)
    activities = {
        pattern: only_known(load_activity(files, region_id, pattern, as_known, until), units)
        for pattern in sorted({indicator.data for indicator in parameters.choices.indicators})
    }
    parts = {i.id: [one.id for one in i.parts] for i in parameters.choices.indicators}
    activities = {pattern: only_known_parts(activity, parts) for pattern, activity in activities.items()}
    known = [_known(i, activities[i.data].rows, period) for i in parameters.choices.indicators]
    # Here alone small counts of patients are left out, for all that is published.
    told_of = told(known, parameters.settings.smallest_count)
    quotable = [i.id for i in parameters.choices.indicators if i.counts != "patients"]
    activities = {pattern: without_counts(activity, quotable) for pattern, activity in activities.items()}
    total = None if parameters.choices.books.not_separated else int(cost["amount_ore"].sum())
    events = parameters.choices.events
    forecast = total if period.closing else forecast_of(efforts, cost)
    earlier = carried(parameters, ledger, period, cost, forecast)
    line = straight_line(total, period, parameters.agreement.window.end)
    chain = Chain(
        entitled=None if own is None else own + sum(one.chain.entitled or 0 for one in earlier),
        requisitioned=event_sum(events, "requisition", period),
        received=received(events, period) + sum(one.chain.received for one in earlier),
        cost=total,
        forecast=forecast,
        entitled_known=None if part is None else part[0] + sum(one.chain.entitled or 0 for one in earlier),
        ahead=sum(one.chain.ahead for one in earlier),
        elsewhere=elsewhere(parameters, cost, given, together),
    )
    return Facts(
        files, parameters, period, as_known, ledger, activities, ours, rows, cost, given, together, efforts, chain,
        earlier, line, told_of, replaced, ordered(files, parameters, period, as_known, usable),
    )  # fmt: skip
