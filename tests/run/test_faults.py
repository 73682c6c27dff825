"""What goes wrong is told with file and line and the right exit code, and the last good page stays."""

import json
from pathlib import Path

import pytest
from shipped_workspace import AGREEMENT, REGION, new_workspace

from statsbidrag.cli.main import main

LEDGER = f"data/raw/{REGION}/ledger"
CHOICES = f"params/2018/{REGION}/patientmiljarden.yaml"


def leave(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command."""
    with pytest.raises(SystemExit) as left:
        main(arguments)
    shown = capsys.readouterr()
    return left.value.code, shown.out, shown.err


def good_files(reports: Path) -> dict[str, bytes]:
    return {path.suffix: path.read_bytes() for path in reports.glob("*patientmiljarden.*")}


def replace_once(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_failing_notebook_gives_1(workspace: Path, reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = good_files(reports)
    path = workspace / "notebooks/patientmiljarden.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][2]["source"] = ["1 / 0"]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    code, _, err = leave(["run", "--period", "2018-06", "--agreement", AGREEMENT, "--root", str(workspace)], capsys)
    assert code == 1
    assert "notebooks/patientmiljarden.ipynb: cell 3 stannade med ZeroDivisionError. Hela felet finns i" in err
    assert "Traceback" not in err
    assert good_files(reports) == before
    index = (reports / "index.html").read_text(encoding="utf-8")
    assert "Ej uppdaterad: anteckningsboken stannade" in index
    assert "ZeroDivisionError" in index
    assert (workspace / f"data/processed/{REGION}/notebooks/2018-06/patientmiljarden.ipynb").is_file()


def test_a_mended_notebook_is_current_again(workspace: Path, reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = workspace / "notebooks/patientmiljarden.ipynb"
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"rapport = open_report(", b"rapport = open_repport("))
    assert leave(["run", "--period", "2018-06", "--agreement", AGREEMENT, "--root", str(workspace)], capsys)[0] == 1
    path.write_bytes(whole)
    code, out, _ = leave(["run", "--period", "2018-06", "--agreement", AGREEMENT, "--root", str(workspace)], capsys)
    assert code == 0
    assert out.splitlines()[0] == f"[1/1] {REGION} 2018-06 patientmiljarden: oförändrad"
    assert "Ej uppdaterad" not in (reports / "index.html").read_text(encoding="utf-8")


def test_a_refused_ledger_gives_3(workspace: Path, reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = good_files(reports)
    sidecar = workspace / LEDGER / "huvudbok-2018-06.xlsx.yaml"
    replace_once(sidecar, "rows: 345", "rows: 346")
    code, _, err = leave(["run", "--period", "2018-06", "--root", str(workspace)], capsys)
    assert code == 3
    assert f"{LEDGER}/huvudbok-2018-06.xlsx.yaml" in err
    assert "346" in err and "345" in err and "skillnad" in err
    assert good_files(reports) == before
    assert "Ej uppdaterad: huvudboken kan inte användas" in (reports / "index.html").read_text(encoding="utf-8")


def test_a_month_without_ledger_gives_3(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / LEDGER / "huvudbok-2018-05.xlsx").unlink()
    (workspace / LEDGER / "huvudbok-2018-05.xlsx.yaml").unlink()
    code, _, err = leave(["run", "--period", "2018-06", "--root", str(workspace)], capsys)
    assert code == 3
    assert "huvudbok saknas för 2018-05" in err


def test_a_wrong_parameter_gives_2(workspace: Path, reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = good_files(reports)
    replace_once(workspace / CHOICES, "perspective: group", "perspektiv: group")
    line = (workspace / CHOICES).read_text(encoding="utf-8").split("perspektiv")[0].count("\n") + 1
    code, _, err = leave(["run", "--period", "2018-06", "--root", str(workspace)], capsys)
    assert code == 2
    assert f"{CHOICES}:{line}: nyckeln «perspektiv» finns inte här; menade du «perspective»?" in err
    assert good_files(reports) == before
    index = (reports / "index.html").read_text(encoding="utf-8")
    assert "Ej uppdaterad: fel i parametrar eller verksamhetsdata" in index
    assert f"{CHOICES}:{line}" in index
    assert leave(["check", "--root", str(workspace)], capsys)[0] == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--period", "18-06"], "Perioden «18-06» finns inte."),
        (["--period", "2018-14"], "Perioden «2018-14» finns inte."),
        (["--period", "2017-06"], f"params/2017/{REGION}/: här finns inga överenskommelser."),
        (["--region", "jamtland"], "Regionen «jamtland» finns inte."),
        (["--agreement", "patientmiljard"], "Överenskommelsen «patientmiljard» finns inte"),
        (["--as-known", "2018-02-30"], "--as-known: «2018-02-30» är inget datum."),
        (["--timeout", "0"], "--timeout: «0» kan inte användas. Tillåtet: heltal, minst 1. Se statsbidrag run --help."),
        (["--perid", "2018-06"], "Valet --perid finns inte; menade du --period?"),
    ],
)
def test_wrong_use_gives_2_and_writes_nothing(
    workspace: Path, reports: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    before = {path: path.read_bytes() for path in reports.parent.rglob("*") if path.is_file()}
    code, _, err = leave(["run", "--root", str(workspace), *arguments], capsys)
    assert code == 2
    assert said in err
    assert "Traceback" not in err
    assert {path: path.read_bytes() for path in reports.parent.rglob("*") if path.is_file()} == before


def test_nothing_published_before_is_told_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = new_workspace(tmp_path / "ny")
    (root / LEDGER / "huvudbok-2018-03.xlsx").write_bytes(b"<html>404</html>")
    assert leave(["run", "--period", "2018-06", "--root", str(root)], capsys)[0] == 3
    index = (root / f"reports/{REGION}/2018-06/index.html").read_text(encoding="utf-8")
    assert "Det finns ingen tidigare godkänd rapport för perioden." in index
    assert "huvudbok-2018-03.xlsx" in index


def test_check_finds_no_fault_in_what_is_shipped(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = leave(["check", "--root", str(published)], capsys)
    assert (code, err) == (0, "")
    assert out.startswith("Inga fel i ")


def test_check_of_a_year_without_parameters_is_a_fault(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = leave(["check", "--year", "2031", "--root", str(published)], capsys)
    assert code == 2
    assert err.splitlines()[0] == "params/2031/: mappen finns inte. Parametrar finns för 2017, 2018, 2019."


@pytest.mark.parametrize("year", ["1900", "2100", "i fjol"])
def test_a_year_out_of_reach_is_told_with_those_allowed(year: str, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("allocate", "check"):
        said = f"--year: «{year}» kan inte användas. Tillåtet: heltal, 2000–2099. Se statsbidrag {command} --help.\n"
        assert leave([command, "--year", year], capsys) == (2, "", said)


def test_import_tells_what_is_new_and_lists_what_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = new_workspace(tmp_path / "ny")
    code, out, _ = leave(["import", "--root", str(root)], capsys)
    assert code == 0
    assert f"{LEDGER}/huvudbok-2018-06.xlsx: 345 rader" in out
    assert f"{REGION}: 16 nya filer inlästa, 0 redan inlästa." in out
    assert f"{REGION}: 0 nya filer inlästa, 16 redan inlästa." in leave(["import", "--root", str(root)], capsys)[1]
    listed = leave(["import", "--list", "--root", str(root)], capsys)[1]
    assert f"{LEDGER}/huvudbok-2018-02.xlsx  2018-03-09  343 rader  ersatt" in listed
