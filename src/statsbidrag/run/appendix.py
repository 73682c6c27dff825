"""The Excel appendix of a report, from its record alone."""

from ..record.model import Record
from ..show.excel import KEY_HEADING, workbook_bytes


def appendix_bytes(record: Record) -> bytes:
    """An .xlsx file with a first sheet that explains and a sheet a table; no free text from the ledger."""
    header = record.header
    title = f"{header.title}, {header.region_name}, {header.period_title}"
    explanation = [
        ("Vad", "Excelbilaga till uppföljningsrapporten. Bladen har samma siffror som rapporten, i full precision."),
        ("Period", header.period_title),
        ("Siffrorna är", f"{header.as_known_text}, {header.preliminary_text}"),
        ("Belopp", "Kronor med ören, som tal. Kostnader är plus. Avvikelse = budget minus utfall."),
    ]
    if header.whole:
        explanation.insert(3, ("Diarienummer", header.number or "ej känt"))
        explanation.insert(4, ("Ansvarig", header.responsible or "ej känt"))
    if record.has_table("vouchers"):
        explanation.append(("Rader", "Bladet Verifikationsrader har varje rad som räknas mot bidraget, utan fritext."))
    explanation.append(
        ("Nycklar", f"Kolumnerna {KEY_HEADING} är dolda; fäll ut dem med plustecknet ovanför bladet. Nyckeln "
         "är beloppets namn i underlaget (.json), som säger var det kommer ifrån.")
    )  # fmt: skip
    if header.fictive_text:
        explanation.insert(1, ("Fiktivt", header.fictive_text))
    return workbook_bytes(title, explanation, [table for table in record.tables if table.sheet])
