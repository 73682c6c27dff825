"""Money.

Owns the convention: money is int öre everywhere inside, Decimal where it is read or written, never float. In the
store costs are + and income −; to readers costs are positive and a deviation is budget − outcome (+ = lower cost).
"""

import re
from collections.abc import Iterable
from decimal import Decimal

ORE_PER_UNIT = {"kr": 100, "tkr": 100_000, "mnkr": 100_000_000, "mdkr": 100_000_000_000}
MINUS = "\u2212"
SPACES = " \u00a0\u202f\u2009"
AMOUNT_WRITTEN = re.compile(rf"[-{MINUS}]?\d{{1,3}}(?:[{SPACES}]\d{{3}})*(?:\.\d+)?|[-{MINUS}]?\d+(?:\.\d+)?", re.ASCII)


def ore_from_text(text: str, unit: str) -> int:
    """Öre of an amount as parameter files write it: ``12 570 000``, ``12.6``, with point as decimal mark.

    Raises ValueError (Swedish text) for another form, an unknown unit, or an amount finer than one öre.
    """
    if unit not in ORE_PER_UNIT:
        raise ValueError(f"enheten «{unit}» finns inte; tillåtet: {', '.join(ORE_PER_UNIT)}")
    if not AMOUNT_WRITTEN.fullmatch(text):
        raise ValueError(f"«{text}» är inget belopp; skriv till exempel 12 570 000 eller 12.6 (punkt före decimalerna)")
    number = Decimal(re.sub(f"[{SPACES}]", "", text).replace(MINUS, "-"))
    ore = number * ORE_PER_UNIT[unit]
    if ore != ore.to_integral_value():
        raise ValueError(f"«{text}» {unit} är finare än ett öre")
    return int(ore)


def last_digit_in_ore(text: str, unit: str) -> int:
    """What the last written digit is worth, in öre: ``12.6`` mnkr → 10 000 000 (100 000 kr)."""
    decimals = len(text.partition(".")[2])
    return int(Decimal(ORE_PER_UNIT[unit]).scaleb(-decimals))


def total_if_known(amounts: Iterable[int | None]) -> int | None:
    """The sum of amounts (öre), nought for none; None where one of them is not known."""
    total = 0
    for ore in amounts:
        if ore is None:
            return None
        total += ore
    return total


def kronor_text(ore: int) -> str:
    """Kronor with two decimals and a point, for JSON: 491240600 → ``4912406.00``."""
    sign = "-" if ore < 0 else ""
    return f"{sign}{abs(ore) // 100}.{abs(ore) % 100:02d}"


def swedish_kronor(ore: int) -> str:
    """Kronor as a message to the user has them: 491240625 → ``4 912 406,25`` with hard spaces."""
    whole, _, decimals = kronor_text(abs(ore)).partition(".")
    return f"{MINUS if ore < 0 else ''}{int(whole):,}".replace(",", "\u00a0") + f",{decimals}"
