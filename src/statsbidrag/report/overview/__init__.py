"""The overview: every agreement of a region and period together, from the records of their reports."""

OVERVIEW = "oversikt"
NOTEBOOK = f"notebooks/{OVERVIEW}.ipynb"
