"""The record: what must hold in it, and its file and schema."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from small_record import kronor, small_record
from statsbidrag.base.findings import finding
from statsbidrag.base.states import Status
from statsbidrag.record.figures import Figure, Origin, money, other
from statsbidrag.record.files import record_digest, record_from, record_schema, record_text, table_from, whole_record
from statsbidrag.record.model import VERSION, Record
from statsbidrag.record.tables import Column, LedgerAmount, Table, ore_in

VERSIONS = Path(__file__).parent / "versions"
COST, CLAIM = kronor("chain.cost", 500), kronor("chain.claim", None)
LEFT = money(
    "chain.left", -500, Origin(formula="0 - chain.cost"), Status.EXAMPLE, marks=["rad-utan-insats"], assumed=True
)
ROWS = money("ledger.counted", 700, Origin(rows="ledger.counted"), Status.PRELIMINARY)
BEFORE = money("previous.cost", 12, Origin(record="reports/a/2018-05/b.json", key="chain.cost"), Status.DECIDED)
SHARE = Figure(
    "indicator.telefon", "share", "0.823400", Status.EXAMPLE, Origin(params=("params/x.yaml:1",)),
    numerator=8234, denominator=10_000, reporting_units=3,
)  # fmt: skip
TABLE = Table(
    "kedja",
    "Penningkedjan",
    [Column("what", "Led"), Column("ore", "Kronor", "ore"), Column("n", "Antal", "count")],
    [
        {"what": "Kostnad", "ore": COST, "n": 3, "emphasis": True},
        {"what": "Fordran", "ore": CLAIM, "n": None},
        {"what": "Rad", "ore": LedgerAmount("a1b2", 17, -250, went=True), "n": 1},
        {"what": "Tomt", "ore": "", "n": 1},
    ],
    {"what": "Kvar", "ore": LEFT},
)


def whole() -> Record:
    return small_record(
        [COST, ROWS, BEFORE, SHARE],
        [TABLE],
        sections=["laget", "om"],
        row_sets={"ledger.counted": {"a1b2": [2, 3]}},
        findings=[finding("felcell", "cellen är ett fel", "rätta", file="data/raw/x.csv", row=3)],
    )


def test_a_record_survives_its_file() -> None:
    record = whole()
    text = record_text(record)
    assert record_from(text) == record
    assert record_text(record_from(text)) == text
    data = json.loads(text)
    assert data["version"] == VERSION
    assert "key" not in data["figures"]["chain.cost"]
    assert data["tables"][0]["rows"][0]["ore"] == {"figure": "chain.cost"}
    assert data["tables"][0]["rows"][2]["ore"] == {"import_id": "a1b2", "row": 17, "ore": -250, "went": True}


def test_the_digest_is_of_what_the_record_says_and_not_of_the_files_made_of_it() -> None:
    record = whole()
    assert record_digest(record.published({"html": "abc"})) == record_digest(record)
    other_cost = kronor("chain.cost", 501)
    assert record_digest(small_record([other_cost])) != record_digest(small_record([COST]))


def test_a_formula_over_a_figure_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match=r"chain\.left rests on chain\.cost, which the record lacks"):
        small_record([LEFT])


def test_a_sum_without_its_rows_is_refused() -> None:
    with pytest.raises(ValueError, match=r"ledger\.counted has no rows ledger\.counted"):
        small_record([ROWS])


@pytest.mark.parametrize("changed", [kronor("chain.cost", 501), kronor("chain.cost", 500, Status.EXAMPLE)])
def test_a_table_over_a_figure_of_another_record_is_refused(changed: Figure) -> None:
    record = whole()
    with pytest.raises(ValueError, match=r"the table kedja has chain\.cost, which is no figure of the record"):
        replace(record, figures={**record.figures, "chain.cost": changed})
    figures = {key: one for key, one in record.figures.items() if key != "chain.claim"}
    with pytest.raises(ValueError, match=r"the table kedja has chain\.claim"):
        replace(record, figures=figures)


def test_a_total_over_a_figure_of_another_record_is_refused() -> None:
    record = whole()
    with pytest.raises(ValueError, match=r"the table kedja has chain\.other"):
        replace(record, tables=[replace(TABLE, total={"what": "x", "ore": kronor("chain.other", 1)})])


@pytest.mark.parametrize("cell", [500, 0, True, "500", SHARE, other("n", 3, "count", SHARE.origin, Status.DECIDED)])
def test_money_in_a_table_is_a_figure_in_kronor_or_a_ledger_row(cell: object) -> None:
    columns = [Column("a", "A", "ore")]
    with pytest.raises(TypeError, match=r"the table t has .+ in a, which is no money of a record"):
        Table("t", "T", columns, [{"a": cell}])
    with pytest.raises(TypeError, match="the table t has"):
        Table("t", "T", columns, [], {"a": cell})
    assert Table("t", "T", [Column("a", "A", "count")], [{"a": cell}])


def test_the_ore_of_a_cell() -> None:
    assert [ore_in(cell) for cell in (COST, LedgerAmount("a", 1, 7), CLAIM, None, "")] == [500, 7, None, None, None]
    with pytest.raises(TypeError, match="7 is no money"):
        ore_in(7)


def tampered(change: Callable[[dict], object]) -> str:
    data = json.loads(record_text(whole()))
    change(data)
    return json.dumps(data)


TAMPERED: dict[str, Callable[[dict], object]] = {
    "another version": lambda data: data.update(version=1),
    "a later version": lambda data: data.update(version=VERSION + 1),
    "no version": lambda data: data.pop("version"),
    "no figures": lambda data: data.pop("figures"),
    "figures in a list": lambda data: data.update(figures=[]),
    "no sections": lambda data: data.pop("sections"),
    "a figure lost": lambda data: data["figures"].pop("chain.claim"),
    "a figure without status": lambda data: data["figures"]["chain.cost"].pop("status"),
    "a status that is none": lambda data: data["figures"]["chain.cost"].update(status="kanske"),
    "an amount changed": lambda data: data["figures"]["chain.cost"].update(ore=501),
    "an origin lost": lambda data: data["figures"]["chain.cost"].update(origin={}),
    "two origins": lambda data: data["figures"]["chain.cost"]["origin"].update(formula="1"),
    "rows lost": lambda data: data.update(row_sets={}),
    "a number in a table": lambda data: data["tables"][0]["rows"][0].update(ore=500),
    "a cell of something else": lambda data: data["tables"][0]["rows"][0].update(ore={"belopp": 5}),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_file_that_does_not_hold_together_is_not_whole(name: str, tmp_path: Path) -> None:
    text = tampered(TAMPERED[name])
    with pytest.raises(ValueError):
        record_from(text)
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    assert whole_record(tmp_path / "x.json") is None


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"text"', "{}"])
def test_a_file_that_holds_no_record_is_not_whole(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    assert whole_record(tmp_path / "x.json") is None
    assert whole_record(tmp_path / "finns-inte.json") is None


@pytest.mark.parametrize(("version", "cost"), [(1, 284_890_535), (2, 1_048_757_760), (3, 1_048_757_760)])
def test_a_record_of_an_older_version_is_not_whole(version: int, cost: int) -> None:
    path = VERSIONS / f"{version}-oversikt.json"
    assert json.loads(path.read_text(encoding="utf-8"))["figures"]["portfolio.cost"]["ore"] == cost
    with pytest.raises(ValueError, match=f"the record is of version {version}, not {VERSION}"):
        record_from(path.read_text(encoding="utf-8"))
    assert whole_record(path) is None


def test_a_table_is_read_over_the_figures_of_its_record() -> None:
    data = {"id": "t", "caption": "T", "columns": [{"key": "a", "heading": "A", "kind": "ore"}], "rows": [{"a": 5}]}
    with pytest.raises(ValueError, match="is no money"):
        table_from(data, {})
    data["rows"] = [{"a": {"figure": "chain.cost"}}]
    assert table_from(data, {"chain.cost": COST}).rows == [{"a": COST}]
    with pytest.raises(ValueError, match=r"there is no figure chain\.cost"):
        table_from(data, {})


def test_the_schema_tells_a_record_from_what_is_none() -> None:
    schema = json.loads(record_schema())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert [error.message for error in validator.iter_errors(json.loads(record_text(whole())))] == []
    for name in ("another version", "no version", "no sections", "a figure without status", "a status that is none"):
        assert not validator.is_valid(json.loads(tampered(TAMPERED[name]))), name
    assert not validator.is_valid(json.loads(tampered(TAMPERED["a cell of something else"])))
    assert not validator.is_valid(json.loads((VERSIONS / "1-oversikt.json").read_text(encoding="utf-8")))
