"""Small counts of patients: what is told never gives back a count that is left out, whatever else has been told."""

import itertools
import random
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from statsbidrag.base.period import Period
from statsbidrag.model.choices import Indicator
from statsbidrag.rules.indicators import NOTHING, Measured
from statsbidrag.rules.small_counts import Told, told

SMALLEST = 5
MONTHS = Period.parse("2018-12").months
Counts = tuple[int, int | None]


def indicator(period_value: str, counts: str | None = "patients", unit: str = "count") -> Indicator:
    return Indicator.model_validate(
        {
            "id": "startade", "title": "Startade", "unit": unit, "period_value": period_value, "numerator": "Patienter",
            "denominator": "Alla" if unit == "percent" else None, "better": "higher", "baseline": "unknown",
            "target": "unknown", "data": "activity/*.csv", "counts": counts,
        }
    )  # fmt: skip


def measured(counts: Counts | None) -> Measured:
    if counts is None or counts[1] == 0:
        return NOTHING
    numerator, denominator = counts
    value = Fraction(numerator) if denominator is None else Fraction(numerator, denominator)
    return Measured(numerator, denominator, value, 1)


def told_of(
    which: Indicator,
    months: list[Counts | None],
    parts: dict[str, list[Counts | None]] | None = None,
    smallest: int = SMALLEST,
) -> list[Told]:
    """What the report of each month tells: of January, of January and February, and so on."""
    apart = {name: dict(zip(MONTHS, map(measured, counts), strict=False)) for name, counts in (parts or {}).items()}
    whole = dict(zip(MONTHS, map(measured, months), strict=False))
    return [
        told(
            which,
            {month: whole[month] for month in MONTHS[:until]},
            {name: {month: of_part[month] for month in MONTHS[:until]} for name, of_part in apart.items()},
            smallest,
        )
        for until in range(1, len(months) + 1)
    ]


def totals(reports: list[Told]) -> list[int | None]:
    return [one.total.numerator for one in reports]


def counted(*numbers: int) -> list[Counts | None]:
    return [(number, None) for number in numbers]


def test_of_what_is_no_count_of_patients_everything_is_told() -> None:
    for counts in (None, "other"):
        reports = told_of(indicator("sum", counts), counted(1, 0, 2), {"a": counted(1, 0, 1), "b": counted(0, 0, 1)})
        assert totals(reports) == [1, 1, 3]
        assert [one.is_whole for one in reports] == [True, True, True]
        assert reports[-1].part_months["a"][MONTHS[0]].numerator == 1


def test_a_small_month_is_left_out_with_the_others_and_the_year_until_enough_has_come() -> None:
    reports = told_of(indicator("sum"), counted(10, 12, 3, 1, 1, 20))
    # 22 was told in February: 25, 26 and 27 would give 3, 4 and 5, of which only the last is enough.
    assert totals(reports) == [10, 22, None, None, 27, 47]
    shown = [[one.numerator for one in report.months.values()] for report in reports]
    assert shown[:2] == [[10], [10, 12]]
    assert all(number is None for months in shown[2:] for number in months)
    assert [one.last_told for one in reports] == [None, None, MONTHS[1], MONTHS[1], None, None]


def test_a_share_is_told_with_its_counts_or_not_at_all() -> None:
    """«juni 2 3 66,7 %»: two of three would follow from the share and either count."""
    reports = told_of(indicator("share", unit="percent"), [(9, 12), (2, 3), (6, 7)])
    assert [(one.total.numerator, one.total.denominator, one.total.value) for one in reports] == [
        (9, 12, Fraction(3, 4)), (None, None, None), (17, 22, Fraction(17, 22)),
    ]  # fmt: skip
    assert all(month.left_out and month.value is None for month in reports[2].months.values())
    few_of_many = told_of(indicator("share", unit="percent"), [(3, 186), (4, 200)])
    assert [one.total.value for one in few_of_many] == [None, Fraction(7, 386)]


def test_parts_are_told_when_enough_has_come_in_each() -> None:
    parts = {"a": counted(6, 6, 6), "b": counted(9, 2, 3)}
    reports = told_of(indicator("sum"), counted(15, 8, 9), parts)
    assert totals(reports) == [15, 23, 32]
    shown = [[one.numerator for one in report.parts.values()] for report in reports]
    # In February b has 11 − 9 = 2 more; by March 5 more.
    assert shown == [[6, 9], [None, None], [18, 14]]
    assert all(one.left_out for report in reports for months in report.part_months.values() for one in months.values())


def test_a_part_without_rows_is_not_known_and_one_that_stops_is_waited_for() -> None:
    parts: dict[str, list[Counts | None]] = {
        "a": counted(9, 9, 9),
        "b": [None, None, None],
        "c": [(5, None), None, None],
    }
    reports = told_of(indicator("sum"), counted(14, 9, 9), parts)
    assert [one.numerator for one in reports[0].parts.values()] == [9, None, 5]
    assert [one.left_out for one in reports[0].parts.values()] == [False, False, False]
    assert [one.left_out for one in reports[1].parts.values()] == [True, False, True]


def test_a_stock_is_judged_month_by_month() -> None:
    reports = told_of(indicator("latest"), counted(12, 3, 13))
    assert totals(reports) == [12, None, 13]
    assert [[one.left_out for one in report.months.values()] for report in reports] == [
        [False], [True, True], [True, True, True],
    ]  # fmt: skip


def test_a_month_that_is_not_known_hides_nothing_and_zero_is_a_small_count() -> None:
    reports = told_of(indicator("sum"), [(9, None), None, (0, None), (8, None)])
    assert totals(reports) == [9, 9, None, 17]
    assert [one.left_out for one in reports[1].months.values()] == [False, False]
    assert [one.left_out for one in reports[3].months.values()] == [True, False, True, True]


Cell = tuple[str, ...]
Sums = dict[Cell, int]


@dataclass
class Reader:
    """Somebody who has all reports: whole numbers that are not known, and what is known of sums of them.

    ``asked`` are the sums that should not be found: the cells, and what they are together.
    """

    places: dict[Cell, int]
    rows: list[tuple[Sums, int, int | None]] = field(default_factory=list)
    asked: list[tuple[list[Cell], int]] = field(default_factory=list)

    def learns(self, kinds: list[str], cells: list[tuple[str, str]], one: Measured) -> None:
        """A figure: its numerator and, of a share, its denominator are sums of cells."""
        for kind, number in zip(kinds, (one.numerator, one.denominator), strict=False):
            if number is not None:
                self.rows.append(({(kind, *cell): 1 for cell in cells}, number, number))

    def found(self) -> list[tuple[list[Cell], int]]:
        """The sums asked for that can only be what they are: no other solution was found from any side."""
        matrix = np.zeros((len(self.rows), len(self.places)))
        for row, (sums, _, _) in enumerate(self.rows):
            for cell, factor in sums.items():
                matrix[row, self.places[cell]] = factor
        highest = [np.inf if high is None else high for _, _, high in self.rows]
        known = LinearConstraint(matrix, [low for _, low, _ in self.rows], highest)
        left = self.asked
        chance = np.random.default_rng(1)
        tries = [chance.integers(-9, 10, len(self.places)) for _ in range(4)]
        for goal in tries:
            left = self._alike(left, goal, known)
        return [one for one in left if self._alike(self._alike([one], self._goal(one), known), -self._goal(one), known)]

    def _goal(self, one: tuple[list[Cell], int]) -> np.ndarray:
        goal = np.zeros(len(self.places))
        goal[[self.places[cell] for cell in one[0]]] = 1
        return goal

    def _alike(
        self, asked: list[tuple[list[Cell], int]], goal: np.ndarray, known: LinearConstraint
    ) -> list[tuple[list[Cell], int]]:
        """The sums that are what they are also in the solution that goes farthest towards a goal."""
        if not asked:
            return []
        found = milp(goal, integrality=np.ones(len(goal)), constraints=known, bounds=Bounds(0, 500))
        assert found.success, found.message
        numbers = np.rint(found.x)
        return [(cells, number) for cells, number in asked if sum(numbers[self.places[c]] for c in cells) == number]


def random_table(seed: int, smallest: int = SMALLEST) -> tuple[int, list[tuple[list[Cell], int]]]:
    """How many small counts a random table has, and those that all its reports together give back."""
    chance = random.Random(seed)
    is_share, until = chance.random() < 0.5, chance.randint(2, 5)
    names = ["a", "b", "c"][: chance.randint(1, 3)]
    kinds = ["numerator", "denominator"] if is_share else ["numerator"]
    most = chance.choice([2, 4, 8, 16])
    months = MONTHS[:until]
    cells: dict[tuple[str, str], Counts] = {}
    for cell in itertools.product(names, months):
        of_them = chance.randint(0, most)
        cells[cell] = (of_them, max(1, of_them + chance.randint(0, most))) if is_share else (of_them, None)
    rows: dict[str, list[Counts | None]] = {name: [cells[name, month] for month in months] for name in names}
    whole: list[Counts | None] = [
        (sum(cells[n, month][0] for n in names), sum(cells[n, month][1] or 0 for n in names) if is_share else None)
        for month in months
    ]
    which = indicator("share", unit="percent") if is_share else indicator("sum")
    reports = told_of(which, whole, rows if chance.random() < 0.8 else None, smallest)
    reader = Reader({(kind, *cell): place for place, (kind, cell) in enumerate(itertools.product(kinds, cells))})
    for place, report in enumerate(reports, start=1):
        reader.learns(kinds, list(itertools.product(names, months[:place])), report.total)
        for month, one in report.months.items():
            reader.learns(kinds, [(name, month) for name in names], one)
        for name, one in report.parts.items():
            reader.learns(kinds, [(name, month) for month in months[:place]], one)
    if is_share:
        reader.rows += [({("denominator", *cell): 1, ("numerator", *cell): -1}, 0, None) for cell in cells]
    # What somebody could ask for: a part or the whole, in a month, from January on, or between any two months.
    groups = [*([name] for name in names), names]
    for (number, kind), group in itertools.product(enumerate(kinds), groups):
        for first, last in itertools.combinations(range(until + 1), 2):
            of = list(itertools.product(group, months[first:last]))
            count = sum(cells[one][number] or 0 for one in of)
            if count < SMALLEST:
                reader.asked.append(([(kind, *one) for one in of], count))
    return len(reader.asked), reader.found()


def test_no_small_count_of_200_random_tables_is_given_back_by_all_their_reports() -> None:
    counts = [random_table(seed) for seed in range(200)]
    assert sum(number for number, _ in counts) > 2000
    assert [found for _, given_back in counts for found in given_back] == []


def test_without_the_rule_small_counts_are_found() -> None:
    """The reader is no fool: told everything, it finds what there is to find."""
    number, found = random_table(1, smallest=0)
    assert number == len(found) > 0
