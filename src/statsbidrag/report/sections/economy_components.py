"""The components beside each other: what each may give, has given, has cost, and what is left of it.

Owns how money that the papers state for several components together is told, and that a component whose cost the books
do not tell apart has no cost of its own.
"""

from ...base.money import MINUS
from ...base.states import MoneyKind, Status
from ...facts.gather import Facts
from ...facts.kinds import is_one_chain, kind_of, kinds_of
from ...record.figures import Figure, merged_status
from ...record.tables import Column, Row, Table
from ...rules.chain import received
from ...rules.entitled_together import used_together
from ...rules.entitlement import Entitlement
from ...rules.kinds import follows
from ...show.at_least import KNOWN, at_least
from ...show.kind_words import NOT_APPLICABLE, NOT_BY_KIND
from ...show.wording import BASIS, LACKING, RULE, as_told, invented, listed, marked, marked_assumed
from ..part import Part
from .economy_chain import paid_events, places_of

OWN = "Regionens eget åtagande"
NOT_TOLD_APART = "inte per del"


def tables(facts: Facts, result: Part) -> list[Table]:
    """``components``; none for an agreement that is a single component. What is left is added to the figures."""
    return [_components(facts, result)] if len(facts.entitlements) > 1 else []


def _components(facts: Facts, result: Part) -> Table:
    rows = [_row(facts, result, entitlement) for entitlement in facts.entitlements]
    rows += _differences(facts, result)
    for earlier in facts.carried:
        left = result.figures[f"grant_year.{earlier.year}.entitled"]
        rows.append(
            {
                "title": f"Kvar av {earlier.year} års bidrag",
                "entitled": left,
                "received": result.figures[f"grant_year.{earlier.year}.received"],
                "cost": "",
                "left": left,
                "from": "se Bidragsår",
            }
        )
    told_apart = [e.component.id for e in facts.entitlements if facts.told_apart(e.component.id)]
    if told_apart and (facts.cost["component"] == "").any():
        rows.append(
            {
                "title": "Kostnad som inte hör till någon del",
                "entitled": "",
                "received": "",
                "cost": result.figures["component.none.cost"],
                "left": _beyond(result, "component.none"),
                "from": "raderna saknar delarnas koder",
            }
        )
    own = _own(facts, result)
    rows += own
    total: Row = {
        "title": "Summa",
        "entitled": result.figures["chain.entitled"],
        "received": result.figures["chain.received"],
        "cost": result.figures["chain.cost"],
        "left": _left_in_all(facts, result),
        "left.missing": _not_added(facts),
        **at_least(result.figures, "entitled"),
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
    apart = not facts.carried and not own
    rows = rows if apart else [row | {"left": ""} for row in rows]
    note = f"Belopp i kr. Återstår = högsta belopp {MINUS} kostnad; minus betyder att kostnaden är högre."
    if apart and any(row.get("left.missing") for row in rows):
        note += " «Gäller inte»: pengarna följer ett resultat eller godkända enheter; se Slag av pengar."
    if not apart:
        note += " Det visas bara för summan, eftersom kostnaderna också använder tidigare års pengar eller egna ramar."
    if not told_apart and facts.not_separated is None:
        note += " Bokföringen skiljer inte delarna åt, så kostnaden visas bara för dem tillsammans."
    note += invented(["mottaget"] if facts.received_is_invented else [])
    if facts.chain.entitled is None:
        known = "minst det som är känt" if KNOWN in result.figures else "ej känd"
        note += f" Summan av högsta belopp är {known}, eftersom någon del är ej känd."
    return Table("components", f"Bidragets delar, {facts.period.title}", columns, rows, total, note, sheet="Delar")


def _differences(facts: Facts, result: Part) -> list[Row]:
    """What an amount stated for several components is more than they are one by one."""
    rows: list[Row] = []
    for group in used_together(facts.together):
        name = f"stated_together.{facts.together.index(group) + 1}"
        names = listed([member.component.title for member in group.members])
        parts = [f"component.{member.component.id}.entitled" for member in group.members]
        apart = result.follow(f"{name}.apart", " - ".join([name, *parts]), result.figures[name].status)
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
    return rows


def _own(facts: Facts, result: Part) -> list[Row]:
    """What the region shares out itself, where something has come for it or gone to it."""
    rows: list[Row] = []
    for component in facts.parameters.choices.components:
        name = f"component.{component.id}"
        is_frame = any(kind.is_ is MoneyKind.OWN_FRAME for kind in component.kind)
        events = paid_events(facts, component.id, 0)
        if is_frame:
            got = result.add_unknown(f"{name}.received", "regionens egen ram, som faktureras")
        else:
            status = merged_status(event.status for event in events)
            got = result.add_money(f"{name}.received", received(events, facts.period), places_of(events, facts), status)
        if (facts.cost["component"] == component.id).any() or got.ore:
            rows.append(
                {
                    "title": f"{OWN}: {component.title}",
                    "entitled": "",
                    "received": "" if is_frame else got,
                    "cost": result.figures[f"{name}.cost"],
                    "left": _beyond(result, name),
                    "from": "egen ram, se Regionens egna åtaganden"
                    if is_frame
                    else "del av bidraget som regionen fördelar",
                }
            )
    return rows


def _row(facts: Facts, result: Part, entitlement: Entitlement) -> Row:
    component = entitlement.component
    name = f"component.{component.id}"
    rule = "fördelningen är ej känd" if component.rule == "unknown" else RULE[component.rule]
    basis = marked(BASIS[entitlement.basis], entitlement.status is Status.EXAMPLE)
    if entitlement.lacking and entitlement.entitled_ore is None:
        basis = f"ej känt: {LACKING[entitlement.lacking]}"
    return {
        "title": component.title,
        "entitled": result.figures[f"{name}.entitled"],
        "received": result.figures[f"{name}.received"],
        "cost": result.figures[f"{name}.cost"],
        "left": _left_by_kind(facts, result, entitlement),
        "left.missing": NOT_APPLICABLE if "expected_unspent" not in follows(kind_of(facts, component)) else None,
        "from": marked_assumed(f"{basis} ({rule})", component.id in facts.assumed),
    }


def _left_by_kind(facts: Facts, result: Part, entitlement: Entitlement) -> Figure:
    """``<name>.left`` of a component, of money that is followed by how much of it is used; of other money nobody can
    say that something is left of högsta belopp."""
    kind, name = kind_of(facts, entitlement.component), f"component.{entitlement.component.id}"
    if "expected_unspent" in follows(kind):
        return _left(result, name)
    return result.add_unknown(f"{name}.left", NOT_BY_KIND[kind])


def _not_added(facts: Facts) -> str | None:
    """What stands for the sum of what is left, where there is none: nothing of it is left, or kinds are several."""
    kinds = kinds_of(facts)
    if is_one_chain(facts, kinds):
        return None
    return "läggs inte ihop" if any(follows(one.kind) for one in kinds) else NOT_APPLICABLE


def _left_in_all(facts: Facts, result: Part) -> Figure:
    """``chain.left``; kinds are not added to each other."""
    if is_one_chain(facts, kinds_of(facts)):
        return _left(result, "chain")
    return result.add_unknown("chain.left", "slagen läggs inte ihop")


def _left(result: Part, name: str) -> Figure:
    """``<name>.left``: högsta belopp less cost, below nought where the cost is higher."""
    status = merged_status([result.figures[f"{name}.{key}"].status for key in ("entitled", "cost")])
    return result.follow(f"{name}.left", f"{name}.entitled - {name}.cost", status)


def _beyond(result: Part, name: str) -> Figure:
    """``<name>.left`` of what has no högsta belopp of its own: the cost, with minus."""
    return result.follow(f"{name}.left", f"0 - {name}.cost", result.figures[f"{name}.cost"].status)
