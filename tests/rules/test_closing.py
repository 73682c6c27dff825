"""When a delivery's last month is closed: by the region's days, by the sidecar before them, else not known."""

import datetime as dt

import pytest

from statsbidrag.model.region import PeriodClosing
from statsbidrag.rules.closing import Claim, is_closed

DAYS = PeriodClosing.model_validate({"month": "8", "year": "40"})


@pytest.mark.parametrize(
    ("last", "received", "closed", "expected"),
    [
        ("2018-06", "2018-07-08", None, True),
        ("2018-06", "2018-07-07", None, False),
        ("2018-02", "2018-03-08", None, True),
        ("2018-02", "2018-03-07", None, False),
        ("2018-12", "2019-01-08", None, True),
        ("2018-12", "2019-01-07", None, False),
        ("2018-13", "2019-02-09", None, True),
        ("2018-13", "2019-02-08", None, False),
        ("2018-06", None, None, None),
        ("2018-06", "2018-07-31", "2018-05", False),
        ("2018-06", "2018-07-01", "2018-06", True),
        ("2018-06", None, "2018-06", True),
        ("2018-13", "2019-03-31", "2018-12", False),
    ],
)
def test_a_month_is_closed_by_days_or_by_what_the_sidecar_says(last, received, closed, expected) -> None:
    day = None if received is None else dt.date.fromisoformat(received)
    assert is_closed(Claim(last, day, closed), DAYS) is expected


def test_without_days_in_the_region_file_only_the_sidecar_tells() -> None:
    day = dt.date(2018, 7, 31)
    assert is_closed(Claim("2018-06", day, None), None) is None
    assert is_closed(Claim("2018-06", day, "2018-07"), None) is True
