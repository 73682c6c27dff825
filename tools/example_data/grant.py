"""Objekt 9916 and what belongs to it: every lifelike case, and the year's vouchers as a whole.

Owns the cases. Each voucher that shows one carries its name in ``case``; ``readme`` lists them with voucher numbers.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from statsbidrag.base.period import month_end

from .accounts import (
    ACCRUED_COST,
    BANK,
    CONSULTANTS,
    DEFERRED_GRANT,
    DEPRECIATED,
    DEPRECIATION,
    EQUIPMENT,
    GRANT_GIVEN,
    GRANT_INCOME,
    HIRED_STAFF,
    INFORMATION,
    INTERNAL_SALES,
    INTERNAL_SERVICES,
    IT_SERVICES,
    PREMISES,
    SMALL_EQUIPMENT,
    STATE_RECEIVABLE,
    VAT_COMPENSATION,
)
from .book import Row, Voucher, workday
from .codes import (
    AMBULANCE,
    COUNTERPART_OF_UNIT,
    DATA_WAREHOUSE,
    FINANCE,
    GRANT_OBJECT,
    PRIMARY_CARE,
    PURCHASER,
    TRAINING,
    cost_of,
    counts,
)
from .grant_costs import invoice, invoices, private_payments, rebooked_pay
from .grant_plan import ACTIVITIES, cost

PAYMENT_ORE = 12_569_846_00
EQUIPMENT_ORE = 118_750_00
CLOSING_COST_ORE = 85_240_00
OUTSIDE_WINDOW_ORE = 38_512_50
VAT_COMPENSATION_PERCENT = 6
INTERNAL_INVOICES = (  # month, buyer, provider, activity, öre, text
    (3, "3104", TRAINING, "04", 36_800_00, "Internfaktura, utbildning i patientkontrakt"),
    (5, PRIMARY_CARE, DATA_WAREHOUSE, "02", 54_250_00, "Internfaktura, införande av videobesök"),
    (9, "3101", TRAINING, "04", 41_400_00, "Internfaktura, utbildning i patientkontrakt"),
    (11, PURCHASER, DATA_WAREHOUSE, "01", 28_900_00, "Internfaktura, uttag ur datalager"),
)


def grant_2017() -> Iterator[Voucher]:
    """A cost on the object before the grant's window opened."""
    yield invoice(
        workday(2017, 12, 18), CONSULTANTS, DATA_WAREHOUSE, OUTSIDE_WINDOW_ORE,
        "Förstudie, kunskapsstöd", "01", case="utanfor-anvandningstid",
    )  # fmt: skip


def grant_2018() -> list[Voucher]:
    """Every voucher of 2018 that touches the grant, its payment and closing included."""
    vouchers: list[Voucher] = []
    for month in range(1, 13):
        counted = [*rebooked_pay(month), *private_payments(month), *_particular_costs(month)]
        for activity in ACTIVITIES:
            rows = [row for voucher in counted for row in voucher.rows if counts(row) and row.activity == activity]
            vouchers += invoices(activity, month, cost(activity, month) - sum(row.ore for row in rows))
        vouchers += counted
        vouchers += _not_counted(month, counted)
    closing_cost = _closing_cost()
    spent = sum(cost_of(voucher) for voucher in [*vouchers, closing_cost])
    return [*vouchers, _payment(), closing_cost, _deferral(PAYMENT_ORE - spent)]


def _particular_costs(month: int) -> Iterator[Voucher]:
    """Counted costs that show something."""
    if month == 2:
        text = "Konsultstöd, datamodell"
        yield _seen_otherwise(
            invoice(workday(2018, 2, 16), CONSULTANTS, DATA_WAREHOUSE, 26_500_00, text, "01"),
            "rattad-02-aktivitet",
            activity="",
        )
        yield _not_in_first(
            invoice(workday(2018, 2, 27), IT_SERVICES, PRIMARY_CARE, 38_940_00, "Videobesök, uppstart", "02"),
            "rattad-02-ny",
        )
    if month == 4:
        yield invoice(
            workday(2018, 4, 12), INFORMATION, PURCHASER, 24_125_00,
            "Informationsmaterial, patientkontrakt", "04", case="saknar-kostnadsslag",
        )  # fmt: skip
    if month == 5:
        text = "Rättelse av LF i mars: surfplattor, ej anläggningstillgång"
        yield Voucher(
            "BO",
            workday(2018, 5, 22),
            (
                Row(SMALL_EQUIPMENT, PRIMARY_CARE, EQUIPMENT_ORE, text, GRANT_OBJECT, "02"),
                Row(EQUIPMENT, PRIMARY_CARE, -EQUIPMENT_ORE, text, GRANT_OBJECT, "02"),
            ),
            case="inventarie-rattad",
        )
    if month >= 6:
        worn, text = 3_125_00, "Avskrivning, mätutrustning"
        yield Voucher(
            "BO",
            month_end(2018, month),
            (
                Row(DEPRECIATION, "3107", worn, text, GRANT_OBJECT, "02"),
                Row(DEPRECIATED, FINANCE, -worn, text),
            ),
        )
    if month == 6:
        text = "Lokal för lättakut, avser maj, inkommen i juni"
        yield invoice(workday(2018, 6, 14), PREMISES, "3105", 27_940_00, text, "06", case="sen-bokforing")
    if month == 8:
        text = "Kreditfaktura, videobesök"
        yield invoice(workday(2018, 8, 21), IT_SERVICES, PRIMARY_CARE, -18_437_50, text, "02", case="kreditfaktura")
    if month == 9:
        text = "Inhyrd läkare, helgöppet"
        yield _seen_otherwise(
            invoice(workday(2018, 9, 12), HIRED_STAFF, "3109", 31_860_00, text, "06"),
            "rattad-09-objekt",
            object="9921",
        )
        text = "Inhyrd läkare, hemsjukvård"
        yield _not_in_first(invoice(workday(2018, 9, 26), HIRED_STAFF, "3106", 47_300_00, text, "03"), "rattad-09-ny")
    if month == 12:
        text = "Inhyrd läkare, kvällsöppet"
        yield _not_in_first(invoice(workday(2018, 12, 27), HIRED_STAFF, "3104", 64_200_00, text, "05"), "december-sen")
        text = "Datalager, vårdgarantins mätpunkter"
        yield _not_in_first(
            invoice(workday(2018, 12, 28), IT_SERVICES, DATA_WAREHOUSE, 52_375_00, text, "01"), "december-sen"
        )


def _not_counted(month: int, counted: list[Voucher]) -> Iterator[Voucher]:
    """What stands on the object and is no cost of the grant: asset, internal invoices, VAT compensation."""
    if month == 3:
        yield invoice(
            workday(2018, 3, 19), EQUIPMENT, PRIMARY_CARE, EQUIPMENT_ORE,
            "Surfplattor för hembesök", "02", case="inventarie",
        )  # fmt: skip
    for when, buyer, provider, activity, ore, text in INTERNAL_INVOICES:
        if when == month:
            bought = Row(INTERNAL_SERVICES, buyer, ore, text, GRANT_OBJECT, activity, COUNTERPART_OF_UNIT[provider])
            sold = Row(INTERNAL_SALES, provider, -ore, text, counterpart=COUNTERPART_OF_UNIT[buyer])
            yield Voucher("IF", workday(2018, month, 23), (bought, sold), case="internfaktura")
    if month in (3, 6, 9, 12):
        paid = sum(row.ore for voucher in counted for row in voucher.rows if row.account == GRANT_GIVEN)
        ore, text = paid * VAT_COMPENSATION_PERCENT // 100, "Momsersättning"
        rows = (
            Row(STATE_RECEIVABLE, FINANCE, ore, text),
            Row(VAT_COMPENSATION, PURCHASER, -ore, text, GRANT_OBJECT, "05"),
        )
        yield Voucher("BO", month_end(2018, month), rows, case="momsersattning")


def _seen_otherwise(voucher: Voucher, case: str, **codes: str) -> Voucher:
    """The first delivery had other codes on the cost row."""
    first, *rest = voucher.rows
    return replace(voucher, first_rows=(replace(first, **codes), *rest), case=case)


def _not_in_first(voucher: Voucher, case: str) -> Voucher:
    """The first delivery lacked the voucher."""
    return replace(voucher, first_rows=(), case=case)


def _payment() -> Voucher:
    text = "Patientmiljarden 2018, utbetalning"
    rows = (Row(BANK, FINANCE, PAYMENT_ORE, text), Row(GRANT_INCOME, FINANCE, -PAYMENT_ORE, text))
    return Voucher("IN", dt.date(2018, 6, 20), rows, case="utbetalning")


def _closing_cost() -> Voucher:
    text = "Upplupen kostnad, inhyrd läkare december"
    rows = (
        Row(HIRED_STAFF, AMBULANCE, CLOSING_COST_ORE, text, GRANT_OBJECT, "03"),
        Row(ACCRUED_COST, FINANCE, -CLOSING_COST_ORE, text),
    )
    return Voucher("BO", month_end(2018, 12), rows, case="bokslutsrad", closing=True)


def _deferral(unspent: int) -> Voucher:
    text = "Patientmiljarden 2018, ej förbrukat, till förutbetald intäkt"
    rows = (Row(GRANT_INCOME, FINANCE, unspent, text), Row(DEFERRED_GRANT, FINANCE, -unspent, text))
    return Voucher("BO", month_end(2018, 12), rows, case="ej-forbrukat-periodiserat", closing=True)
