"""What the whole workbook is set to.

Owns the shape of ``params/workbook.yaml`` (Settings).
"""

import re
from decimal import Decimal
from string import Formatter
from typing import Annotated

from pydantic import AfterValidator, Field, field_validator, model_validator

from ..base.personal_numbers import PersonalNumbers, pattern_fault
from .node import LeadDays, Month, Node, Number, Slug, Whole, wrong_at


def _usable(pattern: str) -> str:
    if fault := pattern_fault(pattern):
        raise ValueError(f"«{pattern}» kan inte användas: {fault}")
    return pattern


FILE_NAMES = "{region}-{period}-{agreement}"
NAMES_IN_PATTERN = ("region", "period", "agreement")
PATTERN_ALLOWED = f"skriv till exempel {FILE_NAMES}"
SHARES = (
    "watch_share", "off_share", "result_share", "unreadable_share", "recurring_share", "whole_vouchers",
    "personal_share",
)  # fmt: skip
ReserveNumber = Annotated[str, AfterValidator(_usable)]
"""A form of reservnummer, as ``base.personal_numbers`` has it: ``99nnnnnnnnnn``, ``YYYYMMDD-xnnn``."""


def _tells_apart(pattern: str) -> str:
    """A pattern that names each report's files differently, in letters that every system takes."""
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError:
        raise ValueError(f"mönstret har en klammer utan sin andra; {PATTERN_ALLOWED}") from None
    names = [name for _, name, _, _ in parts if name is not None]
    text = "".join(literal for literal, _, _, _ in parts)
    if any(name not in NAMES_IN_PATTERN for name in names) or any(rest for _, _, *rest in parts if any(rest)):
        raise ValueError(f"mönstret har något annat inom klamrar än {', '.join(NAMES_IN_PATTERN)}; {PATTERN_ALLOWED}")
    if missing := [name for name in NAMES_IN_PATTERN if name not in names]:
        raise ValueError(f"mönstret saknar {{{missing[0]}}}, så att två filer får samma namn; {PATTERN_ALLOWED}")
    if not re.fullmatch(r"[A-Za-zÅÄÖåäö0-9_-]*", text):
        raise ValueError(f"mönstret har andra tecken än bokstäver, siffror, - och _; {PATTERN_ALLOWED}")
    return pattern


FileNames = Annotated[str, AfterValidator(_tells_apart)]


class Rhythm(Node):
    """When a month without rows on a grant's codes is odd: where at least ``months`` others have rows, and ``rows`` of

    them are usual. ``quiet`` are the months (1–12) that may be empty. ``coded``: so many rows of a month should have a
    code by the share that have one in the others, before it is odd that none has.
    """

    months: Whole = 3
    rows: Whole = 1
    quiet: list[Whole] = [1, 7]
    coded: Whole = 10


class VoucherNumbers(Node):
    """When a month lacks numbers of vouchers that its series should have, so that its cost is marked.

    At least ``missing`` numbers, and more than ``share`` of them, are lacking, where at least ``months`` others lack no
    such share. ``unbroken``: so many numbers in a row stand before and after what is lacking.
    """

    missing: Whole = 3
    share: Number = Decimal("0.05")
    months: Whole = 2
    unbroken: Whole = 4


class MonthsAlike(Node):
    """When a month is unlike the others, so that its cost is marked.

    A class of accounts with at least ``rows`` rows in a month tells: of its amounts' size, where they have on average
    ``digits`` digits more or less than in the others, and of its sign, where the share ``credit`` of them is. A month
    of which no row has an effort is odd from ``without_effort`` rows.
    """

    rows: Whole = 10
    digits: Whole = 2
    credit: Number = Decimal("0.66")
    without_effort: Whole = 5

    @field_validator("credit")
    @classmethod
    def _is_most(cls, share: Decimal) -> Decimal:
        if not Decimal("0.5") <= share <= 1:
            raise ValueError(f"{share} är ingen andel från 0.5 till 1; skriv till exempel 0.66")
        return share


class Settings(Node):
    """Settings of the whole workbook. Shares are of the budget: beyond ``watch_share`` a deviation is «bevaka»,

    beyond ``off_share`` «avviker». No amount in a parameter file is above ``largest_amount_mdkr``; None sets no bound.
    Counts of patients below ``smallest_count`` are not published. A ledger file of which more than
    ``unreadable_share`` of the rows cannot be read is refused; a column of codes only when that is at least
    ``unreadable_codes`` rows. ``recurring_share`` of a month's vouchers must be there again in a delivery that replaces
    another. ``whole_vouchers`` is the share of a file's vouchers with a balance account that must come to nothing
    before those that do not tell of a loss, and ``personal_share`` that of a free text's rows with personal numbers
    from which the column is told of. ``reserve_numbers`` are the forms of the care providers' reservnummer, which are
    hidden as personnummer are. ``due_within_days`` is how far ahead ``status`` tells of dates, None for all. What may
    be left out has the value that the shipped file states.
    ``order_lead_days`` are the days from order to booked delivery, where the region's own file does not say; None tells
    no last day to order. A payment is awaited when it has not come ``payment_working_days`` working days after its
    requisition. ``file_names`` is what files that are mailed and filed are called. A light changes only where a
    deviation is also beyond ``watch_mnkr`` or ``off_mnkr``; a goal is missed beyond ``result_share`` of it and
    ``result_points`` percentage points.
    """

    default_region: Slug
    default_period: Month
    watch_share: Number
    off_share: Number
    watch_mnkr: Number = Decimal("0.5")
    off_mnkr: Number = Decimal("2")
    result_share: Number = Decimal("0.10")
    result_points: Number = Decimal("5")
    largest_amount_mdkr: Number | None = None
    due_within_days: Whole | None = None
    unreadable_share: Number = Decimal("0.01")
    unreadable_codes: Whole = 3
    smallest_count: Whole = 5
    recurring_share: Number = Decimal("0.80")
    rhythm: Rhythm = Field(default_factory=Rhythm)
    months_alike: MonthsAlike = Field(default_factory=MonthsAlike)
    voucher_numbers: VoucherNumbers = Field(default_factory=VoucherNumbers)
    whole_vouchers: Number = Decimal("0.05")
    personal_share: Number = Decimal("0.05")
    reserve_numbers: list[ReserveNumber] = []
    order_lead_days: LeadDays | None = None
    payment_working_days: Whole = 30
    file_names: FileNames = FILE_NAMES

    @model_validator(mode="after")
    def _are_shares(self) -> "Settings":
        for key in SHARES:
            share = getattr(self, key)
            if not 0 <= share <= 1:
                raise wrong_at(f"{key} är {share}; skriv en andel från 0 till 1, till exempel 0.05 för 5 procent", key)
        if self.watch_share > self.off_share:
            raise wrong_at(f"watch_share är {self.watch_share}, mer än off_share; skriv en mindre andel", "watch_share")
        for key in ("watch_mnkr", "off_mnkr", "result_points"):
            if getattr(self, key) < 0:
                raise wrong_at(f"{key} är {getattr(self, key)}; skriv 0 eller mer", key)
        if self.watch_mnkr > self.off_mnkr:
            raise wrong_at(f"watch_mnkr är {self.watch_mnkr}, mer än off_mnkr; skriv ett mindre belopp", "watch_mnkr")
        return self

    @field_validator("smallest_count")
    @classmethod
    def _hides_something(cls, smallest: int) -> int:
        if smallest < 2:
            raise ValueError(f"{smallest} visar också en ensam patient; tillåtet är minst 2, till exempel 5")
        return smallest

    @property
    def personal_numbers(self) -> PersonalNumbers:
        """The rule for what is hidden in texts."""
        return PersonalNumbers(tuple(self.reserve_numbers))
