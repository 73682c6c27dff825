"""A workspace of the shipped parameters, raw data and notebooks, and how June is run in it."""

import shutil
from pathlib import Path

from statsbidrag.base.period import Period
from statsbidrag.run.batch import Outcome, run

ROOT = Path(__file__).resolve().parents[2]
REGION = "jamtland-harjedalen"
AGREEMENT = "patientmiljarden"
JUNE = Period.parse("2018-06")


def new_workspace(folder: Path) -> Path:
    """Shipped files only, as on a fresh clone."""
    for name in ("params", "data/raw", "notebooks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return folder


def run_june(root: Path) -> Outcome:
    """June's report, without the overview, which has tests of its own."""
    return run(root, REGION, JUNE, [AGREEMENT], say=lambda line: None)
