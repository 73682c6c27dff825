"""The lines of a SIE file and the fields in them, as the format's specification (4B, 4C) has them.

Owns what a field is: fields stand between blanks or tabs, a quoted field may hold blanks and ``\\"`` for a quotation
mark (no other escape), and ``{…}`` is a list of objects, dimension and code in turn. A lone backslash is itself. Owns
also what an amount and a date are: a point before at most two decimals, a minus in front and no other mark; YYYYMMDD.
"""

import datetime as dt
import re
from decimal import Decimal

Objects = tuple[tuple[str, str], ...]
"""Pairs of dimension and object code in the order of the file."""

# Every line of a file is one match. A plain #TRANS or #VER, of which a ledger has millions, gives its fields at once,
# and takes with it the brace on the line after. Any other line, and one of these that is written in another way, is
# read field by field. Repetitions are possessive: they never give back, so that no line takes long.
WORD = r"""(?: "([^"\\\r\n]*+)" | ([^ \t\r\n"{}]++) )"""
MORE = r"""(?: [ \t]++ (?: "[^"\\\r\n]*+" | [^ \t\r\n"{}]++ ) )*+"""
LINE = re.compile(
    rf"""^(?:
    [ \t]*+ \#TRANS [ \t]++ ([^ \t\r\n"{{}}]++) [ \t]++ \{{ ([^{{}}\\\r\n]*+) \}}
        [ \t]++ (-?[0-9]{{1,12}}+) \. ([0-9]{{2}})
        (?: [ \t]++ (?: ([0-9]{{8}}) | "" ) (?: [ \t]++ {WORD} {MORE} )?+ )?+
        [ \t]*+ \r?+ ( \n [ \t]*+ \}} [ \t]*+ \r?+ $ )?
    | \#VER [ \t]++ {WORD} [ \t]++ {WORD} [ \t]++ ([0-9]{{8}}) (?: [ \t]++ {WORD} {MORE} )?+
        [ \t]*+ \r?+ \n [ \t]*+ \{{ [ \t]*+ \r?+
    | .*
    )$""",
    re.MULTILINE | re.VERBOSE,
)
# A list that is not whole ends with the first brace, or with the line. No brace may begin inside a list, so that no
# part of a line is looked through twice.
FIELD = re.compile(
    r"""[ \t]*+ (?:
    "( (?: [^"\\] | \\"? )*+ ) ("?)
    | \{ ( (?: "(?: [^"\\{] | \\"? )*+" | [^"{}] )*+ ) \}
    | \{ ([^}]*+) \}?
    | ( [^ \t"{] [^ \t{]*+ )
    )""",
    re.VERBOSE,
)
OBJECT = re.compile(r'"((?:[^"\\]|\\"?)*+)("?)|([^ \t"]++)')
AMOUNT = re.compile(r"(-?)([0-9]{0,12})(?:\.([0-9]{1,2})0*)?")
DATE = re.compile(r"((?:19|20)[0-9]{2})-?([0-9]{2})-?([0-9]{2})")


def fields_of(text: str) -> tuple[list[str | Objects], str]:
    """The fields of a line, an object list as pairs; and what in it is not whole: "", "text" or "list"."""
    fields: list[str | Objects] = []
    broken = ""
    for match in FIELD.finditer(text):
        quoted, closing, listed, damaged, bare = match.groups()
        if bare is not None:
            fields.append(bare)
        elif quoted is not None:
            fields.append(quoted.replace('\\"', '"'))
            broken = broken or ("" if closing else "text")
        else:
            objects, whole = objects_of(damaged if listed is None else listed)
            fields.append(objects)
            broken = broken if whole and damaged is None else "list"
    return fields, broken


def objects_of(listed: str) -> tuple[Objects, bool]:
    """The pairs of an object list without its braces, and whether every part is whole and has its other half."""
    parts, whole = [], True
    for match in OBJECT.finditer(listed):
        quoted, closing, bare = match.groups()
        parts.append(bare if quoted is None else quoted.replace('\\"', '"'))
        whole = whole and closing != ""
    whole = whole and len(parts) % 2 == 0
    return tuple(zip(parts[::2], parts[1::2], strict=False)), whole


def ore_of(text: str) -> int | None:
    """Öre of an amount, exactly; None when the text is no amount (a comma, a plus, a third decimal, a word)."""
    written = AMOUNT.fullmatch(text)
    if not written or not (written[2] or written[3]):
        return None
    return int(Decimal(text) * 100)


def date_of(text: str) -> dt.date | None:
    """The date of ``20180131`` (or ``2018-01-31``); None when there is no such day."""
    written = DATE.fullmatch(text)
    if not written:
        return None
    try:
        return dt.date(int(written[1]), int(written[2]), int(written[3]))
    except ValueError:
        return None
