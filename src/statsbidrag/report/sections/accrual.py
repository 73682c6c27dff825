"""Periodisering: opening liability or claim + received − recognised income = closing, against the balance sheet.

Owns the figures ``accrual.*`` and the table ``accrual``. A liability is plus, a claim minus.
"""

from ...base.numbers import kronor, with_unit
from ...base.states import Status
from ...facts.accrual import AccrualRows
from ...facts.gather import Facts
from ...record.figures import Figure
from ...record.tables import Column, Row, Table
from ...show.wording import grant_years
from ..part import Given, Part

NAMES = ("opening", "received", "recognised", "closing", "booked")


def part(facts: Facts, given: Given) -> Part:
    """The figures and the table; without configured accounts every figure is unknown and there is no table."""
    result = Part(given.figures)
    rows = facts.ledger_checks.accrual
    if rows is None:
        for name in NAMES:
            result.add_money(f"accrual.{name}", None, [_place(facts)], Status.UNKNOWN)
        return result
    status = Status.DECIDED if facts.period.closing else Status.PRELIMINARY
    if rows.opening is not None:
        result.add_sum("accrual.opening.rows", rows.opening, status)
    result.add_sum("accrual.movement.rows", rows.movement, status)
    result.add_sum("accrual.recognised.rows", rows.recognised, status)
    accrued = rows.accrued
    first_day = facts.period.first_day
    events = [e for e in facts.year_events if e.kind in ("payment", "repayment") and e.date >= first_day]
    places = [event.origin for event in events] or [_place(facts)]
    if rows.opening is None:
        opening = result.add_unknown("accrual.opening", rows.opening_from)
    else:
        opening = result.add_formula("accrual.opening", accrued.opening, "0 - accrual.opening.rows", status)
    received = result.add_money("accrual.received", accrued.received, places, status)
    recognised = result.add_formula("accrual.recognised", accrued.recognised, "0 - accrual.recognised.rows", status)
    formula = "accrual.opening + accrual.received - accrual.recognised"
    closing = result.add_formula("accrual.closing", accrued.closing, formula, status)
    marks = ["periodisering-gar-inte-ihop"] if accrued.difference else []
    formula = "accrual.opening - accrual.movement.rows"
    booked = result.add_formula("accrual.booked", accrued.booked, formula, status, marks=marks)
    formula = "accrual.booked - accrual.closing"
    difference = result.add_formula("accrual.difference", accrued.difference, formula, status)
    result.tables = [_table(facts, rows, [opening, received, recognised, closing, booked, difference])]
    return result


def verdict(facts: Facts, given: Given) -> tuple[int | None, str]:
    """Öre that stand in the balance sheet, and what to say of them."""
    rows = facts.ledger_checks.accrual
    if rows is None:
        return None, "balanskonton är inte angivna"
    booked, difference = given.figures["accrual.booked"].ore, given.figures["accrual.difference"].ore
    if difference is None:
        return None, rows.opening_from
    if difference:
        return booked, f"stämmer inte, skillnad {with_unit(kronor(difference, 2), 'kr')}"
    return booked, "stämmer"


def _table(facts: Facts, accrual: AccrualRows, figures: list[Figure]) -> Table:
    """``figures`` are those of the table's rows, in their order."""
    period, earlier = facts.period, facts.earlier_years_paid
    of_years = f" av {grant_years(earlier, facts.parameters.agreement.year)}" if earlier else ""
    opening, received, recognised, closing, booked, difference = figures
    rows: list[Row] = [
        {"title": "Ingående skuld (+) eller fordran (−)", "ore": opening, "from": accrual.opening_from},
        {"title": "+ Mottaget i år", "ore": received, "from": f"inbetalningar och återbetalningar{of_years}"},
        {"title": "− Intäkt redovisad i år", "ore": recognised, "from": "huvudbokens inkomstkonton"},
        {
            "title": "= Utgående skuld (+) eller fordran (−)",
            "ore": closing,
            "from": "följer av raderna ovan",
            "emphasis": True,
        },
        {"title": "Balanskontona i huvudboken", "ore": booked, "from": "huvudbokens balanskonton"},
        {"title": "Skillnad", "ore": difference, "from": "ska vara noll"},
    ]
    columns = [
        Column("title", "Periodisering"),
        Column("ore", "Kronor", "ore", decimals=2),
        Column("from", "Kommer från"),
    ]
    note = (
        "En skuld är mottaget som ännu inte är intäkt, en fordran intäkt som ännu inte är mottagen. Bidraget "
        "periodiseras oftast först i bokslutet, och bokslutets rad återförs i januari."
    )
    return Table("accrual", f"Periodisering, {period.title}", columns, rows, note=note, sheet="Periodisering")


def _place(facts: Facts) -> str:
    return facts.parameters.choices.books.origin
