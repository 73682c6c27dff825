"""How much of a file may be unreadable before the file as a whole is.

Owns that a few odd rows are findings, told row by row, and that more than a small share refuses the file: then it is
the export that is wrong and not its rows, and what is left of it looks whole. The bounds stand in
``params/workbook.yaml``. All this needs the standard library alone.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from ...base.findings import Finding, finding
from ...base.numbers import number
from .told import row_count, whole

MOST_ROWS_TOLD = 3
MOST_KINDS_TOLD = 2
IN_WORKBOOK = "unreadable_share i params/workbook.yaml"


@dataclass(frozen=True)
class Bounds:
    """What the settings say of a file: the share of rows (0–1) above which it is refused; of codes, ``fewest_codes``
    rows are too few for that. ``whole_vouchers`` and ``personal_share`` are those of ``model.settings``, and
    ``reserve`` the forms of reservnummer."""

    share: Decimal
    fewest_codes: int
    whole_vouchers: Decimal = Decimal("0.05")
    personal_share: Decimal = Decimal("0.05")
    reserve: tuple[str, ...] = ()


UNBOUNDED = Bounds(Decimal(1), 1)
"""No file is refused for its share of odd rows: for whoever only looks at the rows."""


@dataclass
class Spoilt:
    """How many ``rows`` of ``of`` could not be read, the ``first`` of them, and what stood there, by kind."""

    rows: int = 0
    of: int = 0
    first: list[int] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, rows: Iterable[int], count: int) -> None:
        """Count rows with one kind of text; ``rows`` has at least the first of them."""
        self.rows += count
        self.kinds[kind] += count
        self.first = sorted([*self.first, *rows])[:MOST_ROWS_TOLD]

    def finding(self, what: str, remedy: str, bounds: Bounds, file: str, fewest: int = 1) -> Finding | None:
        """That ``what`` is unreadable in more than its share of the rows; None when it is not."""
        if self.rows < fewest or self.rows <= bounds.share * self.of:
            return None
        told = ", ".join(map(str, self.first))
        more = " …" if self.rows > len(self.first) else ""
        kinds = [
            f"{kind} ({whole(count)})" if len(self.kinds) > 1 else kind
            for kind, count in self.kinds.most_common(MOST_KINDS_TOLD)
        ]
        return finding(
            "oklart-over-gransen",
            f"{what} går inte att läsa på {whole(self.rows)} av {row_count(self.of)} (rad {told}{more}), mer än "
            f"{_percent(bounds.share)} som {IN_WORKBOOK} tillåter: {' och '.join(kinds)}",
            remedy,
            file=file,
            row=self.first[0],
        )


def _percent(share: Decimal) -> str:
    """0.01 → ``1 %``, 0.005 → ``0,5 %``."""
    percent = share * 100
    return f"{number(percent, 0 if percent == percent.to_integral_value() else 1)}\u00a0%"
