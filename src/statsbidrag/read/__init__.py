"""Files in: parameters, ledger exports, activity data, sidecars, and the import store."""
