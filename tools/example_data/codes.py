"""The codes of Jämtland Härjedalen's example ledger, all invented but objekt 9916. Its parameter file has the same.

Widths: account 4, unit 4, object 4, activity 2, counterpart 3. A test keeps units and counterparts alike.
"""

from .book import Row, Voucher
from .places import Place, Private

REGION = "jamtland-harjedalen"
REGION_NAME = "Region Jämtland Härjedalen"

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


PLACE = Place(
    id=REGION,
    name=REGION_NAME,
    units=UNITS,
    care_centres=tuple(CARE_CENTRES),
    counterparts=COUNTERPART_OF_UNIT,
    private={code: Private(unit, name, share) for code, (unit, name, share) in PRIVATE_CENTRES.items()},
    finance=FINANCE,
    purchaser=PURCHASER,
    primary_care=PRIMARY_CARE,
    other_objects={"9914": "Professionsmiljarden", "9915": "Psykisk hälsa", "9921": "Rehabkoordinering"},
)


def counts(row: Row) -> bool:
    """True when the row is a cost of the grant: on its object, classes 4–7, not bought from an own unit."""
    return row.object == GRANT_OBJECT and row.account[0] in "4567" and row.counterpart not in INTERNAL_COUNTERPARTS


def cost_of(voucher: Voucher) -> int:
    """Öre of the rows that count as cost of the grant."""
    return sum(row.ore for row in voucher.rows if counts(row))
