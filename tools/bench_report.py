"""``make bench-report``: one report by ``statsbidrag run`` against stock ``papermill`` and ``jupyter nbconvert``.

Both run the same notebook of the same period over data already imported, each command in a process of its own as a
user would start it. Ours also makes the Excel appendix, the record, the index and the manifest; stock nbconvert gives
its own page with the lab template. A PDF is not made.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench.compare import in_turns
from bench.cpu import Used, measure
from bench.workspace import ROOT, copy_to

REGION, AGREEMENT = "jamtland-harjedalen", "patientmiljarden"
STATSBIDRAG = [sys.executable, "-c", "import sys; from statsbidrag.cli.main import main; main(sys.argv[1:])"]
JUPYTER = [sys.executable, "-m"]


def compare(period: str, rounds: int, folder: Path) -> list[str]:
    """Measure in turns in a scratch folder; returns the lines to print."""
    root = copy_to(folder / "workbook")
    environment = {"PYTHONPATH": str(ROOT / "src")}
    run = [*STATSBIDRAG, "run", "--period", period, "--region", REGION, "--force", "--no-pdf"]
    measure(run, root, environment)
    notebook = root / f"notebooks/{AGREEMENT}.ipynb"

    def ours() -> Used:
        return measure([*run, "--no-import"], root, environment)

    def theirs() -> Used:
        parameters = ["-p", "region", REGION, "-p", "period", period]
        quiet = ["--no-progress-bar", "--log-level", "ERROR"]
        executed = measure([*JUPYTER, "papermill", str(notebook), "ut.ipynb", *parameters, *quiet], root, environment)
        published = measure([*JUPYTER, "nbconvert", "--to", "html", "ut.ipynb"], root, environment)
        return Used(executed.cpu_seconds + published.cpu_seconds, max(executed.peak_mib, published.peak_mib))

    comparison = in_turns(ours, theirs, rounds)
    return comparison.lines("statsbidrag run (page, Excel, record, index)", "papermill + jupyter nbconvert --to html")


def main() -> int:
    parser = argparse.ArgumentParser(description="Mäter en rapport mot papermill och nbconvert som de är.")
    parser.add_argument("--period", default="2018-06")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-report-") as folder:
        for line in compare(chosen.period, chosen.rounds, Path(folder)):
            print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
