"""A draft of the sidecar of a raw file: what the file itself can tell filled in, the rest left for the controller.

Owns what is filled in and what never is. Control totals are not: a total reckoned from the file always agrees with it,
also when rows are missing, so they are left to be typed from a balance list. The day received is not either, since no
clock decides what a file is. Same file and options, same bytes.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...base.errors import LedgerRefused, ParameterError
from ...base.file_names import suffix_of
from ...base.quoting import quoted_name
from ...base.whole_files import write_together
from ...model.choices import RegionAgreement
from ...model.region import Region
from ..activity.activity_file import read_rows
from ..activity.activity_rows import DEFAULT_SOURCE
from ..activity.header import HEADINGS
from ..files import Files, stamp_of
from ..ledger.proposal import EXPORT_NAME
from ..ledger.suffixes import READ, SIE
from ..orders.order_file import read_orders
from ..params.places import agreements_of, choices_file
from ..params.strict_yaml import read_model
from ..raw.raw_files import RawFile
from ..raw.sidecar import SUFFIX, sidecar_path
from .examination import Examined, examine

FILL_IN = "FYLL I"
WIDTH = 40
SCHEMA = "params/schema/sidecar.json"
WHY = (
    "# Kontrollsummorna tas ur en saldolista, aldrig ur filen själv: en summa som är räknad på filen stämmer alltid,",
    "# också när rader saknas. Fyll i dem ni har och ta bort de andra raderna. Har ni inga, ta bort även totals:.",
)
ORDERS, ORDERS_SOURCE = "commitments", "bestallt"
ORDERS_WHY = (
    "# Antalet och summan tas ur beställningssystemet, aldrig ur filen själv: det som är räknat på filen stämmer",
    "# alltid, också när rader saknas. Fyll i dem ni har och ta bort de andra. Har ni inga, ta bort även totals:.",
)
ACTIVITY_WHY = (
    "# Antalet rader tas ur källsystemet, aldrig ur filen själv: ett antal som är räknat på filen stämmer alltid,",
    "# också när rader saknas. Har ni inget sådant, ta bort totals: och raden under.",
)


@dataclass(frozen=True)
class Draft:
    """The text of a sidecar, and the lines of what kept the file from being read, none when nothing did."""

    text: str
    refusal: tuple[str, ...] = ()

    @property
    def to_fill(self) -> list[tuple[int, str]]:
        """The lines (1 = first) to fill in, each with its key."""
        lines = enumerate(self.text.splitlines(), start=1)
        return [(number, line.partition(":")[0].strip(' "')) for number, line in lines if f"# {FILL_IN}" in line]


def draft(
    files: Files, path: Path, region: Region | None, received: str | None = None, source: str | None = None
) -> Draft:
    """The draft for a file; ``region`` tells how a ledger file is read, None when nobody said.

    ``received`` and ``source`` are filled in where they are given. Raises LedgerRefused for a file of a form that is
    not read at all; of one that cannot be read, for instance since its totals are needed, the scope is left open.
    """
    if suffix_of(path.name) == SUFFIX:
        raise ParameterError(f"{quoted_name(path.name)}: det är en sidofil. Ange filen som den hör till.")
    head = list(_head(files, path, received))
    if _is_activity(path):
        return _of_activity(path, head, source)
    if _is_orders(path):
        return _of_orders(path, head, source, region)
    examined = examine(files.root, path, region, with_sidecar=False)
    if examined.refusal and suffix_of(path.name) not in READ:
        raise LedgerRefused(examined.refusal)
    default = EXPORT_NAME if region is None or region.ledger is None else region.ledger.default_source
    slots = [] if examined.refusal else _slots(examined)
    is_sie = suffix_of(path.name) in SIE
    lines = [*head, _source(source or default), *_scope(slots, is_sie), *WHY, "totals:"]
    lines.append(_line("  rows:", f"{FILL_IN}: antal rader"))
    lines.append(_line("  debit:", f"{FILL_IN}: summan av alla plusbelopp, i kronor med punkt före ören"))
    lines.append(_line("  credit:", f"{FILL_IN}: summan av alla minusbelopp, skriven utan minus"))
    if objects := _objects(files, region, examined, slots):
        lines.append(_line("  by_object:", "summan per objekt, intäkter och balanskonton medräknade"))
        lines += [_line(f'    "{code}":', FILL_IN) for code in objects]
    return Draft("\n".join(lines) + "\n", tuple(examined.refusal))


def write_draft(made: Draft, path: Path) -> None:
    """Write a draft where nothing stands; ParameterError where something does. Raises NotWritten."""
    if path.exists() or path.is_symlink():
        raise ParameterError(f"{quoted_name(path.name)}: filen finns redan och skrivs inte över. Ta bort den först.")
    write_together([(path, made.text.encode())])


def _head(files: Files, path: Path, received: str | None) -> Iterator[str]:
    if path.is_relative_to(files.root):
        schema = os.path.relpath(files / SCHEMA, path.parent).replace(os.sep, "/")
        yield f"# yaml-language-server: $schema={schema}"
    name = quoted_name(sidecar_path(path).name)
    yield f"# Utkast till {name}. Fyll i raderna med {FILL_IN} och kör statsbidrag check."
    if received is None:
        yield _line("received:", f"{FILL_IN}: dagen då ni fick filen, ÅÅÅÅ-MM-DD")
    else:
        yield _line(f"received: {received}", "dagen då ni fick filen")


def _source(source: str) -> str:
    return _line(f"source: {source}", "vilket uttag det är; exakt samma ord varje gång")


def _scope(slots: list[str], is_sie: bool = False) -> list[str]:
    """The months found; month 13 is the closing rows, which a SIE file does not tell from December's."""
    if slots:
        found = f"scope: {{from: {slots[0]}, to: {slots[-1]}}}"
        about = "månaderna som filen har rader för; ändra om den ska omfatta fler"
        if is_sie and slots[-1].endswith("-12"):
            about = f"{about}, och skriv to: {slots[-1][:4]}-13 om bokslutet är med"
        return [_line(found, about)]
    ends = (("from", "första månaden, ÅÅÅÅ-MM"), ("to", "sista månaden; ÅÅÅÅ-13 med bokslutsrader"))
    return ["scope:", *(_line(f"  {key}:", f"{FILL_IN}: {what}") for key, what in ends)]


def _slots(examined: Examined) -> list[str]:
    """The slots of the rows, oldest first; opening balances have none."""
    numbered = [(period[:4], int(period[5:7])) for period in examined.summary.periods]
    return sorted({f"{year}-{min(number, 13):02d}" for year, number in numbered if number})


def _objects(files: Files, region: Region | None, examined: Examined, slots: list[str]) -> list[str]:
    """The objects of the region's grants that the file has rows for; the codes are those of the parameters."""
    if region is None or region.ledger is None:
        return []
    dimension = region.ledger.sie_dimensions.get("object", "object")
    there = {
        name.partition(":")[2]
        for name in examined.summary.by_dimension
        if name.startswith((f"{dimension}:", "object:"))
    }
    wanted: set[str] = set()
    for year in {int(slot[:4]) for slot in slots}:
        for agreement_id in agreements_of(files, region.id, year, may_be_none=True):
            try:
                choices = read_model(files, files / choices_file(year, region.id, agreement_id), RegionAgreement)
            except ParameterError:
                continue
            if choices.bookkeeping is not None:
                wanted.update(choices.bookkeeping.cost.get("object", []))
    return sorted(there & wanted)


def _is_activity(path: Path) -> bool:
    """Whether a file is one of activity data: by its folder, else by its headings."""
    if path.parent.name in ("ledger", "activity", ORDERS):
        return path.parent.name == "activity"
    return _has_headings(path, HEADINGS[0], HEADINGS[2])


def _is_orders(path: Path) -> bool:
    """Whether a file is a list of orders: by its folder, else by its headings."""
    if path.parent.name in ("ledger", "activity", ORDERS):
        return path.parent.name == ORDERS
    return _has_headings(path, "Referens", "Insats", "Belopp")


def _has_headings(path: Path, *headings: str) -> bool:
    """Whether a CSV file has some headings; plain letters are the same in every encoding of a text file but UTF-16."""
    if suffix_of(path.name) != ".csv":
        return False
    with path.open("rb") as stream:
        first = stream.read(4096)
    return all(heading.encode() in first for heading in headings)


def _of_orders(path: Path, head: list[str], source: str | None, region: Region | None) -> Draft:
    """The draft for a list of orders. Which month's state it shows, no row tells."""
    refusal: tuple[str, ...] = ()
    if region is not None and region.ledger is not None:
        try:
            read_orders(RawFile(quoted_name(path.name), path, "", "", None, None, stamp_of(path)), region.ledger_format)
        except (ParameterError, LedgerRefused) as error:
            refusal = tuple(error.lines)
    lines = [*head, _source(source or ORDERS_SOURCE), "scope:"]
    lines.append(_line("  from:", f"{FILL_IN}: samma månad som to"))
    lines.append(_line("  to:", f"{FILL_IN}: månaden vars läge listan visar, ÅÅÅÅ-MM"))
    lines += [*ORDERS_WHY, "totals:", _line("  rows:", f"{FILL_IN}: antal beställningar")]
    lines.append(_line("  debit:", f"{FILL_IN}: beställningarnas summa, i kronor med punkt före ören"))
    return Draft("\n".join(lines) + "\n", refusal)


def _of_activity(path: Path, head: list[str], source: str | None) -> Draft:
    """The draft for activity data. A file that cannot be read leaves the scope open."""
    refusal: tuple[str, ...] = ()
    slots: list[str] = []
    try:
        read = read_rows(RawFile(quoted_name(path.name), path, "", "", None, None, stamp_of(path)))
        slots = sorted({row.month for row in read.rows})
    except (ParameterError, LedgerRefused) as error:
        refusal = tuple(error.lines)
    counted = _line("  rows:", f"{FILL_IN}: antal rader utan rubrikraden")
    lines = [*head, _source(source or DEFAULT_SOURCE), *_scope(slots), *ACTIVITY_WHY, "totals:", counted]
    return Draft("\n".join(lines) + "\n", refusal)


def _line(written: str, comment: str) -> str:
    return f"{written:<{WIDTH}}# {comment}"
