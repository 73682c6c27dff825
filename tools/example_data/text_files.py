"""Ledger files as text: comma or semicolon separated, as an economy system exports them."""

from collections.abc import Sequence

from statsbidrag.model.region import LedgerFormat

from .deliveries import Delivery, kronor
from .excel import Booked
from .places import FICTIVE, Place

SUPPLIER, INVOICE = "Leverantör", "Fakturanr"


def export_csv(place: Place, ledger: LedgerFormat, delivery: Delivery, rows: Sequence[Booked]) -> bytes:
    """The bytes of one delivery, its columns and encoding as the region's parameter file says.

    Two more columns, supplier and invoice number, are what such exports have and no report may show.
    """
    mark = ledger.csv_separator
    headings = [heading for heading in ledger.columns.model_dump().values() if heading]
    lines = [
        f"{place.name} - {FICTIVE}",
        f"Huvudbok {delivery.begins} till {delivery.ends}. Uttag {delivery.received}",
        mark.join([*headings, SUPPLIER, INVOICE]),
    ]
    for number, (voucher, place_in_voucher, row) in enumerate(rows, start=1):
        amount = kronor(row.ore) if mark == "," else kronor(row.ore).replace(".", ",")
        told = {
            "voucher": voucher.number, "row": str(place_in_voucher), "date": f"{voucher.date}",
            "period": voucher.period, "account": row.account, "unit": row.unit, "object": row.object,
            "activity": row.activity, "counterpart": row.counterpart, "amount": amount, "text": row.text,
        }  # fmt: skip
        columns = [name for name, heading in ledger.columns.model_dump().items() if heading]
        cells = [*(told[name] for name in columns), row.supplier, f"{70_000 + number}" if row.supplier else ""]
        lines.append(mark.join(f'"{cell}"' if mark in cell else cell for cell in cells))
    return "\r\n".join([*lines, ""]).encode(ledger.csv_encoding)
