"""The shipped project, imported once, and its record for every period of 2018."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
from shipped import AGREEMENT, NUMBERS, REGION, ROOT

from statsbidrag.base.period import Period
from statsbidrag.read.params.parameters import read_region
from statsbidrag.read.store.imports import read_records, read_rows
from statsbidrag.read.store.ledger import import_new, store_folder
from statsbidrag.record.model import Record
from statsbidrag.report.build import build


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a report is made from, with the ledger imported. Read only: change a copy of it."""
    root = tmp_path_factory.mktemp("project")
    for name in ("params", "data/raw", "notebooks"):
        shutil.copytree(ROOT / name, root / name)
    import_new(root, read_region(root, REGION))
    return root


@pytest.fixture(scope="session")
def records(project: Path) -> dict[int, Record]:
    """Period number (13 = bokslut) → record."""
    return {number: build(project, AGREEMENT, REGION, Period(2018, number)) for number in NUMBERS}


@pytest.fixture(scope="session")
def store(project: Path) -> dict[tuple[str, int], int]:
    """Import id and row in the file → öre, for every row of every ledger file, in use or replaced."""
    folder = store_folder(project, read_region(project, REGION))
    rows = pd.concat([read_rows(folder, one.import_id) for one in read_records(folder)])
    return {(row.import_id, row.source_row): int(row.amount_ore) for row in rows.itertuples()}


@pytest.fixture
def own_project(project: Path, tmp_path: Path) -> Path:
    """A copy of the project that a test may change."""
    return Path(shutil.copytree(project, tmp_path / "own"))
