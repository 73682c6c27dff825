"""The suffixes of ledger files, for those who only look at names; how each is read is ``formats``."""

TABLES = (".xlsx", ".csv")
SIE = (".se", ".si", ".sie")
READ = (*TABLES, *SIE)
NOT_READ = (".xls", ".xlsm", ".xlsb", ".ods", ".tsv", ".txt", ".zip")
INSTEAD = f"Spara uttaget som {' eller '.join(TABLES)}"
