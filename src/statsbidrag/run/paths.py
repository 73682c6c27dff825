"""Where a run writes.

Owns the places ``reports/<region>/<period>/`` and ``data/processed/<region>/notebooks/<period>/``.
"""

from pathlib import Path

from ..base.period import Period
from ..read.files import Root


def report_folder(root: Root, region_id: str, period: Period) -> Path:
    return root / f"reports/{region_id}/{period}"


def executed_notebook(root: Root, region_id: str, period: Period, agreement_id: str) -> Path:
    """Where the executed notebook is kept, also one that failed."""
    return root / f"data/processed/{region_id}/notebooks/{period}/{agreement_id}.ipynb"
