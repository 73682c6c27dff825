"""A figure: one number of a report with its unit, how firm it is, and where it comes from.

Owns the four origins. A figure is the sum of store rows, is read at places in parameters, follows by a
formula from other figures (``record.formulas``), or is the same figure of another record. What is not known says why.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ..base.money import kronor_text
from ..base.states import Status

Unit = Literal["kr", "share", "count", "text"]
WEAKEST_FIRST = (Status.UNKNOWN, Status.EXAMPLE, Status.PRELIMINARY, Status.DECIDED)
MILLION = 1_000_000


@dataclass(frozen=True)
class Origin:
    """Where a figure comes from: exactly one of the following.

    ``rows`` is the key of the row set it sums. ``params`` are the places
    (``file:line``) in parameters that it is read at; a file without line where it is read off the whole of it, as what
    all the rows of a ledger file sum to.
    ``formula`` is over keys of the same record. ``record`` is the record it stands in under the key ``key``: a file
    relative to the root, or the period and day it was computed for. ``unknown`` is why there is no value.
    """

    rows: str | None = None
    params: tuple[str, ...] = ()
    formula: str | None = None
    record: str | None = None
    key: str | None = None
    unknown: str | None = None

    def __post_init__(self) -> None:
        given = [one for one in (self.rows, self.params, self.formula, self.record, self.unknown) if one]
        if len(given) != 1 or (self.key is None) != (self.record is None):
            raise ValueError(f"an origin is one of rows, params, formula, record with key, unknown: {self}")


@dataclass(frozen=True)
class Figure:
    """One figure. ``value`` is kronor with two decimals, a share with six, a whole count, or text; None: not known.

    Money also has ``ore``. ``source`` is the short name of a document. ``marks`` are codes of the findings that make
    it uncertain; ``assumed`` says that it rests on a share that no source tells of; ``at_least`` that it is what is
    known of something larger. A measured figure has the counts
    that it is reckoned from and the number of units that told theirs. Raises ValueError where they do not agree.
    """

    key: str
    unit: Unit
    value: str | int | None
    status: Status
    origin: Origin
    ore: int | None = None
    source: str | None = None
    marks: tuple[str, ...] = ()
    assumed: bool = False
    at_least: bool = False
    numerator: int | None = None
    denominator: int | None = None
    reporting_units: int | None = None

    def __post_init__(self) -> None:
        # What is known may be of unknown firmness: a source that gives an amount need not say whether it is decided.
        if self.value is None and self.status is not Status.UNKNOWN:
            raise ValueError(f"{self.key}: what is not known cannot have the status {self.status}")
        if self.unit == "kr" and self.value != _kronor(self.ore):
            raise ValueError(f"{self.key}: {self.value} kr is not {self.ore} öre")
        if self.unit != "kr" and self.ore is not None:
            raise ValueError(f"{self.key}: a {self.unit} has no öre")

    @property
    def is_example(self) -> bool:
        """Whether it is invented, or rests on something invented."""
        return self.status is Status.EXAMPLE

    @property
    def number(self) -> int | Fraction | None:
        """What formulas reckon with: öre, a count, an exact share; None where it is not known. TypeError for text."""
        if self.value is None:
            return None
        if self.unit == "text":
            raise TypeError(f"{self.key} is text, not a number")
        if self.unit == "kr":
            return self.ore
        return int(self.value) if self.unit == "count" else Fraction(self.value)

    @property
    def count(self) -> int:
        """A count that is known. TypeError for another figure."""
        if self.unit != "count" or not isinstance(self.value, int):
            raise TypeError(f"{self.key} is no known count")
        return self.value

    @property
    def known_ore(self) -> int:
        """Öre of money that is known. TypeError for another figure."""
        if self.ore is None:
            raise TypeError(f"{self.key} is no known money")
        return self.ore


def money(
    key: str,
    ore: int | None,
    origin: Origin,
    status: Status,
    source: str | None = None,
    *,
    marks: Iterable[str] = (),
    assumed: bool = False,
) -> Figure:
    """A figure in öre; None is one that is not known, whatever status is given."""
    firm = Status.UNKNOWN if ore is None else status
    return Figure(key, "kr", _kronor(ore), firm, origin, ore, source, tuple(marks), assumed)


def other(
    key: str, value: str | int | None, unit: Unit, origin: Origin, status: Status, *, marks: Iterable[str] = ()
) -> Figure:
    """A figure that is not money; None is one that is not known, whatever status is given."""
    return Figure(key, unit, value, Status.UNKNOWN if value is None else status, origin, marks=tuple(marks))


def share_text(share: Fraction | None) -> str | None:
    """A share as decimal text with six decimals, rounded half up, so that JSON holds it without a float."""
    if share is None:
        return None
    millionths = (share.numerator * 2 * MILLION + share.denominator) // (2 * share.denominator)
    return f"{millionths // MILLION}.{millionths % MILLION:06d}"


def merged_status(statuses: Iterable[Status]) -> Status:
    """The weakest of several statuses: unknown, then example, preliminary, decided."""
    return min(statuses, key=WEAKEST_FIRST.index, default=Status.DECIDED)


def _kronor(ore: int | None) -> str | None:
    return None if ore is None else kronor_text(ore)
