"""What a ledger file holds, in sums: what ``statsbidrag import FILE --json`` tells of it.

Owns the shape of that document's part for one file. Every format fills the same; a sum per object is true within one
dimension only, so sums of different dimensions are never added.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from ...money import kronor_text
from ..deliveries import slot_of


@dataclass
class Total:
    """Öre and number of rows that carry one code."""

    ore: int = 0
    rows: int = 0


@dataclass
class Summary:
    """The rows of a file that count, öre. ``periods`` are ``YYYY-MM``, or ``YYYY-PP`` for closing rows.

    ``by_dimension`` has ``dimension:code`` as its keys: ``1:Nord`` (number:object) of a SIE file, ``object:9916``,
    ``unit:3104`` or ``activity:01`` of a table.
    """

    rows: int = 0
    vouchers: int = 0
    ore: int = 0
    by_account_class: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    by_dimension: dict[str, Total] = field(default_factory=lambda: defaultdict(Total))
    periods: set[str] = field(default_factory=set)

    def as_json(self) -> dict[str, object]:
        """The document's keys rows, vouchers, sum, sum_by_account_class, sum_by_dimension and periods; kronor texts."""
        return {
            "rows": self.rows,
            "vouchers": self.vouchers,
            "sum": kronor_text(self.ore),
            "sum_by_account_class": {name: kronor_text(ore) for name, ore in sorted(self.by_account_class.items())},
            "sum_by_dimension": {
                name: {"sum": kronor_text(total.ore), "rows": total.rows}
                for name, total in sorted(self.by_dimension.items())
            },
            "periods": sorted(self.periods),
        }


def table_summary(rows: pd.DataFrame, dimensions: Sequence[str]) -> Summary:
    """The sums of rows with the store's columns; ``dimensions`` are those of its columns that hold codes of objects."""
    ore = rows["amount_ore"]
    summary = Summary(
        rows=len(rows),
        vouchers=rows.loc[rows["voucher"] != "", "voucher"].nunique(),
        ore=int(ore.sum()),
        periods=set(slot_of(rows["period"], rows["closing"]).unique()),
    )
    summary.by_account_class |= {name: int(sum_) for name, sum_ in ore.groupby(rows["account"].str[:1]).sum().items()}
    for dimension in dimensions:
        for code, group in ore[rows[dimension] != ""].groupby(rows[dimension]):
            summary.by_dimension[f"{dimension}:{code}"] = Total(int(group.sum()), len(group))
    return summary
