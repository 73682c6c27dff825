"""Personal data where an export should have none: vouchers that are no numbers, and texts with personnummer.

Owns what a number of a voucher looks like, and what is told of a file at import: in which columns, on how many rows and
on which first, never what stands there. The store keeps the columns as they are, since rows are held against each other
by them; what is shown of a voucher is ``facts.vouchers``. In a column of vouchers or invoices a series built on dates
is no persons' (``base.number_series``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...base.findings import Finding, finding
from ...base.number_series import Series
from ...base.personal_numbers import BUILT_IN, PersonalNumbers, dated_numbers
from .spoilt import UNBOUNDED
from .told import row_count, whole

LONGEST_VOUCHER = 24
MOST_EXAMPLES = 5
# So many rows show whether a column that is never published is full of them; to look at millions would cost seconds.
MOST_TEXTS = 20_000
_LETTER, _MARK = "[A-Za-zÅÄÖÜÉåäöüé]", "[ ._/:#-]"
# A series that stands in the number too, as SIE files have it: «LB LB2018001».
_SERIES = "[A-ZÅÄÖ]{1,4}"
# A series of a few letters and then numbers, perhaps with few letters between or after: «LB-2018-0012», «A 123 rad 7».
# No words: «Anna Andersson», and no formulas: «=1+1».
_VOUCHER = (
    f"(?:(?:{_LETTER}{{1,4}}(?:[._/:-]{_LETTER}{{1,4}})?|{_SERIES} {_SERIES}){_MARK}?)?[0-9]+"
    f"(?:(?:{_MARK}|{_MARK}?{_LETTER}{{1,3}}{_MARK}?)[0-9]+)*(?:{_MARK}?{_LETTER}{{1,3}})?|[A-ZÅÄÖ]{{1,3}}"
)
VOUCHER = re.compile(_VOUCHER)
_WHOLE_VOUCHER = f"^(?:{_VOUCHER})$"
# What may have a personal number in it, in the syntax of pyarrow: ten digits with little between them, the month and
# day of which exist; or digits of other scripts than ASCII's. What is found is looked at by the rule itself.
_BREAK = r"[^0-9A-Za-z]{0,3}"
_MONTH, _DAY = "(?:0[1-9]|1[0-2])", "(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])"
_POSSIBLE = rf"[0-9]{_BREAK}{_MONTH}{_BREAK}{_DAY}{_BREAK}[0-9]{{4}}|[^0-9\P{{Nd}}]"
# The signs of a form of reservnummer in the same syntax.
_LOOSE = {"YYYYMMDD": r"\p{Nd}{8}", "YYMMDD": r"\p{Nd}{6}", "n": r"\p{Nd}", "x": r"\p{L}", "-": "[^0-9A-Za-z]{0,3}"}
_SIGN = re.compile("YYYYMMDD|YYMMDD|.")
NAMES = {
    "voucher": "verifikation", "row": "radnummer", "invoice_number": "fakturanummer", "supplier_number": "leverantör",
    "text": "text",
}  # fmt: skip
NUMBERED = ("voucher", "invoice_number")
"""The columns that a system may number by day."""
SHOWN = ("voucher", "row")
"""The columns that are published."""


def is_voucher_number(text: str) -> bool:
    """Whether a text is a number as systems give vouchers and rows."""
    return len(text) <= LONGEST_VOUCHER and VOUCHER.fullmatch(text) is not None


@dataclass
class _Rows:
    """Rows of a column: how many, and the first."""

    count: int = 0
    first: list[int] = field(default_factory=list)

    def add(self, rows: list[int]) -> None:
        self.count += len(rows)
        self.first += rows[: MOST_EXAMPLES - len(self.first)]

    @property
    def told(self) -> str:
        more = " …" if self.count > len(self.first) else ""
        return f"{row_count(self.count)}: rad {', '.join(whole(row) for row in self.first)}{more}"


@dataclass
class PersonalColumns:
    """What has been seen in the columns of a file, batch by batch.

    A free text may name somebody; a column where so large a ``share`` of the rows does has them by how it is made, and
    is told of then.
    """

    numbers: PersonalNumbers = BUILT_IN
    share: Decimal = UNBOUNDED.personal_share
    no_numbers: dict[str, _Rows] = field(default_factory=dict)
    by_year: dict[str, dict[str, _Rows]] = field(default_factory=dict)
    in_columns: dict[str, Series] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    filled: dict[str, int] = field(default_factory=dict)

    def add(self, rows: pa.Table) -> None:
        """Look at rows with the store's columns and ``source_row``."""
        source_rows = rows["source_row"].combine_chunks().to_numpy()
        for column in NAMES:
            if column not in rows.column_names:
                continue
            cells = rows[column].combine_chunks()
            if column not in SHOWN:
                cells = cells.slice(0, max(0, MOST_TEXTS - self.seen.get(column, 0)))
                self.seen[column] = self.seen.get(column, 0) + len(cells)
                self.filled[column] = self.filled.get(column, 0) + len(cells) - _count_empty(cells)
            runs = _Runs.of(cells, source_rows)
            self._add_possible(column, runs)
            if column in SHOWN:
                self._add_no_numbers(column, runs)

    @property
    def series(self) -> dict[str, list[str]]:
        """For each column, the years whose numbers are a series built on dates."""
        return {column: sorted(found.years) for column, found in self.in_columns.items() if found.years}

    def findings(self, file: str) -> Iterator[Finding]:
        """What there is to tell of the file."""
        for column, rows in self.no_numbers.items():
            yield finding(
                "verifikation-dold",
                f"kolumnen för {NAMES[column]} har en text som inte är ett nummer på {rows.told}; raderna räknas, men "
                "texten visas som ej-kod",
                "Be den som förvaltar ekonomisystemet om ett uttag där kolumnen bara har nummer.",
                file=file,
                row=rows.first[0],
            )
        for column, years in self.by_year.items():
            series = self.in_columns[column].years if column in self.in_columns else frozenset()
            rows = _Rows()
            for found in (found for year, found in years.items() if year not in series):
                rows.count += found.count
                rows.first = sorted([*rows.first, *found.first])[:MOST_EXAMPLES]
            # What stands for a voucher is shown, so every one that is hidden is told of.
            if rows.count and (column in SHOWN or rows.count >= self.share * self.filled[column]):
                yield finding(
                    "personnummer-i-uttaget",
                    f"kolumnen för {NAMES[column]} har personnummer på {rows.told}; de visas aldrig",
                    "Be den som förvaltar ekonomisystemet om ett uttag utan personnummer: utan kolumnen, eller med "
                    "numren dolda. Ta sedan bort den här filen.",
                    file=file,
                    row=rows.first[0],
                )

    @cached_property
    def _possible(self) -> str:
        """What is looked at by the rule."""
        forms = ("".join(_LOOSE.get(sign, sign) for sign in _SIGN.findall(form)) for form in self.numbers.reserve)
        return "|".join([_POSSIBLE, *(f"(?i:{form})" for form in forms)])

    def _add_no_numbers(self, column: str, runs: "_Runs") -> None:
        right = pc.and_(
            pc.match_substring_regex(runs.texts, _WHOLE_VOUCHER),
            pc.less_equal(pc.utf8_length(runs.texts), LONGEST_VOUCHER),
        )
        for place in _true(pc.and_not(pc.not_equal(runs.texts, ""), right)):
            self.no_numbers.setdefault(column, _Rows()).add(runs.rows(place))

    def _add_possible(self, column: str, runs: "_Runs") -> None:
        places = _true(pc.match_substring_regex(runs.texts, self._possible))
        texts = runs.texts.take(pa.array(places, pa.int64())).to_pylist()
        series = self.in_columns.setdefault(column, Series()) if column in NUMBERED else Series()
        for place, text in zip(places, texts, strict=True):
            if self.numbers.reserve and self.numbers.reserves(text):
                self.by_year.setdefault(column, {}).setdefault("", _Rows()).add(runs.rows(place))
                continue
            if series.is_settled(text):
                continue
            found, year = list(dated_numbers(text)), ""
            if column in NUMBERED and found:
                year = found[0].year
                series.add(found)
            if any(number.checks for number in found) or (not found and self.numbers.within(text)):
                self.by_year.setdefault(column, {}).setdefault(year, _Rows()).add(runs.rows(place))


@dataclass(frozen=True)
class _Runs:
    """A column as the texts that follow each other, each once, with the rows in the file of each."""

    texts: pa.Array
    starts: np.ndarray
    ends: np.ndarray
    source_rows: np.ndarray

    @classmethod
    def of(cls, cells: pa.Array, source_rows: np.ndarray) -> "_Runs":
        keys = cells.indices if isinstance(cells, pa.DictionaryArray) else cells
        other = pc.not_equal(keys.slice(1), keys.slice(0, max(len(keys) - 1, 0))).to_numpy(zero_copy_only=False)
        starts = np.flatnonzero(np.concatenate(([True], other)))[: len(cells)]
        heads = cells.take(pa.array(starts, pa.int64()))
        texts = heads.cast(pa.string()) if isinstance(heads, pa.DictionaryArray) else heads
        return cls(texts, starts, np.append(starts[1:], len(cells)), source_rows)

    def rows(self, place: int) -> list[int]:
        return self.source_rows[self.starts[place] : self.ends[place]].tolist()


def _count_empty(cells: pa.Array) -> int:
    return len(_true(pc.equal(cells.cast(pa.string()), "")))


def _true(mask: pa.Array) -> list[int]:
    return np.flatnonzero(mask.to_numpy(zero_copy_only=False)).tolist()
