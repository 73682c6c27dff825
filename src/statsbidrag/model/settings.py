"""What the whole workbook is set to.

Owns the shape of ``params/workbook.yaml`` (Settings).
"""

from pydantic import field_validator, model_validator

from .node import Month, Node, Number, Slug, Whole, wrong_at


class Settings(Node):
    """Settings of the whole workbook. Shares are of the budget: beyond ``watch_share`` a deviation is «bevaka»,

    beyond ``off_share`` «avviker». No amount in a parameter file is above ``largest_amount_mdkr``; None sets no bound.
    Counts of patients below ``smallest_count`` are not published; what may be left out has the value that the shipped
    file states. ``due_within_days`` is how far ahead ``status`` tells of dates, None for all.
    """

    default_region: Slug
    default_period: Month
    watch_share: Number
    off_share: Number
    largest_amount_mdkr: Number | None = None
    due_within_days: Whole | None = None

    smallest_count: Whole = 5

    @model_validator(mode="after")
    def _are_shares(self) -> "Settings":
        for key, share in (("watch_share", self.watch_share), ("off_share", self.off_share)):
            if not 0 <= share <= 1:
                raise wrong_at(f"{key} är {share}; skriv en andel från 0 till 1, till exempel 0.05 för 5 procent", key)
        if self.watch_share > self.off_share:
            raise wrong_at(f"watch_share är {self.watch_share}, mer än off_share; skriv en mindre andel", "watch_share")
        return self

    @field_validator("smallest_count")
    @classmethod
    def _hides_something(cls, smallest: int) -> int:
        if smallest < 2:
            raise ValueError(f"{smallest} visar också en ensam patient; tillåtet är minst 2, till exempel 5")
        return smallest
