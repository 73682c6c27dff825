"""Invented personal numbers, and the forms that people write them in.

The three digits after the date are 980–999, which Skatteverket has set aside for test persons: nobody has them.
"""

import datetime as dt
import random
from collections.abc import Callable

FULLWIDTH = str.maketrans("0123456789-", "０１２３４５６７８９－")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
FORMS: tuple[Callable[[str], str], ...] = (
    lambda number: number[2:],
    lambda number: f"{number[2:8]}-{number[8:]}",
    lambda number: f"{number[2:8]}+{number[8:]}",
    lambda number: f"{number[2:8]} {number[8:]}",
    lambda number: f"{number[2:8]} - {number[8:]}",
    lambda number: number,
    lambda number: f"{number[:8]}-{number[8:]}",
    lambda number: f"{number[:8]} {number[8:]}",
    lambda number: f"{number[:4]}-{number[4:6]}-{number[6:8]}-{number[8:]}",
    lambda number: f"{number[:4]} {number[4:6]} {number[6:8]} {number[8:]}",
    lambda number: f"{number[2:8]}\u2011{number[8:]}",
    lambda number: f"{number[:8]}\u00a0{number[8:]}",
    lambda number: f"{number[2:8]}\u2013{number[8:]}",
    lambda number: f"{number[2:8]}\u00ad-{number[8:]}",
    lambda number: f"{number[2:8]}-{number[8:]}".translate(FULLWIDTH),
    lambda number: number.translate(ARABIC),
    lambda number: f"SE{number[2:]}01",
    lambda number: f"({number[2:8]}-{number[8:]})",
    lambda number: f"pnr_{number[2:]}_x",
    lambda number: f"x{number}y",
)


def number_made(choice: random.Random, *, coordination: bool = False) -> str:
    """Twelve digits of a person born 1900–2015; a samordningsnummer has 60 added to the day."""
    day = dt.date(1900, 1, 1) + dt.timedelta(days=choice.randrange(365 * 115))
    first = f"{day:%Y%m}{day.day + 60 * coordination:02d}{choice.randrange(980, 1000)}"
    return first + check_digit(first[2:])


def check_digit(nine: str) -> str:
    """What makes ten digits of nine check, in another way than the rule does it: by trying."""
    return next(last for last in "0123456789" if _luhn(nine + last) % 10 == 0)


def _luhn(digits: str) -> int:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value if value < 10 else value - 9
    return total


def many(count: int, seed: int = 18) -> list[tuple[str, str]]:
    """So many different numbers, every fifth a samordningsnummer: twelve digits and a form of them, in turn."""
    choice = random.Random(seed)
    numbers: dict[str, None] = {}
    while len(numbers) < count:
        numbers[number_made(choice, coordination=len(numbers) % 5 == 4)] = None
    return [(number, FORMS[place % len(FORMS)](number)) for place, number in enumerate(numbers)]
