"""Write tests/golden/patientmiljarden-2018.yaml: the money of every period, as the code computes it now.

Run only after a change that is meant to move figures, and read the difference before it is committed.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from statsbidrag.base.period import Period  # noqa: E402
from statsbidrag.read.params.parameters import read_region  # noqa: E402
from statsbidrag.read.store.ledger import import_new  # noqa: E402
from statsbidrag.record.model import Record  # noqa: E402
from statsbidrag.report.build import build  # noqa: E402

FILE = ROOT / "tests/golden/patientmiljarden-2018.yaml"
AGREEMENT, REGION = "patientmiljarden", "jamtland-harjedalen"
SHOWN = {
    "E": "entitled",
    "R": "received",
    "K": "cost",
    "F": "forecast",
    "unspent": "unspent",
    "expected_unspent": "expected_unspent",
}
HEAD = """\
# Godkända belopp i kronor för Patientmiljarden 2018, av fiktiva exempeldata. Skrivs om med make golden; läs skillnaden.
# E = högsta belopp, R = mottaget, K = kostnad som räknas mot bidraget, F = prognos av K för helåret,
# unspent = mottaget, ej förbrukat, expected_unspent = bedöms inte förbrukas. unknown = ej känt.
"""


def golden_text(records: Iterable[Record]) -> str:
    """The file's text: a line per period."""
    lines = []
    for record in records:
        amounts = [f"{name}: {record.figures[f'chain.{key}'].value or 'unknown'}" for name, key in SHOWN.items()]
        lines.append(f"{record.report.period}: {{{', '.join(amounts)}}}\n")
    return HEAD + "".join(lines)


def main() -> None:
    """Compute every period from what is shipped, in a folder of its own, and write the file."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("params", "data/raw", "notebooks"):
            shutil.copytree(ROOT / name, root / name)
        import_new(root, read_region(root, REGION))
        records = [build(root, AGREEMENT, REGION, Period(2018, number)) for number in range(1, 14)]
    FILE.write_text(golden_text(records), encoding="utf-8")
    print(f"Skrev {FILE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
