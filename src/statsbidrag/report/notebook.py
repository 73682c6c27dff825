"""The analyst's way in, and the notebooks': open a report, show its sections, explore its rows.

Owns what a notebook calls. A report opened here first imports what is new for the region, so that a notebook run on
its own gives the same figures as a batch.
"""

import datetime as dt
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
from IPython.display import HTML, display

from ..base.errors import ParameterError
from ..base.period import Period
from ..read.params.parameters import find_root, read_region, require_sound_year
from ..read.store.ledger import import_new, load_ledger
from ..record.model import RECORD_TYPE, Record
from ..show.charts import Chart
from .build import build
from .overview import portfolio
from .overview.build import build_overview
from .sections import about, changes, economy, efforts, reconciliation, results, summary, terms, timeline
from .sections.particular import section as particular_section

Show = Callable[[Record], list[str | Chart]]
FREE_TEXT = ["text", "supplier_number", "invoice_number"]
BATCH = "STATSBIDRAG_BATCH"


class Shown:
    """What a notebook shows. ``record`` holds every figure and table; ``show`` displays a section."""

    sections: Mapping[str, Show]

    def __init__(self, root: Path, record: Record) -> None:
        self.root = root
        self.record = record

    def show(self, section: str) -> None:
        """Display a section by its name; another is a ParameterError with those there are."""
        particular = {name: particular_section(name).show for name in self.record.get("sections", {})}
        allowed = {**self.sections, **particular}
        if section not in allowed:
            raise ParameterError(f"Avsnittet «{section}» finns inte. Tillåtna: {', '.join(allowed)}.")
        for block in allowed[section](self.record):
            if isinstance(block, Chart) and os.environ.get(BATCH):
                # Nobody looks at a batch's notebook, and the publisher draws for itself.
                display(block.undrawn(), raw=True)
            else:
                display(block if isinstance(block, Chart) else HTML(block))

    def figures(self) -> pd.DataFrame:
        """Every figure of the record as a frame: key, value, unit, status, source, origin."""
        rows = [{"key": key, **value} for key, value in self.record.figures.items()]
        columns = ["key", "value", "unit", "status", "source", "origin"]
        return pd.DataFrame(rows, columns=columns)

    def save_record(self) -> None:
        """Put the record in the notebook's output, where the publisher takes it."""
        count = len(self.record.figures)
        report = self.record.report
        text = f"Underlag för {report['agreement']} {report['period']}: {count} värden."
        display({RECORD_TYPE: self.record, "text/plain": text}, raw=True)


class Report(Shown):
    """One report in a notebook: the common sections, the particular ones its agreement names, and its ledger rows."""

    sections = {
        "laget": summary.show,
        "nytt": changes.show,
        "overenskommelsen": terms.show,
        "ekonomi": economy.show,
        "insatser": efforts.show,
        "resultat": results.show,
        "tidplan": timeline.show,
        "avstamning": reconciliation.show,
        "om": about.show,
    }

    def rows(self, with_text: bool = False) -> pd.DataFrame:
        """The ledger rows that count against the grant, with the store's columns and ``file``; amounts in öre.

        Free text and suppliers, which may be personal data, are left out unless ``with_text``.
        """
        region = read_region(self.root, self.record.report.region)
        ledger = load_ledger(self.root, region, self._as_known(), self.record.report.period)
        wanted = self.record.row_sets["chain.cost"]
        pairs = [(name, row) for name, rows in wanted.items() for row in rows]
        keys = pd.DataFrame(pairs, columns=["import_id", "source_row"])
        rows = ledger.rows.merge(keys, on=["import_id", "source_row"])
        return rows if with_text else rows.drop(columns=FREE_TEXT)

    def _as_known(self) -> dt.date | None:
        known = self.record.report.as_known
        return dt.date.fromisoformat(known) if known else None


class Overview(Shown):
    """The overview of a region and period in a notebook."""

    sections = portfolio.SECTIONS


def open_overview(region: str, period: str, as_known: str | None = None, root: str | None = None) -> Overview:
    """Put together what the published reports of a region and period say; nothing is imported or computed anew."""
    folder = Path(root).resolve() if root else find_root(Path.cwd())
    known = dt.date.fromisoformat(as_known) if as_known else None
    return Overview(folder, build_overview(folder, region, Period.parse(period), known))


def open_report(
    agreement: str, region: str, period: str, as_known: str | None = None, root: str | None = None
) -> Report:
    """Import what is new, compute the report, and hand it to the notebook.

    ``period`` is ``2018-06``, ``2018-13`` and so on; ``as_known`` (``YYYY-MM-DD``) uses only what was received by then.
    A batch has already held the region's agreements against each other and imported what is new.
    """
    folder = Path(root).resolve() if root else find_root(Path.cwd())
    wanted = Period.parse(period)
    if not os.environ.get(BATCH):
        require_sound_year(folder, region, wanted.year)
        import_new(folder, read_region(folder, region))
    known = dt.date.fromisoformat(as_known) if as_known else None
    return Report(folder, build(folder, agreement, region, wanted, known))
