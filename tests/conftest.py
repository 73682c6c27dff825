"""Properties are tried on the same examples every time, and as long as a slow machine needs; what takes long to make
for many tests is made by one worker alone."""

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "house",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("house")
# Session fixtures that many tests read and that cost seconds.
MADE_ONCE = ("records", "sheets")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Send every test that reads such a fixture to the same worker."""
    for item in items:
        for name in MADE_ONCE:
            if name in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.xdist_group(name))
