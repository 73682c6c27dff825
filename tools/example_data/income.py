"""What comes in for the grants and how it is accrued: payments, deferral and claim at bokslut, and opening balances.

Owns that each agreement's money has accounts of its own (those of its parameters), that what is received and not used
is a liability at bokslut and what is used and paid later a claim, and that both are taken back in January.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from statsbidrag.base.period import month_end
from statsbidrag.model.choices import Event, RegionAgreement

from .accounts import BANK, DEPRECIATED, EQUIPMENT, PAYABLES, PENSION_DEBT, STATE_RECEIVABLE
from .book import Row, Voucher, workday
from .places import Place

EQUITY = "2010"
FIRST_OPENING_TKR = {
    BANK: 684_300, STATE_RECEIVABLE: 21_450, EQUIPMENT: 152_800, DEPRECIATED: -61_240, PAYABLES: -38_915,
    PENSION_DEBT: -402_760,
}  # fmt: skip


@dataclass(frozen=True)
class Carried:
    """Öre that stand in the balance sheet when a year begins: received and not used, used and not received."""

    liability: int = 0
    claim: int = 0


def payments(place: Place, choices: RegionAgreement, events: Iterable[Event], year: int) -> Iterator[Voucher]:
    """A voucher for each payment dated in the year, on the agreement's income account."""
    account = choices.bookkeeping.income["account"][0]
    titles = {component.id: component.title for component in choices.components}
    for event in events:
        if event.kind == "payment" and event.date.year == year and event.ore:
            what = titles.get(event.component or "", event.component or choices.agreement)
            text = f"Statsbidrag {choices.agreement}, {what}"
            rows = (Row(BANK, place.finance, event.ore, text), Row(account, place.finance, -event.ore, text))
            yield Voucher("IN", event.date, rows, case="utbetalning")


def taken_back(place: Place, choices: RegionAgreement, carried: Carried, year: int) -> Iterator[Voucher]:
    """January: last year's liability becomes income, last year's claim is taken off it."""
    liability, claim, income = _accounts(choices)
    for account, ore, what in ((liability, carried.liability, "ej förbrukat"), (claim, -carried.claim, "fordran")):
        if ore:
            text = f"Återföring {year - 1}, {what}, {choices.agreement}"
            rows = (Row(account, place.finance, ore, text), Row(income, place.finance, -ore, text))
            yield Voucher("BO", workday(year, 1, 9), rows, case="aterfort")


def closed(
    place: Place, choices: RegionAgreement, events: Iterable[Event], carried: Carried, year: int, cost: int
) -> tuple[list[Voucher], Carried]:
    """The closing vouchers of the year and what it carries over; ``cost`` is the year's, closing rows included.

    ``events`` are the agreement's of this and earlier years.
    """
    paid = [event for event in events if event.kind == "payment" and event.ore]
    received = sum(event.ore or 0 for event in paid if event.date.year == year)
    to_come = sum(event.ore or 0 for event in paid if event.date.year > year)
    over = carried.liability - carried.claim + received - cost
    left = Carried(max(0, over), min(max(0, -over), to_come))
    liability, claim, income = _accounts(choices)
    vouchers = []
    for account, ore, what in (
        (liability, left.liability, "ej förbrukat, till förutbetald intäkt"),
        (claim, -left.claim, "förbrukat, ej utbetalt, till upplupen intäkt"),
    ):
        if ore:
            text = f"{choices.agreement} {year}, {what}"
            rows = (Row(income, place.finance, ore, text), Row(account, place.finance, -ore, text))
            vouchers.append(Voucher("BO", month_end(year, 12), rows, case="periodiserat", closing=True))
    return vouchers, left


def _accounts(choices: RegionAgreement) -> tuple[str, str, str]:
    accrual = choices.bookkeeping.accrual
    return accrual.liability["account"][0], accrual.claim["account"][0], accrual.income["account"][1]


def first_opening() -> dict[str, int]:
    """Öre per balance account when the first year begins; equity is what makes it close."""
    balances = {account: tkr * 1_000_00 for account, tkr in FIRST_OPENING_TKR.items()}
    return balances | {EQUITY: -sum(balances.values())}


def next_opening(opening: Mapping[str, int], vouchers: Iterable[Voucher]) -> dict[str, int]:
    """Öre per balance account when the next year begins; the year's result is in equity."""
    balances: defaultdict[str, int] = defaultdict(int, opening)
    for voucher in vouchers:
        for row in voucher.rows:
            balances[row.account if row.account[0] in "12" else EQUITY] += row.ore
    return {account: ore for account, ore in sorted(balances.items()) if ore}


def opening_voucher(place: Place, balances: Mapping[str, int], year: int) -> Voucher:
    """The opening balances (period 00) as one voucher."""
    rows = tuple(Row(account, place.finance, ore, "Ingående balans") for account, ore in sorted(balances.items()))
    return Voucher("IB", dt.date(year, 1, 1), rows, case="ingaende-balans", booked=f"{year}00")
