"""One balanced voucher more in a region's ledger file, written as that file is written, with its control totals."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import openpyxl
import yaml

ORE = 12_345_678
AMOUNT = Decimal(ORE) / 100
BANK = "1930"
TEXT = "Planterad Plantsson 20001399-0000 <b>planterat</b> av Plantbolaget mot Plantfaktura"
SUPPLIER = "Plantbolaget Finns Ej"
INVOICE = "Plantfaktura"
WORDS = ("Plantsson", "20001399", "planterat", "Plantbolaget", "Plantfaktura")
"""What the planted rows say that no published file may hold."""


@dataclass(frozen=True)
class Plant:
    """Where the cost is planted: the file under ``data/raw/<region>/ledger``, and what the row says.

    ``code`` is the agreement's; ``codes`` are all, by heading of the file or by dimension in SIE. ``headings`` name the
    other columns of a table.
    """

    file: str
    day: str
    account: str
    code: str
    codes: dict[str, str]
    headings: dict[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"
    separator: str = ";"

    def rows(self) -> list[dict[str, str]]:
        """The cost, and the bank account it was paid from, by heading of a table."""
        named = self.headings
        both = {named["voucher"]: "PL000001", named["text"]: TEXT, "Leverantör": SUPPLIER, "Fakturanr": INVOICE}
        both |= {named["date"]: self.day, named["period"]: self.day[:7].replace("-", "")}
        cost = {named["account"]: self.account, named["amount"]: str(AMOUNT), named["row"]: "1", **self.codes}
        paid = {named["account"]: BANK, named["amount"]: str(-AMOUNT), named["row"]: "2"}
        return [both | cost, both | paid]


def plant(root: Path, region: str, what: Plant) -> None:
    """Add the voucher and bring the sidecar's totals up to it."""
    path = root / f"data/raw/{region}/ledger/{what.file}"
    write = {".csv": _in_table, ".xlsx": _in_workbook, ".se": _in_sie}[path.suffix]
    write(path, what)
    sidecar = path.with_name(f"{path.name}.yaml")
    content = yaml.load(sidecar.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    totals = content["totals"]
    totals["rows"] = str(int(totals["rows"]) + 2)
    for side in ("debit", "credit"):
        totals[side] = str(Decimal(totals[side]) + AMOUNT)
    if "by_object" in totals:
        totals["by_object"][what.code] = str(Decimal(totals["by_object"][what.code]) + AMOUNT)
    sidecar.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _in_table(path: Path, what: Plant) -> None:
    text = path.read_bytes().decode(what.encoding)
    lines = text.splitlines()
    headings = next(line for line in lines if line.startswith(what.headings["voucher"])).split(what.separator)
    amount = what.headings["amount"]
    mark = "," if what.separator == ";" else "."
    for row in what.rows():
        row[amount] = row[amount].replace(".", mark)
        lines.append(what.separator.join(row.get(heading, "") for heading in headings))
    end = "\r\n" if "\r\n" in text else "\n"
    path.write_bytes((end.join(lines) + end).encode(what.encoding))


def _in_workbook(path: Path, what: Plant) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    headings = [
        cell.value
        for cell in next(row for row in sheet.iter_rows() if row[0].value == what.headings["voucher"])
        if cell.value
    ]
    for row in what.rows():
        row[what.headings["amount"]] = float(row[what.headings["amount"]])
        row[what.headings["date"]] = dt.date.fromisoformat(what.day)
        sheet.append([row.get(heading) for heading in headings])
    book.save(path)


def _in_sie(path: Path, what: Plant) -> None:
    objects = " ".join(f'{dimension} "{code}"' for dimension, code in what.codes.items())
    day = what.day.replace("-", "")
    voucher = f"""#VER "PL" "PL000001" {day} "{TEXT}"
{{
#TRANS {what.account} {{{objects}}} {AMOUNT} {day} "{SUPPLIER}" 1 "{INVOICE}"
#TRANS {BANK} {{}} {-AMOUNT} {day} "{TEXT}"
}}
"""
    text = path.read_bytes().decode(what.encoding)
    for balance, added in ((f"#UB 0 {BANK} ", -AMOUNT), (f"#RES 0 {what.account} ", AMOUNT)):
        before, rest = text.split(balance)
        stated, rest = rest.split("\r\n", 1)
        text = f"{before}{balance}{Decimal(stated) + added}\r\n{rest}"
    path.write_bytes((text + voucher.replace("\n", "\r\n")).encode(what.encoding))
