"""Deliveries as files: Excel, CSV, and SIE 4E, 4I and 3, each with its sidecar.

Owns the forms. A SIE file that has balances takes them from ``Delivery.told``.
"""

import datetime as dt
import io
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import openpyxl
from tools.losses.books import Delivery, Row

SUFFIXES = {"xlsx": ".xlsx", "csv": ".csv", "sie4e": ".se", "sie4i": ".si", "sie3": ".se"}
COLUMNS = {
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
DIMENSIONS = {"unit": "1", "object": "20", "activity": "21", "counterpart": "22"}
OPENING = {"1930": 50_000_000_00, "2510": -12_500_000_00, "2010": -37_500_000_00}
SHIFTED = {"unit": "object", "object": "activity", "activity": "counterpart", "counterpart": "unit"}
Place = tuple[tuple[str, str], ...]


def kronor(ore: int, mark: str = ".") -> str:
    """``1234.50``."""
    return f"{'-' if ore < 0 else ''}{abs(ore) // 100}{mark}{abs(ore) % 100:02d}"


def file_name(delivery: Delivery, form: str) -> str:
    return delivery.name + SUFFIXES[form]


@lru_cache(maxsize=64)
def content(delivery: Delivery, form: str) -> bytes:
    """A delivery in a format. Most of a year's are as they were when the next loss is planted."""
    if form == "csv":
        return _csv(delivery)
    if form == "xlsx":
        return _xlsx(delivery)
    return _sie(delivery, form).encode("cp437", errors="replace")


def sidecar(delivery: Delivery) -> str:
    """What stands beside a delivery."""
    objects = f", object: [{', '.join(repr(code) for code in delivery.objects)}]" if delivery.objects else ""
    lines = [f"received: {delivery.received}", "source: huvudbok"]
    lines += [f"scope: {{from: {delivery.first}, to: {delivery.last}{objects}}}", *delivery.flags, "fictive: true"]
    if delivery.totals != "none":
        ore = [row.ore for row in delivery.told]
        lines += ["totals:", f"  debit: {kronor(sum(each for each in ore if each > 0))}"]
        lines += [f"  credit: {kronor(-sum(each for each in ore if each < 0))}"]
    if delivery.totals == "all":
        by_object: dict[str, int] = defaultdict(int)
        for row in delivery.told:
            by_object[row.object] += row.ore if row.object else 0
        told = ", ".join(f'"{code}": {kronor(by_object[code])}' for code in sorted(by_object) if code)
        lines += [f"  rows: {len(delivery.told)}", f"  by_object: {{{told}}}"]
    return "\n".join(lines) + "\n"


def _cells(row: Row, delivery: Delivery, *, in_workbook: bool) -> list[object]:
    """The cells of a table in the order of COLUMNS."""
    day = dt.date(2018, row.month, row.day)
    mark = "." if "point" in delivery.form else ","
    as_amount: object = row.ore / 100 if in_workbook else kronor(row.ore, mark)
    cells: list[object] = [row.voucher, str(row.number), day, f"2018{row.month:02d}", row.account, row.unit]
    moved = [row.object, row.activity, row.counterpart]
    cells += [*[""] * row.shift, *moved][: len(moved)] if row.shift else moved
    cells += [as_amount if row.written is None else row.written, row.text]
    return [cell if cell != "" else None for cell in cells] if in_workbook else cells


def _table(delivery: Delivery, *, in_workbook: bool) -> list[list[object]]:
    lines = [list(COLUMNS.values()), *(_cells(row, delivery, in_workbook=in_workbook) for row in delivery.rows)]
    if "turned" in delivery.form:
        lines = [line[::-1] for line in lines]
    if "more" in delivery.form:
        lines = [[*line, "Attestdag" if not place else "2018-01-02"] for place, line in enumerate(lines)]
    return [["Huvudbok – FIKTIVA UPPGIFTER"], *lines] if "bare" not in delivery.form else lines


def _csv(delivery: Delivery) -> bytes:
    mark = "," if "comma" in delivery.form else "\t" if "tab" in delivery.form else ";"
    table = _table(delivery, in_workbook=False)
    text = "\r\n".join(mark.join(_quoted(str(cell), mark) for cell in line) for line in table)
    encoding = next((one for one in ("cp1252", "utf-16", "utf-8-sig") if one in delivery.form), "utf-8")
    return f"{text}\r\n".encode(encoding)


def _quoted(cell: str, mark: str) -> str:
    return f'"{cell.replace(chr(34), chr(34) * 2)}"' if mark in cell or cell.startswith('"') else cell


def _xlsx(delivery: Delivery) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Huvudbok")
    for line in _table(delivery, in_workbook=True):
        cells = [openpyxl.cell.WriteOnlyCell(sheet, value=cell) for cell in line]
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"
        sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _objects(row: Row) -> Place:
    codes = {name: getattr(row, name) for name in DIMENSIONS}
    if row.shift:
        codes = {SHIFTED[name]: code for name, code in codes.items()}
    return tuple((DIMENSIONS[name], codes[name]) for name in DIMENSIONS if codes.get(name))


def _listed(place: Place) -> str:
    return " ".join(f'{dimension} "{_escaped(code)}"' for dimension, code in place)


def _escaped(code: str) -> str:
    return code.replace('"', '\\"')


def _amount(row: Row) -> str:
    return kronor(row.ore) if row.written is None else row.written.replace("\u00a0", "").replace(" ", "")


def _sie(delivery: Delivery, form: str) -> str:
    every = [*delivery.rows, *delivery.told]
    lines = ["#FLAGGA 0", "#FORMAT PC8", f"#SIETYP {'3' if form == 'sie3' else '4'}", '#PROGRAM "Påhittat" 1']
    lines.append(f"#GEN {(delivery.made or delivery.received).replace('-', '')}")
    lines += ['#FNAMN "Fiktiva uppgifter"', "#RAR 0 20180101 20181231"]
    if form == "sie4e" and delivery.last < "2018-12":
        lines.append(f"#OMFATTN {delivery.last.replace('-', '')}28")
    lines += [
        f'#KONTO {account} "Konto {account}"' for account in sorted({row.account for row in every if row.account})
    ]
    names = {"unit": "Ansvar", "object": "Objekt", "activity": "Aktivitet", "counterpart": "Motpart"}
    lines += [f'#DIM {number} "{names[name]}"' for name, number in DIMENSIONS.items()]
    lines += [f'#OBJEKT {dimension} "{_escaped(code)}" "Namn"' for dimension, code in _known(every)]
    if form == "sie4i":
        return "\r\n".join([*lines, *_vouchers(delivery.rows), ""])
    if "unbalanced" not in delivery.form:
        lines += _balances(delivery)
    lines += _months(delivery.rows) if form == "sie3" else _vouchers(delivery.rows)
    return "\r\n".join([*lines, ""])


def _known(rows: Iterable[Row]) -> list[tuple[str, str]]:
    return sorted({pair for row in rows for pair in _objects(row)})


def _balances(delivery: Delivery) -> list[str]:
    moved: dict[str, int] = defaultdict(int)
    for row in delivery.told:
        moved[row.account] += row.ore
    lines = [f"#IB 0 {account} {kronor(ore)}" for account, ore in OPENING.items()]
    balance = sorted({*OPENING, *(account for account in moved if account[:1] in "12")})
    lines += [f"#UB 0 {account} {kronor(OPENING.get(account, 0) + moved[account])}" for account in balance]
    results = sorted(account for account in moved if account[:1] not in "12")
    return [*lines, *(f"#RES 0 {account} {kronor(moved[account])}" for account in results)]


def _vouchers(rows: Iterable[Row]) -> list[str]:
    lines: list[str] = []
    before: tuple[str, int] | None = None
    for row in rows:
        if (row.voucher, row.month) != before:
            lines += ["}"] if before else []
            series, number = row.voucher[:2], row.voucher[2:]
            lines += [f'#VER {series} {number} {row.date} "{row.text}"', "{"]
            before = (row.voucher, row.month)
        lines.append(f"   #TRANS {row.account or chr(34) * 2} {{{_listed(_objects(row))}}} {_amount(row)}")
    return [*lines, *(["}"] if before else [])]


def _months(rows: Iterable[Row]) -> list[str]:
    """Period balances as the specification has them: the account's whole, and each part of it with its objects.

    An amount written otherwise is the whole balance's, since a balance is one amount.
    """
    whole: dict[tuple[str, str], int] = defaultdict(int)
    parts: dict[tuple[str, str, str], int] = defaultdict(int)
    odd: dict[tuple[str, str, str], str] = {}
    doubled: list[str] = []
    for row in rows:
        month = f"2018{row.month:02d}"
        place = (month, row.account, _listed(_objects(row)))
        if "again" in row.text:
            doubled.append(f"#PSALDO 0 {month} {row.account} {{{place[2]}}} {kronor(row.ore)}")
            continue
        whole[month, row.account] += row.ore
        if place[2]:
            parts[place] += row.ore
            if row.written is not None:
                odd[place] = row.written
    by_account: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for (month, account, place), part in parts.items():
        by_account[month, account][place] = part
    lines = []
    for (month, account), ore in sorted(whole.items()):
        lines.append(f"#PSALDO 0 {month} {account} {{}} {kronor(ore)}")
        for place, part in sorted(by_account[month, account].items()):
            told = kronor(part).replace(".", ",") if (month, account, place) in odd else kronor(part)
            lines.append(f"#PSALDO 0 {month} {account} {{{place}}} {told}")
    return [*lines, *doubled]


def put(folder: Path, deliveries: Iterable[Delivery], form: str) -> None:
    """Make a folder hold just these deliveries."""
    wanted = {}
    for delivery in deliveries:
        its = "xlsx" if "as xlsx" in delivery.form else "csv" if "as csv" in delivery.form else form
        name = file_name(delivery, its)
        wanted |= {name: content(delivery, its), f"{name}.yaml": sidecar(delivery).encode()}
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.name not in wanted:
            path.unlink()
    for name, made in wanted.items():
        (folder / name).write_bytes(made)
