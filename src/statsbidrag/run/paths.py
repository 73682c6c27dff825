"""Where a run writes, and how: complete or not at all.

Owns the places ``reports/<region>/<period>/`` and ``data/processed/<region>/notebooks/<period>/``. A file gets its
name only when it is whole.
"""

import os
from pathlib import Path

from ..period import Period


def report_folder(root: Path, region_id: str, period: Period) -> Path:
    return root / "reports" / region_id / str(period)


def executed_notebook(root: Path, region_id: str, period: Period, agreement_id: str) -> Path:
    """Where the executed notebook is kept, also one that failed."""
    return root / "data/processed" / region_id / "notebooks" / str(period) / f"{agreement_id}.ipynb"


def write_together(files: list[tuple[Path, bytes]]) -> None:
    """Write all files under other names first, then rename each in order; the last rename is the commit point."""
    temporary = [(path.with_name(f".{path.name}.ny"), path, content) for path, content in files]
    try:
        for new, path, content in temporary:
            path.parent.mkdir(parents=True, exist_ok=True)
            with new.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        for new, path, _ in temporary:
            os.replace(new, path)
    finally:
        for new, _, _ in temporary:
            new.unlink(missing_ok=True)
