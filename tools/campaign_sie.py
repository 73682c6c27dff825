"""Damage done to a SIE file, to see that no sum changes in silence.

A fictive ledger with every total the format has (#IB, #UB, #RES, #OUB, and #PSALDO per account and object) is cut and
its bytes flipped, as type 4E and as type 3. What is read then must be the same sums, or come with a finding that warns,
or be refused.
"""

import itertools
import random
from collections import defaultdict

from statsbidrag.base.errors import LedgerRefused
from statsbidrag.base.findings import Severity
from statsbidrag.read.ledger.sie import read_sie, sie_summary
from statsbidrag.read.ledger.sie.parsed import Parsed
from statsbidrag.read.ledger.sie.period_balances import months_of

FILE = "fiktiv.se"
SEED = 20181231
TYPES = ("4", "3")
VOUCHERS = 30
UNITS, PROJECTS, OBJECTS = ("3101", "Nord"), ("P1", "P2"), ("9916", "1000", "Åre")
COSTS, OPENING = ("4010", "5611", "7510"), {"1930": 500_000_00, "2440": -125_000_50, "2081": -374_999_50}


def kronor(ore: int) -> str:
    """An amount as SIE writes it."""
    return f"{'-' if ore < 0 else ''}{abs(ore) // 100}.{abs(ore) % 100:02d}"


def ledger(seed: int = SEED, vouchers: int = VOUCHERS, sie_type: str = "4") -> str:
    """A fictive ledger whose totals hold; every cost row has an object in each of three dimensions.

    As type 3 it has no vouchers, and its period balances are the ledger.
    """
    chance = random.Random(seed)
    lines, moved, months, objects = [], defaultdict(int, OPENING), defaultdict(int), defaultdict(int)
    for number in range(1, vouchers + 1):
        month = chance.randrange(1, 13)
        date = f"2018{month:02d}{chance.randrange(1, 29):02d}"
        lines += [f'#VER A {number} {date} "Påhittad händelse {number}" {date} "Sign"', "{"]
        paid = 0
        for _ in range(chance.randrange(1, 4)):
            pairs = (("1", chance.choice(UNITS)), ("6", chance.choice(PROJECTS)), ("20", chance.choice(OBJECTS)))
            account, ore = chance.choice(COSTS), chance.randrange(1, 9_999_99)
            paid += ore
            moved[account] += ore
            for place in ("", *(f'{dimension} "{code}"' for dimension, code in pairs)):
                months[f"2018{month:02d}", account, place] += ore
            for dimension, code in pairs:
                objects[account, f'{dimension} "{code}"'] += ore
            listed = " ".join(f'{dimension} "{code}"' for dimension, code in pairs)
            lines.append(f'   #TRANS {account} {{{listed}}} {kronor(ore)} {date} "Rad på låtsas"')
        moved["1930"] -= paid
        months[f"2018{month:02d}", "1930", ""] -= paid
        lines += [f"   #TRANS 1930 {{}} {kronor(-paid)}", "}"]
    names = (("1", "Ansvar", UNITS), ("6", "Projekt", PROJECTS), ("20", "Objekt", OBJECTS))
    registers = [
        line
        for number, name, codes in names
        for line in (f'#DIM {number} "{name}"', *(f'#OBJEKT {number} "{code}" "Namn på {code}"' for code in codes))
    ]
    head = ["#FLAGGA 0", "#FORMAT PC8", f"#SIETYP {sie_type}", '#PROGRAM "Påhittat" 1', '#FNAMN "Fiktiva uppgifter"']
    head += [
        "#RAR 0 20180101 20181231",
        *registers,
        *(f'#KONTO {account} "Konto {account}"' for account in sorted(moved)),
    ]
    balances = [f"#IB 0 {account} {kronor(ore)}" for account, ore in OPENING.items()]
    balances += [f"#OUB 0 {account} {{{place}}} {kronor(ore)}" for (account, place), ore in sorted(objects.items())]
    balances += [f"#UB 0 {account} {kronor(moved[account])}" for account in OPENING]
    balances += [f"#RES 0 {account} {kronor(moved[account])}" for account in COSTS]
    balances += [
        f"#PSALDO 0 {month} {account} {{{place}}} {kronor(ore)}"
        for (month, account, place), ore in sorted(months.items())
    ]
    return "\r\n".join([*head, *balances, *(lines if sie_type == "4" else ()), ""])


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The bytes cut at the end or in the middle, one to three of them flipped in a bit, or some made zero."""
    place = chance.randrange(len(content))
    length = chance.randrange(1, 200)
    how = chance.choice(("end", "middle", "flip", "flip", "flip", "zero"))
    if how == "end":
        return content[:place]
    if how == "middle":
        return content[:place] + content[place + length :]
    if how == "zero":
        return content[:place] + bytes(len(content[place : place + length])) + content[place + length :]
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 4)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def sums(parsed: Parsed) -> object:
    """All that must not change in silence: every sum told of a file, and those per account, object and month."""
    told = sie_summary(parsed)
    months = defaultdict(int)
    moves = [(account, objects, month, ore) for (account, objects, month), ore in parsed.movements.items()]
    if parsed.kind == "sie3":
        moves = [(month.account, month.objects, month.month, month.ore) for month in months_of(parsed)]
    for account, objects, month, ore in moves:
        for pair in ((), *objects):
            months[account, pair, month] += ore
    return told.as_json(), dict(months)


def campaign(seed: int, count: int, sie_type: str) -> list[str]:
    """Damage ``count`` files, the same for a seed; each whose sums changed in silence, as number and encoding."""
    chance = random.Random(seed)
    found = []
    encodings = ("cp437", "utf-8", "cp1252")
    whole = {encoding: ledger(sie_type=sie_type).encode(encoding) for encoding in encodings}
    right = sums(read_sie(whole["cp437"], FILE))
    for number, encoding in zip(range(count), itertools.cycle(encodings), strict=False):
        content = damaged(whole[encoding], chance)
        try:
            parsed = read_sie(content, FILE)
        except LedgerRefused:
            continue
        if sums(parsed) != right and all(told.severity is Severity.INFO for told in parsed.findings):
            found.append(f"{number} {encoding}")
    return found
