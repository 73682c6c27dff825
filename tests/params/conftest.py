"""A folder with sound parameter files, for the tests that break one of them."""

import shutil
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PLACES = {
    "agreement": "params/2018/agreements/patientmiljarden.yaml",
    "choices": "params/2018/jamtland-harjedalen/patientmiljarden.yaml",
    "region": "params/regions/jamtland-harjedalen.yaml",
    "workbook": "params/workbook.yaml",
    "documents": "params/documents.yaml",
}


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A project root with the sound parameter files and the shipped population."""
    for kind, place in PLACES.items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / "sound" / f"{kind}.yaml", tmp_path / place)
    shutil.copy(ROOT / "params/population.csv", tmp_path / "params/population.csv")
    return tmp_path
