"""Five hundred personal numbers planted wherever somebody may write one: none comes out, anywhere."""

import itertools
import shutil
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
import yaml
from personal_planting import RESERVE, found_in, plant_everywhere, texts_of
from shipped_workspace import REGION
from wrong_input import PLACES

from personal import many
from statsbidrag.cli.main import main
from statsbidrag.record.files import whole_record

PLANTED = many(500)
RESERVED = [(f"99{number[:10]}", f"99{number[:10]}") for number, _ in many(20, seed=19)]
EVERY = [number for number, _ in [*PLANTED, *RESERVED]]


@dataclass(frozen=True)
class Ran:
    """A workspace after a command, and all that the command said."""

    root: Path
    said: str

    @property
    def published(self) -> list[Path]:
        files = [*(self.root / "reports").rglob("*"), *(self.root / "data/processed").rglob("*.ipynb")]
        return sorted(path for path in files if path.is_file())


@pytest.fixture(scope="module")
def planted(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    root = tmp_path_factory.mktemp("personnummer") / "arbetsyta"
    shutil.copytree(published, root)
    used: list[str] = []

    def noted(form: str) -> str:
        used.append(form)
        return form

    forms = (form for _, form in itertools.cycle([*RESERVED[:4], *PLANTED]))
    plant_everywhere(root, map(noted, forms))
    assert {form for _, form in PLANTED} <= set(used), "not all of them are planted"
    inputs = [path for name in ("params", f"data/raw/{REGION}", "notebooks") for path in (root / name).rglob("*.*")]
    there = set().union(*(found_in(text, EVERY) for path in inputs for text in texts_of(path)))
    assert len(there) > 480, "those that are planted in files are found by who looks for them"
    return ran(root, "run", "--period", "2018-06", "--agreement", "patientmiljarden")


def ran(root: Path, *arguments: str) -> Ran:
    """A command run as a user does, with what it writes on the terminal."""
    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said), pytest.raises(SystemExit):
        main([*arguments, "--root", str(root)])
    return Ran(root, said.getvalue())


def test_the_report_is_made(planted: Ran) -> None:
    assert "klar" in planted.said and "2018-06 patientmiljarden" in planted.said
    names = {path.name for path in planted.published}
    assert names >= {
        "patientmiljarden.html",
        "patientmiljarden.json",
        "jamtland-harjedalen-2018-06-patientmiljarden.xlsx",
        "patientmiljarden.ipynb",
    }


def test_none_is_in_anything_published_or_said(planted: Ran) -> None:
    assert found_in(planted.said, EVERY) == set()
    for path in planted.published:
        for text in texts_of(path):
            assert found_in(text, EVERY) == set(), path.name
    page = (planted.root / "reports" / REGION / "2018-06/patientmiljarden.html").read_text(encoding="utf-8")
    assert page.count("[personnummer]") > 50


def test_a_hidden_voucher_is_found_by_file_and_row(planted: Ran) -> None:
    record = whole_record(planted.root / "reports" / REGION / "2018-06/patientmiljarden.json")
    assert record is not None
    hidden = [row for row in record.table("vouchers").rows if str(row["voucher"]).startswith("ej-kod")]
    assert len(hidden) > 10
    source = next((planted.root / f"data/raw/{REGION}/ledger").glob("huvudbok juni*.xlsx"))
    cells = openpyxl.load_workbook(source).worksheets[0]
    for row in hidden:
        assert row["voucher"] == f"ej-kod rad {row['ore'].row}"
        assert cells.cell(row["ore"].row, 10).value * 100 == pytest.approx(row["ore"].ore)
    codes = {found.code: found for found in record.findings if "huvudbok juni [personnummer]" in (found.file or "")}
    assert codes["verifikation-dold"].row and codes["personnummer-i-uttaget"].row
    assert "Påhittsson" not in (planted.root / "reports" / REGION / "2018-06/patientmiljarden.json").read_text("utf-8")


def test_none_is_in_what_an_import_or_a_check_says(planted: Ran) -> None:
    for arguments in (["import", "--dry-run"], ["import", "--list"], ["check"]):
        given = [] if arguments == ["check"] else ["--region", REGION]
        assert found_in(ran(planted.root, *arguments, *given).said, EVERY) == set(), arguments


NAME = "Exempla Påhittsson"


def spoilt(data: object, words: Iterator[str]) -> object:
    """A parameter file in which every value is a name and a number, and every block has such a key."""
    if isinstance(data, dict):
        return {key: spoilt(value, words) for key, value in data.items()} | {next(words): "x"}
    return [spoilt(entry, words) for entry in data] if isinstance(data, list) else next(words)


@pytest.mark.parametrize("place", ["V", "R", "K", "L"])
def test_none_is_in_what_is_said_of_wrong_values(workspace: Path, place: str) -> None:
    """A wrong value is told with file and line, by its shape, on the terminal, in the index and in the manifest."""
    words = (f"{NAME} {form}" for _, form in itertools.cycle(PLANTED))
    path = workspace / PLACES[place]
    path = path / "huvudbok-2018-06.xlsx.yaml" if place == "L" else path
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    path.write_text(yaml.safe_dump(spoilt(data, words), allow_unicode=True), encoding="utf-8")
    said = ran(workspace, "check").said + ran(workspace, "run", "--period", "2018-06", "--force").said
    assert "en text på " in said and path.name in said
    folder = workspace / "reports" / REGION / "2018-06"
    for text in (said, *(text for name in ("index.html", "manifest.json") for text in texts_of(folder / name))):
        assert found_in(text, EVERY) == set() and "Påhittsson" not in text and "Exempla" not in text


def test_the_form_of_a_reservnummer_is_what_the_settings_say() -> None:
    assert len(RESERVED[0][1]) == len(RESERVE)
