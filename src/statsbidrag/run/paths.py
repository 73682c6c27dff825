"""Where a run writes.

Owns the places ``reports/<region>/<period>/`` and ``data/processed/<region>/notebooks/<period>/``, and what a report's
files are called: a page and its record by the agreement, so that addresses last; what is mailed and filed by the
pattern ``file_names`` of ``params/workbook.yaml``, so that its name alone says what it is.
"""

from pathlib import Path

from ..base.errors import ParameterError
from ..base.period import Period
from ..model.settings import FILE_NAMES
from ..read.files import Root
from ..read.params.parameters import read_settings

FILED = ("pdf", "xlsx", "zip")
# What the zip of all of a period's files is called where a report has its agreement.
ALL = "alla"


def report_folder(root: Root, region_id: str, period: Period) -> Path:
    return root / f"reports/{region_id}/{period}"


def report_file(root: Root, region_id: str, period: Period, name: str, kind: str) -> Path:
    """A file of a report: ``name`` is its agreement's id, or that of a page that tells of several."""
    stem = file_stem(root, region_id, period, name) if kind in FILED else name
    return report_folder(root, region_id, period) / f"{stem}.{kind}"


def file_stem(root: Root, region_id: str, period: Period, name: str) -> str:
    """What a file that is mailed and filed is called; by the shipped pattern where the settings cannot be read."""
    try:
        pattern = read_settings(root).file_names
    except ParameterError:
        pattern = FILE_NAMES
    return pattern.format(region=region_id, period=period, agreement=name)


def executed_notebook(root: Root, region_id: str, period: Period, agreement_id: str) -> Path:
    """Where the executed notebook is kept, also one that failed."""
    return root / f"data/processed/{region_id}/notebooks/{period}/{agreement_id}.ipynb"
