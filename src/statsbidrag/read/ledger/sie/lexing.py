"""The lines of a SIE file and the fields in them, as the format's specification (4B, 4C) has them.

Owns what a field is: fields stand between blanks or tabs, a quoted field may hold blanks and ``\\"`` for a quotation
mark (no other escape), and ``{…}`` is a list of objects, dimension and code in turn. A lone backslash is itself. Owns
also what an amount and a date are: a point before at most two decimals, a minus in front and no other mark; YYYYMMDD.
A comma before one or two decimals, which the format has not, can be read in one way and is; three may be thousands.
"""

import datetime as dt
import re
from decimal import Decimal

from ..guards import unguarded
from .parsed import Objects

# A field as it is written, and a part of a list: bare, quoted, or a list. One that is not whole ends with the line,
# a list with the first brace. No brace may begin inside a list, so that no part of a line is looked through twice.
# Repetitions are possessive: they never give back, so that no line takes long.
TOKEN = re.compile(
    r"""[^ \t"{][^ \t{]*+ | "(?:[^"\\]|\\"?)*+"?+ | \{(?:"(?:[^"\\{]|\\"?)*+"|[^"{}])*+\} | \{[^}]*+\}?+""",
    re.VERBOSE,
)
# The same for whole lines, a match for each. A plain #TRANS or #VER, of which a ledger has millions, gives its fields
# at once, and takes with it the brace on the line after. All other lines are read field by field.
WORD = r"""(?: "[^"\\\r\n]*+" | [^ \t\r\n"{}]++ )"""
LINE = re.compile(
    rf"""^(?:
    [ \t]*+ \#TRANS [ \t]++ ([^ \t\r\n"{{}}]++) [ \t]++ (\{{[^{{}}\\\r\n]*+\}})
        [ \t]++ (-?[0-9]{{1,12}}+\.[0-9]{{2}})
        (?: [ \t]++ (?: ([0-9]{{8}}) | "" ) (?: [ \t]++ ({WORD}) (?: [ \t]++ {WORD} )*+ )?+ )?+
        [ \t]*+ \r?+ ( \n [ \t]*+ \}} [ \t]*+ \r?+ $ )?
    | \#VER [ \t]++ ({WORD}) [ \t]++ ({WORD}) [ \t]++ ([0-9]{{8}}) (?: [ \t]++ ({WORD}) (?: [ \t]++ {WORD} )*+ )?+
        [ \t]*+ \r?+ \n [ \t]*+ \{{ [ \t]*+ \r?+
    | .*
    )$""",
    re.MULTILINE | re.VERBOSE,
)
AMOUNT = re.compile(r"(-?)([0-9]{0,12})(?:\.([0-9]{1,2})0*|,([0-9]{1,2}))?")
DATE = re.compile(r"((?:19|20)[0-9]{2})-?([0-9]{2})-?([0-9]{2})")


def word(token: str) -> str:
    """The text of a field, "" of a list."""
    if token.startswith('"'):
        return (token[1:-1] if is_whole(token) else token[1:]).replace('\\"', '"')
    return "" if token.startswith("{") else token


def is_whole(token: str) -> bool:
    """Whether a quoted field or a list ends, and a bare field has no quotation mark in it."""
    if token.startswith('"'):
        return len(token) > 1 and token.endswith('"') and not token.endswith('\\"')
    return token.endswith("}") if token.startswith("{") else '"' not in token


def objects_of(listed: str) -> tuple[Objects, bool]:
    """The pairs of an object list, and whether it and every part of it is whole and has its other half."""
    parts = TOKEN.findall(listed[1:].removesuffix("}"))
    whole = is_whole(listed) and len(parts) % 2 == 0 and all(is_whole(part) and part[0] != "{" for part in parts)
    words = [unguarded(word(part)) for part in parts]
    return tuple(zip(words[::2], words[1::2], strict=False)), whole


def ore_of(text: str) -> int | None:
    """Öre of an amount, exactly; None when the text is no amount (a plus, a third decimal, a word)."""
    written = AMOUNT.fullmatch(text)
    if not written or not any(written.group(2, 3, 4)):
        return None
    return int(Decimal(text.replace(",", ".")) * 100)


def date_of(text: str) -> dt.date | None:
    """The date of ``20180131`` (or ``2018-01-31``); None when there is no such day."""
    written = DATE.fullmatch(text)
    if not written:
        return None
    try:
        return dt.date(int(written[1]), int(written[2]), int(written[3]))
    except ValueError:
        return None
