"""What the whole workbook is set to.

Owns the shape of ``params/workbook.yaml`` (Settings).
"""

from pydantic import field_validator

from .node import Month, Node, Number, Slug, Whole


class Settings(Node):
    """Settings of the whole workbook. Shares are of the budget: beyond ``watch_share`` a deviation is «bevaka»,

    beyond ``off_share`` «avviker». Counts of patients below ``smallest_count`` are not published; what may be left out
    has the value that the shipped file states.
    """

    default_region: Slug
    default_period: Month
    watch_share: Number
    off_share: Number
    smallest_count: Whole = 5

    @field_validator("smallest_count")
    @classmethod
    def _hides_something(cls, smallest: int) -> int:
        if smallest < 2:
            raise ValueError(f"{smallest} visar också en ensam patient; tillåtet är minst 2, till exempel 5")
        return smallest
