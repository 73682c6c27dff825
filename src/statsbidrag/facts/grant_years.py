"""Earlier years' money in this year's report: what is left of it when the year begins, and what this year uses of it.

Owns how the years are followed from the first that matters to the report's. A year whose ledger is not whole refuses
the report, since what is left of its money would be a guess.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ..base.errors import LedgerRefused, ParameterError
from ..base.period import Period, day_text
from ..model.agreement import Window
from ..read.params.parameters import Parameters
from ..read.store.ledger import Ledger
from ..rules.chain import Chain, event_sum, received
from ..rules.entitled_together import entitled_in_all, stated_together
from ..rules.entitlement import entitlements
from ..rules.grant_years import MoneyLeft, expected_payments, oldest_first, used_ahead
from ..rules.selection import Treatment
from .rows import booked, rows_of, treated


@dataclass(frozen=True)
class GrantYear:
    """One earlier year's money in this year: ``chain`` is what was left of it, was got, is used and is expected used.

    ``whole`` is the year's högsta belopp and ``used_before`` what earlier years used of it (öre). ``used_rows`` are the
    rows that make it, None where several years' money paid them and no row is one year's.
    """

    parameters: Parameters
    whole: int
    used_before: int
    chain: Chain
    used_rows: pd.DataFrame | None

    @property
    def year(self) -> int:
        return self.parameters.agreement.year

    @property
    def window(self) -> Window:
        return self.parameters.agreement.window


def usable_in(parameters: Parameters, year: int) -> list[Parameters]:
    """The earlier years' parameters whose window reaches into a year, oldest first."""
    return [one for one in parameters.earlier if one.agreement.window.end >= dt.date(year, 1, 1)]


def carried(
    parameters: Parameters, ledger: Ledger, period: Period, cost: pd.DataFrame, forecast: int | None
) -> list[GrantYear]:
    """Every earlier grant year whose money may be used in the report's year, oldest first; [] for most agreements.

    ``cost`` are the report's counted rows. Raises LedgerRefused when an earlier year's ledger is not whole.
    """
    usable = usable_in(parameters, period.year)
    if not usable:
        return []
    _require_books([*parameters.earlier, parameters])
    _require_whole(parameters, usable, ledger, period)
    entitled = {one.agreement.year: _entitled(one) for one in parameters.earlier}
    used = dict.fromkeys(entitled, 0)
    rows_by_year: dict[int, pd.DataFrame] = {}
    for one in parameters.earlier:
        year = one.agreement.year
        before = [earlier for earlier in parameters.earlier if earlier.agreement.year < year]
        rows = rows_of(booked(ledger.books, one), Period(year, 13))
        alive = [earlier for earlier in before if earlier.agreement.window.end >= dt.date(year, 1, 1)]
        counted = treated(one, rows, alive)
        counted = counted[counted["treatment"] == Treatment.COUNTED.value]
        rows_by_year[year] = counted
        paid = oldest_first(_days(counted), _money(before, entitled, used))
        for earlier, ore in paid.items():
            used[earlier] += ore
        used[year] += int(counted["amount_ore"].sum()) - sum(paid.values())
    grants = _money(usable, entitled, used)
    paid = oldest_first(_days(cost), grants)
    total = int(cost["amount_ore"].sum())
    ahead = expected_payments(paid, grants, total, forecast, period.last_day, dt.date(period.year, 12, 31))
    return [
        GrantYear(
            one,
            entitled[grant.year],
            used[grant.year],
            Chain(
                entitled=grant.left,
                requisitioned=event_sum(one.choices.events, "requisition", period),
                received=max(0, received(one.choices.events, period) - used[grant.year]),
                cost=paid[grant.year],
                forecast=ahead[grant.year],
                ahead=used_ahead(entitled[grant.year], used[grant.year], received(one.choices.events, period)),
            ),
            _making(rows_by_year[grant.year], used[grant.year]),
        )
        for one, grant in zip(usable, grants, strict=True)
    ]


def _making(rows: pd.DataFrame, ore: int) -> pd.DataFrame | None:
    return rows if int(rows["amount_ore"].sum()) == ore else None


def own_chain(total: Chain, earlier: Sequence[GrantYear]) -> Chain:
    """The report's own grant year: the whole less what earlier years' money bears."""
    forecasts, part = [one.chain.forecast for one in earlier], total.entitled_known
    known = total.forecast is not None and None not in forecasts
    return Chain(
        entitled=None if total.entitled is None else total.entitled - sum(one.chain.entitled or 0 for one in earlier),
        requisitioned=total.requisitioned,
        received=total.received - sum(one.chain.received for one in earlier),
        cost=None if total.cost is None else total.cost - sum(one.chain.cost or 0 for one in earlier),
        forecast=(total.forecast or 0) - sum(ore or 0 for ore in forecasts) if known else None,
        entitled_known=None if part is None else part - sum(one.chain.entitled or 0 for one in earlier),
        elsewhere=total.elsewhere,
    )


def _entitled(one: Parameters) -> int:
    agreement = one.agreement
    given = entitlements(agreement, one.choices, one.population, one.region.lan_code, Period(agreement.year, 13))
    entitled = entitled_in_all(given, stated_together(given, one.choices, Period(agreement.year, 13)))
    if entitled is None:
        raise ParameterError(
            f"{one.choices.origin}: högsta belopp {agreement.year} är inte känt, så det går inte att räkna ut vad som "
            "är kvar av det årets bidrag. Skriv det beslutade beloppet under decided."
        )
    return entitled


def _money(grants: Sequence[Parameters], entitled: dict[int, int], used: dict[int, int]) -> list[MoneyLeft]:
    return [
        MoneyLeft(year, max(0, entitled[year] - used[year]), one.agreement.window.start, one.agreement.window.end)
        for one in grants
        if (year := one.agreement.year) in entitled
    ]


def _days(rows: pd.DataFrame) -> list[tuple[dt.date, int]]:
    sums = rows.groupby(rows["date"].dt.date)["amount_ore"].sum()
    return [(day, int(ore)) for day, ore in zip(sums.index, sums, strict=True)]


def _require_books(years: Sequence[Parameters]) -> None:
    """Raises ParameterError where a year's cost cannot be found in the books: what is left would be a guess."""
    for one in years:
        books = one.choices.bookkeeping
        if books is None or books.not_separated is not None:
            why = "bookkeeping är unknown" if books is None else "kostnaden är ej särredovisad"
            raise ParameterError(
                f"{one.choices.origin}: {why}, så det går inte att räkna ut vad som är kvar av bidraget. Ange koderna "
                "under bookkeeping.cost, eller rätta window så att årets pengar inte får användas senare."
            )


def _require_whole(parameters: Parameters, usable: list[Parameters], ledger: Ledger, period: Period) -> None:
    objects = set(parameters.choices.books.cost.get("object", []))
    full = [one for one in ledger.deliveries if not one.adds]
    whole = [one for one in full if one.objects is None or (objects and objects <= one.objects)]
    claimed = {slot for one in whole for slot in one.slots()}
    first, until = usable[0].agreement.year, usable[-1].agreement.window.end
    wanted = [f"{year}-{number:02d}" for year in range(first, period.year) for number in range(1, 14)]
    missing = [slot for slot in wanted if slot not in claimed]
    if missing:
        raise LedgerRefused(
            f"data/raw/{parameters.region.id}/ledger: huvudbok saknas för {', '.join(missing)}. {first} års bidrag får "
            f"användas till och med {day_text(until)}, och utan hela huvudboken går det inte att veta vad som är kvar. "
            f"Rapporten för {period} görs inte. Lägg in uttaget med bokslutet (scope till {period.year - 1}-13)."
        )
