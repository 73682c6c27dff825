"""Samlingsbilaga as a board gets it: the whole first, few sheets, and no agreement left out without a word."""

import io
import shutil
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from bs4 import BeautifulSoup

from chromium import needs_chromium, program
from shipped_records import REGION, TERTIALS, YEARS, reported, shipped, shipped_overview
from statsbidrag.base.period import Period
from statsbidrag.base.states import RequirementStatus
from statsbidrag.record.files import record_text
from statsbidrag.record.model import Record
from statsbidrag.report.overview import OVERVIEW
from statsbidrag.run.digest import digest_page
from statsbidrag.run.digest_body import SHEETS, body, deviates, failed
from statsbidrag.run.pdf import pdf_bytes

EVERY = [(region, Period(year, number)) for region, year in [(REGION, 2018), *YEARS] for number in TERTIALS]
NORRBOTTEN = ("norrbotten", Period(2018, 8))


def published(shared: Path, root: Path, region: str, period: Period) -> dict[str, Record]:
    """The period's records and its overview's, where a run would have put them."""
    records = shipped(shared, region, period)
    overview = shipped_overview(shared, region, period)
    folder = root / f"reports/{region}/{period}"
    folder.mkdir(parents=True)
    for name in records:
        shutil.copy(reported(shared) / f"reports/{region}/{period}/{name}.json", folder)
    (folder / f"{OVERVIEW}.json").write_text(record_text(overview), encoding="utf-8")
    return records


@needs_chromium
@pytest.mark.parametrize(("region", "period"), EVERY, ids=[f"{region} {period}" for region, period in EVERY])
def test_a_board_gets_few_sheets_in_letters_it_can_read(
    shared: Path, tmp_path: Path, region: str, period: Period
) -> None:
    records = published(shared, tmp_path, region, period)
    page = digest_page(tmp_path, region, period, records)
    printed = pypdf.PdfReader(io.BytesIO(pdf_bytes(page, program())))
    apart = [record for record in records.values() if deviates(record)]
    assert len(printed.pages) <= SHEETS + len(apart)


@pytest.mark.parametrize(("region", "period"), EVERY, ids=[f"{region} {period}" for region, period in EVERY])
def test_every_agreement_is_told_and_what_fails_is_named(
    shared: Path, tmp_path: Path, region: str, period: Period
) -> None:
    records = published(shared, tmp_path, region, period)
    page = BeautifulSoup(digest_page(tmp_path, region, period, records), "html.parser")
    text = page.get_text()
    assert page.find("table").caption.get_text().startswith("Överenskommelserna")
    [summed] = page.find("table").select("tr.summa")
    assert summed.get_text().startswith("Summa")
    headings = [heading.get_text() for heading in page.find_all(["h2", "h3"])]
    for record in records.values():
        assert headings.count(record.header.short_title) == 1 or record.header.short_title in text
        for requirement in failed(record):
            assert requirement in page.find("table").find_previous("p").get_text()
    sheets = [sheet.h2.get_text() for sheet in page.select(".sida")]
    assert sheets == [record.header.short_title for record in records.values() if deviates(record)]


def test_an_agreement_whose_requirement_fails_has_a_sheet(shared: Path) -> None:
    records = dict(list(shipped(shared, *NORRBOTTEN).items()))
    name, record = next(
        (name, one) for name, one in records.items() if not deviates(one) and one.count("requirements.all")
    )
    rows = [dict(row) for row in record.table("requirements").rows]
    rows[0]["status"] = RequirementStatus.NOT_MET.value
    tables = [replace(one, rows=rows) if one.id == "requirements" else one for one in record.tables]
    records[name] = replace(record, tables=tables)
    page = BeautifulSoup(body(records, None, NORRBOTTEN[1]), "html.parser")
    assert record.header.short_title in [sheet.h2.get_text() for sheet in page.select(".sida")]
    assert f"{record.header.short_title}: {rows[0]['short']}" in page.get_text()
    assert "Summorna saknas" in page.get_text()


def test_what_has_no_room_is_counted_and_named(shared: Path) -> None:
    calm = [record for record in shipped(shared, *NORRBOTTEN).values() if not deviates(record)]
    many = {f"kopia-{number}": calm[number % len(calm)] for number in range(40)}
    page = BeautifulSoup(body(many, None, NORRBOTTEN[1]), "html.parser")
    entries = page.select(".kort-post")
    left = len(many) - len(entries)
    assert 0 < len(entries) < len(many)
    assert f"{left} överenskommelser till avviker inte och får inte plats här" in page.get_text()
    assert len(page.find("table").select("tbody tr")) == len(many)


def test_sums_of_other_reports_are_not_shown(shared: Path, tmp_path: Path) -> None:
    region, period = NORRBOTTEN
    records = published(shared, tmp_path, region, period)
    assert "Summorna saknas" not in digest_page(tmp_path, region, period, records)
    changed = tmp_path / f"reports/{region}/{period}/{next(iter(records))}.json"
    changed.write_bytes(changed.read_bytes() + b" ")
    assert "Summorna saknas" in digest_page(tmp_path, region, period, records)
