"""The analyst's way in, and the notebooks': open a report, show its sections, explore its rows.

Owns what a notebook calls. A report opened here first imports what is new for the region, so that a notebook run on
its own gives the same figures as a batch. In a batch the record is handed over (``report.handover``) and a section is
shown as a mark that says which: the page is made of the record itself. Libraries of the ledger and of drawing are
loaded when something needs them, which a batch's notebook does not.
"""

import datetime as dt
from collections.abc import Sequence
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from IPython.display import HTML, display

from ..base.errors import LedgerRefused, ParameterError
from ..base.period import Period
from ..read.files import Files
from ..read.params.places import find_root
from ..record.files import record_digest
from ..record.model import Record, figure_data
from .handover import Wanted, handed, taken
from .inputs import overview_digest, report_digest
from .overview import OVERVIEW
from .sections import section_module

if TYPE_CHECKING:
    import pandas as pd

    from ..show.charts import Chart

SECTION_TYPE = "application/vnd.statsbidrag.section.v1+json"


class Show(Protocol):
    """What makes the blocks of a section from a record, in order: HTML, or charts."""

    def __call__(self, record: Record) -> "Sequence[str | Chart]": ...


class Shown:
    """What a notebook shows. ``record`` holds every figure and table; ``show`` displays a section.

    ``in_batch``: a run has handed something over to this process, and shows the sections itself.
    """

    def __init__(self, root: Path, record: Record, *, in_batch: bool = False) -> None:
        self.root = root
        self.record = record
        self.in_batch = in_batch

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what the record says, which every shown output carries."""
        return record_digest(self.record)

    def show(self, section: str) -> None:
        """Display a section by its name; another is a ParameterError with those there are."""
        if section not in self.record.sections:
            raise ParameterError(f"Avsnittet «{section}» finns inte. Tillåtna: {', '.join(self.record.sections)}.")
        mark = {"section": section, "record": self.digest}
        if self.in_batch:
            # Nobody looks at a batch's notebook, and the publisher shows the section from the record itself.
            display({SECTION_TYPE: mark, "text/plain": f"Avsnitt: {section}"}, raw=True)
            return
        for block in blocks_of(self.record, section):
            display(HTML(block) if isinstance(block, str) else block, metadata={"statsbidrag": mark})

    def figures(self) -> "pd.DataFrame":
        """Every figure of the record as a frame: key, value, unit, status, source, origin."""
        import pandas as pd

        rows = [{"key": key, **figure_data(figure)} for key, figure in self.record.figures.items()]
        return pd.DataFrame(rows, columns=["key", "value", "unit", "status", "source", "origin"])

    def save_record(self) -> None:
        """Nothing any more: the record is handed over by the run. Notebooks copied before may still call it."""


class Report(Shown):
    """One report in a notebook: the common sections, the particular ones its agreement names, and its ledger rows."""

    def rows(self, with_text: bool = False) -> "pd.DataFrame":
        """The ledger rows that count against the grant, with the store's columns and ``file``; amounts in öre.

        Free text and suppliers, which may be personal data, are left out unless ``with_text``. Raises LedgerRefused
        when the ledger has been changed since the report was opened, so that its rows are others. Vouchers that are no
        numbers, and personal numbers, are hidden, since a notebook keeps what it shows.
        """
        from ..facts.vouchers import shown_rows
        from ..read.params.parameters import personal_numbers, read_region
        from ..read.store.ledger import load_ledger

        about = self.record.report
        known = dt.date.fromisoformat(about.as_known) if about.as_known else None
        region = read_region(self.root, about.region)
        ledger = load_ledger(self.root, region, known, about.period)
        wanted = self.record.row_sets.get("chain.cost", {})
        rows = ledger.books.at(wanted, with_text=with_text)
        if len(rows) != sum(len(numbers) for numbers in wanted.values()):
            raise LedgerRefused(
                "Huvudboken har ändrats sedan rapporten öppnades. Öppna rapporten igen med open_report."
            )
        return shown_rows(rows, ledger.imports, personal_numbers(self.root))


class Overview(Shown):
    """The overview of a region and period in a notebook."""


def blocks_of(record: Record, section: str) -> "Sequence[str | Chart]":
    """What a section of a record shows, in order: HTML, or charts. KeyError for a section that it has not."""
    if record.report.agreement == OVERVIEW:
        sections: dict[str, Show] = import_module(".overview.portfolio", __package__).SECTIONS
        return sections[section](record)
    show: Show = section_module(section).show
    return show(record)


def open_overview(region: str, period: str, as_known: str | None = None, root: str | None = None) -> Overview:
    """Put together what the published reports of a region and period say; nothing is imported or computed anew."""
    files, wanted, known = _asked(root, period, as_known)
    made: Record | None = None
    if (offer := handed()) is not None:
        digest = overview_digest(files, region, wanted, offer.named, known)
        made = taken(offer, Wanted(OVERVIEW, region, str(wanted), as_known, digest))
    if made is None:
        from .overview.build import build_overview

        made = build_overview(files, region, wanted, known)
    return Overview(files.root, made, in_batch=offer is not None)


def open_report(
    agreement: str, region: str, period: str, as_known: str | None = None, root: str | None = None
) -> Report:
    """Import what is new, compute the report, and hand it to the notebook.

    ``period`` is ``2018-06``, ``2018-13`` and so on; ``as_known`` (``YYYY-MM-DD``) uses only what was received by then.
    A record that a batch hands over is taken in place of that if it is of this very report and of what lies here now.
    """
    files, wanted, known = _asked(root, period, as_known)
    made: Record | None = None
    if (offer := handed()) is not None:
        digest = report_digest(files, region, agreement, wanted, known, "".join(offer.named[:1]))
        made = taken(offer, Wanted(agreement, region, str(wanted), as_known, digest))
    if made is None:
        from ..read.params.region_year import read_region_year
        from ..read.store.ledger import import_new
        from .build import build

        year = read_region_year(files, region, wanted.year)
        year.require_sound()
        import_new(files, year.region)
        made = build(files, agreement, region, wanted, known)
    return Report(files.root, made, in_batch=offer is not None)


def _asked(root: str | None, period: str, as_known: str | None) -> tuple[Files, Period, dt.date | None]:
    folder = Path(root).resolve() if root else find_root(Path.cwd())
    return Files(folder), Period.parse(period), dt.date.fromisoformat(as_known) if as_known else None
