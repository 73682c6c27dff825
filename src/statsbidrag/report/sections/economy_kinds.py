"""The money by kind: each kind with the chain that holds for it, what has been earned, and what decides that.

Owns the figures ``kind.<kind>.*`` (``unspecified`` where no source tells the kind), ``chain.passed_on`` and
``chain.region_cost``, and the table ``kinds``. Kinds are never added to each other: what is earned, what is left and
what is owed is each kind's own.
"""

from dataclasses import replace

from ...base.money import total_if_known
from ...base.states import MoneyKind, Status
from ...facts.gather import Facts
from ...facts.kinds import UNSPECIFIED, KindMoney, passed_on
from ...record.figures import Figure, Origin, merged_status, money
from ...record.formulas import total
from ...record.tables import Column, Row, Table
from ...rules.entitled_together import known_in_part
from ...rules.kinds import EARNED, beyond, follows
from ...show.kind_words import KIND
from ...show.wording import CONCLUSION, NO_REPAYMENT_RULE, invented_in, listed, marked, sentence
from ..part import SUMMED, Part
from .economy_chain import CHAIN, add_following, cost_status, paid_events, places_of

NOT_APART = "bokföringen skiljer inte slagen åt"
NO_FORECAST = "prognosen är inte känd för slaget"


def add_kinds(result: Part, facts: Facts, kinds: list[KindMoney]) -> None:
    """The figures of every kind; those of one that is all the report's money are the report's."""
    for one in kinds:
        if one.whole:
            for name in CHAIN:
                figure = result.figures[f"chain.{name}"]
                key, formula = f"{one.key}.{name}", f"chain.{name}"
                result.add_formula(key, figure.ore, formula, figure.status, assumed=figure.assumed)
        else:
            _add_chain(result, facts, one)
        if one.kind in EARNED:
            _add_earned(result, facts, one)
        if not follows(one.kind):
            _add_beyond(result, one)


def add_passed_on(result: Part, facts: Facts) -> None:
    """``chain.passed_on`` and ``chain.region_cost``: of what is used of the grant, others' part and the region's own
    cost; neither where all of it is the region's."""
    rows = passed_on(facts)
    if rows is not None:
        status = result.add_sum("chain.passed_on", facts.cost[SUMMED][rows], cost_status(facts)).status
        result.follow("chain.region_cost", "chain.cost - chain.passed_on", status)


def _add_chain(result: Part, facts: Facts, one: KindMoney) -> None:
    """The chain of a kind that is one of several."""
    name, chain = one.key, one.chain
    inside = {member.component.id for group in one.together for member in group.members}
    keys = [f"stated_together.{facts.together.index(group) + 1}" for group in one.together]
    apart = [member for member in one.members if member.component.id not in inside]
    keys += [f"component.{member.component.id}.entitled" for member in apart]
    firm = merged_status([*(group.stated.status for group in one.together), *(member.status for member in apart)])
    is_assumed = any(member.component.id in facts.assumed for member in apart)
    if chain.entitled is None:
        result.add_unknown(f"{name}.entitled", "högsta belopp är inte känt för varje del av slaget")
    else:
        result.add_formula(f"{name}.entitled", chain.entitled, total(keys), firm, assumed=is_assumed)
    if chain.entitled_known is not None:
        known = known_in_part(one.members, one.together)
        some = [key for key in keys if not key.startswith("component.") or result.figures[key].ore is not None]
        origin = Origin(formula=total(some))
        figure = money(f"{name}.entitled_known", known[0] if known else None, origin, firm)
        result.add(replace(figure, assumed=is_assumed, at_least=True))
    for key in ("requisitioned", "received"):
        events = [event for member in one.ids for event in paid_events(facts, member, len(facts.entitlements))]
        if key == "requisitioned":
            every = facts.parameters.choices.events
            events = [event for event in every if event.kind == "requisition" and event.component in one.ids]
        status = merged_status(event.status for event in events)
        result.add_money(f"{name}.{key}", getattr(chain, key), places_of(events, facts), status)
    if chain.cost is None:
        result.add_unknown(f"{name}.cost", NOT_APART)
    else:
        formula = total([f"component.{member}.cost" for member in one.ids])
        result.add_formula(f"{name}.cost", chain.cost, formula, cost_status(facts))
    _add_forecast(result, facts, one)
    add_following(result, name, chain, facts, firm, one.kind)


def _add_forecast(result: Part, facts: Facts, one: KindMoney) -> None:
    key, forecast = f"{one.key}.forecast", one.chain.forecast
    if forecast is None:
        result.add_unknown(key, NO_FORECAST)
    elif facts.period.closing or one.efforts is None:
        result.add_formula(key, forecast, f"{one.key}.cost", cost_status(facts))
    else:
        rows = facts.cost["component"].isin(one.ids) & (facts.cost["effort"] == "")
        left = result.add_sum(f"{one.key}.without_effort", facts.cost[SUMMED][rows], cost_status(facts))
        keys = [f"effort.{effort.effort.id}.forecast" for effort in one.efforts]
        result.add_formula(key, forecast, total([*keys, left.key]), result.figures["chain.forecast"].status)


def _add_earned(result: Part, facts: Facts, one: KindMoney) -> None:
    """``kind.<kind>.earned`` and ``.outstanding``, and what a price list of the region's own gives for the year."""
    keys = [f"component.{member}.earned" for member in one.ids]
    if one.earned is not None and total_if_known(result.figures[key].ore for key in keys) is None:
        keys = []
        for priced in one.priced:
            key = f"component.{priced.component.id}.earned"
            result.add_money(key, priced.ore, priced.places, priced.status)
            keys.append(key)
    earned, outstanding = f"{one.key}.earned", f"{one.key}.outstanding"
    if one.earned is None:
        result.add_unknown(earned, _why_not(result, one))
        result.add_unknown(outstanding, "vad som är intjänat är ej känt")
        return
    status = merged_status(result.figures[key].status for key in keys)
    result.add_formula(earned, one.earned, total(keys), status)
    firm = merged_status([status, result.figures[f"{one.key}.received"].status])
    result.follow(outstanding, f"max(0, {earned} - {one.key}.received)", firm)


def _why_not(result: Part, one: KindMoney) -> str:
    told = [result.figures[f"component.{member}.earned"].origin.unknown for member in one.ids]
    return listed(list(dict.fromkeys(why for why in told if why)))


def _add_beyond(result: Part, one: KindMoney) -> None:
    """``kind.<kind>.beyond``: cost that neither what is earned nor what has come covers."""
    key, name = f"{one.key}.beyond", one.key
    if beyond(one.chain.cost, one.earned, one.chain.received) is None:
        result.add_unknown(key, NOT_APART)
        return
    covers = f"max({name}.earned, {name}.received)" if one.earned is not None else f"{name}.received"
    figures = [result.figures[f"{name}.{part}"] for part in ("cost", "received")]
    result.follow(key, f"max(0, {name}.cost - {covers})", merged_status(figure.status for figure in figures))


def table(facts: Facts, result: Part, kinds: list[KindMoney]) -> Table:
    """``kinds``: a row a kind, with what decides it and what the terms say of paying back."""
    rows = [_row(facts, result, one) for one in kinds]
    columns = [
        Column("title", "Slag och delar"),
        Column("entitled", "Högsta belopp", "ore"),
        Column("received", "Mottaget", "ore"),
        Column("cost", "Kostnad", "ore", missing="ej särredovisad" if facts.not_separated else "inte per slag"),
        Column("earned", "Intjänat", "ore", missing="ej avgjort"),
        Column("unspent", "Mottaget, ej förbrukat", "ore"),
        Column("applies", "Vad som gäller"),
    ]
    note = "Belopp i kr. "
    if len(kinds) > 1:
        note += "Slagen läggs inte ihop."
        note += " Pengar som är kvar från tidigare år är inte med; de står under Bidragsår." if facts.carried else ""
    if any(one.priced and one.earned is not None for one in kinds):
        note += " Intjänat är hela årets godkända enheter gånger pris."
    return Table(
        "kinds",
        f"Slag av pengar, {facts.period.title}",
        columns,
        rows,
        note=f"{note.strip()}{invented_in(columns, rows)}",
        sheet="Slag",
    )


def _row(facts: Facts, result: Part, one: KindMoney) -> Row:
    figures: dict[str, Figure | str] = {
        name: result.figures[f"{one.key}.{name}"] for name in ("entitled", "received", "cost")
    }
    names = [member.component.title for member in one.members]
    title = sentence(KIND[one.kind])
    if any(entry.inferred for entry in one.told):
        title += f" ({CONCLUSION})"
    title = marked(title, any(entry.status is Status.EXAMPLE for entry in one.told))
    return {
        "kind": one.kind or UNSPECIFIED,
        "name": KIND[one.kind],
        "title": title if len(facts.entitlements) == 1 else f"{title}: {'; '.join(names)}",
        **figures,
        "earned": result.figures[f"{one.key}.earned"] if one.kind in EARNED else "",
        "unspent": result.figures[f"{one.key}.unspent"] if "unspent" in follows(one.kind) else "",
        "decided_by": decided_by(one),
        "applies": sentence("; ".join(_applies(facts, one))) + ".",
    }


def decided_by(one: KindMoney) -> str:
    """What decides the money, in the words of the terms; "" where they do not tell or nothing has to be decided."""
    if one.kind is MoneyKind.UNIT_PRICE:
        return "antalet godkända enheter och priset"
    if one.kind is not MoneyKind.PERFORMANCE:
        return ""
    told = [entry.decided_by for entry in one.told if entry.decided_by]
    # What decides one part decides no other: where the terms tell of some alone, that is said.
    some = f" (sägs för {len(told)} av {len(one.members)} delar)" if 0 < len(told) < len(one.members) else ""
    return listed(list(dict.fromkeys(told))) + some


def _applies(facts: Facts, one: KindMoney) -> list[str]:
    """What holds for a kind, and what the terms say of paying back; of a kind that is not told, only what they say."""
    rule = facts.parameters.agreement.repayment.rule
    told: list[str] = {
        MoneyKind.CONDITIONAL: ["följs med högsta belopp, mottaget och kostnad"],
        MoneyKind.UNCONDITIONAL: ["utan motkrav; det som visas är vad som har kommit in och vad det gick till"],
        MoneyKind.PERFORMANCE: [
            f"intjänas när resultatet är beslutat; avgörs av {decided_by(one)}"
            if decided_by(one)
            else "intjänas när resultatet är beslutat; underlaget säger inte vad som avgör det",
            "kostnaden är regionens egen uppföljning",
        ],
        MoneyKind.UNIT_PRICE: [
            "intjänat är godkända enheter gånger pris, högst till taket där det finns ett",
            "kostnaden är regionens egen uppföljning",
        ],
        MoneyKind.COST_REFUND: ["ersätter faktisk kostnad som begärs, högst till högsta belopp"],
        MoneyKind.PASS_THROUGH: ["andras del av medlen, aldrig regionens kostnad"],
        MoneyKind.OWN_FRAME: ["regionens egen ram"],
        None: ["källorna säger inte vad för slags pengar det är"],
    }[one.kind]
    if rule is not None:
        return [*told, f"om återbetalning säger villkoren: {rule}"]
    return told if one.kind is None else [*told, NO_REPAYMENT_RULE[0].lower() + NO_REPAYMENT_RULE[1:-1]]
