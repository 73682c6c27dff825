"""Högsta belopp of the overview's agreements year by year.

Owns the table ``years`` and its figures ``year.<year>.<agreement>.entitled`` and ``year.<year>.entitled``. They are the
years' own amounts, without what is left of earlier years, so they come from the parameters and not from the reports.
"""

from ...base.period import Period
from ...base.states import Basis, Status
from ...read.params.parameters import Parameters
from ...record.figures import Figure, Origin, merged_status, money
from ...record.formulas import total as total_of
from ...record.tables import Column, Row, Table
from ...rules.entitled_together import assumed, entitled_in_all, stated_together, used_together
from ...rules.entitlement import Entitlement, entitlements
from ...show.wording import assumed_in
from ..part import Part


def in_mnkr(key: str, heading: str) -> Column:
    """A column of money told in mnkr with a decimal."""
    return Column(key, heading, "ore", scale="mnkr", decimals=1)


def years_table(every: dict[int, dict[str, Parameters]], result: Part) -> Table:
    """Högsta belopp of the year before, the year and the next; only years that the region has anything for."""
    years = [year for year, ours in every.items() if ours]
    names = sorted({name for ours in every.values() for name in ours}) if len(years) > 1 else []
    rows: list[Row] = []
    guessed: list[str] = []
    of_year: dict[int, list[Figure]] = {year: [] for year in years}
    for name in names:
        latest = next(every[year][name] for year in reversed(years) if name in every[year])
        row: Row = {"title": latest.agreement.short or latest.agreement.title}
        for year in years:
            row[str(year)] = ""
            if name in every[year]:
                figure = result.add(_entitled(f"year.{year}.{name}.entitled", every[year][name]))
                row[str(year)] = figure
                of_year[year] += [figure] if figure.ore is not None else []
                guessed += [f"{row['title']} {year}"] if figure.assumed else []
        rows.append(row)
    total: Row = {"title": "Summa av det som är känt"}
    for year in years if rows else []:
        known = of_year[year]
        formula, status = total_of([figure.key for figure in known]), merged_status(figure.status for figure in known)
        guess = any(figure.assumed for figure in known)
        total[str(year)] = result.follow(f"year.{year}.entitled", formula, status, assumed=guess)
    columns = [
        Column("title", "Överenskommelse"),
        *(in_mnkr(str(year), f"Högsta belopp {year}") for year in years),
    ]
    note = (
        "Årets egna belopp, utan det som är kvar från tidigare år. En tom ruta betyder att regionen inte har "
        f"överenskommelsen det året.{assumed_in(guessed)}"
    )
    return Table(
        "years",
        "Överenskommelserna år från år",
        columns,
        rows,
        total,
        note,
        sheet="År från år",
    )


def _entitled(key: str, one: Parameters) -> Figure:
    """Högsta belopp of an agreement's own year, read where its parts stand."""
    year = one.agreement.year
    given = entitlements(one.agreement, one.choices, one.population, one.region.lan_code, Period(year, 13))
    together = stated_together(given, one.choices, Period(year, 13))
    used = used_together(together)
    inside = {member.component.id for group in used for member in group.members}
    apart = [part for part in given if part.component.id not in inside]
    places = [group.stated.origin for group in used] + [place for part in apart for place in _places(part)]
    status = merged_status([*(group.stated.status for group in used), *(part.status for part in apart)])
    ore = entitled_in_all(given, together)
    origin = Origin(params=tuple(dict.fromkeys(places))) if places else Origin(formula="0")
    return money(key, ore, origin, firm(status), assumed=ore is not None and bool(assumed(given, together)))


def _places(part: Entitlement) -> list[str]:
    """Where a component's högsta belopp is read: at the amount that it comes from, or at what it is reckoned from."""
    if part.basis is Basis.PAID:
        return [event.origin for event in part.paid]
    amount = part.given or part.component.national_amount
    changes = [amendment.origin for amendment in part.amendments] if part.basis in (Basis.CAP, Basis.COMPUTED) else []
    return [amount.origin if amount else part.component.origin, *changes]


def firm(status: Status) -> Status:
    """How firm an amount is that is read somewhere; of one that its paper leaves open, no more than preliminary."""
    return Status.PRELIMINARY if status is Status.UNKNOWN else status
