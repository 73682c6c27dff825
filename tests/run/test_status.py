"""``statsbidrag status``: what is told of a region, on the shipped data, on nothing and on broken files."""

import datetime as dt
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from shipped_workspace import AGREEMENT, JUNE, REGION, ROOT
from test_checking import HEAVY

from small_record import small_record
from statsbidrag.base.period import Period
from statsbidrag.cli.main import main
from statsbidrag.cli.status_text import as_json, as_lines
from statsbidrag.read.files import Files
from statsbidrag.read.params.places import known_regions
from statsbidrag.record.files import record_text
from statsbidrag.report.inputs import report_digest
from statsbidrag.run.entries import Manifest
from statsbidrag.run.manifest import write_manifest
from statsbidrag.run.status.reports import report_states
from statsbidrag.run.status.standing import Standing, standing

PROGRAM = f"""
import sys
from statsbidrag.cli.main import main
try:
    main(["status", "--region", "all", "--root", sys.argv[1]])
finally:
    print([name for name in {HEAVY} if name in sys.modules])
"""


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """The shipped files as on a fresh clone, each a link to where it lies, so that a test may add and replace."""
    for name in ("params", "data/raw", "notebooks"):
        for path in (ROOT / name).rglob("*"):
            beside = tmp_path / path.relative_to(ROOT)
            if path.is_file():
                beside.parent.mkdir(parents=True, exist_ok=True)
                beside.symlink_to(path)
    return tmp_path


def replaced(path: Path, text: str | bytes) -> None:
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def told(root: Path, region: str = REGION, on: dt.date | None = None) -> Standing:
    return standing(Files(root), region, on)


def told_status(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(["status", *options])
    return int(left.value.code or 0), *capsys.readouterr()


def test_a_fresh_clone(shipped: Path) -> None:
    """Nothing shipped is wrong, unused or unreconciled for other reasons than it should be; nothing is made yet."""
    for region in known_regions(shipped):
        at = told(shipped, region)
        assert (at.faults, at.left_out, at.delivered.missing) == ([], [], [])
        assert {one.state for one in at.reports} == {"missing"}
        assert at.steps[0].command == f"statsbidrag import --region {region}"
        assert len(list(as_lines(at))) <= 45


def test_the_screen_of_a_region(shipped: Path) -> None:
    expected = Path(__file__).with_name("status-blekinge.txt").read_text(encoding="utf-8")
    assert "\n".join(as_lines(told(shipped, "blekinge"))).replace("\u00a0", " ") + "\n" == expected


def test_it_waits_for_nothing_that_only_reports_need(shipped: Path) -> None:
    # A list of orders is read as a ledger is, and with its libraries.
    shutil.rmtree(shipped / "data/raw/norrbotten/commitments")
    done = subprocess.run([sys.executable, "-c", PROGRAM, shipped], capture_output=True, encoding="utf-8", timeout=60)
    assert (done.returncode, done.stderr, done.stdout.splitlines()[-1]) == (0, "", "[]")


def test_the_document(shipped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told_status(capsys, "--root", str(shipped), "--region", "halland", "--json", "--on", "2019-10-01")
    (region,) = json.loads(out)["regions"]
    assert (code, err) == (0, "")
    assert (region["region"], region["on"], region["due_within_days"]) == ("halland", "2019-10-01", 60)
    assert region["months"][-1] == {
        "month": "2019-13",
        "held": [
            {
                "kind": "ledger",
                "source": "huvudbok",
                "file": "data/raw/halland/ledger/huvudbok-2019-bokslut.csv",
                "received": "2020-02-12",
                "closed": True,
                "totals": True,
                "stored": False,
                "objects": [],
                "reconciled": False,
            }
        ],
    }
    assert region["replaced"] == ["data/raw/halland/ledger/huvudbok-2019-06.csv"]
    assert region["due"] == [
        {
            "date": "2019-10-15",
            "what": "Nulägesbeskrivning och redovisning",
            "receiver": "SKL och Socialstyrelsen",
            "agreement": "god-och-nara-vard",
            "state": "ahead",
        }
    ]
    assert as_json([told(shipped, "halland", dt.date(2019, 10, 1))])["regions"] == [region]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2019-08-15", []),
        ("2019-08-16", ["ahead"]),
        ("2019-10-15", ["ahead"]),
        ("2019-10-16", ["late"]),
    ],
)
def test_a_date_is_told_when_it_is_within_reach_and_until_it_is_kept(
    shipped: Path, on: str, expected: list[str]
) -> None:
    path = shipped / "params/2019/halland/god-och-nara-vard.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    replaced(path, "".join(line for line in lines if "fulfils: redovisning, status: example" not in line))
    day = dt.date.fromisoformat(on)
    assert [one.state for one in told(shipped, "halland", day).due if one.agreement == "god-och-nara-vard"] == expected
    text = path.read_text(encoding="utf-8")
    assert text.count("as_of: 2019-10, state: partly") == 2
    replaced(path, text.replace("as_of: 2019-10, state: partly", "state: met"))
    assert [one for one in told(shipped, "halland", day).due if one.agreement == "god-och-nara-vard"] == []


def test_files_of_a_month_missing_new_and_unread(shipped: Path) -> None:
    ledger = shipped / f"data/raw/{REGION}/ledger"
    for end in ("", ".yaml"):
        (ledger / f"huvudbok-2018-05.xlsx{end}").unlink()
    replaced(ledger / "ny.xlsx", "nytt")
    replaced(ledger / "brev.pdf", "x")
    at = told(shipped)
    assert at.delivered.missing == ["2018-05"]
    lines = list(as_lines(at))
    assert "maj      saknas                         2018-06-11" in lines
    # Reports are made as far as the ledger is whole.
    made = f"statsbidrag run --region {REGION} --period 2018-04"
    assert [step.command or step.why for step in at.steps][:4] == [
        f"statsbidrag sidecar data/raw/{REGION}/ledger/ny.xlsx --write",
        "se över en uppgift under Används inte",
        f"statsbidrag import --region {REGION}",
        made,
    ]
    # The new file may have been what is missing.
    (ledger / "ny.xlsx").unlink()
    assert [step.command or step.why for step in told(shipped).steps][1:4] == [
        f"statsbidrag import --region {REGION}",
        f"lägg in huvudbok för 2018-05 i data/raw/{REGION}/ledger/, med sidofil",
        made,
    ]


def test_reports_as_they_were_made_and_as_they_are_now(shipped: Path) -> None:
    files = Files(shipped)
    folder = shipped / f"reports/{REGION}/2018-06"
    record = record_text(small_record()).encode()
    replaced(folder / f"{AGREEMENT}.json", record)
    digest = report_digest(files, REGION, AGREEMENT, JUNE, None, f"notebooks/{AGREEMENT}.ipynb")
    manifest = Manifest()

    def state() -> tuple[str, tuple[str, ...]]:
        write_manifest(folder, manifest)
        (one,) = report_states(Files(shipped), REGION, None)
        return one.state, one.lines

    manifest.good(AGREEMENT, digest, hashlib.sha256(record).hexdigest())
    assert state() == ("current", ())
    manifest.good(AGREEMENT, "en annan", hashlib.sha256(record).hexdigest())
    assert state() == ("stale", ())
    manifest.bad(AGREEMENT, "failed", ["notebooks/x.ipynb: cell 9 stannade."])
    assert state() == ("failed", ("notebooks/x.ipynb: cell 9 stannade.",))
    manifest.good(AGREEMENT, digest, hashlib.sha256(record).hexdigest())
    (folder / f"{AGREEMENT}.json").unlink()
    assert state() == ("missing", ())
    states = [(str(one.period), one.state) for one in report_states(files, REGION, Period(2018, 13))]
    assert states == [("2018-06", "missing"), ("2018-13", "missing")]


def test_what_lies_in_a_linked_folder_is_seen_to_change(
    shipped: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A region's ledger may lie on a shared disk."""
    elsewhere = tmp_path_factory.mktemp("delad")
    ledger = shipped / f"data/raw/{REGION}/ledger"
    for path in ledger.iterdir():
        path.rename(elsewhere / path.name)
    ledger.rmdir()
    ledger.symlink_to(elsewhere)

    def digest() -> str:
        return report_digest(Files(shipped), REGION, AGREEMENT, JUNE, None, f"notebooks/{AGREEMENT}.ipynb")

    before = digest()
    assert told(shipped).left_out == []
    replaced(elsewhere / "huvudbok-2018-06.xlsx", "en annan")
    assert digest() != before


def test_no_broken_file_stops_it(shipped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is told with its line, and what else there is stands there all the same."""
    broken: dict[str, str | bytes] = {
        "params/workbook.yaml": "default_region: [\n",
        f"params/regions/{REGION}.yaml": "id: [",
        f"params/2018/{REGION}/{AGREEMENT}.yaml": b"\xff\xfe\x00",
        "params/2018/agreements/patientmiljarden.yaml": "",
        "params/population.csv": "",
        f"data/raw/{REGION}/ledger/huvudbok-2018-07.xlsx.yaml": "received: igår",
        f"data/raw/{REGION}/ledger/huvudbok-2018-06.xlsx": "ingen Excelfil",
        f"data/raw/{REGION}/activity/verksamhet-2018-06.csv": b"\xff\xfe\x00",
        f"data/raw/{REGION}/activity/verksamhet-2018-07.csv.yaml": "",
        f"reports/{REGION}/2018-06/manifest.json": b"\xff{",
        f"reports/{REGION}/2018-06/{AGREEMENT}.json": b"\xff{",
        f"reports/{REGION}/2018-99/manifest.json": "{}",
        f"data/processed/{REGION}/ledger/0123456789abcdef.json": "{",
    }
    for name, text in broken.items():
        replaced(shipped / name, text)
    code, out, err = told_status(capsys, "--root", str(shipped), "--region", REGION)
    assert (code, err) == (0, "")
    at = told(shipped)
    named = {line.split(":")[0] for line in at.faults}
    raw = f"data/raw/{REGION}"
    sidecars = {f"{raw}/ledger/huvudbok-2018-07.xlsx.yaml", f"{raw}/activity/verksamhet-2018-07.csv.yaml"}
    assert named >= {"params/workbook.yaml", f"params/regions/{REGION}.yaml", *sidecars}
    assert "  params/workbook.yaml:2: raden är inte giltig YAML. " in out
    assert "maj      2018-06-11, stängning ej känd, ej inläst" in out
    assert "  2018-06  saknas: patientmiljarden\n" in out
    # Without settings there is no default region, and every one is told.
    assert told_status(capsys, "--root", str(shipped))[1].count("Nästa steg:") == 5


def test_a_project_without_regions_and_a_region_without_anything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = (ROOT / "params/workbook.yaml").read_text(encoding="utf-8")
    replaced(tmp_path / "params/workbook.yaml", settings)
    expected = (0, "Det finns ingen region. Beskriv en i params/regions/.\n", "")
    assert told_status(capsys, "--root", str(tmp_path)) == expected
    replaced(
        tmp_path / f"params/regions/{REGION}.yaml",
        f'id: {REGION}\nnames: [{{from: 2018, name: Region}}]\nlan_code: "23"\nledger: unknown\n',
    )
    code, out, err = told_status(capsys, "--root", str(tmp_path))
    assert (code, err) == (0, "")
    assert out.startswith(f"Region ({REGION}), ingen leverans med känd dag\n\nInga leveranser.\n\n")
    assert out.endswith(f"Nästa steg:\n  1. lägg in uttag i data/raw/{REGION}/ledger/, med sidofil\n")


def test_a_region_that_is_not_there_is_refused(shipped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told_status(capsys, "--root", str(shipped), "--region", "jamtland")
    assert (code, out) == (2, "")
    assert err.startswith("Regionen «jamtland» finns inte. Tillåtna: ")
