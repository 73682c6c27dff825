"""A tertial and bokslut by the names people use, through the command, to the folder and the record."""

from pathlib import Path

import pytest
from shipped_workspace import AGREEMENT, REGION

from statsbidrag.cli.main import main
from statsbidrag.record.files import whole_record


@pytest.mark.parametrize(
    ("written", "number", "title", "preliminary"),
    [
        ("2018-T1", "2018-04", "januari–april 2018", True),
        ("2018-bokslut", "2018-13", "bokslut 2018", False),
    ],
)
def test_a_period_by_name_lands_in_the_folder_of_its_number(
    workspace: Path, reports: Path, capsys, written: str, number: str, title: str, preliminary: bool
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["run", "--period", written, "--agreement", AGREEMENT, "--root", str(workspace)])
    assert left.value.code == 0
    assert capsys.readouterr().out.splitlines()[-2] == "En rapport gjord, 0 oförändrade."
    folder = workspace / "reports" / REGION / number
    record = whole_record(folder / "patientmiljarden.json")
    assert (record.report.period, record.report.preliminary) == (number, preliminary)
    assert record.header.period_title == title
    assert title in (folder / "patientmiljarden.html").read_text(encoding="utf-8")
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert ("Prognos helår" in index, "Utfall helår" in index) == (preliminary, not preliminary)
