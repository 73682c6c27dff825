"""Amounts of a SIE file that are not written as the format says: what they are, and when they are too many.

Owns the wording. The format has a point before the decimals and nothing else. A comma before one or two decimals can
be read in one way and is read, with a finding; what cannot be read at all refuses the file above a share of its rows,
as one such amount does in a table.
"""

import re
from collections.abc import Iterator

from ....base.findings import Finding
from ..spoilt import MOST_ROWS_TOLD, Bounds, Spoilt
from ..told import whole
from .notes import Notes
from .parsed import Parsed

COMMAS_REMEDY = "Jämför summorna med en saldolista, och ta om det går ut filen med punkt före decimalerna."
AMOUNT_REMEDY = (
    "Ta ut filen på nytt med belopp som 1234.50, punkt före högst två decimaler och inga andra tecken, eller ta ut "
    "uttaget som Excel eller CSV."
)
OBJECT_REMEDY = 'Ta ut filen på nytt; en objektlista har dimension och objekt i par, till exempel {1 "3101"}.'
SHAPES = (
    ("beloppet saknas", re.compile("")),
    ("en objektlista står där beloppet ska stå", re.compile(r"\{.*")),
    ("decimalkomma med tre decimaler eller komma mellan tusental", re.compile(r"[-+]?[0-9]+,[0-9]{3,}")),
    ("fler än två decimaler", re.compile(r"[-+]?[0-9]*\.[0-9]{3,}")),
    ("mellanslag mellan tusental", re.compile(r"[-+]?[0-9]{1,3}(?:[\s\u00a0\u202f]+[0-9]{3})+(?:[.,][0-9]{1,2})?")),
    ("punkt eller komma mellan tusental", re.compile(r"[-+]?[0-9]{1,3}(?:[.,][0-9]{3})+(?:[.,][0-9]{1,2})?")),
    ("plustecken före beloppet", re.compile(r"\+[0-9.,]+")),
    ("minus efter beloppet", re.compile(r"[0-9.,]+[-\u2212]")),
    ("ett annat minustecken än -", re.compile("[\u2010\u2011\u2013\u2212][0-9.,]+")),
    ("parentes i stället för minus", re.compile(r"\([0-9.,]+\)")),
    ("valuta eller enhet vid beloppet", re.compile(r"(?=.*[0-9])(?:[A-Za-z]{2,5}[0-9.,-]+|[0-9.,-]+[A-Za-z:-]{2,5})")),
    ("fler än tolv siffror", re.compile(r"-?[0-9]{13,}(?:[.,][0-9]{1,2})?")),
)  # fmt: skip


def amount_shape(text: str) -> str:
    """What a text that is no amount is, never with its words."""
    return next((told for told, form in SHAPES if form.fullmatch(text)), "en text som inte är ett belopp")


def tell_commas(commas: Spoilt, what: str, notes: Notes) -> None:
    """Tell that amounts have a decimal comma; all of them count."""
    if not commas.rows:
        return
    rows = f"rad {', '.join(map(str, commas.first))}{' …' if commas.rows > MOST_ROWS_TOLD else ''}"
    told = (
        f"beloppen skrivs med decimalkomma på {whole(commas.rows)} av {whole(commas.of)} {what}, {rows}, fast SIE "
        "kräver punkt; varje belopp går bara att läsa på ett sätt och räknas"
    )
    notes.add("decimalkomma", told, COMMAS_REMEDY, commas.first[0])


def too_much_unread(parsed: Parsed, bounds: Bounds) -> Iterator[Finding]:
    """That more rows than a share could not be read, which refuses the file."""
    kinds = (
        (parsed.unread, "konteringar (#TRANS)", AMOUNT_REMEDY),
        (parsed.unread_balances, "periodsaldon (#PSALDO)", AMOUNT_REMEDY),
        (parsed.broken_lists, "objektlistor", OBJECT_REMEDY),
    )
    for spoilt, what, remedy in kinds:
        if found := spoilt.finding(what, remedy, bounds, parsed.file):
            yield found
