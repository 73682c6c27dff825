"""``make bench-csv``: a .csv ledger into the import store, against pandas' C reader on the same file.

Ours is the whole of ``statsbidrag import``: start, parameters, the hash of the file, its encoding, every check, amounts
to whole öre, the store written. Theirs is ``pandas.read_csv(engine="c")`` in a fresh process, which gives floats and
codes without their zeros: once until the rows are in memory, and once until they are kept in a parquet file, which is
as far as ours comes. Semicolons, decimal comma and cp1252, the eleven columns of the example region's exports; two
sizes, so that it is seen whether memory grows with the file.
"""

import argparse
import datetime as dt
import random
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench.compare import in_turns
from bench.cpu import Used, measure
from bench.workspace import ROOT, copy_to
from bench_import import HEADINGS, REGION, SEED, STATSBIDRAG

PROMISED_CPU = "1.0"
PROMISED_PEAK = "0.55"
PANDAS = (
    "import sys, pandas; rows = pandas.read_csv(sys.argv[1], engine='c', sep=';', decimal=',', "
    "encoding='cp1252', header=2)"
)
KEPT = PANDAS + "; rows.to_parquet(sys.argv[1] + '.parquet', compression='zstd', index=False)"
THEIRS = {
    'pandas.read_csv(engine="c"), rows in memory': PANDAS,
    'pandas.read_csv(engine="c") and to_parquet': KEPT,
}
ROWS_WRITTEN_AT_ONCE = 20_000


def write_ledger(path: Path, rows: int) -> None:
    """Write a fictive ledger of whole balanced vouchers, two rows each, and its sidecar."""
    chance = random.Random(SEED)
    days = [dt.date(2018, 1, 1) + dt.timedelta(days=number) for number in range(181)]
    dated = [(day.isoformat(), f"{day:%Y%m}") for day in days]
    debit = 0
    with path.open("w", encoding="cp1252", newline="") as stream:
        stream.write("Fiktiva uppgifter för mätning\nHuvudbok, uttag 2018-07-10\n\n" + ";".join(HEADINGS) + "\n")
        lines: list[str] = []
        for number in range(rows // 2):
            day, period = dated[chance.randrange(len(dated))]
            ore = chance.randrange(1_00, 250_000_00)
            debit += ore
            unit, activity = 3101 + chance.randrange(9), f"{chance.randrange(8):02d}"
            counterpart = chance.choice(("", "", "", "801", "802", "803"))
            amount = f"{ore // 100},{ore % 100:02d}"
            for row, (account, code, sign) in enumerate((("5611", "9916", ""), ("2440", "1000", "-")), start=1):
                lines.append(
                    f"LE18{number:07d};{row};{day};{period};{account};{unit};{code};{activity};{counterpart};"
                    f"{sign}{amount};Leverantörsfaktura {number}\r\n"
                )
            if len(lines) >= ROWS_WRITTEN_AT_ONCE:
                stream.writelines(lines)
                lines = []
        stream.writelines(lines)
    kronor = f"{debit // 100}.{debit % 100:02d}"
    path.with_name(path.name + ".yaml").write_text(
        "received: 2018-07-10\nsource: huvudbok\nscope: {from: 2018-01, to: 2018-06}\n"
        f"totals: {{rows: {rows // 2 * 2}, debit: {kronor}, credit: {kronor}}}\nfictive: true\n",
        encoding="utf-8",
    )


def compare(rows: int, rounds: int, folder: Path) -> list[str]:
    """Measure in turns in a scratch folder; returns the lines to print."""
    root = copy_to(folder / "workbook")
    ledgers = root / "data/raw" / REGION / "ledger"
    for path in ledgers.iterdir():
        path.unlink()
    ledger = ledgers / "huvudbok-2018-06.csv"
    write_ledger(ledger, rows)
    python_path = {"PYTHONPATH": str(ROOT / "src")}

    def ours() -> Used:
        shutil.rmtree(root / "data/processed", ignore_errors=True)
        return measure([sys.executable, "-c", STATSBIDRAG, "import", "--region", REGION], root, python_path)

    lines = [f"{rows} rows, {len(HEADINGS)} columns, {ledger.stat().st_size / 2**20:.0f} MiB .csv"]
    for name, program in THEIRS.items():

        def theirs(program: str = program) -> Used:
            return measure([sys.executable, "-c", program, str(ledger)], root)

        comparison = in_turns(ours, theirs, rounds)
        peaks = [max(used.peak_mib for used in side) for side in (comparison.ours, comparison.theirs)]
        lines += comparison.lines("statsbidrag import (to the store)", name)
        lines.append(f"{'CPU and peak, ours / theirs':<60} {1 / comparison.ratio:8.2f} {peaks[0] / peaks[1]:8.2f}")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description="Mäter inläsning av stora CSV-filer mot pandas C-läsare.")
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    print(f"Promised at 10 000 000 rows: at most {PROMISED_CPU} of the CPU, {PROMISED_PEAK} of the peak, flat memory")
    for rows in chosen.rows:
        with tempfile.TemporaryDirectory(prefix="bench-csv-") as folder:
            for line in compare(rows, chosen.rounds, Path(folder)):
                print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
