"""Files for the SIE tests: two real ones, a boring second reader of them, and a small fictive ledger to spoil."""

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from statsbidrag.base.errors import LedgerRefused
from statsbidrag.read.ledger.sie import Parsed, read_sie, sie_summary

HERE = Path(__file__).parent
# The files as they were published, where they stand beside the checkout.
ORIGINALS = Path(__file__).resolve().parents[4] / "shared" / "data" / "sie"
REAL = [HERE / "exempel-4e.se", HERE / "exempel-4i.si"]
REAL += sorted(ORIGINALS.iterdir()) if ORIGINALS.is_dir() else []
FILE = "data/raw/exempel/ledger/fiktiv.se"

SMALL = """\
#FLAGGA 0
#FORMAT PC8
#SIETYP 4
#PROGRAM "Påhittat" 1.0
#GEN 20181231
#FNAMN "Fiktiva uppgifter"
#RAR 0 20180101 20181231
#DIM 1 "Ansvar"
#DIM 6 "Projekt"
#DIM 20 "Objekt"
#OBJEKT 1 "3101" "Åre"
#OBJEKT 1 "3102" "Östersund"
#OBJEKT 6 "09" "Väntetider"
#OBJEKT 20 "9916" "Miljarden"
#KONTO 1930 Bank
#KONTO 5611 Läkemedel
#KONTO 7510 Hyra
#IB 0 1930 1000.00
#UB 0 1930 698.75
#RES 0 5611 200.75
#RES 0 7510 100.50
#VER A 1 20180115 "Inköp av läkemedel" 20180116 "Sign"
{
#TRANS 1930 {} -200.75
#TRANS 5611 {1 "3101" 20 "9916"} 150.25 20180115 "Första raden" 1 "Sign"
#TRANS 5611 {1 "3102" 6 "09"} 50.5
}
#VER A 2 20181231 Hyra
{
#TRANS 7510 {20 9916 1 3101} 100.50 "" ""
#TRANS 1930 {} -100.5
}
"""


def read(text: str | bytes, encoding: str = "cp437") -> Parsed:
    return read_sie(text if isinstance(text, bytes) else text.encode(encoding), FILE)


def sums(parsed: Parsed) -> dict[str, object]:
    """Everything told of the file in sums, and the sum of each account."""
    accounts = defaultdict(int)
    for (account, _, _), ore in parsed.movements.items():
        accounts[account] += ore
    return sie_summary(parsed).as_json() | {"accounts": dict(accounts)}


def told(parsed: Parsed) -> list[tuple[str, int | None, str]]:
    return [(found.code, found.row, found.message) for found in parsed.findings]


def refusal(content: str | bytes) -> str:
    with pytest.raises(LedgerRefused) as caught:
        read(content)
    return "\n".join(caught.value.lines)


def changed(*pairs: tuple[str, str]) -> str:
    """The small ledger with one text for another, each of which must be there once."""
    text = SMALL
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def words(line: str) -> list[str]:
    """The fields of a line, character by character; braces stand alone outside quotation marks."""
    found, word, quoted, begun = [], "", False, False
    for character in line:
        if character == '"':
            quoted, begun = not quoted, True
        elif quoted:
            word += character
        elif character in " \t\r\n{}":
            if word or begun:
                found.append(word)
            word, begun = "", False
            found += [character] if character in "{}" else []
        else:
            word += character
    return [*found, word] if word or begun else found


def second_reading(content: bytes) -> dict[str, object]:
    """What ``sums`` should give, for a sound file in code page 437 without escaped quotation marks."""
    rows, vouchers = [], 0
    for line in content.decode("cp437").split("\n"):
        fields = words(line)
        if fields[:1] == ["#VER"]:
            vouchers += 1
            day = fields[3]
        elif fields[:1] == ["#TRANS"]:
            end = fields.index("}")
            listed = fields[3:end]
            after = fields[end + 2 :]
            date = after[0] if after and after[0] else day
            rows.append((fields[1], [*zip(listed[::2], listed[1::2], strict=True)], Decimal(fields[end + 1]), date))
    by_class, by_account, by_pair, counts = (defaultdict(Decimal) for _ in range(4))
    for account, pairs, amount, _ in rows:
        by_class[account[0]] += amount
        by_account[account] += amount
        for dimension, code in pairs:
            by_pair[f"{dimension}:{code}"] += amount
            counts[f"{dimension}:{code}"] += 1
    return {
        "rows": len(rows),
        "vouchers": vouchers,
        "sum": f"{sum(amount for _, _, amount, _ in rows):.2f}",
        "sum_by_account_class": {name: f"{amount:.2f}" for name, amount in sorted(by_class.items())},
        "sum_by_dimension": {
            pair: {"sum": f"{amount:.2f}", "rows": int(counts[pair])} for pair, amount in sorted(by_pair.items())
        },
        "periods": sorted({f"{date[:4]}-{date[4:6]}" for *_, date in rows}),
        "accounts": {account: int(amount * 100) for account, amount in by_account.items()},
    }
