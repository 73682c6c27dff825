"""``statsbidrag import FILE``: what it tells of a file, what it stores, and what it never stores."""

import datetime as dt
import hashlib
import json
import shutil
from pathlib import Path

import pytest
from raw_region import about, delimited, entry, workbook

from statsbidrag.cli.main import main

PROJECT = Path(__file__).resolve().parents[2]
REGION = "jamtland-harjedalen"
LEDGER = f"data/raw/{REGION}/ledger"
STORE = f"data/processed/{REGION}/ledger"
ROWS = [
    entry(voucher="V1", amount=100.5),
    entry(voucher="V1", account="3011", object=None, amount=-100.25),
    entry(voucher="V2", account="4020", object="9915", activity=None, amount=0.75),
]
SUMS = {
    "rows": 3,
    "vouchers": 2,
    "sum": "1.00",
    "sum_by_account_class": {"3": "-100.25", "4": "101.25"},
    "sum_by_dimension": {
        "activity:01": {"sum": "0.25", "rows": 2},
        "object:9915": {"sum": "0.75", "rows": 1},
        "object:9916": {"sum": "100.50", "rows": 1},
        "unit:3101": {"sum": "1.00", "rows": 3},
    },
    "periods": ["2018-06"],
}
SIE = """#FLAGGA 0
#FORMAT PC8
#SIETYP 4
#RAR 0 20180101 20181231
#DIM 7 "Objekt"
#OBJEKT 7 "9916" "Påhittat"
#KONTO 4010 "Lön"
#VER A 1 20180615 "Påhittad"
{
#TRANS 4010 {7 9916} 100.50
#TRANS 1930 {} -100.50
}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one region and no agreements."""
    (tmp_path / "params/regions").mkdir(parents=True)
    shutil.copy(PROJECT / "params/workbook.yaml", tmp_path / "params")
    shutil.copy(PROJECT / f"params/regions/{REGION}.yaml", tmp_path / "params/regions")
    (tmp_path / LEDGER).mkdir(parents=True)
    return tmp_path


def leave(root: Path, capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(["import", *map(str, arguments), "--root", str(root)])
    shown = capsys.readouterr()
    return left.value.code, shown.out, shown.err


def document(root: Path, capsys: pytest.CaptureFixture[str], *arguments: object) -> dict:
    code, out, err = leave(root, capsys, *arguments, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def put(path: Path, content: bytes, sidecar: str | None = None) -> Path:
    path.write_bytes(content)
    if sidecar:
        path.with_name(path.name + ".yaml").write_text(sidecar, encoding="utf-8")
    return path


def stored(root: Path) -> list[str]:
    return sorted(path.suffix for path in (root / STORE).glob("*"))


@pytest.mark.parametrize(
    ("name", "content", "encoding"),
    [
        ("uttag.xlsx", workbook(ROWS), None),
        ("uttag.csv", delimited(ROWS), "utf-8"),
        ("uttag.csv", delimited(ROWS, "\t", "cp1252"), "cp1252"),
        ("uttag.csv", delimited(ROWS, "|", "utf-8-sig"), "utf-8-sig"),
    ],
)
@pytest.mark.parametrize("told", [[], ["--region", REGION]])
def test_json_of_a_file_elsewhere(
    root: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, encoding: str | None, told: list[str]
) -> None:
    path = put(root / name, content, about(totals="{rows: 3, debit: 101.25, credit: 100.25}"))
    assert document(root, capsys, path, *told) == {
        "files": [
            {
                "file": name,
                "sha256": hashlib.sha256(content).hexdigest(),
                "format": name.rpartition(".")[2],
                "encoding": encoding,
                **SUMS,
                "findings": [],
                "stored": False,
            }
        ]
    }
    assert stored(root) == []


def test_json_of_a_file_of_the_region_is_of_what_was_stored(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = put(root / LEDGER / "juni.xlsx", workbook(ROWS), about())
    (dry,) = document(root, capsys, path, "--dry-run")["files"]
    assert (dry["file"], dry["stored"], stored(root)) == (f"{LEDGER}/juni.xlsx", False, [])
    assert {key: dry[key] for key in SUMS} == SUMS
    (first,) = document(root, capsys, path)["files"]
    assert (first["stored"], stored(root)) == (True, [".json", ".parquet"])
    assert document(root, capsys)["files"] == [first]
    assert first["findings"] == [
        {
            "code": "ej-avstamd",
            "severity": "warning",
            "row": None,
            "message": "filen har inga kontrollsummor att stämma av mot",
        }
    ]


def test_only_the_named_file_is_stored(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(root / LEDGER / "juli.xlsx", workbook([entry(period="201807")]), about(scope="{from: 2018-07, to: 2018-07}"))
    document(root, capsys, put(root / LEDGER / "juni.xlsx", workbook(ROWS), about()))
    assert stored(root) == [".json", ".parquet"]
    assert f"{REGION}: en ny fil inläst, 1 redan inlästa." in leave(root, capsys)[1]


def test_dry_run_of_everything_stores_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(root / LEDGER / "juni.xlsx", workbook(ROWS), about())
    code, out, _ = leave(root, capsys, "--dry-run")
    assert (code, stored(root)) == (0, [])
    assert out.splitlines() == [
        f"{LEDGER}/juni.xlsx: Excel, 3 rader, 2 verifikationer",
        "  summa 1,00\u00a0kr",
        "  klass 3  \u2212100,25\u00a0kr",
        "  klass 4  101,25\u00a0kr",
        "  perioder 2018-06",
        "  ansvar 3101  1,00\u00a0kr  3 rader",
        "  aktivitet 01  0,25\u00a0kr  2 rader",
        "  objekt 9915  0,75\u00a0kr  1 rad",
        "  objekt 9916  100,50\u00a0kr  1 rad",
        "  filen har inga kontrollsummor att stämma av mot (ej-avstamd)",
        "  inte lagrad: --dry-run",
    ]


def test_refused_files_are_told_on_stderr_and_the_others_are_read(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = put(root / "dålig.csv", delimited([entry(amount="12x4")]))
    page = put(root / "sida.SE", b"<html><body>404 Not Found</body></html>")
    other = put(root / "uttag.zip", b"PK")
    good = put(root / "bra.csv", delimited(ROWS))
    code, out, err = leave(root, capsys, bad, page, other, good, "--json")
    files = json.loads(out)["files"]
    assert code == 3
    assert [one["rows"] for one in files] == [0, 0, 0, 3]
    assert [one["sum"] for one in files] == ["0.00", "0.00", "0.00", "1.00"]
    assert [found["severity"] for one in files[:3] for found in one["findings"]] == ["refused"] * 3
    assert [(found["code"], found["row"]) for one in files[:3] for found in one["findings"]] == [
        ("filen-avvisas", 4), ("filen-avvisas", None), ("filen-avvisas", None),
    ]  # fmt: skip
    lines = err.splitlines()
    assert lines[0].startswith("dålig.csv:4: beloppet är en text på 4 tecken och går inte att läsa.")
    assert lines[1] == (
        "sida.SE: filen är en sparad webbsida, inte en SIE-fil. Ta ut filen som SIE typ 4 (4E, med verifikationer) "
        "på nytt ur ekonomisystemet."
    )
    assert lines[2] == (
        "uttag.zip: filer med ändelsen .zip läses inte. "
        "Spara uttaget som .xlsx eller .csv, eller ta ut det som SIE typ 4 (.se)."
    )
    messages = [found["message"] for one in files[:3] for found in one["findings"]]
    places = ["dålig.csv:4: ", "sida.SE: ", "uttag.zip: "]
    assert [place + message for place, message in zip(places, messages, strict=True)] == lines
    assert "avvisas" not in leave(root, capsys, bad)[1]


def test_without_region_the_proposal_is_shown(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = put(root / "uttag.csv", delimited(ROWS, encoding="cp1252"))
    code, out, err = leave(root, capsys, path, "--dry-run")
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert lines[0] == "uttag.csv: CSV, cp1252, 3 rader, 2 verifikationer"
    assert lines[lines.index("  kolumnerna skiljs åt av semikolon") + 1] == "  rubrikrad 3, 3 rader under den"
    begin = lines.index("  förslag till params/regions/<region>.yaml:")
    assert lines[begin + 1 : begin + 5] == [
        "",
        "ledger:",
        "  default_source: huvudbok",
        "  sign: cost_positive  # kostnad är plus och intäkt minus; i klass 3 har 1 rad minus och 0 inte",
    ]
    assert lines[-1] == "  inte lagrad: bara filer i regionens mapp under data/raw lagras"


def test_the_sheet_that_was_recognised_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = put(root / "uttag.xlsx", workbook(ROWS))
    assert "  blad 1" in leave(root, capsys, path)[1].splitlines()


def test_a_withdrawn_file_is_not_stored(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = put(root / LEDGER / "juni.xlsx", workbook(ROWS), about(withdrawn="2018-07-20 fel uttag"))
    code, out, _ = leave(root, capsys, path)
    assert (code, out.splitlines()[-1], stored(root)) == (0, "  inte lagrad: återkallad i sidofilen", [])


def test_a_wrong_sidecar_refuses_its_file_only(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = put(root / LEDGER / "juni.xlsx", workbook(ROWS), "received: igår\n")
    good = put(
        root / LEDGER / "juli.xlsx", workbook([entry(period="201807")]), about(scope="{from: 2018-07, to: 2018-07}")
    )
    code, out, err = leave(root, capsys, wrong, good, "--json")
    assert (code, [one["stored"] for one in json.loads(out)["files"]]) == (3, [False, True])
    assert err.splitlines()[0].startswith(f"{LEDGER}/juni.xlsx.yaml:1: received: «igår» är inget datum")


def test_a_file_too_unlike_an_export_shows_what_was_seen_and_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put(root / "uttag.csv", b"Konto;Objekt;Aktivitet\n4010;9916;01\n")
    code, out, err = leave(root, capsys, path, "--dry-run")
    assert code == 3
    assert "    # amount: skriv rubriken för belopp; ingen känd rubrik för det finns i filen" in out.splitlines()
    assert err.startswith("uttag.csv:1: kolumnen för datum och belopp känns inte igen, så raderna kan inte läsas.")


def test_find_tells_the_column(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = put(root / "uttag.csv", delimited([*ROWS, entry(unit="9916", amount=7.0)]))
    _, out, _ = leave(root, capsys, path, "--find", "9916")
    assert [line for line in out.splitlines() if "9916 finns" in line] == [
        "  koden 9916 finns i kolumn 6 (Ansvar): 1 rad, 7,00\u00a0kr",
        "  koden 9916 finns i kolumn 7 (Objekt): 2 rader, 107,50\u00a0kr",
    ]
    assert "  koden 9917 finns inte i filen" in leave(root, capsys, path, "--find", "9917")[1].splitlines()
    (told,) = document(root, capsys, path, "--find", "9916")["files"]
    assert told["found"][0] == {"in": "kolumn 6 (Ansvar)", "sum": "7.00", "rows": 1}


def test_sie_files_count_among_the_regions_files(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    region = root / f"params/regions/{REGION}.yaml"
    text = region.read_text(encoding="utf-8")
    region.write_text(
        text.replace("  unit: kr\n", '  unit: kr\n  sie_dimensions: {object: "7"}\n', 1), encoding="utf-8"
    )
    path = put(root / LEDGER / "juni.se", SIE.encode("cp437"), about(totals='{rows: 2, by_object: {"9916": 100.50}}'))
    (told,) = document(root, capsys, path, "--find", "9916")["files"]
    assert (told["format"], told["encoding"], told["stored"]) == ("sie4i", "cp437", True)
    assert told["sum_by_dimension"] == {"7:9916": {"sum": "100.50", "rows": 1}}
    assert told["found"] == [{"in": "dimension 7 Objekt", "sum": "100.50", "rows": 1}]
    listed = leave(root, capsys, "--list")[1]
    assert listed.startswith(f"{LEDGER}/juni.se  2018-07-10  2 rader  används")


def test_what_cannot_be_asked_for(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert leave(root, capsys, root / "finns-inte.csv") == (
        2, "", "finns-inte.csv: filen finns inte. Ange sökvägen till en fil som finns.\n",
    )  # fmt: skip
    code, _, err = leave(root, capsys, "--region", "jamtland")
    assert code == 2
    assert err.startswith("Regionen «jamtland» finns inte.")


@pytest.fixture
def with_grant(root: Path) -> Path:
    """The same with the region's agreement of 2018."""
    shutil.copy(PROJECT / "params/population.csv", root / "params")
    for name in ("agreements", REGION):
        shutil.copytree(PROJECT / "params/2018" / name, root / "params/2018" / name)
    shutil.copytree(PROJECT / "params/2017/agreements", root / "params/2017/agreements")
    return root


def test_what_a_file_replaces_is_told_by_grant_and_month(with_grant: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = with_grant
    june = [entry(voucher=f"V{number}", amount=100) for number in range(5)]
    put(root / LEDGER / "juni.csv", delimited(june), about())
    leave(root, capsys)
    put(root / LEDGER / "rattad.csv", delimited([*june, entry(voucher="V9", amount=25.5)]), about("2018-08-10"))
    code, out, err = leave(root, capsys)
    assert (code, err) == (0, "")
    assert out.splitlines()[-3:] == [
        f"{REGION}: en ny fil inläst, 1 redan inlästa.",
        "  rattad.csv ersätter juni.csv för 2018-06: 5 rader blir 6; 5 av 5 verifikationer återkommer",
        "    patientmiljarden 2018-06: före 5 rader, 500,00\u00a0kr; efter 6 rader, 525,50\u00a0kr (+25,50\u00a0kr)",
    ]
    first, second = document(root, capsys)["files"]
    assert "replaces" not in first
    sums = {"rows_before": 5, "sum_before": "500.00", "rows_after": 6, "sum_after": "525.50"}
    month = {"month": "2018-06", "files": [f"{LEDGER}/juni.csv"], **sums}
    assert second["replaces"] == {
        "adds": False,
        "months": [{**month, "compared": "vouchers", "units": 5, "recurring": 5}],
        "grants": [{"agreement": "patientmiljarden", "month": "2018-06", **sums, "stops": False}],
        "unread": [],
    }
    (root / f"params/2018/{REGION}/patientmiljarden.yaml").write_text("agreement: patientmiljarden\n", encoding="utf-8")
    told = document(root, capsys)["files"][1]["replaces"]
    assert (told["grants"], told["unread"]) == ([], ["patientmiljarden 2018"])


def test_what_a_file_would_replace_is_told_without_storing_it(
    with_grant: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = with_grant
    june = [entry(voucher=f"V{number}", amount=100) for number in range(5)]
    put(root / LEDGER / "juni.csv", delimited(june), about())
    leave(root, capsys)
    store = root / f"data/processed/{REGION}/ledger"
    before = {path.name: path.read_bytes() for path in store.iterdir()}
    new = put(root / LEDGER / "rattad.csv", delimited([*june, entry(voucher="V9", amount=25.5)]), about("2018-08-10"))
    code, out, err = leave(root, capsys, new, "--dry-run")
    assert (code, err) == (0, "")
    assert out.splitlines()[-3:] == [
        "  inte lagrad: --dry-run",
        "  rattad.csv ersätter juni.csv för 2018-06: 5 rader blir 6; 5 av 5 verifikationer återkommer",
        "    patientmiljarden 2018-06: före 5 rader, 500,00\u00a0kr; efter 6 rader, 525,50\u00a0kr (+25,50\u00a0kr)",
    ]
    assert document(root, capsys, "--dry-run")["files"][1]["replaces"]["months"][0]["rows_after"] == 6
    put(new, delimited([entry(voucher="N", amount=1)]), about("2018-08-10"))
    code, _, err = leave(root, capsys, new, "--dry-run")
    assert (code, err.startswith(f"{LEDGER}/rattad.csv: uttaget (mottaget 2018-08-10) skulle ersätta")) == (3, True)
    assert {path.name: path.read_bytes() for path in store.iterdir()} == before


def test_a_scope_that_is_too_wide_is_told_in_one_line_of_each_kind(
    with_grant: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = with_grant
    for number in range(1, 5):
        rows = [entry(voucher=f"V{number}", period=f"20180{number}", date=dt.date(2018, number, 2), amount=100)]
        scope = f"{{from: 2018-0{number}, to: 2018-0{number}}}"
        put(root / LEDGER / f"m{number}.csv", delimited(rows), about(f"2018-0{number + 1}-05", scope))
    leave(root, capsys)
    rows = [entry(voucher="V5", period="201805", date=dt.date(2018, 5, 2), amount=100)]
    put(root / LEDGER / "m5.csv", delimited(rows), about("2018-06-05", "{from: 2018-01, to: 2018-12}"))
    code, out, err = leave(root, capsys)
    files = "m1.csv, m2.csv, m3.csv och m4.csv för 2018-01–2018-04"
    sums = "före 4 rader, 400,00\u00a0kr; efter 0 rader, 0,00\u00a0kr (−400,00\u00a0kr)"
    assert out.splitlines()[-2:] == [
        f"  m5.csv ersätter {files}: 4 rader blir 0; scope omfattar månaderna, men filen har inga rader där",
        f"    patientmiljarden 2018-01–2018-04: {sums}; stoppar rapporten",
    ]
    assert (code, err.splitlines()) == (
        3,
        [
            f"{LEDGER}/m5.csv: uttaget (mottaget 2018-06-05) skulle ersätta {files}, men filen har ingen rad alls i de "
            f"månaderna. patientmiljarden: {sums}. Rapporten görs inte. Rätta scope i {LEDGER}/m5.csv.yaml om filen "
            "inte omfattar de månaderna. Är det rätt att inget finns där, skriv replaces: true. Är det fel fil, skriv "
            "withdrawn."
        ],
    )


def test_a_file_that_would_stop_a_report_or_is_there_already_is_told(
    with_grant: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = with_grant
    put(root / LEDGER / "juni.csv", delimited([entry(voucher=f"V{number}") for number in range(5)]), about())
    leave(root, capsys)
    put(root / LEDGER / "nya.csv", delimited([entry(voucher="N", amount=1)]), about("2018-08-10"))
    code, out, err = leave(root, capsys)
    assert code == 3
    assert err.startswith(
        f"{LEDGER}/nya.csv: uttaget (mottaget 2018-08-10) skulle ersätta juni.csv för 2018-06, men bara"
    )
    assert out.splitlines()[-2:] == [
        "  nya.csv ersätter juni.csv för 2018-06: 5 rader blir 1; 0 av 5 verifikationer återkommer",
        "    patientmiljarden 2018-06: före 5 rader, 502,50\u00a0kr; efter 1 rad, 1,00\u00a0kr (−501,50\u00a0kr); "
        "stoppar rapporten",
    ]
    # It stops the report until it is mended, so that it is told each time and for the file alone too.
    for arguments in ([], [str(root / LEDGER / "nya.csv")]):
        assert (leave(root, capsys, *arguments)[0], leave(root, capsys, *arguments)[2]) == (3, err)
    put(root / LEDGER / "nya.csv", delimited([entry(voucher="V3")]), about("2018-08-10", adds="true"))
    code, _, err = leave(root, capsys)
    assert code == 3
    assert err.startswith(f"{LEDGER}/nya.csv:4: filen är ett tillägg (adds: true), men 1 rad i den finns redan i ")
