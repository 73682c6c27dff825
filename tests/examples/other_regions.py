"""Reading the other regions' example ledgers as a controller would, without the program: rows by column, whole öre."""

import csv
import io
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

import yaml
from example_rows import ROOT, ore_of, sidecar_of

YEARS = (("blekinge", 2017), ("norrbotten", 2017), ("norrbotten", 2018), ("vastra-gotaland", 2018), ("halland", 2019))
CSV_YEARS = [one for one in YEARS if one[0] != "vastra-gotaland"]
LATEST = {
    ("blekinge", 2017): ("04", "06-rattad", "08", "10", "12", "bokslut"),
    ("norrbotten", 2017): ("01", "02", "03", "04", "05-rattad", *(f"{m:02d}" for m in range(6, 13)), "bokslut"),
    ("norrbotten", 2018): (*(f"{m:02d}" for m in range(1, 9)), "09-rattad", "10", "11", "12", "bokslut"),
    ("halland", 2019): ("02", "04", "06-rattad", "08", "10", "12", "bokslut"),
}
DIMENSIONS = {"1": "unit", "21": "product", "22": "counterpart"}


@dataclass(frozen=True)
class Booked:
    """A row as its file has it; codes are "" where it has none."""

    voucher: str
    number: int
    date: str
    period: str
    account: str
    ore: int
    text: str
    unit: str = ""
    object: str = ""
    activity: str = ""
    product: str = ""
    counterpart: str = ""


@cache
def plain(path):
    """A YAML file with every value as text."""
    return yaml.load((ROOT / path).read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)


@cache
def choices_of(region, year):
    """The region's agreements of a year that have codes, by name."""
    found = {}
    for path in sorted((ROOT / f"params/{year}/{region}").glob("*.yaml")):
        choices = plain(path.relative_to(ROOT))
        if choices["bookkeeping"] != "unknown" and "cost" in choices["bookkeeping"]:
            found[path.stem] = choices
    return found


def ledger(region, name):
    return ROOT / f"data/raw/{region}/ledger/huvudbok-{name}"


@cache
def csv_rows(region, name):
    """The rows of a .csv by its headings and the region file's column names."""
    described = plain(f"params/regions/{region}.yaml")["ledger"]
    text = ledger(region, f"{name}.csv").read_bytes().decode(described["csv_encoding"])
    lines = list(csv.reader(io.StringIO(text), delimiter=described["csv_separator"]))
    assert "FIKTIVA EXEMPELDATA" in lines[0][0]
    places = {column: lines[2].index(heading) for column, heading in described["columns"].items()}
    rows = []
    for cells in lines[3:]:
        told = {column: cells[place] for column, place in places.items()}
        rows.append(
            Booked(
                told["voucher"], int(told["row"]), told["date"], told["period"], told["account"],
                ore_of(told["amount"].replace(",", ".")), told["text"], told["unit"], told["object"],
                told["activity"], counterpart=told["counterpart"],
            )
        )  # fmt: skip
    return rows


def sie_lines(name):
    return ledger("vastra-gotaland", f"{name}.se").read_bytes().decode("cp437").split("\r\n")


def sie_rows(name):
    """The #TRANS of a SIE file, in order."""
    rows, voucher, number = [], "", 0
    for line in sie_lines(name):
        if line.startswith("#VER "):
            _, series, running, _, _ = line.split(" ", 4)
            voucher, number = series + running, 0
        elif line.startswith("#TRANS "):
            number += 1
            head, _, rest = line.removeprefix("#TRANS ").partition(" {")
            objects, _, rest = rest.partition("} ")
            amount, date, text = rest.split(" ", 2)
            pairs = objects.split()
            codes = {DIMENSIONS[dimension]: code for dimension, code in zip(pairs[::2], pairs[1::2], strict=True)}
            rows.append(Booked(voucher, number, date, date[:6], head, ore_of(amount), text.strip('"'), **codes))
    return rows


@cache
def latest_rows(region, year):
    """The rows of the year as the latest deliveries have them, opening balances left out."""
    if region == "vastra-gotaland":
        return sie_rows(f"{year}-bokslut")
    rows = [row for name in LATEST[region, year] for row in csv_rows(region, f"{year}-{name}")]
    closing = csv_rows(region, f"{year}-bokslut")
    december = f"{year}12"
    return [row for row in rows if row.period not in (december, f"{year}00", f"{year}13")] + closing


def on(row, codes):
    """Whether a row has the codes of a parameter file."""
    return all(getattr(row, dimension) in allowed for dimension, allowed in codes.items())


@cache
def internal_of(region):
    return {one["code"] for one in plain(f"params/regions/{region}.yaml")["counterparts"] if one["kind"] == "internal"}


def counted(rows, region, year, choices):
    """The rows that are cost of an agreement: its codes, classes 4–7, dated in the year, not bought from own units."""
    internal = internal_of(region)
    return [
        row
        for row in rows
        if on(row, choices["bookkeeping"]["cost"])
        and row.account[0] in "4567"
        and row.counterpart not in internal
        and row.date.startswith(str(year))
    ]


def totals(rows):
    """What a sidecar should say of rows: number, debit, credit, and the sum of each object."""
    by_object = defaultdict(int)
    for row in rows:
        if row.object:
            by_object[row.object] += row.ore
    return (
        len(rows),
        sum(row.ore for row in rows if row.ore > 0),
        -sum(row.ore for row in rows if row.ore < 0),
        dict(by_object),
    )


def said(path):
    """The totals of a sidecar, whole öre."""
    found = sidecar_of(path)["totals"]
    by_object = {code: ore_of(amount) for code, amount in found.get("by_object", {}).items()}
    return int(found["rows"]), ore_of(found["debit"]), ore_of(found["credit"]), by_object
