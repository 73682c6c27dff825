"""The index of a period: every agreement a report can be made of, and no other."""

import re
import shutil
from pathlib import Path

from shipped_workspace import ROOT

from statsbidrag.base.period import Period
from statsbidrag.run.index import write_index, write_top_index
from statsbidrag.run.manifest import read_manifest


def test_an_agreement_that_has_no_report_is_not_a_missing_one(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "params", tmp_path / "params")
    period, folder = Period(2018, 4), tmp_path / "reports/norrbotten/2018-04"
    folder.mkdir(parents=True)
    write_index(tmp_path, "norrbotten", period, read_manifest(folder))
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert page.count("Rapport saknas") == 10
    assert "beredskap" in page and "asylsokande" not in page


def test_parameters_that_cannot_be_read_leave_every_agreement_in_the_index(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "params", tmp_path / "params")
    (tmp_path / "params/2018/norrbotten/beredskap.yaml").write_text("agreement: [", encoding="utf-8")
    period, folder = Period(2018, 4), tmp_path / "reports/norrbotten/2018-04"
    folder.mkdir(parents=True)
    write_index(tmp_path, "norrbotten", period, read_manifest(folder))
    assert "asylsokande" in (folder / "index.html").read_text(encoding="utf-8")


def test_the_newest_period_stands_first_with_its_overview(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "params", tmp_path / "params")
    for place in ("norrbotten/2017-13", "norrbotten/2018-04", "norrbotten/2018-08", "blekinge/2017-04"):
        (tmp_path / "reports" / place).mkdir(parents=True)
        (tmp_path / "reports" / place / "index.html").write_text("", encoding="utf-8")
    (tmp_path / "reports/norrbotten/2018-08/oversikt.html").write_text("", encoding="utf-8")
    write_top_index(tmp_path)
    page = (tmp_path / "reports/index.html").read_text(encoding="utf-8")
    links = [place for place in re.findall('href="([^"]+)"', page) if "/" in place]
    assert links == [
        "blekinge/2017-04/index.html",
        "norrbotten/2018-08/index.html", "norrbotten/2018-08/oversikt.html",
        "norrbotten/2018-04/index.html", "norrbotten/2017-13/index.html",
    ]  # fmt: skip


def test_the_first_page_says_that_the_reports_are_of_invented_data(published: Path) -> None:
    page = (published / "reports/index.html").read_text(encoding="utf-8")
    assert "Huvudbok, verksamhetsdata och värden märkta exempel är fiktiva." in page
