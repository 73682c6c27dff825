"""SIE rows as the store has them, and where a code occurs."""

import datetime as dt
import subprocess
import sys

import pytest
from sie_files import FILE, SMALL, changed, read
from tools.campaign_sie import ledger

from statsbidrag.base.errors import LedgerRefused
from statsbidrag.read.ledger.rows import STORE_COLUMNS
from statsbidrag.read.ledger.sie import Occurrence, find_code, read_sie
from statsbidrag.read.ledger.sie.rows import sie_rows

DIMENSIONS = {"unit": "1", "object": "20", "project": "6"}


def test_the_rows_of_the_store() -> None:
    rows, opening, found = sie_rows(read(SMALL), DIMENSIONS)
    assert list(rows) == list(opening) == [name for name in STORE_COLUMNS if name not in ("import_id", "source")]
    kept = ["source_row", "voucher", "date", "account", "unit", "object", "project", "text", "amount_ore"]
    january, december = dt.datetime(2018, 1, 15), dt.datetime(2018, 12, 31)
    assert list(rows[kept].itertuples(index=False, name=None)) == [
        (24, "A 1", january, "1930", "", "", "", "Inköp av läkemedel", -200_75),
        (25, "A 1", january, "5611", "3101", "9916", "", "Första raden", 150_25),
        (26, "A 1", january, "5611", "3102", "", "09", "Inköp av läkemedel", 50_50),
        (30, "A 2", december, "7510", "3101", "9916", "", "Hyra", 100_50),
        (31, "A 2", december, "1930", "", "", "", "Hyra", -100_50),
    ]
    assert list(rows["period"]) == ["2018-01"] * 3 + ["2018-12"] * 2
    assert not rows["closing"].any()
    assert {*rows["activity"], *rows["counterpart"], *rows["row"]} == {""}
    types = {"source_row": "int64", "date": "datetime64[us]", "closing": "bool", "amount_ore": "int64"}
    assert {name: str(kind) for name, kind in rows.dtypes.items()} == dict.fromkeys(rows, "str") | types
    assert rows.dtypes.equals(opening.dtypes)
    assert list(opening[["source_row", "period", "account", "amount_ore"]].itertuples(index=False, name=None)) == [
        (18, "2018-00", "1930", 1000_00)
    ]
    assert [(told.code, told.row, told.message) for told in found] == [
        (
            "ingaende-balans",
            18,
            "1 rad med ingående balans (#IB), tillsammans 1\u00a0000,00\u00a0kr, är ingen kostnad och räknas inte",
        )
    ]


def test_without_dimensions_the_rows_have_accounts_alone() -> None:
    rows, _, _ = sie_rows(read(SMALL), {})
    assert (set(rows["object"]), rows["amount_ore"].sum()) == ({""}, 0)


def test_a_row_is_booked_in_the_month_of_its_own_date() -> None:
    rows, _, _ = sie_rows(read(changed(("150.25 20180115", "150.25 20180214"))), {})
    assert list(rows["period"]) == ["2018-01", "2018-02", "2018-01", "2018-12", "2018-12"]


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        ("A 1", "A 1", ("A 1 rad 22", "A 1 rad 28")),
        ('"" ""', '"" ""', ("rad 22", "rad 28")),
        ('"" 1', '"" 2', ("1", "2")),
    ],
)
def test_every_voucher_has_a_name_of_its_own(first: str, second: str, names: tuple[str, str]) -> None:
    rows, _, _ = sie_rows(read(changed(("#VER A 1", f"#VER {first}"), ("#VER A 2", f"#VER {second}"))), {})
    assert list(rows["voucher"]) == [names[0]] * 3 + [names[1]] * 2


def test_what_is_no_code_never_gets_into_the_store() -> None:
    rows, _, found = sie_rows(read(SMALL.replace('"9916"', '"Hemlig Person"')), DIMENSIONS)
    assert list(rows["object"]) == ["", "ej-kod", "", "9916", ""]
    assert [(told.code, told.row, told.message) for told in found[1:]] == [
        (
            "ej-en-kod",
            25,
            "objektet i dimension 20 är en text som inte är en kod på 1 rad, först på rad 25; "
            "beloppen är kvar, men texten visas som ej-kod",
        )
    ]


def test_rows_without_date_never_get_into_the_store() -> None:
    with pytest.raises(LedgerRefused) as caught:
        sie_rows(read(changed(("A 2 20181231", "A 2 2018"))), {})
    assert caught.value.lines == [
        f"{FILE}:28: verifikationens datum är «2018» och går inte att läsa; 2 rader utan datum kan inte läggas i någon "
        "månad. Tillåtet: ÅÅÅÅMMDD, till exempel 20180131. Rätta i ekonomisystemet eller ta ut filen på nytt."
    ]


def test_where_a_code_occurs() -> None:
    parsed = read(changed(('{1 "3102" 6 "09"}', '{1 "9916" 6 "09"}')))
    assert find_code(parsed, "9916") == [Occurrence("1", "Ansvar", 50_50, 1), Occurrence("20", "Objekt", 250_75, 2)]
    assert find_code(parsed, "5611") == [Occurrence(None, "Läkemedel", 200_75, 2)]
    assert find_code(parsed, "991") == []


def test_the_reader_needs_the_standard_library_alone() -> None:
    program = (
        "import sys; from statsbidrag.read.ledger.sie import read_sie, sie_summary; "
        f"sie_summary(read_sie({SMALL.encode()!r}, 'fiktiv.se')); print(*sys.modules)"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert not {"numpy", "pandas", "pyarrow", "pydantic"} & {*printed.split()}


@pytest.mark.parametrize(("sie_type", "kind"), [("4", "sie4e"), ("3", "sie3")])
def test_the_ledger_of_the_campaign_is_sound(sie_type: str, kind: str) -> None:
    parsed = read_sie(ledger(sie_type=sie_type).encode("cp437"), FILE)
    assert (parsed.kind, parsed.findings) == (kind, [])
