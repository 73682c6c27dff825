"""``make bench-import``: .xlsx ledgers into the import store, against pandas reading the same files.

200 000 rows, as many rounds as asked for, and then 1 000 000 rows, where pandas is run once: it takes minutes. Ours is
the whole of ``statsbidrag import``: start, parameters, every check, amounts to whole öre, the store written. Theirs is
``pandas.read_excel(engine="openpyxl")`` in a fresh process, which gives cells only. The smaller file is made twice, the
same every time: with the eleven columns of the example region's exports, and with the fifteen of an export that has
names beside its codes.
"""

import argparse
import datetime as dt
import random
import shutil
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from openpyxl import Workbook

from bench.compare import in_turns
from bench.cpu import Used, measure
from bench.workspace import ROOT, copy_to

REGION = "jamtland-harjedalen"
HEADINGS = (
    "Verifikationsnummer", "Rad", "Bokföringsdatum", "Period", "Konto", "Ansvar",
    "Objekt", "Aktivitet", "Motpart", "Belopp", "Text",
)  # fmt: skip
# What economy systems also give, and we leave out.
MORE_HEADINGS = ("Kontonamn", "Ansvarsnamn", "Fakturanummer", "Leverantör")
SEED = 20180630
PROMISED = {200_000: 15, 1_000_000: 20}
LARGE = 1_000_000
MOST_MIB = 1229
STATSBIDRAG = "import sys; from statsbidrag.cli.main import main; main(sys.argv[1:])"
PANDAS = "import sys, pandas; print(len(pandas.read_excel(sys.argv[1], engine='openpyxl', header=3)))"


def write_ledger(path: Path, rows: int, *, with_names: bool) -> int:
    """Write a fictive ledger of whole balanced vouchers, two rows each, and its sidecar; returns the debit in öre."""
    chance = random.Random(SEED)
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Huvudbok")
    sheet.append(["Fiktiva uppgifter för mätning"])
    sheet.append(["Huvudbok, uttag 2018-07-10"])
    sheet.append([])
    sheet.append((*HEADINGS, *MORE_HEADINGS) if with_names else HEADINGS)
    debit = 0
    for number in range(rows // 2):
        day = dt.date(2018, 1, 1) + dt.timedelta(days=chance.randrange(181))
        ore = chance.randrange(1_00, 250_000_00)
        debit += ore
        unit, activity = str(3101 + chance.randrange(9)), f"{chance.randrange(8):02d}"
        counterpart = chance.choice((None, None, None, "801", "802", "803"))
        for row, (account, code, sign) in enumerate((("5611", "9916", 1), ("2440", "1000", -1)), start=1):
            sheet.append(
                [
                    f"LE18{number:06d}",
                    str(row),
                    day,
                    f"{day:%Y%m}",
                    account,
                    unit,
                    code,
                    activity,
                    counterpart,
                    Decimal(sign * ore).scaleb(-2),
                    f"Leverantörsfaktura {number}",
                    *((f"Konto {account}", f"Enhet {unit}", f"F{number}", f"Bolag {unit}") if with_names else ()),
                ]
            )
    workbook.save(path)
    kronor = f"{debit // 100}.{debit % 100:02d}"
    path.with_name(path.name + ".yaml").write_text(
        "received: 2018-07-10\nsource: huvudbok\nscope: {from: 2018-01, to: 2018-06}\n"
        f"totals: {{rows: {rows // 2 * 2}, debit: {kronor}, credit: {kronor}}}\nfictive: true\n",
        encoding="utf-8",
    )
    return debit


def compare(rows: int, rounds: int, folder: Path, *, with_names: bool) -> list[str]:
    """Measure in turns in a scratch folder; returns the lines to print."""
    root = copy_to(folder / "workbook")
    ledgers = root / "data/raw" / REGION / "ledger"
    for path in ledgers.iterdir():
        path.unlink()
    ledger = ledgers / "huvudbok-2018-06.xlsx"
    write_ledger(ledger, rows, with_names=with_names)
    python_path = {"PYTHONPATH": str(ROOT / "src")}

    def ours() -> Used:
        shutil.rmtree(root / "data/processed", ignore_errors=True)
        return measure([sys.executable, "-c", STATSBIDRAG, "import", "--region", REGION], root, python_path)

    def theirs() -> Used:
        return measure([sys.executable, "-c", PANDAS, str(ledger)], root)

    comparison = in_turns(ours, theirs, rounds)
    columns = len(HEADINGS) + len(MORE_HEADINGS) * with_names
    lines = [f"{rows} rows, {columns} columns, {ledger.stat().st_size / 2**20:.1f} MiB .xlsx"]
    return lines + comparison.lines("statsbidrag import (to the store)", 'pandas.read_excel(engine="openpyxl")')


def main() -> int:
    parser = argparse.ArgumentParser(description="Mäter inläsning av stora Excelfiler mot pandas med openpyxl.")
    parser.add_argument("--rounds", type=int, default=3, help="varv med 200 000 rader; den stora filen mäts ett varv")
    parser.add_argument("--large-only", action="store_true", help="bara filen med 1 000 000 rader")
    chosen = parser.parse_args()
    kinds = [(LARGE, 1, False)]
    if not chosen.large_only:
        kinds = [(200_000, chosen.rounds, False), (200_000, chosen.rounds, True), *kinds]
    for rows, rounds, with_names in kinds:
        print(f"Promised: at least {PROMISED[rows]} times less CPU, peak under {MOST_MIB} MiB")
        with tempfile.TemporaryDirectory(prefix="bench-import-") as folder:
            for line in compare(rows, rounds, Path(folder), with_names=with_names):
                print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
