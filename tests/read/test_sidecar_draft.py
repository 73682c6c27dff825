"""``statsbidrag sidecar FILE``: what a draft has in it, what it never has, and that it works when it is filled in."""

import datetime as dt
from pathlib import Path

import pytest
from raw_region import FOLDER, about, delimited, entry, put, region, workbook

from statsbidrag.base.errors import LedgerRefused, ParameterError
from statsbidrag.cli.sidecar_command import sidecar_command
from statsbidrag.read.files import Files
from statsbidrag.read.params.strict_yaml import read_model
from statsbidrag.read.raw.sidecar import Sidecar, read_sidecar
from statsbidrag.read.store.ledger import import_new, load_ledger
from statsbidrag.read.store.sidecar_draft import draft, write_draft

JULY = dt.date(2018, 7, 3)
ROWS = [entry(), entry(amount=-40), entry(date=JULY, period="201807", object="8800", amount=7)]
SIE = """#FLAGGA 0
#FORMAT PC8
#SIETYP 4
#RAR 0 20180101 20181231
#KONTO 4010 "Kostnad"
#KONTO 1930 "Bank"
#VER A 1 20180503
{
#TRANS 4010 {} 100.00
#TRANS 1930 {} -100.00
}
"""
CHOICES = """agreement: bidrag
number: unknown
responsible: Regiondirektören
deciding_body: unknown
perspective: group
bookkeeping:
  cost: {object: ["9916", "9999"]}
  income: {object: ["9916"], account: ["3510"]}
"""


def drafted(root: Path, path: Path, of_region: bool = True, **more: str) -> str:
    return draft(Files(root), path, region(sie_dimensions={"object": "10"}) if of_region else None, **more).text


def values(text: str) -> list[str]:
    """The lines of a draft without comments."""
    return [line.split("#")[0].rstrip() for line in text.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("of_region", [True, False])
@pytest.mark.parametrize("name", ["a.xlsx", "a.CSV"])
def test_a_table(tmp_path: Path, name: str, of_region: bool) -> None:
    path = put(tmp_path, name, workbook(ROWS) if name == "a.xlsx" else delimited(ROWS))
    text = drafted(tmp_path, path, of_region)
    scope = "scope: {from: 2018-06, to: 2018-07}"
    assert values(text) == ["received:", "source: huvudbok", scope, "totals:", "  rows:", "  debit:", "  credit:"]
    assert text.startswith("# yaml-language-server: $schema=../../../../params/schema/sidecar.json\n")
    assert "aldrig ur filen själv: en summa som är räknad på filen stämmer alltid," in text
    assert "fictive" not in text
    assert drafted(tmp_path, path, of_region) == text


def test_closing_rows_and_options(tmp_path: Path) -> None:
    rows = [entry(date=dt.date(2018, 12, 31), period=period) for period in ("201812", "201813")]
    path = put(tmp_path, "a.xlsx", workbook(rows))
    assert values(drafted(tmp_path, path, received="2019-02-10", source="bokslut"))[:3] == [
        "received: 2019-02-10",
        "source: bokslut",
        "scope: {from: 2018-12, to: 2018-13}",
    ]


@pytest.mark.parametrize("of_region", [True, False])
@pytest.mark.parametrize("name", ["a.se", "a.SI"])
def test_sie(tmp_path: Path, name: str, of_region: bool) -> None:
    path = put(tmp_path, name, SIE.replace("SIETYP 4", "SIETYP 4I" if name == "a.SI" else "SIETYP 4"))
    assert "scope: {from: 2018-05, to: 2018-05}" in values(drafted(tmp_path, path, of_region))


def test_a_sie_file_does_not_tell_whether_the_final_accounts_are_in_it(tmp_path: Path) -> None:
    text = drafted(tmp_path, put(tmp_path, "a.se", SIE.replace("20180503", "20181231")), of_region=False)
    assert (
        "scope: {from: 2018-12, to: 2018-12}     # månaderna som filen har rader för; ändra om den ska omfatta" in text
    )
    assert "fler, och skriv to: 2018-13 om bokslutet är med\n" in text


def test_activity_data_by_folder_and_by_heading(tmp_path: Path) -> None:
    text = "Indikator;Månad;Enhet;Täljare;Nämnare\na;2018-04;1;1;2\na;2018-06;1;1;2\n"
    expected = ["received:", "source: verksamhet", "scope: {from: 2018-04, to: 2018-06}", "totals:", "  rows:"]
    for folder in ("data/raw/exempel/activity", "annat"):
        assert values(drafted(tmp_path, put(tmp_path, "v.csv", text, folder=folder), of_region=False)) == expected


def test_a_list_of_orders_by_folder_and_by_heading(tmp_path: Path) -> None:
    text = "Insats;Belopp;Väntad månad;Referens\nutbildning;1 500,50;2018-09;B-1001\n"
    expected = ["received:", "source: bestallt", "scope:", "  from:", "  to:", "totals:", "  rows:", "  debit:"]
    for folder in ("data/raw/exempel/commitments", "annat"):
        path = put(tmp_path, "b.csv", text, folder=folder)
        assert values(drafted(tmp_path, path)) == values(drafted(tmp_path, path, of_region=False)) == expected
    path = put(tmp_path, "b.csv", text.replace("1 500,50", "mycket"), folder="data/raw/exempel/commitments")
    made = draft(Files(tmp_path), path, region())
    assert [line.partition(": ")[0] for line in made.refusal] == ["b.csv:2"]
    assert values(made.text) == expected


def test_objects_of_the_grants_that_are_in_the_file_are_asked_for_without_their_sums(tmp_path: Path) -> None:
    path = put(tmp_path, "a.xlsx", workbook(ROWS))
    put(tmp_path, "bidrag.yaml", CHOICES, folder="params/2018/exempel")
    text = drafted(tmp_path, path)
    assert values(text)[-2:] == ["  by_object:", '    "9916":']
    assert "8800" not in text


def test_what_is_left_open_is_told_by_its_line_and_what_is_filled_in_holds(tmp_path: Path) -> None:
    path = put(tmp_path, "a.xlsx", workbook(ROWS))
    put(tmp_path, "bidrag.yaml", CHOICES, folder="params/2018/exempel")
    made = draft(Files(tmp_path), path, region())
    assert made.to_fill == [(3, "received"), (9, "rows"), (10, "debit"), (11, "credit"), (13, "9916")]
    beside = path.with_name("a.xlsx.yaml")
    write_draft(made, beside)
    with pytest.raises(ParameterError) as refused:
        read_sidecar(tmp_path, path)
    place = f"{FOLDER}/a.xlsx.yaml"
    assert refused.value.lines == [
        f"{place}:3: received är tomt. Skriv unknown om källan inte säger det.",
        f"{place}:9: totals.rows är tomt. Fyll i värdet eller ta bort raden.",
        f"{place}:10: totals.debit är tomt. Fyll i värdet eller ta bort raden.",
        f"{place}:11: totals.credit är tomt. Fyll i värdet eller ta bort raden.",
        f"{place}:13: totals.by_object.9916 är tomt men ska ha ett värde.",
    ]
    for key, value in (("received:", "2018-08-10"), ("rows:", "3"), ("debit:", "107.50"), ('"9916":', "60.50")):
        made_text = beside.read_text(encoding="utf-8")
        beside.write_text(made_text.replace(f"{key}  ", f"{key} {value} "), encoding="utf-8")
    text = beside.read_text(encoding="utf-8")
    beside.write_text("".join(line for line in text.splitlines(True) if "credit:" not in line), encoding="utf-8")
    sidecar = read_model(tmp_path, beside, Sidecar)
    assert (sidecar.received, sidecar.source) == (dt.date(2018, 8, 10), "huvudbok")
    import_new(tmp_path, region())
    ledger = load_ledger(tmp_path, region())
    assert [one.reconciled for one in ledger.imports.values()] == [True]


def test_a_draft_takes_nothing_from_a_sidecar_that_is_there_and_never_writes_over_it(tmp_path: Path) -> None:
    path = put(tmp_path, "a.xlsx", workbook(ROWS), about(scope="{from: 2018-01, to: 2018-02}", totals="{rows: 9}"))
    made = draft(Files(tmp_path), path, region())
    assert "scope: {from: 2018-06, to: 2018-07}" in values(made.text)
    beside = path.with_name("a.xlsx.yaml")
    before = beside.read_text(encoding="utf-8")
    with pytest.raises(ParameterError) as refused:
        write_draft(made, beside)
    assert refused.value.lines == ["a.xlsx.yaml: filen finns redan och skrivs inte över. Ta bort den först."]
    assert beside.read_text(encoding="utf-8") == before


def test_a_file_that_cannot_be_read_without_totals_leaves_the_scope_open_and_says_why(tmp_path: Path) -> None:
    made = draft(Files(tmp_path), put(tmp_path, "a.xlsx", ""), region())
    assert made.refusal == (f"{FOLDER}/a.xlsx: filen är tom. Hämta uttaget på nytt ur ekonomisystemet.",)
    assert values(made.text)[2:5] == ["scope:", "  from:", "  to:"]


@pytest.mark.parametrize("name", ["a.xls", "a.pdf", "a"])
def test_no_draft_for_what_is_not_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(LedgerRefused) as refused:
        drafted(tmp_path, put(tmp_path, name, "x"))
    assert "läses inte. Spara uttaget som .xlsx eller .csv" in refused.value.lines[0]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, "workbook.yaml", "", folder="params")
    path = put(tmp_path, "a.xlsx", workbook(ROWS), folder="nya")

    def run(*options: str) -> tuple[int, str, str]:
        code = sidecar_command.main([str(path), "--root", str(tmp_path), *options], standalone_mode=False)
        return code, *capsys.readouterr()

    left = (
        "Fyll i rad 3 (received), rad 9 (rows), rad 10 (debit), rad 11 (credit). Ta bort de kontrollsummor som ni inte "
        "har.\n"
    )
    printed = draft(Files(tmp_path), path, None).text
    assert run() == (0, printed, left)
    assert not path.with_name("a.xlsx.yaml").exists()
    assert run("--write") == (0, "a.xlsx.yaml: utkastet är skrivet.\n", left)
    assert path.with_name("a.xlsx.yaml").read_text(encoding="utf-8") == printed
    assert run() == (0, printed, f"a.xlsx.yaml finns redan; utkastet är bara utskrivet.\n{left}")
    with pytest.raises(ParameterError, match="skrivs inte över"):
        run("--write")
    assert run("--output", str(tmp_path / "utkast.yaml"))[1] == "utkast.yaml: utkastet är skrivet.\n"
    with pytest.raises(ParameterError, match="det är en sidofil"):
        sidecar_command.main([f"{path}.yaml", "--root", str(tmp_path)], standalone_mode=False)
