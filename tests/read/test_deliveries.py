"""Which delivery holds which month, against a boring second implementation."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from statsbidrag.read.raw.deliveries import (
    Delivery,
    delivery_findings,
    held_slots,
    in_force,
    undated_findings,
    wholly_replaced,
)
from statsbidrag.read.store.held_rows import claimed, held, slot_of

SLOTS = [f"{year}-{number:02d}" for year in (2017, 2018) for number in range(1, 14)]
OBJECTS = ["9914", "9915", "9916"]


def delivery(file: str, received: str | None, first: str, last: str, **more: object) -> Delivery:
    day = None if received is None else dt.date.fromisoformat(received)
    return Delivery(file, file, str(more.pop("source", "huvudbok")), day, first, last, **more)


@st.composite
def some_deliveries(draw: st.DrawFn) -> list[Delivery]:
    made = []
    for number in range(draw(st.integers(0, 6))):
        first, last = sorted(draw(st.tuples(st.sampled_from(SLOTS), st.sampled_from(SLOTS))))
        made.append(
            Delivery(
                id=str(number),
                file=f"{draw(st.sampled_from('abc'))}{number}.xlsx",
                source=draw(st.sampled_from(["huvudbok", "lön"])),
                received=draw(st.none() | st.dates(dt.date(2018, 1, 1), dt.date(2018, 1, 4))),
                first=first,
                last=last,
                objects=draw(st.none() | st.frozensets(st.sampled_from(OBJECTS), min_size=1)),
                withdrawn=draw(st.none() | st.just("2018-02-01 fel uttag")),
            )
        )
    return made


def holder(deliveries: list[Delivery], as_known: dt.date | None, source: str, slot: str, code: str) -> str | None:
    """The delivery that holds one source, slot and object: the last of those that claim it, in plain loops."""
    best = None
    for one in deliveries:
        if one.withdrawn or one.source != source:
            continue
        if as_known and one.received and one.received > as_known:
            continue
        if slot < one.first or slot > one.last or (one.objects and code not in one.objects):
            continue
        if best is None or (one.received or dt.date(1, 1, 1), one.file) > (
            best.received or dt.date(1, 1, 1),
            best.file,
        ):
            best = one
    return best and best.id


@given(some_deliveries(), st.none() | st.dates(dt.date(2017, 12, 31), dt.date(2018, 1, 5)))
def test_each_row_counts_in_exactly_the_delivery_that_holds_it(made: list[Delivery], as_known: dt.date | None) -> None:
    rows = pd.DataFrame([(slot, code) for slot in SLOTS for code in OBJECTS], columns=["slot", "object"])
    known = in_force(made, as_known)
    for one in known:
        counts = held(one, known, rows["slot"], rows["object"])
        expected = [
            holder(made, as_known, one.source, slot, code) == one.id for slot, code in rows.itertuples(index=False)
        ]
        assert counts.tolist() == expected
        if all(other.objects is None for other in known):
            assert held_slots(one, known) == {*rows.loc[counts, "slot"]}
        if wholly_replaced(one, known):
            assert not counts.any()


@given(some_deliveries())
def test_order_of_files_on_disk_does_not_matter(made: list[Delivery]) -> None:
    assert in_force(made) == in_force(made[::-1])


def test_cumulative_deliveries_replace_each_other_inside_their_scope_only() -> None:
    may = delivery("maj.xlsx", "2018-06-10", "2018-01", "2018-05")
    june = delivery("juni.xlsx", "2018-07-10", "2018-02", "2018-06")
    assert held_slots(may, [may, june]) == {"2018-01"}
    assert held_slots(may, in_force([may, june], dt.date(2018, 7, 9))) == {f"2018-0{month}" for month in range(1, 6)}
    assert held_slots(june, [may, june]) == {f"2018-0{month}" for month in range(2, 7)}
    assert not wholly_replaced(may, [may, june])


def test_month_twelve_and_the_closing_rows_are_apart() -> None:
    december = delivery("12.xlsx", "2019-01-10", "2018-12", "2018-12")
    closing = delivery("13.xlsx", "2019-02-10", "2018-12", "2018-13")
    slot = slot_of(pd.Series(["2018-12", "2018-12"]), pd.Series([False, True]))
    assert slot.tolist() == ["2018-12", "2018-13"]
    code = pd.Series(["9916", "9916"])
    assert claimed(december, slot, code).tolist() == [True, False]
    assert claimed(closing, slot, code).tolist() == [True, True]
    assert wholly_replaced(december, [december, closing])
    assert not wholly_replaced(closing, [december, closing])


def test_delivery_of_some_objects_replaces_their_rows_only() -> None:
    every = delivery("alla.xlsx", "2018-07-01", "2018-06", "2018-06")
    some = delivery("9916.xlsx", "2018-07-02", "2018-06", "2018-06", objects=frozenset({"9916"}))
    slot, code = pd.Series(["2018-06", "2018-06"]), pd.Series(["9916", "9915"])
    assert held(every, [every, some], slot, code).tolist() == [False, True]
    assert held(some, [every, some], slot, code).tolist() == [True, False]


def test_several_later_deliveries_replace_one_together() -> None:
    quarter = delivery("kvartal.xlsx", None, "2018-01", "2018-03")
    months = [delivery(f"m{number}.xlsx", "2018-05-01", f"2018-0{number}", f"2018-0{number}") for number in (1, 2, 3)]
    assert wholly_replaced(quarter, [quarter, *months])
    assert not wholly_replaced(quarter, [quarter, *months[:2]])


@pytest.mark.parametrize(("received", "told"), [("2018-07-10", "2018-07-10"), (None, "okänd dag")])
def test_equal_days_are_told_and_the_last_name_wins(received: str | None, told: str) -> None:
    first, last = delivery("a.xlsx", received, "2018-01", "2018-06"), delivery("b.xlsx", received, "2018-06", "2018-07")
    found = {one.code: one for one in delivery_findings(in_force([last, first]))}
    assert found["samma-mottagningsdag"].message == (
        f"a.xlsx har samma mottagningsdag ({told}) och omfattningarna går in i varandra; "
        "filnamnet avgjorde och b.xlsx gäller"
    )
    assert found["samma-mottagningsdag"].file == "b.xlsx"
    assert found["import-ersatter-annan"].message == (
        f"filen (mottagen {told}) ersätts till en del av b.xlsx (mottagen {told})"
    )


def test_equal_days_apart_in_scope_or_source_are_nothing_to_tell() -> None:
    first = delivery("a.xlsx", "2018-08-10", "2018-01", "2018-05")
    beside = delivery("b.xlsx", "2018-08-10", "2018-06", "2018-07")
    other_source = delivery("c.xlsx", "2018-08-10", "2018-01", "2018-05", source="lön")
    assert delivery_findings([first, beside, other_source]) == []


@pytest.mark.parametrize(
    ("received", "others", "why"),
    [
        pytest.param("2018-06-30", [], "den dagen var omfattningens sista månad (2018-06) inte slut", id="too early"),
        pytest.param("2018-07-01", [], "", id="the day after"),
        pytest.param("2019-08-10", ["2018-08-10"], "", id="a year later"),
        pytest.param(
            "2071-08-10", ["2018-08-10"], "det är mer än två år efter både omfattningens slut och alla andra uttag",
            id="another century",
        ),
        pytest.param("2021-08-10", ["2021-01-10"], "", id="books that are all taken out late"),
        pytest.param(None, [], "", id="no day"),
    ],
)  # fmt: skip
def test_a_day_of_receipt_that_is_most_likely_a_slip_is_told(received, others, why) -> None:
    one = delivery("a.xlsx", received, "2018-05", "2018-06")
    beside = [delivery(f"{day}.xlsx", day, "2018-07", "2018-07") for day in others]
    assert [(found.code, found.file, found.message) for found in delivery_findings([one, *beside])] == [
        (
            "mottagningsdag-osannolik",
            "a.xlsx",
            f"filen uppges vara mottagen {received}, men {why}; dagen avgör vilket uttag som gäller",
        )
    ] * bool(why)


def test_the_final_accounts_come_after_the_year() -> None:
    (found,) = delivery_findings([delivery("a.xlsx", "2018-12-31", "2018-13", "2018-13")])
    assert found.code == "mottagningsdag-osannolik"
    assert delivery_findings([delivery("a.xlsx", "2019-01-01", "2018-13", "2018-13")]) == []


def test_a_source_that_is_nearly_anothers_is_told() -> None:
    two = [delivery(f"{month}.xlsx", "2018-04-10", f"2018-0{month}", f"2018-0{month}") for month in (1, 2)]
    odd = delivery("3.xlsx", "2018-04-10", "2018-03", "2018-03", source="huvudbk")
    (found,) = delivery_findings([*two, odd])
    assert (found.code, found.file) == ("snarlik-kalla", "3.xlsx")
    assert found.message == "källan huvudbk står bara i den här filens sidofil; 2 andra har huvudbok"
    apart = delivery("3.xlsx", "2018-04-10", "2018-03", "2018-03", source="reskontra")
    assert delivery_findings([*two, apart]) == []


def test_a_file_nobody_knows_the_day_of_is_told_as_known_at_a_day() -> None:
    made = [delivery("a.xlsx", None, "2018-01", "2018-01"), delivery("b.xlsx", "2018-03-01", "2018-02", "2018-02")]
    assert undated_findings(made, None) == []
    (found,) = undated_findings(made, dt.date(2018, 3, 9))
    assert (found.code, found.file) == ("okand-mottagningsdag", "a.xlsx")
    assert found.message == "ingen vet när filen kom; den räknas ändå med i läget som det var känt den 2018-03-09"
