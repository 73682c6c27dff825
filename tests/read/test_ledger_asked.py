"""A ledger that is asked gives what a filter of all its rows gives: on codes, of vouchers, by identity, and in sums."""

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from raw_region import FOLDER, about, delimited, entry, put, region

from statsbidrag.base.period import Period
from statsbidrag.read.files import Files
from statsbidrag.read.store import books as asking
from statsbidrag.read.store import imports as storing
from statsbidrag.read.store import sought as seeking
from statsbidrag.read.store.books import WITHOUT_TEXT, Books
from statsbidrag.read.store.earlier import books_of
from statsbidrag.read.store.held_rows import held, january_of, slot_of
from statsbidrag.read.store.imports import FREE_TEXT, read_rows_and_opening
from statsbidrag.read.store.ledger import import_new, load_ledger
from statsbidrag.rules.accrual import on_any
from statsbidrag.rules.selection import Exclusions, Treatment, in_period, matches, sieve, treatments

Counted = tuple[pd.DataFrame, pd.DataFrame]
ORDER = ["period", "closing", "file", "source_row"]
VALUES = {
    "account": ["1510", "2410", "3010", "4010", "4020", "5010"],
    "unit": ["3101", "3102", "3103"],
    "object": ["9914", "9915", "9916", "9917"],
    "activity": ["01", "02", ""],
    "counterpart": ["", "121", "122"],
}
# What is there beside, and one that no row has.
CODES = {name: [*values, "nowhere"] for name, values in VALUES.items()}
VOUCHERS = ["", *(f"V{number}" for number in range(30))]
CLAIMS = {
    "2017.csv": ("2018-02-01", "{from: 2017-01, to: 2017-13}", 2017, 13),
    "tidig.csv": ("2018-09-10", "{from: 2018-01, to: 2018-08}", 2018, 8),
    "rattad.csv": ("2018-09-20", '{from: 2018-05, to: 2018-06, object: ["9914", "9915"]}', 2018, 8),
    "sen.csv": ("2019-02-01", "{from: 2018-07, to: 2018-13}", 2018, 13),
    "bokslut.csv": ("2019-03-01", "{from: 2018-13, to: 2018-13}", 2018, 13),
}
MONTHS = [f"{year}-{month:02d}" for year in (2017, 2018) for month in range(1, 13)]
SEARCH = settings(deadline=None, max_examples=12)


def lines(draw: random.Random, year: int, last: int) -> list[list[object]]:
    """Rows of a file, some of them opening balances and, where the file goes so far, closing rows."""
    made = []
    for number in range(150):
        month = draw.choice([0, *range(1, last + 1)])
        codes = {name: draw.choice(values) for name, values in VALUES.items()}
        # Income that is not minus would be refused as of a sign nobody can tell.
        most = 0 if codes["account"] == "3010" else 10_000_00
        made.append(
            entry(
                voucher=draw.choice(VOUCHERS),
                row=number,
                date=dt.date(year, min(max(month, 1), 12), 15),
                period=f"{year}{month:02d}",
                amount=draw.randrange(-10_000_00, most) / 100,
                text=f"text {number}",
                **codes,
            )
        )
    return made


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A region with deliveries that replace each other wholly, in part and for some objects; many small row groups."""
    folder, draw = tmp_path_factory.mktemp("asked"), random.Random(17)
    for name, (received, scope, year, last) in CLAIMS.items():
        put(folder, name, delimited(lines(draw, year, last)), about(received, scope))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(storing, "MOST_IN_GROUP", 16)
        import_new(folder, region())
    return folder


@pytest.fixture(scope="module", params=["kept", "large", "large and kept"])
def books(root: Path, request: pytest.FixtureRequest) -> Iterator[Books]:
    """The books, of files that are kept whole, of files that are gone through, or of both kinds."""
    found = load_ledger(root, region()).books
    some = dict.fromkeys(found.sizes, 10**6 if request.param == "large" else 1)
    if request.param == "large and kept":
        some = {name: 10**6 * (place % 2) for place, name in enumerate(found.sizes)}
    yield Books(Files(root), found.folder, found.used, found.deliveries, some)


@pytest.fixture(scope="module")
def counted(books: Books) -> Counted:
    """Every row that counts and every opening balance, by each file read whole: the plain way."""
    return everything(books, opening=False), everything(books, opening=True)


def everything(books: Books, *, opening: bool) -> pd.DataFrame:
    parts = []
    for one in books.used:
        rows = read_rows_and_opening(books.folder, one.id)[opening]
        slot = january_of(rows["period"]) if opening else slot_of(rows["period"], rows["closing"])
        parts.append(rows[held(one, books.deliveries, slot, rows["object"])].assign(file=one.file))
    return pd.concat(parts).sort_values(ORDER, ignore_index=True)


def plain(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.drop(columns=list(FREE_TEXT)).reset_index(drop=True)


code_set = st.dictionaries(st.sampled_from(sorted(CODES)), st.none(), min_size=1, max_size=3).flatmap(
    lambda names: st.fixed_dictionaries(
        {name: st.lists(st.sampled_from(CODES[name]), min_size=1, max_size=3) for name in names}
    )
)
code_sets = st.lists(code_set | st.none() | st.just({}), max_size=4)


def test_the_example_has_all_that_can_happen(books: Books, counted: Counted) -> None:
    rows = counted[0]
    assert {*rows["period"]} == {*MONTHS} and rows["closing"].any() and len(counted[1]) > 5
    assert {Path(file).name for file in rows["file"]} == set(CLAIMS)
    halved = [one for one in books.used if 0 < (rows["import_id"] == one.id).sum() < 100]
    assert len(halved) >= 2


@SEARCH
@given(sets=code_sets)
def test_rows_on_codes_are_those_that_match(
    books: Books, counted: Counted, sets: list[dict[str, list[str]] | None]
) -> None:
    for asked, opening in ((books.on, False), (books.opening_on, True)):
        found = asked(sieve(sets))
        wanted = on_any(counted[opening], sets)
        pd.testing.assert_frame_equal(on_any(found, sets).reset_index(drop=True), plain(wanted))
        assert len(found) == len(wanted), "the sieve lets through what matches does not choose"


@SEARCH
@given(numbers=st.sets(st.sampled_from(VOUCHERS), max_size=12), data=st.data())
def test_rows_of_vouchers(books: Books, counted: Counted, numbers: set[str], data: st.DataObject) -> None:
    rows = counted[0]
    months = data.draw(st.none() | st.just({"2018-12"}) | st.sets(st.sampled_from(MONTHS)))
    prefixes = data.draw(st.none() | st.sets(st.sampled_from(["1", "3", "40", "4010", "9"])))
    here = rows["period"].isin(MONTHS if months is None else months)
    here &= rows["account"].str.startswith(("",) if prefixes is None else tuple(prefixes))
    found = books.of_vouchers(numbers, months=months, accounts=prefixes)
    pd.testing.assert_frame_equal(found, plain(rows[here & rows["voucher"].isin(numbers)]))
    files = data.draw(st.dictionaries(st.sampled_from([f"{FOLDER}/{name}" for name in CLAIMS]), st.just(numbers)))
    found = books.of_vouchers(files, months=months, accounts=prefixes)
    pd.testing.assert_frame_equal(found, plain(rows[here & rows["voucher"].isin(numbers) & rows["file"].isin(files)]))


def test_a_voucher_is_sought_in_its_own_file_only(books: Books, counted: Counted) -> None:
    rows = counted[0]
    first, second = sorted(set(rows["file"]))[:2]
    one, other = rows[rows["file"] == first]["voucher"].unique()[:2]
    found = books.of_vouchers({first: [one], second: [other]})
    in_first = (rows["file"] == first) & (rows["voucher"] == one)
    in_second = (rows["file"] == second) & (rows["voucher"] == other)
    assert in_first.any() and (in_second | (rows["voucher"] == one) & ~in_first).any()
    pd.testing.assert_frame_equal(found, plain(rows[in_first | in_second]))


def test_a_file_of_closing_rows_alone_is_asked_for_december(books: Books, counted: Counted) -> None:
    found = books.of_vouchers(VOUCHERS, months=["2018-12"])
    assert f"{FOLDER}/bokslut.csv" in set(found["file"])
    pd.testing.assert_frame_equal(found, plain(counted[0][counted[0]["period"] == "2018-12"]))


@SEARCH
@given(data=st.data())
def test_rows_by_identity(books: Books, counted: Counted, data: st.DataObject) -> None:
    rows = counted[0]
    ids = st.sampled_from([one.id for one in books.used])
    places = data.draw(st.dictionaries(ids, st.sets(st.integers(1, 160), max_size=12)))
    mask = [row in places.get(name, ()) for name, row in zip(rows["import_id"], rows["source_row"], strict=True)]
    pd.testing.assert_frame_equal(books.at(places), plain(rows[mask]))
    pd.testing.assert_frame_equal(books.at(places, with_text=True), rows[mask].reset_index(drop=True))


def test_all_that_counts(books: Books, counted: Counted) -> None:
    pd.testing.assert_frame_equal(books.whole(), counted[0])


@pytest.mark.parametrize("opening", [False, True])
def test_sums_are_those_of_the_rows(books: Books, counted: Counted, opening: bool) -> None:
    rows = counted[opening]
    wanted = rows.groupby(["period", "closing"])["amount_ore"].agg(["sum", "count"]).reset_index()
    found = books.sums(opening=opening)[["period", "closing", "amount_ore", "rows"]]
    assert found.to_numpy().tolist() == wanted.to_numpy().tolist()


@SEARCH
@given(codes=code_set, year=st.sampled_from([2017, 2018]), number=st.integers(1, 13))
def test_what_is_on_other_codes_is_the_whole_less_the_treatments_on_the_codes(
    books: Books, counted: Counted, codes: dict[str, list[str]], year: int, number: int
) -> None:
    period, window = Period(year, number), SimpleNamespace(start=dt.date(2017, 3, 1), end=dt.date(2018, 10, 31))

    def treated(rows: pd.DataFrame) -> pd.Series:
        ours = rows[in_period(rows, period)]
        told = treatments(ours, codes, window, ["4", "5"], Exclusions(counterparts=["121"], units=["3103"]))
        return ours["amount_ore"].groupby(told).agg(["sum", "count"])

    every, asked = treated(counted[0]), treated(books.on(sieve([codes])))
    other = every[every.index == Treatment.OTHER_CODE]
    pd.testing.assert_frame_equal(asked, every.drop(index=other.index))
    sums = books.sums()
    whole = sums[in_period(sums, period)][["amount_ore", "rows"]].sum().tolist()
    assert [a - b for a, b in zip(whole, asked.sum().tolist(), strict=True)] == other.sum().tolist()


def test_books_of_earlier_imports_are_what_counted_then(root: Path) -> None:
    then = load_ledger(root, region(), dt.date(2018, 9, 30))
    books = books_of(root, region(), [one.id for one in then.deliveries])
    assert books is not None
    pd.testing.assert_frame_equal(books.whole(), then.rows)
    assert {Path(file).name for file in then.rows["file"]} == {"2017.csv", "tidig.csv", "rattad.csv"}
    assert books_of(root, region(), [*(one.id for one in then.deliveries), "0" * 16]) is None
    assert books_of(root, region(), []) is None


def test_a_group_without_what_is_sought_is_read_no_further(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a large file the columns that tell are read, and no more where no row is sought."""
    read: list[str] = []
    whole = seeking._Group.read

    def noted(group: seeking._Group, columns: list[str]) -> None:
        read.extend(name for name in columns if name not in group.columns)
        whole(group, columns)

    monkeypatch.setattr(asking, "MOST_KEPT", 0)
    monkeypatch.setattr(seeking._Group, "read", noted)
    books = load_ledger(root, region()).books
    assert len(books.on(sieve([{"object": ["nowhere"], "account": ["4010"]}]))) == 0
    assert set(read) <= {"account", "object"}
    read.clear()
    assert len(books.of_vouchers(["V1"], months=["2017-01"], accounts=["nowhere"])) == 0
    assert set(read) == {"period", "account"}
    read.clear()
    assert tuple(books.on(sieve([{"object": ["9916"]}])).columns) == (*WITHOUT_TEXT, "file")
    assert set(read) == set(WITHOUT_TEXT)


def test_a_code_is_asked_for_once_for_all_dates(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report before asks for the same codes; what a large file has on them is found once in a run."""
    monkeypatch.setattr(asking, "MOST_KEPT", 0)
    sought: list[str] = []
    find = asking.find_rows
    monkeypatch.setattr(asking, "find_rows", lambda *asked: sought.append(asked[1]) or find(*asked))
    files = Files(root)
    for day in (None, dt.date(2018, 9, 30), None):
        load_ledger(files, region(), day).books.on(sieve([{"object": ["9916"]}]))
    assert len(sought) == len(set(sought)) == len(CLAIMS)


@given(sets=code_sets, row=st.fixed_dictionaries({name: st.sampled_from(values) for name, values in CODES.items()}))
def test_no_row_that_matches_falls_through_the_sieve(
    sets: list[dict[str, list[str]] | None], row: dict[str, str]
) -> None:
    chosen = any(bool(matches(pd.DataFrame([row]), codes).iloc[0]) for codes in sets if codes)
    assert chosen == any(all(row[name] in allowed for name, allowed in one) for one in sieve(sets))
