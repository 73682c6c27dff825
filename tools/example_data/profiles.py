"""Kinds of efforts: how much of their cost is pay, and what else they buy.

Owns the courses of cost that an effort follows when its budget has no months, and the invented suppliers and texts.
"""

from dataclasses import dataclass

from .accounts import (
    CARE_MATERIAL,
    CARE_PURCHASED,
    CONSULTANTS,
    CONSUMABLES,
    COURSES,
    DOCTORS_PAY,
    GRANT_GIVEN,
    HIRED_STAFF,
    IT_SERVICES,
    MEDICINES,
    PRINTING,
    SMALL_EQUIPMENT,
    STAFF_PAY,
    TELEPHONY,
    TRAVEL,
)

SEASON = (6, 8, 9, 9, 10, 9, 5, 8, 10, 10, 10, 6)
SUPPLIERS = (
    "Exempelkonsult AB", "Fiktiva System AB", "Påhittade Kurser HB", "Vårdbemanning Exempel AB", "Tryckeri Exempel",
    "Mönsterdata Sverige AB", "Resebyrån Påhitt AB",
)  # fmt: skip


@dataclass(frozen=True)
class Profile:
    """``pay`` is percent of the cost; ``kinds`` are account and text of the invoices for the rest.

    ``passed_on`` is percent of the cost that is paid to others, whose kind of counterpart is ``payees``.
    """

    pay: int
    kinds: tuple[tuple[str, str], ...]
    pay_account: str = STAFF_PAY
    passed_on: int = 0
    payees: str = ""
    paid_from: str = GRANT_GIVEN
    paid_text: str = ""
    invoice_ore: int = 60_000_00


PROFILES = {
    "personal": Profile(84, ((COURSES, "Kursavgift"), (TRAVEL, "Resor"), (CONSUMABLES, "Kontorsmaterial"))),
    "it": Profile(
        28,
        (
            (IT_SERVICES, "Licenser"),
            (CONSULTANTS, "Konsultstöd"),
            (IT_SERVICES, "Drift och förvaltning"),
            (TELEPHONY, "Uppkoppling"),
        ),
        invoice_ore=110_000_00,
    ),
    "projekt": Profile(
        52, ((CONSULTANTS, "Processtöd"), (COURSES, "Konferens"), (PRINTING, "Tryck"), (TRAVEL, "Resor"))
    ),
    "utbildning": Profile(
        34,
        (
            (COURSES, "Kursavgifter"),
            (COURSES, "Utbildningsplatser"),
            (TRAVEL, "Resor och logi"),
            (PRINTING, "Kursmaterial"),
        ),
    ),
    "vard": Profile(
        58,
        (
            (HIRED_STAFF, "Inhyrd personal"),
            (CARE_MATERIAL, "Material"),
            (MEDICINES, "Läkemedel"),
            (SMALL_EQUIPMENT, "Utrustning"),
        ),
        pay_account=DOCTORS_PAY,
        invoice_ore=140_000_00,
    ),
    "studielon": Profile(91, ((COURSES, "Kurslitteratur"), (TRAVEL, "Resor till lärosäte"))),
    "kommun": Profile(
        0, ((CONSULTANTS, "Samordning"),), passed_on=96, payees="municipality", paid_text="Kommunens del"
    ),
    "region": Profile(
        4,
        ((TRAVEL, "Resor"),),
        passed_on=94,
        payees="region",
        paid_from=CARE_PURCHASED,
        paid_text="Ersättning för utförda utredningar",
    ),
    "privat": Profile(
        56, ((COURSES, "Kursavgift"), (TRAVEL, "Resor")), passed_on=38, payees="private", paid_text="Ersättning"
    ),
}
