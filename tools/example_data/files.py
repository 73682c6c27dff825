"""Every example file by its path under the project root."""

from .activity import month_file
from .activity import sidecar as activity_sidecar
from .book import Voucher, numbered
from .codes import PLACE, REGION
from .deliveries import DELIVERIES, RECEIVED
from .excel import export
from .grant import grant_2017, grant_2018
from .ordinary import ordinary
from .other_grant import other_grant
from .readme import readme

RAW = f"data/raw/{REGION}"


def vouchers() -> list[Voucher]:
    """Every voucher of 2017 and 2018, numbered, as they finally stood."""
    return [
        *numbered([*ordinary(PLACE, 2017, other_grant(2017)), *grant_2017()]),
        *numbered([*ordinary(PLACE, 2018, other_grant(2018)), *grant_2018()]),
    ]


def files() -> dict[str, bytes]:
    """Path → bytes."""
    booked = vouchers()
    result = {"data/raw/README.md": readme(booked).encode()}
    for delivery in DELIVERIES:
        rows = delivery.rows(booked)
        path = f"{RAW}/ledger/{delivery.file_name}"
        result[path] = export(rows, delivery.received)
        result[f"{path}.yaml"] = delivery.sidecar(rows).encode()
    for month, received in RECEIVED.items():
        path = f"{RAW}/activity/verksamhet-2018-{month:02d}.csv"
        result[path] = month_file(month).encode()
        result[f"{path}.yaml"] = activity_sidecar(month, received).encode()
    return result
