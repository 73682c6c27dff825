"""Everyday operations that have nothing to do with the grant: the large part of the ledger it is found in."""

from collections.abc import Iterator

from .book import Dice, Row, Voucher, last_day, supplier_invoice, workday
from .codes import (
    ABSENCE_PAY,
    ACCRUED_COST,
    BANK,
    CARE_CENTRES,
    CARE_MATERIAL,
    CARE_PURCHASED,
    CARE_SOLD,
    CONSULTANTS,
    CONSUMABLES,
    COUNTERPART_OF_UNIT,
    COURSES,
    DEFERRED_INCOME,
    DEPRECIATED,
    DEPRECIATION,
    DOCTORS_PAY,
    EMPLOYER_DEBT,
    EMPLOYER_FEES,
    FINANCE,
    HIRED_STAFF,
    INFORMATION,
    IT_SERVICES,
    LEASING,
    MEDICINES,
    OTHER_GRANTS,
    OTHER_OBJECTS,
    PATIENT_FEES,
    PAYABLES,
    PENSION_DEBT,
    PENSIONS,
    PREMISES,
    PRIMARY_CARE,
    PRINTING,
    PRIVATE_CENTRES,
    PURCHASER,
    REPAIR,
    STAFF_PAY,
    TELEPHONY,
    TRAVEL,
    UNITS,
    WITHHELD_TAX,
)

INVOICES_A_MONTH = 7
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
OBJECT_TEXT = {"9914": "Professionsmiljarden", "9915": "Psykisk hälsa", "9921": "Rehabkoordinering"}
OTHER_GRANT_UNSPENT = 1_284_350_00


def ordinary(year: int) -> Iterator[Voucher]:
    """Every ordinary voucher of a year, closing included."""
    for month in range(1, 13):
        yield from _pay(year, month)
        yield from _operations(year, month)
        yield from _care_choice(year, month)
        yield from _invoices(year, month)
        yield from _other_objects(year, month)
    yield from _other_grant(year)
    yield from _closing(year)


def _pay(year: int, month: int) -> Iterator[Voucher]:
    """Pay per unit on the 25th; the whole pay stands on the home unit until some of it is rebooked."""
    date = workday(year, month, 25)
    for unit in UNITS:
        size = (600, 1_150) if unit in CARE_CENTRES else (260, 520)
        base = Dice(f"staff {unit}").whole(*size)
        dice = Dice(f"pay {unit} {year}-{month}")
        pay = dice.near(base * 1_000_00 * (103 if year == 2018 else 100) // 100, 25)
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
                Row(WITHHELD_TAX, FINANCE, -tax, text),
                Row(EMPLOYER_DEBT, FINANCE, -fees, text),
                Row(PENSION_DEBT, FINANCE, -pension, text),
                Row(BANK, FINANCE, tax - pay, text),
            ),
        )


def _operations(year: int, month: int) -> Iterator[Voucher]:
    """Premises, medicines, patient fees, depreciation."""
    dice = Dice(f"operations {year}-{month}")
    rents = [Row(PREMISES, unit, Dice(f"rent {unit}").whole(38, 160) * 1_000_00, "Hyra") for unit in CARE_CENTRES]
    yield Voucher("BO", workday(year, month, 2), (*rents, Row(BANK, FINANCE, -sum(row.ore for row in rents), "Hyra")))
    worn = [Row(DEPRECIATION, unit, Dice(f"worn {unit}").amount(2_000, 9_000), "Avskrivning") for unit in CARE_CENTRES]
    yield Voucher(
        "BO", last_day(year, month), (*worn, Row(DEPRECIATED, FINANCE, -sum(row.ore for row in worn), "Avskrivning"))
    )
    for unit in CARE_CENTRES:
        rows = (
            Row(MEDICINES, unit, dice.amount(60_000, 240_000), "Läkemedel"),
            Row(CARE_MATERIAL, unit, dice.amount(14_000, 48_000), "Sjukvårdsmaterial"),
        )
        yield supplier_invoice(workday(year, month, dice.whole(8, 24)), rows)
        fees = dice.amount(55_000, 150_000)
        text = "Patientavgifter"
        yield Voucher(
            "KF", workday(year, month, 28), (Row(BANK, FINANCE, fees, text), Row(PATIENT_FEES, unit, -fees, text))
        )


def _care_choice(year: int, month: int) -> Iterator[Voucher]:
    """What the purchaser pays the hälsocentraler for listed patients: own ones by internal invoice."""
    date, text = workday(year, month, 15), "Vårdval, ersättning för listade"
    for counterpart, (_, _, share) in PRIVATE_CENTRES.items():
        dice = Dice(f"listed {counterpart} {year}-{month}")
        ore = dice.near(share * 62_000_00, 20)
        yield supplier_invoice(date, [Row(CARE_PURCHASED, PURCHASER, ore, text, counterpart=counterpart)], vat=False)
    rows: list[Row] = []
    for unit in CARE_CENTRES:
        ore = Dice(f"listed {unit} {year}-{month}").near(1_650_000_00, 200)
        rows.append(Row(CARE_PURCHASED, PURCHASER, ore, text, counterpart=COUNTERPART_OF_UNIT[unit]))
        rows.append(Row(CARE_SOLD, unit, -ore, text, counterpart=COUNTERPART_OF_UNIT[PURCHASER]))
    yield Voucher("IF", date, tuple(rows))


def _invoices(year: int, month: int) -> Iterator[Voucher]:
    dice = Dice(f"invoices {year}-{month}")
    paid = 0
    for _ in range(INVOICES_A_MONTH):
        account, text, low, high = dice.pick(INVOICES)
        row = Row(account, dice.pick(list(UNITS)), dice.amount(low, high), text)
        voucher = supplier_invoice(workday(year, month, dice.whole(3, 27)), [row])
        paid -= voucher.rows[-1].ore
        yield voucher
    text = "Leverantörsbetalning"
    yield Voucher("UT", last_day(year, month), (Row(PAYABLES, FINANCE, paid, text), Row(BANK, FINANCE, -paid, text)))


def _other_objects(year: int, month: int) -> Iterator[Voucher]:
    """Other grants' objects have their own rebooked pay and invoices, at least as large as the grant's."""
    for code in OTHER_OBJECTS:
        dice = Dice(f"object {code} {year}-{month}")
        text = f"Omföring lön, {OBJECT_TEXT[code]}"
        rows = []
        for unit in (PRIMARY_CARE, dice.pick(list(CARE_CENTRES))):
            pay = dice.amount(28_000, 74_000)
            for account, ore in ((STAFF_PAY, pay), (EMPLOYER_FEES, pay * 46 // 100)):
                rows += [Row(account, unit, ore, text, code), Row(account, unit, -ore, text)]
        yield Voucher("BO", last_day(year, month), tuple(rows))
        account, _, low, high = dice.pick(INVOICES)
        invoice = Row(account, dice.pick(list(CARE_CENTRES)), dice.amount(low, high), OBJECT_TEXT[code], code, "01")
        yield supplier_invoice(workday(year, month, dice.whole(5, 26)), [invoice])


def _other_grant(year: int) -> Iterator[Voucher]:
    """Another grant's money: received each autumn; what 2017 left is deferred at bokslut and taken back in January."""
    received, text = 8_940_000_00, "Professionsmiljarden, utbetalning"
    yield Voucher(
        "IN",
        workday(year, 11, 14),
        (Row(BANK, FINANCE, received, text), Row(OTHER_GRANTS, FINANCE, -received, text, "9914")),
    )
    if year == 2017:
        text = "Professionsmiljarden 2017, ej förbrukat, till förutbetald intäkt"
        rows = (
            Row(OTHER_GRANTS, FINANCE, OTHER_GRANT_UNSPENT, text, "9914"),
            Row(DEFERRED_INCOME, FINANCE, -OTHER_GRANT_UNSPENT, text),
        )
        yield Voucher("BO", last_day(2017, 12), rows, case="annat-bidrag-periodiserat", closing=True)
    else:
        text = "Professionsmiljarden 2017, återföring av förutbetald intäkt"
        rows = (
            Row(DEFERRED_INCOME, FINANCE, OTHER_GRANT_UNSPENT, text),
            Row(OTHER_GRANTS, FINANCE, -OTHER_GRANT_UNSPENT, text, "9914"),
        )
        yield Voucher("BO", workday(2018, 1, 9), rows, case="annat-bidrag-aterfort")


def _closing(year: int) -> Iterator[Voucher]:
    for unit in CARE_CENTRES:
        ore = Dice(f"closing {unit} {year}").amount(20_000, 130_000)
        text = "Upplupen kostnad, inhyrd personal"
        rows = (Row(HIRED_STAFF, unit, ore, text), Row(ACCRUED_COST, FINANCE, -ore, text))
        yield Voucher("BO", last_day(year, 12), rows, closing=True)
