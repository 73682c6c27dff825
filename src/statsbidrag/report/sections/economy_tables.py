"""The tables of Ekonomi, each a view of the same counted rows.

Owns how the money chain is told row by row, and that a breakdown's last line is what fitted no group.
"""

from ...money import MINUS
from ...period import MONTHS, SHORT_MONTHS, day_text
from ...rules.breakdown import sums
from ...rules.budget import monthly_total
from ...rules.entitlement import Entitlement, used_together
from ...show.numbers import count, kronor, unit
from ...tables import Column, Table
from ...values import Status
from ..facts import Facts
from ..grant_years import GrantYear
from ..wording import EXAMPLE, RULE, as_told, invented, marked, marked_assumed, see, source_text
from . import economy_breakdowns, economy_components

STANDARD = [
    Column("title", "Insats"),
    Column("budget", "Budget helår", "ore", scale="tkr"),
    Column("budget_to_date", "Ack. budget", "ore", scale="tkr"),
    Column("cost", "Ack. utfall", "ore", scale="tkr"),
    Column("deviation", "Avvikelse ack.", "ore", scale="tkr"),
    Column("forecast", "Prognos helår", "ore", scale="tkr"),
    Column("forecast_deviation", "Avvikelse helår", "ore", scale="tkr"),
]


def tables(facts: Facts) -> list[Table]:
    """Every table of the section, in reading order; no breakdown of a cost that is not accounted for separately."""
    whole = [_chain(facts), *economy_components.tables(facts), *_grant_years(facts)]
    if facts.not_separated is not None:
        return whole
    standard = [_standard(facts)] if facts.efforts else []
    return [*whole, *standard, _months(facts), *economy_breakdowns.tables(facts)]


def _left_from(one: GrantYear) -> str:
    return f"kvar av {one.year} års bidrag {unit(kronor(one.chain.entitled or 0), 'kr')}"


def _grant_years(facts: Facts) -> list[Table]:
    """The years' money beside each other; no table where only one year's may be used."""
    if not facts.carried:
        return []
    own = facts.parameters.agreement
    years = [(one.year, one.window.end, one.used_before, one.chain) for one in facts.carried]
    rows = [
        {
            "title": str(year),
            "until": end.isoformat(),
            "used_before": before,
            "entitled": chain.entitled,
            "received": chain.received,
            "cost": chain.cost,
            "unspent": chain.unspent,
            "forecast": chain.forecast,
            "expected_unspent": chain.expected_unspent,
        }
        for year, end, before, chain in [*years, (own.year, own.window.end, 0, facts.own_chain)]
    ]
    columns = [
        Column("title", "Bidragsår"),
        Column("until", "Får användas t.o.m.", "date"),
        Column("used_before", "Använt tidigare år", "ore"),
        Column("entitled", "Kan användas i år", "ore"),
        Column("received", "Mottaget, ej förbrukat tidigare", "ore"),
        Column("cost", f"Använt {facts.period.year}", "ore"),
        Column("unspent", "Mottaget, ej förbrukat", "ore"),
        Column("forecast", "Prognos helår", "ore"),
        Column("expected_unspent", "Bedöms inte förbrukas", "ore"),
    ]
    note = (
        "Belopp i kr. Kostnaderna anger inte vilket års bidrag de använder. Därför används det äldsta först, så länge "
        "det räcker och får användas den dag kostnaden är daterad."
    )
    said = [*(["mottaget"] if facts.received_is_invented else []), *facts.invented]
    note += invented([word for word in said if word != "budgeten"])
    return [Table("grant_years", f"Bidragsår, {facts.period.title}", columns, rows, note=note, sheet="Bidragsår")]


def _chain(facts: Facts) -> Table:
    chain = facts.chain
    received_from = _events_from(facts, ("payment", "repayment"), "ingen inbetalning t.o.m. periodens slut")
    if facts.carried:
        years = " och ".join(str(one.year) for one in facts.carried)
        received_from += f" + mottaget {years} men ej förbrukat när året började"
    invented_paid = EXAMPLE in received_from
    left = marked(f"högsta belopp {MINUS} prognos, lägst noll", "prognosen" in facts.invented)
    rows = [
        (
            "Högsta belopp enligt överenskommelsen",
            chain.entitled,
            " + ".join([*_entitled_from_all(facts), *map(_left_from, facts.carried)]),
            False,
        ),
        ("Rekvirerat", chain.requisitioned, _events_from(facts, ("requisition",), _requisition_missing(facts)), False),
        ("Mottaget", chain.received, received_from, False),
        ("Kostnad som räknas mot bidraget", chain.cost, _cost_from(facts), False),
        ("Egen kostnad", chain.own_cost, "kostnad utöver högsta belopp", False),
        ("Fordran", chain.claim, marked("förbrukat men ej mottaget, högst till högsta belopp", invented_paid), False),
        ("Mottaget, ej förbrukat", chain.unspent, marked(f"mottaget {MINUS} kostnad, lägst noll", invented_paid), True),
        ("Prognos helår", chain.forecast, _forecast_from(facts), False),
        ("Bedöms inte förbrukas", chain.expected_unspent, left, True),
    ]
    return Table(
        "chain",
        f"Penningkedjan, {facts.period.title}",
        [Column("step", "Led"), Column("ore", "Kronor", "ore", decimals=2), Column("from", "Varifrån")],
        [_step(facts, *row) for row in rows],
        note=f"Återbetalning prövas enligt villkoren; {_repayment(facts)}.",
        sheet="Penningkedjan",
    )


def _step(facts: Facts, step: str, ore: int | None, origin: str, bold: bool) -> dict[str, object]:
    row: dict[str, object] = {"step": step, "ore": ore, "from": origin, "emphasis": bold}
    return row | {"missing": "ej särredovisad"} if facts.not_separated and step.startswith("Kostnad") else row


def _cost_from(facts: Facts) -> str:
    why = facts.not_separated
    if why is not None:
        return f"{why.reason} ({source_text(facts.parameters, why.source, why.place)})"
    return f"{count(len(facts.cost))} rader i huvudboken, se Excelbilagan{see(bool(facts.ledger_marks))}"


def _entitled_from_all(facts: Facts) -> list[str]:
    """Where högsta belopp comes from: what is stated for several components, else each component's own."""
    used = used_together(facts.together)
    inside = {member.component.id for group in used for member in group.members}
    together = [f"{as_told(group.stated)} angivet för delarna tillsammans" for group in used]
    alone = [e for e in facts.entitlements if e.component.id not in inside]
    named = len(facts.entitlements) > 1
    for entitlement in alone:
        text = marked_assumed(_entitled_from(entitlement), entitlement.component.id in facts.assumed)
        together.append(f"{entitlement.component.title}: {text}" if named else text)
    return together


def _entitled_from(entitlement: Entitlement) -> str:
    if entitlement.basis == "stated":
        return f"angivet belopp, {'ej beräknat' if entitlement.lacking else 'som skiljer sig från det beräknade'}"
    if entitlement.basis != "computed":
        return {"decided": "beslutat belopp", "unknown": "ej känt"}[entitlement.basis]
    if entitlement.component.rule != "population_share":
        text = f"beräknat enligt regeln {RULE[entitlement.component.rule]}"
        return marked(text, entitlement.status is Status.EXAMPLE)
    near = " (närmevärde)" if entitlement.is_approximation else ""
    pot, share = (
        kronor(entitlement.national_ore),
        f"{count(entitlement.inhabitants)} / {count(entitlement.inhabitants_in_all)}",
    )
    return f"{unit(pot, 'kr')} × {share}, folkmängd {day_text(entitlement.population_date)}{near}"


def _events_from(facts: Facts, kinds: tuple[str, ...], none: str) -> str:
    """The events of some kinds up to the period's end, or what to say when there are none."""
    names = {"payment": "inbetalning", "repayment": "återbetalning", "requisition": "rekvisition"}
    said = [e for e in facts.parameters.choices.events if e.kind in kinds and e.date <= facts.period.last_day]
    return ", ".join(marked(f"{names[e.kind]} {day_text(e.date)}", e.status == "example") for e in said) or none


def _requisition_missing(facts: Facts) -> str:
    if facts.chain.requisitioned is None:
        return "ingen rekvisition finns i regionens parameterfil"
    return "ingen rekvisition t.o.m. periodens slut"


def _forecast_from(facts: Facts) -> str:
    if facts.not_separated is not None:
        return "ej känt, eftersom kostnaden är ej särredovisad"
    if facts.period.closing:
        return "årets kostnad enligt bokslutet"
    said = sorted({effort.forecast_as_of for effort in facts.efforts if effort.forecast_as_of})
    if facts.chain.forecast is None:
        return "de ansvariga har inte lämnat någon prognos"
    text = f"de ansvarigas prognos per insats, senast {MONTHS[int(said[-1][5:7]) - 1]}"
    return marked(text, "prognosen" in facts.invented)


def _repayment(facts: Facts) -> str:
    rule = facts.parameters.agreement.repayment.rule
    return f"regel: {rule}" if rule else "källan anger ingen regel"


def _line(
    title: str, cost: int, budget: int | None, to_date: int | None, forecast: int | None, **more: object
) -> dict[str, object]:
    known = budget is not None and to_date is not None
    return {
        "title": title,
        "budget": budget,
        "budget_to_date": to_date,
        "cost": cost,
        "deviation": to_date - cost if known else None,
        "forecast": forecast,
        "forecast_deviation": budget - forecast if known and forecast is not None else None,
        **more,
    }


def _standard(facts: Facts) -> Table:
    by_area = sums(facts.cost, facts.cost["area"])
    rows: list[dict[str, object]] = []
    areas = [(area.id, f"Område: {area.title}") for area in facts.parameters.agreement.areas]
    for area_id, title in [*areas, (None, "Utan område")]:
        efforts = [effort for effort in facts.efforts if effort.effort.area == area_id]
        if area_id is None and not efforts:
            continue
        forecasts = [effort.forecast for effort in efforts]
        forecast = sum(f for f in forecasts if f is not None) if None not in forecasts else None
        budget, to_date = sum(e.budget for e in efforts), sum(e.budget_to_date for e in efforts)
        spent = sum(e.cost for e in efforts) if area_id is None else by_area.get(area_id, 0)
        rows.append(_line(title, spent, budget, to_date, forecast, emphasis=True))
        rows += [_line(e.effort.title, e.cost, e.budget, e.budget_to_date, e.forecast) for e in efforts]
    unowned = facts.cost_without_effort
    forecast = facts.chain.forecast
    rows.append(
        _line(
            f"Utan insats{see((facts.cost['effort'] == '').any())}",
            unowned,
            0,
            0,
            unowned if forecast is not None else None,
            emphasis=True,
        )
    )
    budget, to_date = sum(e.budget for e in facts.efforts), sum(e.budget_to_date for e in facts.efforts)
    even = [e.effort.short for e in facts.efforts if e.effort.budget.months is None]
    spread = f" Budget utan månadsvärden är fördelad med en tolftedel per månad: {', '.join(even)}." if even else ""
    return Table(
        "standard",
        f"Budget, utfall och prognos per område och insats, {facts.period.title}",
        STANDARD,
        rows,
        total=_line("Summa", facts.chain.cost, budget, to_date, forecast),
        note=f"Avvikelse = budget {MINUS} utfall; plus betyder lägre kostnad.{invented(facts.invented)} "
        f"Kostnad utan insats ingår i prognosen med utfallet hittills.{spread}",
        sheet="Per insats",
    )


def _months(facts: Facts) -> Table:
    by_month = sums(facts.cost, facts.cost["period"])
    budgets = monthly_total(effort.effort.budget for effort in facts.efforts) if facts.efforts else None
    last, forecast, line = facts.period.month, facts.chain.forecast, facts.straight_line
    rows, cost, budget = [], 0, 0
    for number in range(1, 13):
        month = f"{facts.period.year}-{number:02d}"
        cost += by_month.get(month, 0)
        budget += budgets[number - 1] if budgets else 0
        ahead = number >= last
        rows.append(
            {
                "label": MONTHS[number - 1],
                "short": SHORT_MONTHS[number - 1],
                "month": month,
                "month_cost": by_month.get(month, 0) if number <= last else None,
                "cost": cost if number <= last else None,
                "budget": budget if budgets else None,
                "forecast": _towards(facts.chain.cost, forecast, last, number)
                if ahead and forecast is not None
                else None,
                "straight": _towards(facts.chain.cost, line, last, number) if ahead else None,
            }
        )
    columns = [
        Column("label", "Månad"),
        Column("month_cost", "Månadens kostnad", "ore", missing="–", scale="tkr"),
        Column("cost", "Ack. utfall", "ore", missing="–", scale="tkr"),
        Column("budget", "Ack. budget", "ore", missing="–", scale="tkr"),
        Column("forecast", "De ansvarigas prognos", "ore", missing="–", scale="tkr"),
        Column("straight", "Rak linje", "ore", missing="–", scale="tkr"),
    ]
    return Table(
        "months",
        f"Kostnad mot bidraget per månad och ackumulerad, {facts.period.year}",
        columns,
        rows,
        note=f"Rak linje = utfallet hittills × 12 / {last}. De ansvarigas prognos gäller helåret och är utlagd "
        f"jämnt på de månader som återstår.{invented(facts.invented)}",
        sheet="Per månad",
    )


def _towards(start: int, end: int, first: int, number: int) -> int:
    """Öre on the way from ``start`` in month ``first`` to ``end`` in December."""
    return end if number == 12 else start + (end - start) * (number - first) // (12 - first)
