"""The states that things are in, as codes: how firm a value is, what a part lacks.

Owns the enums that travel between rooms; ``show.wording`` says each in Swedish, and nothing else does.
"""

from enum import StrEnum


class Status(StrEnum):
    """How firm a value is; ``example`` is invented because the source has none."""

    DECIDED = "decided"
    PRELIMINARY = "preliminary"
    UNKNOWN = "unknown"
    EXAMPLE = "example"


class Lacking(StrEnum):
    """What is missing when a region's part of a component cannot be computed."""

    RULE = "rule"
    AMOUNT = "amount"
    PRICE = "price"
    VOLUME = "volume"
    LISTED = "listed"
    FULL_TIME_EQUIVALENTS = "full_time_equivalents"
    APPLICATIONS = "applications"
