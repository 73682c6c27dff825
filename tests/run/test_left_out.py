"""What is not used is told by each command, beside what the command itself says."""

from pathlib import Path

import pytest
from shipped_workspace import AGREEMENT, REGION

from statsbidrag.cli.main import main

STRAY = "data/raw/huvudbok-2018-07.xlsx"
COPY = f"params/2018/{REGION}/{AGREEMENT} (1).yaml"
HEADING = "Används inte, eller behöver ses över:"
STRAY_TOLD = (
    f"{STRAY}: filen ligger direkt i data/raw och läses inte. Flytta den till data/raw/<region>/ledger/ eller "
    "activity/."
)
COPY_TOLD = (
    f"{COPY}: filen ser ut som en kopia av {AGREEMENT}.yaml och läses inte. Jämför den med {AGREEMENT}.yaml, för över "
    "det som ska gälla och ta bort kopian."
)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, list[str]]:
    with pytest.raises(SystemExit) as left:
        main([*arguments])
    out, err = capsys.readouterr()
    return int(left.value.code or 0), out, err.splitlines()


def test_every_command_tells_what_is_not_used(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A copy in params/ is a fault of ``check``; no other command stops for any of it, and no report is made anew."""
    (workspace / STRAY).write_text("x", encoding="utf-8")
    (workspace / COPY).write_text("agreement: [", encoding="utf-8")
    where = ("--root", str(workspace), "--region", REGION)
    code, out, err = told(capsys, "run", *where, "--period", "2018-06", "--agreement", AGREEMENT)
    assert (code, err) == (0, [HEADING, STRAY_TOLD, COPY_TOLD])
    assert "Inget att göra: rapporten är oförändrad." in out
    code, out, err = told(capsys, "import", *where)
    assert (code, err) == (0, [HEADING, STRAY_TOLD, COPY_TOLD])
    assert out == f"{REGION}: 0 nya filer inlästa, 16 redan inlästa.\n"
    code, out, err = told(capsys, "check", *where)
    assert (code, out, err[:3]) == (2, "", [COPY_TOLD, HEADING, STRAY_TOLD])
    assert err[3].startswith("1 fel i ")
    code, out, err = told(capsys, "status", *where)
    assert (code, err) == (0, [])
    assert f"  {STRAY_TOLD}" in out
    assert f"  {COPY_TOLD}" in out
    # The copy is all there is.
    (workspace / COPY.replace(" (1)", "")).unlink()
    code, out, err = told(capsys, "run", *where, "--period", "2018-06")
    assert (code, err[0], len(err)) == (2, HEADING, 3)
    assert err[1].endswith(f"Byt namn till {AGREEMENT}.yaml om den ska gälla.")
    assert err[2].startswith(f"params/2018/{REGION}/: här finns inga överenskommelser.")
