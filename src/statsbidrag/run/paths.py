"""Where a run writes.

Owns the places ``reports/<region>/<period>/`` and ``data/processed/<region>/notebooks/<period>/``.
"""

from pathlib import Path

from ..base.period import Period


def report_folder(root: Path, region_id: str, period: Period) -> Path:
    return root / "reports" / region_id / str(period)


def executed_notebook(root: Path, region_id: str, period: Period, agreement_id: str) -> Path:
    """Where the executed notebook is kept, also one that failed."""
    return root / "data/processed" / region_id / "notebooks" / str(period) / f"{agreement_id}.ipynb"
