"""Small counts of patients: what is told never gives back a count that is left out, whatever else has been told."""

import itertools
import random
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from statsbidrag.base.period import Period
from statsbidrag.model.indicator import Indicator
from statsbidrag.rules.indicators import NOTHING, Measured
from statsbidrag.rules.small_counts import Known, Told, told

SMALLEST = 5
MONTHS = Period.parse("2018-12").months
Counts = tuple[int, int | None]
Series = list[Counts | None]


def indicator(
    period_value: str, counts: str | None = "patients", unit: str = "count", name: str = "startade"
) -> Indicator:
    return Indicator.model_validate(
        {
            "id": name, "title": "Startade", "unit": unit, "period_value": period_value, "numerator": "Patienter",
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


def known(which: Indicator, months: Series, parts: dict[str, Series], until: int) -> Known:
    """What the report of the month with a number knows."""
    figures = {name: dict(zip(MONTHS[:until], map(measured, counts), strict=False)) for name, counts in parts.items()}
    return Known(which, dict(zip(MONTHS[:until], map(measured, months), strict=False)), figures)


def told_of(which: Indicator, months: Series, parts: dict[str, Series] | None = None) -> list[Told]:
    """What the report of each month tells: of January, of January and February, and so on."""
    reports = [known(which, months, parts or {}, until) for until in range(1, len(months) + 1)]
    return [told([one], SMALLEST)[which.id] for one in reports]


def totals(reports: list[Told]) -> list[int | None]:
    return [one.total.numerator for one in reports]


def counted(*numbers: int) -> Series:
    return [(number, None) for number in numbers]


def test_of_what_is_no_count_of_patients_everything_is_told() -> None:
    for counts in (None, "other"):
        reports = told_of(indicator("sum", counts), counted(1, 0, 2), {"a": counted(1, 0, 1), "b": counted(0, 0, 1)})
        assert totals(reports) == [1, 1, 3]
        assert not any(one.left_out for told in reports for one in (*told.months.values(), *told.parts.values()))
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
    parts: dict[str, Series] = {
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


def test_indicators_of_the_same_patients_are_told_in_the_same_months() -> None:
    """Told each in its own months, those who have finished by February would be known, and by March from the share."""
    in_time, finished = [(2, 3), (2, 3), (2, 3), (2, 3)], counted(3, 3, 3, 3)
    share, count = indicator("share", unit="percent"), indicator("sum", name="avslutade")
    assert totals(told_of(count, finished)) == [None, 6, None, 12]
    assert totals(told_of(share, list(in_time))) == [None, None, 6, None]
    both = [
        told([known(share, list(in_time), {}, until), known(count, finished, {}, until)], SMALLEST)
        for until in (1, 2, 3, 4)
    ]
    assert [(one[share.id].total.denominator, one[count.id].total.numerator) for one in both] == [
        (None, None), (None, None), (9, 9), (None, None),
    ]  # fmt: skip
    other = told([known(share, list(in_time), {}, 2), known(count, counted(4, 4), {}, 2)], SMALLEST)
    assert other[count.id].total.numerator == 8


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


def of_the_same(share: Counts | None) -> Counts | None:
    """The count of those that a share is of."""
    return None if share is None or share[1] is None else (share[1], None)


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
    rows: dict[str, Series] = {name: [cells[name, month] for month in months] for name in names}
    whole: Series = [
        (sum(cells[n, month][0] for n in names), sum(cells[n, month][1] or 0 for n in names) if is_share else None)
        for month in months
    ]
    which = indicator("share", unit="percent") if is_share else indicator("sum")
    parts = rows if chance.random() < 0.8 else {}
    # What a share is of is often an indicator of its own, of the same patients.
    of_all = indicator("sum", name="avslutade")
    all_of_them = [of_the_same(one) for one in whole]
    all_parts = {name: [of_the_same(one) for one in series] for name, series in parts.items()}
    reports = []
    for month in range(1, until + 1):
        both = [known(which, whole, parts, month), known(of_all, all_of_them, all_parts, month)]
        reports.append(told(both if is_share else both[:1], smallest))
    reader = Reader({(kind, *cell): place for place, (kind, cell) in enumerate(itertools.product(kinds, cells))})
    for place, report in enumerate(reports, start=1):
        for name, about in report.items():
            of = kinds if name == which.id else ["denominator"]
            reader.learns(of, list(itertools.product(names, months[:place])), about.total)
            for month, one in about.months.items():
                reader.learns(of, [(part, month) for part in names], one)
            for part, one in about.parts.items():
                reader.learns(of, [(part, month) for month in months[:place]], one)
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
