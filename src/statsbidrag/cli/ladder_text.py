"""A ladder as lines and as JSON.

Owns the form of ``statsbidrag ladder --json``, which is stable: amounts in kronor with two decimals, every region in
every pot and in ``total``.
"""

from collections.abc import Mapping
from fractions import Fraction

from ..base.money import kronor_text
from ..base.numbers import in_last_place, kronor, with_unit
from ..base.period import month_name
from ..facts.ladder import YearLadder
from ..model.ladder import Waiting
from ..rules.ladder import PotShared, shown

GROUPS = {"visit": "första besök", "procedure": "operation eller åtgärd"}
SHARED_BY = {"population": "folkmängd", "equal": "lika delar", "gain": "förbättringens storlek"}


def as_json(pots: Mapping[str, PotShared], waiting: Mapping[str, Mapping[str, Waiting]]) -> dict[str, object]:
    """The document."""
    whole = shown(pots)
    return {
        "total": {name: kronor_text(ore) for name, ore in sorted(whole.total.items())},
        "by_pot": {
            name: {
                region: {
                    "gain_pp": _decimals(waiting[name][region].gain),
                    "share_60": _decimals(waiting[name][region].share_within_60),
                    "bands": list(pot.places[region].bands),
                    "amount": kronor_text(whole.by_pot[name][region]),
                }
                for region in sorted(pot.places)
            }
            for name, pot in pots.items()
        },
        "unpaid": {name: kronor_text(ore) for name, ore in whole.unpaid.items()},
    }


def lines_of(found: YearLadder, pots: Mapping[str, PotShared], names: Mapping[str, str]) -> list[str]:
    """What each region gets in all and in each pot, and by which reading."""
    whole = shown(pots)
    title = found.agreement.short or found.agreement.title
    lines = [f"{title} {found.agreement.year}, {with_unit(kronor(found.ore), 'kr')} i {len(pots)} potter"]
    for code, ore in sorted(whole.total.items(), key=lambda one: (-one[1], one[0])):
        lines.append(f"{code} {names.get(code, code)}: {with_unit(kronor(ore), 'kr')}")
        for name, pot in pots.items():
            if told := _stands(pot, code):
                lines.append(f"   {_pot(name)}: {told}, {with_unit(kronor(whole.by_pot[name][code]), 'kr')}")
    for name, ore in whole.unpaid.items():
        if ore:
            lines.append(f"Betalas inte ut, {_pot(name)}: {with_unit(kronor(ore), 'kr')}")
    shared_by = SHARED_BY[found.ladder.readings.shared_by]
    lines.append(f"Läsning: ett steg delas efter {shared_by}; övriga läsningar står i {_file(found)}.")
    return lines


def _stands(pot: PotShared, code: str) -> str:
    """Which bands a region shares; nothing where it shares none."""
    place = pot.places[code]
    if not place.bands:
        return ""
    if place.by_60:
        return "steg 1 genom andelen inom 60 dagar"
    return f"steg {place.bands[0]}" if len(place.bands) == 1 else f"steg {place.bands[0]}–{place.bands[-1]}"


def _pot(name: str) -> str:
    month, _, group = name.partition("|")
    return f"{month_name(month)}, {GROUPS[group]}"


def _file(found: YearLadder) -> str:
    return found.ladder.origin.partition(":")[0]


def _decimals(value: Fraction) -> str:
    """Four decimals, as JSON has numbers: ``-0.1250``."""
    whole = in_last_place(value, 4)
    return f"{'-' if whole < 0 else ''}{abs(whole) // 10_000}.{abs(whole) % 10_000:04d}"
