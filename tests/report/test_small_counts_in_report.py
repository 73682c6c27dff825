"""Small counts of patients in a whole record: left out of figures, tables, words and findings."""

import json
from pathlib import Path

import pytest
from shipped import AGREEMENT, REGION

from statsbidrag.base.period import Period
from statsbidrag.record.files import record_text
from statsbidrag.record.model import Record
from statsbidrag.report.build import build
from statsbidrag.report.notebook import blocks_of

RAW = f"data/raw/{REGION}"
PERIODS = [Period(2018, month) for month in (5, 6, 7)]


@pytest.fixture
def planted(own_project: Path) -> Path:
    """In June four units have met two of three patients each way between them; the others have none, or no value."""
    path = own_project / RAW / "activity/verksamhet-2018-06.csv"
    rows = path.read_text(encoding="utf-8").splitlines()
    ours = [place for place, row in enumerate(rows) if row.startswith("medicinsk-bedomning;")]
    for nth, place in enumerate(ours):
        unit = rows[place].split(";")[2]
        counts = ("1;1", "1;2", "0;0", "4x;7")[nth] if nth < 4 else "0;1"
        rows[place] = f"medicinsk-bedomning;2018-06;{unit};{counts}"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return own_project


def words(record: Record) -> str:
    return " ".join(block if isinstance(block, str) else block.text for block in blocks_of(record, "resultat"))


def test_a_small_month_is_left_out_of_the_record_and_told(planted: Path) -> None:
    may, june, july = (build(planted, AGREEMENT, REGION, period) for period in PERIODS)
    key = "indicator.medicinsk-bedomning"
    assert may.figures[f"{key}.period"].numerator == may.figures[f"{key}.2018-05"].numerator + 20_221
    for record in (june, july):
        months = [figure for name, figure in record.figures.items() if name.startswith(f"{key}.2018-")]
        assert {(one.value, one.numerator, one.denominator) for one in months} == {(None, None, None)}
        table = record.table("indicator-medicinsk-bedomning")
        assert {row["numerator"] for row in table.rows} == {None}
        assert table.note.endswith("Gränsen 5 är vår egen; den följer inte av någon bestämmelse.")
    # The report for June less that for May would be June.
    assert june.figures[f"{key}.period"].numerator is None
    assert july.figures[f"{key}.period"].numerator is not None
    assert "utfallet är utelämnat, eftersom det gäller få patienter. Det visades senast i rapporten för maj" in words(
        june
    )
    assert "Månaderna är utelämnade, eftersom någon av dem gäller få patienter." in words(july)
    # Staff is told as before, in July too, when two were trained.
    assert july.figures["indicator.utbildad-personal.2018-07"].value == 2


def test_findings_quote_no_value_that_may_be_of_patients(planted: Path) -> None:
    record = build(planted, AGREEMENT, REGION, Period(2018, 6))
    told = [one.message for one in record.findings if one.code in ("varde-oklart", "namnare-noll")]
    why = "går inte att räkna med; det visas inte, eftersom det kan gälla patienter"
    assert told == [f"värdet för medicinsk-bedomning 2018-06, {unit}, {why}" for unit in ("3103", "3104")]
    assert "4x" not in json.dumps(json.loads(record_text(record))["findings"])
