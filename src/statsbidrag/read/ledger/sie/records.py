"""What the labels of a SIE file mean, but for the vouchers: registers, years and balances.

Owns which labels are read. Those of the head, that tell who made the file and for whom, are passed over, as is the
checksum, which is not verified. The rows of all others are counted and told as left out, history first.
"""

import re
from collections import Counter

from ...raw.quoting import named
from ..guards import unguarded
from ..told import row_count, whole
from .lexing import date_of, objects_of, ore_of, word
from .notes import Notes
from .parsed import Balance, Name, Parsed
from .unread import amount_shape

AGAIN = "Rätta i ekonomisystemet eller ta ut filen på nytt."
AMOUNTS = "till exempel 1234.50 eller -1234.50: punkt före högst två decimaler, inga mellanslag, högst tolv siffror"
DATES = "ÅÅÅÅMMDD, till exempel 20180131"
SEK = "SEK"
BALANCES = ("#IB", "#UB", "#RES", "#OIB", "#OUB", "#PSALDO")
HEAD = {
    "#FLAGGA", "#FORMAT", "#PROGRAM", "#FNAMN", "#FNR", "#FTYP", "#ORGNR", "#BKOD", "#ADRESS", "#TAXAR",
    "#KPTYP", "#PROSA", "#KSUMMA",
}  # fmt: skip
HISTORY = ("#RTRANS", "#BTRANS")
MOST_LABELS = 8
# Some programs write a century, or 16, before the ten.
ORGANISATION_DIGITS = 10
YEAR = re.compile(r"0|-[0-9]{1,2}")


def read_record(label: str, line: int, tokens: list[str], parsed: Parsed, notes: Notes) -> bool:
    """Put what the fields after a label tell into ``parsed``; False when nothing is read of it."""
    first, second, third = [*map(word, tokens[:3]), "", "", ""][:3]
    if label in BALANCES:
        _balance(label, line, tokens, parsed, notes)
    elif label == "#SIETYP":
        parsed.stated_type = first
    elif label == "#GEN":
        # Of two days in one file the first is its head's.
        parsed.generated = parsed.generated or date_of(first)
    elif label == "#ORGNR":
        digits = "".join(one for one in first if one.isdigit())
        parsed.company = (digits[-ORGANISATION_DIGITS:], parsed.company[1])
    elif label == "#FNAMN":
        parsed.company = (parsed.company[0], first)
    elif label == "#VALUTA":
        parsed.currency = first.upper() or SEK
        if parsed.currency != SEK:
            currency = parsed.currency if re.fullmatch("[A-Z]{3}", parsed.currency) else "okänd"
            told = f"filens valuta är {currency}, inte SEK; beloppen räknas som kronor"
            notes.add("annan-valuta", told, "Ta ut filen i svenska kronor.", line)
    elif label == "#OMFATTN":
        parsed.covers_until = date_of(first)
        if parsed.covers_until is None:
            told = f"vad filen omfattar (#OMFATTN) går inte att läsa. Tillåtet: {DATES}"
            notes.add("rakenskapsar-oklart", told, AGAIN, line)
    elif label == "#RAR":
        start, end = date_of(second), date_of(third)
        if YEAR.fullmatch(first) and start and end:
            if parsed.years.get(int(first), (start, end)) != (start, end):
                told = f"räkenskapsår {first} (#RAR) har olika dagar på olika rader; de sista gäller"
                notes.add("rakenskapsar-oklart", told, AGAIN, line)
            parsed.years[int(first)] = (start, end)
        else:
            told = f"räkenskapsåret (#RAR) går inte att läsa. Tillåtet: årets nummer, första och sista dag som {DATES}"
            notes.add("rakenskapsar-oklart", told, AGAIN, line)
    elif label in ("#DIM", "#UNDERDIM"):
        if first in parsed.dimensions and parsed.dimensions[first].name != second:
            told = f"dimension {named(first)} har mer än ett namn i filen (#DIM, #UNDERDIM); det sista gäller"
            notes.add("dimension-med-flera-namn", told, AGAIN, line)
        parsed.dimensions[first] = Name(second, line)
        if label == "#UNDERDIM":
            parsed.parents[first] = third
    elif label == "#OBJEKT":
        parsed.objects[first, unguarded(second)] = Name(third, line)
    elif label == "#KONTO":
        parsed.accounts[unguarded(first)] = Name(second, line)
    else:
        return label in HEAD
    return True


class LeftOut:
    """The rows of which nothing counts, by label."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.first = 0

    def add(self, label: str, line: int) -> None:
        """Count one row."""
        self.counts[label] += 1
        self.first = self.first or line

    def tell(self, notes: Notes) -> None:
        """All of them in one finding. A label is shown when it looks like one, so that no name ever is."""
        if not self.counts:
            return
        by_count = sorted(self.counts, key=lambda label: (label not in HISTORY, -self.counts[label]))
        shown = [label for label in by_count if re.fullmatch("#[A-Z]{2,12}", label)][:MOST_LABELS]
        parts = [f"{label} ({whole(self.counts[label])})" for label in shown]
        if others := sum(self.counts.values()) - sum(self.counts[label] for label in shown):
            parts.append(f"andra etiketter ({whole(others)})")
        told = f"{row_count(sum(self.counts.values()))} ingår inte i någon summa: {', '.join(parts)}"
        notes.add("rader-utanfor-summorna", told, "Inget behöver göras.", self.first)


def _balance(label: str, line: int, tokens: list[str], parsed: Parsed, notes: Notes) -> None:
    """Year, period of #PSALDO, account, list of objects where there is one, amount."""
    monthly = label == "#PSALDO"
    filled = [*tokens, "", "", "", "", ""]
    year, rest = filled[0], filled[1:]
    month = word(rest.pop(0)) if monthly else ""
    account, listed = unguarded(word(rest[0])), rest[1] if rest[1].startswith("{") else ""
    ore = ore_of(word(rest[2 if listed else 1]))
    start = date_of(month + "01")
    if not YEAR.fullmatch(word(year)) or not account or ore is None or (monthly and not start):
        if monthly:
            amount = word(rest[2 if listed else 1])
            parsed.unread_balances.add(amount_shape(amount) if ore is None else "år, månad eller konto", [line], 1)
        told = f"saldot i {label} går inte att läsa (år, period, konto, objekt eller belopp) och används inte"
        notes.add("saldo-oklart", f"{told}. Tillåtna belopp: {AMOUNTS}", AGAIN, line)
        return
    period = f"{start:%Y-%m}" if start else ""
    if monthly and "," in word(rest[2 if listed else 1]):
        parsed.comma_balances.add("", [line], 1)
    parsed.balances.append(Balance(label[1:], line, int(word(year)), account, objects_of(listed)[0], ore, period))
