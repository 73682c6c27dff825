"""Personal numbers in texts: what is one, and how it is hidden.

Owns the rule. A personnummer is ten or twelve digits of any script, YYMMDDNNNN or YYYYMMDDNNNN, with or without
hyphens, plus signs or spaces of any kind, whose date exists and whose last digit checks the nine before it (18 §
folkbokföringslagen, 1991:481). A samordningsnummer has 60 added to the day. A sole trader's organisation number is the
owner's personnummer, and so are the ten digits of the VAT number (``SE…01``). A reservnummer has the form that the care
provider has given it, which ``params/workbook.yaml`` tells. Digits before or after make it another number; letters,
marks and underscores do not. A company's organisation number has a third digit of at least 2 and is no date.

The rule is for texts. An amount is never given to it, and of numbers within a text those with decimals or a unit of
money after them, and hashes, are left alone.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property

MASK = "[personnummer]"
# Blanks, hyphens and plus signs of every kind, and what cannot be seen: a number may be broken by any of them.
BETWEEN = "\\s\u00ad\u180e\u200b-\u200f\u2060\ufeff+\uff0b\ufe62\\-\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d"
CENTURIES = ("18", "19", "20")
COORDINATION = 60
LENGTH = 10

_DATED = re.compile(
    rf"(?<!\d)(?P<digits>(?:\d\d[{BETWEEN}]?)?\d\d(?P<inner>[{BETWEEN}]?)\d\d(?P=inner)\d\d[{BETWEEN}]{{0,3}}\d{{4}})"
    # The next would be a date: «2018-01-01 – 2018-12-31» has no personnummer in it.
    rf"(?!\d|[{BETWEEN}]\d\d[{BETWEEN}]\d\d(?!\d))"
)
# Every number and every form has as much in a row; most texts have not, and are done with at once.
_LONG_ENOUGH = re.compile(rf"\d(?:[{BETWEEN}]{{0,3}}[^\W_]){{7}}")
_VAT = re.compile(rf"(?<![^\W\d_])SE[{BETWEEN}]?(?P<digits>\d{{10}})[{BETWEEN}]?01(?!\d)", re.IGNORECASE)
_AMOUNT_GOES_ON = re.compile(r"[.,]\d\d(?!\d)|\s?(?:kr|tkr|mnkr|mdkr|öre|kronor)\b", re.IGNORECASE)
_HASH = re.compile(r"(?<![0-9A-Za-z_])(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}|[0-9a-f]{16})(?![0-9A-Za-z_])")
_RUN = re.compile(r"\d+")
# A personnummer with letters around it may be as long as a hash, but it has no second run of digits.
_FEWEST_RUNS = 2

# What a pattern of reservnummer is made of, and what each sign stands for.
PATTERN_SIGNS = r"^[0-9A-ZÅÄÖnx-]+$"
_DATES = {"YYYYMMDD": r"\d{8}", "YYMMDD": r"\d{6}"}
_SIGNS = {"n": r"\d", "x": r"[^\W\d_]", "-": f"[{BETWEEN}]{{0,3}}"}
_PIECE = re.compile("YYYYMMDD|YYMMDD|.")
SHORTEST_PATTERN, FEWEST_FREE = 8, 4


@dataclass(frozen=True)
class Dated:
    """A number in a text, from ``start`` to ``end``, whose ten or twelve ``digits`` begin with a date."""

    start: int
    end: int
    digits: str

    @property
    def checks(self) -> bool:
        """Whether the last digit checks the nine before it, so that it is a person's or is so by chance."""
        return checks(self.digits[-LENGTH:])

    @property
    def year(self) -> str:
        """The year it begins with: two digits of ten, four of twelve."""
        return self.digits[: len(self.digits) - 8]


@dataclass(frozen=True)
class PersonalNumbers:
    """The rule with the forms of reservnummer that it also knows; ``masked`` gives a text without any of them.

    A form is written with ``n`` for a digit, ``x`` for a letter, ``YYYYMMDD`` or ``YYMMDD`` for a date, ``-`` for a
    hyphen that may be left out, and other digits and capital letters as themselves.
    """

    reserve: tuple[str, ...] = ()

    def masked(self, text: str) -> str:
        """The text with MASK in place of every personal number; the text itself where there is none."""
        parts, done = [], 0
        for start, end in self.places(text):
            if start >= done:
                parts += [text[done:start], MASK]
                done = end
        return "".join(parts) + text[done:] if parts else text

    def within(self, text: str, series: Set[str] = frozenset()) -> bool:
        """Whether a text has a personal number in it, as ``places`` has it."""
        return next(self.places(text, series), None) is not None

    def places(self, text: str, series: Set[str] = frozenset()) -> Iterator[tuple[int, int]]:
        """Where each personal number begins and ends, in their order; those of a year in ``series`` are none.

        ``series`` is what ``number_series`` has found of the column that the text is from.
        """
        if len(text) < SHORTEST_PATTERN or not _LONG_ENOUGH.search(text):
            return
        found = [*_vat(text), *_dated(text, series), *self._reserved(text)]
        if not found:
            return
        hashes = [one.span() for one in _HASH.finditer(text) if len(_RUN.findall(one[0])) >= _FEWEST_RUNS]
        for start, end in sorted(set(found)):
            if not any(first <= start and end <= last for first, last in hashes):
                yield start, end

    def reserves(self, text: str) -> bool:
        """Whether a text has one of the forms of reservnummer in it."""
        return next(self._reserved(text), None) is not None

    def _reserved(self, text: str) -> Iterator[tuple[int, int]]:
        for form in self._forms:
            yield from (one.span() for one in form.finditer(text))

    @cached_property
    def _forms(self) -> tuple[re.Pattern[str], ...]:
        return tuple(_form(pattern) for pattern in self.reserve)


BUILT_IN = PersonalNumbers()
"""The rule without any form of reservnummer."""


def masked(text: str) -> str:
    """A text without personnummer, samordningsnummer or sole traders' organisation numbers."""
    return BUILT_IN.masked(text)


def checks(digits: str) -> bool:
    """Whether the last of ten digits checks the others (Luhn's way, modulus 10)."""
    values = [int(digit) for digit in digits]
    doubled = [sum(divmod(value * (2 - place % 2), 10)) for place, value in enumerate(values)]
    return len(values) == LENGTH and not sum(doubled) % 10


def begins_with_date(digits: str) -> bool:
    """Whether ten or twelve digits begin with a date that exists, perhaps with 60 added to the day."""
    centuries = (digits[:2],) if len(digits) > LENGTH else CENTURIES
    if not set(centuries) <= set(CENTURIES):
        return False
    year, month, day = (int(digits[-place : -place + 2]) for place in (10, 8, 6))
    return any(_exists(int(century) * 100 + year, month, day % COORDINATION) for century in centuries)


def pattern_fault(pattern: str) -> str | None:
    """What is wrong with a form of reservnummer, in Swedish; None where it can be used.

    One with too little that is its own would hide amounts and codes.
    """
    if not re.fullmatch(PATTERN_SIGNS, pattern):
        return "ett mönster skrivs med n för siffra, x för bokstav, YYYYMMDD eller YYMMDD, bindestreck och versaler"
    pieces = _PIECE.findall(pattern)
    free = sum(len(piece) for piece in pieces if piece in _DATES or (piece in _SIGNS and piece != "-"))
    own = any(piece in _DATES or piece == "x" or (piece.isalnum() and piece not in _SIGNS) for piece in pieces)
    length = sum(len(piece) for piece in pieces if piece != "-")
    if length < SHORTEST_PATTERN or free < FEWEST_FREE or not own:
        return (
            f"ett mönster ska ha minst {SHORTEST_PATTERN} tecken, minst {FEWEST_FREE} av dem n eller x, och något "
            "eget: ett datum, en bokstav eller bestämda siffror"
        )
    return None


def dated_numbers(text: str) -> Iterator[Dated]:
    """Every number in a text whose digits begin with a date, whether or not the last digit checks the others."""
    place = 0
    while found := _DATED.search(text, place):
        start, end = found.span("digits")
        digits = _ascii(found["digits"])
        if begins_with_date(digits) and not _is_amount(text, start, end):
            yield Dated(start, end, digits)
            place = end if checks(digits[-LENGTH:]) else start + 1
        else:
            place = start + 1


def _dated(text: str, series: Set[str]) -> Iterator[tuple[int, int]]:
    found = (number for number in dated_numbers(text) if number.checks and number.year not in series)
    return ((number.start, number.end) for number in found)


def _vat(text: str) -> Iterator[tuple[int, int]]:
    for found in _VAT.finditer(text):
        digits = _ascii(found["digits"])
        if begins_with_date(digits) and checks(digits):
            yield found.span()


def _is_amount(text: str, start: int, end: int) -> bool:
    """Whether an unbroken number goes on as an amount does: with two decimals, or with a unit of money."""
    return text[start:end].isdigit() and _AMOUNT_GOES_ON.match(text, end) is not None


def _ascii(text: str) -> str:
    return "".join(str(unicodedata.decimal(sign)) for sign in text if sign.isdecimal())


def _exists(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def _form(pattern: str) -> re.Pattern[str]:
    pieces = [_DATES.get(piece) or _SIGNS.get(piece) or re.escape(piece) for piece in _PIECE.findall(pattern)]
    return re.compile(rf"(?<!\d){''.join(pieces)}(?!\d)", re.IGNORECASE)
