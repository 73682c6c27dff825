"""A workspace: the shipped parameters, raw data and notebooks in a folder of its own, where a test may change them."""

import shutil
from pathlib import Path

import pytest

from statsbidrag.period import Period
from statsbidrag.run.batch import Outcome, run

ROOT = Path(__file__).resolve().parents[2]
REGION = "jamtland-harjedalen"
JUNE = Period.parse("2018-06")


def new_workspace(folder: Path) -> Path:
    """Shipped files only, as on a fresh clone."""
    for name in ("params", "data/raw", "notebooks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return folder


def run_june(root: Path) -> Outcome:
    return run(root, REGION, JUNE, [], say=lambda line: None)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace where June 2018 has been published once; tests read it and leave it as it is."""
    root = new_workspace(tmp_path_factory.mktemp("publicerad"))
    outcome = run_june(root)
    assert (outcome.exit_code, outcome.made, outcome.lines) == (0, 1, [])
    return root


@pytest.fixture
def workspace(published: Path, tmp_path: Path) -> Path:
    """A copy of the published workspace that a test may break."""
    root = tmp_path / "arbetsyta åäö"
    shutil.copytree(published, root)
    return root


@pytest.fixture
def reports(workspace: Path) -> Path:
    return workspace / "reports" / REGION / "2018-06"
