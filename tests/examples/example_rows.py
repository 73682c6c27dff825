"""Reading the example data as a controller would: rows by heading, whole öre, and which rows count."""

from decimal import Decimal
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
LEDGER = ROOT / "data/raw/jamtland-harjedalen/ledger"
ACTIVITY = ROOT / "data/raw/jamtland-harjedalen/activity"
HEADINGS = [
    "Verifikationsnummer", "Rad", "Bokföringsdatum", "Period", "Konto", "Ansvar",
    "Objekt", "Aktivitet", "Motpart", "Belopp", "Text",
]  # fmt: skip
LATEST = [
    "2017-bokslut", "2018-01", "2018-02-rattad", "2018-03", "2018-04", "2018-05", "2018-06", "2018-07", "2018-08",
    "2018-09-rattad", "2018-10", "2018-11", "2018-bokslut",
]  # fmt: skip
INTERNAL = {"011", "012", "013", "014", "015", "016", "017", "018", "019", "021", "022", "023", "024", "025", "026"}


def row_of(values):
    """A sheet row by heading, empty codes as "", and ``ore``."""
    row = {heading: value or "" for heading, value in zip(HEADINGS, values, strict=True)}
    row["ore"] = ore_of(values[9])
    return row


def ore_of(value):
    """Whole öre of an amount in kronor; a finer one is an error."""
    ore = Decimal(str(value)) * 100
    assert ore == ore.to_integral_value(), value
    return int(ore)


def sidecar_of(path):
    """The sidecar, every value as text."""
    return yaml.load(path.with_name(f"{path.name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)


def counts(row):
    """True for a cost of the grant: its object, classes 4–7, no internal counterpart."""
    return row["Objekt"] == "9916" and row["Konto"][0] in "4567" and row["Motpart"] not in INTERNAL


def counted_cost(rows, period):
    """Öre that count as cost of the grant in one period."""
    return sum(row["ore"] for row in rows if row["Period"] == period and counts(row))


def grant_rows(rows, **wanted):
    """Rows on objekt 9916 with the wanted values; an account may be a beginning."""
    return [
        row
        for row in rows
        if row["Objekt"] == "9916"
        and all(row[key].startswith(value) if key == "Konto" else row[key] == value for key, value in wanted.items())
    ]


def voucher_rows(rows, number):
    """All rows of a voucher."""
    return [row for row in rows if row["Verifikationsnummer"] == number]
