"""The example files: reproducible, marked fictive, shaped as an export, balanced and with exact control totals."""

import datetime as dt
import re
import time
import zipfile
from collections import defaultdict

import openpyxl
import pytest
from example_rows import (
    ACTIVITY,
    HEADINGS,
    LEDGER,
    ROOT,
    grant_rows,
    ore_of,
    sidecar_of,
)


def test_what_lies_in_data_raw_is_what_the_tool_writes(tool, capsys):
    assert tool.main(["--check"]) == 0
    assert capsys.readouterr().err == ""


def test_check_names_what_lacks_and_what_differs_and_writing_mends_it(tool, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(tool, "files", lambda: {"data/raw/a.csv": b"a\n", "data/raw/b.csv": b"b\n"})
    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "data/raw/b.csv").write_bytes(b"b\r\n")
    assert tool.main(["--check", "--root", str(tmp_path)]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "data/raw/a.csv: exempelfilen saknas. Kör python tools/make_example_data.py.",
        "data/raw/b.csv: exempelfilen skiljer sig från det som skrivs. Kör python tools/make_example_data.py.",
    ]
    assert tool.main(["--root", str(tmp_path)]) == 0
    assert (tmp_path / "data/raw/b.csv").read_bytes() == b"b\n"
    assert tool.main(["--root", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines() == ["Exempeldata: 2 filer skrivna.", "Exempeldata: 0 filer skrivna."]


def test_a_workbook_has_the_same_bytes_a_second_later(tool):
    from example_data.book import Row, Voucher
    from example_data.excel import export

    rows = (Row("6410", "2010", 12_345, "Förbrukningsmaterial"), Row("1930", "2020", -12_345, "Förbrukningsmaterial"))
    voucher = Voucher("LF", dt.date(2018, 1, 2), rows, number="LF1800001")
    booked = [(voucher, 1, rows[0]), (voucher, 2, rows[1])]
    first = export(booked, dt.date(2018, 2, 9))
    time.sleep(1.1)
    assert export(booked, dt.date(2018, 2, 9)) == first


def test_a_voucher_that_does_not_balance_is_refused(tool):
    from example_data.book import Row, Voucher

    with pytest.raises(ValueError, match="does not balance"):
        Voucher("BO", dt.date(2018, 1, 2), (Row("6410", "2010", 1, ""),))


def test_archives_hold_no_moment_of_writing():
    for path in LEDGER.glob("*.xlsx"):
        with zipfile.ZipFile(path) as archive:
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert archive.read("docProps/core.xml").count(b"1980-01-01T00:00:00Z") == 2


def test_everything_says_it_is_fictive_and_is_small(sheets):
    for name, (title, rows) in sheets.items():
        assert title == "Huvudbok", name
        assert rows[0][0] == "Region Jämtland Härjedalen – FIKTIVA EXEMPELDATA"
    assert all(path.read_text(encoding="utf-8").startswith("# FIKTIVA EXEMPELDATA") for path in ACTIVITY.glob("*.csv"))
    sidecars = [*LEDGER.glob("*.yaml"), *ACTIVITY.glob("*.yaml")]
    assert len(sidecars) == 16 + 12
    for path in sidecars:
        text = path.read_text(encoding="utf-8")
        assert text.splitlines()[1].startswith("# FIKTIVA EXEMPELDATA") and text.endswith("\nfictive: true\n")
    assert sum(path.stat().st_size for path in (ROOT / "data/raw").rglob("*")) < 8_000_000


def test_the_export_has_titles_headings_and_typed_cells():
    workbook = openpyxl.load_workbook(LEDGER / "huvudbok-2018-06.xlsx")
    sheet = workbook["Huvudbok"]
    assert sheet["A2"].value == "Huvudbok, uttag 2018-07-10"
    assert [cell.value for cell in sheet[3]] == [None] * 11
    assert [cell.value for cell in sheet[4]] == HEADINGS
    for row in sheet.iter_rows(min_row=5):
        types = "".join("-" if cell.value is None else cell.data_type for cell in row)
        assert re.fullmatch(r"ssdsss[s-][s-][s-]ns", types), row[0].row
        assert re.fullmatch(r"[A-Z]{2}18\d{5}", row[0].value)
        assert [len(cell.value) for cell in row[3:6]] == [6, 4, 4]
        assert all(len(cell.value or "") in (0, width) for cell, width in zip(row[6:9], (4, 2, 3), strict=True))


def test_deliveries_were_received_in_order_and_june_closes_the_first_half():
    received = {path.name: sidecar_of(path)["received"] for path in LEDGER.glob("*.xlsx")}
    assert received["huvudbok-2018-06.xlsx"] == "2018-07-10"
    assert received["huvudbok-2018-02-rattad.xlsx"] == "2018-05-09"
    assert received["huvudbok-2018-09-rattad.xlsx"] == "2018-11-20"
    assert received["huvudbok-2018-12.xlsx"] == "2019-01-11"
    assert received["huvudbok-2018-bokslut.xlsx"] == "2019-02-12"
    first_half = [day for name, day in received.items() if re.search(r"2017|2018-0[1-6]", name)]
    assert max(first_half) == "2018-07-10"
    scopes = {path.name: sidecar_of(path)["scope"] for path in LEDGER.glob("*.xlsx")}
    assert scopes["huvudbok-2017-bokslut.xlsx"] == {"from": "2017-01", "to": "2017-13"}
    assert scopes["huvudbok-2018-12.xlsx"] == {"from": "2018-12", "to": "2018-12"}
    assert scopes["huvudbok-2018-bokslut.xlsx"] == {"from": "2018-12", "to": "2018-13"}


def test_rows_lie_within_the_scope_and_the_control_totals_are_exact(deliveries):
    without_totals = []
    for name, rows in deliveries.items():
        sidecar = sidecar_of(LEDGER / f"huvudbok-{name}.xlsx")
        scope = sidecar["scope"]
        assert {f"{row['Period'][:4]}-{row['Period'][4:]}" for row in rows} >= {scope["from"], scope["to"]}
        assert all(scope["from"] <= f"{row['Period'][:4]}-{row['Period'][4:]}" <= scope["to"] for row in rows)
        if "totals" not in sidecar:
            without_totals.append(name)
            continue
        totals = sidecar["totals"]
        assert totals["rows"] == str(len(rows))
        assert ore_of(totals["debit"]) == sum(row["ore"] for row in rows if row["ore"] > 0)
        assert ore_of(totals["credit"]) == -sum(row["ore"] for row in rows if row["ore"] < 0)
        assert sorted(totals["by_object"]) == ["9914", "9915", "9916", "9921"]
        for code, amount in totals["by_object"].items():
            assert ore_of(amount) == sum(row["ore"] for row in rows if row["Objekt"] == code)
    assert without_totals == ["2017-bokslut"]


def test_every_voucher_and_file_balances(deliveries):
    for name, rows in deliveries.items():
        sums = defaultdict(int)
        numbers = defaultdict(list)
        for row in rows:
            sums[row["Verifikationsnummer"]] += row["ore"]
            numbers[row["Verifikationsnummer"]].append(int(row["Rad"]))
        assert set(sums.values()) == {0}, name
        assert all(found == list(range(1, len(found) + 1)) for found in numbers.values()), name


def test_the_grant_is_a_small_part_of_a_few_thousand_rows(latest):
    rows = {year: [row for row in latest if row["Period"].startswith(year)] for year in ("2017", "2018")}
    assert 3_500 <= len(rows["2017"]) <= 4_500
    assert 3_500 <= len(rows["2018"]) <= 4_600
    assert len(grant_rows(rows["2017"])) == 1
    assert 350 <= len(grant_rows(rows["2018"])) <= 450
    assert {row["Objekt"] for row in rows["2018"]} == {"", "9914", "9915", "9916", "9921"}


def test_texts_hold_no_identity_number(latest):
    assert not [row for row in latest if re.search(r"\d{6}[-+]?\d{4}", row["Text"])]
