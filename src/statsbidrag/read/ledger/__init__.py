"""Ledger exports: one raw file, .xlsx or .csv, to rows of the store."""
