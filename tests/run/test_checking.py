"""``statsbidrag check`` on what is shipped, as a program of its own."""

import subprocess
import sys

from house_rules import ROOT

# What makes a command slow to start: none of it is needed to read parameters and activity data.
HEAVY = "pandas", "pyarrow", "numpy", "altair", "IPython", "papermill", "nbconvert"
PROGRAM = f"""
import sys
from statsbidrag.cli.main import main
try:
    main(["check", "--root", sys.argv[1]])
finally:
    print([name for name in {HEAVY} if name in sys.modules])
"""


def test_check_waits_for_nothing_that_only_reports_need() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM, ROOT], capture_output=True, encoding="utf-8", timeout=60)
    told, imported = done.stdout.splitlines()
    assert (done.returncode, done.stderr, imported) == (0, "", "[]")
    assert told.startswith("Inga fel i ")
