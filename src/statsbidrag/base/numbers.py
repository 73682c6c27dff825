"""Numbers as a Swedish reader meets them.

Owns the convention: U+00A0 between groups of three digits and before units and %, decimal comma, U+2212 minus,
halves rounded away from zero, and never a minus before a number that rounds to nought. Amounts come in as int öre,
shares as exact fractions (0.85 = 85 procent); a float is a TypeError, because it is already wrong.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from .money import MINUS, ORE_PER_UNIT

SPACE = "\u00a0"
Exact = int | Fraction | Decimal


def exact_fraction(value: Exact) -> Fraction:
    """The number as a fraction; TypeError for a float or a bool."""
    if isinstance(value, bool) or not isinstance(value, int | Fraction | Decimal):
        raise TypeError(f"{value!r} är inget exakt tal; ge int, Decimal eller Fraction")
    return Fraction(value)


def number(value: Exact, decimals: int = 0) -> str:
    """``1234.5`` with 0 decimals → ``1 235``. Raises TypeError for a float or a bool."""
    shown = in_last_place(value, decimals)
    whole = abs(shown)
    digits = f"{whole:0{decimals + 1}d}"
    head, tail = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    text = f"{int(head):,}".replace(",", SPACE) + (f",{tail}" if tail else "")
    return f"{MINUS}{text}" if shown < 0 else text


def in_last_place(value: Exact, decimals: int) -> int:
    """A number as it is shown with so many decimals, in units of its last place: ``12.34`` with 1 decimal → 123."""
    exact = exact_fraction(value)
    # Half a unit up, then the whole part: in integers, since a page has thousands of numbers.
    below, scaled = exact.denominator, abs(exact.numerator) * int(10**decimals)
    whole = (2 * scaled + below) // (2 * below)
    return -whole if exact < 0 else whole


def subtracts(more: int, less: int, scale: str, decimals: int) -> bool:
    """Whether two amounts (öre) as they are shown give their difference as it is shown."""
    shown = [in_last_place(Fraction(ore, ORE_PER_UNIT[scale]), decimals) for ore in (more, less, more - less)]
    return shown[0] - shown[1] == shown[2]


def adds_up(parts: Sequence[int], scale: str, decimals: int) -> bool:
    """Whether amounts (öre) as they are shown give their sum as it is shown."""
    *shown, whole = (in_last_place(Fraction(ore, ORE_PER_UNIT[scale]), decimals) for ore in (*parts, sum(parts)))
    return sum(shown) == whole


def amount(ore: int, scale: str, decimals: int) -> str:
    """Öre as a number of ``scale`` (kr, tkr, mnkr, mdkr), without the unit. KeyError for another scale."""
    if isinstance(ore, bool) or not isinstance(ore, int):
        raise TypeError(f"{ore!r} är inget belopp i hela ören")
    return number(Fraction(ore, ORE_PER_UNIT[scale]), decimals)


def kronor(ore: int, decimals: int = 0) -> str:
    """1 256 984 600 öre → ``12 569 846``."""
    return amount(ore, "kr", decimals)


def tkr(ore: int, decimals: int = 0) -> str:
    """1 256 984 600 öre → ``12 570``."""
    return amount(ore, "tkr", decimals)


def mnkr(ore: int, decimals: int = 1) -> str:
    """1 256 984 600 öre → ``12,6``."""
    return amount(ore, "mnkr", decimals)


def count(value: int) -> str:
    """4812 → ``4 812``. Raises TypeError for anything but an int."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{value!r} är inget antal")
    return number(value)


def percent(share: Fraction | Decimal, decimals: int = 0) -> str:
    """A share as per cent: 17/20 → ``85 %``."""
    return with_unit(number(exact_fraction(share) * 100, decimals), "%")


def with_unit(text: str, name: str) -> str:
    """Number text and unit held together by a hard space: ``12,6 mnkr``."""
    return f"{text}{SPACE}{name}"


def signed(text: str) -> str:
    """A plus before a number text that is neither negative nor nought: ``0,5`` → ``+0,5``."""
    return text if text.startswith(MINUS) or not any(digit in text for digit in "123456789") else f"+{text}"
