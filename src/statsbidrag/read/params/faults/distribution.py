"""What in a region's distribution of money cannot be.

Owns that nobody is allotted more than the frame that the region itself has set, for another year, or what another
receiver has by the same codes, and that a code is of the receiver's own kind. Every fault is a line with its
``file:line``, and a refusal. More than högsta belopp of the state's money, which is reckoned, is a finding
(``facts/distribution.py``).
"""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence

from ....base.money import swedish_kronor
from ....base.states import MoneyKind
from ....model.agreement import Agreement
from ....model.choices import RegionAgreement
from ....model.distribution import DatedAmount, Receiver
from ....model.region import Region
from ....model.values import Codes
from .days import last_day
from .lines import not_there, told_twice

OF_KIND = {"administration": "internal", "private": "private", "municipality": "municipality", "region": "region"}
MONEY_EVENTS = ("requisition", "payment", "repayment")


def faults_in_distribution(
    agreement: Agreement, choices: RegionAgreement, components: Collection[str]
) -> Iterator[str]:
    """A line for each fault of a region's distribution; ``components`` are the names that exist."""
    yield from told_twice("mottagaren", choices.distribution)
    for one in choices.distribution:
        yield from not_there(one.at("component"), "komponenten", one.component, components)
        yield from _of_another_time(agreement, choices, one)
        yield from _amounts(one)
        yield from _frame_is_known(choices, one)
        if choices.bookkeeping and choices.bookkeeping.not_separated and (one.codes or one.accounted_codes):
            key, typed = ("codes", "paid") if one.codes else ("accounted_codes", "accounted")
            yield (
                f"{one.at(key)}: kostnaden är ej särredovisad, så inga rader i huvudboken hör till mottagaren. Skriv "
                f"beloppen under {typed}."
            )
    yield from _above_frame(agreement, choices)
    yield from _by_the_same_codes(choices.distribution)
    yield from _paid_on_own_frame(choices)


def faults_in_receivers(region: Region, choices: RegionAgreement) -> Iterator[str]:
    """A line for each counterpart of a receiver that the region's file says is of another kind."""
    kinds = {one.code: one.kind for one in region.counterparts}
    for one in choices.distribution:
        wanted = OF_KIND.get(one.type)
        for code in (one.codes or {}).get("counterpart", []):
            if wanted is not None and code not in kinds:
                allowed = ", ".join(other for other, kind in kinds.items() if kind == wanted) or "inga"
                yield (
                    f"{one.at('codes')}: motparten «{code}» finns inte i {region.origin.rpartition(':')[0]}. Av slaget "
                    f"{wanted} finns: {allowed}."
                )
            elif wanted is not None and kinds[code] != wanted:
                yield (
                    f"{one.at('codes')}: motparten «{code}» är {kinds[code]} i regionens fil, men mottagaren är "
                    f"{one.type}, som har motparter av slaget {wanted}. Rätta type eller codes."
                )


def _of_another_time(agreement: Agreement, choices: RegionAgreement, one: Receiver) -> Iterator[str]:
    """Months outside the year and the window, and days that no report of the year has."""
    first = min(f"{agreement.year}-01", f"{agreement.window.start:%Y-%m}")
    last = max(f"{agreement.year}-12", f"{agreement.window.end:%Y-%m}")
    if one.start < first or one.end > last:
        yield (
            f"{one.at('from')}: tilldelningen gäller {one.start} till {one.end}, men {agreement.year} års pengar hör "
            f"till tiden {first} till {last}. Rätta from och to, eller flytta posten till filen för sitt år."
        )
    begins, ends = dt.date(int(one.start[:4]), int(one.start[5:]), 1), last_day(agreement, choices)
    for entry in [*(one.paid or []), *(one.accounted or [])]:
        if not begins <= entry.date <= ends:
            yield (
                f"{entry.at('date')}: beloppet är daterat {entry.date}, utanför tiden {begins} till {ends}, då det kan "
                "höra till tilldelningen. Rätta date, eller from och to."
            )


def _amounts(one: Receiver) -> Iterator[str]:
    if one.allotted is not None and not one.allotted.chosen:
        yield f"{one.allotted.at('chosen')}: allotted är ett enda belopp. Ta bort chosen."
    for key, entries in (("paid", one.paid or []), ("accounted", one.accounted or [])):
        ore = 0
        for entry in sorted(entries, key=lambda entry: entry.date):
            ore += entry.ore
            if ore < 0:
                yield (
                    f"{entry.at('amount')}: {key} blir {swedish_kronor(ore)} kr t.o.m. {entry.date}, mindre än noll. "
                    "Rätta beloppen; minus är det som har betalats tillbaka eller rättats."
                )
                break
        yield from _twice(entries)


def _twice(entries: Sequence[DatedAmount]) -> Iterator[str]:
    """The same day and amount twice over: it would count twice."""
    seen: set[tuple[dt.date, int, str | None]] = set()
    for entry in entries:
        if (entry.date, entry.ore, entry.what) in seen:
            yield f"{entry.at()}: samma belopp och dag står två gånger. Ta bort det ena, eller ge dem olika what."
        seen.add((entry.date, entry.ore, entry.what))


def _frame_is_known(choices: RegionAgreement, one: Receiver) -> Iterator[str]:
    """Who has a whole frame has one of the region's own, alone."""
    if not one.has_whole_frame:
        return
    own = [component.id for component in choices.components]
    sharing = [other for other in choices.distribution if other.component == one.component]
    if one.component not in own or len(sharing) > 1:
        yield (
            f"{one.at()}: allotted saknas; det kan utelämnas bara där mottagaren ensam har hela ramen för en av "
            f"regionens egna delar ({', '.join(own) or 'inga finns'}). Skriv beloppet, eller unknown."
        )


def _above_frame(agreement: Agreement, choices: RegionAgreement) -> Iterator[str]:
    """More allotted of a frame of the region's own than there is, told where it passes the frame."""
    for component in choices.components:
        frame = choices.frame_of(component, agreement.year)
        allotted = 0
        for one in (one for one in choices.distribution if one.component == component.id and one.allotted):
            allotted += one.allotted.ore if one.allotted else 0
            if frame is not None and allotted > frame.ore:
                yield (
                    f"{one.at('allotted')}: fördelat av {component.id} blir {swedish_kronor(allotted)} kr, mer än "
                    f"ramen {swedish_kronor(frame.ore)} kr ({frame.origin}). Rätta allotted eller ramen."
                )
                break


def _by_the_same_codes(receivers: Sequence[Receiver]) -> Iterator[str]:
    """Two receivers whose codes claim the same rows."""
    for key in ("codes", "accounted_codes"):
        for number, second in enumerate(receivers):
            for first in receivers[:number]:
                one, other = getattr(first, key), getattr(second, key)
                if one and other and (shared := _shared(one, other)):
                    codes = ", ".join(f"{dimension} {code}" for dimension, found in shared.items() for code in found)
                    yield (
                        f"{second.at(key)}: mottagarna {first.id} och {second.id} gör båda anspråk på {codes}. Ge "
                        "varje mottagare egna koder."
                    )


def _shared(one: Codes, other: Codes) -> dict[str, list[str]]:
    """The codes that two have in common, {} where some dimension keeps them apart."""
    both = {name: sorted(set(one[name]) & set(other[name])) for name in one if name in other}
    return {} if not both or not all(both.values()) else {str(name): found for name, found in both.items()}


def _paid_on_own_frame(choices: RegionAgreement) -> Iterator[str]:
    """Money of the state's chain told of a frame of the region's own."""
    own = {
        component.id for component in choices.components for kind in component.kind if kind.is_ is MoneyKind.OWN_FRAME
    }
    for event in choices.events:
        if event.kind in MONEY_EVENTS and event.component in own:
            yield (
                f"{event.at('component')}: {event.component} är regionens egen ram, och statens pengar kommer inte "
                "till den. Skriv bidragets egen del, och det som faktureras mot ramen under distribution."
            )
