"""Periodisering: opening liability or claim + received − recognised income = closing, against the balance sheet.

Owns the figures ``accrual.*`` of what the ledger says against itself, the table ``accrual``, and the verdict: a ledger
that only agrees with itself does not agree yet. What should stand is ``accrual_should``. A liability is plus, a claim
minus.
"""

from ...base.numbers import kronor, with_unit
from ...base.states import Status
from ...facts.accrual import AccrualRows
from ...facts.gather import Facts
from ...facts.recognition import grant_parts
from ...record.figures import Figure
from ...record.tables import Column, Row, Table
from ...show.wording import grant_years, listed, marked, source_text
from ..part import Given, Part
from .accrual_entry import BALANCES, NAMED
from .accrual_should import add_should, why_unknown

STATED = "accrual.opening.stated"
NAMES = ("opening", "received", "recognised", "closing", "booked")


def part(facts: Facts, given: Given) -> Part:
    """The figures and the table; without configured accounts every figure is unknown and there is no table."""
    result = Part(given.figures)
    rows = facts.ledger_checks.accrual
    if rows is None:
        for name in NAMES:
            result.add_money(f"accrual.{name}", None, [_place(facts)], Status.UNKNOWN)
        if facts.period.has_accounts:
            add_should(result, facts, grant_parts(facts))
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
    if rows.stated is not None:
        stated = rows.stated
        result.add_money(STATED, stated.ore, [stated.origin], stated.status, source=stated.source)
    if rows.is_stated:
        firm = result.figures[STATED].status
        opening = result.add_formula("accrual.opening", accrued.opening, STATED, firm)
    elif rows.opening is None:
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
    result.tables = [_table(result, facts, rows, [opening, received, recognised, closing, booked, difference])]
    if facts.period.has_accounts:
        add_should(result, facts, grant_parts(facts))
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
        return booked, f"går inte ihop, skillnad {with_unit(kronor(difference, 2), 'kr')}"
    if not facts.period.has_accounts:
        return booked, "går ihop med händelserna; prövas mot principen vid delår och bokslut"
    apart = [given.figures[f"accrual.to_book.{name}"].ore for name in BALANCES]
    if None in apart:
        unknown = dict.fromkeys(why_unknown(facts, one) for one in grant_parts(facts) if one.standing is None)
        return booked, f"kan inte bedömas: {listed(list(unknown))}"
    is_example = any(given.figures[f"accrual.to_book.{name}"].is_example for name in BALANCES)
    if any(apart):
        told = listed([f"{NAMED[name]} {_kr(ore)}" for name, ore in zip(BALANCES, apart, strict=True) if ore])
        return booked, marked(f"stämmer inte med principen, att boka: {told}", is_example)
    return booked, marked("stämmer med principen", is_example)


def _kr(ore: int | None) -> str:
    return with_unit(kronor(ore or 0, 2), "kr")


def _table(result: Part, facts: Facts, accrual: AccrualRows, figures: list[Figure]) -> Table:
    """``figures`` are those of the table's rows, in their order."""
    period, earlier = facts.period, facts.earlier_years_paid
    of_years = f" av {grant_years(earlier, facts.parameters.agreement.year)}" if earlier else ""
    opening, received, recognised, closing, booked, difference = figures
    stated = accrual.stated
    told = None if stated is None else source_text(facts.parameters, stated.source, stated.place)
    opening_from = accrual.opening_from
    if accrual.is_stated and stated is not None:
        opening_from = marked(f"{opening_from}{f': {told}' if told else ''}", stated.is_example)
    beside: list[Row] = []
    if stated is not None and not accrual.is_stated:
        about = marked(f"regionens fil{f': {told}' if told else ''}; huvudboken går före", stated.is_example)
        beside = [{"title": "Ingående enligt regionens fil", "ore": result.figures[STATED], "from": about}]
    rows: list[Row] = [
        {"title": "Ingående skuld (+) eller fordran (−)", "ore": opening, "from": opening_from},
        *beside,
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
