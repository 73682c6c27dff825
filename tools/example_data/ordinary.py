"""Everyday operations that have nothing to do with the grants: the large part of the ledger they are found in."""

from collections.abc import Iterable, Iterator

from statsbidrag.base.period import month_end

from .accounts import (
    ABSENCE_PAY,
    ACCRUED_COST,
    BANK,
    CARE_MATERIAL,
    CARE_PURCHASED,
    CARE_SOLD,
    CONSULTANTS,
    CONSUMABLES,
    COURSES,
    DEPRECIATED,
    DEPRECIATION,
    DOCTORS_PAY,
    EMPLOYER_DEBT,
    EMPLOYER_FEES,
    HIRED_STAFF,
    INFORMATION,
    IT_SERVICES,
    LEASING,
    MEDICINES,
    PATIENT_FEES,
    PAYABLES,
    PENSION_DEBT,
    PENSIONS,
    PREMISES,
    PRINTING,
    REPAIR,
    STAFF_PAY,
    TELEPHONY,
    TRAVEL,
    WITHHELD_TAX,
)
from .book import Row, Voucher, workday
from .places import Place

INVOICES_A_MONTH = 7
PAY_LEVEL = {2017: 100, 2018: 103, 2019: 106}
INVOICES = (
    (CONSUMABLES, "Förbrukningsmaterial", 900, 14_000),
    (CARE_MATERIAL, "Sjukvårdsmaterial", 2_500, 38_000),
    (REPAIR, "Service av utrustning", 1_800, 22_000),
    (LEASING, "Leasing av bilar", 6_000, 28_000),
    (TRAVEL, "Resor i tjänsten", 600, 9_000),
    (COURSES, "Kursavgift", 2_000, 18_000),
    (INFORMATION, "Annons", 3_000, 26_000),
    (IT_SERVICES, "It-tjänster", 8_000, 95_000),
    (TELEPHONY, "Telefoni", 1_500, 12_000),
    (PRINTING, "Tryck och porto", 800, 7_000),
    (CONSULTANTS, "Konsulttjänster", 12_000, 140_000),
    (HIRED_STAFF, "Inhyrd personal", 30_000, 190_000),
)


def ordinary(place: Place, year: int, particular: Iterable[Voucher] = ()) -> Iterator[Voucher]:
    """Every ordinary voucher of a year, closing included; ``particular`` are the place's own, before the closing."""
    for month in range(1, 13):
        yield from _pay(place, year, month)
        yield from _operations(place, year, month)
        yield from _care_choice(place, year, month)
        yield from _invoices(place, year, month)
        yield from _other_objects(place, year, month)
    yield from particular
    yield from _closing(place, year)


def _pay(place: Place, year: int, month: int) -> Iterator[Voucher]:
    """Pay per unit on the 25th; the whole pay stands on the home unit until some of it is rebooked."""
    date = workday(year, month, 25)
    for unit in place.units:
        size = (600, 1_150) if unit in place.care_centres else (260, 520)
        base = place.dice(f"staff {unit}").whole(*size)
        dice = place.dice(f"pay {unit} {year}-{month}")
        pay = dice.near(base * 1_000_00 * (PAY_LEVEL[year]) // 100, 25)
        doctors, absence = (pay * 31 // 100, pay * (38 if month == 7 else 11) // 100)
        fees, pension, tax = pay * 3142 // 10000, pay * 147 // 1000, pay * 29 // 100
        text = f"Lön {date:%Y-%m}"
        yield Voucher(
            "LA",
            date,
            (
                Row(DOCTORS_PAY, unit, doctors, text),
                Row(STAFF_PAY, unit, pay - doctors - absence, text),
                Row(ABSENCE_PAY, unit, absence, text),
                Row(PENSIONS, unit, pension, text),
                Row(EMPLOYER_FEES, unit, fees, text),
                Row(WITHHELD_TAX, place.finance, -tax, text),
                Row(EMPLOYER_DEBT, place.finance, -fees, text),
                Row(PENSION_DEBT, place.finance, -pension, text),
                Row(BANK, place.finance, tax - pay, text),
            ),
        )


def _operations(place: Place, year: int, month: int) -> Iterator[Voucher]:
    """Premises, medicines, patient fees, depreciation."""
    dice = place.dice(f"operations {year}-{month}")
    rents = [
        Row(PREMISES, unit, place.dice(f"rent {unit}").whole(38, 160) * 1_000_00, "Hyra") for unit in place.care_centres
    ]
    yield Voucher(
        "BO", workday(year, month, 2), (*rents, Row(BANK, place.finance, -sum(row.ore for row in rents), "Hyra"))
    )
    worn = [
        Row(DEPRECIATION, unit, place.dice(f"worn {unit}").amount(2_000, 9_000), "Avskrivning")
        for unit in place.care_centres
    ]
    yield Voucher(
        "BO",
        month_end(year, month),
        (*worn, Row(DEPRECIATED, place.finance, -sum(row.ore for row in worn), "Avskrivning")),
    )
    for unit in place.care_centres:
        rows = (
            Row(MEDICINES, unit, dice.amount(60_000, 240_000), "Läkemedel"),
            Row(CARE_MATERIAL, unit, dice.amount(14_000, 48_000), "Sjukvårdsmaterial"),
        )
        yield place.invoice(workday(year, month, dice.whole(8, 24)), rows)
        fees = dice.amount(55_000, 150_000)
        text = "Patientavgifter"
        yield Voucher(
            "KF", workday(year, month, 28), (Row(BANK, place.finance, fees, text), Row(PATIENT_FEES, unit, -fees, text))
        )


def _care_choice(place: Place, year: int, month: int) -> Iterator[Voucher]:
    """What the purchaser pays the hälsocentraler for listed patients: own ones by internal invoice."""
    date, text = workday(year, month, 15), "Vårdval, ersättning för listade"
    for counterpart, provider in place.private.items():
        dice = place.dice(f"listed {counterpart} {year}-{month}")
        ore = dice.near(provider.share * 62_000_00, 20)
        yield place.invoice(date, [Row(CARE_PURCHASED, place.purchaser, ore, text, counterpart=counterpart)], vat=False)
    rows: list[Row] = []
    for unit in place.care_centres:
        ore = place.dice(f"listed {unit} {year}-{month}").near(1_650_000_00, 200)
        rows.append(Row(CARE_PURCHASED, place.purchaser, ore, text, counterpart=place.counterparts[unit]))
        rows.append(Row(CARE_SOLD, unit, -ore, text, counterpart=place.counterparts[place.purchaser]))
    yield Voucher("IF", date, tuple(rows))


def _invoices(place: Place, year: int, month: int) -> Iterator[Voucher]:
    dice = place.dice(f"invoices {year}-{month}")
    paid = 0
    for _ in range(INVOICES_A_MONTH):
        account, text, low, high = dice.pick(INVOICES)
        row = Row(account, dice.pick(list(place.units)), dice.amount(low, high), text)
        voucher = place.invoice(workday(year, month, dice.whole(3, 27)), [row])
        paid -= voucher.rows[-1].ore
        yield voucher
    text = "Leverantörsbetalning"
    yield Voucher(
        "UT", month_end(year, month), (Row(PAYABLES, place.finance, paid, text), Row(BANK, place.finance, -paid, text))
    )


def _other_objects(place: Place, year: int, month: int) -> Iterator[Voucher]:
    """Other grants' objects have their own rebooked pay and invoices, at least as large as the grant's."""
    for code, what in place.other_objects.items():
        dice = place.dice(f"object {code} {year}-{month}")
        text = f"Omföring lön, {what}"
        rows = []
        for unit in (place.primary_care, dice.pick(place.care_centres)):
            pay = dice.amount(28_000, 74_000)
            for account, ore in ((STAFF_PAY, pay), (EMPLOYER_FEES, pay * 46 // 100)):
                rows += [Row(account, unit, ore, text, code), Row(account, unit, -ore, text)]
        yield Voucher("BO", month_end(year, month), tuple(rows))
        account, _, low, high = dice.pick(INVOICES)
        invoice = Row(account, dice.pick(place.care_centres), dice.amount(low, high), what, code, "01")
        yield place.invoice(workday(year, month, dice.whole(5, 26)), [invoice])


def _closing(place: Place, year: int) -> Iterator[Voucher]:
    for unit in place.care_centres:
        ore = place.dice(f"closing {unit} {year}").amount(20_000, 130_000)
        text = "Upplupen kostnad, inhyrd personal"
        rows = (Row(HIRED_STAFF, unit, ore, text), Row(ACCRUED_COST, place.finance, -ore, text))
        yield Voucher("BO", month_end(year, 12), rows, closing=True)
