"""The bounds of the lights, from ``params/workbook.yaml``.

Owns that they are in öre and exact shares, for the lights and for the lines that go before them on page one.
"""

from fractions import Fraction

from ...base.money import ore_from_text
from ...model.settings import Settings
from ...rules.lights import Bounds


def bounds_of(settings: Settings) -> Bounds:
    """What a light needs to change, as the settings have it."""
    return Bounds(
        Fraction(settings.watch_share),
        ore_from_text(str(settings.watch_mnkr), "mnkr"),
        Fraction(settings.off_share),
        ore_from_text(str(settings.off_mnkr), "mnkr"),
        Fraction(settings.result_share),
        Fraction(settings.result_points),
    )
