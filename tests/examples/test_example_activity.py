"""The example activity data."""

from collections import defaultdict
from decimal import Decimal

from example_rows import ACTIVITY, LEDGER, sidecar_of


def test_activity_files_are_monthly_with_sidecars_and_row_totals(activity):
    for month in range(1, 13):
        path = ACTIVITY / f"verksamhet-2018-{month:02d}.csv"
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[1] == "Indikator;Månad;Enhet;Täljare;Nämnare"
        sidecar = sidecar_of(path)
        assert sidecar["source"] == "verksamhet"
        assert sidecar["received"] == sidecar_of(LEDGER / f"huvudbok-2018-{month:02d}.xlsx")["received"]
        assert sidecar["scope"] == {"from": f"2018-{month:02d}", "to": f"2018-{month:02d}"}
        assert sidecar["totals"] == {"rows": str(5 * 12 if month == 7 else 5 * 13)} == {"rows": str(len(lines) - 2)}
    assert len(activity) == 12 * 5 * 13 - 5


def test_shares_rise_over_the_year_and_dip_in_july(activity):
    def share(indicator, month):
        rows = [row for row in activity if row[:2] == [indicator, f"2018-{month:02d}"]]
        return Decimal(sum(int(row[3]) for row in rows)) / sum(int(row[4]) for row in rows)

    hundredth = Decimal("0.01")
    assert abs(share("telefon-samma-dag", 1) - Decimal("0.86")) < hundredth
    assert abs(share("telefon-samma-dag", 12) - Decimal("0.91")) < hundredth
    assert abs(share("medicinsk-bedomning", 1) - Decimal("0.78")) < hundredth
    assert abs(share("medicinsk-bedomning", 12) - Decimal("0.86")) < hundredth
    for indicator in ("telefon-samma-dag", "medicinsk-bedomning"):
        assert share(indicator, 7) < share(indicator, 6) < share(indicator, 9)


def test_counts_have_the_years_totals_and_no_small_number_of_patients(activity):
    def total(indicator, month):
        return sum(int(row[3]) for row in activity if row[:2] == [indicator, f"2018-{month:02d}"])

    assert [total("patientkontrakt", month) for month in (1, 6, 12)] == [40, 130, 310]
    assert [total("digitala-kontakter", month) for month in (1, 12)] == [900, 2_600]
    assert total("digitala-kontakter", 7) < total("digitala-kontakter", 6)
    assert sum(total("utbildad-personal", month) for month in range(1, 13)) == 220
    patients = [int(value) for row in activity if row[0] != "utbildad-personal" for value in row[3:] if value]
    assert not [value for value in patients if 1 <= value <= 4]
    held = defaultdict(list)
    for row in activity:
        if row[0] == "patientkontrakt":
            held[row[2]].append(int(row[3]))
    assert all(counts == sorted(counts) for counts in held.values())


def test_one_unit_lacks_july_and_one_has_a_zero_denominator(activity):
    assert [row for row in activity if row[1] == "2018-07" and row[2] == "3203"] == []
    assert [row for row in activity if row[4] == "0"] == [["medicinsk-bedomning", "2018-07", "3107", "0", "0"]]
