"""``statsbidrag check`` on what is shipped, as a program of its own."""

import subprocess
import sys
from pathlib import Path

from house_rules import ROOT

# What makes a command slow to start: none of it is needed to read parameters and activity data.
HEAVY = "pandas", "pyarrow", "numpy", "altair", "IPython", "papermill", "nbconvert"
RAW = [path for path in (ROOT / "data/raw").glob("*/*") if path.is_dir() and path.name != "commitments"]
PROGRAM = f"""
import sys
from statsbidrag.cli.main import main
try:
    main(["check", "--root", sys.argv[1]])
finally:
    print([name for name in {HEAVY} if name in sys.modules])
"""


def test_check_waits_for_nothing_that_only_reports_need(tmp_path: Path) -> None:
    """A list of orders alone is read as a ledger is, and with its libraries."""
    for name in ("params", "notebooks", *(f"data/raw/{path.parent.name}/{path.name}" for path in RAW)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).symlink_to(ROOT / name)
    done = subprocess.run([sys.executable, "-c", PROGRAM, tmp_path], capture_output=True, encoding="utf-8", timeout=60)
    told, imported = done.stdout.splitlines()
    assert (done.returncode, done.stderr, imported) == (0, "", "[]")
    assert told.startswith("Inga fel i ")


def test_a_report_waits_for_no_grammar_of_addresses() -> None:
    program = (
        "import sys, statsbidrag.run.batch; print([name for name in ('jsonschema', 'lark') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "['jsonschema']\n", "")
