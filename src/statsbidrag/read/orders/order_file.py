"""One list of orders not yet invoiced, .csv or .xlsx.

Owns its form: a row an order with effort or ledger codes, amount in kronor, the month it is expected to be booked, and
a reference that is no name. Encoding, separator, sheets and amounts are read as the ledger's are. What cannot be read
refuses the file, every row of it told: a sum over half a list is no sum. What is read and cannot be right is for those
who know the agreement to tell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from ...base.errors import LedgerRefused
from ...base.findings import Finding
from ...base.money import swedish_kronor
from ...model.region import LedgerFormat
from ..ledger.amounts import ALLOWED, ore_from_cell
from ..ledger.batches import Source
from ..ledger.codes import CodeColumn
from ..ledger.csv import open_csv
from ..ledger.dates import PERIOD, date_from_cell
from ..ledger.excel import open_excel
from ..raw.quoting import quoted
from ..raw.raw_files import RawFile
from .order_headings import DIMENSIONS, NEEDED, find_headings

REFERENCE = re.compile("(?=.*[0-9])[0-9A-Za-zÅÄÖåäö._/-]{1,20}")
SLUG = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
SUM = re.compile("(?:del)?(?:summa|total)", re.IGNORECASE)
SUFFIXES = (".csv", ".xlsx")


@dataclass(frozen=True)
class Order:
    """One order: ``row`` in ``file``, öre, the month (``YYYY-MM``) it is expected in the books, and what it is for.

    ``agreement`` and ``effort`` are ids, "" where the row has none; ``codes`` those of the ledger that it has.
    """

    file: str
    row: int
    ore: int
    month: str
    reference: str
    agreement: str = ""
    effort: str = ""
    codes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class OrderList:
    """The orders of one file in its order, with what there is to tell of its form.

    ``faults`` are lines on the rows that cannot be read; a list that has any is never summed.
    """

    orders: list[Order]
    findings: list[Finding]
    faults: list[str] = field(default_factory=list)


def read_orders(raw: RawFile, ledger: LedgerFormat) -> OrderList:
    """The orders of one file. Raises LedgerRefused, a line for every row that cannot be read."""
    read = read_rows(raw, ledger)
    if read.faults:
        raise LedgerRefused(read.faults)
    return read


def read_rows(raw: RawFile, ledger: LedgerFormat) -> OrderList:
    """The orders that can be read, beside a line for every row that cannot: to tell of a list whole, never to sum it.

    Raises LedgerRefused where no row of it can be read.
    """
    if raw.path.suffix.lower() not in SUFFIXES:
        raise LedgerRefused(f"{raw.file}: filen läses inte. Spara beställningarna som .xlsx eller .csv.")
    content = raw.content()
    find = partial(find_headings, ledger=ledger, file=raw.file)
    if raw.path.suffix.lower() == ".xlsx":
        source = open_excel(content, raw.file, find)
    else:
        source = open_csv(content, raw.file, ledger, find)
    columns = {
        name: CodeColumn(source.header.texts[name].strip(), ledger.code_widths.get(name), repad=name in ledger.repad)
        for name in DIMENSIONS
        if name in source.header.columns
    }
    orders: list[Order] = []
    faults: list[str] = []
    for number, cells in _rows(source, columns):
        if not any(cells.values()) or all(cells[name] == source.header.texts[name].strip() for name in NEEDED):
            continue
        if not cells["month"] and any(SUM.match(text) for text in cells.values()):
            if not faults:  # The sum of rows of which some cannot be read says nothing.
                faults += _sum_faults(raw.file, number, cells, orders, source, ledger)
            continue
        order = _order(raw.file, number, cells, source, ledger)
        if isinstance(order, Order):
            orders.append(order)
        else:
            faults += order
    about = [*source.findings]
    for column in columns.values():
        about += [*column.width_findings(raw.file), *column.code_findings(raw.file)]
    return OrderList(orders, about, faults)


def _rows(source: Source, columns: dict[str, CodeColumn]) -> Iterator[tuple[int, dict[str, str]]]:
    """The texts of each row below the header, by column; codes as the store has them."""
    places = source.header.columns
    for batch in source.batches([places[name] for name in columns]):
        texts = {
            name: (
                columns[name].read(batch.cells[place], batch.numbers).to_pylist()
                if name in columns
                else batch.cells[place].to_pylist()
            )
            for name, place in places.items()
        }
        for place, number in enumerate(batch.numbers.tolist()):
            yield number, {name: column[place] for name, column in texts.items()}


def _order(file: str, number: int, cells: dict[str, str], source: Source, ledger: LedgerFormat) -> Order | list[str]:
    """The order of a row, or what cannot be read in it."""
    where = f"{file}:{number}"
    ore = ore_from_cell(cells["ore"], from_workbook=source.from_workbook, decimal=ledger.decimal)
    month, reference, effort, agreement = (
        _month(cells["month"], source),
        cells["reference"],
        cells.get("effort", ""),
        cells.get("agreement", ""),
    )
    faults = []
    if ore is None:
        faults.append(f"{where}: beloppet är {quoted(cells['ore'])}. Skriv kronor, {ALLOWED}.")
    if month is None:
        faults.append(f"{where}: väntad månad är {quoted(cells['month'])}. Skriv ÅÅÅÅ-MM, till exempel 2018-09.")
    if not REFERENCE.fullmatch(reference):
        faults.append(
            f"{where}: referensen är {quoted(reference)}. Skriv beställningens nummer: högst 20 tecken utan blanksteg, "
            "minst en siffra, aldrig ett namn."
        )
    for name, text in (("insatsen", effort), ("överenskommelsen", agreement)):
        if text and not SLUG.fullmatch(text):
            faults.append(f"{where}: {name} är {quoted(text)}. Skriv dess id som i regionens fil i params/.")
    codes = {name: cells[name] for name in DIMENSIONS if cells.get(name)}
    if not effort and not codes:
        faults.append(f"{where}: raden har varken insats eller kontering. Fyll i den ena.")
    if ore is None or month is None or faults:
        return faults
    return Order(file, number, ore, month, reference, agreement, effort, codes)


def _month(text: str, source: Source) -> str | None:
    """The month of a cell: ``2018-09``, ``201809``, or that of a day."""
    if (written := PERIOD.fullmatch(text)) and "01" <= written[2] <= "12":
        return f"{written[1]}-{written[2]}"
    day = date_from_cell(text, base=source.base)
    return None if day is None else f"{day:%Y-%m}"


def _sum_faults(
    file: str, number: int, cells: dict[str, str], orders: list[Order], source: Source, ledger: LedgerFormat
) -> Iterator[str]:
    """A row that sums those above is no order; it must be their sum."""
    ore = ore_from_cell(cells["ore"], from_workbook=source.from_workbook, decimal=ledger.decimal)
    above = sum(order.ore for order in orders)
    if ore is None:
        yield f"{file}:{number}: summaradens belopp är {quoted(cells['ore'])}. Skriv kronor, {ALLOWED}."
    elif ore != above:
        said, counted = map(swedish_kronor, (ore, above))
        yield (
            f"{file}:{number}: summaraden är {said} kr men raderna ovanför {counted} kr. Rätta raderna eller ta bort "
            "summaraden."
        )
