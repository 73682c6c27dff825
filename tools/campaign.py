"""``make campaign``: cut ledger files and flip their bytes, and see that no sum changes silently.

Of each format one sound file is made, with the control totals of its rows, and a thousand damaged copies: cut off,
with a byte or a bit changed, with zeros over a stretch, with a stretch lost or told twice. A copy must be refused or
give the totals of the sound file. What no total tells of, such as a digit of an account, may pass; those are counted.
The files of SIE are made and judged in ``campaign_sie``.

Then systematic losses are planted in a half year's deliveries of every format (``losses``): each that changes a figure
must be refused or give page one's first sentence a reservation, and harmless variations and the shipped data neither.
``--sample 10`` makes a tenth, the same copies each time.

Exit code 1 when a sum changed silently, or something sound was doubted.
"""

import argparse
import datetime as dt
import io
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from tools import campaign_sie
from tools.losses import judged

from statsbidrag.base.errors import LedgerRefused
from statsbidrag.base.money import kronor_text
from statsbidrag.model.region import LedgerFormat
from statsbidrag.read.ledger.export import read_export
from statsbidrag.read.raw.sidecar import Sidecar

COPIES = 1000
SEED = 20181
HEADINGS = {
    "voucher": "Verifikationsnummer",
    "date": "Bokföringsdatum",
    "period": "Period",
    "account": "Konto",
    "unit": "Ansvar",
    "object": "Objekt",
    "amount": "Belopp",
    "text": "Text",
}
LEDGER = LedgerFormat.model_validate(
    {"default_source": "huvudbok", "sign": "cost_positive", "unit": "kr", "columns": HEADINGS}
)
OBJECTS = ("9914", "9915", "9916", "")
ROWS = 120


@dataclass(frozen=True)
class Read:
    """What a copy gave: the sums that have a control total, and everything else that was read."""

    totals: object
    rest: object


@dataclass(frozen=True)
class Format:
    """A format's sound file and how a copy is read; ``read`` raises LedgerRefused for one that cannot be trusted."""

    name: str
    content: bytes
    read: Callable[[bytes], Read]


def damaged(content: bytes, copies: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Damaged copies with what was done to each, the same for the same seed."""
    chance = random.Random(seed)
    for number in range(copies):
        place, length = chance.randrange(len(content)), chance.randint(1, 40)
        before, struck, after = content[:place], content[place : place + length], content[place + length :]
        byte, rest = content[place], content[place + 1 :]
        kinds = {
            "cut": before,
            "byte": before + bytes([(byte + chance.randint(1, 255)) % 256]) + rest,
            "bit": before + bytes([byte ^ 1 << chance.randrange(8)]) + rest,
            "zeros": before + bytes(len(struck)) + after,
            "lost": before + after,
            "twice": before + struck + struck + after,
        }
        kind = list(kinds)[number % len(kinds)]
        yield f"{kind} at {place}", kinds[kind]


def outcomes(format_: Format, copies: int, seed: int = SEED) -> tuple[Counter[str], list[str]]:
    """How many copies were refused, gave the same, or the same totals but other codes; and the silent changes."""
    sound = format_.read(format_.content)
    counted: Counter[str] = Counter()
    silent = []
    for told, copy in damaged(format_.content, copies, seed):
        try:
            read = format_.read(copy)
        except LedgerRefused:
            counted["refused"] += 1
            continue
        if read.totals != sound.totals:
            silent.append(f"{format_.name}: {told}")
        counted["silent" if read.totals != sound.totals else "same" if read.rest == sound.rest else "other codes"] += 1
    return counted, silent


def table_rows() -> list[list[object]]:
    """Fictive rows of one month, in the order of HEADINGS."""
    chance = random.Random(SEED)
    return [
        [
            f"V{number // 3}",
            dt.date(2018, 6, 1 + number % 30),
            "201806",
            chance.choice(["3011", "4010", "5010", "6410"]),
            chance.choice(["3101", "3102"]),
            chance.choice(OBJECTS),
            chance.randint(-10_000_000, 10_000_000),
            "Påhittad text",
        ]
        for number in range(ROWS)
    ]


def csv_content() -> bytes:
    lines = ["Huvudbok – FIKTIVA DATA", ";".join(HEADINGS.values())]
    for row in table_rows():
        cells = [kronor_text(cell).replace(".", ",") if isinstance(cell, int) else str(cell) for cell in row]
        lines.append(";".join(cells))
    return "\n".join(lines).encode() + b"\n"


def xlsx_content() -> bytes:
    book = openpyxl.Workbook()
    for line in [["Huvudbok – FIKTIVA DATA"], list(HEADINGS.values()), *table_rows()]:
        book.active.append([cell / 100 if isinstance(cell, int) else cell for cell in line])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def about() -> Sidecar:
    """The sidecar of both tables, with every total it can have."""
    rows = table_rows()
    amounts = [row[6] for row in rows]
    by_object = {code: sum(row[6] for row in rows if row[5] == code) for code in OBJECTS}
    totals = {
        "rows": str(len(rows)),
        "debit": kronor_text(sum(ore for ore in amounts if ore > 0)),
        "credit": kronor_text(-sum(ore for ore in amounts if ore < 0)),
        "by_object": {code: kronor_text(ore) for code, ore in by_object.items()},
    }
    scope = {"from": "2018-06", "to": "2018-06"}
    return Sidecar.model_validate({"received": "2018-07-10", "source": "huvudbok", "scope": scope, "totals": totals})


def read_table(content: bytes, name: str) -> Read:
    rows = read_export(content, "0" * 16, name, LEDGER, about()).rows
    ore = rows["amount_ore"]
    totals = (
        len(rows),
        int(ore[ore > 0].sum()),
        int(ore[ore < 0].sum()),
        {code: int(ore[rows["object"] == code].sum()) for code in OBJECTS},
    )
    return Read(totals, rows.drop(columns="text").map(str).to_numpy().tolist())


FORMATS = (
    Format("csv", csv_content(), lambda content: read_table(content, "huvudbok.csv")),
    Format("xlsx", xlsx_content(), lambda content: read_table(content, "huvudbok.xlsx")),
)


def main() -> int:
    """Run every format and tell what came of the copies."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sample", type=int, default=1, metavar="N", help="one of N copies")
    sample = parser.parse_args().sample
    copies = COPIES // sample
    silent = []
    for format_ in FORMATS:
        counted, told = outcomes(format_, copies)
        silent += told
        print(f"{format_.name}: {copies} copies, " + ", ".join(f"{count} {name}" for name, count in counted.items()))
    for sie_type in campaign_sie.TYPES:
        told = campaign_sie.campaign(campaign_sie.SEED, copies, sie_type)
        silent += [f"sie type {sie_type}: {one}" for one in told]
        print(f"sie type {sie_type}: {copies} copies, {len(told)} silent")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = [loss for form in judged.ALL for loss in judged.losses(folder, form, sample)]
        print(judged.table(found))
        silent += [f"{loss.form}: {loss.kind}, number {loss.number}" for loss in found if loss.how == "silent"]
        for what, (count, doubted) in {
            "harmless variations": judged.doubted(folder, sample),
            "shipped reports": judged.shipped_doubted(folder / "shipped"),
        }.items():
            print(f"{what}: {count}, {len(doubted)} refused or doubted")
            silent += [f"no sum, but sound books were doubted: {line}" for line in doubted]
    for line in silent:
        print(f"a sum changed silently: {line}", file=sys.stderr)
    return 1 if silent else 0


if __name__ == "__main__":
    sys.exit(main())
