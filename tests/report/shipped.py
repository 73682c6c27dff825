"""The shipped agreement and region, and a plain second reading of the raw ledger."""

from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pandas as pd
import yaml

from shipped_records import AGREEMENT, NUMBERS, REGION, ROOT
from statsbidrag.read.params.parameters import read_region
from statsbidrag.read.store.imports import read_rows_and_opening, stored_imports
from statsbidrag.read.store.ledger import store_folder

__all__ = ["AGREEMENT", "NUMBERS", "REGION", "ROOT"]
CHOICES = f"params/2018/{REGION}/{AGREEMENT}.yaml"
LEDGER = ROOT / "data/raw" / REGION / "ledger"


def slots(scope: dict[str, str]) -> list[str]:
    """``201801`` … ``201813`` between the ends of a sidecar's scope."""
    first, last = scope["from"].replace("-", ""), scope["to"].replace("-", "")
    every = [f"{year}{number:02d}" for year in range(int(first[:4]), int(last[:4]) + 1) for number in range(1, 14)]
    return [slot for slot in every if first <= slot <= last]


def latest_files(known: str = "9999-12-31") -> dict[str, Path]:
    """Month → the file received last, up to a day, that claims it."""
    sidecars = []
    for path in sorted(LEDGER.glob("*.xlsx")):
        about = yaml.load(Path(f"{path}.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        if about["received"] <= known:
            sidecars.append((about["received"], path.name, path, about))
    return {slot: path for _, _, path, about in sorted(sidecars) for slot in slots(about["scope"])}


@cache
def rows_of(path: Path) -> list[dict[str, object]]:
    """The rows of a ledger file by heading."""
    sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    start = next(number for number, row in enumerate(rows) if "Verifikationsnummer" in row)
    return [dict(zip(rows[start], row, strict=True)) for row in rows[start + 1 :] if row[0] is not None]


def counted_by_month(known: str = "9999-12-31") -> dict[str, int]:
    """Month → öre that count as cost, read with openpyxl and the plainest rules there are."""
    region = yaml.load((ROOT / f"params/regions/{REGION}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    internal = {counterpart["code"] for counterpart in region["counterparts"] if counterpart["kind"] == "internal"}
    files = latest_files(known)
    cost = dict.fromkeys(files, 0)
    for path in sorted(set(files.values())):
        for row in rows_of(path):
            slot = str(row["Period"])
            if files[slot] != path or row["Objekt"] != "9916" or str(row["Konto"])[0] not in "4567":
                continue
            if row["Motpart"] in internal or str(row["Bokföringsdatum"])[:4] != "2018":
                continue
            cost[slot] += int(Decimal(str(row["Belopp"])) * 100)
    return cost


def parameter_line(origin: str) -> str:
    """The line of a parameter file that an origin ``file:line`` names."""
    file, _, line = origin.rpartition(":")
    return (ROOT / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]


def stored(root: Path, region: str) -> dict[tuple[str, int], int]:
    """Import id and row in the file → öre, for every row and opening balance of every ledger file of a region."""
    folder = store_folder(root, read_region(root, region))
    every = [read_rows_and_opening(folder, one.import_id, with_text=False) for one in stored_imports(folder)]
    rows = pd.concat([part for parts in every for part in parts])
    columns = (rows[name].tolist() for name in ("import_id", "source_row", "amount_ore"))
    return {(name, row): ore for name, row, ore in zip(*columns, strict=True)}
