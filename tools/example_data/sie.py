"""Ledger files as SIE 4E: vouchers that balance, with opening and closing balances and result.

Owns the dimensions' numbers, which are those of the region's parameter file, and the names of accounts. Bytes are code
page 437, as the format has it. SIE has no period 13: closing vouchers are dated the last of December.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from statsbidrag.base.period import month_end
from statsbidrag.model.region import Region

from .book import Voucher
from .deliveries import Delivery, kronor
from .excel import Booked
from .places import FICTIVE, Place

DIMENSIONS = {"unit": "Ansvar", "product": "Produkt", "counterpart": "Motpart"}
PRODUCTS = {
    "90152": "Kompetenssatsning försäkringsmedicin", "90153": "Rehabkoordinering", "90154": "Lokal processledare",
    "90155": "Lokala projekt",
}  # fmt: skip
ACCOUNT_GROUPS = {
    "12": "Inventarier", "16": "Fordringar", "19": "Bank", "20": "Eget kapital", "22": "Pensioner",
    "25": "Leverantörsskulder", "27": "Skatter och avgifter", "29": "Upplupna kostnader och förutbetalda intäkter",
    "31": "Patientavgifter", "32": "Försäljning av vård", "34": "Interna intäkter", "35": "Statsbidrag",
    "36": "Periodiserade statsbidrag", "38": "Momsersättning", "40": "Löner", "41": "Frånvaro", "44": "Pensioner",
    "45": "Arbetsgivaravgifter", "50": "Köpt vård", "53": "Inhyrd personal", "56": "Läkemedel",
    "57": "Sjukvårdsmaterial", "58": "Lämnade bidrag", "60": "Lokaler", "62": "Leasing", "64": "Förbrukning",
    "65": "Inventarier och reparation", "68": "Resor och kurser", "69": "Information", "72": "It och telefoni",
    "74": "Tryck", "75": "Konsulter", "76": "Interna tjänster", "79": "Avskrivningar",
}  # fmt: skip


def export_sie(
    place: Place, region: Region, delivery: Delivery, rows: Sequence[Booked], opening: Mapping[str, int]
) -> bytes:
    """The bytes of a delivery from January on; ``opening`` are öre per balance account when the year begins."""
    year = int(delivery.begins[:4])
    until = month_end(year, min(12, int(delivery.ends[5:])))
    booked = [entry for entry in rows if not entry[0].period.endswith("00")]
    moved: defaultdict[str, int] = defaultdict(int)
    for _, _, row in booked:
        moved[row.account] += row.ore
    accounts = sorted({*opening, *moved})
    numbers = region.ledger.sie_dimensions
    lines = [
        "#FLAGGA 0",
        f'#PROGRAM "{FICTIVE}" 1.0',
        "#FORMAT PC8",
        f"#GEN {delivery.received:%Y%m%d}",
        "#SIETYP 4",
        f'#PROSA "{FICTIVE}: belopp, enheter och verifikationer är påhittade"',
        f"#ORGNR {region.organisation_number.number}",
        f'#FNAMN "{place.name} - {FICTIVE}"',
        f"#RAR 0 {year}0101 {year}1231",
        f"#OMFATTN {until:%Y%m%d}",
        *(f'#KONTO {account} "{ACCOUNT_GROUPS[account[:2]]}"' for account in accounts),
        *(f'#DIM {numbers[name]} "{title}"' for name, title in DIMENSIONS.items()),
        *_objects(place, region, numbers),
        *(f"#IB 0 {account} {kronor(opening.get(account, 0))}" for account in accounts if account[0] in "12"),
        *(
            f"#UB 0 {account} {kronor(opening.get(account, 0) + moved[account])}"
            for account in accounts
            if account[0] in "12"
        ),
        *(f"#RES 0 {account} {kronor(moved[account])}" for account in accounts if account[0] not in "12"),
        *_vouchers(booked, numbers),
    ]
    return "\r\n".join([*lines, ""]).encode("cp437")


def _objects(place: Place, region: Region, numbers: Mapping[str, str]) -> list[str]:
    names = [
        *(("unit", unit.code, unit.name) for unit in region.units),
        *(("product", code, name) for code, name in PRODUCTS.items()),
        *(("counterpart", one.code, one.name) for one in region.counterparts),
    ]
    return [f'#OBJEKT {numbers[column]} {code} "{name}"' for column, code, name in names]


def _vouchers(booked: Sequence[Booked], numbers: Mapping[str, str]) -> list[str]:
    lines: list[str] = []
    open_voucher: Voucher | None = None
    for voucher, _, row in booked:
        if voucher is not open_voucher:
            lines += ["}"] if open_voucher else []
            series, number = voucher.number[:2], voucher.number[2:]
            lines += [f'#VER {series} {number} {voucher.date:%Y%m%d} "{voucher.rows[0].text}"', "{"]
            open_voucher = voucher
        objects = " ".join(f"{numbers[name]} {getattr(row, name)}" for name in DIMENSIONS if getattr(row, name))
        lines.append(f'#TRANS {row.account} {{{objects}}} {kronor(row.ore)} {voucher.date:%Y%m%d} "{row.text}"')
    return [*lines, "}"] if open_voucher else lines
