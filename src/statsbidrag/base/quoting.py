"""What a message may show of what somebody has written: its shape, not its content.

Owns the one rule for values in YAML and sidecars, names of files and the errors of other programs; ``read.raw.quoting``
has the stricter one for raw cells. Names are not recognised by guesswork: a word, an id, a path, a number or a date is
quoted, because a reader must see which was wrong, and of anything else the length is told. Personal numbers are hidden
and characters that nobody sees are shown wherever they stand.
"""

import re

from .personal_numbers import masked
from .unseen import visible_in_line

MOST_DIGITS = 8
LONGEST_WORD, LONGEST_HEADING = 60, 40
# Short cells of digits and marks, as numbers, dates, periods and times are written.
QUOTABLE = re.compile("[-+0-9 .,:/()%eE\u2212\u00a0\u202f\u2009]{1,24}")
# An amount in groups of three, which no personal number is written as.
AMOUNT = re.compile("[-+\u2212]?[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})*(?:[.,][0-9]+)?")
WORD = re.compile(r"[\w.,*/+:~%-]+")
# A first word and others in small letters: «Ver. nr», but not a first name and a surname; perhaps a unit of money.
UNIT = "(?:,? ?[(\\[]?(?:i )?(?:kr|SEK|sek|kronor|[TtMm]kr|TKR|mnkr)[)\\]]?)?"
HEADING = re.compile("[A-Za-zÅÄÖåäö]+(?:[ ._/-]{1,2}[a-zåäö]+)*[.]?" + UNIT)
_QUOTED = re.compile("«([^«]*)»")


def shape_of(text: str) -> str:
    """A value as a message may show it: ``«mkr»``, ``«2018-06-31»``, but ``en text på 14 tecken`` of two names."""
    return f"«{text}»" if may_be_shown(text) else told_by_length(text)


def key_shown(key: str) -> str:
    """A key within the path to a value: as it is, or told by its length within brackets."""
    return key if few_digits(key) and len(key) <= LONGEST_WORD and WORD.fullmatch(key) else f"({told_by_length(key)})"


def may_be_shown(text: str) -> bool:
    """Whether a value is a word, an id, a path, a heading, a number or a date, with no more digits than a date has."""
    if AMOUNT.fullmatch(text) and len(text) <= LONGEST_HEADING:
        return True
    few = few_digits(text)
    alike = QUOTABLE.fullmatch(text) or (len(text) <= LONGEST_WORD and WORD.fullmatch(text))
    return bool(few and (alike or (len(text) <= LONGEST_HEADING and HEADING.fullmatch(text))))


def told_by_length(text: str) -> str:
    return f"en text på {len(text)} tecken"


def few_digits(text: str) -> bool:
    """Whether a text has no more digits, of any script, than a date."""
    return sum(sign.isdecimal() for sign in text) <= MOST_DIGITS


def quoted_name(name: str) -> str:
    """The name of a file or folder on one line, as it is but for personal numbers and characters that nobody sees."""
    return masked(visible_in_line(name))


def told_line(line: str) -> str:
    """A line for a user, where each «…» is a shape, without personal numbers and characters that nobody sees."""
    return masked(visible_in_line(_QUOTED.sub(lambda found: shape_of(found[1]), line)))
