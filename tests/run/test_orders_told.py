"""All that is wrong in a list of orders is told at once, by each command, with file and row."""

from pathlib import Path

import pytest
from shipped_workspace import AGREEMENT, REGION

from statsbidrag.cli.main import main

LIST = f"data/raw/{REGION}/commitments/bestallt.csv"
ROWS = [
    "Insats;Belopp;Väntad månad;Referens",
    "finns-ej;100;2018-09;B-1",
    "finns-ej;200;sep;B-2",
    "patientkontrakt;-300;2018-09;B-3",
    "finns-ej;400;2019-01;B-4",
    "finns-ej;cirka;2018-09;B-4",
    "finns-ej;600;2018-09;B-1",
]
SIDECAR = "received: 2018-07-05\nsource: bestallt\nscope: {from: 2018-06, to: 2018-06}\n"


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    with pytest.raises(SystemExit) as left:
        main([*arguments])
    out, err = capsys.readouterr()
    return int(left.value.code or 0), [*out.splitlines(), *err.splitlines()]


def rows_told(lines: list[str]) -> list[int]:
    return [int(line.strip().split(":")[1]) for line in lines if line.strip().startswith(f"{LIST}:")]


def test_every_command_tells_all_that_is_wrong_in_a_list(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = workspace / LIST
    path.parent.mkdir()
    path.write_text("\n".join(ROWS) + "\n", encoding="utf-8")
    (path.parent / f"{path.name}.yaml").write_text(SIDECAR, encoding="utf-8")
    where = ("--root", str(workspace), "--region", REGION)
    expected = {"import": 3, "check": 2, "status": 0, "run": 3}
    for command, code in expected.items():
        more = ("--period", "2018-06", "--agreement", AGREEMENT) if command == "run" else ()
        got, lines = told(capsys, command, *where, *more)
        assert got == code, (command, lines)
        assert {*rows_told(lines)} == {2, 3, 4, 5, 6, 7}, (command, lines)
