"""The import store: each ledger file read once, and the rows that count."""
