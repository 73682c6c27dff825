"""Wrong input through the real command: what is said, the exit code, and that the last good report stays."""

from html import escape
from pathlib import Path

import pytest
import yaml
from shipped_workspace import JUNE, REGION, run_june
from wrong_input import PLACES, placed, planted_line, spoil

from statsbidrag.cli.main import main
from statsbidrag.read.store import ledger as store
from statsbidrag.record.files import whole_record
from statsbidrag.report.build import build

CATALOGUE = yaml.load((Path(__file__).parent / "wrong_input.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
CASES = [(group, case) for group, cases in CATALOGUE.items() for case in cases]
NOTHING_WRITTEN = ["regionens fil saknas"]
LEDGER = PLACES["L"]


def leave(root: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of ``statsbidrag run``."""
    period = [] if "--period" in arguments else ["--period", "2018-06"]
    with pytest.raises(SystemExit) as left:
        main(["run", "--root", str(root), *period, *arguments])
    shown = capsys.readouterr()
    return left.value.code, shown.out, shown.err


def good_files(reports: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(reports.glob("*patientmiljarden.*"))}


@pytest.mark.parametrize(("group", "case"), CASES, ids=[f"{group}: {case['name']}" for group, case in CASES])
def test_wrong_input_is_told_and_the_last_good_report_stays(
    workspace: Path, reports: Path, capsys: pytest.CaptureFixture[str], group: str, case: dict
) -> None:
    before = good_files(reports)
    index = (reports / "index.html").read_text(encoding="utf-8")
    spoil(workspace, case.get("do", []))
    code, _, err = leave(workspace, capsys, case.get("run", []))
    said = [placed(line).replace("{rad}", planted_line(workspace, case)) for line in case["said"]]
    told = err.splitlines()
    pairs = zip(told, said, strict=False)
    begun = [f"{line[: len(wanted) - 1]}…" if wanted.endswith(" …") else line for line, wanted in pairs]
    assert (code, begun, len(told)) == (case["code"], said, len(said))
    assert good_files(reports) == before and len(before) >= 3
    now = (reports / "index.html").read_text(encoding="utf-8")
    if group == "usage" or case["name"] in NOTHING_WRITTEN:
        assert now == index
    else:
        assert "Ej uppdaterad" in now and all(escape(line) in now for line in told)


def test_a_file_that_grows_while_it_is_read_is_refused(
    workspace: Path, reports: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copying goes on between the moment the file is hashed and the moment it is read."""
    before = good_files(reports)
    growing = workspace / LEDGER / "huvudbok-2018-06.xlsx"
    growing.write_bytes(growing.read_bytes()[:9000])
    hashed = store.read_raw_file

    def hashed_then_grown(root: Path, path: Path) -> object:
        raw = hashed(root, path)
        if path == growing:
            path.write_bytes(path.read_bytes() + b"mera")
        return raw

    monkeypatch.setattr(store, "read_raw_file", hashed_then_grown)
    code, _, err = leave(workspace, capsys, [])
    told = "filen ändrades medan den lästes. Vänta tills den är färdigkopierad och kör igen."
    assert (code, err) == (3, f"{LEDGER}/huvudbok-2018-06.xlsx: {told}\n")
    assert good_files(reports) == before


def test_a_lock_file_of_excel_is_no_export(workspace: Path) -> None:
    (workspace / LEDGER / "~$huvudbok-2018-06.xlsx").write_bytes(b"\x05agare" + bytes(160))
    (workspace / LEDGER / ".huvudbok-2018-06.xlsx.del").write_bytes(b"halv")
    record = build(workspace, "patientmiljarden", REGION, JUNE)
    assert record.ore("chain.cost") == 4_912_406_25
    assert not [name for name in record.inputs if "~$" in name or ".del" in name]


def test_odd_data_gives_findings_and_marked_figures(workspace: Path, reports: Path) -> None:
    """Faults that leave the rest readable: the report is made, says them with row, and marks what they touch."""
    spoil(
        workspace,
        [
            {"file": "{L}/huvudbok-2018-06.xlsx", "hide": [2]},
            {"file": "{L}/huvudbok-2018-06.xlsx", "cells": {"C18": "2017-12-29", "C21": "2019-01-02", "H49": "1"}},
            {"file": "{A}/verksamhet-2018-06.csv", "replace": ";3101;1497;1719", "with": ";3101;1497;0"},
            {"file": "{A}/verksamhet-2018-06.csv", "replace": ";3102;1217;1371", "with": ";3102;cirka 1200;1371"},
            {"file": "{A}/verksamhet-2018-06.csv", "replace": ";3103;1234;1432", "with": ";3133;1234;1432"},
        ],
    )
    outcome = run_june(workspace)
    assert (outcome.exit_code, outcome.made) == (0, 1)
    record = whole_record(reports / "patientmiljarden.json")
    june, activity = f"{LEDGER}/huvudbok-2018-06.xlsx", f"{PLACES['A']}/verksamhet-2018-06.csv"
    told = {(f.code, f.file, f.row): f.message for f in record.findings}
    assert told["dolt-blad", june, None] == "blad 2 av 2 är dolt och läses inte; blad 1 är läst"
    assert told["datum-utanfor-rakenskapsaret", june, 18] == (
        "2 rader, tillsammans 189 317,40 kr, har datum utanför räkenskapsåret; den första är daterad 2017-12-29 men "
        "bokförd i 2018-06, och perioden gäller"
    ).replace("189 317,40 kr", "189\u00a0317,40\u00a0kr")
    assert told["kod-med-fel-bredd", june, 49].endswith("1 rad: «1» (rad 49)")
    assert told["namnare-noll", activity, 3].endswith("är 0 och ger ingen andel")
    assert told["varde-oklart", activity, 4].endswith("är en text på 10 tecken")
    assert told["okand-enhet", activity, 5] == (
        "telefon-samma-dag 2018-06: enheten 3133 finns inte i regionens fil, och värdet räknas inte"
    )
    # Dated outside the window the grant may be used in, the two rows do not count; all else does, also code «1».
    assert record.ore("chain.cost") == 4_912_406_25 - 90_410_40 - 98_907_00
    assert record.figures["effort.none.cost"].marks == ("rad-utan-insats",)
    month = record.figures["indicator.telefon-samma-dag.2018-06"]
    assert month.numerator == 17_263 - (1497 + 1217 + 1234)
    assert month.denominator == 19_582 - (1719 + 1371 + 1432)
    assert record.figures["indicator.telefon-samma-dag.period"].marks == (
        "enhet-utan-uppgift",
        "namnare-noll",
        "okand-enhet",
        "varde-oklart",
    )
