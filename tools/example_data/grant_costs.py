"""The ordinary costs of objekt 9916 in 2018: rebooked pay, payments to private hälsocentraler, invoices."""

import datetime as dt
from collections.abc import Iterator

from statsbidrag.base.period import month_end

from .accounts import (
    CARE_MATERIAL,
    CONSULTANTS,
    CONSUMABLES,
    COURSES,
    DOCTORS_PAY,
    EMPLOYER_FEES,
    GRANT_GIVEN,
    HIRED_STAFF,
    IT_SERVICES,
    LEASING,
    MEDICINES,
    PREMISES,
    PRINTING,
    SMALL_EQUIPMENT,
    STAFF_PAY,
    TELEPHONY,
    TRAVEL,
)
from .book import Dice, Row, Voucher, workday
from .codes import (
    AMBULANCE,
    DATA_WAREHOUSE,
    GRANT_OBJECT,
    PLACE,
    PRIMARY_CARE,
    PRIVATE_CENTRES,
    PURCHASER,
)
from .grant_plan import cost, pay, pay_months_booked

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip

# Activity → the units whose staff work for it, with the month they begin, and the pay account.
STAFF = {
    "01": (((DATA_WAREHOUSE, 1),), STAFF_PAY),
    "02": (((PRIMARY_CARE, 1), (DATA_WAREHOUSE, 1)), STAFF_PAY),
    "03": (((AMBULANCE, 1), ("3103", 3), ("3106", 5)), DOCTORS_PAY),
    "04": ((("3101", 1), ("3104", 3), ("3108", 5)), STAFF_PAY),
    "06": ((("3105", 1), ("3109", 1)), STAFF_PAY),
}
INVOICES = {
    "01": (
        (IT_SERVICES, DATA_WAREHOUSE, "Datalager, vårdgarantins mätpunkter"),
        (CONSULTANTS, DATA_WAREHOUSE, "Konsultstöd, datamodell"),
        (IT_SERVICES, PRIMARY_CARE, "Kunskapsstöd, licenser"),
        (COURSES, DATA_WAREHOUSE, "Utbildning i uppföljning"),
    ),
    "02": (
        (IT_SERVICES, PRIMARY_CARE, "Videobesök, licenser"),
        (CONSULTANTS, PRIMARY_CARE, "Processtöd, nära vård"),
        (SMALL_EQUIPMENT, "3102", "Surfplattor för hembesök"),
        (LEASING, "3107", "Leasing av mätutrustning"),
        (TELEPHONY, PRIMARY_CARE, "Mobil uppkoppling"),
    ),
    "03": (
        (HIRED_STAFF, AMBULANCE, "Inhyrd läkare, ambulans"),
        (HIRED_STAFF, "3106", "Inhyrd läkare, hemsjukvård"),
        (TRAVEL, "3103", "Resor till kommunal hemsjukvård"),
    ),
    "04": (
        (COURSES, PURCHASER, "Utbildning i patientkontrakt"),
        (PRINTING, "3104", "Tryck av kallelser"),
        (CONSULTANTS, PURCHASER, "Processtöd, patientkontrakt"),
    ),
    "05": (
        (CARE_MATERIAL, "3102", "Material för hembesök"),
        (HIRED_STAFF, "3107", "Inhyrd sjuksköterska, kvällsöppet"),
        (MEDICINES, "3108", "Läkemedel, hembesök"),
        (HIRED_STAFF, "3104", "Inhyrd läkare, kvällsöppet"),
    ),
    "06": (
        (IT_SERVICES, "3101", "Digital kontaktväg, drift"),
        (PREMISES, "3105", "Lokal för lättakut"),
        (HIRED_STAFF, "3109", "Inhyrd läkare, helgöppet"),
    ),
    "": (
        (CONSUMABLES, "3105", "Förbrukningsmaterial"),
        (TRAVEL, PRIMARY_CARE, "Resor"),
        (CONSULTANTS, PURCHASER, "Konsulttjänster"),
    ),
}
PRIVATE_SHARE_PERCENT = {"05": 55, "04": 12}
PRIVATE_FROM_MONTH = {"05": 3, "04": 4}
PRIVATE_WITH_CONTRACTS = ("801", "803")
INVOICE_ORE = 55_000_00
UNKNOWN_ACTIVITY_MONTHS = (5, 10)


def rebooked_pay(month: int) -> Iterator[Voucher]:
    """One voucher per month of pay: debit on the grant's object, credit without object, same account and unit."""
    for worked in pay_months_booked(month):
        late = worked != month
        date = workday(2018, month, 13) if late else month_end(2018, month)
        text = f"Omföring lön {MONTHS[worked - 1]} 2018, objekt {GRANT_OBJECT}"
        rows: list[Row] = []
        for activity, (staff, account) in STAFF.items():
            units = [unit for unit, begins in staff if begins <= worked]
            parts = Dice(f"pay parts {activity} {worked}").split(pay(activity, worked), len(units))
            for unit, ore in zip(units, parts, strict=True):
                salary = ore * 10_000 // 14_612
                for code, amount in ((account, salary), (EMPLOYER_FEES, ore - salary)):
                    rows.append(Row(code, unit, amount, text, GRANT_OBJECT, activity))
                    rows.append(Row(code, unit, -amount, text))
        yield Voucher("BO", date, tuple(rows), case=f"lon-omford-{worked:02d}")


def private_payments(month: int) -> Iterator[Voucher]:
    """Payments of the month to private hälsocentraler, a voucher for each; care given by others has no VAT."""
    for activity, begins in PRIVATE_FROM_MONTH.items():
        if month < begins:
            continue
        total = cost(activity, month) * PRIVATE_SHARE_PERCENT[activity] // 100
        receivers = list(PRIVATE_CENTRES) if activity == "05" else list(PRIVATE_WITH_CONTRACTS)
        what = "Stimulansmedel" if activity == "05" else "Ersättning patientkontrakt"
        parts = Dice(f"private {activity} {month}").split(total, len(receivers))
        for counterpart, ore in zip(receivers, parts, strict=True):
            row = Row(GRANT_GIVEN, PURCHASER, ore, f"{what} {MONTHS[month - 1]}", GRANT_OBJECT, activity, counterpart)
            case = f"privat/{activity}"
            yield PLACE.invoice(workday(2018, month, 20), [row], vat=False, case=case)


def invoices(activity: str, month: int, ore: int) -> Iterator[Voucher]:
    """Suppliers' invoices that add up to the amount."""
    if ore == 0:
        return
    if ore < 0:
        raise ValueError(f"nothing left for invoices of activity {activity} in month {month}: {ore}")
    dice = Dice(f"grant invoices {activity} {month}")
    kinds = INVOICES[activity]
    for place, part in enumerate(dice.split(ore, max(1, ore // INVOICE_ORE))):
        account, unit, text = kinds[(month + place) % len(kinds)]
        unknown = activity == "" and month in UNKNOWN_ACTIVITY_MONTHS
        code = "99" if unknown else activity
        row = Row(account, unit, part, text, GRANT_OBJECT, code)
        case = "" if activity else ("okand-aktivitet" if unknown else "utan-aktivitet")
        yield PLACE.invoice(workday(2018, month, dice.whole(4, 26)), [row], case=case)


def invoice(date: dt.date, account: str, unit: str, ore: int, text: str, activity: str, **voucher: object) -> Voucher:
    """One supplier's invoice on the grant's object."""
    return PLACE.invoice(date, [Row(account, unit, ore, text, GRANT_OBJECT, activity)], **voucher)
