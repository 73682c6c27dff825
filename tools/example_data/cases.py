"""What goes wrong in books and is put right: some of a grant's invoices are changed into lifelike cases.

Owns the cases. A change moves no cost between months but what the case itself says, so that the efforts' sums hold:
``late`` an invoice of the month before, ``credit`` one too high and its credit note, ``rebooked`` one first booked
without the grant's codes, ``asset`` one first booked as an asset, ``unmapped`` one on an account without cost type,
``corrected`` two that the first delivery had wrong or lacked, ``personal-data`` texts that must never be published.
Beside the efforts' cost stand ``uncoded`` rows without a known activity, one ``outside`` the window, one ``accrued``.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from statsbidrag.base.period import month_end

from .accounts import ACCRUED_COST, CONSULTANTS, CONSUMABLES, EQUIPMENT, HIRED_STAFF, INFORMATION
from .book import Dice, Row, Voucher, workday
from .grant_costs import MONTHS
from .personal import PLANTED_TEXTS

if TYPE_CHECKING:
    from .grants import Grant

NO_CODES = {"object": "", "activity": "", "product": ""}
UNCODED_MONTHS = (2, 5, 8, 11)


@dataclass(frozen=True)
class Draft:
    """An invoice before it is booked: its date and its cost row, on the grant's codes."""

    date: dt.date
    row: Row


def draft_vouchers(grant: "Grant", drafts: list[Draft]) -> Iterator[Voucher]:
    """Every draft as vouchers, the cases' among them, and the rows beside the efforts."""
    left = list(drafts)
    dice = grant.dice("cases")
    wanted = grant.plan.cases
    for case, change, months in (
        ("late", _late, range(3, 13)),
        ("credit", _credit, range(8, 12)),
        ("rebooked", _rebooked, range(4, 11)),
        ("asset", _asset, range(5, 10)),
        ("unmapped", _unmapped, range(2, 12)),
        ("corrected", _wrong_at_first, (grant.corrected,)),
        ("corrected", _not_at_first, (grant.corrected,)),
    ):
        if case in wanted and (draft := _taken(left, dice, months)):
            yield from change(grant, draft)
    if "personal-data" in wanted:
        for text in PLANTED_TEXTS:
            if draft := _taken(left, dice, range(1, 13)):
                yield _invoice(grant, replace(draft, row=replace(draft.row, text=text)), "personuppgift")
    for draft in left:
        yield _invoice(grant, draft)
    if "uncoded" in wanted:
        yield from _uncoded(grant)
    if "outside" in wanted:
        yield _outside(grant)
    if "accrued" in wanted:
        yield _accrued(grant)


def _taken(drafts: list[Draft], dice: Dice, months) -> Draft | None:
    """One of the drafts of the months, taken out; None when there is none."""
    fitting = [draft for draft in drafts if draft.date.month in months]
    if not fitting:
        return None
    chosen = dice.pick(fitting)
    drafts.remove(chosen)
    return chosen


def _invoice(grant: "Grant", draft: Draft, case: str = "", **voucher: object) -> Voucher:
    return grant.place.invoice(draft.date, [draft.row], case=case, **voucher)


def _late(grant: "Grant", draft: Draft) -> Iterator[Voucher]:
    text = f"{draft.row.text}, avser {MONTHS[draft.date.month - 2]}"
    yield _invoice(grant, replace(draft, row=replace(draft.row, text=text)), "sen-bokforing")


def _credit(grant: "Grant", draft: Draft) -> Iterator[Voucher]:
    ore = draft.row.ore // 5 // 50 * 50
    row = replace(draft.row, ore=draft.row.ore + ore)
    yield _invoice(grant, replace(draft, row=row), "for-hogt")
    row = replace(draft.row, ore=-ore, text=f"Kreditfaktura, {draft.row.text}")
    date = workday(draft.date.year, draft.date.month, 27)
    yield _invoice(grant, Draft(date, row), "kreditfaktura")


def _home(grant: "Grant", row: Row) -> Row:
    """The row without the grant's codes, on a unit of its own where the grant's unit is one of them."""
    unit = grant.place.primary_care if "unit" in grant.choices.bookkeeping.cost else row.unit
    return replace(row, unit=unit, **NO_CODES)


def _rebooked(grant: "Grant", draft: Draft) -> Iterator[Voucher]:
    before = workday(draft.date.year, draft.date.month - 1, 18)
    home = _home(grant, draft.row)
    yield grant.place.invoice(before, [home], case="utan-koder")
    text = f"Rättelse av {MONTHS[before.month - 1]}, {draft.row.text}"
    rows = (replace(draft.row, text=text), replace(home, ore=-home.ore, text=text))
    yield Voucher("BO", workday(draft.date.year, draft.date.month, 9), rows, case="omford-kostnad")


def _asset(grant: "Grant", draft: Draft) -> Iterator[Voucher]:
    before = workday(draft.date.year, draft.date.month - 2, 19)
    asset = replace(draft.row, account=EQUIPMENT)
    yield grant.place.invoice(before, [asset], case="inventarie")
    text = f"Rättelse, ej anläggningstillgång: {draft.row.text}"
    rows = (replace(draft.row, text=text), replace(asset, ore=-asset.ore, text=text))
    yield Voucher("BO", workday(draft.date.year, draft.date.month, 22), rows, case="inventarie-rattad")


def _unmapped(grant: "Grant", draft: Draft) -> Iterator[Voucher]:
    row = replace(draft.row, account=INFORMATION, text=f"Annonser, {draft.row.text.partition(', ')[2]}")
    yield _invoice(grant, replace(draft, row=row), "saknar-kostnadsslag")


def _wrong_at_first(grant: "Grant", draft: Draft) -> Iterator[Voucher]:
    right = _invoice(grant, draft, "rattad")
    yield replace(right, first_rows=(_home(grant, right.rows[0]), *right.rows[1:]))


def _not_at_first(grant: "Grant", draft: Draft) -> Iterator[Voucher]:
    yield replace(_invoice(grant, draft, "tillkom"), first_rows=())


def _uncoded(grant: "Grant") -> Iterator[Voucher]:
    """Cost on the grant without an activity, and once with one that no effort has."""
    dice = grant.dice("uncoded")
    efforts = [effort for effort in grant.choices.efforts if "activity" in effort.codes]
    for month in UNCODED_MONTHS if efforts else ():
        effort = dice.pick(efforts)
        codes = {name: codes[0] for name, codes in effort.codes.items()} | {
            "activity": "99" if month == UNCODED_MONTHS[-1] else ""
        }
        account, text = dice.pick(((CONSUMABLES, "Förbrukningsmaterial"), (CONSULTANTS, "Konsulttjänster")))
        units = grant.plan.efforts[effort.id][1] or (grant.place.primary_care,)
        row = replace(Row(account, units[0], effort.budget.ore // dice.whole(150, 600) // 50 * 50, text), **codes)
        case = "okand-aktivitet" if codes["activity"] else "utan-aktivitet"
        yield grant.place.invoice(workday(grant.year, month, dice.whole(5, 25)), [row], case=case)


def _outside(grant: "Grant") -> Voucher:
    """An invoice of the year before, on the grant's codes, that came when that year's books were closed."""
    effort = grant.choices.efforts[0]
    codes = {name: codes[0] for name, codes in effort.codes.items()}
    units = grant.plan.efforts[effort.id][1]
    row = replace(Row(CONSULTANTS, units[0], grant.dice("outside").amount(20_000, 60_000), "Förstudie"), **codes)
    date = dt.date(grant.year - 1, 12, 19)
    return grant.place.invoice(date, [row], case="fore-anvandningstiden", booked=f"{grant.year}01")


def _accrued(grant: "Grant") -> Voucher:
    """A closing row: a cost of December whose invoice has not come."""
    effort = grant.choices.efforts[0]
    codes = {name: codes[0] for name, codes in effort.codes.items()}
    units = grant.plan.efforts[effort.id][1] or (grant.place.primary_care,)
    ore = effort.budget.ore // grant.dice("accrued").whole(60, 140) // 50 * 50
    text = f"Upplupen kostnad december, {effort.short}"
    row = replace(Row(HIRED_STAFF, units[0], ore, text), **codes)
    rows = (row, Row(ACCRUED_COST, grant.place.finance, -ore, text))
    return Voucher("BO", month_end(grant.year, 12), rows, case="bokslutsrad", closing=True)
