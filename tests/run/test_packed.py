"""The zip of a period: all its files, links that hold where it is unpacked, same files same bytes."""

import shutil
import zipfile
from pathlib import Path

from bs4 import BeautifulSoup
from shipped_workspace import JUNE, REGION

from statsbidrag.run.packed import write_packed

NAME = f"{REGION}-2018-06-alla"
PLACE = f"reports/{REGION}/2018-06"


def packed(root: Path) -> Path:
    return root / PLACE / f"{NAME}.zip"


def test_the_zip_has_the_periods_files_and_no_link_leads_out_of_it(published: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(packed(published)) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / NAME
    there = {path.name for path in folder.iterdir()}
    assert there == {"index.html", "patientmiljarden.html", f"{REGION}-2018-06-patientmiljarden.xlsx"}
    for path in folder.glob("*.html"):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        addresses = [link["href"] for link in page.find_all("a") if not link["href"].startswith("#")]
        assert addresses and set(addresses) <= there
    assert (folder / "patientmiljarden.html").read_bytes() == (published / PLACE / "patientmiljarden.html").read_bytes()
    # Where the reports lie, the index leads to the zip and to the other periods.
    index = (published / PLACE / "index.html").read_text(encoding="utf-8")
    assert f'href="{NAME}.zip"' in index and 'href="../../index.html"' in index


def test_it_is_written_anew_only_where_a_file_has_changed(published: Path, workspace: Path) -> None:
    zipped = packed(workspace)
    shutil.copytree(published / PLACE, workspace / PLACE, dirs_exist_ok=True)
    before, stamp = zipped.read_bytes(), zipped.stat().st_mtime_ns
    write_packed(workspace, REGION, JUNE)
    assert zipped.stat().st_mtime_ns == stamp
    page = workspace / PLACE / "patientmiljarden.html"
    page.write_bytes(page.read_bytes() + b"<!-- -->")
    write_packed(workspace, REGION, JUNE)
    assert zipped.read_bytes() != before
    page.write_bytes((published / PLACE / "patientmiljarden.html").read_bytes())
    write_packed(workspace, REGION, JUNE)
    assert zipped.read_bytes() == before
    zipped.write_bytes(b"PK trasig")
    write_packed(workspace, REGION, JUNE)
    assert zipped.read_bytes() == before


def test_a_period_without_reports_has_none(published: Path, workspace: Path) -> None:
    shutil.copytree(published / PLACE, workspace / PLACE, dirs_exist_ok=True)
    (workspace / PLACE / "patientmiljarden.json").unlink()
    write_packed(workspace, REGION, JUNE)
    assert not packed(workspace).exists()
