"""Workbooks as programs in the field write them give their right values: ``field/excel.yaml`` says which."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from raw_region import ledger_format

from statsbidrag.read.ledger.export import read_export

FIELD = Path(__file__).with_name("field")
CASES = yaml.load((FIELD / "excel.yaml").read_text(encoding="utf-8"), yaml.CBaseLoader)
WITHOUT_SIDECAR = {"sidofil-saknas", "ej-avstamd"}


def test_every_workbook_in_the_folder_has_its_values() -> None:
    assert {path.name for path in FIELD.glob("*.xlsx")} == set(CASES["files"])


@pytest.mark.parametrize("name", CASES["files"])
def test_a_workbook_of_the_field_gives_its_right_values(name: str) -> None:
    export = read_export((FIELD / name).read_bytes(), "0" * 16, name, ledger_format(), None)
    rows, right = export.rows, CASES["right"]
    assert len(rows) == int(right["rows"])
    assert Decimal(int(rows["amount_ore"].sum())) / 100 == Decimal(right["sum"])
    for column, told in (("account", "by_class"), ("object", "by_object")):
        codes = rows[column].str[:1] if told == "by_class" else rows[column]
        sums = {code: Decimal(int(own.sum())) / 100 for code, own in rows.groupby(codes)["amount_ore"] if code}
        assert sums == {code: Decimal(kronor) for code, kronor in right[told].items()}
    found = {found.code for found in export.findings} - WITHOUT_SIDECAR
    assert found == set(CASES["findings"].get(name, []))
