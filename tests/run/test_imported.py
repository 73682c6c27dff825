"""What the terminal tells of new imports."""

from statsbidrag.base.findings import finding
from statsbidrag.read.store.ledger import ImportedFile
from statsbidrag.run.imported import warnings_of

FILE = "data/raw/exempel/ledger/juni.csv"


def test_new_files_are_warned_of_and_many_of_a_kind_are_counted() -> None:
    odd = [finding("ej-en-kod", "en text i Objekt", "Rätta.", file=FILE, row=row) for row in range(2, 9)]
    note = finding("del-av-ar", "filen gäller en del av året", "Inget.", file=FILE)
    missing = finding("ej-avstamd", "filen har inga kontrollsummor", "Skriv totals.", file=FILE)
    new = ImportedFile(FILE, "0" * 16, 9, "new", [missing, *odd, note])
    known = ImportedFile(FILE, "1" * 16, 9, "known", [missing])
    assert [*warnings_of([known, new])] == [
        f"  {FILE}: filen har inga kontrollsummor (ej-avstamd)",
        *(f"  {FILE}:{row}: en text i Objekt (ej-en-kod)" for row in (2, 3, 4)),
        f"  {FILE}: 4 till av samma slag (ej-en-kod)",
    ]
