"""A ledger file whose name says another format than its content is told as what it is."""

import io
import zipfile
from pathlib import Path

import pytest
from raw_region import FOLDER, delimited, entry, ledger_format, put, region, workbook

from statsbidrag.base.errors import LedgerRefused
from statsbidrag.base.place import in_order
from statsbidrag.read.ledger.control import Given, total_findings
from statsbidrag.read.ledger.disguised import told_as_disguised
from statsbidrag.read.ledger.export import read_export
from statsbidrag.read.ledger.refusal import refused
from statsbidrag.read.raw.sidecar import Totals
from statsbidrag.read.store.ledger import import_new

SIE = b"#FLAGGA 0\r\n#FORMAT PC8\r\n#SIETYP 4\r\n#RAR 0 20180101 20181231\r\n"
ROWS = [entry(row=number, amount=1.5 + number) for number in range(5)]
TEXT, BOOK = delimited(ROWS), workbook(ROWS)
RENAMED = "Byt ändelsen till {0}, och sidofilens namn så att det slutar på {0}.yaml"


def packed(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return held.getvalue()


@pytest.mark.parametrize(
    ("suffix", "content", "what", "remedy"),
    [
        (".txt", SIE, "en SIE-fil", RENAMED.format(".se")),
        (".csv", SIE, "en SIE-fil", RENAMED.format(".se")),
        (".xlsx", "#SIETYP 4\n#RAR 0 20180101 20181231\n".encode("utf-16"), "en SIE-fil", RENAMED.format(".se")),
        (".txt", TEXT, "en textfil med en rad per kontering", RENAMED.format(".csv")),
        (".xlsx", delimited(ROWS, "\t"), "en textfil med en rad per kontering", RENAMED.format(".csv")),
        (".zip", BOOK, "en Excelfil", RENAMED.format(".xlsx")),
        (".xls", BOOK, "en Excelfil", RENAMED.format(".xlsx")),
        (".se", BOOK, "en Excelfil", RENAMED.format(".xlsx")),
        (".xls", b"<html><TABLE><tr>", "en webbsida (HTML)", "Öppna den i Excel och spara den som .xlsx"),
        (".csv", b"%PDF-1.7", "en PDF", "Ta ut uttaget som .xlsx eller .csv"),
        (".csv", b"\x1f\x8b\x08", "packad (gzip)", "Packa upp den först"),
    ],
)
def test_it_is_told_as_what_it_is(suffix: str, content: bytes, what: str, remedy: str) -> None:
    assert told_as_disguised(content, f"uttag{suffix}") == f"filen är {what}, fast ändelsen är {suffix}. {remedy}"


def test_an_archive_tells_how_many_exports_it_has() -> None:
    told = told_as_disguised(packed("mapp/", "mapp/a.se", "läs mig.txt"), "uttag.zip")
    assert told is not None
    assert told.startswith("filen är ett arkiv (zip) med en fil som kan vara uttag. Packa upp det")
    assert told_as_disguised(packed("a.pdf"), "uttag.zip") is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", BOOK),
        ("a.XLSM", BOOK),
        ("a.csv", TEXT),
        ("a.se", SIE),
        ("a.xlsx", b"<html>404</html>"),
        ("a.txt", b"hej"),
    ],
)
def test_what_is_as_its_name_says_or_unsure_is_left_to_its_reader(name: str, content: bytes) -> None:
    assert told_as_disguised(content, name) is None


def test_it_is_told_at_import_whether_or_not_its_suffix_is_read(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", SIE)
    put(tmp_path, "b.xlsx", TEXT)
    with pytest.raises(LedgerRefused) as caught:
        import_new(tmp_path, region())
    assert caught.value.lines == [
        f"{FOLDER}/a.txt: {told_as_disguised(SIE, 'a.txt')}.",
        f"{FOLDER}/b.xlsx: {told_as_disguised(TEXT, 'b.xlsx')}.",
    ]


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        (
            "uttag.csv",
            TEXT,
            "uttag.csv:3: rubrikerna är åtskilda av semikolon, men ledger.csv_separator i regionens fil i "
            "params/regions/ är komma. Spara om filen med komma. Är filerna olika, ta bort csv_separator; då läses "
            "varje fil efter sina egna rubriker.",
        ),
        (
            "uttag.xlsx",
            workbook([["V1;1"]], [";".join(str(cell) for cell in TEXT.decode().splitlines()[2].split(";"))]),
            "uttag.xlsx:3: alla rubriker står i en och samma cell, åtskilda av semikolon. Dela upp kolumnen i Excel "
            "(Data, Text till kolumner), eller ta ut filen på nytt.",
        ),
    ],
)
def test_headings_separated_otherwise_tell_both_separators(file: str, content: bytes, told: str) -> None:
    ledger = ledger_format(csv_separator=",")
    with pytest.raises(LedgerRefused) as caught:
        read_export(content, "0" * 16, file, ledger, None)
    assert caught.value.lines == [told]


def test_lost_leading_zeros_are_the_cause_told_and_not_each_sum() -> None:
    given = Given(5, 100, 0)
    given.by_object |= {"311": 60, "312": 40, "9": 0, "0313": 7}
    totals = Totals.model_validate({"by_object": {"0311": 0.60, "0312": 0.40, "0313": 0.08, "0009": 0}})
    first, other = total_findings(given, totals, "a.csv.yaml")
    assert first.message == (
        "objektkoderna i filen har förlorat sina inledande nollor: 0311 står som 311, 0312 står som 312; beloppen är "
        "kontrollsummornas"
    )
    assert "Summorna i sidofilen är rätt." in first.remedy
    assert other.message.startswith("kontrollsumman by_object 0313 är 0,08")
    # A code that has another amount has not lost its zero alone.
    given.by_object |= {"311": 61}
    assert "0311" not in total_findings(given, totals, "a.csv.yaml")[0].message


def test_how_many_more_there_are_is_told_last() -> None:
    given = Given(5, 100, 0)
    totals = Totals.model_validate({"by_object": {f"99{number:02d}": 1 for number in range(15)}})
    lines = in_order(refused(total_findings(given, totals, "a.yaml")).lines)
    assert len(lines) == 11
    assert lines[-1] == "a.yaml: och 5 till."
