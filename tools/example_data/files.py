"""Every example file by its path under the project root."""

from pathlib import Path

from statsbidrag.read.params.parameters import read_region

from . import indicators, waiting
from .activity import month_file
from .activity import sidecar as activity_sidecar
from .book import Voucher, numbered
from .codes import GRANT_OBJECT, OTHER_OBJECTS, PLACE, REGION
from .deliveries import DELIVERIES, RECEIVED, received
from .excel import export
from .grant import grant_2017, grant_2018
from .orders import orders_file
from .ordinary import ordinary
from .other_grant import other_grant
from .plans import BOOKS
from .readme import readme
from .readme_region import readme as readme_of_region
from .regions import BookedYear, booked_years, followed, ledger_files

ROOT = Path(__file__).resolve().parents[2]
RAW = f"data/raw/{REGION}"
YEARS_OF_WAITING = (2018, 2019)


def vouchers() -> list[Voucher]:
    """Every voucher of Jämtland Härjedalen 2017 and 2018, numbered, as they finally stood."""
    return [
        *numbered([*ordinary(PLACE, 2017, other_grant(2017)), *grant_2017()]),
        *numbered([*ordinary(PLACE, 2018, other_grant(2018)), *grant_2018()]),
    ]


def files() -> dict[str, bytes]:
    """Path → bytes."""
    booked = vouchers()
    result: dict[str, bytes] = {}
    for delivery in DELIVERIES:
        rows = delivery.rows(booked)
        path = f"{RAW}/ledger/{delivery.file_name}"
        result[path] = export(rows, delivery.received)
        result[f"{path}.yaml"] = delivery.sidecar(rows, (*OTHER_OBJECTS, GRANT_OBJECT)).encode()
    for month, day in RECEIVED.items():
        path = f"{RAW}/activity/verksamhet-2018-{month:02d}.csv"
        result[path] = month_file(month).encode()
        result[f"{path}.yaml"] = activity_sidecar(month, day).encode()
    others: dict[str, list[BookedYear]] = {name: booked_years(ROOT, name) for name in BOOKS}
    for name, years in others.items():
        result |= ledger_files(ROOT, name, years)
        result[f"data/raw/{name}/README.md"] = readme_of_region(read_region(ROOT, name), years).encode()
        for year in years:
            result |= _activity(name, year)
    path, text, about = orders_file()
    result[path], result[f"{path}.yaml"] = text.encode(), about.encode()
    for year in YEARS_OF_WAITING:
        path, text = f"data/raw/riket/vantetider-{year}.csv", waiting.year_file(year)
        result[path], result[f"{path}.yaml"] = text.encode(), waiting.sidecar(text, year).encode()
    return {"data/raw/README.md": readme(booked).encode()} | result


def _activity(name: str, booked: BookedYear) -> dict[str, bytes]:
    """A region's activity data of a year."""
    result: dict[str, bytes] = {}
    agreements = followed(ROOT, name, booked.year)
    place = next(iter(booked.grants.values())).place
    for month in range(1, 13):
        text = indicators.month_file(place, agreements, booked.year, month)
        path = f"data/raw/{name}/activity/verksamhet-{booked.year}-{month:02d}.csv"
        day = f"{received(booked.year, month)}"
        result[path] = text.encode()
        result[f"{path}.yaml"] = indicators.sidecar(text, booked.year, month, day).encode()
    return result
