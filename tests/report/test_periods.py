"""Open and closed periods, opening balances, and the year's last two periods, from raw files to the record."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from shipped import REGION

from statsbidrag.base.period import Period
from statsbidrag.read.params.parameters import read_region
from statsbidrag.read.store.ledger import import_new
from statsbidrag.record.model import Record
from statsbidrag.report.build import build
from statsbidrag.report.overview.build import build_overview

JUNE_FILE = f"data/raw/{REGION}/ledger/huvudbok-2018-06.xlsx"
JUNE = Period.parse("2018-06")


def record_of(root: Path, period: Period = JUNE) -> Record:
    import_new(root, read_region(root, REGION))
    return build(root, "patientmiljarden", REGION, period)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def books(record: Record) -> dict[str, str | None]:
    return {row["file"]: row["books"] for row in record.table("control").rows}


def told(record: Record, code: str) -> list[tuple]:
    return [(f.severity, f.file, f.message) for f in record.findings if f.code == code]


def test_every_shipped_delivery_was_taken_out_when_its_books_were_closed(records) -> None:
    for number in range(1, 14):
        assert set(books(records[number]).values()) == {"stängd"}
        assert told(records[number], "period-oppen") == []
        assert records[number].header.preliminary_text == ("bokslut, före revision" if number == 13 else "preliminärt")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("received: 2018-07-10", "received: 2018-07-07"),
        ("received: 2018-07-10", "received: 2018-07-10\nclosed: 2018-05"),
    ],
)
def test_a_file_taken_out_of_an_open_month_is_told_and_counts(own_project: Path, records, old: str, new: str) -> None:
    change(own_project / f"{JUNE_FILE}.yaml", old, new)
    record = record_of(own_project)
    assert books(record)["huvudbok-2018-06.xlsx"] == "öppen"
    assert books(record)["huvudbok-2018-05.xlsx"] == "stängd"
    message = "juni 2018 var öppen i huvudboken när filen togs ut; mer kan bokföras"
    assert told(record, "period-oppen") == [("varning", JUNE_FILE, message)]
    assert record.header.preliminary_text == "preliminärt, perioden öppen i huvudboken"
    assert record.ore("chain.cost") == records[6].ore("chain.cost")
    july = record_of(own_project, Period.parse("2018-07"))
    assert july.header.preliminary_text == "preliminärt"
    assert len(told(july, "period-oppen")) == 1


def test_a_sidecar_that_says_closed_goes_before_the_days(own_project: Path) -> None:
    change(own_project / f"{JUNE_FILE}.yaml", "received: 2018-07-10", "received: 2018-07-02\nclosed: 2018-06")
    assert books(record_of(own_project))["huvudbok-2018-06.xlsx"] == "stängd"


def test_without_a_day_or_days_it_is_not_known(own_project: Path) -> None:
    change(own_project / f"{JUNE_FILE}.yaml", "received: 2018-07-10", "received: unknown")
    record = record_of(own_project)
    assert books(record)["huvudbok-2018-06.xlsx"] is None
    assert told(record, "period-oppen") == []


def test_accounts_not_closed_when_the_final_file_was_taken_out_are_told(own_project: Path) -> None:
    name = f"data/raw/{REGION}/ledger/huvudbok-2018-bokslut.xlsx"
    change(own_project / f"{name}.yaml", "received: 2019-02-12", "received: 2019-02-08")
    record = record_of(own_project, Period.parse("2018-bokslut"))
    message = "bokslutet 2018 var inte klart i huvudboken när filen togs ut; mer kan bokföras"
    assert told(record, "period-oppen") == [("varning", name, message)]
    assert record.header.preliminary_text == "bokslut, före revision, perioden öppen i huvudboken"


def test_opening_balances_are_no_cost_whatever_their_account(own_project: Path, records) -> None:
    path = own_project / JUNE_FILE
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for account, amount in (("5611", 123_456.78), ("2970", -123_456.78)):
        row = [f"IB{account}", "1", date(2018, 1, 1), "201800", account, "3101", "9916", "01", None, amount, "IB"]
        sheet.append(row)
    book.save(path)
    sidecar = path.with_name(path.name + ".yaml")
    text = sidecar.read_text(encoding="utf-8")
    begins, ends = text.index("totals:"), text.index("fictive:")
    sidecar.write_text(text[:begins] + text[ends:], encoding="utf-8")
    record = record_of(own_project)
    assert record.ore("chain.cost") == records[6].ore("chain.cost")
    assert record.ore("ledger.total") == records[6].ore("ledger.total")
    message = "2\u00a0rader i period 00 (ingående balans), tillsammans 0,00\u00a0kr, är ingen kostnad och räknas inte"
    assert [text for _, _, text in told(record, "ingaende-balans")] == [message.replace("2\u00a0rader", "2 rader")]


def adopted(root: Path, day: str, year: int = 2018) -> None:
    path = root / f"params/regions/{REGION}.yaml"
    told = f"  - {{year: {year}, adopted: {day}, source: RS/1, status: decided, checked: 2026-11-22}}\n"
    path.write_text(f"{path.read_text(encoding='utf-8')}annual_reports:\n{told}", encoding="utf-8")


@pytest.mark.parametrize(
    ("year", "as_known", "said"),
    [
        (2018, None, "fastställt"),
        (2018, date(2019, 4, 10), "fastställt"),
        (2018, date(2019, 4, 9), "bokslut, före revision"),
        (2017, None, "bokslut, före revision"),
    ],
)
def test_the_final_accounts_are_final_when_the_annual_report_is_adopted(
    own_project: Path, year: int, as_known: date | None, said: str
) -> None:
    adopted(own_project, "2019-04-10", year)
    import_new(own_project, read_region(own_project, REGION))
    record = build(own_project, "patientmiljarden", REGION, Period.parse("2018-bokslut"), as_known)
    assert record.header.preliminary_text == said
    assert build_overview(own_project, REGION, Period(2018, 13), as_known).header.preliminary_text == said
    assert build_overview(own_project, REGION, Period(2018, 12), as_known).header.preliminary_text == "preliminärt"
