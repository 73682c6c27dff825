"""How each region books its agreements: the kind of every effort, where its staff are, and the cases to show.

What an effort costs comes from the region's parameter file (codes, budget, the latest forecast); here is only what no
parameter tells. Two regions that book alike share a plan.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Books:
    """A region's roles: codes of units, what its other objects are, and the years that are written.

    ``set_apart`` are units whose every row is a grant's, so that ordinary bookkeeping keeps off them.
    """

    years: tuple[int, ...]
    finance: str
    purchaser: str
    primary_care: str
    other_objects: Mapping[str, str]
    set_apart: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """One agreement: effort → profile and units, and how its bookkeeping departs from the plain.

    ``late_pay`` is the month whose pay is rebooked a month late (0: none); ``internal`` the internal invoices: month,
    seller, öre and text; ``invoicer`` the buying unit when the efforts' cost is invoiced to it month by month.
    """

    efforts: Mapping[str, tuple[str, tuple[str, ...]]]
    late_pay: int = 6
    internal: tuple[tuple[int, str, int, str], ...] = ()
    invoicer: str = ""
    cases: tuple[str, ...] = field(default=("late", "credit", "rebooked", "accrued", "uncoded"))


BOOKS = {
    "blekinge": Books(
        (2017,), "10200", "10100", "21900",
        {"0810": "Registercentrum", "0820": "Folkhälsoprojekt"}, ("84100", "84200"),
    ),
    "norrbotten": Books(
        (2017, 2018), "1020", "1010", "2190",
        {"48101": "Patientkontrakt, pilot", "48201": "Sexuell hälsa, nyanlända", "48301": "Asylsökande, psykisk hälsa"},
    ),
    "vastra-gotaland": Books((2018,), "103000", "102000", "201000", {}),
    "halland": Books((2019,), "1020", "1010", "2190", {"198101": "Digitalt vårdmöte", "198201": "Hälsosamtal"}),
}  # fmt: skip

_BL, _NB = ("10100",), ("1010",)
PLANS: dict[tuple[str, str], Plan] = {
    ("blekinge", "professionsmiljarden"): Plan(
        {
            "it-stod": ("it", ("10300",)),
            "kompetens": ("projekt", ("31010", "31030")),
            "planering": ("projekt", ("10400",)),
            "sjukskoterskor": ("studielon", ("10400", "22300")),
        },
        late_pay=5,
        cases=("late", "credit", "rebooked", "accrued", "uncoded", "asset", "outside", "unmapped", "corrected"),
        internal=((4, "10300", 38_400_00, "Internfaktura, uppföljningsverktyg"),),
    ),
    ("blekinge", "cancervard"): Plan(
        {
            "vardforlopp": ("projekt", ("22200",)),
            "koordinatorer": ("personal", ("22200",)),
            "rehabilitering": ("vard", ("22200",)),
            "patientmedverkan": ("projekt", ("22200",)),
        },
        late_pay=9,
        cases=("late", "credit", "accrued", "uncoded", "corrected"),
    ),
    ("blekinge", "psykisk-halsa"): Plan(
        {
            "lansgemensamt": ("projekt", _BL),
            "kommunernas-del": ("kommun", _BL),
            "ungdomsmottagningar": ("personal", ("22300", "31020")),
            "ungdomsmottagningar-kommun": ("kommun", _BL),
            "barn-och-unga": ("vard", ("22300",)),
        },
        cases=("late", "rebooked", "accrued", "uncoded", "personal-data"),
        internal=((10, "10400", 21_900_00, "Internfaktura, utbildningsdag"),),
    ),
    ("blekinge", "forlossningsvard"): Plan(
        {
            "bemanning": ("personal", ("22100",)),
            "arbetssatt": ("projekt", ("22100",)),
            "kompetens": ("utbildning", ("22100",)),
            "reproduktiv-halsa": ("vard", ("22100", "31040")),
            "bemanning-tillagg": ("personal", ("22100",)),
        },
        late_pay=10,
        cases=("late", "credit", "accrued", "uncoded", "personal-data", "corrected"),
    ),
    ("blekinge", "sjukskrivning"): Plan(
        {
            "kompetenssatsning": ("utbildning", ()),
            "koordinering": ("personal", ()),
            "intyg": ("it", ()),
            "behandlingar": ("vard", ()),
            "kontakter": ("personal", ()),
        },
        cases=("late", "credit", "accrued", "uncoded", "personal-data"),
    ),
    ("blekinge", "forsakringsmedicinska-utredningar"): Plan(
        {
            "kopta-utredningar": ("region", ("22500",)),
            "formedling": ("region", ("22500",)),
            "utbildning": ("utbildning", ("22500",)),
        },
        late_pay=0,
        cases=("accrued", "personal-data"),
    ),
    ("blekinge", "kronisk-sjukdom"): Plan(
        {
            "kunskapsstod": ("it", ("21900",)),
            "primarvardskvalitet": ("it", ("21900",)),
            "flippen": ("projekt", ("21900",)),
            "ledarskap": ("utbildning", ("21900",)),
        },
        cases=("accrued", "uncoded"),
    ),
    ("norrbotten", "professionsmiljarden"): Plan(
        {
            "vard-pa-distans": ("it", ("1030", "3101")),
            "bi-lyftet": ("it", ("1030",)),
            "administrativa-stod": ("it", ("1030",)),
            "vardnara-service": ("personal", ("2210", "3103")),
            "kompetensvaxling": ("projekt", ("1040",)),
            "bemanning": ("projekt", ("1040",)),
            "peer-handledning": ("utbildning", ("1040",)),
            "utbildningshalsocentraler": ("personal", ("3102", "3105")),
            "sjukskoterskor": ("studielon", ("1040", "2210", "3104")),
        },
        cases=("late", "credit", "rebooked", "accrued", "uncoded", "asset", "outside", "unmapped", "corrected"),
        internal=(
            (3, "1030", 64_500_00, "Internfaktura, distansteknik"),
            (9, "1040", 42_750_00, "Internfaktura, kursplatser"),
        ),
    ),
    ("norrbotten", "cancervard"): Plan(
        {
            "vardforlopp": ("projekt", ("2220",)),
            "koordinatorer": ("personal", ("2220",)),
            "tidsgranser": ("it", ("1030",)),
        },
        late_pay=4,
        cases=("late", "credit", "accrued", "uncoded", "corrected"),
    ),
    ("norrbotten", "psykisk-halsa"): Plan(
        {
            "forsta-linjen": ("vard", ("2190", "3102")),
            "psykolog": ("personal", ("3101", "3104")),
            "suicidprevention": ("projekt", ("2230",)),
            "brukarmedverkan": ("projekt", ("2230",)),
            "ungdomsmottagningar": ("kommun", _NB),
            "barn-och-unga": ("vard", ("2240",)),
        },
        cases=("late", "rebooked", "accrued", "uncoded", "personal-data"),
        internal=((5, "1040", 31_200_00, "Internfaktura, utbildning i första linjen"),),
    ),
    ("norrbotten", "forlossningsvard"): Plan(
        {
            "bemanning": ("personal", ("2210",)),
            "saker-forlossning": ("utbildning", ("2210",)),
            "backenbotten": ("projekt", ("2210",)),
            "utsatta-kvinnor": ("projekt", ("2210", "3106")),
            "patientinformation": ("projekt", ("2210",)),
            "reproduktiv-halsa": ("vard", ("2210", "3103")),
            "cellprov": ("projekt", ("2210",)),
            "sarskilda-grupper": ("vard", ("2210",)),
            "bemanning-tillagg": ("personal", ("2210",)),
        },
        late_pay=10,
        cases=("late", "credit", "accrued", "uncoded", "personal-data"),
    ),
    ("norrbotten", "sjukskrivning"): Plan(
        {
            "kompetenssatsning": ("utbildning", ("2190",)),
            "koordinering": ("personal", ("3101", "3104", "2230")),
            "kbt": ("vard", ("3102", "3105")),
            "vas": ("it", ("1030",)),
            "kontakter": ("personal", ("2190",)),
        },
        late_pay=8,
        cases=("late", "credit", "accrued", "uncoded", "personal-data"),
    ),
    ("norrbotten", "forsakringsmedicinska-utredningar"): Plan(
        {
            "egna-utredningar": ("vard", ("2250",)),
            "kopta-utredningar": ("region", ("2250",)),
            "administration": ("personal", ("2250",)),
            "utbildning": ("utbildning", ("2250",)),
        },
        cases=("late", "credit", "accrued", "personal-data"),
    ),
    ("norrbotten", "kronisk-sjukdom"): Plan(
        {
            "programrad": ("projekt", ("2190",)),
            "kunskapsstod": ("it", ("2190",)),
            "primarvardskvalitet": ("it", ("2190",)),
            "ledarskap": ("utbildning", ("2190",)),
            "flippen": ("projekt", ("2190",)),
        },
        cases=("accrued", "uncoded"),
    ),
    ("norrbotten", "patientmiljarden"): Plan(
        {
            "forstarkt-vardgaranti": ("projekt", ("2190", "3101", "3103")),
            "vantetidsuppfoljning": ("it", ("1030",)),
            "stod-till-privata": ("privat", ("2190",)),
            "vardkontakt": ("projekt", ("2190", "3105")),
            "e-tjanster": ("it", ("1030",)),
        },
        late_pay=10,
        cases=("late", "credit", "rebooked", "accrued", "uncoded", "corrected"),
    ),
    ("norrbotten", "vardens-medarbetare"): Plan(
        {
            "ledarskap": ("utbildning", ("1040",)),
            "behalla": ("personal", ("1040", "2210", "2230", "3102")),
            "utvecklingsarbete": ("projekt", ("1040", "2220")),
            "produktionsplanering": ("it", ("1030",)),
        },
        late_pay=9,
        cases=("late", "credit", "accrued", "uncoded", "unmapped", "corrected"),
    ),
    ("norrbotten", "barnhalsovard"): Plan(
        {
            "hembesok": ("personal", ("3103", "3106")),
            "foraldrastod": ("projekt", ("2190",)),
            "tandhalsa": ("vard", ("2260",)),
            "informationsoverforing": ("it", ("1030",)),
        },
        cases=("late", "accrued", "uncoded", "personal-data"),
    ),
    ("norrbotten", "beredskap"): Plan(
        {
            "planering": ("personal", ("2270",)),
            "kartlaggning": ("projekt", ("2270",)),
            "samverkan": ("utbildning", ("2270",)),
        },
        cases=("accrued",),
    ),
    ("vastra-gotaland", "sjukskrivning"): Plan(
        {
            "kompetenssatsning": ("utbildning", ("202000",)),
            "rehabkoordinering": ("privat", tuple(f"3010{number:02d}" for number in range(1, 19))),
            "processledning": ("personal", ("203000",)),
            "lokala-satsningar": ("projekt", ("202000", "204000")),
        },
        invoicer="101000",
        cases=("late", "credit", "rebooked", "accrued", "unmapped", "corrected", "personal-data"),
    ),
    ("halland", "komiljarden"): Plan(
        {
            "operationer": ("vard", ("2210",)),
            "besok": ("vard", ("2220",)),
            "rapportering": ("it", ("1030",)),
            "alla-kontakter": ("projekt", ("1010", "2230")),
        },
        cases=("late", "credit", "rebooked", "accrued", "uncoded", "asset", "unmapped", "corrected", "personal-data"),
        internal=((8, "1030", 57_300_00, "Internfaktura, anpassning av vårdsystem"),),
    ),
    ("halland", "god-och-nara-vard"): Plan({}),
}
