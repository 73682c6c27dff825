"""The codes of the example ledger, all invented but objekt 9916. The region's parameter file has the same.

Widths: account 4, unit 4, object 4, activity 2, counterpart 3. A test keeps units and counterparts alike.
"""

REGION = "jamtland-harjedalen"
REGION_NAME = "Region Jämtland Härjedalen"
FICTIVE = "FIKTIVA EXEMPELDATA"

GRANT_OBJECT = "9916"
OTHER_OBJECTS = ("9914", "9915", "9921")

PURCHASER = "2010"
FINANCE = "2020"
DATA_WAREHOUSE = "2030"
TRAINING = "2040"
AMBULANCE = "2050"
PRIMARY_CARE = "3190"

CARE_CENTRES = {
    "3101": "Hälsocentralen Fjällbäcken",
    "3102": "Hälsocentralen Storåsen",
    "3103": "Hälsocentralen Granliden",
    "3104": "Hälsocentralen Älvnäset",
    "3105": "Hälsocentralen Björkhöjden",
    "3106": "Hälsocentralen Sjöudden",
    "3107": "Hälsocentralen Tallmon",
    "3108": "Hälsocentralen Kvarnforsen",
    "3109": "Hälsocentralen Norrgläntan",
}
SUPPORT_UNITS = {
    PURCHASER: "Beställarenheten",
    FINANCE: "Finansförvaltningen",
    DATA_WAREHOUSE: "Datalager och IT",
    TRAINING: "Utbildningsenheten",
    AMBULANCE: "Ambulanssjukvården",
    PRIMARY_CARE: "Primärvårdens ledning",
}
UNITS = SUPPORT_UNITS | CARE_CENTRES

COUNTERPART_OF_UNIT = {
    PURCHASER: "021",
    FINANCE: "022",
    DATA_WAREHOUSE: "023",
    TRAINING: "024",
    AMBULANCE: "025",
    PRIMARY_CARE: "026",
} | {unit: f"01{unit[-1]}" for unit in CARE_CENTRES}
INTERNAL_COUNTERPARTS = frozenset(COUNTERPART_OF_UNIT.values())

# Counterpart, the unit code in activity data, and the share of the listed patients of private providers in percent.
PRIVATE_CENTRES = {
    "801": ("3201", "Rönnbackens hälsocentral", 34),
    "802": ("3202", "Enebergets hälsocentral", 27),
    "803": ("3203", "Hälsocentralen Videgården", 22),
    "804": ("3204", "Hälsocentralen Kråkbärsstigen", 17),
}

# Balance accounts
EQUIPMENT, DEPRECIATED, VAT_RECEIVABLE, STATE_RECEIVABLE, BANK = "1210", "1219", "1680", "1660", "1930"
PAYABLES, WITHHELD_TAX, EMPLOYER_DEBT, PENSION_DEBT = "2510", "2710", "2730", "2210"
ACCRUED_COST, DEFERRED_INCOME, DEFERRED_GRANT = "2910", "2970", "2971"
# Income. 3519 is used for Patientmiljarden alone, so that account and unit are enough to find the payment.
PATIENT_FEES, CARE_SOLD, INTERNAL_SALES = "3110", "3210", "3410"
OTHER_GRANTS, GRANT_INCOME, VAT_COMPENSATION = "3512", "3519", "3860"
# Personnel
DOCTORS_PAY, STAFF_PAY, ABSENCE_PAY, PENSIONS, EMPLOYER_FEES = "4010", "4020", "4110", "4410", "4510"
# Other costs
CARE_PURCHASED, HIRED_STAFF, MEDICINES, CARE_MATERIAL, GRANT_GIVEN = "5010", "5310", "5610", "5710", "5810"
PREMISES, LEASING, SMALL_EQUIPMENT, CONSUMABLES, REPAIR = "6010", "6210", "6510", "6410", "6530"
TRAVEL, COURSES, INFORMATION = "6810", "6850", "6910"
IT_SERVICES, TELEPHONY, PRINTING, CONSULTANTS, INTERNAL_SERVICES = "7210", "7230", "7410", "7510", "7610"
DEPRECIATION = "7910"
SIDECAR_SCHEMA = "# yaml-language-server: $schema=../../../../params/schema/sidecar.json"
