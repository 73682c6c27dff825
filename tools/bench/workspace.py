"""A scratch copy of the project for a benchmark, so that no measurement touches the user's files."""

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("params", "notebooks", "data/raw")


def copy_to(folder: Path) -> Path:
    """Parameters, notebooks and raw data in a new folder; returns it."""
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name)
    return folder
