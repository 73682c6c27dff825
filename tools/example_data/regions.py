"""The regions whose books follow from their parameter files: every voucher and every ledger file of their years."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from statsbidrag.model.choices import RegionAgreement
from statsbidrag.model.region import Region
from statsbidrag.read.params.parameters import read_parameters, read_region
from statsbidrag.read.params.places import agreements_of

from .book import Voucher, numbered
from .deliveries import Delivery, in_steps
from .grants import Grant, grant_vouchers
from .income import Carried, closed, first_opening, next_opening, opening_voucher, payments, taken_back
from .ordinary import ordinary
from .places import Place, Private
from .plans import BOOKS, PLANS
from .sie import export_sie
from .text_files import export_csv

MONTHLY, EVERY_OTHER = tuple(range(1, 13)), (2, 4, 6, 8, 10, 12)
DELIVERIES: dict[tuple[str, int], Callable[[int, int], list[Delivery]]] = {
    ("blekinge", 2017): lambda year, corrected: in_steps(year, (4, 6, 8, 10, 12), corrected, ".csv"),
    ("norrbotten", 2017): lambda year, corrected: in_steps(year, MONTHLY, corrected, ".csv"),
    ("norrbotten", 2018): lambda year, corrected: in_steps(year, MONTHLY, corrected, ".csv"),
    ("vastra-gotaland", 2018): lambda year, corrected: in_steps(year, (4, 6, 8, 12), corrected, ".se", whole=True),
    ("halland", 2019): lambda year, corrected: in_steps(year, EVERY_OTHER, corrected, ".csv"),
}
_CORRECTED = {
    ("blekinge", 2017): 6, ("norrbotten", 2017): 5, ("norrbotten", 2018): 9, ("vastra-gotaland", 2018): 6,
    ("halland", 2019): 6,
}  # fmt: skip


@dataclass(frozen=True)
class BookedYear:
    """A region's year: numbered vouchers in order, opening balances (öre per account), and its grants by name."""

    year: int
    vouchers: list[Voucher]
    opening: dict[str, int]
    grants: dict[str, Grant]


def corrected_month(region_id: str, year: int) -> int:
    """The month whose first delivery was wrong and came again."""
    return _CORRECTED[region_id, year]


def place_of(region: Region, year: int) -> Place:
    """A region as its parameter file has it, with the roles of its plan."""
    books = BOOKS[region.id]
    internal = {one.name: one.code for one in region.counterparts if one.kind == "internal"}
    private = [one for one in region.counterparts if one.kind == "private"]
    return Place(
        id=region.id,
        name=region.name_in(year),
        units={unit.code: unit.name for unit in region.units if unit.code not in books.set_apart},
        care_centres=tuple(unit.code for unit in region.units if unit.kind == "care_centre"),
        counterparts={unit.code: internal[unit.name] for unit in region.units},
        private={one.code: Private(one.activity_unit or "", one.name, 100 // len(private)) for one in private},
        finance=books.finance,
        purchaser=books.purchaser,
        primary_care=books.primary_care,
        other_objects=books.other_objects,
        label=f"{region.id} ",
        others={one.code: one.kind for one in region.counterparts if one.kind in ("municipality", "region")},
    )


def followed(root: Path, region_id: str, year: int) -> dict[str, RegionAgreement]:
    """The agreements of a year whose books are known, by name."""
    names = agreements_of(root, region_id, year)
    every = {name: read_parameters(root, name, region_id, year).choices for name in names}
    return {name: choices for name, choices in every.items() if choices.bookkeeping is not None}


def booked_years(root: Path, region_id: str) -> list[BookedYear]:
    """Every year of a region, oldest first."""
    region = read_region(root, region_id)
    opening, carried = first_opening(), {}
    earlier: dict[str, RegionAgreement] = {}
    years = []
    for year in BOOKS[region_id].years:
        place = place_of(region, year)
        agreements = followed(root, region_id, year)
        grants: dict[str, Grant] = {}
        vouchers = [opening_voucher(place, opening, year), *ordinary(place, year)]
        for name in {**earlier, **agreements}:
            choices = agreements.get(name)
            before = earlier.get(name)
            events = [event for one in (before, choices) if one for event in one.events]
            vouchers += payments(place, choices or before, events, year)
            if choices is None:
                continue
            listed = {one.unit: one.listed for one in choices.listed}
            grant = Grant(place, PLANS[region_id, name], choices, year, corrected_month(region_id, year), listed)
            grants[name] = grant
            if choices.bookkeeping.not_separated is not None:
                continue
            held = carried.get(name, Carried())
            booked = grant_vouchers(grant)
            ends, carried[name] = closed(place, choices, events, held, year, grant.cost(booked))
            vouchers += [*taken_back(place, choices, held, year), *booked, *ends]
        years.append(BookedYear(year, numbered(vouchers), opening, grants))
        opening, earlier = next_opening(opening, years[-1].vouchers[1:]), agreements
    return years


def ledger_files(root: Path, region_id: str, years: list[BookedYear]) -> dict[str, bytes]:
    """Path → bytes of the region's ledger files and their sidecars."""
    region = read_region(root, region_id)
    result: dict[str, bytes] = {}
    for booked in years:
        place = place_of(region, booked.year)
        objects = {row.object for voucher in booked.vouchers for row in voucher.rows if row.object}
        for delivery in DELIVERIES[region_id, booked.year](booked.year, corrected_month(region_id, booked.year)):
            rows = delivery.rows(booked.vouchers)
            path = f"data/raw/{region_id}/ledger/{delivery.file_name}"
            if delivery.suffix == ".se":
                result[path] = export_sie(place, region, delivery, rows, booked.opening)
            else:
                result[path] = export_csv(place, region.ledger, delivery, rows)
            result[f"{path}.yaml"] = delivery.sidecar(rows, objects).encode()
    return result
