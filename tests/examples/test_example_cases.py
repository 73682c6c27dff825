"""Each lifelike piece of bookkeeping is in the example ledger."""

import datetime as dt
import re
from collections import defaultdict

from example_rows import (
    INTERNAL,
    ROOT,
    counts,
    grant_rows,
    voucher_rows,
)


def test_pay_is_rebooked_each_month_but_for_june_and_october_which_come_a_month_late(latest):
    months = {row["Period"]: set() for row in grant_rows(latest)}
    for row in grant_rows(latest, Konto="4"):
        months[row["Period"]].add((row["Verifikationsnummer"], row["Bokföringsdatum"].date(), row["Text"]))
    assert sorted(period for period, found in months.items() if not found) == ["201712", "201806", "201810", "201813"]
    assert {(day, text) for _, day, text in months["201807"]} == {
        (dt.date(2018, 7, 13), "Omföring lön juni 2018, objekt 9916"),
        (dt.date(2018, 7, 31), "Omföring lön juli 2018, objekt 9916"),
    }
    assert {(day, text) for _, day, text in months["201811"]} == {
        (dt.date(2018, 11, 13), "Omföring lön oktober 2018, objekt 9916"),
        (dt.date(2018, 11, 30), "Omföring lön november 2018, objekt 9916"),
    }
    assert {(day, text) for _, day, text in months["201805"]} == {
        (dt.date(2018, 5, 31), "Omföring lön maj 2018, objekt 9916")
    }


def test_each_rebooked_pay_row_takes_the_same_from_the_home_unit(latest):
    for number in {row["Verifikationsnummer"] for row in grant_rows(latest, Konto="4")}:
        rows = voucher_rows(latest, number)
        debits = sorted((row["Konto"], row["Ansvar"], row["ore"]) for row in rows if row["Objekt"] == "9916")
        credits = sorted((row["Konto"], row["Ansvar"], -row["ore"]) for row in rows if row["Objekt"] == "")
        assert debits == credits and len(rows) == 2 * len(debits)
        assert all(ore > 0 for _, _, ore in debits)


def test_private_care_centres_are_paid_monthly_from_march(latest):
    paid = defaultdict(set)
    for row in grant_rows(latest, Konto="58"):
        assert row["Ansvar"] == "2010" and row["Motpart"] in {"801", "802", "803", "804"} and row["ore"] > 0
        paid[row["Aktivitet"]].add(row["Period"])
    assert sorted(paid["05"]) == [f"2018{month:02d}" for month in range(3, 13)]
    assert sorted(paid["04"]) == [f"2018{month:02d}" for month in range(4, 13)]


def test_internal_invoices_have_an_internal_counterpart_on_both_sides(latest):
    bought = [row for row in grant_rows(latest) if row["Motpart"] in INTERNAL]
    assert [row["ore"] for row in bought] == [36_800_00, 54_250_00, 41_400_00, 28_900_00]
    for row in bought:
        assert row["Konto"].startswith("76")
        (sold,) = [other for other in voucher_rows(latest, row["Verifikationsnummer"]) if other is not row]
        assert sold["Konto"][0] == "3" and sold["Objekt"] == "" and sold["Motpart"] in INTERNAL
        assert sold["Ansvar"] != row["Ansvar"] and sold["ore"] == -row["ore"]


def test_a_purchase_on_class_1_is_moved_to_class_6_in_may(latest):
    balance = grant_rows(latest, Konto="12")
    assert [(row["Period"], row["ore"]) for row in balance] == [("201803", 118_750_00), ("201805", -118_750_00)]
    correction = voucher_rows(latest, balance[1]["Verifikationsnummer"])
    assert [(row["Konto"][0], row["Objekt"], row["ore"]) for row in correction] == [
        ("6", "9916", 118_750_00), ("1", "9916", -118_750_00),
    ]  # fmt: skip
    assert {row["Konto"][0] for row in grant_rows(latest)} == set("134567")


def test_the_payment_and_what_was_not_used_are_all_there_is_on_the_income_account(latest):
    rows = [row for row in latest if row["Konto"] == "3519"]
    payment, deferred = rows
    assert (payment["Verifikationsnummer"], payment["ore"]) == ("IN1800001", -12_569_846_00)
    assert payment["Bokföringsdatum"].date() == dt.date(2018, 6, 20)
    assert {(row["Ansvar"], row["Objekt"]) for row in rows} == {("2020", "")}
    assert (deferred["Period"], deferred["ore"]) == ("201813", 12_569_846_00 - 10_402_337_60 - 85_240_00)
    (liability,) = [row for row in voucher_rows(latest, deferred["Verifikationsnummer"]) if row is not deferred]
    assert liability["Konto"][0] == "2"


def test_another_grant_is_deferred_at_bokslut_2017_and_taken_back_in_january(latest):
    income = [row for row in latest if row["Objekt"] == "9914" and row["Konto"] == "3512"]
    deferred = [row for row in income if row["Text"] != "Professionsmiljarden, utbetalning"]
    assert [(row["Period"], row["ore"]) for row in deferred] == [("201713", 1_284_350_00), ("201801", -1_284_350_00)]
    for row in deferred:
        (liability,) = [other for other in voucher_rows(latest, row["Verifikationsnummer"]) if other is not row]
        assert (liability["Konto"], liability["ore"]) == ("2970", -row["ore"])


def test_the_closing_row_the_credit_note_and_the_late_invoice(latest):
    (closing,) = grant_rows(latest, Period="201813")
    assert (closing["Konto"], closing["ore"]) == ("5310", 85_240_00)
    assert closing["Bokföringsdatum"].date() == dt.date(2018, 12, 31)
    (credited,) = [row for row in grant_rows(latest) if counts(row) and row["ore"] < 0]
    assert (credited["Period"], credited["ore"]) == ("201808", -18_437_50)
    (late,) = [row for row in grant_rows(latest) if "avser maj" in row["Text"]]
    assert (late["Period"], late["Bokföringsdatum"].date(), late["ore"]) == ("201806", dt.date(2018, 6, 14), 27_940_00)


def test_rows_without_a_known_activity_cost_type_or_outside_the_window(latest):
    unknown = grant_rows(latest, Aktivitet="99")
    assert [row["Period"] for row in unknown] == ["201805", "201810"]
    assert len([row for row in grant_rows(latest, Aktivitet="") if counts(row)]) == 10
    (no_cost_type,) = grant_rows(latest, Konto="69")
    assert (no_cost_type["Period"], no_cost_type["ore"]) == ("201804", 24_125_00)
    (outside,) = [row for row in grant_rows(latest) if row["Period"].startswith("2017")]
    assert (outside["Period"], outside["Aktivitet"], outside["ore"]) == ("201712", "01", 38_512_50)


def test_vat_compensation_is_income_on_the_object_six_percent_of_the_months_payments(latest):
    compensation = grant_rows(latest, Konto="3")
    assert [row["Period"] for row in compensation] == ["201803", "201806", "201809", "201812"]
    for row in compensation:
        assert row["Text"] == "Momsersättning"
        paid = sum(other["ore"] for other in grant_rows(latest, Konto="58", Period=row["Period"]))
        assert row["ore"] == -(paid * 6 // 100)


def test_the_readme_names_vouchers_that_exist(latest):
    text = (ROOT / "data/raw/README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"[A-Z]{2}1[78]\d{5}", text))
    assert "FIKTIVA EXEMPELDATA" in text and len(named) > 40
    assert named <= {row["Verifikationsnummer"] for row in latest}
    assert "| juni | 859\u00a0028,45 | 4\u00a0912\u00a0406,25 |" in text
