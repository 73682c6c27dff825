"""A small list of what a region has ordered and not been invoiced: one month's state, of two agreements.

Each order is less than what the effort's forecast has left when the month is over, so that outcome, ordered and
forecast go together.
"""

from .deliveries import kronor, received
from .places import SIDECAR_SCHEMA

REGION, YEAR, MONTH = "norrbotten", 2018, 8
HEADINGS = ("Överenskommelse", "Insats", "Projekt", "Aktivitet", "Belopp", "Väntad månad", "Referens")
# Agreement, effort, ledger codes in its place, öre, the month it is expected in the books, the order's number.
ORDERS = (
    ("professionsmiljarden", "vard-pa-distans", "", "", 420_000_00, 10, "B-18-0412"),
    ("professionsmiljarden", "administrativa-stod", "", "", 185_500_00, 11, "B-18-0437"),
    ("", "", "53101", "02", 96_000_00, 12, "B-18-0460"),
    ("patientmiljarden", "e-tjanster", "", "", 610_000_00, 11, "B-18-0421"),
)


def orders_file() -> tuple[str, str, str]:
    """The file's path, its text, and its sidecar's."""
    state = f"{YEAR}-{MONTH:02d}"
    rows = [
        (agreement, effort, code, activity, kronor(ore), f"{YEAR}-{month:02d}", number)
        for agreement, effort, code, activity, ore, month, number in ORDERS
    ]
    text = "".join(f"{','.join(row)}\n" for row in (HEADINGS, *rows))
    sidecar = [
        SIDECAR_SCHEMA,
        "# FIKTIVA EXEMPELDATA. Sidofil till listan över det som är beställt men inte fakturerat.",
        f"received: {received(YEAR, MONTH)}",
        "source: bestallt",
        f"scope: {{from: {state}, to: {state}}}",
        f"totals: {{rows: {len(ORDERS)}, debit: {kronor(sum(row[4] for row in ORDERS))}}}",
        "fictive: true",
        "",
    ]
    return f"data/raw/{REGION}/commitments/bestallt-{state}.csv", text, "\n".join(sidecar)
