"""The overview: every agreement of a region and period together, from the records of their reports."""
