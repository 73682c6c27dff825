"""``make bench-import``, the SIE part: a ledger of 1 000 000 #TRANS read, against splitting its lines.

Ours is ``read_sie`` with all its checks and ``sie_summary``, in a fresh process: start and imports are counted, and
told by themselves. Theirs is ``for line in content.decode("cp437").split("\\n"): line.split()``, likewise, which
keeps nothing. The rows of the store (``sie_rows``) are measured apart, since splitting makes nothing like them. Two
files, the same every time: rows with date and text, four to a voucher; and bare rows, two to a voucher.
"""

import argparse
import datetime as dt
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench.compare import in_turns
from bench.cpu import Used, measure
from bench.workspace import ROOT

SEED = 20180630
PROMISED = 4
SPLIT = """import sys
for line in open(sys.argv[1], "rb").read().decode("cp437").split("\\n"):
    line.split()
"""
START = "import statsbidrag.read.ledger.sie"
READ = f"""{START} as sie, sys
parsed = sie.read_sie(open(sys.argv[1], "rb").read(), sys.argv[1])
assert sie.sie_summary(parsed).rows == int(sys.argv[2])
"""
ROWS = (
    READ
    + """from statsbidrag.read.ledger.sie.rows import sie_rows
rows, _, _ = sie_rows(parsed, {"unit": "1", "object": "20", "activity": "6"})
assert len(rows) == int(sys.argv[2])
"""
)


def write_ledger(path: Path, rows: int, *, to_a_voucher: int, with_text: bool) -> None:
    """Write a fictive ledger of whole balanced vouchers; every row has an object in each of three dimensions."""
    chance = random.Random(SEED)
    with path.open("w", encoding="cp437", newline="\r\n") as file:
        file.write(
            '#FLAGGA 0\n#FORMAT PC8\n#SIETYP 4\n#FNAMN "Fiktiva uppgifter för mätning"\n#RAR 0 20180101 20181231\n'
        )
        file.write('#DIM 1 "Ansvar"\n#DIM 6 "Aktivitet"\n#DIM 20 "Objekt"\n')
        for number in range(rows // to_a_voucher):
            date = f"{dt.date(2018, 1, 1) + dt.timedelta(days=chance.randrange(365)):%Y%m%d}"
            file.write(f'#VER LE {number} {date} "Leverantörsfaktura {number}" {date}\n{{\n')
            total = 0
            for row in range(to_a_voucher):
                ore = chance.randrange(100, 250_000_00) if row < to_a_voucher - 1 else -total
                total += ore
                account, unit, activity = (
                    chance.randrange(5000, 5200),
                    chance.randrange(3101, 3110),
                    chance.randrange(8),
                )
                amount = f"{'-' if ore < 0 else ''}{abs(ore) // 100}.{abs(ore) % 100:02d}"
                listed = f'1 "{unit}" 20 "{chance.choice((9916, 1000, 1001))}" 6 "0{activity}"'
                text = f' {date} "Rad {row}"' if with_text else ""
                file.write(f"   #TRANS {account} {{{listed}}} {amount}{text}\n")
            file.write("}\n")


def compare(rows: int, rounds: int, folder: Path, *, to_a_voucher: int, with_text: bool) -> list[str]:
    """Measure in turns in a scratch folder; returns the lines to print."""
    ledger = folder / "huvudbok.se"
    write_ledger(ledger, rows, to_a_voucher=to_a_voucher, with_text=with_text)

    def run(program: str) -> Used:
        return measure(
            [sys.executable, "-c", program, str(ledger), str(rows)], folder, {"PYTHONPATH": str(ROOT / "src")}
        )

    name = f"{rows} #TRANS {'with date and text' if with_text else 'without text'}, {to_a_voucher} to a voucher"
    # The ratio is theirs / ours, so that the reader is "theirs" here: how many times the CPU of splitting.
    reading = in_turns(lambda: run(SPLIT), lambda: run(READ), rounds)
    start, whole = run(START), run(ROWS)
    return [
        f"{name}, {ledger.stat().st_size / 2**20:.1f} MiB .se",
        *reading.lines("splitting its lines", "read_sie and sie_summary"),
        f"{'  of which start and imports':<60} {start.cpu_seconds:8.2f} CPU s  {start.peak_mib:7.0f} MiB",
        f"{'read_sie, sie_summary and sie_rows':<60} {whole.cpu_seconds:8.2f} CPU s  {whole.peak_mib:7.0f} MiB",
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description="Mäter läsning av en stor SIE-fil mot att dela dess rader.")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    print(f"Promised: at most {PROMISED} times the CPU of splitting the lines")
    for to_a_voucher, with_text in ((4, True), (2, False)):
        with tempfile.TemporaryDirectory(prefix="bench-sie-") as folder:
            for line in compare(
                chosen.rows, chosen.rounds, Path(folder), to_a_voucher=to_a_voucher, with_text=with_text
            ):
                print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
