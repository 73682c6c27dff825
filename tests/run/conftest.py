"""A workspace: the shipped parameters, raw data and notebooks in a folder of its own, where a test may change them."""

import shutil
from pathlib import Path

import pytest
from shipped_workspace import REGION, new_workspace, run_june


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
