"""Periodisering: opening liability or claim + received − recognised income = closing, against the balance sheet.

Owns the figures ``accrual.*`` and the table ``accrual``. A liability is plus, a claim minus.
"""

import pandas as pd

from ...base.numbers import kronor, unit
from ...facts.accrual import AccrualRows, accrual_of
from ...facts.gather import Facts
from ...record.model import money_figure
from ...record.tables import Column, Table
from ...show.wording import grant_years
from ..part import Part

ROWS = ("opening", "movement", "recognised")
NAMES = ("opening", "received", "recognised", "closing", "booked")


def part(facts: Facts) -> Part:
    """The figures and the table; without configured accounts every figure is unknown and there is no table."""
    result = Part()
    found = accrual_of(facts)
    if found is None:
        for name in NAMES:
            result.figures[f"accrual.{name}"] = money_figure(None, {"params": _place(facts)}, "unknown")
        return result
    status = "decided" if facts.period.closing else "preliminary"
    for name in ROWS:
        rows: pd.DataFrame | None = getattr(found, name)
        if rows is not None:
            result.add_sum(f"accrual.{name}.rows", rows, status)
    accrued = found.accrued
    unknown = found.opening is None
    first_day = facts.period.first_day
    events = [e for e in facts.year_events if e.kind in ("payment", "repayment") and e.date >= first_day]
    place = ", ".join(event.origin for event in events) or _place(facts)
    result.add_formula("accrual.opening", accrued.opening, "ej känt" if unknown else "0 - accrual.opening.rows", status)
    result.figures["accrual.received"] = money_figure(accrued.received, {"params": place}, status)
    result.add_formula("accrual.recognised", accrued.recognised, "0 - accrual.recognised.rows", status)
    formula = "accrual.opening + accrual.received - accrual.recognised"
    result.add_formula("accrual.closing", accrued.closing, formula, status)
    formula = "ej känt" if unknown else "accrual.opening - accrual.movement.rows"
    result.add_formula("accrual.booked", accrued.booked, formula, status)
    if accrued.difference:
        result.mark("accrual.booked", ["periodisering-gar-inte-ihop"])
    result.tables = [_table(facts, found)]
    return result


def verdict(facts: Facts) -> tuple[int | None, str]:
    """Öre that stand in the balance sheet, and what to say of them."""
    found = accrual_of(facts)
    if found is None:
        return None, "balanskonton är inte angivna"
    if found.accrued.difference is None:
        return None, found.opening_from
    if found.accrued.difference:
        return found.accrued.booked, f"stämmer inte, skillnad {unit(kronor(found.accrued.difference, 2), 'kr')}"
    return found.accrued.booked, "stämmer"


def _table(facts: Facts, found: AccrualRows) -> Table:
    accrued, period, earlier = found.accrued, facts.period, facts.earlier_years_paid
    of_years = f" av {grant_years(earlier, facts.parameters.agreement.year)}" if earlier else ""
    rows = [
        {"title": "Ingående skuld (+) eller fordran (−)", "ore": accrued.opening, "from": found.opening_from},
        {"title": "+ Mottaget i år", "ore": accrued.received, "from": f"inbetalningar och återbetalningar{of_years}"},
        {"title": "− Intäkt redovisad i år", "ore": accrued.recognised, "from": "huvudbokens inkomstkonton"},
        {
            "title": "= Utgående skuld (+) eller fordran (−)",
            "ore": accrued.closing,
            "from": "följer av raderna ovan",
            "emphasis": True,
        },
        {"title": "Balanskontona i huvudboken", "ore": accrued.booked, "from": "huvudbokens balanskonton"},
        {"title": "Skillnad", "ore": accrued.difference, "from": "ska vara noll"},
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
    return facts.parameters.choices.bookkeeping.origin
