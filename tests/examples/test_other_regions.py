"""The example ledgers of the four regions that are generated from parameters, counted without the program."""

from collections import defaultdict
from decimal import Decimal

import pytest
from example_rows import ROOT, sidecar_of
from other_regions import (
    CSV_YEARS,
    LATEST,
    YEARS,
    choices_of,
    counted,
    csv_rows,
    internal_of,
    latest_rows,
    ledger,
    on,
    plain,
    said,
    sie_lines,
    sie_rows,
    totals,
)

MILLION = {"kr": 100, "tkr": 100_000, "mnkr": 100_000_000}
every_year = pytest.mark.parametrize(("region", "year"), YEARS)
csv_year = pytest.mark.parametrize(("region", "year"), CSV_YEARS)


def ore(amount):
    return int(Decimal(amount["amount"].replace(" ", "")) * MILLION[amount["unit"]])


@every_year
def test_a_year_has_thousands_of_rows_and_every_voucher_balances(region, year):
    rows = latest_rows(region, year)
    assert 3_000 <= len(rows) <= 10_000
    sums, numbers = defaultdict(int), defaultdict(list)
    for row in rows:
        sums[row.voucher] += row.ore
        numbers[row.voucher].append(row.number)
    assert set(sums.values()) == {0}
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())


@csv_year
def test_control_totals_of_every_delivery_are_exact(region, year):
    for path in sorted(ledger(region, "x").parent.glob(f"huvudbok-{year}-*.csv")):
        rows = csv_rows(region, path.stem.removeprefix("huvudbok-"))
        inside = [row for row in rows if not row.period.endswith("00")]
        number, debit, credit, by_object = said(path)
        assert (number, debit, credit) == totals(inside)[:3], path.name
        assert by_object == {code: totals(inside)[3].get(code, 0) for code in by_object}
        assert set(totals(inside)[3]) <= set(by_object)
        scope = sidecar_of(path)["scope"]
        slots = {f"{row.period[:4]}-{row.period[4:]}" for row in inside}
        assert min(slots) >= scope["from"] and max(slots) <= scope["to"] and sidecar_of(path)["fictive"] == "true"


def test_a_sie_file_closes_balances_and_result_and_says_it_is_fictive():
    for name in ("2018-04", "2018-06", "2018-06-rattad", "2018-08", "2018-12", "2018-bokslut"):
        lines, rows = sie_lines(name), sie_rows(name)
        assert totals(rows)[:3] == said(ledger("vastra-gotaland", f"{name}.se"))[:3]
        assert any(line.startswith("#PROSA") and "FIKTIVA EXEMPELDATA" in line for line in lines)
        balances = defaultdict(dict)
        for line in lines:
            label, *fields = line.split(" ")
            if label in ("#IB", "#UB", "#RES"):
                balances[fields[1]][label] = int(Decimal(fields[2]) * 100)
        moved = defaultdict(int)
        for row in rows:
            moved[row.account] += row.ore
        for account, told in balances.items():
            end = "#UB" if account[0] in "12" else "#RES"
            assert told[end] == told.get("#IB", 0) + moved[account], (name, account)
        assert set(moved) <= set(balances)
    dimensions = {line.split(" ")[1]: line.split(" ")[2] for line in lines if line.startswith("#DIM ")}
    assert dimensions == {"1": '"Ansvar"', "21": '"Produkt"', "22": '"Motpart"'}
    assert {row.product for row in rows} == {"", "90152", "90153", "90154", "90155"}


@every_year
def test_an_effort_costs_what_its_latest_forecast_says_but_for_little(region, year):
    for name, choices in choices_of(region, year).items():
        rows = counted(latest_rows(region, year), region, year, choices)
        inside = [row for row in rows if not row.period.endswith("13") and "Upplupen kostnad" not in row.text]
        for effort in choices["efforts"]:
            cost = sum(row.ore for row in inside if on(row, effort["codes"]))
            expected = ore(effort["forecasts"][-1])
            assert abs(cost - expected) * 1_000 <= 13 * expected, (name, effort["id"])


def test_the_cost_of_every_agreement_is_exact():
    told = plain("tests/examples/costs.yaml")
    found = defaultdict(dict)
    for region, year in YEARS:
        for name, choices in choices_of(region, year).items():
            cost = sum(row.ore for row in counted(latest_rows(region, year), region, year, choices))
            found[f"{region} {year}"][name] = f"{cost // 100}.{cost % 100:02d}"
    assert found == told


@every_year
def test_payments_stand_on_the_income_account_as_the_events_say(region, year):
    earlier = choices_of(region, year - 1)
    for name, choices in choices_of(region, year).items():
        income = choices["bookkeeping"]["income"]
        booked = sum(row.ore for row in latest_rows(region, year) if on(row, income))
        events = [*choices["events"], *earlier.get(name, {"events": []})["events"]]
        paid = [e for e in events if e["kind"] == "payment" and e["date"].startswith(str(year))]
        assert paid and -booked == sum(ore(event) for event in paid), name


@every_year
def test_the_balance_moves_by_what_is_received_and_not_recognised(region, year):
    for name, choices in choices_of(region, year).items():
        accrual = choices["bookkeeping"]["accrual"]
        rows = latest_rows(region, year)
        moved = -sum(row.ore for row in rows for codes in (accrual["liability"], accrual["claim"]) if on(row, codes))
        recognised = -sum(row.ore for row in rows if on(row, accrual["income"]))
        received = -sum(row.ore for row in rows if on(row, choices["bookkeeping"]["income"]))
        assert moved == received - recognised, name


@every_year
def test_every_code_of_the_ledger_and_the_activity_data_is_in_the_region_file(region, year):
    described = plain(f"params/regions/{region}.yaml")
    units = {unit["code"] for unit in described["units"]}
    payees = {one["code"] for one in described["counterparts"]}
    reporting = units | {one["activity_unit"] for one in described["counterparts"] if "activity_unit" in one}
    assert {row.unit for row in latest_rows(region, year)} <= units
    assert {row.counterpart for row in latest_rows(region, year)} <= {"", *payees}
    for path in (ROOT / f"data/raw/{region}/activity").glob(f"verksamhet-{year}-*.csv"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith("# FIKTIVA EXEMPELDATA") and lines[1] == "Indikator;Månad;Enhet;Del;Täljare;Nämnare"
        assert {line.split(";")[2] for line in lines[2:]} <= reporting
        assert sidecar_of(path)["totals"] == {"rows": str(len(lines) - 2)}


@csv_year
def test_the_corrected_delivery_differs_by_what_was_wrong(region, year):
    (again,) = [name for name in LATEST[region, year] if name.endswith("-rattad")]
    first = csv_rows(region, f"{year}-{again.removesuffix('-rattad')}")
    right = csv_rows(region, f"{year}-{again}")
    assert len(right) > len(first)
    assert {row.voucher for row in first} < {row.voucher for row in right}
    wrong = 0
    for choices in choices_of(region, year).values():
        before, after = (counted(rows, region, year, choices) for rows in (first, right))
        wrong += {row.voucher for row in after} != {row.voucher for row in before}
        assert sum(row.ore for row in after) >= sum(row.ore for row in before)
    assert wrong >= 1


def test_the_second_year_opens_as_the_first_closed():
    opening = {row.account: row.ore for row in csv_rows("norrbotten", "2018-01") if row.period == "201800"}
    before = [row for row in csv_rows("norrbotten", "2017-01") if row.period == "201700"]
    closed = defaultdict(int)
    for row in [*before, *latest_rows("norrbotten", 2017)]:
        closed[row.account if row.account[0] in "12" else "2010"] += row.ore
    assert opening == {account: ore for account, ore in closed.items() if ore}
    assert sum(opening.values()) == 0


def test_what_the_provider_invoices_is_what_the_purchaser_buys_month_by_month():
    rows = [row for row in latest_rows("vastra-gotaland", 2018) if row.product and row.counterpart in INTERNAL]
    bought, sold = defaultdict(int), defaultdict(int)
    for row in rows:
        (bought if row.account == "7610" else sold)[row.date[:6], row.product] += row.ore
    assert len(bought) == 12 * 4 and bought == {key: -ore for key, ore in sold.items()}
    assert {row.unit for row in rows if row.account == "7610"} == {"101000"}
    assert {row.counterpart for row in rows if row.account == "3410"} == {"I71102"}


INTERNAL = internal_of("vastra-gotaland")


@every_year
def test_invented_personal_data_are_planted_in_texts(tool, region, year):
    from example_data.personal import PLANTED_NAMES, PLANTED_NUMBERS

    texts = [row.text for row in latest_rows(region, year)]
    for planted in (*PLANTED_NAMES, *PLANTED_NUMBERS):
        assert any(planted in text for text in texts), planted


def test_waiting_times_tell_which_figures_are_real():
    rows = []
    for year in (2018, 2019):
        lines = (ROOT / f"data/raw/riket/vantetider-{year}.csv").read_text(encoding="utf-8").splitlines()
        rows += [line.split(";") for line in lines[3:]]
    real = [row for row in rows if row[6] == "verklig"]
    invented = [row for row in rows if row[6] == "fiktiv"]
    assert len(invented) == 2 * 12 * 2 * 21 and len(real) + len(invented) == len(rows)
    assert all(row[1] == "00" and row[7].startswith("vantetider.se/") for row in real)
    assert {row[1] for row in invented}.isdisjoint({"00"}) and {row[7] for row in invented} == {""}
    october = next(row for row in real if row[:4] == ["2018-10", "00", "Riket", "besok"])
    # 145 957, 66 643, 32 296 and 54 618 waited 0–30, 31–60, 61–90 and longer.
    assert october[4] == f"{100 * (145_957 + 66_643 + 32_296) / 299_514:.2f}".replace(".", ",") == "81,76"
    assert october[5] == f"{100 * (145_957 + 66_643) / 299_514:.2f}".replace(".", ",") == "70,98"
    shares = [(Decimal(row[4].replace(",", ".")), Decimal(row[5].replace(",", "."))) for row in invented]
    assert all(0 < sixty < ninety < 100 for ninety, sixty in shares)
