"""What a ledger file holds, in sums: what ``statsbidrag import FILE --json`` tells of it.

Owns the shape of that document's part for one file. Every format fills the same; a sum per object is true within one
dimension only, so sums of different dimensions are never added.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from ...base.money import kronor_text


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
