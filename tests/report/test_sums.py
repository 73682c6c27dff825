"""Every breakdown is K, in every month of 2018, and K is what a plain reading of the raw files gives."""

import pytest
from shipped import NUMBERS, counted_by_month

from statsbidrag.record.model import ore_of, table_of
from statsbidrag.rules.selection import Treatment

pytestmark = pytest.mark.parametrize("number", NUMBERS)
BREAKDOWNS = {
    "component": ["hela"],
    "effort": ["kunskapsstod", "nara-vard-it", "lakarstod", "patientkontrakt", "stimulansmedel", "nya-arbetssatt"],
    "area": ["vardgaranti", "patientkontrakt"],
    "cost_type": [
        "personal", "inhyrd-personal", "kopt-vard-och-bidrag", "lakemedel-och-material", "lokaler", "utrustning",
        "it-och-telefoni", "utbildning-och-resor", "ovriga-tjanster", "avskrivningar",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def by_month() -> dict[str, int]:
    return counted_by_month()


def names_of(record, prefix: str) -> list[str]:
    return [key.split(".")[1] for key in record["figures"] if key.startswith(f"{prefix}.") and key.endswith(".cost")]


def test_the_cost_is_what_a_plain_reading_of_the_raw_files_gives(records, by_month, number) -> None:
    expected = sum(by_month[f"2018{month:02d}"] for month in range(1, number + 1))
    assert ore_of(records[number], "chain.cost") == expected


def test_every_month_has_what_was_booked_in_it(records, by_month, number) -> None:
    record = records[number]
    expected = {f"2018-{month:02d}": by_month[f"2018{month:02d}"] for month in range(1, min(number, 12) + 1)}
    if number == 13:
        expected["2018-12"] += by_month["201813"]
    assert {month: ore_of(record, f"month.{month}.cost") for month in names_of(record, "month")} == expected


@pytest.mark.parametrize("prefix", BREAKDOWNS)
def test_a_breakdown_sums_to_the_cost(records, number, prefix) -> None:
    record = records[number]
    names = names_of(record, prefix)
    assert sorted(names) == sorted([*BREAKDOWNS[prefix], "none"])
    assert sum(ore_of(record, f"{prefix}.{name}.cost") for name in names) == ore_of(record, "chain.cost")


def test_units_and_months_sum_to_the_cost(records, number) -> None:
    record = records[number]
    for prefix in ("unit", "month"):
        total = sum(ore_of(record, f"{prefix}.{name}.cost") for name in names_of(record, prefix))
        assert total == ore_of(record, "chain.cost"), prefix


def test_areas_are_their_efforts_summed_on_their_own(records, number) -> None:
    record = records[number]
    others = [name for name in BREAKDOWNS["effort"] if name != "patientkontrakt"]
    assert ore_of(record, "area.patientkontrakt.cost") == ore_of(record, "effort.patientkontrakt.cost")
    assert ore_of(record, "area.vardgaranti.cost") == sum(ore_of(record, f"effort.{name}.cost") for name in others)
    assert ore_of(record, "area.none.cost") == ore_of(record, "effort.none.cost")


def test_the_treatments_are_the_whole_ledger(records, number) -> None:
    record = records[number]
    parts = [key for key in record["figures"] if key.startswith("ledger.") and key != "ledger.total"]
    assert len(parts) == len(Treatment) == 10
    assert sum(ore_of(record, key) for key in parts) == ore_of(record, "ledger.total") == 0
    assert ore_of(record, "ledger.counted") == ore_of(record, "chain.cost")
    table = table_of(record, "treatments")
    assert sum(row["rows"] for row in table.rows) == table.total["rows"]
    assert sum(row["ore"] for row in table.rows) == table.total["ore"]


def test_the_tables_add_up_to_their_totals(records, number) -> None:
    record = records[number]
    cost = ore_of(record, "chain.cost")
    for table_id, key, is_part in (
        ("cost_types", "cost", lambda row: True),
        ("units", "cost", lambda row: row["code"] != ""),
        ("units", "cost", lambda row: row["code"] == ""),
        ("standard", "cost", lambda row: row.get("emphasis")),
        ("vouchers", "ore", lambda row: True),
    ):
        table = table_of(record, table_id)
        assert sum(row[key] for row in table.rows if is_part(row)) == table.total[key] == cost, table_id
    months = table_of(record, "months").rows
    assert [row["cost"] for row in months if row["cost"] is not None][-1] == cost
    assert len(months) == 12


def test_the_standard_columns_subtract_as_they_say(records, number) -> None:
    table = table_of(records[number], "standard")
    for row in [*table.rows, table.total]:
        assert row["deviation"] == row["budget_to_date"] - row["cost"]
        known = row["forecast"] is not None
        assert row["forecast_deviation"] == (row["budget"] - row["forecast"] if known else None)
    for key in ("budget", "budget_to_date"):
        assert sum(row[key] for row in table.rows if row.get("emphasis")) == table.total[key]


def test_the_chain_is_the_definitions(records, number) -> None:
    record = records[number]
    e, q, r, k, f = (
        ore_of(record, f"chain.{name}") for name in ("entitled", "requisitioned", "received", "cost", "forecast")
    )
    assert e == 980_000_000_00 * 129_806 // 10_120_242
    assert q is None
    assert r == (12_569_846_00 if number >= 6 else 0)
    assert ore_of(record, "chain.own_cost") == max(0, k - e)
    assert ore_of(record, "chain.claim") == max(0, min(k, e) - r)
    assert ore_of(record, "chain.unspent") == max(0, r - k)
    assert ore_of(record, "chain.expected_unspent") == (None if f is None else max(0, e - f))
    for name in ("entitled", "received", "cost", "forecast", "own_cost", "claim", "unspent", "expected_unspent"):
        assert ore_of(record, f"grant_year.2018.{name}") == ore_of(record, f"chain.{name}")
        assert ore_of(record, f"component.hela.{name}") == ore_of(record, f"chain.{name}")


def test_the_forecast_is_the_responsible_peoples_and_what_no_effort_owns(records, number) -> None:
    record = records[number]
    said = [ore_of(record, f"effort.{name}.forecast") for name in BREAKDOWNS["effort"]]
    if number < 4:
        expected = None
    elif number == 13:
        expected = ore_of(record, "chain.cost")
    else:
        expected = sum(said) + ore_of(record, "effort.none.cost")
    assert ore_of(record, "chain.forecast") == expected
