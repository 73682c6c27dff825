"""The record: every figure can be followed to its rows, its parameter or its formula, and nothing personal is in it."""

import json
import re
from fractions import Fraction

import pandas as pd
import pytest
from shipped import NUMBERS, ROOT, latest_files, parameter_line, rows_of

from statsbidrag.base.findings import SEVERITY_OF_CODE
from statsbidrag.record.model import record_text, row_set, share_text

pytestmark = pytest.mark.parametrize("number", NUMBERS)
KEYS = {"value", "unit", "status", "source", "origin"}
STATUSES = {"decided", "preliminary", "unknown", "example"}


def test_every_figure_has_value_unit_status_source_and_origin(records, number) -> None:
    for key, figure in records[number]["figures"].items():
        assert set(figure) >= KEYS, key
        assert figure["status"] in STATUSES, key
        assert figure["unit"] in ("kr", "share", "count", "text"), key
        assert (figure["value"] is None) == (figure["status"] == "unknown"), key
        if figure["unit"] == "kr":
            ore = figure["ore"]
            assert ore is None or type(ore) is int, key
            assert figure["value"] == (
                None if ore is None else f"{'-' * (ore < 0)}{abs(ore) // 100}.{abs(ore) % 100:02d}"
            )


def test_every_origin_leads_somewhere(records, number) -> None:
    record = records[number]
    for key, figure in record["figures"].items():
        ((kind, said),) = figure["origin"].items()
        if kind == "rows":
            assert said in record["row_sets"], key
        elif kind == "params":
            assert all(parameter_line(place).strip(" -") for place in said.split(", ")), key
        elif kind == "record":
            assert re.fullmatch(r"2018-\d\d som känt [\d-]{10}: chain\.[a-z_]+|ingen tidigare rapport", said), key
        else:
            assert kind == "formula"
            assert said, key
            named = re.findall(r"[a-z_]+(?:\.[a-z0-9_*-]+)+", said)
            assert all(any(re.fullmatch(name.replace("*", ".+"), one) for one in record["figures"]) for name in named)


def test_a_formula_over_figures_gives_the_figure(records, number) -> None:
    figures = records[number]["figures"]
    checked = 0
    for key, figure in figures.items():
        formula = figure["origin"].get("formula", "")
        names = re.findall(r"[a-z_]+(?:\.[a-z0-9_-]+)+", formula)
        if not names or "*" in formula.replace(" * ", " ") or "per month" in formula:
            continue
        if any(figures[name]["ore"] is None for name in names):
            assert figure["ore"] is None, key
            continue
        plain = formula
        for name in sorted(names, key=len, reverse=True):
            plain = plain.replace(name, str(figures[name]["ore"]))
        assert abs(eval(plain, {"__builtins__": {}, "max": max, "min": min}) - figure["ore"]) <= 0.5, key
        checked += 1
    assert checked >= 14


def test_the_rows_behind_a_figure_sum_to_it(records, store, number) -> None:
    record = records[number]
    followed = 0
    for key, figure in record["figures"].items():
        name = figure["origin"].get("rows")
        if name is not None and figure["unit"] == "kr":
            rows = [(imported, row) for imported, rows in record["row_sets"][name].items() for row in rows]
            assert len(rows) == len(set(rows)), key
            assert sum(store[row] for row in rows) == figure["ore"], key
            followed += 1
    assert followed > 40
    assert set(record["row_sets"]) == {
        figure["origin"]["rows"] for figure in record["figures"].values() if "rows" in figure["origin"]
    }


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

    assert json.loads(record_text(record), parse_float=refuse) == record
    assert str(ROOT) not in record_text(record)


def test_every_finding_has_its_code_and_says_what_to_do(records, number) -> None:
    for found in records[number]["findings"]:
        assert found["severity"] == SEVERITY_OF_CODE[found["code"]].value
        assert found["message"]
        assert found["remedy"].endswith(".")
        assert found["row"] is None or found["file"] is not None


def test_the_inputs_are_the_files_there_are(records, number) -> None:
    inputs = records[number]["inputs"]
    assert list(inputs) == sorted(inputs)
    assert all((ROOT / name).is_file() and re.fullmatch(r"[0-9a-f]{64}", digest) for name, digest in inputs.items())
    months = {f"2018{month:02d}" for month in range(1, number + 1)}
    wanted = {path.relative_to(ROOT).as_posix() for slot, path in latest_files().items() if slot in months}
    assert wanted <= set(inputs)


def test_shares_and_row_sets_are_written_plainly(number) -> None:
    assert share_text(Fraction(number, 13)) == f"{round(Fraction(number, 13) * 10**6) / 10**6:.6f}"
    rows = pd.DataFrame({"import_id": ["b", "a", "b"], "source_row": [9, number, 2]})
    assert row_set(rows) == {"a": [number], "b": [2, 9]}
