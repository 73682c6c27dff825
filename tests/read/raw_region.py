"""A fictive region and its raw files, for the tests of ``read``."""

import datetime as dt
import io
from pathlib import Path

import openpyxl

from statsbidrag.model.region import LedgerFormat, Region

HEADINGS = {
    "voucher": "Verifikationsnummer",
    "row": "Rad",
    "date": "Bokföringsdatum",
    "period": "Period",
    "account": "Konto",
    "unit": "Ansvar",
    "object": "Objekt",
    "activity": "Aktivitet",
    "counterpart": "Motpart",
    "amount": "Belopp",
    "text": "Text",
}
TITLES = ["Region Exempel – FIKTIVA DATA", ""]
FIRST_ROW = len(TITLES) + 2
FOLDER = "data/raw/exempel/ledger"
SETTINGS = Path(__file__).resolve().parents[2] / "params/workbook.yaml"


def ledger_format(**changes: object) -> LedgerFormat:
    return LedgerFormat.model_validate(
        {
            "default_source": "huvudbok",
            "sign": "cost_positive",
            "unit": "kr",
            "columns": HEADINGS,
            "code_widths": {"account": "4", "object": "4"},
            "closing_periods": ["13"],
            **changes,
        }
    )


def region(**ledger: object) -> Region:
    return Region.model_validate(
        {
            "id": "exempel",
            "names": [{"from": "2010", "name": "Region Exempel"}],
            "lan_code": "99",
            "ledger": ledger_format(**ledger),
            "cost_classes": ["4", "5", "6", "7"],
            "salary_classes": ["4"],
            "charts_of_accounts": [{"name": "Exempel", "from": 2013}],
            "cost_types": [],
            "units": [],
            "counterparts": [],
        }
    )


def entry(**changes: object) -> list[object]:
    """One row of an export, in the order of HEADINGS: 100,50 kr on 9916 in June 2018 unless told otherwise."""
    usual = {
        "voucher": "V1",
        "row": 1,
        "date": dt.date(2018, 6, 15),
        "period": "201806",
        "account": "4010",
        "unit": "3101",
        "object": "9916",
        "activity": "01",
        "counterpart": None,
        "amount": 100.5,
        "text": "Fiktiv text",
    }
    return list({**usual, **changes}.values())


def workbook(rows: list[list[object]], headings: list[str] | None = None) -> bytes:
    """An .xlsx as the economy system gives it: titles, a blank row, headings on row 3, then the rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    for line in [[title] for title in TITLES] + [headings or list(HEADINGS.values())] + rows:
        sheet.append(line)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def delimited(rows: list[list[object]], separator: str = ";", encoding: str = "utf-8") -> bytes:
    """The same as .csv, with decimal comma."""

    def cell(value: object) -> str:
        return "" if value is None else f"{value:.2f}".replace(".", ",") if isinstance(value, float) else str(value)

    lines = [*TITLES, separator.join(HEADINGS.values()), *(separator.join(map(cell, row)) for row in rows)]
    return ("\n".join(lines) + "\n").encode(encoding)


def put(root: Path, name: str, content: bytes | str, sidecar: str | None = None, folder: str = FOLDER) -> Path:
    """A raw file with its sidecar, replaced if it is there, in a folder that has the shipped settings."""
    (root / "params").mkdir(parents=True, exist_ok=True)
    (root / "params/workbook.yaml").write_bytes(SETTINGS.read_bytes())
    path = root / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    if sidecar is not None:
        path.with_name(name + ".yaml").write_text(sidecar, encoding="utf-8")
    return path


def about(received: str = "2018-07-10", scope: str = "{from: 2018-06, to: 2018-06}", **more: str) -> str:
    """The text of a sidecar."""
    lines = [f"received: {received}", f"source: {more.pop('source', 'huvudbok')}", f"scope: {scope}", "fictive: true"]
    return "\n".join(lines + [f"{key}: {value}" for key, value in more.items()]) + "\n"
