"""The example data and the tool that writes them, read once for all tests."""

import importlib
import pickle
import sys

import openpyxl
import pytest
from example_rows import ACTIVITY, LATEST, LEDGER, ROOT, row_of

from made_once import made_once


@pytest.fixture(scope="session")
def tool():
    """The generator, imported from tools/."""
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        yield importlib.import_module("make_example_data")
    finally:
        sys.path.remove(str(ROOT / "tools"))


@pytest.fixture(scope="session")
def sheets(shared):
    """Delivery name → rows of its first sheet as openpyxl gives them; read by one worker for all."""

    def make(place):
        found = {}
        for path in sorted(LEDGER.glob("*.xlsx")):
            workbook = openpyxl.load_workbook(path, read_only=True)
            rows = [list(row) for row in workbook[workbook.sheetnames[0]].iter_rows(values_only=True)]
            found[path.stem.removeprefix("huvudbok-")] = (workbook.sheetnames[0], rows)
        place.write_bytes(pickle.dumps(found))

    return pickle.loads(made_once(shared / "sheets", make).read_bytes())


@pytest.fixture(scope="session")
def deliveries(sheets):
    """Delivery name → rows as dictionaries by heading, with ``ore`` as whole öre and empty codes as ""."""
    return {name: [row_of(values) for values in rows[4:]] for name, (_, rows) in sheets.items()}


@pytest.fixture(scope="session")
def latest(deliveries):
    """The rows of the latest deliveries of every month, closing included."""
    return [row for name in LATEST for row in deliveries[name]]


@pytest.fixture(scope="session")
def activity():
    """Rows of the twelve activity files as five texts each."""
    rows = []
    for path in sorted(ACTIVITY.glob("*.csv")):
        rows += [line.split(";") for line in path.read_text(encoding="utf-8").splitlines()[2:]]
    return rows
