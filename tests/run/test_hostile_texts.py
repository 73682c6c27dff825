"""Texts that are code somewhere — script, formula, a way out of a folder — in every free text of every parameter file
and in the raw files, end as plain text on the page and in the workbook, or nowhere."""

import io
import itertools
import json
import shutil
from pathlib import Path

import openpyxl
import pytest
import yaml
from bs4 import BeautifulSoup
from shipped_workspace import REGION, run_june
from wrong_input import PLACES, spoil

from statsbidrag.base.unseen import UNSEEN
from statsbidrag.read.params.schema import MODELS, models_below

HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://exempel.invalid";"klicka")',
    "../../../etc/passwd",
    "</style><img src=x onerror=alert(2)>",
    "@SUM(A1:A9)|'cmd'!A0",
    "{{ config }} {% raw %} $x$ [länk](javascript:alert(3))",
    "😀" * 60,
)
UNSEEN_NAME = "\x1b[31m\x07\u202ekob\u2028\n\t"
KEPT = ("", "null", "unknown", "population_share")
FREE = {
    "title", "short", "name", "document", "number", "place", "note", "text", "what", "receiver", "rule", "responsible",
    "category", "deciding_body", "by", "evidence", "reason", "numerator", "denominator", "fictive", "parties",
    "aliases", "says", "about", "used", "basis", "why", "payer", "applicant", "ages", "benefit",
    "profession", "role", "paragraph", "section", "page", "decided_by", "body",
}  # fmt: skip
# Texts that are codes, references, values, dates or headings that other files answer to.
NOT_FREE = {
    "__origin__", "source", "sources", "deadline", "amount", "of", "data", "months", "code", "activity_unit", "object",
    "default_source", "default_period", "code_widths", "closing_periods", "by_object", "withdrawn", "from", "to",
    "as_of", "codes", "cost", "income", "liability", "claim", "components", "overhead",
    "applied", "granted", "parts", "listed", "debit", "credit", "debit_credit", "product", "project", "invoice_number",
    "supplier_number", "accounted_codes", "repad", "sheet", "synonyms", "file_names",
    "voucher", "row", "date", "period", "account", "unit", "activity", "counterpart", "reported_by",
}  # fmt: skip


def text_keys() -> set[str]:
    """Keys of every parameter file that take a text without a form of its own."""
    keys = set()
    for model in {below for one in MODELS.values() for below in models_below(one)}:
        for name, field in model.model_fields.items():
            kind = str(field.annotation)
            if ("<class 'str'>" in kind or "str | None" in kind or "list[str]" in kind) and "pattern" not in str(
                field.metadata
            ):
                keys.add(field.alias or name)
    return keys


def poisoned(data: object, poison: itertools.cycle, key: str = "") -> object:
    """The same parameter file with a hostile text in place of every free one."""
    if isinstance(data, dict):
        # The headings of the ledger's columns stand under the names of texts but must be what the file has.
        return {k: v if key == "columns" else poisoned(v, poison, k) for k, v in data.items()}
    if isinstance(data, list):
        return [poisoned(entry, poison, key) for entry in data]
    if key == "place" and str(data).startswith("r. "):
        # The row of a source stays, so that it is cited by a section whose name is hostile.
        return data
    return next(poison) if key in FREE and data not in KEPT else data or None


@pytest.fixture(scope="module")
def hostile(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """June made of hostile texts wherever a text may stand."""
    root = tmp_path_factory.mktemp("fientlig") / "arbetsyta"
    shutil.copytree(published, root)
    poison = itertools.cycle(HOSTILE)
    for place in ("V", "R", "K"):
        path = root / PLACES[place]
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        path.write_text(yaml.safe_dump(poisoned(data, poison), allow_unicode=True), encoding="utf-8")
    cited = [{"document": one, "parts": [{"row": "1", "section": one, "page": one, "title": one}]} for one in HOSTILE]
    (root / "params/documents.yaml").write_text(yaml.safe_dump({"documents": cited}), encoding="utf-8")
    cells = {"K18": HOSTILE[0], "K21": "'" + HOSTILE[1], "F39": HOSTILE[0][:30], "A49": HOSTILE[2], "B49": HOSTILE[4]}
    spoil(root, {"file": "{L}/huvudbok-2018-06.xlsx", "cells": cells})
    for folder, name in (("L", "huvudbok-2018-06.xlsx"), ("A", "verksamhet-2018-06.csv")):
        path = root / PLACES[folder] / name
        for ending in ("", ".yaml"):
            path.with_name(name + ending).rename(path.with_name(f"{path.stem} {UNSEEN_NAME}{path.suffix}{ending}"))
    outcome = run_june(root)
    assert (outcome.exit_code, outcome.lines) == (0, [])
    return root


def test_every_key_that_takes_a_text_is_known_here() -> None:
    assert text_keys() - NOT_FREE <= FREE
    assert not FREE & NOT_FREE


def test_no_text_becomes_code_on_a_page(hostile: Path) -> None:
    for name in ("patientmiljarden.html", "index.html", "../../index.html"):
        text = (hostile / "reports" / REGION / "2018-06" / name).read_text(encoding="utf-8")
        page = BeautifulSoup(text, "html.parser")
        assert page.find_all(["script", "iframe", "object", "embed", "form"]) == []
        assert [image for image in page.find_all("img") if not image.get("src", "").startswith("data:")] == []
        assert {a["href"].partition(":")[0] for a in page.find_all("a") if ":" in a["href"]} == set()
        assert not [tag for tag in page.find_all(True) for attribute in tag.attrs if attribute.startswith("on")]
        style = "".join(tag.get_text() for tag in page.find_all("style"))
        assert "<img" not in style
    report = (hostile / "reports" / REGION / "2018-06" / "patientmiljarden.html").read_text(encoding="utf-8")
    assert BeautifulSoup(report, "html.parser").get_text().count(HOSTILE[0]) > 3


def test_no_text_becomes_a_formula_in_excel(hostile: Path) -> None:
    content = (hostile / "reports" / REGION / "2018-06" / f"{REGION}-2018-06-patientmiljarden.xlsx").read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert [cell for cell in cells if cell.value == HOSTILE[1]]


def test_nothing_is_written_outside_the_workspace_or_with_a_hostile_name(hostile: Path) -> None:
    assert [path for path in hostile.parent.iterdir() if path != hostile] == []
    names = [path.name for path in (hostile / "reports").rglob("*")]
    assert not [name for name in names if not all(sign.isalnum() or sign in "-._" for sign in name)]


def test_no_character_that_nobody_sees_is_published(hostile: Path) -> None:
    folder = hostile / "reports" / REGION / "2018-06"
    for path in (*folder.glob("*.html"), *folder.glob("*.json")):
        assert not UNSEEN.search(path.read_text(encoding="utf-8")), path.name
    shown = "huvudbok-2018-06 <U+001B>[31m<U+0007><U+202E>kob<U+2028><U+000A><U+0009>.xlsx"
    record = json.loads((folder / "patientmiljarden.json").read_text(encoding="utf-8"))
    assert f"data/raw/{REGION}/ledger/{shown}" in record["inputs"]
    assert (
        shown in BeautifulSoup((folder / "patientmiljarden.html").read_text(encoding="utf-8"), "html.parser").get_text()
    )
