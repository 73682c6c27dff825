"""What the whole workbook is set to.

Owns the shape of ``params/workbook.yaml`` (Settings).
"""

from .node import Month, Node, Number, Slug


class Settings(Node):
    """Settings of the whole workbook. Shares are of the budget: beyond ``watch_share`` a deviation is «bevaka»,

    beyond ``off_share`` «avviker».
    """

    default_region: Slug
    default_period: Month
    watch_share: Number
    off_share: Number
