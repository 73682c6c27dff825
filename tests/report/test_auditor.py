"""The ten questions of docs/revisor.md: the page names what there is, and the answers are in the shipped records.

Owns the answers that a record can show; what comes with frozen papers the page says is not there.
"""

import re
from itertools import combinations
from pathlib import Path

import pytest

from shipped_records import AGREEMENT, REGION, ROOT, YEARS, shipped
from statsbidrag.base.period import Period
from statsbidrag.record.model import Record
from statsbidrag.record.tables import LedgerAmount, Row
from statsbidrag.show.excel import sheet_names

PAGE = (ROOT / "docs/revisor.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"^## (\d+)\. (.+)$", PAGE, re.MULTILINE)
NAMED = sorted(set(re.findall(r"\*\*(.+?)\*\*", PAGE)) - {"fetstil"})
FINAL = [(region, Period(year, 13)) for region, year in [(REGION, 2018), *YEARS]]
PERIODS = [f"{region}-{period}" for region, period in FINAL]


def rows_of(record: Record, table: str) -> list[Row]:
    return record.table(table).rows if table in {one.id for one in record.tables} else []


def voucher_amounts(record: Record) -> list[LedgerAmount]:
    return [cell for row in rows_of(record, "vouchers") for cell in row.values() if isinstance(cell, LedgerAmount)]


def test_the_page_has_ten_questions_of_two_steps() -> None:
    assert [int(number) for number, _ in QUESTIONS] == list(range(1, 11))
    for answer in re.split(r"^## \d+\. .+$", PAGE, flags=re.MULTILINE)[1:]:
        assert re.findall(r"^(\d)\. ", answer, re.MULTILINE) == ["1", "2"]


def test_what_the_page_names_is_a_sheet_or_a_heading() -> None:
    sections = ROOT / "src/statsbidrag/report/sections"
    sheets = {name for path in sections.rglob("*.py") for name in re.findall(r'sheet="(.+?)"', path.read_text("utf-8"))}
    headings = set(re.findall(r'"## ([^"\\]+)', (ROOT / f"notebooks/{AGREEMENT}.ipynb").read_text("utf-8")))
    assert [name for name in NAMED if name not in sheets | headings] == []


@pytest.mark.parametrize(("region", "period"), FINAL, ids=PERIODS)
def test_every_report_answers_where_it_has_something_to_answer(shared: Path, region: str, period: Period) -> None:
    for name, record in shipped(shared, region, period).items():
        sheets = set(sheet_names(record.tables))
        # Which terms: every requirement has its source, and the sources their names.
        assert all(row["source"] for row in rows_of(record, "requirements")), name
        assert {"Källor", "Tidplan", "Kontroller", "Kontrollsummor", "Fynd", "Filer"} <= sheets, name
        if record.ore("chain.cost") is None:
            continue
        # Which vouchers: the rows come to the cost, to the öre.
        assert sum(amount.ore for amount in voucher_amounts(record)) == record.ore("chain.cost"), name
        # How salary is followed, and what the income is and should be.
        assert rows_of(record, "checks")[0]["title"] == "Senast omförda lön", name
        assert {"Periodisering", "Periodisering per del"} <= sheets, name
        # What has changed: the causes come to the change.
        causes = [figure.ore for key, figure in record.figures.items() if re.fullmatch(r"change\.cost\.[^.]+", key)]
        assert sum(ore or 0 for ore in causes) == record.ore("change.cost"), name


@pytest.mark.parametrize(("region", "period"), FINAL, ids=PERIODS)
def test_no_row_of_the_ledger_counts_in_two_reports(shared: Path, region: str, period: Period) -> None:
    rows = {
        name: {one.key for one in voucher_amounts(record)} for name, record in shipped(shared, region, period).items()
    }
    assert [(one, other) for one, other in combinations(sorted(rows), 2) if rows[one] & rows[other]] == []


def test_who_decided_when_and_in_which_paragraph(shared: Path) -> None:
    record = shipped(shared, "halland", Period(2019, 13))["god-och-nara-vard"]
    (decision,) = [row for row in rows_of(record, "dates") if "§182" in str(row["what"])]
    assert decision["receiver"] == "Regionstyrelsens hälso- och sjukvårdsutskott"
    assert "RS190971" in str(decision["source"])


def test_a_payment_has_its_voucher(shared: Path) -> None:
    record = shipped(shared, REGION, Period(2018, 13))[AGREEMENT]
    (payment,) = [row for row in rows_of(record, "dates") if "Inbetalning" in str(row["what"])]
    assert payment["source"] == "verifikation IN1800001"


def test_requested_in_time(shared: Path) -> None:
    record = shipped(shared, "blekinge", Period(2017, 8))["professionsmiljarden"]
    (told,) = [row for row in rows_of(record, "chain") if row["step"] == "varav kan ännu begäras"]
    assert (told["ore"], told["from"]) == (record.figures["chain.claim.open"], "till och med 1\u00a0dec\u00a02017")
    dates = [(row["what"], row["date"]) for row in rows_of(record, "dates") if "ekvisition" in str(row["what"])]
    # 10,4 and 4,7 mnkr are planned to be asked for.
    assert dates == [("Rekvisition av båda delarna 15\u00a0100\u00a0000\u00a0kr (exempel)", "2017-12-01")]


def test_what_was_passed_on_comes_to_the_sum_by_recipient(shared: Path) -> None:
    record = shipped(shared, "blekinge", Period(2017, 13))["psykisk-halsa"]
    by_recipient = [
        figure.known_ore
        for key, figure in record.figures.items()
        if re.fullmatch(r"municipalities\.to\.\d+\.passed_on", key)
    ]
    by_part = [
        figure.known_ore
        for key, figure in record.figures.items()
        if re.fullmatch(r"municipalities\.component\..+\.passed_on", key)
    ]
    assert len(by_recipient) == 2 and sum(by_recipient) == sum(by_part) > 0
