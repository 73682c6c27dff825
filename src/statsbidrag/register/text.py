"""The register in words: each item, what could explain a difference, and a region's total rebuilt.

Owns how an item, a possible explanation and a compilation are worded for ``statsbidrag allocate`` and docs/register.md.
"""

from collections.abc import Sequence
from pathlib import Path

from ..base.needed import needed
from ..base.numbers import kronor, mnkr, signed, with_unit
from ..base.period import day_text
from ..facts.compilations import compilations
from ..read.params.population import read_population
from ..rules.allocation import Item
from ..rules.compilation import Rebuilt
from ..rules.entitlement import Agreeing
from ..rules.explaining import Explanation, Possible
from ..show.wording import ASSUMED, LACKING, RULE, as_written, place_text
from .entries import Entry
from .terms import source_place

STATUS = {
    Agreeing.AGREES: "stämmer",
    Agreeing.DIFFERS: "skiljer sig",
    Agreeing.NOT_STATED: "ej angivet",
    Agreeing.NOT_COMPUTABLE: "kan inte beräknas",
}


def lines_of(root: Path, year: int, entries: Sequence[Entry]) -> list[str]:
    """The items line by line, region by region, each region's compilation after its items."""
    lines: list[str] = []
    population = read_population(root)
    for place in dict.fromkeys(entry.place.id for entry in entries):
        ours = [entry for entry in entries if entry.place.id == place]
        lines.append(f"{ours[0].place.name} {year}")
        for entry in ours:
            lines += [f"  {line}" for line in _item(entry)]
        # A compilation is of all the region's agreements, so it is left out where only one is asked for.
        if len({entry.agreement.id for entry in ours}) > 1:
            for rebuilt in compilations(root, ours[0].place, year, population):
                lines += [f"  {line}" for line in rebuilt_lines(rebuilt)]
    return lines


def amounts_text(entry: Entry) -> str:
    """``655 mnkr nationellt, beräknat 10,38 mnkr, angivet 10,4 mnkr``; what is not known is left out."""
    item = entry.item
    whose = "i regionens egen pott" if entry.is_own else "nationellt"
    parts = [
        f"{with_unit(mnkr(item.national, 2), 'mnkr')} {whose}" if item.national is not None else None,
        f"beräknat {with_unit(mnkr(item.computed, 2), 'mnkr')}" if item.computed is not None else None,
        f"högst {with_unit(mnkr(item.cap, 2), 'mnkr')}" if item.cap is not None else None,
        f"angivet {as_written(item.stated)}" if item.stated else None,
    ]
    return ", ".join(part for part in parts if part)


def status_text(entry: Entry) -> str:
    """The item's status in words, with why nothing could be computed or «närmevärde»."""
    item = entry.item
    if not item.components:
        return "kan inte beräknas: underlaget säger inte vilka delar beloppet avser"
    if item.lacking:
        return f"{STATUS[item.status]}: {LACKING[item.lacking]}"
    near = ", närmevärde" if item.is_approximation else ""
    near += ", antagen fördelning" if item.is_assumed and item.computed is not None else ""
    apart = (
        f" med {signed(kronor(needed(item.difference, 'difference')))} kr" if item.status is Agreeing.DIFFERS else ""
    )
    return f"{STATUS[item.status]}{apart}{near}"


def rule_text(item: Item) -> str:
    """The item's rule in words; a share by population that no source tells of is said to be assumed."""
    rules = dict.fromkeys(component.rule for component in item.components)
    told = " + ".join(RULE[name] for name in rules) or RULE["unknown"]
    return f"{told} ({ASSUMED})" if item.is_assumed else told


def explanation_text(possible: Possible) -> str:
    """What could explain a difference, in a sentence."""
    if possible.kind is Explanation.OTHER_DATE and possible.day is not None:
        ore = with_unit(mnkr(possible.computed or 0, 2), "mnkr")
        return f"Folkmängden {day_text(possible.day)} ger {ore}, som stämmer inom avrundningen."
    if possible.kind is Explanation.OTHER_AMOUNT:
        national, ore = (
            with_unit(mnkr(possible.national or 0, 1), "mnkr"),
            with_unit(mnkr(possible.computed or 0, 2), "mnkr"),
        )
        return f"Det nationella beloppet {national} från en annan källa ger {ore}, som stämmer inom avrundningen."
    return {
        Explanation.UNKNOWN_KEY: "Källan anger inte vilken dags folkmängd som avgör andelen.",
        Explanation.ROUNDING: "Skillnaden är mindre än källans sista siffra; beloppet kan vara avkortat.",
    }[possible.kind]


def rebuilt_lines(rebuilt: Rebuilt) -> list[str]:
    """A compilation's total, rebuilt part by part."""
    lines = ["Sammanställningens total, byggd av de angivna beloppen:"]
    for part in rebuilt.parts:
        names = "+".join(part.stated.of) or "hela"
        several = f" ({' + '.join(text.replace('.', ',') for text in part.stated.parts)})" if part.stated.parts else ""
        out = "" if part.counted else " – ingår inte"
        lines.append(f"  {part.agreement} {names}: {as_written(part.stated)}{several}{out}")
    lines.append(f"  Summa: {with_unit(mnkr(rebuilt.total, 1), 'mnkr')}")
    if rebuilt.difference:
        lines.append(f"  Skillnad mot det angivna: {signed(kronor(rebuilt.difference))} kr")
    compilation = rebuilt.compilation
    for title, amount in (("Angivet", compilation.total), ("Budget", compilation.budget)):
        if amount:
            note = f" ({amount.note})" if amount.note else ""
            lines.append(f"  {title}: {as_written(amount)}{note}")
    lines += [f"  Ingår inte: {entry.agreement} {entry.component}. {entry.why}." for entry in compilation.left_out]
    for contradiction in compilation.contradictions:
        lines.append(f"  {contradiction.id} {contradiction.about}:")
        for side in contradiction.sides:
            place = place_text(source_place(compilation.sources, side.source, side.place), side.inferred)
            lines.append(f"    {side.says}{f' ({place})' if place else ''}")
    return lines


def _item(entry: Entry) -> list[str]:
    name = entry.item.name or "hela beloppet"
    amounts = amounts_text(entry)
    first = f"{entry.agreement.id} {name}: {f'{amounts} – ' if amounts else ''}{status_text(entry)}"
    titles = {part.id: part.title for c in entry.item.components if c.split for part in c.split.parts}
    split = [
        f"    varav {titles[part]}: {'ej känt' if ore is None else with_unit(kronor(ore), 'kr')}"
        for part, ore in entry.item.split.items()
    ]
    notes = [f"    ({component.split.note})" for component in entry.item.components if component.split]
    return [first, *split, *notes[: len(split)], *(f"    {explanation_text(one)}" for one in entry.explanations)]
