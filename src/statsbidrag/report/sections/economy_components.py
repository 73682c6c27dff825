"""The components beside each other: what each may give, has given, has cost, and what is left of it.

Owns how money that the papers state for several components together is told, and that a component whose cost the books
do not tell apart has no cost of its own.
"""

from ...base.money import MINUS
from ...base.states import Status
from ...facts.gather import Facts
from ...facts.rows import component_received
from ...record.tables import Column, Table
from ...rules.entitlement import Entitlement, used_together
from ...show.wording import LACKING, RULE, as_told, invented, listed, marked, marked_assumed

BASIS = {"decided": "beslutat belopp", "stated": "angivet belopp", "computed": "beräknat belopp", "unknown": "ej känt"}
OWN = "Regionens eget åtagande"
NOT_TOLD_APART = "inte per del"


def tables(facts: Facts) -> list[Table]:
    """``components``; none for an agreement that is a single component."""
    return [_components(facts)] if len(facts.entitlements) > 1 else []


def _components(facts: Facts) -> Table:
    rows = [_row(facts, entitlement) for entitlement in facts.entitlements]
    for group in used_together(facts.together):
        names = listed([member.component.title for member in group.members])
        apart = None
        if (parts := [member.entitled_ore for member in group.members]) and None not in parts:
            apart = group.stated.ore - sum(parts)
        what = names if group.stated.of else "utan att delarna är angivna"
        rows.append(
            {
                "title": f"Skillnad mot {as_told(group.stated)}, som anges för "
                + ("delarna tillsammans" if group.stated.of else "hela överenskommelsen"),
                "entitled": apart,
                "received": "",
                "cost": "",
                "left": apart,
                "from": f"{what}; högsta belopp för dem är {as_told(group.stated)}",
            }
        )
    for one in facts.carried:
        left = one.chain.entitled
        rows.append(
            {
                "title": f"Kvar av {one.year} års bidrag",
                "entitled": left,
                "received": one.chain.received,
                "cost": "",
                "left": left,
                "from": "se Bidragsår",
            }
        )
    unsorted = facts.cost[facts.cost["component"] == ""]
    national = [e.component.id for e in facts.entitlements if facts.told_apart(e.component.id)]
    if national and len(unsorted):
        ore = int(unsorted["amount_ore"].sum())
        rows.append(
            {"title": "Kostnad som inte hör till någon del", "entitled": "", "received": "", "cost": ore, "left": -ore,
             "from": "raderna saknar delarnas koder"}
        )  # fmt: skip
    for component in facts.parameters.choices.components:
        ours = facts.cost[facts.cost["component"] == component.id]
        got = component_received(facts.parameters.choices, component.id, facts.period, 0)
        if len(ours) or got:
            ore = int(ours["amount_ore"].sum())
            rows.append(
                {"title": f"{OWN}: {component.title}", "entitled": "", "received": got,
                 "cost": ore, "left": -ore, "from": "del av bidraget som regionen fördelar"}
            )  # fmt: skip
    chain = facts.chain
    total = {
        "title": "Summa",
        "entitled": chain.entitled,
        "received": chain.received,
        "cost": chain.cost,
        "left": _left(chain.entitled, chain.cost),
    }
    columns = [
        Column("title", "Del"),
        Column("entitled", "Högsta belopp", "ore"),
        Column("received", "Mottaget", "ore"),
        Column("cost", "Kostnad", "ore", missing="ej särredovisad" if facts.not_separated else NOT_TOLD_APART),
        Column("left", "Återstår", "ore"),
        Column("from", "Högsta belopp kommer från"),
    ]
    # The books do not say which year's money, or whose frame, a cost is of: then only the whole has something left.
    apart = not facts.carried and not any(row["title"].startswith(OWN) for row in rows)
    rows = rows if apart else [row | {"left": ""} for row in rows]
    note = f"Belopp i kr. Återstår = högsta belopp {MINUS} kostnad; minus betyder att kostnaden är högre."
    if not apart:
        note += " Det visas bara för summan, eftersom kostnaderna också använder tidigare års pengar eller egna ramar."
    if not national and facts.not_separated is None:
        note += " Bokföringen skiljer inte delarna åt, så kostnaden visas bara för dem tillsammans."
    note += invented(["mottaget"] if facts.received_is_invented else [])
    if chain.entitled is None:
        note += " Summan av högsta belopp är ej känd, eftersom någon del är ej känd."
    return Table("components", f"Bidragets delar, {facts.period.title}", columns, rows, total, note, sheet="Delar")


def _row(facts: Facts, entitlement: Entitlement) -> dict[str, object]:
    component = entitlement.component
    cost = None
    if facts.told_apart(component.id):
        cost = int(facts.cost.loc[facts.cost["component"] == component.id, "amount_ore"].sum())
    rule = "fördelningen är ej känd" if component.rule == "unknown" else RULE[component.rule]
    basis = marked(BASIS[entitlement.basis], entitlement.status is Status.EXAMPLE)
    if entitlement.lacking and entitlement.entitled_ore is None:
        basis = f"ej känt: {LACKING[entitlement.lacking]}"
    return {
        "title": component.title,
        "entitled": entitlement.entitled_ore,
        "received": component_received(facts.parameters.choices, component.id, facts.period, len(facts.entitlements)),
        "cost": cost,
        "left": _left(entitlement.entitled_ore, cost),
        "from": marked_assumed(f"{basis} ({rule})", component.id in facts.assumed),
    }


def _left(entitled: int | None, cost: int | None) -> int | None:
    return None if entitled is None or cost is None else entitled - cost
