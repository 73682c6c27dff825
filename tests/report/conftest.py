"""The shipped project, imported once, and its record for every period of 2018; made once for all workers."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from shipped import REGION, stored

import shipped_records
from statsbidrag.record.model import Record


@pytest.fixture(scope="session")
def project(shared: Path) -> Path:
    """A copy of what a report is made from, with the ledger imported. Read only: change a copy of it."""
    return shipped_records.project(shared)


@pytest.fixture(scope="session")
def records(shared: Path) -> Mapping[int, Record]:
    """Period number (13 = bokslut) → record."""
    return shipped_records.Year(shared)


@pytest.fixture(scope="session")
def store(project: Path) -> dict[tuple[str, int], int]:
    """Import id and row in the file → öre, for every row of every ledger file, in use or replaced."""
    return stored(project, REGION)


@pytest.fixture
def own_project(project: Path, tmp_path: Path) -> Path:
    """A copy of the project that a test may change."""
    return Path(shutil.copytree(project, tmp_path / "own"))
