"""Which suffix is which ledger format: the one table of what reads a file, or of what to say instead.

A suffix that is not in the table is no ledger file. A new format is a line here, its suffix in ``suffixes``, and the
module that opens it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from ...model.region import LedgerFormat
from . import suffixes
from .batches import Content, Find, Source
from .csv import open_csv
from .excel import open_excel

Open = Callable[[Content, str, LedgerFormat, Find, bool], Source]


@dataclass(frozen=True)
class Table:
    """A table of cells with a header. ``open`` is given content, file, the region's format, what finds the header, and
    whether a sheet filled to its last row is whole all the same."""

    name: str
    open: Open


@dataclass(frozen=True)
class Sie:
    """A SIE file; which type it is, its content tells."""


@dataclass(frozen=True)
class NotRead:
    """A format that ledgers come in but that is not read, and what to do instead."""

    instead: str


def _workbook(content: Content, file: str, ledger: LedgerFormat, find: Find, may_be_full: bool) -> Source:
    return open_excel(content, file, find, wanted=ledger.sheet, may_be_full=may_be_full)


def _text(content: Content, file: str, ledger: LedgerFormat, find: Find, _: bool) -> Source:
    return open_csv(content, file, ledger, find)


READ: dict[str, Table | Sie] = {
    ".xlsx": Table("xlsx", _workbook),
    ".csv": Table("csv", _text),
    ".se": Sie(),
    ".si": Sie(),
    ".sie": Sie(),
}
TABLES = tuple(suffix for suffix, kind in READ.items() if isinstance(kind, Table))
NOT_READ = dict.fromkeys(suffixes.NOT_READ, NotRead(suffixes.INSTEAD))
# What is read comes last: a format that gets a reader is read, whatever is said of its suffix above.
FORMATS: dict[str, Table | Sie | NotRead] = {**NOT_READ, **READ}


def format_of(file: str) -> Table | Sie | NotRead | None:
    """The format of a file by its name, in capitals or not; None for a suffix that no ledger has."""
    return FORMATS.get(PurePath(file).suffix.lower())
