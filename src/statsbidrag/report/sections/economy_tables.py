"""The tables of Ekonomi, each a view of the same counted rows.

Owns how the money chain is told row by row, and that a breakdown's last line is what fitted no group.
"""

from ...base.money import MINUS
from ...base.needed import needed
from ...base.numbers import count, kronor, with_unit
from ...base.period import MONTHS, day_text
from ...base.states import Basis, Status
from ...facts.gather import Facts
from ...facts.grant_years import GrantYear
from ...facts.kinds import KindMoney, is_one_chain, kinds_of
from ...record.tables import Column, Row, Table
from ...rules.entitled_together import used_together
from ...rules.entitlement import Entitlement
from ...rules.kinds import follows
from ...show.at_least import at_least
from ...show.kind_words import KIND, has_no_such
from ...show.wording import (
    BASIS,
    EXAMPLE,
    RULE,
    USED_NOT_RECEIVED,
    as_told,
    final,
    invented,
    listed,
    marked,
    marked_assumed,
    see,
    sentence,
    source_text,
)
from ..part import Part
from . import (
    economy_breakdowns,
    economy_budget,
    economy_claims,
    economy_components,
    economy_kinds,
    economy_plan,
    economy_salary,
)
from .by_kind import OF_NO_KIND

COST_STEP = "Kostnad som räknas mot bidraget"


def tables(facts: Facts, result: Part) -> list[Table]:
    """Every table of the section, in reading order; no breakdown of a cost that is not accounted for separately.

    What the tables show beyond the figures of ``result`` is added to them.
    """
    kinds = kinds_of(facts)
    whole = [_chain(facts, result, kinds), economy_kinds.table(facts, result, kinds)]
    whole += [*economy_components.tables(facts, result), *_grant_years(facts, result)]
    if facts.not_separated is not None:
        return whole
    standard = [economy_plan.standard(facts, result), *economy_budget.tables(facts, result)] if facts.efforts else []
    return [
        *whole,
        *standard,
        economy_plan.months(facts, result),
        *economy_breakdowns.tables(facts, result),
        *economy_salary.tables(facts, result),
    ]


def _left_from(one: GrantYear) -> str:
    return f"kvar av {one.year} års bidrag {with_unit(kronor(one.chain.entitled or 0), 'kr')}"


def _grant_years(facts: Facts, result: Part) -> list[Table]:
    """The years' money beside each other; no table where only one year's may be used."""
    if not facts.carried:
        return []
    own = facts.parameters.agreement
    years = [*((earlier.year, earlier.window.end) for earlier in facts.carried), (own.year, own.window.end)]
    ahead = {one.year: result.figures[f"grant_year.{one.year}.ahead"] for one in facts.carried if one.chain.ahead}
    shown = ("used_before", "entitled", "received", "cost", "unspent", "forecast", "expected_unspent")
    rows: list[Row] = [
        {
            "title": str(year),
            "until": end.isoformat(),
            **{key: result.figures[f"grant_year.{year}.{key}"] for key in shown},
            **({"ahead": ahead.get(year, "")} if ahead else {}),
        }
        for year, end in years
    ]
    columns = [
        Column("title", "Bidragsår"),
        Column("until", "Får användas t.o.m.", "date"),
        Column("used_before", "Använt tidigare år", "ore"),
        Column("entitled", "Kan användas i år", "ore"),
        Column("received", "Mottaget, ej förbrukat tidigare", "ore"),
        *([Column("ahead", "Använt tidigare, ännu inte mottaget", "ore")] if ahead else []),
        Column("cost", f"Använt {facts.period.year}", "ore"),
        Column("unspent", "Mottaget, ej förbrukat", "ore"),
        Column("forecast", final(facts.period.closing, "forecast", "Prognos helår"), "ore"),
        Column("expected_unspent", final(facts.period.closing, "expected_unspent", "Bedöms inte förbrukas"), "ore"),
    ]
    note = (
        "Belopp i kr. Kostnaderna anger inte vilket års bidrag de använder. Därför används det äldsta först, så länge "
        "det räcker och får användas den dag kostnaden är daterad."
    )
    note += invented(
        [*(["mottaget"] if facts.received_is_invented else []), *(["prognosen"] if facts.forecast_is_invented else [])]
    )
    return [Table("grant_years", f"Bidragsår, {facts.period.title}", columns, rows, note=note, sheet="Bidragsår")]


def _chain(facts: Facts, result: Part, kinds: list[KindMoney]) -> Table:
    received_from = _events_from(facts, ("payment", "repayment"), "ingen inbetalning t.o.m. periodens slut")
    if facts.carried:
        years = " och ".join(str(one.year) for one in facts.carried)
        received_from += f" + mottaget {years} men ej förbrukat när året började"
        if EXAMPLE not in received_from:
            received_from = marked(received_from, facts.received_is_invented)
    invented_paid = facts.received_is_invented
    what = "utfall" if facts.period.closing else "prognos"
    left = marked(f"högsta belopp {MINUS} {what}, lägst noll", facts.forecast_is_invented)
    used = "kostnad utöver mottaget, högst till högsta belopp"
    if facts.chain.ahead:
        used += f" + {with_unit(kronor(facts.chain.ahead), 'kr')} använt tidigare år av pengar som ännu inte har kommit"
    rows = [
        (
            "Högsta belopp enligt överenskommelsen",
            "entitled",
            " + ".join([*_entitled_from_all(facts), *map(_left_from, facts.carried)]),
            False,
        ),
        ("Rekvirerat", "requisitioned", _events_from(facts, ("requisition",), _requisition_missing(facts)), False),
        ("Mottaget", "received", received_from, False),
        (COST_STEP, "cost", _cost_from(facts), False),
        ("Egen kostnad", "own_cost", "kostnad utöver högsta belopp", False),
        (USED_NOT_RECEIVED, "claim", marked(used, invented_paid), False),
        ("Mottaget, ej förbrukat", "unspent", marked(f"mottaget {MINUS} kostnad, lägst noll", invented_paid), True),
        (final(facts.period.closing, "forecast", "Prognos helår"), "forecast", _forecast_from(facts), False),
        (final(facts.period.closing, "expected_unspent", "Bedöms inte förbrukas"), "expected_unspent", left, True),
    ]
    return Table(
        "chain",
        f"Penningkedjan, {facts.period.title}",
        [Column("step", "Led"), Column("ore", "Kronor", "ore", decimals=2), Column("from", "Varifrån")],
        _with_claims(facts, result, [_step(facts, result, *row) for row in rows if _holds(result, row[1])]),
        note=_about_kinds(facts, kinds),
        sheet="Penningkedjan",
    )


def _step(facts: Facts, result: Part, step: str, key: str, origin: str, bold: bool) -> Row:
    row: Row = {"step": step, "ore": result.figures[f"chain.{key}"], "from": origin, "emphasis": bold}
    if key == "entitled":
        row |= at_least(result.figures, "ore")
    return row | {"missing": "ej särredovisad"} if facts.not_separated and key == "cost" else row


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
    if entitlement.basis is Basis.STATED:
        return f"angivet belopp, {'ej beräknat' if entitlement.lacking else 'som skiljer sig från det beräknade'}"
    if entitlement.basis in (Basis.DECIDED, Basis.PAID, Basis.UNKNOWN):
        return marked(BASIS[entitlement.basis], entitlement.status is Status.EXAMPLE)
    if entitlement.basis is Basis.COMPUTED and entitlement.component.rule != "population_share":
        text = f"beräknat enligt regeln {RULE[entitlement.component.rule]}"
        return marked(text, entitlement.status is Status.EXAMPLE)
    near = " (närmevärde)" if entitlement.is_approximation else ""
    pot = with_unit(kronor(needed(entitlement.national_ore, "national")), "kr")
    here, in_all = needed(entitlement.inhabitants, "inhabitants"), needed(entitlement.inhabitants_in_all, "inhabitants")
    day = day_text(needed(entitlement.population_date, "population_date"))
    cap = "taket " if entitlement.basis is Basis.CAP else ""
    return f"{cap}{pot} × {count(here)} / {count(in_all)}, folkmängd {day}{near}"


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
    return marked(text, facts.forecast_is_invented)


def _holds(result: Part, key: str) -> bool:
    """Whether an amount of the chain is one of the report's kinds of money; else nothing is told of it."""
    return not has_no_such(result.figures[f"chain.{key}"])


def _cost_apart(result: Part) -> list[Row]:
    """Of what is used of the grant, the region's own cost and others' part; nothing where all is the region's."""
    if "chain.passed_on" not in result.figures:
        return []
    told = (
        ("varav regionens egen kostnad", "region_cost", "kostnad som räknas mot bidraget mindre andras del"),
        (
            "varav andras del av medlen",
            "passed_on",
            "det som andra ska ha, till exempel kommuner; aldrig regionens kostnad",
        ),
    )
    return [
        {"step": step, "ore": result.figures[f"chain.{key}"], "from": how, "emphasis": False} for step, key, how in told
    ]


def _with_claims(facts: Facts, result: Part, rows: list[Row]) -> list[Row]:
    """The rows, with the parts of what is used and not received below it, or below the cost where there is no such."""
    at = 1 + [row["step"] for row in rows].index(COST_STEP)
    rows = [*rows[:at], *_cost_apart(result), *rows[at:]]
    steps = [row["step"] for row in rows]
    after = 1 + steps.index(USED_NOT_RECEIVED if USED_NOT_RECEIVED in steps else COST_STEP)
    return [*rows[:after], *economy_claims.rows(facts, result), *rows[after:]]


def _about_kinds(facts: Facts, kinds: list[KindMoney]) -> str:
    """What kind of money it is where it is one, and that the chain is of some kinds alone where it is several."""
    if is_one_chain(facts, kinds):
        return ""
    ours = [KIND[one.kind] if one.kind else OF_NO_KIND for one in kinds if follows(one.kind)]
    if not ours:
        return f"{sentence(KIND[kinds[0].kind])} följs inte med hur mycket som är förbrukat; se Slag av pengar."
    if len(kinds) == 1:
        return ""
    left = "Mottaget, ej förbrukat och det som följer av högsta belopp"
    return f"{left} gäller {listed(ours)} och inte övriga slag; se Slag av pengar."
