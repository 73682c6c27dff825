"""The old name of ``report.notebook``, which notebooks copied before the move import from."""

from .notebook import open_overview, open_report

__all__ = ["open_overview", "open_report"]
