"""The money of every period as last approved; `make golden` writes the file anew after a change that is meant."""

import importlib
import sys

import pytest
import yaml
from shipped import ROOT

GOLDEN = ROOT / "tests/golden/patientmiljarden-2018.yaml"


@pytest.fixture(scope="module")
def tool():
    """The writer of the table, imported from tools/."""
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        yield importlib.import_module("make_golden")
    finally:
        sys.path.remove(str(ROOT / "tools"))


def test_the_money_of_every_period_is_as_approved(records, tool) -> None:
    approved = yaml.load(GOLDEN.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    found = yaml.load(tool.golden_text(records.values()), Loader=yaml.CBaseLoader)
    assert found == approved
    assert list(approved) == [f"2018-{number:02d}" for number in range(1, 14)]


def test_the_file_is_what_the_tool_writes(records, tool) -> None:
    assert tool.golden_text(records.values()) == GOLDEN.read_text(encoding="utf-8")
