"""Text files as economy systems write them: the right values, or a refusal that names the cause."""

from collections import defaultdict
from pathlib import Path

import pytest
import yaml
from raw_region import ledger_format

from statsbidrag.base.errors import LedgerRefused
from statsbidrag.base.money import kronor_text
from statsbidrag.read.ledger import csv_rows
from statsbidrag.read.ledger.export import Export, read_export
from statsbidrag.read.store.examination import examine
from statsbidrag.read.store.imports import bounds_of

FIELD = Path(__file__).parent / "field"
CASES = yaml.load((FIELD / "text_files.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)["cases"]
PROJECT = Path(__file__).resolve().parents[2]
BOUNDS = bounds_of(PROJECT)
USUAL = {"sidofil-saknas", "ej-avstamd"}


def content(case: dict) -> bytes:
    text = (FIELD / case["file"]).read_bytes().decode()
    for old, new in case.get("replace", ()):
        assert old in text, old
        text = text.replace(old, new)
    return text.encode()


def read(case: dict) -> Export:
    ledger = ledger_format(code_widths={}, sie_dimensions={"unit": "1", "object": "6"}, **case.get("ledger", {}))
    return read_export(content(case), "0" * 16, f"uttag{Path(case['file']).suffix}", ledger, None, BOUNDS)


def sums(export: Export, column: str, letters: int | None = None) -> dict[str, str]:
    ore: dict[str, int] = defaultdict(int)
    for code, amount in zip(export.rows[column], export.rows["amount_ore"], strict=True):
        ore[code[:letters]] += int(amount)
    return {code: kronor_text(amount) for code, amount in ore.items() if code}


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "gives" in case])
@pytest.mark.parametrize("block", [1 << 22, 400], ids=["whole", "in blocks"])
def test_the_right_values(name: str, block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_rows, "BLOCK", block)
    case = CASES[name]
    export, right = read(case), case["gives"]
    assert (len(export.rows), sums(export, "account", 1), sums(export, "object")) == (
        right["rows"],
        right["classes"],
        right["objects"],
    )
    assert {found.code for found in export.findings} == USUAL | {*case.get("codes", ())}
    if "lines" in right:
        assert export.rows["source_row"].tolist() == right["lines"]


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "refused" in case])
def test_the_right_refusal(name: str) -> None:
    case = CASES[name]
    with pytest.raises(LedgerRefused) as caught:
        read(case)
    told = caught.value.lines[: len(case["refused"])]
    for line, start in zip(told, case["refused"], strict=True):
        assert line.startswith(start)
    assert "rows: 0" not in "".join(caught.value.lines)


def examined(case: dict, folder: Path) -> list[str]:
    """What is refused where no region describes the file."""
    path = folder / f"uttag{Path(case['file']).suffix}"
    path.write_bytes(content(case))
    return examine(PROJECT, path, None).refusal


def test_without_a_region_the_cause_is_named_too(tmp_path: Path) -> None:
    (factor,) = examined(CASES["amounts under a heading in tkr"], tmp_path)
    assert factor.startswith(
        "uttag.csv:1: kolumnen för belopp känns inte igen, så raderna kan inte läsas. Belopp (tkr) är i tusental "
    )
    (words,) = examined(CASES["words for amounts everywhere"], tmp_path)
    assert words.startswith("uttag.se:18: konteringar (#TRANS) går inte att läsa på 2 av 2 rader (rad 18, 19), ")
    (codes,) = examined(CASES["a column of words for codes"], tmp_path)
    assert codes.startswith("uttag.csv:2: koderna i Objekt går inte att läsa på 5 av 5 rader ")
    assert examined(CASES["days first"], tmp_path) == examined(CASES["codes guarded for Excel"], tmp_path) == []


def test_every_field_file_has_a_case() -> None:
    assert {path.name for path in FIELD.iterdir() if path.suffix in (".csv", ".se")} == {
        case["file"] for case in CASES.values()
    }
