"""What the labels of a SIE file mean, but for the vouchers: registers, years and balances.

Owns which labels are known. Those of the format that tell nothing of the ledger's money are passed over.
"""

import re
from functools import partial

from .lexing import Objects, date_of, ore_of
from .notes import Notes
from .parsed import Balance, Name, Parsed

AGAIN = "Rätta i ekonomisystemet eller ta ut filen på nytt."
AMOUNTS = "till exempel 1234.50 eller -1234.50: punkt före högst två decimaler, inga mellanslag, högst tolv siffror"
SEK = "SEK"
PASSED_OVER = {
    "#FLAGGA", "#FORMAT", "#PROGRAM", "#GEN", "#FNAMN", "#FNR", "#FTYP", "#ORGNR", "#BKOD", "#ADRESS", "#TAXAR",
    "#KPTYP", "#PROSA", "#SRU", "#ENHET", "#KTYP", "#PBUDGET", "#KSUMMA",
}  # fmt: skip
Fields = list[str | Objects]


def read_record(label: str, line: int, fields: Fields, parsed: Parsed, notes: Notes) -> bool:
    """Put what a line tells into ``parsed``; False when its label is not of the format."""
    if label in READ:
        READ[label](line, fields, parsed, notes)
    return label in READ or label in PASSED_OVER


def _balance(label: str, line: int, fields: Fields, parsed: Parsed, notes: Notes) -> None:
    year, rest = fields[0] if fields else "", fields[1:]
    period = ""
    if label == "#PSALDO" and rest:
        month = rest[0] if isinstance(rest[0], str) else ""
        period = f"{month[:4]}-{month[4:]}" if date_of(month + "01") else ""
        rest = rest[1:]
    account = rest[0] if rest else ""
    listed = len(rest) > 1 and isinstance(rest[1], tuple)
    objects = rest[1] if listed else ()
    amount = rest[1 + listed] if len(rest) > 1 + listed else ""
    ore = ore_of(amount) if isinstance(amount, str) else None
    numbered = isinstance(year, str) and re.fullmatch(r"0|-[0-9]{1,2}", year)
    if not numbered or not isinstance(account, str) or ore is None or (label == "#PSALDO" and not period):
        told = f"saldot i {label} går inte att läsa (år, period, konto, objekt eller belopp) och används inte"
        notes.add("saldo-oklart", f"{told}. Tillåtna belopp: {AMOUNTS}", AGAIN, line)
        return
    parsed.balances.append(Balance(label[1:], line, int(year), account, objects, ore, period))


def _type(line: int, fields: Fields, parsed: Parsed, notes: Notes) -> None:
    parsed.stated_type = _word(fields, 0)


def _currency(line: int, fields: Fields, parsed: Parsed, notes: Notes) -> None:
    parsed.currency = _word(fields, 0).upper() or SEK
    if parsed.currency != SEK:
        currency = parsed.currency if re.fullmatch("[A-Z]{3}", parsed.currency) else "okänd"
        told = f"filens valuta är {currency}, inte SEK; beloppen räknas som kronor"
        notes.add("annan-valuta", told, "Ta ut filen i svenska kronor.", line)


def _covers(line: int, fields: Fields, parsed: Parsed, notes: Notes) -> None:
    parsed.covers_until = date_of(_word(fields, 0))


def _year(line: int, fields: Fields, parsed: Parsed, notes: Notes) -> None:
    number, start, end = _word(fields, 0), date_of(_word(fields, 1)), date_of(_word(fields, 2))
    if re.fullmatch(r"0|-[0-9]{1,2}", number) and start and end:
        parsed.years[int(number)] = (start, end)
    else:
        notes.add("rakenskapsar-oklart", "räkenskapsåret (#RAR) går inte att läsa", AGAIN, line)


def _dimension(line: int, fields: Fields, parsed: Parsed, notes: Notes) -> None:
    parsed.dimensions[_word(fields, 0)] = Name(_word(fields, 1), line)


def _sub_dimension(line: int, fields: Fields, parsed: Parsed, notes: Notes) -> None:
    _dimension(line, fields, parsed, notes)
    parsed.parents[_word(fields, 0)] = _word(fields, 2)


def _object(line: int, fields: Fields, parsed: Parsed, notes: Notes) -> None:
    parsed.objects[_word(fields, 0), _word(fields, 1)] = Name(_word(fields, 2), line)


def _account(line: int, fields: Fields, parsed: Parsed, notes: Notes) -> None:
    parsed.accounts[_word(fields, 0)] = Name(_word(fields, 1), line)


def _word(fields: Fields, place: int) -> str:
    """The text in a place, "" when it is missing or an object list."""
    field = fields[place] if place < len(fields) else ""
    return field if isinstance(field, str) else ""


READ = {
    "#SIETYP": _type, "#VALUTA": _currency, "#OMFATTN": _covers, "#RAR": _year, "#DIM": _dimension,
    "#UNDERDIM": _sub_dimension, "#OBJEKT": _object, "#KONTO": _account,
    **{label: partial(_balance, label) for label in ("#IB", "#UB", "#RES", "#OIB", "#OUB", "#PSALDO")},
}  # fmt: skip
