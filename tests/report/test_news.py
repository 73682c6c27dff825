"""What is new since the last report: which report that is, and why the cost is another."""

import datetime as dt
import json
import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import yaml
from shipped import AGREEMENT, NUMBERS, REGION, counted_by_month

from statsbidrag.base.period import Period
from statsbidrag.base.states import Status
from statsbidrag.read.params.parameters import read_region
from statsbidrag.read.store.ledger import import_new
from statsbidrag.record.figures import money
from statsbidrag.record.files import record_from, record_text
from statsbidrag.record.model import Record
from statsbidrag.record.tables import ore_in
from statsbidrag.report.build import build
from statsbidrag.report.sections import changes
from statsbidrag.rules.changes import Cause

FIRST_RECEIVED = {
    1: "2018-02-09", 2: "2018-03-09", 3: "2018-04-10", 4: "2018-05-08", 5: "2018-06-11", 6: "2018-07-10",
    7: "2018-08-10", 8: "2018-09-10", 9: "2018-10-10", 10: "2018-11-09", 11: "2018-12-10", 12: "2019-01-11",
}  # fmt: skip


def causes(record: Record) -> dict[str, int]:
    """Cause → öre, those that are nought left out."""
    found = {cause.value: record.ore(f"change.cost.{cause.value}") for cause in Cause}
    return {cause: ore for cause, ore in found.items() if ore}


def report(root: Path, number: int, as_known: str | None = None) -> Record:
    return build(root, AGREEMENT, REGION, Period(2018, number), dt.date.fromisoformat(as_known) if as_known else None)


def publish(root: Path, record: Record) -> Path:
    """The record where a run puts it."""
    path = root / "reports" / REGION / record.report.period / f"{AGREEMENT}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(record_text(record), encoding="utf-8")
    return path


def replant(root: Path, month: int, change: object, received: str) -> None:
    """A later delivery of a month: its file with the sheet changed, and no totals to hold it against."""
    source = root / f"data/raw/{REGION}/ledger/huvudbok-2018-{month:02d}.xlsx"
    path = source.with_name(f"huvudbok-2018-{month:02d}-ny.xlsx")
    book = openpyxl.load_workbook(source)
    sheet = book.worksheets[0]
    header = next(row for row in sheet.iter_rows() if row[0].value == "Verifikationsnummer")
    change(sheet, {cell.value: cell.column for cell in header})
    book.save(path)
    slot = f"2018-{month:02d}"
    about = f"received: {received}\nsource: huvudbok\nscope: {{from: {slot}, to: {slot}}}\nfictive: true\n"
    path.with_name(path.name + ".yaml").write_text(about, encoding="utf-8")
    import_new(root, read_region(root, REGION))


def rows_on_the_grant(sheet: object, columns: dict[str, int]) -> list[int]:
    return [
        number
        for number in range(1, sheet.max_row + 1)
        if sheet.cell(number, columns["Objekt"]).value == "9916"
        and str(sheet.cell(number, columns["Konto"]).value)[0] in "4567"
        and sheet.cell(number, columns["Motpart"]).value is None
    ]


@pytest.mark.parametrize("number", [number for number in NUMBERS if number > 1])
def test_every_month_compares_with_what_was_known_when_the_one_before_came(records, number: int) -> None:
    """The second reading counts the raw files by itself, then and now."""
    record, day = records[number], FIRST_RECEIVED[number - 1]
    assert record.previous.as_known == day
    assert record.previous.period == f"2018-{number - 1:02d}"
    then, now = counted_by_month(day), counted_by_month()
    reached = [f"2018{month:02d}" for month in range(1, number)]
    every = [*reached, f"2018{number:02d}"]
    change = sum(now[slot] for slot in every) - sum(then[slot] for slot in reached)
    assert record.ore("change.cost") == change
    assert sum(causes(record).values()) == change
    assert causes(record)["new_month"] == now[every[-1]]
    assert sum(ore for cause, ore in causes(record).items() if cause != "new_month") == sum(
        now[slot] - then[slot] for slot in reached
    )
    assert "other" not in causes(record)


def test_january_has_nothing_to_compare_with(records) -> None:
    assert records[1].previous.text.startswith("Januari är årets första rapport")
    assert records[1].figures["change.cost"].status == "unknown"
    assert "cost_change" not in [table.id for table in records[1].tables]
    assert len(changes.show(records[1])) == 1


def test_a_correction_in_september_is_told_in_october_by_cause_and_row(records) -> None:
    record = records[10]
    rows = record.table("changed_rows").rows
    for cause, words in (("late_booking", "sen bokning"), ("correction", "omföring eller rättelse")):
        assert sum(ore_in(row["ore"]) for row in rows if row["cause"] == words) == causes(record)[cause]
    assert {row["place"].rpartition("/")[2].partition(":")[0] for row in rows} >= {"huvudbok-2018-09-rattad.xlsx"}
    text = changes._sentence(record).replace("\u00a0", " ")
    assert text.startswith("Kostnaden har ökat med ") and "sen bokning +" in text


def test_the_rows_of_a_cause_sum_to_its_figures(records, store) -> None:
    for record in records.values():
        for key, figure in record.figures.items():
            if key.startswith("change.cost.") and key.endswith(".came"):
                rows = [(name, row) for name, places in record.row_sets[key].items() for row in places]
                assert sum(store[place] for place in rows) == figure.ore, key


def test_the_published_record_is_what_is_compared_and_an_input(own_project: Path, records: dict[int, Record]) -> None:
    may = records[5]
    path = publish(own_project, may)
    record = report(own_project, 6)
    name = path.relative_to(own_project).as_posix()
    assert (record.previous.record, record.previous.as_known) == (name, None)
    assert name in record.inputs
    assert causes(record) == {"new_month": record.ore("chain.cost") - may.ore("chain.cost")}


@pytest.mark.parametrize("broken", [b'{"report": ', b"{}", b"[]", b"5", b"\xff"])
def test_a_record_that_is_not_whole_is_passed_over(
    own_project: Path, records: dict[int, Record], broken: bytes
) -> None:
    publish(own_project, records[5]).write_bytes(broken)
    assert report(own_project, 6).previous.record is None


def test_a_record_of_what_came_later_is_not_what_was_known(own_project: Path, records: dict[int, Record]) -> None:
    publish(own_project, records[2])
    # February's correction came in May, so the published report of February knows more than March did in April.
    assert report(own_project, 3).previous.record
    then = report(own_project, 3, "2018-04-10").previous
    assert (then.record, then.as_known) == (None, "2018-03-09")


def test_a_late_invoice_is_a_late_booking(own_project: Path, records: dict[int, Record]) -> None:
    publish(own_project, records[5])

    def invoice(sheet: object, columns: dict[str, int]) -> None:
        row = rows_on_the_grant(sheet, columns)[0]
        copied = [cell.value for cell in sheet[row]]
        sheet.append(copied)
        last = sheet.max_row
        for title, value in {
            "Verifikationsnummer": "LF1899999",
            "Rad": "1",
            "Konto": "6410",
            "Belopp": 1234.56,
        }.items():
            sheet.cell(last, columns[title], value)

    replant(own_project, 5, invoice, "2018-07-01")
    record = report(own_project, 6)
    assert {cause: ore for cause, ore in causes(record).items() if cause != "new_month"} == {"late_booking": 123_456}
    (row,) = record.table("changed_rows").rows
    assert (row["voucher"], row["cause"], row["what"], ore_in(row["ore"])) == (
        "LF1899999",
        "sen bokning",
        "tillkommen",
        123_456,
    )


def test_a_changed_amount_is_a_correction_of_two_rows(
    own_project: Path, records: dict[int, Record], store: dict[tuple[str, int], int]
) -> None:
    publish(own_project, records[5])

    def mend(sheet: object, columns: dict[str, int]) -> None:
        cell = sheet.cell(rows_on_the_grant(sheet, columns)[0], columns["Belopp"])
        cell.value = float(cell.value) - 100

    replant(own_project, 5, mend, "2018-07-01")
    record = report(own_project, 6)
    assert causes(record)["correction"] == -10_000
    rows = {row["what"]: row["ore"] for row in record.table("changed_rows").rows}
    assert sorted(rows) == ["borttagen", "tillkommen"]
    went, came = rows["borttagen"], rows["tillkommen"]
    # The amount shown of a row that went is what that did to the cost; the row itself still says what it was.
    assert (went.went, came.went) == (True, False)
    assert -went.ore == store[went.import_id, went.row] == came.ore + 10_000
    assert record_from(record_text(record)) == record


def test_a_changed_parameter_is_a_cause_of_its_own(own_project: Path, records: dict[int, Record]) -> None:
    may = records[5]
    publish(own_project, may)
    path = own_project / f"params/2018/{REGION}/{AGREEMENT}.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('cost: {object: ["9916"]}', 'cost: {object: ["9916", "9914"]}'), encoding="utf-8")
    record = report(own_project, 6)
    added = sum(ore for cause, ore in causes(record).items() if cause == "rule")
    now_until_may = record.ore("chain.cost") - causes(record)["new_month"]
    assert added == now_until_may - may.ore("chain.cost") > 0
    assert set(causes(record)) == {"new_month", "rule"}


def test_where_the_earlier_rows_are_lost_the_rest_is_told_as_other(
    own_project: Path, records: dict[int, Record]
) -> None:
    may = records[5]
    publish(own_project, replace(may, imports=["0" * 16]))
    record = report(own_project, 6)
    assert record.previous.text.endswith("så orsakerna kan inte skiljas åt.")
    assert set(causes(record)) == {"new_month"}
    cost = money("chain.cost", 1, may.figures["chain.cost"].origin, Status.PRELIMINARY)
    publish(own_project, replace(may, imports=["0" * 16], figures={**may.figures, cost.key: cost}, tables=[]))
    other = report(own_project, 6)
    assert causes(other)["other"] == may.ore("chain.cost") - 1
    assert [row["title"] for row in other.table("cost_change").rows][-1] == "Övrigt"


def test_as_known_is_what_a_folder_with_only_the_files_received_by_then_gives(project: Path, tmp_path: Path) -> None:
    """Every figure, row set, table and finding of June as known on 10 July."""
    root = tmp_path / "bara juli"
    shutil.copytree(project, root, ignore=shutil.ignore_patterns("processed", "reports"))
    gone = 0
    for about in sorted((root / "data/raw" / REGION).rglob("*.yaml")):
        if yaml.load(about.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)["received"] > "2018-07-10":
            about.unlink()
            about.with_suffix("").unlink()
            gone += 1
    assert gone > 10
    import_new(root, read_region(root, REGION))
    folder, known = report(root, 6), report(project, 6, "2018-07-10")
    folder_data, known_data = json.loads(record_text(folder)), json.loads(record_text(known))
    same = ["figures", "row_sets", "tables", "findings", "inputs", "imports", "previous", "agreement"]
    for key in same:
        assert json.dumps(folder_data[key]) == json.dumps(known_data[key]), key
    assert folder.table("requirements").rows == known.table("requirements").rows
    assert {key for key in folder_data if folder_data[key] != known_data[key]} == {"report", "header"}
    assert known.ore("chain.cost") == sum(counted_by_month("2018-07-10")[f"2018{month:02d}"] for month in range(1, 7))


def test_the_page_leaves_out_what_has_not_moved(records) -> None:
    shown = "".join(block for block in changes.show(records[8]) if isinstance(block, str))
    still = [cause for cause in Cause if records[8].ore(f"change.cost.{cause.value}") == 0]
    moved = [cause for cause in Cause if cause not in still]
    assert still and moved
    titles = [str(row["title"]) for row in records[8].table("cost_change").rows]
    assert len(titles) == len(moved)
    assert [title for title in titles if f">{title}<" not in shown] == []
