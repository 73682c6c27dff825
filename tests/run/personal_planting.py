"""Personal numbers planted wherever somebody may write one, and how they are looked for in what comes out."""

import itertools
import re
import shutil
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

import nbformat
import openpyxl
import yaml
from nbformat.v4 import new_markdown_cell
from test_hostile_texts import poisoned
from wrong_input import PLACES

RESERVE = "99nnnnnnnnnn"
LEDGER_FILE, ACTIVITY_FILE = "huvudbok-2018-06.xlsx", "verksamhet-2018-06.csv"
GRANT = "9916"
BETWEEN_DIGITS = re.compile("[\\s\u00ad\u200b+\u2010-\u2015\u2212\uff0d-]")
LONG = re.compile("[0-9]{10,}")


def plant_everywhere(root: Path, forms: Iterator[str]) -> None:
    """June's files with a number in every free text, column, heading, name of a file, sidecar and cell of prose."""
    texts = (f"Text {form} text" for form in forms)
    for place in ("V", "R", "K"):
        path = root / PLACES[place]
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        path.write_text(yaml.safe_dump(poisoned(data, texts), allow_unicode=True), encoding="utf-8")
    settings = root / "params/workbook.yaml"
    # So many numbers in columns of codes would refuse the file: here what gets through is asked for.
    text = settings.read_text(encoding="utf-8").replace("unreadable_share: 0.01", "unreadable_share: 1.00")
    settings.write_text(f"{text}reserve_numbers: [{RESERVE}]\n", encoding="utf-8")
    ledger, activity = root / PLACES["L"], root / PLACES["A"]
    _plant_rows(ledger / LEDGER_FILE, forms)
    _withdrawn(ledger / "huvudbok-2018-01.xlsx", ledger / f"tillbaka {_in_name(next(forms))}.xlsx", next(texts))
    _renamed(ledger / LEDGER_FILE, f"huvudbok juni {_in_name(next(forms))}.xlsx")
    (ledger / f"ensam {_in_name(next(forms))}.xlsx.yaml").write_text(
        (ledger / "huvudbok-2018-01.xlsx.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    _plant_values(activity / ACTIVITY_FILE, forms)
    _renamed(activity / ACTIVITY_FILE, f"verksamhet-2018-06 {_in_name(next(forms))}.csv")
    path = root / "notebooks/patientmiljarden.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(-3, new_markdown_cell(f"Mer om {next(forms)} och {next(forms)}."))
    nbformat.write(notebook, path)


def _plant_rows(path: Path, forms: Iterator[str]) -> None:
    """A number in the voucher, row and text of every second row on the grant, and in codes of rows on no grant."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    rows = list(sheet.iter_rows())
    header = next(row for row in rows if row[0].value == "Verifikationsnummer")
    column = {cell.value: place for place, cell in enumerate(header)}
    sheet.cell(header[0].row, len(header) + 1, next(forms))
    on_grant = [row for row in rows if row[column["Objekt"]].value == GRANT]
    others = [row for row in rows[rows.index(header) + 1 :] if row[column["Objekt"]].value is None]
    for row in on_grant[::2]:
        for heading in ("Verifikationsnummer", "Rad", "Text"):
            row[column[heading]].value = next(forms)
    for row in on_grant[1:9:2]:
        row[column["Aktivitet"]].value = row[column["Motpart"]].value = next(forms)
        row[column["Verifikationsnummer"]].value = f"Exempla Påhittsson {next(forms)}"
    for row, heading in zip(others, itertools.cycle(("Ansvar", "Objekt", "Aktivitet", "Motpart")), strict=False):
        row[column[heading]].value = next(forms, "x")
    book.worksheets[1].title = f"Urval {next(forms, '')}"[:31]
    book.save(path)


def _plant_values(path: Path, forms: Iterator[str]) -> None:
    """A number as the unit, the numerator and the denominator of an indicator's rows."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for place, number in ((2, -3), (3, -2), (4, -1)):
        cells = lines[number].split(";")
        cells[place] = next(forms)
        lines[number] = ";".join(cells)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _withdrawn(source: Path, path: Path, why: str) -> None:
    shutil.copy(source, path)
    data = yaml.load(source.with_name(f"{source.name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    path.with_name(f"{path.name}.yaml").write_text(
        yaml.safe_dump(data | {"withdrawn": why}, allow_unicode=True), encoding="utf-8"
    )


def _renamed(path: Path, name: str) -> None:
    path.with_name(f"{path.name}.yaml").rename(path.with_name(f"{name}.yaml"))
    path.rename(path.with_name(name))


def _in_name(form: str) -> str:
    return form.replace("/", " ")


def found_in(text: str, numbers: Iterable[str]) -> set[str]:
    """Which numbers (twelve digits) a text holds in any form: their last ten digits, whatever stands between them."""
    wanted = {number[-10:]: number for number in numbers}
    digits = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
    runs = LONG.findall(BETWEEN_DIGITS.sub("", digits))
    return {wanted[ten] for run in runs for start in range(len(run) - 9) if (ten := run[start : start + 10]) in wanted}


def texts_of(path: Path) -> Iterator[str]:
    """All that a file says; of a workbook each part."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from (unescape(archive.read(name).decode("utf-8", "replace")) for name in archive.namelist())
    else:
        yield unescape(path.read_text(encoding="utf-8"))
