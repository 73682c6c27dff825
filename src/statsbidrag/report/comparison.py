"""What a report is compared with, as the sections meet it; ``previous`` finds it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..base.period import Period
from ..base.states import Status

if TYPE_CHECKING:
    import pandas as pd

NAMES = ("entitled", "received", "cost", "forecast", "unspent", "expected_unspent")


@dataclass(frozen=True)
class Then:
    """A figure of the report before: öre (None: not known) and how firm it was."""

    ore: int | None
    status: Status


@dataclass(frozen=True)
class Previous:
    """The report before. ``figures``: those of the chain by name. ``cost`` are its counted rows, and ``books`` gives
    every row of its ledger in the vouchers asked for by number; both None when the files it rests on are no longer
    known. ``record`` is the published record's file and ``sha256`` its hash; None when it was computed anew, as known
    on ``as_known``.
    """

    period: Period
    figures: dict[str, Then]
    cost: "pd.DataFrame | None"
    books: "Callable[[set[str]], pd.DataFrame] | None"
    record: str | None
    sha256: str | None
    as_known: dt.date | None

    @property
    def title(self) -> str:
        """Where its figures are found: the record's file, or the period and day they were computed for."""
        return self.record or f"{self.period} som känt {self.as_known}"
