"""What the whole workbook is set to.

Owns the shape of ``params/workbook.yaml`` (Settings).
"""

from pydantic import model_validator

from .node import Month, Node, Number, Slug, wrong_at


class Settings(Node):
    """Settings of the whole workbook. Shares are of the budget: beyond ``watch_share`` a deviation is «bevaka»,

    beyond ``off_share`` «avviker». No amount in a parameter file is above ``largest_amount_mdkr``; None sets no bound.
    """

    default_region: Slug
    default_period: Month
    watch_share: Number
    off_share: Number
    largest_amount_mdkr: Number | None = None

    @model_validator(mode="after")
    def _are_shares(self) -> "Settings":
        for key, share in (("watch_share", self.watch_share), ("off_share", self.off_share)):
            if not 0 <= share <= 1:
                raise wrong_at(f"{key} är {share}; skriv en andel från 0 till 1, till exempel 0.05 för 5 procent", key)
        if self.watch_share > self.off_share:
            raise wrong_at(f"watch_share är {self.watch_share}, mer än off_share; skriv en mindre andel", "watch_share")
        return self
