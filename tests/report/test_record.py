"""The record: every figure can be followed to its rows, its parameter or its formula, and nothing personal is in it."""

import json
import re
from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest
from jsonschema import Draft202012Validator
from shipped import NUMBERS, ROOT, latest_files, parameter_line, rows_of

from statsbidrag.base.findings import SEVERITY_OF_CODE
from statsbidrag.base.states import Status
from statsbidrag.record.figures import Figure, Origin, share_text
from statsbidrag.record.files import record_from, record_schema, record_text
from statsbidrag.record.formulas import evaluate, holds, keys_of
from statsbidrag.record.model import VERSION, Record, figure_data, origin_data
from statsbidrag.record.tables import LedgerAmount
from statsbidrag.report.part import row_set

pytestmark = pytest.mark.parametrize("number", NUMBERS)
KEYS = {"value", "unit", "status", "source", "origin"}
STATUSES = {"decided", "preliminary", "unknown", "example"}


def test_every_figure_has_value_unit_status_source_and_origin(records, number) -> None:
    for key, figure in records[number].figures.items():
        assert figure.key == key
        assert set(figure_data(figure)) >= KEYS, key
        assert figure.status in STATUSES, key
        assert figure.unit in ("kr", "share", "count", "text"), key
        assert (figure.value is None) == (figure.status == "unknown"), key
        if figure.unit == "kr":
            ore = figure.ore
            assert ore is None or type(ore) is int, key
            assert figure.value == (None if ore is None else f"{'-' * (ore < 0)}{abs(ore) // 100}.{abs(ore) % 100:02d}")


def is_place(place: str) -> bool:
    """Whether there is such a line, or such a file where the whole of it is meant."""
    return bool(parameter_line(place).strip(" -")) if re.search(r":\d+$", place) else (ROOT / place).is_file()


def test_every_origin_leads_somewhere(records, number) -> None:
    record = records[number]
    for key, figure in record.figures.items():
        ((kind, _),) = [item for item in origin_data(figure.origin).items() if item[0] != "key"]
        if kind == "rows":
            assert figure.origin.rows in record.row_sets, key
        elif kind == "params":
            assert all(is_place(place) for place in figure.origin.params), key
        elif kind == "record":
            assert re.fullmatch(r"2018-\d\d som känt [\d-]{10}", figure.origin.record), key
            assert re.fullmatch(r"chain\.[a-z_]+", figure.origin.key), key
        elif kind == "unknown":
            assert figure.value is None, key
        else:
            assert kind == "formula"
            assert figure.origin.formula, key
            assert set(keys_of(figure.origin.formula)) <= set(record.figures), key


def test_every_formula_gives_its_figure(records, number) -> None:
    figures = records[number].figures
    over_figures = [figure for figure in figures.values() if figure.origin.formula and keys_of(figure.origin.formula)]
    assert [figure.key for figure in over_figures if not holds(figure, figures)] == []
    assert sum(figure.value is not None for figure in over_figures) >= 14


def test_a_formula_over_figures_gives_the_figure_as_a_plain_reckoning_has_it(records, number) -> None:
    figures = records[number].figures
    checked = 0
    for key, figure in figures.items():
        formula = figure.origin.formula or ""
        names = re.findall(r"(?<![\w.-])(?!max\(|min\()[a-z_]+(?:\.[A-Za-z0-9_-]+)*", formula)
        if not names or not set(re.findall(r"(\w+)\(", formula)) <= {"max", "min"}:
            continue
        if any(figures[name].value is None for name in names):
            assert figure.value is None, key
            continue
        plain = formula
        for name in sorted(names, key=len, reverse=True):
            plain = plain.replace(name, str(figures[name].number))
        assert eval(plain, {"__builtins__": {}, "max": max, "min": min}) == figure.number, key
        checked += 1
    assert checked >= 14


def test_a_formula_notices_a_figure_that_is_another(records, number) -> None:
    figures = records[number].figures
    cost = figures["ledger.counted"]
    other = replace(cost, ore=cost.known_ore + 100, value=f"{(cost.known_ore + 100) // 100}.{cost.known_ore % 100:02d}")
    tampered = {**figures, "ledger.counted": other}
    rest = figures["ledger.other_code"]
    assert evaluate(rest.origin.formula, tampered) == rest.known_ore - 100
    assert not holds(rest, tampered)


def grounds(record: Record, figure: Figure, above: tuple[str, ...] = ()) -> set[str]:
    """What a figure rests on at the end of every formula: rows, params, record, or a number that the formula says."""
    assert figure.key not in above, f"{figure.key} rests on itself"
    if figure.origin.formula is None:
        return {name for name in origin_data(figure.origin) if name != "key"}
    keys = keys_of(figure.origin.formula)
    below = [grounds(record, record.figures[key], (*above, figure.key)) for key in keys]
    return set().union(*below) if below else {"number"}


def test_every_known_amount_rests_on_rows_places_or_an_earlier_record(records, number) -> None:
    record = records[number]
    amounts = [figure for figure in record.figures.values() if figure.ore is not None]
    assert len(amounts) > 90
    for figure in amounts:
        ground = grounds(record, figure)
        assert ground, figure.key
        # What is not known bears an amount only in a sum of what is known.
        is_of_known = "known(" in (figure.origin.formula or "")
        allowed = {"rows", "params", "record", "number"} | ({"unknown"} if is_of_known else set())
        assert ground <= allowed, figure.key


def test_every_amount_in_a_table_is_a_figure_or_a_ledger_row(records, store, number) -> None:
    record = records[number]
    figures = ledger_rows = 0
    for table in record.tables:
        for column in (column for column in table.columns if column.kind == "ore"):
            cells = [row[column.key] for row in table.rows]
            amounts = [cell for cell in cells if isinstance(cell, LedgerAmount)]
            for cell in amounts:
                # Of a row that went since the report before it is what that did: the amount with the other sign.
                assert cell.ore == (-1 if cell.went else 1) * store[(cell.import_id, cell.row)], cell.key
            assert not any(cell.went for cell in amounts) or table.id == "changed_rows"
            assert len({cell.key for cell in amounts}) == len(amounts), table.id
            total = (table.total or {}).get(column.key, "")
            assert total != "" or table.id != "vouchers"
            if amounts and total != "":
                assert sum(cell.ore for cell in amounts) == total.ore, table.id
            for cell in [*cells, total]:
                if isinstance(cell, Figure):
                    assert cell.unit == "kr", (table.id, cell.key)
                    assert record.figures[cell.key] is cell, (table.id, cell.key)
                    figures += 1
                else:
                    assert cell in ("", None) or isinstance(cell, LedgerAmount), (table.id, column.key)
            ledger_rows += len(amounts)
    assert figures > 60
    assert ledger_rows > 10


def test_the_rows_behind_a_figure_sum_to_it(records, store, number) -> None:
    record = records[number]
    followed = 0
    for key, figure in record.figures.items():
        name = figure.origin.rows
        if name is not None and figure.unit == "kr":
            rows = [(imported, row) for imported, rows in record.row_sets[name].items() for row in rows]
            assert len(rows) == len(set(rows)), key
            assert sum(store[row] for row in rows) == figure.ore, key
            followed += 1
    assert followed > 40
    assert set(record.row_sets) == {figure.origin.rows for figure in record.figures.values() if figure.origin.rows}


@pytest.fixture(scope="module")
def ledger_texts() -> set[str]:
    """The free texts of the ledger, but for words that the parameter files use too (names of cost types)."""
    ours = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "params").rglob("*.yaml"))
    texts = {str(row["Text"]) for path in set(latest_files().values()) for row in rows_of(path) if row["Text"]}
    return {text for text in texts if text not in ours}


def test_no_text_of_the_ledger_is_in_the_record(records, ledger_texts, number) -> None:
    text = record_text(records[number])
    assert len(ledger_texts) > 50
    assert [one for one in ledger_texts if one in text] == []


def test_it_survives_its_file_and_has_no_number_that_is_not_whole(records, number) -> None:
    record = records[number]

    def refuse(text: str) -> None:
        raise AssertionError(f"{text} is not a whole number")

    text = record_text(record)
    json.loads(text, parse_float=refuse)
    assert record_from(text) == record
    assert str(ROOT) not in text


def test_it_follows_its_schema_and_another_version_does_not(records, number) -> None:
    schema = Draft202012Validator(json.loads(record_schema()))
    data = json.loads(record_text(records[number]))
    assert [f"{error.json_path}: {error.message}" for error in schema.iter_errors(data)] == []
    assert not schema.is_valid({**data, "version": 1})
    del data["figures"]["chain.cost"]["origin"]
    assert not schema.is_valid(data)


@pytest.mark.parametrize("version", [None, 1, 3, "4"])
def test_a_record_of_another_version_is_not_read(records, number, version) -> None:
    data = json.loads(record_text(records[number]))
    data = {name: value for name, value in data.items() if name != "version"} | (
        {"version": version} if version else {}
    )
    with pytest.raises(ValueError, match=f"of version {version or 1}, not {VERSION}"):
        record_from(json.dumps(data))


def test_every_finding_has_its_code_and_says_what_to_do(records, number) -> None:
    for found in records[number].findings:
        assert found.severity is SEVERITY_OF_CODE[found.code]
        assert found.message
        assert found.remedy.endswith(".")
        assert found.row is None or found.file is not None


def test_the_inputs_are_the_files_there_are(records, number) -> None:
    inputs = records[number].inputs
    assert list(inputs) == sorted(inputs)
    assert all((ROOT / name).is_file() and re.fullmatch(r"[0-9a-f]{64}", digest) for name, digest in inputs.items())
    months = {f"2018{month:02d}" for month in range(1, number + 1)}
    wanted = {path.relative_to(ROOT).as_posix() for slot, path in latest_files().items() if slot in months}
    assert wanted <= set(inputs)


def test_a_delivery_is_followed_to_its_file(records, number) -> None:
    record = records[number]
    for imported in record.imports:
        for side in ("debit", "credit"):
            figure = record.figures[f"delivery.{imported}.{side}"]
            assert figure.status is Status.DECIDED
            assert figure.origin == Origin(params=(figure.origin.params[0],))
            assert figure.origin.params[0] in record.inputs


def test_shares_and_row_sets_are_written_plainly(number) -> None:
    assert share_text(Fraction(number, 13)) == f"{round(Fraction(number, 13) * 10**6) / 10**6:.6f}"
    rows = pd.DataFrame({"import_id": ["b", "a", "b"], "source_row": [9, number, 2]})
    assert row_set(rows) == {"a": [number], "b": [2, 9]}
