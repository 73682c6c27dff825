"""Every breakdown is K, in every month of 2018, and K is what a plain reading of the raw files gives."""

import pytest
from shipped import NUMBERS, counted_by_month

from statsbidrag.record.figures import Figure
from statsbidrag.record.tables import ore_in
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
    return [key.split(".")[1] for key in record.figures if key.startswith(f"{prefix}.") and key.endswith(".cost")]


def test_the_cost_is_what_a_plain_reading_of_the_raw_files_gives(records, by_month, number) -> None:
    expected = sum(by_month[f"2018{month:02d}"] for month in range(1, number + 1))
    assert records[number].ore("chain.cost") == expected


def test_every_month_has_what_was_booked_in_it(records, by_month, number) -> None:
    record = records[number]
    expected = {f"2018-{month:02d}": by_month[f"2018{month:02d}"] for month in range(1, min(number, 12) + 1)}
    if number == 13:
        expected["2018-12"] += by_month["201813"]
    assert {month: record.ore(f"month.{month}.cost") for month in names_of(record, "month")} == expected


@pytest.mark.parametrize("prefix", BREAKDOWNS)
def test_a_breakdown_sums_to_the_cost(records, number, prefix) -> None:
    record = records[number]
    names = names_of(record, prefix)
    assert sorted(names) == sorted([*BREAKDOWNS[prefix], "none"])
    assert sum(record.ore(f"{prefix}.{name}.cost") for name in names) == record.ore("chain.cost")


def test_units_and_months_sum_to_the_cost(records, number) -> None:
    record = records[number]
    for prefix in ("unit", "month"):
        total = sum(record.ore(f"{prefix}.{name}.cost") for name in names_of(record, prefix))
        assert total == record.ore("chain.cost"), prefix


def test_areas_are_their_efforts_summed_on_their_own(records, number) -> None:
    record = records[number]
    others = [name for name in BREAKDOWNS["effort"] if name != "patientkontrakt"]
    assert record.ore("area.patientkontrakt.cost") == record.ore("effort.patientkontrakt.cost")
    assert record.ore("area.vardgaranti.cost") == sum(record.ore(f"effort.{name}.cost") for name in others)
    assert record.ore("area.none.cost") == record.ore("effort.none.cost")


def test_the_treatments_are_the_whole_ledger(records, number) -> None:
    record = records[number]
    parts = [key for key in record.figures if key.startswith("ledger.") and key != "ledger.total"]
    assert len(parts) == len(Treatment) == 10
    assert sum(record.ore(key) for key in parts) == record.ore("ledger.total") == 0
    assert record.ore("ledger.counted") == record.ore("chain.cost")
    table = record.table("treatments")
    assert sum(row["rows"] for row in table.rows) == table.total["rows"]
    assert sum(row["ore"].ore for row in table.rows) == table.total["ore"].ore


def test_the_tables_add_up_to_their_totals(records, number) -> None:
    record = records[number]
    cost = record.ore("chain.cost")
    for table_id, key, is_part in (
        ("cost_types", "cost", lambda row: True),
        ("units", "cost", lambda row: row["code"] != ""),
        ("units", "cost", lambda row: row["code"] == ""),
        ("standard", "cost", lambda row: row.get("emphasis")),
        ("vouchers", "ore", lambda row: True),
    ):
        table = record.table(table_id)
        parts = [row[key].ore for row in table.rows if is_part(row)]
        assert sum(parts) == table.total[key].ore == cost, table_id
    months = record.table("months").rows
    assert [row["cost"].ore for row in months if row["cost"] is not None][-1] == cost
    assert len(months) == 12


def test_the_standard_columns_subtract_as_they_say(records, number) -> None:
    table = records[number].table("standard")
    for row in [*table.rows, table.total]:
        ore = {name: ore_in(row[name]) for name in row if isinstance(row[name], Figure) or row[name] is None}
        assert ore["deviation"] == ore["budget_to_date"] - ore["cost"]
        known = ore["forecast"] is not None
        assert ore["forecast_deviation"] == (ore["budget"] - ore["forecast"] if known else None)
    for key in ("budget", "budget_to_date"):
        assert sum(row[key].ore for row in table.rows if row.get("emphasis")) == table.total[key].ore


def test_the_chain_is_the_definitions(records, number) -> None:
    record = records[number]
    e, q, r, k, f = (
        record.ore(f"chain.{name}") for name in ("entitled", "requisitioned", "received", "cost", "forecast")
    )
    assert e == 980_000_000_00 * 129_806 // 10_120_242
    assert q is None
    assert r == (12_569_846_00 if number >= 6 else 0)
    assert record.ore("chain.own_cost") == max(0, k - e)
    assert record.ore("chain.claim") == max(0, min(k, e) - r)
    assert record.ore("chain.unspent") == max(0, r - k)
    assert record.ore("chain.expected_unspent") == (None if f is None else max(0, e - f))
    for name in ("entitled", "received", "cost", "forecast", "own_cost", "claim", "unspent", "expected_unspent"):
        assert record.ore(f"grant_year.2018.{name}") == record.ore(f"chain.{name}")
        assert record.ore(f"component.hela.{name}") == record.ore(f"chain.{name}")


def test_the_forecast_is_the_responsible_peoples_and_what_no_effort_owns(records, number) -> None:
    record = records[number]
    said = [record.ore(f"effort.{name}.forecast") for name in BREAKDOWNS["effort"]]
    if number < 4:
        expected = None
    elif number == 13:
        expected = record.ore("chain.cost")
    else:
        expected = sum(said) + record.ore("effort.none.cost")
    assert record.ore("chain.forecast") == expected
