"""Which of the period's ledger rows count, and to what each belongs: the rules of selection and breakdown applied.

Owns which of a region's and an agreement's parameters each of those rules is given, and so which rows of a ledger an
agreement asks for.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from ..base.errors import ParameterError
from ..base.period import Period
from ..base.place import Place
from ..model.bookkeeping import Bookkeeping
from ..model.choices import RegionAgreement
from ..model.values import Codes
from ..read.params.parameters import Parameters
from ..read.store.books import Books
from ..rules import breakdown
from ..rules.accrual import on_any
from ..rules.chain import events_of, received
from ..rules.entitled_together import StatedTogether, bound_elsewhere
from ..rules.entitlement import Entitlement
from ..rules.selection import CodeSet, Exclusions, in_period, matches, sieve, treatments


@dataclass(frozen=True)
class Whole:
    """All of a period's ledger, as its number of rows and their öre."""

    rows: int
    ore: int


def whole_of(books: Books, period: Period) -> Whole:
    """The sums of a period's rows, on whatever codes."""
    sums = books.sums()
    ours = sums[in_period(sums, period)]
    return Whole(int(ours["rows"].sum()), int(ours["amount_ore"].sum()))


def code_sets(bookkeeping: Bookkeeping) -> list[CodeSet]:
    """Every set of codes that an agreement has in the ledger: of cost, income and accrual."""
    accrual = bookkeeping.accrual
    accrued = [accrual.liability, accrual.claim, accrual.income] if accrual else []
    every = [bookkeeping.cost, *bookkeeping.components.values(), bookkeeping.income, *accrued]
    return [codes for codes in every if codes]


def booked(books: Books, parameters: Parameters) -> pd.DataFrame:
    """The ledger's rows of every month on any of the agreement's codes."""
    sets = code_sets(parameters.choices.books)
    return on_any(books.on(sieve(sets)), sets)


def rows_of(rows: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The rows of a period."""
    return rows[in_period(rows, period)]


def in_vouchers(
    books: Books,
    period: Period,
    vouchers: Collection[str] | Mapping[str, Collection[str]],
    accounts: Collection[str] | None = None,
) -> pd.DataFrame:
    """The period's rows of some vouchers (by number, or for each file), on accounts that begin as one of ``accounts``.

    A row without voucher number is asked for with the number "".
    """
    return rows_of(books.of_vouchers(vouchers, months=period.months, accounts=accounts), period)


def vouchers_of(rows: pd.DataFrame) -> dict[str, set[str]]:
    """The vouchers of rows: file → numbers."""
    return {str(file): set(numbers) for file, numbers in rows.groupby("file")["voucher"]}


def treated(parameters: Parameters, rows: pd.DataFrame, usable: Sequence[Parameters] = ()) -> pd.DataFrame:
    """Ledger rows of the period with the column ``treatment``; the rows not among them must be on other codes.

    A row dated in the window of the agreement, or of an earlier year's money in ``usable``, may be paid by the grant.
    """
    windows = [one.agreement.window for one in (*usable, parameters)]
    start, end = min(one.start for one in windows), max(one.end for one in windows)
    treatment = treatments(
        rows,
        parameters.choices.books.cost,
        parameters.agreement.window.model_copy(update={"start": start, "end": end}),
        parameters.region.cost_classes,
        left_out(parameters),
    )
    return rows.assign(treatment=treatment)


def left_out(parameters: Parameters) -> Exclusions:
    """What the perspective, the terms and the region leave out. A side without any unit is a ParameterError."""
    region, perspective, overhead = parameters.region, parameters.choices.perspective, parameters.agreement.overhead
    vat = region.vat_compensation
    if perspective == "group":
        counterparts, units = [c.code for c in region.counterparts if c.kind == "internal"], []
    else:
        counterparts, units = [], [unit.code for unit in region.units if unit.side not in (None, perspective)]
        if not any(unit.side == perspective for unit in region.units):
            raise ParameterError(
                f"{parameters.choices.origin}: perspective är {perspective} men ingen enhet har side: {perspective} i "
                f"params/regions/{region.id}.yaml. Ge enheterna en sida, eller skriv perspective: group."
            )
    return Exclusions(
        counterparts=counterparts,
        units=units,
        overhead=region.overhead if region.overhead and overhead and overhead.allowed is False else {},
        vat_accounts=vat.accounts if vat else (),
        vat_reduces_cost=bool(vat and vat.reduces_cost),
    )


def undecided(parameters: Parameters, cost: pd.DataFrame) -> pd.Series:
    """Why each counted row needs a decision, "" where it does not: ``side`` or ``overhead``.

    A unit without side is neither known to be followed up nor not; overhead without terms neither allowed nor not.
    """
    region, overhead = parameters.region, parameters.agreement.overhead
    why = pd.Series("", index=cost.index, dtype="str")
    if region.overhead and (overhead is None or overhead.allowed is None):
        why[matches(cost, region.overhead)] = "overhead"
    if parameters.choices.perspective != "group":
        why[~cost["unit"].isin([unit.code for unit in region.units if unit.side])] = "side"
    return why


def grouped(parameters: Parameters, cost: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The counted rows with ``component``, ``effort``, ``area``, ``cost_type``, ``undecided`` and ``payee``.

    Each is "" where a row fits none.
    """
    agreement, choices, region = parameters.agreement, parameters.choices, parameters.region
    if len(agreement.components) == 1:
        component = pd.Series(agreement.components[0].id, index=cost.index, dtype="str")
    else:
        component = _by_codes(choices, cost, {k: [v] for k, v in choices.books.components.items()})
    area_codes = {
        area.id: [effort.codes for effort in choices.efforts if effort.area == area.id] for area in agreement.areas
    }
    return cost.assign(
        component=component,
        effort=_by_codes(choices, cost, {effort.id: [effort.codes] for effort in choices.efforts}),
        area=_by_codes(choices, cost, area_codes),
        cost_type=breakdown.cost_type_of(cost["account"], region.cost_types, period.year),
        undecided=undecided(parameters, cost),
        payee=breakdown.payee_of(cost, [c.code for c in region.counterparts if c.kind == "private"]),
    )


def component_received(choices: RegionAgreement, component_id: str, period: Period, components: int) -> int:
    """Öre received for a component; an event that names none is for the only one there is."""
    return received(events_of(choices.events, component_id, components), period)


def _by_codes(choices: RegionAgreement, cost: pd.DataFrame, sets: dict[str, list[Codes]]) -> pd.Series:
    """The group of each row; a row two groups claim is told with the region's file."""
    try:
        return breakdown.groups_by_codes(cost, sets)
    except breakdown.ClaimedTwice as claim:
        raise ParameterError(f"{Place.parse(choices.origin).file}: {claim_text(claim)}") from None


def claim_text(claim: breakdown.ClaimedTwice) -> str:
    """What a row that two groups claim is told as, without the file."""
    codes = ", ".join(f"{dimension}: {' '.join(wanted)}" for dimension, wanted in claim.codes.items())
    return f"«{claim.first}» och «{claim.second}» gör anspråk på samma rader ({codes}). Ge dem olika codes."


def rows_by_month(rows: pd.DataFrame, codes: CodeSet, period: Period) -> dict[str, int]:
    """The number of ``booked`` rows on some codes in each month of a period, closing rows apart."""
    counts = rows.loc[matches(rows, codes) & ~rows["closing"], "period"].value_counts()
    return {month: int(counts.get(month, 0)) for month in period.months}


def elsewhere(
    parameters: Parameters, cost: pd.DataFrame, given: Sequence[Entitlement], together: Sequence[StatedTogether]
) -> int:
    """What of högsta belopp can pay no other part's cost, öre; ``cost`` are the counted rows with ``component``."""
    codes = parameters.choices.books.components
    is_told = not parameters.choices.books.not_separated
    sums = cost.groupby("component")["amount_ore"].sum()
    ids = [one.component.id for one in given if is_told and one.component.id in codes]
    return bound_elsewhere(given, together, {name: int(sums.get(name, 0)) for name in ids})
