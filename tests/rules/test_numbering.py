"""Numbers of vouchers that a month lacks: unlike the other months, and never what only comes late."""

from statsbidrag.model.settings import VoucherNumbers
from statsbidrag.rules.numbering import Lacking, lacking

BOUNDS = VoucherNumbers()
YEAR = {f"2018-{month:02d}": {"LF": [[100 * month, 100 * month + 99]]} for month in range(1, 7)}
JUNE = "2018-06"


def with_june(*runs: list[int], **series: list[list[int]]) -> dict[str, dict[str, list[list[int]]]]:
    return {**YEAR, JUNE: {"LF": list(runs), **series}}


def odd(series: dict[str, dict[str, list[list[int]]]], unconfirmed: tuple[str, ...] = (JUNE,)) -> list[Lacking]:
    return lacking(series, unconfirmed, BOUNDS)


def test_an_unbroken_year_lacks_nothing() -> None:
    assert odd(YEAR, tuple(YEAR)) == []


def test_a_run_and_many_single_numbers_are_lacking() -> None:
    assert odd(with_june([600, 619], [660, 699])) == [Lacking(JUNE, 40, 100, (("LF", 620, 659),))]
    (found,) = odd(with_june(*([600 + 10 * step, 600 + 10 * step + 8] for step in range(10))))
    assert (found.missing, found.of, found.gaps[0]) == (9, 99, ("LF", 609, 609))


def test_what_lacks_at_the_seam_of_two_months_is_the_unconfirmed_ones() -> None:
    assert odd(with_june([640, 699])) == [Lacking(JUNE, 40, 100, (("LF", 600, 639),))]
    may = {**YEAR, "2018-05": {"LF": [[540, 599]]}}
    assert odd(may, ("2018-04", JUNE)) == [Lacking("2018-04", 40, 140, (("LF", 500, 539),))]


def test_a_month_that_totals_confirm_and_a_few_numbers_are_not_odd() -> None:
    assert odd(with_june([600, 619], [660, 699]), ()) == []
    assert odd(with_june([600, 619], [625, 699])) == []
    assert odd({**YEAR, JUNE: {"LF": [[600, 603], [605, 608]]}}) == []


def test_numbers_that_another_month_has_are_not_lacking() -> None:
    """Booked back: registered in June, of May."""
    back = {**with_june([600, 619], [660, 699]), "2018-05": {"LF": [[500, 599], [620, 659]]}}
    assert odd(back) == []


def test_what_comes_after_the_unbroken_part_may_stand_in_a_month_to_come() -> None:
    assert odd(with_june([600, 660], [664, 666], [670, 670], [675, 676], [690, 690])) == []


def test_another_block_of_numbers_is_another_series() -> None:
    assert (
        odd(
            {
                month: {"LF": [*runs["LF"], [50_000 + runs["LF"][0][0], 50_099 + runs["LF"][0][0]]]}
                for month, runs in YEAR.items()
            },
            tuple(YEAR),
        )
        == []
    )


def test_a_ledger_that_never_has_every_voucher_has_no_rhythm_to_break() -> None:
    thin = {
        month: {"LF": [[first, first + 6] for first in range(100 * number, 100 * number + 99, 10)]}
        for number, month in enumerate(YEAR, 1)
    }
    assert odd(thin, tuple(YEAR)) == []
    assert odd({month: runs for month, runs in with_june([600, 619], [660, 699]).items() if month > "2018-04"}) == []


def test_what_lies_beside_a_month_that_is_known_to_be_a_part_is_its_own() -> None:
    may = {**YEAR, "2018-05": {"LF": [[500, 510], [540, 560]]}}
    assert [one.month for one in odd(may, ("2018-05", JUNE))] == ["2018-05", JUNE]
    assert lacking(may, ("2018-05", JUNE), BOUNDS, ("2018-05",)) == []
